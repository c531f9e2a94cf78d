// Scenarios: read from the language, applied to a plan, run exactly and by drawing.
#include "analyzer/whatif/whatif.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "analyzer/whatif/apply.hpp"
#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using namespace analyzer;          // NOLINT: the model's words are used in every line
using namespace analyzer::whatif;  // NOLINT

constexpr std::string_view kPlan = R"(plan 甲 "甲县行动方案" {
    period 2024..2026 @1
    issued 2023-12-20
    leads marked "*" @9
    org 工信局
    org 科技局
    indicator 产值 "工业产值" flow 亿元 {
        baseline 2023 = 100亿元 @2
        milestone 2024 = 120亿元 @2
        milestone 2025 = 140亿元 @2
        target 2026 达到 160亿元 @2
    }
    indicator 高新产值 "高新产业产值" flow 亿元 {
        baseline 2023 = 40亿元 @3
        milestone 2024 = 50亿元 @3
        milestone 2025 = 60亿元 @3
        target 2026 达到 70亿元 @3
    }
    indicator 占比 "高新产业占比" ratio % bounds 0%..100% {
        baseline 2023 = 40% @4
        target 2026 达到 43.75% @4
    }
    indicator 新建 "新建站点" new 个 {
        target 2026 30个 total @5
        milestone 2024 = 10个 @5
        milestone 2025 = 10个 @5
        milestone 2026 = 10个 @5
    }
    relation 高新产值 within 产值
    relation 占比 = 高新产值 / 产值
    phase 实施 2024-01..2026-12 implement @6
    task 1 "壮大产业" @7 {
        units *工信局, 科技局 @7
        supports 产值
        dates 2024-01..2025-12
    }
    task 2 "建设站点" @8 {
        units *科技局 @8
        supports 新建
        after 1
        dates 2026-01..2026-06
    }
}
)";

struct World {
  Audited audited;
  std::unique_ptr<dsl::SourceText> text;
  std::vector<dsl::PlanTree> trees;
  std::vector<dsl::Diagnostic> diagnostics;
  std::vector<Scenario> scenarios;
  WhatIf result;

  [[nodiscard]] const Plan& plan() const { return audited.plan(); }
  [[nodiscard]] IndicatorId indicator(std::string_view id, const Plan& in) const {
    for (std::size_t i = 0; i < in.indicators.size(); ++i) {
      if (in.indicators[i].id == id) return static_cast<IndicatorId>(i);
    }
    throw std::runtime_error("no such indicator");
  }
  // "100" for 100亿元; "-" where there is none.
  [[nodiscard]] std::string value(const ScenarioResult& of, std::string_view id, std::int32_t year) const {
    const IndicatorId which = indicator(id, of.plan);
    const auto found = value_in(of, which, year);
    if (!found) return "-";
    const auto& unit = of.plan[*measure_of(of.plan, which)].quantity.unit;
    const Exact scale = unit->is_money() ? Exact::power_of_ten(8) : Exact(1);
    return (found->value / scale).to_string();
  }
  [[nodiscard]] const TargetOutcome& outcome(const ScenarioResult& of, std::string_view id) const {
    for (const TargetOutcome& one : of.outcomes) {
      if (of.plan[of.plan[one.target].indicator].id == id) return one;
    }
    throw std::runtime_error("no such outcome");
  }
};

World world(const std::string& scenarios, WhatIfOptions options = {}, std::string_view plan = kPlan) {
  World world;
  world.audited = audit_whole(std::string(plan));
  EXPECT_EQ(mistakes(world.audited), std::vector<std::string>{});
  world.text = std::make_unique<dsl::SourceText>("test.scenario", scenarios);
  world.diagnostics = dsl::parse_plans(*world.text, [&](dsl::PlanTree& tree) { world.trees.push_back(std::move(tree)); });
  for (const dsl::PlanTree& tree : world.trees) {
    world.scenarios.push_back(resolve_scenario(*world.text, tree, world.plan(), world.diagnostics));
  }
  std::vector<BrokenChain> broken;
  const std::vector<Chain> chains = chains_of(world.scenarios, broken);
  world.result = whatif::whatif(world.plan(), chains, builtin_rules(), options);
  return world;
}

