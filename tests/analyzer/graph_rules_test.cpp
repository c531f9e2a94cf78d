// Rules of the graph on whole plans: what they mark, and where they stay silent.
#include <gtest/gtest.h>

#include "tests/support/support.hpp"

namespace gouji {
namespace {

using analyzer::Finding;
using analyzer::Outcome;
using analyzer::Severity;
using testing::audit_text;
using testing::Audited;
using testing::only;

Audited audited(const std::string& text) {
  Audited result = audit_text(text, only({"dependency-cycle", "redundant-dependency", "single-point-of-failure"}));
  EXPECT_TRUE(result.diagnostics.empty());
  return result;
}

std::string plan(const std::string& statements) { return "plan p {\n    period 2024..2026\n" + statements + "}\n"; }

struct Fixture {
  const char* name;
  std::string text;
};

std::string name_of(const ::testing::TestParamInfo<Fixture>& fixture) { return fixture.param.name; }

class GraphRules : public ::testing::TestWithParam<Fixture> {};

TEST_P(GraphRules, MarksWhatItSays) { EXPECT_EQ(testing::short_forms(audited(GetParam().text)), testing::expectations(GetParam().text)); }

const std::string kIndicators =
    "    indicator A 家 { target 2026 = 5家 }\n"
    "    indicator B 家 { target 2026 = 5家 }\n"
    "    indicator C 家 { target 2026 = 5家 }\n"
    "    indicator D 家 { target 2026 = 5家 }\n"
    "    indicator R % { target 2026 = 50% }\n";

const std::string kTwoBodies = "    org 甲\n    org 乙\n" + kIndicators + "    task x { units 甲, 乙 }\n    task y { units 甲, 乙 }\n    task z { units 甲, 乙 }\n";

INSTANTIATE_TEST_SUITE_P(
    Cycles, GraphRules,
    ::testing::Values(Fixture{"of_two_tasks", plan("    task a { after b }\n    //^ dependency-cycle: b\n    task b { after a }\n")},
                      Fixture{"of_one_task", plan("    task a { after a }\n    //^ dependency-cycle: a\n")},
                      Fixture{"one_finding_for_all_that_hang_together",
                              plan("    task a { after b, c }\n    task b { after a }\n    //^ dependency-cycle: a\n    task c { after b }\n")},
                      Fixture{"two_findings_for_two_circles", plan("    task a { after b }\n    //^ dependency-cycle: b\n    task b { after a }\n"
                                                                   "    task c { after d }\n    //^ dependency-cycle: d\n    task d { after c }\n")},
                      Fixture{"of_sections", plan("    section 一 \"一\" in 二\n    //^ dependency-cycle: section 一 \"一\" in 二\n"
                                                  "    section 二 \"二\" in 一\n")},
                      Fixture{"of_containment", plan(kIndicators + "    relation A within B\n    //^ dependency-cycle: relation A within B\n"
                                                                   "    relation B within A\n")},
                      Fixture{"of_sums", plan(kIndicators + "    relation A = B + C\n    relation B = A + D\n"
                                                            "    //^ dependency-cycle: relation B = A + D\n")},
                      Fixture{"over_a_ratio", plan(kIndicators + "    relation A = B + C\n    //^ dependency-cycle: relation A = B + C\n"
                                                                 "    relation B = A / R\n    relation R = B / D\n")},
                      Fixture{"ratio_of_a_part", plan(kIndicators + "    relation R = A / B\n    relation A within B\n")},
                      Fixture{"part_of_its_own_sum", plan(kIndicators + "    relation B = A + C\n    relation A within B\n")},
                      Fixture{"one_ratio_twice", plan(kIndicators + "    relation R = A / B\n    relation B = A / R\n")},
                      Fixture{"in_order", plan("    task a {}\n    task b { after a }\n    task c { after a }\n    task d { after b, c }\n")}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Redundant, GraphRules,
    ::testing::Values(Fixture{"over_one", plan("    task a {}\n    task b { after a }\n    task c { after a, b }\n    //^ redundant-dependency: a\n")},
                      Fixture{"over_several", plan("    task a {}\n    task b { after a }\n    task c { after b }\n    task d { after c, a }\n"
                                                   "    //^ redundant-dependency: a\n")},
                      Fixture{"written_twice", plan("    task a {}\n    task b { after a, a }\n    //^ redundant-dependency: a\n")},
                      Fixture{"two_ways_of_one_length", plan("    task a {}\n    task b { after a }\n    task c { after a }\n    task d { after b, c }\n")},
                      Fixture{"dates_say_nothing_of_it", plan("    task a { dates 2024..2024 }\n    task b { after a; dates 2025..2025 }\n"
                                                              "    task c { after b; dates 2026..2026 }\n")}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    SinglePoint, GraphRules,
    ::testing::Values(Fixture{"three_indicators", plan(kTwoBodies + "    task a { units 甲; supports A, B }\n    //^ single-point-of-failure: a\n"
                                                                    "    task b { units 甲; supports C }\n")},
                      Fixture{"three_indicators_of_one_task", plan(kTwoBodies + "    task a { units 甲; supports A, B, C }\n")},
                      Fixture{"one_that_waits", plan(kTwoBodies + "    task a { units 甲 }\n    task b { units 乙; after a }\n    task c { units 甲; after a }\n")},
                      Fixture{"two_of_another_that_wait", plan(kTwoBodies + "    task a \"起头\" { units 甲 }\n    //^ single-point-of-failure: 起头\n"
                                                                            "    task b { units 乙; after a }\n    task c { units 乙; after a }\n")},
                      Fixture{"two_indicators", plan(kTwoBodies + "    task a { units 甲; supports A, B }\n")},
                      Fixture{"a_second_task_of_another", plan(kTwoBodies + "    task a { units 甲; supports A }\n    task b { units 甲; supports B, C }\n    task c { units 乙; supports C }\n")},
                      Fixture{"a_collective_body", plan("    org 各县 collective\n" + kTwoBodies + "    task a { units 各县; supports A, B }\n    task b { units 各县; supports C }\n")},
                      Fixture{"one_body_in_the_whole_plan", plan("    org 甲\n" + kIndicators + "    task a { units 甲; supports A, B }\n    task b { units 甲; supports C }\n")},
                      Fixture{"most_tasks_name_one_body", plan(kTwoBodies + "    task a { units 甲; supports A, B }\n    task b { units 甲; supports C }\n"
                                                                            "    task c { units 乙 }\n    task d { units 乙 }\n")},
                      Fixture{"a_safeguard", plan(kTwoBodies + "    safeguard s { units 甲 }\n")}),
    name_of);

TEST(GraphRuleTexts, TheWholePathAndTheCut) {
  const Audited result = audited(plan("    task a \"甲\" { after c }\n    task b \"乙\" { after a }\n    task c \"丙\" { after b }\n"));
  ASSERT_EQ(result.result.findings.size(), 1U);
  const Finding& finding = result.result.findings[0];
  EXPECT_EQ(finding.severity, Severity::Error);
  EXPECT_EQ(finding.message.zh, "任务互相等待：“甲”后于“丙”、“丙”后于“乙”、“乙”后于“甲”，谁也无法先开工。");
  EXPECT_EQ(finding.message.en, "Tasks wait for each other: “甲” after “丙”, “丙” after “乙”, “乙” after “甲”, so none of them can start.");
  EXPECT_EQ(finding.help.zh, "核对先后次序；最少改掉 1 处即可解开：“甲”后于“丙”（第 3 行）。");
  EXPECT_EQ(finding.labels.size(), 3U);
  EXPECT_EQ(finding.labels[0].role, "cut");
  EXPECT_EQ(finding.subjects.size(), 3U);
}

TEST(GraphRuleTexts, ContainmentAndRatiosAreWarnings) {
  const Audited equal = audited(plan(kIndicators + "    relation A within B\n    relation B within A\n"));
  EXPECT_EQ(equal.result.findings.at(0).severity, Severity::Warning);
  const Audited sums = audited(plan(kIndicators + "    relation A = B + C\n    relation B = A + D\n"));
  EXPECT_EQ(sums.result.findings.at(0).severity, Severity::Error);
  EXPECT_EQ(sums.result.findings.at(0).message.zh, "指标互相包含：“A”计入“B”、“B”计入“A”，只有各项全部相等才能成立。");
  const Audited ratio = audited(plan(kIndicators + "    relation A = B + C\n    relation B = A / D\n"));
  EXPECT_EQ(ratio.result.findings.at(0).severity, Severity::Warning);
  EXPECT_EQ(ratio.result.findings.at(0).message.zh, "指标互相推算：“A”由“B”算得、“B”由“A”算得，没有一项能先算出来。");
}

TEST(GraphRuleTexts, ALongCircleIsToldByItsEnds) {
  std::string text;
  for (int i = 0; i < 30; ++i) text += "    task t" + std::to_string(i) + " { after t" + std::to_string((i + 29) % 30) + " }\n";
  const Audited result = audited(plan(text));
  ASSERT_EQ(result.result.findings.size(), 1U);
  const Finding& finding = result.result.findings[0];
  EXPECT_EQ(finding.labels.size(), 30U);
  EXPECT_NE(finding.message.zh.find("……（另有 22 步）"), std::string::npos) << finding.message.zh;
}

TEST(GraphRuleTexts, WhatHoldsIsSaid) {
  const Audited result = audited(plan("    task a {}\n    task b { after a }\n"));
  EXPECT_EQ(testing::checks_of(result, "dependency-cycle", Outcome::Holds).size(), 1U);
  EXPECT_EQ(testing::checks_of(result, "redundant-dependency", Outcome::Holds).size(), 1U);
  EXPECT_EQ(testing::checks_of(result, "single-point-of-failure", Outcome::NotApplicable).size(), 1U);
}

}  // namespace
}  // namespace gouji
