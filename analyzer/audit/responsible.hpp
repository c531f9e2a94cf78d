// Who is responsible for a task, and who leads it: by the words and marks of the document, and by the plan's own convention.
#pragma once

#include <cstdint>
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
  // The lead is settled by what the document says of this task, not by the length or order of its list.
  [[nodiscard]] bool is_designated() const { return basis == LeadBasis::Named || basis == LeadBasis::Marked; }
};

[[nodiscard]] Responsibility responsibility_of(const Plan& plan, const Task& task);

// The bodies that lead a task: named by 牵头 or marked; else the only unit of its list; else the first, where the plan's convention
// says so. Empty when that leaves it open.
[[nodiscard]] std::vector<OrgId> leads_of(const Plan& plan, const Task& task);

// `whole` is a name for several bodies (包含, at any depth) of which `part` is one. False for a body and itself.
[[nodiscard]] bool contains(const Plan& plan, OrgId whole, OrgId part);

[[nodiscard]] Subject subject_of(const Plan& plan, OrgId id);
// Marks the title of the task, else its whole statement.
[[nodiscard]] Label label_of(const Plan& plan, TaskId id, Text text);
// Marks the unit's name where the task lists it.
[[nodiscard]] Label label_of(const Responsible& unit, Text text);

}  // namespace gouji::analyzer
