// A figure's value: exact, with the digits, scale and unit it was written with, and the set of values its comparator allows.
#pragma once

#include <optional>
#include <string>

#include "analyzer/units/exact.hpp"
#include "analyzer/units/unit.hpp"
#include "dsl/words.hpp"

namespace gouji::analyzer {

struct Quantity {
  dsl::Words written;        // number and unit as in the plan: "1.2亿元", "百项", "8.50" (with the inherited unit not repeated)
  Exact number;              // digits × scale word, in the unit: 120000000 for 1.2亿元
  dsl::Words scale_word;     // 亿, of the figure itself or of its inherited unit; empty for none
  UnitRef unit;              // stated with the figure, or by its column, table or indicator; absent: the plan does not say
  bool own_unit = false;     // the unit stands with the figure itself
  dsl::Words unit_written;   // an inherited unit as its column or indicator writes it: "万元"; empty for an own unit
  int decimals = 0;          // digits after the point as written
  Exact step = 1;            // one unit of the last digit written, in the unit: 0.1亿 for 1.2亿

  // In the base unit of the dimension (元, 个, 人 …); the number itself without a unit.
  [[nodiscard]] Exact normalized() const { return unit ? number * unit->factor : number; }
  // Half of the last digit's worth in base units: what rounding to these digits can hide.
  [[nodiscard]] Exact half_step() const;
  // Written with a decimal point, so that it may be a rounded copy of another figure. 2万 alone is no rounding of 16000: plans
  // set round figures, they do not measure them.
  [[nodiscard]] bool may_be_rounded() const { return decimals > 0; }
  // "1.2亿元"; with an inherited unit: "8.5 件".
  [[nodiscard]] std::string display() const;
};

enum class Comparator { Equal, AtLeast, MoreThan, About, AtMost, LessThan };

[[nodiscard]] bool is_lower_bound(Comparator comparator);  // AtLeast, MoreThan
[[nodiscard]] bool is_upper_bound(Comparator comparator);  // AtMost, LessThan
[[nodiscard]] const char* sign_of(Comparator comparator);  // "=", "≥", ">", "≈", "≤", "<"

// A set of exact values, in base units. An absent end is infinite.
struct ValueSet {
  std::optional<Exact> low;
  std::optional<Exact> high;
  bool low_open = false;
  bool high_open = false;

  [[nodiscard]] bool contains(const Exact& value) const;
  [[nodiscard]] bool meets(const ValueSet& other) const;
};

// About a value: all within half of the place of its last digit that is not zero, at most 5% of it (500: 475 to 525;
// 12000万, 1.2亿 and 1.20亿: 1.15亿 to 1.25亿); of a quotient all that round to it.
[[nodiscard]] ValueSet value_set(Comparator comparator, const Quantity& quantity);
// Source: XBRL Calculations 1.1, Recommendation 2023-02-22, section 3: a reported value stands for the closed interval of
// all values that round to it. Whole amounts are exact, with a scale word or without; quotients (%, 件/万人) are computed, and
// so rounded even where they are written as integers.
[[nodiscard]] ValueSet accuracy_interval(const Quantity& quantity);

// Two figures say the same: equal after normalisation, or one is a rounded copy of the other (both accuracies considered).
// The units must be comparable, or both absent.
enum class Agreement { Equal, RoundedCopy, Differs };
[[nodiscard]] Agreement agreement(const Quantity& a, const Quantity& b);

// `value` (in base units of `like`) written the way `like` is: its scale word and unit, "1.2亿元"; to at most 4 decimals, with ≈ when rounded.
[[nodiscard]] std::string display_like(const Exact& value, const Quantity& like);

}  // namespace gouji::analyzer
