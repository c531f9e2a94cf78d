#include <set>

#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {

void run(const Plan& plan, Sink& sink);

constexpr Threshold kThresholds[] = {
    {"vision-years", 5, {"目标晚于期间多少年以上，视为远景目标（如五年规划所附的2035年目标）", "years after the period from which on a target is a vision beyond the plan, such as the 2035 of a five-year plan"}},
};

}  // namespace

extern constinit const Rule milestone_outside_period;
constinit const Rule milestone_outside_period{
    .code = "GJ0412",
    .name = "milestone-outside-period",
    .family = "time",
    .severity = Severity::Warning,
    .title = {"节点或目标的时间在方案期间之外", "Milestones and targets outside the plan's period"},
    .page =
        {
            .checks = {"节点、目标、表述的时间是否落在方案期间之内，按双方写到的精度比较。全方案只报一条。",
                       "The dates of milestones, targets and claims against the period of the plan, at the precision both give. One finding a plan."},
            .why = {"期间之外的数不归本方案考核；期间之前的“节点”其实是实绩，期间之后的多半是年份写错。",
                    "A figure outside the period is not for this plan to meet: before it, it is a result and no milestone; after it, mostly a wrong year."},
            .guards = {"基期值、实绩本在期间之前，不算；同年（或同月）只是一方写得更细的不报；晚于期间五年以上的目标是远景，不报；"
                       "多数目标都晚于期间的由 period-target-mismatch 报告；与目标同值而时间不同的表述由 claim-horizon-drift 报告；期间没有写明的无法判定。",
                       "Baselines and actuals lie before the period by nature. Silent where one side is only finer than the other, and for visions five or more "
                       "years beyond the period. When most targets are due after the period, that is period-target-mismatch's; a claim that repeats a target "
                       "for another date is claim-horizon-drift's. Without a period nothing can be judged."},
            .failing = R"(plan 云坪 "云坪县粮食产能提升方案" {
    issued 2023-12-20 @1
    period 2024..2025 @3
    indicator 良田 "高标准农田" stock 亩 {
        milestone 2023 = 52000亩 @5
        //^ milestone-outside-period: = 52000亩
        milestone 2024 = 56000亩 @5
        target 2025 达到 60000亩 @5
    }
    indicator 仓容 "标准仓容" stock 吨 {
        milestone 2024 = 8000吨 @6
        target 2026 达到 9000吨 @6
    }
    indicator 单产 "粮食单产" 公斤/亩 {
        target 2025 达到 480公斤/亩 @7
    }
}
)",
            .passing = R"(plan 云坪 "云坪县粮食产能提升方案" {
    issued 2023-12-20 @1
    period 2024..2025 @3
    indicator 良田 "高标准农田" stock 亩 {
        baseline 2023 = 52000亩 @5
        milestone 2024 = 56000亩 @5
        target 2025年底 达到 60000亩 @5
        target 2035 达到 90000亩 @5
    }
}
)",
        },
    .follows_from = "",
    .thresholds = kThresholds,
    .run = run,
};

namespace {

// The values of the indicator's dated targets. A claim of such a value for another date gives one figure two dates, whatever the period.
std::set<Exact> dated_targets(const Plan& plan, const Indicator& indicator) {
  std::set<Exact> values;
  for (const StatementId id : indicator.statements) {
    if (plan[id].role == Role::Target && due_date(plan[id])) values.insert(plan[id].quantity.normalized());
  }
  return values;
}

class Judge {
 public:
  Judge(const Plan& plan, std::int64_t vision_years)
      : plan_(plan), end_(outer_end(plan)), vision_(end_ ? first_vision_year(plan, vision_years) : 0) {}

  // The edge of the period that the figure lies beyond; absent when it lies within.
  [[nodiscard]] std::optional<PartialDate> edge_before(const Statement& statement, const PartialDate& due) const {
    if (surely_before(due, plan_.period->first)) return plan_.period->first;
    if (!end_ || !surely_before(*end_, due)) return std::nullopt;
    const bool vision = statement.role != Role::Milestone && due.year >= vision_;
    return vision ? std::nullopt : end_;
  }

 private:
  const Plan& plan_;
  std::optional<PartialDate> end_;
  std::int32_t vision_;
};

void report(const Plan& plan, const std::vector<StatementId>& outside, std::vector<Step> computation, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  std::vector<Text> items;
  for (const StatementId id : outside) {
    finding.labels.push_back(label_of(plan, id));
    const Subject subject = subject_of(plan, plan[id].indicator);
    items.push_back(noted(subject, role_text(plan[id])));
    if (finding.subjects.empty() || finding.subjects.back() != subject) finding.subjects.push_back(subject);
  }
  finding.message = dsl::fill({"方案期间为{period}，{count}却在期间之外：{items}。", "The period is {period}, but {count} outside it: {items}."},
                              {{"period", range_text(*plan.period)},
                               {"count", count_text(outside.size(), "个节点或目标", "figure lies", "figures lie")},
                               {"items", list_of(items)}});
  finding.labels.push_back(period_label(plan, range_text(*plan.period)));
  finding.computation = std::move(computation);
  finding.help = Text("核对年份；期间之前的数改列基期或实绩，期间之后的写明由何方案考核。",
                      "Check the year; list what lies before the period as baseline or actual, and say which plan judges what lies after it.");
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  const Judge judge(plan, sink.threshold("vision-years"));
  std::vector<StatementId> outside;
  std::vector<Step> computation;
  for (const Indicator& indicator : plan.indicators) {
    const std::set<Exact> targets = dated_targets(plan, indicator);
    for (const StatementId id : indicator.statements) {
      const auto due = due_date(plan[id]);
      if (!due || !is_planned(plan[id])) continue;
      const auto at = [&](const Text& reason) { return check_at(subject_of(plan, plan[id].indicator), label_of(plan, id), reason); };
      if (!plan.period) return sink.undetermined([&] { return at(Text("方案期间没有写明起止", "the period of the plan is not stated")); });
      if (plan[id].role == Role::Claim && targets.contains(plan[id].quantity.normalized())) continue;
      if (const auto edge = judge.edge_before(plan[id], *due)) {
        outside.push_back(id);
        computation.push_back(surely_before(*edge, *due) ? apart_step(*due, *edge) : apart_step(*edge, *due));
      } else {
        sink.holds(StatementIds(), [&] { return at(Text("在方案期间之内", "within the period of the plan")); });
      }
    }
  }
  if (!outside.empty()) report(plan, outside, std::move(computation), sink);
}

}  // namespace

}  // namespace gouji::analyzer::rules
