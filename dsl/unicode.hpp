// UTF-8 as the language needs it: decoding, display width, likeness of words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gouji::dsl {

struct CodePoint {
  char32_t value = 0;
  std::uint8_t length = 0;  // bytes; 0 at the end of the text
};

// The code point at `offset`. A byte that starts no valid sequence is U+FFFD with length 1.
[[nodiscard]] CodePoint decode(std::string_view text, std::size_t offset);

// Offset of the first byte that is not UTF-8.
[[nodiscard]] std::optional<std::size_t> first_invalid_byte(std::string_view text);

// Number of code points.
[[nodiscard]] std::size_t length(std::string_view text);

// Terminal cells: Chinese and full-width characters take two, combining marks none. A tab counts as one.
[[nodiscard]] std::size_t display_width(std::string_view text);

// Full-width ASCII forms and the ideographic space as their half-width forms; all else as it is.
[[nodiscard]] std::string fold_width(std::string_view text);

// Edit distance in code points (insert, delete, replace, swap of neighbours).
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

// The candidate nearest to `word`, if one is near enough to be meant: at most a third of the longer word's length
// (at least one edit). Among equals the first.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace gouji::dsl
