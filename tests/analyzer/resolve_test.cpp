#include "analyzer/model/resolve.hpp"

#include <gtest/gtest.h>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using analyzer::Exact;

TEST(Resolve, NamesAndAliasesLeadToOneIndicatorWhateverTheOrder) {
  const auto audited = audit_text(R"PLAN(plan a {
    claim of 高企数 2026 = 300家 @9
    table t @3 {
        | indicator      | target 2026 |
        | "高新企业(家)" | 300         |
        | 高企           | 300         |
    }
    indicator 高企 "高新企业(家)" also "高企数" 家
})PLAN");
  ASSERT_EQ(mistakes(audited), std::vector<std::string>{});
  ASSERT_EQ(audited.plan().statements.size(), 3u);
  for (const auto& statement : audited.plan().statements) EXPECT_EQ(analyzer::index(statement.indicator), 0u);
}

TEST(Resolve, AFigureTakesTheNearestUnit) {
  const auto audited = audit_text(R"PLAN(plan a {
    indicator x 家 { target 2026 5; target 2027 5个 }
    table t unit 万元 {
        | indicator | unit | 2024 | 2025   |
        | x         | 亿元 | 3    | 2 万元 |
        | x         |      | 4    |        |
    }
})PLAN");
  ASSERT_EQ(mistakes(audited), std::vector<std::string>{});
  const auto& s = audited.plan().statements;
  ASSERT_EQ(s.size(), 5u);
  EXPECT_EQ(s[0].quantity.display(), "5 家");
  EXPECT_EQ(s[1].quantity.display(), "5个");
  EXPECT_EQ(s[2].quantity.normalized(), Exact(300'000'000));
  EXPECT_EQ(s[3].quantity.normalized(), Exact(20'000));
  EXPECT_EQ(s[4].quantity.normalized(), Exact(40'000));
}

TEST(Resolve, AbsenceStaysAbsence) {
  const auto audited = audit_text("plan a {\n indicator x { target 5 }\n task 1 { }\n period open lasting 5年\n}\n");
  ASSERT_EQ(mistakes(audited), std::vector<std::string>{});
  const auto& plan = audited.plan();
  EXPECT_FALSE(plan.statements[0].when.range);
  EXPECT_FALSE(plan.statements[0].quantity.unit);
  EXPECT_FALSE(plan.indicators[0].kind);
  EXPECT_FALSE(plan.tasks[0].dates);
  EXPECT_FALSE(plan.period);
  EXPECT_TRUE(plan.period_open);
  EXPECT_EQ(plan.lasting->normalized(), Exact(60));  // months
  EXPECT_FALSE(plan.first_year());
}

TEST(Resolve, PlacesAreKept) {
  const auto audited = audit_text(R"PLAN(plan a {
    indicator x 家 { target 2026 5 @附件2:3 }
    table t {
        | indicator | 2024    | 2025 | row    |
        | x         | 4 @47   | 5    | @45-51 |
    }
})PLAN");
  ASSERT_EQ(mistakes(audited), std::vector<std::string>{});
  const auto& s = audited.plan().statements;
  EXPECT_EQ(s[0].place.document->text, "附件2:3");
  EXPECT_FALSE(s[0].place.document->line);
  EXPECT_EQ(s[1].place.document->line, 47u);
  EXPECT_EQ(s[2].place.document->line, 45u);
  EXPECT_EQ(s[2].place.document->last_line, 51u);
  EXPECT_EQ(audited.source->slice(s[1].value_span), "4");
}

TEST(Resolve, TasksKeepTheirUnitsAsListed) {
  const auto audited = audit_text(R"PLAN(plan a {
    leads marked "*" @9
    org 甲 "甲局" level city
    org 各县 "各县(市、区)政府" collective
    section 一 "章" { task 1 "任务" @3 { units *甲局, "各县(市、区)政府" @4; supports x; after 2; in 启动; dates 2024-01..2024-12 } }
    task 2 "先" in 一
    safeguard 3 "组织领导"
    phase 启动 2024-01..2024-06 prepare "启动阶段" @5
    indicator x
})PLAN");
  ASSERT_EQ(mistakes(audited), std::vector<std::string>{});
  const auto& plan = audited.plan();
  ASSERT_EQ(plan.tasks.size(), 3u);
  const auto& task = plan.tasks[0];
  ASSERT_EQ(task.units.size(), 2u);
  EXPECT_TRUE(task.units[0].marked);
  EXPECT_FALSE(task.units[1].marked);
  EXPECT_TRUE(plan[task.units[1].org].collective);
  EXPECT_EQ(plan[task.after.at(0)].title, "先");
  EXPECT_EQ(plan[*task.phase].name, "启动阶段");
  EXPECT_EQ(plan[*plan.tasks[1].section].title, "章");
  EXPECT_TRUE(plan.tasks[2].safeguard);
  EXPECT_EQ(task.dates->last->last_day(), std::chrono::year{2024} / 12 / 31);
}

TEST(Resolve, WhatDoesNotResolveIsToldWithTheNearestName) {
  const auto audited = audit_text(R"PLAN(plan a {
    org 经发局 "新区经济发展局"
    indicator 产值 亿元
    task 1 { units 经法局; supports 产直; after 7 }
    relation 产值 = 产值
    unit 盏 = 0 个
    unit 元 = 1 个
    target of 产植 2026 = 5亿元
    table t {
        | indicator | 2024 |
        | 产质      | 5    |
    }
})PLAN");
  EXPECT_EQ(mistakes(audited), (std::vector<std::string>{"4:20 unknown-name", "4:34 unknown-name", "4:44 unknown-name", "5:19 unexpected-token",
                                                         "6:14 bad-unit", "7:10 bad-unit", "8:15 unknown-name", "11:11 unknown-name"}));
  EXPECT_EQ(audited.diagnostics[0].help.zh, "是不是 经发局？");
  EXPECT_EQ(audited.diagnostics[6].help.en, "did you mean 产值?");
  EXPECT_TRUE(audited.plan().statements.empty());
}

