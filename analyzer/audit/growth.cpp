#include "analyzer/audit/growth.hpp"

#include <utility>

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

bool has_sign(const Plan& plan, const Statement& growth) {
  const std::string_view written = plan.source->slice(growth.value_span);
  return growth.growth->falling || written.find('+') != std::string_view::npos ||
         written.find("＋") != std::string_view::npos;
}

}  // namespace

Exact GrowthEffect::level_from(const Exact& base) const { return adds ? base + amount : base * (Exact(1) + amount); }

std::optional<Exact> GrowthEffect::base_from(const Exact& level) const {
  if (adds) return level - amount;
  const Exact factor = Exact(1) + amount;
  if (factor.sign() <= 0) return std::nullopt;
  return level / factor;
}

std::optional<GrowthEffect> growth_effect(const Plan& plan, const Statement& growth, const Quantity& like) {
  if (!growth.growth || !growth.quantity.unit || growth.when.form == When::Form::Each) return std::nullopt;
  const Unit& unit = *growth.quantity.unit;
  const bool ratio_level = like.unit && like.unit->is_ratio();
  bool adds = false;
  if (unit.is_points()) {
    if (!ratio_level) return std::nullopt;
    adds = true;
  } else if (unit.is_multiple()) {
    if (!has_sign(plan, growth)) return std::nullopt;
  } else if (!unit.is_ratio()) {
    if (!comparable(growth.quantity, like)) return std::nullopt;
    adds = true;
  }
  const bool falling = growth.growth->falling;
  const Exact amount = growth.quantity.normalized();
  // 翻一番 is exact: nobody rounds to a whole multiple.
  const bool whole_multiple = unit.is_multiple() && growth.quantity.decimals == 0 && !growth.upper;
  const ValueSet allowed = whole_multiple ? value_set(growth.comparator, growth.quantity) : allowed_set(growth);
  return GrowthEffect{adds, falling ? Exact(0) - amount : amount, falling ? negated(allowed) : allowed,
                      falling ? turned_round(growth.comparator) : growth.comparator};
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
