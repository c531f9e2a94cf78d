// Cuts a plan file into statements of tokens, pulled one at a time, so that memory holds one statement only.
#pragma once

#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"
#include "dsl/token.hpp"

namespace gouji::dsl {

struct StatementTokens {
  std::vector<Token> tokens;  // without the terminator; may be empty
  Token terminator;           // EndOfLine, Open, Close or EndOfFile
  bool damaged = false;       // a mistake inside was reported already
};

class Lexer {
 public:
  // Mistakes go to `diagnostics`; comments (without their line break) to `comments` when given.
  Lexer(const SourceText& source, std::vector<Diagnostic>& diagnostics, std::vector<Span>* comments = nullptr)
      : text_(source.text()), diagnostics_(diagnostics), comments_(comments) {}

  // The next statement. After EndOfFile it keeps returning EndOfFile.
  void next(StatementTokens& statement);

 private:
  void skip_blanks();
  Token scan(const StatementTokens& before);
  [[nodiscard]] Token figure(std::size_t begin, TokenKind kind) const;
  Token scan_number();
  Token scan_word(const StatementTokens& before);
  Token scan_string(std::size_t open_length, std::string_view close);
  Token scan_place();
  Token sign(TokenKind kind, std::size_t length);
  Token comparator(Comparison comparison, std::size_t length, bool trailing = false);
  [[nodiscard]] std::size_t digits_end(std::size_t offset) const;
  [[nodiscard]] bool digit_at(std::size_t offset) const;
  // The bytes of the character of a word that stands at `offset`; 0 for anything else.
  [[nodiscard]] std::size_t word_character(std::size_t offset) const;
  [[nodiscard]] std::string_view rest() const { return text_.substr(offset_); }
  [[nodiscard]] Span span_from(std::size_t begin) const;

  std::string_view text_;
  std::vector<Diagnostic>& diagnostics_;
  std::vector<Span>* comments_;
  std::size_t offset_ = 0;
  std::size_t line_end_ = 0;  // of the line last looked at
  bool damaged_ = false;
};

}  // namespace gouji::dsl
