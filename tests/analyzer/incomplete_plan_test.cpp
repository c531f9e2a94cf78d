// Statements that could not be understood are missing from the plan: what is missing because of them is no finding.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using analyzer::Outcome;

bool found(const Audited& audited, std::string_view rule, std::string_view subject = {}) {
  return std::any_of(audited.result.findings.begin(), audited.result.findings.end(), [&](const analyzer::Finding& finding) {
    return finding.rule->name == rule && (subject.empty() || finding.subject.name == subject);
  });
}

std::string plan_with(const std::string& units) {
  return "plan 柳河 \"柳河镇河道整治方案\" {\n"
         "    org 水利站 @8\n"
         "    task 1 \"疏浚河道\" @8 {\n        units 水利站 @8\n    }\n"
         "    task 2 \"清理河岸\" @9 {\n        " + units + " @9\n    }\n}\n";
}

TEST(IncompletePlan, AUnitThatIsNotDeclaredIsNoMissingUnit) {
  const Audited audited = audit_whole(plan_with("units 环卫所"));
  EXPECT_EQ(mistakes(audited), std::vector<std::string>{"7:15 unknown-name"});
  EXPECT_TRUE(audited.plan().incomplete);
  EXPECT_FALSE(found(audited, "task-without-unit"));
  const auto open = checks_of(audited, "task-without-unit", Outcome::Undetermined);
  ASSERT_EQ(open.size(), 1U);
  EXPECT_NE(open[0]->reason.zh.find("语法错误"), std::string::npos);
}

TEST(IncompletePlan, WhatCannotBeParsedIsNoGapEither) {
  const Audited audited = audit_whole(plan_with("unts 水利站"));
  EXPECT_EQ(mistakes(audited), std::vector<std::string>{"7:9 unknown-statement"});
  EXPECT_FALSE(found(audited, "task-without-unit"));
}

TEST(IncompletePlan, AWholePlanIsTakenAtItsWord) {
  const Audited audited = audit_whole(plan_with("dates 2024..2025"));
  EXPECT_TRUE(mistakes(audited).empty());
  EXPECT_FALSE(audited.plan().incomplete);
  EXPECT_TRUE(found(audited, "task-without-unit"));
}

constexpr const char* kMilestones = R"(plan 柳河 "柳河镇河道整治方案" {
    period 2024..2026
    indicator 甲 "新建水闸" 座 new {
        milestone 2024 10
        milestone 2025 新建 10
        milestone 2026 10
        target 2026 30 total
    }
    indicator 乙 "新建泵站" 座 new {
        milestone 2024 10
        milestone 2025 10
        milestone 2026 10
        target 2026 60 total
        target 2026 70 total
    }
}
)";

TEST(IncompletePlan, ASumWithoutTheFigureThatIsMissingIsNoError) {
  const Audited audited = audit_text(kMilestones);
  ASSERT_FALSE(audited.diagnostics.empty());
  EXPECT_TRUE(audited.plan().indicators[0].incomplete);
  EXPECT_FALSE(audited.plan().indicators[1].incomplete);
  EXPECT_FALSE(found(audited, "milestone-target-mismatch", "新建水闸"));
  EXPECT_EQ(checks_of(audited, "milestone-target-mismatch", Outcome::Undetermined).size(), 1U);
}

TEST(IncompletePlan, WhatIsStatedElsewhereIsStillHeldAgainstItself) {
  const Audited audited = audit_text(kMilestones);
  EXPECT_TRUE(found(audited, "milestone-target-mismatch", "新建泵站"));
  EXPECT_TRUE(found(audited, "claim-value-mismatch", "新建泵站"));
}

TEST(IncompletePlan, AMistakeOfOnePlanSaysNothingOfTheNext) {
  std::string second = plan_with("dates 2024..2025");
  second.replace(second.find("柳河"), std::string("柳河").size(), "松河");
  const Audited audited = audit_whole(plan_with("unts 水利站") + second);
  ASSERT_EQ(audited.plans.size(), 2U);
  EXPECT_TRUE(audited.plans[0].incomplete);
  EXPECT_FALSE(audited.plans[1].incomplete);
  EXPECT_TRUE(found(audited, "task-without-unit"));
}

}  // namespace
}  // namespace gouji::testing
