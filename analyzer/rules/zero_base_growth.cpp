#include <array>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/growth.hpp"
#include "analyzer/audit/pace.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule zero_base_growth;
constinit const Rule zero_base_growth{
    .code = "GJ0702",
    .name = "zero-base-growth",
    .family = "feasibility",
    .severity = Severity::Warning,
    .title = {"基期为零却定增长率", "A rate of growth over a base of zero"},
    .page =
        {
            .checks = {"以百分比或倍数表示的增长目标，其基期值是否为零或负数。",
                       "Whether the base of a growth in percent or in multiples is zero or negative."},
            .why = {"零的百分之几仍是零：这样的目标或者不用做事就算完成，或者永远无法核算。",
                    "Any percentage of zero is zero: such a target is met by doing nothing, or can never be reckoned."},
            .guards =
                {"基期为零而目标写绝对数（0 → 2 个）不是缺陷：没有增长率可言，列为无法判定；以个数、百分点增长的不报；"
                 "比率的百分之几可能指百分点，不报；没有基期值的由另一条规则报告。",
                 "A base of zero with a target in absolute terms (0 to 2) is no defect: it has no rate of growth, and is undetermined. Silent for "
                 "growth by a number or by percentage points, and for percent of a ratio, which may mean points. A missing base is another rule's."},
            .failing = R"(plan 云溪 "云溪县跨境贸易行动方案" {
    period 2024..2026 @3
    indicator 海外仓 "海外仓数量" stock 个 {
        baseline 2023 = 0个 @5
        target   2026 >= +50% vs 2023 @6
        //^ zero-base-growth: >= +50% vs 2023
    }
}
)",
            .passing = R"(plan 云溪 "云溪县跨境贸易行动方案" {
    period 2024..2026 @3
    indicator 海外仓 "海外仓数量" stock 个 {
        baseline 2023 = 0个 @5
        target   2026 >= 3个 @6
    }
    indicator 报关单 "跨境电商报关单" flow 件 {
        baseline 2023 = 400件 @7
        target   2026 >= +50% vs 2023 @8
    }
}
)",
        },
    .follows_from = "scale-slip claim-value-mismatch duplicate-statement-conflict",
    .run = run,
};

namespace {

bool is_ratio(const Quantity& quantity) { return quantity.unit && quantity.unit->is_ratio(); }

// Grows by a part of the base, not by a number or by points.
bool multiplies(const Statement& growth, const Quantity& base) {
  const UnitRef& unit = growth.quantity.unit;
  if (!unit || unit->is_points()) return false;
  return unit->is_multiple() || (unit->is_ratio() && !is_ratio(base));
}

void judge_growth(const Plan& plan, StatementId id, Sink& sink) {
  const Statement& growth = plan[id];
  const auto base_id = base_of(plan, growth);
  if (!base_id || !multiplies(growth, plan[*base_id].quantity)) return;
  const Statement& base = plan[*base_id];
  const std::array ids{id, *base_id};
  const int sign = base.quantity.normalized().sign();
  if (sign > 0) {
    return sink.holds(ids, [&] { return check_of(plan, subject_of(plan, growth.indicator), ids, Text("基期值大于零", "the base is above zero")); });
  }
  Finding finding;
  finding.subject = subject_of(plan, growth.indicator);
  finding.message = dsl::fill(
      {"“{name}”的{role}要求比{year}年增长（{figure}），而{base_role}为 {base}，{why}，增长率无从计算。",
       "The {role} of “{name}” asks for growth over {year} ({figure}), but its {base_role} is {base}: {why}, so that there is no rate of growth."},
      {{"name", finding.subject.name},
       {"role", role_text(growth)},
       {"year", std::to_string(growth.growth->base.year)},
       {"figure", figure_text(growth)},
       {"base_role", role_text(base)},
       {"base", base.quantity.display()},
       {"why", sign == 0 ? Text("零的百分之几仍是零", "any part of zero is zero") : Text("基数为负", "the base is negative")}});
  add_figures(finding, plan, ids);
  finding.help = Text("改写绝对数目标（如“达到 n 个”），或改用有数的年份作基期。",
                      "State the target as a number, or grow from a year that has one.");
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    for (const StatementId statement : plan[id].statements) {
      if (plan[statement].growth) judge_growth(plan, statement, sink);
    }
    const Pace* pace = required_pace(plan, id);
    if (!pace || pace->from.value.sign() > 0 || pace->change().is_zero()) continue;
    sink.undetermined([&] {
      return check_of(plan, subject_of(plan, id), std::array{*pace->to.statement, *pace->from.statement},
                      Text("基期不大于零，没有增长率可言，只能比绝对数", "a base of zero or less has no rate of growth; only numbers compare"));
    });
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
