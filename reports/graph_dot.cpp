#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "reports/graph_words.hpp"
#include "reports/snippet.hpp"
#include "reports/xml.hpp"

namespace gouji::reports {

namespace {

using analyzer::Severity;
using graph::Edge;
using graph::EdgeKind;
using graph::NodeKind;
using graph::Vertex;

// Inside of "…". A backslash would begin an escape of Graphviz's own, and & an entity.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : visible(text)) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
    if (c == '&') result += "amp;";
  }
  return result;
}

// Inside of <…>.
std::string marked_up(std::string_view text) { return escape_xml(visible(text)); }

std::string label_of(const BoxWords& words) {
  std::string label = "<";
  for (const std::string& line : words.title) label += (label.size() > 1 ? "<BR/>" : "") + marked_up(line);
  for (const std::string& line : words.detail) {
    label += fmt::format(R"(<BR/><FONT POINT-SIZE="9" COLOR="#56606b">{}</FONT>)", marked_up(line));
  }
  return label + ">";
}

struct Look {
  std::string_view shape;
  std::string_view style;
  std::string_view fill;
  std::string_view line;
};

Look look_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::Task: return {"box", "filled,rounded", "#ffffff", "#44546a"};
    case NodeKind::Safeguard: return {"box", "filled,rounded,dashed", "#ffffff", "#8497b0"};
    case NodeKind::Indicator: return {"note", "filled", "#eef4ea", "#548235"};
    case NodeKind::Goal: return {"ellipse", "filled", "#ffffff", "#7f6000"};
    case NodeKind::Org: return {"component", "filled", "#f2ecf7", "#7a5c99"};
    case NodeKind::Phase: return {"cds", "filled", "#ffffff", "#808080"};
    case NodeKind::Table: return {"tab", "filled", "#ffffff", "#808080"};
    case NodeKind::Unit: return {"ellipse", "filled", "#ffffff", "#808080"};
    case NodeKind::Citation:
    case NodeKind::Plan:
    case NodeKind::Section: return {"folder", "filled", "#ffffff", "#808080"};
  }
  return {"box", "filled", "#ffffff", "#808080"};
}

// Fill and line of a marked node.
std::pair<std::string_view, std::string_view> colours_of(Severity severity) {
  switch (severity) {
    case Severity::Error: return {"#fadbd8", "#c0392b"};
    case Severity::Warning: return {"#fdebc8", "#b9770e"};
    case Severity::Info: return {"#d6eaf8", "#2e86c1"};
  }
  return {"#ffffff", "#000000"};
}

std::string_view edge_look(EdgeKind kind) {
  switch (kind) {
    case EdgeKind::Supports: return R"(color="#548235")";
    case EdgeKind::WaitsFor: return R"(color="#c55a11", fontcolor="#c55a11", penwidth=1.6)";
    case EdgeKind::LedBy: return R"(color="#7a5c99", penwidth=1.6)";
    case EdgeKind::TakesPart: return R"(color="#b8a9c9", style=dashed)";
    case EdgeKind::SubsetOf:
    case EdgeKind::DerivedFrom: return R"(color="#2e75b6", fontcolor="#2e75b6", style=dashed)";
    default: return R"(color="#808080", fontcolor="#808080", style=dotted)";
  }
}

class Drawing {
 public:
  explicit Drawing(const GraphView& view) : view_(view), graph_(*view.graph) {}

  std::string run() {
    head();
    const Clusters clusters = clusters_of(view_);
    for (const Cluster& cluster : clusters.sections) draw(cluster, 1);
    draw_others(clusters.others);
    hold_together();
    for (std::size_t i = 0; i < graph_.edges.size(); ++i) {
      if (view_.edges[i]) draw(graph_.edges[i]);
    }
    return fmt::to_string(out_) + "}\n";
  }

