// A baseline: findings that are known and not told again. It is a text of one finding a line, to be kept beside the plans and compared
// like them; what a line says is what the finding rests on, so that it comes back when a figure of it changes, and a second finding
// of the same rule never hides behind the first. Text in, text out: reading and writing files is somebody else's.
//
//   #gouji-baseline  1
//   since  rule  plan  kind  subject  facts  count            (separated by tabs)
//   2026-07-01  milestone-target-mismatch  临港  indicator  建成公共服务平台  milestone@2024=2个 … target@2026=6个  1
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/audit/finding.hpp"

namespace gouji::analyzer {

// So many findings of one rule about one subject of one plan, which rest on the same facts.
struct BaselineEntry {
  std::string plan;     // id
  std::string rule;     // name
  std::string kind;     // of the subject
  std::string subject;  // its name
  std::string facts;    // signature_of() the finding
  std::chrono::year_month_day since;
  std::size_t count = 1;
  friend auto operator<=>(const BaselineEntry&, const BaselineEntry&) = default;
};

struct BaselineMistake {
  std::uint32_t line = 0;  // from 1
  Text message;
};

struct BaselineText {
  std::vector<BaselineEntry> entries;  // in order of lines
  std::vector<BaselineMistake> mistakes;
};

// Never throws. Text that is no baseline at all is one mistake of its first line. `rules` are the names of all rules there are.
[[nodiscard]] BaselineText read_baseline(std::string_view text, std::span<const std::string_view> rules);

// In order of plan, rule and subject; the same bytes whatever the order of entries. Entries that agree in all but their count are one.
[[nodiscard]] std::string write_baseline(std::vector<BaselineEntry> entries);

// The finding needs its signature.
[[nodiscard]] BaselineEntry baseline_entry(const Finding& finding, std::string_view plan_id, std::chrono::year_month_day since);

struct BaselinedFinding {
  Finding finding;
  std::chrono::year_month_day since;
};

// An entry with findings that are not there any more.
struct StaleEntry {
  std::size_t entry = 0;
  std::size_t count = 0;
  bool changed = false;  // a finding of the rule about the same subject is told, which rests on other facts
};

struct BaselineMatch {
  std::vector<BaselinedFinding> hidden;  // in the order of the findings
  std::vector<std::size_t> used;         // by entry: how many findings it hides
  std::vector<StaleEntry> stale;         // in order of entries
  std::size_t not_judged = 0;            // findings of plans or rules that were not asked this time
};

// Takes the findings that entries know out of `findings`, the oldest entry first. `plan_id` gives the id of a finding's plan, or nothing
// for one that is not the baseline's affair. Whether the rule was asked about the plan, so that an entry without a finding is stale,
// is told by `was_asked`.
[[nodiscard]] BaselineMatch match_baseline(std::span<const BaselineEntry> entries, std::vector<Finding>& findings,
                                           const std::function<std::optional<std::string_view>(const Finding&)>& plan_id,
                                           const std::function<bool(const BaselineEntry&)>& was_asked);

// The entries without those findings that are not there any more.
[[nodiscard]] std::vector<BaselineEntry> without_stale(std::span<const BaselineEntry> entries, const BaselineMatch& match);

// What a report tells of a baseline.
struct BaselineUse {
  enum class Change : std::uint8_t { None, Written, Pruned };
  std::string file;
  std::size_t entries = 0;      // findings that it knows
  std::size_t hidden = 0;
  std::size_t not_judged = 0;
  std::map<std::chrono::year_month_day, std::size_t> hidden_since;  // ascending
  std::chrono::year_month_day today;
  struct Stale {
    BaselineEntry entry;        // its count: how many are not there any more
    bool changed = false;
  };
  std::vector<Stale> stale;
  Change change = Change::None;
};

[[nodiscard]] BaselineUse baseline_use(std::string file, std::span<const BaselineEntry> entries, const BaselineMatch& match,
                                       std::chrono::year_month_day today);

}  // namespace gouji::analyzer
