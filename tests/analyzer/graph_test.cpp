// The graph of a plan: what its statements become, and what the graph tells. The algorithms below it are in graph_algorithms_test.cpp.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

#include "analyzer/graph/analysis.hpp"
#include "tests/support/support.hpp"

namespace gouji::analyzer::graph {
namespace {

testing::Audited resolved(std::string text) { return testing::audit_text(std::move(text), testing::only({"unit"})); }

// "task 2 waits-for task 1 “marked text”" of every edge of these kinds, in order.
std::vector<std::string> edges(const Graph& graph, const std::vector<EdgeKind>& kinds) {
  std::vector<std::string> result;
  for (const Edge& edge : graph.edges) {
    if (std::find(kinds.begin(), kinds.end(), edge.kind) == kinds.end()) continue;
    const Node& from = graph[edge.from];
    const Node& to = graph[edge.to];
    result.push_back(fmt::format("{} {} {} {} {}: {}{}", to_string(from.kind), from.id, to_string(edge.kind), to_string(to.kind), to.id,
                                 graph.plan->source->slice(edge.place.span),
                                 edge.place.document ? " @" + edge.place.document->text.str() : std::string()));
  }
  return result;
}

std::vector<std::string> names(const Graph& graph, const std::vector<Vertex>& vertices) {
  std::vector<std::string> result;
  for (const Vertex v : vertices) result.push_back(graph[v].id);
  return result;
}

constexpr std::string_view kPlan = R"(plan 云溪 "云溪县行动方案" {
    period 2024..2026 @3
    cites "省规划" 2021..2035 @2
    org 甲局 "甲管理局" also "甲"
    org 乙局
    org 丙局
    leads marked "*"
    indicator 总量 "总量" 家 owner 甲局 @5 { target 2026 = 100家 @5 }
    indicator 部分 家 part of 总量 @6 { target 2026 = 40家 @6 }
    indicator 比 % { target 2026 = 40% @7 }
    relation 比 = 部分 / 总量 @7
    goal 好 "更好" rising of 总量 in 一 @4
    table 表 "表" @9 {
        | indicator | unit | target 2026 | row |
        | 总量      | 家   | 100         | @10 |
    }
    phase 后段 2025-07..2026-12 @12
    phase 前段 2024-01..2025-06 @11
    section 一 "第一章" @20 {
        task 1 "摸底" @21 {
            units *甲局, 乙局 @31
            dates 2024-01..2024-06
            in 前段
        }
        task 2 "建设" @22 {
            units 乙局
            supports 总量
            after 1
            dates 2024-07..2025-06
        }
        task 3 "评估" @23 {
            units 乙局, 丙局
            after 1, 2
            claim of 部分 2026 = 40家 @24
        }
        safeguard 保 "组织领导" { units 丙局 }
    }
}
)";

