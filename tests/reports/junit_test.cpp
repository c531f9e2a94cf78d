#include "reports/junit.hpp"

#include <gtest/gtest.h>

#include "tests/reports/formats_support.hpp"

namespace gouji::reports {
namespace {

using testing::count_of;
using testing::hostile_plan;
using testing::Sample;

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(Junit, ATestcaseARule) {
  const Sample sample(hostile_plan());
  const std::string text = sample.render("junit");
  EXPECT_TRUE(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gouji audit\" tests=\"")) << text;
  EXPECT_TRUE(contains(text, "<testsuite name=\"甲|方案&lt;b&gt;\" tests=\"")) << text;
  EXPECT_TRUE(contains(text, "<testcase classname=\"gouji.reconcile\" name=\"GJ0101 milestone-target-mismatch\">\n      <failure type=\"error\"")) << text;
  EXPECT_TRUE(contains(text, "目录 1/a,b:%.plan:9:24（原文 9 行）")) << text;
  EXPECT_TRUE(contains(text, "<testcase classname=\"gouji.language\" name=\"GJ0007 unknown-statement\">")) << text;
  EXPECT_EQ(count_of(text, "<testsuite "), 2U) << "the plan, and the file for its mistakes";
  // Every rule that ran is there once: passed, failed or skipped.
  EXPECT_EQ(count_of(text, "<testcase "), analyzer::builtin_rules().size() + 1);
  EXPECT_EQ(count_of(text, "<testcase "), count_of(text, "</testcase>") + count_of(text, "\"/>\n    <testcase") + count_of(text, "\"/>\n  </testsuite>"));
  EXPECT_EQ(count_of(text, "<script"), 0U);
  EXPECT_EQ(count_of(text, "]]>"), 0U);
  EXPECT_FALSE(contains(text, "time="));
  EXPECT_EQ(text, sample.render("junit"));
}

TEST(Junit, ARuleThatBrokeDownIsAnError) {
  Sample sample(hostile_plan());
  sample.audited.result.failures.push_back({analyzer::builtin_rules().front(), 0, "<bad>"});
  EXPECT_TRUE(contains(sample.render("junit"), "<error type=\"rule-failure\" message=\"&lt;bad&gt;\">"));
}

}  // namespace
}  // namespace gouji::reports
