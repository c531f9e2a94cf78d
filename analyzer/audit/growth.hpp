// What a growth figure does to its base: +20% multiplies, +3个百分点 and +20家 add.
#pragma once

#include <optional>

#include "analyzer/audit/comparison.hpp"

namespace gouji::analyzer {

struct GrowthEffect {
  bool adds = false;      // otherwise it multiplies
  Exact amount;           // 0.2, 0.03, 20; negative when falling
  ValueSet allowed;       // amounts the figure allows: its comparator and the accuracy it is written with
  Comparator comparator;  // what it says of the level reached: a fall of at least 10% leaves at most 90%

  [[nodiscard]] Exact level_from(const Exact& base) const;
  // Absent when the growth leaves nothing (-100%).
  [[nodiscard]] std::optional<Exact> base_from(const Exact& level) const;
};

// Absent when the figure states no growth, or one whose meaning is open: 2倍 without a sign may be twice or thrice,
// points of something that is no ratio, a growth of every year. `like` is a level of the indicator.
[[nodiscard]] std::optional<GrowthEffect> growth_effect(const Plan& plan, const Statement& growth,
                                                        const Quantity& like);

// The growth from `base` to `level`, as far as their digits tell. Absent for a base that can be zero or negative.
[[nodiscard]] std::optional<ValueSet> actual_growth(const GrowthEffect& effect, const Quantity& base,
                                                    const Quantity& level);

}  // namespace gouji::analyzer
