#include "analyzer/audit/pace.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/plan_facts.hpp"
#include "analyzer/audit/readings.hpp"

namespace gouji::analyzer {

namespace {

std::optional<Exact> time_of(const Statement& statement) {
  if (!statement.when.year() || !statement.when.range) return std::nullopt;
  return time_of(statement.when.range->last.value_or(statement.when.range->first));
}

// Half a year's output is no level that a year's could be held against.
bool counts_within_year(const Indicator& indicator) {
  if (!indicator.kind) return true;
  return *indicator.kind == Kind::Flow || *indicator.kind == Kind::New || *indicator.kind == Kind::Average;
}

Aggregation counted(const Statement& statement) {
  return statement.aggregation == Aggregation::Yearly ? Aggregation::Unstated : statement.aggregation;
}

bool is_of_own_scope(const Plan& plan, const Statement& statement) {
  return statement.scope.empty() || statement.scope == plan[statement.indicator].scope;
}

struct Candidate {
  TimedFigure figure;
  bool actual = false;
};

// Years as a fraction of which the powers can be taken: factor^root against (1 + rate)^exponent.
struct Exponent {
  std::int32_t exponent = 0;
  std::int32_t root = 1;
};

constexpr std::int64_t kMostMonths = 12 * 50;

std::optional<Exponent> exponent_of(const Exact& years) {
  const Exact months = years * Exact(12);
  if (!months.is_integer() || months.sign() <= 0 || months > Exact(kMostMonths)) return std::nullopt;
  const auto count = static_cast<std::int32_t>(std::stol(months.to_string()));
  const std::int32_t common = std::gcd(count, 12);
  return Exponent{count / common, 12 / common};
}

std::vector<TimedFigure> running_total(const Plan& plan, std::span<const StatementId> amounts, const Exact& start) {
  std::vector<TimedFigure> points;
  Exact total = start;
  for (const StatementId id : amounts) {
    const auto time = time_of(plan[id]);
    if (!time) return {};
    if (points.empty()) points.push_back({*time - Exact(1), start, std::nullopt});
    total = total + plan[id].quantity.normalized();
    points.push_back({*time, total, id});
  }
  return points;
}

std::vector<TimedFigure> levels(const Plan& plan, std::span<const StatementId> ids) {
  std::vector<TimedFigure> points;
  for (const StatementId id : ids) {
    const auto time = time_of(plan[id]);
    if (!time || plan[id].upper || !comparable(plan[id].quantity, plan[ids.front()].quantity)) return {};
    points.push_back({*time, plan[id].quantity.normalized(), id});
  }
  return points;
}

std::optional<Path> checked(Path path) {
  if (path.points.size() < 2) return std::nullopt;
  const bool ascending = std::adjacent_find(path.points.begin(), path.points.end(), [](const TimedFigure& a, const TimedFigure& b) {
                           return a.time >= b.time;
                         }) == path.points.end();
  return ascending ? std::optional(std::move(path)) : std::nullopt;
}

// The goal counts from the beginning of the plan, and so do the levels that lead to it.
bool starts_at_zero(const Plan& plan, IndicatorId id, const Statement& goal, StatementIds milestones) {
  const bool total = goal.aggregation == Aggregation::Total || goal.when.form == When::Form::Over;
  return total && !baseline_of(plan, id) && plan.first_year() && plan[milestones.front()].when.year() == plan.first_year();
}

Exact value_at(const Path& path, const Exact& time) {
  const auto after = std::find_if(path.points.begin(), path.points.end(), [&](const TimedFigure& point) { return point.time >= time; });
  if (after == path.points.begin()) return after->value;
  const TimedFigure& before = *(after - 1);
  return before.value + (after->value - before.value) * (time - before.time) / (after->time - before.time);
}

std::optional<Pace> find_pace(const Plan& plan, IndicatorId id) {
  if (known_values(plan, id) == 0) return std::nullopt;
  const auto goal_id = final_goal_of(plan, id);
  if (!goal_id || plan[*goal_id].upper || adds_up_years(plan, id, *goal_id)) return std::nullopt;
  const Statement& goal = plan[*goal_id];
  const TimedFigure to{*time_of(goal), goal.quantity.normalized(), *goal_id};
  const std::vector<TimedFigure> history = history_of(plan, id);
  const auto before = std::find_if(history.rbegin(), history.rend(), [&](const TimedFigure& figure) { return figure.time < to.time; });
  if (before == history.rend()) return std::nullopt;
  const Statement& base = plan[*before->statement];
  if (!comparable(base.quantity, goal.quantity) || counted(base) != counted(goal) || !same_scope(base, goal)) return std::nullopt;
  return Pace{id, *before, to};
}

}  // namespace

Exact time_of(const PartialDate& date) { return Exact(date.year - 1) + Exact::ratio(month_of(date), 12); }

std::vector<TimedFigure> history_of(const Plan& plan, IndicatorId id) {
  std::vector<Candidate> candidates;
  for (const Role role : {Role::Actual, Role::Baseline}) {
    for (const StatementId statement : levels_of(plan, id, role)) {
      const Statement& s = plan[statement];
      const auto time = time_of(s);
      if (!time || s.upper || !is_of_own_scope(plan, s)) continue;
      if (counts_within_year(plan[id]) && !time->is_integer()) continue;
      candidates.push_back({{*time, s.quantity.normalized(), statement}, role == Role::Actual});
    }
  }
  const auto rank = [](const Candidate& c) { return std::tuple(c.figure.time, !c.actual, *c.figure.statement); };
  std::sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) { return rank(a) < rank(b); });
  std::vector<TimedFigure> history;
  if (candidates.empty()) return history;
  const Statement& last = plan[*candidates.back().figure.statement];
  for (const Candidate& candidate : candidates) {
    const Statement& s = plan[*candidate.figure.statement];
    if (!comparable(s.quantity, last.quantity) || counted(s) != counted(last)) continue;
    if (history.empty() || history.back().time < candidate.figure.time) history.push_back(candidate.figure);
  }
  return history;
}

