// Drafting errors of time and phases.

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>

#include "analyzer/audit/calendar.hpp"
#include "tests/planted/edits.hpp"

namespace gouji::planted {

namespace {

using namespace analyzer;  // NOLINT: the model's words are used in every line

// Whole lines after the line of this place.
Edit lines_after(const Document& document, Span span, const std::string& text) {
  const auto& source = *document.audited.source;
  const std::uint32_t end = source.line_span(source.position(span.end).line).end;
  return {{end, end}, "\n" + text};
}

// A statement at the top of a task's body.
Edit into_task(const Document& document, const Task& task, const std::string& text) {
  const auto brace = static_cast<std::uint32_t>(document.text.find('{', task.place.span.begin)) + 1;
  return {{brace, brace}, "\n            " + text + "\n"};
}

// The last or first year in a span, written anew; no edit when it is not there.
std::optional<Edit> year_in(const Document& document, Span span, std::int32_t year, std::int32_t instead, bool last) {
  const std::string_view text = document.audited.source->slice(span);
  const std::string written = std::to_string(year);
  const std::size_t at = last ? text.rfind(written) : text.find(written);
  if (at == std::string_view::npos) return std::nullopt;
  const auto begin = span.begin + static_cast<std::uint32_t>(at);
  return Edit{{begin, begin + static_cast<std::uint32_t>(written.size())}, std::to_string(instead)};
}

std::string month_text(MonthNumber month) { return fmt::format("{}-{:02}", month / 12, month % 12 + 1); }

bool has_end(const Plan& plan) { return plan.period && plan.period->last; }

// --- period, title, issue ---------------------------------------------------------------------------------------------------

std::vector<Fault> period_end_wrong(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  if (!has_end(plan) || !common_due(plan) || is_told(document, "period-target-mismatch")) return faults;
  const std::int32_t year = plan.period->last->year;
  std::vector<std::string> tables;
  for (const Table& table : plan.tables) tables.push_back(table.id);
  for (const std::int32_t instead : {year - 1, year + 1, year + 2}) {
    const auto edit = year_in(document, plan.period_span, year, instead, true);
    if (edit && instead > plan.period->first.year) faults.push_back(visible_fault({*edit}, tables));
  }
  return faults;
}

std::vector<Fault> title_years_wrong(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  const auto years = years_in_title(plan.title);
  const Span span = plan.titled_place ? plan.titled_place->span : plan.title_span;
  if (!has_end(plan) || !years || !years->at_end || is_told(document, "period-target-mismatch")) return faults;
  for (const bool last : {false, true}) {
    const std::int32_t year = last ? years->last : years->first;
    for (const std::int32_t instead : {year - 1, year + 1}) {
      if (const auto edit = year_in(document, span, year, instead, last)) faults.push_back(visible_fault({*edit}));
    }
  }
  return faults;
}

std::vector<Fault> issued_late(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  if (!plan.issued || !plan.period) return faults;
  for (const char* day : {"02-18", "06-30", "11-05"}) {
    faults.push_back(visible_fault({{plan.issued_place->span, fmt::format("{}-{}", plan.period->first.year + 1, day)}}));
  }
  return faults;
}

// Issued when little was left of the year of the first milestones.
std::vector<Fault> issued_at_year_end(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  if (!plan.issued || !plan.period || is_told(document, "retroactive-milestone")) return faults;
  const std::int32_t year = plan.period->first.year;
  const bool planned = std::any_of(plan.statements.begin(), plan.statements.end(), [&](const Statement& statement) {
    return statement.role == Role::Milestone && statement.when.year() == year && statement.when.range->first.month == 0;
  });
  for (const char* day : {"11-02", "11-19", "12-05", "12-16", "12-30"}) {
    if (planned) faults.push_back(visible_fault({{plan.issued_place->span, fmt::format("{}-{}", year, day)}}));
  }
  return faults;
}

std::vector<Fault> parent_run_out(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  if (!has_end(plan)) return faults;
  const std::int32_t year = plan.period->last->year;
  for (const std::int32_t last : {year - 1, year - 2}) {
    const std::string line = fmt::format("    依据 \"专项行动计划\" {}..{}", last - 2, last);
    faults.push_back(visible_fault({lines_after(document, plan.period_place->span, line)}));
  }
  return faults;
}

// The date of a figure, with the blank behind it; absent where it stands elsewhere.
std::optional<Span> date_of(const Document& document, const Statement& statement) {
  if (statement.table) return std::nullopt;
  const std::uint32_t begin = statement.place.span.begin;
  const std::string_view text = document.audited.source->slice({begin, statement.value_span.begin});
  const std::size_t first = text.find_first_of("0123456789");
  const std::size_t each = text.find("每年");
  const std::size_t at = std::min(first, each);
  if (at == std::string_view::npos || text.find('"') != std::string_view::npos) return std::nullopt;
  return Span{begin + static_cast<std::uint32_t>(at), statement.value_span.begin};
}

// No word of the plan says when it ends: not its title, its period, its target year or any of its targets.
std::vector<Fault> end_never_stated(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  if (!has_end(plan)) return faults;
  std::vector<Edit> edits;
  std::vector<StatementId> undated;
  for (const Statement& statement : plan.statements) {
    if (statement.role != Role::Target || statement.when.form == When::Form::Unstated) continue;
    const auto date = date_of(document, statement);
    if (!date) return faults;
    edits.push_back({*date, ""});
    undated.push_back(static_cast<StatementId>(&statement - plan.statements.data()));
  }
  const auto& source = *document.audited.source;
  if (plan.horizon_place) edits.push_back({source.line_span(source.position(plan.horizon_place->span.begin).line), ""});
  if (plan.titled_place) edits.push_back({source.line_span(source.position(plan.titled_place->span.begin).line), ""});
  const std::string_view title = source.slice(plan.title_span);
  const std::size_t bracket = std::min(title.rfind("("), title.rfind("（"));
  if (years_in_title(title) && bracket == std::string_view::npos) return faults;
  if (years_in_title(title)) {
    const bool quoted = title.ends_with('"');
    edits.push_back({{plan.title_span.begin + static_cast<std::uint32_t>(bracket), plan.title_span.end - (quoted ? 1u : 0u)}, ""});
  }
  const std::int32_t first = plan.period->first.year;
  for (const std::string& period : {std::string("未限"), fmt::format("{}..", first), std::string("未限 为期 5年"), std::string("未限 为期 3年")}) {
    std::vector<Edit> all = edits;
    all.push_back({plan.period_span, period});
    faults.push_back(visible_fault(std::move(all), {plan.id}));
    faults.back().counterparts = undated;
  }
  return faults;
}

// --- phases -----------------------------------------------------------------------------------------------------------------

// The end of a phase, or the start of the next, moved by two months.
std::vector<Fault> phase_dates_wrong(const Document& document, Random&) {
  std::vector<Fault> faults;
  const auto& source = *document.audited.source;
  const std::vector<Phase>& phases = document.plan().phases;
  const auto moved = [&](const Phase& phase, std::int32_t first, std::int32_t last) {
    const std::string text = month_text(first_month(phase.range.first) + first) + ".." + month_text(last_month(*phase.range.last) + last);
    return visible_fault({{phase.range_span, text}}, {phase.id});
  };
  for (std::size_t i = 1; i < phases.size(); ++i) {
    const Phase& before = phases[i - 1];
    const Phase& after = phases[i];
    const bool months = before.range.last && after.range.last && names_month(*before.range.last) && names_month(after.range.first) && names_month(*after.range.last);
    if (!months || source.slice(after.range_span).empty()) continue;
    if (last_month(*before.range.last) - first_month(before.range.first) > 2) faults.push_back(moved(before, 0, -2));
    if (last_month(*after.range.last) - first_month(after.range.first) > 2) {
      faults.push_back(moved(before, 0, 2));
      faults.push_back(moved(after, 2, 0));
    }
    faults.push_back(moved(after, -2, 0));
  }
  return faults;
}

bool counts_phases(const Declared& declared) {
  const std::string_view what = declared.what;
  return what.ends_with("阶段") || what.ends_with("階段");
}

// Another number than that of the phases; a plan that says none is made to say one.
std::vector<Fault> phase_count_wrong(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  if (plan.phases.empty()) return faults;
  std::vector<std::string> ids;
  for (const Phase& phase : plan.phases) ids.push_back(phase.id);
  const auto declared = std::find_if(plan.declared.begin(), plan.declared.end(), counts_phases);
  for (std::size_t count = 1; count <= 8; ++count) {
    if (count == plan.phases.size()) continue;
    const Edit edit = declared != plan.declared.end() ? Edit{declared->count_span, std::to_string(count)}
                                                      : lines_after(document, plan.phases.back().place.span, fmt::format("    自述 {} \"阶段\"", count));
    faults.push_back(visible_fault({edit}, ids));
  }
  return faults;
}

std::vector<Fault> phase_cut_short(const Plan& plan, const PlanDue& due) {
  std::vector<Fault> faults;
  const Phase* work = nullptr;
  for (const Phase& phase : plan.phases) {
    if (phase.role == dsl::Keyword::Implement && phase.range.last) work = &phase;
  }
  if (work == nullptr) return faults;
  const MonthNumber first = first_month(work->range.first);
  for (const std::int32_t early : {4, 5, 6, 7, 8}) {
    const MonthNumber end = last_month(due.date) - early;
    if (end > first) faults.push_back(visible_fault({{work->range_span, month_text(first) + ".." + month_text(end)}}, {work->id}));
  }
  return faults;
}

// The last phase of work ends before the targets are due; a plan without phases is given three.
std::vector<Fault> work_ends_early(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  const auto due = common_due(plan);
  if (!has_end(plan) || !due || due->targets.empty() || is_told(document, "phase-target-misalign")) return faults;
  if (!plan.phases.empty()) return phase_cut_short(plan, *due);
  const MonthNumber start = first_month(plan.period->first);
  const MonthNumber end = last_month(*plan.period->last);
  for (const std::int32_t early : {3, 4, 5, 6, 8}) {
    if (end - early <= start + 3 || end - early >= last_month(due->date)) continue;
    const std::string text = fmt::format("    阶段 动员 {}..{} 筹备\n    阶段 推进 {}..{} 实施\n    阶段 总结 {}..{} 验收", month_text(start), month_text(start + 2),
                                         month_text(start + 3), month_text(end - early), month_text(end - early + 1), month_text(end));
    faults.push_back(visible_fault({lines_after(document, plan.period_place->span, text)}, {"动员", "推进", "总结"}));
  }
  return faults;
}

// --- tasks ------------------------------------------------------------------------------------------------------------------

bool is_free(const Task& task) { return !task.safeguard && !task.dates && !task.phase; }

std::vector<Fault> task_outside_period(const Document& document, Random& random) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  if (!has_end(plan)) return faults;
  const std::int32_t last = plan.period->last->year;
  for (const Task& task : plan.tasks) {
    if (!is_free(task)) continue;
    const auto months = static_cast<std::int32_t>(1 + random.below(9));
    const std::string dates = fmt::format("起止 {}-03..{}", last, month_text(last_month(*plan.period->last) + months));
    faults.push_back(visible_fault({into_task(document, task, dates)}, {task.id}));
  }
  return faults;
}

// Two neighbouring tasks, of which the later waits for the earlier and starts while it goes on.
std::vector<Fault> started_too_soon(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  if (!has_end(plan)) return faults;
  std::set<TaskId> joined;
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    if (!plan.tasks[i].after.empty()) joined.insert(static_cast<TaskId>(i));
    joined.insert(plan.tasks[i].after.begin(), plan.tasks[i].after.end());
  }
  // Of the second year: the first may be over when the plan is issued.
  const MonthNumber start = first_month(plan.period->first) + 12;
  for (std::size_t i = 1; i < plan.tasks.size() && start + 11 <= last_month(*plan.period->last); ++i) {
    const Task& before = plan.tasks[i - 1];
    const Task& after = plan.tasks[i];
    if (!is_free(before) || !is_free(after) || joined.contains(static_cast<TaskId>(i - 1)) || joined.contains(static_cast<TaskId>(i))) continue;
    // 任务 1 and "(三)": the name as the file writes it.
    const std::string_view head = document.audited.source->slice(before.place.span);
    const std::size_t quoted = head.find("\"" + before.id + "\"");
    const std::string id = quoted == std::string_view::npos ? before.id : "\"" + before.id + "\"";
    const Edit earlier = into_task(document, before, fmt::format("起止 {}..{}", month_text(start), month_text(start + 8)));
    const Edit later = into_task(document, after, fmt::format("后于 {}\n            起止 {}..{}", id, month_text(start + 5), month_text(start + 11)));
    faults.push_back(visible_fault({earlier, later}, {before.id, after.id}));
  }
  return faults;
}

