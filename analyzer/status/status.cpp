#include "analyzer/status/status.hpp"

#include <algorithm>
#include <set>

#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/growth.hpp"
#include "analyzer/audit/pace.hpp"
#include "analyzer/audit/responsible.hpp"
#include "analyzer/whatif/apply.hpp"

namespace gouji::analyzer::status {

namespace {

using std::chrono::sys_days;
using trend::IndicatorTrend;

const Exact& band() {
  static const Exact part = Exact::ratio(1, 20);
  return part;
}

State standing(const Exact& done, const Exact& due) {
  if (done > due + band()) return State::Ahead;
  return done < due - band() ? State::Behind : State::OnTrack;
}

State state_of(trend::Standing standing) {
  switch (standing) {
    case trend::Standing::Reached: return State::Reached;
    case trend::Standing::Ahead: return State::Ahead;
    case trend::Standing::OnTrack: return State::OnTrack;
    case trend::Standing::Behind: break;
  }
  return State::Behind;
}

// The point of time of a day, in years as time_of() counts them.
Exact time_of_day(std::chrono::year_month_day day) {
  const auto days = static_cast<unsigned>((day.year() / day.month() / std::chrono::last).day());
  return Exact(static_cast<int>(day.year()) - 1) + Exact::ratio(static_cast<int>(static_cast<unsigned>(day.month())) - 1, 12) +
         Exact::ratio(static_cast<unsigned>(day.day()), std::int64_t{12} * days);
}

std::optional<TimedFigure> last_of(const Plan& plan, const std::vector<TimedFigure>& history, Role role) {
  const auto found = std::find_if(history.rbegin(), history.rend(), [&](const TimedFigure& figure) { return plan[*figure.statement].role == role; });
  return found == history.rend() ? std::nullopt : std::optional(*found);
}

// The one target that holds for every year.
std::optional<StatementId> yearly_target(const Plan& plan, IndicatorId id) {
  for (const StatementId statement : plan[id].statements) {
    if (plan[statement].role == Role::Target && plan[statement].when.form == When::Form::Each && plan[statement].is_level()) return statement;
  }
  return std::nullopt;
}

// The growth that is due last.
std::optional<StatementId> growth_target(const Plan& plan, IndicatorId id) {
  std::optional<StatementId> last;
  for (const StatementId statement : plan[id].statements) {
    const Statement& target = plan[statement];
    if (target.role != Role::Target || !target.growth || !due_date(target)) continue;
    if (!last || time_of(*due_date(plan[*last])) < time_of(*due_date(target))) last = statement;
  }
  return last;
}

// The level that a growth comes to is reached: a bare growth is a floor, a bare fall a ceiling.
bool reaches_growth(const GrowthEffect& effect, bool falling, const Exact& level, const Exact& value) {
  switch (effect.comparator) {
    case Comparator::MoreThan: return value > level;
    case Comparator::LessThan: return value < level;
    case Comparator::AtLeast: return value >= level;
    case Comparator::AtMost: return value <= level;
    case Comparator::Equal:
    case Comparator::About: break;
  }
  return falling ? value <= level : value >= level;
}

bool wants_less(const Plan& plan, IndicatorId id) { return wanted_direction(plan, id) == Direction::Lower; }

// A bare number is a floor for what is to be reached, or a ceiling where less is wanted.
bool reaches(const Plan& plan, IndicatorId id, StatementId goal, const Exact& value) {
  ValueSet allowed = allowed_set(plan[goal]);
  if (plan[goal].comparator == Comparator::Equal) (wants_less(plan, id) ? allowed.low : allowed.high).reset();
  return allowed.contains(value);
}

class Judge {
 public:
  Judge(const Plan& plan, std::chrono::year_month_day day) : plan_(plan), today_(time_of_day(day)) {}

