// What rules share that tell a gap of the whole plan as one finding with a list.
#pragma once

#include <string_view>
#include <vector>

#include "analyzer/audit/comparison.hpp"

namespace gouji::analyzer {

// "甲、乙、丙"; of more than six the first five: "甲、乙、丙、丁、戊等" / "a, b, c, d, e and 3 more".
[[nodiscard]] Text list_of(const std::vector<Text>& texts);
// The same of the names of subjects, in “ ”.
[[nodiscard]] Text list_of(const std::vector<Subject>& subjects);

// "“甲”（2024年节点）" / "“甲” (2024 milestone)".
[[nodiscard]] Text noted(const Subject& subject, const Text& note);

// "3 项指标" / "3 indicators", "1 indicator": a count with its words, in English for one and for any other number.
[[nodiscard]] Text count_text(std::size_t count, std::string_view zh, std::string_view one, std::string_view many);

// `words` inside the statement at `place`, as narrow as they can be found; the statement itself where they are written another way.
[[nodiscard]] Span span_of_words(const Plan& plan, const Place& place, std::string_view words);

[[nodiscard]] Subject subject_of(const Goal& goal);
[[nodiscard]] Label label_of(const Plan& plan, const Goal& goal, Text text);
[[nodiscard]] Label label_of(const Plan& plan, const Task& task, Text text);
// Marks the name of the indicator.
[[nodiscard]] Label label_of(const Plan& plan, IndicatorId id, Text text);

}  // namespace gouji::analyzer
