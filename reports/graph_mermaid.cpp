#include <fmt/format.h>

#include <array>
#include <iterator>

#include "reports/graph_words.hpp"
#include "reports/snippet.hpp"

namespace gouji::reports {

namespace {

using graph::EdgeKind;
using graph::NodeKind;
using graph::Vertex;

// Mermaid's own entities: #quot; for a name, #35; for a number.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : visible(text)) {
    switch (c) {
      case '"': result += "#quot;"; break;
      case '<': result += "#lt;"; break;
      case '>': result += "#gt;"; break;
      case '&': result += "#amp;"; break;
      case '#': result += "#35;"; break;
      case '`': result += "#96;"; break;
      case '\\': result += "#92;"; break;
      case ';': result += "#59;"; break;
      default: result += c;
    }
  }
  return result;
}

struct Brackets {
  std::string_view open;
  std::string_view close;
};

Brackets brackets_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::Task: return {"[", "]"};
    case NodeKind::Safeguard: return {"(", ")"};
    case NodeKind::Indicator: return {"{{", "}}"};
    case NodeKind::Goal: return {">", "]"};
    case NodeKind::Org: return {"[[", "]]"};
    case NodeKind::Phase: return {"[/", "/]"};
    case NodeKind::Table: return {"[(", ")]"};
    case NodeKind::Unit: return {"((", "))"};
    case NodeKind::Plan:
    case NodeKind::Section:
    case NodeKind::Citation: return {"([", "])"};
  }
  return {"[", "]"};
}

std::string_view arrow_of(EdgeKind kind) {
  switch (kind) {
    case EdgeKind::WaitsFor:
    case EdgeKind::LedBy: return "==>";
    case EdgeKind::Supports: return "-->";
    default: return "-.->";
  }
}

class Drawing {
 public:
  explicit Drawing(const GraphView& view) : view_(view), graph_(*view.graph) {}

  std::string run() {
    line(0, "---");
    line(0, "title: \"{}\"", yaml(caption_of(view_).front()));
    line(0, "---");
    line(0, "flowchart LR");
    const Clusters clusters = clusters_of(view_);
    for (const Cluster& cluster : clusters.sections) draw(cluster, 1);
    for (const Vertex vertex : clusters.others) draw(vertex, 1);
    for (std::size_t i = 0; i < graph_.edges.size(); ++i) {
      if (!view_.edges[i]) continue;
      const graph::Edge& edge = graph_.edges[i];
      line(1, "n{} {}|\"{}\"| n{}", edge.from, arrow_of(edge.kind), escaped(pick(graph::words_of(edge.kind), view_.language)), edge.to);
    }
    classes();
    return fmt::to_string(out_);
  }

 private:
  template <typename... Args>
  void line(std::size_t depth, fmt::format_string<Args...> pattern, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), "{:{}}", "", 2 * depth);
    fmt::format_to(std::back_inserter(out_), pattern, std::forward<Args>(args)...);
    out_.push_back('\n');
  }

  // In a double-quoted string of the front matter.
  static std::string yaml(std::string_view text) {
    std::string result;
    for (const char c : visible(text)) {
      if (c == '"' || c == '\\') result += '\\';
      result += c;
    }
    return result;
  }

  void draw(const Cluster& cluster, std::size_t depth) {
    line(depth, "subgraph s{}[\"{}\"]", cluster.section, escaped(graph_[cluster.section].name));
    for (const Vertex vertex : cluster.nodes) draw(vertex, depth + 1);
    for (const Cluster& part : cluster.parts) draw(part, depth + 1);
    line(depth, "end");
  }

  void draw(Vertex vertex, std::size_t depth) {
    const BoxWords words = box_words(view_, vertex);
    std::string label;
    for (const auto* lines : {&words.title, &words.detail}) {
      for (const std::string& text : *lines) label += (label.empty() ? "" : "<br/>") + escaped(text);
    }
    const Brackets brackets = brackets_of(graph_[vertex].kind);
    line(depth, "n{}{}\"{}\"{}", vertex, brackets.open, label, brackets.close);
  }

  void classes() {
    static constexpr std::array kClasses{
        std::pair{analyzer::Severity::Error, "fill:#fadbd8,stroke:#c0392b,stroke-width:2px"},
        std::pair{analyzer::Severity::Warning, "fill:#fdebc8,stroke:#b9770e,stroke-width:2px"},
        std::pair{analyzer::Severity::Info, "fill:#d6eaf8,stroke:#2e86c1,stroke-width:2px"},
    };
    for (const auto& [severity, look] : kClasses) {
      std::string members;
      for (Vertex v = 0; v < graph_.nodes.size(); ++v) {
        if (view_.nodes[v] && view_.marks[v] == severity) members += fmt::format("{}n{}", members.empty() ? "" : ",", v);
      }
      if (members.empty()) continue;
      line(1, "classDef {} {}", analyzer::to_string(severity), look);
      line(1, "class {} {}", members, analyzer::to_string(severity));
    }
  }

  const GraphView& view_;
  const graph::Graph& graph_;
  fmt::memory_buffer out_;
};

}  // namespace

std::string render_mermaid(const GraphView& view) { return Drawing(view).run(); }

}  // namespace gouji::reports
