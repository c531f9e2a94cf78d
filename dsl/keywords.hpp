// The words of the plan language (keywords.def) and the comparator words of documents.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace gouji::dsl {

enum class Keyword : std::uint8_t {
  None,
#define GOUJI_KEYWORD(Enumerator, english, chinese) Enumerator,
#include "dsl/keywords.def"
};

// The keyword a word spells, in any of its forms; None for any other word.
[[nodiscard]] Keyword find_keyword(std::string_view word);

// "target"
[[nodiscard]] std::string_view english(Keyword keyword);
// "目标": the first Chinese form
[[nodiscard]] std::string_view chinese(Keyword keyword);
// Every form, English first.
[[nodiscard]] std::vector<std::string_view> forms(Keyword keyword);

// Signs and words that compare, by what they mean.
enum class Comparison : std::uint8_t { Equal, AtLeast, MoreThan, About, AtMost, LessThan };

struct ComparatorWord {
  Comparison comparison = Comparison::Equal;
  std::size_t length = 0;  // bytes
};

namespace comparators {

// Rules most words out at once: by the second and third byte of a word's first character (of its last one).
constexpr std::size_t kCharacter = 3;
using Filter = std::array<bool, 4096>;
constexpr std::size_t slot(char second, char third) {
  return static_cast<std::size_t>((static_cast<unsigned char>(second) & 0x3F) << 6 | (static_cast<unsigned char>(third) & 0x3F));
}
extern const Filter kMayLead;
extern const Filter kMayTrail;
[[nodiscard]] std::optional<ComparatorWord> find_leading(std::string_view text);
[[nodiscard]] std::optional<ComparatorWord> find_trailing(std::string_view text);

}  // namespace comparators

// A comparator word at the front of `text` (达到, 不低于, 超 …), the longest that fits.
[[nodiscard]] inline std::optional<ComparatorWord> leading_comparator(std::string_view text) {
  if (text.size() < comparators::kCharacter || !comparators::kMayLead[comparators::slot(text[1], text[2])]) return std::nullopt;
  return comparators::find_leading(text);
}
// A comparator word at the end of `text` (以上, 左右, 以内), the longest that fits.
[[nodiscard]] inline std::optional<ComparatorWord> trailing_comparator(std::string_view text) {
  const std::size_t size = text.size();
  if (size < comparators::kCharacter || !comparators::kMayTrail[comparators::slot(text[size - 2], text[size - 1])]) return std::nullopt;
  return comparators::find_trailing(text);
}

}  // namespace gouji::dsl
