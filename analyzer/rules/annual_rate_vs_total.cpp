#include <algorithm>
#include <map>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/readings.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule annual_rate_vs_total;
constinit const Rule annual_rate_vs_total{
    .code = "GJ0105",
    .name = "annual-rate-vs-total",
    .family = "reconcile",
    .severity = Severity::Warning,
    .title = {"每年数与总数对不上", "A yearly rate does not lead to the total"},
    .page =
        {
            .checks =
                {"“每年若干”的数乘以年数，与该指标的总目标比较；并与各年节点逐年比较。年数取所写区间，否则取方案期间。",
                 "A yearly rate times the number of years against the total of the indicator, and the rate against each "
                 "yearly milestone. The years are those stated with the rate, else those of the plan."},
            .why = {"每年按数完成，期末却到不了总数，或者多出一截：两处至少一处不是真实安排。",
                    "Doing what is said every year and still missing the total means one of the two is no real plan."},
            .guards =
                {"“每年若干以上”只是下限，乘积不超过总数即不报；存量、比率类指标不比；“每年达到”的目标由 "
                 "milestone-target-mismatch 逐年核对；计量单位不可比的不比。每年数作为下限可以成立的，在报告中写明；始终只作警告。",
                 "A yearly floor whose product stays within the total is silent, and so are levels and ratios. A target of "
                 "each year is checked against the milestones elsewhere. Never more than a warning; where the rate would "
                 "hold as a floor, the message says so."},
            .failing = R"(plan 平湖 "平湖县林业发展方案" {
    period 2023..2026 @2
    indicator 育林 "新建示范林场" new 个 {
        target 2026 = 50个 @5
        claim each 十个 @17
        //^ annual-rate-vs-total: 十个
    }
}
)",
            .passing = R"(plan 平湖 "平湖县林业发展方案" {
    period 2023..2026 @2
    indicator 育林 "新建示范林场" new 个 {
        target 2026 = 50个 @5
        claim each 10个以上 @17
    }
    indicator 抚育 "森林抚育项目" new 项 {
        target 2026 = 400项 @6
        claim each 百项 @18
    }
}
)",
        },
    .follows_from = "scale-slip unit-mismatch claim-value-mismatch duplicate-statement-conflict strict-target-only-equalled",
    .rests_on = RestsOn::WholeIndicators,
    .run = run,
};

