// Where a plan stands on a day.
#include "analyzer/status/status.hpp"

#include <gtest/gtest.h>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using namespace analyzer;          // NOLINT: the model's words are used in every line
using namespace analyzer::status;  // NOLINT
using std::chrono::year;

constexpr std::chrono::year_month_day on(int y, unsigned m, unsigned d) { return {year(y), std::chrono::month(m), std::chrono::day(d)}; }

PlanStatus standing(const std::string& body, std::chrono::year_month_day day) {
  const Audited audited = audit_whole("plan 甲 \"甲县方案\" {\n period 2024..2026\n" + body + "\n}\n");
  EXPECT_EQ(mistakes(audited), std::vector<std::string>{});
  return status_of(known_on(audited.plan(), day), day);
}

State state(const std::string& figures, std::chrono::year_month_day day, const std::string& kind = "stock 家") {
  const PlanStatus status = standing(" indicator x \"企业\" " + kind + " {\n" + figures + "\n}", day);
  EXPECT_EQ(status.indicators.size(), 1u);
  return status.indicators.empty() ? State::NoTarget : status.indicators.front().state;
}

// From 100 at the end of 2023 to 160 at the end of 2026: 20 a year, and the band of 5 % is 3.
TEST(Status, HoldsAnActualAgainstElapsedTime) {
  const std::string goal = "baseline 2023 100家\n target 2026 >= 160家\n";
  const auto day = on(2025, 6, 30);
  EXPECT_EQ(state(goal, day), State::NoData);
  EXPECT_EQ(state(goal + "actual 2024 116家", day), State::Behind);
  EXPECT_EQ(state(goal + "actual 2024 117家", day), State::OnTrack);
  EXPECT_EQ(state(goal + "actual 2024 123家", day), State::OnTrack);
  EXPECT_EQ(state(goal + "actual 2024 124家", day), State::Ahead);
  EXPECT_EQ(state(goal + "actual 2024 160家", day), State::Reached);
  // By June 2025 half of it.
  EXPECT_EQ(state(goal + "actual 2025-06 126家", day), State::Behind);
  EXPECT_EQ(state(goal + "actual 2025-06 127家", day), State::OnTrack);
}

TEST(Status, PrefersTheMilestoneOfThatYear) {
  const std::string goal = "baseline 2023 100家\n milestone 2024 105家\n milestone 2025 130家\n target 2026 >= 160家\n";
  EXPECT_EQ(state(goal + "actual 2024 105家", on(2025, 3, 1)), State::OnTrack);
  EXPECT_EQ(state(goal + "actual 2024 109家", on(2025, 3, 1)), State::Ahead);
  EXPECT_EQ(state(goal + "actual 2024 101家", on(2025, 3, 1)), State::Behind);
}

TEST(Status, ComparesWithTheMilestoneAloneWhereThereIsNoBase) {
  const std::string goal = "milestone 2024 100家\n milestone 2025 130家\n target 2026 >= 160家\n";
  EXPECT_EQ(state(goal + "actual 2024 96家", on(2025, 3, 1)), State::OnTrack);
  EXPECT_EQ(state(goal + "actual 2024 94家", on(2025, 3, 1)), State::Behind);
  EXPECT_EQ(state("target 2026 >= 160家\n actual 2024 94家", on(2025, 3, 1)), State::NoData);
}

TEST(Status, SaysWhyPartOfAYearTellsNothing) {
  const PlanStatus status = standing(" indicator x \"企业\" 家 {\n baseline 2023 100家\n target 2026 >= 160家\n actual 2025-06 130家\n}", on(2025, 7, 15));
  EXPECT_EQ(status.indicators[0].state, State::NoData);
  EXPECT_FALSE(status.indicators[0].why.empty());
}

TEST(Status, IgnoresWhatIsNotYetKnown) {
  const std::string goal = "baseline 2023 100家\n target 2026 >= 160家\n actual 2024 120家\n";
  EXPECT_EQ(state(goal, on(2024, 12, 30)), State::NoData);
  EXPECT_EQ(state(goal, on(2024, 12, 31)), State::OnTrack);
}

