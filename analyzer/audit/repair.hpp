// What to say when milestones and target fit under no reading: which reading the figures support best, whether the
// years not listed may still close the gap, and the smallest change of one figure that would settle it.
#pragma once

#include <optional>

#include "analyzer/audit/readings.hpp"

namespace gouji::analyzer {

// Of the readings tried: the total, unless the milestones rise or fall every year and their last level lies nearer to
// the target.
[[nodiscard]] const ReadingResult& best_supported(const Plan& plan, const Reconciliation& reconciliation,
                                                  const Statement& target);

// A level that has been moving towards the target every year, listed only up to a year before the target's: the years
// not listed may close the gap. Where a total is possible too, only a gap that at most twice the greatest yearly step
// would close. A last milestone midway through the target's year leaves the rest of that year open.
[[nodiscard]] bool gap_left_open(const Plan& plan, IndicatorId indicator, const Reconciliation& reconciliation,
                                 const Statement& target);

// The one figure whose change makes `reading` fit: the smallest relative change, then the fewest digits. The target is
// a candidate only while it is stated once (`target_copies` counts the statements of its value). Absent when no single
// change would do.
[[nodiscard]] std::optional<Suggestion> smallest_repair(const Plan& plan, const Reconciliation& reconciliation,
                                                        StatementId target, const ReadingResult& reading,
                                                        std::size_t target_copies);

}  // namespace gouji::analyzer
