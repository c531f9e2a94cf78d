#include "analyzer/audit/responsible.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace gouji::analyzer {
namespace {

template <typename Test>
std::vector<const Responsible*> distinct(const Task& task, Test test) {
  std::vector<const Responsible*> units;
  std::set<OrgId> seen;
  for (const Responsible& unit : task.units) {
    if (test(unit) && seen.insert(unit.org).second) units.push_back(&unit);
  }
  return units;
}

bool is_listed(const Responsible& unit) { return !unit.lead_stated && !unit.with; }

}  // namespace

Responsibility responsibility_of(const Plan& plan, const Task& task) {
  Responsibility result;
  result.units = distinct(task, [](const Responsible&) { return true; });
  result.listed = distinct(task, is_listed);
  result.leads = distinct(task, [](const Responsible& unit) { return unit.lead_stated || unit.marked; });
  if (!result.leads.empty()) {
    const bool named = std::any_of(task.units.begin(), task.units.end(), [](const Responsible& unit) { return unit.lead_stated; });
    result.basis = named ? LeadBasis::Named : LeadBasis::Marked;
  } else if (result.listed.size() == 1) {
    result.leads = result.listed;
    result.basis = LeadBasis::Sole;
  } else if (!result.listed.empty() && plan.lead_convention == LeadConvention::First) {
    result.leads = {result.listed.front()};
    result.basis = LeadBasis::First;
  }
  return result;
}

std::vector<OrgId> leads_of(const Plan& plan, const Task& task) {
  std::vector<OrgId> leads;
  for (const Responsible* unit : responsibility_of(plan, task).leads) leads.push_back(unit->org);
  return leads;
}

bool contains(const Plan& plan, OrgId whole, OrgId part) {
  // Declarations may run in a circle, so each body is looked into once.
  std::set<OrgId> seen{whole};
  std::vector<OrgId> open{whole};
  while (!open.empty()) {
    const OrgId org = open.back();
    open.pop_back();
    for (const OrgId member : plan[org].contains) {
      if (member == part) return whole != part;
      if (seen.insert(member).second) open.push_back(member);
    }
  }
  return false;
}

Subject subject_of(const Plan& plan, OrgId id) {
  const Org& org = plan[id];
  return {SubjectKind::Org, org.id, org.name.empty() ? org.id : org.name};
}

Label label_of(const Plan& plan, TaskId id, Text text) {
  const Task& task = plan[id];
  Span marked = task.place.span;
  const std::string_view source = plan.source->text();
  const std::string_view title = task.title;
  // A title the source says letter by letter is a view into it.
  if (!title.empty() && title.data() >= source.data() && title.data() + title.size() <= source.data() + source.size()) {
    const auto begin = static_cast<std::uint32_t>(title.data() - source.data());
    marked = {begin, begin + static_cast<std::uint32_t>(title.size())};
  }
  return {task.place, marked, std::move(text), "task"};
}

Label label_of(const Responsible& unit, Text text) { return {unit.place, unit.place.span, std::move(text), "unit"}; }

}  // namespace gouji::analyzer
