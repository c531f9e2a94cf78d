#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/service.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule target_without_task;
constinit const Rule target_without_task{
    .code = "GJ0501",
    .name = "target-without-task",
    .family = "structure",
    .severity = Severity::Warning,
    .title = {"有目标而没有任务支撑", "Targets that no task serves"},
    .page =
        {
            .checks =
                {"每项有目标或节点的指标，是否有任务（或保障措施）支撑：任务写明“支撑”它，它的数值写在任务里，任务的名称、成果提到它，或者"
                 "它是已有任务支撑的指标的一部分、整体或比率。没有的列成一条。",
                 "Whether each indicator with a target or milestones is served by a task or safeguard: a task supports it, holds a figure of "
                 "it or names it in its title or deliverables, or it is a part, the whole or a ratio of an indicator that is served. Those "
                 "that are not are one finding."},
            .why =
                {"定了数而没有事去做，目标到期只能等结果；考核时也找不到责任单位。",
                 "A figure without work behind it can only be waited for, and nobody answers for it when it is judged."},
            .guards =
                {"没有转写任务、或全部任务都没有写明支撑哪项指标的方案无从判断；有任务的章节写到该指标的数值或目标的，视为有任务；只有表述、基期或"
                 "实绩的指标不查。",
                 "Undetermined for a plan file without tasks, or whose tasks never say what they serve. A figure or goal of the indicator in "
                 "a section that has tasks counts as service; indicators with nothing but claims, baselines or actuals are not looked at."},
            .failing = R"(plan 松口 "松口县绿色发展行动方案" {
    period 2024..2026 @2
    indicator 造林 "造林面积" cumulative 亩 {
        baseline 2023 1000亩 @5
        target 2026 达到 900亩 @5
    }
    indicator 光伏 "分布式光伏装机" stock 千瓦 {
        baseline 2023 1000千瓦 @6
        target 2026 达到 4000千瓦 @6
        //^ target-without-task: 达到 4000千瓦
    }
    task 1 "国土绿化" @12 {
        supports 造林
    }
}
)",
            .passing = R"(plan 松口 "松口县绿色发展行动方案" {
    period 2024..2026 @2
    indicator 造林 "造林面积" cumulative 亩 {
        baseline 2023 1000亩 @5
        target 2026 达到 900亩 @5
    }
    indicator 光伏 "分布式光伏装机" stock 千瓦 {
        baseline 2023 1000千瓦 @6
        target 2026 达到 4000千瓦 @6
    }
    task 1 "国土绿化" @12 {
        supports 造林
    }
    task 2 "推进分布式光伏装机" @13 {
        delivers "整县光伏试点"
    }
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

// Its latest target, else its latest milestone.
std::optional<StatementId> aim_of(const Plan& plan, IndicatorId indicator) {
  std::optional<StatementId> aim;
  for (const StatementId id : plan[indicator].statements) {
    const Role role = plan[id].role;
    if (role != Role::Target && role != Role::Milestone) continue;
    const auto rank = [&](StatementId of) { return std::pair(plan[of].role == Role::Target, plan[of].when.year().value_or(0)); };
    if (!aim || rank(id) > rank(*aim)) aim = id;
  }
  return aim;
}

const Text kNoTask{"没有任务支撑", "no task serves it"};
const Text kOnlyTable{"没有任务支撑，只见于附表", "no task serves it; it stands in the table only"};

bool only_in_tables(const Plan& plan, IndicatorId indicator) {
  const auto& statements = plan[indicator].statements;
  return std::all_of(statements.begin(), statements.end(), [&](StatementId id) { return plan[id].table.has_value(); });
}

void run(const Plan& plan, Sink& sink) {
  std::vector<StatementId> aims;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    if (const auto aim = aim_of(plan, static_cast<IndicatorId>(i))) aims.push_back(*aim);
  }
  if (aims.empty()) return;
  if (!tasks_say_what_for(plan)) {
    sink.undetermined([&] {
      return check_at(subject_of(plan), label_of(plan, aims.front()),
                      {"方案文件没有写明任务支撑哪些指标", "the plan file does not say which indicators its tasks serve"});
    });
    return;
  }
  const std::vector<bool> served = served_indicators(plan);
  Finding finding;
  finding.subject = subject_of(plan);
  for (const StatementId aim : aims) {
    const IndicatorId indicator = plan[aim].indicator;
    if (served[index(indicator)]) continue;
    finding.subjects.push_back(subject_of(plan, indicator));
    finding.labels.push_back(label_of(plan, aim, only_in_tables(plan, indicator) ? kOnlyTable : kNoTask));
    finding.evidence.push_back(evidence_of(plan, aim));
  }
  if (finding.subjects.empty()) {
    sink.holds(StatementIds(), [&] {
      return check_at(subject_of(plan), label_of(plan, aims.front()), {"各项目标都有任务支撑", "every target is served by a task"});
    });
    return;
  }
  finding.message = dsl::fill({"{all} 项有目标的指标中，{count} 项没有任务支撑，也没有任务提到：{list}。",
                               "Of {all} indicators with targets, {count} no task that serves or mentions them: {list}."},
                              {{"all", std::to_string(aims.size())},
                               {"count", {std::to_string(finding.subjects.size()), std::to_string(finding.subjects.size()) +
                                                                                      (finding.subjects.size() == 1 ? " has" : " have")}},
                               {"list", list_of(finding.subjects)}});
  finding.help = {"为每项目标补写任务或注明由哪项任务完成；由上级考核、不另设任务的，予以说明。",
                  "Add a task for each, or say which task is to bring it about; say so where an indicator is left to others."};
  sink.fails(std::move(finding));
}

}  // namespace

}  // namespace gouji::analyzer::rules