TEST(Status, MissesATargetOnlyAtItsTime) {
  const std::string goal = "baseline 2023 100家\n target 2026 >= 160家\n";
  EXPECT_EQ(state(goal + "actual 2026 159家", on(2027, 1, 15)), State::Missed);
  EXPECT_EQ(state(goal + "actual 2026 160家", on(2027, 1, 15)), State::Reached);
  const PlanStatus late = standing(" indicator x \"企业\" stock 家 {\n" + goal + "actual 2025 140家\n}", on(2027, 1, 15));
  EXPECT_EQ(late.indicators[0].state, State::OnTrack);
  EXPECT_TRUE(late.indicators[0].overdue);
}

TEST(Status, LessMayBeBetter) {
  const std::string goal = "baseline 2023 100家\n target 2026 <= 40家\n";
  EXPECT_EQ(state(goal + "actual 2024 80家", on(2025, 3, 1)), State::OnTrack);
  EXPECT_EQ(state(goal + "actual 2024 90家", on(2025, 3, 1)), State::Behind);
  EXPECT_EQ(state(goal + "actual 2024 39家", on(2025, 3, 1)), State::Reached);
}

TEST(Status, AddsUpTheYearsOfATotal) {
  const std::string goal = "milestone 2024 10个\n milestone 2025 10个\n milestone 2026 10个\n target 2026 30个 total\n";
  EXPECT_EQ(state(goal + "actual 2024 10个", on(2025, 3, 1), "new 个"), State::OnTrack);
  EXPECT_EQ(state(goal + "actual 2024 8个", on(2025, 3, 1), "new 个"), State::Behind);
  EXPECT_EQ(state(goal + "actual 2024 8个\n actual 2025 22个", on(2026, 3, 1), "new 个"), State::Reached);
  EXPECT_EQ(state(goal + "actual 2025 22个", on(2026, 3, 1), "new 个"), State::NoData);  // 2024 is missing
}

TEST(Status, ATargetOfEachYearIsKeptOrMissed) {
  const std::string goal = "target each 2024..2026 >= 150件\n";
  EXPECT_EQ(state(goal + "actual 2024 150件", on(2025, 3, 1), "flow 件"), State::Reached);
  EXPECT_EQ(state(goal + "actual 2024 149件", on(2025, 3, 1), "flow 件"), State::Missed);
}

TEST(Status, AddedActualsReplaceThoseOfTheSameTime) {
  const Audited audited = audit_whole(
      "plan 甲 {\n period 2024..2026\n indicator x 家 { baseline 2023 100家; target 2026 >= 160家; actual 2024 120家 }\n}\n");
  Statement more;
  for (const Statement& statement : audited.plan().statements) {
    if (statement.role == Role::Actual) more = statement;
  }
  more.quantity.number = 160;
  const Plan known = known_on(audited.plan(), on(2025, 1, 1), {&more, 1});
  EXPECT_EQ(known.statements.size(), audited.plan().statements.size());
  EXPECT_EQ(status_of(known, on(2025, 1, 1)).indicators[0].state, State::Reached);
}

TEST(Status, TasksAndPhasesGoByTheirDates) {
  const PlanStatus status = standing(
      " phase 一 2024-01..2024-05 prepare\n phase 二 2024-06..2026-06 implement\n"
      " task 1 \"甲\" { dates 2024-01..2024-03 }\n task 2 \"乙\" { dates 2024-05..2024-08 }\n task 3 \"丙\" { dates 2025..2026 }\n"
      " task 4 \"丁\" { in 二 }\n task 5 \"戊\" { }\n task 6 \"己\" { dates 2024-04..2026-03 }",
      on(2024, 6, 15));
  std::vector<TaskState> states;
  for (const TaskStatus& task : status.tasks) states.push_back(task.state);
  EXPECT_EQ(states, (std::vector{TaskState::Over, TaskState::DueSoon, TaskState::NotBegun, TaskState::UnderWay, TaskState::NoDates, TaskState::UnderWay}));
  EXPECT_EQ(status.phases[0].state, TaskState::Over);
  EXPECT_EQ(status.phases[1].state, TaskState::UnderWay);
}

}  // namespace
}  // namespace gouji::testing
