#include <algorithm>
#include <array>

#include "analyzer/audit/bounds.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/growth.hpp"
#include "analyzer/audit/pace.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule saturates_bound;
constinit const Rule saturates_bound{
    .code = "GJ0705",
    .name = "saturates-bound",
    .family = "feasibility",
    .severity = Severity::Warning,
    .title = {"增长会越过界限", "Growth that runs past a bound"},
    .page =
        {
            .checks =
                {"有界限的指标（如 0—100%），逐年增长或按百分比增长的目标由基期推算到末年，是否越过界限；"
                 "“比率增长百分之几”有相对与百分点两种读法，两种都越界才报。",
                 "Of an indicator with bounds (0 to 100%): whether a growth of every year, or one in percent, carried on from its base passes the "
                 "bound. Percent of a ratio can mean a part of it or points: reported only when both pass."},
            .why = {"覆盖率到了 95% 还要每年提高 3 个百分点，第二年就无路可走；这样的目标按字面不可能完成。",
                    "A coverage of 95% cannot gain 3 points every year: word for word such a target cannot be met."},
            .guards =
                {"没有声明界限、也不是部分与整体之比的不看（产销率可以超过 100%）；没有基期值、没有起止年份的不看；"
                 "以百分点一次性增长的由 value-out-of-bounds 核对。",
                 "Silent without a bound (declared, or of a share of a part in its whole), without a base value or years. A growth by points stated "
                 "once is checked by value-out-of-bounds."},
            .failing = R"(plan 云溪 "云溪县政务服务行动方案" {
    period 2024..2026 @3
    indicator 网办率 "网上办理率" ratio % bounds 0%..100% {
        baseline 2023 = 94% @5
        target   each 2024..2026 >= +3个百分点 vs 2023 @6
        //^ saturates-bound: >= +3个百分点 vs 2023
    }
    indicator 满意率 "群众满意率" ratio % bounds 0%..100% {
        baseline 2023 = 92% @7
        target   2026 >= +10% vs 2023 @8
        //^ saturates-bound: >= +10% vs 2023
    }
}
)",
            .passing = R"(plan 云溪 "云溪县政务服务行动方案" {
    period 2024..2026 @3
    indicator 网办率 "网上办理率" ratio % bounds 0%..100% {
        baseline 2023 = 85% @5
        target   each 2024..2026 >= +3个百分点 vs 2023 @6
    }
    indicator 满意率 "群众满意率" ratio % bounds 0%..100% {
        baseline 2023 = 92% @7
        target   2026 >= +8% vs 2023 @8
    }
    indicator 产销率 "农产品产销率" ratio % {
        baseline 2023 = 98% @9
        target   each 2024..2026 >= +2个百分点 vs 2023 @9
    }
}
)",
        },
    .follows_from = "scale-slip claim-value-mismatch duplicate-statement-conflict percent-vs-points value-out-of-bounds",
    .run = run,
};

