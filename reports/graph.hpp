// The dependency graph for people and programs: pictures (Graphviz, Mermaid), data (GraphML, JSON) and lists. Pure functions of a
// view: a graph with what is shown of it, and the findings that mark its nodes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/audit/finding.hpp"
#include "analyzer/graph/analysis.hpp"
#include "reports/report.hpp"

namespace gouji::reports {

namespace graph = analyzer::graph;

inline constexpr std::string_view kGraphSchemaVersion = "1";

// How a picture shows who is responsible: as nodes of their own, as words in the box of the task, or not at all.
enum class UnitsAs : std::uint8_t { Nodes, Words, Nothing };

// Beyond so many links to organisations a picture is unreadable, and they become words in the boxes.
inline constexpr std::size_t kMostDrawnUnits = 40;

struct GraphView {
  const graph::Graph* graph = nullptr;
  std::vector<bool> nodes;                                     // shown, by node
  std::vector<bool> edges;                                     // shown, by edge; both ends are
  std::vector<std::optional<analyzer::Severity>> marks;        // the gravest finding about it, by node
  std::optional<graph::Vertex> focus;                          // what --around or --impact asks for
  UnitsAs units = UnitsAs::Nodes;
  std::vector<graph::NodeKind> without;                        // kinds that were asked to be left out
  Language language = Language::Chinese;
  std::string version;                                         // of the program
};

// All of the graph. Findings, and those folded under them, mark their subjects.
[[nodiscard]] GraphView view_of(const graph::Graph& graph, std::span<const analyzer::Finding> findings, Language language);

// What a picture shows of a whole plan: tasks, indicators, and what is tied to them; not the words of goals nobody measures, units of
// measure, tables and the like. `units`: absent, as many as are readable.
void keep_for_picture(GraphView& view, std::optional<UnitsAs> units);
// Of any picture: sections become frames around their tasks.
void draw_sections_as_frames(GraphView& view);
// What is at most `depth` edges away from a node. Nobody passes through sections, tables and units of measure, which hold half of
// everything, but from a section down to what stands in it.
void keep_around(GraphView& view, graph::Vertex node, std::size_t depth);
// What is touched when the node slips, and the ways there.
void keep_impact(GraphView& view, graph::Vertex node, const graph::Impact& touched);
void leave_out(GraphView& view, std::span<const graph::NodeKind> kinds);

[[nodiscard]] std::string render_dot(const GraphView& view);
[[nodiscard]] std::string render_mermaid(const GraphView& view);
[[nodiscard]] std::string render_graphml(const GraphView& view);
// graph.schema.json beside this file describes it.
[[nodiscard]] std::string render_graph_json(const GraphView& view);

// What is touched when the node slips and what it needs itself, each with the way there.
[[nodiscard]] std::string render_impact(const graph::Graph& graph, graph::Vertex node, Language language);
// The work list of each organisation, the tasks it leads first.
[[nodiscard]] std::string render_work_lists(const graph::Graph& graph, Language language);
// Tasks down, organisations across.
[[nodiscard]] std::string render_matrix(const graph::Graph& graph, Language language);

}  // namespace gouji::reports
