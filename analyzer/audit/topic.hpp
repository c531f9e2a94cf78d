// Which statements of one indicator are about the same thing, and whether two of them say the same.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <vector>

#include "analyzer/model/model.hpp"

namespace gouji::analyzer {

// What two statements of one indicator must share to be about the same thing.
struct Topic {
  bool observed = false;  // baseline, actual; otherwise target, claim
  bool each = false;
  Aggregation sense = Aggregation::Unstated;  // Total counts as unstated
  std::int32_t first = 0;                     // first year of a range, or of the plan; 0: none
  std::int32_t year = 0;                      // 0: no year stated
  int month = 0;                              // 0: the whole year or its end
  friend auto operator<=>(const Topic&, const Topic&) = default;
};

// Levels of an indicator by topic, in source order. Milestones are left out: they meet targets through readings. A
// target or claim without a year belongs to the only year the indicator has a target for, if there is just one.
[[nodiscard]] std::map<Topic, std::vector<StatementId>> topics_of(const Plan& plan, IndicatorId indicator);

// The values agree whatever the comparators: equal after conversion, rounded copies, a range and a value inside it, a
// floor and a ceiling that leave room. Where one unit is missing the bare numbers are compared.
[[nodiscard]] bool same_value(const Statement& a, const Statement& b);

}  // namespace gouji::analyzer
