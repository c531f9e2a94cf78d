// Small invented plans for the rules on dates, phases and periods: exactly what each gives.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using analyzer::Outcome;
using Strings = std::vector<std::string>;

Audited audited_plan(const std::string& body) { return audit_text("plan 试 \"某市行动方案\" {\n" + body + "\n}\n", only({"time"})); }

// "rule severity: marked text" for every finding, in order of the place; a mistake of the text is told too.
Strings findings_of(const std::string& body) {
  const Audited audited = audited_plan(body);
  Strings result = mistakes(audited);
  for (const auto& finding : audited.result.findings) {
    result.push_back(std::string(finding.rule->name) + " " + std::string(analyzer::to_string(finding.severity)) + ": " +
                     std::string(audited.source->slice(finding.labels.front().marked)));
  }
  return result;
}

struct SmallPlan {
  const char* what;
  std::string body;
  Strings expected;
};

void expect_all(const std::vector<SmallPlan>& plans) {
  for (const SmallPlan& plan : plans) {
    SCOPED_TRACE(plan.what);
    EXPECT_EQ(findings_of(plan.body), plan.expected);
  }
}

const Strings kNothing;
// Two years, issued before they start.
const std::string kTwoYears = "issued 2023-12-20 @1\n period 2024..2025 @2\n";
const std::string kTarget2025 = "indicator 站 stock 个 {\n baseline 2023 = 10个 @3\n target 2025 达到 30个 @3\n }\n";

std::string target(const std::string& when) { return "indicator 站 stock 个 {\n baseline 2021 = 10个 @3\n target " + when + " 达到 30个 @3\n }\n"; }

std::string phases(const std::string& one, const std::string& two = "", const std::string& three = "") {
  std::string text = "phase 甲 " + one + " @10\n";
  if (!two.empty()) text += "phase 乙 " + two + " @11\n";
  if (!three.empty()) text += "phase 丙 " + three + " @12\n";
  return text;
}

std::string task(const std::string& id, const std::string& lines) { return "task " + id + " \"任务" + id + "\" @20 {\n" + lines + "\n }\n"; }

TEST(PeriodTargetMismatch, SpeaksWherePeriodAndTargetsDoNotMeet) {
  expect_all({
      {"a year, and a period that ends midway", "period 2023-07..2025-06 @2\n horizon 2025 @2\n" + target("2025"),
       {"period-target-mismatch warning: 2023-07..2025-06"}},
      {"the end of the year is after June", "period 2023-07..2025-06 @2\n" + target("2025年底"), {"period-target-mismatch warning: 2023-07..2025-06"}},
      {"without a target year the targets say it", "period 2023-07..2025-06 @2\n" + target("2025"), {"period-target-mismatch warning: 2023-07..2025-06"}},
      {"due within the period", "period 2023-07..2025-06 @2\n" + target("2025-06"), kNothing},
      {"the target year says the month", "period 2023-07..2025-06 @2\n horizon 2025年6月 @2\n" + target("2025"), kNothing},
      {"one year on both sides", "period 2023-07..2025 @2\n" + target("2025年底"), kNothing},
      {"due after the period", "period 2024 @2\n horizon 2025 @2\n" + target("2025"), {"period-target-mismatch warning: 2024"}},
      {"the period runs on", "period 2024..2026 @2\n horizon 2025 @2\n" + target("2025"), {"period-target-mismatch warning: 2024..2026"}},
      {"a few months to close and accept", "period 2024-01..2026-03 @2\n horizon 2025 @2\n" + target("2025"), kNothing},
      {"a vision is no target year", kTwoYears + kTarget2025 + "indicator 远 stock 个 {\n target 2035 达到 90个 @4\n }", kNothing},
      {"no period", target("2025"), kNothing},
      {"the title names other years", "period 2024..2025 @2\n titled 2023..2025 @1\n" + target("2025"), {"period-target-mismatch warning: 2024..2025"}},
      {"the title names the years of a period in months", "period 2023-07..2025-06 @2\n titled 2023..2025 @1\n horizon 2025-06 @2", kNothing},
  });
}

