// Drafting errors of units and their tasks.

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "analyzer/audit/responsible.hpp"
#include "tests/planted/edits.hpp"

namespace gouji::planted {

namespace {

using namespace analyzer;  // NOLINT: the model's words are used in every line

Span before(Span span) { return {span.begin, span.begin}; }

// Tasks by how their leads are told, and the lists of one unit apart.
template <typename Add>
void each_task(const Document& document, Add add) {
  const Plan& plan = document.plan();
  for (const TaskId id : tasks_of(plan)) add(plan[id], responsibility_of(plan, plan[id]));
}

// The mark in front of the name, and nothing else.
std::optional<Span> mark_of(const Document& document, const Responsible& unit) {
  const Span name = unit.place.span;
  if (!unit.marked || name.begin == 0 || document.text[name.begin - 1] != '*') return std::nullopt;
  return Span{name.begin - 1, name.begin};
}

std::vector<Fault> lead_mark_dropped(const Document& document, Random&) {
  std::vector<Fault> faults;
  each_task(document, [&](const Task& task, const Responsibility& found) {
    if (found.listed.size() < 2 || found.leads.size() != 1) return;
    if (const auto mark = mark_of(document, *found.leads.front())) faults.push_back(visible_fault({{*mark, ""}}, {task.id}));
  });
  return faults;
}

std::vector<Fault> second_lead_marked(const Document& document, Random& random) {
  std::vector<Fault> faults;
  each_task(document, [&](const Task& task, const Responsibility& found) {
    if (found.basis != LeadBasis::Marked || found.leads.size() != 1) return;
    std::vector<const Responsible*> others;
    std::copy_if(found.listed.begin(), found.listed.end(), std::back_inserter(others), [](const Responsible* unit) { return !unit->marked; });
    if (others.empty()) return;
    const Responsible& second = *others[random.below(others.size())];
    faults.push_back(visible_fault({{before(second.place.span), "*"}}, {task.id}));
  });
  return faults;
}

// From the keyword of the list to its last name: the statement without its place.
Span list_of(const Document& document, const Responsibility& found) {
  const std::uint32_t first = found.units.front()->place.span.begin;
  std::uint32_t last = 0;
  for (const Responsible* unit : found.units) last = std::max(last, unit->place.span.end);
  const std::size_t line = document.text.rfind('\n', first) + 1;
  const std::size_t brace = document.text.rfind('{', first);
  const std::size_t begin = std::max(line, brace == std::string::npos ? 0 : brace + 1);
  std::size_t end = document.text.find_first_of("\n}", last);
  const std::size_t comment = document.text.find("//", last);
  end = std::min(end, comment == std::string::npos ? end : comment);
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::vector<Fault> units_dropped(const Document& document, Random&) {
  std::vector<Fault> faults;
  each_task(document, [&](const Task& task, const Responsibility& found) {
    if (!found.units.empty()) faults.push_back(visible_fault({{list_of(document, found), " "}}, {task.id}));
  });
  return faults;
}

// The text of a task calls a unit its lead that its list lacks.
std::vector<Fault> lead_outside_list(const Document& document, Random& random) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  each_task(document, [&](const Task& task, const Responsibility& found) {
    if (found.listed.empty() || found.basis == LeadBasis::Named) return;
    std::vector<const Org*> others;
    for (std::size_t i = 0; i < plan.orgs.size(); ++i) {
      const auto id = static_cast<OrgId>(i);
      const bool held = std::any_of(found.units.begin(), found.units.end(),
                                    [&](const Responsible* unit) { return unit->org == id || contains(plan, unit->org, id); });
      if (!held && !plan.orgs[i].collective) others.push_back(&plan.orgs[i]);
    }
    if (others.empty()) return;
    const std::string lead = "lead \"" + others[random.below(others.size())]->id + "\"; ";
    const Span list = list_of(document, found);
    const std::size_t keyword = document.text.find_first_not_of(' ', list.begin);
    const auto at = static_cast<std::uint32_t>(keyword);
    faults.push_back(visible_fault({{{at, at}, lead}}, {task.id}));
  });
  return faults;
}

// One list writes a unit with a word more, as if it were another.
std::vector<Fault> unit_renamed(const Document& document, Random& random) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  for (const TaskId id : tasks_of(plan)) {
    const Responsibility found = responsibility_of(plan, plan[id]);
    std::vector<const Responsible*> departments;
    std::copy_if(found.units.begin(), found.units.end(), std::back_inserter(departments), [&](const Responsible* unit) {
      const std::string name = subject_of(plan, unit->org).name;
      // Names of four characters and more: of two or three a word more makes another name.
      return name.size() >= 12 && (name.ends_with("局") || name.ends_with("委"));
    });
    if (departments.empty()) continue;
    const Responsible& unit = *departments[random.below(departments.size())];
    const std::string name = subject_of(plan, unit.org).name;
    constexpr std::size_t kClosingWord = std::string_view("局").size();
    const std::string renamed = name.substr(0, name.size() - kClosingWord) + "管理" + name.substr(name.size() - kClosingWord);
    const Span place = plan[unit.org].place.span;
    std::vector<Edit> edits{{before(place), "org \"" + renamed + "\"\n    "}, {unit.place.span, "\"" + renamed + "\""}};
    faults.push_back(visible_fault(std::move(edits), {plan[unit.org].id, renamed}));
  }
  return faults;
}

// The line that says how leads are told, written anew.
std::optional<Edit> convention_unstated(const Document& document) {
  for (const std::string_view keyword : {"    牵头约定 ", "    牽頭約定 ", "    leads "}) {
    const std::size_t at = document.text.find(keyword);
    if (at == std::string::npos) continue;
    const std::size_t end = std::min(document.text.find_first_of("@\n", at), document.text.size());
    return Edit{{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, "    牵头约定 未定 "};
  }
  return std::nullopt;
}

// No list calls anybody the lead but those of `kept`, which are too few to make a custom.
std::vector<Fault> no_lead_marked(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  const auto convention = convention_unstated(document);
  if (!convention || !plan.lead_convention || *plan.lead_convention == LeadConvention::Unstated) return faults;
  std::vector<std::pair<TaskId, std::optional<Span>>> shared;  // with the mark of the lead
  for (const TaskId id : tasks_of(plan)) {
    const Responsibility found = responsibility_of(plan, plan[id]);
    if (!found.is_shared()) continue;
    std::optional<Span> mark;
    for (const Responsible* unit : found.units) {
      if (unit->lead_stated || unit->with) return faults;
      if (unit->marked) mark = mark_of(document, *unit);
    }
    shared.emplace_back(id, mark);
  }
  constexpr std::size_t kEnough = 4;
  const bool marks = std::any_of(shared.begin(), shared.end(), [](const auto& one) { return one.second.has_value(); });
  if (shared.size() < kEnough) return faults;
  for (std::size_t kept = 0; kept < (marks ? shared.size() : 1); ++kept) {
    std::vector<Edit> edits{*convention};
    std::vector<std::string> open;
    for (std::size_t i = 0; i < shared.size(); ++i) {
      const auto& [id, mark] = shared[i];
      if (marks && i == kept) continue;
      if (mark) edits.push_back({*mark, ""});
      open.push_back(plan[id].id);
    }
    open.push_back(plan.id);
    faults.push_back(visible_fault(std::move(edits), std::move(open)));
  }
  return faults;
}

// The list with this unit at its head and as its lead.
std::optional<Edit> led_by(const Document& document, const Responsibility& found, const std::string& name, OrgId org, bool marked) {
  std::string list = name;
  for (const Responsible* unit : found.units) {
    if (unit->lead_stated || unit->with) return std::nullopt;
    if (unit->org != org) list += ", " + std::string(document.audited.source->slice(unit->place.span));
  }
  if (marked && list != name) list.insert(0, "*");
  Span span{found.units.front()->place.span.begin, found.units.back()->place.span.end};
  if (document.text[span.begin - 1] == '*') --span.begin;
  return Edit{span, list};
}

// One unit is put at the head of list after list, until it leads more than half of the tasks.
std::vector<Fault> one_unit_leads_most(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  if (!plan.lead_convention || *plan.lead_convention == LeadConvention::Unstated) return faults;
  const bool marked = *plan.lead_convention == LeadConvention::Marked;
  std::vector<std::pair<TaskId, Responsibility>> tasks;
  for (const TaskId id : tasks_of(plan)) {
    Responsibility found = responsibility_of(plan, plan[id]);
    if (!found.units.empty()) tasks.emplace_back(id, std::move(found));
  }
  constexpr std::size_t kFewest = 10;
  for (std::size_t i = 0; i < plan.orgs.size(); ++i) {
    const auto org = static_cast<OrgId>(i);
    if (plan.orgs[i].collective) continue;
    std::vector<Edit> edits;
    std::optional<std::string> name;
    std::size_t leads = 0;
    for (const auto& [id, found] : tasks) {
      for (const Responsible* unit : found.units) {
        if (unit->org == org && !name) name = std::string(document.audited.source->slice(unit->place.span));
      }
      leads += std::any_of(found.leads.begin(), found.leads.end(), [&](const Responsible* lead) { return lead->org == org; }) ? 1 : 0;
    }
    if (!name || 2 * leads > tasks.size()) continue;
    for (const auto& [id, found] : tasks) {
      if (2 * leads > tasks.size() && leads >= kFewest) break;
      if (std::any_of(found.leads.begin(), found.leads.end(), [&](const Responsible* lead) { return lead->org == org; })) continue;
      auto edit = led_by(document, found, *name, org, marked);
      if (!edit) continue;
      edits.push_back(*std::move(edit));
      ++leads;
    }
    if (2 * leads > tasks.size() && leads >= kFewest) faults.push_back(visible_fault(std::move(edits), {plan.orgs[i].id}));
  }
  return faults;
}

// A plan that says who answers for its indicators gets one more, which nobody answers for.
std::vector<Fault> owner_forgotten(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  const auto owned = std::count_if(plan.indicators.begin(), plan.indicators.end(), [](const Indicator& indicator) { return indicator.owner.has_value(); });
  if (2 * static_cast<std::size_t>(owned) < plan.indicators.size() + 1 || !plan.last_year()) return faults;
  for (const Indicator& indicator : plan.indicators) {
    const std::uint32_t at = indicator.place.span.begin;
    const std::string text = fmt::format("指标 新增无主 \"深海观测浮标\" 新增 个 {{\n        目标 {} 12个以上 合计\n    }}\n    ", *plan.last_year());
    faults.push_back(visible_fault({{{at, at}, text}}, {"新增无主"}));
  }
  return faults;
}

}  // namespace

std::vector<FaultKind> responsibility_kinds() {
  return {
      {"lead-mark-dropped", "漏标牵头单位", "the lead mark of a list is missing", {"lead-missing"}, {}, "lead-missing", lead_mark_dropped},
      {"second-lead-marked", "误标第二个牵头单位", "a second unit of a list carries the lead mark", {"lead-multiple"}, {}, "lead-multiple", second_lead_marked},
      {"units-dropped", "漏写责任单位", "a task without its units", {"task-without-unit"}, {"unused-declaration"}, "task-without-unit", units_dropped},
      {"lead-outside-list", "牵头单位不在清单里", "the text of a task calls a unit its lead that its list lacks", {"lead-not-in-list"}, {"unit-overload"}, "lead-not-in-list", lead_outside_list},
      {"unit-renamed", "责任单位前后名称不一", "one list writes a unit with a word more", {"organisation-alias"}, {"unused-declaration"}, "organisation-alias", unit_renamed},
      {"no-lead-marked", "全文不分牵头配合", "the lists call nobody the lead, or nearly nobody", {"lead-not-designated"}, {}, "lead-not-designated", no_lead_marked},
      {"one-unit-leads-most", "牵头都压在一家", "one unit leads more than half of the tasks", {"unit-overload"}, {"single-point-of-failure", "unused-declaration"}, "unit-overload", one_unit_leads_most},
      {"owner-forgotten", "指标漏写归口单位", "an indicator that nobody answers for beside others that have an owner", {"indicator-without-owner"}, {"target-without-task", "no-interim-milestone", "indicator-never-claimed", "phase-target-misalign"}, "indicator-without-owner", owner_forgotten},
  };
}

}  // namespace gouji::planted