std::vector<std::string> mistakes_of(const World& world) {
  std::vector<std::string> result;
  for (const auto& diagnostic : world.diagnostics) {
    result.push_back(std::string(dsl::info(diagnostic.mistake).name) + ": " + std::string(world.text->slice(diagnostic.span)));
  }
  return result;
}

// `more`: further statements of the plan.
World good(const std::string& body, WhatIfOptions options = {}, const std::string& more = {}) {
  std::string plan(kPlan);
  plan.insert(plan.rfind('}'), more);
  World made = world("scenario 试 {\n" + body + "\n}\n", std::move(options), plan);
  EXPECT_EQ(mistakes_of(made), std::vector<std::string>{});
  return made;
}

std::string only_mistake(const std::string& body) {
  const auto found = mistakes_of(world("scenario 试 {\n" + body + "\n}\n"));
  EXPECT_EQ(found.size(), 1u);
  return found.empty() ? std::string() : found.front();
}

// --- the language -----------------------------------------------------------------------------------------------------

TEST(Scenarios, AreTheSameInBothLanguages) {
  const World english = good("assume 产值 each 2025.. +8%\ndelay task 1 6个月\ndrop target of 占比 2026\nset target of 产值 2026 >= 150亿元\nassign 科技局 task 1\nscale 新建 90%");
  const World chinese = good("假定 产值 每年 2025.. +8%\n推迟 任务 1 6个月\n删去 目标 之 占比 2026\n改为 目标 之 产值 2026 达到 150亿元\n改由 科技局 任务 1\n缩放 新建 90%");
  ASSERT_EQ(english.scenarios.size(), 1u);
  ASSERT_EQ(chinese.scenarios.size(), 1u);
  EXPECT_EQ(meanings({nullptr, {}, {}, english.result.scenarios[0].audit}), meanings({nullptr, {}, {}, chinese.result.scenarios[0].audit}));
  EXPECT_EQ(english.value(english.result.scenarios[0], "产值", 2026), chinese.value(chinese.result.scenarios[0], "产值", 2026));
}

TEST(Scenarios, RefuseWhatCannotBe) {
  EXPECT_EQ(only_mistake("assume 占比 2026 130%"), "impossible-assumption: 130%");
  EXPECT_EQ(only_mistake("assume 产值 2021 50亿元"), "impossible-assumption: 50亿元");
  EXPECT_EQ(only_mistake("assume 产值 2026 50家"), "impossible-assumption: 50家");
  EXPECT_EQ(only_mistake("assume 新建 2025 -5个"), "bad-range: -5个");
  EXPECT_EQ(only_mistake("assume 产值 each 2025.. -130%"), "impossible-assumption: -130%");
  EXPECT_EQ(only_mistake("assume 产值 2026 达到 50亿元"), "bad-number: 达到 50亿元");
  EXPECT_EQ(only_mistake("assume 产值 2026 100亿元 triangular 50亿元"), "bad-number: 100亿元");
  EXPECT_EQ(only_mistake("assume 产值 2026 100..150亿元 triangular 50亿元"), "bad-number: 100..150亿元");
  EXPECT_EQ(only_mistake("assume 产值 each 2025.. 8%"), "bad-range: 8%");
  EXPECT_EQ(only_mistake("assume 产值 50亿元"), "missing-part: ");
  EXPECT_EQ(only_mistake("assume 产直 2026 50亿元"), "unknown-name: 产直");
  EXPECT_EQ(only_mistake("delay task 1 20天"), "bad-number: 20天");
  EXPECT_EQ(only_mistake("delay task 9 2个月"), "unknown-name: 9");
  EXPECT_EQ(only_mistake("scale 产值 0"), "bad-number: 0");
  EXPECT_EQ(only_mistake("drop target"), "missing-part: ");
  EXPECT_EQ(only_mistake("asume 产值 2026 50亿元"), "unknown-statement: asume");
}

