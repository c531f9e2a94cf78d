#include "dsl/keywords.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace gouji::dsl {

namespace {

struct Entry {
  std::string_view english;
  std::string_view chinese;  // forms separated by |
};

constexpr std::array kEntries = {
    Entry{"", ""},
#define GOUJI_KEYWORD(Enumerator, english, chinese) Entry{english, chinese},
#include "dsl/keywords.def"
};

std::vector<std::string_view> split_forms(std::string_view forms) {
  std::vector<std::string_view> result;
  while (!forms.empty()) {
    const std::size_t bar = forms.find('|');
    result.push_back(forms.substr(0, bar));
    if (bar == std::string_view::npos) break;
    forms.remove_prefix(bar + 1);
  }
  return result;
}

std::unordered_map<std::string_view, Keyword> build_index() {
  std::unordered_map<std::string_view, Keyword> index;
  for (std::size_t i = 1; i < kEntries.size(); ++i) {
    index.emplace(kEntries[i].english, static_cast<Keyword>(i));
    for (const std::string_view form : split_forms(kEntries[i].chinese)) index.emplace(form, static_cast<Keyword>(i));
  }
  return index;
}

struct Comparing {
  std::string_view word;
  Comparison comparison;
};

// Longer words before their own beginnings, so that the first that fits is the longest.
constexpr std::array kLeading = {
    Comparing{"不低于", Comparison::AtLeast},  Comparing{"不低於", Comparison::AtLeast},  Comparing{"不少于", Comparison::AtLeast},
    Comparing{"不少於", Comparison::AtLeast},  Comparing{"不小于", Comparison::AtLeast},  Comparing{"不小於", Comparison::AtLeast},
    Comparing{"达到", Comparison::AtLeast},    Comparing{"達到", Comparison::AtLeast},    Comparing{"至少", Comparison::AtLeast},
    Comparing{"达", Comparison::AtLeast},      Comparing{"達", Comparison::AtLeast},      Comparing{"不超过", Comparison::AtMost},
    Comparing{"不超過", Comparison::AtMost},   Comparing{"不高于", Comparison::AtMost},   Comparing{"不高於", Comparison::AtMost},
    Comparing{"不大于", Comparison::AtMost},   Comparing{"不大於", Comparison::AtMost},   Comparing{"控制在", Comparison::AtMost},
    Comparing{"至多", Comparison::AtMost},     Comparing{"突破", Comparison::MoreThan},   Comparing{"超过", Comparison::MoreThan},
    Comparing{"超過", Comparison::MoreThan},   Comparing{"高于", Comparison::MoreThan},   Comparing{"高於", Comparison::MoreThan},
    Comparing{"大于", Comparison::MoreThan},   Comparing{"大於", Comparison::MoreThan},   Comparing{"多于", Comparison::MoreThan},
    Comparing{"多於", Comparison::MoreThan},   Comparing{"超", Comparison::MoreThan},     Comparing{"低于", Comparison::LessThan},
    Comparing{"低於", Comparison::LessThan},   Comparing{"少于", Comparison::LessThan},   Comparing{"少於", Comparison::LessThan},
    Comparing{"小于", Comparison::LessThan},   Comparing{"小於", Comparison::LessThan},   Comparing{"不足", Comparison::LessThan},
    Comparing{"大约", Comparison::About},      Comparing{"大約", Comparison::About},      Comparing{"约", Comparison::About},
    Comparing{"約", Comparison::About},        Comparing{"为", Comparison::Equal},        Comparing{"為", Comparison::Equal},
};

constexpr std::array kTrailing = {
    Comparing{"及以上", Comparison::AtLeast}, Comparing{"以上", Comparison::AtLeast}, Comparing{"及以下", Comparison::AtMost},
    Comparing{"以内", Comparison::AtMost},    Comparing{"以內", Comparison::AtMost},  Comparing{"以下", Comparison::AtMost},
    Comparing{"左右", Comparison::About},
};

}  // namespace

Keyword find_keyword(std::string_view word) {
  static const auto index = build_index();
  const auto found = index.find(word);
  return found == index.end() ? Keyword::None : found->second;
}

std::string_view english(Keyword keyword) { return kEntries[static_cast<std::size_t>(keyword)].english; }

std::string_view chinese(Keyword keyword) {
  const std::string_view forms = kEntries[static_cast<std::size_t>(keyword)].chinese;
  return forms.substr(0, forms.find('|'));
}

std::vector<std::string_view> forms(Keyword keyword) {
  const Entry& entry = kEntries[static_cast<std::size_t>(keyword)];
  auto result = split_forms(entry.chinese);
  result.insert(result.begin(), entry.english);
  return result;
}

std::optional<ComparatorWord> leading_comparator(std::string_view text) {
  for (const Comparing& entry : kLeading) {
    if (text.starts_with(entry.word)) return ComparatorWord{entry.comparison, entry.word.size()};
  }
  return std::nullopt;
}

std::optional<ComparatorWord> trailing_comparator(std::string_view text) {
  for (const Comparing& entry : kTrailing) {
    if (text.ends_with(entry.word)) return ComparatorWord{entry.comparison, entry.word.size()};
  }
  return std::nullopt;
}

}  // namespace gouji::dsl
