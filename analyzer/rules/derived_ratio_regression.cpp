#include <array>
#include <set>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule derived_ratio_regression;
constinit const Rule derived_ratio_regression{
    .code = "GJ0110",
    .name = "derived-ratio-regression",
    .family = "reconcile",
    .severity = Severity::Info,
    .title = {"目标使占比下降", "Targets that lower a share"},
    .page =
        {
            .checks =
                {"用基期值和目标值分别计算部分占整体（或 A / B）的比重，目标时的比重低于基期时提示；"
                 "关系标明“越高越好”的，作警告。",
                 "The share of a part in its whole (or A / B) is computed from the baselines and from the targets, and "
                 "reported when it falls: a warning where the relation is marked `higher`."},
            .why =
                {"两项目标各自增长，部分的增速却慢于整体，结构反而变差；这在单看每一项时看不出来。",
                 "Both figures grow, but the part grows more slowly than the whole: the structure gets worse, which no "
                 "single row shows."},
            .guards =
                {"部分声明为越低越好的不报；另有比率关系且未要求提高的不报；数值精度可以解释的不报；"
                 "缺基期或目标的列为无法判定。",
                 "Silent for a part the plan wants lower, for a ratio not marked `higher`, and where accuracy alone "
                 "explains the fall; undetermined without a baseline or target."},
            .failing = R"(plan 云溪 "云溪县品牌农业行动方案" {
    period 2024..2026 @3
    table 主要指标 @5 {
        | indicator | unit | baseline 2023 | target 2026 | row |
        | 农产品    | 个   | 300           | >= 500      | @6  |
        | 绿色      | 个   | 120           | >= 150      | @7  |
        //^ derived-ratio-regression: >= 150
    }
    indicator 农产品 "登记农产品数量" stock 个
    indicator 绿色 "绿色农产品数量" stock 个 part of 农产品
}
)",
            .passing = R"(plan 云溪 "云溪县品牌农业行动方案" {
    period 2024..2026 @3
    table 主要指标 @5 {
        | indicator | unit | baseline 2023 | target 2026 | row |
        | 农产品    | 个   | 300           | >= 500      | @6  |
        | 绿色      | 个   | 120           | >= 210      | @7  |
        | 退市      | 个   | 30            | <= 20       | @8  |
    }
    indicator 农产品 "登记农产品数量" stock 个
    indicator 绿色 "绿色农产品数量" stock 个 part of 农产品
    indicator 退市 "抽检不合格农产品数量" stock 个 part of 农产品 lower
}
)",
        },
    .follows_from =
        "scale-slip claim-value-mismatch duplicate-statement-conflict subset-exceeds-superset derived-ratio-mismatch",
    .run = run,
};

namespace {

void compare(const Plan& plan, const Subset& share, Severity severity, Sink& sink) {
  std::optional<Alignment> base;
  std::optional<Alignment> goal;
  for (const Alignment& alignment : align(plan, std::array{share.part, share.whole})) {
    if (!alignment.complete()) continue;
    if (alignment.moment.role == Role::Baseline) base = alignment;
    if (alignment.moment.role == Role::Target) goal = alignment;
  }
  if (!base || !goal) {
    sink.undetermined([&] { return check_at(subject_of(plan, share.part), share.label,
                               Text("缺少成对的基期值或目标值，算不出比重的变化",
                                    "no pair of baselines, or no pair of targets, to compute the share from")); });
    return;
  }
  const std::array ids{*goal->figures[0], *goal->figures[1], *base->figures[0], *base->figures[1]};
  const auto quantity = [&](std::size_t i) -> const Quantity& { return plan[ids[i]].quantity; };
  const auto after = quotient(stated_set(plan[ids[0]]), stated_set(plan[ids[1]]));
  const auto before = quotient(stated_set(plan[ids[2]]), stated_set(plan[ids[3]]));
  const bool units_fit = comparable(quantity(0), quantity(2)) && comparable(quantity(1), quantity(3)) &&
                         comparable(quantity(0), quantity(1));
  if (!after || !before || !units_fit || quantity(1).normalized().is_zero() || quantity(3).normalized().is_zero()) {
    sink.undetermined([&] { return check_of(
        plan, subject_of(plan, share.part), ids,
        Text("单位不可比或整体为零，算不出比重", "units that cannot be compared, or a whole of zero, give no share")); });
    return;
  }
  if (!above(*before, *after)) {
    sink.holds(ids, [&] {
      const Step then = quotient_step(quantity(2), quantity(3));
      const Step later = quotient_step(quantity(0), quantity(1));
      Check check = check_of(plan, subject_of(plan, share.part), ids,
                             Text("按目标计算的比重不低于基期：" + then.text + "；" + later.text,
                                  "the targets keep or raise the share: " + then.text + "; " + later.text));
      check.computation = {then, later};
      return check;
    });
    return;
  }

  const Step then = quotient_step(quantity(2), quantity(3));
  const Step later = quotient_step(quantity(0), quantity(1));
  const Exact needed = round_up(then.result * quantity(1).normalized(), quantity(0));
  Finding finding;
  finding.subject = subject_of(plan, share.part);
  finding.message = dsl::fill(
      {"“{part}”占“{whole}”的比重，基期 {then}，按目标 {later}，目标比基期{difference}。",
       "The share of “{part}” in “{whole}” is {then} at the baseline and {later} at the target: {difference}."},
      {{"part", plan[share.part].name},
       {"whole", plan[share.whole].name},
       {"then", then.text},
       {"later", later.text},
       {"difference", points_text(later.result, then.result)}});
  add_figures(finding, plan, ids);
  finding.labels.push_back(share.label);
  finding.computation = {then, later, points_step(later.result, then.result)};
  if (is_lower_bound(plan[ids[0]].comparator)) {
    finding.notes.push_back(
        Text("目标写的是下限，此处按恰好达到下限计算。", "The target is a floor; it is taken as just reached."));
  }
  finding.help = dsl::fill(
      {"若要保持基期比重，部分的目标需不少于 {needed}。", "To keep the share, the part needs at least {needed}."},
      {{"needed", display_like(needed, quantity(0))}});
  sink.fails(std::move(finding), severity);
}

void run(const Plan& plan, Sink& sink) {
  std::set<std::pair<IndicatorId, IndicatorId>> stated;  // shares that are an indicator of their own
  for (const Relation& relation : plan.relations) {
    if (relation.form != Relation::Form::Ratio || relation.right.size() != 2) continue;
    stated.emplace(relation.right[0], relation.right[1]);
    if (!relation.higher) continue;
    const Label label = relation_label(relation, Text("此处要求比率提高", "the plan wants this ratio higher"));
    compare(plan, {relation.right[0], relation.right[1], label}, Severity::Warning, sink);
  }
  for (const Subset& share : subsets_of(plan)) {
    if (stated.contains({share.part, share.whole}) || wanted_direction(plan, share.part) == Direction::Lower) continue;
    compare(plan, share, Severity::Info, sink);
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
