#include "analyzer/audit/service.hpp"

#include <algorithm>
#include <utility>

#include "analyzer/audit/likeness.hpp"
#include "analyzer/audit/mentions.hpp"

namespace gouji::analyzer {

namespace {

// Shorter names (专利, 产值) say too little to be found by.
constexpr std::size_t kShortestName = 4;
// The end of a Chinese name is its head noun and the words that tell it from others: 优势特色产业[快速维权中心].
constexpr std::size_t kTellingEnd = 6;

std::string searchable(std::string_view name) {
  std::string core = name_core(name);
  if (characters_in(core) < kShortestName) core.clear();
  return core;
}

std::string telling_end(std::string_view words) {
  const std::string core = searchable(without_note(words));
  return std::string(last_characters(core, kTellingEnd));
}

// What tasks are called and yield, one text a task.
std::vector<std::string> texts_of_tasks(const Plan& plan) {
  std::vector<std::string> texts;
  texts.reserve(plan.tasks.size());
  for (const Task& task : plan.tasks) {
    std::string text = name_core(task.title);
    for (const std::string& deliverable : task.deliverables) text += "\n" + name_core(deliverable);
    texts.push_back(std::move(text));
  }
  return texts;
}

// What a line of the document belongs to: the task, section, table or phase that begins last before it.
class Headings {
 public:
  explicit Headings(const Plan& plan) {
    const auto add = [&](const auto& facts) {
      for (const auto& fact : facts) {
        if (const auto line = line_of(fact.place)) headings_.push_back({*line, std::nullopt});
      }
    };
    add(plan.sections);
    add(plan.tables);
    add(plan.phases);
    for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
      if (const auto line = line_of(plan.tasks[i].place)) headings_.push_back({*line, static_cast<TaskId>(i)});
    }
    // At one line a task goes last: what stands there is its own.
    std::stable_sort(headings_.begin(), headings_.end(), [](const Heading& a, const Heading& b) {
      return std::pair(a.line, a.task.has_value()) < std::pair(b.line, b.task.has_value());
    });
  }

  [[nodiscard]] static std::optional<std::uint32_t> line_of(const Place& place) {
    return place.document ? place.document->line : std::nullopt;
  }

  // The task whose lines the place is in; absent when there is none or the place names no line.
  [[nodiscard]] std::optional<TaskId> task_at(const Place& place) const {
    const auto line = line_of(place);
    if (!line) return std::nullopt;
    const auto after = std::partition_point(headings_.begin(), headings_.end(), [&](const Heading& h) { return h.line <= *line; });
    return after == headings_.begin() ? std::nullopt : (after - 1)->task;
  }

 private:
  struct Heading {
    std::uint32_t line = 0;
    std::optional<TaskId> task;
  };
  std::vector<Heading> headings_;
};

std::optional<TaskId> task_of(const Headings& headings, const Goal& goal) { return goal.task ? goal.task : headings.task_at(goal.place); }

// Statements of tables stand in no task, wherever the table does.
std::optional<TaskId> task_of(const Headings& headings, const Statement& statement) {
  if (statement.task || statement.table || statement.role == Role::Baseline || statement.role == Role::Actual) return statement.task;
  return headings.task_at(statement.place);
}

// Whole and part: who serves the one serves the other.
struct Tie {
  IndicatorId part{};
  IndicatorId whole{};
};

std::vector<Tie> ties_of(const Plan& plan) {
  std::vector<Tie> ties;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    if (plan.indicators[i].part_of) ties.push_back({static_cast<IndicatorId>(i), *plan.indicators[i].part_of});
  }
  for (const Relation& relation : plan.relations) {
    if (!relation.left) continue;
    switch (relation.form) {
      case Relation::Form::Within: ties.push_back({*relation.left, relation.right.front()}); break;
      // More of the numerator is more of the ratio; of the denominator it is less.
      case Relation::Form::Ratio: ties.push_back({relation.right.front(), *relation.left}); break;
      case Relation::Form::Sum:
        for (const IndicatorId part : relation.right) ties.push_back({part, *relation.left});
        break;
      case Relation::Form::Shares: break;
    }
  }
  return ties;
}

// What is served and all above it, or all below it: never up and down again, for a sister part is another matter.
std::vector<bool> spread(std::vector<bool> served, std::vector<Tie> ties, IndicatorId Tie::*from, IndicatorId Tie::*to) {
  std::sort(ties.begin(), ties.end(), [&](const Tie& a, const Tie& b) { return a.*from < b.*from; });
  std::vector<IndicatorId> next;
  for (std::size_t i = 0; i < served.size(); ++i) {
    if (served[i]) next.push_back(static_cast<IndicatorId>(i));
  }
  while (!next.empty()) {
    const IndicatorId at = next.back();
    next.pop_back();
    auto tie = std::partition_point(ties.begin(), ties.end(), [&](const Tie& t) { return t.*from < at; });
    for (; tie != ties.end() && (*tie).*from == at; ++tie) {
      const IndicatorId other = (*tie).*to;
      if (served[index(other)]) continue;
      served[index(other)] = true;
      next.push_back(other);
    }
  }
  return served;
}

}  // namespace

std::string_view without_note(std::string_view words) {
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"(", ")"}, {"（", "）"}}) {
    const std::size_t begin = words.rfind(open);
    if (words.ends_with(close) && begin != std::string_view::npos && begin > 0) return words.substr(0, begin);
  }
  return words;
}