TEST(Graph, EveryLinkWithThePlaceThatStatesIt) {
  const auto audited = resolved(std::string(kPlan));
  ASSERT_TRUE(audited.diagnostics.empty());
  const Graph graph = build(audited.plan());
  EXPECT_EQ(edges(graph, {EdgeKind::Supports}),
            (std::vector<std::string>{"task 2 supports indicator 总量: 总量 @22", "task 3 supports indicator 部分: claim of 部分 2026 = 40家 @24 @24"}));
  EXPECT_EQ(edges(graph, {EdgeKind::WaitsFor}),
            (std::vector<std::string>{"task 2 waits-for task 1: 1 @22", "task 3 waits-for task 1: 1 @23", "task 3 waits-for task 2: 2 @23"}));
  EXPECT_EQ(edges(graph, {EdgeKind::LedBy, EdgeKind::TakesPart}),
            (std::vector<std::string>{"task 1 led-by org 甲局: 甲局 @31", "task 1 takes-part org 乙局: 乙局 @31", "task 2 led-by org 乙局: 乙局 @22",
                                      "task 3 takes-part org 乙局: 乙局 @23", "task 3 takes-part org 丙局: 丙局 @23",
                                      "safeguard 保 led-by org 丙局: 丙局"}));
  EXPECT_EQ(edges(graph, {EdgeKind::SubsetOf, EdgeKind::DerivedFrom, EdgeKind::OwnedBy, EdgeKind::MeasuredBy}),
            (std::vector<std::string>{"goal 好 measured-by indicator 总量: goal 好 \"更好\" rising of 总量 in 一 @4 @4",
                                      "indicator 总量 owned-by org 甲局: 甲局 @5", "indicator 部分 subset-of indicator 总量: 总量 @6",
                                      "indicator 比 derived-from indicator 部分: relation 比 = 部分 / 总量 @7 @7",
                                      "indicator 比 derived-from indicator 总量: relation 比 = 部分 / 总量 @7 @7"}));
  EXPECT_EQ(edges(graph, {EdgeKind::MeasuredIn}),
            (std::vector<std::string>{"indicator 总量 measured-in unit 家: 家 @5", "indicator 部分 measured-in unit 家: 家 @6",
                                      "indicator 比 measured-in unit %: %"}));
  EXPECT_EQ(edges(graph, {EdgeKind::Follows, EdgeKind::RestsOn}),
            (std::vector<std::string>{"plan 云溪 rests-on citation 省规划: cites \"省规划\" 2021..2035 @2 @2",
                                      "phase 后段 follows phase 前段: phase 后段 2025-07..2026-12 @12 @12"}));
  const auto parts = edges(graph, {EdgeKind::PartOf});
  EXPECT_NE(std::find(parts.begin(), parts.end(), "task 1 part-of phase 前段: 前段 @21"), parts.end());
  EXPECT_NE(std::find(parts.begin(), parts.end(), "indicator 总量 part-of table 表: 100 @10"), parts.end());
}

TEST(Graph, OrderOfStatementsMeansNothingForWhatIsFound) {
  const auto audited = resolved(std::string(kPlan));
  const Graph graph = build(audited.plan());
  const RedundantWaits waits = redundant_waits(graph);
  ASSERT_EQ(waits.waits.size(), 1U);
  EXPECT_EQ(sentence_of(graph, graph.edges[waits.waits[0].edge]).zh, "任务 3“评估”后于任务 1“摸底”（第 33 行）");
  EXPECT_EQ(graph[graph.edges[waits.waits[0].instead].to].id, "2");
  EXPECT_TRUE(circles_of(graph).empty());
}

TEST(GraphImpact, BothWaysWithThePath) {
  const auto audited = resolved(std::string(kPlan));
  const Graph graph = build(audited.plan());
  const auto told = [&](Vertex node, Heading heading) {
    const Impact impact = impact_of(graph, node, heading);
    std::vector<std::string> result;
    for (const Vertex v : impact.nodes) {
      result.push_back(fmt::format("{}{} {} < {}", impact.reach.distance[v], to_string(graph[v].kind), graph[v].id, graph[impact.before(v)].id));
    }
    return result;
  };
  EXPECT_EQ(told(graph.at(NodeKind::Task, 0), Heading::Touched),
            (std::vector<std::string>{"1phase 前段 < 1", "1task 2 < 1", "1task 3 < 1", "2indicator 总量 < 2", "2indicator 部分 < 3", "3indicator 比 < 总量",
                                      "3goal 好 < 总量"}));
  EXPECT_EQ(told(graph.at(NodeKind::Indicator, 0), Heading::Needed),
            (std::vector<std::string>{"1task 2 < 总量", "1indicator 部分 < 总量", "1org 甲局 < 总量", "2task 1 < 2", "2task 3 < 部分", "2org 乙局 < 2",
                                      "3org 丙局 < 3"}));
  EXPECT_EQ(told(graph.at(NodeKind::Org, 2), Heading::Touched).front(), "1task 3 < 丙局");
}

TEST(GraphImpact, ADepthBoundsTheNeighbourhood) {
  const auto audited = resolved(std::string(kPlan));
  const Graph graph = build(audited.plan());
  std::vector<bool> shown;
  for (const Edge& edge : graph.edges) shown.push_back(edge.kind == EdgeKind::WaitsFor || edge.kind == EdgeKind::Supports);
  const auto near = [&](std::size_t depth) {
    const auto nodes = around(graph, graph.at(NodeKind::Indicator, 0), depth, shown);
    return std::count(nodes.begin(), nodes.end(), true);
  };
  EXPECT_EQ(near(0), 1);
  EXPECT_EQ(near(1), 2);
  EXPECT_EQ(near(2), 4);
  EXPECT_EQ(near(9), 5);
}

