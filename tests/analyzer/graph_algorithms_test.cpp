// Each algorithm against a slow obvious version: on all graphs of up to four vertices, and on random larger ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <random>
#include <set>

#include "analyzer/graph/algorithms.hpp"

namespace gouji::analyzer::graph {
namespace {

struct Case {
  std::size_t vertices = 0;
  std::vector<Arc> arcs;
};

std::string text(const Case& c) {
  std::string result = std::to_string(c.vertices) + ":";
  for (const Arc& arc : c.arcs) result += " " + std::to_string(arc.from) + ">" + std::to_string(arc.to);
  return result;
}

// With loops, so of 2^(n²) graphs; four vertices have 65536.
void for_all_small_graphs(const std::function<void(const Case&)>& check) {
  for (std::size_t n = 0; n <= 4; ++n) {
    for (std::size_t code = 0; code < std::size_t{1} << (n * n); ++code) {
      Case c{n, {}};
      for (std::size_t i = 0; i < n * n; ++i) {
        if ((code >> i & 1) != 0) c.arcs.push_back({static_cast<Vertex>(i / n), static_cast<Vertex>(i % n)});
      }
      check(c);
      if (::testing::Test::HasFailure()) return;
    }
  }
}

// With double arcs and loops.
Case random_graph(std::mt19937& random, std::size_t n, std::size_t arcs, bool acyclic = false) {
  Case c{n, {}};
  for (std::size_t i = 0; i < arcs; ++i) {
    Arc arc{static_cast<Vertex>(random() % n), static_cast<Vertex>(random() % n)};
    if (acyclic && arc.from == arc.to) continue;
    if (acyclic && arc.from < arc.to) std::swap(arc.from, arc.to);
    c.arcs.push_back(arc);
  }
  return c;
}

void for_random_graphs(std::size_t most_vertices, const std::function<void(const Case&)>& check, bool acyclic = false) {
  std::mt19937 random(7);
  for (int round = 0; round < 400; ++round) {
    const std::size_t n = 1 + random() % most_vertices;
    check(random_graph(random, n, random() % (3 * n), acyclic));
    if (::testing::Test::HasFailure()) return;
  }
}

using Matrix = std::vector<std::vector<bool>>;

// Over one arc or more (Warshall). `left_out` is an arc that is not there.
Matrix closure(const Case& c, const std::set<std::size_t>& left_out = {}) {
  Matrix reached(c.vertices, std::vector<bool>(c.vertices, false));
  for (std::size_t i = 0; i < c.arcs.size(); ++i) {
    if (!left_out.contains(i)) reached[c.arcs[i].from][c.arcs[i].to] = true;
  }
  for (std::size_t k = 0; k < c.vertices; ++k) {
    for (std::size_t i = 0; i < c.vertices; ++i) {
      for (std::size_t j = 0; reached[i][k] && j < c.vertices; ++j) {
        if (reached[k][j]) reached[i][j] = true;
      }
    }
  }
  return reached;
}

std::size_t shortest_cycle_through(const Case& c, const std::vector<Vertex>& members) {
  constexpr std::size_t kFar = 1000000;
  std::vector<std::vector<std::size_t>> distance(c.vertices, std::vector<std::size_t>(c.vertices, kFar));
  for (const Arc& arc : c.arcs) distance[arc.from][arc.to] = 1;
  for (std::size_t k = 0; k < c.vertices; ++k) {
    for (std::size_t i = 0; i < c.vertices; ++i) {
      for (std::size_t j = 0; j < c.vertices; ++j) distance[i][j] = std::min(distance[i][j], distance[i][k] + distance[k][j]);
    }
  }
  std::size_t best = kFar;
  for (const Vertex v : members) best = std::min(best, distance[v][v]);
  return best;
}

// Over all orders of the members.
std::size_t smallest_cut(const Case& c, std::vector<Vertex> members) {
  std::size_t best = c.arcs.size();
  std::sort(members.begin(), members.end());
  do {
    std::size_t cut = 0;
    for (const Arc& arc : c.arcs) {
      const auto from = std::find(members.begin(), members.end(), arc.from);
      const auto to = std::find(members.begin(), members.end(), arc.to);
      cut += from != members.end() && to != members.end() && from >= to ? 1 : 0;
    }
    best = std::min(best, cut);
  } while (std::next_permutation(members.begin(), members.end()));
  return best;
}

void check_cycles(const Case& c, bool judge_cut) {
  SCOPED_TRACE(text(c));
  const Matrix reached = closure(c);
  std::vector<std::vector<Vertex>> expected;
  std::vector<bool> seen(c.vertices, false);
  for (Vertex v = 0; v < c.vertices; ++v) {
    if (seen[v] || !reached[v][v]) continue;
    std::vector<Vertex> members;
    for (Vertex w = v; w < c.vertices; ++w) {
      if (v == w || (reached[v][w] && reached[w][v])) members.push_back(w);
    }
    for (const Vertex w : members) seen[w] = true;
    expected.push_back(members);
  }
  const auto found = cyclic_components(c.vertices, c.arcs);
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    const CyclicComponent& component = found[i];
    ASSERT_EQ(component.members, expected[i]);
    ASSERT_TRUE(component.shortest);
    ASSERT_EQ(component.path.size(), shortest_cycle_through(c, component.members));
    Vertex smallest = c.arcs[component.path.front()].from;
    for (std::size_t j = 0; j < component.path.size(); ++j) {
      const Arc& arc = c.arcs[component.path[j]];
      ASSERT_EQ(arc.to, c.arcs[component.path[(j + 1) % component.path.size()]].from);
      smallest = std::min(smallest, arc.from);
    }
    ASSERT_EQ(smallest, c.arcs[component.path.front()].from);
    if (judge_cut && component.smallest) { ASSERT_EQ(component.cut.size(), smallest_cut(c, component.members)); }
  }
  std::set<std::size_t> cut;
  for (const CyclicComponent& component : found) cut.insert(component.cut.begin(), component.cut.end());
  const Matrix after = closure(c, cut);
  for (Vertex v = 0; v < c.vertices; ++v) ASSERT_FALSE(after[v][v]);
}

TEST(GraphCycles, SmallGraphs) {
  for_all_small_graphs([](const Case& c) { check_cycles(c, true); });
}

TEST(GraphCycles, RandomGraphs) {
  for_random_graphs(7, [](const Case& c) { check_cycles(c, true); });
  for_random_graphs(60, [](const Case& c) { check_cycles(c, false); });
}

TEST(GraphCycles, TheCutGoesAgainstTheOrder) {
  // 1 waits for 0, 2 for 1, and 0 for 2: it is the last that is odd.
  const Case c{3, {{1, 0}, {2, 1}, {0, 2}}};
  const auto found = cyclic_components(c.vertices, c.arcs);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].cut, std::vector<ArcIndex>{2});
  EXPECT_EQ(found[0].path, (std::vector<ArcIndex>{2, 1, 0}));
}

