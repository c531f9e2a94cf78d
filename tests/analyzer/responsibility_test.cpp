// Small invented plans for the rules of responsibility: what exactly each of them gives, all rules of the family together.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using analyzer::Finding;
using analyzer::Outcome;
using analyzer::Severity;

// Expected findings stand below their line: //^ rule-name: marked text
constexpr const char* kPlans[] = {
    // --- task-without-unit ---
    // some of the tasks, and safeguards that need none
    R"(plan 甲 "甲县行动方案" {
    leads first @9
    org 财政局 @5
    org 商务局 @5
    task 1 "办展会" @5 {
        units 财政局, 商务局 @5
    }
    task 2 "建市场" @6
    //^ task-without-unit: 建市场
    task 3 "修道路" @7 { }
    safeguard 4 "强化保障" @8
}
)",
    // collective bodies are units, and so is one that only leads in words
    R"(plan 甲 "甲县行动方案" {
    org 财政局 @5
    org 各成员单位 collective @5
    org "各乡(镇)政府" collective @6
    task 1 "办展会" @5 {
        units 各成员单位 @5
    }
    task 2 "建市场" @6 {
        units "各乡(镇)政府" @6
    }
    task 3 "修道路" @7 {
        lead 财政局 @7
    }
}
)",
    // no task at all
    R"(plan 甲 "甲县行动方案" {
    org 财政局 @5
    safeguard 1 "强化保障" @5
}
)",
    // an organisation known, no unit anywhere: told once; the lead rules and the owners of indicators stay silent
    R"(plan 甲 "甲县行动方案" {
    leads unstated @4
    org 领导小组 collective @8
    indicator 展会 "展会场次" flow 场 {
        target 2026 达到 30场 @4
    }
    task 1 "办展会" @5 {
    //^ task-without-unit: 办展会
        supports 展会
    }
    task 2 "建市场" @6
    safeguard 3 "强化保障" @8 {
        units 领导小组 @8
    }
}
)",
    // --- lead-missing ---
    // the mark lost in one list; lists of one unit need none, whatever their unit
    R"(plan 甲 "甲县行动方案" {
    leads marked "△" @9
    org 财政局 @5
    org 商务局 @5
    org "各乡(镇)政府" collective @6
    task 1 "办展会" @5 {
        units *财政局, 商务局 @5
    }
    task 2 "建市场" @6 {
        units 商务局, "各乡(镇)政府" @6
        //^ lead-missing: 商务局
    }
    task 3 "修道路" @7 {
        units "各乡(镇)政府" @7
    }
    task 4 "种树" @8 {
        units *商务局, 财政局 @8
    }
    safeguard 5 "强化保障" @9 {
        units 商务局, 财政局 @9
    }
}
)",
    // most marks lost: one finding
    R"(plan 甲 "甲县行动方案" {
    leads marked "*" @9
    org 财政局 @5
    org 商务局 @5
    task 1 "办展会" @5 {
        units *财政局, 商务局 @5
    }
    task 2 "建市场" @6 {
        units 商务局, 财政局 @6
        //^ lead-missing: 商务局
    }
    task 3 "修道路" @7 {
        units 商务局, 财政局 @7
    }
}
)",
    // no convention, but the text names the leads of the other tasks
    R"(plan 甲 "甲县行动方案" {
    org 财政局 @5
    org 商务局 @5
    task 1 "办展会" @5 {
        lead 财政局 @5
        with 商务局 @5
    }
    task 2 "建市场" @6 {
        units 商务局, 财政局 @6
        //^ lead-missing: 商务局
    }
}
)",
    // nobody but those who assist
    R"(plan 甲 "甲县行动方案" {
    leads first @9
    org 财政局 @5
    org 商务局 @5
    task 1 "办展会" @5 {
        units 财政局, 商务局 @5
    }
    task 2 "建市场" @6 {
        with 商务局 @6
        //^ lead-missing: 商务局
    }
}
)",
    // the first leads; one listed unit with others that assist
    R"(plan 甲 "甲县行动方案" {
    leads first @9
    org 财政局 @5
    org 商务局 @5
    task 1 "办展会" @5 {
        units 财政局, 商务局 @5
    }
    task 2 "建市场" @6 {
        units 商务局 @6
        with 财政局 @6
    }
}
)",
    // one body under its two names is a list of one unit
    R"(plan 甲 "甲县行动方案" {
    leads marked "*" @9
    org 财政局 also "县财政局" @5
    org 商务局 @5
    task 1 "办展会" @5 {
        units *商务局, 财政局 @5
    }
    task 2 "建市场" @6 {
        units 财政局, 县财政局 @6
    }
}
)",
    // --- lead-multiple ---
    // two marks; a unit marked under both its names is one
    R"(plan 甲 "甲县行动方案" {
    leads marked "*" @9
    org 财政局 also "县财政局" @5
    org 商务局 @5
    task 1 "办展会" @5 {
        units *财政局, *县财政局, 商务局 @5
    }
    task 2 "建市场" @6 {
        units *商务局, *财政局 @6
        //^ lead-multiple: 财政局
    }
    task 3 "修道路" @7 {
        lead 财政局 @7
        with 商务局 @7
    }
}
)",
    // most tasks have two leads in words: once; a safeguard may have two
    R"(plan 甲 "甲县行动方案" {
    org 财政局 @5
    org 商务局 @5
    task 1 "办展会" @5 {
        lead 财政局, 商务局 @5
        //^ lead-multiple: 商务局
    }
    task 2 "建市场" @6 {
        lead 财政局, 商务局 @6
    }
    task 3 "修道路" @7 {
        lead 财政局 @7
        with 商务局 @7
    }
    safeguard 4 "共建机制" @8 {
        lead 财政局, 商务局 @8
    }
}
)",
    // --- lead-not-designated ---
    // no convention for naming the lead: once, one-unit lists apart
    R"(plan 甲 "甲县行动方案" {
    leads unstated @5-8
    org 财政局 @5
    org 商务局 @5
    task 1 "办展会" @5 {
        units 财政局, 商务局 @5
        //^ lead-not-designated: 财政局
    }
    task 2 "建市场" @6 {
        units 财政局, 商务局 @6
    }
    task 3 "修道路" @7 {
        units 商务局 @7
    }
    safeguard 4 "强化保障" @8 {
        units 财政局, 商务局 @8
    }
}
)",
    // few tasks name theirs
    R"(plan 甲 "甲县行动方案" {
    org 财政局 @5
    org 商务局 @5
    task 1 "办展会" @5 {
        lead 商务局 @5
        with 财政局 @5
    }
    task 2 "建市场" @6 {
        units 财政局, 商务局 @6
        //^ lead-not-designated: 财政局
    }
    task 3 "修道路" @7 {
        units 财政局, 商务局 @7
    }
}
)",
    // only lists of one unit
    R"(plan 甲 "甲县行动方案" {
    leads unstated @5
    org 财政局 @5
    org 商务局 @5
    task 1 "办展会" @5 {
        units 财政局 @5
    }
    task 2 "建市场" @6 {
        units 商务局 @6
    }
}
)",
    // --- lead-not-in-list ---
    // of a safeguard too; a collective body of another level cannot hold it
    R"(plan 甲 "甲县行动方案" {
    org 财政局 level city @5
    org 各区政府 level county collective @5
    safeguard 1 "评估考核" @5 {
        lead 财政局 @5
        //^ lead-not-in-list: 财政局
        units 各区政府 @5
    }
}
)",
    // the text names another lead than the list marks: told once
    R"(plan 甲 "甲县行动方案" {
    leads marked "*" @9
    org 财政局 @5
    org 商务局 @5
    org 农业局 @5
    task 1 "办展会" @5 {
        lead 财政局 @5
        //^ lead-not-in-list: 财政局
        units *商务局, 农业局 @6
    }
}
)",
    // a collective body that may hold it
    R"(plan 甲 "甲县行动方案" {
    org 财政局 @5
    org 各成员单位 collective @5
    safeguard 1 "评估考核" @5 {
        lead 财政局 @5
        //^ lead-not-in-list: 财政局
        units 各成员单位 @5
    }
}
)",
    // in the list, by another of its names, or within a body that is declared to hold it; or no list
    R"(plan 甲 "甲县行动方案" {
    org 财政局 also "县财政局" @5
    org 商务局 @5
    org 各成员单位 collective contains 财政局, 商务局 @5
    task 1 "办展会" @5 {
        lead 财政局 @5
        units 商务局, 县财政局 @5
    }
    task 2 "建市场" @6 {
        lead 商务局 @6
        units 各成员单位 @6
    }
    task 3 "修道路" @7 {
        lead 商务局 @7
        with 财政局 @7
    }
}
)",
    // --- indicator-without-owner ---
    // served by a task without a unit: told under that task
    R"(plan 甲 "甲县行动方案" {
    org 财政局 @5
    indicator 展会 "展会场次" flow 场 {
        target 2026 达到 30场 @4
    }
    indicator 市场 "专业市场" stock 个 {
        target 2026 达到 3个 @4
    }
    task 1 "办展会" @5 {
        units 财政局 @5
        supports 展会
    }
    task 2 "建市场" @6 {
    //^ task-without-unit: 建市场
        supports 市场
    }
}
)",
    // owners for most, none for one that no task serves
    R"(plan 甲 "甲县行动方案" {
    org 财政局 @5
    indicator 展会 "展会场次" flow 场 owner 财政局 {
        target 2026 达到 30场 @4
    }
    indicator 市场 "专业市场" stock 个 {
        target 2026 达到 3个 @4
        //^ indicator-without-owner: 达到 3个
    }
    indicator 摊位 "摊位数" stock 个 {
        baseline 2023 = 300个 @4
    }
}
)",
    // an owner named for a few is an exception
    R"(plan 甲 "甲县行动方案" {
    org 财政局 @5
    indicator 展会 "展会场次" flow 场 owner 财政局 {
        target 2026 达到 30场 @4
    }
    indicator 市场 "专业市场" stock 个 {
        target 2026 达到 3个 @4
    }
    indicator 摊位 "摊位数" stock 个 {
        target 2026 达到 300个 @4
    }
}
)",
    // a task that states the figure serves the indicator; a safeguard does not
    R"(plan 甲 "甲县行动方案" {
    org 财政局 @5
    indicator 展会 "展会场次" flow 场 {
        target 2026 达到 30场 @4
    }
    indicator 例会 "例会" 次
    task 1 "办展会" @5 {
        units 财政局 @5
        claim of 展会 2026 达到 30场 @5
    }
    safeguard 2 "强化保障" @6 {
        claim of 例会 each 1次 @6
    }
}
)",
    // --- organisation-alias ---
    // the 县 of the plan left out; another level is another body; side by side in a list they are two
    R"(plan 甲 "甲县行动方案" {
    leads first @9
    org 县财政局 level county @5
    org 财政局 level county @5
    org 市财政局 level city @6
    org 县商务局 @5
    org 县商务发展局 @5
    task 1 "办展会" @5 {
        units 县财政局, 市财政局, 县商务局, 县商务发展局 @5
        //^ organisation-alias: 县财政局
    }
    task 2 "建市场" @6 {
        units 财政局, 县商务局 @6
    }
}
)",
    // lost characters, declared as another name or not; never used, so the declaration is marked
    R"(plan 甲 "甲县行动方案" {
    org 各镇人民政府 also "各镇民政府" collective @5
    //^ organisation-alias: 各镇民政府
    org 县编制委员会 @6
}
)",
    // levels differ in the plan and are not stated: nothing tells whose a bare name is
    R"(plan 甲 "甲区行动方案" {
    org 市公安局 @5
    org 公安局 @5
    org 区财政局 @6
}
)",
    // one holds the other; one of the two is collective
    R"(plan 甲 "甲区行动方案" {
    org 区财政局 @5
    org 区财政管理局 contains 区财政局 @5
    org 区商务局 collective @5
    org 区商务服务局 @5
}
)",
};

