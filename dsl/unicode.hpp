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

namespace unicode {
// Of what is neither ASCII nor the usual Chinese.
[[nodiscard]] CodePoint decode_rare(std::string_view text, std::size_t offset);
}  // namespace unicode

// The code point at `offset`. A byte that starts no valid sequence is U+FFFD with length 1.
[[nodiscard]] inline CodePoint decode(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return {};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  // After leads of E1 to EC every two continuations are good.
  if (lead >= 0xE1 && lead <= 0xEC && text.size() - offset >= 3 && (byte(1) & 0xC0) == 0x80 && (byte(2) & 0xC0) == 0x80) {
    return {static_cast<char32_t>((lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F)), 3};
  }
  return unicode::decode_rare(text, offset);
}

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
