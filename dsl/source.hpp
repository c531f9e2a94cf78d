// A plan file's text and its lines. Offsets are bytes; lines and columns count from 1. On a line of megabytes, questions about places are
// answered from a memory of the last one.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/span.hpp"

namespace gouji::dsl {

struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;  // in code points
  friend bool operator==(const LineColumn&, const LineColumn&) = default;
};

struct Region {
  LineColumn begin;
  LineColumn end;  // after the last character
};

class SourceText {
 public:
  // `name` is what messages call the file. A byte-order mark is taken off. Bytes that are no UTF-8 are kept; see first_invalid_byte.
  SourceText(std::string name, std::string text);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view slice(Span span) const {
    return std::string_view(text_).substr(span.begin, span.end - span.begin);
  }

  // Several threads may ask about places once one of them has asked before.
  [[nodiscard]] LineColumn position(std::uint32_t offset) const;
  [[nodiscard]] Region region(Span span) const;
  [[nodiscard]] std::uint32_t line_count() const;
  // The bytes of a line (from 1), without its line break. An absent line is empty.
  [[nodiscard]] Span line_span(std::uint32_t line) const;

 private:
  [[nodiscard]] const std::vector<std::uint32_t>& line_starts() const;
  [[nodiscard]] std::uint32_t line_at(std::uint32_t offset) const;
  [[nodiscard]] std::uint32_t column_at(std::uint32_t line, std::uint32_t offset) const;

  std::string name_;
  std::string text_;
  mutable std::vector<std::uint32_t> line_starts_;  // built at the first question: a clean plan never asks
  // Offset and column of the last answer, in one word for all threads; on a line of megabytes counting goes on from there.
  mutable std::atomic<std::uint64_t> last_ = 0;
};

}  // namespace gouji::dsl
