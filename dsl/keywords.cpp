#include "dsl/keywords.hpp"

#include <algorithm>
#include <array>

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

// Open addressing over all forms; keywords are looked up for every word of a file.
class Index {
 public:
  Index() {
    for (std::size_t i = 1; i < kEntries.size(); ++i) {
      add(kEntries[i].english, static_cast<Keyword>(i));
      for (const std::string_view form : split_forms(kEntries[i].chinese)) add(form, static_cast<Keyword>(i));
    }
  }

  [[nodiscard]] Keyword find(std::string_view word) const {
    if (word.empty() || word.size() > longest_) return Keyword::None;
    for (std::size_t at = slot(word); !slots_[at].word.empty(); at = (at + 1) % kSlots) {
      if (slots_[at].word == word) return slots_[at].keyword;
    }
    return Keyword::None;
  }

 private:
  struct Slot {
    std::string_view word;
    Keyword keyword = Keyword::None;
  };
  static constexpr std::size_t kSlots = 1024;  // a third full

  // The ends and the length of a word tell keywords apart well enough.
  static std::size_t slot(std::string_view word) {
    const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(word[i])); };
    const std::size_t last = word.size() - 1;
    const std::size_t mixed = byte(0) * 7 + byte(last / 2) * 131 + byte(last) * 1009 + byte(last - (last > 0 ? 1 : 0)) * 8191 + word.size() * 31;
    return (mixed ^ (mixed >> 10)) % kSlots;
  }

  void add(std::string_view word, Keyword keyword) {
    if (word.empty() || find(word) != Keyword::None) return;
    longest_ = std::max(longest_, word.size());
    std::size_t at = slot(word);
    while (!slots_[at].word.empty()) at = (at + 1) % kSlots;
    slots_[at] = {word, keyword};
  }

  std::array<Slot, kSlots> slots_{};
  std::size_t longest_ = 0;
};

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

// A filter that rules most words out at once: the second and third byte of a word's first character (of its last one).
constexpr std::size_t kCharacter = 3;
using Filter = std::array<bool, 4096>;
constexpr std::size_t filter_slot(char second, char third) {
  return static_cast<std::size_t>((static_cast<unsigned char>(second) & 0x3F) << 6 | (static_cast<unsigned char>(third) & 0x3F));
}
constexpr Filter kMayLead = [] {
  Filter filter{};
  for (const Comparing& entry : kLeading) filter[filter_slot(entry.word[1], entry.word[2])] = true;
  return filter;
}();
constexpr Filter kMayTrail = [] {
  Filter filter{};
  for (const Comparing& entry : kTrailing) filter[filter_slot(entry.word[entry.word.size() - 2], entry.word.back())] = true;
  return filter;
}();

bool may_lead(std::string_view text) { return text.size() >= kCharacter && kMayLead[filter_slot(text[1], text[2])]; }
bool may_trail(std::string_view text) {
  return text.size() >= kCharacter && kMayTrail[filter_slot(text[text.size() - 2], text.back())];
}

}  // namespace

Keyword find_keyword(std::string_view word) {
  static const Index index;
  return index.find(word);
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
  if (!may_lead(text)) return std::nullopt;
  for (const Comparing& entry : kLeading) {
    if (text.starts_with(entry.word)) return ComparatorWord{entry.comparison, entry.word.size()};
  }
  return std::nullopt;
}

std::optional<ComparatorWord> trailing_comparator(std::string_view text) {
  if (!may_trail(text)) return std::nullopt;
  for (const Comparing& entry : kTrailing) {
    if (text.ends_with(entry.word)) return ComparatorWord{entry.comparison, entry.word.size()};
  }
  return std::nullopt;
}

}  // namespace gouji::dsl
