// Milestones, goals and repeated statements at the edges: what must be found there, and what must stay silent.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using analyzer::Outcome;
using Lines = std::vector<std::string>;

std::string indicator(const std::string& head, const Lines& lines) {
  std::string text = "    indicator " + head + " {\n";
  for (const std::string& line : lines) text += "        " + line + "\n";
  return text + "    }\n";
}

std::string table(const std::string& id, const std::string& columns, const Lines& rows) {
  std::string text = "    table " + id + " @40 {\n        | indicator | unit | " + columns + " | row |\n";
  for (const std::string& row : rows) text += "        | " + row + " |\n";
  return text + "    }\n";
}

Audited audited_plan(const std::string& body) {
  return audit_text("plan 岭南 \"岭南县提升方案\" {\n    period 2024..2026 @1\n" + body + "}\n");
}

// "rule/severity" of every finding, sorted.
Lines found_in(const std::string& body) {
  const auto audited = audited_plan(body);
  EXPECT_EQ(mistakes(audited), Lines{});
  Lines result;
  for (const auto& finding : audited.result.findings) {
    result.push_back(std::string(finding.rule->name) + "/" + std::string(analyzer::to_string(finding.severity)));
  }
  std::sort(result.begin(), result.end());
  return result;
}

// The findings, which must not depend on the order of the lines.
Lines found(const std::string& head, Lines lines) {
  const Lines result = found_in(indicator(head, lines));
  std::reverse(lines.begin(), lines.end());
  EXPECT_EQ(found_in(indicator(head, lines)), result);
  return result;
}

std::string reading_of(const std::string& head, const Lines& lines) {
  const auto audited = audited_plan(indicator(head, lines));
  const auto checks = checks_of(audited, "milestone-target-mismatch", Outcome::Holds);
  return checks.size() == 1 ? checks.front()->reading : "";
}

const Lines kSilent;
const Lines kMismatch{"milestone-target-mismatch/error"};
const Lines kMismatchInDoubt{"milestone-target-mismatch/warning"};
const Lines kClaim{"claim-value-mismatch/error"};
const Lines kClaimInDoubt{"claim-value-mismatch/warning"};
const Lines kDuplicate{"duplicate-statement-conflict/error"};

Lines years(const std::string& a, const std::string& b, const std::string& c, const std::string& target) {
  return {"milestone 2024 = " + a + " @20", "milestone 2025 = " + b + " @20", "milestone 2026 = " + c + " @20", target};
}

TEST(MonthsOfAYear, TheLastOfThemSpeaksForTheYear) {
  EXPECT_EQ(found("站 \"驿站\" stock",
                  {"milestone 2026-06 = 150件 @3", "milestone 2026-12 = 190件 @3", "target 2026 >= 190件 @4"}),
            kSilent);
  EXPECT_EQ(found("站 \"驿站\" stock",
                  {"milestone 2026-06 = 150件 @3", "milestone 2026-12 = 180件 @3", "target 2026 >= 190件 @4"}),
            kMismatch);
  EXPECT_EQ(found("站 \"驿站\" flow",
                  {"milestone 2026-03 = 20件 @3", "milestone 2026-06 = 45件 @3", "milestone 2026-09 = 70件 @3",
                   "milestone 2026-12 = 100件 @3", "target 2026 >= 100件 @4"}),
            kSilent);
}

TEST(MonthsOfAYear, QuartersMayAddUp) {
  const Lines quarters{"milestone 2026-03 = 20件 @3", "milestone 2026-06 = 25件 @3", "milestone 2026-09 = 25件 @3",
                       "milestone 2026-12 = 30件 @3", "target 2026 = 100件 total @4"};
  EXPECT_EQ(found("会 \"推介会\" new", quarters), kSilent);
  EXPECT_EQ(reading_of("会 \"推介会\" new", quarters), "total");
}

TEST(MonthsOfAYear, OneBeforeTheTargetsMonthLeavesItOpen) {
  const Lines lines{"milestone 2026-06 = 150件 @3", "target 2026年底 >= 190件 @4"};
  EXPECT_EQ(found("站 \"驿站\" stock", lines), kSilent);
  const auto audited = audited_plan(indicator("站 \"驿站\" stock", lines));
  EXPECT_EQ(checks_of(audited, "milestone-target-mismatch", Outcome::Undetermined).size(), 1u);
  EXPECT_EQ(found("站 \"驿站\" stock",
                  {"milestone 2025 = 100件 @3", "milestone 2026 = 200件 @3", "target 2026-06 >= 150件 @4"}),
            kSilent);
}

TEST(MonthsOfAYear, TheWholeYearIsTheBaseOfAGrowth) {
  EXPECT_EQ(found("产 \"产值\" flow", {"baseline 2023-06 = 400件 @3", "baseline 2023 = 500件 @4",
                                       "target 2026 = +20% vs 2023 @5", "target 2026 = 600件 @6"}),
            kSilent);
}

