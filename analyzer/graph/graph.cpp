#include "analyzer/graph/graph.hpp"

#include <algorithm>
#include <array>

namespace gouji::analyzer::graph {

namespace {

struct Words {
  std::string_view name;
  std::string_view zh;
  std::string_view en;
};

constexpr std::array<Words, kNodeKindCount> kNodeWords{{
    {"plan", "方案", "plan"},
    {"citation", "依据", "cited document"},
    {"section", "章节", "section"},
    {"phase", "阶段", "phase"},
    {"task", "任务", "task"},
    {"safeguard", "保障", "safeguard"},
    {"indicator", "指标", "indicator"},
    {"goal", "定性目标", "goal"},
    {"table", "表", "table"},
    {"org", "机构", "organisation"},
    {"unit", "计量单位", "unit of measure"},
}};

constexpr std::array<Words, kEdgeKindCount> kEdgeWords{{
    {"supports", "支撑", "supports"},
    {"waits-for", "后于", "waits for"},
    {"led-by", "牵头", "is led by"},
    {"takes-part", "参与", "is joined by"},
    {"owned-by", "归口", "is owned by"},
    {"measured-in", "计量", "is measured in"},
    {"measured-by", "衡量", "is measured by"},
    {"subset-of", "属于", "is a part of"},
    {"derived-from", "算自", "is worked out from"},
    {"part-of", "载于", "stands in"},
    {"follows", "接续", "follows"},
    {"rests-on", "依据", "rests on"},
}};

const Words& words(NodeKind kind) { return kNodeWords[static_cast<std::size_t>(kind)]; }
const Words& words(EdgeKind kind) { return kEdgeWords[static_cast<std::size_t>(kind)]; }

const std::vector<std::string>& short_names(const Graph& graph, const Node& node) {
  static const std::vector<std::string> none;
  if (node.kind == NodeKind::Indicator) return graph.plan->indicators[node.index].aliases;
  if (node.kind == NodeKind::Org) return graph.plan->orgs[node.index].aliases;
  return none;
}

bool is_called(const Graph& graph, const Node& node, std::string_view name) {
  if (node.name == name) return true;
  const auto& others = short_names(graph, node);
  return std::find(others.begin(), others.end(), name) != others.end();
}

}  // namespace

std::vector<Vertex> nodes_called(const Graph& graph, std::string_view name) {
  std::vector<Vertex> by_id;
  std::vector<Vertex> by_name;
  std::vector<Vertex> by_kind;
  for (Vertex v = 0; v < graph.nodes.size(); ++v) {
    const Node& node = graph[v];
    if (node.id == name) by_id.push_back(v);
    if (is_called(graph, node, name)) by_name.push_back(v);
    for (const std::string_view kind : {words(node.kind).name, words(node.kind).zh}) {
      if (!name.starts_with(kind) || !name.substr(kind.size()).starts_with(':')) continue;
      const std::string_view rest = name.substr(kind.size() + 1);
      if (node.id == rest || is_called(graph, node, rest)) by_kind.push_back(v);
    }
  }
  return !by_id.empty() ? by_id : !by_name.empty() ? by_name : by_kind;
}

std::vector<std::string_view> names_of(const Graph& graph) {
  std::vector<std::string_view> names;
  for (const Node& node : graph.nodes) {
    names.push_back(node.id);
    names.push_back(node.name);
    for (const std::string& other : short_names(graph, node)) names.push_back(other);
  }
  return names;
}

std::string_view to_string(NodeKind kind) { return words(kind).name; }
std::string_view to_string(EdgeKind kind) { return words(kind).name; }
Text words_of(NodeKind kind) { return {std::string(words(kind).zh), std::string(words(kind).en)}; }
Text words_of(EdgeKind kind) { return {std::string(words(kind).zh), std::string(words(kind).en)}; }

std::optional<NodeKind> node_kind(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::Plan: return NodeKind::Plan;
    case SubjectKind::Indicator: return NodeKind::Indicator;
    case SubjectKind::Task: return NodeKind::Task;
    case SubjectKind::Org: return NodeKind::Org;
    case SubjectKind::Phase: return NodeKind::Phase;
    case SubjectKind::Section: return NodeKind::Section;
    case SubjectKind::Table: return NodeKind::Table;
    default: return std::nullopt;
  }
}

Text title_of(const Node& node) {
  const bool plain = node.id == node.name;
  return dsl::fill(plain ? dsl::Template{"{kind}“{name}”", "{kind} “{name}”"} : dsl::Template{"{kind} {id}“{name}”", "{kind} {id} “{name}”"},
                   {{"kind", words_of(node.kind)}, {"id", node.id}, {"name", node.name}});
}

Text sentence_of(const Graph& graph, const Edge& edge) {
  const auto name = [&](Vertex v) { return title_of(graph[v]); };
  static constexpr std::array<dsl::Template, kEdgeKindCount> kSentences{{
      {"{from}支撑{to}", "{from} supports {to}"},
      {"{from}后于{to}", "{from} waits for {to}"},
      {"{from}由{to}牵头", "{from} is led by {to}"},
      {"{from}有{to}参与", "{from} is joined by {to}"},
      {"{from}归口{to}", "{from} is owned by {to}"},
      {"{from}以{to}计量", "{from} is measured in {to}"},
      {"{from}以{to}衡量", "{from} is measured by {to}"},
      {"{from}属于{to}", "{from} is a part of {to}"},
      {"{from}由{to}算得", "{from} is worked out from {to}"},
      {"{from}载于{to}", "{from} stands in {to}"},
      {"{from}接续{to}", "{from} follows {to}"},
      {"{from}依据{to}", "{from} rests on {to}"},
  }};
  const std::string line = std::to_string(graph.plan->source->position(edge.place.span.begin).line);
  return dsl::fill({"{sentence}（第 {line} 行）", "{sentence} (line {line})"},
                   {{"sentence", dsl::fill(kSentences[static_cast<std::size_t>(edge.kind)], {{"from", name(edge.from)}, {"to", name(edge.to)}})},
                    {"line", line}});
}

}  // namespace gouji::analyzer::graph
