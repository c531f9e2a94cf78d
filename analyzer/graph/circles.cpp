#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "analyzer/graph/analysis.hpp"

namespace gouji::analyzer::graph {

namespace {

const Relation* relation_of(const Graph& graph, const Edge& edge) {
  return edge.relation ? &graph.plan->relations[*edge.relation] : nullptr;
}

bool is_sum(const Graph& graph, const Edge& edge) {
  const Relation* relation = relation_of(graph, edge);
  return edge.kind == EdgeKind::DerivedFrom && relation->form == Relation::Form::Sum;
}

// The same ratio, whichever of its three quantities stands on the left.
using Equation = std::tuple<IndicatorId, IndicatorId, IndicatorId>;
Equation equation_of(const Relation& ratio) {
  const auto [small, large] = std::minmax(*ratio.left, ratio.right[1]);
  return {ratio.right[0], small, large};
}

// By relation: a ratio that another one before it says already.
std::vector<bool> said_before(const Plan& plan) {
  std::set<Equation> seen;
  std::vector<bool> result(plan.relations.size(), false);
  for (std::size_t i = 0; i < plan.relations.size(); ++i) {
    const Relation& relation = plan.relations[i];
    if (relation.form == Relation::Form::Ratio && relation.left) result[i] = !seen.insert(equation_of(relation)).second;
  }
  return result;
}

void add_circles(const Graph& graph, CircleKind kind, const Selection& selection, std::vector<Circle>& circles) {
  for (CyclicComponent& component : cyclic_components(graph.nodes.size(), selection.arcs)) {
    Circle circle{kind, std::move(component.members), {}, component.shortest, {}, component.smallest, false};
    for (const ArcIndex arc : component.path) circle.path.push_back(selection.edges[arc]);
    for (const ArcIndex arc : component.cut) circle.cut.push_back(selection.edges[arc]);
    circle.through_sum = kind == CircleKind::Containment && std::any_of(circle.path.begin(), circle.path.end(), [&](std::uint32_t edge) {
                           return is_sum(graph, graph.edges[edge]) && relation_of(graph, graph.edges[edge])->right.size() > 1;
                         });
    circles.push_back(std::move(circle));
  }
}

Selection containment(const Graph& graph) {
  Selection selection = select(graph, [&](const Edge& edge) { return edge.kind == EdgeKind::SubsetOf || is_sum(graph, edge); });
  for (std::size_t i = 0; i < selection.arcs.size(); ++i) {
    if (is_sum(graph, graph.edges[selection.edges[i]])) std::swap(selection.arcs[i].from, selection.arcs[i].to);
  }
  return selection;
}

}  // namespace

std::vector<Circle> circles_of(const Graph& graph) {
  std::vector<Circle> circles;
  add_circles(graph, CircleKind::Tasks, select(graph, [](const Edge& edge) { return edge.kind == EdgeKind::WaitsFor; }), circles);
  add_circles(graph, CircleKind::Sections, select(graph, [&](const Edge& edge) {
                return edge.kind == EdgeKind::PartOf && graph[edge.from].kind == NodeKind::Section && graph[edge.to].kind == NodeKind::Section;
              }), circles);
  add_circles(graph, CircleKind::Containment, containment(graph), circles);

  std::set<Vertex> told;
  for (const Circle& circle : circles) told.insert(circle.members.begin(), circle.members.end());
  const std::vector<bool> repeated = said_before(*graph.plan);
  std::vector<Circle> definitions;
  add_circles(graph, CircleKind::Definition, select(graph, [&](const Edge& edge) {
                return edge.kind == EdgeKind::DerivedFrom && !repeated[*edge.relation];
              }), definitions);
  for (Circle& circle : definitions) {
    const bool new_one = std::none_of(circle.members.begin(), circle.members.end(), [&](Vertex v) { return told.contains(v); });
    if (new_one) circles.push_back(std::move(circle));
  }
  return circles;
}

Vertex walks_from(const Graph& graph, const Circle& circle, std::uint32_t edge) {
  const Edge& walked = graph.edges[edge];
  return circle.kind == CircleKind::Containment && is_sum(graph, walked) ? walked.to : walked.from;
}

RedundantWaits redundant_waits(const Graph& graph) {
  const Selection waits = select(graph, [](const Edge& edge) { return edge.kind == EdgeKind::WaitsFor; });
  const RedundantArcs found = redundant_arcs(graph.nodes.size(), waits.arcs);
  RedundantWaits result{{}, found.complete};
  for (const RedundantArc& arc : found.arcs) result.waits.push_back({waits.edges[arc.arc], waits.edges[arc.instead]});
  return result;
}

}  // namespace gouji::analyzer::graph
