// The dependencies of a plan, drawn in columns: who does it, what is done section by section, what it serves. The script of the page adds
// zoom, search and highlights; without it the picture is whole.
#include <algorithm>

#include "reports/graph.hpp"
#include "reports/graph_words.hpp"
#include "reports/html_parts.hpp"
#include "reports/wording.hpp"

namespace gouji::reports::html {

namespace {

using analyzer::Severity;
using analyzer::graph::Edge;
using analyzer::graph::EdgeKind;
using analyzer::graph::NodeKind;
using analyzer::graph::Vertex;

// A picture of more boxes helps nobody and makes the page slow.
constexpr std::size_t kMostNodes = 1200;

constexpr int kBox = 300;       // width of a box
constexpr int kGap = 16;        // between boxes
constexpr int kBetween = 130;   // between columns
constexpr int kMargin = 24;
constexpr int kTitleLine = 18;
constexpr int kDetailLine = 15;
constexpr int kBend = 60;       // how far an arc beside a column goes out

enum class Column : std::uint8_t { Units, Tasks, Indicators };

struct Box {
  Column column = Column::Tasks;
  BoxWords zh;
  BoxWords en;
  int x = 0;
  int y = 0;
  int height = 0;
};

// A section's frame around boxes of the middle column.
struct Frame {
  std::vector<std::string> title;
  int y = 0;
  int height = 0;
  int depth = 0;
};

class Drawing {
 public:
  Drawing(const Context& context, const PlanView& plan)
      : context_(context),
        plan_(plan),
        zh_(view_of(plan.graph, findings_of(context, plan), Language::Chinese)),
        boxes_(plan.graph.nodes.size()) {
    keep_for_picture(zh_, std::nullopt);
    en_ = zh_;
    en_.language = Language::English;
  }

  [[nodiscard]] std::string take() {
    const auto nodes = static_cast<std::size_t>(std::count(zh_.nodes.begin(), zh_.nodes.end(), true));
    const auto edges = static_cast<std::size_t>(std::count(zh_.edges.begin(), zh_.edges.end(), true));
    if (edges == 0) return {};
    if (nodes > kMostNodes) {
      page_.markup("<p class=\"note\">").say(fmt::format("本方案有任务、指标等 {} 项，画成一张图无法阅读。可用 gouji graph 画出其中一部分。", nodes),
                                             fmt::format("With {} tasks, indicators and the like one picture would be unreadable; gouji graph draws parts of it.", nodes));
      page_.markup("</p>\n");
      return page_.take();
    }
    lay_out();
    draw();
    return page_.take();
  }

 private:
  static std::span<const analyzer::Finding> findings_of(const Context& context, const PlanView& plan) {
    // They are in order of plans.
    const auto& all = context.report.result.findings;
    const auto first = std::lower_bound(all.begin(), all.end(), plan.index, [](const analyzer::Finding& f, std::size_t index) { return f.plan < index; });
    const auto last = std::upper_bound(first, all.end(), plan.index, [](std::size_t index, const analyzer::Finding& f) { return index < f.plan; });
    return {first, last};
  }

  void lay_out();
  void measure(Vertex v);
  int stack_cluster(const Cluster& cluster, int top, int depth);
  int place(Vertex v, Column column, int top);
  void place_beside(std::vector<Vertex> list, Column column);
  void draw();
  void tools();
  void legend();
  void draw(const Frame& frame);
  void draw(const Edge& edge, std::size_t number);
  void draw_box(Vertex v);
  [[nodiscard]] int x_of(Column column) const {
    const bool units = any_units_;
    switch (column) {
      case Column::Units: return kMargin;
      case Column::Tasks: return kMargin + kBend + (units ? kBox + kBetween : 0);
      case Column::Indicators: return kMargin + kBend + (units ? kBox + kBetween : 0) + (any_tasks_ ? kBox + kBetween : 0);
    }
    return 0;
  }
  [[nodiscard]] const analyzer::graph::Graph& graph() const { return plan_.graph; }

  const Context& context_;
  const PlanView& plan_;
  GraphView zh_;
  GraphView en_;
  std::vector<Box> boxes_;  // by node
  std::vector<Vertex> order_;
  std::vector<Frame> frames_;
  bool any_units_ = false;
  bool any_tasks_ = false;
  int height_ = 0;
  int width_ = 0;
  Page page_;
};

Column column_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::Org:
    case NodeKind::Phase: return Column::Units;
    case NodeKind::Indicator:
    case NodeKind::Goal: return Column::Indicators;
    default: return Column::Tasks;
  }
}

