#include "reports/csv.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/reports/formats_support.hpp"

namespace gouji::reports {
namespace {

using testing::hostile_plan;
using testing::kHostileName;
using testing::Sample;

constexpr std::string_view kMark = "\xEF\xBB\xBF";

// Reads RFC 4180.
std::vector<std::vector<std::string>> rows_of(std::string_view text) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string& cell = rows.back().back();
    if (quoted) {
      if (text[i] != '"') {
        cell += text[i];
      } else if (text.substr(i, 2) == "\"\"") {
        cell += text[i++];
      } else {
        quoted = false;
      }
    } else if (text[i] == '"') {
      quoted = true;
    } else if (text[i] == ',') {
      rows.back().emplace_back();
    } else if (text.substr(i, 2) == "\r\n") {
      ++i;
      rows.emplace_back(1);
    } else {
      cell += text[i];
    }
  }
  rows.pop_back();
  return rows;
}

TEST(Csv, Cells) {
  EXPECT_EQ(csv_cell("甲"), "甲");
  EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_cell("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(csv_cell("a\nb"), "\"a\nb\"");
  for (const char* formula : {"=1", "+1", "-1", "@x", "\t=1", "＝1", "＋1", "－1", "＠x"}) EXPECT_EQ(csv_cell(formula), "'" + std::string(formula));
  EXPECT_EQ(csv_cell("\r=1"), "\"'\r=1\"");
  EXPECT_EQ(csv_cell("=1,2"), "\"'=1,2\"");
}

TEST(Csv, OneFindingARow) {
  const Sample sample(hostile_plan());
  const std::string text = sample.render("csv");
  ASSERT_TRUE(text.starts_with(kMark));
  const auto rows = rows_of(std::string_view(text).substr(kMark.size()));
  ASSERT_FALSE(rows.empty());
  std::size_t numbered = 0;
  bool named = false;
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), 17U);
    if (&row == &rows.front()) continue;
    numbered += row[0].find('.') == std::string::npos ? 1U : 0U;
    if (row[2] != "GJ0101") continue;
    named = true;
    EXPECT_EQ(row[1], "甲|方案<b>");
    EXPECT_EQ(row[5], "error");
    EXPECT_EQ(row[6], "'" + kHostileName);
    EXPECT_EQ(row[8], "目录 1/a,b:%.plan");
    EXPECT_EQ(row[9], "9");
    EXPECT_EQ(row[11], "jia,1.txt");
    EXPECT_EQ(row[12], "9");
    EXPECT_NE(row[13].find("10 + 10 + 10 = 30家"), std::string::npos) << row[13];
    EXPECT_EQ(row[16].size(), 16U);
  }
  EXPECT_TRUE(named);
  EXPECT_EQ(numbered, sample.audited.result.findings.size() + sample.audited.diagnostics.size());
  EXPECT_EQ(text, sample.render("csv"));
}

}  // namespace
}  // namespace gouji::reports