void check_components(const Case& c) {
  SCOPED_TRACE(text(c));
  const Matrix reached = closure(c);
  const auto strong = strong_components(c.vertices, c.arcs);
  Case both = c;
  for (const Arc& arc : c.arcs) both.arcs.push_back({arc.to, arc.from});
  const Matrix joined = closure(both);
  const auto weak = connected_components(c.vertices, c.arcs);
  for (Vertex v = 0; v < c.vertices; ++v) {
    for (Vertex w = 0; w < c.vertices; ++w) {
      ASSERT_EQ(strong[v] == strong[w], v == w || (reached[v][w] && reached[w][v]));
      ASSERT_EQ(weak[v] == weak[w], v == w || joined[v][w]);
    }
  }
}

TEST(GraphComponents, SmallGraphs) { for_all_small_graphs(check_components); }
TEST(GraphComponents, RandomGraphs) { for_random_graphs(40, check_components); }

void check_reduction(const Case& c) {
  SCOPED_TRACE(text(c));
  const Matrix reached = closure(c);
  const RedundantArcs found = redundant_arcs(c.vertices, c.arcs);
  ASSERT_TRUE(found.complete);
  std::set<std::size_t> left_out;
  for (const RedundantArc& arc : found.arcs) {
    left_out.insert(arc.arc);
    ASSERT_NE(arc.arc, arc.instead);
    ASSERT_EQ(c.arcs[arc.arc].from, c.arcs[arc.instead].from);
    const Vertex by = c.arcs[arc.instead].to;
    const Vertex to = c.arcs[arc.arc].to;
    ASSERT_TRUE(by == to || reached[by][to]);
  }
  ASSERT_EQ(closure(c, left_out), reached);
  // None is missed: with it left out as well, something would be lost.
  for (std::size_t i = 0; i < c.arcs.size(); ++i) {
    const Arc& arc = c.arcs[i];
    if (left_out.contains(i) || reached[arc.from][arc.from] || reached[arc.to][arc.to]) continue;
    std::set<std::size_t> more = left_out;
    more.insert(i);
    ASSERT_NE(closure(c, more), reached) << "arc " << i;
  }
}

TEST(GraphReduction, SmallGraphs) { for_all_small_graphs(check_reduction); }
TEST(GraphReduction, RandomGraphs) {
  for_random_graphs(30, check_reduction);
  for_random_graphs(30, check_reduction, true);
}

void check_articulation(const Case& c) {
  SCOPED_TRACE(text(c));
  const auto parts = [&](std::optional<Vertex> without) {
    Case both{c.vertices, {}};
    for (const Arc& arc : c.arcs) {
      if (arc.from == without || arc.to == without) continue;
      both.arcs.push_back(arc);
      both.arcs.push_back({arc.to, arc.from});
    }
    const Matrix joined = closure(both);
    std::size_t count = 0;
    for (Vertex v = 0; v < c.vertices; ++v) {
      bool first = v != without;
      for (Vertex w = 0; w < v; ++w) first = first && !(w != without && joined[v][w]);
      count += first ? 1 : 0;
    }
    return count;
  };
  std::vector<Vertex> expected;
  for (Vertex v = 0; v < c.vertices; ++v) {
    if (parts(v) > parts(std::nullopt)) expected.push_back(v);
  }
  ASSERT_EQ(articulation_vertices(c.vertices, c.arcs), expected);
}