TEST(Scenarios, BelongOnlyAtTheTopOfAFile) {
  const auto audited = audit_text("plan a {\n scenario b {\n assume x 2026 5家\n }\n}\n");
  EXPECT_EQ(mistakes(audited), (std::vector<std::string>{"2:2 misplaced-statement"}));
}

TEST(Scenarios, AreNoPlansForTheAudit) {
  const auto audited = audit_text("scenario b of a {\n assume x 2026 5家\n}\nplan a {\n indicator x 家 { target 2026 5家 }\n}\n");
  EXPECT_EQ(mistakes(audited), std::vector<std::string>{});
  EXPECT_EQ(audited.plans.size(), 1u);
}

TEST(Scenarios, ExtendOneAnother) {
  const World made = world(
      "scenario 低 { assume 产值 2025 100亿元 }\nscenario 更低 extends 低 { assume 产值 2026 90亿元 }\n"
      "scenario 孤 extends 无 { }\nscenario 圈 extends 环 { }\nscenario 环 extends 圈 { }\n");
  std::vector<BrokenChain> broken;
  const auto chains = chains_of(made.scenarios, broken);
  ASSERT_EQ(chains.size(), 2u);
  EXPECT_EQ(chains[1].steps.size(), 2u);
  EXPECT_EQ(chains[1].steps.front()->id, "低");
  ASSERT_EQ(broken.size(), 3u);
  EXPECT_EQ(broken[0].missing, "无");
  EXPECT_EQ(broken[1].missing, "");
  EXPECT_EQ(made.value(made.result.scenarios[1], "产值", 2025), "100");
  EXPECT_EQ(made.value(made.result.scenarios[1], "产值", 2026), "90");
}

// --- changes of the plan ------------------------------------------------------------------------------------------------

TEST(Apply, WithoutScenariosIsThePlanItself) {
  const World made = good("");
  EXPECT_EQ(meanings({nullptr, {}, {}, made.result.base.audit}), meanings(made.audited));
  EXPECT_EQ(meanings({nullptr, {}, {}, made.result.scenarios[0].audit}), meanings(made.audited));
  EXPECT_TRUE(made.result.scenarios[0].findings.appeared.empty());
  EXPECT_TRUE(made.result.scenarios[0].findings.vanished.empty());
  EXPECT_TRUE(made.result.scenarios[0].findings.changed.empty());
}

TEST(Apply, SetsAddsAndDropsFigures) {
  const World made = good("set target of 产值 2026 >= 150亿元\nset milestone of 产值 2026 130亿元\ndrop milestone of 新建 2025..2026");
  const Plan& plan = made.result.scenarios[0].plan;
  EXPECT_EQ(plan.statements.size(), made.plan().statements.size() - 1);  // one more, two fewer
  const auto of_year = [&](std::string_view id, Role role, std::int32_t year) {
    std::string found;
    for (const StatementId statement : plan[made.indicator(id, plan)].statements) {
      if (plan[statement].role == role && plan[statement].when.year() == year) found += plan[statement].quantity.written;
    }
    return found;
  };
  EXPECT_EQ(of_year("产值", Role::Target, 2026), "150亿元");
  EXPECT_EQ(of_year("产值", Role::Milestone, 2026), "130亿元");
  EXPECT_EQ(of_year("新建", Role::Milestone, 2024), "10个");
  EXPECT_EQ(of_year("新建", Role::Milestone, 2025), "");
  // A milestone below the floor that was set: the audit says so.
  const auto& appeared = made.result.scenarios[0].findings.appeared;
  EXPECT_TRUE(std::any_of(appeared.begin(), appeared.end(), [](const Finding& f) { return f.rule->name == "milestone-target-mismatch"; }));
}

