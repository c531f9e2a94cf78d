#include <algorithm>
#include <optional>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/readings.hpp"
#include "analyzer/audit/repair.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/wording.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule kind_unspecified;
constinit const Rule kind_unspecified{
    .code = "GJ0304",
    .name = "kind-unspecified",
    .family = "wording",
    .severity = Severity::Info,
    .title = {"指标口径未定，按年末水平还是逐年合计结论不同", "Level or yearly addition: not said, and the verdict depends on it"},
    .page =
        {
            .checks =
                {"指标没有写明是年末水平还是当年数，而各年节点与目标按这两种读法结论不同（一种满足、一种不满足，或者差额不同），"
                 "数值本身也定不下来；或者同一指标的两个目标各按一种读法才吻合。全文只提示一条，逐项列出。",
                 "An indicator that is not said to be a level or a yearly amount, whose milestones meet the target by one reading "
                 "and miss it by the other, or leave another gap by each, without the figures settling which; or two goals that "
                 "fit by different readings. One finding for the plan, with a list."},
            .why = {"口径不定，同一组数既可判完成也可判未完成，进度无从考核。",
                    "The same figures can be judged met and missed, so progress cannot be assessed."},
            .guards =
                {"数值已经说明口径的（有一种读法恰好吻合）不报；各种读法都对不上的由 milestone-target-mismatch 报告；"
                 "类型、标注、名称或目标自身的用词（累计、合计、当年、年均、每年）已写明的不报；只有一个节点的不报；"
                 "两种读法结论相同的不报；不满足的那种读法离目标更远、显然不是本意的不报。两个目标各按一种读法吻合的为警告。",
                 "Silent where one reading fits exactly, where none does (milestone-target-mismatch), where kind, label, name or "
                 "the words of the target say it, for a single milestone, where both readings give one verdict, and where the "
                 "failing reading is the farther one. Two goals that fit by different readings are a warning."},
            .failing = R"(plan 白沙 "白沙县消防能力提升方案" {
    period 2024..2026 @2
    indicator 火情 "一般火灾起数" 起 {
        target 2026 不超过 500起 @6
        //^ kind-unspecified: 不超过 500起
    }
    table 分年 "分年度控制数" @12 {
        | indicator | unit | 2024 | 2025 | 2026 | row |
        | 火情      | 起   | 200  | 190  | 180  | @13 |
    }
}
)",
            .passing = R"(plan 白沙 "白沙县消防能力提升方案" {
    period 2024..2026 @2
    indicator 火情 "一般火灾起数" flow 起 {
        target 2026 不超过 500起 yearly @6
    }
    indicator 消火栓 "市政消火栓" 个 {
        target 2026 达到 900个 @7
    }
    indicator 演练 "消防演练" 场 {
        target 2026 达到 60场 @8
    }
    table 分年 "分年度控制数" @12 {
        | indicator | unit | 2024 | 2025 | 2026 | row |
        | 火情      | 起   | 200  | 190  | 180  | @13 |
        | 消火栓    | 个   | 800  | 850  | 900  | @14 |
        | 演练      | 场   | 20   | 20   | 20   | @15 |
    }
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholeIndicators,
    .run = run,
};

