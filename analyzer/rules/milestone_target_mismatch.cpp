#include <algorithm>
#include <map>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/repair.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule milestone_target_mismatch;
constinit const Rule milestone_target_mismatch{
    .code = "GJ0101",
    .name = "milestone-target-mismatch",
    .family = "reconcile",
    .severity = Severity::Error,
    .title = {"各年节点与目标对不上", "The yearly milestones do not meet the target"},
    .page =
        {
            .checks =
                {"把一项指标的各年节点与它的目标勾稽：按末年水平、逐年合计、逐年达到、年均数几种读法逐一试算，"
                 "看有没有一种读法能使两者吻合。指标声明了类型的，只试该类型允许的读法。",
                 "Holds the yearly milestones of an indicator against its target under each reading its kind and wording "
                 "allow: level of the last year, total of the years, figure of each year, yearly average."},
            .why =
                {"分年任务加不到总目标，或者加过了头，说明正文与分解表至少有一处写错；照此下达任务，期末无法验收。",
                 "When the breakdown by year does not lead to the target, the text or the table is wrong, and the plan cannot "
                 "be accepted at its end."},
            .guards =
                {"任何一种读法吻合即不报，并记下是哪一种；下限目标提前达到的不报；超过目标的合计不算吻合；节点只列到目标年之前且"
                 "逐年向目标靠近的，列为无法判定；计量单位不可比的由计量类规则报告；几处目标中有一处吻合的，其余由 "
                 "claim-value-mismatch 报告。",
                 "Silent when any reading fits (which one is recorded) and when a floor is reached early; a total that "
                 "overshoots explains nothing. Undetermined when the level still moves towards the target and the last "
                 "years are not listed. Units that cannot be compared, and goals that differ among themselves, are left "
                 "to their own rules."},
            .failing = R"(plan 青川 "青川市技能人才培养行动方案" {
    period 2023..2025 @2
    indicator 实训基地 "建成公共实训基地" 个 {
        target 2025 = 90个 @7
        //^ milestone-target-mismatch: = 90个
    }
    table 分年 "分年度任务" @20 {
        | indicator | unit | 2023 | 2024 | 2025 | row |
        | 实训基地  | 个   | 40   | 35   | 35   | @21 |
    }
}
)",
            .passing = R"(plan 青川 "青川市技能人才培养行动方案" {
    period 2023..2025 @2
    indicator 实训基地 "建成公共实训基地" 个 {
        target 2025 = 110个 @7
    }
    indicator 持证 "技能人才持证率" ratio % {
        target 2025 >= 60% @8
    }
    table 分年 "分年度任务" @20 {
        | indicator | unit | 2023 | 2024 | 2025 | row |
        | 实训基地  | 个   | 40   | 35   | 35   | @21 |
        | 持证      | %    | 52   | 58   | 61   | @22 |
    }
}
)",
        },
    .follows_from = "claim-value-mismatch scale-slip unit-mismatch percent-vs-points duplicate-statement-conflict",
    .run = run,
};