  IndicatorStatus judge(const IndicatorTrend& trend) const {
    IndicatorStatus status;
    status.indicator = trend.indicator;
    status.base = last_of(plan_, trend.history, Role::Baseline);
    status.actual = last_of(plan_, trend.history, Role::Actual);
    if (trend.goal) status.target = trend.goal->statement;
    if (!status.target) status.target = yearly_target(plan_, trend.indicator);
    if (const auto growth = status.target ? std::nullopt : growth_target(plan_, trend.indicator)) {
      status.target = growth;
      grow(status);
      return status;
    }
    if (!status.target) {
      status.state = State::NoTarget;
      return status;
    }
    if (status.actual) {
      status.old = today_ - status.actual->time > Exact(1);
      if (comparable(plan_[*status.actual->statement].quantity, plan_[*status.target].quantity)) {
        compare(trend, status);
      } else {
        status.why = {"实绩与目标的单位不可比", "actual and target are in units that do not compare"};
      }
    } else {
      status.why = why_no_actual(trend.indicator);
    }
    if (trend.goal) status.overdue = is_overdue(status, trend.goal->time);
    return status;
  }

 private:
  [[nodiscard]] Text why_no_actual(IndicatorId indicator) const {
    const auto& own = plan_[indicator].statements;
    const bool any = std::any_of(own.begin(), own.end(), [&](StatementId id) { return plan_[id].role == Role::Actual; });
    if (!any) return {};
    return {"只有年中的实绩；方案没有注明是存量或累计的，年中的数不能与全年的目标比",
            "only an actual of part of a year, which for what is not said to be a level does not compare with the target of a whole year"};
  }

  [[nodiscard]] bool is_overdue(const IndicatorStatus& status, const Exact& goal) const {
    return goal < today_ && status.state != State::Reached && status.state != State::Missed && (!status.actual || status.actual->time < goal);
  }

  // The actual against what the growth makes of its own base; on the way there by elapsed time.
  void grow(IndicatorStatus& status) const {
    const Statement& target = plan_[*status.target];
    const auto base = base_of(plan_, target);
    if (!base) {
      status.base.reset();
      status.why = dsl::fill({"目标是增幅，方案没有 {base} 年的数，无从判断", "the target is a growth, and the plan has no value of {base} to judge it by"},
                             {{"base", target.growth->base.text()}});
      return;
    }
    const Exact start = plan_[*base].quantity.normalized();
    const auto effect = growth_effect(target, plan_[*base].quantity);
    status.base = TimedFigure{time_of(target.growth->base), start, base};
    if (!effect) {
      status.why = {"增幅的含义不止一种，无从判断", "the growth has more than one meaning and cannot be judged"};
      return;
    }
    const Exact level = effect->level_from(start);
    const Exact end = time_of(*due_date(target));
    status.level = level;
    if (!status.actual) status.why = why_no_actual(status.indicator);
    if (status.actual && !comparable(plan_[*status.actual->statement].quantity, plan_[*base].quantity)) {
      status.why = {"实绩与基期的单位不可比", "actual and baseline are in units that do not compare"};
    } else if (status.actual && status.actual->time > status.base->time) {
      status.old = today_ - status.actual->time > Exact(1);
      const Exact value = status.actual->value;
      const Exact way = level - start;
      if (!way.is_zero()) {
        status.done = (value - start) / way;
        status.due = std::min(Exact(1), (status.actual->time - status.base->time) / (end - status.base->time));
      }
      if (reaches_growth(*effect, target.growth->falling, level, value)) {
        status.state = State::Reached;
      } else if (status.actual->time >= end || !status.done) {
        status.state = State::Missed;
        status.missing = (level - value).abs();
      } else {
        status.state = standing(*status.done, *status.due);
        if (status.state == State::Behind) status.missing = (start + *status.due * way - value).abs();
      }
    }
    status.overdue = is_overdue(status, end);
  }

