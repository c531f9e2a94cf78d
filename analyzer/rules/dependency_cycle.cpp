#include <algorithm>
#include <array>
#include <set>

#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/graph/analysis.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule dependency_cycle;
constinit const Rule dependency_cycle{
    .code = "GJ0507",
    .name = "dependency-cycle",
    .family = "structure",
    .severity = Severity::Error,
    .title = {"依赖关系成环", "Dependencies run in a circle"},
    .page =
        {
            .checks = {"任务的先后（后于）、章节的归属（载于）、指标的包含（属于、不超出、合计）与推算（比率、合计）是否绕成一圈："
                       "列出最短的一圈，每一步注明出处，并指出最少改掉哪几处就能解开。",
                       "Whether the order of tasks (after), the nesting of sections, the containment of indicators (part of, within, sums) or "
                       "what they are worked out from (ratios, sums) runs in a circle: the shortest circle with the place of every step, and "
                       "the smallest set of steps whose removal opens it."},
            .why = {"互相等待的任务谁也无法先开工；互相包含的指标只有全部相等才成立；互相推算的指标谁也算不出来。",
                    "Of tasks that wait for each other none can start; indicators that contain each other would all have to be equal; of "
                    "indicators worked out from each other none can be worked out first."},
            .guards =
                {"比率与它的分子、分母之间的包含关系不算环（比率 = 部分 / 整体，部分不超出整体）；部分不超出包含它的合计不算环；"
                 "同一个比率换一种写法再写一遍（R = A / B 与 B = A / R）不算环。"
                 "只由“属于”“不超出”绕成的圈和经过比率的圈只算警告：前者在全部相等时仍能成立，后者可能只是同一组数的几种算法。"
                 "一组互相缠绕的只报一条。任务不超过 15 项时“最少几处”是确切的，更多时按启发式给出并注明。",
                 "A ratio of a part and its whole is no circle, nor is a part within the sum that holds it, nor one ratio written in "
                 "several ways (R = A / B and B = A / R). Circles of part of and within alone, and circles over ratios, are warnings: the "
                 "former hold when all are equal, the latter may be several ways to work out the same figures. All circles that hang "
                 "together are one finding. The smallest cut is exact up to 15 members; beyond, a heuristic gives it and it says so."},
            .failing = R"(plan 松溪 "松溪县数据归集工作方案" {
    period 2024..2026 @2
    task 1 "编制数据目录" @5 {
        after 3
        //^ dependency-cycle: 3
    }
    task 2 "建设归集平台" @6 {
        after 1
    }
    task 3 "开展数据普查" @7 {
        after 2
    }
}
)",
            .passing = R"(plan 松溪 "松溪县数据归集工作方案" {
    period 2024..2026 @2
    indicator 归集 "已归集事项数" 项 {
        target 2026 = 300项 @9
    }
    indicator 事项 "应归集事项数" 项 {
        target 2026 = 400项 @9
    }
    indicator 归集率 "归集率" ratio % {
        target 2026 = 75% @9
    }
    relation 归集率 = 归集 / 事项 @9
    relation 归集 within 事项 @9
    task 1 "开展数据普查" @5 { }
    task 2 "编制数据目录" @6 {
        after 1
    }
    task 3 "建设归集平台" @7 {
        after 1, 2
    }
}
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

using graph::Circle;
using graph::CircleKind;
using graph::Edge;
using graph::EdgeKind;
using graph::Graph;
using graph::NodeKind;
using graph::Vertex;

// Words of one kind of circle.
struct CircleWords {
  dsl::Template what;    // what runs in a circle
  dsl::Template effect;
  dsl::Template help;
};

constexpr std::array<CircleWords, 4> kWords{{
    {{"任务互相等待", "Tasks wait for each other"}, {"谁也无法先开工", "so none of them can start"},
     {"核对先后次序", "Check the order of the tasks"}},
    {{"章节互相包含", "Sections stand in each other"}, {"归不到任何一章", "so they belong to no chapter"},
     {"核对章节的归属", "Check which section stands in which"}},
    {{"指标互相包含", "Indicators contain each other"}, {"只有各项全部相等才能成立", "which holds only if all of them are equal"},
     {"核对哪一项包含哪一项", "Check which indicator is a part of which"}},
    {{"指标互相推算", "Indicators are worked out from each other"}, {"没有一项能先算出来", "so none can be worked out first"},
     {"核对算式，留下确实采用的一种", "Check the formulas and keep those in use"}},
}};

const CircleWords& words_of(const Circle& circle) { return kWords[static_cast<std::size_t>(circle.kind)]; }

Text name_of(const Graph& graph, Vertex vertex) { return {"“" + graph[vertex].name + "”"}; }

Text step_text(const Graph& graph, const Circle& circle, std::uint32_t number) {
  const Edge& edge = graph.edges[number];
  const Vertex from = graph::walks_from(graph, circle, number);
  const Vertex to = from == edge.from ? edge.to : edge.from;
  dsl::Template pattern{"{from}后于{to}", "{from} after {to}"};
  if (circle.kind == CircleKind::Sections) pattern = {"{from}载于{to}", "{from} in {to}"};
  if (circle.kind == CircleKind::Containment) pattern = {"{from}属于{to}", "{from} a part of {to}"};
  if (circle.kind == CircleKind::Containment && from != edge.from) pattern = {"{from}计入{to}", "{from} a summand of {to}"};
  if (circle.kind == CircleKind::Definition) pattern = {"{from}由{to}算得", "{from} worked out from {to}"};
  return dsl::fill(pattern, {{"from", name_of(graph, from)}, {"to", name_of(graph, to)}});
}

