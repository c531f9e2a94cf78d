#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/responsible.hpp"
#include "dsl/unicode.hpp"
#include "reports/graph_words.hpp"

namespace gouji::reports {

namespace {

using analyzer::Finding;
using analyzer::Plan;
using graph::Edge;
using graph::EdgeKind;
using graph::Node;
using graph::NodeKind;
using graph::Vertex;

class Marker {
 public:
  explicit Marker(GraphView& view) : view_(view) {
    for (Vertex v = 0; v < view.graph->nodes.size(); ++v) {
      const Node& node = (*view.graph)[v];
      // Findings call a safeguard a task.
      vertices_.emplace(std::pair(node.kind == NodeKind::Safeguard ? NodeKind::Task : node.kind, node.id), v);
    }
  }

  void mark(const Finding& finding) {
    if (finding.subjects.empty()) mark(finding.subject, finding.severity);
    for (const analyzer::Subject& subject : finding.subjects) mark(subject, finding.severity);
    for (const Finding& follower : finding.followers) mark(follower);
  }

 private:
  void mark(const analyzer::Subject& subject, analyzer::Severity severity) {
    const auto kind = graph::node_kind(subject.kind);
    if (!kind) return;
    const auto found = vertices_.find({*kind, subject.id});
    if (found == vertices_.end()) return;
    auto& own = view_.marks[found->second];
    if (!own || severity < *own) own = severity;
  }