namespace {

// What a growth leads to by the readings its words allow; the gentlest is the one that must pass the bound.
struct Arrival {
  Exact value;
  Step step;
};

// The years in which it happens; 1 for a growth that is stated once. Absent when the plan does not say.
std::optional<std::int32_t> years_of(const Plan& plan, const Statement& growth) {
  if (growth.when.form != When::Form::Each) return 1;
  const std::int32_t base = growth.growth->base.year;
  const auto& range = growth.when.range;
  if (range && range->first.year != base + 1) return std::nullopt;
  const auto last = range ? (range->last ? std::optional(range->last->year) : std::nullopt) : plan.last_year();
  constexpr std::int32_t kMost = 50;
  if (!last || *last <= base || *last - base > kMost) return std::nullopt;
  return *last - base;
}

Arrival by_points(const Quantity& base, const Exact& amount, std::int32_t years) {
  const Exact value = base.normalized() + amount * Exact(years);
  const std::string times = years == 1 ? "" : " × " + std::to_string(years);
  return {value, {Operation::Sum, {base.normalized(), amount * Exact(years)}, value, base_unit(base),
                  number_text(base.normalized(), base) + " + " + number_text(amount, base) + times + result_text(value, base)}};
}

Arrival by_parts(const Quantity& base, const Exact& amount, std::int32_t years) {
  const Exact factor = power(Exact(1) + amount, years);
  const Exact value = base.normalized() * factor;
  const std::string times = years == 1 ? "" : "^" + std::to_string(years);
  return {value, {Operation::Product, {base.normalized(), factor}, value, base_unit(base),
                  number_text(base.normalized(), base) + " × " + (Exact(1) + amount).to_string() + times + result_text(value, base)}};
}

// Only what grows, from a base that is known; not what value-out-of-bounds reckons.
std::optional<Arrival> arrival_of(const Plan& plan, const Statement& growth, const Quantity& base) {
  const auto years = years_of(plan, growth);
  const UnitRef& unit = growth.quantity.unit;
  if (!years || !unit || !base.unit || !base.unit->is_ratio() || growth.growth->falling || is_upper_bound(growth.comparator)) return std::nullopt;
  const bool once = growth.when.form != When::Form::Each;
  const Exact amount = growth.quantity.normalized();
  if (amount.sign() <= 0) return std::nullopt;
  if (unit->is_points()) return once ? std::nullopt : std::optional(by_points(base, amount, *years));
  if (!unit->is_ratio() || (once && growth.aggregation == Aggregation::Mean)) return std::nullopt;
  const Arrival points = by_points(base, amount, *years);
  const Arrival parts = by_parts(base, amount, *years);
  return points.value < parts.value ? points : parts;
}

void judge(const Plan& plan, StatementId id, const Bounds& bounds, Sink& sink) {
  const Statement& growth = plan[id];
  const auto base_id = base_of(plan, growth);
  if (!base_id || !bounds.upper || !comparable(plan[*base_id].quantity, *bounds.upper)) return;
  const Quantity& base = plan[*base_id].quantity;
  const auto arrival = arrival_of(plan, growth, base);
  if (!arrival) return;
  const std::array ids{id, *base_id};
  if (arrival->value <= bounds.upper->normalized()) {
    return sink.holds(ids, [&] {
      Check check = check_of(plan, subject_of(plan, growth.indicator), ids, Text("推算到末年仍在界限之内", "carried on to the last year it stays inside"));
      check.computation.push_back(arrival->step);
      return check;
    });
  }
  Finding finding;
  finding.subject = subject_of(plan, growth.indicator);
  finding.message = dsl::fill(
      {"“{name}”的{role}为 {figure}，由{base_role} {base} 推算到末年至少为 {level}，越过上限 {bound}，比上限{difference}。",
       "The {role} of “{name}” is {figure}; carried on from its {base_role} of {base} to the last year it makes at least {level}, beyond the upper "
       "bound of {bound}: {difference}."},
      {{"name", finding.subject.name},
       {"role", role_text(growth)},
       {"figure", figure_text(growth)},
       {"base_role", role_text(plan[*base_id])},
       {"base", base.display()},
       {"level", arrival->step.text},
       {"bound", bounds.upper->display()},
       {"difference", gap_text(arrival->value, bounds.upper->normalized(), *bounds.upper)}});
  add_figures(finding, plan, ids);
  finding.labels.push_back(bounds.label);
  finding.computation.push_back(arrival->step);
  finding.help = Text("改写为到末年的水平（如“达到 99%”），或核对基期值和增幅。",
                      "State the level of the last year instead, such as 99%, or check base and growth.");
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  const PlanBounds bounds(plan);
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    for (const StatementId statement : plan.indicators[i].statements) {
      if (!plan[statement].growth) continue;
      if (const auto known = bounds[IndicatorId{i}]) judge(plan, statement, *known, sink);
    }
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
