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
    .title = {"各年节点中途回落", "Milestones that turn back on the way"},
    .page =
        {
            .checks =
                {"存量、累计、比率、得分类指标要求提高时，从基期到各年节点应当不减，要求降低时应当不增；出现反复即提示。",
                 "Where a level, running total, ratio or score is meant to rise, baseline and milestones must not fall from "
                 "one to the next; where it is meant to fall, they must not rise."},
            .why =
                {"累计数不会减少，存量先降后升也需要理由；多半是把当年数填进了累计数的格子，或抄错了位数。",
                 "A running total cannot shrink, and a level that falls on its way up needs a reason: often a yearly "
                 "figure stands where a running one belongs."},
            .guards =
                {"当年数（流量、新增、均值）不适用；未写类型的，"
                 "只有标注“累计”或末年节点恰好等于目标且逐年合计不等时才适用；方向既未声明、目标也看不出方向的不报；"
                 "比率、得分的各年节点仍满足目标的，或目标按每年考核的，不报；四舍五入可以解释的不报。",
                 "Not for yearly figures (flow, new, average). Without a kind, only where a label says 累计 or the "
                 "last milestone equals the target and the sum does not. Silent when nothing says which way is "
                 "wanted, when a ratio or score still keeps its target or has one for each year, or when rounding explains "
                 "it."},
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
  const auto kind = plan[id].kind;
  if (!kind) return labelled_cumulative(plan, id) || fits_as_level_only(plan, id);
  return *kind == Kind::Stock || *kind == Kind::Cumulative || *kind == Kind::Ratio || *kind == Kind::Score;
}

// Ratios and scores go up and down from year to year: one that still meets its target, or is asked for anew each year, may.
bool may_waver(const Plan& plan, IndicatorId id, StatementId milestone) {
  const auto kind = plan[id].kind;
  if (kind != Kind::Ratio && kind != Kind::Score) return false;
  const StatementIds goals = goals_of(plan, id, true);
  return std::any_of(goals.begin(), goals.end(), [&](StatementId goal) {
    if (plan[goal].when.form == When::Form::Each) return true;
    return comparable(plan[goal].quantity, plan[milestone].quantity) &&
           allowed_set(plan[goal]).contains(plan[milestone].quantity.normalized());
  });
}

bool turns_back(const Statement& before, const Statement& after, bool rising) {
  const Statement& low = rising ? before : after;
  const Statement& high = rising ? after : before;
  // Figures lie around their values; only a range may lie elsewhere than its lower end.
  const bool ranges = low.upper || high.upper;
  if (!ranges && low.quantity.normalized() < high.quantity.normalized()) return false;
  return above(stated_set(low), stated_set(high));
}

void compare(const Plan& plan, IndicatorId id, StatementIds series, Direction wanted, Sink& sink) {
  const bool rising = wanted == Direction::Higher;
  std::vector<StatementId> turns;
  for (std::size_t i = 1; i < series.size(); ++i) {
    const Quantity& before = plan[series[i - 1]].quantity;
    const Quantity& after = plan[series[i]].quantity;
    if (!comparable(before, after)) {
      sink.undetermined([&] { return check_of(plan, subject_of(plan, id), series, incomparable_reason(before, after)); });
      return;
    }
    if (turns_back(plan[series[i - 1]], plan[series[i]], rising) && !may_waver(plan, id, series[i])) turns.insert(turns.end(), {series[i], series[i - 1]});
  }
  if (turns.empty()) {
    sink.holds(series, [&] { return check_of(plan, subject_of(plan, id), series,
                        rising ? Text("没有中途回落", "does not fall on its way up")
                               : Text("没有中途回升", "does not rise on its way down")); });
    return;
  }

  const Statement& after = plan[turns[0]];
  const Statement& before = plan[turns[1]];
  Finding finding;
  finding.subject = subject_of(plan, id);
  finding.message = dsl::fill(
      {"“{name}”应逐年{wanted}，{later}写 {after}，却比{earlier}的 {before} {difference}。",
       "“{name}” is meant to {wanted}, yet its {later} of {after} is {difference} than its {earlier} of {before}."},
      {{"name", finding.subject.name},
       {"wanted", rising ? Text("提高", "rise") : Text("降低", "fall")},
       {"later", role_text(after)},
       {"after", figure_text(after)},
       {"earlier", role_text(before)},
       {"before", figure_text(before)},
       {"difference", gap_text(after.quantity.normalized(), before.quantity.normalized(), before.quantity)}});
  add_figures(finding, plan, turns);
  for (std::size_t i = 0; i + 1 < turns.size(); i += 2) {
    finding.computation.push_back(difference_step(plan[turns[i]].quantity, plan[turns[i + 1]].quantity));
  }
  if (turns.size() > 2)
    finding.notes.push_back(Text("此后还有反复，一并列出。", "It turns back again later; all such years are listed."));
  finding.help =
      Text("核对是否把当年数写成了累计数，或位数有误；确有反复的，宜说明理由。",
           "Check for a yearly figure in place of a running one, or a digit slip; if the turn is meant, say why.");
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    const StatementIds series = levels_over_time(plan, id);
    if (series.size() < 2 || !is_series_of_levels(plan, id)) continue;
    const auto yearly = [&](StatementId s) { return plan[s].aggregation != Aggregation::Unstated; };
    if (std::any_of(series.begin(), series.end(), yearly)) continue;
    if (const auto wanted = wanted_direction(plan, id)) compare(plan, id, series, *wanted, sink);
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
