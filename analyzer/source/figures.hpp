// Finds every figure of a text: digits with decimals, scale words, units and ranges; numerals; compounds such as 1+1+4.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "analyzer/source/document.hpp"

namespace gouji::analyzer::source {

// The lines must be folded (half-width, simplified). Nothing that contains a digit or a numeral is left out.
[[nodiscard]] std::vector<Figure> find_figures(const std::vector<Line>& lines);

// The first figure of a folded text of a plan file, read as find_figures reads it: 2万件, 1.2亿元, 百项, 10000.
[[nodiscard]] std::optional<Reading> read_figure(std::string_view folded);

}  // namespace gouji::analyzer::source
