#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {

void run(const Plan& plan, Sink& sink);

constexpr Threshold kThresholds[] = {
    {"vision-years", 5, {"定性目标晚于期间多少年以上，视为远景目标（如五年规划所附的2035年目标）", "years after the period from which on a goal is a vision beyond the plan, such as the 2035 of a five-year plan"}},
};

}  // namespace

extern constinit const Rule deadline_outside_period;
constinit const Rule deadline_outside_period{
    .code = "GJ0411",
    .name = "deadline-outside-period",
    .family = "time",
    .severity = Severity::Warning,
    .title = {"任务、目标的时限在方案期间之外", "Tasks and goals due outside the plan's period"},
    .page =
        {
            .checks = {"任务的起止、定性目标的完成时间是否落在方案期间之内，按双方写到的精度比较。全方案只报一条。",
                       "The dates of tasks and of goals without a number against the period of the plan, at the precision both give. One finding a plan."},
            .why = {"期满之后的时限没有人考核，期间之前的时限一开始就已过去；多半是年份写错，或沿用了上一轮方案的文字。",
                    "Nobody assesses what is due after the end, and what was due before the start is over from the first day: mostly a wrong year, or text of "
                    "the plan before."},
            .guards = {"同年（或同月）只是一方写得更细的不报；保障措施可以长于方案，不报；任务在期间之前开始、期间之内完成的是续办，不报；"
                       "晚于期间五年以上的定性目标是远景，不报；指标的节点、目标由 milestone-outside-period 报告，阶段由 phase-gap-or-overlap 报告；期间没有写明的无法判定。",
                       "Silent where one side is only finer than the other, for safeguards, which may outlast a plan, for tasks begun before the period and "
                       "finished in it, and for visions five or more years beyond it. Figures are milestone-outside-period's, phases "
                       "phase-gap-or-overlap's. Without a period nothing can be judged."},
            .failing = R"(plan 云坪 "云坪县智慧水务建设方案" {
    issued 2023-12-20 @1
    period 2024..2025 @3
    task 1 "完成管网普查" @10 {
        dates 2024-01..2026-03
        //^ deadline-outside-period: 2024-01..2026-03
    }
    goal 平台 "水务一体化平台" build by 2027 @6
}
)",
            .passing = R"(plan 云坪 "云坪县智慧水务建设方案" {
    issued 2023-12-20 @1
    period 2024..2025 @3
    task 1 "完成管网普查" @10 {
        dates 2023-10..2025-12
    }
    safeguard 2 "健全管护机制" @20 {
        dates 2024..2030
    }
    goal 平台 "水务一体化平台" build by 2025年底 @6
    goal 远景 "城乡供水同质同价" build by 2035 @6
}
)",
        },
    .follows_from = "",
    .thresholds = kThresholds,
    .run = run,
};

namespace {

struct Outside {
  std::vector<Label> labels;
  std::vector<Subject> subjects;
  std::vector<Text> items;
  std::vector<Step> computation;
};

void add(Outside& outside, Subject subject, const Text& what, Label label, const PartialDate& edge, const PartialDate& date) {
  outside.items.push_back(noted(subject, what));
  const bool after = surely_before(edge, date);
  outside.computation.push_back(after ? apart_step(date, edge) : apart_step(edge, date));
  outside.labels.push_back(std::move(label));
  outside.subjects.push_back(std::move(subject));
}

void run(const Plan& plan, Sink& sink) {
  const auto& period = plan.period;
  const auto end = outer_end(plan);
  Outside outside;
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    const Task& task = plan.tasks[i];
    if (task.safeguard || !task.dates) continue;
    const auto subject = [&] { return subject_of(plan, static_cast<TaskId>(i)); };
    const auto range = [&] { return range_text(*task.dates); };
    const auto& last = task.dates->last;
    if (!period) {
      return sink.undetermined([&] { return check_at(subject(), dates_label(task, range()), Text("方案期间没有写明起止", "the period of the plan is not stated")); });
    }
    if (last && surely_before(*last, period->first)) {
      add(outside, subject(), range(), dates_label(task, range()), period->first, *last);
    } else if (end && surely_before(*end, last ? *last : task.dates->first)) {
      add(outside, subject(), range(), dates_label(task, range()), *end, last ? *last : task.dates->first);
    } else {
      sink.holds(StatementIds(), [&] { return check_at(subject(), dates_label(task, range()), Text("任务时限在方案期间之内", "the task is due within the period")); });
    }
  }
  const std::int32_t vision = end ? first_vision_year(plan, sink.threshold("vision-years")) : 0;
  for (const Goal& goal : plan.goals) {
    if (!goal.by) continue;
    const Subject subject{SubjectKind::Statement, goal.id, goal.words};
    const Label label{goal.place, goal.by_span, date_text(*goal.by), "goal"};
    if (!period) {
      return sink.undetermined([&] { return check_at(subject, label, Text("方案期间没有写明起止", "the period of the plan is not stated")); });
    }
    if (surely_before(*goal.by, period->first)) {
      add(outside, subject, date_text(*goal.by), label, period->first, *goal.by);
    } else if (end && surely_before(*end, *goal.by) && goal.by->year < vision) {
      add(outside, subject, date_text(*goal.by), label, *end, *goal.by);
    } else {
      sink.holds(StatementIds(), [&] { return check_at(subject, label, Text("目标时限在方案期间之内", "the goal is due within the period")); });
    }
  }
  if (outside.items.empty()) return;

  Finding finding;
  finding.subject = subject_of(plan);
  finding.message = dsl::fill({"方案期间为{period}，{count}的时限却在期间之外：{items}。",
                               "The period is {period}, but {count} due outside it: {items}."},
                              {{"period", range_text(*period)},
                               {"count", count_text(outside.items.size(), "项任务或目标", "task or goal is", "tasks or goals are")},
                               {"items", list_of(outside.items)}});
  finding.labels = std::move(outside.labels);
  finding.labels.push_back(period_label(plan, range_text(*period)));
  finding.subjects = std::move(outside.subjects);
  finding.computation = std::move(outside.computation);
  finding.help = Text("核对年月；确需跨期完成的，写明期满后由谁接续。", "Check the dates; where work goes on after the period, say who takes it over.");
  sink.fails(std::move(finding));
}

}  // namespace

}  // namespace gouji::analyzer::rules
