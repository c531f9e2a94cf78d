// Drafting errors of units and their tasks.

#include <algorithm>
#include <string>
#include <vector>

#include "analyzer/audit/responsible.hpp"
#include "tests/planted/planted.hpp"

namespace gouji::planted {

namespace {

using namespace analyzer;  // NOLINT: the model's words are used in every line

Span before(Span span) { return {span.begin, span.begin}; }

// An error that is seen at this task or these organisations.
Fault fault(std::vector<Edit> edits, std::vector<std::string> about) { return {std::move(edits), {}, {}, true, std::move(about)}; }

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
    if (const auto mark = mark_of(document, *found.leads.front())) faults.push_back(fault({{*mark, ""}}, {task.id}));
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
    faults.push_back(fault({{before(second.place.span), "*"}}, {task.id}));
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
    if (!found.units.empty()) faults.push_back(fault({{list_of(document, found), " "}}, {task.id}));
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
    faults.push_back(fault({{{at, at}, lead}}, {task.id}));
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
    std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.span.begin < b.span.begin; });
    faults.push_back(fault(std::move(edits), {plan[unit.org].id, renamed}));
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
  };
}

}  // namespace gouji::planted
