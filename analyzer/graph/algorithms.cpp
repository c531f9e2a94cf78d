#include "analyzer/graph/algorithms.hpp"

#ifdef BOOST_RECURSIVE_DFS
#error "a chain of tasks would overflow the stack"
#endif

#include <algorithm>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <bit>
#include <iterator>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <utility>

namespace gouji::analyzer::graph {

namespace {

struct Label {
  ArcIndex arc = 0;
};

using Directed = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Label, boost::no_property, Vertex, ArcIndex>;
using DirectedEdge = boost::graph_traits<Directed>::edge_descriptor;

// Arcs of one vertex keep their order.
Directed directed(std::size_t vertices, Arcs arcs) {
  std::vector<std::pair<Vertex, Vertex>> ends;
  std::vector<Label> labels;
  ends.reserve(arcs.size());
  labels.reserve(arcs.size());
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    ends.emplace_back(arcs[i].from, arcs[i].to);
    labels.push_back({static_cast<ArcIndex>(i)});
  }
  return {boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(), labels.begin(), static_cast<Vertex>(vertices)};
}

// Each arc in both directions, once, and no loops: what searches for undirected graphs ask for.
Directed undirected(std::size_t vertices, Arcs arcs) {
  std::vector<std::pair<Vertex, Vertex>> ends;
  ends.reserve(2 * arcs.size());
  for (const Arc& arc : arcs) {
    if (arc.from == arc.to) continue;
    ends.emplace_back(arc.from, arc.to);
    ends.emplace_back(arc.to, arc.from);
  }
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  const std::vector<Label> labels(ends.size());
  return {boost::edges_are_sorted, ends.begin(), ends.end(), labels.begin(), static_cast<Vertex>(vertices)};
}

// The vertices that arcs touch, in order, and the arcs over their numbers there: of a whole plan a few take part.
struct Touched {
  std::vector<Vertex> vertices;
  std::vector<Arc> arcs;

  Touched(std::size_t all, Arcs over_all) : arcs(over_all.begin(), over_all.end()) {
    std::vector<Vertex> number(all, 0);
    for (const Arc& arc : over_all) number[arc.from] = number[arc.to] = 1;
    for (std::size_t v = 0; v < all; ++v) {
      if (number[v] == 0) continue;
      number[v] = static_cast<Vertex>(vertices.size());
      vertices.push_back(static_cast<Vertex>(v));
    }
    for (Arc& arc : arcs) arc = {number[arc.from], number[arc.to]};
  }
};

template <typename T>
auto by_vertex(std::vector<T>& values, const auto& graph) {
  return boost::make_iterator_property_map(values.begin(), boost::get(boost::vertex_index, graph));
}

std::vector<std::uint32_t> renumbered(std::vector<std::uint32_t> components) {
  constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> names(components.size(), kNone);
  std::uint32_t next = 0;
  for (std::uint32_t& component : components) {
    if (names[component] == kNone) names[component] = next++;
    component = names[component];
  }
  return components;
}

// Keeps the way to each vertex, and the first arc that leads back to the start.
class WayKeeper : public boost::default_bfs_visitor {
 public:
  WayKeeper(Vertex start, Reach& reach, std::optional<ArcIndex>& back) : start_(start), reach_(&reach), back_(&back) {}

  void examine_edge(const DirectedEdge& edge, const Directed& graph) {
    if (boost::target(edge, graph) == start_ && !*back_) *back_ = graph[edge].arc;
  }
  void tree_edge(const DirectedEdge& edge, const Directed& graph) {
    const Vertex to = boost::target(edge, graph);
    reach_->distance[to] = reach_->distance[boost::source(edge, graph)] + 1;
    reach_->last[to] = graph[edge].arc;
  }