TEST(Apply, TakesThingsOutWithAllThatRefersToThem) {
  const World made = good("drop org 科技局\ndrop indicator 高新产值\ndrop task 1");
  const Plan& plan = made.result.scenarios[0].plan;
  EXPECT_EQ(plan.orgs.size(), 1u);
  ASSERT_EQ(plan.tasks.size(), 1u);
  EXPECT_TRUE(plan.tasks[0].units.empty());
  EXPECT_TRUE(plan.tasks[0].after.empty());
  EXPECT_TRUE(plan.tasks[0].after_places.empty());
  EXPECT_EQ(plan.indicators.size(), 3u);
  EXPECT_TRUE(plan.relations.empty());
  for (const Indicator& indicator : plan.indicators) {
    for (const StatementId id : indicator.statements) EXPECT_EQ(plan[plan[id].indicator].id, indicator.id);
  }
}

TEST(Apply, MovesDatesAndWhatWaitsForThem) {
  const World made = good("delay task 1 6个月");
  const Plan& plan = made.result.scenarios[0].plan;
  EXPECT_EQ(plan.tasks[0].dates->first.text(), "2024-07");
  EXPECT_EQ(plan.tasks[0].dates->last->text(), "2026-06");
  EXPECT_EQ(plan.tasks[1].dates->first.text(), "2026-06");
  EXPECT_EQ(plan.tasks[1].dates->last->text(), "2026-11");
  const World shorter = good("shorten task 1 3个月");
  EXPECT_EQ(shorter.result.scenarios[0].plan.tasks[0].dates->last->text(), "2025-09");
}

TEST(Apply, ACircleOfWaitingTasksComesToAnEnd) {
  const std::string plan =
      "plan 圈 \"某县方案\" {\n period 2024..2026\n task 1 \"甲\" { after 2; dates 2024-01..2024-06 }\n task 2 \"乙\" { after 1; dates 2024-07..2024-12 }\n}\n";
  const World made = world("scenario 试 { delay task 1 12个月 }\n", {}, plan);
  EXPECT_EQ(made.result.scenarios.size(), 1u);
}

TEST(Apply, PutsAnotherUnitInFront) {
  const World made = good("assign 科技局 task 1");
  const auto& units = made.result.scenarios[0].plan.tasks[0].units;
  ASSERT_EQ(units.size(), 2u);
  EXPECT_EQ(made.plan()[units[0].org].id, "科技局");
  EXPECT_TRUE(units[0].marked);
  EXPECT_FALSE(units[1].marked);
}

TEST(Apply, MonthsMoveAtThePrecisionOfTheDate) {
  EXPECT_EQ(moved({2026, 0, 0, false}, 6).text(), "2027");
  EXPECT_EQ(moved({2026, 0, 0, false}, 12).text(), "2027");
  EXPECT_EQ(moved({2026, 6, 0, false}, 6).text(), "2026-12");
  EXPECT_EQ(moved({2026, 6, 0, false}, 7).text(), "2027-01");
  EXPECT_EQ(moved({2026, 1, 31, false}, 1).text(), "2026-02-28");
  EXPECT_EQ(moved({2026, 3, 0, false}, -3).text(), "2025-12");
}

// --- how indicators develop -----------------------------------------------------------------------------------------------

TEST(Course, OfThePlanItselfIsWhatItStates) {
  const World made = good("");
  const ScenarioResult& base = made.result.base;
  EXPECT_EQ(made.value(base, "产值", 2023), "100");
  EXPECT_EQ(made.value(base, "产值", 2026), "160");
  EXPECT_EQ(made.value(base, "占比", 2026), "0.4375");
  EXPECT_EQ(made.value(base, "占比", 2024), "0.4125");  // a straight line from 40 % to 43.75 %
  EXPECT_EQ(made.value(base, "产值", 2027), "-");
  EXPECT_EQ(made.outcome(base, "新建").after->to_string(), "30");
  EXPECT_EQ(made.outcome(base, "新建").kept, true);
}

