#include <algorithm>
#include <array>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule parts_total_mismatch;
constinit const Rule parts_total_mismatch{
    .code = "GJ0111",
    .name = "parts-total-mismatch",
    .family = "reconcile",
    .severity = Severity::Error,
    .title = {"分项之和与总数不符", "Parts that do not add up to their total"},
    .page =
        {
            .checks =
                {"声明了 T = A + B + … 时，逐个时点把分项相加，与总数核对；按各数写法的精度留出四舍五入的余地。",
                 "With a relation T = A + B + …, the parts of each moment are added up and held against the stated "
                 "total, within the accuracy the figures are written with."},
            .why = {"分项加总对不上，任务分解就有缺口或重复，后续考核没有统一的数。",
                    "When the parts do not add up, the breakdown has a gap or counts something twice."},
            .guards =
                {"缺分项的列为无法判定，并说明缺哪一项；但已写明的分项（计数、金额）之和已超过总数的，仍作错误，"
                 "利润、结余、净额等可能为负的除外；写法为整数的数按确数相加；总数写“不低于”而分项之和更高的，视为满足；"
                 "分项或总数写的是下限、实际仍可能相符的，只作警告。",
                 "A missing part leaves it undetermined and is named, unless the known parts (counts, money) exceed the "
                 "total already; what may be negative (profit, balance, net amounts) is left out. Whole numbers are "
                 "exact. A total that is a floor is kept by a larger sum. "
                 "Where the figures are floors that may still meet: a warning."},
            .failing = R"(plan 云溪 "云溪县文化设施行动方案" {
    period 2024..2026 @3
    indicator 场馆 "新建文化场馆" new 个 {
        target 2026 = 30个 total @6
        //^ parts-total-mismatch: = 30个
    }
    indicator 县级 "新建县级场馆" new 个 {
        target 2026 = 4个 total @7
    }
    indicator 镇级 "新建镇级场馆" new 个 {
        target 2026 = 24个 total @8
    }
    relation 场馆 = 县级 + 镇级 @6
}
)",
            .passing = R"(plan 云溪 "云溪县文化设施行动方案" {
    period 2024..2026 @3
    indicator 场馆 "新建文化场馆" new 个 {
        target 2025 = 15个 total @6
        target 2026 >= 25个 total @6
    }
    indicator 县级 "新建县级场馆" new 个 {
        target 2026 = 4个 total @7
    }
    indicator 镇级 "新建镇级场馆" new 个 {
        target 2025 = 12个 total @8
        target 2026 = 24个 total @8
    }
    relation 场馆 = 县级 + 镇级 @6
}
)",
        },
    .follows_from = "scale-slip claim-value-mismatch duplicate-statement-conflict currency-mixed strict-target-only-equalled",
    .run = run,
};