  GraphView& view_;
  std::map<std::pair<NodeKind, std::string>, Vertex> vertices_;
};

bool is_responsibility(EdgeKind kind) { return kind == EdgeKind::LedBy || kind == EdgeKind::TakesPart; }

bool is_section_edge(const graph::Graph& graph, const Edge& edge) {
  return edge.kind == EdgeKind::PartOf && (graph[edge.to].kind == NodeKind::Section || graph[edge.to].kind == NodeKind::Plan);
}

// By node: sections that stand in this one, at any depth.
std::vector<bool> sections_below(const graph::Graph& graph, Vertex node) {
  std::vector<std::vector<Vertex>> parts(graph.nodes.size());
  for (const Edge& edge : graph.edges) {
    if (graph[edge.from].kind == NodeKind::Section && is_section_edge(graph, edge)) parts[edge.to].push_back(edge.from);
  }
  std::vector<bool> below(graph.nodes.size(), false);
  for (std::vector<Vertex> open = {node}; !open.empty();) {
    const Vertex here = open.back();
    open.pop_back();
    for (const Vertex part : parts[here]) {
      if (!below[part]) open.push_back(part);
      below[part] = true;
    }
  }
  return below;
}

void drop_loose_edges(GraphView& view) {
  for (std::size_t i = 0; i < view.edges.size(); ++i) {
    const Edge& edge = view.graph->edges[i];
    view.edges[i] = view.edges[i] && view.nodes[edge.from] && view.nodes[edge.to];
  }
}

void drop_lone_nodes(GraphView& view, auto may_go) {
  std::vector<bool> tied(view.nodes.size(), false);
  for (std::size_t i = 0; i < view.edges.size(); ++i) {
    if (!view.edges[i]) continue;
    tied[view.graph->edges[i].from] = true;
    tied[view.graph->edges[i].to] = true;
  }
  for (Vertex v = 0; v < view.nodes.size(); ++v) {
    if (!tied[v] && may_go(view.graph->nodes[v].kind)) view.nodes[v] = false;
  }
}

// --- words ----------------------------------------------------------------------------------------------------------------------

bool is_word_letter(char32_t c) { return c < 0x80 && c > ' '; }

bool may_not_begin_a_line(char32_t c) {
  static constexpr std::u32string_view kClosing = U"，。、；：？！）》〉」』】〕”’％%,.;:?!)]}·…";
  return kClosing.find(c) != std::u32string_view::npos;
}

std::string join_names(const std::vector<std::string>& names, Language language, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) text += (i == 0 ? "" : language == Language::Chinese ? "、" : ", ") + names[i];
  if (names.size() <= most) return text;
  return language == Language::Chinese ? fmt::format("{}等 {} 家", text, names.size()) : fmt::format("{} and {} more", text, names.size() - most);
}

// "牵头 甲局；参与 乙局、丙局": of a task whose organisations are not drawn.
std::string units_words(const GraphView& view, const analyzer::Task& task) {
  const Plan& plan = *view.graph->plan;
  const analyzer::Responsibility& responsibility = analyzer::responsibility_of(plan, task);
  if (responsibility.units.empty()) return {};
  std::vector<std::string> leads;
  std::vector<std::string> others;
  const auto name = [&](const analyzer::Responsible* unit) { return unit->written.empty() ? plan[unit->org].id : unit->written.str(); };
  std::set<analyzer::OrgId> leading;
  for (const analyzer::Responsible* unit : responsibility.leads) {
    leads.push_back(name(unit));
    leading.insert(unit->org);
  }
  for (const analyzer::Responsible* unit : responsibility.units) {
    if (!leading.contains(unit->org)) others.push_back(name(unit));
  }
  constexpr std::size_t kMostLeads = 2;
  constexpr std::size_t kMostOthers = 3;
  const Language language = view.language;
  const bool zh = language == Language::Chinese;
  if (leads.empty()) return join_names(others, language, kMostOthers);
  std::string text = fmt::format("{} {}", zh ? "牵头" : "lead", join_names(leads, language, kMostLeads));
  if (!others.empty()) text += fmt::format("{} {}", zh ? "；参与" : "; with", join_names(others, language, kMostOthers));
  return text;
}

// "2023年基期值 1335 件 → 2026年目标 ≥1600 件"
std::string figure_words(const GraphView& view, std::size_t index) {
  const Plan& plan = *view.graph->plan;
  const auto id = static_cast<analyzer::IndicatorId>(index);
  analyzer::StatementIds goals = analyzer::goals_of(plan, id, false);
  if (goals.empty()) goals = analyzer::goals_of(plan, id, true);
  if (goals.empty()) return {};
  const analyzer::Statement& goal = plan[goals.back()];
  std::string text = fmt::format("{} {}", pick(analyzer::role_text(goal), view.language), analyzer::figure_text(goal));
  if (const auto base = analyzer::baseline_of(plan, id)) {
    text = fmt::format("{} {} → {}", pick(analyzer::role_text(plan[*base]), view.language), analyzer::figure_text(plan[*base]), text);
  }
  return text;
}

constexpr std::size_t kTitleCells = 36;
constexpr std::size_t kDetailCells = 48;

void add_lines(std::vector<std::string>& lines, std::string_view text, std::size_t cells) {
  for (std::string& line : wrapped(text, cells)) lines.push_back(std::move(line));
}

// By node, of sections. Those whose parents run in a circle, or lie deeper than anybody draws, count as sections of the top.
std::vector<std::optional<Vertex>> parents_of(const graph::Graph& graph) {
  constexpr std::size_t kDeepest = 20;
  const Plan& plan = *graph.plan;
  std::vector<std::optional<Vertex>> parents(graph.nodes.size());
  for (std::size_t i = 0; i < plan.sections.size(); ++i) {
    std::optional<analyzer::SectionId> above = plan.sections[i].parent;
    for (std::size_t step = 0; above && step < kDeepest; ++step) above = plan[*above].parent;
    const auto& parent = plan.sections[i].parent;
    if (parent && !above) parents[graph.at(NodeKind::Section, i)] = graph.at(NodeKind::Section, analyzer::index(*parent));
  }
  return parents;
}

}  // namespace

std::vector<std::string> wrapped(std::string_view text, std::size_t most_cells) {
  // Lines of about one length: a last line of a single character is hard to read.
  const std::size_t all = dsl::display_width(text);
  const std::size_t count = (all + most_cells - 1) / most_cells;
  constexpr std::size_t kRoom = 2;  // a wide character
  const std::size_t cells = count < 2 ? most_cells : std::min(most_cells, (all + count - 1) / count + kRoom);
  std::vector<std::string> lines;
  std::string line;
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    // A piece: one character, or a whole word of ASCII letters.
    std::size_t end = at;
    dsl::CodePoint point = dsl::decode(text, at);
    const char32_t first = point.value;
    end += std::max<std::size_t>(point.length, 1);
    while (is_word_letter(first) && end < text.size() && is_word_letter(dsl::decode(text, end).value) && end - at < cells) ++end;
    const std::string_view piece = text.substr(at, end - at);
    const std::size_t piece_width = dsl::display_width(piece);
    at = end;
    if (width > 0 && width + piece_width > cells && !may_not_begin_a_line(first)) {
      lines.push_back(std::move(line));
      line.clear();
      width = 0;
    }
    if (width == 0 && piece == " ") continue;
    line += piece;
    width += piece_width;
  }
  if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

