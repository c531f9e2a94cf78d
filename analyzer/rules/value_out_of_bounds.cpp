#include <array>

#include "analyzer/audit/bounds.hpp"
#include "analyzer/audit/growth.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule value_out_of_bounds;
constinit const Rule value_out_of_bounds{
    .code = "GJ0208",
    .name = "value-out-of-bounds",
    .family = "unit",
    .severity = Severity::Error,
    .title = {"数值越过界限", "A value out of bounds"},
    .page =
        {
            .checks =
                {"数值在声明的界限之外（区间须整个在界限之内，增长目标按基期推算）；"
                 "计数为负；由部分与整体相除而得的占比超过 100%。",
                 "A figure outside the declared bounds (both ends of a range; of a growth the level its base gives), a "
                 "negative count, or a share of a part in its whole above 100%."},
            .why =
                {"不可能达到的数多为小数点或单位写错，也可能是把增长率当成了占比。",
                 "A value that cannot be is mostly a decimal point or unit gone wrong, or a growth rate taken for a "
                 "share."},
            .guards =
                {"一般比率可以超过 100%（如产销率、完成率），未声明界限、也不是部分与整体之比的不报；"
                 "“不超过”“不低于”等，只要界限内有值可取就不报。",
                 "Ratios may exceed 100% in general: only declared bounds, or a relation R = A / B with A within B, "
                 "are held against them. A floor or ceiling that some value inside the bounds meets is fine."},
            .failing = R"(plan 云溪 "云溪县政务服务行动方案" {
    period 2024..2026 @3
    indicator 满意率 "群众满意率" ratio % bounds 0%..100% {
        target 2026 >= 985% @6
        //^ value-out-of-bounds: >= 985%
    }
}
)",
            .passing = R"(plan 云溪 "云溪县政务服务行动方案" {
    period 2024..2026 @3
    indicator 满意率 "群众满意率" ratio % bounds 0%..100% {
        target 2026 >= 98.5% @6
    }
    indicator 完成率 "年度任务完成率" ratio % {
        target 2026 >= 105% @7
    }
}
)",
        },
    .follows_from = "scale-slip claim-value-mismatch duplicate-statement-conflict",
    .run = run,
};

