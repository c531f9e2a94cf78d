#include <algorithm>

#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/graph/analysis.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule redundant_dependency;
constinit const Rule redundant_dependency{
    .code = "GJ0508",
    .name = "redundant-dependency",
    .family = "structure",
    .severity = Severity::Info,
    .title = {"先后关系重复", "An order that is stated already"},
    .page =
        {
            .checks = {"任务的一处“后于”是否已由其他几处“后于”包含：丙后于乙、乙后于甲，则丙后于甲不必再写。",
                       "Whether one task's “after” says what others say already: with C after B and B after A, C after A says nothing new."},
            .why = {"多余的先后关系使依赖图难以阅读，日后改动先后时容易漏改一处，两处就互相矛盾。",
                    "It clutters the picture, and when the order is changed one day, the forgotten one contradicts the rest."},
            .guards = {"全方案合报一条；绕成一圈的任务不作判断（另报依赖关系成环）；只看写明的“后于”，不看起止日期。",
                       "One finding a plan. Tasks that wait in a circle are not judged (see dependency-cycle). Only stated “after” counts, "
                       "never dates."},
            .failing = R"(plan 柳湾 "柳湾区排水改造方案" {
    period 2024..2026 @2
    task 1 "排查管网" @5 { }
    task 2 "编制改造计划" @6 {
        after 1
    }
    task 3 "实施改造" @7 {
        after 1, 2
        //^ redundant-dependency: 1
    }
}
)",
            .passing = R"(plan 柳湾 "柳湾区排水改造方案" {
    period 2024..2026 @2
    task 1 "排查管网" @5 { }
    task 2 "筹措资金" @6 { }
    task 3 "实施改造" @7 {
        after 1, 2
    }
    task 4 "验收" @8 {
        after 3
    }
}
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

using graph::Edge;
using graph::EdgeKind;
using graph::Graph;

Text name_of(const Graph& graph, graph::Vertex vertex) { return {"“" + graph[vertex].name + "”"}; }

Text reason_text(const Graph& graph, const graph::RedundantWait& wait) {
  const Edge& edge = graph.edges[wait.edge];
  const Edge& instead = graph.edges[wait.instead];
  const bool twice = edge.to == instead.to;
  return dsl::fill(twice ? dsl::Template{"{from}后于{to}写了两遍", "{from} after {to} is written twice"}
                         : dsl::Template{"{from}后于{to}，而{from}已后于{by}，{by}又在{to}之后",
                                        "{from} after {to}, yet {from} is after {by}, and {by} after {to}"},
                   {{"from", name_of(graph, edge.from)}, {"to", name_of(graph, edge.to)}, {"by", name_of(graph, instead.to)}});
}

void run(const Plan& plan, Sink& sink) {
  const Graph& graph = graph::graph_of(plan);
  const auto first = std::find_if(graph.edges.begin(), graph.edges.end(), [](const Edge& edge) { return edge.kind == EdgeKind::WaitsFor; });
  if (first == graph.edges.end()) return;
  const auto check = [&](const Text& reason) {
    Check result;
    result.subject = subject_of(plan);
    result.reason = reason;
    result.labels.push_back({first->place, first->place.span, {}, "task"});
    return result;
  };
  const graph::RedundantWaits found = graph::redundant_waits(graph);
  if (!found.complete) {
    sink.undetermined([&] { return check({"先后关系过多，没有逐一核对完", "there are too many waits to judge every one"}); });
  }
  if (found.waits.empty()) {
    if (found.complete) sink.holds({}, [&] { return check({"没有重复的先后关系", "no order is stated twice"}); });
    return;
  }

  constexpr std::size_t kMostTold = 3;
  Finding finding;
  finding.subject = subject_of(plan);
  Text told;
  std::size_t told_count = 0;
  for (const graph::RedundantWait& wait : found.waits) {
    const Edge& edge = graph.edges[wait.edge];
    const Text reason = reason_text(graph, wait);
    finding.labels.push_back({edge.place, edge.place.span, reason, "task"});
    Subject subject = subject_of(plan, static_cast<TaskId>(graph[edge.from].index));
    if (finding.subjects.empty() || finding.subjects.back() != subject) finding.subjects.push_back(std::move(subject));
    if (told_count++ >= kMostTold) continue;
    told.zh += (told.empty() ? "" : "；") + reason.zh;
    told.en += (told.en.empty() ? "" : "; ") + reason.en;
  }
  const std::size_t count = found.waits.size();
  if (count > kMostTold) {
    told.zh += "等";
    told.en += "; and more";
  }
  finding.message = dsl::fill({"有 {n} 处“后于”已由其他先后关系包含：{list}。", "{n} already by other waits: {list}."},
                              {{"n", {std::to_string(count), count == 1 ? "1 “after” is implied" : std::to_string(count) + " “after” are implied"}},
                               {"list", told}});
  finding.help = {"删去重复的一处，先后次序不变。", "Delete them; the order stays the same."};
  sink.fails(std::move(finding));
}

}  // namespace

}  // namespace gouji::analyzer::rules
