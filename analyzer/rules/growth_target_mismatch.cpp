#include <array>
#include "analyzer/audit/growth.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule growth_target_mismatch;
constinit const Rule growth_target_mismatch{
    .code = "GJ0107",
    .name = "growth-target-mismatch",
    .family = "reconcile",
    .severity = Severity::Error,
    .title = {"增长幅度与水平值对不上", "A growth target contradicts the stated level"},
    .page =
        {
            .checks =
                {"“较某年增长”的目标，以基期值推算目标年应达到的水平，与方案写明的同年水平值比较。"
                 "% 按比例算，个百分点 按差额算，+1倍 即翻一番。",
                 "Applies a growth target to its base value and compares the result with the level the plan states for the "
                 "same year: % multiplies, points add, +1倍 doubles."},
            .why = {"增长率与绝对数各写一套，按哪个考核结果不同。",
                    "A rate and a level that disagree are two different targets."},
            .guards =
                {"增长率按所写位数的精度比较，四舍五入后相符的不报；增长率写“以上”而水平值更高的不报；基期值缺失的由 "
                 "growth-target-without-base 报告；没有同年水平值的、不带正负号的“2倍”、“每年增长”不比；"
                 "年均增长按基期到目标年的年数复合计算；比率类指标的 % 按比例、按百分点有一种相符即不报。",
                 "Silent within the accuracy of the rate as written, when a floor is exceeded, without a level of the same "
                 "year, for 2倍 without a sign, for growth of every year, and for a percentage of a ratio that fits as "
                 "points. A mean growth is compounded from base year to target year. A missing base is another rule's "
                 "finding."},
            .failing = R"(plan 北塘 "北塘区民宿发展方案" {
    period 2023..2025 @2
    indicator 民宿 "登记民宿" stock 家 {
        baseline 2022 = 400家 @4
        target 2025 >= +30% vs 2022 @6
        //^ growth-target-mismatch: >= +30% vs 2022
        claim 2025 达到 480家 @15
    }
}
)",
            .passing = R"(plan 北塘 "北塘区民宿发展方案" {
    period 2023..2025 @2
    indicator 民宿 "登记民宿" stock 家 {
        baseline 2022 = 397家 @4
        target 2025 = +30% vs 2022 @6
        claim 2025 516家 @15
    }
    indicator 入住率 "民宿平均入住率" ratio % {
        baseline 2022 = 41% @4
        target 2025 >= +6个百分点 vs 2022 @7
        claim 2025 达到 47% @15
    }
}
)",
        },
    .follows_from = "scale-slip unit-mismatch percent-vs-points duplicate-statement-conflict claim-value-mismatch",
    .run = run,
};