// --- circles --------------------------------------------------------------------------------------------------------------------

std::vector<std::string> circles(const std::string& statements) {
  const auto audited = resolved("plan p {\n" + statements + "}\n");
  EXPECT_TRUE(audited.diagnostics.empty());
  const Graph graph = build(audited.plan());
  std::vector<std::string> result;
  for (const Circle& circle : circles_of(graph)) {
    std::string text = std::to_string(static_cast<int>(circle.kind)) + (circle.through_sum ? "+" : "");
    for (const std::uint32_t edge : circle.path) text += " " + graph[walks_from(graph, circle, edge)].id;
    text += " |";
    for (const std::uint32_t edge : circle.cut) text += " " + graph[graph.edges[edge].from].id + ">" + graph[graph.edges[edge].to].id;
    result.push_back(text);
  }
  return result;
}

constexpr std::string_view kIndicators =
    "indicator A 家 {}\nindicator B 家 {}\nindicator C 家 {}\nindicator D 家 {}\nindicator R % {}\nindicator S % {}\n";

std::vector<std::string> relations(const std::string& statements) { return circles(std::string(kIndicators) + statements); }

using Found = std::vector<std::string>;

TEST(GraphCircles, OfTasks) {
  EXPECT_EQ(circles("task 1 { after 3 }\ntask 2 { after 1 }\ntask 3 { after 2 }\n"), (Found{"0 1 3 2 | 1>3"}));
  EXPECT_EQ(circles("task 1 { after 1 }\n"), (Found{"0 1 | 1>1"}));
  EXPECT_EQ(circles("task 1 {}\ntask 2 { after 1 }\n"), Found{});
  // Two that share a task need two cuts, or one where they share an edge.
  EXPECT_EQ(circles("task 1 { after 2, 3 }\ntask 2 { after 1 }\ntask 3 { after 1 }\n"), (Found{"0 1 2 | 1>2 1>3"}));
  EXPECT_EQ(circles("task 1 { after 4 }\ntask 2 { after 1 }\ntask 3 { after 1 }\ntask 4 { after 2, 3 }\n"), (Found{"0 1 4 2 | 1>4"}));
}

TEST(GraphCircles, OfSections) {
  EXPECT_EQ(circles("section 一 \"一\" in 二\nsection 二 \"二\" in 一\n"), (Found{"1 一 二 | 一>二"}));
}

TEST(GraphCircles, ARatioOfAPartAndItsWholeIsNone) {
  EXPECT_EQ(relations("relation R = A / B\nrelation A within B\n"), Found{});
  EXPECT_EQ(relations("relation B = A + C\nrelation A within B\nrelation R = A / B\n"), Found{});
  EXPECT_EQ(relations("relation B = A + C\nrelation R = A / B\nrelation S = C / B\nrelation 100% = R + S\n"), Found{});
  // One equation written in its three ways.
  EXPECT_EQ(relations("relation R = A / B\nrelation B = A / R\n"), Found{});
}

TEST(GraphCircles, OfContainment) {
  EXPECT_EQ(relations("relation A within B\nrelation B within A\n"), (Found{"2 A B | A>B"}));
  EXPECT_EQ(relations("relation A = B + C\nrelation B = A + D\n"), (Found{"2+ A B | B>A"}));
  EXPECT_EQ(relations("relation A = B + C\nrelation A within D\nrelation D within B\n"), (Found{"2+ A D B | A>D"}));
}

TEST(GraphCircles, OfDefinition) {
  EXPECT_EQ(relations("relation R = A / B\nrelation A = R / C\n"), (Found{"3 A R | A>R"}));
  EXPECT_EQ(relations("relation A = B + C\nrelation B = A / D\n"), (Found{"3 A B | A>B"}));
}

// --- dates ------------------------------------------------------------------------------------------------------------------------

