// The JSON of `gouji trend`; its schema is reports/trend.schema.json.
#include "reports/json_parts.hpp"
#include "reports/trend.hpp"
#include "reports/trend_words.hpp"

namespace gouji::reports {

namespace {

using analyzer::Exact;
using analyzer::TimedFigure;
using namespace analyzer::trend;  // NOLINT: every line speaks of them

// In the unit of the indicator, exactly.
Json number_json(const Exact& value, const analyzer::Quantity& like) {
  const Exact scale = like.unit ? like.unit->factor : Exact(1);
  return (value / scale).to_string();
}

template <typename Value>
Json optional_number(const std::optional<Value>& value, const analyzer::Quantity& like) {
  return value ? number_json(*value, like) : Json();
}

Json plain(const std::optional<Exact>& value) { return value ? Json(value->to_string()) : Json(); }

Json figure_json(const TimedFigure& figure, const analyzer::Quantity& like) {
  return {{"time", time_text(figure.time)}, {"value", number_json(figure.value, like)}};
}

Json figures_json(const std::vector<TimedFigure>& figures, const analyzer::Quantity& like) {
  Json list = Json::array();
  for (const TimedFigure& figure : figures) list.push_back(figure_json(figure, like));
  return list;
}

Json goal_json(const IndicatorTrend& trend) {
  if (!trend.goal) return {};
  Json goal = figure_json(*trend.goal, trend.like);
  goal["comparator"] = analyzer::sign_of(trend.goal_comparator);
  goal["total"] = trend.goal_adds_up;
  return goal;
}

Json required_json(const IndicatorTrend& trend) {
  if (!trend.required) return {};
  const analyzer::Pace& pace = *trend.required;
  return {{"from", figure_json(pace.from, trend.like)},
          {"to", figure_json(pace.to, trend.like)},
          {"years", pace.years().to_string()},
          {"change", number_json(pace.change(), trend.like)},
          {"perYear", number_json(pace.per_year(), trend.like)},
          {"factor", plain(pace.factor())},
          {"yearlyRate", plain(trend.required_rate)},
          {"peers", trend.peers},
          {"peerMedianRate", plain(trend.peer_median)}};
}

Json path_json(const IndicatorTrend& trend) {
  if (!trend.path) return {};
  Json path = {{"points", figures_json(trend.path->points, trend.like)},
               {"addsUp", trend.path->adds_up},
               {"fromZero", trend.path->from_zero},
               {"doneAtHalfTime", plain(trend.half_time)},
               {"fit", nullptr}};
  if (trend.path_fit) {
    path["fit"] = {{"slope", number_json(trend.path_fit->slope, trend.like)}, {"residualScale", number_json(trend.path_fit->residual_scale, trend.like)}};
  }
  return path;
}

Json projection_json(const Projection& projection, const analyzer::Quantity& like) {
  return {{"time", time_text(projection.time)},
          {"value", number_json(projection.value, like)},
          {"low80", optional_number(projection.low80, like)},
          {"high80", optional_number(projection.high80, like)},
          {"low95", optional_number(projection.low95, like)},
          {"high95", optional_number(projection.high95, like)}};
}

// Slopes of values are told in the indicator's unit, those of logarithms as they are.
Json on_scale(const Exact& value, const Forecast& forecast, const analyzer::Quantity& like) {
  const bool plain_values = forecast.choice.model == Model::Linear || forecast.choice.model == Model::Drift;
  return plain_values ? number_json(value, like) : Json(value.to_string());
}

Json forecast_json(const IndicatorTrend& trend) {
  if (!trend.forecast) return {};
  const Forecast& forecast = *trend.forecast;
  Json projections = Json::array();
  for (const Projection& projection : forecast.path) projections.push_back(projection_json(projection, trend.like));
  return {{"model", to_string(forecast.choice.model)},
          {"reason", text_json(forecast.choice.reason)},
          {"points", forecast.points},
          {"degreesOfFreedom", forecast.degrees_of_freedom},
          {"slope", on_scale(forecast.slope, forecast, trend.like)},
          {"robustSlope", forecast.robust_slope ? on_scale(*forecast.robust_slope, forecast, trend.like) : Json()},
          {"residualScale", on_scale(forecast.residual_scale, forecast, trend.like)},
          {"projections", projections},
          {"targetProbabilityPercent", forecast.percent ? Json(*forecast.percent) : Json()}};
}

Json progress_json(const IndicatorTrend& trend) {
  if (!trend.progress) return {};
  const Progress& progress = *trend.progress;
  return {{"standing", to_string(progress.standing)},
          {"base", figure_json(progress.base, trend.like)},
          {"actual", figure_json(progress.actual, trend.like)},
          {"done", progress.done.to_string()},
          {"due", progress.due.to_string()},
          {"byMilestone", progress.by_milestone}};
}

Json trend_json(const IndicatorTrend& trend) {
  Json notes = Json::array();
  for (const dsl::Text& note : trend.notes) notes.push_back(text_json(note));
  const std::string unit = trend.like.unit ? trend.like.unit->written : std::string();
  return {{"id", trend.id},
          {"name", trend.name},
          {"unit", unit.empty() ? Json() : Json(unit)},
          {"known", figures_json(trend.history, trend.like)},
          {"milestones", figures_json(trend.milestones, trend.like)},
          {"target", goal_json(trend)},
          {"required", required_json(trend)},
          {"soFarPerYear", trend.so_far ? number_json(trend.so_far->per_year(), trend.like) : Json()},
          {"path", path_json(trend)},
          {"forecast", forecast_json(trend)},
          {"noForecast", trend.forecast ? Json() : text_json(trend.no_forecast)},
          {"progress", progress_json(trend)},
          {"notes", notes}};
}

}  // namespace

std::string render_trend_json(const TrendReport& report) {
  Json plans = Json::array();
  for (const PlanTrends& plan : report.plans) {
    Json indicators = Json::array();
    for (const IndicatorTrend& trend : plan.trends) indicators.push_back(trend_json(trend));
    plans.push_back({{"id", plan.id}, {"title", plan.title}, {"file", plan.file}, {"indicators", std::move(indicators)}});
  }
  const Json json = {{"schemaVersion", kTrendSchemaVersion}, {"tool", {{"name", "gouji"}, {"version", report.version}}}, {"plans", std::move(plans)}};
  // Bytes that are no UTF-8 become U+FFFD, as in the report of an audit.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace gouji::reports