namespace {

void report(const Plan& plan, StatementId id, const Bounds& bounds, Sink& sink) {
  const Statement& s = plan[id];
  const Quantity& quantity = s.upper && bounds.set.contains(s.quantity.normalized()) ? *s.upper : s.quantity;
  const Exact value = quantity.normalized();
  const bool over = bounds.upper && value >= bounds.upper->normalized();
  const Quantity& bound = over ? *bounds.upper : *bounds.lower;
  const Text side = over ? Text("上限", "upper bound") : Text("下限", "lower bound");
  Text difference("界限之内无值可取", "no value inside the bounds is left");
  if (value != bound.normalized()) {
    const Text gap = gap_text(value, bound.normalized(), bound);
    difference = Text("比" + side.zh + gap.zh, gap.en);
  }
  Finding finding;
  finding.subject = subject_of(plan, s.indicator);
  finding.message = dsl::fill({"“{name}”的{role}写 {figure}，越过{side} {bound}，{difference}。",
                               "The {role} of “{name}” is {figure}, beyond the {side} of {bound}: {difference}."},
                              {{"name", finding.subject.name},
                               {"role", role_text(s)},
                               {"figure", figure_text(s)},
                               {"side", side},
                               {"bound", bound.display()},
                               {"difference", difference}});
  add_figures(finding, plan, std::array{id});
  finding.labels.push_back(bounds.label);
  finding.evidence.push_back(
      {side, bound.written, bound.own_unit ? std::string() : bound.unit_written.str(), bound.normalized().to_string(), base_unit(bound)});
  finding.computation.push_back(difference_step(quantity, bound));
  finding.help = Text("核对小数点、单位和指标含义；界限写错的，改正界限。",
                      "Check decimal point, unit and meaning of the figure; correct the bounds if those are wrong.");
  sink.fails(std::move(finding));
}

// Without room for rounding: what is written beyond a bound is beyond it. Of a range both ends must lie inside.
bool inside(const Statement& s, const Bounds& bounds) {
  if (s.upper) return bounds.set.contains(s.quantity.normalized()) && bounds.set.contains(s.upper->normalized());
  return value_set(s.comparator, s.quantity).meets(bounds.set);
}

// 97% and 5 points more are 102%: a growth that leaves no value inside the bounds.
void check_growth(const Plan& plan, StatementId id, const Bounds& bounds, Sink& sink) {
  const Statement& growth = plan[id];
  const auto base_id = base_of(plan, growth);
  if (!base_id) return;
  const Quantity& base = plan[*base_id].quantity;
  const auto effect = growth_effect(growth, base);
  const bool ambiguous = effect && !effect->adds && base.unit && base.unit->is_ratio();
  if (!effect || ambiguous || !bounds.upper || !comparable(base, *bounds.upper)) return;
  const Exact from = base.normalized();
  const Exact level = effect->level_from(from);
  const bool reaches_further = !is_upper_bound(effect->comparator);
  if (!reaches_further || level <= bounds.upper->normalized()) return;
  const Step step{effect->adds ? Operation::Sum : Operation::Product,
                  {from, effect->adds ? effect->amount : Exact(1) + effect->amount},
                  level,
                  base_unit(base),
                  number_text(from, base) + effect->text(base) + result_text(level, base)};
  Finding finding;
  finding.subject = subject_of(plan, growth.indicator);
  finding.message = dsl::fill(
      {"“{name}”的{role}为 {figure}，按基期推算为 {level}，越过上限 {bound}，比上限{difference}。",
       "The {role} of “{name}” is {figure}, which from its base gives {level}, beyond the upper bound of {bound}: "
       "{difference}."},
      {{"name", finding.subject.name},
       {"role", role_text(growth)},
       {"figure", figure_text(growth)},
       {"level", step.text},
       {"bound", bounds.upper->display()},
       {"difference", gap_text(level, bounds.upper->normalized(), *bounds.upper)}});
  add_figures(finding, plan, std::array{id, *base_id});
  finding.labels.push_back(bounds.label);
  finding.computation.push_back(step);
  finding.help = Text("核对基期值、增长幅度和界限，改正其一。", "Check base, growth and bound, and correct one of them.");
  sink.fails(std::move(finding));
}

void check(const Plan& plan, IndicatorId id, const Bounds& bounds, Sink& sink) {
  std::vector<StatementId> kept;
  for (const StatementId statement : plan[id].statements) {
    const Statement& s = plan[statement];
    if (!s.is_level()) {
      check_growth(plan, statement, bounds, sink);
      continue;
    }
    const Quantity& bound = bounds.upper ? *bounds.upper : *bounds.lower;
    if (!comparable(s.quantity, bound)) {
      sink.undetermined([&] { return check_of(plan, subject_of(plan, id), std::array{statement}, incomparable_reason(s.quantity, bound)); });
    } else if (inside(s, bounds)) {
      kept.push_back(statement);
    } else {
      report(plan, statement, bounds, sink);
    }
  }
  if (!kept.empty())
    sink.holds(kept, [&] { return check_of(plan, subject_of(plan, id), kept, Text("在界限之内", "within the bounds")); });
}

void run(const Plan& plan, Sink& sink) {
  const PlanBounds plan_bounds(plan);
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    if (const auto bounds = plan_bounds[id]) {
      check(plan, id, *bounds, sink);
      continue;
    }
    for (const StatementId statement : plan.indicators[i].statements) {
      const Quantity& quantity = plan[statement].quantity;
      if (quantity.number.sign() >= 0 || !plan[statement].is_level() || !quantity.unit || !quantity.unit->is_countable()) {
        continue;
      }
      Quantity zero = quantity;
      zero.written = quantity.own_unit ? "0" + quantity.unit->written : "0";
      zero.number = 0;
      const Label label{plan.indicators[i].place, plan.indicators[i].name_span,
                        Text("计数不能为负", "a count cannot be negative"), "bounds"};
      report(plan, statement, {{Exact(0), {}, false, false}, zero, {}, label}, sink);
    }
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
