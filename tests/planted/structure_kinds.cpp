// Drafting errors of the structure of a plan.

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "tests/planted/edits.hpp"

namespace gouji::planted {

namespace {

using namespace analyzer;  // NOLINT: the model's words are used in every line

bool states(const Plan& plan, const Indicator& indicator, Role role) {
  return std::any_of(indicator.statements.begin(), indicator.statements.end(), [&](StatementId id) { return plan[id].role == role; });
}

// --- work taken away ----------------------------------------------------------------------------------------------------

// Only `supports` ties the indicator to a task: no figure, goal, relation or word of a task does.
bool tied_by_support_alone(const Plan& plan, IndicatorId id) {
  const Indicator& indicator = plan[id];
  const auto in_work = [&](StatementId s) { return plan[s].task || plan[s].section; };
  if (indicator.part_of || std::any_of(indicator.statements.begin(), indicator.statements.end(), in_work)) return false;
  for (const Relation& relation : plan.relations) {
    if (relation.left == id || std::find(relation.right.begin(), relation.right.end(), id) != relation.right.end()) return false;
  }
  const auto is_part = [&](const Indicator& other) { return other.part_of == id; };
  const auto is_about = [&](const Goal& goal) { return goal.indicator == id; };
  if (std::any_of(plan.indicators.begin(), plan.indicators.end(), is_part) || std::any_of(plan.goals.begin(), plan.goals.end(), is_about)) return false;
  const std::string name = indicator.name;
  return std::none_of(plan.tasks.begin(), plan.tasks.end(), [&](const Task& task) {
    const auto names_it = [&](const std::string& text) { return text.find(name.substr(0, name.size() / 2)) != std::string::npos; };
    return names_it(task.title) || std::any_of(task.deliverables.begin(), task.deliverables.end(), names_it);
  });
}

// The word and a comma beside it, in a line of the task that starts with `supports`; the line where it is the only one.
std::optional<Span> support_of(const Document& document, const Task& task, const std::string& id) {
  const std::string& text = document.text;
  const std::size_t end = text.find('}', task.place.span.end);
  for (const std::string_view keyword : {"支撑 ", "支撐 ", "supports "}) {
    const std::size_t line = text.find(keyword, task.place.span.end);
    if (line == std::string::npos || line > end) continue;
    const std::size_t first = line + keyword.size();
    const std::size_t stop = std::min(text.find_first_of("\n;", first), text.find("//", first));
    const std::size_t at = text.find(id, first);
    if (at == std::string::npos || at + id.size() > stop) return std::nullopt;
    const bool alone = text.substr(first, stop - first).find(',') == std::string::npos;
    std::size_t begin = alone ? line : at;
    std::size_t after = at + id.size();
    if (!alone && text.substr(after, 2) == ", ") {
      after += 2;
    } else if (!alone) {
      begin -= 2;
    }
    const std::string taken = text.substr(begin, after - begin);
    const bool whole_word = alone ? taken == std::string(keyword) + id : taken == id + ", " || taken == ", " + id;
    if (!whole_word) return std::nullopt;
    return Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(after)};
  }
  return std::nullopt;
}

std::vector<Fault> support_dropped(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto id = static_cast<IndicatorId>(i);
    if (!states(plan, plan[id], Role::Target) || !tied_by_support_alone(plan, id)) continue;
    const Task* only = nullptr;
    std::size_t tasks = 0;
    std::size_t supports = 0;
    for (const Task& task : plan.tasks) {
      supports += task.supports.size();
      if (std::find(task.supports.begin(), task.supports.end(), id) == task.supports.end()) continue;
      only = &task;
      ++tasks;
    }
    if (tasks != 1 || supports < 2) continue;
    const auto span = support_of(document, *only, plan[id].id);
    if (span) faults.push_back({{{*span, ""}}, {}, {}, true, {plan[id].id, only->id}});
  }
  return faults;
}

