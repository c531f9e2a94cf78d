#include "reports/whatif_view.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace gouji::reports {

using analyzer::IndicatorId;
using namespace analyzer::whatif;  // NOLINT: every line speaks of its results

namespace {

void add_years(const ScenarioResult& result, IndicatorId id, std::set<std::int32_t>& years) {
  const Track& track = result.course.tracks[index(id)];
  for (std::uint32_t i = 0; i < track.count; ++i) years.insert(result.course.cells[track.first + i].year);
}

bool differs(const WhatIfReport& report, const ScenarioResult& scenario, const Compared& which) {
  const auto years = years_of(report, scenario, which);
  return std::any_of(years.begin(), years.end(), [&](std::int32_t year) {
    const auto before = value_in(report.result.base, which.base, year);
    const auto after = value_in(scenario, which.id, year);
    return before.has_value() != after.has_value() || (before && before->value != after->value);
  });
}

}  // namespace

std::vector<Compared> compared_in(const WhatIfReport& report, const ScenarioResult& scenario) {
  std::map<std::string_view, IndicatorId> base;
  const auto& indicators = report.result.base.plan.indicators;
  for (std::size_t i = 0; i < indicators.size(); ++i) base.emplace(indicators[i].id, static_cast<IndicatorId>(i));
  std::set<IndicatorId> other_outcome;
  for (const TargetOutcome& outcome : scenario.outcomes) {
    if (outcome.before != outcome.after || outcome.kept_before != outcome.kept) other_outcome.insert(scenario.plan[outcome.target].indicator);
  }
  std::vector<Compared> compared;
  for (std::size_t i = 0; i < scenario.plan.indicators.size(); ++i) {
    const auto found = base.find(scenario.plan.indicators[i].id);
    if (found == base.end()) continue;
    const Compared which{static_cast<IndicatorId>(i), found->second};
    if (report.all || is_touched(scenario, which.id) || other_outcome.contains(which.id) || differs(report, scenario, which)) compared.push_back(which);
  }
  return compared;
}

bool is_touched(const ScenarioResult& scenario, IndicatorId id) {
  const Track& track = scenario.course.tracks[index(id)];
  const auto first = scenario.course.cells.begin() + track.first;
  return std::any_of(first, first + track.count, [](const Cell& cell) { return cell.step != Cell::Step::Constant; });
}

std::set<std::int32_t> years_of(const WhatIfReport& report, const ScenarioResult& scenario, const Compared& which) {
  std::set<std::int32_t> years;
  add_years(scenario, which.id, years);
  add_years(report.result.base, which.base, years);
  return years;
}

analyzer::Quantity like_of(const analyzer::Plan& plan, IndicatorId id) {
  const auto measure = measure_of(plan, id);
  return measure ? plan[*measure].quantity : analyzer::Quantity{};
}

const Spread* spread_of(const ScenarioResult& scenario, std::uint32_t cell) {
  if (!scenario.spreads) return nullptr;
  const auto& cells = scenario.spreads->cells;
  const auto at = std::partition_point(cells.begin(), cells.end(), [&](const CellSpread& spread) { return spread.cell < cell; });
  return at == cells.end() || at->cell != cell || at->spread.known == 0 ? nullptr : &at->spread;
}

std::string_view to_string(Basis basis) {
  switch (basis) {
    case Basis::Fact: return "fact";
    case Basis::Planned: return "planned";
    case Basis::Between: return "between";
    case Basis::Assumed: return "assumed";
    case Basis::Carried: return "carried";
    case Basis::Derived: return "derived";
    case Basis::Delayed: break;
  }
  return "delayed";
}

}  // namespace gouji::reports
