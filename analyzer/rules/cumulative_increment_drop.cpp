#include <algorithm>
#include <array>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule cumulative_increment_drop;
constinit const Rule cumulative_increment_drop{
    .code = "GJ0114",
    .name = "cumulative-increment-drop",
    .family = "reconcile",
    .severity = Severity::Info,
    .title = {"累计数折算的年增量骤降", "A running total whose yearly increments drop"},
    .page =
        {
            .checks =
                {"累计数相邻两点之差就是当年增量；某年增量不到上一年一半时提示。",
                 "The difference of two running totals is the increment of the year; reported when it falls below half "
                 "of the one before."},
            .why = {"累计数年年上升，掩盖了当年工作量的骤降；考核时只看累计完成率看不出来。",
                    "A running total rises every year and hides that the work of a year collapses."},
            .guards =
                {"只看类型为累计的，或标注“累计”、按末年水平与目标恰好相符、名称又是发生额的；"
                 "有效注册商标量一类存量虽标“累计”也不看；不足三点的不看；四舍五入可以解释的不报；"
                 "累计数本身回落的由另一条规则报告。",
                 "Only for kind cumulative, or a label 累计 on a name of transactions whose last milestone equals the "
                 "target; never for a stock that is merely labelled 累计. At least three points; silent when rounding "
                 "explains the drop, and when the total itself falls (another rule's finding)."},
            .failing = R"(plan 云溪 "云溪县普惠金融行动方案" {
    period 2024..2026 @3
    indicator 贷款 "助农贷款发放累计额" cumulative 万元 {
        baseline  2023 = 1000万元 @5
        milestone 2024 = 3000万元 @6
        milestone 2025 = 5000万元 @6
        milestone 2026 = 5200万元 @6
        //^ cumulative-increment-drop: = 5200万元
        target    2026 >= 5200万元 @5
    }
}
)",
            .passing = R"(plan 云溪 "云溪县普惠金融行动方案" {
    period 2024..2026 @3
    indicator 贷款 "助农贷款发放累计额" cumulative 万元 {
        baseline  2023 = 1000万元 @5
        milestone 2024 = 3000万元 @6
        milestone 2025 = 5000万元 @6
        milestone 2026 = 6500万元 @6
        target    2026 >= 6500万元 @5
    }
    indicator 商标 "有效商标拥有量" 件 label "累计" {
        milestone 2024 = 3000件 @7
        milestone 2025 = 5000件 @7
        milestone 2026 = 5200件 @7
        target    2026 >= 5200件 @5
    }
}
)",
        },
    .follows_from =
        "scale-slip claim-value-mismatch duplicate-statement-conflict milestone-non-monotonic unit-mismatch",
    .rests_on = RestsOn::WholeIndicators,
    .run = run,
};

namespace {

template <std::size_t N>
bool names_any(const std::string& name, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return name.find(w) != std::string::npos; });
}

// A level that is held at a date does not become a running total by a label; what is done within a year does.
bool is_running_total(const Plan& plan, IndicatorId id) {
  static constexpr std::array<std::string_view, 8> kHeld{"有效", "拥有", "擁有", "保有",
                                                         "持有", "存量", "现有", "現有"};
  static constexpr std::array<std::string_view, 19> kDone{"额",   "額",   "登记", "登記", "交易", "融资", "融資",
                                                          "审结", "審結", "培训", "培訓", "新增", "投资", "投資",
                                                          "产值", "產值", "办理", "辦理", "发放"};
  const Indicator& indicator = plan[id];
  if (indicator.kind) return *indicator.kind == Kind::Cumulative;
  return labelled_cumulative(plan, id) && !names_any(indicator.name, kHeld) && names_any(indicator.name, kDone) &&
         fits_as_level_only(plan, id);
}

struct Increment {
  StatementId from{};
  StatementId to{};
  Exact years;
  Exact yearly;
  Exact slack;  // what rounding can hide, a year
};

Increment increment_between(const Plan& plan, StatementId from, StatementId to) {
  const Quantity& a = plan[from].quantity;
  const Quantity& b = plan[to].quantity;
  const Exact years = *plan[to].when.year() - *plan[from].when.year();
  const auto slack = [](const Quantity& q) { return *accuracy_interval(q).high - q.normalized(); };
  return {from, to, years, (b.normalized() - a.normalized()) / years, (slack(a) + slack(b)) / years};
}

void report(const Plan& plan, const Increment& before, const Increment& after, Sink& sink) {
  const std::array ids{after.to, after.from, before.from};
  const Quantity& like = plan[after.to].quantity;
  Finding finding;
  finding.subject = subject_of(plan, plan[after.to].indicator);
  finding.message = dsl::fill(
      {"“{name}”的累计数折算成年增量，到{later}为 {after}，不到此前年增量 {before} 的一半，{difference}。",
       "The running total of “{name}” implies a yearly increment of {after} up to its {later}, less than half of the "
       "{before} before: {difference}."},
      {{"name", finding.subject.name},
       {"later", role_text(plan[after.to])},
       {"after", display_like(after.yearly, like)},
       {"before", display_like(before.yearly, like)},
       {"difference", difference_text(after.yearly, before.yearly, like)}});
  add_figures(finding, plan, ids);
  for (const Increment& increment : {before, after}) {
    finding.computation.push_back(difference_step(plan[increment.to].quantity, plan[increment.from].quantity));
    if (increment.years == Exact(1)) continue;
    const Exact whole = finding.computation.back().result;
    finding.computation.push_back(
        {Operation::Quotient,
         {whole, increment.years},
         increment.yearly,
         base_unit(like),
         number_text(whole, like) + " ÷ " + increment.years.to_string() + result_text(increment.yearly, like)});
  }
  finding.help = Text("确认是否有意放缓；如不是，调整各年度的累计数。",
                      "Confirm that the slowdown is meant; if not, adjust the yearly totals.");
  sink.fails(std::move(finding));
}

void compare(const Plan& plan, IndicatorId id, StatementIds series, Sink& sink) {
  std::vector<Increment> increments;
  for (std::size_t i = 1; i < series.size(); ++i) {
    if (!comparable(plan[series[i - 1]].quantity, plan[series[i]].quantity)) return;
    increments.push_back(increment_between(plan, series[i - 1], series[i]));
    if (increments.back().yearly.sign() < 0) return;
  }
  for (std::size_t i = 1; i < increments.size(); ++i) {
    const Increment& before = increments[i - 1];
    const Increment& after = increments[i];
    if (Exact(2) * (after.yearly + after.slack) < before.yearly - before.slack)
      return report(plan, before, after, sink);
  }
  sink.holds(series, [&] { return check_of(plan, subject_of(plan, id), series,
                      Text("折算的年增量没有骤降", "the implied yearly increments do not drop")); });
}

void run(const Plan& plan, Sink& sink) {
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    const StatementIds series = levels_over_time(plan, id);
    if (series.size() >= 3 && is_running_total(plan, id)) compare(plan, id, series, sink);
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
