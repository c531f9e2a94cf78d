#include <array>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule currency_mixed;
constinit const Rule currency_mixed{
    .code = "GJ0207",
    .name = "currency-mixed",
    .family = "unit",
    .severity = Severity::Warning,
    .title = {"币种混用", "Currencies mixed"},
    .page =
        {
            .checks =
                {"同一指标的数值，或总数与分项、部分与整体之间，用了不同的币种。",
                 "Figures of one indicator, or the two sides of a sum or subset relation, in different currencies."},
            .why =
                {"币种不同就不能直接比较和相加，汇率一变，完成与否随之改变。",
                 "Amounts in two currencies neither compare nor add up, and the exchange rate decides whether the "
                 "target is met."},
            .guards =
                {"不做汇率换算；两项无关的指标各用各的币种不报；比率关系（如 进出口额 / 人数）不看。",
                 "No conversion is attempted; indicators that are not related may each have their own currency, and "
                 "ratios are not looked at."},
            .failing = R"(plan 云溪 "云溪县外贸提质行动方案" {
    period 2024..2026 @3
    indicator 出口 "年出口额" flow {
        baseline 2023 = 3亿元 @5
        target 2026 >= 5000万美元 @6
        //^ currency-mixed: >= 5000万美元
    }
}
)",
            .passing = R"(plan 云溪 "云溪县外贸提质行动方案" {
    period 2024..2026 @3
    indicator 出口 "年出口额" flow {
        baseline 2023 = 3亿元 @5
        target 2026 >= 36000万元 @6
    }
    indicator 外资 "年实际使用外资" flow {
        baseline 2023 = 800万美元 @5
        target 2026 >= 0.12亿美元 @6
    }
}
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

const Unit* money_of(const Plan& plan, StatementId id) {
  const auto& unit = plan[id].quantity.unit;
  return plan[id].is_level() && unit && unit->is_money() ? &*unit : nullptr;
}

// Money figures of an indicator, and the first that is in another currency than the first of all.
struct Money {
  std::optional<StatementId> first;
  std::optional<StatementId> other;
  std::size_t figures = 0;
};

Money money_of(const Plan& plan, IndicatorId id) {
  Money money;
  for (const StatementId statement : plan[id].statements) {
    const Unit* unit = money_of(plan, statement);
    if (unit == nullptr) continue;
    ++money.figures;
    if (!money.first) money.first = statement;
    if (!money.other && unit->dimension != money_of(plan, *money.first)->dimension) money.other = statement;
  }
  return money;
}

Finding describe(const Plan& plan, StatementId other, StatementId first, const Template& message) {
  Finding finding;
  finding.subject = subject_of(plan, plan[other].indicator);
  finding.message = dsl::fill(message, {{"name", finding.subject.name},
                                        {"whole", plan[plan[first].indicator].name},
                                        {"role", role_text(plan[other])},
                                        {"first_role", role_text(plan[first])},
                                        {"other", figure_text(plan[other])},
                                        {"first", figure_text(plan[first])}});
  add_figures(finding, plan, std::array{other, first});
  finding.help = Text("统一币种；确需两种币种的，写明折算汇率和时点。",
                      "Settle on one currency, or state the exchange rate and its date.");
  return finding;
}

void compare_sides(const Plan& plan, IndicatorId side, IndicatorId whole, const Label& label, Sink& sink) {
  const Money a = money_of(plan, side);
  const Money b = money_of(plan, whole);
  if (!a.first || !b.first || a.other || b.other) return;
  if (money_of(plan, *a.first)->dimension == money_of(plan, *b.first)->dimension) return;
  Finding finding = describe(
      plan, *a.first, *b.first,
      {"“{name}”计入“{whole}”，币种却不同：前者{role} {other}，后者{first_role} {first}，不能直接相加比较。",
       "“{name}” counts towards “{whole}” in another currency: {role} {other} there, {first_role} {first} here; the "
       "two neither add up nor compare."});
  finding.labels.push_back(label);
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    const Money money = money_of(plan, id);
    if (money.other) {
      sink.fails(describe(
          plan, *money.other, *money.first,
          {"“{name}”币种不一：{first_role}为 {first}，{role}为 {other}，不能直接比较。",
           "“{name}” mixes currencies: its {first_role} is {first}, its {role} {other}; they cannot be compared."}));
    } else if (money.figures > 1) {
      sink.holds(StatementIds(), [&] { return check_at(subject_of(plan, id), label_of(plan, *money.first),
                          Text("各数值币种一致", "all figures are in one currency")); });
    }
  }
  for (const Subset& subset : subsets_of(plan)) compare_sides(plan, subset.part, subset.whole, subset.label, sink);
  for (const Relation& relation : plan.relations) {
    if (relation.form != Relation::Form::Sum || !relation.left) continue;
    const Label label = relation_label(relation, Text("总数与分项在此声明", "total and parts are declared here"));
    for (const IndicatorId part : relation.right) compare_sides(plan, part, *relation.left, label, sink);
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
