// Drafting errors of the links between tasks, indicators and organisations.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/planted/edits.hpp"

namespace gouji::planted {

namespace {

using namespace analyzer;  // NOLINT: the model's words are used in every line

std::string quoted(std::string_view id) { return fmt::format("\"{}\"", id); }

// At the beginning of the body of a task, which follows its own words; absent when it has none.
std::optional<Edit> added_to(const Document& document, const Task& task, const std::string& statement) {
  const std::string_view text = document.audited.source->text();
  const std::size_t brace = text.find_first_not_of(' ', task.place.span.end);
  if (brace == std::string_view::npos || text[brace] != '{') return std::nullopt;
  const auto at = static_cast<std::uint32_t>(brace + 1);
  return Edit{{at, at}, "\n" + statement + "\n"};
}

// Tasks that neither wait nor are waited for.
std::vector<const Task*> tasks_without_order(const Plan& plan) {
  std::set<std::size_t> awaited;
  for (const Task& task : plan.tasks) {
    for (const TaskId id : task.after) awaited.insert(index(id));
  }
  std::vector<const Task*> tasks;
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    const Task& task = plan.tasks[i];
    if (!task.safeguard && task.after.empty() && !awaited.contains(i)) tasks.push_back(&task);
  }
  return tasks;
}

// Those without dates either: what is made of them is the fault alone.
std::vector<const Task*> free_tasks(const Plan& plan) {
  std::vector<const Task*> tasks = tasks_without_order(plan);
  std::erase_if(tasks, [](const Task* task) { return task->dates || task->phase; });
  return tasks;
}

std::vector<Fault> tasks_wait_for_each_other(const Document& document, Random&) {
  const std::vector<const Task*> tasks = free_tasks(document.plan());
  std::vector<Fault> faults;
  for (std::size_t i = 1; i < tasks.size(); ++i) {
    auto first = added_to(document, *tasks[i - 1], "后于 " + quoted(tasks[i]->id));
    auto second = added_to(document, *tasks[i], "后于 " + quoted(tasks[i - 1]->id));
    if (first && second) faults.push_back(visible_fault({*first, *second}, {tasks[i - 1]->id, tasks[i]->id}));
  }
  return faults;
}

// The task another waits for is made to wait for it, or for a third that waits for the other.
std::vector<Fault> order_closed(const Document& document, Random&) {
  const Plan& plan = document.plan();
  std::vector<Fault> faults;
  const std::vector<const Task*> unordered = tasks_without_order(plan);
  for (const Task& task : plan.tasks) {
    for (const TaskId id : task.after) {
      if (auto edit = added_to(document, plan[id], "后于 " + quoted(task.id))) faults.push_back(visible_fault({*edit}, {task.id, plan[id].id}));
      for (const Task* third : unordered) {
        auto first = added_to(document, plan[id], "后于 " + quoted(third->id));
        auto second = added_to(document, *third, "后于 " + quoted(task.id));
        if (first && second) faults.push_back(visible_fault({*first, *second}, {task.id, plan[id].id, third->id}));
        break;
      }
    }
  }
  return faults;
}

std::vector<Fault> wait_repeated(const Document& document, Random&) {
  const std::vector<const Task*> tasks = free_tasks(document.plan());
  std::vector<Fault> faults;
  for (std::size_t i = 2; i < tasks.size(); ++i) {
    auto second = added_to(document, *tasks[i - 1], "后于 " + quoted(tasks[i - 2]->id));
    auto third = added_to(document, *tasks[i], fmt::format("后于 {}, {}", quoted(tasks[i - 2]->id), quoted(tasks[i - 1]->id)));
    if (second && third) faults.push_back(visible_fault({*second, *third}, {tasks[i]->id}));
  }
  return faults;
}

// The whole is declared within its part as well.
std::vector<Fault> containment_turned(const Document& document, Random&) {
  const Plan& plan = document.plan();
  std::vector<Fault> faults;
  const auto add = [&](IndicatorId part, IndicatorId whole, std::uint32_t at) {
    const std::string statement = fmt::format("关系 {} 不超出 {}\n", quoted(plan[whole].id), quoted(plan[part].id));
    faults.push_back(visible_fault({{{at, at}, statement}}, {plan[part].id, plan[whole].id}));
  };
  for (const Relation& relation : plan.relations) {
    if (!relation.left) continue;
    if (relation.form == Relation::Form::Within) add(*relation.left, relation.right[0], relation.place.span.begin);
    if (relation.form == Relation::Form::Sum) add(relation.right[0], *relation.left, relation.place.span.begin);
  }
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const Indicator& indicator = plan.indicators[i];
    if (indicator.part_of) add(static_cast<IndicatorId>(i), *indicator.part_of, indicator.place.span.begin);
  }
  return faults;
}

