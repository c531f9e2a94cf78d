#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule task_ends_after_target;
constinit const Rule task_ends_after_target{
    .code = "GJ0414",
    .name = "task-ends-after-target",
    .family = "time",
    .severity = Severity::Warning,
    .title = {"任务晚于所支撑的目标完成", "A task ends after the target it works for is due"},
    .page =
        {
            .checks = {"任务的结束时间与它所支撑指标的目标完成时间，按双方写到的精度比较；指标有几个目标的，与最后一个比。一项任务只报一条。",
                       "The end of a task against the date of the target of each indicator it supports, the last one where there are several, at the "
                       "precision both give. One finding a task."},
            .why = {"目标到期时任务还没有完成，要么目标达不到，要么达到目标并不靠这项任务。",
                    "If the work is not done when the target is due, either the target is missed or the work is not what meets it."},
            .guards = {"同年（或同月）完成的不报；保障措施不算；只写所在阶段、没有自己起止的不算；结束在方案期间之外的由 deadline-outside-period 报告；"
                       "目标没有写时间的无法判定。",
                       "Silent for one year (or month) on both sides, for safeguards, and for tasks known by their phase alone. A task that ends outside the "
                       "period is deadline-outside-period's. Without a date of the target nothing can be judged."},
            .failing = R"(plan 云坪 "云坪县智慧水务建设方案" {
    issued 2023-12-20 @1
    period 2024..2025 @3
    indicator 漏损 "管网漏损率" ratio % lower {
        baseline 2023 = 14% @5
        target 2024年底 不超过 10% @5
    }
    indicator 普查 "管网普查长度" 公里 {
        target 2025 达到 800公里 @6
    }
    task 1 "开展漏损治理" @10 {
        supports 漏损
        dates 2024-01..2025-06
        //^ task-ends-after-target: 2024-01..2025-06
    }
}
)",
            .passing = R"(plan 云坪 "云坪县智慧水务建设方案" {
    issued 2023-12-20 @1
    period 2024..2025 @3
    indicator 漏损 "管网漏损率" ratio % lower {
        baseline 2023 = 14% @5
        milestone 2024 = 12% @5
        target 2025 不超过 10% @5
    }
    task 1 "开展漏损治理" @10 {
        supports 漏损
        dates 2024-01..2025-12
    }
}
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

void report(const Plan& plan, TaskId id, const std::vector<DueTarget>& missed, Sink& sink) {
  const Task& task = plan[id];
  const PartialDate& end = *task.dates->last;
  Finding finding;
  finding.subject = subject_of(plan, id);
  finding.labels.push_back(dates_label(task, range_text(*task.dates)));
  std::vector<Text> items;
  for (const DueTarget& target : missed) {
    finding.labels.push_back(label_of(plan, target.target));
    const Subject indicator = subject_of(plan, plan[target.target].indicator);
    const Text role = role_text(plan[target.target]);
    const std::string name = dsl::quoted(indicator.name);
    items.push_back({name + "的" + role.zh, "the " + role.en + " of " + name});
    if (missed.size() > 1) finding.subjects.push_back(indicator);
    finding.computation.push_back(apart_step(end, target.due));
  }
  finding.message = dsl::fill({"任务“{task}”到{end}才结束，晚于它所支撑的{items}。", "Task “{task}” only ends in {end}, after {items}, which it supports."},
                              {{"task", finding.subject.name}, {"end", date_text(end)}, {"items", list_of(items)}});
  finding.help = Text("提前结束任务，或核对目标的完成时间。", "End the task earlier, or check when the target is due.");
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  const auto plan_end = outer_end(plan);
  std::vector<std::optional<DueTarget>> targets(plan.indicators.size());
  for (std::size_t i = 0; i < targets.size(); ++i) targets[i] = latest_target(plan, static_cast<IndicatorId>(i));
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    const Task& task = plan.tasks[i];
    const auto id = static_cast<TaskId>(i);
    if (task.safeguard || task.supports.empty() || !task.dates || !task.dates->last) continue;
    const PartialDate& end = *task.dates->last;
    std::vector<DueTarget> missed;
    bool judged = false;
    for (const IndicatorId indicator : task.supports) {
      const auto& target = targets[index(indicator)];
      if (!target) continue;
      judged = true;
      if (surely_before(target->due, end)) missed.push_back(*target);
    }
    const auto at = [&](const Text& reason) { return check_at(subject_of(plan, id), dates_label(task, range_text(*task.dates)), reason); };
    if (!judged) {
      sink.undetermined([&] { return at(Text("所支撑的指标没有写明完成时间的目标", "no indicator it supports has a dated target")); });
    } else if (missed.empty() || (plan_end && surely_before(*plan_end, end))) {
      sink.holds(StatementIds(), [&] { return at(Text("任务不晚于所支撑的目标完成", "the task ends by the time its targets are due")); });
    } else {
      report(plan, id, missed, sink);
    }
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
