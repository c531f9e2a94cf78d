#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/org_likeness.hpp"
#include "analyzer/audit/responsible.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule lead_not_in_list;
constinit const Rule lead_not_in_list{
    .code = "GJ0605",
    .name = "lead-not-in-list",
    .family = "responsibility",
    .severity = Severity::Warning,
    .title = {"牵头单位不在责任单位清单里", "The lead is missing from its own list"},
    .page =
        {
            .checks =
                {"任务或保障措施的正文写明由某单位牵头，又另列有责任单位清单的，查清单里有没有这个单位。",
                 "Where the text of a task or safeguard names a lead and a list of responsible units stands beside it: whether the "
                 "lead is in the list."},
            .why = {"责任分解和考核多半照清单办：牵头单位不在清单里，就没有人把这项任务算到它头上。",
                    "Work is divided and judged by the lists: a lead that is in none is never asked about the task."},
            .guards =
                {"清单中的统称已声明包含该单位的，不报；统称（如“成员单位”“有关部门”）没有声明包含哪些单位、级别又不排除的，可能已包括在内，降为提示。清单里有名称"
                 "相近、疑为同一机构的，由 organisation-alias 提示，这里列为无法判定。正文只写牵头与配合、没有清单的不适用。",
                 "Silent where a collective body of the list is declared to contain the lead; where it does not say whom it contains and its "
                 "level allows it (成员单位, 有关部门), the lead may be among them: for information only. Where the list has a body of nearly the same name, "
                 "organisation-alias speaks and this rule is undetermined. Not applicable where words alone name lead and assistants."},
            .failing = R"(plan 柳河 "柳河镇河道整治方案" {
    org 水利站 @8
    org 环卫所 @8
    org 林业站 @8
    task 1 "疏浚河道" @8 {
        lead 水利站 @8
        //^ lead-not-in-list: 水利站
        units 环卫所, 林业站 @9
    }
}
)",
            .passing = R"(plan 柳河 "柳河镇河道整治方案" {
    org 水利站 @8
    org 环卫所 @8
    org 各站所 collective contains 水利站, 环卫所 @8
    task 1 "疏浚河道" @8 {
        lead 水利站 @8
        units 环卫所, 水利站 @9
    }
    task 2 "清理河岸" @10 {
        lead 水利站 @10
        units 各站所 @11
    }
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

// A collective body that does not say whom it contains, of a level that may hold the lead. One of areas (各区人民政府, 各开发区) holds no
// office.
bool may_contain(const Plan& plan, const Responsible& unit, OrgId lead) {
  constexpr std::array<std::string_view, 8> kOfOffices{"单位", "單位", "部门", "部門", "机构", "機構", "成员", "成員"};
  const Org& body = plan[unit.org];
  if (!body.collective || !body.contains.empty()) return false;
  const std::string name = subject_of(plan, unit.org).name;
  if (std::none_of(kOfOffices.begin(), kOfOffices.end(), [&](std::string_view word) { return name.find(word) != std::string::npos; })) return false;
  return !body.level || !plan[lead].level || body.level == plan[lead].level;
}

void judge_lead(const Plan& plan, TaskId id, const Responsible& lead, const Responsibility& found, Sink& sink) {
  const Subject subject = subject_of(plan, id);
  const Label label = label_of(plan[id], lead, Text("正文写明由它牵头", "the text calls it the lead"));
  if (lists(plan, found, lead.org)) {
    return sink.holds(StatementIds(), [&] { return check_at(subject, label, Text("牵头单位列在清单里", "the lead is in the list")); });
  }
  const auto alike = std::find_if(found.listed.begin(), found.listed.end(), [&](const Responsible* unit) {
    return may_be_one(organisation_likeness(subject_of(plan, unit->org).name, subject_of(plan, lead.org).name));
  });
  if (alike != found.listed.end()) {
    return sink.undetermined([&] {
      return check_at(subject, label, dsl::fill({"清单中的{unit}与它名称相近，是否同一机构有待核实", "{unit} in the list has nearly its name; whether they are one is open"},
                                                {{"unit", quoted(plan, {&*alike, 1})}}));
    });
  }

  Finding finding;
  finding.subject = subject;
  finding.labels.push_back(label);
  finding.labels.push_back(label_of(plan[id], *found.listed.front(), Text("责任单位清单从这里起，没有列出它", "the list that lacks it starts here")));
  finding.message = dsl::fill({"“{task}”写明由{lead}牵头，责任单位清单却没有列出这个单位，只列有{listed}。",
                               "“{task}” calls {lead} its lead, but its list of responsible units lacks it; it has {listed}."},
                              {{"task", subject.name}, {"lead", quoted(plan, std::vector<const Responsible*>{&lead})}, {"listed", quoted(plan, found.listed)}});
  finding.help = Text("把牵头单位列入责任单位清单，排在首位。", "Put the lead into the list of responsible units, in front.");
  std::vector<const Responsible*> marked;
  std::copy_if(found.leads.begin(), found.leads.end(), std::back_inserter(marked), [](const Responsible* unit) { return unit->marked; });
  if (!marked.empty()) {
    finding.notes.push_back(dsl::fill({"清单标明的牵头单位是{units}。", "The list marks {units} as the lead."}, {{"units", quoted(plan, marked)}}));
  }
  std::vector<const Responsible*> collective;
  std::copy_if(found.listed.begin(), found.listed.end(), std::back_inserter(collective),
               [&](const Responsible* unit) { return may_contain(plan, *unit, lead.org); });
  if (collective.empty()) return sink.fails(std::move(finding));
  finding.notes.push_back(dsl::fill({"清单中的{units}是统称，可能已包括该单位，但没有点名。", "{units} in the list may include it, without naming it."},
                                    {{"units", quoted(plan, collective)}}));
  sink.fails(std::move(finding), Severity::Info);
}

void run(const Plan& plan, Sink& sink) {
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    const Responsibility& found = responsibility_of(plan, plan.tasks[i]);
    if (found.listed.empty()) continue;
    for (const Responsible* lead : found.leads) {
      if (lead->lead_stated) judge_lead(plan, static_cast<TaskId>(i), *lead, found, sink);
    }
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
