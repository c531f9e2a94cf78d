// What the rules of time must and must not say of the five plans.

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using analyzer::Outcome;
using analyzer::Severity;
using Strings = std::vector<std::string>;

Audited audited(const std::string& name) { return audit_text(read_file(GOUJI_SOURCE_DIR "/plans/" + name + ".plan"), only({"time"})); }

Strings rules_of(const Audited& audit) {
  Strings rules;
  for (const auto& finding : audit.result.findings) rules.push_back(std::string(finding.rule->name) + " " + std::string(analyzer::to_string(finding.severity)));
  std::sort(rules.begin(), rules.end());
  return rules;
}

const analyzer::Finding& finding_of(const Audited& audit, std::string_view rule) {
  const auto& findings = audit.result.findings;
  const auto found = std::find_if(findings.begin(), findings.end(), [&](const auto& finding) { return finding.rule->name == rule; });
  if (found == findings.end()) throw std::runtime_error("no finding of " + std::string(rule));
  return *found;
}

TEST(TimeInFivePlans, HaishuEndsItsWorkHalfAYearEarly) {
  const Audited audit = audited("haishu");
  EXPECT_EQ(rules_of(audit), (Strings{"no-interim-milestone warning", "parent-expires-early info", "phase-target-misalign warning"}));
  const auto& misaligned = finding_of(audit, "phase-target-misalign");
  EXPECT_EQ(misaligned.subjects.size(), 15u);
  EXPECT_EQ(misaligned.computation.front().result, analyzer::Exact(6));
  EXPECT_EQ(checks_of(audit, "phase-gap-or-overlap", Outcome::Holds).size(), 1u);
  EXPECT_EQ(checks_of(audit, "phase-count-mismatch", Outcome::Holds).size(), 1u);
  // 地理标志 goes from 3 to 4: nothing lies in between.
  EXPECT_EQ(finding_of(audit, "no-interim-milestone").subjects.size(), 14u);
}

TEST(TimeInFivePlans, WenzhouWasIssuedLateInItsFirstYear) {
  const Audited audit = audited("wenzhou");
  EXPECT_EQ(rules_of(audit), (Strings{"retroactive-milestone info"}));
  EXPECT_EQ(audit.result.findings.front().subjects.size(), 19u);
  EXPECT_EQ(checks_of(audit, "issue-after-start", Outcome::Holds).size(), 1u);
  EXPECT_EQ(checks_of(audit, "no-interim-milestone", Outcome::Holds).size(), 18u);  // the other is due every year
}

TEST(TimeInFivePlans, ChongqingHasNoEnd) {
  const Audited audit = audited("chongqing");
  EXPECT_EQ(rules_of(audit), (Strings{"horizon-undefined warning"}));
  EXPECT_EQ(checks_of(audit, "issue-after-start", Outcome::Undetermined).size(), 1u);
}

TEST(TimeInFivePlans, XiamenEndsMidwayThroughItsTargetYear) {
  const Audited audit = audited("xiamen");
  EXPECT_EQ(rules_of(audit), (Strings{"no-interim-milestone warning", "period-target-mismatch warning"}));
  const auto& mismatch = finding_of(audit, "period-target-mismatch");
  EXPECT_TRUE(std::any_of(mismatch.labels.begin(), mismatch.labels.end(), [](const auto& label) { return label.role == "title"; }));
  EXPECT_EQ(mismatch.subjects.size(), 10u);
}

TEST(TimeInFivePlans, HuaiyinWasIssuedWithinItsFirstYear) {
  const Audited audit = audited("huaiyin");
  EXPECT_EQ(rules_of(audit), (Strings{"no-interim-milestone warning"}));
  EXPECT_EQ(finding_of(audit, "no-interim-milestone").subjects.size(), 5u);
  EXPECT_EQ(checks_of(audit, "issue-after-start", Outcome::Holds).size(), 1u);
  EXPECT_EQ(checks_of(audit, "retroactive-milestone", Outcome::Holds).size(), 1u);
}

}  // namespace
}  // namespace gouji::testing
