#include <algorithm>

#include "analyzer/graph/analysis.hpp"

namespace gouji::analyzer::graph {

std::optional<Influence> influence_of(const Graph& graph, const Edge& edge) {
  switch (edge.kind) {
    case EdgeKind::Supports:
    case EdgeKind::SubsetOf: return Influence{edge.from, edge.to};
    case EdgeKind::WaitsFor:
    case EdgeKind::LedBy:
    case EdgeKind::TakesPart:
    case EdgeKind::OwnedBy:
    case EdgeKind::MeasuredBy:
    case EdgeKind::DerivedFrom: return Influence{edge.to, edge.from};
    case EdgeKind::PartOf:
      // A phase is late when one of its tasks is; whether the next one waits for it no plan says.
      if (graph[edge.to].kind == NodeKind::Phase) return Influence{edge.from, edge.to};
      return std::nullopt;
    case EdgeKind::MeasuredIn:
    case EdgeKind::Follows:
    case EdgeKind::RestsOn: return std::nullopt;
  }
  return std::nullopt;
}

Impact impact_of(const Graph& graph, Vertex node, Heading heading) {
  Impact impact;
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const auto influence = influence_of(graph, graph.edges[i]);
    if (!influence) continue;
    const bool onwards = heading == Heading::Touched;
    impact.walked.arcs.push_back(onwards ? Arc{influence->from, influence->to} : Arc{influence->to, influence->from});
    impact.walked.edges.push_back(static_cast<std::uint32_t>(i));
  }
  impact.reach = reach(graph.nodes.size(), impact.walked.arcs, node);
  for (Vertex v = 0; v < graph.nodes.size(); ++v) {
    if (v != node && impact.reach.has(v)) impact.nodes.push_back(v);
  }
  std::stable_sort(impact.nodes.begin(), impact.nodes.end(),
                   [&](Vertex a, Vertex b) { return impact.reach.distance[a] < impact.reach.distance[b]; });
  return impact;
}

std::vector<bool> around(const Graph& graph, Vertex node, std::size_t depth, const std::vector<bool>& edges_shown) {
  std::vector<Arc> both;
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    if (!edges_shown[i]) continue;
    both.push_back({graph.edges[i].from, graph.edges[i].to});
    both.push_back({graph.edges[i].to, graph.edges[i].from});
  }
  const Reach found = reach(graph.nodes.size(), both, node);
  std::vector<bool> near(graph.nodes.size());
  for (Vertex v = 0; v < near.size(); ++v) near[v] = found.has(v) && found.distance[v] <= depth;
  return near;
}

namespace {

bool is_task(const Graph& graph, Vertex v) { return graph[v].kind == NodeKind::Task; }

bool is_responsibility(const Graph& graph, const Edge& edge) {
  return (edge.kind == EdgeKind::LedBy || edge.kind == EdgeKind::TakesPart) && is_task(graph, edge.from);
}

}  // namespace

std::vector<Load> loads_of(const Graph& graph) {
  const Plan& plan = *graph.plan;
  std::vector<Load> loads(plan.orgs.size());

  // By node, of tasks.
  std::vector<std::uint32_t> units(graph.nodes.size(), 0);
  std::vector<std::uint32_t> leads(graph.nodes.size(), 0);
  std::vector<Vertex> any_unit(graph.nodes.size(), 0);
  std::vector<std::size_t> weight(graph.nodes.size(), 1);
  for (const Edge& edge : graph.edges) {
    if (is_responsibility(graph, edge)) {
      ++units[edge.from];
      leads[edge.from] += edge.kind == EdgeKind::LedBy ? 1 : 0;
      any_unit[edge.from] = edge.to;
    }
    if (edge.kind == EdgeKind::Supports) ++weight[edge.from];
    if (edge.kind == EdgeKind::WaitsFor && edge.to != edge.from) ++weight[edge.to];
  }
  const auto sole_unit = [&](Vertex task) -> std::optional<std::size_t> {
    if (!is_task(graph, task) || units[task] != 1) return std::nullopt;
    return graph[any_unit[task]].index;
  };

  for (const Edge& edge : graph.edges) {
    if (!is_responsibility(graph, edge)) continue;
    Load& load = loads[graph[edge.to].index];
    if (edge.kind == EdgeKind::LedBy) {
      load.lead.push_back(edge.from);
      load.weight += weight[edge.from];
    } else {
      (leads[edge.from] == 0 ? load.open : load.part).push_back(edge.from);
    }
    if (units[edge.from] == 1) load.sole.push_back(edge.from);
  }

  // Who stands behind each indicator: one organisation alone, or others too (or nobody, which is not known).
  std::vector<std::optional<std::size_t>> behind(plan.indicators.size());
  std::vector<bool> others(plan.indicators.size(), false);
  for (const Edge& edge : graph.edges) {
    if (edge.kind == EdgeKind::Supports) {
      const std::size_t indicator = graph[edge.to].index;
      const auto sole = sole_unit(edge.from);
      if (!sole || (behind[indicator] && *behind[indicator] != *sole)) {
        others[indicator] = true;
      } else {
        behind[indicator] = sole;
      }
    }
    if (edge.kind == EdgeKind::WaitsFor) {
      const auto sole = sole_unit(edge.to);
      if (!sole || sole_unit(edge.from) == sole) continue;
      loads[*sole].stopped.push_back(edge.from);
    }
  }
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    if (behind[i] && !others[i]) loads[*behind[i]].orphans.push_back(graph.at(NodeKind::Indicator, i));
  }
  for (Load& load : loads) {
    std::sort(load.stopped.begin(), load.stopped.end());
    load.stopped.erase(std::unique(load.stopped.begin(), load.stopped.end()), load.stopped.end());
  }
  return loads;
}

std::vector<bool> joints_of(const Graph& graph) {
  const Selection together = select(graph, [&](const Edge& edge) { return is_responsibility(graph, edge); });
  std::vector<bool> joints(graph.plan->orgs.size(), false);
  for (const Vertex v : articulation_vertices(graph.nodes.size(), together.arcs)) {
    if (graph[v].kind == NodeKind::Org) joints[graph[v].index] = true;
  }
  return joints;
}

}  // namespace gouji::analyzer::graph
