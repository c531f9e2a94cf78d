// Recognises what is no figure of a plan, by the text around it. Strict, for a figure recognised wrongly is a missed figure.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "analyzer/source/document.hpp"

namespace gouji::analyzer::source {

// A digit or numeral, and where it stands.
struct Here {
  std::u32string_view text;  // of the line, folded
  std::size_t at = 0;
  const std::vector<Line>& lines;
  std::size_t line = 0;      // index of the line
};

struct Recognised {
  Kind kind{};
  std::size_t end = 0;  // behind what was recognised; greater than `at`
};

[[nodiscard]] std::optional<Recognised> recognise(const Here& here);

}  // namespace gouji::analyzer::source
