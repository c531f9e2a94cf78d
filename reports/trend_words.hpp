// Numbers of a trend in words: in the scale and unit the plan writes, facts in full, what follows from them rounded.
#pragma once

#include <string>

#include "analyzer/trend/trend.hpp"
#include "reports/report.hpp"

namespace gouji::reports {

// "2023", "2023-06".
[[nodiscard]] std::string time_text(const analyzer::Exact& time);
// "2023年", "2023年6月" / "2023", "2023-06".
[[nodiscard]] std::string time_words(const analyzer::Exact& time, Language language);

// What one of that unit is in base units: 10⁸ for 亿元.
[[nodiscard]] analyzer::Exact unit_scale(const analyzer::Quantity& like);
// "亿元", "件", "%"; empty for none.
[[nodiscard]] std::string unit_text(const analyzer::Quantity& like);
// "200 亿元", "90.1%": a fact, in full.
[[nodiscard]] std::string fact_text(const analyzer::Exact& value, const analyzer::Quantity& like);
// The number alone: "200".
[[nodiscard]] std::string fact_number(const analyzer::Exact& value, const analyzer::Quantity& like);

// What follows from facts (a yearly pace) as a number of the digits it can bear: one more than the plan writes, none more from a
// hundred on.
[[nodiscard]] analyzer::Exact derived_value(const analyzer::Exact& value, const analyzer::Quantity& like);
[[nodiscard]] std::string derived_number(const analyzer::Exact& value, const analyzer::Quantity& like);
// With the unit of a change: "88.3 件", "6.7 个百分点".
[[nodiscard]] std::string change_text(const analyzer::Exact& change, const analyzer::Quantity& like, Language language);

// "171.44%"
[[nodiscard]] std::string rate_text(const analyzer::Exact& rate);
// "≥10000": sign and number in the trend's own unit.
[[nodiscard]] std::string goal_text(const analyzer::trend::IndicatorTrend& trend);

// The points to draw: running totals where the milestones add up or count from zero, else the milestones.
[[nodiscard]] const std::vector<analyzer::TimedFigure>& drawn_path(const analyzer::trend::IndicatorTrend& trend);

// The goal stands on the scale of the points.
[[nodiscard]] bool draws_goal(const analyzer::trend::IndicatorTrend& trend);

}  // namespace gouji::reports