TEST(PeriodTargetMismatch, ReadsTheYearsOfATitleOnlyAtItsEnd) {
  const auto found = [](const std::string& title) {
    const Audited audited = audit_text("plan 试 \"" + title + "\" {\n period 2024..2026 @1\n}\n", only({"period-target-mismatch"}));
    return audited.result.findings.size();
  };
  EXPECT_EQ(found("某市行动方案(2024—2026年)"), 0u);
  EXPECT_EQ(found("某市行动方案(2023—2025年)"), 1u);
  EXPECT_EQ(found("某市落实《强国建设纲要(2021-2035年)》行动方案"), 0u);
}

TEST(IssueAfterStart, ComparesAtThePrecisionGiven) {
  const auto plan = [](const std::string& issued, const std::string& period) { return "issued " + issued + " @1\n period " + period + " @2\n"; };
  expect_all({
      {"issued when the first year was over", plan("2025-02-18", "2024..2025"), {"issue-after-start warning: 2025-02-18"}},
      {"issued late in the first year", plan("2024-11-22", "2024..2025"), kNothing},
      {"within three months of a stated month", plan("2024-09-29", "2024-07..2025-12"), kNothing},
      {"half a year after a stated month", plan("2024-09-29", "2024-03..2025-12"), {"issue-after-start info: 2024-09-29"}},
      {"more than a year after a stated month", plan("2025-09-29", "2024-03..2025-12"), {"issue-after-start warning: 2025-09-29"}},
      {"issued before", plan("2023-12-20", "2024..2025"), kNothing},
      {"a year against a month of it", plan("2024", "2024-03..2025-12"), kNothing},
      {"no date of issue", "period 2024..2025 @2\n", kNothing},
  });
  EXPECT_EQ(checks_of(audited_plan("period 2024..2025 @2\n"), "issue-after-start", Outcome::Undetermined).size(), 1u);
}

TEST(RetroactiveMilestone, SpeaksOfWhatWasOverAtTheIssue) {
  const std::string issued = "issued 2024-10-11 @1\n period 2024..2025 @2\n";
  const auto site = [](const std::string& lines) { return "indicator 站 stock 个 {\n " + lines + "\n }\n"; };
  expect_all({
      {"a month that was over", issued + site("milestone 2024-06 = 12个 @3\n target 2025 达到 30个 @3"), {"retroactive-milestone warning: = 12个"}},
      {"a year with little left of it", issued + site("milestone 2024 = 12个 @3\n target 2025 达到 30个 @3"), {"retroactive-milestone info: = 12个"}},
      {"a year with half of it left",
       "issued 2024-06-11 @1\n period 2024..2025 @2\n" + site("milestone 2024 = 12个 @3\n target 2025 达到 30个 @3"), kNothing},
      {"a result", issued + site("actual 2024-06 = 12个 @3\n target 2025 达到 30个 @3"), kNothing},
      {"a task and a phase that were over", issued + "phase 实施 2024-01..2024-06 implement @9\n phase 续 2024-07..2025-12 implement @9\n" + task("1", "dates 2024-02..2024-08"),
       {"retroactive-milestone warning: 2024-01..2024-06"}},
      {"a phase of preparation", issued + "phase 筹备 2024-01..2024-06 prepare @9\n phase 实施 2024-07..2025-12 implement @9\n", kNothing},
      {"a safeguard", issued + "safeguard 1 \"组织\" @20 {\n dates 2024-02..2024-08\n }\n", kNothing},
      {"no date of issue", "period 2024..2025 @2\n" + site("milestone 2024-06 = 12个 @3\n target 2025 达到 30个 @3"), kNothing},
  });
}

