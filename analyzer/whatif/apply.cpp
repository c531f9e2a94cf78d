#include "analyzer/whatif/apply.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace gouji::analyzer::whatif {

namespace {

constexpr int kMonths = 12;

// Where each fact of a list goes when some are taken out; absent for those.
template <typename Id>
using Renumbering = std::vector<std::optional<Id>>;

// Takes the facts out of `list` and tells where the others went.
template <typename Id, typename T>
Renumbering<Id> take_out(std::vector<T>& list, const std::set<Id>& out) {
  Renumbering<Id> where(list.size());
  std::vector<T> kept;
  kept.reserve(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto id = static_cast<Id>(i);
    if (out.contains(id)) continue;
    where[i] = static_cast<Id>(kept.size());
    kept.push_back(std::move(list[i]));
  }
  list = std::move(kept);
  return where;
}

template <typename Id>
void renumber(std::optional<Id>& id, const Renumbering<Id>& where) {
  if (id) id = where[index(*id)];
}

template <typename Id>
void renumber(std::vector<Id>& ids, const Renumbering<Id>& where) {
  std::vector<Id> kept;
  kept.reserve(ids.size());
  for (const Id id : ids) {
    if (const auto now = where[index(id)]) kept.push_back(*now);
  }
  ids = std::move(kept);
}

// The same of a list that has a second one beside it.
template <typename Id, typename T>
void renumber(std::vector<Id>& ids, std::vector<T>& beside, const Renumbering<Id>& where) {
  std::vector<T> kept;
  for (std::size_t i = 0; i < ids.size() && i < beside.size(); ++i) {
    if (where[index(ids[i])]) kept.push_back(beside[i]);
  }
  beside = std::move(kept);
  renumber(ids, where);
}

}  // namespace

void take_out_statements(Plan& plan, const std::set<StatementId>& out) {
  if (out.empty()) return;
  const auto where = take_out(plan.statements, out);
  for (Indicator& indicator : plan.indicators) renumber(indicator.statements, where);
}

void add_statement(Plan& plan, Statement statement) {
  const auto id = static_cast<StatementId>(plan.statements.size());
  Indicator& indicator = plan.indicators[index(statement.indicator)];
  statement.place = indicator.place;
  statement.value_span = indicator.name_span;
  indicator.statements.push_back(id);
  plan.statements.push_back(std::move(statement));
}