std::set<IndicatorId> related(const Plan& plan) {
  std::set<IndicatorId> found;
  for (const Relation& relation : plan.relations) {
    if (relation.left) found.insert(*relation.left);
    found.insert(relation.right.begin(), relation.right.end());
  }
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    if (!plan.indicators[i].part_of) continue;
    found.insert(static_cast<IndicatorId>(i));
    found.insert(*plan.indicators[i].part_of);
  }
  return found;
}

// The only target of the task's indicator is brought forward by a year, the dates of the task are not.
std::vector<Fault> task_after_target(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  if (!has_end(plan)) return faults;
  const std::set<IndicatorId> bound = related(plan);
  const std::int32_t year = plan.period->last->year;
  for (const Task& task : plan.tasks) {
    if (!is_free(task)) continue;
    for (const IndicatorId indicator : task.supports) {
      std::vector<StatementId> planned;
      for (const StatementId id : plan[indicator].statements) {
        if (plan[id].role != Role::Baseline && plan[id].role != Role::Actual) planned.push_back(id);
      }
      if (planned.size() != 1 || bound.contains(indicator)) continue;
      const Statement& target = plan[planned.front()];
      if (target.role != Role::Target || target.when.form != When::Form::At || target.table || target.when.year() != year || !target.is_level()) continue;
      const auto edit = year_in(document, {target.place.span.begin, target.value_span.begin}, year, year - 1, false);
      if (!edit || year - 1 < plan.period->first.year) continue;
      for (const std::int32_t before_end : {0, 1, 2, 3, 4, 5}) {
        const std::string end = month_text(last_month(*plan.period->last) - before_end);
        faults.push_back(visible_fault({*edit, into_task(document, task, fmt::format("起止 {}-03..{}", year - 1, end))}, {task.id, plan[indicator].id}));
        faults.back().changed = {planned.front()};
      }
    }
  }
  return faults;
}

