// Which figure of an indicator is which of another plan.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzer/audit/finding.hpp"

namespace gouji::analyzer::compare {

// What is said of an indicator, one key a figure: role, time and value; sorted, each once. A value written in another way has the same key.
[[nodiscard]] std::vector<std::string> figure_keys(const Plan& plan, IndicatorId id);

// Equal as numbers, in the same dimension, whatever the comparator.
[[nodiscard]] bool same_value(const Statement& a, const Statement& b);

struct FigurePair {
  std::optional<StatementId> before;  // absent: added
  std::optional<StatementId> after;   // absent: dropped
};

// In order of the new plan, then those dropped in order of the old one. The task a figure stands in is given as a key that both plans
// share; empty: in none.
using TaskKey = std::vector<std::string>;  // by statement
[[nodiscard]] std::vector<FigurePair> pair_figures(const Plan& before, IndicatorId old, const TaskKey& old_tasks, const Plan& after, IndicatorId now,
                                                   const TaskKey& new_tasks);

}  // namespace gouji::analyzer::compare
