#include <algorithm>
#include <array>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/pace.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);

constexpr std::array<Threshold, 1> kThresholds{{
    {"percent", 150, {"所需每年增量达到以往最快一段的百分之几才提示", "the required yearly change, in percent of the fastest so far, from which on it is told"}},
}};
}  // namespace

extern constinit const Rule pace_above_history;
constinit const Rule pace_above_history{
    .code = "GJ0703",
    .name = "pace-above-history",
    .family = "feasibility",
    .severity = Severity::Info,
    .title = {"所需速度高于以往任何一段", "A pace never reached before"},
    .page =
        {
            .checks =
                {"已知三个以上时点的，目标所需的每年增量（或降幅）同以往各段相比：超过以往最快一段的 1.5 倍，且增长率也高于以往任何一段的，提示。",
                 "Where three or more past values are known, the yearly change the target needs beside that of each past stretch: reported when it is "
                 "more than one and a half times the fastest, and the rate of growth too is above that of every stretch."},
            .why = {"目标要靠从未有过的速度完成，方案就应当说明新的条件是什么；没有说明的，多半完不成。",
                    "A target that needs a pace never seen should say what is new; where nothing is, it is likely to be missed."},
            .guards =
                {"不足三个时点的不看；以往按比例增长、增量自然逐年加大的不报（增长率须也高于以往）；目标是几年合计的、范围或单位不同的不比；"
                 "目标不在希望的方向上的不看。",
                 "At least three past values. Silent where growth by a steady rate explains the larger steps, for totals of several years, for "
                 "figures of another scope or unit, and for a target that is not in the wanted direction."},
            .failing = R"(plan 云溪 "云溪县科技创新行动方案" {
    period 2024..2026 @3
    indicator 高企 "高新技术企业数" stock 家 {
        baseline 2021 = 100家 @5
        baseline 2022 = 108家 @5
        baseline 2023 = 118家 @5
        target   2026 >= 200家 @6
        //^ pace-above-history: >= 200家
    }
}
)",
            .passing = R"(plan 云溪 "云溪县科技创新行动方案" {
    period 2024..2026 @3
    indicator 高企 "高新技术企业数" stock 家 {
        baseline 2021 = 100家 @5
        baseline 2022 = 120家 @5
        baseline 2023 = 144家 @5
        target   2026 >= 245家 @6
    }
    indicator 平台 "创新平台数" stock 个 {
        baseline 2023 = 10个 @7
        target   2026 >= 60个 @7
    }
}
)",
        },
    .follows_from = "scale-slip claim-value-mismatch duplicate-statement-conflict unit-mismatch base-kind-mismatch growth-outlier",
    .thresholds = kThresholds,
    .run = run,
};

namespace {

// Up to the figure the required pace starts from.
std::vector<Pace> past_steps(const Plan& plan, const Pace& required) {
  std::vector<TimedFigure> history = history_of(plan, required.indicator);
  std::erase_if(history, [&](const TimedFigure& figure) { return figure.time > required.from.time; });
  return steps_between(required.indicator, history);
}

void report(const Plan& plan, const Pace& required, const std::vector<Pace>& steps, const Pace& fastest, const Exact& toward, Sink& sink) {
  const Statement& goal = plan[*required.to.statement];
  const Quantity& like = goal.quantity;
  std::vector<StatementId> ids{*required.to.statement, *required.from.statement, *steps.front().from.statement};
  for (const Pace& step : steps) {
    if (*step.to.statement != ids[1]) ids.push_back(*step.to.statement);
  }
  const Exact best = fastest.per_year() * toward;
  Finding finding;
  finding.subject = subject_of(plan, required.indicator);
  const Text compared =
      best.sign() > 0
          ? dsl::fill({"以往最快的一段（{from}—{to}年）每年 {best}，前者是后者的 {times} 倍",
                       "the fastest stretch so far ({from} to {to}) made {best} a year: {times} times as much is needed"},
                      {{"from", fastest.from.time.to_decimal(2)},
                       {"to", fastest.to.time.to_decimal(2)},
                       {"best", amount_text(best, like)},
                       {"times", (required.per_year() * toward / best).to_decimal(2)}})
          : Text("以往各段都没有朝这个方向变化过", "no stretch so far went that way");
  finding.message = dsl::fill(
      {"“{name}”到{role} {goal}，每年须{verb} {pace}；{compared}。",
       "“{name}” has to {verb} by {pace} a year to reach its {role} of {goal}; {compared}."},
      {{"name", finding.subject.name},
       {"role", role_text(goal)},
       {"goal", figure_text(goal)},
       {"verb", toward.sign() > 0 ? Text("增加", "rise") : Text("减少", "fall")},
       {"pace", amount_text(required.per_year() * toward, like)},
       {"compared", compared}});
  add_figures(finding, plan, ids);
  for (const Pace* pace : {&required, &fastest}) {
    finding.computation.push_back(difference_step(pace->to.value, pace->from.value, like));
    const Exact change = finding.computation.back().result;
    if (pace->years() == Exact(1)) continue;
    finding.computation.push_back({Operation::Quotient, {change, pace->years()}, change / pace->years(), base_unit(like),
                                   number_text(change, like) + " ÷ " + pace->years().to_decimal(4) + result_text(change / pace->years(), like)});
  }
  finding.help = Text("说明提速的依据，或调整目标、推迟年限。", "Say what the faster pace rests on, or move the target or its year.");
  sink.fails(std::move(finding));
}

void judge(const Plan& plan, const Pace& required, Sink& sink) {
  const std::vector<Pace> steps = past_steps(plan, required);
  const Exact toward = required.change().sign();
  const auto wanted = wanted_direction(plan, required.indicator);
  const bool right_way = wanted && (*wanted == Direction::Higher) == (toward.sign() > 0);
  if (steps.size() < 2 || toward.is_zero() || !right_way) return;
  const auto fastest = std::max_element(steps.begin(), steps.end(),
                                        [&](const Pace& a, const Pace& b) { return a.per_year() * toward < b.per_year() * toward; });
  const Exact best = fastest->per_year() * toward;
  const Exact needed = required.per_year() * toward;
  const bool by_amount = needed > best * Exact::ratio(sink.threshold("percent"), 100);
  // A fall by equal rates has smaller and smaller steps, so that amounts alone decide.
  const bool by_rate = toward.sign() < 0 || std::all_of(steps.begin(), steps.end(), [&](const Pace& step) {
                         return !step.factor() || step.factor()->is_zero() || grows_faster(required, step);
                       });
  if (by_amount && by_rate) return report(plan, required, steps, *fastest, toward, sink);
  const std::array ids{*required.to.statement, *required.from.statement, *fastest->from.statement, *fastest->to.statement};
  sink.holds(ids, [&] {
    return check_of(plan, subject_of(plan, required.indicator), ids, Text("所需速度以往达到过，或相近", "a pace that was reached before, or nearly"));
  });
}

void run(const Plan& plan, Sink& sink) {
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    if (known_values(plan, id) < 3) continue;
    if (const Pace* required = required_pace(plan, id)) judge(plan, *required, sink);
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