TEST(PhaseTargetMisalign, SpeaksOfWorkThatEndsBeforeItsTargets) {
  const std::string due = kTwoYears + target("2025年底");
  expect_all({
      {"half a year early", due + phases("2024-01..2025-06 implement", "2025-07..2025-12 accept"), {"phase-target-misalign warning: 2024-01..2025-06"}},
      {"a quarter early", due + phases("2024-01..2025-10 implement", "2025-11..2025-12 accept"), {"phase-target-misalign info: 2024-01..2025-10"}},
      {"the target names no month", kTwoYears + kTarget2025 + phases("2024-01..2025-06 implement", "2025-07..2025-12 accept"),
       {"phase-target-misalign info: 2024-01..2025-06"}},
      {"accepted early, with no phase of work", due + phases("2024-01..2024-06 prepare", "2024-07..2025-12 accept"),
       {"phase-target-misalign warning: 2024-07..2025-12"}},
      {"ends in the month of the target", due + phases("2024-01..2025-12 implement", "2026-01..2026-03 accept"), kNothing},
      {"ends in the year of the target", due + phases("2024..2025 implement"), kNothing},
      {"no roles", due + phases("2024-01..2024-12", "2025-01..2025-12"), kNothing},
      {"no phases", due, kNothing},
  });
  const Audited audited = audited_plan(due + phases("2024-01..2025-06 implement", "2025-07..2025-12 accept"));
  ASSERT_EQ(audited.result.findings.size(), 1u);
  EXPECT_EQ(audited.result.findings.front().computation.front().result, analyzer::Exact(6));
}

TEST(PhaseGapOrOverlap, ComparesNeighboursAndThePeriod) {
  expect_all({
      {"a gap", kTwoYears + phases("2024-01..2024-03", "2024-06..2025-12"), {"phase-gap-or-overlap warning: 2024-06..2025-12"}},
      {"an overlap", kTwoYears + phases("2024-01..2024-08", "2024-06..2025-12"), {"phase-gap-or-overlap warning: 2024-06..2025-12"}},
      {"one inside another", kTwoYears + phases("2024-01..2025-12", "2024-06..2024-09"), {"phase-gap-or-overlap info: 2024-06..2024-09"}},
      {"contiguous", kTwoYears + phases("2024-01..2024-03", "2024-04..2025-12"), kNothing},
      {"handed over in one month", kTwoYears + phases("2024-01..2024-03", "2024-03..2025-12"), kNothing},
      {"handed over in one year", kTwoYears + phases("2024", "2024..2025"), kNothing},
      {"a year may end in any month", kTwoYears + phases("2024-01..2024", "2024-06..2025-12"), kNothing},
      {"order of the lines", kTwoYears + phases("2024-04..2025-12", "2024-01..2024-03"), kNothing},
      {"a gap and an overlap are one finding", kTwoYears + phases("2024-01..2024-03", "2024-05..2025-03", "2025-02..2025-12"),
       {"phase-gap-or-overlap warning: 2024-05..2025-03"}},
      {"before the period", kTwoYears + phases("2023-10..2024-12", "2025"), {"phase-gap-or-overlap warning: 2023-10..2024-12"}},
      {"preparation before the period", kTwoYears + phases("2023-10..2023-12 prepare", "2024..2025"), kNothing},
      {"after the period", kTwoYears + phases("2024", "2025-01..2026-03"), {"phase-gap-or-overlap warning: 2025-01..2026-03"}},
      {"acceptance after the period", kTwoYears + phases("2024..2025 implement", "2026-01..2026-03 accept"), kNothing},
      {"the first year is left out", kTwoYears + phases("2025"), {"phase-gap-or-overlap warning: 2025"}},
      {"the last year is left out", kTwoYears + phases("2024"), {"phase-gap-or-overlap warning: 2024"}},
      {"starts with the issue", "issued 2024-03-10 @1\n period 2024-01..2025-12 @2\n" + phases("2024-04..2025-12"), kNothing},
      {"an open phase", kTwoYears + phases("2024..", "2025"), kNothing},
  });
}

TEST(PhaseCountMismatch, CountsPhases) {
  const std::string two = phases("2024", "2025");
  expect_all({
      {"one is missing", kTwoYears + "declares 3 \"阶段\" @9\n" + two, {"phase-count-mismatch warning: 3"}},
      {"one too many", kTwoYears + "declares 1 \"阶段\" @9\n" + two, {"phase-count-mismatch warning: 1"}},
      {"as stated", kTwoYears + "declares 2 \"实施阶段\" @9\n" + two, kNothing},
      {"something else is counted", kTwoYears + "declares 3 \"阶段性成果\" @9\n declares 5 \"思维\" @9\n" + two, kNothing},
      {"none listed", kTwoYears + "declares 3 \"阶段\" @9\n", kNothing},
  });
}