std::size_t known_values(const Plan& plan, IndicatorId id) {
  return levels_of(plan, id, Role::Baseline).size() + levels_of(plan, id, Role::Actual).size();
}

std::optional<Exact> Pace::factor() const {
  if (from.value.sign() <= 0 || to.value.sign() < 0) return std::nullopt;
  return to.value / from.value;
}

std::optional<StatementId> final_goal_of(const Plan& plan, IndicatorId id) {
  for (const bool with_claims : {false, true}) {
    std::optional<StatementId> best;
    const auto standing = [&](StatementId goal) {
      const Statement& s = plan[goal];
      return std::tuple(*time_of(s), s.modality != Modality::Hoped, is_of_own_scope(plan, s), s.table.has_value(), s.quantity.normalized());
    };
    for (const StatementId goal : goals_of(plan, id, with_claims)) {
      const bool dated = plan[goal].when.form == When::Form::At || plan[goal].when.form == When::Form::Over;
      if (!dated || !time_of(plan[goal])) continue;
      if (!best || standing(goal) > standing(*best)) best = goal;
    }
    if (best) return best;
  }
  return std::nullopt;
}

bool adds_up_years(const Plan& plan, IndicatorId id, StatementId goal) {
  if (plan[goal].aggregation == Aggregation::Total || plan[goal].when.form == When::Form::Over) return true;
  // What is newly added is counted over the plan unless a word says that it is counted by the year.
  if (plan[id].kind == Kind::New && plan[goal].aggregation == Aggregation::Unstated) return true;
  const Reconciliation* result = reconcile(plan, id, goal);
  const auto is_total = [](const std::optional<ReadingResult>& r) { return r && r->reading == Reading::Total; };
  return result && (is_total(result->explained) || is_total(result->contradicts_kind));
}

const Pace* required_pace(const Plan& plan, IndicatorId id) {
  PlanFacts& facts = facts_of(plan);
  if (!facts.paces) {
    std::vector<std::optional<Pace>> paces;
    paces.reserve(plan.indicators.size());
    for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) paces.push_back(find_pace(plan, IndicatorId{i}));
    facts.paces = std::move(paces);
  }
  const std::optional<Pace>& pace = (*facts.paces)[index(id)];
  return pace ? &*pace : nullptr;
}

std::vector<Pace> steps_between(IndicatorId id, std::span<const TimedFigure> figures) {
  std::vector<Pace> steps;
  for (std::size_t i = 1; i < figures.size(); ++i) steps.push_back({id, figures[i - 1], figures[i]});
  return steps;
}

