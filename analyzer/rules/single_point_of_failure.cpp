#include <algorithm>
#include <array>
#include <set>

#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/responsible.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/graph/analysis.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);

constexpr std::array kThresholds{
    // One or two indicators in one body's hands is how work is ordinarily given out.
    Threshold{"indicators", 3, {"只靠一家单位的指标满几项即提示（项）", "from how many indicators that rest on one organisation alone (count)"}},
    Threshold{"waiting", 2, {"等着它独自承担的任务的、别家的任务满几项即提示（项）",
                             "from how many tasks of others that wait for tasks it does alone (count)"}},
    // Where most tasks name one body, that is how the plan divides its work, and no task stands out by it.
    Threshold{"alone", 50, {"只列一家单位的任务超过百分之几，即视为该方案的分工方式，不再提示（%）",
                            "beyond which share of tasks that name one body alone this is how the plan divides its work, and nothing is said (%)"}},
};
}  // namespace

extern constinit const Rule single_point_of_failure;
constinit const Rule single_point_of_failure{
    .code = "GJ0511",
    .name = "single-point-of-failure",
    .family = "structure",
    .severity = Severity::Info,
    .title = {"多项工作只系于一家单位", "Much rests on one organisation alone"},
    .page =
        {
            .checks = {"一家单位若不能履责，有哪些指标没有别的单位可以接手（支撑它们的任务都只列了这一家），"
                       "有哪些别家的任务要等它独自承担的任务。",
                       "Were one organisation unable to act: the indicators for which nobody else is named (all tasks that support them name it alone), "
                       "and the tasks of others that wait for a task it does alone."},
            .why = {"这些指标没有第二责任人，一家延误就全部落空；督查时应当先看这里，必要时增列配合单位。",
                    "These indicators have no second body behind them and fail together when one is late; look here first, and add a "
                    "supporting body where needed."},
            .guards = {"只列一家单位本身不是缺陷，所以只作提示，而且达到阈值才报；多数任务都只列一家的，是该方案的分工方式，不报；几项指标都系于同一项任务的，不报。统称（各县区、各部门）是许多家，不报；全方案的任务只涉及一家单位时不报；"
                       "没有写责任单位的任务不算（另有规则）；保障措施不是任务。",
                       "To name one body alone is no defect, so this is only awareness, and only from the thresholds on. Silent where most tasks "
                       "name one body, which is how that plan divides its work; where one task carries all those indicators; for collective bodies, which are many, and where the tasks of the whole plan name one body only. Tasks that name nobody do not count, nor do "
                       "safeguards."},
            .failing = R"(plan 渔港 "渔港区知识产权促进方案" {
    period 2024..2026 @2
    org 市监局 @5
    org 科技局 @6
    indicator 专利 "发明专利授权量" 件 { baseline 2023 200件 @3; target 2026 = 300件 @3 }
    indicator 商标 "注册商标申请量" 件 { baseline 2023 600件 @3; target 2026 = 900件 @3 }
    indicator 融资 "质押融资登记额" 亿元 { baseline 2023 5亿元 @3; target 2026 = 8亿元 @3 }
    task 1 "专利培育" @5 {
        //^ single-point-of-failure: 专利培育
        units 市监局
        supports 专利, 商标
    }
    task 2 "质押融资推广" @6 {
        units 市监局
        supports 融资
    }
    task 3 "成果转化" @7 {
        units 科技局, 市监局
        delivers "转化项目库"
    }
    task 4 "人才引育" @8 {
        units 科技局, 市监局
        delivers "人才名录"
    }
}
)",
            .passing = R"(plan 渔港 "渔港区知识产权促进方案" {
    period 2024..2026 @2
    org 市监局 @5
    org 科技局 @6
    indicator 专利 "发明专利授权量" 件 { baseline 2023 200件 @3; target 2026 = 300件 @3 }
    indicator 商标 "注册商标申请量" 件 { baseline 2023 600件 @3; target 2026 = 900件 @3 }
    indicator 融资 "质押融资登记额" 亿元 { baseline 2023 5亿元 @3; target 2026 = 8亿元 @3 }
    task 1 "专利培育" @5 {
        units 市监局
        supports 专利, 商标
    }
    task 2 "质押融资推广" @6 {
        units 市监局, 科技局
        supports 融资
    }
}
)",
        },
    .follows_from = "",
    .thresholds = kThresholds,
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

using graph::EdgeKind;
using graph::Graph;
using graph::Load;
using graph::NodeKind;
using graph::Vertex;

Text names_of(const Graph& graph, const std::vector<Vertex>& vertices) {
  constexpr std::size_t kMost = 5;
  std::vector<Text> names;
  for (std::size_t i = 0; i < vertices.size() && i < kMost; ++i) names.emplace_back(dsl::quoted(graph[vertices[i]].name));
  Text text = dsl::join(names);
  if (vertices.size() > kMost) {
    text.zh += "等";
    text.en += " and others";
  }
  return text;
}

bool within(const std::vector<Vertex>& ascending, Vertex v) { return std::binary_search(ascending.begin(), ascending.end(), v); }

// How many tasks carry its orphans.
std::size_t carriers(const Graph& graph, const Load& load) {
  std::set<Vertex> tasks;
  for (const graph::Edge& edge : graph.edges) {
    if (edge.kind == EdgeKind::Supports && within(load.orphans, edge.to)) tasks.insert(edge.from);
  }
  return tasks.size();
}

