#include "analyzer/audit/responsible.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "analyzer/audit/plan_facts.hpp"

namespace gouji::analyzer {
namespace {

// A list of units is short, so that looking through it is the quickest; a long one has its bodies sorted.
template <typename Test>
std::vector<const Responsible*> distinct(const Task& task, Test test) {
  constexpr std::size_t kShort = 16;
  std::vector<const Responsible*> units;
  std::set<OrgId> seen;
  for (const Responsible& unit : task.units) {
    if (!test(unit)) continue;
    const bool is_short = task.units.size() <= kShort;
    const bool is_new = is_short ? std::none_of(units.begin(), units.end(), [&](const Responsible* other) { return other->org == unit.org; })
                                 : seen.insert(unit.org).second;
    if (is_new) units.push_back(&unit);
  }
  return units;
}

// Targets first, then by year; not by place, so that the order of statements means nothing.
std::pair<bool, std::int32_t> goal_order(const Statement& statement) { return {statement.role != Role::Target, statement.when.year().value_or(0)}; }

bool is_listed(const Responsible& unit) { return !unit.lead_stated && !unit.with; }

Responsibility work_out(const Plan& plan, const Task& task) {
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

}  // namespace

const Responsibility& responsibility_of(const Plan& plan, const Task& task) {
  auto& known = facts_of(plan).responsibilities;
  known.resize(plan.tasks.size());
  auto& responsibility = known[static_cast<std::size_t>(&task - plan.tasks.data())];
  if (!responsibility) responsibility = work_out(plan, task);
  return *responsibility;
}

std::vector<OrgId> leads_of(const Plan& plan, const Task& task) {
  std::vector<OrgId> leads;
  for (const Responsible* unit : responsibility_of(plan, task).leads) leads.push_back(unit->org);
  return leads;
}

bool contains(const Plan& plan, OrgId whole, OrgId part) {
  if (plan[whole].contains.empty()) return false;
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

bool lists(const Plan& plan, const Responsibility& responsibility, OrgId body) {
  return std::any_of(responsibility.listed.begin(), responsibility.listed.end(),
                     [&](const Responsible* unit) { return unit->org == body || contains(plan, unit->org, body); });
}

std::vector<TaskId> tasks_of(const Plan& plan) {
  std::vector<TaskId> tasks;
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    if (!plan.tasks[i].safeguard) tasks.push_back(static_cast<TaskId>(i));
  }
  return tasks;
}

LeadCensus lead_census(const Plan& plan) {
  LeadCensus census;
  for (const TaskId id : tasks_of(plan)) {
    const Responsibility& found = responsibility_of(plan, plan[id]);
    if (found.units.empty()) continue;
    if (found.leads.empty()) {
      (found.listed.empty() ? census.only_assisting : census.open).push_back(id);
    } else if (!found.is_shared()) {
      census.sole.push_back(id);
    } else {
      (found.basis == LeadBasis::First ? census.by_place : census.designated).push_back(id);
    }
  }
  return census;
}

bool leads_are_usual(const Plan& plan, const LeadCensus& census) {
  if (plan.lead_convention == LeadConvention::Marked || plan.lead_convention == LeadConvention::First) return true;
  return census.told() > 0 && census.told() >= census.open.size();
}

std::vector<Ownership> ownership_of(const Plan& plan) {
  std::vector<Ownership> result(plan.indicators.size());
  const auto serve = [&](IndicatorId id, const Task& task) {
    result[index(id)].served = true;
    if (!task.units.empty()) result[index(id)].unit = true;
  };
  for (const TaskId id : tasks_of(plan)) {
    for (const IndicatorId indicator : plan[id].supports) serve(indicator, plan[id]);
  }
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    Ownership& own = result[i];
    own.owner = plan.indicators[i].owner.has_value();
    for (const StatementId id : plan.indicators[i].statements) {
      const Statement& statement = plan[id];
      const bool in_task = statement.task && !plan[*statement.task].safeguard;
      if (in_task) serve(statement.indicator, plan[*statement.task]);
      const bool is_goal = statement.role == Role::Target || (statement.role == Role::Claim && in_task);
      if (is_goal && (!own.goal || goal_order(statement) < goal_order(plan[*own.goal]))) own.goal = id;
    }
  }
  return result;
}

Subject subject_of(const Plan& plan, OrgId id) {
  const Org& org = plan[id];
  return {SubjectKind::Org, org.id, org.name.empty() ? org.id : org.name};
}

Text quoted(const Plan& plan, std::span<const Responsible* const> units) {
  std::vector<Text> names;
  names.reserve(units.size());
  for (const Responsible* unit : units) names.emplace_back(dsl::quoted(unit->written.empty() ? plan[unit->org].id : unit->written.str()));
  return dsl::join(names);
}

Evidence counted(Text name, std::size_t count, std::string unit) {
  const std::string number = std::to_string(count);
  return {std::move(name), number, unit, number, unit};
}

Label label_of(const Plan& plan, OrgId id, Text text, std::string_view name) {
  const Org& org = plan[id];
  const std::string_view declaration = plan.source->slice(org.place.span);
  // The ID stands first, its other names behind it.
  const std::size_t at = name.empty() ? declaration.find(org.id) : declaration.rfind(name);
  Span marked = org.place.span;
  if (at != std::string_view::npos) {
    marked.begin += static_cast<std::uint32_t>(at);
    marked.end = marked.begin + static_cast<std::uint32_t>(name.empty() ? org.id.size() : name.size());
  }
  return {org.place, marked, std::move(text), "unit"};
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

Label label_of(const Task& task, const Responsible& unit, Text text) {
  Place place = unit.place;
  if (!place.document) place.document = task.place.document;
  return {std::move(place), unit.place.span, std::move(text), "unit"};
}

Label label_of(const Plan& plan, const UnitUse& use, Text text) { return label_of(plan[use.task], *use.unit, std::move(text)); }

}  // namespace gouji::analyzer
