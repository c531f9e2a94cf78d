// Scenarios as pictures and as tables: each is drawn as a trend whose projection is the scenario's course.
#include <fmt/format.h>

#include <algorithm>

#include "reports/csv.hpp"
#include "reports/trend.hpp"
#include "reports/trend_words.hpp"
#include "reports/whatif_view.hpp"

namespace gouji::reports {

namespace {

using analyzer::Exact;
using analyzer::IndicatorId;
using analyzer::StatementId;
using analyzer::TimedFigure;
using analyzer::trend::IndicatorTrend;
using analyzer::trend::Projection;
using namespace analyzer::whatif;  // NOLINT: every line speaks of its results

void add_goal(const ScenarioResult& scenario, IndicatorTrend& trend) {
  for (const Aim& aim : scenario.course.aims) {
    const analyzer::Statement& target = scenario.plan[aim.target];
    const auto goal = aim.falling ? aim.allowed.high : aim.allowed.low;
    const auto year = target.when.year();
    if (target.indicator != trend.indicator || aim.reading != analyzer::Reading::Level || !goal || !year) continue;
    trend.goal = TimedFigure{Exact(*year), *goal, aim.target};
    trend.goal_comparator = target.growth ? analyzer::Comparator::Equal : target.comparator;
    return;
  }
}

IndicatorTrend picture_of(const WhatIfReport& report, const ScenarioResult& scenario, const Compared& which) {
  IndicatorTrend trend;
  trend.indicator = which.id;
  trend.id = scenario.plan[which.id].id;
  trend.name = fmt::format("{}{}{}", scenario.plan[which.id].name.view(), report.language == Language::Chinese ? " · 情景 " : " · scenario ", scenario.id);
  trend.like = like_of(scenario.plan, which.id);
  add_goal(scenario, trend);
  analyzer::trend::Forecast forecast;
  for (const std::int32_t year : years_of(report, scenario, which)) {
    const auto before = value_in(report.result.base, which.base, year);
    const auto after = value_in(scenario, which.id, year);
    // The target has a mark of its own.
    const bool at_goal = trend.goal && trend.goal->time == Exact(year);
    if (before && before->basis == Basis::Planned && !at_goal) trend.milestones.push_back({Exact(year), before->value, StatementId{}});
    if (!after) continue;
    if (after->basis == Basis::Fact) {
      trend.history.push_back({Exact(year), after->value, StatementId{}});
      continue;
    }
    Projection& projection = forecast.path.emplace_back();
    projection.time = Exact(year);
    projection.value = derived_value(after->value, trend.like);
    if (const Spread* spread = spread_of(scenario, after->cell)) {
      projection.low80 = spread->low;
      projection.high80 = spread->high;
    }
  }
  // The band begins where the draws do: before that it has no width.
  const auto has_band = [](const Projection& p) { return p.low80.has_value(); };
  if (std::any_of(forecast.path.begin(), forecast.path.end(), has_band)) {
    for (Projection& projection : forecast.path) {
      if (!has_band(projection)) projection.low80 = projection.high80 = projection.value;
    }
  }
  // The way of the plan, where no milestones tell it.
  const bool has_way = trend.goal && !trend.history.empty() && trend.history.back().time < trend.goal->time;
  if (has_way && trend.milestones.empty()) trend.required = analyzer::Pace{which.id, trend.history.back(), *trend.goal};
  if (!forecast.path.empty()) trend.forecast = std::move(forecast);
  return trend;
}

}  // namespace

std::string render_whatif_svg(const WhatIfReport& report) {
  TrendReport pictures;
  pictures.language = report.language;
  for (const ScenarioResult& scenario : report.result.scenarios) {
    PlanTrends& plan = pictures.plans.emplace_back();
    for (const Compared& which : compared_in(report, scenario)) plan.trends.push_back(picture_of(report, scenario, which));
  }
  return render_trend_svg(pictures);
}

std::string render_whatif_csv(const WhatIfReport& report) {
  std::string text = "scenario,indicator,name,unit,year,plan,plan_basis,value,basis,low80,high80\r\n";
  for (const ScenarioResult& scenario : report.result.scenarios) {
    for (const Compared& which : compared_in(report, scenario)) {
      const analyzer::Quantity like = like_of(scenario.plan, which.id);
      const Exact scale = unit_scale(like);
      const auto number = [&](const Exact& value) { return (value / scale).to_decimal(8); };
      const auto value_and_basis = [&](const std::optional<YearValue>& value) {
        return value ? number(value->value) + "," + std::string(to_string(value->basis)) : std::string(",");
      };
      const std::string head = csv_cell(scenario.id) + "," + csv_cell(scenario.plan[which.id].id) + "," + csv_cell(scenario.plan[which.id].name) + "," +
                               csv_cell(unit_text(like)) + ",";
      for (const std::int32_t year : years_of(report, scenario, which)) {
        const auto after = value_in(scenario, which.id, year);
        const Spread* spread = after ? spread_of(scenario, after->cell) : nullptr;
        text += head + std::to_string(year) + "," + value_and_basis(value_in(report.result.base, which.base, year)) + "," + value_and_basis(after) + "," +
                (spread != nullptr ? number(spread->low) + "," + number(spread->high) : ",") + "\r\n";
      }
    }
  }
  return text;
}

}  // namespace gouji::reports
