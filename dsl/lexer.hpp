// Cuts a plan file into statements of tokens, pulled one at a time.
#pragma once

#include <span>
#include <vector>

#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"
#include "dsl/token.hpp"

namespace gouji::dsl {

struct StatementTokens {
  std::span<const Token> tokens;  // without the terminator; may be empty
  Token terminator;               // EndOfLine, Open, Close or EndOfFile; it stands behind the tokens too
  bool damaged = false;           // a mistake inside was reported already
};

class Lexer {
 public:
  // Mistakes go to `diagnostics`; comments (without their line break) to `comments` when given.
  Lexer(const SourceText& source, std::vector<Diagnostic>& diagnostics, std::vector<Span>* comments = nullptr)
      : data_(source.text().data()), size_(source.text().size()), diagnostics_(diagnostics), comments_(comments) {}

  // The next statement; its tokens are there until the next one is asked for. After EndOfFile it keeps returning EndOfFile.
  void next(StatementTokens& statement) {
    own_.clear();
    next(statement, own_);
  }
  // The same with its tokens in `store`. Of a statement without tokens nothing is kept there.
  void next(StatementTokens& statement, TokenStore& store);

 private:
  struct Digits {
    std::size_t end = 0;
    std::size_t count = 0;
    bool wide = false;  // one of them at least is a full-width form
  };

  void skip_blanks();
  [[nodiscard]] bool skip_rare_blank();
  void skip_colons();
  // Each writes the token that begins here to where `token` points; the statement's earlier ones stand before it.
  void scan(Token* token);
  void scan_rest(Token* token);
  void scan_figure(Token* token);
  void scan_number(Token* token);
  void scan_word(Token* token);
  [[nodiscard]] bool go_to_word_end(bool unit);
  void scan_string(Token* token, std::size_t open_length, std::string_view close);
  void scan_marked_string(Token* token, std::size_t open_length, std::string_view close);
  void scan_place(Token* token);
  void take(Token* token, std::size_t length, TokenKind kind, Comparison comparison = Comparison::Equal, bool trailing = false);
  void put(Token* token, std::size_t begin, TokenKind kind, bool as_written) const;
  [[nodiscard]] bool scan_date();
  // A range word or sign between figures; 0 for none.
  [[nodiscard]] std::size_t joining_length(const Token* token) const;
  // A name stands after this keyword, or between commas.
  [[nodiscard]] bool takes_name(const Token* token) const;
  [[nodiscard]] TokenKind kind_before(const Token* token) const { return token == first_ ? TokenKind::EndOfLine : token[-1].kind; }
  [[nodiscard]] Digits digits_at(std::size_t offset) const;
  [[nodiscard]] bool digit_at(std::size_t offset) const;
  // The bytes of the character of a word that stands at `offset`; 0 for anything else.
  [[nodiscard]] std::size_t word_character(std::size_t offset) const;
  [[nodiscard]] std::size_t rare_word_character(std::size_t offset) const;
  [[nodiscard]] std::string_view rest() const { return from(offset_); }
  [[nodiscard]] std::string_view from(std::size_t offset) const { return {data_ + offset, size_ - offset}; }
  [[nodiscard]] Span span_from(std::size_t begin) const { return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(offset_)}; }

  // The text ends in a NUL that is none of its own, so a byte may be looked at before it is known that there is one.
  const char* data_;
  std::size_t size_;
  std::size_t offset_ = 0;
  const Token* first_ = nullptr;  // of the statement
  std::vector<Diagnostic>& diagnostics_;
  std::vector<Span>* comments_;
  bool damaged_ = false;
  TokenStore own_;
};

}  // namespace gouji::dsl
