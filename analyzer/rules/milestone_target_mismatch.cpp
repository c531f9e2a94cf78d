#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <tuple>
#include <utility>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/repair.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/topic.hpp"

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
                {"把一项指标的各年节点与它的目标勾稽：按末年水平、逐年合计、逐年达到等几种读法逐一试算，"
                 "看有没有一种读法能使两者吻合。指标声明了类型的，只试该类型允许的读法。",
                 "Holds the yearly milestones of an indicator against its target under each reading its kind and wording "
                 "allow: level of the last year, total of the years, figure of each year and others."},
            .why =
                {"分年任务加不到总目标，或者加过了头，说明正文与分解表至少有一处写错；照此下达任务，期末无法验收。",
                 "When the breakdown by year does not lead to the target, the text or the table is wrong, and the plan cannot "
                 "be accepted at its end."},
            .guards =
                {"任何一种读法吻合即不报，并记下是哪一种；下限目标提前达到的不报；“超”“不超过”而合计确在其内的不报；"
                 "“不低于”的目标被合计超过，仍报：下限本身可以守住，故只有声明为新增、流量或目标写明合计、或分年任务列表分解的"
                 "才算错误，其余只作警告；目标只写一个数、末年节点比它更好的，也可能是底线未写明，只作警告；只有“争取”的节点不合，也只作警告。没有声明类型而有基期值的，另试基期加逐年新增；"
                 "只有写明年均的才试年均数。一年有几个月份的节点取最晚的一个；每个目标年分别核对。节点只列到目标年（月）之前且"
                 "逐年向目标靠近的，年内几个节点是累计还是分段不明的，列为无法判定；计量单位不可比的由计量类规则报告；"
                 "几处目标中有一处吻合的，其余由 claim-value-mismatch 报告；目标为区间、另有一处写明其中一个确数的，按确数核对。",
                 "Silent when any reading fits (which one is recorded), when a floor is reached early, and when a sum keeps "
                 "a strict floor or a ceiling. A sum beyond an inclusive floor is still reported, though the floor itself is "
                 "kept: as an error only for kinds that add up, for a target that says total and for a table that breaks "
                 "it down; else as a warning, and so are a misfit of a hoped-for milestone and a bare number that the last milestone "
                 "betters: it may be meant as a limit. A baseline plus the additions is "
                 "tried where no kind is stated, an average only where the plan says so. Of several months of a year the "
                 "last counts; every target year is judged. Undetermined when the level still moves towards the target and "
                 "the last years or months are not listed, and when months of one year may be sums or levels. Units that "
                 "cannot be compared, and goals that differ among themselves, are left to their own rules; where a goal is a range "
                 "and another says one value within it, the milestones are held against the value."},
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
    .rests_on = RestsOn::WholeIndicators,
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

using Due = std::pair<Sense, std::chrono::year_month_day>;

struct DatedGoal {
  Due due;
  StatementId goal{};
};

// The goals by sense and date, targets before claims, firm ones before hoped ones. A claim about each year is a rate, no
// goal.
std::vector<DatedGoal> goals_by_date(const Plan& plan, IndicatorId indicator) {
  std::vector<DatedGoal> goals;
  const StatementIds all = goals_of(plan, indicator, true);
  goals.reserve(all.size());
  for (const StatementId id : all) {
    const When& when = plan[id].when;
    const Sense sense = sense_of(plan[id]);
    if (sense == Sense::Each ? plan[id].role == Role::Claim : !when.year()) continue;
    const bool dated = sense != Sense::Each;
    goals.push_back(
        {{sense, dated ? when.range->last.value_or(when.range->first).last_day() : std::chrono::year_month_day()}, id});
  }
  const auto before = [&](const DatedGoal& a, const DatedGoal& b) {
    if (a.due != b.due) return a.due < b.due;
    const Statement& s = plan[a.goal];
    const Statement& t = plan[b.goal];
    const auto standing = [](const Statement& g) { return std::pair(g.role != Role::Target, g.modality == Modality::Hoped); };
    if (standing(s) != standing(t)) return standing(s) < standing(t);
    return std::tuple(s.quantity.normalized(), s.comparator) < std::tuple(t.quantity.normalized(), t.comparator);
  };
  if (!std::is_sorted(goals.begin(), goals.end(), before)) std::stable_sort(goals.begin(), goals.end(), before);
  return goals;
}

std::vector<StatementId> goal_and_milestones(const Reconciliation& reconciliation) {
  std::vector<StatementId> ids{reconciliation.target};
  ids.insert(ids.end(), reconciliation.milestones.begin(), reconciliation.milestones.end());
  return ids;
}

