// What a growth figure does to its base: +20% multiplies, +3个百分点 and +20家 add.
#pragma once

#include <optional>

#include "analyzer/audit/comparison.hpp"

namespace gouji::analyzer {

struct GrowthEffect {
  bool adds = false;      // otherwise it multiplies
  Exact amount;           // over all years: 0.2, 0.03, 20; negative when falling
  ValueSet allowed;       // amounts the figure allows: its comparator and the accuracy it is written with
  Comparator comparator;  // what it says of the level reached: a fall of at least 10% leaves at most 90%
  Exact yearly;           // the amount of one year; another than `amount` for a mean growth over several years
  std::int32_t years = 1;

  // What the growth does to a figure, as it is computed: "× 1.2", "× 1.1^3", "+ 20 × 3".
  [[nodiscard]] std::string text(const Quantity& like) const;
  // The way back: "/ 1.2", "/ 1.1^3", "- 20 × 3".
  [[nodiscard]] std::string inverse_text(const Quantity& like) const;
  [[nodiscard]] Exact level_from(const Exact& base) const;
  // Absent when the growth leaves nothing (-100%).
  [[nodiscard]] std::optional<Exact> base_from(const Exact& level) const;
};

// A mean growth (年均增长) works once a year, from the base year to the year of the figure. Absent when the figure states no
// growth, or one whose meaning is open: 2倍 without a sign may be twice or thrice, points of something that is no ratio, a
// growth of every year, a mean growth to no stated year. `like` is a level of the indicator.
[[nodiscard]] std::optional<GrowthEffect> growth_effect(const Statement& growth,
                                                        const Quantity& like);

// The value the growth starts from: of its base year and month whatever its role, of its own scope before one that names
// none. Without a value of that month the last of the year; absent when there is none, or only one of another scope.
[[nodiscard]] std::optional<StatementId> base_of(const Plan& plan, const Statement& growth);

// The growth from `base` to `level`, as far as their digits tell. Absent for a base that can be zero or negative.
[[nodiscard]] std::optional<ValueSet> actual_growth(const GrowthEffect& effect, const Quantity& base,
                                                    const Quantity& level);

}  // namespace gouji::analyzer
