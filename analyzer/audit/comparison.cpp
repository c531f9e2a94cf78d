#include "analyzer/audit/comparison.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "analyzer/audit/plan_facts.hpp"

namespace gouji::analyzer {
namespace {

Role observed_or_wanted(Role role) {
  if (role == Role::Claim) return Role::Target;
  if (role == Role::Actual) return Role::Baseline;
  return role;
}

// A target comes before a claim, a baseline before an actual.
int preference(Role role) {
  switch (role) {
    case Role::Baseline: return 0;
    case Role::Actual: return 1;
    case Role::Milestone: return 2;
    case Role::Target: return 3;
    case Role::Claim: return 4;
  }
  return 5;
}

std::vector<MomentFigure> list_by_moment(const Plan& plan, IndicatorId id) {
  std::vector<MomentFigure> figures;
  for (const StatementId statement_id : plan[id].statements) {
    const Statement& s = plan[statement_id];
    const bool whole = s.scope.empty() || s.scope == plan[id].scope;
    if (whole && s.is_level() && s.when.form != When::Form::Each) figures.push_back({moment_of(plan, s), statement_id});
  }
  // Not by their order in the plan file, which means nothing.
  const auto rank = [&](StatementId statement_id) {
    const Statement& s = plan[statement_id];
    const auto& document = s.place.document;
    return std::tuple(preference(s.role), s.modality == Modality::Hoped, document ? document->line.value_or(0) : 0,
                      s.quantity.normalized());
  };
  std::stable_sort(figures.begin(), figures.end(), [&](const MomentFigure& a, const MomentFigure& b) {
    return a.moment != b.moment ? a.moment < b.moment : rank(a.statement) < rank(b.statement);
  });
  // The first figure of a moment stays.
  const auto same = [](const MomentFigure& a, const MomentFigure& b) { return a.moment == b.moment; };
  figures.erase(std::unique(figures.begin(), figures.end(), same), figures.end());
  return figures;
}

const std::vector<MomentFigure>& figures_by_moment(const Plan& plan, IndicatorId id) {
  auto& figures = facts_of(plan).moments[index(id)];
  if (!figures) figures = list_by_moment(plan, id);
  return *figures;
}

// A year's milestone tells what is reached by then, not what that year adds.
bool milestones_are_levels(const Plan& plan, IndicatorId id) {
  const auto kind = plan[id].kind;
  if (!kind) return labelled_cumulative(plan, id);
  return *kind == Kind::Stock || *kind == Kind::Cumulative || *kind == Kind::Ratio || *kind == Kind::Score;
}

// Where some indicators state their goal of a year as a target and others only as a milestone, the milestones stand in.
void fill_goals(const Plan& plan, std::span<const IndicatorId> indicators, std::map<Moment, Alignment>& alignments) {
  for (auto& [moment, goal] : alignments) {
    if (moment.role != Role::Target || goal.complete()) continue;
    Moment same = moment;
    same.role = Role::Milestone;
    const auto milestones = alignments.find(same);
    if (milestones == alignments.end() || milestones->second.complete()) continue;
    Alignment filled = goal;
    for (std::size_t i = 0; i < indicators.size(); ++i) {
      const auto& milestone = milestones->second.figures[i];
      if (!filled.figures[i] && milestone && milestones_are_levels(plan, indicators[i])) filled.figures[i] = milestone;
    }
    if (!filled.complete()) continue;
    goal = std::move(filled);
    alignments.erase(milestones);
  }
}

bool says_cumulative(std::string_view words) {
  return words.find("累计") != std::string_view::npos || words.find("累計") != std::string_view::npos;
}

}  // namespace

int month_of(const PartialDate& date) { return date.month == 0 ? 12 : date.month; }

bool same_scope(const Statement& a, const Statement& b) {
  return a.scope.empty() || b.scope.empty() || a.scope == b.scope;
}

Moment moment_of(const Plan& plan, const Statement& statement) {
  Moment moment{.role = observed_or_wanted(statement.role), .year = statement.when.year()};
  if (statement.aggregation != Aggregation::Yearly) moment.aggregation = statement.aggregation;
  if (const auto& range = statement.when.range) {
    const bool over = statement.when.form == When::Form::Over;
    moment.month = month_of(over ? range->last.value_or(range->first) : range->first);
    if (over && range->first.year != plan.first_year()) moment.first = range->first.year;
    if (over && moment.aggregation == Aggregation::Unstated) moment.aggregation = Aggregation::Total;
  }
  const auto kind = plan[statement.indicator].kind;
  const bool of_one_year = kind == Kind::Flow || kind == Kind::Average;
  if (moment.aggregation == Aggregation::Total && !of_one_year) moment.aggregation = Aggregation::Unstated;
  return moment;
}

bool Alignment::complete() const {
  return std::all_of(figures.begin(), figures.end(), [](const auto& figure) { return figure.has_value(); });
}

std::vector<StatementId> Alignment::present() const {
  std::vector<StatementId> result;
  for (const auto& figure : figures) {
    if (figure) result.push_back(*figure);
  }
  return result;
}

std::vector<Alignment> align(const Plan& plan, std::span<const IndicatorId> indicators) {
  std::map<Moment, Alignment> alignments;
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    for (const auto& [moment, statement] : figures_by_moment(plan, indicators[i])) {
      Alignment& alignment = alignments[moment];
      alignment.moment = moment;
      alignment.figures.resize(indicators.size());
      alignment.figures[i] = statement;
    }
  }
  fill_goals(plan, indicators, alignments);
  std::vector<Alignment> result;
  result.reserve(alignments.size());
  for (auto& [moment, alignment] : alignments) result.push_back(std::move(alignment));
  return result;
}

