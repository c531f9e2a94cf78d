#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/wording.hpp"

namespace gouji::analyzer::rules {

namespace {

void run(const Plan& plan, Sink& sink);

constexpr Threshold kThresholds[] = {
    {"months", 36, {"从方案开始到目标到期满几个月的，应有中期数：三年及以上的方案一般都有中期评估", "months from the start of the plan to the target from which on a figure in between is asked for: plans of three years and more are mostly reviewed midway"}},
};

}  // namespace

extern constinit const Rule no_interim_milestone;
constinit const Rule no_interim_milestone{
    .code = "GJ0410",
    .name = "no-interim-milestone",
    .family = "time",
    .severity = Severity::Warning,
    .title = {"多年的量化目标没有中期节点", "Targets years away without a figure in between"},
    .page =
        {
            .checks = {"方案开始后三年及以上才到期的量化目标，在到期之前有没有任何节点、阶段目标或每年的要求。全方案只报一条，列出没有的。",
                       "Quantified targets due three years or more after the plan starts, and whether any milestone, earlier target or yearly demand stands "
                       "before them. One finding a plan, with the list."},
            .why = {"只有起点和终点，中途无数可考，发现偏差时往往已到期末。",
                    "With nothing but a start and an end there is nothing to check on the way, and a lag shows when it is too late."},
            .guards = {"不足三年的方案不报，晚于方案期间的远景目标不算；基期已达到目标、只要求保持的，以及与基期之间没有整数可设的（如由 3 件到 4 件），不报；"
                       "有一个中期数就算有，不要求逐年；全部量化目标都没有的为警告，其他目标都有、个别没有的只作提示；没有写起始和印发日期的无法判定。",
                       "Silent for plans of less than three years, for visions beyond the period, for levels the baseline has reached already, and where "
                       "no whole number lies between baseline and target (from 3 件 to 4 件). One figure in between is enough. A warning when no target "
                       "has any; information where others of the plan have. Without a start or a date of issue nothing can be judged."},
            .failing = R"(plan 云坪 "云坪县全民健身行动方案" {
    issued 2022-12-20 @1
    period 2023..2025 @3
    indicator 场地 "体育场地面积" stock 平方米 {
        baseline 2022 = 320000平方米 @5
        target 2025 达到 400000平方米 @5
        //^ no-interim-milestone: 达到 400000平方米
    }
    indicator 步道 "健身步道" stock 公里 {
        baseline 2022 = 60公里 @6
        target 2025 达到 100公里 @6
    }
}
)",
            .passing = R"(plan 云坪 "云坪县全民健身行动方案" {
    issued 2022-12-20 @1
    period 2023..2025 @3
    indicator 场地 "体育场地面积" stock 平方米 {
        baseline 2022 = 320000平方米 @5
        milestone 2024 = 365000平方米 @5
        target 2025 达到 400000平方米 @5
    }
    indicator 赛事 "社区赛事" {
        target 2025 达到 90场 @6
        claim each 2023..2025 30场 @9
    }
    indicator 中心 "全民健身中心" stock 个 {
        baseline 2022 = 2个 @7
        target 2025 达到 3个 @7
    }
}
)",
        },
    .follows_from = "",
    .thresholds = kThresholds,
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

// A figure before the target is due, or one of every year.
bool has_interim(const Plan& plan, IndicatorId indicator, const PartialDate& start, const PartialDate& due) {
  const auto& statements = plan[indicator].statements;
  return std::any_of(statements.begin(), statements.end(), [&](StatementId id) {
    const Statement& statement = plan[id];
    if (!is_planned(statement)) return false;
    if (statement.when.form == When::Form::Each || counted_over(statement) == Aggregation::Yearly) return true;
    const auto at = due_date(statement);
    return at && surely_before(*at, due) && !surely_before(*at, start);
  });
}

// The baseline is there already, or the target is to be held.
bool is_kept(const Plan& plan, IndicatorId indicator, const Statement& target) {
  if (at_bound(plan[indicator], target.quantity) && !baseline_of(plan, indicator)) return true;
  return std::any_of(plan[indicator].statements.begin(), plan[indicator].statements.end(), [&](StatementId id) {
    const Statement& base = plan[id];
    return base.role == Role::Baseline && target.is_level() && comparable(base.quantity, target.quantity) && allowed_set(target).contains(base.quantity.normalized());
  });
}

