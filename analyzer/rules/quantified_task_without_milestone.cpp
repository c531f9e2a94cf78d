#include <algorithm>
#include <vector>

#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/wording.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule quantified_task_without_milestone;
constinit const Rule quantified_task_without_milestone{
    .code = "GJ0504",
    .name = "quantified-task-without-milestone",
    .family = "structure",
    .severity = Severity::Warning,
    .title = {"任务承诺的数没有时间也没有节点", "Figures promised in tasks without any date or milestone"},
    .page =
        {
            .checks =
                {"任务（或设有任务的章节、任务分工表）承诺了数值的指标，全文是否至少有一处写明时间：数值带年份或“每年”，列入了分年节点，或任务写明起止、阶段。"
                 "都没有的列成一条。",
                 "Whether an indicator of which a task or measure promises a figure has a date anywhere: a figure with its year or of each year, "
                 "milestones, or a task with dates or a phase. Those that have none are one finding."},
            .why =
                {"只有数没有时间的承诺，哪年该做到哪一步无从检查；分年目标表也漏了它。",
                 "A promise without a date cannot be followed from year to year, and the table of yearly milestones has left it out."},
            .guards =
                {"已写明年份而中间年份没有节点的，由 no-interim-milestone 报告；当年即止的方案不用再写年份；保障措施里的数、基期和实绩不查。",
                 "A figure that has its year but nothing in between is no-interim-milestone's. A plan of one year needs no dates. Figures of "
                 "safeguards, baselines and actuals are not looked at."},
            .failing = R"(plan 桐川 "桐川市知识产权强市方案" {
    period 2023..2025 @2
    indicator 商标 "有效注册商标" stock 件 {
        baseline 2022 800件 @4
        target 2025 达到 1000件 @4
    }
    indicator 基地 "专利导航基地" 个 {
        claim 2个以上 in 1 @12
        //^ quantified-task-without-milestone: 2个以上
    }
    task 1 "建设专利导航基地" @12 {
        supports 商标
    }
}
)",
            .passing = R"(plan 桐川 "桐川市知识产权强市方案" {
    period 2023..2025 @2
    indicator 商标 "有效注册商标" stock 件 {
        baseline 2022 800件 @4
        target 2025 达到 1000件 @4
    }
    indicator 基地 "专利导航基地" 个 {
        claim 2024 2个以上 in 1 @12
    }
    task 1 "建设专利导航基地" @12 {
        supports 商标
    }
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

bool is_dated(const Plan& plan, const Statement& statement) {
  if (statement.when.form != When::Form::Unstated || statement.growth) return true;
  if (!statement.task) return false;
  return plan[*statement.task].dates || plan[*statement.task].phase;
}

bool is_promised_in_work(const Plan& plan, const Statement& statement) {
  if (statement.role == Role::Baseline || statement.role == Role::Actual || statement.table) return false;
  if (statement.task) return !plan[*statement.task].safeguard;
  return statement.section.has_value();
}

void run(const Plan& plan, Sink& sink) {
  if (!covers_years(plan)) return;
  Finding finding;
  finding.subject = subject_of(plan);
  std::vector<StatementId> dated;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto& statements = plan.indicators[i].statements;
    const auto promise =
        std::find_if(statements.begin(), statements.end(), [&](StatementId id) { return is_promised_in_work(plan, plan[id]); });
    if (promise == statements.end()) continue;
    // A baseline has a date too, but says nothing of when the promise is due.
    const bool any = std::any_of(statements.begin(), statements.end(), [&](StatementId id) {
      const Statement& s = plan[id];
      return s.role != Role::Baseline && s.role != Role::Actual && is_dated(plan, s);
    });
    if (any) {
      dated.push_back(*promise);
      continue;
    }
    finding.subjects.push_back(subject_of(plan, static_cast<IndicatorId>(i)));
    finding.labels.push_back(label_of(plan, *promise, {"没有写明年份，也没有节点", "no year and no milestone"}));
    finding.evidence.push_back(evidence_of(plan, *promise));
  }
  if (finding.subjects.empty()) {
    if (dated.empty()) return;
    sink.holds(StatementIds(), [&] {
      return check_at(subject_of(plan), label_of(plan, dated.front()),
                      {"任务承诺的数都有时间", "the figures promised in tasks have their dates"});
    });
    return;
  }
  finding.message = dsl::fill({"{count} 项指标只在任务、举措里承诺了数，全文没有写明哪年完成，也没有列入分年节点：{list}。",
                               "Figures that tasks or measures promise without any year, and that no milestone breaks down, by indicator "
                               "({count}): {list}."},
                              {{"count", std::to_string(finding.subjects.size())}, {"list", list_of(finding.subjects)}});
  finding.help = {"写明完成年份，或补入分年节点表。", "State the year each is due, or add it to the table of milestones."};
  sink.fails(std::move(finding));
}

}  // namespace

}  // namespace gouji::analyzer::rules