namespace {

using Ids = std::vector<StatementId>;

// What the rate is held against.
struct Counterpart {
  std::optional<StatementId> total;
  Ids milestones;
};

bool is_total(const Plan& plan, IndicatorId indicator, StatementId goal) {
  const Statement& s = plan[goal];
  if (s.when.form == When::Form::Each || s.upper || s.aggregation == Aggregation::Yearly ||
      s.aggregation == Aggregation::Mean) {
    return false;
  }
  if (s.aggregation == Aggregation::Total || s.when.form == When::Form::Over) return true;
  const Reconciliation* reconciliation = reconcile(plan, indicator, goal);
  if (!reconciliation) return plan[indicator].kind == Kind::New;
  const auto& fit = reconciliation->explained;
  return fit ? fit->reading == Reading::Total : plan[indicator].kind == Kind::New;
}

Counterpart counterpart_of(const Plan& plan, IndicatorId indicator, const Statement& rate) {
  Counterpart result;
  for (const Role role : {Role::Target, Role::Claim}) {
    for (const StatementId goal : goals_of(plan, indicator, true)) {
      if (result.total) break;
      const bool usable = plan[goal].role == role && comparable(plan[goal].quantity, rate.quantity);
      if (usable && is_total(plan, indicator, goal)) result.total = goal;
    }
  }
  const auto kind = plan[indicator].kind;
  // Milestones of an unstated kind may be levels; beside a total they are yearly amounts.
  if (!result.total && kind != Kind::Flow && kind != Kind::New) return result;
  for (const StatementId id : milestones_of(plan, indicator)) {
    if (comparable(plan[id].quantity, rate.quantity)) result.milestones.push_back(id);
  }
  return result;
}

std::optional<std::int64_t> years_in(const DateRange& range) {
  if (!range.last) return std::nullopt;
  const std::int64_t years = range.last->year - range.first.year + 1;
  if (range.first.month == 0 || range.last->month == 0) return years;
  const std::int64_t months = 12 * (years - 1) + range.last->month - range.first.month + 1;
  return months % 12 == 0 ? months / 12 : years;
}

std::optional<std::int64_t> years_of(const Plan& plan, const Statement& rate, const Statement& total) {
  if (rate.when.range) return years_in(*rate.when.range);
  if (total.when.form == When::Form::Over && total.when.range) return years_in(*total.when.range);
  return plan.period ? years_in(*plan.period) : std::nullopt;
}

bool keeps_rate(const Statement& rate, const Exact& amount) {
  if (rate.comparator == Comparator::Equal) return amount >= rate.quantity.normalized();
  return value_set(rate.comparator, rate.quantity).contains(amount);
}

// A yearly floor leads to its product or more, a ceiling to its product or less.
bool leads_to(const Statement& rate, const Exact& product, const Statement& total) {
  const Exact stated = total.quantity.normalized();
  if (allowed_set(total).contains(product)) return true;
  if (is_lower_bound(rate.comparator)) return product <= stated;
  return is_upper_bound(rate.comparator) && product >= stated;
}

std::string list_of(const Plan& plan, const Ids& ids) {
  std::string text;
  for (const StatementId id : ids) {
    if (!text.empty()) text += " / ";
    text += number_text(plan[id].quantity.normalized(), plan[id].quantity);
  }
  return text;
}

void judge(const Plan& plan, IndicatorId indicator, const Ids& copies, Sink& sink) {
  const Statement& rate = plan[copies.front()];
  const Counterpart other = counterpart_of(plan, indicator, rate);
  if (!other.total && other.milestones.empty()) return;
  Ids ids = copies;
  if (other.total) ids.push_back(*other.total);
  ids.insert(ids.end(), other.milestones.begin(), other.milestones.end());
  const Subject subject = subject_of(plan, indicator);

  const bool years_keep = std::all_of(other.milestones.begin(), other.milestones.end(),
                                      [&](StatementId id) { return keeps_rate(rate, plan[id].quantity.normalized()); });
  std::optional<Step> product;
  std::string years_text;
  if (other.total) {
    const auto years = years_of(plan, rate, plan[*other.total]);
    if (!years) {
      sink.undetermined([&] { return check_of(plan, subject, ids,
                                 {"方案没有写明期间，每年数要乘几年无从得知",
                                  "the plan states no period, so the number of years is unknown"}); });
      return;
    }
    years_text = std::to_string(*years);
    const Exact amount = rate.quantity.normalized();
    const Exact result = amount * Exact(*years);
    product =
        Step{Operation::Product,
             {amount, Exact(*years)},
             result,
             base_unit(rate.quantity),
             number_text(amount, rate.quantity) + " × " + years_text + result_text(result, rate.quantity)};
  }
  const bool total_fits = !product || leads_to(rate, product->result, plan[*other.total]);
  if (total_fits && years_keep) {
    sink.holds(ids, [&] {
      Check check = check_of(plan, subject, ids,
                             {"每年数与总数、节点相容", "the yearly rate is compatible with total and milestones"});
      if (product) check.computation.push_back(*product);
      return check;
    });
    return;
  }

  Finding finding;
  finding.subject = subject;
  add_figures(finding, plan, ids);
  if (total_fits) {
    finding.message =
        dsl::fill({"“{name}”：{role}写 {figure}，而各年节点为 {milestones}，有的年份没有达到。",
                   "“{name}”: the {role} is {figure}, but of the milestones {milestones} some do not reach it."},
                  {{"name", subject.name},
                   {"role", role_text(rate)},
                   {"figure", figure_text(rate)},
                   {"milestones", list_of(plan, other.milestones)}});
  } else {
    const Statement& total = plan[*other.total];
    const bool as_floor =
        years_keep && rate.comparator == Comparator::Equal && product->result <= total.quantity.normalized();
    const bool equalled = product->result == total.quantity.normalized();  // of a strict bound
    const std::string milestones = list_of(plan, other.milestones);
    Text floor;
    if (as_floor) floor = {"；作为每年的下限则可以成立", "; read as a yearly floor it holds"};
    if (as_floor && !milestones.empty()) {
      floor.zh += "（各年节点 " + milestones + " 均不低于此数）";
      floor.en += " (the milestones " + milestones + " all reach it)";
    }
    finding.message = dsl::fill(
        {"“{name}”：{role}写 {figure}，逐年相加为 {product}，与{goal} {total} 不符，{difference}{floor}。",
         "“{name}”: the {role} is {figure}, which makes {product}, not the {total} of the {goal} ({difference}){floor}."},
        {{"name", subject.name},
         {"role", role_text(rate)},
         {"figure", figure_text(rate)},
         {"product", product->text},
         {"goal", role_text(total)},
         {"total", figure_text(total)},
         {"difference", equalled ? Text("恰为此数，而总数的写法不含本数", "just that figure, which the wording of the total excludes")
                                 : difference_text(product->result, total.quantity.normalized(), total.quantity)},
         {"floor", floor}});
    if (!rate.when.range && plan.period_place) {
      finding.labels.push_back(
          {*plan.period_place, plan.period_place->span, {"期间共 " + years_text + " 年", "a period of " + years_text + " years"}, "period"});
    }
    finding.computation = {*product, difference_step(product->result, total.quantity.normalized(), total.quantity)};
  }
  finding.help = {"写明每年数是下限还是确数，与总数统一。",
                  "Say whether the rate is a floor or exact, and bring it in line with the total."};
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto indicator = static_cast<IndicatorId>(i);
    const auto kind = plan.indicators[i].kind;
    if (kind && kind != Kind::Flow && kind != Kind::New) continue;
    std::map<Exact, Ids> rates;
    for (const StatementId id : goals_of(plan, indicator, true)) {
      const Statement& rate = plan[id];
      if (rate.when.form != When::Form::Each || rate.upper) continue;
      const bool milestones_judge_it = rate.role == Role::Target && reconcile(plan, indicator, id);
      if (!milestones_judge_it) rates[rate.quantity.normalized()].push_back(id);
    }
    for (const auto& [value, copies] : rates) judge(plan, indicator, copies, sink);
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
