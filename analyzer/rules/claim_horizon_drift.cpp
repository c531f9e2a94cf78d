#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/topic.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule claim_horizon_drift;
constinit const Rule claim_horizon_drift{
    .code = "GJ0309",
    .name = "claim-horizon-drift",
    .family = "wording",
    .severity = Severity::Warning,
    .title = {"同一目标值的完成时间前后不一", "One figure, due at two times"},
    .page =
        {
            .checks =
                {"同一指标的同一目标值，在一处写到某年（月）完成，在另一处写到另一年（月）完成。",
                 "One target value of one indicator is due in one year (or month) at one place and in another at a second "
                 "place."},
            .why =
                {"完成时限不一，推迟的一处会被当作延期的依据；分解到任务时多半是抄录有误。",
                 "With two dates in force the later one excuses delay; often one of them is a slip of copying."},
            .guards =
                {"基期值、实绩、节点不算；节点同年同值的不报；同一张表、文件同一处列出的不报；列出三个以上时间的、每年都要达到的、"
                 "与基期值相同或有“保持”目标的、数值为零或到了界限（100%）的，视为保持水平，不报；流量、新增、均值等各年自有其数的，"
                 "每年相同本属正常，只报晚于方案期限的；没有类型的小数目（5 以内）可以是另建，不报；任务自身的起止时间说明了提前的，"
                 "不报；“年底”与该年、未写时间的不比。表述晚于目标年的为警告，其余只作提示。",
                 "Silent for baselines, actuals and milestones, where a milestone of that year has the value, for figures of one "
                 "table or place, and where a level is kept: three times or more, every year, the baseline's own value, a "
                 "goal to keep it, zero, or a bound such as 100%. Yearly amounts (flow, new, average) may well be alike, unless one is "
                 "due after the plan's last year; a "
                 "small number (up to 5) of no stated kind may be another one; the dates of a task may explain an earlier "
                 "claim. The end of a year is that year. A claim later than the target's year is a warning, all else "
                 "information."},
            .failing = R"(plan 沙洲 "沙洲区托育服务行动方案" {
    period 2024..2026 @2
    indicator 托位 "普惠托位" stock 个 {
        target 2025年底 达到 2600个 @5
        claim 2026年底 达到 2600个 @21
        //^ claim-horizon-drift: 达到 2600个
    }
}
)",
            .passing = R"(plan 沙洲 "沙洲区托育服务行动方案" {
    period 2024..2026 @2
    indicator 托位 "普惠托位" stock 个 {
        target 2026 达到 2600个 @5
        claim 2026年底 达到 2600个 @21
    }
    indicator 持证 "保育人员持证上岗率" ratio % {
        target 2025 达到 100% @6
        claim 2026 100% @22
    }
}
)",
        },
    .follows_from = "claim-value-mismatch milestone-target-mismatch duplicate-statement-conflict scale-slip",
    .run = run,
};