TEST(HorizonUndefined, AsksForAnEnd) {
  expect_all({
      {"only a length", "issued 2024-10-11 @1\n period open lasting 5年 @2", {"horizon-undefined warning: open lasting 5年"}},
      {"only open", "period open @2", {"horizon-undefined warning: open"}},
      {"only a start", "period 2024.. @2", {"horizon-undefined warning: 2024.."}},
      {"start and length", "period 2024.. lasting 5年 @2", kNothing},
      {"a target year", "period open lasting 5年 @2\n horizon 2029 @2", kNothing},
      {"dated targets", "period 2024.. @2\n" + target("2025"), kNothing},
      {"no word on the period", "issued 2024-10-11 @1", kNothing},
  });
  EXPECT_EQ(checks_of(audited_plan("issued 2024-10-11 @1"), "horizon-undefined", Outcome::Undetermined).size(), 1u);
}

TEST(ParentExpiresEarly, ComparesPeriods) {
  const std::string plan = "issued 2024-02-20 @1\n period 2024..2026 @2\n";
  expect_all({
      {"a year early", plan + "cites \"专项行动方案\" 2023..2025 @3", {"parent-expires-early info: 2023..2025"}},
      {"a five-year plan by its name", plan + "cites \"“十四五”专项规划\" @3", {"parent-expires-early info: \"“十四五”专项规划\""}},
      {"years in the title", plan + "cites \"专项行动方案(2023—2025年)\" @3", {"parent-expires-early info: \"专项行动方案(2023—2025年)\""}},
      {"several are one finding", plan + "cites \"甲方案\" 2023..2025 @3\n cites \"乙方案\" 2022..2024 @3", {"parent-expires-early info: 2023..2025"}},
      {"over when issued", plan + "cites \"“十三五”专项规划\" @3", {"parent-expires-early warning: \"“十三五”专项规划\""}},
      {"long ones", plan + "cites \"纲要\" 2021..2035 @3", kNothing},
      {"to the same year", plan + "cites \"方案\" 2023..2026 @3", kNothing},
      {"a year against a month of it", "issued 2024-02-20 @1\n period 2024-07..2026-06 @2\n cites \"方案\" 2023..2026 @3", kNothing},
      {"no period", plan + "cites \"保护条例\" @3", kNothing},
      {"the plan states no end", "period open lasting 5年 @2\n horizon 2029 @2\n cites \"纲要\" 2021..2035 @3", kNothing},
  });
  EXPECT_EQ(checks_of(audited_plan(plan + "cites \"保护条例\" @3"), "parent-expires-early", Outcome::Undetermined).size(), 1u);
}

TEST(PredecessorEndsLate, ComparesStartAndEnd) {
  const std::string first = kTwoYears + task("1", "dates 2024-01..2024-09");
  expect_all({
      {"starts before", first + task("2", "after 1\n dates 2024-06..2025-06"), {"predecessor-ends-late error: 2024-06..2025-06"}},
      {"handed over in a month", first + task("2", "after 1\n dates 2024-09..2025-06"), kNothing},
      {"a year may start in any month", first + task("2", "after 1\n dates 2024..2025"), kNothing},
      {"days of one month", kTwoYears + task("1", "dates 2024-01-01..2024-09-25") + task("2", "after 1\n dates 2024-09-10..2025-06-30"),
       {"predecessor-ends-late error: 2024-09-10..2025-06-30"}},
      {"two wait for one", first + task("2", "after 1\n dates 2024-06..2025-06") + task("3", "after 1\n dates 2024-05..2025-06"),
       {"predecessor-ends-late error: 2024-01..2024-09"}},
      {"one waits for two", first + task("2", "dates 2024-01..2024-08") + task("3", "after 1, 2\n dates 2024-05..2025-06"),
       {"predecessor-ends-late error: 2024-05..2025-06"}},
      {"in one phase", kTwoYears + phases("2024", "2025") + task("1", "in 甲") + task("2", "after 1\n in 甲"), kNothing},
      {"in phases the wrong way round", kTwoYears + phases("2024", "2025") + task("1", "in 乙") + task("2", "after 1\n in 甲"),
       {"predecessor-ends-late warning: 2024"}},
      {"no dates", kTwoYears + task("1", "") + task("2", "after 1"), kNothing},
  });
  EXPECT_EQ(checks_of(audited_plan(kTwoYears + task("1", "") + task("2", "after 1")), "predecessor-ends-late", Outcome::Undetermined).size(), 1u);
}