TEST(Course, GoesOnFromAnAssumedYearByThePlansOwnIncrements) {
  const World made = good("assume 产值 2024 110亿元");
  const ScenarioResult& scenario = made.result.scenarios[0];
  EXPECT_EQ(made.value(scenario, "产值", 2024), "110");
  EXPECT_EQ(made.value(scenario, "产值", 2025), "130");
  EXPECT_EQ(made.value(scenario, "产值", 2026), "150");
  EXPECT_EQ(made.outcome(scenario, "产值").kept_before, true);
  EXPECT_EQ(made.outcome(scenario, "产值").kept, false);
  // The share is derived anew: 60 of 130, and 70 of 150.
  EXPECT_EQ(made.value(scenario, "占比", 2025), Exact::ratio(6, 13).to_string());
  EXPECT_EQ(made.value(scenario, "占比", 2023), "0.4");
}

TEST(Course, GrowsAndAddsYearByYear) {
  const World growth = good("assume 产值 each 2024.. +10%");
  EXPECT_EQ(growth.value(growth.result.scenarios[0], "产值", 2026), "133.1");
  const World pace = good("assume 产值 each 2025..2026 -5亿元");
  EXPECT_EQ(pace.value(pace.result.scenarios[0], "产值", 2024), "120");
  EXPECT_EQ(pace.value(pace.result.scenarios[0], "产值", 2026), "110");
}

TEST(Course, OfYearlyAmountsChangesOneYearAlone) {
  const World made = good("assume 新建 2025 4个");
  const ScenarioResult& scenario = made.result.scenarios[0];
  EXPECT_EQ(made.value(scenario, "新建", 2026), "10");
  EXPECT_EQ(made.outcome(scenario, "新建").after->to_string(), "24");
  EXPECT_EQ(made.outcome(scenario, "新建").kept, false);
}

TEST(Course, TellsAPartThatOutgrowsItsWhole) {
  const World made = good("assume 高新产值 2025 150亿元");
  const auto& broken = made.result.scenarios[0].broken;
  ASSERT_FALSE(broken.empty());
  EXPECT_EQ(broken[0].year, 2025);
  EXPECT_EQ(broken[0].part_value, Exact(150) * Exact::power_of_ten(8));
}

// One task serves the indicator: half a year late means halfway between this year's value and the last one's.
TEST(Course, LagsWithItsTasks) {
  const World made = good("delay task 1 6个月");
  const ScenarioResult& scenario = made.result.scenarios[0];
  EXPECT_EQ(made.value(scenario, "产值", 2023), "100");
  EXPECT_EQ(made.value(scenario, "产值", 2024), "110");
  EXPECT_EQ(made.value(scenario, "产值", 2026), "150");
  // The other task waits for it and ends five months later.
  EXPECT_EQ(made.value(scenario, "新建", 2024), Exact::ratio(70, 12).to_string());
  EXPECT_EQ(made.value(scenario, "新建", 2025), "10");
}

TEST(Course, StandsStillWithoutItsTask) {
  const World made = good("drop task 1");
  EXPECT_EQ(made.value(made.result.scenarios[0], "产值", 2026), "100");
  EXPECT_EQ(made.value(made.result.scenarios[0], "新建", 2026), "10");
}

// An assumed year beyond those the plan speaks of: a straight line leads there.
TEST(Course, GoesStraightToAnAssumedYearAhead) {
  const World made = good("assume 产值 2028 200亿元");
  const ScenarioResult& scenario = made.result.scenarios[0];
  EXPECT_EQ(made.value(scenario, "产值", 2026), "160");
  EXPECT_EQ(made.value(scenario, "产值", 2027), "180");
  EXPECT_EQ(made.value(scenario, "产值", 2028), "200");
}

