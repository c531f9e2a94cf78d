#include <set>

#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {

void run(const Plan& plan, Sink& sink);

constexpr Threshold kThresholds[] = {
    {"months", 3, {"印发后剩余不足几个月的节点予以提示", "a milestone with fewer whole months than this left after the issue is pointed out"}},
};

}  // namespace

extern constinit const Rule retroactive_milestone;
constinit const Rule retroactive_milestone{
    .code = "GJ0403",
    .name = "retroactive-milestone",
    .family = "time",
    .severity = Severity::Warning,
    .title = {"印发时节点已经过期", "Milestones that were over when the plan was issued"},
    .page =
        {
            .checks = {"节点、目标、阶段、任务的完成时间早于方案的印发日期；没有过期但印发后只剩很短时间的节点一并提示。全方案只报一条。",
                       "Milestones, targets, phases and tasks whose time was over before the plan was issued; milestones that had little "
                       "time left are pointed out. One finding a plan."},
            .why = {"已经过去的数不是计划，是实绩；写成节点，要么无从执行，要么照结果填写，都考核不出什么。",
                    "What lies in the past is a result, no plan: as a milestone it either cannot be worked for, or was filled in after the fact."},
            .guards = {"基期值、实绩本就在过去，不算；印发当年的年度节点尚未过期，剩余时间充裕的不报，不足的只作提示；"
                       "筹备阶段可以早于印发；保障措施不算；早于方案期间的由 milestone-outside-period 等报告；没有写印发日期的无法判定。",
                       "Baselines and actuals lie in the past by nature. A milestone of the year of issue is not over: with time left it is silent, with "
                       "little left it is information. A preparing phase may lie before the issue; safeguards do not count. What lies before the period is milestone-outside-period's. Without a date of issue "
                       "nothing can be judged."},
            .failing = R"(plan 云坪 "云坪县粮食产能提升方案" {
    issued 2025-01-20 @1
    period 2024-12..2026-06 @3
    indicator 良田 "高标准农田" stock 亩 {
        milestone 2024 = 52000亩 @5
        //^ retroactive-milestone: = 52000亩
        milestone 2025 = 56000亩 @5
        target 2026年6月 达到 60000亩 @5
    }
}
)",
            .passing = R"(plan 云坪 "云坪县粮食产能提升方案" {
    issued 2025-01-20 @1
    period 2024-12..2026-06 @3
    indicator 良田 "高标准农田" stock 亩 {
        actual 2024 = 52000亩 @5
        milestone 2025 = 56000亩 @5
        target 2026年6月 达到 60000亩 @5
    }
}
)",
        },
    .follows_from = "",
    .thresholds = kThresholds,
    .run = run,
};

namespace {

// A claim says again what stands among the milestones and targets.
bool is_judged(const Statement& statement) { return statement.role == Role::Milestone || statement.role == Role::Target; }

// Whole months from the issue to the end of `due`. A day that is not stated may be the first.
std::int32_t months_left(const PartialDate& issued, const PartialDate& due) {
  return last_month(due) - first_month(issued) + (issued.day <= 1 ? 1 : 0);
}

// What lies before the period even is outside of it, which other rules tell.
bool before_period(const Plan& plan, const PartialDate& due) { return plan.period && surely_before(due, plan.period->first); }

struct Past {
  std::vector<Label> labels;
  std::vector<Subject> subjects;
  std::vector<Text> items;
};

void add(Past& past, Subject subject, const Text& role, Label label) {
  past.items.push_back(noted(subject, role));
  past.labels.push_back(std::move(label));
  if (past.subjects.empty() || past.subjects.back() != subject) past.subjects.push_back(std::move(subject));
}

Past past_of(const Plan& plan) {
  const auto over = [&](const std::optional<PartialDate>& due) { return due && surely_before(*due, *plan.issued) && !before_period(plan, *due); };
  Past past;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto indicator = static_cast<IndicatorId>(i);
    for (const StatementId id : plan.indicators[i].statements) {
      if (!is_judged(plan[id]) || !over(due_date(plan[id]))) continue;
      add(past, subject_of(plan, indicator), role_text(plan[id]), label_of(plan, id));
    }
  }
  for (const Phase& phase : plan.phases) {
    if (phase.role == dsl::Keyword::Prepare || !over(phase.range.last)) continue;
    add(past, subject_of(phase), Text("阶段", "phase"), phase_label(phase));
  }
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    const Task& task = plan.tasks[i];
    if (task.safeguard || !task.dates || !over(task.dates->last)) continue;
    add(past, subject_of(plan, static_cast<TaskId>(i)), Text("任务", "task"), dates_label(task, range_text(*task.dates)));
  }
  return past;
}

