// Which statements of one indicator are about the same thing, and whether two of them say the same.
#pragma once

#include <compare>
#include <cstdint>
#include <span>

#include "analyzer/audit/statement_ids.hpp"

namespace gouji::analyzer {

// What two statements of one indicator must share to be about the same thing.
struct Topic {
  bool observed = false;   // baseline, actual
  bool milestone = false;  // neither: target, claim
  bool each = false;
  Aggregation sense = Aggregation::Unstated;  // Total counts as unstated, except beside the figures of single years
  std::int32_t first = 0;                     // first year of a range, or of the plan; 0: none
  std::int32_t year = 0;                      // 0: no year stated
  int month = 0;                              // 0: the whole year or its end
  std::int32_t base_year = 0;                 // of a growth what it is measured from; 0: a level
  int base_month = 0;
  friend auto operator<=>(const Topic&, const Topic&) = default;
};

// Statements of an indicator by topic, ascending, in source order. Milestones are topics of their own: they meet targets through
// readings. A target or claim without a year belongs to the only year the indicator has a target for, if there is just
// one.
struct TopicGroup {
  Topic topic;
  StatementIds ids;
};
[[nodiscard]] std::span<const TopicGroup> topics_of(const Plan& plan, IndicatorId indicator);

// The values agree whatever the comparators: equal after conversion, rounded copies, a range and a value inside it, a
// floor and a ceiling that leave room. Where one unit is missing the bare numbers are compared.
[[nodiscard]] bool same_value(const Statement& a, const Statement& b);

// Two statements of one topic may be set side by side: no scope and no label tells them apart.
[[nodiscard]] bool same_thing(const Statement& a, const Statement& b);
// In one table, or at one spot of the document.
[[nodiscard]] bool at_one_place(const Statement& a, const Statement& b);
// One thing written down twice at one place, in one table or at one spot of the document, and equally definite in scope,
// time and firmness: with two values it is a slip of that place. Any other two are two places that disagree.
[[nodiscard]] bool twice_at_one_place(const Statement& a, const Statement& b);
// One of the two is only hoped for, and goes at least as far as the firm one in the direction the plan wants.
[[nodiscard]] bool hopes_for_more(const Plan& plan, const Statement& a, const Statement& b);

}  // namespace gouji::analyzer
