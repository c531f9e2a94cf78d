#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule composition_not_100;
constinit const Rule composition_not_100{
    .code = "GJ0112",
    .name = "composition-not-100",
    .family = "reconcile",
    .severity = Severity::Error,
    .title = {"构成比之和不等于 100%", "Shares that do not make up 100%"},
    .page =
        {
            .checks =
                {"声明了 100% = A + B + … 时，同一时点各项占比之和应为 100%；按各数写法的精度留出四舍五入的余地。",
                 "With a relation 100% = A + B + …, the shares of each moment must make up 100%, within the accuracy "
                 "they are written with."},
            .why =
                {"构成比加起来不是 100%，说明有漏项、重复，或改了一项没有同步调整其余各项。",
                 "Shares that do not make up the whole miss something, count it twice, or were changed one without the "
                 "others."},
            .guards =
                {"缺一项的列为无法判定；四舍五入可以解释的尾差不报（33.3% 三项之和 99.9%）；含“不低于”“不超过”的，"
                 "只要可能凑成 100% 就不报。",
                 "A missing share leaves it undetermined. A remainder that rounding explains is fine (three times "
                 "33.3%), and so are floors and ceilings that can still make up 100%."},
            .failing = R"(plan 云溪 "云溪县能源结构优化行动方案" {
    period 2024..2026 @3
    indicator 煤电 "煤电发电量占比" ratio % {
        target 2026 = 45% @6
        //^ composition-not-100: = 45%
    }
    indicator 水电 "水电发电量占比" ratio % {
        target 2026 = 30% @6
    }
    indicator 新能源 "风光发电量占比" ratio % {
        target 2026 = 35% @6
    }
    relation 100% = 煤电 + 水电 + 新能源 @6
}
)",
            .passing = R"(plan 云溪 "云溪县能源结构优化行动方案" {
    period 2024..2026 @3
    indicator 煤电 "煤电发电量占比" ratio % {
        baseline 2023 = 33.3% @5
        target 2026 <= 30% @6
    }
    indicator 水电 "水电发电量占比" ratio % {
        baseline 2023 = 33.3% @5
        target 2026 = 35% @6
    }
    indicator 新能源 "风光发电量占比" ratio % {
        baseline 2023 = 33.3% @5
        target 2026 >= 34% @6
    }
    relation 100% = 煤电 + 水电 + 新能源 @6
}
)",
        },
    .follows_from = "scale-slip claim-value-mismatch duplicate-statement-conflict",
    .run = run,
};

namespace {

void compare(const Plan& plan, const std::vector<StatementId>& ids, const Label& relation, Sink& sink) {
  ValueSet total{.low = Exact(0), .high = Exact(0)};
  for (const StatementId id : ids) {
    const Quantity& share = plan[id].quantity;
    if (!share.unit || !share.unit->is_ratio()) {
      sink.undetermined([&] { return check_of(plan, subject_of(plan, plan[ids[0]].indicator), ids, Text("有的数值不是百分比，无法相加", "a figure is no percentage")); });
      return;
    }
    ValueSet allowed = allowed_set(plan[id]);
    if (!allowed.low) allowed.low = Exact(0);  // no share is negative: two that are capped leave the others room, but no more than that
    total = sum(total, allowed);
  }
  if (total.contains(Exact(1))) {
    sink.holds(ids, [&] {
      Check check = check_of(plan, subject_of(plan, plan[ids[0]].indicator), ids, Text("各项占比可合成 100%", "the shares make up 100%"));
      check.computation.push_back(sum_step(plan, ids, plan[ids[0]].quantity));
      return check;
    });
    return;
  }
  const Subject subject = subject_of(plan, plan[ids[0]].indicator);
  const Step step = sum_step(plan, ids, plan[ids[0]].quantity);

  std::vector<Text> names;
  Finding finding;
  finding.subject = subject;
  for (const StatementId id : ids) {
    names.emplace_back("“" + plan[plan[id].indicator].name + "”");
    finding.subjects.push_back(subject_of(plan, plan[id].indicator));
  }
  finding.message = dsl::fill({"{names}的{moment}合计应为 100%，实为 {sum}，{difference}。",
                               "The {moment} shares of {names} should make up 100%, but {sum}: {difference}."},
                              {{"names", dsl::join(names)},
                               {"moment", role_text(plan[ids[0]])},
                               {"sum", step.text},
                               {"difference", points_text(step.result, Exact(1))}});
  add_figures(finding, plan, ids);
  finding.labels.push_back(relation);
  finding.computation.push_back(step);
  finding.computation.push_back(points_step(step.result, Exact(1)));
  finding.help = Text("核对各项占比，补上漏列的一项，或调整使合计为 100%。",
                      "Check each share; add the one that is missing, or adjust them to 100%.");
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  for (const Relation& relation : plan.relations) {
    if (relation.form != Relation::Form::Shares || relation.right.empty()) continue;
    const Label label = relation_label(relation, Text("构成比在此声明", "the shares are declared here"));
    const std::vector<Alignment> alignments = align(plan, relation.right);
    for (const Alignment& alignment : alignments) {
      const std::vector<StatementId> ids = alignment.present();
      if (alignment.complete()) {
        compare(plan, ids, label, sink);
      } else {
        sink.undetermined([&] { return check_of(plan, subject_of(plan, relation.right[0]), ids,
                                   Text("同一时点的占比没有写全", "not every share is stated for this moment")); });
      }
    }
    if (alignments.empty()) {
      sink.undetermined([&] { return check_at(subject_of(plan, relation.right[0]), label, Text("各项占比没有数值", "the shares have no figures")); });
    }
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
