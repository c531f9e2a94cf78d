// The tokens of the plan language. Full-width forms, comparator words and keywords are settled in the lexer, once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <span>
#include <vector>

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
  bool as_written = false;                        // its text needs no folding: no full-width form, no escape in it
  bool year = false;                              // of a Number of four digits, the first of them not zero: it may be a year

  friend bool operator==(const Token&, const Token&) = default;
};

// Tokens of one statement that belong together. Going through them passes over the commas and slashes between them.
class TokenRange {
 public:
  class Iterator {
   public:
    using difference_type = std::ptrdiff_t;
    using value_type = Token;
    using reference = const Token&;
    using pointer = const Token*;
    using iterator_category = std::forward_iterator_tag;

    Iterator() = default;
    Iterator(const Token* at, const Token* last) : at_(at), last_(last) { skip(); }
    reference operator*() const { return *at_; }
    pointer operator->() const { return at_; }
    Iterator& operator++() {
      ++at_;
      skip();
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    void skip() {
      while (at_ != last_ && (at_->kind == TokenKind::Comma || at_->kind == TokenKind::Slash)) ++at_;
    }
    const Token* at_ = nullptr;
    const Token* last_ = nullptr;
  };

  TokenRange() = default;
  TokenRange(const Token* first, const Token* last) : first_(first), last_(last) {}

  [[nodiscard]] bool empty() const { return first_ == last_; }
  [[nodiscard]] Iterator begin() const { return {first_, last_}; }
  [[nodiscard]] Iterator end() const { return {last_, last_}; }
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(std::distance(begin(), end())); }
  // A range neither begins nor ends with a comma or slash.
  [[nodiscard]] const Token& front() const { return *first_; }
  [[nodiscard]] const Token& back() const { return last_[-1]; }
  [[nodiscard]] const Token& operator[](std::size_t i) const { return *std::next(begin(), static_cast<std::ptrdiff_t>(i)); }
  // Commas and slashes too.
  [[nodiscard]] std::span<const Token> all() const { return {first_, last_}; }
  // From the first token to the last; empty for an empty range.
  [[nodiscard]] Span span() const { return empty() ? Span{} : Span{first_->span.begin, last_[-1].span.end}; }

 private:
  const Token* first_ = nullptr;
  const Token* last_ = nullptr;
};

// Keeps the tokens a syntax tree points to. Once their statement is whole, they never move.
class TokenStore {
 public:
  // Where tokens are written, one statement after the other.
  struct Room {
    Token* first = nullptr;  // of the statement
    Token* end = nullptr;    // of what may be written
  };
  // Room for a new statement, of one token at least.
  [[nodiscard]] Room open() {
    if (chunks_.empty() || chunks_.back().size == used_) add_chunk(1);
    const Chunk& last = chunks_.back();
    return {last.tokens() + used_, last.tokens() + last.size};
  }
  // More room for a statement of which `count` tokens have been written: they may move.
  [[nodiscard]] Room more(std::size_t count);
  // The statement in that room is whole, with `count` tokens.
  void close(std::size_t count) { used_ += count; }
  // Takes back what was closed last.
  void take_back(std::size_t count) { used_ -= count; }
  // Forgets all tokens; the room of the last ones is used again.
  void clear();

 private:
  struct Chunk {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size = 0;  // in tokens
    [[nodiscard]] Token* tokens() const { return reinterpret_cast<Token*>(bytes.get()); }
  };
  void add_chunk(std::size_t least);

  std::vector<Chunk> chunks_;
  std::size_t used_ = 0;  // of the last chunk
};

}  // namespace gouji::dsl