// --- milestones -------------------------------------------------------------------------------------------------------------

std::vector<StatementId> milestones_written(const Plan& plan, const Indicator& indicator) {
  std::vector<StatementId> ids;
  for (const StatementId id : indicator.statements) {
    if (plan[id].role == Role::Milestone && plan[id].is_level()) ids.push_back(id);
  }
  return ids;
}

// A milestone two years after the period, with the figure of the target.
std::vector<Fault> milestone_outside(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  if (!has_end(plan)) return faults;
  for (const Indicator& indicator : plan.indicators) {
    if (!milestones_written(plan, indicator).empty()) continue;
    for (const StatementId id : indicator.statements) {
      const Statement& target = plan[id];
      const bool in_block = target.role == Role::Target && !target.table && !target.task && target.is_level() && !target.upper &&
                            target.when.form == When::Form::At && target.aggregation == Aggregation::Unstated && target.place.span.begin > indicator.place.span.begin;
      if (!in_block) continue;
      const std::string line = fmt::format("        节点 {} {}", plan.period->last->year + 2, document.audited.source->slice(target.value_span));
      faults.push_back(visible_fault({lines_after(document, target.place.span, line)}, {indicator.id}));
      faults.back().counterparts = {id};
      break;
    }
  }
  return faults;
}

