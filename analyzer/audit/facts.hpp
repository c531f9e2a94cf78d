// What rules ask of a plan again and again: the figures of an indicator by role and year, and how to speak of them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzer/audit/finding.hpp"
#include "analyzer/audit/statement_ids.hpp"

namespace gouji::analyzer {

[[nodiscard]] Subject subject_of(const Plan& plan);
[[nodiscard]] Subject subject_of(const Plan& plan, IndicatorId id);
[[nodiscard]] Subject subject_of(const Plan& plan, TableId id);
[[nodiscard]] Subject subject_of(const Plan& plan, TaskId id);
[[nodiscard]] Subject subject_of(const Plan& plan, SectionId id);

// "2025年目标" / "2025 target"; without a year "目标" / "target"; "每年表述" / "yearly claim".
[[nodiscard]] Text role_text(const Statement& statement);
[[nodiscard]] std::string_view role_name(Role role);  // "baseline", "milestone", "target", "claim", "actual"

// "达到 1亿元", "≥ 10000 万元", "100 家": comparator word as written (or nothing for a bare number) and the quantity.
[[nodiscard]] std::string figure_text(const Statement& statement);

// A label on the figure of a statement: place of the statement, marks its value. Default text: role_text and figure_text.
[[nodiscard]] Label label_of(const Plan& plan, StatementId id);
[[nodiscard]] Label label_of(const Plan& plan, StatementId id, Text text);
[[nodiscard]] Evidence evidence_of(const Plan& plan, StatementId id);

// Statements of one indicator that state the value of one time or of no stated time (no growth, no `each`, no range of years),
// by role; in order of year, then source; those without a year last.
[[nodiscard]] StatementIds levels_of(const Plan& plan, IndicatorId id, Role role);
// Those of one year alone.
[[nodiscard]] StatementIds levels_of(const Plan& plan, IndicatorId id, Role role, std::int32_t year);
// One milestone a year, ascending: the latest of the year, a firm one before a hoped one.
[[nodiscard]] StatementIds milestones_of(const Plan& plan, IndicatorId id);
// The one that speaks for the year of `until`, of those that are not after it; absent when there is none.
[[nodiscard]] std::optional<StatementId> milestone_until(const Plan& plan, IndicatorId id, const PartialDate& until);
// Targets and claims that state a value, also one of each year or over a range of years; in order of year, then source.
// Claims count only with `with_claims`.
[[nodiscard]] StatementIds goals_of(const Plan& plan, IndicatorId id, bool with_claims);
// The latest baseline before the milestones, if its year is known, and the milestones, ascending.
[[nodiscard]] StatementIds levels_over_time(const Plan& plan, IndicatorId id);
// The baseline of a year, that of the whole year before one midway; without a year the latest one.
[[nodiscard]] std::optional<StatementId> baseline_of(const Plan& plan, IndicatorId id, std::optional<std::int32_t> year = {});
// A value of that year whatever its role: baseline, then actual, milestone, target; whole years before parts of it.
[[nodiscard]] std::optional<StatementId> value_in(const Plan& plan, IndicatorId id, std::int32_t year);

// The units of two quantities may be compared (relation Same, Convertible, WordDrift; or both without a unit).
[[nodiscard]] bool comparable(const Quantity& a, const Quantity& b);

// The number of `value` (base units) in the scale and unit of `like`, without the unit: "200"; "≈66.6667" when rounded.
[[nodiscard]] std::string number_text(const Exact& value, const Quantity& like);
// The right-hand side of a computation: " = 200 家"; " ≈ 66.6667 家" when rounded.
[[nodiscard]] std::string result_text(const Exact& value, const Quantity& like);
// The base unit's word of a quantity's dimension where the quantity carries it; else empty.
[[nodiscard]] std::string base_unit(const Quantity& quantity);

// "60 + 70 + 70 = 200 家" for quantities of comparable units, told in the unit of `like`.
[[nodiscard]] Step sum_step(const Plan& plan, std::span<const StatementId> statements, const Quantity& like);
// "(60 + 70 + 80) / 3 = 70 家". The list must not be empty.
[[nodiscard]] Step mean_step(const Plan& plan, std::span<const StatementId> statements, const Quantity& like);
// "200 - 100 = 100 家", told in the unit of `like`.
[[nodiscard]] Step difference_step(const Exact& a, const Exact& b, const Quantity& like);
// The same, told in the unit of `b` where that needs no rounding (see told_in).
[[nodiscard]] Step difference_step(const Quantity& a, const Quantity& b);
// Of two comparable quantities the one in whose unit both can be told: `b`, unless `a` would have to be rounded there.
[[nodiscard]] const Quantity& told_in(const Quantity& a, const Quantity& b);

// "多 100 家" / "100 家 more" (a − b with its direction), told in the unit of `b`.
[[nodiscard]] Text difference_text(const Exact& a, const Exact& b, const Quantity& like);

// A repair: write `value` (base units) in place of the figure of `statement`, in the way it is written there.
[[nodiscard]] Suggestion replace_value(const Plan& plan, StatementId statement, const Exact& value, Text text);

}  // namespace gouji::analyzer
