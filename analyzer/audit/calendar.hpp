// Dates of a plan at the precision its document gives, and how to speak of them. Nothing here is sharper than the document: a year
// may mean any of its days, so that "2025" and "2025-06" never contradict each other by themselves.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analyzer/audit/finding.hpp"

namespace gouji::analyzer {

// Months are counted from the year 0: June 2026 is 2026 × 12 + 5.
using MonthNumber = std::int32_t;

// The date says its month. 年底 and 年末 say December.
[[nodiscard]] bool names_month(const PartialDate& date);
// The first and the last month the date may mean: of a year January and December.
[[nodiscard]] MonthNumber first_month(const PartialDate& date);
[[nodiscard]] MonthNumber last_month(const PartialDate& date);
// The first and the last day the date may mean.
[[nodiscard]] std::chrono::sys_days earliest_day(const PartialDate& date);
[[nodiscard]] std::chrono::sys_days latest_day(const PartialDate& date);
// Whatever day each of them means, `a` comes before `b`.
[[nodiscard]] bool surely_before(const PartialDate& a, const PartialDate& b);

// "2026年6月" / "2026-06"; "2026年底" / "the end of 2026".
[[nodiscard]] Text date_text(const PartialDate& date);
// "2024年7月—2026年6月" / "2024-07 to 2026-06", "2024—2026年" / "2024–2026"; open: "2024年起" / "from 2024 on".
[[nodiscard]] Text range_text(const DateRange& range);
// "6 个月" / "6 months"; whole years as years: "2 年" / "2 years".
[[nodiscard]] Text months_text(std::int32_t months);
// "2026-12 - 2026-06 = 6 个月"; the operands count months from the year 0.
[[nodiscard]] Step months_step(MonthNumber later, MonthNumber earlier);
// How far two dates lie apart at least, the one surely before the other: in months; within one month in days.
[[nodiscard]] Step apart_step(const PartialDate& later, const PartialDate& earlier);

// A figure of what is to come: a milestone, target or claim, no baseline and no result.
[[nodiscard]] bool is_planned(const Statement& statement);
// When a figure is due: its date, the end of its range, the last of its stated years. Absent when the plan does not say.
[[nodiscard]] std::optional<PartialDate> due_date(const Statement& statement);
// The latest due date among the targets of an indicator that state one, with the target; with `until`, of those that may be due by
// then.
struct DueTarget {
  StatementId target{};
  PartialDate due;
};
[[nodiscard]] std::optional<DueTarget> latest_target(const Plan& plan, IndicatorId indicator, const std::optional<PartialDate>& until = {});

// The end of the plan: the last date of its period, else its target year. Absent when it states neither.
[[nodiscard]] std::optional<PartialDate> end_of(const Plan& plan);

// The date the plan as a whole aims at: its stated target year (目标年), else the year most of its dated targets are due; of two
// the one the period ends with, else the later one. Where the target year or a target of that year says a month, so does this date.
// Absent without any date.
struct PlanDue {
  PartialDate date;
  std::vector<StatementId> targets;  // those due then, one an indicator, the one that says a month first
  Label label;                       // where the date stands
};
// It lives in the plan's memo, as long as one audit.
[[nodiscard]] const std::optional<PlanDue>& common_due(const Plan& plan);

// Two years in a title, "方案(2022-2025年)" or "纲要(2021—2035年)实施意见"; `at_end`: the title ends with them, so that they are
// those of the document itself and not of one it names. Of a five-year plan its years: 十四五 is 2021–2025.
struct TitleYears {
  std::int32_t first = 0;
  std::int32_t last = 0;
  bool at_end = false;
};
[[nodiscard]] std::optional<TitleYears> years_in_title(std::string_view title);
[[nodiscard]] std::optional<TitleYears> five_year_plan(std::string_view title);

// The end of the period, or the common due date where that is later: the two do not meet, which is period-target-mismatch's to tell,
// and only what lies beyond both is outside. Absent for an open period.
[[nodiscard]] std::optional<PartialDate> outer_end(const Plan& plan);
// A target or goal of this year or a later one is a vision beyond the plan: `years` after its period ends or its targets are due,
// whichever comes first. The period must have an end.
[[nodiscard]] std::int32_t first_vision_year(const Plan& plan, std::int64_t years);

// Labels on the dates of the plan. The fact must be stated.
[[nodiscard]] Label period_label(const Plan& plan, Text text);
[[nodiscard]] Label issued_label(const Plan& plan);
[[nodiscard]] Label phase_label(const Phase& phase);
[[nodiscard]] Label dates_label(const Task& task, Text text);

// The document counts its phases or steps: 自述 3 "阶段".
[[nodiscard]] bool counts_phases(const Declared& declared);
[[nodiscard]] Subject subject_of(const Phase& phase);
// "“组织实施”（2024年6月—2026年6月）".
[[nodiscard]] Text phase_text(const Phase& phase);

}  // namespace gouji::analyzer