TEST(Responsibility, GivesExactlyTheFindingsBesideEachPlan) {
  for (const std::string text : kPlans) {
    SCOPED_TRACE(text);
    const Audited audited = audit_text(text, only({"responsibility"}));
    EXPECT_EQ(mistakes(audited), std::vector<std::string>{});
    EXPECT_EQ(short_forms(audited), expectations(text));
  }
}

const Finding& only_finding(const Audited& audited) { return audited.result.findings.at(0); }

std::string plan_of(const std::string& body) {
  return "plan 甲 \"甲县行动方案\" {\n    org 财政局 @5\n    org 商务局 @5\n    org 县数据局 @5\n    org 县数据发展局 @5\n" + body + "}\n";
}

TEST(Responsibility, AListNeverTranscribedIsUndetermined) {
  const Audited none = audit_text("plan 甲 \"甲县行动方案\" {\n    task 1 \"办展会\" @5\n}\n", only({"task-without-unit"}));
  EXPECT_TRUE(none.result.findings.empty());
  EXPECT_EQ(checks_of(none, "task-without-unit", Outcome::Undetermined).size(), 1u);
  const Audited no_convention = audit_text(plan_of("    task 1 \"办展会\" @5 { units 财政局, 商务局 }\n"), only({"lead-not-designated", "unit-overload"}));
  EXPECT_TRUE(no_convention.result.findings.empty());
  EXPECT_EQ(checks_of(no_convention, "lead-not-designated", Outcome::Undetermined).size(), 1u);
  EXPECT_EQ(checks_of(no_convention, "unit-overload", Outcome::Undetermined).size(), 1u);
}