TEST(Course, TellsOfAGrowthThatNothingLeadsTo) {
  const World made = good("assume 产值 each 2029..2030 +10%");
  EXPECT_EQ(made.value(made.result.scenarios[0], "产值", 2029), "-");
  ASSERT_EQ(made.result.scenarios[0].course.obstacles.size(), 1u);
}

// What is done is done: a delay does not reach back beyond the last fact, nor does a task that is dropped.
TEST(Course, NeverLagsBehindTheLastFact) {
  const std::string more = "actual of 产值 2021 60亿元\n actual of 产值 2022 80亿元\n";
  const World late = good("delay task 1 24个月", {}, more);
  EXPECT_EQ(late.value(late.result.scenarios[0], "产值", 2024), "100");
  EXPECT_EQ(late.value(late.result.scenarios[0], "产值", 2025), "100");
  EXPECT_EQ(late.value(late.result.scenarios[0], "产值", 2026), "120");
  const World gone = good("drop task 1", {}, more);
  EXPECT_EQ(gone.value(gone.result.scenarios[0], "产值", 2026), "100");
}

// The share is stated for 2023, for which the whole has no value: the year stays as it is stated.
TEST(Course, KeepsTheStatedYearsOfADerivedShare) {
  const World made = good("assume 乙 2025 60家", {}, "indicator 甲 家 {\n milestone 2024 = 100家\n milestone 2025 = 110家\n target 2026 >= 120家\n}\n"
                          "indicator 乙 家 {\n baseline 2023 = 30家\n milestone 2024 = 40家\n milestone 2025 = 55家\n target 2026 >= 66家\n}\n"
                          "indicator 丙 ratio % {\n baseline 2023 = 33%\n target 2026 >= 55%\n}\nrelation 丙 = 乙 / 甲\n");
  const ScenarioResult& scenario = made.result.scenarios[0];
  EXPECT_EQ(made.value(scenario, "丙", 2023), "0.33");
  EXPECT_EQ(made.value(scenario, "丙", 2025), Exact::ratio(6, 11).to_string());
}

// A total of some years adds those alone.
TEST(Course, AddsTheYearsOfATotalThatNamesThem) {
  const World made = good("assume 论文 2025 1篇", {}, "indicator 论文 \"发表论文\" new 篇 {\n milestone 2024 = 10篇\n milestone 2025 = 20篇\n milestone 2026 = 30篇\n"
                          " target 2025..2026 50篇 total\n}\n");
  EXPECT_EQ(made.outcome(made.result.base, "论文").after->to_string(), "50");
  EXPECT_EQ(made.outcome(made.result.scenarios[0], "论文").after->to_string(), "31");
}

// A growth of no more than 3 % is a ceiling.
TEST(Course, TakesAGrowthThatIsLimitedForACeiling) {
  const std::string water = "indicator 用水 \"用水总量\" flow 万吨 lower {\n baseline 2023 = 100万吨\n target 2026 不超过 +3% vs 2023\n}\n";
  const World below = good("assume 用水 2026 102万吨", {}, water);
  EXPECT_EQ(below.outcome(below.result.scenarios[0], "用水").kept, true);
  const World above = good("assume 用水 2026 104万吨", {}, water);
  EXPECT_EQ(above.outcome(above.result.scenarios[0], "用水").kept, false);
}

TEST(Course, NamesAnAssumptionThatMovesNothing) {
  const World late = good("assume 产值 2027 200亿元");
  EXPECT_EQ(late.result.scenarios[0].idle.size(), 1u);
}

// Written in 万元 the assumption is the same, and all money results scale with it.
TEST(Course, UnitsOfAnAssumptionMeanNothing) {
  const World yi = good("assume 产值 2025 130亿元");
  const World wan = good("assume 产值 2025 1300000万元");
  EXPECT_EQ(yi.value(yi.result.scenarios[0], "产值", 2026), wan.value(wan.result.scenarios[0], "产值", 2026));
}

// --- goal seek and sensitivity ----------------------------------------------------------------------------------------------