// All milestones of a target three years away are left out, where they are no level that is kept.
std::vector<Fault> milestones_left_out(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  if (!has_end(plan)) return faults;
  for (const Indicator& indicator : plan.indicators) {
    const std::vector<StatementId> milestones = milestones_written(plan, indicator);
    const auto target = std::find_if(indicator.statements.begin(), indicator.statements.end(), [&](StatementId id) {
      return plan[id].role == Role::Target && plan[id].when.form == When::Form::At && plan[id].when.year() == plan.period->last->year;
    });
    if (milestones.empty() || target == indicator.statements.end()) continue;
    const bool far = plan.period->last->year - plan.period->first.year >= 2 && last_month(*plan.period->last) - first_month(plan.period->first) >= 35;
    const bool others = std::any_of(indicator.statements.begin(), indicator.statements.end(), [&](StatementId id) {
      return plan[id].role == Role::Claim || plan[id].when.form == When::Form::Each || (plan[id].role == Role::Target && id != *target);
    });
    if (!far || others) continue;
    if (plan[milestones.front()].quantity.normalized() == plan[milestones.back()].quantity.normalized()) continue;
    std::vector<Edit> edits;
    for (const StatementId id : milestones) edits.push_back({plan[id].place.span, ""});
    faults.push_back(visible_fault(std::move(edits), {indicator.id}));
    faults.back().changed = milestones;
    faults.back().counterparts = indicator.statements;
  }
  return faults;
}

