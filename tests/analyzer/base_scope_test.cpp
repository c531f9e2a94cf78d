// Two scopes do not compare, whatever the plan's length and however the goal names its years.
#include <gtest/gtest.h>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

std::vector<std::string> found(const std::string& period, const std::string& figures) {
  return short_forms(audit_text("plan 甲 \"甲县方案\" {\n period " + period + "\n indicator x \"达标率\" ratio % {\n" + figures + "\n }\n}\n", only({"base-kind-mismatch"})));
}

TEST(BaseKindMismatch, HoldsScopesAgainstEachOtherInAPlanOfOneYear) {
  EXPECT_EQ(found("2025", "baseline 2024 80% scope \"老城区\"\n target 2025 >= 90% scope \"全域\"").size(), 1u);
  EXPECT_EQ(found("2025", "baseline 2024 80% scope \"全域\"\n target 2025 >= 90% scope \"全域\"").size(), 0u);
}

TEST(BaseKindMismatch, HoldsScopesAgainstEachOtherForAGoalOfEachYear) {
  EXPECT_EQ(found("2024..2026", "baseline 2023 80% scope \"老城区\"\n target each >= 90% scope \"全域\"").size(), 1u);
  EXPECT_EQ(found("2024..2026", "baseline 2023 80%\n target each >= 90%").size(), 0u);
}

}  // namespace
}  // namespace gouji::testing
