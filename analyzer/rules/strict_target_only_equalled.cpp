#include <algorithm>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/readings.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule strict_target_only_equalled;
constinit const Rule strict_target_only_equalled{
    .code = "GJ0103",
    .name = "strict-target-only-equalled",
    .family = "reconcile",
    .severity = Severity::Warning,
    .title = {"目标写“超”“突破”，节点却只是刚好相等", "A strict target is only equalled by its milestones"},
    .page =
        {
            .checks = {"目标用了“超”“突破”“高于”“低于”等不含本数的词，而各年节点按能吻合的读法算下来恰好等于该数。",
                       "A target worded “more than” or “less than”, whose milestones come to exactly that figure."},
            .why = {"节点全部完成，目标按字面仍未达到；验收时会为一个数争执。",
                    "With every milestone met, the target is, word for word, still missed."},
            .guards =
                {"“达到”“不低于”“以上”含本数，刚好相等不报；节点本身也写“超”的不报；只是四舍五入后相等的不报；"
                 "节点超过目标的记为吻合。",
                 "Silent for wording that includes the figure (达到, 不低于, 以上), for milestones that are strict themselves "
                 "and for figures that only agree after rounding."},
            .failing = R"(plan 石桥 "石桥县文化惠民行动方案" {
    period 2023..2025 @2
    indicator 演出 "送戏下乡场次" flow 场 {
        target 2025 超 900场 total @5
        //^ strict-target-only-equalled: 超 900场
    }
    table 分年 "分年度任务" @12 {
        | indicator | unit | 2023 | 2024 | 2025 | row |
        | 演出      | 场   | 280  | 300  | 320  | @13 |
    }
}
)",
            .passing = R"(plan 石桥 "石桥县文化惠民行动方案" {
    period 2023..2025 @2
    indicator 演出 "送戏下乡场次" flow 场 {
        target 2025 达到 900场 total @5
    }
    indicator 书屋 "农家书屋数" stock 个 {
        target 2025 超 150个 @6
    }
    table 分年 "分年度任务" @12 {
        | indicator | unit | 2023 | 2024 | 2025 | row |
        | 演出      | 场   | 280  | 300  | 320  | @13 |
        | 书屋      | 个   | 120  | 140  | 155  | @14 |
    }
}
)",
        },
    .follows_from = "scale-slip",
    .rests_on = RestsOn::WholeIndicators,
    .run = run,
};

namespace {

bool is_strict(Comparator comparator) {
  return comparator == Comparator::MoreThan || comparator == Comparator::LessThan;
}

// Strict milestones promise more than the figure they name, and so does what is made of them.
bool milestones_promise_more(const Plan& plan, const Statement& target, const Reconciliation& reconciliation) {
  const auto strict = [&](StatementId id) { return plan[id].comparator == target.comparator; };
  const auto& milestones = reconciliation.milestones;
  switch (reconciliation.explained->reading) {
    case Reading::Level: return strict(milestones.back());
    case Reading::EachYear: return std::all_of(milestones.begin(), milestones.end(), strict);
    case Reading::Total:
    case Reading::BasePlusTotal:
    case Reading::Average: return std::any_of(milestones.begin(), milestones.end(), strict);
  }
  return false;
}

void judge(const Plan& plan, IndicatorId indicator, StatementId goal, Sink& sink) {
  const Statement& target = plan[goal];
  const Reconciliation* reconciliation = reconcile(plan, indicator, goal);
  if (!reconciliation || !reconciliation->explained) return;
  const ReadingResult& fit = *reconciliation->explained;
  const auto figures = [&] {
    std::vector<StatementId> ids{goal};
    ids.insert(ids.end(), reconciliation->milestones.begin(), reconciliation->milestones.end());
    return ids;
  };

  if (fit.value != target.quantity.normalized() || milestones_promise_more(plan, target, *reconciliation)) {
    sink.holds(goal, reconciliation->milestones, [&] {
      const Step step = step_of(plan, *reconciliation, fit);
      Check check = check_of(plan, subject_of(plan, indicator), figures(),
                             {"节点推算结果满足不含本数的要求：" + step.text, "the milestones go beyond the figure: " + step.text});
      check.reading = to_string(fit.reading);
      check.computation.push_back(step);
      return check;
    });
    return;
  }

  const Step step = step_of(plan, *reconciliation, fit);
  Finding finding;
  finding.subject = subject_of(plan, indicator);
  add_figures(finding, plan, figures());
  finding.message = dsl::fill(
      {"“{name}”的{role}写“{figure}”，不含本数；各年节点按{reading}恰为 {sum}，节点即使全部完成，按字面仍未达到。",
       "The {role} of “{name}” is “{figure}”, which excludes the figure itself; the milestones, read as {reading}, come to "
       "exactly that ({sum}), which does not meet it word for word."},
      {{"name", plan[indicator].name},
       {"role", role_text(target)},
       {"figure", figure_text(target)},
       {"reading", name_of(fit.reading)},
       {"sum", step.text}});
  finding.computation = {step};
  finding.help = {"目标改用“达到”，或将节点调高。", "Word the target “达到” (at least), or raise a milestone."};
  sink.fails(std::move(finding), std::string(to_string(fit.reading)));
}

void run(const Plan& plan, Sink& sink) {
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto indicator = static_cast<IndicatorId>(i);
    if (milestones_of(plan, indicator).empty()) continue;
    for (const StatementId goal : goals_of(plan, indicator, true)) {
      if (is_strict(plan[goal].comparator)) judge(plan, indicator, goal, sink);
    }
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