TEST(Resolve, ScalesOfFigureRangeAndColumn) {
  const auto audited = audit_text(R"PLAN(plan a {
    indicator x { target 2025 1亿至2亿元; target 2026 1至2亿元 }
    table t unit 万元 {
        | indicator | 2024 | 2025 |
        | x         | 5.5万 | 500  |
    }
})PLAN");
  ASSERT_EQ(mistakes(audited), std::vector<std::string>{});
  const auto& s = audited.plan().statements;
  EXPECT_EQ(s[0].quantity.normalized(), Exact(100'000'000));
  EXPECT_EQ(s[0].upper->normalized(), Exact(200'000'000));
  EXPECT_EQ(s[0].quantity.unit->word, "元");
  EXPECT_EQ(s[1].quantity.normalized(), Exact(100'000'000));
  EXPECT_EQ(s[2].quantity.normalized(), Exact(550'000'000));
  EXPECT_EQ(s[3].quantity.normalized(), Exact(5'000'000));
}

TEST(Resolve, AnAmountThatCannotBeReadIsAbsentNotZero) {
  const auto audited = audit_text("plan a {\n period open lasting 一万五年\n task 1 { money 一万五元 }\n}\n");
  EXPECT_EQ(mistakes(audited), (std::vector<std::string>{"2:22 bad-number", "3:17 bad-number"}));
  EXPECT_FALSE(audited.plan().lasting);
  EXPECT_FALSE(audited.plan().tasks.at(0).money);
}

TEST(Resolve, WhatIsAmbiguousOrSaidTwiceIsTold) {
  EXPECT_EQ(mistakes(audit_text("plan a {\n indicator x \"产值\"\n indicator y \"产值\"\n target of 产值 2026 = 5亿元\n}\n")),
            (std::vector<std::string>{"4:12 unknown-name"}));
  EXPECT_EQ(mistakes(audit_text("plan a {\n period 2024..2026\n period 2023..2025\n}\n")), (std::vector<std::string>{"3:2 repeated-part"}));
  EXPECT_EQ(mistakes(audit_text("plan a {\n}\nplan a {\n}\n")), (std::vector<std::string>{"3:6 duplicate-name"}));
  EXPECT_EQ(mistakes(audit_text("plan a {\n indicator x\n indicator y\n relation 50% = x + y\n}\n")),
            (std::vector<std::string>{"4:11 unexpected-token"}));
}

TEST(Resolve, AnExpiredWaiverWaivesNothing) {
  const std::string text = R"PLAN(plan a {
    indicator x 家 { target 2026 = 100家 @3; claim 2026 = 90家 @6 }
    allow claim-value-mismatch on x because "已核实" by "审计处" until 2026-06-30
})PLAN";
  analyzer::AuditOptions options;
  options.today = std::chrono::year{2026} / 6 / 30;
  EXPECT_EQ(audit_text(text, options).result.waived.size(), 1u);
  options.today = std::chrono::year{2026} / 7 / 1;
  EXPECT_EQ(audit_text(text, options).result.findings.size(), 1u);
}

TEST(Resolve, AWaiverNeedsAReasonANameAndAnEnd) {
  EXPECT_EQ(mistakes(audit_text("plan a {\n allow scale-slip because \"x\"\n}\n")), (std::vector<std::string>{"2:2 missing-part"}));
}

TEST(Resolve, AWaiverOfAnUnknownRuleIsTold) {
  const dsl::SourceText source("a.plan", "plan a {\n allow scale-slop because \"x\" by \"y\" until 2030\n}\n");
  const auto parsed = dsl::parse(source);
  const std::vector<std::string_view> names = {"scale-slip", "GJ0205"};
  const auto resolved = analyzer::resolve(source, parsed.document, names);
  ASSERT_EQ(resolved.diagnostics.size(), 1u);
  EXPECT_EQ(resolved.diagnostics[0].help.en, "did you mean scale-slip?");
  EXPECT_TRUE(resolved.plans[0].waivers.empty());
}

TEST(Resolve, ABrokenStatementLeavesTheOthersAudited) {
  const auto audited = audit_text(R"PLAN(plan a {
    indicator x 家 {
        target 2026 = 100家 @3
        claim 2026 = 十x家x @4 @5
        claim 2026 = 90家 @6
    }
})PLAN");
  EXPECT_EQ(mistakes(audited).size(), 1u);
  EXPECT_EQ(audited.plan().statements.size(), 2u);
  ASSERT_EQ(audited.result.findings.size(), 1u);
  EXPECT_EQ(audited.result.findings[0].rule->name, "claim-value-mismatch");
}

}  // namespace
}  // namespace gouji::testing
