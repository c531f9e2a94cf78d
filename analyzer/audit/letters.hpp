// Names as rows of characters: what the comparisons of names work on.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gouji::analyzer::letters {

using Letters = std::u32string;
using View = std::u32string_view;

[[nodiscard]] bool is_ascii_letter(char32_t c);  // digits too

// Half-width, without brackets and other signs.
[[nodiscard]] Letters letters_of(std::string_view text);
// The same; the traditional characters of the words by which names of indicators are compared as simplified ones.
[[nodiscard]] Letters plain(std::string_view text);
[[nodiscard]] std::string utf8(View letters);

// Length of the longest of the words at the front of `text`; 0 when none stands there.
template <typename Words>
[[nodiscard]] std::size_t starts_with_any(View text, const Words& words) {
  std::size_t longest = 0;
  for (const View word : words) {
    if (text.starts_with(word)) longest = std::max(longest, word.size());
  }
  return longest;
}

// Dice's coefficient over pairs of neighbouring characters, in permille.
[[nodiscard]] int dice(View a, View b);
[[nodiscard]] Letters sorted(Letters letters);
// Equal for the same characters in any order; others may share it by accident.
[[nodiscard]] std::uint64_t letter_sum(View letters);
// The runs of characters that `longer` has beyond `shorter`; absent when it does not hold all of `shorter` in order.
[[nodiscard]] std::optional<std::vector<Letters>> inserted(View longer, View shorter);

}  // namespace gouji::analyzer::letters
