// Runs rules over resolved plans, applies waivers, folds findings that follow from others, and orders everything.
// Output depends on the plans and options alone; neither the order of rules nor of statements changes it.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/run.hpp"

namespace gouji::analyzer {

struct AuditOptions {
  std::vector<std::string> select{};  // code, name, family or "*"; empty: all
  std::vector<std::string> ignore{};
  KeptChecks checks = KeptChecks::All;
  Thresholds thresholds{};
  Severities severities{};
  std::optional<std::chrono::year_month_day> today{};  // a waiver whose last day is past waives nothing; without it all waive
  bool sign = false;  // give each finding its signature
  bool fold = true;   // else fold_followers() does it later, when findings have been taken out
};

struct StatementCounts {
  std::size_t total = 0;
  std::size_t compared = 0;        // took part in a check that held or failed
  std::size_t never_compared = 0;  // total − compared
};

struct AuditResult {
  std::vector<Finding> findings;      // ordered by plan, place, severity, code
  std::vector<WaivedFinding> waived;
  std::vector<RuleFailure> failures;  // a run with any of them must not look like a good one
  std::vector<Check> checks;          // those kept, ordered by plan, rule code, place
  // Checks by plan and outcome, kept or not; a rule with nothing to look at has one NotApplicable check a plan.
  std::vector<std::array<std::size_t, kOutcomeCount>> outcomes;
  StatementCounts statements;
  std::vector<std::vector<StatementId>> never_compared;  // by plan, in source order

  // Findings at the top; those folded under another are not counted.
  [[nodiscard]] std::size_t count(Severity severity) const;
  [[nodiscard]] std::size_t count(Outcome outcome) const;
};

// The selectors that are no code, name or family of a rule and not "*"; empty when all are known.
[[nodiscard]] std::vector<std::string> unknown_selectors(std::span<const Rule* const> rules, std::span<const std::string> selectors);

// The rules that the options leave to run, in the order given.
[[nodiscard]] std::vector<const Rule*> selected_rules(std::span<const Rule* const> rules, const AuditOptions& options);

// Puts findings that only follow from another under it.
void fold_followers(std::vector<Finding>& findings);

// The narrowest text a label speaks of: what it marks, else its whole place.
[[nodiscard]] Span marked_span(const Label& label);

[[nodiscard]] AuditResult audit(std::span<const Plan> plans, std::span<const Rule* const> rules, const AuditOptions& options = {});

// The same, plan by plan: a plan is not needed any more once it was added. Plans count in the order they are added in.
class Auditor {
 public:
  Auditor(std::span<const Rule* const> rules, AuditOptions options) : rules_(selected_rules(rules, options)), options_(std::move(options)) {}

  void add(const Plan& plan);
  [[nodiscard]] AuditResult take() { return std::move(result_); }

 private:
  std::vector<const Rule*> rules_;
  AuditOptions options_;
  AuditResult result_;
};

// Puts `more` behind `result`: its first plan follows the last one of `result`.
void append(AuditResult& result, AuditResult more);

}  // namespace gouji::analyzer