std::optional<Path> milestone_path(const Plan& plan, IndicatorId id) {
  const StatementIds milestones = milestones_of(plan, id);
  if (milestones.size() < 2) return std::nullopt;
  const auto goal = final_goal_of(plan, id);
  const Reconciliation* met = goal ? reconcile(plan, id, *goal) : nullptr;
  if (!met) return checked({levels(plan, levels_over_time(plan, id)), false, false});
  const std::optional<ReadingResult>& reading = met->explained ? met->explained : met->contradicts_kind;
  if (!reading) return std::nullopt;
  switch (reading->reading) {
    case Reading::Total: return checked({running_total(plan, met->summed, 0), true, true});
    case Reading::BasePlusTotal:
      if (!met->base) return std::nullopt;
      return checked({running_total(plan, met->summed, plan[*met->base].quantity.normalized()), true, false});
    case Reading::Level: break;
    case Reading::EachYear:
    case Reading::Average: return std::nullopt;
  }
  Path path{levels(plan, levels_over_time(plan, id)), false, false};
  if (!path.points.empty() && starts_at_zero(plan, id, plan[*goal], milestones)) {
    path.points.insert(path.points.begin(), {path.points.front().time - Exact(1), Exact(0), std::nullopt});
    path.from_zero = true;
  }
  return checked(std::move(path));
}

std::optional<Exact> done_at_half_time(const Path& path) {
  const TimedFigure& first = path.points.front();
  const TimedFigure& last = path.points.back();
  const Exact way = last.value - first.value;
  if (way.is_zero()) return std::nullopt;
  return (value_at(path, (first.time + last.time) / Exact(2)) - first.value) / way;
}

Text amount_text(const Exact& change, const Quantity& like) {
  if (!like.unit || !like.unit->is_ratio()) return display_like(change, like);
  const std::string points = (change * Exact(100)).to_decimal(2);
  return {points + " 个百分点", points + " percentage points"};
}

Exact power(const Exact& base, std::int32_t exponent) {
  Exact result = 1;
  for (std::int32_t i = 0; i < exponent; ++i) result = result * base;
  return result;
}

bool grows_faster(const Exact& factor, const Exact& years, const Exact& rate) {
  const auto by = exponent_of(years);
  return by && power(factor, by->root) > power(Exact(1) + rate, by->exponent);
}

bool grows_faster(const Pace& a, const Pace& b) {
  const auto factor_a = a.factor();
  const auto factor_b = b.factor();
  const auto by = factor_a && factor_b ? exponent_of(a.years() / b.years()) : std::nullopt;
  // a^(1/years a) > b^(1/years b)
  return by && power(*factor_a, by->root) > power(*factor_b, by->exponent);
}

std::optional<Exact> yearly_rate(const Exact& factor, const Exact& years) {
  const auto by = exponent_of(years);
  if (!by || factor.sign() < 0) return std::nullopt;
  constexpr std::int64_t kParts = 10000;
  const Exact whole = power(factor, by->root);
  // (2·parts + 1) / 20000 lies in the middle between two rates that can be told.
  const auto is_below_middle = [&](std::int64_t parts) {
    return power(Exact(1) + Exact::ratio(2 * parts + 1, 2 * kParts), by->exponent) > whole;
  };
  std::int64_t low = -kParts - 1;  // not enough
  std::int64_t high = 1;
  constexpr std::int64_t kMost = std::int64_t{1} << 40;
  while (high < kMost && !is_below_middle(high)) {
    low = high;
    high *= 2;
  }
  if (high >= kMost) return std::nullopt;
  while (high - low > 1) {
    const std::int64_t middle = low + (high - low) / 2;
    (is_below_middle(middle) ? high : low) = middle;
  }
  return Exact::ratio(high, kParts);
}

std::vector<GrowthGroup> growth_groups(const Plan& plan) {
  std::map<std::pair<Exact, Exact>, GrowthGroup> groups;
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    const Pace* pace = required_pace(plan, id);
    if (!pace || pace->change().sign() <= 0 || !pace->factor() || wanted_direction(plan, id) == Direction::Lower) continue;
    const Indicator& indicator = plan[id];
    const UnitRef& unit = plan[*pace->to.statement].quantity.unit;
    if (indicator.kind == Kind::Ratio || indicator.kind == Kind::Score || (unit && (unit->is_ratio() || unit->is_points()))) continue;
    groups[{pace->from.time, pace->to.time}].paces.push_back(*pace);
  }
  std::vector<GrowthGroup> result;
  for (const auto& [times, group] : groups) {
    std::vector<std::pair<Exact, std::size_t>> order;
    order.reserve(group.paces.size());
    for (std::size_t i = 0; i < group.paces.size(); ++i) order.emplace_back(*group.paces[i].factor(), i);
    std::sort(order.begin(), order.end());
    GrowthGroup& sorted = result.emplace_back();
    sorted.paces.reserve(order.size());
    for (const auto& [factor, i] : order) sorted.paces.push_back(group.paces[i]);
  }
  return result;
}

}  // namespace gouji::analyzer