// The baseline of a level is left out wherever it stands: a cell, a line, or both.
std::vector<Fault> baseline_dropped(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  for (const Indicator& indicator : plan.indicators) {
    const bool level = indicator.kind == Kind::Stock || indicator.kind == Kind::Ratio || indicator.kind == Kind::Score;
    std::vector<StatementId> starts;
    bool plain = level;
    for (const StatementId id : indicator.statements) {
      const Statement& s = plan[id];
      if (s.role == Role::Baseline || s.role == Role::Actual) starts.push_back(id);
      const bool at_end = s.quantity.unit && s.quantity.unit->is_ratio() && s.quantity.normalized() == Exact(1);
      if (s.role == Role::Target) plain = plain && !s.growth && s.when.form == When::Form::At && s.aggregation == Aggregation::Unstated && !at_end;
    }
    const auto one_time = [&](StatementId id) { return plan[id].when.year() == plan[starts.front()].when.year(); };
    if (!plain || starts.empty() || !std::all_of(starts.begin(), starts.end(), one_time) || !states(plan, indicator, Role::Target) || indicator.upper_bound || indicator.lower_bound) continue;
    const bool derived = std::any_of(plan.relations.begin(), plan.relations.end(), [&](const Relation& relation) {
      return relation.left && plan[*relation.left].id == indicator.id && relation.form == Relation::Form::Ratio;
    });
    if (derived) continue;
    std::vector<Edit> edits;
    for (const StatementId id : starts) edits.push_back({plan[id].place.span, ""});
    faults.push_back(visible_fault(std::move(edits), {indicator.id}));
  }
  return faults;
}

// --- counts ---------------------------------------------------------------------------------------------------------------

std::vector<Fault> item_dropped(const Document& document, Random&) {
  std::vector<Fault> faults;
  for (const Declared& declared : document.plan().declared) {
    if (declared.listing.size() < 2 || declared.listing.back().ends_with("等")) continue;
    const std::string_view text = document.audited.source->slice(declared.place.span);
    for (std::size_t i = 1; i < declared.listing.size(); ++i) {
      const std::size_t quoted = text.find("\"" + declared.listing[i] + "\"");
      const std::size_t comma = quoted == std::string_view::npos ? quoted : text.rfind(',', quoted);
      if (comma == std::string_view::npos) continue;
      const auto begin = declared.place.span.begin + static_cast<std::uint32_t>(comma);
      const auto end = declared.place.span.begin + static_cast<std::uint32_t>(quoted + declared.listing[i].size() + 2);
      faults.push_back({{{{begin, end}, ""}}, {}, {}, true, {declared.what}});
    }
  }
  return faults;
}

// --- something that nothing answers to ------------------------------------------------------------------------------------

std::vector<Fault> put_before(std::uint32_t at, const std::string& text, std::string id) {
  return {{{{{at, at}, text + "\n    "}}, {}, {}, true, {std::move(id)}}};
}

template <typename Facts>
std::vector<Fault> before_each(const Facts& facts, const std::string& text, const std::string& id) {
  std::vector<Fault> faults;
  for (const auto& fact : facts) {
    for (Fault& fault : put_before(fact.place.span.begin, text, id)) faults.push_back(std::move(fault));
  }
  return faults;
}

bool has_targets(const Plan& plan) {
  return std::any_of(plan.statements.begin(), plan.statements.end(), [](const Statement& s) { return s.role == Role::Target; });
}


std::vector<Fault> thing_without_task(const Document& document, Random&) {
  const Plan& plan = document.plan();
  if (plan.counts.tasks == 0) return {};
  return before_each(plan.orgs, "定性目标 新增对象 \"深海观测样本资料库管理中心\" 建成", "新增对象");
}

std::vector<Fault> direction_without_measure(const Document& document, Random&) {
  const Plan& plan = document.plan();
  if (!has_targets(plan)) return {};
  return before_each(plan.orgs, "定性目标 新增方向 \"深海观测协同水平\" 提升", "新增方向");
}

std::vector<Fault> reference_to_nothing(const Document& document, Random&) {
  return before_each(document.plan().orgs, "提及 \"附件97\"", "附件97");
}

std::vector<Fault> body_without_work(const Document& document, Random&) {
  const Plan& plan = document.plan();
  if (std::none_of(plan.tasks.begin(), plan.tasks.end(), [](const Task& task) { return !task.units.empty(); })) return {};
  return before_each(plan.orgs, "机构 新增机构 \"深海观测管理站\"", "新增机构");
}

bool tasks_serve(const Plan& plan) {
  return has_targets(plan) && std::any_of(plan.tasks.begin(), plan.tasks.end(), [](const Task& task) { return !task.supports.empty(); });
}