namespace {

void compare(const Plan& plan, StatementId total_id, const std::vector<StatementId>& parts, const Label& relation,
             Sink& sink) {
  const Statement& total = plan[total_id];
  std::vector<StatementId> ids{total_id};
  ids.insert(ids.end(), parts.begin(), parts.end());
  ValueSet stated{.low = Exact(0), .high = Exact(0)};
  ValueSet allowed = stated;
  for (const StatementId part : parts) {
    if (!comparable(plan[part].quantity, total.quantity)) {
      sink.undetermined([&] { return check_of(plan, subject_of(plan, total.indicator), ids, incomparable_reason(plan[part].quantity, total.quantity)); });
      return;
    }
    stated = sum(stated, stated_set(plan[part]));
    allowed = sum(allowed, allowed_set(plan[part]));
  }
  if (stated.meets(allowed_set(total))) {
    sink.holds(ids, [&] {
      Check check = check_of(plan, subject_of(plan, total.indicator), ids,
                             Text("分项之和与总数相符", "the parts add up to the total"));
      check.computation.push_back(sum_step(plan, parts, total.quantity));
      return check;
    });
    return;
  }

  const Step step = sum_step(plan, parts, total.quantity);
  const bool equalled = step.result == total.quantity.normalized();  // of a strict bound
  const bool contradiction = !equalled && !allowed.meets(allowed_set(total));
  const Text difference = difference_text(step.result, total.quantity.normalized(), total.quantity);
  const Text gap = equalled ? Text("恰为此数，而总数的写法不含本数", "just that figure, which the wording of the total excludes")
                            : Text("分项之和比总数" + difference.zh, difference.en + " than the total");
  Finding finding;
  finding.subject = subject_of(plan, total.indicator);
  finding.message =
      dsl::fill({"“{name}”{moment}写 {total}，分项相加为 {sum}，{gap}。",
                 "The {moment} of “{name}” is {total}, but its parts give {sum}: {gap}."},
                {{"name", finding.subject.name},
                 {"moment", role_text(total)},
                 {"total", figure_text(total)},
                 {"sum", step.text},
                 {"gap", gap}});
  add_figures(finding, plan, ids);
  finding.labels.push_back(relation);
  finding.computation.push_back(step);
  if (!contradiction && !equalled) {
    finding.notes.push_back(
        Text("有的数写的是上限或下限，实际值仍可能相符；但各项都刚好完成时，总数与分项不一致。",
             "Some figures are bounds, and the values reached may still agree; if all are just met, they do not."));
  }
  finding.help = Text("核对总数与各分项，补上缺口，或说明未列出的分项。",
                      "Check the total against each part; close the gap, or name the part that is not listed.");
  const bool strict = total.comparator == Comparator::MoreThan || total.comparator == Comparator::LessThan;
  if (!strict && !display_like(step.result, total.quantity).starts_with("≈")) {
    finding.suggestion = replace_value(plan, total_id, step.result,
                                       Text("将总数改为分项之和", "write the sum of the parts as the total"));
  }
  sink.fails(std::move(finding), contradiction ? Severity::Error : Severity::Warning);
}

// Profits, balances and net amounts may be negative; other counts and sums of money may not.
bool cannot_be_negative(const Plan& plan, IndicatorId id, const Quantity& total) {
  static constexpr std::array<std::string_view, 9> kSigned{"利润", "利潤", "盈", "损益", "損益", "净", "淨", "结余", "差额"};
  const std::string& name = plan[id].name;
  const bool has_sign = std::any_of(kSigned.begin(), kSigned.end(),
                                    [&](std::string_view word) { return name.find(word) != std::string::npos; });
  return !has_sign && total.unit && (total.unit->is_countable() || total.unit->is_money());
}

// Parts that are not stated add nothing or more, so the known ones may not exceed the total.
bool exceed_total(const Plan& plan, StatementId total_id, const std::vector<StatementId>& known) {
  const Statement& total = plan[total_id];
  if (known.empty() || !cannot_be_negative(plan, total.indicator, total.quantity)) return false;
  ValueSet sum_of_known{.low = Exact(0), .high = Exact(0)};
  for (const StatementId part : known) {
    const Statement& s = plan[part];
    if (!comparable(s.quantity, total.quantity) || !cannot_be_negative(plan, s.indicator, s.quantity)) return false;
    sum_of_known = sum(sum_of_known, allowed_set(s));
  }
  return above(sum_of_known, allowed_set(total));
}

void run(const Plan& plan, Sink& sink) {
  for (const Relation& relation : plan.relations) {
    if (relation.form != Relation::Form::Sum || !relation.left || relation.right.empty()) continue;
    const Label label = relation_label(relation, Text("总数与分项在此声明", "total and parts are declared here"));
    std::vector<IndicatorId> indicators{*relation.left};
    indicators.insert(indicators.end(), relation.right.begin(), relation.right.end());
    bool stated = false;
    for (const Alignment& alignment : align(plan, indicators)) {
      if (!alignment.figures[0]) continue;
      stated = true;
      const std::vector<StatementId> ids = alignment.present();
      const std::vector<StatementId> parts(ids.begin() + 1, ids.end());
      if (alignment.complete() || exceed_total(plan, ids[0], parts)) {
        compare(plan, ids[0], parts, label, sink);
      } else {
        sink.undetermined([&] {
          std::vector<Text> missing;
          for (std::size_t i = 1; i < indicators.size(); ++i) {
            if (!alignment.figures[i]) missing.emplace_back("“" + plan[indicators[i]].name + "”");
          }
          return check_of(plan, subject_of(plan, *relation.left), ids,
                          dsl::fill({"分项缺 {missing} 同一时点的数值", "no figure of that moment for {missing}"},
                                    {{"missing", dsl::join(missing)}}));
        });
      }
    }
    if (!stated) sink.undetermined([&] { return check_at(subject_of(plan, *relation.left), label, Text("总数没有数值", "the total has no figure")); });
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
