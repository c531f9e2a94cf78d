// The words of the plan language (keywords.def) and the comparator words of documents.
#pragma once

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

// A comparator word at the front of `text` (达到, 不低于, 超 …), the longest that fits.
struct ComparatorWord {
  Comparison comparison = Comparison::Equal;
  std::size_t length = 0;  // bytes
};
[[nodiscard]] std::optional<ComparatorWord> leading_comparator(std::string_view text);
// A comparator word at the end of `text` (以上, 左右, 以内), the longest that fits.
[[nodiscard]] std::optional<ComparatorWord> trailing_comparator(std::string_view text);

}  // namespace gouji::dsl
