#include "analyzer/whatif/units.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "analyzer/audit/responsible.hpp"

namespace gouji::analyzer::whatif {

std::vector<UnitChange> unit_changes(const Plan& before, const Plan& after) {
  std::map<std::string_view, const Task*> tasks;
  for (const Task& task : after.tasks) tasks.emplace(task.id, &task);
  std::map<std::string_view, OrgId> orgs;
  for (std::size_t i = 0; i < before.orgs.size(); ++i) orgs.emplace(before.orgs[i].id, static_cast<OrgId>(i));

  std::vector<UnitChange> changes;
  for (std::size_t i = 0; i < before.tasks.size(); ++i) {
    const Task& old = before.tasks[i];
    const auto found = tasks.find(old.id);
    if (found == tasks.end()) continue;
    const Task& now = *found->second;
    UnitChange change;
    change.task = static_cast<TaskId>(i);
    change.leads_before = leads_of(before, old);
    for (const OrgId org : leads_of(after, now)) change.leads.push_back(orgs.at(after[org].id));
    for (const Responsible& unit : old.units) {
      const auto& id = before[unit.org].id;
      const bool stays = std::any_of(now.units.begin(), now.units.end(), [&](const Responsible& other) { return after[other.org].id == id; });
      if (!stays) change.lost.push_back(unit.org);
    }
    change.sole = !change.lost.empty() && responsibility_of(after, now).basis == LeadBasis::Sole;
    change.left_alone = !old.units.empty() && now.units.empty();
    if (!change.lost.empty() || change.leads != change.leads_before) changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace gouji::analyzer::whatif
