#include "analyzer/units/quantity.hpp"

#include <algorithm>

namespace gouji::analyzer {

namespace {

// A quotient of two amounts: it is computed, where an amount is set.
bool is_quotient(const Unit& unit) {
  return unit.is_ratio() || unit.is_points() || unit.is_multiple() || unit.dimension.find('/') != std::string::npos;
}

bool is_whole_amount(const Quantity& quantity) {
  return !quantity.may_be_rounded() && !(quantity.unit && is_quotient(*quantity.unit));
}

// Half of what the last digit other than zero is worth: 50 for 500, 5 for 510, 0.05亿 for 1.20亿.
Exact half_of_last_digit(const Quantity& quantity) {
  Exact place = quantity.step;
  while (!quantity.number.is_zero() && (quantity.number / (place * Exact(10))).is_integer()) place = place * Exact(10);
  return place / Exact(2);
}

Exact room_about(const Quantity& quantity) {
  if (quantity.unit && is_quotient(*quantity.unit)) return quantity.half_step();
  const Exact room = std::min(half_of_last_digit(quantity), quantity.number.abs() / Exact(20));
  return quantity.unit ? room * quantity.unit->factor : room;
}

}  // namespace

Exact Quantity::half_step() const {
  const Exact half = step / Exact(2);
  return unit ? half * unit->factor : half;
}

std::string Quantity::display() const {
  if (own_unit || !unit) return written;
  return written + " " + unit_written;
}

bool is_lower_bound(Comparator comparator) { return comparator == Comparator::AtLeast || comparator == Comparator::MoreThan; }
bool is_upper_bound(Comparator comparator) { return comparator == Comparator::AtMost || comparator == Comparator::LessThan; }

const char* sign_of(Comparator comparator) {
  switch (comparator) {
    case Comparator::Equal: return "=";
    case Comparator::AtLeast: return "≥";
    case Comparator::MoreThan: return ">";
    case Comparator::About: return "≈";
    case Comparator::AtMost: return "≤";
    case Comparator::LessThan: return "<";
  }
  return "=";
}

bool ValueSet::contains(const Exact& value) const {
  if (low && (value < *low || (low_open && value == *low))) return false;
  if (high && (value > *high || (high_open && value == *high))) return false;
  return true;
}

bool ValueSet::meets(const ValueSet& other) const {
  const auto below = [](const ValueSet& a, const ValueSet& b) {
    if (!a.high || !b.low) return false;
    return *a.high < *b.low || (*a.high == *b.low && (a.high_open || b.low_open));
  };
  return !below(*this, other) && !below(other, *this);
}

ValueSet value_set(Comparator comparator, const Quantity& quantity) {
  const Exact value = quantity.normalized();
  switch (comparator) {
    case Comparator::Equal: return {value, value, false, false};
    case Comparator::AtLeast: return {value, std::nullopt, false, false};
    case Comparator::MoreThan: return {value, std::nullopt, true, false};
    case Comparator::AtMost: return {std::nullopt, value, false, false};
    case Comparator::LessThan: return {std::nullopt, value, false, true};
    case Comparator::About: break;
  }
  const Exact room = room_about(quantity);
  // What is rounded itself must not meet its neighbour: 5%左右 is not 6%.
  const bool open = !is_whole_amount(quantity);
  return {value - room, value + room, open, open};
}

ValueSet accuracy_interval(const Quantity& quantity) {
  const Exact value = quantity.normalized();
  if (is_whole_amount(quantity)) return {value, value, false, false};
  return {value - quantity.half_step(), value + quantity.half_step(), false, false};
}

Agreement agreement(const Quantity& a, const Quantity& b) {
  if (a.normalized() == b.normalized()) return Agreement::Equal;
  // A rounded copy has fewer digits than its original; two figures of one accuracy that differ are two figures.
  if (a.half_step() == b.half_step()) return Agreement::Differs;
  const Quantity& coarse = a.half_step() > b.half_step() ? a : b;
  const Quantity& fine = a.half_step() > b.half_step() ? b : a;
  if (!coarse.may_be_rounded()) return Agreement::Differs;
  return accuracy_interval(coarse).contains(fine.normalized()) ? Agreement::RoundedCopy : Agreement::Differs;
}

std::string display_like(const Exact& value, const Quantity& like) {
  Exact scale = like.unit ? like.unit->factor : Exact(1);
  if (!like.scale_word.empty()) scale = scale * UnitCatalogue::builtin().read(like.scale_word).scale;
  const Exact shown = value / scale;
  const std::string decimal = shown.to_decimal(4);
  const bool exact = Exact::parse(shown.sign() < 0 ? decimal.substr(1) : decimal) == shown.abs();
  const std::string number = (exact ? "" : "≈") + decimal;
  if (!like.unit) return number + like.scale_word;
  if (like.own_unit) return number + like.scale_word + like.unit->written;
  const bool inherited_scale = !like.scale_word.empty() && like.unit_written.starts_with(like.scale_word);
  return number + (inherited_scale ? "" : like.scale_word) + " " + like.unit_written;
}

}  // namespace gouji::analyzer