TEST(HopedMilestones, AFirmOneOfTheYearComesFirst) {
  EXPECT_EQ(found("站 \"驿站\" stock",
                  {"milestone 2026 = 240件 hoped @3", "milestone 2026 = 200件 @4", "target 2026 = 200件 @5"}),
            kSilent);
  EXPECT_EQ(found("站 \"驿站\" stock", {"milestone 2026 = 240件 hoped @3", "target 2026 = 200件 @5"}),
            kMismatchInDoubt);
}

TEST(Totals, KeepStrictFloorsAndCeilings) {
  EXPECT_EQ(found("演 \"演出\" new", years("300场", "300场", "305场", "target 2026 超900场 total @5")), kSilent);
  EXPECT_EQ(found("案 \"投诉\" new lower", years("300件", "300件", "250件", "target 2026 不超过900件 @5")), kSilent);
  EXPECT_EQ(found("演 \"演出\" new", years("300场", "300场", "290场", "target 2026 超900场 total @5")), kMismatch);
  EXPECT_EQ(found("演 \"演出\" stock", years("100场", "150场", "180场", "target 2026 超200场 @5")), kMismatch);
}

TEST(Totals, BeyondAFloorAreAnErrorOnlyWhereTheyBreakItDown) {
  const Lines lines = years("60家", "70家", "70家", "target 2026 >= 100家 @5");
  EXPECT_EQ(found("企 \"示范企业\" new", lines), kMismatch);
  EXPECT_EQ(found("企 \"示范企业\"", lines), kMismatchInDoubt);
  EXPECT_EQ(found("企 \"示范企业\"", years("60家", "70家", "70家", "target 2026 >= 100家 total @5")), kMismatch);
  EXPECT_EQ(found_in(indicator("企 \"示范企业\"", {"target 2026 >= 100家 @5"}) +
                     table("分年", "2024 | 2025 | 2026", {"企 | 家 | 60 | 70 | 70 | @41"})),
            kMismatch);
}

TEST(Averages, CountOnlyWhereTheyAreSpokenOf) {
  EXPECT_EQ(found("演 \"演出\"", years("100场", "150场", "200场", "target 2026 = 150场 @5")), kMismatch);
  EXPECT_EQ(found("馆 \"场馆\" stock", years("10个", "20个", "30个", "target 2026 = 20个 @5")), kMismatch);
  EXPECT_EQ(found("演 \"年均演出\"", years("100场", "150场", "200场", "target 2026 = 150场 @5")), kSilent);
  EXPECT_EQ(found("演 \"演出\" flow", years("100场", "150场", "200场", "target 2026 = 150场 mean @5")), kSilent);
}

TEST(Goals, OfEveryYearMeetTheMilestones) {
  Lines lines = years("100件", "150件", "200件", "target 2026 >= 200件 @5");
  lines.push_back("target 2025 >= 160件 @5");
  EXPECT_EQ(found("站 \"驿站\" stock", lines), kMismatch);
  Lines totals = years("40件", "35件", "35件", "target 2026 = 110件 total @5");
  totals.push_back("target 2024..2025 = 75件 total @5");
  EXPECT_EQ(found("站 \"驿站\" new", totals), kSilent);
  totals.back() = "target 2024..2025 = 80件 total @5";
  EXPECT_EQ(found("站 \"驿站\" new", totals), kMismatch);
}

TEST(Milestones, OfOneYearWithTwoValuesAreFound) {
  const std::string goal = indicator("站 \"驿站\" stock", {"target 2026 >= 200件 @5"});
  const std::string first = table("甲", "2024 | 2025 | 2026", {"站 | 件 | 100 | 150 | 200 | @41"});
  const std::string second = table("乙", "2024 | 2025 | 2026", {"站 | 件 | 100 | 170 | 200 | @51"});
  EXPECT_EQ(found_in(goal + first + second), kClaim);
  EXPECT_EQ(found_in(goal + second + first), kClaim);
  EXPECT_EQ(found_in(indicator("站 \"驿站\" stock", {"target 2026 >= 200件 @5", "milestone 2025 = 170件 @9"}) + first),
            kClaim);
  EXPECT_EQ(found_in(goal + table("甲", "2024 | 2025 | 2026",
                                  {"站 | 件 | 100 | 150 | 200 | @41", "站 | 件 | 100 | 170 | 200 | @44"})),
            kDuplicate);
}