namespace {

// Goals of different senses are different goals: a level or total, a figure of one year alone, a yearly mean, every
// year.
enum class Sense { Plain, Yearly, Mean, Each };

Sense sense_of(const Statement& goal) {
  if (goal.when.form == When::Form::Each) return Sense::Each;
  if (goal.aggregation == Aggregation::Yearly) return Sense::Yearly;
  return goal.aggregation == Aggregation::Mean ? Sense::Mean : Sense::Plain;
}

// Per sense the goals of the latest year, targets before claims. A claim about each year is a rate, no goal.
std::map<Sense, std::vector<StatementId>> latest_goals(const Plan& plan, IndicatorId indicator) {
  std::map<Sense, std::vector<StatementId>> goals;
  for (const StatementId id : goals_of(plan, indicator, true)) {
    const Sense sense = sense_of(plan[id]);
    if (sense == Sense::Each ? plan[id].role == Role::Claim : !plan[id].when.year()) continue;
    std::vector<StatementId>& same = goals[sense];
    if (!same.empty() && plan[same.front()].when.year() != plan[id].when.year()) same.clear();
    same.push_back(id);
  }
  for (auto& [sense, same] : goals) {
    std::stable_partition(same.begin(), same.end(), [&](StatementId id) { return plan[id].role == Role::Target; });
  }
  return goals;
}

std::vector<StatementId> goal_and_milestones(StatementId goal, const Reconciliation& reconciliation) {
  std::vector<StatementId> ids{goal};
  ids.insert(ids.end(), reconciliation.milestones.begin(), reconciliation.milestones.end());
  return ids;
}

void report_fit(const Plan& plan, IndicatorId indicator, StatementId goal, const Reconciliation& reconciliation,
                const ReadingResult& fit, Sink& sink) {
  const Text name = name_of(fit.reading);
  Check check = check_of(plan, subject_of(plan, indicator), goal_and_milestones(goal, reconciliation),
                         {"按" + name.zh + "吻合：" + fit.step.text, "fits as " + name.en + ": " + fit.step.text});
  const auto remark = [&check](const Text& words) {
    check.reason.zh += "（" + words.zh + "）";
    check.reason.en += " (" + words.en + ")";
  };
  if (plan[goal].when.form == When::Form::Each) {
    const std::string first = std::to_string(plan[reconciliation.milestones.front()].when.year().value_or(0));
    const std::string last = std::to_string(plan[reconciliation.milestones.back()].when.year().value_or(0));
    remark({"已列的 " + first + "—" + last + " 年", "for the years listed, " + first + "–" + last});
  }
  const Comparator comparator = plan[goal].comparator;
  const bool strict = comparator == Comparator::MoreThan || comparator == Comparator::LessThan;
  if (strict && fit.value == plan[goal].quantity.normalized()) {
    remark({"数值相等；目标不含本数", "the values are equal; the target excludes its figure"});
  }
  check.reading = to_string(fit.reading);
  check.computation.push_back(fit.step);
  if (!reconciliation.by_number) return sink.holds(std::move(check));
  remark({"只有数字吻合，计量单位不能换算", "the numbers alone; the units do not convert"});
  sink.undetermined(std::move(check));
}

Text milestones_say(const Plan& plan, const Reconciliation& reconciliation, const ReadingResult& reading) {
  const std::string& sum = reading.step.text;
  if (reading.reading == Reading::Total) return {"各年节点合计 " + sum, "the yearly milestones add up to " + sum};
  if (reading.reading == Reading::Average) return {"各年节点平均 " + sum, "the yearly milestones average " + sum};
  const auto& milestones = reconciliation.milestones;
  const auto told = std::find_if(milestones.rbegin(), milestones.rend(),
                                 [&](StatementId id) { return plan[id].quantity.normalized() == reading.value; });
  const Text role = role_text(plan[*told]);
  return {role.zh + "为 " + sum, "the " + role.en + " is " + sum};
}

Text compared(const Exact& value, const Quantity& goal) {
  const Exact base = goal.normalized();
  const Exact multiple = base.sign() > 0 ? value / base : Exact(0);
  if (multiple.is_integer() && multiple > Exact(1)) {
    const std::string times = multiple.to_string();
    return {"前者恰为后者的 " + times + " 倍",
            times == "2" ? "exactly twice as much" : "exactly " + times + " times as much"};
  }
  const Text difference = difference_text(value, base, goal);
  return {"前者比后者" + difference.zh, difference.en};
}

void report_mismatch(const Plan& plan, IndicatorId indicator, StatementId goal, const Reconciliation& reconciliation,
                     Sink& sink) {
  const Statement& target = plan[goal];
  const ReadingResult& best = best_supported(plan, reconciliation, target);
  std::vector<Text> names;
  for (const ReadingResult& tried : reconciliation.tried) names.push_back(name_of(tried.reading));

  Finding finding;
  finding.subject = subject_of(plan, indicator);
  add_figures(finding, plan, goal_and_milestones(goal, reconciliation));
  finding.message =
      dsl::fill({"“{name}”{milestones}，{goal}却写 {figure}，{compared}；按{readings}{all}对不上。",
                 "“{name}”: {milestones}, but the {goal} says {figure} ({compared}); no reading fits ({readings})."},
                {{"name", plan[indicator].name},
                 {"milestones", milestones_say(plan, reconciliation, best)},
                 {"goal", role_text(target)},
                 {"figure", figure_text(target)},
                 {"compared", compared(best.value, target.quantity)},
                 {"readings", dsl::join(names)},
                 {"all", names.size() > 1 ? Text{"都", ""} : Text()}});

  const Quantity& like = plan[reconciliation.milestones.front()].quantity;
  finding.computation = {sum_step(plan, reconciliation.milestones, like),
                         mean_step(plan, reconciliation.milestones, like),
                         difference_step(best.value, target.quantity.normalized(), target.quantity)};
  for (const ReadingResult& tried : reconciliation.tried) {
    const Text name = name_of(tried.reading);
    const Text difference = difference_text(tried.value, target.quantity.normalized(), target.quantity);
    finding.notes.emplace_back("按" + name.zh + "：" + tried.step.text + "，比目标" + difference.zh,
                               "as " + name.en + ": " + tried.step.text + ", " + difference.en + " than the target");
    if (tried.reading == Reading::Total && tried.fit == Fit::Satisfies) {
      finding.notes.emplace_back(
          "若只把目标当作界限，合计仍符合；但节点是总数的分解，同一总数便有了两个数。",
          "Read as a mere limit the target is kept by the total; but the milestones break the total "
          "down, so one total has two values.");
    }
  }
  finding.help = {"核对正文目标与分年节点，以其中一处为准。",
                  "Check the target against the yearly milestones and settle on one."};
  const auto copies =
      std::count_if(plan[indicator].statements.begin(), plan[indicator].statements.end(), [&](StatementId id) {
        const bool is_goal = plan[id].role == Role::Target || plan[id].role == Role::Claim;
        return is_goal && plan[id].is_level() && plan[id].quantity.normalized() == target.quantity.normalized();
      });
  finding.suggestion = smallest_repair(plan, reconciliation, goal, best, static_cast<std::size_t>(copies));
  sink.fails(std::move(finding));
}

void judge(const Plan& plan, IndicatorId indicator, const std::vector<StatementId>& goals, Sink& sink) {
  std::optional<std::pair<StatementId, Reconciliation>> unexplained;
  for (const StatementId goal : goals) {
    const auto reconciliation = reconcile(plan, indicator, goal);
    if (!reconciliation) continue;
    const auto& fit = reconciliation->explained ? reconciliation->explained : reconciliation->contradicts_kind;
    if (fit) return report_fit(plan, indicator, goal, *reconciliation, *fit, sink);
    if (!unexplained) unexplained.emplace(goal, *reconciliation);
  }
  if (!unexplained) {
    const StatementId milestone = milestones_of(plan, indicator).front();
    const bool units = comparable(plan[milestone].quantity, plan[goals.front()].quantity);
    const std::vector<StatementId> pair{goals.front(), milestone};
    sink.undetermined(
        check_of(plan, subject_of(plan, indicator), pair,
                 units ? Text("节点与目标的范围或年份对不上", "milestones and target differ in scope or years")
                       : incomparable_reason(plan[milestone].quantity, plan[goals.front()].quantity)));
    return;
  }
  const auto& [goal, reconciliation] = *unexplained;
  if (!gap_left_open(plan, indicator, reconciliation, plan[goal])) {
    return report_mismatch(plan, indicator, goal, reconciliation, sink);
  }
  sink.undetermined(check_of(plan, subject_of(plan, indicator), goal_and_milestones(goal, reconciliation),
                             {"节点列到目标年之前，尚未达到目标，其余年份没有列出",
                              "the milestones stop before the target's year and short of the target"}));
}

void run(const Plan& plan, Sink& sink) {
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto indicator = static_cast<IndicatorId>(i);
    const std::vector<StatementId> milestones = milestones_of(plan, indicator);
    if (milestones.empty()) continue;
    const auto goals = latest_goals(plan, indicator);
    for (const auto& [sense, same] : goals) judge(plan, indicator, same, sink);

    const std::vector<StatementId> undated = goals_of(plan, indicator, false);
    if (!goals.empty() || undated.empty()) continue;
    sink.undetermined(
        check_of(plan, subject_of(plan, indicator), undated,
                 {"目标没有写明年份，无法与节点勾稽", "the target states no year to hold the milestones against"}));
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
