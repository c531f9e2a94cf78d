#include "analyzer/audit/growth.hpp"

#include <tuple>
#include <utility>

#include "analyzer/audit/pace.hpp"

namespace gouji::analyzer {
namespace {

ValueSet negated(const ValueSet& set) {
  ValueSet result{std::nullopt, std::nullopt, set.high_open, set.low_open};
  if (set.high) result.low = Exact(0) - *set.high;
  if (set.low) result.high = Exact(0) - *set.low;
  return result;
}

ValueSet shifted(ValueSet set, const Exact& by) {
  if (set.low) set.low = *set.low + by;
  if (set.high) set.high = *set.high + by;
  return set;
}

Comparator turned_round(Comparator comparator) {
  switch (comparator) {
    case Comparator::AtLeast: return Comparator::AtMost;
    case Comparator::MoreThan: return Comparator::LessThan;
    case Comparator::AtMost: return Comparator::AtLeast;
    case Comparator::LessThan: return Comparator::MoreThan;
    case Comparator::Equal:
    case Comparator::About: break;
  }
  return comparator;
}

bool says_mean(const Statement& growth) {
  constexpr std::string_view kWord = "年均";
  return growth.aggregation == Aggregation::Mean || growth.label.find(kWord) != std::string::npos ||
         growth.words.find(kWord) != std::string::npos;
}

// A yearly amount over all years.
Exact over_years(const Exact& yearly, bool adds, std::int32_t years) {
  if (adds) return yearly * Exact(years);
  const Exact factor = Exact(1) + yearly;
  return factor.sign() <= 0 ? Exact(-1) : power(factor, years) - Exact(1);
}

// Longer than any plan, so that a slip in a year does not make numbers of thousands of digits.
constexpr std::int32_t kMostYears = 50;

}  // namespace

std::string GrowthEffect::text(const Quantity& like) const {
  const std::string times = years == 1 ? "" : (adds ? " × " : "^") + std::to_string(years);
  return (adds ? " + " + number_text(yearly, like) : " × " + (Exact(1) + yearly).to_string()) + times;
}

std::string GrowthEffect::inverse_text(const Quantity& like) const {
  const std::string times = years == 1 ? "" : (adds ? " × " : "^") + std::to_string(years);
  return (adds ? " - " + number_text(yearly, like) : " / " + (Exact(1) + yearly).to_string()) + times;
}

Exact GrowthEffect::level_from(const Exact& base) const { return adds ? base + amount : base * (Exact(1) + amount); }

std::optional<Exact> GrowthEffect::base_from(const Exact& level) const {
  if (adds) return level - amount;
  const Exact factor = Exact(1) + amount;
  if (factor.sign() <= 0) return std::nullopt;
  return level / factor;
}

std::optional<GrowthEffect> growth_effect(const Statement& growth, const Quantity& like) {
  if (!growth.growth || !growth.quantity.unit || growth.when.form == When::Form::Each) return std::nullopt;
  if (growth.aggregation == Aggregation::Yearly) return std::nullopt;
  std::int32_t years = 1;
  if (says_mean(growth)) {
    const auto last = growth.when.year();
    if (!last || *last <= growth.growth->base.year || *last - growth.growth->base.year > kMostYears) return std::nullopt;
    years = *last - growth.growth->base.year;
  }
  const Unit& unit = *growth.quantity.unit;
  const bool ratio_level = like.unit && like.unit->is_ratio();
  bool adds = false;
  if (unit.is_points()) {
    if (!ratio_level) return std::nullopt;
    adds = true;
  } else if (unit.is_multiple()) {
    if (!growth.growth->has_sign) return std::nullopt;
  } else if (!unit.is_ratio()) {
    if (!comparable(growth.quantity, like)) return std::nullopt;
    adds = true;
  }
  const bool falling = growth.growth->falling;
  const Exact amount = growth.quantity.normalized();
  // 翻一番 is exact: nobody rounds to a whole multiple.
  const bool whole_multiple = unit.is_multiple() && growth.quantity.decimals == 0 && !growth.upper;
  ValueSet allowed = whole_multiple ? value_set(growth.comparator, growth.quantity) : allowed_set(growth);
  if (falling) allowed = negated(allowed);
  if (allowed.low) allowed.low = over_years(*allowed.low, adds, years);
  if (allowed.high) allowed.high = over_years(*allowed.high, adds, years);
  const Exact yearly = falling ? Exact(0) - amount : amount;
  return GrowthEffect{.adds = adds,
                      .amount = over_years(yearly, adds, years),
                      .allowed = allowed,
                      .comparator = falling ? turned_round(growth.comparator) : growth.comparator,
                      .yearly = yearly,
                      .years = years};
}

std::optional<StatementId> base_of(const Plan& plan, const Statement& growth) {
  const PartialDate& base = growth.growth->base;
  std::optional<StatementId> best;
  std::tuple<bool, int, bool> best_rank;
  for (const Role role : {Role::Baseline, Role::Actual, Role::Milestone, Role::Target}) {
    for (const StatementId id : levels_of(plan, growth.indicator, role, base.year)) {
      const Statement& s = plan[id];
      if (!s.when.range || !same_scope(s, growth)) continue;
      const int month = month_of(s.when.range->first);
      const std::tuple rank(month == month_of(base), month, s.scope == growth.scope);
      if (best && rank <= best_rank) continue;
      best = id;
      best_rank = rank;
    }
    if (best) return best;
  }
  return best;
}

std::optional<ValueSet> actual_growth(const GrowthEffect& effect, const Quantity& base, const Quantity& level) {
  const ValueSet from = accuracy_interval(base);
  const ValueSet to = accuracy_interval(level);
  if (effect.adds) return ValueSet{*to.low - *from.high, *to.high - *from.low, false, false};
  if (from.low->sign() <= 0) return std::nullopt;
  const auto ratio = quotient(to, from);
  if (!ratio) return std::nullopt;
  return shifted(*ratio, Exact(-1));
}

}  // namespace gouji::analyzer