std::vector<Subset> subsets_of(const Plan& plan) {
  std::vector<Subset> result;
  std::set<std::pair<IndicatorId, IndicatorId>> seen;
  const Text text("此处声明为整体的一部分", "declared here as a part of the whole");
  for (const Relation& relation : plan.relations) {
    if (relation.form != Relation::Form::Within || !relation.left || relation.right.empty()) continue;
    if (!seen.emplace(*relation.left, relation.right[0]).second) continue;
    result.push_back({*relation.left, relation.right[0], relation_label(relation, text)});
  }
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const Indicator& indicator = plan.indicators[i];
    const IndicatorId id{static_cast<std::uint32_t>(i)};
    if (!indicator.part_of || !seen.emplace(id, *indicator.part_of).second) continue;
    result.push_back({id, *indicator.part_of, {indicator.place, indicator.name_span, text, "relation"}});
  }
  return result;
}

ValueSet stated_set(const Statement& statement) {
  ValueSet set = statement.comparator == Comparator::About ? value_set(Comparator::About, statement.quantity)
                                                           : accuracy_interval(statement.quantity);
  if (!statement.upper) return set;
  const ValueSet upper = accuracy_interval(*statement.upper);
  set.high = upper.high;
  set.high_open = upper.high_open;
  return set;
}

ValueSet allowed_set(const Statement& statement) {
  ValueSet set = stated_set(statement);
  if (statement.upper) return set;
  if (is_lower_bound(statement.comparator)) {
    set.high.reset();
    set.low_open = statement.comparator == Comparator::MoreThan;
  }
  if (is_upper_bound(statement.comparator)) {
    set.low.reset();
    set.high_open = statement.comparator == Comparator::LessThan;
  }
  return set;
}

bool above(const ValueSet& a, const ValueSet& b) {
  if (!a.low || !b.high) return false;
  return *a.low > *b.high || (*a.low == *b.high && (a.low_open || b.high_open));
}

ValueSet sum(const ValueSet& a, const ValueSet& b) {
  ValueSet set;
  if (a.low && b.low) set.low = *a.low + *b.low;
  if (a.high && b.high) set.high = *a.high + *b.high;
  set.low_open = a.low_open || b.low_open;
  set.high_open = a.high_open || b.high_open;
  return set;
}

std::optional<ValueSet> quotient(const ValueSet& a, const ValueSet& b) {
  const bool negative = (a.low && a.low->sign() < 0) || (b.low && b.low->sign() < 0);
  if (negative || (b.high && b.high->sign() <= 0)) return {};
  ValueSet set;
  set.low = a.low && b.high ? *a.low / *b.high : Exact(0);
  set.low_open = a.low_open || b.high_open;
  if (a.high && b.low && b.low->sign() > 0) set.high = *a.high / *b.low;
  set.high_open = a.high_open || b.low_open;
  return set;
}

