#include <algorithm>
#include <iterator>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule unit_mismatch;
constinit const Rule unit_mismatch{
    .code = "GJ0203",
    .name = "unit-mismatch",
    .family = "unit",
    .severity = Severity::Warning,
    .title = {"同一指标用了不能换算的单位", "Units of one indicator that do not convert"},
    .page =
        {
            .checks =
                {"同一指标的数值使用了不能换算的计量单位，例如一处写人次，另一处写次。每项指标报一条。",
                 "Figures of one indicator in units that do not convert, such as person-times (人次) and times (次). "
                 "One finding for each indicator."},
            .why =
                {"单位不同，数就不能比；数字即使相同，含义也可能差几十倍（一次培训可有几十人次）。",
                 "The figures cannot be compared, and equal numbers may mean quite different things: one course trains "
                 "dozens."},
            .guards =
                {"同族量词（个、项）由 unit-word-drift 提示；币种不同、百分比与百分点另有规则；"
                 "不认识的单位和增长幅度不在此列。",
                 "Count words of one family, currencies, percent against points and unknown units are other rules' "
                 "matter; growth figures are not looked at."},
            .failing = R"(plan 云溪 "云溪县技能培训行动方案" {
    period 2024..2026 @3
    indicator 培训 "职业技能培训" flow {
        target 2026 达到 1.5万人次 total @6
    }
    table 分年目标 @20 {
        | indicator | unit | 2024 | 2025 | 2026 | row |
        | 培训      | 次   | 5000 | 5000 | 5000 | @21 |
        //^ unit-mismatch: 5000
    }
}
)",
            .passing = R"(plan 云溪 "云溪县技能培训行动方案" {
    period 2024..2026 @3
    indicator 培训 "职业技能培训" flow {
        target 2026 达到 1.5万人次 total @6
    }
    table 分年目标 @20 {
        | indicator | unit | 2024 | 2025 | 2026 | row |
        | 培训      | 人次 | 5000 | 5000 | 5000 | @21 |
    }
}
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

using Group = std::vector<StatementId>;  // figures in units of one dimension

bool has_known_unit(const Statement& statement) {
  return statement.is_level() && statement.quantity.unit && statement.quantity.unit->known;
}

// True when all figures are of one dimension, or none has a unit that is known.
bool tell_one_dimension(const Plan& plan, IndicatorId id, Sink& sink) {
  const Unit* first = nullptr;
  std::size_t figures = 0;
  for (const StatementId statement : plan[id].statements) {
    if (!has_known_unit(plan[statement])) continue;
    const Unit& unit = *plan[statement].quantity.unit;
    if (first == nullptr) first = &unit;
    if (first != &unit && first->dimension != unit.dimension) return false;
    ++figures;
  }
  if (figures < 2) return true;
  // The figures' values were not compared, only their units: they are shown, not counted as compared.
  sink.holds(StatementIds(), [&] {
    std::vector<StatementId> shown;
    std::copy_if(plan[id].statements.begin(), plan[id].statements.end(), std::back_inserter(shown),
                 [&](StatementId statement) { return has_known_unit(plan[statement]); });
    Check check =
        check_of(plan, subject_of(plan, id), shown, {"各数值的单位可以换算", "all figures are in units that convert"});
    check.statements.clear();
    return check;
  });
  return true;
}

std::vector<Group> groups_of(const Plan& plan, IndicatorId id) {
  std::vector<Group> groups;
  for (const StatementId statement : plan[id].statements) {
    if (!has_known_unit(plan[statement])) continue;
    const auto& unit = plan[statement].quantity.unit;
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& g) {
      return plan[g[0]].quantity.unit->dimension == unit->dimension;
    });
    if (group == groups.end()) {
      groups.push_back({statement});
    } else {
      group->push_back(statement);
    }
  }
  return groups;
}

bool of_another_rule(const Unit& a, const Unit& b) {
  return (a.is_money() && b.is_money()) || (a.is_ratio() && b.is_points()) || (a.is_points() && b.is_ratio());
}

// The yearly figures of `parts` summed without their unit, when that gives the number of one of `totals`.
std::optional<Step> equal_numbers(const Plan& plan, const Group& parts, const Group& totals) {
  Step step;
  step.operation = Operation::Sum;
  for (const StatementId id : parts) {
    if (plan[id].role != Role::Milestone) continue;
    const Exact& number = plan[id].quantity.number;
    step.text += (step.text.empty() ? "" : " + ") + number.to_string();
    step.operands.push_back(number);
    step.result = step.result + number;
  }
  step.text += " = " + step.result.to_string();
  const bool equal = std::any_of(totals.begin(), totals.end(), [&](StatementId id) {
    return plan[id].role != Role::Milestone && plan[id].quantity.number == step.result;
  });
  return equal && !step.operands.empty() ? std::optional(step) : std::nullopt;
}

void report(const Plan& plan, IndicatorId id, const Group& first, const Group& other, Sink& sink) {
  const Statement& a = plan[first[0]];
  const Statement& b = plan[other[0]];
  Finding finding;
  finding.subject = subject_of(plan, id);
  finding.message = dsl::fill(
      {"“{name}”的单位不一：{first}写 {a}，{other}写 {b}；{u} 与 {v} 不能换算，数值不能直接比较。",
       "The units of “{name}” do not convert: its {first} is {a}, its {other} {b}; {u} and {v} cannot be compared."},
      {{"name", finding.subject.name},
       {"first", role_text(a)},
       {"a", figure_text(a)},
       {"other", role_text(b)},
       {"b", figure_text(b)},
       {"u", a.quantity.unit->written},
       {"v", b.quantity.unit->written}});
  add_figures(finding, plan, other);
  add_figures(finding, plan, first);
  auto step = equal_numbers(plan, other, first);
  if (!step) step = equal_numbers(plan, first, other);
  if (step) {
    finding.notes.push_back(dsl::fill(
        {"不计单位，各年节点合计 {sum}，与目标的数字相等，可能只是单位写错。",
         "Without units the milestones give {sum}, the number of the target: perhaps only the unit is wrong."},
        {{"sum", step->text}}));
    finding.computation.push_back(std::move(*step));
  } else if (a.quantity.number == b.quantity.number) {
    finding.notes.push_back(
        Text("不计单位，两处数字相等，可能只是单位写错。", "The numbers are equal: perhaps only the unit is wrong."));
  }
  finding.help = Text("统一为一个计量单位，并核对数值是否随之改变。",
                      "Settle on one unit, and check whether the figures change with it.");
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    if (tell_one_dimension(plan, id, sink)) continue;
    const std::vector<Group> groups = groups_of(plan, id);
    const Unit& unit = *plan[groups[0][0]].quantity.unit;
    const auto other = std::find_if(groups.begin() + 1, groups.end(), [&](const Group& group) {
      return !of_another_rule(unit, *plan[group[0]].quantity.unit);
    });
    if (other != groups.end()) report(plan, id, groups[0], *other, sink);
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