GraphView view_of(const graph::Graph& graph, std::span<const Finding> findings, Language language) {
  GraphView view;
  view.graph = &graph;
  view.nodes.assign(graph.nodes.size(), true);
  view.edges.assign(graph.edges.size(), true);
  view.marks.resize(graph.nodes.size());
  view.language = language;
  Marker marker(view);
  for (const Finding& finding : findings) marker.mark(finding);
  return view;
}

void leave_out(GraphView& view, std::span<const NodeKind> kinds) {
  for (Vertex v = 0; v < view.nodes.size(); ++v) {
    if (v == view.focus) continue;
    if (std::find(kinds.begin(), kinds.end(), view.graph->nodes[v].kind) != kinds.end()) view.nodes[v] = false;
  }
  view.without.insert(view.without.end(), kinds.begin(), kinds.end());
  if (std::find(kinds.begin(), kinds.end(), NodeKind::Org) != kinds.end()) view.units = UnitsAs::Nothing;
  drop_loose_edges(view);
}

void draw_sections_as_frames(GraphView& view) {
  for (std::size_t i = 0; i < view.edges.size(); ++i) {
    if (is_section_edge(*view.graph, view.graph->edges[i])) view.edges[i] = false;
  }
  for (Vertex v = 0; v < view.nodes.size(); ++v) {
    if (view.graph->nodes[v].kind == NodeKind::Section) view.nodes[v] = false;
  }
}

void keep_for_picture(GraphView& view, std::optional<UnitsAs> units) {
  const graph::Graph& graph = *view.graph;
  draw_sections_as_frames(view);
  std::size_t links = 0;
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const Edge& edge = graph.edges[i];
    if (view.edges[i] && is_responsibility(edge.kind) && graph[edge.from].kind == NodeKind::Task) ++links;
  }
  if (view.units != UnitsAs::Nothing) view.units = units.value_or(links > kMostDrawnUnits ? UnitsAs::Words : UnitsAs::Nodes);
  for (Vertex v = 0; v < view.nodes.size(); ++v) {
    switch (graph[v].kind) {
      case NodeKind::Task:
      case NodeKind::Indicator:
      case NodeKind::Goal:
      case NodeKind::Phase:
      case NodeKind::Safeguard: break;
      case NodeKind::Org: view.nodes[v] = view.nodes[v] && view.units == UnitsAs::Nodes; break;
      default: view.nodes[v] = view.nodes[v] && v == view.focus; break;
    }
  }
  drop_loose_edges(view);
  // Organisations of safeguards alone, phases without tasks, goals in words: nothing a dependency is about.
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const Edge& edge = graph.edges[i];
    if (graph[edge.from].kind == NodeKind::Safeguard && is_responsibility(edge.kind)) view.edges[i] = false;
    if (edge.kind == EdgeKind::Follows) view.edges[i] = false;
  }
  drop_lone_nodes(view, [](NodeKind kind) { return kind != NodeKind::Task && kind != NodeKind::Indicator; });
}

void keep_around(GraphView& view, Vertex node, std::size_t depth) {
  const graph::Graph& graph = *view.graph;
  view.focus = node;
  // A table, a unit of measure or the plan holds half of everything: whoever asks for its neighbours gets them, nobody else passes.
  const auto is_hub = [&](NodeKind kind) {
    return kind == NodeKind::Section || kind == NodeKind::Plan || kind == NodeKind::Table || kind == NodeKind::Unit;
  };
  const std::vector<bool> below = sections_below(graph, node);
  std::vector<bool> walked = view.edges;
  for (std::size_t i = 0; i < walked.size(); ++i) {
    const Edge& edge = graph.edges[i];
    if (is_hub(graph[edge.to].kind) && edge.to != node && !below[edge.to]) walked[i] = false;
  }
  const std::vector<bool> near = graph::around(graph, node, depth, walked);
  for (Vertex v = 0; v < near.size(); ++v) view.nodes[v] = view.nodes[v] && near[v];
  view.edges = walked;
  drop_loose_edges(view);
}

void keep_impact(GraphView& view, Vertex node, const graph::Impact& touched) {
  view.focus = node;
  std::vector<bool> nodes(view.nodes.size(), false);
  std::vector<bool> edges(view.edges.size(), false);
  nodes[node] = true;
  for (const Vertex v : touched.nodes) {
    nodes[v] = true;
    edges[touched.last_edge(v)] = true;
  }
  view.nodes = std::move(nodes);
  view.edges = std::move(edges);
}