TEST(NoInterimMilestone, AsksForAFigureOnTheWay) {
  const std::string years = "issued 2022-12-20 @1\n period 2023..2025 @2\n";
  const auto site = [](const std::string& id, const std::string& lines) { return "indicator " + id + " stock 个 {\n " + lines + "\n }\n"; };
  const std::string bare = site("甲", "baseline 2022 = 10个 @3\n target 2025 达到 30个 @3");
  const std::string stepped = site("乙", "milestone 2024 = 20个 @4\n target 2025 达到 30个 @4");
  expect_all({
      {"none has any", years + bare, {"no-interim-milestone warning: 达到 30个"}},
      {"one lacks what others have", years + bare + stepped, {"no-interim-milestone info: 达到 30个"}},
      {"all have one", years + stepped, kNothing},
      {"an earlier target", years + site("甲", "target 2024 达到 20个 @3\n target 2025 达到 30个 @3"), kNothing},
      {"a yearly demand", years + site("甲", "claim each 2023..2025 10个 @3\n target 2025 达到 30个 @3"), kNothing},
      {"a claim on the way", years + site("甲", "claim 2024 20个 @8\n target 2025 达到 30个 @3"), kNothing},
      {"an actual is no plan", years + site("甲", "actual 2023 = 12个 @8\n target 2025 达到 30个 @3"), {"no-interim-milestone warning: 达到 30个"}},
      {"two years", kTwoYears + kTarget2025, kNothing},
      {"kept", years + site("甲", "baseline 2022 = 30个 @3\n target 2025 达到 30个 @3"), kNothing},
      {"a goal to keep it", years + bare + "goal 保 \"保持\" keep of 甲 @9\n", kNothing},
      {"nothing in between", years + site("甲", "baseline 2022 = 3个 @3\n target 2025 达到 4个 @3") + site("丙", "target 2025 1个 @3"), kNothing},
  });
}

TEST(DeadlineOutsidePeriod, ComparesTasksAndGoals) {
  expect_all({
      {"a task after the period", kTwoYears + task("1", "dates 2025-01..2026-03"), {"deadline-outside-period warning: 2025-01..2026-03"}},
      {"a task before the period", kTwoYears + task("1", "dates 2023-01..2023-03"), {"deadline-outside-period warning: 2023-01..2023-03"}},
      {"a task begun before", kTwoYears + task("1", "dates 2023-10..2024-03"), kNothing},
      {"a goal after the period", kTwoYears + "goal 台 \"平台\" build by 2026 @9", {"deadline-outside-period warning: 2026"}},
      {"a vision", kTwoYears + "goal 台 \"平台\" build by 2035 @9", kNothing},
      {"the year of the end", "period 2023-07..2025-06 @2\n goal 台 \"平台\" build by 2025 @9", kNothing},
      {"a safeguard", kTwoYears + "safeguard 1 \"组织\" @20 {\n dates 2024..2028\n }\n", kNothing},
      {"both in one finding", kTwoYears + task("1", "dates 2025-01..2026-03") + "goal 台 \"平台\" build by 2026 @9",
       {"deadline-outside-period warning: 2025-01..2026-03"}},
      {"no period", task("1", "dates 2025-01..2026-03"), kNothing},
  });
}

TEST(MilestoneOutsidePeriod, ComparesFigures) {
  const auto site = [](const std::string& lines) { return kTwoYears + kTarget2025 + "indicator 库 stock 个 {\n target 2025 达到 9个 @3\n }\nindicator 点 stock 个 {\n " + lines + "\n }\n"; };
  expect_all({
      {"a milestone before", site("milestone 2022 = 5个 @4\n target 2025 达到 30个 @4"), {"milestone-outside-period warning: = 5个"}},
      {"a milestone after", site("milestone 2026 = 40个 @4\n target 2025 达到 30个 @4"), {"milestone-outside-period warning: = 40个"}},
      {"a target after", site("target 2026 达到 30个 @4"), {"milestone-outside-period warning: 达到 30个"}},
      {"a claim after", site("claim 2026 30个 @4"), {"milestone-outside-period warning: 30个"}},
      {"a claim that moves its target", site("target 2025 达到 30个 @4\n claim 2026 30个 @9"), kNothing},
      {"a baseline and a result", site("baseline 2023 = 5个 @4\n actual 2022 = 4个 @4\n target 2025 达到 30个 @4"), kNothing},
      {"a vision", site("target 2025 达到 30个 @4\n target 2035 达到 90个 @4"), kNothing},
      {"all of them after it", "issued 2023-12-20 @1\n period 2024-07..2025-06 @2\n" + target("2026"), {"period-target-mismatch warning: 2024-07..2025-06"}},
      {"a year against a month of it", "period 2024-07..2025-06 @2\n horizon 2025-06 @2\n" + target("2025"), kNothing},
  });
}

