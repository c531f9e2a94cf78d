// The audit of one plan as far as it went: what the rules about the audit itself (family engine) look at.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/audit/finding.hpp"

namespace gouji::analyzer {

struct WaivedFinding {
  Finding finding;
  std::size_t waiver = 0;  // index into the plan's waivers
};

// A rule that ended in an exception. What it had said before stays.
struct RuleFailure {
  const Rule* rule = nullptr;
  std::size_t plan = 0;  // index into the audit's plans
  std::string what;
};

struct Run {
  std::span<const Rule* const> rules;        // that were asked, those of the family engine too
  std::span<const RuleFailure> failures;
  std::span<const Finding> findings;         // that no waiver covers
  std::span<const WaivedFinding> waived;
  std::optional<std::chrono::year_month_day> today;
};

// Past its last day on this day.
[[nodiscard]] bool is_expired(const Waiver& waiver, const std::optional<std::chrono::year_month_day>& today);

// The rule a waiver names by code or name, when it was asked; null otherwise, and for a rule about the audit itself: its findings come
// when the others have been held against the waivers.
[[nodiscard]] const Rule* waived_rule(const Run& run, const Waiver& waiver);

// How many findings a waiver may name, by rule and subject.
class FindingIndex {
 public:
  struct Hit {
    std::size_t count = 0;
    std::size_t first = 0;  // in the order they were added
  };

  // The findings must outlive the index.
  void add(const Finding& finding);
  // Those of this rule and subject (id or name); an empty subject stands for all.
  [[nodiscard]] Hit find(const Rule& rule, std::string_view subject) const;

 private:
  std::size_t added_ = 0;
  std::map<std::pair<const Rule*, std::string_view>, Hit> hits_;
};

// What a waiver is called in a report: "milestone-target-mismatch", or with its subject "milestone-target-mismatch 企业".
[[nodiscard]] Subject subject_of(const Waiver& waiver);
// "对“企业”豁免 milestone-target-mismatch" / "The waiver of milestone-target-mismatch on “企业”"
[[nodiscard]] Text name_of(const Waiver& waiver);
[[nodiscard]] Label label_of(const Waiver& waiver, Text text);

}  // namespace gouji::analyzer