namespace {

using Ids = std::vector<StatementId>;
using Due = std::pair<std::int32_t, int>;  // year, month; the end of a year is month 12

Due due_of(const Statement& statement) {
  const DateRange& range = *statement.when.range;
  const PartialDate& last = range.last ? *range.last : range.first;
  return {last.year, month_of(last)};
}

// An amount of each year, which may well be the same in the next.
bool is_yearly(const Indicator& indicator, const Statement& statement) {
  if (statement.aggregation == Aggregation::Yearly || statement.aggregation == Aggregation::Mean) return true;
  if (statement.aggregation == Aggregation::Total || statement.when.form == When::Form::Over) return false;
  return indicator.kind == Kind::Flow || indicator.kind == Kind::New || indicator.kind == Kind::Average;
}

// After the years the plan is made for, and not in the year it looks ahead to: no next year's amount is to be expected.
bool lies_beyond(const Plan& plan, const Statement& statement) {
  const auto last = plan.last_year();
  const std::int32_t year = due_of(statement).first;
  return last && year > *last && !(plan.horizon && plan.horizon->year == year);
}

// Targets and claims with a date of their own; none when all are due at one time.
Ids dated_goals(const Plan& plan, const Indicator& indicator) {
  Ids goals;
  bool differ = false;
  for (const StatementId id : indicator.statements) {
    const Statement& s = plan[id];
    const bool goal = s.role == Role::Target || s.role == Role::Claim;
    const bool dated = (s.when.form == When::Form::At || s.when.form == When::Form::Over) && s.when.year();
    if (!goal || !dated || s.upper) continue;
    goals.push_back(id);
    differ = differ || due_of(s) != due_of(plan[goals.front()]);
  }
  return differ ? goals : Ids();
}

// Goals of one value; growth is told apart by its base.
std::vector<Ids> goals_by_value(const Plan& plan, const Indicator& indicator) {
  using Key = std::tuple<std::string, Exact, std::int32_t, bool, Aggregation>;
  std::map<Key, Ids> values;
  for (const StatementId id : dated_goals(plan, indicator)) {
    const Statement& s = plan[id];
    const std::string dimension = s.quantity.unit ? s.quantity.unit->dimension : std::string();
    const auto base = s.growth ? s.growth->base.year : 0;
    const bool falling = s.growth && s.growth->falling;
    const Aggregation sense = s.aggregation == Aggregation::Total ? Aggregation::Unstated : s.aggregation;
    values[{dimension, s.quantity.normalized(), base, falling, sense}].push_back(id);
  }
  std::vector<Ids> groups;
  for (auto& [key, ids] : values) {
    if (ids.size() > 1) groups.push_back(std::move(ids));
  }
  return groups;
}

// A level that is there already or is to be kept: no date drifts.
bool is_kept(const Plan& plan, const Indicator& indicator, const Statement& figure) {
  const Exact value = figure.quantity.normalized();
  if (value.is_zero()) return true;
  if (figure.quantity.unit && figure.quantity.unit->is_ratio() && value == Exact(1)) return true;
  const auto reached = [&](const std::optional<Quantity>& bound) { return bound && bound->normalized() == value; };
  if (reached(indicator.lower_bound) || reached(indicator.upper_bound)) return true;
  const bool keep = std::any_of(plan.goals.begin(), plan.goals.end(), [&](const Goal& goal) {
    return goal.form == dsl::Keyword::Keep && goal.indicator == figure.indicator;
  });
  return keep || std::any_of(indicator.statements.begin(), indicator.statements.end(), [&](StatementId id) {
    const Statement& other = plan[id];
    const bool standing = other.role == Role::Baseline || other.role == Role::Actual || other.when.form == When::Form::Each;
    return standing && !other.growth && comparable(other.quantity, figure.quantity) && other.quantity.normalized() == value;
  });
}

bool may_be_another(const Indicator& indicator, const Statement& figure) {
  return !indicator.kind && figure.comparator == Comparator::Equal && figure.quantity.normalized() <= Exact(5) &&
         (!figure.quantity.unit || figure.quantity.unit->is_countable());
}

// A milestone reaches the value at this very time: the two times are meant.
bool milestone_says_so(const Plan& plan, const Indicator& indicator, const Statement& figure) {
  return std::any_of(indicator.statements.begin(), indicator.statements.end(), [&](StatementId id) {
    const Statement& other = plan[id];
    return other.role == Role::Milestone && other.when.year() && due_of(other) == due_of(figure) &&
           comparable(other.quantity, figure.quantity) && other.quantity.normalized() == figure.quantity.normalized();
  });
}

// The figure is due earlier than the target because the task it stands in is over by then.
bool task_says_so(const Plan& plan, const Statement& figure, const Statement& target) {
  if (!figure.task || due_of(figure) > due_of(target)) return false;
  const Task& task = plan[*figure.task];
  const auto& range = task.dates ? task.dates : task.phase ? std::optional(plan[*task.phase].range) : std::nullopt;
  return range && range->last && Due{range->last->year, month_of(*range->last)} <= due_of(figure);
}

Text gap_text(const Due& later, const Due& earlier) { return months_text((later.first - earlier.first) * 12 + later.second - earlier.second); }

void report(const Plan& plan, IndicatorId indicator, StatementId anchor, const Ids& drifting, Sink& sink) {
  const Statement& stated = plan[anchor];
  const Statement& other = plan[drifting.front()];
  const bool later = due_of(other) > due_of(stated);
  const Due first = later ? due_of(stated) : due_of(other);
  const Due last = later ? due_of(other) : due_of(stated);
  const Text gap = gap_text(last, first);
  Finding finding;
  finding.subject = subject_of(plan, indicator);
  Ids ids = drifting;
  ids.push_back(anchor);
  add_figures(finding, plan, ids);
  finding.message = dsl::fill(
      {"“{name}”：{anchor}写 {a}，{other}也写 {b}，同一数值的完成时间{gap}。",
       "“{name}”: the {anchor} says {a} and so does the {other} ({b}), which is due {gap}."},
      {{"name", plan[indicator].name},
       {"anchor", role_text(stated)},
       {"a", figure_text(stated)},
       {"other", role_text(other)},
       {"b", figure_text(other)},
       {"gap", later ? Text{"晚了 " + gap.zh, gap.en + " later"} : Text{"早了 " + gap.zh, gap.en + " earlier"}}});
  if (last.first != first.first) {
    const std::string a = std::to_string(last.first);
    const std::string b = std::to_string(first.first);
    const Exact years(last.first - first.first);
    const std::string text = a + " - " + b + " = " + years.to_string() + " 年";
    finding.computation.push_back({Operation::Difference, {Exact(last.first), Exact(first.first)}, years, "年", text});
  }
  finding.help = Text("核对原文，统一完成时间；若前一年只是阶段目标，写明两个年份各应达到多少。",
                      "Check the document and settle on one date; if the earlier one is a stage, say what is due at each.");
  const bool against_target = stated.role == Role::Target && other.role == Role::Claim;
  const bool ratio = stated.quantity.unit && stated.quantity.unit->is_ratio();
  const bool delayed = against_target && later && last.first != first.first && !ratio;
  sink.fails(std::move(finding), delayed ? Severity::Warning : Severity::Info);
}

void judge(const Plan& plan, IndicatorId id, const Ids& group, Sink& sink) {
  const Indicator& indicator = plan[id];
  std::set<Due> dues;
  for (const StatementId goal : group) dues.insert(due_of(plan[goal]));
  if (dues.size() != 2) return;
  if (is_kept(plan, indicator, plan[group.front()]) || may_be_another(indicator, plan[group.front()])) return;

  // The time most places agree on, a target's before a claim's, the earlier one first.
  const auto rank = [&](StatementId goal) {
    const Statement& s = plan[goal];
    const auto same_time = [&](StatementId other) { return due_of(plan[other]) == due_of(s); };
    const auto copies = std::count_if(group.begin(), group.end(), same_time);
    return std::tuple(s.role, -copies, s.modality == Modality::Hoped, due_of(s), s.table.has_value(), figure_text(s));
  };
  const auto before = [&](StatementId a, StatementId b) { return rank(a) < rank(b); };
  const StatementId anchor = *std::min_element(group.begin(), group.end(), before);
  Ids drifting;
  std::size_t agreeing = 0;
  for (const StatementId goal : group) {
    const Statement& other = plan[goal];
    if (due_of(other) == due_of(plan[anchor])) {
      ++agreeing;
      continue;
    }
    const bool next_years = is_yearly(indicator, other) && !lies_beyond(plan, other);
    const bool one_firmness = (plan[anchor].modality == Modality::Hoped) == (other.modality == Modality::Hoped);
    if (!next_years && one_firmness && same_thing(plan[anchor], other)) drifting.push_back(goal);
  }
  const bool stated_twice_each = agreeing > 1 && drifting.size() > 1;
  const bool meant = stated_twice_each || std::any_of(drifting.begin(), drifting.end(), [&](StatementId goal) {
    return at_one_place(plan[anchor], plan[goal]) || milestone_says_so(plan, indicator, plan[goal]) ||
           task_says_so(plan, plan[goal], plan[anchor]);
  });
  if (drifting.empty() || meant) return;
  report(plan, id, anchor, drifting, sink);
}

void run(const Plan& plan, Sink& sink) {
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto indicator = static_cast<IndicatorId>(i);
    for (const Ids& group : goals_by_value(plan, plan[indicator])) judge(plan, indicator, group, sink);
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