namespace {

void take_out_indicators(Plan& plan, const std::set<IndicatorId>& out) {
  if (out.empty()) return;
  std::set<StatementId> figures;
  for (const IndicatorId id : out) figures.insert(plan[id].statements.begin(), plan[id].statements.end());
  take_out_statements(plan, figures);
  const auto where = take_out(plan.indicators, out);
  for (Statement& statement : plan.statements) statement.indicator = *where[index(statement.indicator)];
  for (Indicator& indicator : plan.indicators) renumber(indicator.part_of, where);
  for (Table& table : plan.tables) renumber(table.rows, where);
  for (Task& task : plan.tasks) renumber(task.supports, task.supports_places, where);
  // A goal about an indicator stays: it was said in words of its own.
  for (Goal& goal : plan.goals) renumber(goal.indicator, where);
  std::erase_if(plan.relations, [&](const Relation& relation) {
    const auto gone = [&](IndicatorId id) { return !where[index(id)]; };
    return (relation.left && gone(*relation.left)) || std::any_of(relation.right.begin(), relation.right.end(), gone);
  });
  for (Relation& relation : plan.relations) {
    renumber(relation.left, where);
    renumber(relation.right, where);
  }
}

void take_out_tasks(Plan& plan, const std::set<TaskId>& out) {
  if (out.empty()) return;
  // What a task promised goes with it; a figure elsewhere only loses its task.
  std::set<StatementId> promised;
  for (std::size_t i = 0; i < plan.statements.size(); ++i) {
    const Statement& statement = plan.statements[i];
    if (statement.task && out.contains(*statement.task) && statement.role == Role::Claim) promised.insert(static_cast<StatementId>(i));
  }
  take_out_statements(plan, promised);
  const auto where = take_out(plan.tasks, out);
  for (Statement& statement : plan.statements) renumber(statement.task, where);
  for (Task& task : plan.tasks) renumber(task.after, task.after_places, where);
  for (Goal& goal : plan.goals) renumber(goal.task, where);
}

void take_out_orgs(Plan& plan, const std::set<OrgId>& out) {
  if (out.empty()) return;
  const auto where = take_out(plan.orgs, out);
  for (Org& org : plan.orgs) renumber(org.contains, where);
  for (Indicator& indicator : plan.indicators) renumber(indicator.owner, where);
  for (Task& task : plan.tasks) {
    std::erase_if(task.units, [&](const Responsible& unit) { return !where[index(unit.org)]; });
    for (Responsible& unit : task.units) unit.org = *where[index(unit.org)];
  }
}

void take_out_phases(Plan& plan, const std::set<PhaseId>& out) {
  if (out.empty()) return;
  const auto where = take_out(plan.phases, out);
  for (Task& task : plan.tasks) renumber(task.phase, where);
}

void remove(Plan& plan, const Removal& removal) {
  const auto as_set = [](const auto& list) { return std::set(list.begin(), list.end()); };
  // From what refers to what is referred to: numbers of the lists that come later are still those of the scenario.
  take_out_tasks(plan, as_set(removal.tasks));
  take_out_indicators(plan, as_set(removal.indicators));
  take_out_orgs(plan, as_set(removal.orgs));
  take_out_phases(plan, as_set(removal.phases));
}

bool same_time(const When& a, const When& b) {
  if (a.form != b.form || a.range.has_value() != b.range.has_value()) return false;
  if (!a.range) return true;
  const auto last_year = [](const DateRange& range) { return range.last ? std::optional(range.last->year) : std::nullopt; };
  return a.range->first.year == b.range->first.year && last_year(*a.range) == last_year(*b.range);
}

// Figures of this role and time state the new value where they stand; where there are none it is added.
void set_figure(Plan& plan, const Statement& figure) {
  bool found = false;
  for (const StatementId id : plan[figure.indicator].statements) {
    Statement& statement = plan.statements[index(id)];
    if (statement.role != figure.role || statement.growth.has_value() != figure.growth.has_value() || !same_time(statement.when, figure.when)) continue;
    found = true;
    statement.comparator = figure.comparator;
    statement.comparator_word = figure.comparator_word;
    statement.quantity = figure.quantity;
    statement.upper = figure.upper;
    statement.growth = figure.growth;
  }
  if (!found) add_statement(plan, figure);
}

bool falls_in(const When& when, const DateRange& range) {
  const auto year = when.year();
  const std::int32_t last = range.last ? range.last->year : range.first.year;
  return year && *year >= range.first.year && *year <= last;
}

void drop_figures(Plan& plan, const FigureDrop& drop) {
  std::set<StatementId> out;
  for (const StatementId id : plan[drop.indicator].statements) {
    const Statement& statement = plan[id];
    if (statement.role == drop.role && (!drop.when || falls_in(statement.when, *drop.when))) out.insert(id);
  }
  take_out_statements(plan, out);
}

void scale_quantity(Quantity& quantity, const Exact& factor) {
  quantity.number = quantity.number * factor;
  // As many digits as the product needs, and no more than a reader can use.
  constexpr int kMostDigits = 4;
  for (int digit = 0; digit < kMostDigits && !(quantity.number / quantity.step).is_integer(); ++digit) quantity.step = quantity.step / Exact(10);
  quantity.written = display_like(quantity.normalized(), quantity);
}

void scale_figures(Plan& plan, const Scaling& scaling) {
  for (const IndicatorId indicator : scaling.indicators) {
    for (const StatementId id : plan[indicator].statements) {
      Statement& statement = plan.statements[index(id)];
      if (statement.role == Role::Baseline || statement.role == Role::Actual || statement.growth) continue;
      scale_quantity(statement.quantity, scaling.factor);
      if (statement.upper) scale_quantity(*statement.upper, scaling.factor);
    }
  }
}

void shift_range(DateRange& range, const Shift& shift) {
  const std::int32_t months = shift.shorten ? -shift.months : shift.months;
  if (!shift.shorten) range.first = moved(range.first, months);
  if (auto& last = range.last) {
    last = moved(*last, months);
    // Nothing is over before it begins.
    if (last->last_day() < range.first.first_day()) last = range.first;
  }
}

// Tasks that wait for a moved one start when it is over, and keep their length: in order of the chain, each once.
void push_successors(Plan& plan, const std::vector<TaskId>& moved_tasks) {
  std::vector<std::vector<TaskId>> followers(plan.tasks.size());
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    for (const TaskId before : plan.tasks[i].after) followers[index(before)].push_back(static_cast<TaskId>(i));
  }
  std::vector<TaskId> waiting = moved_tasks;
  std::vector<std::size_t> pushed(plan.tasks.size());
  while (!waiting.empty()) {
    const TaskId id = waiting.back();
    waiting.pop_back();
    const auto& dates = plan[id].dates;
    if (!dates || !dates->last) continue;
    for (const TaskId next : followers[index(id)]) {
      auto& own = plan.tasks[index(next)].dates;
      // A cycle of tasks would push for ever: no task moves more often than there are tasks before it.
      if (!own || pushed[index(next)] > plan.tasks[index(next)].after.size()) continue;
      const PartialDate& end = *dates->last;
      const std::int32_t months = (end.year - own->first.year) * kMonths + (end.month == 0 ? kMonths : end.month) - (own->first.month == 0 ? kMonths : own->first.month);
      if (months <= 0 || end.last_day() <= own->first.last_day()) continue;
      ++pushed[index(next)];
      shift_range(*own, {.tasks = {}, .phases = {}, .months = months, .shorten = false, .place = {}});
      waiting.push_back(next);
    }
  }
}