void Drawing::measure(Vertex v) {
  Box& box = boxes_[v];
  box.zh = box_words(zh_, v);
  box.en = box_words(en_, v);
  const auto lines = [](const std::vector<std::string>& a, const std::vector<std::string>& b) { return static_cast<int>(std::max(a.size(), b.size())); };
  box.height = lines(box.zh.title, box.en.title) * kTitleLine + lines(box.zh.detail, box.en.detail) * kDetailLine + 12;
}

int Drawing::place(Vertex v, Column column, int top) {
  Box& box = boxes_[v];
  box.column = column;
  box.x = x_of(column);
  box.y = top;
  order_.push_back(v);
  return top + box.height + kGap;
}

int Drawing::stack_cluster(const Cluster& cluster, int top, int depth) {
  const std::size_t frame = frames_.size();
  frames_.push_back({wrapped(graph()[cluster.section].name, 40), top, 0, depth});
  int y = top + static_cast<int>(frames_[frame].title.size()) * kTitleLine + 10;
  for (const Vertex v : cluster.nodes) y = place(v, Column::Tasks, y);
  for (const Cluster& part : cluster.parts) y = stack_cluster(part, y, depth + 1);
  frames_[frame].height = y - top;
  return y + kGap;
}

// As near as they can be to what they are tied to, in the order of that.
void Drawing::place_beside(std::vector<Vertex> list, Column column) {
  std::vector<std::int64_t> sum(boxes_.size(), 0);
  std::vector<std::int64_t> count(boxes_.size(), 0);
  for (std::size_t i = 0; i < graph().edges.size(); ++i) {
    if (!zh_.edges[i]) continue;
    const Edge& edge = graph().edges[i];
    const auto tie = [&](Vertex own, Vertex other) {
      if (boxes_[other].column != Column::Tasks || boxes_[other].x == 0) return;
      sum[own] += boxes_[other].y + boxes_[other].height / 2;
      ++count[own];
    };
    tie(edge.from, edge.to);
    tie(edge.to, edge.from);
  }
  // Those that no task is tied to come last.
  const auto wanted = [&](Vertex v) { return count[v] == 0 ? std::int64_t{1} << 40 : sum[v] / count[v]; };
  std::stable_sort(list.begin(), list.end(), [&](Vertex a, Vertex b) { return wanted(a) < wanted(b); });
  int total = 0;
  for (const Vertex v : list) total += boxes_[v].height + kGap;
  int y = kMargin;
  for (const Vertex v : list) {
    // Not so far down that the rest would not fit beside the tasks.
    if (count[v] > 0) {
      const auto near = static_cast<int>(wanted(v)) - boxes_[v].height / 2;
      y = std::max(y, std::min(near, std::max(kMargin, height_ - total)));
    }
    total -= boxes_[v].height + kGap;
    y = place(v, column, y);
  }
  height_ = std::max(height_, y + kMargin);
}

void Drawing::lay_out() {
  const Clusters clusters = clusters_of(zh_);
  std::vector<Vertex> units;
  std::vector<Vertex> indicators;
  std::vector<Vertex> tasks;
  for (Vertex v = 0; v < zh_.nodes.size(); ++v) {
    if (!zh_.nodes[v]) continue;
    measure(v);
  }
  for (const Vertex v : clusters.others) {
    const Column column = column_of(graph()[v].kind);
    (column == Column::Units ? units : column == Column::Indicators ? indicators : tasks).push_back(v);
  }
  any_tasks_ = !tasks.empty() || !clusters.sections.empty();
  any_units_ = !units.empty();
  int y = kMargin;
  for (const Cluster& cluster : clusters.sections) y = stack_cluster(cluster, y, 0);
  for (const Vertex v : tasks) y = place(v, Column::Tasks, y);
  height_ = y + kMargin;
  place_beside(std::move(units), Column::Units);
  place_beside(std::move(indicators), Column::Indicators);
  width_ = x_of(Column::Indicators) + kBox + kBend + kMargin;
}

std::string_view look_of(EdgeKind kind) {
  switch (kind) {
    case EdgeKind::Supports: return "supports";
    case EdgeKind::WaitsFor: return "waits";
    case EdgeKind::LedBy: return "led";
    case EdgeKind::TakesPart: return "takes";
    case EdgeKind::SubsetOf:
    case EdgeKind::DerivedFrom: return "derived";
    default: return "other";
  }
}

