#include "reports/markdown.hpp"

#include <gtest/gtest.h>

#include "tests/reports/formats_support.hpp"

namespace gouji::reports {
namespace {

using testing::contains;
using testing::count_of;
using testing::hostile_plan;
using testing::Sample;

TEST(Markdown, EscapesWhatWouldBeMarkup) {
  EXPECT_EQ(escape_markdown("企业"), "企业");
  EXPECT_EQ(escape_markdown("a|b`c<d>[e](f)*g*_h_&i"), "a\\|b\\`c\\<d\\>\\[e\\](f)\\*g\\*\\_h\\_\\&i");
  EXPECT_EQ(escape_markdown("一\n二"), "一<br>二");
  EXPECT_EQ(escape_markdown("# 题"), "\\# 题");
  EXPECT_EQ(escape_markdown("- 甲"), "\\- 甲");
  EXPECT_EQ(escape_markdown("+ 甲 - 乙"), "\\+ 甲 - 乙");
  EXPECT_EQ(escape_markdown("12. 甲"), "12\\. 甲");
  EXPECT_EQ(escape_markdown("12) 甲"), "12\\) 甲");
  EXPECT_EQ(escape_markdown("1.5 倍，2. 乙"), "1\\.5 倍，2. 乙");
  EXPECT_EQ(escape_markdown("@all #12 @，"), "@<!-- -->all \\#<!-- -->12 @，");
  EXPECT_EQ(escape_markdown("$x$ \\ ~"), "\\$x\\$ \\\\ \\~");
  EXPECT_EQ(escape_markdown(""), "");
}

TEST(Markdown, TellsFindingsWithBothPlaces) {
  const Sample sample(hostile_plan(), "a.plan");
  const std::string text = sample.render("markdown");
  EXPECT_TRUE(text.starts_with("# 规划审计报告\n\n**结论**：有互相矛盾之处")) << text;
  EXPECT_TRUE(contains(text, "错误[GJ0101] milestone-target-mismatch")) << text;
  EXPECT_TRUE(contains(text, "| a.plan:9:24 | 原文 9 行 | \\= 90家 |")) << text;
  EXPECT_TRUE(contains(text, "10 + 10 + 10 = 30家")) << text;
  EXPECT_TRUE(contains(text, "错误[GJ0007] unknown-statement")) << text;
  EXPECT_TRUE(contains(text, "语法错误 1 处")) << text;
  EXPECT_TRUE(contains(text, "## 核对了什么")) << text;
}

TEST(Markdown, NothingOfThePlanIsMarkup) {
  const std::string text = Sample(hostile_plan()).render("markdown");
  EXPECT_EQ(count_of(text, "<script"), count_of(text, "\\<script"));
  EXPECT_EQ(count_of(text, "[x]("), count_of(text, "\\[x]("));
  EXPECT_EQ(count_of(text, "@all"), 0U);
  // Every row of a table has the columns of its head.
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    if (!line.starts_with('|')) {
      columns = 0;
      continue;
    }
    const std::size_t bars = count_of(line, "|") - count_of(line, "\\|");
    if (columns == 0) columns = bars;
    EXPECT_EQ(bars, columns) << line;
  }
}

TEST(Markdown, InEnglish) {
  Sample sample(hostile_plan(), "a.plan");
  sample.options.language = Language::English;
  sample.options.show_checks = true;
  const std::string text = sample.render("markdown");
  EXPECT_TRUE(text.starts_with("# Audit of plans\n\n**Verdict**: ")) << text;
  EXPECT_TRUE(contains(text, "document line 9")) << text;
  EXPECT_EQ(text, sample.render("markdown"));
}

TEST(Markdown, SaysThatNothingWasFound) {
  const std::string text = Sample("plan 甲 \"甲方案\" {\n    issuer \"甲市\"\n}\n").render("markdown");
  EXPECT_TRUE(contains(text, "**结论**：没有发现问题\n") || contains(text, "只有提示")) << text;
}

}  // namespace
}  // namespace gouji::reports
