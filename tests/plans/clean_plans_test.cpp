// Invented plans of different kinds, drafted well: any error or warning on them is a false alarm.

#include <gtest/gtest.h>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

class CleanPlans : public ::testing::TestWithParam<std::string> {};

TEST_P(CleanPlans, GiveNoErrorAndNoWarning) {
  const auto audited = audit_whole(read_file(GOUJI_SOURCE_DIR "/tests/plans/clean/" + GetParam() + ".plan"));
  EXPECT_EQ(mistakes(audited), std::vector<std::string>{});
  EXPECT_GE(audited.plan().indicators.size(), 25u);
  for (const auto& finding : audited.result.findings) {
    EXPECT_EQ(finding.severity, analyzer::Severity::Info) << finding.rule->name << ": " << finding.message.zh;
  }
  EXPECT_GT(audited.result.count(analyzer::Outcome::Holds), 50u);
}

INSTANTIATE_TEST_SUITE_P(Plans, CleanPlans, ::testing::Values("digital_economy", "elder_care", "company_year", "research", "water", "commerce"),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace gouji::testing
