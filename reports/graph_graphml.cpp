#include <fmt/format.h>

#include <array>
#include <iterator>

#include "reports/graph.hpp"
#include "reports/snippet.hpp"
#include "reports/xml.hpp"

namespace gouji::reports {

namespace {

using analyzer::Place;
using graph::Vertex;

struct Key {
  std::string_view id;
  std::string_view of;
  std::string_view type;
};

constexpr std::array kKeys{
    Key{"kind", "all", "string"},  Key{"id", "node", "string"},     Key{"name", "node", "string"},     Key{"severity", "node", "string"},
    Key{"line", "all", "int"},     Key{"column", "all", "int"},     Key{"document", "all", "string"},
};

}  // namespace

// http://graphml.graphdrawing.org/specification.html
std::string render_graphml(const GraphView& view) {
  const graph::Graph& graph = *view.graph;
  const dsl::SourceText& source = *graph.plan->source;
  fmt::memory_buffer out;
  const auto to = std::back_inserter(out);
  const auto data = [&](std::string_view key, std::string_view value) {
    fmt::format_to(to, "      <data key=\"{}\">{}</data>\n", key, escape_xml(visible(value)));
  };
  const auto place = [&](const Place& at) {
    const dsl::LineColumn begin = source.position(at.span.begin);
    data("line", std::to_string(begin.line));
    data("column", std::to_string(begin.column));
    if (at.document) data("document", at.document->text);
  };

  fmt::format_to(to,
                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                 "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
                 "    xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
  for (const Key& key : kKeys) {
    fmt::format_to(to, "  <key id=\"{0}\" for=\"{1}\" attr.name=\"{0}\" attr.type=\"{2}\"/>\n", key.id, key.of, key.type);
  }
  fmt::format_to(to, "  <graph id=\"plan\" edgedefault=\"directed\">\n");
  for (Vertex v = 0; v < graph.nodes.size(); ++v) {
    if (!view.nodes[v]) continue;
    const graph::Node& node = graph[v];
    fmt::format_to(to, "    <node id=\"n{}\">\n", v);
    data("kind", graph::to_string(node.kind));
    data("id", node.id);
    data("name", node.name);
    if (view.marks[v]) data("severity", analyzer::to_string(*view.marks[v]));
    place(node.place);
    fmt::format_to(to, "    </node>\n");
  }
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    if (!view.edges[i]) continue;
    const graph::Edge& edge = graph.edges[i];
    fmt::format_to(to, "    <edge id=\"e{}\" source=\"n{}\" target=\"n{}\">\n", i, edge.from, edge.to);
    data("kind", graph::to_string(edge.kind));
    place(edge.place);
    fmt::format_to(to, "    </edge>\n");
  }
  fmt::format_to(to, "  </graph>\n</graphml>\n");
  return fmt::to_string(out);
}

}  // namespace gouji::reports
