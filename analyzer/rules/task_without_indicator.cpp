#include <algorithm>
#include <vector>

#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/service.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule task_without_indicator;
constinit const Rule task_without_indicator{
    .code = "GJ0503",
    .name = "task-without-indicator",
    .family = "structure",
    .severity = Severity::Info,
    .title = {"任务没有可供考核的指标或成果", "Tasks with nothing to be judged by"},
    .page =
        {
            .checks =
                {"每项任务是否有可供考核的东西：支撑的指标、任务里的数值、成果、资金，或其中要达到的定性目标、逐项列明的内容。都没有的列成一条。",
                 "Whether each task has something to be judged by: an indicator it supports, a figure, a deliverable, money, a goal or a list "
                 "of things that stands in it. Those without any are one finding."},
            .why = {"任务做没做、做得怎样无从判断，年度考核只能凭总结。",
                    "Whether such a task was done, and how well, can only be taken from its own report."},
            .guards =
                {"有成果或定性目标的任务另有考核办法，不报；保障措施不查；方案没有量化目标（见 no-quantified-target）、或全部任务都没有写明支撑哪项指标的，不报。",
                 "A task with a deliverable or a goal is judged by that. Safeguards are not looked at. Silent for a plan without figures to "
                 "reach (see no-quantified-target), and where no task of the plan file says what it serves."},
            .failing = R"(plan 石门 "石门县节水行动方案" {
    period 2024..2026 @2
    indicator 企业 "节水型企业" stock 家 {
        baseline 2023 10家 @5
        target 2026 达到 60家 @5
    }
    task 1 "创建节水型企业" @12 {
        supports 企业
    }
    task 2 "加强节水宣传" @13 {
    //^ task-without-indicator: 加强节水宣传
    }
    task 3 "健全用水制度" @14 {
        delivers "用水定额管理办法"
    }
}
)",
            .passing = R"(plan 石门 "石门县节水行动方案" {
    period 2024..2026 @2
    indicator 企业 "节水型企业" stock 家 {
        baseline 2023 10家 @5
        target 2026 达到 60家 @5
    }
    indicator 活动 "节水宣传活动" 场 {
        claim each 12场 in 2 @13
    }
    task 1 "创建节水型企业" @12 {
        supports 企业
    }
    task 2 "加强节水宣传" @13 {
    }
    task 3 "健全用水制度" @14 {
        delivers "用水定额管理办法"
    }
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

bool has_target(const Plan& plan) {
  return std::any_of(plan.statements.begin(), plan.statements.end(),
                     [](const Statement& s) { return s.role == Role::Target || s.role == Role::Milestone; });
}

void run(const Plan& plan, Sink& sink) {
  if (plan.counts.tasks == 0 || !has_target(plan)) return;
  if (!tasks_say_what_for(plan)) {
    sink.undetermined([&] {
      return check_at(subject_of(plan), label_of(plan, plan.tasks.front(), {"任务", "task"}),
                      {"方案文件没有写明任务支撑哪些指标", "the plan file does not say which indicators its tasks serve"});
    });
    return;
  }
  const std::vector<bool> measured = measured_tasks(plan);
  Finding finding;
  finding.subject = subject_of(plan);
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    const Task& task = plan.tasks[i];
    if (task.safeguard || measured[i]) continue;
    finding.subjects.push_back(subject_of(plan, static_cast<TaskId>(i)));
    finding.labels.push_back(label_of(plan, task, {"没有指标、成果或目标", "no indicator, deliverable or goal"}));
  }
  if (finding.subjects.empty()) {
    sink.holds(StatementIds(), [&] {
      return check_at(subject_of(plan), label_of(plan, plan.tasks.front(), {"任务", "task"}),
                      {"各项任务都有可供考核的指标、成果或目标", "every task has an indicator, a deliverable or a goal"});
    });
    return;
  }
  finding.message = dsl::fill({"{all} 项任务中，{count} 项没有指标、数值、成果或目标可供考核：{list}。",
                               "Of {all} tasks, {count} no indicator, figure, deliverable or goal to be judged by: {list}."},
                              {{"all", std::to_string(plan.counts.tasks)},
                               {"count", {std::to_string(finding.subjects.size()), std::to_string(finding.subjects.size()) +
                                                                                      (finding.subjects.size() == 1 ? " has" : " have")}},
                               {"list", list_of(finding.subjects)}});
  finding.help = {"为这些任务写明指标、可交付的成果或完成标准。", "Give each an indicator, a deliverable or a standard of completion."};
  sink.fails(std::move(finding));
}

}  // namespace

}  // namespace gouji::analyzer::rules