void Drawing::draw(const Frame& frame) {
  const int inset = frame.depth * 6;
  page_.put("<rect class=\"section{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"6\"/>\n", frame.depth == 0 ? "" : " inner", x_of(Column::Tasks) - 14 + inset,
            frame.y, kBox + 28 - 2 * inset, frame.height);
  int y = frame.y + kTitleLine;
  for (const std::string& line : frame.title) {
    page_.put("<text class=\"section\" x=\"{}\" y=\"{}\">{}</text>\n", x_of(Column::Tasks) - 4 + inset, y, escaped(line));
    y += kTitleLine;
  }
}

void Drawing::draw(const Edge& edge, std::size_t number) {
  const Box& from = boxes_[edge.from];
  const Box& to = boxes_[edge.to];
  const int y1 = from.y + from.height / 2;
  const int y2 = to.y + to.height / 2;
  std::string path;
  if (from.column == to.column) {
    // Beside the column: on its right, tasks on their left.
    const bool left = from.column == Column::Tasks;
    const int side = left ? from.x : from.x + kBox;
    const int out = std::clamp(18 + std::abs(y2 - y1) / 12, 18, kBend - 4);
    const int bend = left ? side - out : side + out;
    path = fmt::format("M{0} {1}C{2} {1} {2} {3} {0} {3}", side, y1, bend, y2);
  } else {
    const bool rightwards = from.x < to.x;
    const int x1 = rightwards ? from.x + kBox : from.x;
    const int x2 = rightwards ? to.x : to.x + kBox;
    const int middle = (x1 + x2) / 2;
    path = fmt::format("M{} {}C{} {} {} {} {} {}", x1, y1, middle, y1, middle, y2, x2, y2);
  }
  const Text sentence = analyzer::graph::sentence_of(graph(), edge);
  page_.put("<path class=\"edge {}\" d=\"{}\" data-from=\"{}\" data-to=\"{}\" data-zh=\"{}\" data-en=\"{}\" id=\"e{}-{}\"/>\n", look_of(edge.kind), path, edge.from,
            edge.to, escaped(sentence.zh), escaped(sentence.en), plan_.index + 1, number);
}

