// Lists in a sentence: all of a few, the first of many.
#pragma once

#include <vector>

#include "analyzer/audit/finding.hpp"

namespace gouji::analyzer {

// "甲、乙、丙"; of more than six the first five: "甲、乙、丙、丁、戊等" / "a, b, c, d, e and 3 more".
[[nodiscard]] Text list_of(const std::vector<Text>& texts);
// The same of the names of subjects, in “ ”.
[[nodiscard]] Text list_of(const std::vector<Subject>& subjects);

// "3 项指标" / "3 indicators", "1 indicator": a count with its words.
[[nodiscard]] Text count_text(std::size_t count, std::string_view zh, std::string_view en);

}  // namespace gouji::analyzer