// "id earliest..earliest latest..latest slack!" of every task that has dates; ! critical.
std::vector<std::string> dates(const std::string& statements) {
  const auto audited = resolved("plan p {\n" + statements + "}\n");
  EXPECT_TRUE(audited.diagnostics.empty());
  const Graph graph = build(audited.plan());
  const Schedule schedule = schedule_of(graph);
  std::vector<std::string> result;
  for (std::size_t i = 0; i < schedule.tasks.size(); ++i) {
    if (!schedule.tasks[i]) continue;
    const TaskDates& task = *schedule.tasks[i];
    const auto moment = [&](Moment m) { return moment_text(m, task.precision); };
    result.push_back(fmt::format("{} {}..{} {}..{} {}{}", audited.plan().tasks[i].id, moment(task.earliest_start), moment(task.earliest_end),
                                 moment(task.latest_start), moment(task.latest_end), task.slack(), task.critical ? "!" : ""));
  }
  return result;
}

TEST(GraphSchedule, AtThePrecisionOfTheDocument) {
  EXPECT_EQ(dates("period 2024..2026\ntask 1 { dates 2024-01..2024-06 }\ntask 2 { after 1; dates 2024-06..2025-12 }\n"),
            (Found{"1 2024-01..2024-06 2025-01..2025-06 12!", "2 2024-06..2025-12 2025-06..2026-12 12!"}));
  // A year alone makes all that hangs together years; the rest keeps its months.
  EXPECT_EQ(dates("period 2024..2026\ntask 1 { dates 2024..2024 }\ntask 2 { after 1; dates 2024-03..2025-12 }\ntask 3 { dates 2024-02..2024-03 }\n"),
            (Found{"1 2024..2024 2025..2025 1!", "2 2024..2025 2025..2026 1!", "3 2024-02..2024-03 2026-11..2026-12 33"}));
  EXPECT_EQ(dates("horizon 2024-12-31\ntask 1 { dates 2024-12-01..2024-12-10 }\n"), (Found{"1 2024-12-01..2024-12-10 2024-12-22..2024-12-31 21"}));
}

TEST(GraphSchedule, WhatHasNoDatesPassesThemOn) {
  EXPECT_EQ(dates("task 1 { dates 2024-01..2024-06 }\ntask 2 { after 1 }\ntask 3 { after 2; dates 2024-03..2024-08 }\ntask 4 {}\n"),
            (Found{"1 2024-01..2024-06 2024-01..2024-06 0!", "2 2024-06..2024-06 2024-06..2024-06 0!", "3 2024-06..2024-11 2024-06..2024-11 0!"}));
}

TEST(GraphSchedule, TooLateIsANegativeSlack) {
  EXPECT_EQ(dates("period 2024..2024\ntask 1 { dates 2024-01..2024-10 }\ntask 2 { after 1; dates 2024-09..2024-12 }\n"),
            (Found{"1 2024-01..2024-10 2023-12..2024-09 -1!", "2 2024-10..2025-01 2024-09..2024-12 -1!"}));
}

TEST(GraphSchedule, ACircleHasNoDates) {
  EXPECT_EQ(dates("task 1 { after 2; dates 2024..2024 }\ntask 2 { after 1; dates 2024..2024 }\ntask 3 { dates 2024..2024 }\n"),
            (Found{"3 2024..2024 2024..2024 0"}));
}

// Against the longest way, found by walking every way there is.
TEST(GraphSchedule, AgainstAllWays) {
  std::mt19937 random(11);
  for (int round = 0; round < 60; ++round) {
    const std::size_t n = 2 + random() % 6;
    std::vector<Moment> first(n);
    std::vector<Moment> length(n);
    std::vector<std::vector<std::size_t>> before(n);
    std::string text = "plan p {\nperiod 2020..2029\n";
    for (std::size_t i = 0; i < n; ++i) {
      first[i] = 2020 * 12 + static_cast<Moment>(random() % 36);
      length[i] = static_cast<Moment>(random() % 12);
      text += fmt::format("task t{} {{\ndates {}..{}\n", i, moment_text(first[i], Precision::Month), moment_text(first[i] + length[i], Precision::Month));
      for (std::size_t j = 0; j < i; ++j) {
        if (random() % 3 != 0) continue;
        before[i].push_back(j);
        text += fmt::format("after t{}\n", j);
      }
      text += "}\n";
    }
    text += "}\n";
    SCOPED_TRACE(text);
    const auto audited = resolved(text);
    ASSERT_TRUE(audited.diagnostics.empty());
    const Graph graph = build(audited.plan());
    const Schedule schedule = schedule_of(graph);
    const std::function<Moment(std::size_t)> start = [&](std::size_t i) {
      Moment result = first[i];
      for (const std::size_t j : before[i]) result = std::max(result, start(j) + length[j]);
      return result;
    };
    const std::function<Moment(std::size_t)> end = [&](std::size_t i) {
      Moment result = 2029 * 12 + 11;
      for (std::size_t j = 0; j < n; ++j) {
        if (std::find(before[j].begin(), before[j].end(), i) != before[j].end()) result = std::min(result, end(j) - length[j]);
      }
      return result;
    };
    for (std::size_t i = 0; i < n; ++i) {
      ASSERT_TRUE(schedule.tasks[i]);
      // A group of one knows no finer unit than its own, months.
      EXPECT_EQ(schedule.tasks[i]->earliest_start, start(i));
      EXPECT_EQ(schedule.tasks[i]->earliest_end, start(i) + length[i]);
      EXPECT_EQ(schedule.tasks[i]->latest_end, end(i));
      EXPECT_EQ(schedule.tasks[i]->latest_start, end(i) - length[i]);
    }
    for (const auto& path : schedule.critical_paths) {
      for (const std::uint32_t edge : path) {
        EXPECT_TRUE(schedule.tasks[graph[graph.edges[edge].from].index]->critical);
        EXPECT_EQ(schedule.tasks[graph[graph.edges[edge].from].index]->slack(), schedule.tasks[graph[graph.edges[edge].to].index]->slack());
      }
    }
  }
}

