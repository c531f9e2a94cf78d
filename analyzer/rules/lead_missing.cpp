#include <algorithm>
#include <optional>
#include <vector>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/responsible.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule lead_missing;
constinit const Rule lead_missing{
    .code = "GJ0602",
    .name = "lead-missing",
    .family = "responsibility",
    .severity = Severity::Warning,
    .title = {"清单漏标牵头单位", "A list without its lead mark"},
    .page =
        {
            .checks =
                {"方案约定用记号标明牵头单位，或者多数任务写明了牵头单位的，查列有多个单位的任务是否都有牵头单位；只写配合单位的任务"
                 "也在此列。个别漏标逐条提示，过半漏标合为一条。",
                 "In a plan that marks the lead unit, or names it for most tasks: whether every task of several units has a lead. A "
                 "task that names only who assists has none either. Single slips are told one by one, a plan that lacks most of "
                 "its marks once."},
            .why = {"多个单位共同负责而没有牵头，遇事互相等待；别处都有记号，这里没有，多半是漏标，读者无从知道该找谁。",
                    "Units that share a task without a lead wait for one another. Where all other lists carry the mark, this one has "
                    "most likely lost it, and a reader cannot tell whom to ask."},
            .guards =
                {"只有一个单位的清单不用标记，该单位即为牵头。约定首位牵头的不报。保障措施不报。全文都没有牵头记号、也未作约定的，由 "
                 "lead-not-designated 合报一条。",
                 "A list of one unit needs no mark. Silent where the first of a list leads by convention, and for safeguards. A plan "
                 "that neither marks nor names any lead is told once, by lead-not-designated."},
            .failing = R"(plan 柳河 "柳河镇河道整治方案" {
    leads marked "*" @12
    org 水利站 @8
    org 环卫所 @8
    org 林业站 @8
    task 1 "疏浚河道" @8 {
        units *水利站, 环卫所 @8
    }
    task 2 "清理河岸" @9 {
        units 环卫所 @9
    }
    task 3 "栽种护岸林" @10 {
        units 林业站, 水利站 @10
        //^ lead-missing: 林业站
    }
}
)",
            .passing = R"(plan 柳河 "柳河镇河道整治方案" {
    leads marked "*" @12
    org 水利站 @8
    org 环卫所 @8
    org 林业站 @8
    task 1 "疏浚河道" @8 {
        units *水利站, 环卫所 @8
    }
    task 2 "清理河岸" @9 {
        units 环卫所 @9
    }
    task 3 "栽种护岸林" @10 {
        units *林业站, 水利站 @10
    }
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

// How this plan says who leads.
Text habit_of(const Plan& plan, const LeadCensus& census) {
  if (plan.lead_convention == LeadConvention::Marked) {
    return Text("本方案以“" + plan.lead_mark + "”标明牵头单位", "the plan marks the lead by “" + plan.lead_mark + "”");
  }
  return dsl::fill({"另外 {count} 项任务写明了牵头单位", "{count} other tasks name their lead"}, {{"count", std::to_string(census.told())}});
}

// In every list that marks its lead, and there are several, that one stands first.
bool leads_stand_first(const Plan& plan, const LeadCensus& census) {
  return census.designated.size() > 1 && std::all_of(census.designated.begin(), census.designated.end(), [&](TaskId id) {
           const Responsibility& found = responsibility_of(plan, plan[id]);
           return !found.listed.empty() && found.basis == LeadBasis::Marked && found.leads.front() == found.listed.front();
         });
}

// The lists of the plan, looked through once for all findings.
struct Lists {
  LeadCensus census;
  bool leads_stand_first = false;
};

// What the other lists are like: an example to set beside, and where their leads stand.
void add_others(const Plan& plan, const Lists& lists, Finding& finding) {
  const LeadCensus& census = lists.census;
  if (census.designated.empty()) return;
  const Task& other = plan[census.designated.front()];
  finding.labels.push_back(label_of(other, *responsibility_of(plan, other).leads.front(), Text("这里标有牵头单位", "here the lead is marked")));
  finding.evidence.push_back(counted(Text("写明牵头单位的任务", "tasks with a designated lead"), census.designated.size(), "项"));
  if (lists.leads_stand_first) {
    finding.notes.push_back(dsl::fill({"其余 {count} 张写明牵头单位的清单，牵头单位都列在首位。", "In all {count} lists that mark their lead it stands first."},
                                      {{"count", std::to_string(census.designated.size())}}));
  }
}

