#include <algorithm>
#include <array>

#include "analyzer/audit/bounds.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/pace.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/wording.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule target_below_trend;
constinit const Rule target_below_trend{
    .code = "GJ0704",
    .name = "target-below-trend",
    .family = "feasibility",
    .severity = Severity::Info,
    .title = {"目标低于以往趋势", "A target below the trend"},
    .page =
        {
            .checks =
                {"已知三个以上时点、各段都朝希望的方向变化的：按以往最慢一段的速度推算到目标年，是否仍超过目标。",
                 "Where three or more past values are known and every stretch went the wanted way: whether the slowest of them, carried on to the "
                 "target year, still passes the target."},
            .why = {"什么都不做、按最慢的速度也能超过的目标，没有引导作用。",
                    "A target that is passed at the slowest pace so far asks for nothing."},
            .guards =
                {"不足三个时点的不看；以往有过停滞或回落的不报；有界限（如 100%）的不报，因为趋近界限时速度必然放慢；"
                 "基期已过目标的由另一条规则报告；目标是几年合计的、范围或单位不同的不比。",
                 "At least three past values. Silent when any stretch stood still or went back, where there is a bound such as 100% (growth slows down "
                 "before it), when the baseline itself is past the target (another rule's), for totals and for figures of another scope or unit."},
            .failing = R"(plan 云溪 "云溪县文旅发展行动方案" {
    period 2024..2026 @3
    indicator 民宿 "等级民宿数量" stock 家 {
        baseline 2020 = 60家 @5
        actual   2021 = 72家 @5
        actual   2022 = 86家 @5
        actual   2023 = 98家 @5
        target   2026 >= 120家 @6
        //^ target-below-trend: >= 120家
    }
}
)",
            .passing = R"(plan 云溪 "云溪县文旅发展行动方案" {
    period 2024..2026 @3
    indicator 民宿 "等级民宿数量" stock 家 {
        baseline 2020 = 60家 @5
        actual   2021 = 72家 @5
        actual   2022 = 86家 @5
        actual   2023 = 98家 @5
        target   2026 >= 140家 @6
    }
    indicator 覆盖率 "景区网络覆盖率" ratio % bounds 0%..100% {
        baseline 2021 = 80% @7
        actual   2022 = 87% @7
        actual   2023 = 94% @7
        target   2026 >= 98% @7
    }
}
)",
        },
    .follows_from = "scale-slip claim-value-mismatch duplicate-statement-conflict unit-mismatch base-beyond-target base-kind-mismatch",
    .run = run,
};

namespace {

constexpr std::size_t kFewest = 3;

void report(const Plan& plan, const Pace& required, const Pace& slowest, const Exact& projected, Sink& sink) {
  const Statement& goal = plan[*required.to.statement];
  const Quantity& like = goal.quantity;
  std::vector<StatementId> ids{*required.to.statement, *required.from.statement, *slowest.from.statement};
  if (*slowest.to.statement != ids[1]) ids.push_back(*slowest.to.statement);
  Finding finding;
  finding.subject = subject_of(plan, required.indicator);
  finding.message = dsl::fill(
      {"“{name}”以往每年至少{verb} {pace}（最慢的一段 {from}—{to}年），照此推算{year}年为 {projected}，目标 {goal} 反而{difference}。",
       "“{name}” has {verb} by at least {pace} a year (slowest from {from} to {to}); carried on, that makes {projected} in {year}, beside which the "
       "target of {goal} is {difference}."},
      {{"name", finding.subject.name},
       {"verb", slowest.change().sign() > 0 ? Text("增加", "risen") : Text("减少", "fallen")},
       {"pace", amount_text(slowest.per_year().abs(), like)},
       {"from", slowest.from.time.to_decimal(2)},
       {"to", slowest.to.time.to_decimal(2)},
       {"year", required.to.time.to_decimal(2)},
       {"projected", display_like(projected, like)},
       {"goal", figure_text(goal)},
       {"difference", gap_text(required.to.value, projected, like)}});
  add_figures(finding, plan, ids);
  const Step change = difference_step(slowest.to.value, slowest.from.value, like);
  finding.computation.push_back(change);
  if (slowest.years() != Exact(1)) {
    finding.computation.push_back({Operation::Quotient, {change.result, slowest.years()}, slowest.per_year(), base_unit(like),
                                   number_text(change.result, like) + " ÷ " + slowest.years().to_decimal(4) + result_text(slowest.per_year(), like)});
  }
  const Exact added = slowest.per_year() * required.years();
  finding.computation.push_back({Operation::Product, {slowest.per_year(), required.years()}, added, base_unit(like),
                                 number_text(slowest.per_year(), like) + " × " + required.years().to_decimal(4) + result_text(added, like)});
  finding.computation.push_back({Operation::Sum, {required.from.value, added}, projected, base_unit(like),
                                 number_text(required.from.value, like) + " + " + number_text(added, like) + result_text(projected, like)});
  finding.help = Text("说明增速放缓的原因，或把目标定得更高。", "Say why the pace is to slow down, or set the target further.");
  sink.fails(std::move(finding));
}

// A share slows down as it nears its bound; one that has none declared may well end at 100%.
bool nears_bound(const PlanBounds& bounds, const Plan& plan, const Pace& required, const Exact& projected) {
  const Indicator& indicator = plan[required.indicator];
  const Quantity& goal = plan[*required.to.statement].quantity;
  if (bounds[required.indicator] || at_bound(indicator, goal)) return true;
  const bool share = goal.unit && goal.unit->is_ratio();
  return (share && projected > Exact(1)) || projected.sign() < 0;
}

void judge(const Plan& plan, const Pace& required, const PlanBounds& bounds, Sink& sink) {
  const IndicatorId id = required.indicator;
  std::vector<TimedFigure> history = history_of(plan, id);
  std::erase_if(history, [&](const TimedFigure& figure) { return figure.time > required.from.time; });
  const Exact toward = required.change().sign();
  const auto wanted = wanted_direction(plan, id);
  if (history.size() < kFewest || toward.is_zero() || !wanted || (*wanted == Direction::Higher) != (toward.sign() > 0)) return;
  const std::vector<Pace> steps = steps_between(id, history);
  const auto slowest = std::min_element(steps.begin(), steps.end(),
                                        [&](const Pace& a, const Pace& b) { return a.per_year() * toward < b.per_year() * toward; });
  const Exact projected = required.from.value + slowest->per_year() * required.years();
  const bool steady = slowest->per_year() * toward > Exact(0);
  const std::array ids{*required.to.statement, *required.from.statement, *slowest->from.statement, *slowest->to.statement};
  if (!steady || (projected - required.to.value) * toward <= Exact(0)) {
    return sink.holds(ids, [&] {
      return check_of(plan, subject_of(plan, id), ids, Text("目标不低于以往最慢速度的推算", "the target is not below the slowest pace carried on"));
    });
  }
  if (nears_bound(bounds, plan, required, projected)) {
    return sink.undetermined([&] {
      return check_of(plan, subject_of(plan, id), ids,
                      Text("有界限，越近界限变化越慢，不能照以往速度推算", "with a bound near, the past pace cannot be carried on"));
    });
  }
  report(plan, required, *slowest, projected, sink);
}

void run(const Plan& plan, Sink& sink) {
  const PlanBounds bounds(plan);
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    if (known_values(plan, id) < kFewest) continue;
    if (const Pace* required = required_pace(plan, id)) judge(plan, *required, bounds, sink);
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
