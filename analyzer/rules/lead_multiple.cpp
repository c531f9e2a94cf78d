#include <algorithm>
#include <iterator>
#include <vector>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/responsible.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule lead_multiple;
constinit const Rule lead_multiple{
    .code = "GJ0603",
    .name = "lead-multiple",
    .family = "responsibility",
    .severity = Severity::Warning,
    .title = {"一项任务有多个牵头单位", "A task with several leads"},
    .page =
        {
            .checks = {"查每项任务标记或写明的牵头单位是否只有一个。个别任务逐条提示，过半任务如此的合为一条。",
                       "Whether no more than one unit of a task is marked or named as its lead. Single tasks are told one by one; a "
                       "plan that gives most tasks several leads is told once."},
            .why = {"两个单位都牵头，等于没有牵头：谁汇总、谁上报、未完成由谁负责，都说不清。",
                    "Two leads are as good as none: it is open who collects, who reports and who answers when the work is not done."},
            .guards = {"同一单位写了两次、用了又称的，仍是一个。保障措施不报：双方合作共建本可共同牵头。没有标明牵头的，由 lead-missing "
                       "或 lead-not-designated 提示；正文写明而清单没有的牵头单位，由 lead-not-in-list 提示。",
                       "One body written twice, or by another of its names, is one lead. Silent for safeguards: partners may well lead "
                       "an agreement together. Lists without any lead belong to lead-missing and lead-not-designated, a lead of "
                       "the text that its list lacks to lead-not-in-list."},
            .failing = R"(plan 柳河 "柳河镇河道整治方案" {
    leads marked "*" @12
    org 水利站 @8
    org 环卫所 @8
    org 林业站 @8
    task 1 "疏浚河道" @8 {
        units *水利站, 环卫所 @8
    }
    task 2 "清理河岸" @9 {
        units *环卫所, 林业站 @9
    }
    task 3 "栽种护岸林" @10 {
        units *林业站, *水利站, 环卫所 @10
        //^ lead-multiple: 水利站
    }
}
)",
            .passing = R"(plan 柳河 "柳河镇河道整治方案" {
    leads marked "*" @12
    org 水利站 also "镇水利站" @8
    org 林业站 @8
    task 1 "疏浚河道" @8 {
        units *水利站, 林业站 @8
    }
    task 3 "栽种护岸林" @10 {
        units *林业站, 水利站 @10
    }
    safeguard 4 "共建机制" @12 {
        lead 水利站, 林业站 @12
    }
}
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

// Its leads, without one of the text that its list lacks: that is told by lead-not-in-list.
std::vector<const Responsible*> leads_in_question(const Plan& plan, TaskId id) {
  const Responsibility& found = responsibility_of(plan, plan[id]);
  std::vector<const Responsible*> leads;
  std::copy_if(found.leads.begin(), found.leads.end(), std::back_inserter(leads),
               [&](const Responsible* lead) { return found.listed.empty() || lists(plan, found, lead->org); });
  return leads;
}

void add_leads(const Plan& plan, TaskId id, Finding& finding) {
  const std::vector<const Responsible*> leads = leads_in_question(plan, id);
  // The second one is the surprise.
  finding.labels.push_back(label_of(plan[id], *leads[1], Text("也是牵头单位", "a lead too")));
  for (std::size_t i = 0; i < leads.size(); ++i) {
    if (i != 1) finding.labels.push_back(label_of(plan[id], *leads[i], Text("牵头单位", "a lead")));
  }
}

void report_one(const Plan& plan, TaskId id, std::size_t with_one, Sink& sink) {
  const std::vector<const Responsible*> leads = leads_in_question(plan, id);
  Finding finding;
  finding.subject = subject_of(plan, id);
  add_leads(plan, id, finding);
  finding.evidence = {counted(Text("牵头单位", "leads"), leads.size(), "个")};
  finding.message = dsl::fill({"“{task}”有 {count} 个牵头单位：{leads}。", "“{task}” has {count} leads: {leads}."},
                              {{"task", finding.subject.name}, {"count", std::to_string(leads.size())}, {"leads", quoted(plan, leads)}});
  if (with_one > 0) {
    finding.notes.push_back(dsl::fill({"其余 {count} 项由多个单位负责、写明牵头的任务，都只有一个牵头单位。", "The {count} other tasks of several units that name a lead have one."},
                                      {{"count", std::to_string(with_one)}}));
  }
  finding.help = Text("核定一个牵头单位，其余列为配合单位；确需共同牵头的，写明各自分工。",
                      "Settle on one lead and let the others assist; where they must lead together, say what each is to do.");
  sink.fails(std::move(finding));
}

void report_all(const Plan& plan, const std::vector<TaskId>& several, std::size_t with_one, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  for (const TaskId id : several) {
    finding.subjects.push_back(subject_of(plan, id));
    add_leads(plan, id, finding);
  }
  finding.evidence = {counted(Text("有多个牵头单位的任务", "tasks with several leads"), several.size(), "项")};
  finding.message = dsl::fill({"{total} 项写明牵头单位的任务中，{count} 项有多个牵头单位：{list}。",
                               "Of {total} tasks that name a lead {count} have several: {list}."},
                              {{"total", std::to_string(several.size() + with_one)}, {"count", std::to_string(several.size())}, {"list", list_of(finding.subjects)}});
  finding.help = Text("每项任务核定一个牵头单位，或写明共同牵头时各自的分工。",
                      "Settle on one lead for each task, or say what each does where several lead.");
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  std::vector<TaskId> several;
  std::size_t with_one = 0;
  for (const TaskId id : lead_census(plan).designated) {
    const std::vector<const Responsible*> leads = leads_in_question(plan, id);
    if (leads.empty()) continue;
    if (leads.size() > 1) {
      several.push_back(id);
      continue;
    }
    ++with_one;
    sink.holds(StatementIds(), [&] {
      return check_at(subject_of(plan, id), label_of(plan[id], *leads.front(), Text("牵头", "leads")), Text("只有一个牵头单位", "one lead"));
    });
  }
  if (several.size() > 1 && several.size() > with_one) return report_all(plan, several, with_one, sink);
  for (const TaskId id : several) report_one(plan, id, with_one, sink);
}

}  // namespace

}  // namespace gouji::analyzer::rules
