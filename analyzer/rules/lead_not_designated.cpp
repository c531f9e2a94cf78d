#include <algorithm>
#include <map>
#include <vector>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/responsible.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule lead_not_designated;
constinit const Rule lead_not_designated{
    .code = "GJ0604",
    .name = "lead-not-designated",
    .family = "responsibility",
    .severity = Severity::Warning,
    .title = {"责任单位清单都不分牵头与配合", "Lists of units that call nobody the lead"},
    .page =
        {
            .checks =
                {"牵头约定为“未定”，或者只有少数任务写明牵头单位的方案，统计列有多个单位而没有写明由谁牵头的任务。全文只提示一条，逐项"
                 "列出；多数清单以同一单位居首的，一并写明。",
                 "In a plan that has no convention for naming the lead, or names it for few of its tasks: the tasks of several units "
                 "of which none is called the lead. One finding for the plan, with a list; and the unit that most lists put first."},
            .why = {"清单不分主次，任务由谁汇总、由谁推动都无从判断；首位是否就是牵头，各地写法不一，不能推定。",
                    "Where a list has no head, nobody can tell who drives the task. Whether the first unit leads differs from office to "
                    "office, so it cannot be taken for granted."},
            .guards =
                {"只有一个单位的清单不计。保障措施不计。约定首位牵头或用记号标明的方案不报；方案文件没有写牵头约定、也没有任何牵头的，"
                 "可能是没有转录，列为无法判定。没有责任单位的任务由 task-without-unit 报告。",
                 "Lists of one unit and safeguards do not count. Silent where the first leads by convention or a mark names the lead. "
                 "Where the plan file states no convention and no lead at all, they may not have been transcribed: undetermined. "
                 "Tasks without units belong to task-without-unit."},
            .failing = R"(plan 柳河 "柳河镇河道整治方案" {
    leads unstated @8-10
    org 水利站 @8
    org 环卫所 @8
    org 林业站 @8
    task 1 "疏浚河道" @8 {
        units 水利站, 环卫所 @8
        //^ lead-not-designated: 水利站
    }
    task 2 "清理河岸" @9 {
        units 环卫所 @9
    }
    task 3 "栽种护岸林" @10 {
        units 林业站, 水利站 @10
    }
}
)",
            .passing = R"(plan 柳河 "柳河镇河道整治方案" {
    leads first @8-10
    org 水利站 @8
    org 环卫所 @8
    org 林业站 @8
    task 1 "疏浚河道" @8 {
        units 水利站, 环卫所 @8
    }
    task 2 "清理河岸" @9 {
        units 环卫所 @9
    }
    task 3 "栽种护岸林" @10 {
        units 林业站, 水利站 @10
    }
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

// The unit that most of these lists put first, if more than half of them do.
void add_usual_first(const Plan& plan, const std::vector<TaskId>& open, Finding& finding) {
  std::map<OrgId, std::vector<const Responsible*>> firsts;
  for (const TaskId id : open) {
    const Responsible* first = responsibility_of(plan, plan[id]).listed.front();
    firsts[first->org].push_back(first);
  }
  const auto most = std::max_element(firsts.begin(), firsts.end(), [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
  const std::size_t count = most->second.size();
  if (open.size() < 2 || 2 * count <= open.size()) return;
  const Text unit = quoted(plan, {&most->second.front(), 1});
  finding.evidence.push_back(counted(Text("以" + unit.zh + "居首的清单", "lists that " + unit.en + " heads"), count, "张"));
  finding.notes.push_back(dsl::fill({"其中 {count} 张清单以{unit}居首；若以首位为牵头单位，应在文中写明。",
                                     "{unit} heads {count} of these lists; if the first is to lead, the document should say so."},
                                    {{"count", std::to_string(count)}, {"unit", unit}}));
}

void report(const Plan& plan, const LeadCensus& census, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  for (const TaskId id : census.open) {
    finding.subjects.push_back(subject_of(plan, id));
    const Responsibility& found = responsibility_of(plan, plan[id]);
    finding.labels.push_back(label_of(plan[id], *found.listed.front(), dsl::fill({"{count} 个单位，没有写明谁牵头", "{count} units, none is called the lead"},
                                                                       {{"count", std::to_string(found.units.size())}})));
  }
  const bool all = census.told() == 0;
  finding.message = dsl::fill(all ? dsl::Template{"{count} 项任务各列有多个责任单位，都没有写明由哪个单位牵头：{list}。",
                                                  "{count} tasks list several units, and none says which of them leads: {list}."}
                                  : dsl::Template{"{total} 项任务各列有多个责任单位，其中 {count} 项没有写明由哪个单位牵头：{list}。",
                                                  "Of {total} tasks that list several units {count} do not say which of them leads: {list}."},
                              {{"total", std::to_string(census.shared())}, {"count", std::to_string(census.open.size())}, {"list", list_of(finding.subjects)}});
  finding.evidence = {counted(Text("列有多个单位而没有写明牵头的任务", "tasks of several units without a lead"), census.open.size(), "项"),
                      counted(Text("只有一个单位的任务", "tasks of one unit"), census.sole.size(), "项")};
  add_usual_first(plan, census.open, finding);
  finding.help = Text("逐项写明牵头单位，或在文末注明“排在首位的为牵头单位”。",
                      "Name the lead of each task, or say in a note that the first unit of each list leads.");
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  const LeadCensus census = lead_census(plan);
  if (census.shared() == 0) return;
  if (leads_are_usual(plan, census)) {
    const std::vector<TaskId>& told = census.told() == 0 ? census.open : census.designated.empty() ? census.by_place : census.designated;
    return sink.holds(StatementIds(), [&] {
      return check_at(subject_of(plan), label_of(plan, told.front(), Text("多个单位的清单", "a list of several units")),
                      Text("方案写明了怎样识别牵头单位", "the plan says how its leads are told"));
    });
  }
  if (!plan.lead_convention && census.told() == 0) {
    return sink.undetermined([&] {
      return check_at(subject_of(plan), label_of(plan, census.open.front(), Text("多个单位的清单", "a list of several units")),
                      Text("方案文件没有写牵头约定，不知原文怎样标明牵头单位", "the plan file states no convention for naming the lead"));
    });
  }
  report(plan, census, sink);
}

}  // namespace

}  // namespace gouji::analyzer::rules
