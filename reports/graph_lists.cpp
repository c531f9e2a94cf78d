#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "dsl/unicode.hpp"
#include "reports/graph.hpp"
#include "reports/snippet.hpp"
#include "reports/work_list.hpp"

namespace gouji::reports {

namespace {

using graph::EdgeKind;
using graph::NodeKind;
using graph::Vertex;

// Its id and name; one of them where they are the same.
std::string caption(const graph::Node& node) { return node.id == node.name ? node.name.str() : fmt::format("{} {}", node.id, node.name); }

constexpr std::array kListOrder = {NodeKind::Task,  NodeKind::Safeguard, NodeKind::Indicator, NodeKind::Goal, NodeKind::Phase,
                                   NodeKind::Org,   NodeKind::Section,   NodeKind::Table,     NodeKind::Unit, NodeKind::Citation,
                                   NodeKind::Plan};

// A report of lines in one language.
class Page {
 public:
  explicit Page(Language language) : language_(language) {}

  [[nodiscard]] bool zh() const { return language_ == Language::Chinese; }
  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] std::string say(const dsl::Template& pattern, std::initializer_list<dsl::Argument> arguments) const {
    return pick(dsl::fill(pattern, arguments), language_);
  }
  void line(std::size_t depth, std::string_view text) {
    text_.append(2 * depth, ' ');
    text_ += visible(text);
    text_ += '\n';
  }
  void line(std::size_t depth, const dsl::Template& pattern, std::initializer_list<dsl::Argument> arguments) { line(depth, say(pattern, arguments)); }
  void gap() { text_ += '\n'; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  Language language_;
  std::string text_;
};

// "经 任务 2“建设”（后于，第 31 行） → 指标“总量”（支撑，第 30 行）": the steps after the node itself. The middle of a long way is left out.
std::string way(const graph::Graph& graph, const graph::Impact& impact, Vertex to, const Page& page) {
  constexpr std::size_t kMostSteps = 6;
  constexpr std::size_t kLastSteps = 3;
  const std::size_t length = impact.reach.distance[to];
  std::vector<std::string> steps;
  Vertex here = to;
  for (std::size_t left = length; left > 0 && (length <= kMostSteps || steps.size() < kLastSteps); --left) {
    const graph::Edge& edge = graph.edges[impact.last_edge(here)];
    const std::string line = std::to_string(graph.plan->source->position(edge.place.span.begin).line);
    steps.push_back(page.say({"{title}（{kind}，第 {line} 行）", "{title} ({kind}, line {line})"},
                             {{"title", graph::title_of(graph[here])}, {"kind", graph::words_of(edge.kind)}, {"line", line}}));
    here = impact.before(here);
  }
  if (steps.size() < length) steps.push_back(page.say({"…另 {n} 步…", "… {n} more steps …"}, {{"n", std::to_string(length - steps.size())}}));
  std::reverse(steps.begin(), steps.end());
  return fmt::format("{}", fmt::join(steps, " → "));
}

void list_impact(const graph::Graph& graph, const graph::Impact& impact, Page& page) {
  std::map<NodeKind, std::vector<Vertex>> by_kind;
  for (const Vertex v : impact.nodes) by_kind[graph[v].kind].push_back(v);
  for (const NodeKind kind : kListOrder) {
    const auto found = by_kind.find(kind);
    if (found == by_kind.end()) continue;
    page.line(1, {"{kind} {n} 项", "{kind}: {n}"}, {{"kind", graph::words_of(kind)}, {"n", std::to_string(found->second.size())}});
    for (const Vertex v : found->second) page.line(2, way(graph, impact, v, page));
  }
}

std::string joined(const std::vector<std::string>& names, const Page& page) { return fmt::format("{}", fmt::join(names, page.zh() ? "、" : ", ")); }

// --- work lists ---------------------------------------------------------------------------------------------------------------

void list_tasks(const graph::Graph& graph, const WorkList& list, const WorkUnit& unit, Part part, const dsl::Template& head, Page& page) {
  if (unit.count(part) == 0) return;
  page.line(1, head, {{"n", std::to_string(unit.count(part))}});
  for (const WorkItem& item : unit.items) {
    if (item.part != part || item.safeguard) continue;
    const Vertex v = item.task;
    const analyzer::Task& task = graph.plan->tasks[graph[v].index];
    std::string text = caption(graph[v]);
    if (item.alone) text += page.zh() ? "（独自承担）" : " (alone)";
    const auto add = [&](const dsl::Template& label, const std::string& words) {
      if (!words.empty()) text += page.say({"；{label}：{words}", "; {label}: {words}"}, {{"label", dsl::fill(label, {})}, {"words", words}});
    };
    std::vector<std::string> indicators;
    for (const analyzer::IndicatorId id : list.serves[v]) indicators.push_back(graph[graph.at(NodeKind::Indicator, analyzer::index(id))].name);
    add({"支撑", "supports"}, joined(indicators, page));
    add({"后于", "after"}, joined(list.waits_for[v], page));
    if (task.dates) {
      add({"起止", "dates"}, fmt::format("{}—{}", task.dates->first.text(), task.dates->last ? task.dates->last->text() : std::string()));
    }
    page.line(2, text);
  }
}

}  // namespace

std::string render_impact(const graph::Graph& graph, Vertex node, Language language) {
  Page page(language);
  const graph::Impact touched = graph::impact_of(graph, node, graph::Heading::Touched);
  const graph::Impact needed = graph::impact_of(graph, node, graph::Heading::Needed);
  const dsl::Text name = graph::title_of(graph[node]);
  const std::string line = std::to_string(graph.plan->source->position(graph[node].place.span.begin).line);
  page.line(0, {"{name}（第 {line} 行）", "{name} (line {line})"}, {{"name", name}, {"line", line}});
  page.gap();
  if (touched.nodes.empty()) {
    page.line(0, {"若有延误，方案中没有受其牵连的事项。", "If it slips, the plan names nothing that is touched."}, {});
  } else {
    page.line(0, {"若有延误，受其牵连的有 {n} 项：", "If it slips, {n} are touched:"}, {{"n", std::to_string(touched.nodes.size())}});
    list_impact(graph, touched, page);
  }
  page.gap();
  if (needed.nodes.empty()) {
    page.line(0, {"方案没有写明它有赖于什么。", "The plan does not say what it needs."}, {});
  } else {
    page.line(0, {"它有赖于以下 {n} 项：", "It needs {n}:"}, {{"n", std::to_string(needed.nodes.size())}});
    list_impact(graph, needed, page);
  }
  return page.take();
}

std::string render_work_lists(const graph::Graph& graph, Language language) {
  Page page(language);
  const WorkList list = work_list_of(graph);
  const auto name_of = [&](analyzer::OrgId org) { return graph[graph.at(NodeKind::Org, analyzer::index(org))].name; };
  std::vector<bool> busy(graph.plan->orgs.size(), false);
  bool first = true;
  for (const WorkUnit& unit : list.units) {
    // Safeguards and indicators alone are no tasks.
    if (unit.count(Part::Leads) + unit.count(Part::TakesPart) + unit.count(Part::Named) == 0) continue;
    busy[analyzer::index(unit.org)] = true;
    if (!first) page.gap();
    first = false;
    page.line(0, name_of(unit.org));
    list_tasks(graph, list, unit, Part::Leads, {"牵头 {n} 项", "leads {n}"}, page);
    list_tasks(graph, list, unit, Part::TakesPart, {"参与 {n} 项", "takes part in {n}"}, page);
    list_tasks(graph, list, unit, Part::Named, {"列名而未明牵头 {n} 项", "is named in {n} without a stated lead"}, page);
  }
  std::vector<std::string> idle;
  for (std::size_t i = 0; i < busy.size(); ++i) {
    if (!busy[i]) idle.push_back(name_of(static_cast<analyzer::OrgId>(i)));
  }
  std::vector<std::string> nobody;
  for (const analyzer::TaskId task : list.tasks_of_nobody) nobody.push_back((*graph.plan)[task].id);
  if (!idle.empty() || !nobody.empty()) {
    if (!first) page.gap();
    const auto tell = [&](const dsl::Template& pattern, const std::vector<std::string>& names) {
      if (!names.empty()) page.line(0, pattern, {{"n", std::to_string(names.size())}, {"names", joined(names, page)}});
    };
    tell({"没有任务的机构 {n} 家：{names}", "organisations without a task ({n}): {names}"}, idle);
    tell({"没有责任单位的任务 {n} 项：{names}", "tasks without an organisation ({n}): {names}"}, nobody);
  }
  return page.take();
}

std::string render_matrix(const graph::Graph& graph, Language language) {
  Page page(language);
  const analyzer::Plan& plan = *graph.plan;
  // By organisation: who is named for any task gets a column, in the order of the plan.
  std::vector<std::size_t> column(plan.orgs.size(), 0);
  std::map<std::pair<Vertex, std::size_t>, EdgeKind> cells;
  std::vector<std::uint32_t> units(graph.nodes.size(), 0);
  std::vector<bool> led(graph.nodes.size(), false);
  for (const graph::Edge& edge : graph.edges) {
    if ((edge.kind != EdgeKind::LedBy && edge.kind != EdgeKind::TakesPart) || graph[edge.from].kind != NodeKind::Task) continue;
    cells.emplace(std::pair(edge.from, graph[edge.to].index), edge.kind);
    ++units[edge.from];
    led[edge.from] = led[edge.from] || edge.kind == EdgeKind::LedBy;
    column[graph[edge.to].index] = 1;
  }
  std::vector<std::size_t> orgs;
  for (std::size_t i = 0; i < column.size(); ++i) {
    if (column[i] != 0) orgs.push_back(i);
  }
  if (orgs.empty()) {
    page.line(0, {"没有写明责任单位的任务。", "No task names an organisation."}, {});
    return page.take();
  }

  const auto mark = [&](Vertex task, EdgeKind kind) -> std::string {
    if (kind == EdgeKind::LedBy) return units[task] == 1 ? (page.zh() ? "独" : "A") : (page.zh() ? "牵" : "L");
    return led[task] ? (page.zh() ? "参" : "p") : "?";
  };
  constexpr std::size_t kCell = 4;
  constexpr std::size_t kMostTitle = 44;
  std::vector<std::pair<Vertex, std::string>> rows;
  std::size_t widest = 0;
  for (Vertex v = 0; v < graph.nodes.size(); ++v) {
    if (graph[v].kind != NodeKind::Task) continue;
    std::string text = caption(graph[v]);
    text = visible(text);
    if (dsl::display_width(text) > kMostTitle) {
      std::string cut;
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = std::max<std::size_t>(dsl::decode(text, at).length, 1);
        if (dsl::display_width(cut) + dsl::display_width(text.substr(at, length)) > kMostTitle - 1) break;
        cut += text.substr(at, length);
        at += length;
      }
      text = cut + "…";
    }
    widest = std::max(widest, dsl::display_width(text));
    rows.emplace_back(v, std::move(text));
  }
  const auto padded = [](std::string_view text) {
    const std::size_t width = dsl::display_width(text);
    return std::string(width < kCell ? kCell - width : 0, ' ').append(text);
  };
  std::string head(widest, ' ');
  for (std::size_t i = 0; i < orgs.size(); ++i) head += padded(std::to_string(i + 1));
  page.line(0, head);
  for (const auto& [task, text] : rows) {
    std::string line = text + std::string(widest - dsl::display_width(text), ' ');
    for (const std::size_t org : orgs) {
      const auto cell = cells.find({task, org});
      line += padded(cell == cells.end() ? "·" : mark(task, cell->second));
    }
    page.line(0, line);
  }
  page.gap();
  page.line(0, {"独 独自承担　牵 牵头　参 参与　? 列名而未明牵头", "A alone   L leads   p takes part   ? named without a stated lead"}, {});
  for (std::size_t i = 0; i < orgs.size(); ++i) {
    page.line(0, fmt::format("{} {}", padded(std::to_string(i + 1)), graph[graph.at(NodeKind::Org, orgs[i])].name));
  }
  return page.take();
}

}  // namespace gouji::reports
