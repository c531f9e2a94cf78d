// What became of the findings of a plan when it was changed.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/audit/finding.hpp"

namespace gouji::analyzer {

// Rule, subject and the roles and years of the figures: ids and lines change while a plan is being edited, what a finding is about does not.
[[nodiscard]] std::string fingerprint_of(const Rule& rule, const Plan& plan, const Subject& subject, std::span<const StatementId> statements);

// By severity, code and place. What is folded under a finding stands on its own, and the copies have no followers.
struct FindingChanges {
  std::vector<Finding> appeared;
  std::vector<Finding> vanished;
  std::vector<std::pair<Finding, Finding>> changed;  // before, after: the same finding with other figures
  std::vector<Finding> unchanged;                    // as after
};

// The order they are told in.
[[nodiscard]] bool comes_before(const Finding& a, const Finding& b);

// Two findings are the same when their fingerprints and their order among equal ones agree. `before_key` gives the fingerprint that a
// finding of before would have now (its subject may have another name); absent: its own.
[[nodiscard]] FindingChanges changes_between(std::span<const Finding> before, std::span<const Finding> after,
                                             const std::function<std::string(const Finding&)>& before_key = {});

}  // namespace gouji::analyzer