// From 3 件 to 4 件, or one thing to be built: nothing lies in between.
bool leaves_no_room(const Plan& plan, IndicatorId indicator, const Statement& target) {
  const UnitRef& unit = target.quantity.unit;
  if (!target.is_level() || !unit || (unit->known && !unit->is_countable())) return false;
  const auto base = baseline_of(plan, indicator);
  if (base && !comparable(plan[*base].quantity, target.quantity)) return false;
  const Exact from = base ? plan[*base].quantity.normalized() : Exact(0);
  return (target.quantity.normalized() - from).abs() <= Exact(1);
}

struct Judged {
  std::vector<StatementId> lacking;
  std::vector<StatementId> having;
};

Judged judge(const Plan& plan, const PartialDate& start, std::int64_t months) {
  std::vector<bool> to_keep(plan.indicators.size());
  for (const Goal& goal : plan.goals) {
    if (goal.indicator && goal.form == dsl::Keyword::Keep) to_keep[index(*goal.indicator)] = true;
  }
  const auto end = outer_end(plan);
  Judged judged;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto indicator = static_cast<IndicatorId>(i);
    const auto target = latest_target(plan, indicator, end);
    if (!target || last_month(target->due) - first_month(start) + 1 < months) continue;
    const Statement& statement = plan[target->target];
    if (to_keep[i] || is_kept(plan, indicator, statement) || leaves_no_room(plan, indicator, statement)) continue;
    (has_interim(plan, indicator, start, target->due) ? judged.having : judged.lacking).push_back(target->target);
  }
  return judged;
}

void report(const Plan& plan, const Judged& judged, const PartialDate& start, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  PartialDate due = *due_date(plan[judged.lacking.front()]);
  for (const StatementId id : judged.lacking) {
    finding.labels.push_back(label_of(plan, id));
    finding.subjects.push_back(subject_of(plan, plan[id].indicator));
    if (last_month(*due_date(plan[id])) > last_month(due)) due = *due_date(plan[id]);
  }
  const std::size_t all = judged.lacking.size() + judged.having.size();
  finding.message = judged.having.empty()
                        ? dsl::fill({"方案自{start}开始，{targets}到{due}才到期，其间都没有任何节点：{list}。",
                                     "The plan starts in {start}, and {targets} due by {due} without any figure in between: {list}."},
                                    {{"start", date_text(start)},
                                     {"due", date_text(due)},
                                     {"targets", count_text(judged.lacking.size(), "项量化目标", "quantified target is", "quantified targets are")},
                                     {"list", list_of(finding.subjects)}})
                        : dsl::fill({"满三年才到期的 {all} 项量化目标中，{having}有分年或中期节点，{count} 项没有：{list}。",
                                     "Of {all} quantified targets three years away or more, {having} with a figure in between, {count} without: {list}."},
                                    {{"all", std::to_string(all)},
                                     {"having", count_text(judged.having.size(), "项", "is", "are")},
                                     {"count", std::to_string(judged.lacking.size())},
                                     {"list", list_of(finding.subjects)}});
  finding.help = Text("补列分年或中期节点，至少写明中期评估时应达到多少。", "Add yearly milestones, or at least what a midterm review should find.");
  sink.fails(std::move(finding), judged.having.empty() ? Severity::Warning : Severity::Info);
}

void run(const Plan& plan, Sink& sink) {
  const auto start = plan.period ? std::optional(plan.period->first) : plan.issued;
  if (!start) {
    const auto dated = [](const Statement& statement) { return statement.role == Role::Target && due_date(statement); };
    const auto first = std::find_if(plan.statements.begin(), plan.statements.end(), dated);
    if (first == plan.statements.end()) return;
    const auto id = static_cast<StatementId>(first - plan.statements.begin());
    return sink.undetermined([&] { return check_at(subject_of(plan), label_of(plan, id), Text("方案从何时开始没有写明", "it is not stated when the plan starts")); });
  }
  const Judged judged = judge(plan, *start, sink.threshold("months"));
  for (const StatementId id : judged.having) {
    sink.holds(StatementIds(), [&] { return check_at(subject_of(plan, plan[id].indicator), label_of(plan, id), Text("到期之前有中期数", "there are figures before it is due")); });
  }
  if (!judged.lacking.empty()) report(plan, judged, *start, sink);
}

}  // namespace

}  // namespace gouji::analyzer::rules