// --- organisations ----------------------------------------------------------------------------------------------------------------

TEST(GraphLoads, LeadSoleAndPart) {
  const auto audited = resolved(std::string(kPlan));
  const Graph graph = build(audited.plan());
  const std::vector<Load> loads = loads_of(graph);
  ASSERT_EQ(loads.size(), 3U);
  EXPECT_EQ(names(graph, loads[0].lead), Found{"1"});
  EXPECT_EQ(loads[0].weight, 3U);  // the task, and two that wait for it
  EXPECT_EQ(names(graph, loads[1].lead), Found{"2"});
  EXPECT_EQ(names(graph, loads[1].sole), Found{"2"});
  EXPECT_EQ(names(graph, loads[1].part), Found{"1"});
  EXPECT_EQ(names(graph, loads[1].open), Found{"3"});
  EXPECT_EQ(loads[1].weight, 3U);  // the task, its indicator, the task that waits for it
  EXPECT_EQ(names(graph, loads[1].orphans), Found{"总量"});
  EXPECT_EQ(names(graph, loads[1].stopped), Found{"3"});
  EXPECT_TRUE(loads[2].lead.empty());  // safeguards are no tasks
  EXPECT_EQ(joints_of(graph), (std::vector<bool>{false, true, false}));
}

TEST(GraphLoads, AnIndicatorWithASecondBodyIsNoOrphan) {
  const auto audited = resolved(
      "plan p {\norg 甲\norg 乙\nindicator A 家 {}\nindicator B 家 {}\nindicator C 家 {}\n"
      "task 1 { units 甲; supports A, B }\ntask 2 { units 乙; supports B }\ntask 3 { supports C }\n}\n");
  const Graph graph = build(audited.plan());
  const std::vector<Load> loads = loads_of(graph);
  EXPECT_EQ(names(graph, loads[0].orphans), Found{"A"});
  EXPECT_TRUE(loads[1].orphans.empty());
}

TEST(GraphSize, AChainOfTasks) {
  constexpr std::size_t kMany = 100'000;
  std::string text = "plan p {\norg 甲\ntask t0 { units 甲; dates 2024..2025 }\n";
  for (std::size_t i = 1; i < kMany; ++i) text += fmt::format("task t{} {{ units 甲; after t{} }}\n", i, i - 1);
  text += "}\n";
  const auto audited = resolved(std::move(text));
  const Graph graph = build(audited.plan());
  EXPECT_TRUE(circles_of(graph).empty());
  EXPECT_TRUE(redundant_waits(graph).waits.empty());
  EXPECT_EQ(schedule_of(graph).tasks.back()->earliest_start, 2025);
  EXPECT_EQ(impact_of(graph, graph.at(NodeKind::Task, 0), Heading::Touched).nodes.size(), kMany - 1);
  EXPECT_EQ(loads_of(graph)[0].sole.size(), kMany);
}

}  // namespace
}  // namespace gouji::analyzer::graph