TEST(GraphArticulation, SmallGraphs) { for_all_small_graphs(check_articulation); }
TEST(GraphArticulation, RandomGraphs) { for_random_graphs(20, check_articulation); }

void check_reach(const Case& c) {
  SCOPED_TRACE(text(c));
  for (Vertex start = 0; start < c.vertices; ++start) {
    // Bellman and Ford.
    std::vector<std::uint32_t> distance(c.vertices, Reach::kNever);
    distance[start] = 0;
    for (std::size_t round = 0; round < c.vertices; ++round) {
      for (const Arc& arc : c.arcs) {
        if (distance[arc.from] != Reach::kNever) distance[arc.to] = std::min(distance[arc.to], distance[arc.from] + 1);
      }
    }
    const Reach found = reach(c.vertices, c.arcs, start);
    ASSERT_EQ(found.distance, distance);
    for (Vertex v = 0; v < c.vertices; ++v) {
      if (!found.has(v)) continue;
      Vertex at = start;
      const auto way = found.way_to(v, c.arcs);
      ASSERT_EQ(way.size(), distance[v]);
      for (const ArcIndex arc : way) {
        ASSERT_EQ(c.arcs[arc].from, at);
        at = c.arcs[arc].to;
      }
      ASSERT_EQ(at, v);
    }
  }
}

TEST(GraphReach, SmallGraphs) { for_all_small_graphs(check_reach); }
TEST(GraphReach, RandomGraphs) { for_random_graphs(25, check_reach); }

void check_order(const Case& c) {
  SCOPED_TRACE(text(c));
  const Matrix reached = closure(c);
  bool cyclic = false;
  for (Vertex v = 0; v < c.vertices; ++v) cyclic = cyclic || reached[v][v];
  const auto order = ends_first(c.vertices, c.arcs);
  ASSERT_EQ(order.has_value(), !cyclic);
  if (!order) return;
  std::vector<std::size_t> at(c.vertices, c.vertices);
  for (std::size_t i = 0; i < order->size(); ++i) at[(*order)[i]] = i;
  for (const Arc& arc : c.arcs) ASSERT_GT(at[arc.from], at[arc.to]);
}

TEST(GraphOrder, SmallGraphs) { for_all_small_graphs(check_order); }
TEST(GraphOrder, RandomGraphs) { for_random_graphs(20, check_order, true); }

// --- size -----------------------------------------------------------------------------------------------------------------------

constexpr std::size_t kMany = 100'000;

Case chain(std::size_t n) {
  Case c{n, {}};
  for (Vertex v = 1; v < n; ++v) c.arcs.push_back({v, v - 1});
  return c;
}

TEST(GraphSize, AChainNeedsNoStack) {
  const Case c = chain(kMany);
  EXPECT_TRUE(cyclic_components(c.vertices, c.arcs).empty());
  EXPECT_TRUE(redundant_arcs(c.vertices, c.arcs).arcs.empty());
  EXPECT_EQ(articulation_vertices(c.vertices, c.arcs).size(), kMany - 2);
  EXPECT_EQ(reach(c.vertices, c.arcs, kMany - 1).distance[0], kMany - 1);
  EXPECT_EQ(ends_first(c.vertices, c.arcs)->front(), 0U);
}

TEST(GraphSize, ALongCycle) {
  Case c = chain(kMany);
  c.arcs.push_back({0, kMany - 1});
  const auto found = cyclic_components(c.vertices, c.arcs);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].path.size(), kMany);
  EXPECT_TRUE(found[0].shortest);
  EXPECT_EQ(found[0].cut, std::vector<ArcIndex>{kMany - 1});
  EXPECT_TRUE(found[0].smallest);
}

TEST(GraphSize, ManyArcsBackAndForth) {
  // Ten arcs from each vertex to those before it: all but the first say nothing new.
  Case c{kMany, {}};
  for (Vertex v = 1; v < kMany; ++v) {
    for (Vertex back = 1; back <= std::min<Vertex>(v, 10); ++back) c.arcs.push_back({v, v - back});
  }
  EXPECT_EQ(redundant_arcs(c.vertices, c.arcs).arcs.size(), c.arcs.size() - (kMany - 1));
  c.arcs.push_back({0, kMany - 1});
  const auto found = cyclic_components(c.vertices, c.arcs);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].cut, std::vector<ArcIndex>{static_cast<ArcIndex>(c.arcs.size() - 1)});
}

}  // namespace
}  // namespace gouji::analyzer::graph
