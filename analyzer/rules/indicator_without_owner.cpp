#include <algorithm>
#include <array>
#include <vector>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/responsible.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
constexpr std::array<Threshold, 1> kThresholds{{
    // An office that names owners for half of its targets does so as a rule; one that names a few names exceptions.
    {"owned-share", 50,
     {"有目标的指标中写明归口单位的达到百分之几，才要求其余指标也写明",
      "the percentage of indicators with targets that must have an owner before the others are asked for theirs"}},
}};
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule indicator_without_owner;
constinit const Rule indicator_without_owner{
    .code = "GJ0606",
    .name = "indicator-without-owner",
    .family = "responsibility",
    .severity = Severity::Warning,
    .title = {"指标没有单位负责", "Indicators that no unit answers for"},
    .page =
        {
            .checks =
                {"有目标的指标，查能否找到负责的单位：写明的归口单位，或者支撑它的任务的责任单位。只由没有责任单位的任务支撑的，列出；多数"
                 "指标写明归口单位的方案，其余既没有归口、也没有责任单位的，列出。全文各只提示一条。",
                 "Whether an indicator with goals has somebody who answers for it: its owner, or the units of the tasks that serve it. "
                 "Lists indicators that only tasks without units serve; and, in a plan that gives most of its indicators an owner, those "
                 "that have neither owner nor units. One finding each."},
            .why = {"指标完不成时无人可问；汇总数据也不知道向谁要。",
                    "Nobody can be asked when the target is missed, and nobody knows who is to deliver the figures."},
            .guards =
                {"没有任务支撑的指标由 target-without-task 报告，只有多数指标都写明归口单位的方案才在此列出。全部任务都没有责任单位的，由 "
                 "task-without-unit 报告，这里列为无法判定；部分任务没有的，归入它的提示之下。没有目标的指标、只见于保障措施的数不查。",
                 "Indicators that no task serves are told by target-without-task, here only in a plan that gives most of them an owner. "
                 "Undetermined where no task has a unit, which task-without-unit tells; folded under it where some have none. "
                 "Indicators without goals, and figures of safeguards, are not looked at."},
            .failing = R"(plan 柳河 "柳河镇河道整治方案" {
    org 水利站 @8
    org 环卫所 @8
    org 林业站 @8
    indicator 河道 "整治河道长度" cumulative 公里 owner 水利站 {
        target 2026 达到 30公里 @5
    }
    indicator 清运 "清运垃圾" flow 吨 owner 环卫所 {
        target 2026 达到 900吨 @5
    }
    indicator 护岸林 "护岸林面积" cumulative 亩 {
        target 2026 达到 120亩 @5
        //^ indicator-without-owner: 达到 120亩
    }
    task 1 "疏浚河道" @8 {
        units 水利站 @8
        supports 河道
    }
}
)",
            .passing = R"(plan 柳河 "柳河镇河道整治方案" {
    org 水利站 @8
    org 环卫所 @8
    org 林业站 @8
    indicator 河道 "整治河道长度" cumulative 公里 owner 水利站 {
        target 2026 达到 30公里 @5
    }
    indicator 清运 "清运垃圾" flow 吨 owner 环卫所 {
        target 2026 达到 900吨 @5
    }
    indicator 护岸林 "护岸林面积" cumulative 亩 {
        target 2026 达到 120亩 @5
    }
    task 1 "疏浚河道" @8 {
        units 水利站 @8
        supports 河道
    }
    task 2 "栽种护岸林" @10 {
        units 林业站 @10
        supports 护岸林
    }
}
)",
        },
    .follows_from = "task-without-unit",
    .thresholds = kThresholds,
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

void report(const Plan& plan, const std::vector<IndicatorId>& ids, const std::vector<Ownership>& owners, std::size_t goals, std::size_t owned,
            bool by_habit, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  for (const IndicatorId id : ids) {
    const StatementId goal = *owners[index(id)].goal;
    finding.subjects.push_back(subject_of(plan, id));
    finding.statements.push_back(goal);
    finding.labels.push_back(label_of(plan, goal, by_habit ? Text("没有归口单位，也没有责任单位", "neither owner nor units")
                                                           : Text("支撑它的任务没有责任单位", "the tasks that serve it have no unit")));
  }
  finding.message = dsl::fill(
      by_habit ? dsl::Template{"{goals} 项有目标的指标中，{owned} 项写明了归口单位，另有 {count} 项既没有归口单位，也没有任务的责任单位：{list}。",
                               "Of {goals} indicators with goals {owned} have an owner; {count} have neither an owner nor the units of a task: {list}."}
               : dsl::Template{"{goals} 项有目标的指标中，{count} 项只由没有责任单位的任务支撑，也没有归口单位：{list}。",
                               "Of {goals} indicators with goals {count} are served only by tasks without a unit, and have no owner: {list}."},
      {{"goals", std::to_string(goals)}, {"owned", std::to_string(owned)}, {"count", std::to_string(ids.size())}, {"list", list_of(finding.subjects)}});
  finding.evidence = {counted(Text("有目标的指标", "indicators with goals"), goals, "项"), counted(Text("写明归口单位的", "with an owner"), owned, "项"),
                      counted(Text("没有单位负责的", "without anybody"), ids.size(), "项")};
  finding.help = Text("写明指标的归口单位，或者支撑它的任务由谁负责。", "Name the owner of the indicator, or the units of the task that serves it.");
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  const std::vector<Ownership> owners = ownership_of(plan);
  const auto all = [&](bool (*test)(const Ownership&)) {
    std::vector<IndicatorId> ids;
    for (std::size_t i = 0; i < owners.size(); ++i) {
      if (owners[i].goal && test(owners[i])) ids.push_back(static_cast<IndicatorId>(i));
    }
    return ids;
  };
  const std::vector<IndicatorId> goals = all([](const Ownership&) { return true; });
  const std::size_t owned = all([](const Ownership& own) { return own.owner; }).size();
  const std::vector<TaskId> tasks = tasks_of(plan);
  if (goals.empty() || (tasks.empty() && owned == 0)) return;
  const auto at_goal = [&](IndicatorId id, Text reason) {
    return check_at(subject_of(plan), label_of(plan, *owners[index(id)].goal), std::move(reason));
  };
  const bool by_habit = owned > 0 && 100 * static_cast<std::int64_t>(owned) >= sink.threshold("owned-share") * static_cast<std::int64_t>(goals.size());
  const bool bare = std::none_of(tasks.begin(), tasks.end(), [&](TaskId id) { return !plan[id].units.empty(); });
  if (!by_habit && bare) {
    return sink.undetermined([&] {
      return at_goal(goals.front(), Text("没有一项任务写有责任单位，指标由谁负责无从查起", "no task names a unit, so nobody can be traced for the indicators"));
    });
  }
  const std::vector<IndicatorId> left = by_habit ? all([](const Ownership& own) { return !own.owner && !own.unit; })
                                                 : all([](const Ownership& own) { return own.left_to_bare_tasks(); });
  if (!left.empty()) return report(plan, left, owners, goals.size(), owned, by_habit, sink);
  sink.holds(StatementIds(), [&] {
    return at_goal(goals.front(), Text("有任务支撑的指标都找得到负责的单位", "somebody answers for every indicator that tasks serve"));
  });
}

}  // namespace

}  // namespace gouji::analyzer::rules
