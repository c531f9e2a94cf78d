// Drafting errors of pace and growth.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analyzer/audit/bounds.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/pace.hpp"
#include "tests/planted/planted.hpp"

namespace gouji::planted {

namespace {

using namespace analyzer;  // NOLINT: the model's words are used in every line

// The digits of a figure, as far as it is a plain number.
std::optional<Span> digits_of(const Document& document, StatementId id) {
  const Span whole = document.plan()[id].value_span;
  const std::string_view text = document.audited.source->slice(whole);
  const std::size_t first = text.find_first_of("0123456789");
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t end = std::min(text.find_first_not_of("0123456789.", first), text.size());
  return Span{whole.begin + static_cast<std::uint32_t>(first), whole.begin + static_cast<std::uint32_t>(end)};
}

// `value` (base units) in the digits of the figure; absent where it needs others.
std::optional<std::string> digits_for(const Document& document, StatementId id, const Exact& value) {
  const auto span = digits_of(document, id);
  const Quantity& quantity = document.plan()[id].quantity;
  const auto number = span ? Exact::parse(document.audited.source->slice(*span)) : std::nullopt;
  if (!number || number->is_zero() || quantity.normalized().is_zero()) return std::nullopt;
  return (value / (quantity.normalized() / *number)).to_decimal(quantity.decimals);
}

// Nothing else of the plan repeats or uses the figure, which would give the slip away by other means.
bool stands_alone(const Document& document, StatementId id) {
  return std::none_of(document.ties.begin(), document.ties.end(),
                      [&](const Tie& tie) { return std::find(tie.figures.begin(), tie.figures.end(), id) != tie.figures.end(); });
}

std::optional<Fault> changed_to(const Document& document, StatementId id, const Exact& value, const Pace& pace) {
  const auto span = digits_of(document, id);
  const auto digits = digits_for(document, id, value);
  if (!span || !digits) return std::nullopt;
  return Fault{{{*span, *digits}}, {id}, {*pace.from.statement, *pace.to.statement}, true};
}

// A target thirty times its base a year on, where the plan's other indicators grow by tenths.
std::vector<Fault> target_out_of_proportion(const Document& document, Random& random) {
  std::vector<Fault> faults;
  for (const GrowthGroup& group : growth_groups(document.plan())) {
    if (group.paces.size() < 6) continue;
    const auto rate = yearly_rate(*group.median().factor(), group.median().years());
    if (!rate || *rate > Exact::ratio(3, 10)) continue;
    for (const Pace& pace : group.paces) {
      const StatementId goal = *pace.to.statement;
      if (pace.from.value < Exact(10) || !stands_alone(document, goal)) continue;
      const Exact times = power(Exact(3), static_cast<std::int32_t>(std::stol(pace.years().to_decimal(0)))) * Exact(static_cast<std::int64_t>(1 + random.below(3)));
      if (auto fault = changed_to(document, goal, pace.from.value * times, pace)) faults.push_back(*std::move(fault));
    }
  }
  return faults;
}

// "+20%" for a figure whose base is zero.
std::vector<Fault> growth_over_nothing(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    for (const StatementId id : plan.indicators[i].statements) {
      const Statement& growth = plan[id];
      if (!growth.growth || !growth.quantity.unit || !growth.quantity.unit->is_ratio()) continue;
      for (const StatementId base : levels_of(plan, growth.indicator, Role::Baseline, growth.growth->base.year)) {
        const auto span = digits_of(document, base);
        if (span && plan[base].quantity.unit && !plan[base].quantity.unit->is_ratio()) faults.push_back({{{*span, "0"}}, {base}, {id}, true});
      }
    }
  }
  return faults;
}

// The same for every indicator with a base: the base is zero and the target a growth over it, both written anew.
std::vector<Fault> indicator_from_nothing(const Document& document, Random&) {
  std::vector<Fault> faults = growth_over_nothing(document, *static_cast<Random*>(nullptr));
  return faults;
}

}  // namespace

std::vector<FaultKind> feasibility_kinds() { return {}; }

}  // namespace gouji::planted
