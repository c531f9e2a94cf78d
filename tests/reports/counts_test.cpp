// All formats tell the same counts.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/reports/office_support.hpp"

namespace gouji::reports {
namespace {

using nlohmann::json;
using testing::count_of;
using testing::hostile_plan;
using testing::Sample;

TEST(Formats, TellTheSameCounts) {
  const Sample sample(hostile_plan(), "a.plan");
  const json summary = json::parse(sample.render("json"))["summary"];
  const std::size_t errors = summary["error"];
  const std::size_t warnings = summary["warning"];
  const std::size_t infos = summary["info"];
  ASSERT_GT(errors, 1U);

  const std::string markdown = sample.render("markdown");
  const auto heading = [&](std::string_view word, std::size_t count) {
    const std::string line = "\n## " + std::string(word) + "（" + std::to_string(count) + "）\n";
    return count == 0 || markdown.find(line) != std::string::npos;
  };
  EXPECT_TRUE(heading("错误", errors)) << markdown;
  EXPECT_TRUE(heading("警告", warnings)) << markdown;
  EXPECT_TRUE(heading("提示", infos)) << markdown;
  EXPECT_EQ(count_of(markdown, "\n### " + std::to_string(errors + warnings + infos) + ". "), 1U);

  const std::string github = "\n" + sample.render("github");
  EXPECT_EQ(count_of(github, "\n::error "), errors);
  EXPECT_EQ(count_of(github, "\n::warning "), warnings);
  EXPECT_EQ(count_of(github, "\n::notice "), infos);

  const json results = json::parse(sample.render("sarif"))["runs"][0]["results"];
  std::map<std::string, std::size_t> levels;
  for (const json& result : results) ++levels[result["level"]];
  EXPECT_EQ(levels["error"], errors);
  EXPECT_EQ(levels["warning"], warnings);
  EXPECT_EQ(levels["note"], infos);

  const std::string junit = sample.render("junit");
  // One suite for the plan and one for the mistake.
  ASSERT_EQ(errors, 2U);
  EXPECT_EQ(count_of(junit, "<property name=\"error\" value=\"1\"/>"), 2U) << junit;
  EXPECT_EQ(count_of(junit, "<property name=\"warning\" value=\"" + std::to_string(warnings) + "\"/>"), 1U);
  EXPECT_EQ(count_of(junit, "<property name=\"info\" value=\"" + std::to_string(infos) + "\"/>"), 1U);

  const std::string html = sample.render("html");
  EXPECT_EQ(count_of(html, "<article class=\"finding error\""), errors);
  EXPECT_EQ(count_of(html, "<article class=\"finding warning\""), warnings);
  EXPECT_EQ(count_of(html, "<article class=\"finding info\""), infos);
  const WorkbookCells workbook = testing::cells_of(sample.render("xlsx"));
  const SheetCells* ledger = testing::sheet_called(workbook, "整改台账");
  ASSERT_NE(ledger, nullptr);
  EXPECT_EQ(testing::cells_saying(*ledger, "错误"), errors);
  EXPECT_EQ(testing::cells_saying(*ledger, "警告"), warnings);
  EXPECT_EQ(testing::cells_saying(*ledger, "提示"), infos);

  const std::vector<std::string> findings = testing::Word(sample.render("docx")).paragraphs("Heading2");
  EXPECT_EQ(testing::count_ending(findings, "（错误）"), errors);
  EXPECT_EQ(testing::count_ending(findings, "（警告）"), warnings);
  EXPECT_EQ(testing::count_ending(findings, "（提示）"), infos);

  const std::string text = sample.render("text");
  EXPECT_EQ(count_of(text, "\n错误["), errors - 1) << "the first line has no line break before it";
}

TEST(Formats, AllAreDifferentAndNamedOnce) {
  std::set<std::string_view> names;
  for (const ReportFormat& format : report_formats()) EXPECT_TRUE(names.insert(format.name).second) << format.name;
}

}  // namespace
}  // namespace gouji::reports
