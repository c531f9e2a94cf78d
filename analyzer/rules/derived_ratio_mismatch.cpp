#include <array>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule derived_ratio_mismatch;
constinit const Rule derived_ratio_mismatch{
    .code = "GJ0109",
    .name = "derived-ratio-mismatch",
    .family = "reconcile",
    .severity = Severity::Error,
    .title = {"比率与其分子、分母不符", "A ratio that its own terms contradict"},
    .page =
        {
            .checks =
                {"声明了 R = A / B 时，用同一时点的 A、B 重新计算，与写出的比率核对；"
                 "按各数写法的精度留出四舍五入的余地。",
                 "With a relation R = A / B, the ratio is recomputed from the terms of the same moment and held "
                 "against the stated one, within the accuracy the figures are written with."},
            .why = {"比率多由他人另行测算，分子或分母改过之后常忘了同步修改。",
                    "Ratios are often computed separately and left behind when one of the terms changes."},
            .guards =
                {"比率没有单位、以个百分点表示或单位与 A / B 不相称的列为无法判定；写明“不低于”的比率，重算值更高即为满足；"
                 "A、B 写的是下限、实际仍可能相符的，只作警告。",
                 "Undetermined when the ratio has no unit, is written in percentage points or does not fit A / B. A "
                 "floor that the recomputed ratio keeps is fine. Where the terms are floors and may still meet the "
                 "ratio: a warning."},
            .failing = R"(plan 云溪 "云溪县园区提质行动方案" {
    period 2024..2026 @3
    indicator 企业 "园区企业数" stock 家 {
        target 2026 = 500家 @6
    }
    indicator 高企 "园区高新技术企业数" stock 家 {
        target 2026 = 160家 @6
    }
    indicator 占比 "园区高新技术企业占比" ratio % {
        target 2026 = 35% @6
        //^ derived-ratio-mismatch: = 35%
    }
    relation 占比 = 高企 / 企业 @6
}
)",
            .passing = R"(plan 云溪 "云溪县园区提质行动方案" {
    period 2024..2026 @3
    indicator 企业 "园区企业数" stock 家 {
        baseline 2023 = 480家 @6
        target 2026 = 500家 @6
    }
    indicator 高企 "园区高新技术企业数" stock 家 {
        baseline 2023 = 140家 @6
        target 2026 = 160家 @6
    }
    indicator 占比 "园区高新技术企业占比" ratio % {
        baseline 2023 = 29.2% @6
        target 2026 >= 32% @6
    }
    relation 占比 = 高企 / 企业 @6
}
)",
        },
    .follows_from = "scale-slip claim-value-mismatch duplicate-statement-conflict",
    .run = run,
};

namespace {

// The quotient of the terms in base units is the ratio in base units only when the dimensions say so.
bool units_fit(const Quantity& ratio, const Quantity& a, const Quantity& b) {
  if (!ratio.unit) return false;
  if (ratio.unit->is_ratio() || ratio.unit->is_multiple()) return comparable(a, b);
  return a.unit && b.unit && ratio.unit->dimension == a.unit->dimension + "/" + b.unit->dimension;
}

void compare(const Plan& plan, const Label& relation, const std::vector<StatementId>& ids, Sink& sink) {
  const Statement& ratio = plan[ids[0]];
  const Quantity& a = plan[ids[1]].quantity;
  const Quantity& b = plan[ids[2]].quantity;
  if (!units_fit(ratio.quantity, a, b)) {
    sink.undetermined([&] { return check_of(plan, subject_of(plan, ratio.indicator), ids,
                               Text("比率的单位与分子、分母的单位不相称，无法重算",
                                    "the unit of the ratio does not fit the units of its terms")); });
    return;
  }
  const auto stated = quotient(stated_set(plan[ids[1]]), stated_set(plan[ids[2]]));
  const auto allowed = quotient(allowed_set(plan[ids[1]]), allowed_set(plan[ids[2]]));
  if (!stated || !allowed || b.normalized().is_zero()) {
    sink.undetermined([&] { return check_of(plan, subject_of(plan, ratio.indicator), ids, Text("分母为零或有负数，无法重算", "a zero or negative term gives no ratio")); });
    return;
  }
  if (stated->meets(allowed_set(ratio))) {
    sink.holds(ids, [&] {
      Check check = check_of(plan, subject_of(plan, ratio.indicator), ids,
                             Text("按分子、分母重算相符", "the terms give the stated ratio"));
      check.computation.push_back(quotient_step(a, b));
      return check;
    });
    return;
  }

  const bool contradiction = !allowed->meets(allowed_set(ratio));
  const Exact written = ratio.quantity.normalized();
  const Step step = quotient_step(a, b);
  Finding finding;
  finding.subject = subject_of(plan, ratio.indicator);
  finding.message = dsl::fill({"“{name}”{moment}写 {stated}，按 {step} 计算，写出的比率{difference}。",
                               "The {moment} of “{name}” is {stated}, but {step}: the stated ratio is {difference}."},
                              {{"name", finding.subject.name},
                               {"moment", role_text(ratio)},
                               {"stated", figure_text(ratio)},
                               {"step", step.text},
                               {"difference", gap_text(written, step.result, ratio.quantity)}});
  add_figures(finding, plan, ids);
  finding.labels.push_back(relation);
  finding.computation.push_back(step);
  if (!contradiction) {
    finding.notes.push_back(
        Text("分子、分母写的不是确数，实际值仍可能使比率相符。",
             "The terms are no exact figures; the values reached may still give the stated ratio."));
  }
  finding.help = Text("重算比率，并核对分子、分母是否同一范围、同一时点。",
                      "Recompute the ratio, and check that both terms cover the same scope at the same time.");
  if (ratio.comparator != Comparator::MoreThan && ratio.comparator != Comparator::LessThan) {
    finding.suggestion = replace_value(plan, ids[0], round_nearest(step.result, ratio.quantity),
                                       Text("改为重算的比率", "write the recomputed ratio"));
  }
  sink.fails(std::move(finding), contradiction ? Severity::Error : Severity::Warning);
}

void run(const Plan& plan, Sink& sink) {
  for (const Relation& relation : plan.relations) {
    if (relation.form != Relation::Form::Ratio || !relation.left || relation.right.size() != 2) continue;
    const Label label = relation_label(relation, Text("比率由此定义", "the ratio is defined here"));
    bool compared = false;
    for (const Alignment& alignment : align(plan, std::array{*relation.left, relation.right[0], relation.right[1]})) {
      if (!alignment.complete()) continue;
      compared = true;
      compare(plan, label, alignment.present(), sink);
    }
    if (compared) continue;
    sink.undetermined([&] { return check_at(
        subject_of(plan, *relation.left), label,
        Text("比率、分子、分母没有同一时点的一组数值", "ratio and terms have no figures of one moment in common")); });
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