Text line_text(const Graph& graph, std::uint32_t edge) {
  const std::string line = std::to_string(graph.plan->source->position(graph.edges[edge].place.span.begin).line);
  return dsl::fill({"（第 {line} 行）", " (line {line})"}, {{"line", line}});
}

// A long circle is told by its ends; its labels and subjects have it whole.
Text path_text(const Graph& graph, const Circle& circle) {
  constexpr std::size_t kMost = 8;
  constexpr std::size_t kLast = 2;
  std::vector<Text> steps;
  for (std::size_t i = 0; i < circle.path.size(); ++i) {
    const bool told = circle.path.size() <= kMost || i + kLast >= circle.path.size() || i < kMost - kLast;
    if (told) {
      steps.push_back(step_text(graph, circle, circle.path[i]));
    } else if (i == kMost - kLast) {
      steps.push_back(dsl::fill({"……（另有 {n} 步）", "… ({n} more steps)"}, {{"n", std::to_string(circle.path.size() - kMost)}}));
    }
  }
  return dsl::join(steps);
}

Text cut_text(const Graph& graph, const Circle& circle) {
  constexpr std::size_t kMost = 5;
  std::vector<Text> steps;
  for (std::size_t i = 0; i < circle.cut.size() && i < kMost; ++i) {
    const Text step = step_text(graph, circle, circle.cut[i]);
    const Text line = line_text(graph, circle.cut[i]);
    steps.emplace_back(step.zh + line.zh, step.en + line.en);
  }
  if (circle.cut.size() > kMost) steps.emplace_back("……", "…");
  const std::string count = std::to_string(circle.cut.size());
  return dsl::fill(circle.smallest ? dsl::Template{"{help}；最少改掉 {n} 处即可解开：{steps}。", "{help}; removing {n} is the least that opens it: {steps}."}
                                   : dsl::Template{"{help}；改掉这 {n} 处即可解开（未必最少）：{steps}。",
                                                   "{help}; removing these {n} opens it (fewer may do): {steps}."},
                   {{"help", dsl::fill(words_of(circle).help, {})}, {"n", count}, {"steps", dsl::join(steps)}});
}

std::optional<Subject> subject_of(const Graph& graph, Vertex vertex) {
  const graph::Node& node = graph[vertex];
  switch (node.kind) {
    case NodeKind::Task:
    case NodeKind::Safeguard: return analyzer::subject_of(*graph.plan, static_cast<TaskId>(node.index));
    case NodeKind::Indicator: return analyzer::subject_of(*graph.plan, static_cast<IndicatorId>(node.index));
    case NodeKind::Section: return analyzer::subject_of(*graph.plan, static_cast<SectionId>(node.index));
    default: return std::nullopt;
  }
}

void tell(const Graph& graph, const Circle& circle, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(graph, graph::walks_from(graph, circle, circle.path.front())).value_or(analyzer::subject_of(*graph.plan));
  finding.message = dsl::fill({"{what}：{path}，{effect}。", "{what}: {path}, {effect}."},
                              {{"what", dsl::fill(words_of(circle).what, {})},
                               {"path", path_text(graph, circle)},
                               {"effect", dsl::fill(words_of(circle).effect, {})}});
  const std::set<std::uint32_t> cut(circle.cut.begin(), circle.cut.end());
  std::set<std::uint32_t> labelled;
  const auto label = [&](std::uint32_t number) {
    if (!labelled.insert(number).second) return;
    const Place& place = graph.edges[number].place;
    finding.labels.push_back({place, place.span, step_text(graph, circle, number), cut.contains(number) ? "cut" : "relation"});
  };
  // The step to look at first is the one whose removal opens the circle.
  for (const std::uint32_t number : circle.path) {
    if (cut.contains(number)) label(number);
  }
  for (const std::uint32_t number : circle.path) label(number);
  for (const std::uint32_t number : circle.cut) label(number);
  for (const Vertex vertex : circle.members) {
    if (auto subject = subject_of(graph, vertex)) finding.subjects.push_back(*std::move(subject));
  }
  if (circle.members.size() > circle.path.size()) {
    finding.notes.push_back(dsl::fill({"卷入循环的共 {n} 项，这里列的是最短的一圈。", "{n} are caught up in circles; this is the shortest of them."},
                                      {{"n", std::to_string(circle.members.size())}}));
  }
  if (!circle.shortest) finding.notes.push_back({"牵连过多，可能还有更短的一圈。", "Too many hang together to be certain that no shorter circle exists."});
  finding.help = cut_text(graph, circle);
  const bool certain = circle.kind == CircleKind::Tasks || circle.kind == CircleKind::Sections || circle.through_sum;
  sink.fails(std::move(finding), certain ? Severity::Error : Severity::Warning);
}

void run(const Plan& plan, Sink& sink) {
  const Graph& graph = graph::graph_of(plan);
  const std::vector<Circle> circles = graph::circles_of(graph);
  for (const Circle& circle : circles) tell(graph, circle, sink);
  if (!circles.empty()) return;
  const auto first = std::find_if(graph.edges.begin(), graph.edges.end(), [](const Edge& edge) {
    return edge.kind == EdgeKind::WaitsFor || edge.kind == EdgeKind::SubsetOf || edge.kind == EdgeKind::DerivedFrom;
  });
  if (first == graph.edges.end()) return;
  sink.holds({}, [&] {
    Check check;
    check.subject = analyzer::subject_of(plan);
    check.reason = {"任务的先后、指标的包含与推算都没有成环", "neither tasks nor indicators depend on themselves"};
    check.labels.push_back({first->place, first->place.span, {}, "relation"});
    return check;
  });
}

}  // namespace

}  // namespace gouji::analyzer::rules