Check check_of_fit(const Plan& plan, const Reconciliation& reconciliation, const ReadingResult& fit) {
  const StatementId goal = reconciliation.target;
  const IndicatorId indicator = plan[goal].indicator;
  const Step step = step_of(plan, reconciliation, fit);
  const Text name = name_of(fit.reading);
  Check check = check_of(plan, subject_of(plan, indicator), goal_and_milestones(reconciliation),
                         {"按" + name.zh + "吻合：" + step.text, "fits as " + name.en + ": " + step.text});
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
  check.computation.push_back(step);
  if (reconciliation.by_number) remark({"只有数字吻合，计量单位不能换算", "the numbers alone; the units do not convert"});
  return check;
}

void report_fit(const Plan& plan, const Reconciliation& reconciliation, const ReadingResult& fit, Sink& sink) {
  const auto check = [&] { return check_of_fit(plan, reconciliation, fit); };
  if (reconciliation.by_number) return sink.undetermined(check);
  sink.holds(reconciliation.target, reconciliation.milestones, check);
}

Text milestones_say(const Plan& plan, const Reconciliation& reconciliation, const ReadingResult& reading) {
  const std::string sum = step_of(plan, reconciliation, reading).text;
  if (reading.reading == Reading::Total) return {"各年节点合计 " + sum, "the yearly milestones add up to " + sum};
  if (reading.reading == Reading::BasePlusTotal) {
    return {"基期值加各年节点 " + sum, "the baseline and the yearly milestones add up to " + sum};
  }
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

// The target is a bare number, which may well be meant as a limit, and the last milestone keeps it in the way that is wanted.
bool betters_bare_number(const Plan& plan, IndicatorId indicator, const Reconciliation& reconciliation, const Statement& target) {
  if (target.comparator != Comparator::Equal || !target.comparator_word.empty() || target.upper) return false;
  const auto direction = wanted_direction(plan, indicator);
  if (!direction) return false;
  const auto level = std::find_if(reconciliation.tried.begin(), reconciliation.tried.end(),
                                  [](const ReadingResult& tried) { return tried.reading == Reading::Level; });
  if (level == reconciliation.tried.end()) return false;
  const Exact goal = target.quantity.normalized();
  return *direction == Direction::Higher ? level->value > goal : level->value < goal;
}

// Contradictory under every reading, unless the floor itself would be kept and nothing says that the years add up, or
// a year is only hoped for.
Severity severity_of(const Plan& plan, IndicatorId indicator, const Reconciliation& reconciliation,
                     const Statement& target) {
  const auto& milestones = reconciliation.milestones;
  const bool hoped = target.modality != Modality::Hoped &&
                     std::any_of(milestones.begin(), milestones.end(),
                                 [&](StatementId id) { return plan[id].modality == Modality::Hoped; });
  if (hoped) return Severity::Warning;
  const auto& tried = reconciliation.tried;
  const bool kept =
      std::any_of(tried.begin(), tried.end(), [](const ReadingResult& r) { return r.fit == Fit::Satisfies; });
  const auto kind = plan[indicator].kind;
  const bool adds_up = kind == Kind::New || kind == Kind::Flow || target.aggregation == Aggregation::Total ||
                       target.when.form == When::Form::Over;
  if (!kept) return !adds_up && betters_bare_number(plan, indicator, reconciliation, target) ? Severity::Warning : Severity::Error;
  const bool tabled = std::all_of(milestones.begin(), milestones.end(),
                                  [&](StatementId id) { return plan[id].table.has_value(); });
  const bool breaks_down = target.comparator == Comparator::AtLeast && (adds_up || tabled);
  return breaks_down ? Severity::Error : Severity::Warning;
}

void report_mismatch(const Plan& plan, IndicatorId indicator, StatementId goal, const Reconciliation& reconciliation,
                     Sink& sink) {
  const Statement& target = plan[goal];
  const ReadingResult& best = best_supported(plan, reconciliation, target);
  std::vector<Text> names;
  for (const ReadingResult& tried : reconciliation.tried) names.push_back(name_of(tried.reading));

  Finding finding;
  finding.subject = subject_of(plan, indicator);
  add_figures(finding, plan, goal_and_milestones(reconciliation));
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
  const auto tell = [&](const ReadingResult& reading, const Text& remark) {
    const Text name = name_of(reading.reading);
    const Text difference = difference_text(reading.value, target.quantity.normalized(), target.quantity);
    const std::string sum = step_of(plan, reconciliation, reading).text;
    finding.notes.emplace_back("按" + name.zh + "：" + sum + "，比目标" + difference.zh + remark.zh,
                               "as " + name.en + ": " + sum + ", " + difference.en + " than the target" + remark.en);
  };
  for (const ReadingResult& tried : reconciliation.tried) {
    tell(tried, {});
    if (tried.reading == Reading::Total && tried.fit == Fit::Satisfies) {
      finding.notes.emplace_back(
          "若只把目标当作界限，合计仍符合；但节点是总数的分解，同一总数便有了两个数。",
          "Read as a mere limit the target is kept by the total; but the milestones break the total "
          "down, so one total has two values.");
    }
  }
  // What the words do not say would not fit either: the reader need not try it.
  for (const ReadingResult& other : reconciliation.excluded) {
    if (other.fit == Fit::Misses) tell(other, {"（文中无此说法，也不吻合）", " (not what the words say, and no fit either)"});
  }
  finding.help = {"核对正文目标与分年节点，以其中一处为准。",
                  "Check the target against the yearly milestones and settle on one."};
  const auto copies =
      std::count_if(plan[indicator].statements.begin(), plan[indicator].statements.end(), [&](StatementId id) {
        const bool is_goal = plan[id].role == Role::Target || plan[id].role == Role::Claim;
        return is_goal && plan[id].is_level() && plan[id].quantity.normalized() == target.quantity.normalized();
      });
  finding.suggestion = smallest_repair(plan, reconciliation, goal, best, static_cast<std::size_t>(copies));
  sink.fails(std::move(finding), severity_of(plan, indicator, reconciliation, target));
}

// The first goal that says one value and means it.
const Statement* exact_goal(const Plan& plan, std::span<const DatedGoal> goals) {
  const auto exact = std::find_if(goals.begin(), goals.end(), [&](const DatedGoal& other) {
    const Statement& s = plan[other.goal];
    return !s.upper && s.is_level() && s.comparator == Comparator::Equal && s.modality != Modality::Hoped;
  });
  return exact == goals.end() ? nullptr : &plan[exact->goal];
}

// A range in which another goal of the time settles on one value: the milestones are held against that one.
bool settles(const Statement& exact, const Statement& range) {
  if (!range.upper || !same_thing(exact, range) || !comparable(exact.quantity, range.quantity)) return false;
  const Exact value = exact.quantity.normalized();
  return range.quantity.normalized() <= value && value <= range.upper->normalized();
}

void judge(const Plan& plan, IndicatorId indicator, std::span<const DatedGoal> goals, Sink& sink) {
  const Reconciliation* unexplained = nullptr;
  const Statement* exact = exact_goal(plan, goals);
  bool firm_unread = false;  // then what is hoped for decides nothing
  for (const auto& [due, goal] : goals) {
    if (exact && settles(*exact, plan[goal])) continue;
    const Reconciliation* reconciliation = reconcile(plan, indicator, goal);
    const bool hoped = plan[goal].modality == Modality::Hoped;
    firm_unread = firm_unread || (!reconciliation && !hoped);
    if (!reconciliation) continue;
    const auto& fit = reconciliation->explained ? reconciliation->explained : reconciliation->contradicts_kind;
    if (fit) return report_fit(plan, *reconciliation, *fit, sink);
    if (!unexplained && !(hoped && firm_unread)) unexplained = reconciliation;
  }
  if (!unexplained) {
    const StatementId goal = goals.front().goal;
    const StatementId milestone = milestones_of(plan, indicator).front();
    const bool units = comparable(plan[milestone].quantity, plan[goal].quantity);
    const std::array pair{goal, milestone};
    sink.undetermined([&] { return check_of(plan, subject_of(plan, indicator), pair,
                 units ? Text("节点与目标的范围或年份对不上", "milestones and target differ in scope or years")
                       : incomparable_reason(plan[milestone].quantity, plan[goal].quantity)); });
    return;
  }
  const Reconciliation& reconciliation = *unexplained;
  const StatementId goal = reconciliation.target;
  const auto& tried = reconciliation.tried;
  const bool adds_up =
      std::any_of(tried.begin(), tried.end(), [](const ReadingResult& r) { return r.reading == Reading::Total; });
  if (reconciliation.divides_years && adds_up) {
    sink.undetermined([&] { return check_of(plan, subject_of(plan, indicator), goal_and_milestones(reconciliation),
                               {"一年之内有几个节点，是截至当月的累计还是分段数，方案没有写明",
                                "a year has several milestones, and the plan does not say whether they add up"}); });
    return;
  }
  if (!gap_left_open(plan, indicator, reconciliation, plan[goal])) {
    return report_mismatch(plan, indicator, goal, reconciliation, sink);
  }
  sink.undetermined([&] { return check_of(plan, subject_of(plan, indicator), goal_and_milestones(reconciliation),
                             {"节点列到目标年之前，尚未达到目标，其余年份没有列出",
                              "the milestones stop before the target's year and short of the target"}); });
}

void run(const Plan& plan, Sink& sink) {
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto indicator = static_cast<IndicatorId>(i);
    if (milestones_of(plan, indicator).empty()) continue;
    const auto goals = goals_by_date(plan, indicator);
    for (auto first = goals.begin(); first != goals.end();) {
      const auto last = std::find_if(first, goals.end(), [&](const DatedGoal& goal) { return goal.due != first->due; });
      judge(plan, indicator, {first, last}, sink);
      first = last;
    }

    const StatementIds undated = goals_of(plan, indicator, false);
    if (!goals.empty() || undated.empty()) continue;
    sink.undetermined([&] { return check_of(plan, subject_of(plan, indicator), undated,
                 {"目标没有写明年份，无法与节点勾稽", "the target states no year to hold the milestones against"}); });
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