TEST(Responsibility, ALeadUnderNearlyTheNameOfAListedBodyIsLeftToOrganisationAlias) {
  const Audited audited = audit_text(plan_of("    task 1 \"办展会\" @5 {\n        lead 县数据局\n        units 财政局, 县数据发展局\n    }\n"), only({"lead-not-in-list"}));
  EXPECT_TRUE(audited.result.findings.empty());
  EXPECT_EQ(checks_of(audited, "lead-not-in-list", Outcome::Undetermined).size(), 1u);
}

TEST(Responsibility, WhatFollowsFromATaskWithoutAUnitIsToldUnderIt) {
  const Audited audited = audit_text(plan_of("    indicator 展会 \"展会场次\" flow 场 { target 2026 达到 30场 }\n    task 1 \"办展会\" @5 { supports 展会 }\n"
                                             "    task 2 \"建市场\" @6 { units 财政局 }\n"),
                                     only({"responsibility"}));
  ASSERT_EQ(audited.result.findings.size(), 2u);  // the other is about 县数据局
  const auto top = std::find_if(audited.result.findings.begin(), audited.result.findings.end(),
                                [](const Finding& finding) { return finding.rule->name == "task-without-unit"; });
  ASSERT_NE(top, audited.result.findings.end());
  ASSERT_EQ(top->followers.size(), 1u);
  EXPECT_EQ(top->followers.front().rule->name, "indicator-without-owner");
}

