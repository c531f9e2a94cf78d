#include <array>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule subset_exceeds_superset;
constinit const Rule subset_exceeds_superset{
    .code = "GJ0108",
    .name = "subset-exceeds-superset",
    .family = "reconcile",
    .severity = Severity::Error,
    .title = {"部分大于整体", "A part exceeds its whole"},
    .page =
        {
            .checks =
                {"一项指标声明属于另一项（关系 A 不超出 B，或 属于）时，逐个时点核对：同一年份的同类数据（基期、节点、目标等），"
                 "部分不得大于整体。",
                 "Where one indicator is declared a part of another, its figure must not exceed the other's of the "
                 "same year and role."},
            .why = {"部分大于整体，两个数至少有一个是错的；按此分解任务、考核完成率都会失真。",
                    "At least one of the two figures is wrong, and everything broken down from them is wrong with it."},
            .guards =
                {"计量单位不可比（如 人 与 人次）的不比；只在同一时点（年份，写明月份的还须同月）、同一范围的同类数据之间比较，"
                 "方案期合计即末年目标，没有目标的以当年节点的水平代之；四舍五入后可能相等的不报；整体只写了下限（≥）时，部分的下限更高只算警告，因为整体仍可能更大。",
                 "Silent across units that cannot be compared (persons and person-times), across years, months, roles "
                 "and scopes (a total over the plan counts as its last year; a level milestone stands in for a missing "
                 "goal), and where rounding alone explains the gap. A whole that is only a floor may still grow: a "
                 "warning, no error."},
            .failing = R"(plan 云溪 "云溪县中小企业培育行动方案" {
    period 2024..2026 @3
    indicator 规上企业 "规模以上工业企业数" stock 家 {
        target 2026 = 420家 @6
    }
    indicator 高企 "规模以上高新技术企业数" stock 家 {
        target 2026 = 480家 @7
        //^ subset-exceeds-superset: = 480家
    }
    relation 高企 within 规上企业 @7
}
)",
            .passing = R"(plan 云溪 "云溪县中小企业培育行动方案" {
    period 2024..2026 @3
    indicator 规上企业 "规模以上工业企业数" stock 家 {
        target 2026 = 420家 @6
    }
    indicator 高企 "规模以上高新技术企业数" stock 家 {
        target 2025 = 380家 @7
        target 2026 = 420家 @7
    }
    indicator 参训 "规模以上企业参训规模" 人次 part of 规上企业 {
        target 2026 = 5000人次 @8
    }
    relation 高企 within 规上企业 @7
}
)",
        },
    .follows_from = "scale-slip claim-value-mismatch duplicate-statement-conflict",
    .run = run,
};

namespace {

void compare(const Plan& plan, const Subset& subset, StatementId part_id, StatementId whole_id, Sink& sink) {
  const Statement& part = plan[part_id];
  const Statement& whole = plan[whole_id];
  const std::array ids{part_id, whole_id};
  if (!comparable(part.quantity, whole.quantity)) {
    sink.undetermined([&] { return check_of(plan, subject_of(plan, subset.part), ids, incomparable_reason(part.quantity, whole.quantity)); });
    return;
  }
  const bool contradiction = above(allowed_set(part), allowed_set(whole));
  if (!contradiction && !above(stated_set(part), stated_set(whole))) {
    sink.holds(ids, [&] { return check_of(plan, subject_of(plan, subset.part), ids,
                        Text("部分不大于整体", "the part does not exceed the whole")); });
    return;
  }

  const Exact a = part.quantity.normalized();
  const Exact b = whole.quantity.normalized();
  Finding finding;
  finding.subject = subject_of(plan, subset.part);
  finding.message = dsl::fill(
      {"“{part}”是“{whole}”的一部分，{moment}写 {a}，整体却只有 {b}，部分比整体{difference}。",
       "“{part}” is a part of “{whole}”, yet its {moment} is {a} where the whole has {b}: {difference} than the whole."},
      {{"part", plan[subset.part].name},
       {"whole", plan[subset.whole].name},
       {"moment", role_text(part)},
       {"a", figure_text(part)},
       {"b", figure_text(whole)},
       {"difference", a == b ? Text("更大", "more") : gap_text(a, b, whole.quantity)}});
  add_figures(finding, plan, ids);
  finding.labels.push_back(subset.label);
  finding.computation.push_back(difference_step(part.quantity, whole.quantity));
  if (!contradiction) {
    finding.notes.push_back(Text(
        "整体写的是下限，实际值仍可能不小于部分；但整体的下限低于部分的下限，已无约束作用。",
        "The whole is stated as a floor and may still turn out larger; but a floor below the part's own floor binds "
        "nothing."));
  }
  finding.help = Text("核对两项指标的口径和数值：或改其一，或删去包含关系。",
                      "Check what each indicator covers; correct one figure, or drop the relation.");
  if (part.comparator != Comparator::MoreThan) {
    finding.suggestion = replace_value(plan, part_id, b,
                                       Text("将部分改为不超过整体的数值", "lower the part to the figure of the whole"));
  }
  sink.fails(std::move(finding), contradiction ? Severity::Error : Severity::Warning);
}

void run(const Plan& plan, Sink& sink) {
  for (const Subset& subset : subsets_of(plan)) {
    bool compared = false;
    for (const Alignment& alignment : align(plan, std::array{subset.part, subset.whole})) {
      if (!alignment.complete()) continue;
      compared = true;
      compare(plan, subset, *alignment.figures[0], *alignment.figures[1], sink);
    }
    if (compared) continue;
    sink.undetermined([&] { return check_at(subject_of(plan, subset.part), subset.label,
                               Text("部分与整体没有同一年份的同类数据可比",
                                    "part and whole have no pair of figures of the same year and role")); });
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
