// What the graph of a plan tells: circles, waits that say nothing new, dates that follow from other dates, who is touched when
// something slips, and how much hangs on each organisation.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/graph/graph.hpp"

namespace gouji::analyzer::graph {

// --- circles ----------------------------------------------------------------------------------------------------------------

enum class CircleKind : std::uint8_t {
  Tasks,        // each task waits for the next
  Sections,     // each section stands in the next
  Containment,  // each indicator is a part of the next (属于, 不超出, a sum): all of them would have to be equal
  Definition,   // each indicator is worked out from the next, over a ratio at least: none can be worked out first
};

struct Circle {
  CircleKind kind = CircleKind::Tasks;
  std::vector<Vertex> members;        // ascending: all that hang together in circles
  std::vector<std::uint32_t> path;    // edges of a shortest one, in order. Of Containment an edge out of a sum leads from the part to
                                      // the whole, against its direction in the graph
  bool shortest = true;               // as CyclicComponent tells
  std::vector<std::uint32_t> cut;     // edges without which no circle is left; ascending
  bool smallest = true;
  bool through_sum = false;           // of Containment: the path leads over a sum with other parts beside it
};

// A ratio and its own inversions (R = A / B, A = R × B written as B = A / R) are one equation and no circle. Neither is a part within
// the sum that holds it. Circles of Definition whose members are told as Containment already are left out.
[[nodiscard]] std::vector<Circle> circles_of(const Graph& graph);

// The start of an edge of the path as the circle walks it; see Circle::path.
[[nodiscard]] Vertex walks_from(const Graph& graph, const Circle& circle, std::uint32_t edge);

// --- waits that say nothing new ---------------------------------------------------------------------------------------------

struct RedundantWait {
  std::uint32_t edge = 0;
  std::uint32_t instead = 0;  // the first edge of the other way
};

struct RedundantWaits {
  std::vector<RedundantWait> waits;  // ascending by edge
  bool complete = true;
};

[[nodiscard]] RedundantWaits redundant_waits(const Graph& graph);

// --- dates ------------------------------------------------------------------------------------------------------------------

// All dates of what hangs together by `after` are told in the coarsest unit any of them is given in.
enum class Precision : std::uint8_t { Year, Month, Day };

// A date counted in years (2026), months (2026 × 12 + month − 1) or days (since 1970-01-01).
using Moment = std::int64_t;
[[nodiscard]] std::string moment_text(Moment moment, Precision precision);  // 2026, 2026-06, 2026-06-30

// Critical path method (Kelley and Walker 1959). A task takes as long as its stated dates say and starts no earlier than they say;
// one without dates (or an open end) takes no time of its own. What waits may start in the unit in which the other ends: whoever
// writes “2026年6月” for both has said nothing wrong. Latest dates count back from the end of the plan, else from the earliest end
// of everything.
struct TaskDates {
  Precision precision = Precision::Day;
  bool stated = false;         // its dates are; else they follow from those of others alone
  Moment earliest_start = 0;
  Moment earliest_end = 0;
  Moment latest_start = 0;
  Moment latest_end = 0;
  bool critical = false;       // on the critical path of its group

  [[nodiscard]] Moment slack() const { return latest_start - earliest_start; }  // negative: too late already
};

struct Schedule {
  std::vector<std::optional<TaskDates>> tasks;  // by task; absent: nothing is known, or its group has a circle
  // Of each group of two or more tasks with dates the way of least slack, from its first task to its last, as edges from the last.
  std::vector<std::vector<std::uint32_t>> critical_paths;
};

[[nodiscard]] Schedule schedule_of(const Graph& graph);

// --- reach ------------------------------------------------------------------------------------------------------------------

// Which end of an edge suffers when the other slips: a task when its unit or the task before it does, an indicator when its task or
// an indicator it is made of does, a goal with its indicator, a phase with its tasks. Absent where neither does.
using Influence = Arc;
[[nodiscard]] std::optional<Influence> influence_of(const Graph& graph, const Edge& edge);

enum class Heading : std::uint8_t {
  Touched,  // what is touched when the node slips; of a task this begins with what it serves
  Needed,   // what the node needs
};

struct Impact {
  std::vector<Vertex> nodes;  // in order of distance, then of the graph; without the node itself
  Selection walked;           // arcs in the direction walked
  Reach reach;                // over them

  // The edge of the graph that leads to a node, and the node before it on a shortest way.
  [[nodiscard]] std::uint32_t last_edge(Vertex v) const { return walked.edges[reach.last[v]]; }
  [[nodiscard]] Vertex before(Vertex v) const { return walked.arcs[reach.last[v]].from; }
};

[[nodiscard]] Impact impact_of(const Graph& graph, Vertex node, Heading heading);

// Nodes within `depth` edges of any of the kinds shown, whatever their direction.
[[nodiscard]] std::vector<bool> around(const Graph& graph, Vertex node, std::size_t depth, const std::vector<bool>& edges_shown);

// --- organisations ----------------------------------------------------------------------------------------------------------

// Safeguards are no tasks and count nowhere.
struct Load {
  std::vector<Vertex> lead;      // tasks it leads, alone or with others; in order of the plan
  std::vector<Vertex> sole;      // of those, the tasks that name nobody else
  std::vector<Vertex> part;      // tasks it takes part in without leading
  std::vector<Vertex> open;      // tasks of several units of which none is called the lead, it among them
  std::size_t weight = 0;        // over the tasks it leads: 1 each, and 1 for each indicator a task supports and each task that waits for it
  // Indicators that are supported by tasks, every one of which names it alone: without it nobody is left for them.
  std::vector<Vertex> orphans;
  // Tasks of others that wait for a task which names it alone.
  std::vector<Vertex> stopped;
};

[[nodiscard]] std::vector<Load> loads_of(const Graph& graph);  // by organisation

// By organisation: it is an articulation point of the graph of tasks and organisations, so that without it tasks that hang together
// through common units fall apart.
[[nodiscard]] std::vector<bool> joints_of(const Graph& graph);

}  // namespace gouji::analyzer::graph