TEST(Responsibility, DoubtLowersTheSeverityOfALeadOutsideItsList) {
  const auto severity = [](const std::string& collective) {
    const Audited audited =
        audit_text("plan 甲 \"甲县行动方案\" {\n    org 财政局 level city\n    org 各单位 collective " + collective +
                       "\n    task 1 \"办展会\" @5 {\n        lead 财政局\n        units 各单位\n    }\n}\n",
                   only({"lead-not-in-list"}));
    return only_finding(audited).severity;
  };
  EXPECT_EQ(severity(""), Severity::Info);
  EXPECT_EQ(severity("level city"), Severity::Info);
  EXPECT_EQ(severity("level county"), Severity::Warning);
}

std::string tasks_led(const std::string& lead, std::size_t count, std::size_t first) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(first + i);
    text += "    task " + number + " \"任务" + number + "\" @5 { units *" + lead + ", 县数据局 }\n";
  }
  return text;
}

// The share and the number of tasks are thresholds, and both must be passed.
TEST(Responsibility, OverloadKeepsItsThresholds) {
  const auto findings = [](std::size_t led, std::size_t others, analyzer::Thresholds thresholds = {}) {
    analyzer::AuditOptions options = only({"unit-overload"});
    options.thresholds = std::move(thresholds);
    return audit_text(plan_of("    leads marked \"*\" @9\n" + tasks_led("财政局", led, 1) + tasks_led("商务局", others, led + 1)), options).result.findings.size();
  };
  EXPECT_EQ(findings(10, 9), 1u);
  EXPECT_EQ(findings(10, 10), 0u);  // just half
  EXPECT_EQ(findings(9, 0), 0u);    // too few
  EXPECT_EQ(findings(9, 0, {{"unit-overload.least-tasks", 9}}), 1u);
  EXPECT_EQ(findings(10, 10, {{"unit-overload.share", 40}}), 2u);
  EXPECT_EQ(findings(10, 9, {{"unit-overload.share", 60}}), 0u);
}

TEST(Responsibility, OwnersAreAskedForWhereTheyAreTheRule) {
  const std::string text = plan_of("    indicator 甲 个 owner 财政局 { target 2026 达到 3个 }\n    indicator 乙 个 { target 2026 达到 3个 }\n"
                                   "    indicator 丙 个 { target 2026 达到 3个 }\n");
  analyzer::AuditOptions options = only({"indicator-without-owner"});
  EXPECT_EQ(audit_text(text, options).result.findings.size(), 0u);
  options.thresholds["indicator-without-owner.owned-share"] = 30;
  EXPECT_EQ(audit_text(text, options).result.findings.size(), 1u);
}

}  // namespace
}  // namespace gouji::testing
