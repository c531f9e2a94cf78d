// One rule: what a reader must know, its metadata and its check. One rule is one file in analyzer/rules.
#pragma once

#include <span>
#include <string_view>

#include "analyzer/audit/finding.hpp"

namespace gouji::analyzer {

// Collects what one rule says about one plan. A rule that says nothing was not applicable.
class Sink {
 public:
  Sink(const Rule& rule, const Plan& plan, std::size_t plan_index, std::vector<Finding>& findings, std::vector<Check>& checks)
      : rule_(rule), plan_(plan), plan_index_(plan_index), findings_(findings), checks_(checks) {}

  // The figures were compared and agree. `check` needs subject, statements, labels; evidence, computation and reading where there are any.
  void holds(Check check);
  // Something needed is missing: check.reason says what.
  void undetermined(Check check);
  // A finding; its check with outcome `fails` is recorded too. The first of its statements is the suspect one. Rule, plan,
  // severity (the rule's, or the one given) and fingerprint are filled in here.
  void fails(Finding finding, std::string reading = {});
  void fails(Finding finding, Severity severity, std::string reading = {});

 private:
  const Rule& rule_;
  const Plan& plan_;
  std::size_t plan_index_;
  std::vector<Finding>& findings_;
  std::vector<Check>& checks_;
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
};

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
  void (*run)(const Plan& plan, Sink& sink) = nullptr;
};

// All rules, in order of code. The table is built from rules.def and handed down from main.
[[nodiscard]] std::span<const Rule* const> builtin_rules();

}  // namespace gouji::analyzer
