// What rules share that hold figures of several statements or indicators against one another: figures lined up by the
// moment they speak of, and arithmetic on the sets of values they allow.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzer/audit/facts.hpp"

namespace gouji::analyzer {

// What two figures must share before their values may be set side by side. A claim counts as a target, an actual as a
// baseline.
struct Moment {
  Role role = Role::Target;
  std::optional<std::int32_t> year;                 // of a range its last
  int month = 12;                                   // 12: the whole year or its end
  std::int32_t first = 0;                           // first year of a range; 0: none, or the plan's own first year
  Aggregation aggregation = Aggregation::Unstated;  // a figure marked `yearly` counts as unstated
  friend auto operator<=>(const Moment&, const Moment&) = default;
};

[[nodiscard]] Moment moment_of(const Plan& plan, const Statement& statement);

// The month a date names; 12 for a whole year or its end.
[[nodiscard]] int month_of(const PartialDate& date);
// Both speak of one scope, or one of them does not name its scope.
[[nodiscard]] bool same_scope(const Statement& a, const Statement& b);

// Figures of several indicators at one moment, in the order the indicators were asked for.
struct Alignment {
  Moment moment;
  std::vector<std::optional<StatementId>> figures;

  [[nodiscard]] bool complete() const;
  [[nodiscard]] std::vector<StatementId> present() const;
};

// The figure that stands for an indicator at a moment.
struct MomentFigure {
  Moment moment;
  StatementId statement{};
};

// One alignment for every moment at which an indicator states a value, ascending. Of several figures a target is taken
// before a claim, a firm one before one that is hoped for, then the first in the document; where neither is stated, the
// milestone of that year stands in for the goal if it is a level. Figures of another scope than the indicator's and
// figures of each year take no part. A total counts as a figure without the word, except of a yearly quantity (flow,
// average).
[[nodiscard]] std::vector<Alignment> align(const Plan& plan, std::span<const IndicatorId> indicators);

// `part` is declared to be a subset of `whole`, by a relation or by 属于; each pair once.
struct Subset {
  IndicatorId part{};
  IndicatorId whole{};
  Label label;  // where it is declared
};
[[nodiscard]] std::vector<Subset> subsets_of(const Plan& plan);

// All values that may hide behind the digits, whatever the comparator: of a range from its lower to its upper end.
[[nodiscard]] ValueSet stated_set(const Statement& statement);
// The same, opened to the side that the comparator leaves open.
[[nodiscard]] ValueSet allowed_set(const Statement& statement);
// Every value of `a` is greater than every value of `b`.
[[nodiscard]] bool above(const ValueSet& a, const ValueSet& b);
[[nodiscard]] ValueSet sum(const ValueSet& a, const ValueSet& b);
// Absent for negative values and for a divisor that can only be zero.
[[nodiscard]] std::optional<ValueSet> quotient(const ValueSet& a, const ValueSet& b);

// "1335 ÷ 3966 = 33.66%"; the second quantity must not be zero. Read as a percentage when the units may be compared.
[[nodiscard]] Step quotient_step(const Quantity& a, const Quantity& b);
// A ratio as a percentage of at most two decimals: "33.66%".
[[nodiscard]] std::string percent_text(const Exact& ratio);
// a − b of two ratios in words: "高 1.66 个百分点" / "1.66 percentage points higher".
[[nodiscard]] Text points_text(const Exact& a, const Exact& b);
// a − b of two ratios as a step: "32% - 33.66% ≈ -1.66%".
[[nodiscard]] Step points_step(const Exact& a, const Exact& b);
// a − b with its direction: ratios in percentage points, all else as difference_text tells it.
[[nodiscard]] Text gap_text(const Exact& a, const Exact& b, const Quantity& like);
// The value nearest to `value`, or the smallest not below it, that can be written with the digits of `like`.
[[nodiscard]] Exact round_nearest(const Exact& value, const Quantity& like);
[[nodiscard]] Exact round_up(const Exact& value, const Quantity& like);

// The way the plan wants the indicator to go: as declared, else as the comparators of its targets say; a running total
// rises.
[[nodiscard]] std::optional<Direction> wanted_direction(const Plan& plan, IndicatorId id);
// A label of the indicator or of one of its figures says 累计.
[[nodiscard]] bool labelled_cumulative(const Plan& plan, IndicatorId id);

// The milestones meet a target exactly as levels, and none exactly as a sum.
[[nodiscard]] bool fits_as_level_only(const Plan& plan, IndicatorId id);

// Why two quantities cannot be compared: 计量单位不可比 or 没有计量单位.
[[nodiscard]] Text incomparable_reason(const Quantity& a, const Quantity& b);
[[nodiscard]] Label relation_label(const Relation& relation, Text text);

// Adds statement, label and evidence of each figure to a check or a finding.
template <typename Entry>
void add_figures(Entry& entry, const Plan& plan, std::span<const StatementId> ids) {
  for (const StatementId id : ids) {
    entry.statements.push_back(id);
    entry.labels.push_back(label_of(plan, id));
    entry.evidence.push_back(evidence_of(plan, id));
  }
}

// A check that lists these figures; `reason` is one line on what was compared or on what is missing.
[[nodiscard]] Check check_of(const Plan& plan, Subject subject, std::span<const StatementId> ids, Text reason);
// A check about a place where no figures met.
[[nodiscard]] Check check_at(Subject subject, Label label, Text reason);

}  // namespace gouji::analyzer