TEST(Seek, FindsTheGrowthThatJustReaches) {
  // Haishu's transaction value: 500 to 10000 in three years.
  const auto growth = growth_to(500, 10000, 3, false);
  ASSERT_TRUE(growth);
  EXPECT_EQ(growth->to_string(), "1.7145");  // 171.44 % falls short of it by a hair: 20^(1/3) = 2.714417…
  for (int years = 1; years <= 6; ++years) {
    for (const auto& [start, goal] : {std::pair(100, 173), std::pair(7, 1000), std::pair(1000, 7), std::pair(5, 5)}) {
      const Exact found = *growth_to(start, goal, years, false);
      const auto reached_by = [&](const Exact& rate) {
        Exact value = start;
        for (int i = 0; i < years; ++i) value = value * (Exact(1) + rate);
        return value >= Exact(goal);
      };
      EXPECT_TRUE(reached_by(found));
      EXPECT_FALSE(reached_by(found - Exact::ratio(1, 10000)));
      const Exact falling = *growth_to(start, goal, years, true);
      EXPECT_LE(falling, found);
      EXPECT_LE(found - falling, Exact::ratio(1, 10000));
    }
  }
  EXPECT_FALSE(growth_to(0, 5, 3, false));
  EXPECT_FALSE(growth_to(5, 5, 0, false));
}

TEST(Seek, TellsPaceAndStart) {
  const World made = good("assume 产值 each 2024.. +10%");
  const ScenarioResult& scenario = made.result.scenarios[0];
  const auto& required = scenario.required[static_cast<std::size_t>(made.indicator("产值", scenario.plan))];
  ASSERT_EQ(required.size(), 1u);
  EXPECT_EQ(required[0].from, 2023);
  EXPECT_EQ(*required[0].pace, Exact(20) * Exact::power_of_ten(8));
  EXPECT_EQ(*required[0].needed_start, Exact(160) * Exact::power_of_ten(8) / (Exact::ratio(11, 10) * Exact::ratio(11, 10) * Exact::ratio(11, 10)));
  const auto& total = scenario.required[static_cast<std::size_t>(made.indicator("新建", scenario.plan))];
  ASSERT_EQ(total.size(), 1u);
  EXPECT_EQ(total[0].pace->to_string(), "10");
  EXPECT_EQ(total[0].years, 3);
}

TEST(Sensitivity, PutsTheStrongestAssumptionFirst) {
  const World made = good("assume 产值 2025 130..150亿元\nassume 高新产值 2025 59..61亿元");
  const TargetOutcome& outcome = made.outcome(made.result.scenarios[0], "占比");
  ASSERT_EQ(outcome.influences.size(), 2u);
  EXPECT_EQ(made.result.scenarios[0].course.drivers[outcome.influences[0].driver].indicators, (std::vector{made.indicator("产值", made.plan())}));
}

// One assumption of several indicators is one driver: they move together.
TEST(Sensitivity, MovesTogetherWhatOneAssumptionNames) {
  const World made = good("assume 产值, 高新产值 each 2024.. +5..15%\nassume 新建 2025 8..12个");
  const ScenarioResult& scenario = made.result.scenarios[0];
  ASSERT_EQ(scenario.course.drivers.size(), 2u);
  EXPECT_EQ(scenario.course.drivers[0].indicators.size(), 2u);
  const TargetOutcome& share = made.outcome(scenario, "占比");
  ASSERT_EQ(share.influences.size(), 1u);
  EXPECT_EQ(share.influences[0].low_result, share.influences[0].high_result);  // both grow alike: 40 of 100 stay 40 of 100
  EXPECT_EQ(share.influences[0].low_result->to_string(), "0.4");
  EXPECT_EQ(made.value(scenario, "产值", 2026), "133.1");
  EXPECT_EQ(made.value(scenario, "高新产值", 2026), Exact::ratio(5324, 100).to_string());
  // In every draw the share is the same, while its parts are not.
  const auto cell_of = [&](std::string_view id) {
    const Track& track = scenario.course.tracks[static_cast<std::size_t>(made.indicator(id, scenario.plan))];
    return track.first + track.count - 1;
  };
  for (const CellSpread& spread : scenario.spreads->cells) {
    if (spread.cell == cell_of("占比")) {
      EXPECT_LT(spread.spread.high - spread.spread.low, Exact::ratio(1, 100000));
    }
    if (spread.cell == cell_of("产值")) {
      EXPECT_LT(spread.spread.low, spread.spread.high);
    }
  }
}

