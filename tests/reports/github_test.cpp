#include "reports/github.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/reports/formats_support.hpp"

namespace gouji::reports {
namespace {

using testing::hostile_plan;
using testing::Sample;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST(Github, Escapes) {
  EXPECT_EQ(escape_command_text("100%\r\na:b,c"), "100%25%0D%0Aa:b,c");
  EXPECT_EQ(escape_command_property("100%\r\na:b,c"), "100%25%0D%0Aa%3Ab%2Cc");
}

TEST(Github, OneCommandAFindingTheGravestFirst) {
  const Sample sample(hostile_plan());
  const std::string text = sample.render("github");
  const auto lines = lines_of(text);
  EXPECT_EQ(lines.size(), sample.audited.result.findings.size() + sample.audited.diagnostics.size());
  std::size_t last = 0;
  bool told = false;
  for (const std::string& line : lines) {
    const std::size_t level = line.starts_with("::error ") ? 0 : line.starts_with("::warning ") ? 1 : 2;
    EXPECT_TRUE(level < 2 || line.starts_with("::notice ")) << line;
    EXPECT_GE(level, last);
    last = level;
    EXPECT_NE(line.find(" file=目录 1/a%2Cb%3A%25.plan,line="), std::string::npos) << line;
    told = told || line.find(",line=9,col=24,endLine=9,endColumn=29,title=GJ0101 milestone-target-mismatch::") != std::string::npos;
  }
  EXPECT_TRUE(told) << text;
  EXPECT_EQ(text, sample.render("github"));
}

TEST(Github, NothingFoundIsNothingWritten) {
  Sample sample(hostile_plan());
  sample.files.front().diagnostics.clear();
  sample.audited.result.findings.clear();
  EXPECT_EQ(sample.render("github"), "");
}

TEST(Github, ColumnsAreForOneLineAlone) {
  Sample sample(hostile_plan());
  sample.files.front().diagnostics.clear();
  sample.audited.result.findings.resize(1);
  auto& label = sample.audited.result.findings.front().labels.front();
  label.marked = {0, static_cast<std::uint32_t>(sample.audited.source->text().size())};
  const std::string text = sample.render("github");
  EXPECT_NE(text.find(",line=1,endLine="), std::string::npos) << text;
  EXPECT_EQ(text.find(",col="), std::string::npos) << text;
}

}  // namespace
}  // namespace gouji::reports