bool is_promise(const Plan& plan, const Statement& statement) {
  if (statement.role == Role::Baseline || statement.role == Role::Actual) return false;
  return !statement.task || !plan[*statement.task].safeguard;
}

bool promises_figures(const Plan& plan) {
  return std::any_of(plan.statements.begin(), plan.statements.end(), [&](const Statement& statement) { return is_promise(plan, statement); });
}

std::vector<bool> sections_with_tasks(const Plan& plan) {
  std::vector<bool> holds(plan.sections.size());
  for (const Task& task : plan.tasks) {
    if (task.section) holds[index(*task.section)] = true;
  }
  const std::vector<bool> directly = holds;
  // Upwards each section is passed once; a circle of sections ends at the first that is marked.
  for (std::size_t i = 0; i < plan.sections.size(); ++i) {
    if (!directly[i]) continue;
    for (auto parent = plan.sections[i].parent; parent && !holds[index(*parent)]; parent = plan[*parent].parent) {
      holds[index(*parent)] = true;
    }
  }
  for (std::size_t i = 0; i < plan.sections.size(); ++i) {
    const auto parent = plan.sections[i].parent;
    if (parent && directly[index(*parent)]) holds[i] = true;
  }
  return holds;
}

bool tasks_say_what_for(const Plan& plan) {
  return std::any_of(plan.tasks.begin(), plan.tasks.end(), [](const Task& task) { return !task.supports.empty(); }) ||
         std::any_of(plan.statements.begin(), plan.statements.end(), [](const Statement& statement) { return statement.task.has_value(); });
}

std::vector<bool> served_indicators(const Plan& plan) {
  std::vector<bool> served(plan.indicators.size());
  const std::vector<bool> at_work = sections_with_tasks(plan);
  const Headings headings(plan);
  for (const Task& task : plan.tasks) {
    for (const IndicatorId id : task.supports) served[index(id)] = true;
    for (const GoalId id : task.supported_goals) {
      if (plan[id].indicator) served[index(*plan[id].indicator)] = true;
    }
  }
  for (const Statement& statement : plan.statements) {
    const bool in_section = statement.section && !statement.table && at_work[index(*statement.section)];
    if (in_section || task_of(headings, statement)) served[index(statement.indicator)] = true;
  }
  for (const Goal& goal : plan.goals) {
    if (!goal.indicator) continue;
    if ((goal.section && at_work[index(*goal.section)]) || task_of(headings, goal)) served[index(*goal.indicator)] = true;
  }
  std::vector<std::string> names;
  std::vector<std::size_t> named;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    if (served[i]) continue;
    named.push_back(i);
    names.push_back(searchable(plan.indicators[i].name));
    for (const std::string& alias : plan.indicators[i].aliases) {
      named.push_back(i);
      names.push_back(searchable(alias));
    }
  }
  if (!names.empty() && !plan.tasks.empty()) {
    const Mentions mentions = mentions_of(names, texts_of_tasks(plan));
    for (std::size_t i = 0; i < named.size(); ++i) {
      if (mentions.names[i]) served[named[i]] = true;
    }
  }
  const std::vector<Tie> ties = ties_of(plan);
  std::vector<bool> upwards = spread(served, ties, &Tie::part, &Tie::whole);
  const std::vector<bool> downwards = spread(std::move(served), ties, &Tie::whole, &Tie::part);
  for (std::size_t i = 0; i < upwards.size(); ++i) upwards[i] = upwards[i] || downwards[i];
  return upwards;
}

std::vector<bool> served_goals(const Plan& plan) {
  const std::vector<bool> at_work = sections_with_tasks(plan);
  const Headings headings(plan);
  std::vector<std::string> texts = texts_of_tasks(plan);
  for (std::size_t i = 0; i < plan.sections.size(); ++i) {
    if (at_work[i]) texts.push_back(name_core(plan.sections[i].title));
  }
  std::vector<std::string> ends;
  for (const Goal& goal : plan.goals) ends.push_back(telling_end(goal.words));
  std::vector<bool> served = mentions_of(ends, texts).names;
  for (const Task& task : plan.tasks) {
    for (const GoalId id : task.supported_goals) served[index(id)] = true;
  }
  for (std::size_t i = 0; i < plan.goals.size(); ++i) {
    const Goal& goal = plan.goals[i];
    const bool somewhere_in_section = goal.section && at_work[index(*goal.section)] && !Headings::line_of(goal.place);
    if (somewhere_in_section || task_of(headings, goal)) served[i] = true;
  }
  return served;
}

std::vector<bool> measured_tasks(const Plan& plan) {
  const Headings headings(plan);
  std::vector<std::string> ends;
  for (const Goal& goal : plan.goals) ends.push_back(telling_end(goal.words));
  std::vector<bool> measured(plan.tasks.size());
  if (!ends.empty()) measured = mentions_of(ends, texts_of_tasks(plan)).texts;
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    const Task& task = plan.tasks[i];
    if (!task.supports.empty() || !task.supported_goals.empty() || !task.deliverables.empty() || task.money) measured[i] = true;
  }
  const auto mark = [&](std::optional<TaskId> task) {
    if (task) measured[index(*task)] = true;
  };
  for (const Statement& statement : plan.statements) mark(task_of(headings, statement));
  for (const Goal& goal : plan.goals) mark(task_of(headings, goal));
  for (const Declared& declared : plan.declared) {
    if (!declared.listing.empty()) mark(headings.task_at(declared.place));
  }
  return measured;
}

}  // namespace gouji::analyzer