 private:
  Vertex start_;
  Reach* reach_;
  std::optional<ArcIndex>* back_;
};

Reach search(const Directed& graph, Vertex start, std::optional<ArcIndex>& back) {
  const std::size_t vertices = boost::num_vertices(graph);
  Reach result{std::vector<std::uint32_t>(vertices, Reach::kNever), std::vector<ArcIndex>(vertices, 0)};
  result.distance[start] = 0;
  boost::breadth_first_search(graph, start, boost::visitor(WayKeeper(start, result, back)));
  return result;
}

// --- cycles ---------------------------------------------------------------------------------------------------------------

// A component with its own numbers.
struct Part {
  std::vector<Vertex> members;     // by own number; ascending
  std::vector<Arc> arcs;           // in own numbers
  std::vector<ArcIndex> original;  // by own arc
};

std::vector<Part> cyclic_parts(std::size_t vertices, Arcs arcs) {
  const std::vector<std::uint32_t> component = strong_components(vertices, arcs);
  std::vector<std::uint32_t> size(vertices, 0);
  for (const std::uint32_t c : component) ++size[c];
  std::vector<bool> cyclic(vertices, false);
  for (const Arc& arc : arcs) {
    if (component[arc.from] == component[arc.to]) cyclic[component[arc.from]] = true;
  }
  std::vector<std::uint32_t> part_of(vertices, 0);
  std::vector<Vertex> number(vertices, 0);
  std::vector<Part> parts;
  for (std::uint32_t c = 0; c < vertices; ++c) {
    if (!cyclic[c]) continue;
    part_of[c] = static_cast<std::uint32_t>(parts.size());
    parts.emplace_back().members.reserve(size[c]);
  }
  for (Vertex v = 0; v < vertices; ++v) {
    if (!cyclic[component[v]]) continue;
    Part& part = parts[part_of[component[v]]];
    number[v] = static_cast<Vertex>(part.members.size());
    part.members.push_back(v);
  }
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    const Arc& arc = arcs[i];
    if (component[arc.from] != component[arc.to]) continue;
    Part& part = parts[part_of[component[arc.from]]];
    part.arcs.push_back({number[arc.from], number[arc.to]});
    part.original.push_back(static_cast<ArcIndex>(i));
  }
  return parts;
}

// Own arcs. `work` is what may still be looked at.
void find_shortest_cycle(const Part& part, std::size_t& work, CyclicComponent& result) {
  const Directed graph = directed(part.members.size(), part.arcs);
  const std::size_t cost = part.members.size() + part.arcs.size();
  const bool loops = std::any_of(part.arcs.begin(), part.arcs.end(), [](const Arc& arc) { return arc.from == arc.to; });
  const std::size_t least = loops ? 1 : part.arcs.size() == part.members.size() ? part.arcs.size() : 2;
  std::vector<ArcIndex> best;
  for (Vertex start = 0; start < part.members.size() && best.size() != least; ++start) {
    if (start > 0 && work < cost) {
      result.shortest = false;
      break;
    }
    work -= std::min(work, cost);
    std::optional<ArcIndex> back;
    const Reach found = search(graph, start, back);
    if (!back) continue;
    const Vertex end = part.arcs[*back].from;
    if (!best.empty() && found.distance[end] + 1 >= best.size()) continue;
    best = found.way_to(end, part.arcs);
    best.push_back(*back);
  }
  // A cycle found from a vertex starts there; that is its smallest one, or a smaller start would have found it before.
  for (const ArcIndex arc : best) result.path.push_back(part.original[arc]);
}

// Costs of cutting: the number of arcs first, then how many of them go towards smaller numbers.
using Cost = std::uint64_t;
constexpr Cost kOneArc = Cost{1} << 32;

Cost cost_of(const Arc& arc) { return kOneArc + (arc.from > arc.to ? 1 : 0); }

