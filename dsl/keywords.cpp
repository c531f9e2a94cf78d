#include "dsl/keywords.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <type_traits>

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

// The first of the forms in `forms`, which is taken off.
constexpr std::string_view take_form(std::string_view& forms) {
  const std::size_t bar = std::min(forms.find('|'), forms.size());
  const std::string_view form = forms.substr(0, bar);
  forms.remove_prefix(std::min(bar + 1, forms.size()));
  return form;
}

template <typename Visit>
constexpr void for_each_form(const Entry& entry, Visit visit) {
  if (!entry.english.empty()) visit(entry.english);
  for (std::string_view rest = entry.chinese; !rest.empty();) visit(take_form(rest));
}

struct Form {
  std::string_view word;
  Keyword keyword = Keyword::None;
};

constexpr std::size_t kFormCount = [] {
  std::size_t count = 0;
  for (const Entry& entry : kEntries) for_each_form(entry, [&](std::string_view) { ++count; });
  return count;
}();

constexpr auto kForms = [] {
  std::array<Form, kFormCount> all{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < kEntries.size(); ++i) {
    for_each_form(kEntries[i], [&](std::string_view word) { all[count++] = {word, static_cast<Keyword>(i)}; });
  }
  return all;
}();

constexpr std::size_t kLongestForm = [] {
  std::size_t longest = 0;
  for (const Form& form : kForms) longest = std::max(longest, form.word.size());
  return longest;
}();

// Open addressing over all forms; keywords are looked up for every word of a file.
constexpr std::size_t kSlots = 1024;  // a third full
static_assert(kFormCount * 2 < kSlots);

// Its first and last eight bytes and its length: two words of up to 16 bytes are the same when these are.
struct WordKey {
  std::uint64_t front = 0;
  std::uint64_t back = 0;
  std::size_t length = 0;
  friend constexpr bool operator==(const WordKey&, const WordKey&) = default;
};
constexpr std::size_t kLongestKey = 16;
static_assert(kLongestForm <= kLongestKey, "a form of a keyword has at most 16 bytes");

template <std::size_t Count>
constexpr std::uint64_t bytes_at(const char* at) {
  std::uint64_t value = 0;
  if (!std::is_constant_evaluated() && std::endian::native == std::endian::little) {
    std::memcpy(&value, at, Count);
    return value;
  }
  for (std::size_t i = 0; i < Count; ++i) value |= static_cast<std::uint64_t>(static_cast<unsigned char>(at[i])) << (8 * i);
  return value;
}

constexpr WordKey key_of(std::string_view word) {
  const std::size_t size = word.size();
  const char* end = word.data() + size;
  if (size >= 8) return {bytes_at<8>(word.data()), bytes_at<8>(end - 8), size};
  if (size >= 4) return {bytes_at<4>(word.data()), bytes_at<4>(end - 4), size};
  return {bytes_at<1>(word.data()) | bytes_at<1>(word.data() + size / 2) << 8, bytes_at<1>(end - 1), size};
}

constexpr std::size_t slot_of(const WordKey& key) {
  return static_cast<std::size_t>((key.front * 0x9E3779B97F4A7C15U ^ (key.back + key.length) * 0xC2B2AE3D27D4EB4FU) >> 54);
}

struct IndexedForm {
  WordKey key;
  Keyword keyword = Keyword::None;
};

constexpr auto kIndexedForms = [] {
  std::array<IndexedForm, kFormCount> all{};
  for (std::size_t i = 0; i < kForms.size(); ++i) all[i] = {key_of(kForms[i].word), kForms[i].keyword};
  return all;
}();

// One more than the place in kIndexedForms; 0 for none. Of two that are spelt alike the first counts.
constexpr auto kIndex = [] {
  std::array<std::uint16_t, kSlots> index{};
  for (std::size_t i = 0; i < kIndexedForms.size(); ++i) {
    std::size_t at = slot_of(kIndexedForms[i].key);
    while (index[at] != 0 && !(kIndexedForms[index[at] - 1U].key == kIndexedForms[i].key)) at = (at + 1) % kSlots;
    if (index[at] == 0) index[at] = static_cast<std::uint16_t>(i + 1);
  }
  return index;
}();

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
  if (word.empty() || word.size() > kLongestForm) return Keyword::None;
  const WordKey key = key_of(word);
  for (std::size_t at = slot_of(key); kIndex[at] != 0; at = (at + 1) % kSlots) {
    const IndexedForm& form = kIndexedForms[kIndex[at] - 1U];
    if (form.key == key) return form.keyword;
  }
  return Keyword::None;
}

std::string_view english(Keyword keyword) { return kEntries[static_cast<std::size_t>(keyword)].english; }

std::string_view chinese(Keyword keyword) {
  const std::string_view forms = kEntries[static_cast<std::size_t>(keyword)].chinese;
  return forms.substr(0, forms.find('|'));
}

std::vector<std::string_view> forms(Keyword keyword) {
  std::vector<std::string_view> result;
  for_each_form(kEntries[static_cast<std::size_t>(keyword)], [&](std::string_view form) { result.push_back(form); });
  return result;
}

namespace comparators {

constexpr Filter kMayLead = [] {
  Filter filter{};
  for (const Comparing& entry : kLeading) filter[slot(entry.word[1], entry.word[2])] = true;
  return filter;
}();
constexpr Filter kMayTrail = [] {
  Filter filter{};
  for (const Comparing& entry : kTrailing) filter[slot(entry.word[entry.word.size() - 2], entry.word.back())] = true;
  return filter;
}();

std::optional<ComparatorWord> find_leading(std::string_view text) {
  for (const Comparing& entry : kLeading) {
    if (text.starts_with(entry.word)) return ComparatorWord{entry.comparison, entry.word.size()};
  }
  return std::nullopt;
}

std::optional<ComparatorWord> find_trailing(std::string_view text) {
  for (const Comparing& entry : kTrailing) {
    if (text.ends_with(entry.word)) return ComparatorWord{entry.comparison, entry.word.size()};
  }
  return std::nullopt;
}

}  // namespace comparators

}  // namespace gouji::dsl
