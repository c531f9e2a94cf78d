// Yearly milestones and a stated target can meet in several ways. Each way is a reading; the kind of the indicator says which
// one applies, and where the plan does not state the kind every reading its wording allows is tried.
#pragma once

#include <array>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "analyzer/audit/finding.hpp"
#include "analyzer/audit/statement_ids.hpp"

namespace gouji::analyzer {

enum class Reading : std::uint8_t { Level, Total, BasePlusTotal, EachYear, Average };
constexpr std::size_t kReadingCount = 5;
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
  bool of_parts = false;       // a total of all figures of the years, not of one a year
  std::uint32_t figures = 1;   // that went into the value
  StatementId told{};          // of Level and EachYear: the figure that is compared
  Exact value;                 // what is compared with the target, in base units; of EachYear: the year farthest from it
};

// As many of something as there are readings at most.
template <typename Entry>
class ReadingList {
 public:
  ReadingList() = default;
  ReadingList(std::initializer_list<Entry> entries) {
    for (const Entry& entry : entries) push_back(entry);
  }

  void push_back(Entry entry) { entries_[count_++] = std::move(entry); }
  [[nodiscard]] const Entry* begin() const { return entries_.data(); }
  [[nodiscard]] const Entry* end() const { return entries_.data() + count_; }
  [[nodiscard]] const Entry& front() const { return entries_.front(); }
  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }

 private:
  std::array<Entry, kReadingCount> entries_{};
  std::size_t count_ = 0;
};

using ReadingResults = ReadingList<ReadingResult>;

struct Reconciliation {
  StatementId target{};
  StatementIds milestones;         // up to the target's date, ascending, one a year
  StatementIds summed;             // those of them that count towards a total
  std::optional<StatementId> base; // what the years may add to
  // Some year has figures of several months: amounts of their own or where the year stands, the plan does not say.
  bool divides_years = false;
  // The units are count words that do not convert (次, 人次), but the bare numbers fit exactly: the figures are explained by a
  // reading, and the unit is unit-mismatch's business.
  bool by_number = false;
  ReadingResults tried;      // readings the kind and wording allow, the preferred one first
  // What would fit if the kind were another: readings that say nothing here and, where the figures are not explained, all others.
  ReadingResults excluded;
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
[[nodiscard]] ReadingList<Reading> allowed_readings(const Indicator& indicator, const Statement& target);

// Null when the indicator has no milestone up to the target's date in a comparable unit, or the target is no level with a year
// (a target of `each` year needs no year),
// or target and milestones state different scopes. It belongs to the plan's facts and is worked out once.
[[nodiscard]] const Reconciliation* reconcile(const Plan& plan, IndicatorId indicator, StatementId target);

// How the value of a reading comes about.
[[nodiscard]] Step step_of(const Plan& plan, const Reconciliation& reconciliation, const ReadingResult& reading);

// The reading is among those tried, and fits exactly.
[[nodiscard]] bool is_tried_exactly(const Reconciliation& reconciliation, Reading reading);
// The reading fits exactly, whether it was tried or not.
[[nodiscard]] bool fits_exactly(const Plan& plan, const Reconciliation& reconciliation, Reading reading);

}  // namespace gouji::analyzer
