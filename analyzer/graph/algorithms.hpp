// Graph algorithms on plain numbers: vertices 0 … n−1 and a list of arcs, which may repeat and may be loops. Boost.Graph is behind
// them. None recurses: 10^5 vertices in one chain need no stack. What is exact only up to a bound says so in its answer.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace gouji::analyzer::graph {

using Vertex = std::uint32_t;
using ArcIndex = std::uint32_t;

struct Arc {
  Vertex from = 0;
  Vertex to = 0;
};

using Arcs = std::span<const Arc>;

// By vertex the number of its strongly connected component; components are numbered by their smallest vertex.
// Source: Tarjan 1972, as boost::strong_components.
[[nodiscard]] std::vector<std::uint32_t> strong_components(std::size_t vertices, Arcs arcs);

// A strongly connected component of two or more vertices, or of one with a loop.
struct CyclicComponent {
  std::vector<Vertex> members;    // ascending
  std::vector<ArcIndex> path;     // a shortest cycle, each arc beginning where the last one ended; it starts at its smallest vertex
  bool shortest = true;           // false: too large to try every vertex; the shortest through those that were tried
  std::vector<ArcIndex> cut;      // without these arcs the component holds no cycle any more; ascending
  bool smallest = true;           // false: too large for certainty; another choice may need fewer
};

// Breadth-first search from every vertex of a component finds its shortest cycle: as long as this many vertices and arcs are looked
// at in all. Every component is searched from one vertex at least.
inline constexpr std::size_t kCycleWork = 20'000'000;
// The smallest cut is exact up to so many vertices (dynamic programming over subsets, Lawler 1964), and where one arc is enough.
// Beyond, the order of Eades, Lin and Smyth 1993 ("A fast and effective heuristic for the feedback arc set problem") decides, and
// of its cut every arc that is not needed is put back as long as the work allows.
inline constexpr std::size_t kExactCut = 15;

// All of them, in order of their smallest vertex. Of several smallest cuts the one is taken that removes arcs towards larger numbers.
[[nodiscard]] std::vector<CyclicComponent> cyclic_components(std::size_t vertices, Arcs arcs);

// An arc that says nothing new: its end is reached over other arcs too.
struct RedundantArc {
  ArcIndex arc = 0;
  ArcIndex instead = 0;  // the first arc of the other way; of an arc that is there twice, the first of the two
};

struct RedundantArcs {
  std::vector<RedundantArc> arcs;  // ascending
  bool complete = true;            // false: the search was given up after kReductionWork; there may be more
};

inline constexpr std::size_t kReductionWork = 50'000'000;

// The arcs that the transitive reduction leaves out (Aho, Garey, Ullman 1972): all of them can be left out together and everything
// still reaches what it reached. Arcs from or to a vertex on a cycle are not judged: which of them to leave out is a matter of choice.
[[nodiscard]] RedundantArcs redundant_arcs(std::size_t vertices, Arcs arcs);

// What is reached from one vertex, and how.
struct Reach {
  static constexpr std::uint32_t kNever = 0xffffffff;
  std::vector<std::uint32_t> distance;  // by vertex, in arcs; kNever
  std::vector<ArcIndex> last;           // by vertex, the last arc of a shortest way; meaningless at the start and where never reached

  [[nodiscard]] bool has(Vertex vertex) const { return distance[vertex] != kNever; }
  // The arcs of a shortest way to a vertex that is reached.
  [[nodiscard]] std::vector<ArcIndex> way_to(Vertex vertex, Arcs arcs) const;
};

[[nodiscard]] Reach reach(std::size_t vertices, Arcs arcs, Vertex start);

// Vertices without which what hangs together falls apart; arcs are taken as undirected. Ascending.
// Source: Hopcroft and Tarjan 1973, as boost::articulation_points.
[[nodiscard]] std::vector<Vertex> articulation_vertices(std::size_t vertices, Arcs arcs);

// By vertex the number of its component when arcs are taken as undirected; numbered by the smallest vertex.
[[nodiscard]] std::vector<std::uint32_t> connected_components(std::size_t vertices, Arcs arcs);

// Every arc leads from a later vertex of the list to an earlier one. Absent when there is a cycle.
[[nodiscard]] std::optional<std::vector<Vertex>> ends_first(std::size_t vertices, Arcs arcs);

}  // namespace gouji::analyzer::graph