void shift_dates(Plan& plan, const Shift& shift) {
  for (const TaskId id : shift.tasks) {
    if (auto& dates = plan.tasks[index(id)].dates) shift_range(*dates, shift);
  }
  for (const PhaseId id : shift.phases) shift_range(plan.phases[index(id)].range, shift);
  if (!shift.shorten) push_successors(plan, shift.tasks);
}

void assign(Plan& plan, const Assignment& assignment) {
  for (const TaskId id : assignment.tasks) {
    Task& task = plan.tasks[index(id)];
    Responsible lead;
    lead.org = assignment.org;
    lead.written = plan[assignment.org].name;
    lead.place = task.place;
    // Where the first of a list leads, its place says so. Those named by 牵头 in words alone lead no more.
    std::vector<Responsible> units(1);
    for (Responsible& unit : task.units) {
      if (unit.lead_stated) continue;
      unit.marked = false;
      if (unit.org == assignment.org) {
        lead = unit;
      } else {
        units.push_back(unit);
      }
    }
    lead.with = false;
    lead.marked = plan.lead_convention == LeadConvention::Marked;
    units.front() = lead;
    const bool in_words = !lead.marked && plan.lead_convention != LeadConvention::First;
    if (in_words) {
      lead.lead_stated = true;
      units.push_back(lead);
    }
    task.units = std::move(units);
  }
}

void apply_one(Plan& plan, const Scenario& scenario) {
  for (const Scaling& scaling : scenario.scalings) scale_figures(plan, scaling);
  for (const FigureChange& change : scenario.changes) set_figure(plan, change.figure);
  for (const FigureDrop& drop : scenario.drops) drop_figures(plan, drop);
  for (const Shift& shift : scenario.shifts) shift_dates(plan, shift);
  for (const Assignment& assignment : scenario.assignments) assign(plan, assignment);
}

}  // namespace

PartialDate moved(const PartialDate& date, std::int32_t months) {
  PartialDate result = date;
  if (date.month == 0) {
    const std::int32_t years = months >= 0 ? (months + kMonths - 1) / kMonths : -((-months) / kMonths);
    result.year += years;
    return result;
  }
  const std::int32_t count = date.year * kMonths + (date.month - 1) + months;
  result.year = count / kMonths;
  result.month = static_cast<std::uint8_t>(count % kMonths + 1);
  // 31 January and a month is the end of February.
  if (date.day != 0) {
    const PartialDate month{result.year, result.month, 0, false};
    result.day = std::min(date.day, static_cast<std::uint8_t>(static_cast<unsigned>(month.last_day().day())));
  }
  return result;
}

Plan apply(const Plan& plan, std::span<const Scenario* const> scenarios) {
  Plan changed = plan;
  Removal removal;
  const auto add = [](auto& list, const auto& more) { list.insert(list.end(), more.begin(), more.end()); };
  for (const Scenario* scenario : scenarios) {
    apply_one(changed, *scenario);
    add(removal.tasks, scenario->removal.tasks);
    add(removal.orgs, scenario->removal.orgs);
    add(removal.indicators, scenario->removal.indicators);
    add(removal.phases, scenario->removal.phases);
  }
  // Last, so that every scenario's numbers are those of the plan it was resolved against.
  remove(changed, removal);
  return changed;
}

}  // namespace gouji::analyzer::whatif