BoxWords box_words(const GraphView& view, Vertex vertex) {
  const Node& node = (*view.graph)[vertex];
  const Plan& plan = *view.graph->plan;
  BoxWords words;
  const bool numbered = (node.kind == NodeKind::Task || node.kind == NodeKind::Safeguard) && node.id != node.name;
  add_lines(words.title, numbered ? fmt::format("{} {}", node.id, node.name) : node.name.str(), kTitleCells);
  std::string detail;
  if (node.kind == NodeKind::Indicator) detail = figure_words(view, node.index);
  if (numbered || node.kind == NodeKind::Task) {
    const analyzer::Task& task = plan.tasks[node.index];
    if (view.units == UnitsAs::Words) detail = units_words(view, task);
    if (task.dates) {
      const std::string dates = task.dates->last ? fmt::format("{}—{}", task.dates->first.text(), task.dates->last->text())
                                                 : fmt::format("{}—", task.dates->first.text());
      add_lines(words.detail, dates, kDetailCells);
    }
  }
  if (node.kind == NodeKind::Org && node.id != node.name) detail = node.id;
  if (!detail.empty()) add_lines(words.detail, detail, kDetailCells);
  return words;
}

Clusters clusters_of(const GraphView& view) {
  const graph::Graph& graph = *view.graph;
  const Plan& plan = *graph.plan;
  const auto parents = parents_of(graph);
  std::vector<std::vector<Vertex>> held(graph.nodes.size());
  Clusters clusters;
  for (Vertex v = 0; v < graph.nodes.size(); ++v) {
    if (!view.nodes[v] || graph[v].kind == NodeKind::Section) continue;
    std::optional<analyzer::SectionId> section;
    if (graph[v].kind == NodeKind::Task || graph[v].kind == NodeKind::Safeguard) section = plan.tasks[graph[v].index].section;
    // A goal that an indicator measures stands beside that.
    if (graph[v].kind == NodeKind::Goal && !plan.goals[graph[v].index].indicator) section = plan.goals[graph[v].index].section;
    if (section) {
      held[graph.at(NodeKind::Section, analyzer::index(*section))].push_back(v);
    } else {
      clusters.others.push_back(v);
    }
  }
  std::vector<std::vector<Vertex>> parts(graph.nodes.size());
  std::vector<Vertex> tops;
  for (std::size_t i = 0; i < plan.sections.size(); ++i) {
    const Vertex section = graph.at(NodeKind::Section, i);
    (parents[section] ? parts[*parents[section]] : tops).push_back(section);
  }
  const auto make = [&](const auto& self, Vertex section) -> Cluster {
    Cluster cluster{section, held[section], {}};
    for (const Vertex part : parts[section]) {
      Cluster inner = self(self, part);
      if (!inner.nodes.empty() || !inner.parts.empty()) cluster.parts.push_back(std::move(inner));
    }
    return cluster;
  };
  for (const Vertex top : tops) {
    Cluster cluster = make(make, top);
    if (!cluster.nodes.empty() || !cluster.parts.empty()) clusters.sections.push_back(std::move(cluster));
  }
  return clusters;
}

std::vector<std::string> caption_of(const GraphView& view) {
  const graph::Graph& graph = *view.graph;
  const bool zh = view.language == Language::Chinese;
  std::vector<std::string> lines;
  lines.push_back(graph[graph.at(NodeKind::Plan, 0)].name);
  if (view.focus) {
    const analyzer::Text title = graph::title_of(graph[*view.focus]);
    lines.push_back(zh ? fmt::format("与{}相连的部分", title.zh) : fmt::format("what is tied to {}", title.en));
    return lines;
  }
  std::size_t goals = 0;
  for (Vertex v = 0; v < graph.nodes.size(); ++v) goals += graph[v].kind == NodeKind::Goal && !view.nodes[v] ? 1 : 0;
  const bool asked = std::find(view.without.begin(), view.without.end(), NodeKind::Goal) != view.without.end();
  if (goals > 0 && !asked) {
    lines.push_back(zh ? fmt::format("另有 {} 项没有数字的目标未画", goals) : fmt::format("{} goals without a number are not drawn", goals));
  }
  return lines;
}

std::string edge_words(const GraphView& view, const Edge& edge) {
  switch (edge.kind) {
    case EdgeKind::Supports:
    case EdgeKind::LedBy:
    case EdgeKind::TakesPart: return {};
    default: return pick(graph::words_of(edge.kind), view.language);
  }
}

}  // namespace gouji::reports
