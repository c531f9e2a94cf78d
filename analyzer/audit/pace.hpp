// How fast an indicator went, is planned to go and has to go: exactly, with the figures it follows from. Judged by rules and shown
// by `gouji trend`. Rates of growth are compared by powers of exact numbers; only their text is rounded.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analyzer/audit/facts.hpp"

namespace gouji::analyzer {

// In years: 2023 for the year 2023 or its end, 2022.5 for June 2023.
[[nodiscard]] Exact time_of(const PartialDate& date);

// A value at a time. Values are in base units.
struct TimedFigure {
  Exact time;
  Exact value;
  std::optional<StatementId> statement;  // absent for the zero that a count starts from
};

// What is known of the past: baselines and actuals of one time each (an actual before a baseline), ascending, of the indicator's
// own scope and of comparable units. A figure of part of a year counts for levels only (stock, cumulative, ratio, score).
[[nodiscard]] std::vector<TimedFigure> history_of(const Plan& plan, IndicatorId id);
// Baselines and actuals of the indicator: no fewer than its history has.
[[nodiscard]] std::size_t known_values(const Plan& plan, IndicatorId id);

// From one figure to another.
struct Pace {
  IndicatorId indicator{};
  TimedFigure from;
  TimedFigure to;

  [[nodiscard]] Exact years() const { return to.time - from.time; }  // greater than 0
  [[nodiscard]] Exact change() const { return to.value - from.value; }
  [[nodiscard]] Exact per_year() const { return change() / years(); }
  // How many times the first value the second is; absent for a first value of zero or less, which has no rate of growth, and for
  // a second one below zero.
  [[nodiscard]] std::optional<Exact> factor() const;
};

// The figure that says where the indicator is to arrive: the target of the last time, without targets the claim; firm before
// hoped for, in a table before elsewhere. No figure of each year, no growth.
[[nodiscard]] std::optional<StatementId> final_goal_of(const Plan& plan, IndicatorId id);

// The goal counts what several years add up to: said so, newly added and not said to be yearly, or met by the sum of the milestones.
[[nodiscard]] bool adds_up_years(const Plan& plan, IndicatorId id, StatementId goal);

// From the last known figure before it to the final goal. Null when one of them is missing, when the two are counted in
// different ways (scope, unit, over a year or over several), and for a range. It belongs to the plan's facts and is worked out once.
[[nodiscard]] const Pace* required_pace(const Plan& plan, IndicatorId id);

// From each figure to the next.
[[nodiscard]] std::vector<Pace> steps_between(IndicatorId id, std::span<const TimedFigure> figures);

// Yearly milestones as a path.
struct Path {
  std::vector<TimedFigure> points;  // ascending in time; two or more
  bool adds_up = false;             // the milestones are amounts of their years; the points are their running total
  bool from_zero = false;           // the first point is the zero before the first milestone, no figure of the plan
};

// By the reading that explains milestones and goal (see readings.hpp): levels from the baseline on if there is one, running totals
// from zero. Absent for fewer than two points and where the milestones are no path (one value for each year, no reading fits).
[[nodiscard]] std::optional<Path> milestone_path(const Plan& plan, IndicatorId id);

// The part of the whole way that is done when half the time has passed (时间过半), on straight lines between the points. Absent when
// there is no way to go.
[[nodiscard]] std::optional<Exact> done_at_half_time(const Path& path);

// A change as an amount: "12.5 家"; of a ratio in points, "3.2 个百分点" / "3.2 percentage points".
[[nodiscard]] Text amount_text(const Exact& change, const Quantity& like);

// --- rates of growth ----------------------------------------------------------------------------------------------------------

[[nodiscard]] Exact power(const Exact& base, std::int32_t exponent);  // the exponent is not negative

// factor > (1 + rate)^years, exactly, also for years and months. False for more than fifty years, which no plan lasts.
[[nodiscard]] bool grows_faster(const Exact& factor, const Exact& years, const Exact& rate);

// The yearly growth of `a` is greater than that of `b`, exactly. False where one of them has none.
[[nodiscard]] bool grows_faster(const Pace& a, const Pace& b);

// The yearly rate that makes `factor` in `years`, rounded to hundredths of a percent: 20 in three years is 1.7144, 171.44 % a year.
// Absent for a factor below zero, for no years and for more than fifty.
[[nodiscard]] std::optional<Exact> yearly_rate(const Exact& factor, const Exact& years);

// Indicators of one base time and one target time whose goals ask for growth: of counts and amounts, where more is better, from a
// base above zero. Ratios and scores are left out: their growth in percent of percent compares with nothing.
// Fewer are no yardstick.
constexpr std::size_t kFewestPeers = 5;
struct GrowthGroup {
  std::vector<Pace> paces;  // by factor, ascending

  // The upper median when their number is even.
  [[nodiscard]] const Pace& median() const { return paces[paces.size() / 2]; }
};
[[nodiscard]] std::vector<GrowthGroup> growth_groups(const Plan& plan);

}  // namespace gouji::analyzer