std::vector<Fault> task_without_result(const Document& document, Random&) {
  const Plan& plan = document.plan();
  if (!tasks_serve(plan)) return {};
  return before_each(plan.orgs, "任务 新增任务 \"重视深海观测\" {\n    }", "新增任务");
}

std::vector<Fault> promise_without_date(const Document& document, Random&) {
  const Plan& plan = document.plan();
  const auto first = plan.first_year();
  const auto last = plan.last_year();
  if (!first || !last || *first >= *last) return {};
  std::vector<Fault> faults;
  for (const Task& task : plan.tasks) {
    if (task.safeguard || task.dates || task.phase || plan.orgs.empty()) continue;
    const std::string text = fmt::format("指标 新增承诺 \"深海观测浮标\" 新增 个 {{\n        表述 12个以上 载于 \"{}\"\n    }}", task.id);
    for (Fault& fault : put_before(plan.orgs.front().place.span.begin, text, "新增承诺")) faults.push_back(std::move(fault));
  }
  return faults;
}

// Every figure promised is left out, and some of the baselines; the goals stay, in words alone.
std::vector<Fault> all_figures_left_out(const Document& document, Random& random) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  if (plan.goals.empty() || !has_targets(plan)) return faults;
  constexpr std::size_t kDraws = 3;
  for (std::size_t draw = 0; draw < kDraws; ++draw) {
    std::vector<Edit> edits;
    for (const Statement& s : plan.statements) {
      const bool known = s.role == Role::Baseline || s.role == Role::Actual;
      if (!known || random.below(2) == 0) edits.push_back({s.place.span, ""});
    }
    std::vector<std::string> about{plan.id};
    for (const Indicator& indicator : plan.indicators) about.push_back(indicator.id);
    faults.push_back(visible_fault(std::move(edits), std::move(about)));
  }
  return faults;
}

}  // namespace

std::vector<FaultKind> structure_kinds() {
  static const std::vector<std::string_view> kNone;
  // True of a task that has nothing but its title.
  static const std::vector<std::string_view> kOfBareTask = {"task-without-unit", "lead-missing", "lead-not-designated"};
  // What else is true of a plan without figures.
  static const std::vector<std::string_view> kOfWords = {"unmeasurable-target", "task-without-indicator", "unused-declaration", "goal-without-task",
                                                           // Without figures nothing tells two names of one thing apart.
                                                           "indicator-name-drift", "claim-scope-drift"};
  return {
      {"support-dropped", "任务支撑漏写", "no task serves a target any more", {"target-without-task"}, {"task-without-indicator"},
       "target-without-task", support_dropped},
      {"baseline-dropped", "基期值漏写", "a level loses its baseline", {"base-missing"}, {"indicator-never-claimed", "no-interim-milestone"}, "base-missing",
       baseline_dropped},
      {"item-dropped", "列举漏项", "a list loses one of the things that are counted", {"enumeration-count-mismatch"}, kNone,
       "enumeration-count-mismatch", item_dropped},
      {"thing-without-task", "要建成的对象没有任务", "a centre is promised and no task builds it", {"goal-without-task"}, kNone,
       "goal-without-task", thing_without_task},
      {"direction-without-measure", "目标只写提升", "a goal is to improve, nothing says by what measure", {"unmeasurable-target"}, kNone,
       "unmeasurable-target", direction_without_measure},
      {"reference-to-nothing", "引用的附件不存在", "an annex is referred to that is not there", {"undefined-reference"}, kNone,
       "undefined-reference", reference_to_nothing},
      {"body-without-work", "列出的机构没有任务", "a body is listed and has nothing to do", {"unused-declaration"}, kNone, "unused-declaration",
       body_without_work},
      {"task-without-result", "任务没有可考核的内容", "a task has nothing to be judged by", {"task-without-indicator"}, kOfBareTask,
       "task-without-indicator", task_without_result},
      {"promise-without-date", "任务里的数没有年份", "a task promises a figure at no time", {"quantified-task-without-milestone"}, {"single-point-of-failure"},
       "quantified-task-without-milestone", promise_without_date},
      {"all-figures-left-out", "目标全无数值", "a plan promises nothing in figures", {"no-quantified-target"}, kOfWords, "no-quantified-target",
       all_figures_left_out},
  };
}

}  // namespace gouji::planted