// All but one of the list are lost; absent where the document names its bodies in several statements or in words.
std::optional<Edit> reduced_to(const Document& document, const Task& task, OrgId kept) {
  const Responsible* own = nullptr;
  for (const Responsible& unit : task.units) {
    if (unit.lead_stated || unit.with) return std::nullopt;
    if (unit.org == kept) own = &unit;
  }
  if (own == nullptr || task.units.size() < 2) return std::nullopt;
  Span list{task.units.front().place.span.begin, task.units.back().place.span.end};
  const std::string_view text = document.audited.source->slice(list);
  if (text.find(';') != std::string_view::npos || text.find("单位") != std::string_view::npos || text.find("units") != std::string_view::npos) return std::nullopt;
  return Edit{list, std::string(document.audited.source->slice(own->place.span))};
}

// At most half of the tasks that name anybody name one body alone; `more` of them will do so.
bool stays_the_exception(const Plan& plan, std::size_t more) {
  std::size_t tasks = 0;
  std::size_t alone = more;
  for (const Task& task : plan.tasks) {
    if (task.safeguard || task.units.empty()) continue;
    ++tasks;
    alone += task.units.size() == 1 ? 1 : 0;
  }
  return 2 * alone <= tasks;
}

// The tasks that carry several indicators lose every body but the one they share.
std::vector<Fault> other_bodies_lost(const Document& document, Random&) {
  const Plan& plan = document.plan();
  std::vector<std::vector<const Task*>> behind(plan.indicators.size());
  for (const Task& task : plan.tasks) {
    for (const IndicatorId id : task.supports) behind[index(id)].push_back(&task);
  }
  for (const Statement& figure : plan.statements) {
    if (figure.task) behind[index(figure.indicator)].push_back(&plan[*figure.task]);
  }
  std::vector<Fault> faults;
  for (std::size_t i = 0; i < plan.orgs.size(); ++i) {
    if (plan.orgs[i].collective) continue;
    const auto org = static_cast<OrgId>(i);
    const auto names = [&](const Task* task) {
      return std::any_of(task->units.begin(), task->units.end(), [&](const Responsible& unit) { return unit.org == org; });
    };
    const auto alone = [&](const Task* task) { return names(task) && task->units.size() == 1; };
    std::vector<std::size_t> indicators;
    for (std::size_t k = 0; k < behind.size(); ++k) {
      const auto good = [&](const Task* task) { return !task->safeguard && (alone(task) || reduced_to(document, *task, org).has_value()); };
      const bool settled = std::all_of(behind[k].begin(), behind[k].end(), alone);
      if (!behind[k].empty() && !settled && std::all_of(behind[k].begin(), behind[k].end(), good)) indicators.push_back(k);
    }
    constexpr std::size_t kEnough = 3;
    for (std::size_t first = 0; first + kEnough <= indicators.size(); ++first) {
      std::map<const Task*, Edit> edits;
      std::set<const Task*> carriers;
      for (std::size_t k = first; k < first + kEnough; ++k) {
        for (const Task* task : behind[indicators[k]]) {
          carriers.insert(task);
          if (auto edit = reduced_to(document, *task, org)) edits.emplace(task, *edit);
        }
      }
      if (carriers.size() < 2 || !stays_the_exception(plan, edits.size())) continue;
      std::vector<Edit> list;
      for (const auto& [task, edit] : edits) list.push_back(edit);
      faults.push_back(visible_fault(std::move(list), {plan.orgs[i].id}));
    }
  }
  return faults;
}

}  // namespace

std::vector<FaultKind> graph_kinds() {
  return {
      {"tasks-wait-for-each-other", "两项任务互相等待", "each of two tasks is to come after the other", {"dependency-cycle"}, {"single-point-of-failure"}, "dependency-cycle", tasks_wait_for_each_other},
      {"order-closed", "先后绕成一圈", "a task is to come after the one that waits for it", {"dependency-cycle"}, {"predecessor-ends-late", "redundant-dependency", "single-point-of-failure"}, "dependency-cycle", order_closed},
      {"wait-repeated", "先后关系重复", "an order is stated that two others say already", {"redundant-dependency"}, {"single-point-of-failure"}, "redundant-dependency", wait_repeated},
      {"containment-turned", "整体又属于部分", "a whole is declared within its part as well", {"dependency-cycle"}, {"subset-exceeds-superset", "derived-ratio-mismatch"}, "dependency-cycle", containment_turned},
      // What the other bodies are named for besides is gone with them.
      {"other-bodies-lost", "几项指标只剩一家单位", "the tasks of several indicators lose every body but one", {"single-point-of-failure"}, {"unused-declaration", "unit-overload"}, "single-point-of-failure", other_bodies_lost},
  };
}

}  // namespace gouji::planted