namespace {

using Ids = std::vector<StatementId>;

// A goal with the readings of its milestones as a level and as a sum.
struct Judged {
  StatementId goal{};
  const Reconciliation* reconciliation = nullptr;  // never null
  ReadingResult level;
  ReadingResult total;
};

// What is open about an indicator, in words, and by which goals.
struct Open {
  std::vector<Judged> goals;
  Text text;
  Severity severity = Severity::Info;
};

std::optional<ReadingResult> result_of(const Reconciliation& reconciliation, Reading reading) {
  const auto& tried = reconciliation.tried;
  const auto found = std::find_if(tried.begin(), tried.end(), [&](const ReadingResult& r) { return r.reading == reading; });
  return found == tried.end() ? std::nullopt : std::optional(*found);
}

bool says_its_kind(const Indicator& indicator) {
  return indicator.kind || counted_over(indicator) != Aggregation::Unstated;
}

std::vector<Judged> judged_goals(const Plan& plan, IndicatorId indicator) {
  std::vector<Judged> result;
  for (const StatementId goal : goals_of(plan, indicator, true)) {
    const Statement& s = plan[goal];
    if (s.when.form != When::Form::At || s.upper || counted_over(s) != Aggregation::Unstated) continue;
    const Reconciliation* reconciliation = reconcile(plan, indicator, goal);
    if (!reconciliation || reconciliation->divides_years || reconciliation->milestones.size() < 2) continue;
    const auto level = result_of(*reconciliation, Reading::Level);
    const auto total = result_of(*reconciliation, Reading::Total);
    if (level && total && total->figures > 1) result.push_back({goal, reconciliation, *level, *total});
  }
  return result;
}

Exact distance(const Plan& plan, const Judged& judged, const ReadingResult& result) {
  return (result.value - plan[judged.goal].quantity.normalized()).abs();
}

Text goal_text(const Plan& plan, const Judged& judged) {
  const Text role = role_text(plan[judged.goal]);
  const std::string figure = figure_text(plan[judged.goal]);
  return {role.zh + " " + figure, role.en + " " + figure};
}

Text reading_text(const Plan& plan, const Judged& judged, const ReadingResult& result) {
  const Text name = name_of(result.reading);
  const std::string sum = step_of(plan, *judged.reconciliation, result).text;
  return {"按" + name.zh + " " + sum, "as " + name.en + " " + sum};
}

// Two goals of the indicator fit exactly, one as a level and one as a sum.
std::optional<Open> read_two_ways(const Plan& plan, const std::vector<Judged>& goals) {
  const auto fits = [](const ReadingResult& r) { return r.fit == Fit::Exact; };
  const auto as_level = std::find_if(goals.begin(), goals.end(), [&](const Judged& g) { return fits(g.level) && !fits(g.total); });
  const auto as_total = std::find_if(goals.begin(), goals.end(), [&](const Judged& g) { return fits(g.total) && !fits(g.level); });
  if (as_level == goals.end() || as_total == goals.end()) return std::nullopt;
  const Text text = dsl::fill({"{a} {level} 吻合，{b} {total} 吻合", "{a} fits {level}, {b} {total}"},
                              {{"a", goal_text(plan, *as_level)},
                               {"level", reading_text(plan, *as_level, as_level->level)},
                               {"b", goal_text(plan, *as_total)},
                               {"total", reading_text(plan, *as_total, as_total->total)}});
  return Open{{*as_level, *as_total}, text, Severity::Warning};
}

// A bound that one reading keeps and the other, no farther from it, breaks.
std::optional<Open> kept_one_way(const Plan& plan, const Judged& judged) {
  const auto& explained = judged.reconciliation->explained;
  if (!explained || explained->fit != Fit::Satisfies) return std::nullopt;
  const bool by_level = explained->reading == Reading::Level;
  if (!by_level && explained->reading != Reading::Total) return std::nullopt;
  const ReadingResult& kept = by_level ? judged.level : judged.total;
  const ReadingResult& broken = by_level ? judged.total : judged.level;
  if (broken.fit != Fit::Misses || distance(plan, judged, broken) > distance(plan, judged, kept)) return std::nullopt;
  const Text text = dsl::fill({"{goal}：{kept}，满足；{broken}，不满足", "{goal}: kept {kept}, missed {broken}"},
                              {{"goal", goal_text(plan, judged)}, {"kept", reading_text(plan, judged, kept)}, {"broken", reading_text(plan, judged, broken)}});
  return Open{{judged}, text, Severity::Info};
}

// Milestones that stop before the goal's year and short of it by both readings: what is left to do differs.
std::optional<Open> left_open_both_ways(const Plan& plan, IndicatorId indicator, const Judged& judged) {
  const Statement& goal = plan[judged.goal];
  const Exact wanted = goal.quantity.normalized();
  if (judged.reconciliation->explained || is_upper_bound(goal.comparator)) return std::nullopt;
  if (judged.level.value >= wanted || judged.total.value >= wanted) return std::nullopt;
  if (!gap_left_open(plan, indicator, *judged.reconciliation, goal)) return std::nullopt;
  const auto gap = [&](const ReadingResult& result) { return display_like(wanted - result.value, goal.quantity); };
  const Text text = dsl::fill({"{goal}：{level}，尚差 {a}；{total}，尚差 {b}", "{goal}: {level}, {a} to go; {total}, {b} to go"},
                              {{"goal", goal_text(plan, judged)},
                               {"level", reading_text(plan, judged, judged.level)},
                               {"a", gap(judged.level)},
                               {"total", reading_text(plan, judged, judged.total)},
                               {"b", gap(judged.total)}});
  return Open{{judged}, text, Severity::Info};
}

std::optional<Open> open_question(const Plan& plan, IndicatorId indicator, const std::vector<Judged>& goals) {
  if (auto open = read_two_ways(plan, goals)) return open;
  for (const Judged& judged : goals) {
    if (auto open = kept_one_way(plan, judged)) return open;
    if (auto open = left_open_both_ways(plan, indicator, judged)) return open;
  }
  return std::nullopt;
}

// A goal that its milestones explain settles the kind.
void tell_settled(const Plan& plan, IndicatorId indicator, const std::vector<Judged>& goals, Sink& sink) {
  const auto settled =
      std::find_if(goals.begin(), goals.end(), [](const Judged& g) { return g.reconciliation->explained.has_value(); });
  if (settled == goals.end()) return;
  const Reconciliation& reconciliation = *settled->reconciliation;
  sink.holds(settled->goal, reconciliation.milestones, [&] {
    Ids ids{settled->goal};
    ids.insert(ids.end(), reconciliation.milestones.begin(), reconciliation.milestones.end());
    Check check = check_of(plan, subject_of(plan, indicator), ids,
                           {"口径未写明，数值已能说明", "the figures themselves say the kind"});
    check.reading = to_string(reconciliation.explained->reading);
    check.computation.push_back(step_of(plan, reconciliation, *reconciliation.explained));
    return check;
  });
}

void run(const Plan& plan, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  Severity severity = Severity::Info;
  std::vector<Text> parts;
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId indicator{i};
    if (milestones_of(plan, indicator).size() < 2 || says_its_kind(plan.indicators[i])) continue;
    const std::vector<Judged> goals = judged_goals(plan, indicator);
    if (goals.empty()) continue;
    const auto open = open_question(plan, indicator, goals);
    if (!open) {
      tell_settled(plan, indicator, goals, sink);
      continue;
    }
    severity = std::min(severity, open->severity);
    finding.subjects.push_back(subject_of(plan, indicator));
    const std::string& name = finding.subjects.back().name;
    parts.emplace_back("“" + name + "”（" + open->text.zh + "）", "“" + name + "” (" + open->text.en + ")");
    for (const Judged& judged : open->goals) {
      finding.labels.push_back(label_of(plan, judged.goal));
      finding.evidence.push_back(evidence_of(plan, judged.goal));
      for (const StatementId id : judged.reconciliation->milestones) finding.evidence.push_back(evidence_of(plan, id));
      finding.computation.push_back(step_of(plan, *judged.reconciliation, judged.level));
      finding.computation.push_back(step_of(plan, *judged.reconciliation, judged.total));
    }
  }
  if (parts.empty()) return;
  finding.message = dsl::fill({"{count} 项指标没有写明是年末水平还是当年数，数值也定不下来：{list}。",
                               "Indicators not said to be a level or a yearly amount, with figures that do not settle it ({count}): "
                               "{list}."},
                              {{"count", std::to_string(parts.size())}, {"list", dsl::join(parts)}});
  finding.help = {"在指标名称或表头写明“年末数”“当年数”或“累计”。", "Say in the name or the table head whether it is a level, a yearly or a running figure."};
  sink.fails(std::move(finding), severity);
}

}  // namespace

}  // namespace gouji::analyzer::rules