  void compare(const IndicatorTrend& trend, IndicatorStatus& status) const {
    const StatementId target = *status.target;
    if (!trend.goal) return each_year(trend, status);
    if (trend.goal_adds_up) return sum(trend, status);
    const Exact value = status.actual->value;
    if (trend.progress) {
      status.done = trend.progress->done;
      status.due = trend.progress->due;
      status.by_milestone = trend.progress->by_milestone;
    }
    if (reaches(plan_, trend.indicator, target, value)) {
      status.state = State::Reached;
      return;
    }
    if (status.actual->time >= trend.goal->time) {
      status.state = State::Missed;
      status.missing = (trend.goal->value - value).abs();
      return;
    }
    if (trend.progress) {
      status.state = state_of(trend.progress->standing);
      const Exact due = status.base->value + *status.due * (trend.goal->value - status.base->value);
      if (status.state == State::Behind) status.missing = (due - value).abs();
      return;
    }
    by_milestone(trend, status);
  }

  // Without a base there is no way to measure; the milestone of that year says what is due.
  void by_milestone(const IndicatorTrend& trend, IndicatorStatus& status) const {
    const auto milestone = std::find_if(trend.milestones.begin(), trend.milestones.end(),
                                        [&](const TimedFigure& figure) { return figure.time == status.actual->time; });
    if (milestone == trend.milestones.end()) {
      status.why = {"没有基期，也没有同期的节点，快慢无从比较", "neither a baseline nor a milestone of that time to compare with"};
      return;
    }
    status.by_milestone = true;
    const Exact ahead = wants_less(plan_, trend.indicator) ? milestone->value - status.actual->value : status.actual->value - milestone->value;
    const Exact part = milestone->value.is_zero() ? Exact(ahead.sign()) : ahead / milestone->value.abs();
    status.state = standing(part, Exact(0));
    if (status.state == State::Behind) status.missing = ahead.abs();
  }

  void each_year(const IndicatorTrend& trend, IndicatorStatus& status) const {
    if (reaches(plan_, trend.indicator, *status.target, status.actual->value)) {
      status.state = State::Reached;
      return;
    }
    status.state = State::Missed;
    status.missing = (plan_[*status.target].quantity.normalized() - status.actual->value).abs();
  }

  // The years so far, of which none may be missing.
  void sum(const IndicatorTrend& trend, IndicatorStatus& status) const {
    status.adds_up = true;
    const auto first_year = plan_.first_year();
    if (!first_year || trend.goal->value.sign() <= 0) {
      status.why = {"合计目标没有起始年份", "a target that adds up needs a first year"};
      return;
    }
    Exact total = 0;
    Exact next = *first_year;
    for (const TimedFigure& figure : trend.history) {
      if (plan_[*figure.statement].role != Role::Actual || figure.time < Exact(*first_year) || figure.time > trend.goal->time) continue;
      if (figure.time != next) break;
      total = total + figure.value;
      next = next + Exact(1);
    }
    const Exact last = next - Exact(1);
    if (last < status.actual->time || last < Exact(*first_year)) {
      status.why = dsl::fill({"目标是各年合计，缺 {year}年的实绩", "the target adds up years, and the actual of {year} is missing"}, {{"year", next.to_string()}});
      return;
    }
    status.actual = TimedFigure{last, total, status.actual->statement};
    status.done = total / trend.goal->value;
    status.due = due_sum(trend, last, *first_year, status.by_milestone) / trend.goal->value;
    if (reaches(plan_, trend.indicator, *status.target, total)) {
      status.state = State::Reached;
    } else if (last >= trend.goal->time) {
      status.state = State::Missed;
      status.missing = trend.goal->value - total;
    } else {
      status.state = standing(*status.done, *status.due);
      if (status.state == State::Behind) status.missing = (*status.due - *status.done) * trend.goal->value;
    }
  }

  static Exact due_sum(const IndicatorTrend& trend, const Exact& last, std::int32_t first_year, bool& by_milestone) {
    Exact due = 0;
    std::size_t years = 0;
    for (const TimedFigure& milestone : trend.milestones) {
      if (milestone.time < Exact(first_year) || milestone.time > last) continue;
      due = due + milestone.value;
      ++years;
    }
    const Exact passed = last - Exact(first_year - 1);
    by_milestone = Exact(static_cast<std::int64_t>(years)) == passed;
    if (by_milestone) return due;
    return trend.goal->value * passed / (trend.goal->time - Exact(first_year - 1));
  }