TEST(Sensitivity, LeavesOutAnIndicatorThatIsDropped) {
  const World made = good("assume 产值, 高新产值 2025 130亿元\ndrop indicator 高新产值");
  const ScenarioResult& scenario = made.result.scenarios[0];
  ASSERT_EQ(scenario.course.drivers.size(), 1u);
  EXPECT_EQ(scenario.course.drivers[0].indicators, (std::vector{made.indicator("产值", scenario.plan)}));
}

// --- drawing --------------------------------------------------------------------------------------------------------------

TEST(Draws, AreTheSameHoweverTheyAreShared) {
  WhatIfOptions in_parts;
  in_parts.spread_out = [](std::uint32_t runs, const auto& work) {
    for (std::uint32_t first = 0; first < runs; first += 777) work(first, std::min(runs, first + 777));
  };
  const std::string body = "assume 产值 2025 120..150亿元\nassume 高新产值 2025 60亿元 normal 5亿元";
  const World whole = good(body);
  const World parts = good(body, in_parts);
  const Spreads& a = *whole.result.scenarios[0].spreads;
  const Spreads& b = *parts.result.scenarios[0].spreads;
  ASSERT_EQ(a.aims.size(), b.aims.size());
  for (std::size_t i = 0; i < a.aims.size(); ++i) {
    EXPECT_EQ(a.aims[i].kept, b.aims[i].kept);
    EXPECT_EQ(a.aims[i].spread.low, b.aims[i].spread.low);
  }
}

TEST(Draws, FollowTheirDistributions) {
  Assumption assumption;
  assumption.low.number = 10;
  assumption.high.emplace().number = 20;
  assumption.spread = Assumption::Spread::Uniform;
  EXPECT_DOUBLE_EQ(quantile_of(assumption, 0.25), 12.5);
  assumption.spread = Assumption::Spread::Triangular;
  assumption.shape.emplace().number = 12;
  EXPECT_NEAR(quantile_of(assumption, 0.2), 12, 1e-12);  // two tenths lie left of the most likely value
  assumption.spread = Assumption::Spread::Normal;
  assumption.shape->number = 2;
  EXPECT_NEAR(quantile_of(assumption, 0.975), 10 + 2 * 1.959963984540054, 1e-7);  // tables of the normal distribution
  EXPECT_NEAR(quantile_of(assumption, 0.5), 10, 1e-12);
}

TEST(Draws, GiveTheShareThatReachesTheTarget) {
  // Uniform from 120 to 160 in 2025, 20 more in 2026: 160 is reached from 140 on, half of the draws.
  const World made = good("assume 产值 2025 120..160亿元");
  const TargetOutcome& outcome = made.outcome(made.result.scenarios[0], "产值");
  ASSERT_TRUE(outcome.spread);
  EXPECT_NEAR(outcome.spread->kept / 10000.0, 0.5, 0.02);
  const Exact yi = Exact::power_of_ten(8);
  EXPECT_LT((outcome.spread->spread.low - Exact(144) * yi).abs(), yi);
  EXPECT_LT((outcome.spread->spread.high - Exact(176) * yi).abs(), yi);
}

TEST(Draws, AreLeftOutWhereNothingIsUncertain) { EXPECT_FALSE(good("assume 产值 2025 130亿元").result.scenarios[0].spreads); }

}  // namespace
}  // namespace gouji::testing
