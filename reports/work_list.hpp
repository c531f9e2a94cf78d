// Who has to do what: the work list of each organisation of a plan, and what nobody is named for. For the reports that tell it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/graph/analysis.hpp"
#include "reports/about.hpp"

namespace gouji::reports {

// In the order a list tells them.
enum class Part : std::uint8_t {
  Leads,      // alone or with others
  TakesPart,  // without leading
  Named,      // among several of whom none is called the lead
};

// One task of one organisation.
struct WorkItem {
  analyzer::graph::Vertex task = 0;   // in the graph; a safeguard too
  Part part = Part::Leads;
  bool alone = false;                 // nobody else is named
  bool safeguard = false;
};

struct WorkUnit {
  analyzer::OrgId org{};
  std::vector<WorkItem> items;                    // tasks by part, each in the order of the plan; then safeguards likewise
  std::vector<analyzer::IndicatorId> owned;       // indicators it answers for (归口)
  FindingIndices findings;                        // about the organisation itself

  // Tasks; safeguards are none.
  [[nodiscard]] std::size_t count(Part part) const;
};

struct WorkList {
  std::vector<WorkUnit> units;                            // those with anything to do: who leads most first, then who is named most
  std::vector<analyzer::OrgId> idle;                      // organisations no task, safeguard or indicator names
  std::vector<analyzer::TaskId> tasks_of_nobody;          // safeguards are not asked for
  std::vector<analyzer::IndicatorId> indicators_of_nobody;  // with a target, no owner, and no task that serves it has a unit
  // By node of the graph; of tasks and safeguards.
  std::vector<std::vector<analyzer::IndicatorId>> serves;   // indicators it supports, in the order of the plan's edges
  std::vector<std::vector<std::string>> waits_for;          // ids of tasks it comes after
};

[[nodiscard]] WorkList work_list_of(const analyzer::graph::Graph& graph);
// The same, with the findings about the organisations.
[[nodiscard]] WorkList work_list_of(const analyzer::graph::Graph& graph, const FindingsAbout& about);

// What one row of a list says of a task.
struct WorkWords {
  std::string number;      // 任务编号 where it says more than the title; else empty
  std::string title;
  std::string section;     // "三·一 提升…"; empty when it stands in none
  std::string dates;       // "2024年7月—2026年6月"; of its phase where it states none of its own; else empty
  std::string indicators;  // names joined
  std::string targets;     // "“甲” 2026年底目标 達到1600件；…": one for each indicator that has any, the last of its targets
  std::string document;    // the place in the document: "41"; empty when it names none
};
[[nodiscard]] WorkWords words_of(const analyzer::graph::Graph& graph, const WorkList& list, analyzer::graph::Vertex task, Language language);

// 牵头, 参与, 列名（未明牵头）
[[nodiscard]] std::string_view words_of(Part part, Language language);

}  // namespace gouji::reports
