#include "reports/work_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/responsible.hpp"
#include "reports/snippet.hpp"
#include "reports/wording.hpp"

namespace gouji::reports {

namespace {

namespace graph = analyzer::graph;
using analyzer::IndicatorId;
using analyzer::OrgId;
using analyzer::Plan;
using analyzer::StatementId;
using analyzer::TaskId;
using analyzer::index;
using graph::EdgeKind;
using graph::Graph;
using graph::NodeKind;
using graph::Vertex;

// Safeguards are no tasks, but their units have work to do.
void add_safeguards(const Graph& g, std::vector<WorkUnit>& units) {
  std::vector<std::size_t> leads(g.nodes.size(), 0);
  std::vector<std::size_t> named(g.nodes.size(), 0);
  const auto is_of_safeguard = [&](const graph::Edge& edge) {
    return g[edge.from].kind == NodeKind::Safeguard && (edge.kind == EdgeKind::LedBy || edge.kind == EdgeKind::TakesPart);
  };
  for (const graph::Edge& edge : g.edges) {
    if (!is_of_safeguard(edge)) continue;
    ++named[edge.from];
    if (edge.kind == EdgeKind::LedBy) ++leads[edge.from];
  }
  for (const graph::Edge& edge : g.edges) {
    if (!is_of_safeguard(edge)) continue;
    const Part part = edge.kind == EdgeKind::LedBy ? Part::Leads : leads[edge.from] == 0 ? Part::Named : Part::TakesPart;
    units[g[edge.to].index].items.push_back({edge.from, part, named[edge.from] == 1, true});
  }
  for (WorkUnit& unit : units) {
    const auto first = std::find_if(unit.items.begin(), unit.items.end(), [](const WorkItem& item) { return item.safeguard; });
    std::stable_sort(first, unit.items.end(), [](const WorkItem& a, const WorkItem& b) { return a.part < b.part; });
  }
}

std::string dates_of(const Plan& plan, const analyzer::Task& task, Language language) {
  if (task.dates) return shown(analyzer::range_text(*task.dates), language);
  if (task.phase) return shown(analyzer::range_text(plan[*task.phase].range), language);
  return {};
}

// The last target an indicator has.
std::optional<StatementId> last_target(const Plan& plan, IndicatorId id) {
  std::optional<StatementId> last;
  for (const StatementId statement : plan[id].statements) {
    if (plan[statement].role != analyzer::Role::Target) continue;
    if (!last || plan[statement].when.year() >= plan[*last].when.year()) last = statement;
  }
  return last;
}

}  // namespace

std::size_t WorkUnit::count(Part part) const {
  return static_cast<std::size_t>(
      std::count_if(items.begin(), items.end(), [&](const WorkItem& item) { return item.part == part && !item.safeguard; }));
}

WorkList work_list_of(const Graph& g) {
  const Plan& plan = *g.plan;
  WorkList list;
  list.serves.resize(g.nodes.size());
  list.waits_for.resize(g.nodes.size());
  std::vector<bool> has_unit(g.nodes.size(), false);
  std::vector<WorkUnit> units(plan.orgs.size());
  for (std::size_t i = 0; i < units.size(); ++i) units[i].org = static_cast<OrgId>(i);
  for (const graph::Edge& edge : g.edges) {
    switch (edge.kind) {
      case EdgeKind::Supports: list.serves[edge.from].push_back(static_cast<IndicatorId>(g[edge.to].index)); break;
      case EdgeKind::WaitsFor: list.waits_for[edge.from].push_back(g[edge.to].id); break;
      case EdgeKind::LedBy:
      case EdgeKind::TakesPart: has_unit[edge.from] = true; break;
      case EdgeKind::OwnedBy: units[g[edge.to].index].owned.push_back(static_cast<IndicatorId>(g[edge.from].index)); break;
      default: break;
    }
  }

  const std::vector<graph::Load> loads = graph::loads_of(g);
  for (std::size_t i = 0; i < loads.size(); ++i) {
    const graph::Load& load = loads[i];
    const auto add = [&](const std::vector<Vertex>& tasks, Part part) {
      for (const Vertex task : tasks) {
        units[i].items.push_back({task, part, std::binary_search(load.sole.begin(), load.sole.end(), task), false});
      }
    };
    add(load.lead, Part::Leads);
    add(load.part, Part::TakesPart);
    add(load.open, Part::Named);
  }
  add_safeguards(g, units);

  for (Vertex v = 0; v < g.nodes.size(); ++v) {
    if (g[v].kind == NodeKind::Task && !has_unit[v]) list.tasks_of_nobody.push_back(static_cast<TaskId>(g[v].index));
  }
  const std::vector<analyzer::Ownership> ownership = analyzer::ownership_of(plan);
  for (std::size_t i = 0; i < ownership.size(); ++i) {
    if (ownership[i].goal && !ownership[i].owner && !ownership[i].unit) list.indicators_of_nobody.push_back(static_cast<IndicatorId>(i));
  }
  for (WorkUnit& unit : units) {
    if (unit.items.empty() && unit.owned.empty()) {
      list.idle.push_back(unit.org);
    } else {
      list.units.push_back(std::move(unit));
    }
  }
  std::stable_sort(list.units.begin(), list.units.end(), [](const WorkUnit& a, const WorkUnit& b) {
    const auto rank = [](const WorkUnit& unit) {
      return std::pair(unit.count(Part::Leads), unit.count(Part::TakesPart) + unit.count(Part::Named));
    };
    return rank(a) > rank(b);
  });
  return list;
}

WorkList work_list_of(const Graph& g, const FindingsAbout& about) {
  WorkList list = work_list_of(g);
  for (WorkUnit& unit : list.units) unit.findings = about.orgs[index(unit.org)];
  return list;
}

WorkWords words_of(const Graph& g, const WorkList& list, Vertex vertex, Language language) {
  const Plan& plan = *g.plan;
  const analyzer::Task& task = plan.tasks[g[vertex].index];
  WorkWords words;
  words.title = visible(g[vertex].name);
  if (g[vertex].id != g[vertex].name) words.number = visible(g[vertex].id);
  if (task.section) {
    const analyzer::Section& section = plan[*task.section];
    words.section = visible(section.title.empty() ? section.id : fmt::format("{} {}", section.id, section.title));
  }
  words.dates = dates_of(plan, task, language);
  words.document = document_of(task.place).value_or("");
  std::vector<std::string> names;
  for (const IndicatorId id : list.serves[vertex]) {
    names.push_back(analyzer::subject_of(plan, id).name);
    const auto target = last_target(plan, id);
    if (!target) continue;
    if (!words.targets.empty()) words.targets += word(language, "；", "; ");
    words.targets += fmt::format(fmt::runtime(word(language, "{} {} {}", "{}: {} {}")), visible(names.back()),
                                 shown(analyzer::role_text(plan[*target]), language), visible(analyzer::figure_text(plan[*target])));
  }
  words.indicators = list_names(names, language);
  return words;
}

std::string_view words_of(Part part, Language language) {
  switch (part) {
    case Part::Leads: return word(language, "牵头", "leads");
    case Part::TakesPart: return word(language, "参与", "takes part");
    case Part::Named: return word(language, "列名（未明牵头）", "named, no lead stated");
  }
  return {};
}

}  // namespace gouji::reports