// Unlike shapes, so that grey paper tells them apart too.
void Drawing::draw_box(Vertex v) {
  const Box& box = boxes_[v];
  const NodeKind kind = graph()[v].kind;
  const auto& mark = zh_.marks[v];
  const Text title = analyzer::graph::title_of(graph()[v]);
  page_.put("<g class=\"node {}{}{}\" tabindex=\"-1\" data-node=\"{}\" data-zh=\"{}\" data-en=\"{}\" data-links=\"", analyzer::graph::to_string(kind),
            mark ? " marked " : "", mark ? analyzer::to_string(*mark) : std::string_view(), v, escaped(title.zh), escaped(title.en));
  const std::size_t index = graph()[v].index;
  const FindingIndices* findings = nullptr;
  if (kind == NodeKind::Indicator) findings = &plan_.about.indicators[index];
  if (kind == NodeKind::Task || kind == NodeKind::Safeguard) findings = &plan_.about.tasks[index];
  if (kind == NodeKind::Org) findings = &plan_.about.orgs[index];
  if (findings != nullptr) {
    for (std::size_t i = 0; i < findings->size(); ++i) page_.put("{}{}", i == 0 ? "" : " ", context_.shown_of((*findings)[i]).id);
  }
  const int radius = kind == NodeKind::Task ? 8 : kind == NodeKind::Goal ? 20 : kind == NodeKind::Org ? 0 : 2;
  page_.put("\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"/>\n", box.x, box.y, kBox, box.height, radius);
  const auto lines = [&](const std::vector<std::string>& zh, const std::vector<std::string>& en, std::string_view look, int step, int y) {
    for (std::size_t i = 0; i < std::max(zh.size(), en.size()); ++i) {
      page_.draw_text(fmt::format("class=\"{}\" x=\"{}\" y=\"{}\"", look, box.x + 10, y), {i < zh.size() ? zh[i] : "", i < en.size() ? en[i] : ""});
      y += step;
    }
    return y;
  };
  const int below = lines(box.zh.title, box.en.title, "title", kTitleLine, box.y + 18);
  lines(box.zh.detail, box.en.detail, "detail", kDetailLine, below - 2);
  if (mark) {
    page_.put("<g class=\"badge\"><rect x=\"{}\" y=\"{}\" width=\"54\" height=\"16\" rx=\"8\"/>", box.x + kBox - 62, box.y - 11);
    page_.draw_text(fmt::format("x=\"{}\" y=\"{}\"", box.x + kBox - 35, box.y + 1), severity_words(*mark)).markup("</g>\n");
  }
  page_.markup("</g>\n");
}

void Drawing::tools() {
  const std::string id = std::to_string(plan_.index + 1);
  page_.put("<div class=\"graph-tools\" hidden><label for=\"node-{0}\">", id).say("在图中查找", "Find in the picture");
  page_.put("</label> <input type=\"search\" id=\"node-{}\" autocomplete=\"off\" spellcheck=\"false\"> ", id);
  const auto button = [&](std::string_view action, std::string_view sign, const Text& words) {
    page_.put("<button type=\"button\" data-do=\"{}\" ", action).markup(spoken_attribute("aria-label", words, context_.language())).put(">{}</button>", sign);
  };
  button("in", "+", {"放大", "Zoom in"});
  button("out", "−", {"缩小", "Zoom out"});
  page_.markup("<button type=\"button\" data-do=\"fit\">").say("全图", "Whole picture").markup("</button> <output aria-live=\"polite\"></output></div>\n");
}

void Drawing::legend() {
  page_.markup("<ul class=\"legend\">");
  const auto node = [&](NodeKind kind) {
    const bool any = std::any_of(order_.begin(), order_.end(), [&](Vertex v) { return graph()[v].kind == kind; });
    if (any) page_.put("<li><span class=\"key node-key {}\"></span> ", analyzer::graph::to_string(kind)).say(analyzer::graph::words_of(kind)).markup("</li>");
  };
  for (const NodeKind kind : {NodeKind::Org, NodeKind::Phase, NodeKind::Task, NodeKind::Safeguard, NodeKind::Indicator, NodeKind::Goal}) node(kind);
  std::vector<EdgeKind> told;
  for (std::size_t i = 0; i < graph().edges.size(); ++i) {
    const EdgeKind kind = graph().edges[i].kind;
    if (!zh_.edges[i] || std::find(told.begin(), told.end(), kind) != told.end()) continue;
    told.push_back(kind);
  }
  std::sort(told.begin(), told.end());
  for (const EdgeKind kind : told) {
    page_.put("<li><span class=\"key edge-key {}\"></span> ", look_of(kind)).say(analyzer::graph::words_of(kind)).markup("</li>");
  }
  page_.markup("</ul>\n");
}

void Drawing::draw() {
  page_.markup("<div class=\"graph\">\n");
  tools();
  legend();
  const std::vector<std::string> zh = caption_of(zh_);
  const std::vector<std::string> en = caption_of(en_);
  for (std::size_t i = 1; i < zh.size(); ++i) page_.markup("<p class=\"note\">").say(zh[i], en[i]).markup("</p>\n");
  if (zh_.units == UnitsAs::Words) {
    page_.markup("<p class=\"note\">").say("单位较多，写在任务框内；逐个单位的清单见“各单位任务清单”。", "Organisations are written into the boxes of tasks; see the work list of each unit.").markup("</p>\n");
  }
  page_.markup("<div class=\"canvas\" tabindex=\"0\" role=\"group\" ");
  page_.markup(spoken_attribute("aria-label", {"关系图：方向键移动，加号减号缩放", "Picture of dependencies: arrow keys move it, plus and minus zoom"}, context_.language()));
  page_.put("><svg viewBox=\"0 0 {0} {1}\" data-width=\"{0}\" data-height=\"{1}\">\n", width_, height_);
  page_.put("<defs><marker id=\"arrow-{}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"9\" markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto-start-reverse\"><path d=\"M0 0L8 4L0 8z\"/></marker></defs>\n",
            plan_.index + 1);
  for (const Frame& frame : frames_) draw(frame);
  page_.put("<g marker-end=\"url(#arrow-{})\">\n", plan_.index + 1);
  for (std::size_t i = 0; i < graph().edges.size(); ++i) {
    if (zh_.edges[i]) draw(graph().edges[i], i);
  }
  page_.markup("</g>\n");
  for (const Vertex v : order_) draw_box(v);
  page_.markup("</svg></div>\n<div class=\"about\" aria-live=\"polite\" hidden></div>\n</div>\n");
}

}  // namespace

std::string graph_body(const Context& context, const PlanView& view) { return Drawing(context, view).take(); }

}  // namespace gouji::reports::html
