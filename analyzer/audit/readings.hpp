// Yearly milestones and a stated target can meet in several ways. Each way is a reading; the kind of the indicator says which
// one applies, and where the plan does not state the kind every reading its wording allows is tried.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "analyzer/audit/finding.hpp"

namespace gouji::analyzer {

enum class Reading : std::uint8_t { Level, Total, BasePlusTotal, EachYear, Average };
[[nodiscard]] std::string_view to_string(Reading reading);  // "level", "total", "base-plus-total", …
[[nodiscard]] Text name_of(Reading reading);                // 末年水平, 逐年合计, 基期加逐年新增, 逐年达到, 年均数

enum class Fit : std::uint8_t {
  Exact,      // equals the target's figure (or, rounded, agrees with it)
  Satisfies,  // not equal, but inside the set the comparator allows
  Misses,
};

struct ReadingResult {
  Reading reading = Reading::Level;
  Fit fit = Fit::Misses;
  Exact value;   // what is compared with the target, in base units; of EachYear: the year farthest from it
  Step step;     // how it came about
};

struct Reconciliation {
  std::vector<StatementId> milestones;   // up to the target's date, ascending, one a year
  // Some year has figures of several months: amounts of their own or where the year stands, the plan does not say.
  bool divides_years = false;
  // The units are count words that do not convert (次, 人次), but the bare numbers fit exactly: the figures are explained by a
  // reading, and the unit is unit-mismatch's business.
  bool by_number = false;
  std::vector<ReadingResult> tried;      // readings the kind and wording allow, the preferred one first
  std::vector<ReadingResult> excluded;   // the others: what would fit if the kind were another
  // The reading that explains the figures: the first exact fit among `tried`; else, for a target that is a bound, the first that
  // keeps it. A total beyond an inclusive floor explains nothing, for it is meant to break that very figure down; nor does a sum
  // that lies farther from the target than a reading before it.
  std::optional<ReadingResult> explained;
  // No reading tried fits, but exactly one excluded one does: the kind or label is in doubt, not the figure. Never the average:
  // nobody writes that without saying so.
  std::optional<ReadingResult> contradicts_kind;
};

// Readings the stated kind, label and the target's own words (每年, 年均, 合计) allow, the preferred one first: Level, Total,
// BasePlusTotal, EachYear. Average only where 年均 is said, and then in front.
[[nodiscard]] std::vector<Reading> allowed_readings(const Indicator& indicator, const Statement& target);

// Absent when the indicator has no milestone up to the target's date in a comparable unit, or the target is no level with a year
// (a target of `each` year needs no year),
// or target and milestones state different scopes.
[[nodiscard]] std::optional<Reconciliation> reconcile(const Plan& plan, IndicatorId indicator, StatementId target);

}  // namespace gouji::analyzer
