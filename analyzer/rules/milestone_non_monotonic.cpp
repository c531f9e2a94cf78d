#include <algorithm>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule milestone_non_monotonic;
constinit const Rule milestone_non_monotonic{
    .code = "GJ0113",
    .name = "milestone-non-monotonic",
    .family = "reconcile",
    .severity = Severity::Warning,
    .title = {"各年节点中途回落", "Milestones that fall on the way"},
    .page =
        {
            .checks =
                {"存量、累计类指标要求提高时，从基期到各年节点应当不减；出现回落即提示。",
                 "Where a level or running total is meant to rise, baseline and milestones must not fall from one to "
                 "the next."},
            .why =
                {"累计数不会减少，存量先降后升也需要理由；多半是把当年数填进了累计数的格子，或抄错了位数。",
                 "A running total cannot shrink, and a level that falls on its way up needs a reason: often a yearly "
                 "figure stands where a running one belongs."},
            .guards =
                {"当年数（流量、新增、均值）不适用；未写类型的，"
                 "只有标注“累计”或末年节点恰好等于目标且逐年合计不等时才适用；未说明越高越好、目标也不是下限的不报；"
                 "四舍五入可以解释的不报。",
                 "Not for yearly figures (flow, new, average). Without a kind, only where a label says 累计 or the "
                 "last milestone equals the target and the sum does not. Silent when nothing says that higher is "
                 "wanted, or when rounding explains it."},
            .failing = R"(plan 云溪 "云溪县文旅融合行动方案" {
    period 2024..2026 @3
    indicator 民宿 "等级民宿数量" stock 家 {
        baseline  2023 = 60家 @5
        milestone 2024 = 75家 @6
        milestone 2025 = 70家 @6
        //^ milestone-non-monotonic: = 70家
        milestone 2026 = 90家 @6
        target    2026 >= 90家 @5
    }
}
)",
            .passing = R"(plan 云溪 "云溪县文旅融合行动方案" {
    period 2024..2026 @3
    indicator 民宿 "等级民宿数量" stock 家 {
        baseline  2023 = 60家 @5
        milestone 2024 = 75家 @6
        milestone 2025 = 75家 @6
        milestone 2026 = 90家 @6
        target    2026 >= 90家 @5
    }
    indicator 新评 "新评等级民宿" new 家 {
        milestone 2024 = 15家 @7
        milestone 2025 = 5家 @7
        milestone 2026 = 10家 @7
        target    2026 >= 30家 total @5
    }
}
)",
        },
    .follows_from = "scale-slip claim-value-mismatch duplicate-statement-conflict unit-mismatch",
    .run = run,
};

namespace {

bool is_series_of_levels(const Plan& plan, IndicatorId id) {
  if (const auto kind = plan[id].kind) return *kind == Kind::Stock || *kind == Kind::Cumulative;
  return labelled_cumulative(plan, id) || fits_as_level_only(plan, id);
}

void compare(const Plan& plan, IndicatorId id, const std::vector<StatementId>& series, Sink& sink) {
  const Subject subject = subject_of(plan, id);
  std::vector<StatementId> falls;
  for (std::size_t i = 1; i < series.size(); ++i) {
    const Quantity& before = plan[series[i - 1]].quantity;
    const Quantity& after = plan[series[i]].quantity;
    if (!comparable(before, after)) {
      sink.undetermined(check_of(plan, subject, series, incomparable_reason(before, after)));
      return;
    }
    if (above(stated_set(plan[series[i - 1]]), stated_set(plan[series[i]])))
      falls.insert(falls.end(), {series[i], series[i - 1]});
  }
  if (falls.empty()) {
    sink.holds(check_of(plan, subject, series, Text("逐年不减", "never falls from one year to the next")));
    return;
  }

  const Statement& after = plan[falls[0]];
  const Statement& before = plan[falls[1]];
  Finding finding;
  finding.subject = subject;
  finding.message = dsl::fill(
      {"“{name}”应逐年提高，{later}写 {after}，却比{earlier}的 {before} {difference}。",
       "“{name}” is meant to rise, yet its {later} of {after} is {difference} than its {earlier} of {before}."},
      {{"name", subject.name},
       {"later", role_text(after)},
       {"after", figure_text(after)},
       {"earlier", role_text(before)},
       {"before", figure_text(before)},
       {"difference", gap_text(after.quantity.normalized(), before.quantity.normalized(), before.quantity)}});
  add_figures(finding, plan, falls);
  for (std::size_t i = 0; i + 1 < falls.size(); i += 2) {
    finding.computation.push_back(difference_step(plan[falls[i]].quantity, plan[falls[i + 1]].quantity));
  }
  if (falls.size() > 2)
    finding.notes.push_back(Text("此后还有回落，一并列出。", "It falls again later; all falls are listed."));
  finding.help =
      Text("核对是否把当年数写成了累计数，或位数有误；确为回落的，宜说明理由。",
           "Check for a yearly figure in place of a running one, or a digit slip; if the fall is meant, say why.");
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    const std::vector<StatementId> series = levels_over_time(plan, id);
    if (series.size() < 2 || !is_series_of_levels(plan, id)) continue;
    const auto yearly = [&](StatementId s) { return plan[s].aggregation != Aggregation::Unstated; };
    if (std::any_of(series.begin(), series.end(), yearly)) continue;
    if (wanted_direction(plan, id) == Direction::Higher) compare(plan, id, series, sink);
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
