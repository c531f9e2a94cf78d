#include "reports/trend_words.hpp"

#include <fmt/format.h>

#include "analyzer/audit/comparison.hpp"

namespace gouji::reports {

namespace {

using analyzer::Exact;
using analyzer::Quantity;

struct Month {
  std::int64_t year = 0;
  std::int64_t month = 12;
};

Month month_of(const Exact& time) {
  const std::int64_t months = std::stoll((time * Exact(12)).to_decimal(0)) - 1;
  return {months / 12 + 1, months % 12 + 1};
}

Exact rounded(const Exact& value, const Exact& step) {
  const std::string steps = (value / step).to_decimal(0);
  const bool negative = steps.starts_with('-');
  const Exact count = *Exact::parse(negative ? std::string_view(steps).substr(1) : std::string_view(steps));
  return (negative ? -count : count) * step;
}

bool is_percent(const Quantity& like) { return like.unit && like.unit->word == "%"; }

}  // namespace

std::string time_text(const Exact& time) {
  const Month at = month_of(time);
  return at.month == 12 ? std::to_string(at.year) : fmt::format("{}-{:02}", at.year, at.month);
}

std::string time_words(const Exact& time, Language language) {
  if (language == Language::English) return time_text(time);
  const Month at = month_of(time);
  return at.month == 12 ? fmt::format("{}年", at.year) : fmt::format("{}年{}月", at.year, at.month);
}

Exact unit_scale(const Quantity& like) {
  const Exact factor = like.unit ? like.unit->factor : Exact(1);
  return like.scale_word.empty() ? factor : factor * analyzer::UnitCatalogue::builtin().read(like.scale_word).scale;
}

std::string unit_text(const Quantity& like) {
  const std::string shown = analyzer::display_like(Exact(0), like);
  const std::size_t first = shown.find_first_not_of("0 ");
  return first == std::string::npos ? std::string() : shown.substr(first);
}

std::string fact_text(const Exact& value, const Quantity& like) {
  const std::string unit = unit_text(like);
  return fact_number(value, like) + (unit.empty() || is_percent(like) ? "" : " ") + unit;
}

std::string fact_number(const Exact& value, const Quantity& like) { return analyzer::number_text(value, like); }

Exact derived_value(const Exact& value, const Quantity& like) {
  const Exact step = like.step * (like.unit ? like.unit->factor : Exact(1));
  const bool large = value.abs() >= step * Exact(100);
  return rounded(value, large ? step : step / Exact(10));
}

std::string derived_number(const Exact& value, const Quantity& like) { return analyzer::number_text(derived_value(value, like), like); }

std::string change_text(const Exact& change, const Quantity& like, Language language) {
  std::string unit = unit_text(like);
  if (is_percent(like)) unit = language == Language::Chinese ? "个百分点" : "percentage points";
  return derived_number(change, like) + (unit.empty() ? "" : " ") + unit;
}

std::string rate_text(const Exact& rate) { return analyzer::percent_text(rate); }

std::string goal_text(const analyzer::trend::IndicatorTrend& trend) {
  const std::string sign = trend.goal_comparator == analyzer::Comparator::Equal ? "" : analyzer::sign_of(trend.goal_comparator);
  return sign + fact_number(trend.goal->value, trend.like);
}

const std::vector<analyzer::TimedFigure>& drawn_path(const analyzer::trend::IndicatorTrend& trend) {
  return trend.path && (trend.path->adds_up || trend.path->from_zero) ? trend.path->points : trend.milestones;
}

bool draws_goal(const analyzer::trend::IndicatorTrend& trend) {
  if (!trend.goal || !trend.goal_meets_path) return false;
  return !trend.goal_adds_up || (trend.path && (trend.path->adds_up || trend.path->from_zero));
}

}  // namespace gouji::reports