void report_past(const Plan& plan, Past past, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  finding.message = dsl::fill({"方案{issued}印发时，{count}已经过期：{list}。", "When the plan was issued on {issued}, {count} over already: {list}."},
                              {{"issued", date_text(*plan.issued)},
                               {"count", count_text(past.items.size(), "项安排", "item was", "items were")},
                               {"list", list_of(past.items)}});
  finding.labels = std::move(past.labels);
  finding.labels.push_back(issued_label(plan));
  finding.subjects = std::move(past.subjects);
  finding.help = Text("已经过去的数改列实绩或基期，过期的安排顺延或删去。",
                      "List past figures as actuals or baselines; move overdue items on, or strike them.");
  sink.fails(std::move(finding));
}

// Milestones by the little time they had left, soonest first; of one time together.
void report_short(const Plan& plan, const std::vector<StatementId>& milestones, Sink& sink) {
  const PartialDate due = *due_date(plan[milestones.front()]);
  const std::int32_t left = months_left(*plan.issued, due);
  Finding finding;
  finding.subject = subject_of(plan);
  std::set<IndicatorId> seen;
  for (const StatementId id : milestones) {
    finding.labels.push_back(label_of(plan, id));
    if (seen.insert(plan[id].indicator).second) finding.subjects.push_back(subject_of(plan, plan[id].indicator));
  }
  finding.message = dsl::fill({"方案{issued}印发，距{due}节点到期不足 {months}，涉及 {count}：{list}。",
                               "The plan was issued on {issued}, less than {months} before the milestones of {due} are due: {count}, {list}."},
                              {{"issued", date_text(*plan.issued)},
                               {"due", date_text(due)},
                               {"months", Text(std::to_string(left + 1) + " 个月", left == 0 ? "a month" : std::to_string(left + 1) + " months")},
                               {"count", count_text(finding.subjects.size(), "项指标", "indicator", "indicators")},
                               {"list", list_of(finding.subjects)}});
  finding.labels.push_back(issued_label(plan));
  finding.computation.push_back(months_step(last_month(due), first_month(*plan.issued)));
  finding.help = Text("核对这些节点是否按全年确定；已基本完成的，写明印发时的进度。",
                      "Check whether these milestones were set for a whole year; where most was done already, say how far things stood.");
  sink.fails(std::move(finding), Severity::Info);
}

void run(const Plan& plan, Sink& sink) {
  std::vector<StatementId> dated;
  for (std::size_t i = 0; i < plan.statements.size(); ++i) {
    if (is_judged(plan.statements[i]) && due_date(plan.statements[i])) dated.push_back(static_cast<StatementId>(i));
  }
  if (!plan.issued) {
    if (dated.empty()) return;
    return sink.undetermined([&] { return check_at(subject_of(plan), label_of(plan, dated.front()), Text("没有写明印发日期", "the date of issue is not stated")); });
  }
  Past past = past_of(plan);
  std::vector<StatementId> hurried;
  for (const StatementId id : dated) {
    const PartialDate due = *due_date(plan[id]);
    if (plan[id].role != Role::Milestone || surely_before(due, *plan.issued) || before_period(plan, due)) continue;
    if (!names_month(*plan.issued) || months_left(*plan.issued, due) >= sink.threshold("months")) continue;
    if (hurried.empty() || due == *due_date(plan[hurried.front()])) hurried.push_back(id);
  }
  if (!past.items.empty()) return report_past(plan, std::move(past), sink);
  if (!hurried.empty()) return report_short(plan, hurried, sink);
  sink.holds(StatementIds(), [&] { return check_at(subject_of(plan), issued_label(plan), Text("印发时没有过期的节点", "no milestone was over at the issue")); });
}

}  // namespace

}  // namespace gouji::analyzer::rules