// The order in which arcs towards earlier places cost least, over all orders.
std::vector<Vertex> best_order(const Part& part) {
  const std::size_t n = part.members.size();
  std::vector<Cost> weight(n * n, 0);  // [from * n + to]
  for (const Arc& arc : part.arcs) weight[arc.from * n + arc.to] += cost_of(arc);
  const std::size_t sets = std::size_t{1} << n;
  std::vector<Cost> best(sets, std::numeric_limits<Cost>::max());
  std::vector<std::uint8_t> last(sets, 0);
  best[0] = 0;
  for (std::size_t placed = 0; placed < sets; ++placed) {
    for (std::size_t next = 0; next < n; ++next) {
      if ((placed >> next & 1) != 0) continue;
      Cost cost = best[placed];
      for (std::size_t rest = placed; rest != 0; rest &= rest - 1) {
        cost += weight[next * n + static_cast<std::size_t>(std::countr_zero(rest))];
      }
      const std::size_t with = placed | std::size_t{1} << next;
      if (cost >= best[with]) continue;
      best[with] = cost;
      last[with] = static_cast<std::uint8_t>(next);
    }
  }
  std::vector<Vertex> order;
  for (std::size_t placed = sets - 1; placed != 0; placed &= ~(std::size_t{1} << last[placed])) order.push_back(last[placed]);
  std::reverse(order.begin(), order.end());
  return order;
}

// Things in a row by the number each is filed under, in order: all lists in one.
class Filed {
 public:
  // `number_of` tells it for 0 to count - 1.
  template <typename NumberOf>
  Filed(std::size_t numbers, std::size_t count, NumberOf number_of) : begins_(numbers + 1, 0), things_(count) {
    for (std::size_t i = 0; i < count; ++i) ++begins_[number_of(i) + 1];
    for (std::size_t n = 0; n < numbers; ++n) begins_[n + 1] += begins_[n];
    std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
    for (std::size_t i = 0; i < count; ++i) things_[next[number_of(i)]++] = static_cast<std::uint32_t>(i);
  }
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t number) const {
    return std::span(things_).subspan(begins_[number], begins_[number + 1] - begins_[number]);
  }

 private:
  std::vector<std::uint32_t> begins_;
  std::vector<std::uint32_t> things_;
};

// Arcs by the vertex they leave or enter, as places in the list of arcs.
Filed arcs_at(std::size_t vertices, Arcs arcs, Vertex Arc::*end) {
  return {vertices, arcs.size(), [&](std::size_t i) { return arcs[i].*end; }};
}

// Sinks go to the right end, sources to the left one, else the vertex with most arcs out and fewest in goes to the left.
std::vector<Vertex> good_order(const Part& part) {
  const std::size_t n = part.members.size();
  const auto out = arcs_at(n, part.arcs, &Arc::from);
  const auto in = arcs_at(n, part.arcs, &Arc::to);
  std::vector<std::int64_t> outs(n, 0);
  std::vector<std::int64_t> ins(n, 0);
  for (const Arc& arc : part.arcs) {
    if (arc.from == arc.to) continue;
    ++outs[arc.from];
    ++ins[arc.to];
  }
  constexpr std::int64_t kSink = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kSource = kSink + 1;
  const auto rank = [&](Vertex v) { return outs[v] == 0 ? kSink : ins[v] == 0 ? kSource : ins[v] - outs[v]; };
  std::set<std::pair<std::int64_t, Vertex>> waiting;
  // Among equals the last goes first, so that rather arcs towards larger numbers are cut.
  const auto entry = [&](Vertex v) { return std::pair(rank(v), static_cast<Vertex>(n - 1) - v); };
  for (Vertex v = 0; v < n; ++v) waiting.insert(entry(v));
  std::vector<bool> taken(n, false);
  const auto shift = [&](Vertex v, std::int64_t& count) {
    if (taken[v]) return;
    waiting.erase(entry(v));
    --count;
    waiting.insert(entry(v));
  };
  std::vector<Vertex> left;
  std::vector<Vertex> right;
  while (!waiting.empty()) {
    const auto [first, from_end] = *waiting.begin();
    const Vertex v = static_cast<Vertex>(n - 1) - from_end;
    waiting.erase(waiting.begin());
    taken[v] = true;
    (first == kSink ? right : left).push_back(v);
    for (const ArcIndex arc : out[v]) {
      if (part.arcs[arc].to != v) shift(part.arcs[arc].to, ins[part.arcs[arc].to]);
    }
    for (const ArcIndex arc : in[v]) {
      if (part.arcs[arc].from != v) shift(part.arcs[arc].from, outs[part.arcs[arc].from]);
    }
  }
  left.insert(left.end(), right.rbegin(), right.rend());
  return left;
}

