#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "analyzer/audit/likeness.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/service.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule unmeasurable_target;
constinit const Rule unmeasurable_target{
    .code = "GJ0312",
    .name = "unmeasurable-target",
    .family = "wording",
    .severity = Severity::Info,
    .title = {"只写提升、完善的目标无法衡量", "Goals that promise improvement and no measure"},
    .page =
        {
            .checks =
                {"总体目标里只写提升、增强、完善、下降、保持的定性目标，是否对应有目标值的指标（“之 指标”，或名称相同）。没有的列成一条并计数。",
                 "Whether goals that only promise to raise, improve, lower or keep something are about an indicator with a figure to reach (of "
                 "INDICATOR, or the same name). Those that are not are one finding, with their count."},
            .why = {"“显著提升”“更加完善”到期怎样说都对，既不能跟踪，也不能考核。",
                    "“Markedly raised” is true of any outcome: it can be neither followed nor judged."},
            .guards =
                {"写在任务、任务所在章节里的，以及有任务、成果或整章任务承接（名称提到）的不查，它们另有成果和指标；建成某物、位次（前列、领先）可以对照，不查；全文没有量化目标的，由 "
                 "no-quantified-target 一并报告。",
                 "Goals that stand in a task or a section with tasks, or that a task, deliverable or chapter of tasks takes up by name, are not looked at, for "
                 "tasks have results of their own; nor are things to be built and ranks, which can be held against what is there. A plan without any figure to reach is told by no-quantified-target."},
            .failing = R"(plan 蓝田 "蓝田县知识产权方案" {
    period 2024..2026 @2
    goal 服务能力 "知识产权服务能力" rising @4
    //^ unmeasurable-target: 知识产权服务能力
    goal 融资 "质押融资规模" rising of 质押融资 @4
    indicator 质押融资 "知识产权质押融资" flow 亿元 {
        baseline 2023 1亿元 @5
        target 2026 达到 2亿元 @5
    }
}
)",
            .passing = R"(plan 蓝田 "蓝田县知识产权方案" {
    period 2024..2026 @2
    goal 服务能力 "知识产权服务能力" rising of 服务机构 @4
    goal 融资 "质押融资规模" rising of 质押融资 @4
    indicator 质押融资 "知识产权质押融资" flow 亿元 {
        baseline 2023 1亿元 @5
        target 2026 达到 2亿元 @5
    }
    indicator 服务机构 "知识产权服务机构" stock 家 {
        baseline 2023 5家 @5
        target 2026 达到 20家 @5
    }
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

bool has_figure_to_reach(const Plan& plan, IndicatorId id) {
  const auto& statements = plan[id].statements;
  return std::any_of(statements.begin(), statements.end(), [&](StatementId s) { return is_promise(plan, plan[s]); });
}

bool is_direction(const Goal& goal) {
  return goal.form == dsl::Keyword::Rising || goal.form == dsl::Keyword::Falling || goal.form == dsl::Keyword::Keep;
}

void run(const Plan& plan, Sink& sink) {
  if (plan.goals.empty() || !promises_figures(plan)) return;
  const std::vector<bool> with_tasks = sections_with_tasks(plan);
  const std::vector<bool> taken_up = served_goals(plan);
  std::set<std::string> measured;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    if (has_figure_to_reach(plan, static_cast<IndicatorId>(i))) measured.insert(name_core(plan.indicators[i].name));
  }
  Finding finding;
  finding.subject = subject_of(plan);
  const Goal* good = nullptr;
  for (std::size_t i = 0; i < plan.goals.size(); ++i) {
    const Goal& goal = plan.goals[i];
    const bool of_work = goal.section && with_tasks[index(*goal.section)];
    if (!is_direction(goal) || of_work || taken_up[i]) continue;
    if ((goal.indicator && has_figure_to_reach(plan, *goal.indicator)) || measured.contains(name_core(goal.words))) {
      good = &goal;
      continue;
    }
    finding.subjects.push_back(subject_of(goal));
    finding.labels.push_back(label_of(plan, goal, {"没有对应的指标和数值", "no indicator, no figure"}));
  }
  if (finding.subjects.empty()) {
    if (good == nullptr) return;
    sink.holds(StatementIds(), [&] {
      return check_at(subject_of(plan), label_of(plan, *good, {"有指标衡量", "an indicator measures it"}),
                      {"要提升、完善的都有指标衡量", "indicators measure all that is to improve"});
    });
    return;
  }
  finding.message = dsl::fill({"{count} 项目标只写提升、完善一类要求，没有对应的指标和数值，期满无从衡量：{list}。",
                               "Goals that only promise improvement, with no indicator or figure to measure it by ({count}): {list}."},
                              {{"count", std::to_string(finding.subjects.size())}, {"list", list_of(finding.subjects)}});
  finding.help = {"写明以哪项指标、什么数值衡量，或改写成可以查验的成果。",
                  "Say which indicator and figure measures it, or what result can be looked at."};
  sink.fails(std::move(finding));
}

}  // namespace

}  // namespace gouji::analyzer::rules