TEST(OnePlace, WithTwoValuesIsReportedByExactlyOneRule) {
  EXPECT_EQ(found_in(indicator("站 \"驿站\" stock", {"target 2026 = 210件 @41"}) +
                     table("甲", "target 2026", {"站 | 件 | 200 | @41"})),
            kDuplicate);
  const auto two = [](const std::string& a, const std::string& b) { return found("站 \"驿站\" new", {a, b}); };
  EXPECT_EQ(two("target 2026 = 200件 label \"累计值\" @3", "target 2026 = 210件 @3"), kDuplicate);
  EXPECT_EQ(two("target 2026 = 200件 firm @3", "target 2026 = 210件 @3"), kDuplicate);
  EXPECT_EQ(two("target 2026 = 200件 total @3", "target 2026 = 210件 @3"), kDuplicate);
  EXPECT_EQ(two("target 2024..2026 = 200件 total @3", "target 2026 = 210件 total @3"), kDuplicate);
  EXPECT_EQ(two("target 2026 = 200件 @3", "claim 2026 = 210件 @3"), kDuplicate);
  EXPECT_EQ(two("target = 200件 @3", "target 2026 = 210件 @3"), kClaimInDoubt);
  EXPECT_EQ(two("target 2026 = 200件 scope \"全县\" @3", "target 2026 = 210件 @3"), kClaimInDoubt);
  EXPECT_EQ(two("target 2026 = 200件 label \"城区\" @3", "target 2026 = 210件 label \"乡镇\" @3"), kSilent);
}

TEST(HopedGoals, BeyondTheFirmOneHold) {
  EXPECT_EQ(found("站 \"驿站\" stock", {"target 2026 >= 200件 firm @3", "claim 2026 220件 hoped @9"}), kSilent);
  EXPECT_EQ(found("站 \"驿站\" stock", {"target 2026 >= 200件 @3", "target 2026 220件 hoped @9"}), kSilent);
  EXPECT_EQ(found("耗 \"能耗\" lower", {"target 2026 不超过 20吨 @3", "target 2026 18吨 hoped @9"}), kSilent);
  EXPECT_EQ(found("站 \"驿站\" stock", {"target 2026 >= 200件 @3", "target 2026 180件 hoped @9"}), kClaimInDoubt);
}

TEST(HorizonGap, ATargetColumnGoesOnWithTheMilestones) {
  EXPECT_EQ(found_in(indicator("站 \"驿站\" stock", {"target 2026 >= 200件 @3"}) +
                     table("甲", "2024 | target 2025", {"站 | 件 | 100 | >= 150 | @41"})),
            kSilent);
  EXPECT_EQ(found_in(indicator("站 \"驿站\" stock", {"target 2028 >= 300件 @3"}) +
                     table("甲", "2024 | 2025 | target 2026", {"站 | 件 | 100 | 150 | >= 200 | @41"})),
            kSilent);
}

TEST(HorizonGap, SeveralTablesOfOneIndicatorAreReadTogether) {
  const std::string goal = indicator("站 \"驿站\" stock", {"target 2026 >= 200件 @3"});
  const std::string early = table("甲", "2024 | 2025", {"站 | 件 | 100 | 150 | @41"});
  EXPECT_EQ(found_in(goal + early), Lines{"milestone-horizon-gap/warning"});
  EXPECT_EQ(found_in(goal + early + table("乙", "2026", {"站 | 件 | 200 | @51"})), kSilent);
}

TEST(GrowthTargets, OfOneYearAndBaseMustAgree) {
  const auto two = [](const std::string& other) {
    return found("产 \"产值\" flow", {"baseline 2023 = 100件 @2", "target 2026 >= +20% vs 2023 @3", other});
  };
  EXPECT_EQ(two("claim 2026 >= +25% vs 2023 @9"), kClaim);
  EXPECT_EQ(two("target 2026 >= +25% vs 2023 @3"), (Lines{"duplicate-statement-conflict/warning"}));
  EXPECT_EQ(two("claim 2026 >= +20% vs 2023 @9"), kSilent);
}

TEST(BasePlusAdditions, ExplainsATargetOfTheWholeStock) {
  Lines lines = years("10家", "15家", "20家", "target 2026 = 85家 @5");
  lines.push_back("baseline 2023 = 40家 @2");
  EXPECT_EQ(found("企 \"示范企业\"", lines), kSilent);
  EXPECT_EQ(reading_of("企 \"示范企业\"", lines), "base-plus-total");
  EXPECT_EQ(reading_of("企 \"示范企业\" new", lines), "base-plus-total");
  EXPECT_EQ(found("企 \"示范企业\" stock", lines), Lines{"kind-label-conflict/warning"});
  lines[3] = "target 2026 = 90家 @5";
  EXPECT_EQ(found("企 \"示范企业\"", lines), kMismatch);
  Lines levels = years("120家", "150家", "180家", "target 2026 >= 200家 @5");
  levels.push_back("baseline 2023 = 100家 @2");
  EXPECT_EQ(found("企 \"示范企业\"", levels), kMismatchInDoubt);
}

TEST(ScaleSlip, OfAFloorKeptByExactlyAPowerOfTenIsAWarning) {
  EXPECT_EQ(found("站 \"驿站\" stock", years("100件", "150件", "200件", "target 2026 >= 20件 @5")),
            Lines{"scale-slip/warning"});
  EXPECT_EQ(found("站 \"驿站\" stock", years("100件", "150件", "200件", "target 2026 >= 120件 @5")), kSilent);
}

}  // namespace
}  // namespace gouji::testing