bool is_whole_number(const Document& document, StatementId id) {
  const std::string_view text = document.audited.source->slice(document.plan()[id].value_span);
  return !text.empty() && text.size() <= 9 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::vector<Edit> rewritten(const Plan& plan, const std::vector<StatementId>& milestones, const std::vector<Exact>& values) {
  std::vector<Edit> edits;
  for (std::size_t i = 0; i < values.size(); ++i) edits.push_back({plan[milestones[i]].value_span, values[i].to_decimal(0)});
  return edits;
}

// Every milestone but the last stays within `percent` of the way from the baseline to it. No edits where the way is short.
std::vector<Edit> levels_held_back(const Plan& plan, StatementId base, const std::vector<StatementId>& milestones, const Exact& to, std::int64_t percent) {
  // In the unit of the cells.
  const Exact from = plan[base].quantity.normalized() * to / plan[milestones.back()].quantity.normalized();
  if (to - from < Exact(40)) return {};
  std::vector<Exact> values;
  for (std::size_t step = 1; step < milestones.size(); ++step) {
    const Exact way = Exact(static_cast<std::int64_t>(step)) * Exact(percent) / Exact(static_cast<std::int64_t>(100 * milestones.size()));
    values.push_back(from + (to - from) * way);
  }
  return rewritten(plan, milestones, values);
}

// The same total, of which the years before the last bring `percent`.
std::vector<Edit> additions_held_back(const Plan& plan, const std::vector<StatementId>& milestones, std::span<const Exact> numbers, std::int64_t percent) {
  Exact total;
  for (const Exact& number : numbers) total = total + number;
  if (total < Exact(40)) return {};
  std::vector<Exact> values;
  Exact rest = total;
  for (std::size_t i = 0; i + 1 < numbers.size(); ++i) {
    const Exact share = total * Exact(percent) / Exact(static_cast<std::int64_t>(100 * (numbers.size() - 1)));
    values.push_back(*Exact::parse(share.to_decimal(0)));
    rest = rest - values.back();
  }
  values.push_back(rest);
  return rewritten(plan, milestones, values);
}

std::vector<Fault> left_to_the_last_year(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  const std::set<IndicatorId> bound = related(plan);
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const Indicator& indicator = plan.indicators[i];
    if (bound.contains(static_cast<IndicatorId>(i)) || !indicator.kind || indicator.kind == Kind::Average) continue;
    const std::vector<StatementId> milestones = milestones_written(plan, indicator);
    const auto base = std::find_if(indicator.statements.begin(), indicator.statements.end(), [&](StatementId id) { return plan[id].role == Role::Baseline; });
    const bool whole = std::all_of(milestones.begin(), milestones.end(), [&](StatementId id) { return is_whole_number(document, id); });
    const bool adds = indicator.kind == Kind::New;
    if (milestones.size() < 3 || !whole || (!adds && base == indicator.statements.end())) continue;
    std::vector<Exact> numbers;
    for (const StatementId id : milestones) numbers.push_back(*Exact::parse(document.audited.source->slice(plan[id].value_span)));
    if (numbers.back().is_zero()) continue;
    for (const std::int64_t percent : {5, 10, 20, 30}) {
      std::vector<Edit> edits = adds ? additions_held_back(plan, milestones, numbers, percent) : levels_held_back(plan, *base, milestones, numbers.back(), percent);
      if (edits.empty()) continue;
      faults.push_back(visible_fault(std::move(edits), {indicator.id}));
      faults.back().changed = milestones;
      if (base != indicator.statements.end()) faults.back().counterparts = {*base};
    }
  }
  return faults;
}

}  // namespace

