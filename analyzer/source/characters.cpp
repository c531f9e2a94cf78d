#include "analyzer/source/characters.hpp"

#include "dsl/unicode.hpp"

namespace gouji::analyzer::source {

Characters characters_of(std::string_view utf8) {
  Characters result;
  result.text.reserve(utf8.size());
  result.offsets.reserve(utf8.size() + 1);
  for (std::size_t offset = 0; offset < utf8.size();) {
    const dsl::CodePoint point = dsl::decode(utf8, offset);
    result.text += point.value;
    result.offsets.push_back(static_cast<std::uint32_t>(offset));
    offset += point.length;
  }
  result.offsets.push_back(static_cast<std::uint32_t>(utf8.size()));
  return result;
}

void append_utf8(std::string& text, char32_t character) {
  const auto tail = [](char32_t bits) { return static_cast<char>(0x80 | (bits & 0x3F)); };
  if (character < 0x80) {
    text += static_cast<char>(character);
  } else if (character < 0x800) {
    text += static_cast<char>(0xC0 | (character >> 6));
    text += tail(character);
  } else if (character < 0x10000) {
    text += static_cast<char>(0xE0 | (character >> 12));
    text += tail(character >> 6);
    text += tail(character);
  } else {
    text += static_cast<char>(0xF0 | (character >> 18));
    text += tail(character >> 12);
    text += tail(character >> 6);
    text += tail(character);
  }
}

std::string to_utf8(std::u32string_view text) {
  std::string result;
  result.reserve(text.size() * 3);
  for (const char32_t character : text) append_utf8(result, character);
  return result;
}

bool is_digit(char32_t character) { return character >= U'0' && character <= U'9'; }

bool is_latin(char32_t character) {
  return (character >= U'a' && character <= U'z') || (character >= U'A' && character <= U'Z');
}

bool is_chinese(char32_t character) {
  return (character >= 0x3400 && character <= 0x9FFF) || (character >= 0xF900 && character <= 0xFAFF) ||
         (character >= 0x20000 && character <= 0x3FFFF);
}

bool is_numeral(char32_t character) {
  return std::u32string_view(U"〇零一二两三四五六七八九十百千万亿").find(character) != std::u32string_view::npos && character != 0;
}

std::u32string_view from(std::u32string_view text, std::size_t at) {
  return at < text.size() ? text.substr(at) : std::u32string_view();
}

bool stands_at(std::u32string_view text, std::size_t at, std::u32string_view word) { return from(text, at).starts_with(word); }

bool ends_before(std::u32string_view text, std::size_t at, std::u32string_view word) { return text.substr(0, at).ends_with(word); }

char32_t character_at(std::u32string_view text, std::size_t at) { return at < text.size() ? text[at] : U'\0'; }

char32_t character_before(std::u32string_view text, std::size_t at) { return at == 0 ? U'\0' : character_at(text, at - 1); }

std::size_t digits_end(std::u32string_view text, std::size_t at) {
  while (is_digit(character_at(text, at))) ++at;
  return at;
}

std::size_t numerals_end(std::u32string_view text, std::size_t at) {
  while (is_numeral(character_at(text, at))) ++at;
  return at;
}

std::size_t blanks_end(std::u32string_view text, std::size_t at) {
  while (character_at(text, at) == U' ' || character_at(text, at) == U'\t') ++at;
  return at;
}

}  // namespace gouji::analyzer::source
