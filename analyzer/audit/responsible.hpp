// Who is responsible for a task, and who leads it: by the words and marks of the document, and by the plan's own convention.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/audit/finding.hpp"

namespace gouji::analyzer {

// How it is known who leads a task.
enum class LeadBasis : std::uint8_t {
  Unknown,  // several units and no word on it, or none at all
  Named,    // 牵头 in words
  Marked,   // the lead mark of the list
  Sole,     // the only unit of the list
  First,    // the first of the list, by the plan's convention
};

// Each body once, by its first mention (of a lead: where it is called so), in the order of the plan file. Points into the task.
struct Responsibility {
  std::vector<const Responsible*> units;   // listed, leading or assisting
  std::vector<const Responsible*> listed;  // those of the list alone: neither 牵头 nor 配合 in words
  std::vector<const Responsible*> leads;   // empty: unknown
  LeadBasis basis = LeadBasis::Unknown;

  // Several units share the work, so somebody has to be called the lead.
  [[nodiscard]] bool is_shared() const { return units.size() > 1; }
};

// Of a task of the plan.
[[nodiscard]] const Responsibility& responsibility_of(const Plan& plan, const Task& task);

// The bodies that lead a task: named by 牵头 or marked; else the only unit of its list; else the first, where the plan's convention
// says so. Empty when that leaves it open.
[[nodiscard]] std::vector<OrgId> leads_of(const Plan& plan, const Task& task);

// `whole` is a name for several bodies (包含, at any depth) of which `part` is one. False for a body and itself.
[[nodiscard]] bool contains(const Plan& plan, OrgId whole, OrgId part);

// The list of the task names the body, or a collective one that contains it.
[[nodiscard]] bool lists(const Plan& plan, const Responsibility& responsibility, OrgId body);

// The tasks of the plan in source order; safeguards are none.
[[nodiscard]] std::vector<TaskId> tasks_of(const Plan& plan);

// Tasks with units by how their lead is known.
struct LeadCensus {
  std::vector<TaskId> open;            // several units, but no lead
  std::vector<TaskId> designated;      // several units, the lead named, marked or the only one listed
  std::vector<TaskId> by_place;        // several units, the first leads
  std::vector<TaskId> sole;            // one unit
  std::vector<TaskId> only_assisting;  // none but those named by 配合

  [[nodiscard]] std::size_t shared() const { return open.size() + told(); }
  [[nodiscard]] std::size_t told() const { return designated.size() + by_place.size(); }
};
[[nodiscard]] LeadCensus lead_census(const Plan& plan);

// The document says who leads, by its convention or in most of its lists: where one does not, it is a slip. Otherwise that nobody is
// called the lead is a trait of the whole document.
[[nodiscard]] bool leads_are_usual(const Plan& plan, const LeadCensus& census);

// Who answers for the goals of an indicator.
struct Ownership {
  std::optional<StatementId> goal;  // its earliest target, else the earliest claim of a task; absent: none
  bool owner = false;               // 归口
  bool served = false;              // a task supports it or states a figure of it
  bool unit = false;                // and one of these tasks has a unit

  // It has goals, and tasks that serve them, but nobody who answers for either.
  [[nodiscard]] bool left_to_bare_tasks() const { return goal && !owner && served && !unit; }
};
// By indicator.
[[nodiscard]] std::vector<Ownership> ownership_of(const Plan& plan);

[[nodiscard]] Subject subject_of(const Plan& plan, OrgId id);
// “市科技局”、“市商务局” / “市科技局”, “市商务局”.
[[nodiscard]] Text quoted(const Plan& plan, std::span<const Responsible* const> units);  // as the task writes them
// A counted thing: 18 项.
[[nodiscard]] Evidence counted(Text name, std::size_t count, std::string unit);
// Marks the title of the task, else its whole statement.
[[nodiscard]] Label label_of(const Plan& plan, TaskId id, Text text);
// Marks its ID where it is declared, or that other name of it.
[[nodiscard]] Label label_of(const Plan& plan, OrgId id, Text text, std::string_view name = {});
// Marks the unit's name where the task lists it. A list without a place of its own stands where the task does.
[[nodiscard]] Label label_of(const Task& task, const Responsible& unit, Text text);

// A unit and the task that lists it.
struct UnitUse {
  TaskId task{};
  const Responsible* unit = nullptr;
};
[[nodiscard]] Label label_of(const Plan& plan, const UnitUse& use, Text text);

}  // namespace gouji::analyzer
