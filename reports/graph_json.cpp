#include "reports/graph.hpp"
#include "reports/json_parts.hpp"

namespace gouji::reports {

namespace {

using graph::Edge;
using graph::Vertex;

class Writer {
 public:
  explicit Writer(const GraphView& view) : view_(view), graph_(*view.graph), plan_(*view.graph->plan) {}

  Json run() {
    Json json = {{"schemaVersion", kGraphSchemaVersion},
                 {"tool", {{"name", "gouji"}, {"version", view_.version}}},
                 {"plan", {{"id", plan_.id}, {"title", plan_.title}, {"file", plan_.source->name()}}},
                 {"focus", view_.focus ? Json(key(*view_.focus)) : Json()}};
    json["nodes"] = Json::array();
    for (Vertex v = 0; v < graph_.nodes.size(); ++v) {
      if (view_.nodes[v]) json["nodes"].push_back(node(v));
    }
    json["edges"] = Json::array();
    for (std::uint32_t i = 0; i < graph_.edges.size(); ++i) {
      if (view_.edges[i]) json["edges"].push_back(edge(i));
    }
    if (!is_whole()) return json;
    json["circles"] = list_json(graph::circles_of(graph_), [&](const graph::Circle& circle) { return this->circle(circle); });
    const graph::RedundantWaits waits = graph::redundant_waits(graph_);
    json["redundant"] = list_json(waits.waits, [](const graph::RedundantWait& wait) {
      return Json{{"edge", edge_key(wait.edge)}, {"instead", edge_key(wait.instead)}};
    });
    json["schedule"] = schedule();
    json["organisations"] = loads();
    return json;
  }

 private:
  static std::string key(Vertex v) { return "n" + std::to_string(v); }
  static std::string edge_key(std::uint32_t edge) { return "e" + std::to_string(edge); }

  // What the whole plan tells is left out of a part of it.
  [[nodiscard]] bool is_whole() const { return !view_.focus && view_.without.empty(); }

  [[nodiscard]] Json location(const analyzer::Place& place, bool with_text) const {
    Json json = region_json(*plan_.source, place.span);
    if (!with_text) json.erase("text");
    json["source"] = document_json(plan_, place);
    return json;
  }

  [[nodiscard]] Json node(Vertex v) const {
    const graph::Node& node = graph_[v];
    return {{"key", key(v)},
            {"kind", graph::to_string(node.kind)},
            {"id", node.id},
            {"name", node.name},
            {"severity", view_.marks[v] ? Json(analyzer::to_string(*view_.marks[v])) : Json()},
            {"location", location(node.place, false)}};
  }

  [[nodiscard]] Json edge(std::uint32_t i) const {
    const Edge& edge = graph_.edges[i];
    return {{"key", edge_key(i)},
            {"kind", graph::to_string(edge.kind)},
            {"from", key(edge.from)},
            {"to", key(edge.to)},
            {"location", location(edge.place, true)}};
  }

  static Json keys(const std::vector<Vertex>& vertices) { return list_json(vertices, key); }
  static Json edge_keys(const std::vector<std::uint32_t>& edges) { return list_json(edges, edge_key); }

  [[nodiscard]] Json circle(const graph::Circle& circle) const {
    static constexpr std::string_view kKinds[] = {"tasks", "sections", "containment", "definition"};
    return {{"kind", kKinds[static_cast<std::size_t>(circle.kind)]},
            {"members", keys(circle.members)},
            {"path", edge_keys(circle.path)},
            {"shortest", circle.shortest},
            {"cut", edge_keys(circle.cut)},
            {"smallest", circle.smallest}};
  }

  [[nodiscard]] Json schedule() const {
    static constexpr std::string_view kPrecisions[] = {"year", "month", "day"};
    const graph::Schedule schedule = graph::schedule_of(graph_);
    Json tasks = Json::array();
    for (std::size_t i = 0; i < schedule.tasks.size(); ++i) {
      if (!schedule.tasks[i]) continue;
      const graph::TaskDates& dates = *schedule.tasks[i];
      const auto text = [&](graph::Moment moment) { return graph::moment_text(moment, dates.precision); };
      tasks.push_back({{"task", key(graph_.at(graph::NodeKind::Task, i))},
                       {"precision", kPrecisions[static_cast<std::size_t>(dates.precision)]},
                       {"stated", dates.stated},
                       {"earliest", {{"start", text(dates.earliest_start)}, {"end", text(dates.earliest_end)}}},
                       {"latest", {{"start", text(dates.latest_start)}, {"end", text(dates.latest_end)}}},
                       {"slack", dates.slack()},
                       {"critical", dates.critical}});
    }
    return {{"tasks", std::move(tasks)}, {"criticalPaths", list_json(schedule.critical_paths, edge_keys)}};
  }

  [[nodiscard]] Json loads() const {
    const std::vector<graph::Load> loads = graph::loads_of(graph_);
    const std::vector<bool> joints = graph::joints_of(graph_);
    Json json = Json::array();
    for (std::size_t i = 0; i < loads.size(); ++i) {
      const graph::Load& load = loads[i];
      json.push_back({{"org", key(graph_.at(graph::NodeKind::Org, i))},
                      {"lead", keys(load.lead)},
                      {"sole", keys(load.sole)},
                      {"part", keys(load.part)},
                      {"open", keys(load.open)},
                      {"weight", load.weight},
                      {"orphans", keys(load.orphans)},
                      {"stopped", keys(load.stopped)},
                      {"joins", bool{joints[i]}}});
    }
    return json;
  }

  const GraphView& view_;
  const graph::Graph& graph_;
  const analyzer::Plan& plan_;
};

}  // namespace

std::string render_graph_json(const GraphView& view) { return Writer(view).run().dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace gouji::reports