 private:
  template <typename... Args>
  void line(std::size_t depth, fmt::format_string<Args...> pattern, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), "{:{}}", "", 2 * depth);
    fmt::format_to(std::back_inserter(out_), pattern, std::forward<Args>(args)...);
    out_.push_back('\n');
  }

  void head() {
    std::string title;
    for (const std::string& words : caption_of(view_)) title += fmt::format("<TR><TD>{}</TD></TR>", marked_up(words));
    line(0, "digraph \"{}\" {{", escaped(graph_.plan->id));
    line(1, R"(graph [rankdir=LR, charset="UTF-8", fontname="Noto Sans CJK SC", fontsize=18, labelloc=t, nodesep=0.14, ranksep=1.2, pad=0.3, bgcolor=white,)");
    line(1, R"(  label=<<TABLE BORDER="0" CELLSPACING="2">{}<TR><TD>{}</TD></TR></TABLE>>];)", title, legend());
    line(1, R"(node [fontname="Noto Sans CJK SC", fontsize=11, margin="0.12,0.06", height=0.3];)");
    line(1, R"(edge [fontname="Noto Sans CJK SC", fontsize=9, arrowsize=0.7];)");
  }

  void draw(const Cluster& cluster, std::size_t depth) {
    std::string title;
    for (const std::string& words : wrapped(graph_[cluster.section].name, 40)) title += (title.empty() ? "" : "\\n") + escaped(words);
    line(depth, "subgraph cluster_{} {{", cluster.section);
    line(depth + 1, R"(label="{}"; labeljust=l; fontsize=12; style="filled,rounded"; fillcolor="{}"; color="#c9d1da";)", title,
         depth == 1 ? "#f4f6f8" : "#fbfcfd");
    draw_nodes(cluster.nodes, depth + 1);
    for (const Cluster& part : cluster.parts) draw(part, depth + 1);
    line(depth, "}}");
  }

  [[nodiscard]] bool is_tied(Vertex vertex) {
    if (tied_.empty()) {
      tied_.assign(graph_.nodes.size(), false);
      for (std::size_t i = 0; i < graph_.edges.size(); ++i) {
        if (!view_.edges[i]) continue;
        tied_[graph_.edges[i].from] = true;
        tied_[graph_.edges[i].to] = true;
      }
    }
    return tied_[vertex];
  }

  void draw_nodes(const std::vector<Vertex>& nodes, std::size_t depth) {
    for (const Vertex vertex : nodes) draw(vertex, depth);
    order_.insert(order_.end(), nodes.begin(), nodes.end());
  }

  void draw(Vertex vertex, std::size_t depth) {
    const graph::Node& node = graph_[vertex];
    const Look look = look_of(node.kind);
    std::string_view fill = look.fill;
    std::string_view colour = look.line;
    std::string width;
    if (const auto& mark = view_.marks[vertex]) {
      std::tie(fill, colour) = colours_of(*mark);
      width = ", penwidth=1.8";
    }
    if (vertex == view_.focus) width = ", penwidth=3";
    line(depth, R"(n{} [shape={}, style="{}", fillcolor="{}", color="{}"{}, label={}];)", vertex, look.shape, look.style, fill, colour, width,
         label_of(box_words(view_, vertex)));
  }

  // Indicators that no shown edge reaches stand together and say so.
  void draw_others(const std::vector<Vertex>& others) {
    std::vector<Vertex> tied;
    std::vector<Vertex> lone;
    for (const Vertex vertex : others) {
      (graph_[vertex].kind == NodeKind::Indicator && !is_tied(vertex) ? lone : tied).push_back(vertex);
    }
    for (const Vertex vertex : tied) draw(vertex, 1);
    if (lone.empty()) return;
    line(1, "subgraph cluster_lone {{");
    line(2, R"(label="{}"; labeljust=l; fontsize=12; style="filled,rounded"; fillcolor="#ffffff"; color="#c9d1da";)",
         view_.language == Language::Chinese ? "没有任务支撑的指标" : "indicators that no task supports");
    for (const Vertex vertex : lone) draw(vertex, 2);
    lone_ = lone;
    line(1, "}}");
  }

  // Parts without an edge between them are stacked in any order. Tied to one unseen point they stand as in the document, and
  // indicators on their own below the others.
  void hold_together() {
    if (order_.empty()) return;
    line(1, "origin [style=invis, shape=point, width=0.01];");
    for (const Vertex vertex : order_) line(1, "origin -> n{} [style=invis];", vertex);
    for (const Vertex vertex : lone_) line(1, "origin -> n{} [style=invis, minlen=2];", vertex);
  }

  void draw(const Edge& edge) {
    const std::string words = edge_words(view_, edge);
    std::string label = words.empty() ? std::string() : fmt::format(R"(, label="{}")", escaped(words));
    // What waits stands to the right of what it waits for, a goal to the right of its indicator, who does a task to the left of it.
    const bool backwards = edge.kind == EdgeKind::WaitsFor || edge.kind == EdgeKind::LedBy || edge.kind == EdgeKind::TakesPart ||
                           edge.kind == EdgeKind::MeasuredBy || edge.kind == EdgeKind::OwnedBy;
    if (backwards) {
      line(1, "n{} -> n{} [dir=back, {}{}];", edge.to, edge.from, edge_look(edge.kind), label);
    } else {
      line(1, "n{} -> n{} [{}{}];", edge.from, edge.to, edge_look(edge.kind), label);
    }
  }

  // Of what the picture holds.
  [[nodiscard]] std::string legend() const {
    const bool zh = view_.language == Language::Chinese;
    std::string cells;
    const auto add = [&](std::string_view fill, std::string_view colour, std::string_view words) {
      cells += fmt::format(R"(<TD BGCOLOR="{}" COLOR="{}" BORDER="1" WIDTH="22"></TD><TD><FONT POINT-SIZE="11">{}  </FONT></TD>)", fill, colour, words);
    };
    const auto has_node = [&](NodeKind kind) {
      for (Vertex v = 0; v < graph_.nodes.size(); ++v) {
        if (view_.nodes[v] && graph_[v].kind == kind) return true;
      }
      return false;
    };
    for (const NodeKind kind : {NodeKind::Task, NodeKind::Safeguard, NodeKind::Indicator, NodeKind::Goal, NodeKind::Org, NodeKind::Phase}) {
      if (has_node(kind)) add(look_of(kind).fill, look_of(kind).line, pick(graph::words_of(kind), view_.language));
    }
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
      for (Vertex v = 0; v < graph_.nodes.size(); ++v) {
        if (!view_.nodes[v] || view_.marks[v] != severity) continue;
        const auto [fill, colour] = colours_of(severity);
        add(fill, colour, fmt::format(fmt::runtime(zh ? "核对有{}" : "audit: {}"), severity_word(severity, view_.language)));
        break;
      }
    }
    return cells.empty() ? std::string() : fmt::format(R"(<TABLE BORDER="0" CELLSPACING="3" CELLPADDING="2"><TR>{}</TR></TABLE>)", cells);
  }

  const GraphView& view_;
  const graph::Graph& graph_;
  std::vector<bool> tied_;
  std::vector<Vertex> order_;  // nodes in sections
  std::vector<Vertex> lone_;   // indicators without an edge
  fmt::memory_buffer out_;
};

}  // namespace

std::string render_dot(const GraphView& view) { return Drawing(view).run(); }

}  // namespace gouji::reports
