// A plan as a graph: what it names are nodes, what it says of two of them are edges, each with the place that says so. Everything is
// in order of the plan's own lists, so a graph depends on the plan alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/audit/finding.hpp"
#include "analyzer/graph/algorithms.hpp"

namespace gouji::analyzer::graph {

enum class NodeKind : std::uint8_t {
  Plan,
  Citation,  // a document the plan rests on
  Section,
  Phase,
  Task,
  Safeguard,
  Indicator,
  Goal,
  Table,
  Org,
  Unit,  // of measure, as written
};
constexpr std::size_t kNodeKindCount = 11;

// Each is read from its beginning to its end: task supports indicator, task waits for task.
enum class EdgeKind : std::uint8_t {
  Supports,     // task → indicator: by 支撑, or a figure of it that stands in the task
  WaitsFor,     // task → the task it comes after
  LedBy,        // task → organisation
  TakesPart,    // task → organisation that is named with it and does not lead, or of which that is unknown
  OwnedBy,      // indicator → organisation
  MeasuredIn,   // indicator → unit of measure
  MeasuredBy,   // goal → indicator
  SubsetOf,     // indicator → the indicator it is a part of (属于, 不超出)
  DerivedFrom,  // indicator → an operand of its ratio or sum
  PartOf,       // task, safeguard, goal → section; section → section, plan; task → phase; indicator → table
  Follows,      // phase → the phase before it in time
  RestsOn,      // plan → citation
};
constexpr std::size_t kEdgeKindCount = 12;

[[nodiscard]] std::string_view to_string(NodeKind kind);  // "task", "indicator", …
[[nodiscard]] std::string_view to_string(EdgeKind kind);  // "supports", "waits-for", …
[[nodiscard]] Text words_of(NodeKind kind);               // 任务 / task
[[nodiscard]] Text words_of(EdgeKind kind);               // 后于 / waits for

struct Node {
  NodeKind kind = NodeKind::Task;
  std::uint32_t index = 0;  // in the plan's list of its kind; of a unit of measure in order of mention
  Words id;
  Words name;               // the id when the plan gives no other
  Place place;              // absent of a unit: where it is mentioned first
};

struct Edge {
  Vertex from = 0;  // in Graph::nodes
  Vertex to = 0;
  EdgeKind kind = EdgeKind::Supports;
  Place place;                             // its span is the narrowest text that says so
  std::optional<std::uint32_t> relation;   // of DerivedFrom, and SubsetOf by 不超出: in the plan's relations
};

struct Graph {
  const Plan* plan = nullptr;  // outlives the graph, whose names are views into its own
  std::vector<Node> nodes;
  std::vector<Edge> edges;

  // By the index in the plan's list of that kind. A safeguard is found as a task, too.
  [[nodiscard]] Vertex at(NodeKind kind, std::size_t index_in_plan) const { return first_[static_cast<std::size_t>(kind)][index_in_plan]; }
  [[nodiscard]] const Node& operator[](Vertex vertex) const { return nodes[vertex]; }

 private:
  friend class Builder;
  std::vector<std::vector<Vertex>> first_;  // by kind and index in the plan's list
};

[[nodiscard]] Graph build(const Plan& plan);
// The same, built once for all rules of an audit.
[[nodiscard]] const Graph& graph_of(const Plan& plan);

// What a finding can speak of, as a kind of node; absent for a figure.
[[nodiscard]] std::optional<NodeKind> node_kind(SubjectKind kind);

// The nodes a person may mean by a name: those with that id, else those with that name or short name. "task:4" or "任务:4" names the
// kind as well.
[[nodiscard]] std::vector<Vertex> nodes_called(const Graph& graph, std::string_view name);
// Every id, name and short name, for the question which one was meant.
[[nodiscard]] std::vector<std::string_view> names_of(const Graph& graph);

// "任务 4“专利导航项目”" / "task 4 “…”"; without the id where it says no more than the name.
[[nodiscard]] Text title_of(const Node& node);
// "“甲”后于“乙”（第 12 行）": the edge as a sentence, and the line of the plan file.
[[nodiscard]] Text sentence_of(const Graph& graph, const Edge& edge);

// A part of the edges as arcs over all nodes, and back.
struct Selection {
  std::vector<Arc> arcs;
  std::vector<std::uint32_t> edges;  // by arc, in Graph::edges
};

template <typename Test>
[[nodiscard]] Selection select(const Graph& graph, Test test) {
  Selection selection;
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    if (!test(graph.edges[i])) continue;
    selection.arcs.push_back({graph.edges[i].from, graph.edges[i].to});
    selection.edges.push_back(static_cast<std::uint32_t>(i));
  }
  return selection;
}

}  // namespace gouji::analyzer::graph