Label gap_label(const Plan& plan, TaskId id) {
  return label_of(plan[id], *responsibility_of(plan, plan[id]).listed.front(), Text("这张清单没有标明牵头单位", "nobody in this list is called the lead"));
}

void report_assisted(const Plan& plan, TaskId id, Sink& sink) {
  const Responsibility& found = responsibility_of(plan, plan[id]);
  Finding finding;
  finding.subject = subject_of(plan, id);
  finding.labels.push_back(label_of(plan[id], *found.units.front(), Text("只写了配合单位", "only says who assists")));
  finding.message = dsl::fill({"“{task}”只写了配合单位{units}，没有牵头单位或责任单位。", "“{task}” only says who assists ({units}) and names no lead."},
                              {{"task", finding.subject.name}, {"units", quoted(plan, found.units)}});
  finding.help = Text("核对原文，写明牵头单位。", "Check the document and name the lead.");
  sink.fails(std::move(finding));
}

void report_one(const Plan& plan, TaskId id, const Lists& lists, Sink& sink) {
  const Responsibility& found = responsibility_of(plan, plan[id]);
  Finding finding;
  finding.subject = subject_of(plan, id);
  finding.labels.push_back(gap_label(plan, id));
  finding.evidence.push_back(counted(Text("责任单位", "units"), found.units.size(), "个"));
  finding.message = dsl::fill({"“{task}”列有 {count} 个责任单位（{units}），没有标明由哪个单位牵头，而{habit}。",
                               "“{task}” lists {count} units ({units}) without saying which of them leads, while {habit}."},
                              {{"task", finding.subject.name},
                               {"count", std::to_string(found.units.size())},
                               {"units", quoted(plan, found.units)},
                               {"habit", habit_of(plan, lists.census)}});
  add_others(plan, lists, finding);
  if (plan.lead_convention == LeadConvention::Marked && lists.leads_stand_first) {
    const Span first = found.listed.front()->place.span;
    finding.suggestion = Suggestion{Text("若由首位单位牵头：在其名称前加 *", "if the first unit leads: put * in front of its name"), first,
                                    "*" + std::string(plan.source->slice(first))};
  }
  finding.help = Text("核对原文，标明牵头单位。", "Check the document and mark the lead.");
  sink.fails(std::move(finding));
}

void report_all(const Plan& plan, const Lists& lists, Sink& sink) {
  const LeadCensus& census = lists.census;
  Finding finding;
  finding.subject = subject_of(plan);
  for (const TaskId id : census.open) {
    finding.subjects.push_back(subject_of(plan, id));
    finding.labels.push_back(gap_label(plan, id));
  }
  finding.message = dsl::fill({"{total} 项任务列有多个单位，{habit}，其中 {count} 项却没有标明：{list}。",
                               "Of {total} tasks with several units {count} do not say which of them leads, while {habit}: {list}."},
                              {{"total", std::to_string(census.shared())},
                               {"count", std::to_string(census.open.size())},
                               {"habit", habit_of(plan, census)},
                               {"list", list_of(finding.subjects)}});
  finding.evidence.push_back(counted(Text("没有标明牵头单位的任务", "tasks without a designated lead"), census.open.size(), "项"));
  add_others(plan, lists, finding);
  finding.help = Text("逐项标明牵头单位。", "Mark the lead of each task.");
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  Lists lists{lead_census(plan), false};
  const LeadCensus& census = lists.census;
  for (const TaskId id : census.only_assisting) report_assisted(plan, id, sink);
  if (!leads_are_usual(plan, census)) return;
  for (const std::vector<TaskId>* told : {&census.designated, &census.by_place}) {
    for (const TaskId id : *told) {
      sink.holds(StatementIds(), [&] {
        return check_at(subject_of(plan, id), label_of(plan[id], *responsibility_of(plan, plan[id]).leads.front(), Text("牵头", "leads")),
                        Text("牵头单位明确", "its lead is clear"));
      });
    }
  }
  if (census.open.empty()) return;
  lists.leads_stand_first = leads_stand_first(plan, census);
  if (census.open.size() > 1 && 2 * census.open.size() > census.shared()) return report_all(plan, lists, sink);
  for (const TaskId id : census.open) report_one(plan, id, lists, sink);
}

}  // namespace

}  // namespace gouji::analyzer::rules
