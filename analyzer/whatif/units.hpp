// What a scenario does to who is responsible for the tasks that stay.
#pragma once

#include <vector>

#include "analyzer/model/model.hpp"

namespace gouji::analyzer::whatif {

// A task whose units are others than before. Organisations are those of the plan before: a scenario brings no new ones.
struct UnitChange {
  TaskId task{};                    // of the plan before
  std::vector<OrgId> leads_before;  // empty: nobody is called the lead
  std::vector<OrgId> leads;
  std::vector<OrgId> lost;          // units that are gone
  bool left_alone = false;          // it had units, and has none now
  bool sole = false;                // one is left, which so leads
};

// Safeguards too; in order of the plan before. Tasks and organisations are known by their IDs.
[[nodiscard]] std::vector<UnitChange> unit_changes(const Plan& before, const Plan& after);

}  // namespace gouji::analyzer::whatif