std::vector<FaultKind> time_kinds() {
  static const std::vector<std::string_view> kNone;
  // What cannot be said of figures without a date.
  static const std::vector<std::string_view> kUndated = {"milestone-horizon-gap", "growth-target-without-base", "duplicate-statement-conflict", "base-missing", "unit-mismatch"};
  return {
      {"period-end-wrong", "期间终点年份写错", "the last year of the period is another", {"period-target-mismatch"}, {"parent-expires-early", "annual-rate-vs-total", "milestone-horizon-gap"}, "period-target-mismatch", period_end_wrong},
      {"title-years-wrong", "题名年份写错", "the years of the title are others", {"period-target-mismatch"}, kNone, "period-target-mismatch", title_years_wrong},
      {"issued-late", "首年过后才印发", "issued when the first year was over", {"issue-after-start"}, {"retroactive-milestone", "parent-expires-early"}, "issue-after-start", issued_late},
      {"issued-at-year-end", "年底才印发当年有节点", "issued when little was left of the year of the first milestones", {"retroactive-milestone"}, {"issue-after-start"}, "retroactive-milestone", issued_at_year_end},
      {"parent-run-out", "依据先于方案到期", "a document cited that runs out before the plan does", {"parent-expires-early"}, kNone, "parent-expires-early", parent_run_out},
      {"end-never-stated", "全文没有写到何时为止", "neither title, period, target year nor targets say when the plan ends", {"horizon-undefined"}, kUndated, "horizon-undefined", end_never_stated},
      {"phase-dates-wrong", "阶段起止月份写错", "a phase begins or ends two months aside", {"phase-gap-or-overlap"}, {"phase-target-misalign"}, "phase-gap-or-overlap", phase_dates_wrong},
      {"phase-count-wrong", "自述阶段数写错", "another number of phases than are listed", {"phase-count-mismatch"}, kNone, "phase-count-mismatch", phase_count_wrong},
      {"work-ends-early", "实施阶段早于目标结束", "the work ends months before its targets are due", {"phase-target-misalign"}, {"phase-gap-or-overlap"}, "phase-target-misalign", work_ends_early},
      {"task-outside-period", "任务时限超出期间", "a task that ends after the period", {"deadline-outside-period"}, kNone, "deadline-outside-period", task_outside_period},
      {"started-too-soon", "前置任务未完即开工", "a task that starts while the one it waits for goes on", {"predecessor-ends-late"}, {"single-point-of-failure"}, "predecessor-ends-late", started_too_soon},
      {"task-after-target", "目标提前而任务未改", "a target brought forward without its task", {"task-ends-after-target"}, kNone, "task-ends-after-target", task_after_target},
      {"milestone-outside-period", "节点超出期间", "a milestone two years after the period", {"milestone-outside-period"}, kNone, "milestone-outside-period", milestone_outside},
      {"milestones-left-out", "中期节点漏列", "all milestones of a target are left out", {"no-interim-milestone"}, {"milestone-year-missing", "indicator-never-claimed", "base-missing"}, "no-interim-milestone", milestones_left_out},
      {"left-to-the-last-year", "进度压在最后一年", "milestones that leave nearly all to the last year", {"back-loaded-schedule"}, kNone, "back-loaded-schedule", left_to_the_last_year},
  };
}

}  // namespace gouji::planted