TEST(BackLoadedSchedule, ComparesTheLastYearWithAll) {
  const auto years = [](const std::string& kind, const std::string& lines) {
    return "issued 2022-12-20 @1\n period 2023..2025 @2\n indicator 站 " + kind + " {\n " + lines + "\n }\n";
  };
  const std::string last = "back-loaded-schedule info: ";
  expect_all({
      {"a level", years("stock 个", "baseline 2022 = 100个 @3\n milestone 2023 = 110个 @3\n milestone 2024 = 130个 @3\n target 2025 达到 200个 @3"),
       {last + "达到 200个"}},
      {"additions", years("new 个", "milestone 2023 = 10个 @3\n milestone 2024 = 20个 @3\n milestone 2025 = 70个 @3"), {last + "= 70个"}},
      {"a falling ratio", years("ratio % lower", "baseline 2022 = 20% @3\n milestone 2023 = 19% @3\n milestone 2024 = 18% @3\n target 2025 不超过 10% @3"),
       {last + "不超过 10%"}},
      {"60 % are not more than 60 %", years("new 个", "milestone 2023 = 20个 @3\n milestone 2024 = 20个 @3\n milestone 2025 = 60个 @3"), kNothing},
      {"an even pace", years("stock 个", "baseline 2022 = 100个 @3\n milestone 2023 = 130个 @3\n milestone 2024 = 160个 @3\n target 2025 达到 200个 @3"), kNothing},
      {"no baseline", years("stock 个", "milestone 2023 = 110个 @3\n milestone 2024 = 130个 @3\n target 2025 达到 200个 @3"), kNothing},
      {"a small number", years("stock 个", "baseline 2022 = 0个 @3\n milestone 2023 = 0个 @3\n milestone 2024 = 1个 @3\n target 2025 达到 4个 @3"), kNothing},
      {"a kind that is open", years("个", "milestone 2023 = 10个 @3\n milestone 2024 = 20个 @3\n milestone 2025 = 70个 @3"), kNothing},
      {"the last step takes two years",
       years("stock 个", "baseline 2021 = 90个 @3\n milestone 2022 = 100个 @3\n milestone 2023 = 110个 @3\n milestone 2025 = 200个 @3"),
       {"milestone-outside-period warning: = 100个"}},
  });
}

TEST(TaskEndsAfterTarget, ComparesEndAndTarget) {
  const std::string early = kTwoYears + target("2024年底");
  expect_all({
      {"after the target", early + task("1", "supports 站\n dates 2024-01..2025-06"),
       {"period-target-mismatch warning: 2024..2025", "task-ends-after-target warning: 2024-01..2025-06"}},
      {"in its year", kTwoYears + kTarget2025 + task("1", "supports 站\n dates 2024-01..2025-12"), kNothing},
      {"the last of several targets",
       kTwoYears + "indicator 站 stock 个 {\n target 2024 达到 20个 @3\n target 2025 达到 30个 @3\n }\n" + task("1", "supports 站\n dates 2024-01..2025-06"), kNothing},
      {"outside the period", kTwoYears + kTarget2025 + task("1", "supports 站\n dates 2024-01..2026-06"),
       {"deadline-outside-period warning: 2024-01..2026-06"}},
      {"a safeguard", kTwoYears + kTarget2025 + "safeguard 1 \"组织\" @20 {\n supports 站\n dates 2024..2028\n }\n", kNothing},
      {"a target without a date", kTwoYears + "indicator 站 stock 个 {\n target 达到 30个 @3\n }\n" + task("1", "supports 站\n dates 2024-01..2025-06"), kNothing},
  });
}

}  // namespace
}  // namespace gouji::testing