std::vector<ArcIndex> arcs_back(const Part& part, const std::vector<Vertex>& order) {
  std::vector<std::size_t> at(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) at[order[i]] = i;
  std::vector<ArcIndex> back;
  for (std::size_t i = 0; i < part.arcs.size(); ++i) {
    if (at[part.arcs[i].from] >= at[part.arcs[i].to]) back.push_back(static_cast<ArcIndex>(i));
  }
  return back;
}

// Puts back every arc of the cut that closes no cycle, as far as `work` allows.
void put_back(const Part& part, std::size_t& work, std::vector<ArcIndex>& cut) {
  const std::size_t cost = part.members.size() + part.arcs.size();
  for (std::size_t i = 0; i < cut.size() && work >= cost;) {
    work -= cost;
    std::vector<bool> gone(part.arcs.size(), false);
    for (std::size_t j = 0; j < cut.size(); ++j) gone[cut[j]] = j != i;
    std::vector<Arc> kept;
    for (std::size_t j = 0; j < part.arcs.size(); ++j) {
      if (!gone[j]) kept.push_back(part.arcs[j]);
    }
    if (ends_first(part.members.size(), kept)) {
      cut.erase(cut.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
}

void find_cut(const Part& part, std::size_t& exact_work, std::size_t& work, CyclicComponent& result) {
  const std::size_t n = part.members.size();
  const std::size_t exact_cost = n <= kExactCut ? (std::size_t{1} << n) * n * n : 0;
  std::vector<ArcIndex> cut;
  if (n <= kExactCut && exact_cost <= exact_work) {
    exact_work -= exact_cost;
    cut = arcs_back(part, best_order(part));
  } else {
    cut = arcs_back(part, good_order(part));
    if (cut.size() > 1) put_back(part, work, cut);
    result.smallest = cut.size() == 1;
  }
  for (const ArcIndex arc : cut) result.cut.push_back(part.original[arc]);
}

// --- transitive reduction ---------------------------------------------------------------------------------------------------

// When the search enters and leaves each vertex: what lies inside of another's time is reached from it, and what is reached is left
// before it.
struct Times {
  std::vector<std::uint32_t> entered;
  std::vector<std::uint32_t> left;
};

class TimeKeeper : public boost::default_dfs_visitor {
 public:
  explicit TimeKeeper(Times& times) : times_(&times), now_(std::make_shared<std::uint32_t>(0)) {}
  void discover_vertex(Vertex v, const Directed&) { times_->entered[v] = (*now_)++; }
  void finish_vertex(Vertex v, const Directed&) { times_->left[v] = (*now_)++; }

 private:
  Times* times_;
  std::shared_ptr<std::uint32_t> now_;  // visitors are copied
};

class Reduction {
 public:
  // The components among themselves have no cycle.
  Reduction(std::size_t vertices, Arcs arcs, const std::vector<bool>& on_cycle, const std::vector<std::uint32_t>& component)
      : arcs_(arcs),
        on_cycle_(on_cycle),
        out_(arcs_at(vertices, arcs, &Arc::from)),
        component_(component),
        components_(component.empty() ? 0 : 1 + *std::max_element(component.begin(), component.end())),
        members_(components_, vertices, [&](std::size_t v) { return component[v]; }),
        seen_(vertices, 0),
        first_(vertices, 0) {}

  RedundantArcs run() {
    std::vector<Arc> between;
    for (const Arc& arc : arcs_) {
      if (component_[arc.from] != component_[arc.to]) between.push_back({component_[arc.from], component_[arc.to]});
    }
    measure(components_, between);
    RedundantArcs result;
    for (Vertex v = 0; v < component_.size(); ++v) {
      if (!on_cycle_[v] && out_[v].size() > 1) judge(v, result);
    }
    std::sort(result.arcs.begin(), result.arcs.end(), [](const RedundantArc& a, const RedundantArc& b) { return a.arc < b.arc; });
    return result;
  }

 private:
  struct Step {
    std::uint32_t component = 0;
    ArcIndex arc = 0;  // the first of each component
  };

  void measure(std::size_t count, Arcs between) {
    const Directed graph = directed(count, between);
    times_ = {std::vector<std::uint32_t>(count, 0), std::vector<std::uint32_t>(count, 0)};
    boost::depth_first_search(graph, boost::visitor(TimeKeeper(times_)));
    // The longest way to an end: what is reached lies lower.
    level_.assign(count, 0);
    const auto order = ends_first(count, between);
    const auto out = arcs_at(count, between, &Arc::from);
    for (const Vertex c : *order) {
      for (const ArcIndex arc : out[c]) level_[c] = std::max(level_[c], level_[between[arc].to] + 1);
    }
  }

  void judge(Vertex from, RedundantArcs& result) {
    std::vector<Step> steps;
    for (const ArcIndex arc : out_[from]) steps.push_back({component_[arcs_[arc].to], arc});
    std::stable_sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.component < b.component; });
    std::vector<Step> different;
    for (const Step& step : steps) {
      if (different.empty() || different.back().component != step.component) {
        different.push_back(step);
      } else if (!on_cycle_[arcs_[step.arc].to]) {
        result.arcs.push_back({step.arc, different.back().arc});
      }
    }
    if (different.size() < 2) return;
    std::vector<Step> open = told_by_time(different, result);
    if (!open.empty()) search_from(different, open, result);
  }

  // Settles what the times of the search tell, and gives back what they leave open.
  std::vector<Step> told_by_time(std::vector<Step>& steps, RedundantArcs& result) {
    std::sort(steps.begin(), steps.end(),
              [this](const Step& a, const Step& b) { return times_.entered[a.component] < times_.entered[b.component]; });
    std::vector<Step> open;
    const Step* around = nullptr;  // entered before, left last
    const std::uint32_t highest = level_[std::max_element(steps.begin(), steps.end(), [this](const Step& a, const Step& b) {
                                           return level_[a.component] < level_[b.component];
                                         })->component];
    for (const Step& step : steps) {
      const bool judged = !on_cycle_[arcs_[step.arc].to];
      if (around != nullptr && times_.left[step.component] < times_.left[around->component]) {
        if (judged) result.arcs.push_back({step.arc, around->arc});
        continue;
      }
      around = &step;
      if (judged && level_[step.component] < highest) open.push_back(step);
    }
    return open;
  }

  void search_from(const std::vector<Step>& steps, const std::vector<Step>& open, RedundantArcs& result) {
    std::uint32_t lowest = std::numeric_limits<std::uint32_t>::max();
    for (const Step& step : open) lowest = std::min(lowest, level_[step.component]);
    ++round_;
    std::vector<std::uint32_t> queue;
    for (const Step& step : steps) {
      if (level_[step.component] <= lowest) continue;
      queue.push_back(step.component);
      first_[step.component] = step.arc;
    }
    std::map<std::uint32_t, ArcIndex> asked;
    for (const Step& step : open) asked.emplace(step.component, step.arc);
    for (const std::uint32_t c : queue) seen_[c] = round_;
    for (std::size_t next = 0; next < queue.size() && !asked.empty(); ++next) {
      const std::uint32_t here = queue[next];
      for (const Vertex v : members_[here]) {
        for (const ArcIndex arc : out_[v]) {
          if (work_ == 0) {
            result.complete = false;
            return;
          }
          --work_;
          const std::uint32_t there = component_[arcs_[arc].to];
          if (there == here) continue;
          if (const auto found = asked.find(there); found != asked.end()) {
            result.arcs.push_back({found->second, first_[here]});
            asked.erase(found);
          }
          if (seen_[there] == round_ || level_[there] <= lowest) continue;
          seen_[there] = round_;
          first_[there] = first_[here];
          queue.push_back(there);
        }
      }
    }
  }

  Arcs arcs_;
  const std::vector<bool>& on_cycle_;
  Filed out_;  // arcs by vertex
  const std::vector<std::uint32_t>& component_;
  std::size_t components_;
  Filed members_;  // vertices by component
  Times times_;
  std::vector<std::uint32_t> level_;
  std::vector<std::uint32_t> seen_;  // by component, the round it was seen in
  std::vector<ArcIndex> first_;      // by component, the first arc of the way to it in this round
  std::uint32_t round_ = 0;
  std::size_t work_ = kReductionWork;
};

RedundantArcs redundant_among(std::size_t vertices, Arcs arcs) {
  const std::vector<std::uint32_t> component = strong_components(vertices, arcs);
  std::vector<std::uint32_t> size(vertices, 0);
  for (const std::uint32_t c : component) ++size[c];
  std::vector<bool> on_cycle(vertices, false);
  for (Vertex v = 0; v < vertices; ++v) on_cycle[v] = size[component[v]] > 1;
  for (const Arc& arc : arcs) {
    if (arc.from == arc.to) on_cycle[arc.from] = true;
  }
  return Reduction(vertices, arcs, on_cycle, component).run();
}

}  // namespace

