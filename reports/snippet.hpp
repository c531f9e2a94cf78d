// Lines of a plan file with marks under them, aligned by terminal cells.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dsl/source.hpp"

namespace gouji::reports {

enum class Colour { None, Error, Warning, Info, Secondary, Frame, Strong, Good };

// Colours text, or leaves it as it is.
class Painter {
 public:
  explicit Painter(bool on) : on_(on) {}
  [[nodiscard]] std::string operator()(Colour colour, std::string_view text) const;

 private:
  bool on_;
};

// A piece of text to underline, with words that may be empty.
struct Mark {
  dsl::Span span;
  std::string text;
  Colour colour = Colour::Secondary;
};

// Text as a terminal may show it: a tab as blanks up to the next stop, and U+FFFD for what would change the terminal's
// state or the order of letters (control and direction characters, bytes that are no UTF-8).
[[nodiscard]] std::string visible(std::string_view text);

// Width of the column of line numbers for these marks.
[[nodiscard]] std::size_t gutter_width(const dsl::SourceText& source, const std::vector<Mark>& marks);

// The marked lines in order; marks of one line share it. A mark over several lines is shown on its first one.
// Returns whole lines; beyond `most_lines` lines the rest are left out and their numbers go to `left_out`.
[[nodiscard]] std::string draw_snippet(const dsl::SourceText& source, const std::vector<Mark>& marks,
                                       std::size_t gutter, const Painter& paint, std::size_t most_lines,
                                       std::vector<std::uint32_t>& left_out);

}  // namespace gouji::reports