namespace {

// The level of the growth's own year: a target, else a claim, else the milestone. A total or a mean is no level.
std::optional<StatementId> level_at(const Plan& plan, const Statement& growth) {
  const Moment own = moment_of(plan, growth);
  if (!own.year) return std::nullopt;
  for (const Role role : {Role::Target, Role::Claim, Role::Milestone}) {
    for (const StatementId id : levels_of(plan, growth.indicator, role, *own.year)) {
      const Statement& level = plan[id];
      const bool summed = level.aggregation == Aggregation::Total || level.aggregation == Aggregation::Mean;
      const Moment moment = moment_of(plan, level);
      const bool same_time = moment.year == own.year && moment.month == own.month;
      if (same_time && same_scope(level, growth) && !summed && !level.upper) return id;
    }
  }
  return std::nullopt;
}

bool fits(const GrowthEffect& effect, const Quantity& base, const Quantity& level) {
  const auto actual = actual_growth(effect, base, level);
  if (actual && actual->meets(effect.allowed)) return true;
  // +10% of a share of 40% may mean 44% or 50%.
  const bool share = base.unit && base.unit->is_ratio() && !effect.adds;
  if (!share) return false;
  GrowthEffect as_points = effect;
  as_points.adds = true;
  return actual_growth(as_points, base, level)->meets(effect.allowed);
}

Step implied_step(const GrowthEffect& effect, const Quantity& base) {
  const Exact from = base.normalized();
  const Exact second = effect.adds ? effect.amount : Exact(1) + effect.amount;
  const Exact result = effect.level_from(from);
  return {effect.adds ? Operation::Sum : Operation::Product,
          {from, second},
          result,
          base_unit(base),
          number_text(from, base) + effect.text(base) + result_text(result, base)};
}

Step actual_step(const GrowthEffect& effect, const Quantity& base, const Quantity& level) {
  if (effect.adds) return difference_step(level, base);
  const Exact growth = level.normalized() / base.normalized() - Exact(1);
  const bool two_decimals = (growth * Exact(10000)).is_integer();
  return {Operation::Growth,
          {level.normalized(), base.normalized()},
          growth,
          "",
          number_text(level.normalized(), base) + " / " + number_text(base.normalized(), base) + " - 1" +
              (two_decimals ? " = " : " ≈ ") + percent_text(growth)};
}

void report(const Plan& plan, StatementId growth_id, StatementId base_id, StatementId level_id,
            const GrowthEffect& effect, Sink& sink) {
  const Statement& growth = plan[growth_id];
  const Quantity& base = plan[base_id].quantity;
  const Statement& level = plan[level_id];
  const Step implied = implied_step(effect, base);
  const Step actual = actual_step(effect, base, level.quantity);

  Finding finding;
  finding.subject = subject_of(plan, growth.indicator);
  add_figures(finding, plan, std::vector{growth_id, level_id, base_id});
  finding.message = dsl::fill(
      {"“{name}”：{role}较{year}年 {growth}，推算为 {implied}；而{level}写 {figure}，{difference}（实为 {actual}）。",
       "“{name}”: the {role} is {growth} on {year}, that is {implied}; but the {level} says {figure}, {difference} (in fact "
       "{actual})."},
      {{"name", plan[growth.indicator].name},
       {"role", role_text(growth)},
       {"year", std::to_string(growth.growth->base.year)},
       {"growth", figure_text(growth)},
       {"implied", implied.text},
       {"level", role_text(level)},
       {"figure", figure_text(level)},
       {"difference", difference_text(level.quantity.normalized(), implied.result, level.quantity)},
       {"actual", actual.text}});
  finding.computation = {implied, actual, difference_step(level.quantity.normalized(), implied.result, level.quantity)};
  finding.help = {"核对基期值、增长幅度和目标值，三者以两个为准，推算第三个。",
                  "Check base, growth and level; any two of them give the third."};
  sink.fails(std::move(finding), "growth");
}

void judge(const Plan& plan, StatementId growth_id, StatementId base_id, StatementId level_id, Sink& sink) {
  const Statement& growth = plan[growth_id];
  const Quantity& base = plan[base_id].quantity;
  const Quantity& level = plan[level_id].quantity;
  const std::array ids{growth_id, level_id, base_id};
  const auto effect = growth_effect(growth, level);
  if (!comparable(base, level)) {
    sink.undetermined([&] { return check_of(plan, subject_of(plan, growth.indicator), ids, incomparable_reason(base, level)); });
  } else if (!effect || !actual_growth(*effect, base, level)) {
    sink.undetermined([&] { return check_of(
        plan, subject_of(plan, growth.indicator), ids,
        {"增长幅度的含义不明，或基期值为零，无法推算", "the growth can be read in several ways, or its base is zero"}); });
  } else if (!fits(*effect, base, level)) {
    report(plan, growth_id, base_id, level_id, *effect, sink);
  } else {
    sink.holds(ids, [&] {
      const Step actual = actual_step(*effect, base, level);
      Check check = check_of(plan, subject_of(plan, growth.indicator), ids,
                             {"增长幅度与水平值相符：" + actual.text, "growth and level agree: " + actual.text});
      check.reading = "growth";
      check.computation = {implied_step(*effect, base), actual};
      return check;
    });
  }
}

void run(const Plan& plan, Sink& sink) {
  for (std::size_t i = 0; i < plan.statements.size(); ++i) {
    const auto id = static_cast<StatementId>(i);
    const Statement& growth = plan.statements[i];
    if (!growth.growth || growth.when.form == When::Form::Each) continue;
    const auto base = base_of(plan, growth);
    if (!base) continue;
    if (const auto level = level_at(plan, growth)) judge(plan, id, *base, *level, sink);
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
