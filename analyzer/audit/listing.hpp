// Lists in a sentence: all of a few, the first of many.
#pragma once

#include <vector>

#include "analyzer/audit/finding.hpp"

namespace gouji::analyzer {

// "甲、乙、丙"; of more than six the first five: "甲、乙、丙、丁、戊等" / "a, b, c, d, e and 3 more".
[[nodiscard]] Text list_of(const std::vector<Text>& texts);
// The same of the names of subjects, in “ ”.
[[nodiscard]] Text list_of(const std::vector<Subject>& subjects);

// "“甲”（2024年节点）" / "“甲” (2024 milestone)".
[[nodiscard]] Text noted(const Subject& subject, const Text& note);

// "3 项指标" / "3 indicators", "1 indicator": a count with its words, in English for one and for any other number.
[[nodiscard]] Text count_text(std::size_t count, std::string_view zh, std::string_view one, std::string_view many);

}  // namespace gouji::analyzer
