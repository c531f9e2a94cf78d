// A line of a document as code points, since its patterns are told in characters; offsets lead back to bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gouji::analyzer::source {

struct Characters {
  std::u32string text;
  std::vector<std::uint32_t> offsets;  // of each character, and the end
};

[[nodiscard]] Characters characters_of(std::string_view utf8);
void append_utf8(std::string& text, char32_t character);
[[nodiscard]] std::string to_utf8(std::u32string_view text);

[[nodiscard]] bool is_digit(char32_t character);
[[nodiscard]] bool is_latin(char32_t character);    // a–z, A–Z
[[nodiscard]] bool is_chinese(char32_t character);  // an ideograph
[[nodiscard]] bool is_numeral(char32_t character);  // 〇零一二两三四五六七八九十百千万亿

// The text at a position, without ever reading past the end.
[[nodiscard]] std::u32string_view from(std::u32string_view text, std::size_t at);
[[nodiscard]] bool stands_at(std::u32string_view text, std::size_t at, std::u32string_view word);
[[nodiscard]] bool ends_before(std::u32string_view text, std::size_t at, std::u32string_view word);
[[nodiscard]] char32_t character_at(std::u32string_view text, std::size_t at);      // 0 at the end
[[nodiscard]] char32_t character_before(std::u32string_view text, std::size_t at);  // 0 at the start

[[nodiscard]] std::size_t digits_end(std::u32string_view text, std::size_t at);
[[nodiscard]] std::size_t numerals_end(std::u32string_view text, std::size_t at);
[[nodiscard]] std::size_t blanks_end(std::u32string_view text, std::size_t at);

}  // namespace gouji::analyzer::source
