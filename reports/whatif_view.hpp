// What of a scenario is shown, for every renderer alike.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "reports/whatif.hpp"

namespace gouji::reports {

// An indicator of a changed plan and the one of the plan as it is that it was; numbers differ where something is taken out.
struct Compared {
  analyzer::IndicatorId id{};
  analyzer::IndicatorId base{};
};

// Those the scenario reaches or whose values or targets it changes; with `all` all that are in both plans. In order.
[[nodiscard]] std::vector<Compared> compared_in(const WhatIfReport& report, const analyzer::whatif::ScenarioResult& scenario);

// A value of the scenario's course follows from an assumption, a relation that moved, or a delay.
[[nodiscard]] bool is_touched(const analyzer::whatif::ScenarioResult& scenario, analyzer::IndicatorId id);

// The years in which one of the two has a value.
[[nodiscard]] std::set<std::int32_t> years_of(const WhatIfReport& report, const analyzer::whatif::ScenarioResult& scenario, const Compared& which);

// No figure of the plan.
[[nodiscard]] inline bool is_projection(analyzer::whatif::Basis basis) {
  return basis != analyzer::whatif::Basis::Fact && basis != analyzer::whatif::Basis::Planned;
}

// In whose unit and digits values of an indicator are told.
[[nodiscard]] analyzer::Quantity like_of(const analyzer::Plan& plan, analyzer::IndicatorId id);

// The spread of a cell; null when it has none.
[[nodiscard]] const analyzer::whatif::Spread* spread_of(const analyzer::whatif::ScenarioResult& scenario, std::uint32_t cell);

[[nodiscard]] std::string_view to_string(analyzer::whatif::Basis basis);  // "fact", "planned", "between", …

}  // namespace gouji::reports
