#include <algorithm>
#include <vector>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/responsible.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule task_without_unit;
constinit const Rule task_without_unit{
    .code = "GJ0601",
    .name = "task-without-unit",
    .family = "responsibility",
    .severity = Severity::Warning,
    .title = {"任务没有责任单位", "Tasks without a responsible unit"},
    .page =
        {
            .checks = {"逐项任务查有无责任单位、牵头单位或配合单位。全文只提示一条，逐项列出。",
                       "Whether each task names a unit: in its list, as its lead or as one that assists. One finding for the plan, "
                       "with a list."},
            .why = {"没有单位的任务无人认领，到期也无处问责；指标由这样的任务支撑的，同样没有着落。",
                    "A task that is nobody's is not done, and nobody answers for it when it is due; nor for the indicators it serves."},
            .guards =
                {"保障措施不是任务，不要求责任单位。“各县(市、区)政府”“领导小组成员单位”等统称也是责任单位。没有任务的方案不适用；"
                 "方案文件一个机构也没有声明的，可能是没有转录，不下断语，列为无法判定。",
                 "Safeguards are no tasks and need none. Collective names such as 各县(市、区)政府 or 领导小组成员单位 count as units. Not "
                 "applicable to a plan without tasks. Where the plan file declares no organisation at all, units may just not have "
                 "been transcribed: undetermined."},
            .failing = R"(plan 柳河 "柳河镇河道整治方案" {
    org 水利站 @8
    org 环卫所 @8
    task 1 "疏浚河道" @8 {
        units 水利站 @8
    }
    task 2 "清理河岸" @9 {
        units 环卫所 @9
    }
    task 3 "栽种护岸林" @10
    //^ task-without-unit: 栽种护岸林
}
)",
            .passing = R"(plan 柳河 "柳河镇河道整治方案" {
    org 水利站 @8
    org 各村委会 collective @10
    task 1 "疏浚河道" @8 {
        units 水利站 @8
    }
    task 3 "栽种护岸林" @10 {
        units 各村委会 @10
    }
    safeguard 4 "落实经费" @12
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

std::vector<Subject> safeguards_with_units(const Plan& plan) {
  std::vector<Subject> subjects;
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    if (plan.tasks[i].safeguard && !plan.tasks[i].units.empty()) subjects.push_back(subject_of(plan, static_cast<TaskId>(i)));
  }
  return subjects;
}

// The goals that nobody answers for because of this: a finding about them follows from this one.
std::vector<StatementId> goals_left(const Plan& plan) {
  std::vector<StatementId> goals;
  for (const Ownership& own : ownership_of(plan)) {
    if (own.left_to_bare_tasks()) goals.push_back(*own.goal);
  }
  return goals;
}

void run(const Plan& plan, Sink& sink) {
  const std::vector<TaskId> tasks = tasks_of(plan);
  if (tasks.empty()) return;
  std::vector<TaskId> bare;
  std::copy_if(tasks.begin(), tasks.end(), std::back_inserter(bare), [&](TaskId id) { return plan[id].units.empty(); });
  if (bare.empty()) {
    return sink.holds(StatementIds(), [&] {
      return check_at(subject_of(plan), label_of(plan, tasks.front(), Text("写有责任单位", "names its units")),
                      Text("每项任务都写有责任单位", "every task names a unit"));
    });
  }
  if (plan.orgs.empty()) {
    return sink.undetermined([&] {
      return check_at(subject_of(plan), label_of(plan, bare.front(), Text("没有责任单位", "no unit")),
                      Text("方案文件没有声明任何机构，责任单位可能没有转录", "the plan file declares no organisation; units may not have been transcribed"));
    });
  }

  Finding finding;
  finding.subject = subject_of(plan);
  for (const TaskId id : bare) {
    finding.subjects.push_back(subject_of(plan, id));
    finding.labels.push_back(label_of(plan, id, Text("没有责任单位", "no unit")));
  }
  const bool all = bare.size() == tasks.size();
  finding.message = dsl::fill(all ? dsl::Template{"{total} 项任务都没有写明责任单位：{list}。", "None of the {total} tasks names a responsible unit: {list}."}
                                  : dsl::Template{"{total} 项任务中，{count} 项没有写明责任单位：{list}。",
                                                  "Of {total} tasks {count} without a responsible unit: {list}."},
                              {{"total", std::to_string(tasks.size())}, {"count", std::to_string(bare.size())}, {"list", list_of(finding.subjects)}});
  finding.evidence = {counted(Text("任务", "tasks"), tasks.size(), "项"), counted(Text("没有责任单位的任务", "tasks without a unit"), bare.size(), "项")};
  const std::vector<Subject> safeguards = safeguards_with_units(plan);
  if (all && !safeguards.empty()) {
    finding.notes.push_back(dsl::fill({"写有单位的只是保障措施{list}，没有指到具体任务。", "Only safeguards name units, and for no task in particular: {list}."},
                                      {{"list", list_of(safeguards)}}));
  }
  if (!all) finding.statements = goals_left(plan);
  finding.help = Text("逐项写明责任单位和牵头单位；另有分工文件的，写明文件名称。",
                      "Name the units of each task and its lead; where another document divides the work, name it.");
  sink.fails(std::move(finding));
}

}  // namespace

}  // namespace gouji::analyzer::rules
