// The tokens of the plan language. Full-width forms, comparator words and keywords are settled in the lexer, once.
#pragma once

#include <cstdint>

#include "dsl/keywords.hpp"
#include "dsl/span.hpp"

namespace gouji::dsl {

enum class TokenKind : std::uint8_t {
  Word,        // a name, a unit, a keyword; % and ‰ too
  String,      // with its quotes
  Number,      // digits, at most one decimal point
  Date,        // 2024-03, 2024年3月15日, 2026年底; a bare year is a Number
  Place,       // @17
  Comparator,  // ≥, 达到, 以上; = too
  Range,       // .. — 至
  Plus,
  Minus,
  Slash,
  Comma,
  Star,
  Pipe,
  Open,        // {
  Close,       // }
  EndOfLine,   // a line break or ;
  EndOfFile,
  Bad,         // already reported
};

struct Token {
  Span span;
  TokenKind kind = TokenKind::Bad;
  Keyword keyword = Keyword::None;                // of a Word that spells one
  Comparison comparison = Comparison::Equal;      // of a Comparator
  bool trailing = false;                          // of a Comparator that stands after its figure: 以上
  bool numeral = false;                           // of a Word that begins with a Chinese numeral: 百项

  friend bool operator==(const Token&, const Token&) = default;
};

}  // namespace gouji::dsl
