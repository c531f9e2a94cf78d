#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule horizon_undefined;
constinit const Rule horizon_undefined{
    .code = "GJ0407",
    .name = "horizon-undefined",
    .family = "time",
    .severity = Severity::Warning,
    .title = {"方案没有写明到何时为止", "The plan does not say when it ends"},
    .page =
        {
            .checks = {"方案期间未限，或只写年数、只写起点，又没有目标年，各项目标也没有写完成时间：从文件看不出哪一天算到期。",
                       "A period left open, or known by its length or its start alone, with no target year and no dated target: nothing in the document "
                       "says when the plan is over."},
            .why = {"没有终点就没有到期，任何时候都可以说“还在推进”；评估、验收、续编都无从起算。",
                    "Without an end nothing is ever due, and nothing can be assessed, accepted or succeeded."},
            .guards = {"写了起点和年数的，终点可以算出，不报；写了目标年的不报；题名写有起止年份或五年规划的（如“十四五”）不报；期间未写终点而目标各有完成时间的，以目标为准，不报；"
                       "方案文件完全没有写期间的，不知原文有没有，无法判定。",
                       "Silent where start and length give the end, for a stated target year, where the title has the years or names a five-year plan, and where the "
                 "targets carry their own dates. Where the plan file "
                       "has no word on the period, it is not known whether the document has."},
            .failing = R"(plan 云坪 "云坪县共建示范区实施方案" {
    issued 2024-10-11 @1
    period open lasting 5年 @3
    //^ horizon-undefined: open lasting 5年
    goal 示范区 "农产品加工示范区" build @5
}
)",
            .passing = R"(plan 云坪 "云坪县共建示范区实施方案" {
    issued 2024-10-11 @1
    period 2025.. lasting 5年 @3
    goal 示范区 "农产品加工示范区" build @5
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

Text what_is_open(const Plan& plan) {
  if (plan.lasting && !plan.period) {
    return dsl::fill({"方案期间只写“{lasting}”，没有写明从何时起、到何时止", "The period is said to last {lasting}, but neither its start nor its end is stated"},
                     {{"lasting", plan.lasting->written}});
  }
  if (plan.period) {
    return dsl::fill({"方案期间只写自{start}起，没有写明到何时止", "The period starts in {start}, but its end is not stated"}, {{"start", date_text(plan.period->first)}});
  }
  return {"方案期间没有写明起止", "The period of the plan has neither start nor end"};
}

std::size_t dated_goals(const Plan& plan) {
  return static_cast<std::size_t>(std::count_if(plan.goals.begin(), plan.goals.end(), [](const Goal& goal) { return goal.by.has_value(); }));
}

std::size_t dated_tasks(const Plan& plan) {
  return static_cast<std::size_t>(std::count_if(plan.tasks.begin(), plan.tasks.end(), [](const Task& task) { return task.dates && task.dates->last; }));
}

// How many of its goals and tasks say when they are due.
void add_note(const Plan& plan, Finding& finding) {
  if (plan.goals.empty() && plan.counts.tasks == 0) return;
  finding.notes.push_back(dsl::fill({"所列 {goals} 项定性目标中 {dated} 项、{tasks} 项任务中 {with} 项写了完成时间。",
                                     "Of its {goals} goals without a number {dated}, and of its {tasks} tasks {with} say when they are due."},
                                    {{"goals", std::to_string(plan.goals.size())},
                                     {"dated", std::to_string(dated_goals(plan))},
                                     {"tasks", std::to_string(plan.counts.tasks)},
                                     {"with", std::to_string(dated_tasks(plan))}}));
}

bool title_says_when(const Plan& plan) {
  const auto years = years_in_title(plan.title);
  return plan.titled || (years && years->at_end) || five_year_plan(plan.title);
}

void run(const Plan& plan, Sink& sink) {
  const bool ends = end_of(plan).has_value() || (plan.period && plan.lasting);
  const auto& due = common_due(plan);
  if (ends || due) {
    return sink.holds(StatementIds(), [&] {
      const Label label = ends && plan.period ? period_label(plan, range_text(*plan.period)) : due->label;
      return check_at(subject_of(plan), label, Text("方案有终点", "the plan has an end"));
    });
  }
  Place place = plan.place;
  place.span = plan.title_span;
  const Label label{place, plan.title_span, Text("方案", "plan"), "plan"};
  if (title_says_when(plan)) {
    return sink.holds(StatementIds(), [&] { return check_at(subject_of(plan), label, Text("题名写明了年份", "the title has the years")); });
  }
  if (!plan.period_open) {
    return sink.undetermined([&] { return check_at(subject_of(plan), label, Text("方案文件没有写期间，也没有写目标年", "the plan file states neither period nor target year")); });
  }
  Finding finding;
  finding.subject = subject_of(plan);
  const Text open = what_is_open(plan);
  finding.message = {open.zh + "，也没有目标年，各项任务何时到期无从判定。", open.en + ", and there is no target year: nothing says when its tasks are due."};
  finding.labels.push_back(period_label(plan, Text("期间没有终点", "a period without an end")));
  if (plan.issued) finding.labels.push_back(issued_label(plan));
  add_note(plan, finding);
  finding.help = Text("写明起止年月，或写明目标年。", "State when the plan starts and ends, or its target year.");
  sink.fails(std::move(finding));
}

}  // namespace

}  // namespace gouji::analyzer::rules
