#include "analyzer/trend/trend.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "analyzer/audit/bounds.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/growth.hpp"
#include "analyzer/trend/number.hpp"

namespace gouji::analyzer::trend {

namespace {

constexpr int kDigits = 3;  // of slopes and residual scales

// A part of a whole, not tonnes of coal for a set of goods.
bool is_share(const Indicator& indicator, const Quantity& like) {
  return like.unit ? like.unit->is_ratio() : indicator.kind == Kind::Ratio;
}

// Both ends known.
std::optional<Bounds> closed(const std::optional<analyzer::Bounds>& bounds) {
  if (!bounds || !bounds->set.low || !bounds->set.high || *bounds->set.low >= *bounds->set.high) return std::nullopt;
  return Bounds{to_double(*bounds->set.low), to_double(*bounds->set.high)};
}

ModelChoice choose(const Plan& plan, IndicatorId id, std::span<const TimedFigure> history, const std::optional<analyzer::Bounds>& bounds) {
  const Indicator& indicator = plan[id];
  const Quantity& like = plan[*history.back().statement].quantity;
  if (is_share(indicator, like)) {
    if (!closed(bounds)) return {Model::Linear, Text("比率没有声明界限", "a ratio without declared bounds")};
    const bool inside = std::all_of(history.begin(), history.end(), [&](const TimedFigure& figure) {
      return figure.value > *bounds->set.low && figure.value < *bounds->set.high;
    });
    if (inside) return {Model::Logit, Text("有上下界的占比，越近界限变化越慢", "a share with bounds, which slows down as it nears them")};
    return {Model::Linear, Text("有的值已在界限上，推算以界限为止", "a value already stands at a bound, where projections are cut off")};
  }
  if (indicator.kind == Kind::Stock || indicator.kind == Kind::Cumulative) {
    return {Model::Drift, Text("存量、累计数在上年末的基础上增减，由末年值起算", "a stock moves on from where it stood last")};
  }
  if (indicator.kind == Kind::Score || indicator.kind == Kind::Average) {
    return {Model::Linear, Text("得分、平均数", "a score or average")};
  }
  const bool positive = std::all_of(history.begin(), history.end(), [](const TimedFigure& figure) { return figure.value.sign() > 0; });
  if (like.unit && like.unit->is_money() && positive) {
    return {Model::LogLinear, Text("金额按增长率变化", "amounts of money grow by rates")};
  }
  if (!indicator.kind) return {Model::Linear, Text("类型未声明，取最简单的", "no kind is declared, so the simplest")};
  return {Model::Linear, Text("各年的数量相互独立", "numbers of single years")};
}

std::vector<TrendPoint> points_of(std::span<const TimedFigure> figures) {
  std::vector<TrendPoint> points;
  for (const TimedFigure& figure : figures) points.push_back({to_double(figure.time), to_double(figure.value)});
  return points;
}

// The least a projection is told in: whole things, else a tenth of the last digit the plan writes.
Exact finest_step(const Quantity& like) {
  if (like.unit && like.unit->is_countable()) return like.unit->factor;
  return like.step * (like.unit ? like.unit->factor : Exact(1)) / Exact(10);
}

// Values outside of which there is nothing.
struct Limits {
  std::optional<double> low;
  std::optional<double> high;

