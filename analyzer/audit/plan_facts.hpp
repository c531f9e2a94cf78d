// What rules ask of a plan again and again, worked out once: figures by role and year, topics, readings. Nothing but a function
// of the plan; it lives in the plan's memo from the first question on, and audit() empties the memo before and after.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/pace.hpp"
#include "analyzer/audit/readings.hpp"
#include "analyzer/audit/responsible.hpp"
#include "analyzer/audit/topic.hpp"

namespace gouji::analyzer {

namespace graph {
struct Graph;
}

// A piece of a common list.
struct Piece {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

// The figures of one indicator, as pieces of PlanFacts::ids.
struct IndicatorFigures {
  std::array<Piece, 5> levels;             // by role
  Piece targets;
  Piece goals;                             // targets and claims
  Piece milestones;                        // one a year
  std::optional<StatementId> baseline;     // the latest
  bool baseline_before_milestones = false; // it stands right before them in the list
};

struct PlanFacts {
  std::vector<StatementId> ids;
  std::vector<IndicatorFigures> figures;  // by indicator

  // By indicator, from the first question for any of them on.
  std::optional<std::vector<Piece>> topic_pieces;
  std::vector<TopicGroup> topics;
  std::vector<StatementId> topic_ids;

  // By indicator, each from the first question for it on.
  std::vector<std::optional<std::vector<MomentFigure>>> moments;

  // By indicator: from the last known figure to the final goal; from the first question for any of them on.
  std::optional<std::vector<std::optional<Pace>>> paces;

  // By task, from the first question for any of them on.
  std::vector<std::optional<Responsibility>> responsibilities;

  // From the first question on.
  std::shared_ptr<const graph::Graph> graph;
  std::optional<std::optional<PlanDue>> due;

  // By target: 0 while nobody asked, 1 when there is none, else its place in the list plus 2.
  std::vector<std::uint32_t> reconciled;
  std::deque<Reconciliation> reconciliations;
  std::deque<std::vector<StatementId>> own_milestones;  // of the reconciliations that do not take those of the indicator

  [[nodiscard]] StatementIds of(Piece piece) const { return StatementIds(ids.data() + piece.first, piece.count); }
};

PlanFacts& list_facts(const Plan& plan);
[[nodiscard]] inline PlanFacts& facts_of(const Plan& plan) { return plan.memo.facts ? *plan.memo.facts : list_facts(plan); }

}  // namespace gouji::analyzer
