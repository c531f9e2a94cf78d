// A title that has the years says when the plan ends, though its period does not.
#include <gtest/gtest.h>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

std::vector<std::string> found(const std::string& title) {
  return short_forms(audit_text("plan 甲 \"" + title + "\" {\n period open\n goal 示范区 \"示范区\" build\n}\n", only({"horizon-undefined"})));
}

TEST(HorizonUndefined, IsSilentWhereTheTitleHasTheYears) {
  EXPECT_TRUE(found("云坪县示范区方案(2024—2026年)").empty());
  EXPECT_TRUE(found("云坪县“十五五”示范区规划").empty());
  EXPECT_EQ(found("云坪县示范区方案").size(), 1u);
  EXPECT_EQ(found("云坪县贯彻纲要(2021—2035年)实施意见").size(), 1u);  // those of another document
}

}  // namespace
}  // namespace gouji::testing