  const Plan& plan_;
  Exact today_;
};

// By days, for as far as the dates are given: a year begins with its first day and ends with its last.
TaskState state_on(const DateRange& range, sys_days day) {
  if (day < earliest_day(range.first)) return TaskState::NotBegun;
  if (!range.last) return TaskState::UnderWay;
  const sys_days end = latest_day(*range.last);
  if (day > end) return TaskState::Over;
  return (end - day).count() <= kSoonDays ? TaskState::DueSoon : TaskState::UnderWay;
}

}  // namespace

std::string_view to_string(State state) {
  switch (state) {
    case State::Reached: return "reached";
    case State::Ahead: return "ahead";
    case State::OnTrack: return "on-track";
    case State::Behind: return "behind";
    case State::Missed: return "missed";
    case State::NoData: return "no-data";
    case State::NoTarget: return "no-target";
  }
  return {};
}

Text name_of(State state) {
  switch (state) {
    case State::Reached: return {"已达到", "reached"};
    case State::Ahead: return {"快于预期", "ahead"};
    case State::OnTrack: return {"符合预期", "on track"};
    case State::Behind: return {"滞后", "behind"};
    case State::Missed: return {"未达到", "missed"};
    case State::NoData: return {"无数据", "no data"};
    case State::NoTarget: return {"没有目标", "no target"};
  }
  return {};
}

std::string_view to_string(TaskState state) {
  switch (state) {
    case TaskState::NotBegun: return "not-begun";
    case TaskState::UnderWay: return "under-way";
    case TaskState::DueSoon: return "due-soon";
    case TaskState::Over: return "over";
    case TaskState::NoDates: return "no-dates";
  }
  return {};
}

Text name_of(TaskState state) {
  switch (state) {
    case TaskState::NotBegun: return {"未开始", "not begun"};
    case TaskState::UnderWay: return {"进行中", "under way"};
    case TaskState::DueSoon: return {"即将到期", "due soon"};
    case TaskState::Over: return {"期限已过", "time is over"};
    case TaskState::NoDates: return {"未写时间", "no dates"};
  }
  return {};
}

Plan known_on(const Plan& plan, std::chrono::year_month_day day, std::span<const Statement> more) {
  Plan known = plan;
  const auto is_later = [&](const Statement& statement) {
    if (statement.role != Role::Actual || !statement.when.range) return false;
    return latest_day(statement.when.range->last.value_or(statement.when.range->first)) > sys_days(day);
  };
  std::set<StatementId> out;
  for (std::size_t i = 0; i < known.statements.size(); ++i) {
    const Statement& statement = known.statements[i];
    const bool replaced = std::any_of(more.begin(), more.end(), [&](const Statement& other) {
      return statement.role == Role::Actual && other.indicator == statement.indicator && statement.when.form == When::Form::At &&
             statement.when.range->first == other.when.range->first;
    });
    if (replaced || is_later(statement)) out.insert(static_cast<StatementId>(i));
  }
  whatif::take_out_statements(known, out);
  for (const Statement& statement : more) {
    if (!is_later(statement)) whatif::add_statement(known, statement);
  }
  return known;
}

PlanStatus status_of(const Plan& plan, std::chrono::year_month_day day) {
  PlanStatus status;
  status.day = day;
  const Judge judge(plan, day);
  for (const IndicatorTrend& trend : trend::trends_of(plan)) status.indicators.push_back(judge.judge(trend));
  for (const TaskId id : tasks_of(plan)) {
    const Task& task = plan[id];
    TaskStatus& of_task = status.tasks.emplace_back(TaskStatus{id});
    of_task.by_phase = !task.dates && task.phase;
    if (task.dates) {
      of_task.state = state_on(*task.dates, day);
    } else if (task.phase) {
      of_task.state = state_on(plan[*task.phase].range, day);
    }
  }
  for (std::size_t i = 0; i < plan.phases.size(); ++i) {
    status.phases.push_back({static_cast<PhaseId>(i), state_on(plan.phases[i].range, day)});
  }
  return status;
}

}  // namespace gouji::analyzer::status