std::vector<ArcIndex> Reach::way_to(Vertex vertex, Arcs arcs) const {
  std::vector<ArcIndex> way;
  for (Vertex v = vertex; distance[v] != 0; v = arcs[last[v]].from) way.push_back(last[v]);
  std::reverse(way.begin(), way.end());
  return way;
}

std::vector<std::uint32_t> strong_components(std::size_t vertices, Arcs arcs) {
  std::vector<std::uint32_t> component(vertices, 0);
  const Directed graph = directed(vertices, arcs);
  boost::strong_components(graph, by_vertex(component, graph));
  return renumbered(std::move(component));
}

std::vector<CyclicComponent> cyclic_components(std::size_t vertices, Arcs arcs) {
  if (arcs.empty()) return {};  // as it is for most kinds of circles in most plans
  std::vector<CyclicComponent> result;
  constexpr std::size_t kExactWork = 100'000'000;
  std::size_t cycle_work = kCycleWork;
  std::size_t exact_work = kExactWork;
  std::size_t cut_work = kCycleWork;
  const Touched touched(vertices, arcs);
  for (const Part& part : cyclic_parts(touched.vertices.size(), touched.arcs)) {
    CyclicComponent& component = result.emplace_back();
    for (const Vertex v : part.members) component.members.push_back(touched.vertices[v]);
    find_shortest_cycle(part, cycle_work, component);
    find_cut(part, exact_work, cut_work, component);
  }
  return result;
}

