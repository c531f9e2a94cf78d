#include <algorithm>
#include <array>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/pace.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);

constexpr std::array<Threshold, 4> kThresholds{{
    {"rate", 100, {"年均增长率超过百分之几才看；100 即每年翻番", "looked at from this yearly growth on, in percent; 100 doubles every year"}},
    {"times", 5, {"超过可比指标中位数的几倍", "times the median of the comparable indicators"}},
    {"peers", static_cast<std::int64_t>(kFewestPeers), {"至少有几项可比指标，中位数才算得上尺度", "comparable indicators without which their median is no yardstick"}},
    {"base", 10, {"基数不到几个的不看：从 1 家到 5 家，增长率说明不了什么", "a count below this is no base: from 1 to 5 a rate of growth says little"}},
}};
}  // namespace

extern constinit const Rule growth_outlier;
constinit const Rule growth_outlier{
    .code = "GJ0701",
    .name = "growth-outlier",
    .family = "feasibility",
    .severity = Severity::Info,
    .title = {"所需增速远高于方案其他指标", "A required growth far beyond the plan's other indicators"},
    .page =
        {
            .checks =
                {"由基期到目标所需的年均增长率，同方案里起止年份相同的其他指标相比：既超过每年翻番，又超过中位数 5 倍的，提示。"
                 "比较用精确的乘方，不用四舍五入后的增长率。",
                 "The yearly growth from baseline to target, beside that of the plan's other indicators over the same years: reported when it "
                 "is more than a doubling every year and more than five times their median. Compared by exact powers, not by rounded rates."},
            .why =
                {"同一套人马、同样年限，一项要翻几番而其余只增一两成，多半是单位差了一档、基期与目标口径不同，或目标没有测算。",
                 "The same people and the same years: where one thing is to grow many times over and the rest by a tenth, a unit is often off by a "
                 "step, base and target are counted differently, or nobody worked the target out."},
            .guards =
                {"比率、得分不算增长率；越低越好的、基期为零的、目标是几年合计的不看；起止年份不同的不相比；可比指标不足五项时没有尺度，"
                 "列为无法判定；基数不到 10 个的不看。基期与目标计法不同的另有规则，此处附注。",
                 "Silent for ratios and scores, where less is better, for a base of zero and for a total of several years. Only equal years are "
                 "compared. With fewer than five comparable indicators there is no yardstick: undetermined. Counts below 10 are no base."},
            .failing = R"(plan 云溪 "云溪县乡村产业行动方案" {
    period 2024..2026 @3
    table 主要指标 @5 {
        | indicator | unit | baseline 2023 | target 2026 | row |
        | 合作社    | 家   | 300           | >= 360      | @6  |
        | 家庭农场  | 家   | 820           | >= 1000     | @7  |
        | 冷库      | 座   | 45            | >= 60       | @8  |
        | 农机      | 台   | 5600          | >= 6500     | @9  |
        | 网销额    | 万元 | 400           | >= 12000    | @10 |
        //^ growth-outlier: >= 12000
    }
    indicator 合作社 "农民专业合作社数" stock {
        baseline 2021 = 262家 @5
        baseline 2022 = 281家 @5
    }
    indicator 家庭农场 "家庭农场数" stock
    indicator 冷库 "产地冷库数" stock
    indicator 农机 "农业机械保有量" stock
    indicator 网销额 "农产品网络销售额" flow
}
)",
            .passing = R"(plan 云溪 "云溪县乡村产业行动方案" {
    period 2024..2026 @3
    table 主要指标 @5 {
        | indicator | unit | baseline 2023 | target 2026 | row |
        | 合作社    | 家   | 300           | >= 360      | @6  |
        | 家庭农场  | 家   | 820           | >= 1000     | @7  |
        | 冷库      | 座   | 45            | >= 60       | @8  |
        | 农机      | 台   | 5600          | >= 6500     | @9  |
        | 网销额    | 万元 | 4000          | >= 12000    | @10 |
        | 示范社    | 家   | 2             | >= 20       | @11 |
    }
    indicator 合作社 "农民专业合作社数" stock
    indicator 家庭农场 "家庭农场数" stock
    indicator 冷库 "产地冷库数" stock
    indicator 农机 "农业机械保有量" stock
    indicator 网销额 "农产品网络销售额" flow
    indicator 示范社 "省级示范社数" stock
}
)",
        },
    .follows_from = "scale-slip claim-value-mismatch duplicate-statement-conflict unit-mismatch milestone-target-mismatch",
    .thresholds = kThresholds,
    .run = run,
};

