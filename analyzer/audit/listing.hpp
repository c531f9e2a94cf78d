// What rules share that tell a gap of the whole plan as one finding with a list.
#pragma once

#include <string_view>
#include <vector>

#include "analyzer/audit/comparison.hpp"

namespace gouji::analyzer {

// “甲”、“乙”、“丙”: all when there are up to `most` of them, else the first ones and 等 / and others.
[[nodiscard]] Text listed(const std::vector<Subject>& subjects, std::size_t most = 12);

// `words` inside the statement at `place`, as narrow as they can be found; the statement itself where they are written another way.
[[nodiscard]] Span span_of_words(const Plan& plan, const Place& place, std::string_view words);

[[nodiscard]] Subject subject_of(const Goal& goal);
[[nodiscard]] Subject subject_of(const Org& org);
[[nodiscard]] Label label_of(const Plan& plan, const Goal& goal, Text text);
[[nodiscard]] Label label_of(const Plan& plan, const Task& task, Text text);
// Marks the name of the indicator.
[[nodiscard]] Label label_of(const Plan& plan, IndicatorId id, Text text);

}  // namespace gouji::analyzer
