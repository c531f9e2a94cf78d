#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule unit_missing;
constinit const Rule unit_missing{
    .code = "GJ0201",
    .name = "unit-missing",
    .family = "unit",
    .severity = Severity::Warning,
    .title = {"数值没有计量单位", "Figures without a unit"},
    .page =
        {
            .checks =
                {"数值本身、所在列、表头和指标都没有写明计量单位。全文只报一条，逐项列出。",
                 "Figures for which neither the figure, its column, its table nor its indicator states a unit. One "
                 "finding for the plan, with a list."},
            .why =
                {"没有单位的数无法与其他数核对，完成与否各有各的算法。",
                 "A figure without a unit cannot be held against any other, and can be claimed as met in several ways."},
            .guards = {"单位写在列、表头或指标处的不报；只写增长幅度的不在此列。",
                       "Silent where column, table or indicator carries the unit; growth figures are not looked at."},
            .failing = R"(plan 云溪 "云溪县科普行动方案" {
    period 2024..2026 @3
    table 主要指标 @5 {
        | indicator | baseline 2023 | target 2026 | row |
        | 场馆      | 6             | >= 9        | @6  |
        //^ unit-missing: 6
        | 志愿者    | 800           | >= 1200     | @7  |
    }
    indicator 场馆 "科普场馆数量" stock
    indicator 志愿者 "科普志愿者人数" stock
}
)",
            .passing = R"(plan 云溪 "云溪县科普行动方案" {
    period 2024..2026 @3
    table 主要指标 @5 {
        | indicator | unit | baseline 2023 | target 2026 | row |
        | 场馆      | 个   | 6             | >= 9        | @6  |
        | 志愿者    |      | 800人         | >= 1200人   | @7  |
        | 活动      |      | 40            | >= 60       | @8  |
    }
    indicator 场馆 "科普场馆数量" stock
    indicator 志愿者 "科普志愿者人数" stock
    indicator 活动 "科普活动" flow 场
}
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

void run(const Plan& plan, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  std::vector<Text> names;
  std::size_t with_figures = 0;
  std::optional<StatementId> first;
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    std::size_t levels = 0;
    std::vector<StatementId> bare;
    for (const StatementId id : plan.indicators[i].statements) {
      if (!plan[id].is_level()) continue;
      ++levels;
      if (!first) first = id;
      if (!plan[id].quantity.unit) bare.push_back(id);
    }
    if (levels > 0) ++with_figures;
    if (bare.empty()) continue;
    const Subject subject = subject_of(plan, IndicatorId{i});
    const std::string count = std::to_string(bare.size());
    Label label =
        label_of(plan, bare[0],
                 dsl::fill({"“{name}”有 {count} 个数值没有单位", "{count} of the figures of “{name}” have no unit"},
                           {{"name", subject.name}, {"count", count}}));
    label.role = "unit";
    names.emplace_back("“" + subject.name + "”");
    finding.labels.push_back(std::move(label));
    finding.evidence.push_back(evidence_of(plan, bare[0]));
    finding.subjects.push_back(subject);
  }
  if (with_figures == 0) return;
  if (names.empty()) {
    return sink.holds(StatementIds(), [&] { return check_at(finding.subject, label_of(plan, *first), Text("每个数值都有计量单位", "every figure has a unit")); });
  }
  finding.message = dsl::fill(
      {"{total} 项有数值的指标中，{count} 项的数值没有计量单位：{names}。",
       "Figures without a unit in {count} of the {total} indicators that have figures: {names}."},
      {{"total", std::to_string(with_figures)}, {"count", std::to_string(names.size())}, {"names", dsl::join(names)}});
  finding.help = Text("补填计量单位：在表的“单位”列，或在指标名称之后。",
                      "State the unit, in the unit column of the table or after the name of the indicator.");
  sink.fails(std::move(finding));
}

}  // namespace

}  // namespace gouji::analyzer::rules