// Tasks the organisation does alone that carry one of its orphans, or for which others wait.
std::vector<Vertex> burdened(const Graph& graph, const Load& load) {
  std::vector<bool> carries(graph.nodes.size(), false);
  for (const graph::Edge& edge : graph.edges) {
    if (edge.kind == EdgeKind::Supports && within(load.orphans, edge.to)) carries[edge.from] = true;
    if (edge.kind == EdgeKind::WaitsFor && within(load.stopped, edge.from)) carries[edge.to] = true;
  }
  std::vector<Vertex> tasks;
  std::copy_if(load.sole.begin(), load.sole.end(), std::back_inserter(tasks), [&](Vertex v) { return carries[v]; });
  return tasks;
}

void tell(const Graph& graph, std::size_t number, const Load& load, bool joins, Sink& sink) {
  const Plan& plan = *graph.plan;
  Finding finding;
  finding.subject = subject_of(plan, static_cast<OrgId>(number));
  std::vector<Text> effects;
  if (!load.orphans.empty()) {
    effects.push_back(dsl::fill({"{n} 项指标（{names}）没有别的单位可以接手", "nobody else stands behind {n} indicators ({names})"},
                                {{"n", std::to_string(load.orphans.size())}, {"names", names_of(graph, load.orphans)}}));
  }
  if (!load.stopped.empty()) {
    effects.push_back(dsl::fill({"别家的 {n} 项任务（{names}）要等它", "{n} tasks of others ({names}) wait for it"},
                                {{"n", std::to_string(load.stopped.size())}, {"names", names_of(graph, load.stopped)}}));
  }
  finding.message = dsl::fill({"“{unit}”独自承担 {n} 项任务，若有延误，{effects}。", "“{unit}” does {n} tasks alone; were it late, {effects}."},
                              {{"unit", finding.subject.name}, {"n", std::to_string(load.sole.size())}, {"effects", dsl::join(effects)}});
  for (const Vertex task : burdened(graph, load)) {
    finding.labels.push_back(label_of(plan, static_cast<TaskId>(graph[task].index), {"只列了这一家", "names it alone"}));
  }
  for (const Vertex v : load.orphans) finding.subjects.push_back(subject_of(plan, static_cast<IndicatorId>(graph[v].index)));
  for (const Vertex v : load.stopped) finding.subjects.push_back(subject_of(plan, static_cast<TaskId>(graph[v].index)));
  if (joins) {
    finding.notes.push_back({"没有它，其余单位之间就没有共同的任务把这些工作连在一起。", "Without it, no common task ties the work of the other bodies together."});
  }
  finding.help = {"确认这些工作确由一家承担；必要时增列配合单位。", "Confirm that one body is meant to do all this; name a supporting one where needed."};
  sink.fails(std::move(finding));
}

bool mostly_alone(const Graph& graph, std::int64_t percent) {
  std::vector<std::uint32_t> units(graph.nodes.size(), 0);
  for (const graph::Edge& edge : graph.edges) {
    if (edge.kind == EdgeKind::LedBy || edge.kind == EdgeKind::TakesPart) ++units[edge.from];
  }
  std::int64_t tasks = 0;
  std::int64_t alone = 0;
  for (Vertex v = 0; v < graph.nodes.size(); ++v) {
    if (graph[v].kind != NodeKind::Task || units[v] == 0) continue;
    ++tasks;
    alone += units[v] == 1 ? 1 : 0;
  }
  return alone * 100 > tasks * percent;
}

void run(const Plan& plan, Sink& sink) {
  const Graph& graph = graph::graph_of(plan);
  const std::vector<Load> loads = graph::loads_of(graph);
  if (mostly_alone(graph, sink.threshold("alone"))) return;
  const auto named = std::count_if(loads.begin(), loads.end(), [](const Load& load) { return !load.lead.empty() || !load.part.empty() || !load.open.empty(); });
  if (named < 2) return;
  const auto most_indicators = static_cast<std::size_t>(sink.threshold("indicators"));
  const auto most_waiting = static_cast<std::size_t>(sink.threshold("waiting"));
  std::vector<std::size_t> told;
  for (std::size_t i = 0; i < loads.size(); ++i) {
    const Load& load = loads[i];
    if (plan.orgs[i].collective || load.sole.empty()) continue;
    const bool many_orphans = load.orphans.size() >= most_indicators && carriers(graph, load) > 1;
    if (!many_orphans && load.stopped.size() < most_waiting) continue;
    told.push_back(i);
  }
  if (!told.empty()) {
    const std::vector<bool> joints = graph::joints_of(graph);
    for (const std::size_t i : told) tell(graph, i, loads[i], joints[i], sink);
    return;
  }
  const auto task = std::find_if(plan.tasks.begin(), plan.tasks.end(), [](const Task& t) { return !t.safeguard && !t.units.empty(); });
  sink.holds({}, [&] {
    Check check;
    check.subject = subject_of(plan);
    check.reason = {"没有多项工作只系于一家单位", "nothing much rests on one organisation alone"};
    check.labels.push_back(label_of(plan, static_cast<TaskId>(task - plan.tasks.begin()), {}));
    return check;
  });
}

}  // namespace

}  // namespace gouji::analyzer::rules
