// One rule: what a reader must know, its metadata and its check. One rule is one file in analyzer/rules.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/audit/finding.hpp"

namespace gouji::analyzer {

// Which checks are kept as data, with texts, evidence and arithmetic. All are counted.
enum class KeptChecks : std::uint8_t { None, Undetermined, All };

// Thresholds that were set, by rule and threshold: "unit-overload.share".
using Thresholds = std::map<std::string, std::int64_t, std::less<>>;

// Severities that were set, by name of rule: all findings of the rule get it, whatever the rule itself makes of the case.
using Severities = std::map<std::string, Severity, std::less<>>;

// What the rules said about one plan.
struct PlanRecord {
  KeptChecks kept = KeptChecks::All;
  const Thresholds* thresholds = nullptr;  // absent: the standard ones
  const Severities* severities = nullptr;  // absent: those the rules give
  std::vector<Finding> findings;
  std::vector<Check> checks;
  std::array<std::size_t, kOutcomeCount> outcomes{};
  std::vector<bool> compared;  // by statement
};

// Collects what one rule says about one plan. A rule that says nothing was not applicable.
// A check that holds or cannot be judged is told by a function that makes it, which is called only when checks are kept: nearly
// everything in a good plan holds, and few ask to see it.
class Sink {
 public:
  Sink(const Rule& rule, const Plan& plan, std::size_t plan_index, PlanRecord& record)
      : rule_(rule), plan_(plan), plan_index_(plan_index), record_(record) {}

  // The figures were compared and agree: `make` gives their check with subject, statements, labels; evidence, computation and
  // reading where there are any. `compared` are its statements, of which two or more met.
  template <std::invocable Make>
  void holds(std::span<const StatementId> compared, Make make) {
    if (compared.size() >= 2) mark_compared(compared);
    count(Outcome::Holds, make);
  }
  // A figure and the others it was held against.
  template <std::invocable Make>
  void holds(StatementId one, std::span<const StatementId> others, Make make) {
    if (!others.empty()) {
      mark_compared({&one, 1});
      mark_compared(others);
    }
    count(Outcome::Holds, make);
  }
  void holds(Check check) {
    const std::vector<StatementId> compared = check.statements;
    holds(compared, [&] { return std::move(check); });
  }
  // Something needed is missing: check.reason says what.
  template <std::invocable Make>
  void undetermined(Make make) {
    count(Outcome::Undetermined, make);
  }
  void undetermined(Check check) {
    undetermined([&] { return std::move(check); });
  }
  // A finding; its check with outcome `fails` is recorded too. The first of its statements is the suspect one. Rule, plan,
  // severity (the one set for the rule, else the one given, else the rule's) and fingerprint are filled in here.
  void fails(Finding finding, std::string reading = {});
  void fails(Finding finding, Severity severity, std::string reading = {});
  // One of the rule's own thresholds, as it was set, else its standard.
  [[nodiscard]] std::int64_t threshold(std::string_view name) const;
  // The rule had nothing to look at.
  void not_applicable(Subject subject);

  [[nodiscard]] bool silent() const { return !spoken_; }

 private:
  template <typename Make>
  void count(Outcome outcome, Make& make) {
    spoken_ = true;
    ++record_.outcomes[static_cast<std::size_t>(outcome)];
    const KeptChecks kept = record_.kept;
    if (kept == KeptChecks::All || (kept == KeptChecks::Undetermined && outcome == Outcome::Undetermined)) keep(make(), outcome);
  }
  void keep(Check check, Outcome outcome);
  void mark_compared(std::span<const StatementId> ids);
  [[nodiscard]] Severity severity_of(Severity given) const;
  [[nodiscard]] bool rests_on_gaps(const Finding& finding) const;

  const Rule& rule_;
  const Plan& plan_;
  std::size_t plan_index_;
  PlanRecord& record_;
  bool spoken_ = false;
};

// The rule's manual page; docs/rules/ and `gouji explain` are made from it, and a test runs its examples.
// An example is a whole plan file. In the failing one, each expected finding of any rule stands below its line as
//   //^ rule-name: marked text
// The passing one gives no finding of this rule.
struct RulePage {
  Template checks;             // what it checks, in one or two sentences
  Template why;                // why it matters to an auditor
  Template guards;             // when it stays silent, against false alarms
  std::string_view failing;
  std::string_view passing;
  std::string_view document{};  // of a rule that looks into the document: what both examples are held against
};

// A number a rule judges by that no document settles: a plan office may set its own. `what` says what it counts, and in which unit.
struct Threshold {
  std::string_view name;  // kebab-case: "share"
  std::int64_t standard = 0;
  Template what;
};

// What the findings of a rule take for complete. Where statements of it could not be understood, what a finding misses may stand in
// them, and it becomes a check that cannot be judged.
enum class RestsOn : std::uint8_t {
  Stated,           // nothing: what is stated contradicts itself, or is wrong, whatever else there is
  WholeIndicators,  // all figures of the indicators concerned
  WholePlan,        // the plan: something is missing, or its items are counted
};

struct Run;  // analyzer/audit/run.hpp

struct Rule {
  std::string_view code;    // GJ0101; never reused
  std::string_view name;    // milestone-target-mismatch: names the defect
  std::string_view family;  // reconcile, unit, …
  Severity severity = Severity::Error;
  Template title;
  RulePage page;
  // Names of rules (separated by blanks) whose finding explains this one's: when the suspect figure of such a finding, at least
  // as grave, takes part in this rule's finding, this one is folded under it.
  std::string_view follows_from;
  std::span<const Threshold> thresholds{};
  RestsOn rests_on = RestsOn::Stated;
  void (*run)(const Plan& plan, Sink& sink) = nullptr;
  // Instead of `run`, of a rule about the audit itself (family engine): asked when all others have spoken and waivers are applied.
  void (*review)(const Plan& plan, const Run& run, Sink& sink) = nullptr;
};

// All rules, in order of code. The table is built from rules.def and handed down from main.
[[nodiscard]] std::span<const Rule* const> builtin_rules();

}  // namespace gouji::analyzer