namespace {

struct Yardstick {
  const GrowthGroup& group;
  Exact rate;                         // from which growth is looked at
  std::optional<Exact> median;        // yearly, rounded
  std::optional<Exact> limit;         // what the median allows; absent without enough indicators
};

Yardstick yardstick_of(const GrowthGroup& group, const Sink& sink) {
  Yardstick result{group, Exact::ratio(sink.threshold("rate"), 100), {}, {}};
  if (static_cast<std::int64_t>(group.paces.size()) < sink.threshold("peers")) return result;
  result.median = yearly_rate(*group.median().factor(), group.median().years());
  // Half a hundredth of a percent more than told, so that rounding never makes a finding.
  if (result.median) result.limit = (*result.median + Exact::ratio(1, 20000)) * Exact(sink.threshold("times"));
  return result;
}

// "2.7144 × 2.7144 × 2.7144 ≈ 20": the rounded rate, by which a reader can check it.
Step compounding(const Exact& rate, const Exact& years) {
  Step step{.operation = Operation::Product, .operands = {}, .result = 1, .unit = {}, .text = {}};
  const Exact yearly = Exact(1) + rate;
  for (Exact year = 0; year < years; year = year + Exact(1)) {
    step.operands.push_back(yearly);
    step.result = step.result * yearly;
    step.text += (step.text.empty() ? "" : " × ") + yearly.to_decimal(4);
  }
  step.text += " ≈ " + step.result.to_decimal(2);
  return step;
}

// The goal is elsewhere said to be a total of several years: then it asks for less than a level would.
std::optional<Text> note_on_total(const Plan& plan, const Pace& pace) {
  const Quantity& goal = plan[*pace.to.statement].quantity;
  const bool total = std::any_of(plan[pace.indicator].statements.begin(), plan[pace.indicator].statements.end(), [&](StatementId id) {
    const Statement& s = plan[id];
    return s.is_level() && (s.role == Role::Target || s.role == Role::Claim) && s.aggregation == Aggregation::Total &&
           comparable(s.quantity, goal) && s.quantity.normalized() == goal.normalized();
  });
  if (!total) return std::nullopt;
  const Exact mean = pace.to.value / pace.years();
  return dsl::fill({"另有一处写明此数是累计（合计）；若是 {years} 年合计，平均每年约 {mean}，为基期值的 {times} 倍。",
                    "Elsewhere the figure is said to be a total; over {years} years it means about {mean} a year, {times} times the base."},
                   {{"years", pace.years().to_decimal(2)},
                    {"mean", display_like(round_nearest(mean, goal), goal)},
                    {"times", (mean / pace.from.value).to_decimal(2)}});
}

void report(const Plan& plan, const Pace& pace, const Yardstick& yardstick, Sink& sink) {
  const Statement& goal = plan[*pace.to.statement];
  const Statement& base = plan[*pace.from.statement];
  const std::array ids{*pace.to.statement, *pace.from.statement};
  const auto rate = yearly_rate(*pace.factor(), pace.years());
  const Text rate_text = rate ? Text(percent_text(*rate)) : Text("极大", "very large");
  const bool told = rate && yardstick.median->sign() > 0;
  const Text multiple = told ? Text((*rate / *yardstick.median).to_decimal(1)) : Text("许多", "many");
  Finding finding;
  finding.subject = subject_of(plan, pace.indicator);
  finding.message = dsl::fill(
      {"“{name}”从{base_role} {base} 到{role} {goal}，{years} 年须增至 {times} 倍，年均增长 {rate}；方案中同期 {count} 项可比指标年均增长的中位数为 "
       "{median}，前者约为后者的 {multiple} 倍。",
       "“{name}” is to grow from {base} ({base_role}) to {goal} ({role}), {times} times its base in {years} years, {rate} a year; the median of "
       "the plan's {count} comparable indicators over these years is {median} a year: some {multiple} times as much."},
      {{"name", finding.subject.name},
       {"base_role", role_text(base)},
       {"base", figure_text(base)},
       {"role", role_text(goal)},
       {"goal", figure_text(goal)},
       {"years", pace.years().to_decimal(2)},
       {"times", pace.factor()->to_decimal(2)},
       {"rate", rate_text},
       {"count", std::to_string(yardstick.group.paces.size())},
       {"median", percent_text(*yardstick.median)},
       {"multiple", multiple}});
  add_figures(finding, plan, ids);
  const Pace& median = yardstick.group.median();
  finding.labels.push_back(label_of(plan, *median.to.statement,
                                    dsl::fill({"中位数：“{name}”年均增长 {rate}", "the median: “{name}”, {rate} a year"},
                                              {{"name", plan[median.indicator].name}, {"rate", percent_text(*yardstick.median)}})));
  Step factor = quotient_step(goal.quantity, base.quantity);
  factor.text = goal.quantity.display() + " ÷ " + base.quantity.display() +
                (Exact::parse(factor.result.to_decimal(2)) == factor.result ? " = " : " ≈ ") + factor.result.to_decimal(2);
  finding.computation.push_back(std::move(factor));
  if (rate && pace.years().is_integer()) finding.computation.push_back(compounding(*rate, pace.years()));
  if (auto note = note_on_total(plan, pace)) finding.notes.push_back(*std::move(note));
  finding.help = Text("核对基期与目标的单位和口径；确属新起步的，说明测算依据。",
                      "Check unit and scope of base and target; where the thing is really new, say what the target rests on.");
  sink.fails(std::move(finding));
}

void judge(const Plan& plan, const Pace& pace, const Yardstick& yardstick, Sink& sink) {
  const std::array ids{*pace.to.statement, *pace.from.statement};
  const auto check = [&](Text reason) { return check_of(plan, subject_of(plan, pace.indicator), ids, std::move(reason)); };
  const Quantity& base = plan[*pace.from.statement].quantity;
  const bool small = base.unit && base.unit->is_countable() && pace.from.value < Exact(sink.threshold("base"));
  if (small || !grows_faster(*pace.factor(), pace.years(), yardstick.rate)) {
    return sink.holds(ids, [&] {
      return check(small ? Text("基数太小，增长率不作尺度", "the base is too small for a rate of growth")
                         : Text("所需增速不到每年翻番", "the required growth is less than a doubling every year"));
    });
  }
  if (!yardstick.limit) {
    return sink.undetermined([&] {
      return check(Text("须每年翻番以上，但同期可比的指标太少，没有尺度",
                        "more than a doubling every year, but too few indicators over the same years to compare with"));
    });
  }
  if (grows_faster(*pace.factor(), pace.years(), *yardstick.limit)) return report(plan, pace, yardstick, sink);
  sink.holds(ids, [&] { return check(Text("与方案其他指标的增速相当", "in keeping with the growth of the plan's other indicators")); });
}

void run(const Plan& plan, Sink& sink) {
  for (const GrowthGroup& group : growth_groups(plan)) {
    const Yardstick yardstick = yardstick_of(group, sink);
    for (const Pace& pace : group.paces) judge(plan, pace, yardstick, sink);
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