RedundantArcs redundant_arcs(std::size_t vertices, Arcs arcs) {
  const Touched touched(vertices, arcs);
  return redundant_among(touched.vertices.size(), touched.arcs);
}

Reach reach(std::size_t vertices, Arcs arcs, Vertex start) {
  std::optional<ArcIndex> back;
  return search(directed(vertices, arcs), start, back);
}

std::vector<Vertex> articulation_vertices(std::size_t vertices, Arcs arcs) {
  const Directed graph = undirected(vertices, arcs);
  std::vector<Vertex> found;
  boost::articulation_points(graph, std::back_inserter(found));
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<std::uint32_t> connected_components(std::size_t vertices, Arcs arcs) {
  const Directed graph = undirected(vertices, arcs);
  std::vector<std::uint32_t> component(vertices, 0);
  boost::connected_components(graph, by_vertex(component, graph));
  return renumbered(std::move(component));
}

std::optional<std::vector<Vertex>> ends_first(std::size_t vertices, Arcs arcs) {
  std::vector<Vertex> order;
  order.reserve(vertices);
  try {
    const Directed graph = directed(vertices, arcs);
    boost::topological_sort(graph, std::back_inserter(order));
  } catch (const boost::not_a_dag&) {
    return std::nullopt;
  }
  return order;
}

}  // namespace gouji::analyzer::graph