  [[nodiscard]] double hold(double value) const {
    if (low) value = std::max(value, *low);
    if (high) value = std::min(value, *high);
    return value;
  }
};

Limits limits_of(const std::optional<analyzer::Bounds>& bounds, const Quantity& like) {
  Limits limits;
  // What is counted or measured; money and growth may be lost.
  if (like.unit && like.unit->known && !like.unit->is_money() && !like.unit->is_ratio() && !like.unit->is_points()) limits.low = 0;
  if (bounds && bounds->set.low) limits.low = to_double(*bounds->set.low);
  if (bounds && bounds->set.high) limits.high = to_double(*bounds->set.high);
  return limits;
}

// Two digits of the reach of its 80 % interval are all a projection can bear.
std::optional<Projection> project(const Fit& fitted, const Exact& time, const Quantity& like, const Limits& limits) {
  const double at = to_double(time);
  const double value = value_at(fitted, at);
  Exact step = finest_step(like);
  const auto narrow = prediction_interval(fitted, at, 0.8);
  const auto wide = prediction_interval(fitted, at, 0.95);
  if (narrow) {
    const double reach = (narrow->high - narrow->low) / 2;
    const Exact unit = like.unit ? like.unit->factor : Exact(1);
    const double units = reach / to_double(unit);
    if (std::isfinite(units) && units > 0) step = std::max(step, Exact::power_of_ten(order_of(units) - 1) * unit);
  }
  Projection result;
  result.time = time;
  const auto rounded = round_to(limits.hold(value), step);
  if (!rounded) return std::nullopt;
  result.value = *rounded;
  if (narrow) {
    result.low80 = round_to(limits.hold(narrow->low), step);
    result.high80 = round_to(limits.hold(narrow->high), step);
  }
  if (wide) {
    result.low95 = round_to(limits.hold(wide->low), step);
    result.high95 = round_to(limits.hold(wide->high), step);
  }
  return result;
}

// The slope as a person reads it: of log-linear a rate of growth.
std::optional<Exact> told_slope(double slope, Model model) {
  return round_digits(model == Model::LogLinear ? std::expm1(slope) : slope, kDigits);
}

std::optional<int> percent_of(const Fit& fitted, const TimedFigure& goal, const Statement& statement) {
  const auto reaching = probability_of_reaching(fitted, to_double(goal.time), to_double(goal.value));
  if (!reaching || statement.upper) return std::nullopt;
  const double probability = is_upper_bound(statement.comparator) ? 1 - *reaching : *reaching;
  return std::clamp(static_cast<int>(std::lround(100 * probability)), 1, 99);
}

void add_forecast(const Plan& plan, const std::optional<analyzer::Bounds>& bounds, IndicatorTrend& trend) {
  if (trend.history.size() < kFewestPoints) {
    trend.no_forecast = trend.history.empty()       ? Text("没有已知值", "no past value")
                        : trend.history.size() == 1 ? Text("只有一个时点的已知值", "one past value")
                                                    : Text("只有两个时点的已知值", "two past values");
    return;
  }
  const Quantity& like = plan[*trend.history.back().statement].quantity;
  Forecast forecast;
  forecast.choice = choose(plan, trend.indicator, trend.history, bounds);
  const std::vector<TrendPoint> points = points_of(trend.history);
  const Bounds range = closed(bounds).value_or(Bounds{});
  const FitResult result = fit(points, forecast.choice.model, range);
  if (!result.fit) {
    trend.no_forecast = Text("已知值不适于推算", "the past values do not admit a fit");
    return;
  }
  forecast.points = result.fit->points;
  forecast.degrees_of_freedom = result.fit->degrees_of_freedom;
  const Model model = forecast.choice.model;
  forecast.slope = told_slope(result.fit->slope, model).value_or(Exact(0));
  if (const auto slope = robust_slope(points, model, range)) forecast.robust_slope = told_slope(*slope, model);
  forecast.residual_scale = round_digits(result.fit->scale, 2).value_or(Exact(0));
  const Limits limits = limits_of(bounds, like);
  const Exact& from = trend.history.back().time;
  const bool ahead = trend.goal && trend.goal->time > from && !trend.goal_adds_up;
  double greatest = 0;
  for (const TrendPoint& point : points) greatest = std::max(greatest, std::abs(point.value));
  const Exact until = ahead ? trend.goal->time : from + Exact(1);
  constexpr std::size_t kMostYears = 50;
  for (Exact time = from + Exact(1); forecast.path.size() < kMostYears; time = time + Exact(1)) {
    const Exact at = std::min(time, until);
    const auto projection = project(*result.fit, at, like, limits);
    // Nothing that was seen once grows a thousandfold because a line says so.
    constexpr double kMostTimes = 1000;
    if (!projection || std::abs(to_double(projection->value)) > kMostTimes * greatest) break;
    forecast.path.push_back(*projection);
    if (at == until) break;
  }
  if (forecast.path.empty() || forecast.path.back().time != until) {
    trend.no_forecast = Text("推算值过大，没有意义", "the projection runs out of all bounds");
    return;
  }
  if (ahead) forecast.percent = percent_of(*result.fit, *trend.goal, plan[*trend.goal->statement]);
  trend.forecast = std::move(forecast);
}

void add_path_fit(IndicatorTrend& trend) {
  if (!trend.path) return;
  trend.half_time = done_at_half_time(*trend.path);
  const FitResult result = fit(points_of(trend.path->points), Model::Linear);
  if (!result.fit) return;
  const auto slope = round_digits(result.fit->slope, kDigits);
  const auto scale = round_digits(result.fit->scale, 2);
  if (slope && scale) trend.path_fit = PathFit{*slope, *scale};
}

std::optional<Exact> level_due(const IndicatorTrend& trend, const TimedFigure& base, const Exact& time, bool& by_milestone) {
  if (trend.path && trend.path->adds_up) return std::nullopt;
  for (const TimedFigure& milestone : trend.milestones) {
    if (milestone.time != time) continue;
    by_milestone = true;
    return milestone.value;
  }
  return base.value + (trend.goal->value - base.value) * (time - base.time) / (trend.goal->time - base.time);
}

void add_progress(const Plan& plan, IndicatorTrend& trend) {
  if (!trend.goal || trend.goal_adds_up || trend.history.size() < 2) return;
  const auto role = [&](const TimedFigure& figure) { return plan[*figure.statement].role; };
  const TimedFigure& actual = trend.history.back();
  const auto base = std::find_if(trend.history.rbegin(), trend.history.rend(), [&](const TimedFigure& f) { return role(f) == Role::Baseline; });
  if (role(actual) != Role::Actual || base == trend.history.rend()) return;
  const Exact way = trend.goal->value - base->value;
  if (way.is_zero() || actual.time > trend.goal->time || !comparable(plan[*actual.statement].quantity, plan[*trend.goal->statement].quantity)) return;
  Progress progress;
  progress.base = *base;
  progress.actual = actual;
  const auto due = level_due(trend, *base, actual.time, progress.by_milestone);
  if (!due) return;
  progress.done = (actual.value - base->value) / way;
  progress.due = (*due - base->value) / way;
  const Exact band = Exact::ratio(1, 20);
  progress.standing = progress.done >= Exact(1)                    ? Standing::Reached
                      : progress.done > progress.due + band        ? Standing::Ahead
                      : progress.done < progress.due - band        ? Standing::Behind
                                                                   : Standing::OnTrack;
  trend.progress = std::move(progress);
}

// A growth over a year that the plan gives no value for: for which bases it holds, and where the milestones lead back to.
void note_missing_base(const Plan& plan, IndicatorTrend& trend) {
  if (trend.milestones.empty()) return;
  for (const StatementId id : plan[trend.indicator].statements) {
    const Statement& growth = plan[id];
    if (!growth.growth || base_of(plan, growth)) continue;
    const StatementId last = *trend.milestones.back().statement;
    const Quantity& level = plan[last].quantity;
    const auto effect = growth_effect(growth, level);
    const auto base = effect ? effect->base_from(level.normalized()) : std::nullopt;
    if (!base || !is_lower_bound(effect->comparator) || base->sign() <= 0) continue;
    const Exact largest = round_nearest(*base, level) > *base ? round_nearest(*base, level) - level.step * level.unit->factor : round_nearest(*base, level);
    const std::string year = std::to_string(growth.growth->base.year);
    Text note = dsl::fill({"{role}以{year}年为基期（{figure}），该年数值未载；以末年节点 {level} 计，基期值不超过 {base} 时目标成立",
                           "The {role} grows from {year} ({figure}), a year without a value; with the last milestone of {level} it holds for a base of "
                           "up to {base}"},
                          {{"role", role_text(growth)},
                           {"year", year},
                           {"figure", figure_text(growth)},
                           {"level", level.display()},
                           {"base", display_like(largest, level)}});
    const auto fitted = trend.path ? fit(points_of(trend.path->points), Model::Linear).fit : std::nullopt;
    const auto back = fitted && !trend.path->adds_up ? round_to(value_at(*fitted, growth.growth->base.year), finest_step(level)) : std::nullopt;
    if (back) {
      const Text projected = dsl::fill({"；各年节点按直线倒推，{year}年约为 {value}（推算）。", "; the milestones, carried back on a straight line, lead to about {value} in {year} (projection)."},
                                       {{"year", year}, {"value", display_like(*back, level)}});
      note = {note.zh + projected.zh, note.en + projected.en};
    } else {
      note = {note.zh + "。", note.en + "."};
    }
    trend.notes.push_back(std::move(note));
    return;
  }
}

void add_notes(const Plan& plan, IndicatorTrend& trend) {
  if (trend.required && !trend.required->factor() && trend.required->from.value.is_zero()) {
    trend.notes.emplace_back("基期为零，没有增长率可言，只能比绝对数。", "The base is zero: there is no rate of growth, only numbers compare.");
  }
  const StatementIds goals = goals_of(plan, trend.indicator, true);
  const auto yearly = std::find_if(goals.begin(), goals.end(), [&](StatementId id) { return plan[id].when.form == When::Form::Each; });
  if (!trend.goal && yearly != goals.end()) {
    trend.notes.push_back(dsl::fill({"目标是每年的数（{figure}），没有由基期到目标的路程。", "The target is a figure of each year ({figure}): there is no way to go from base to target."},
                                    {{"figure", figure_text(plan[*yearly])}}));
  } else if (!trend.goal && !goals.empty()) {
    trend.notes.emplace_back("目标没有写明年份，算不出所需的速度。", "The target has no year, so that no pace follows.");
  }
  if (!trend.goal_meets_path) {
    trend.notes.emplace_back("各年节点与目标按哪种读法都对不上（见核对结果），不作路径分析。",
                             "No reading makes the milestones meet the target (see the audit): they are not taken as a path to it.");
  }
  if (trend.goal_adds_up && !trend.history.empty()) {
    trend.notes.emplace_back("目标是几年的合计，不与单年的基期值相比。", "The target adds up several years, and is not held against a base of one.");
  }
  note_missing_base(plan, trend);
}

struct PeerRate {
  std::optional<Exact> median;
  std::size_t count = 0;
};

std::map<IndicatorId, PeerRate> peers_of(const Plan& plan) {
  std::map<IndicatorId, PeerRate> peers;
  for (const GrowthGroup& group : growth_groups(plan)) {
    const PeerRate rate{yearly_rate(*group.median().factor(), group.median().years()), group.paces.size()};
    for (const Pace& pace : group.paces) peers.emplace(pace.indicator, rate);
  }
  return peers;
}

std::optional<IndicatorTrend> trend_of(const Plan& plan, IndicatorId id, const PlanBounds& bounds, const std::map<IndicatorId, PeerRate>& peers) {
  IndicatorTrend trend;
  trend.indicator = id;
  trend.id = plan[id].id;
  trend.name = plan[id].name;
  trend.history = history_of(plan, id);
  for (const StatementId milestone : milestones_of(plan, id)) {
    const Statement& s = plan[milestone];
    if (s.upper) continue;
    trend.milestones.push_back({time_of(s.when.range->last.value_or(s.when.range->first)), s.quantity.normalized(), milestone});
  }
  trend.path = milestone_path(plan, id);
  if (const auto goal = final_goal_of(plan, id)) {
    const Statement& s = plan[*goal];
    trend.goal = TimedFigure{time_of(s.when.range->last.value_or(s.when.range->first)), s.quantity.normalized(), *goal};
    trend.goal_comparator = s.comparator;
    trend.goal_adds_up = adds_up_years(plan, id, *goal);
    trend.goal_meets_path = trend.path.has_value() || trend.milestones.size() < 2;
  }
  const TimedFigure* told = trend.goal ? &*trend.goal
                            : !trend.history.empty() ? &trend.history.back()
                            : !trend.milestones.empty() ? &trend.milestones.back() : nullptr;
  if (!told) return std::nullopt;
  // Past values and milestones are told as the plan writes them there; a target of 1亿元 under a table in 万元 is told in 万元.
  const TimedFigure* written = !trend.milestones.empty() ? &trend.milestones.back() : !trend.history.empty() ? &trend.history.back() : told;
  trend.like = plan[*written->statement].quantity;
  if (const Pace* pace = required_pace(plan, id)) trend.required = *pace;
  if (trend.required && trend.required->factor()) trend.required_rate = yearly_rate(*trend.required->factor(), trend.required->years());
  if (is_share(plan[id], trend.like)) trend.required_rate.reset();
  if (const auto peer = peers.find(id); peer != peers.end()) {
    trend.peer_median = peer->second.median;
    trend.peers = peer->second.count;
  }
  if (trend.history.size() >= 2) trend.so_far = Pace{id, trend.history.front(), trend.history.back()};
  add_path_fit(trend);
  add_forecast(plan, bounds[id], trend);
  add_progress(plan, trend);
  add_notes(plan, trend);
  return trend;
}

}  // namespace

std::string_view to_string(Model model) {
  switch (model) {
    case Model::Linear: return "linear";
    case Model::LogLinear: return "log-linear";
    case Model::Drift: return "drift";
    case Model::Logit: return "logit";
  }
  return {};
}

Text name_of(Model model) {
  switch (model) {
    case Model::Linear: return {"直线", "straight line"};
    case Model::LogLinear: return {"固定增长率", "constant growth"};
    case Model::Drift: return {"带漂移的随机游走", "random walk with drift"};
    case Model::Logit: return {"逻辑斯蒂曲线", "logistic curve"};
  }
  return {};
}

std::string_view to_string(Standing standing) {
  switch (standing) {
    case Standing::Reached: return "reached";
    case Standing::Ahead: return "ahead";
    case Standing::OnTrack: return "on-track";
    case Standing::Behind: return "behind";
  }
  return {};
}

Text name_of(Standing standing) {
  switch (standing) {
    case Standing::Reached: return {"提前实现", "reached early"};
    case Standing::Ahead: return {"快于预期", "ahead"};
    case Standing::OnTrack: return {"符合预期", "on track"};
    case Standing::Behind: return {"滞后", "behind"};
  }
  return {};
}

ModelChoice choose_model(const Plan& plan, IndicatorId id, std::span<const TimedFigure> history) {
  return choose(plan, id, history, PlanBounds(plan)[id]);
}

std::vector<IndicatorTrend> trends_of(const Plan& plan, std::span<const IndicatorId> asked) {
  const PlanBounds bounds(plan);
  const auto peers = peers_of(plan);
  std::vector<IndicatorTrend> trends;
  const std::size_t count = asked.empty() ? plan.indicators.size() : asked.size();
  for (std::size_t i = 0; i < count; ++i) {
    const IndicatorId id = asked.empty() ? static_cast<IndicatorId>(i) : asked[i];
    if (auto trend = trend_of(plan, id, bounds, peers)) trends.push_back(*std::move(trend));
  }
  return trends;
}

}  // namespace gouji::analyzer::trend