Step quotient_step(const Quantity& a, const Quantity& b) {
  Step step;
  step.operation = Operation::Quotient;
  step.operands = {a.normalized(), b.normalized()};
  step.result = step.operands[0] / step.operands[1];
  const bool exact = Exact::parse(step.result.to_decimal(4)) == step.result;
  const std::string result = comparable(a, b) ? percent_text(step.result) : step.result.to_decimal(4);
  step.text = a.display() + " ÷ " + b.display() + (exact ? " = " : " ≈ ") + result;
  return step;
}

std::string percent_text(const Exact& ratio) { return (ratio * Exact(100)).to_decimal(2) + "%"; }

Text points_text(const Exact& a, const Exact& b) {
  const std::string points = ((a - b).abs() * Exact(100)).to_decimal(2);
  const bool higher = a > b;
  return Text((higher ? "高 " : "低 ") + points + " 个百分点",
              points + " percentage points " + (higher ? "higher" : "lower"));
}

Step points_step(const Exact& a, const Exact& b) {
  const Exact result = a - b;
  const auto exact = [](const Exact& ratio) { return Exact::parse(ratio.abs().to_decimal(4)) == ratio.abs(); };
  const std::string sign = exact(a) && exact(b) ? " = " : " ≈ ";
  return {Operation::Difference,
          {a, b},
          result,
          "",
          percent_text(a) + " - " + percent_text(b) + sign + (result * Exact(100)).to_decimal(2) + " 个百分点"};
}

Text gap_text(const Exact& a, const Exact& b, const Quantity& like) {
  const bool ratio = like.unit && like.unit->is_ratio();
  return ratio && a != b ? points_text(a, b) : difference_text(a, b, like);
}

Exact round_nearest(const Exact& value, const Quantity& like) {
  const Exact step = Exact(2) * like.half_step();
  const Exact steps = (value / step).abs();
  const Exact nearest = Exact::parse(steps.to_decimal(0)).value_or(steps) * step;
  return value.sign() < 0 ? Exact(0) - nearest : nearest;
}

Exact round_up(const Exact& value, const Quantity& like) {
  const Exact nearest = round_nearest(value, like);
  return nearest < value ? nearest + Exact(2) * like.half_step() : nearest;
}

std::optional<Direction> wanted_direction(const Plan& plan, IndicatorId id) {
  const Indicator& indicator = plan[id];
  if (indicator.direction) return indicator.direction;
  if (indicator.kind == Kind::Cumulative || (!indicator.kind && labelled_cumulative(plan, id)))
    return Direction::Higher;
  bool higher = false;
  bool lower = false;
  for (const StatementId goal : goals_of(plan, id, true)) {
    higher = higher || is_lower_bound(plan[goal].comparator);
    lower = lower || is_upper_bound(plan[goal].comparator);
  }
  if (higher == lower) return {};
  return higher ? Direction::Higher : Direction::Lower;
}

bool labelled_cumulative(const Plan& plan, IndicatorId id) {
  const Indicator& indicator = plan[id];
  return std::any_of(indicator.labels.begin(), indicator.labels.end(), says_cumulative) ||
         std::any_of(indicator.statements.begin(), indicator.statements.end(),
                     [&](StatementId statement) { return says_cumulative(plan[statement].label); });
}

bool fits_as_level_only(const Plan& plan, IndicatorId id) {
  bool level = false;
  for (const StatementId target : goals_of(plan, id, false)) {
    const auto result = reconcile(plan, id, target);
    if (!result) continue;
    if (fits_exactly(plan, *result, Reading::Total)) return false;
    level = level || is_tried_exactly(*result, Reading::Level);
  }
  return level;
}

Text incomparable_reason(const Quantity& a, const Quantity& b) {
  if (!a.unit || !b.unit) {
    return Text("有数值没有计量单位，无法比较", "a figure has no unit, so they cannot be compared");
  }
  return Text("计量单位不可比：" + a.unit->written + " 与 " + b.unit->written,
              "the units cannot be compared: " + a.unit->written + " and " + b.unit->written);
}

Label relation_label(const Relation& relation, Text text) {
  return {relation.place, relation.place.span, std::move(text), "relation"};
}

Check check_of(const Plan& plan, Subject subject, std::span<const StatementId> ids, Text reason) {
  Check check;
  check.subject = std::move(subject);
  check.reason = std::move(reason);
  add_figures(check, plan, ids);
  return check;
}

Check check_at(Subject subject, Label label, Text reason) {
  Check check;
  check.subject = std::move(subject);
  check.reason = std::move(reason);
  check.labels.push_back(std::move(label));
  return check;
}

}  // namespace gouji::analyzer
