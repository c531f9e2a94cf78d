#include "dsl/unicode.hpp"

#include <gtest/gtest.h>

#include "dsl/source.hpp"

namespace gouji::dsl {
namespace {

TEST(Unicode, ChineseIsTwoCellsWide) {
  EXPECT_EQ(display_width("指标 abc"), 8u);
  EXPECT_EQ(display_width("é"), 1u);
  EXPECT_EQ(display_width("e\xCC\x81"), 1u);  // e and a combining accent
  EXPECT_EQ(display_width("（）"), 4u);
}

TEST(Unicode, OneTokenInFourColumns) {
  const std::string line = "指标 “城镇新增就业”（𠮷县） = 1100 万人；";
  const std::size_t at = line.find("1100");
  EXPECT_EQ(at, 47u);  // the 48th byte
  EXPECT_EQ(length(std::string_view(line).substr(0, at)), 18u);
  const SourceText source("a.plan", line);
  EXPECT_EQ(source.position(47).column, 19u);
}

TEST(Unicode, FindsTheFirstByteThatIsNotUtf8) {
  EXPECT_EQ(first_invalid_byte("目标"), std::nullopt);
  EXPECT_EQ(first_invalid_byte("ab\xC4\xBF\xB1\xEA"), 4u);  // 目标 in GB18030 begins with bytes that look like one UTF-8 letter
  EXPECT_EQ(first_invalid_byte("\xE7\x9B"), 0u);
}

TEST(Unicode, FoldsFullWidthForms) { EXPECT_EQ(fold_width("２０２６　Ａｂ％目标"), "2026 Ab%目标"); }

TEST(Unicode, NearestWordMustBeNear) {
  const std::vector<std::string_view> words = {"target", "claim", "目标", "指标"};
  EXPECT_EQ(nearest("taregt", words), "target");
  EXPECT_EQ(nearest("目票", words), "目标");
  EXPECT_EQ(nearest("xyz", words), std::nullopt);
  EXPECT_EQ(nearest("", words), std::nullopt);
}

TEST(SourceText, LinesAndColumnsCountFromOne) {
  const SourceText source("a.plan", "\xEF\xBB\xBF一\r\n二三\n");
  EXPECT_EQ(source.text(), "一\r\n二三\n");
  EXPECT_EQ(source.position(0), (LineColumn{1, 1}));
  EXPECT_EQ(source.position(5), (LineColumn{2, 1}));
  EXPECT_EQ(source.position(8), (LineColumn{2, 2}));
  EXPECT_EQ(source.slice(source.line_span(1)), "一");
  EXPECT_EQ(source.slice(source.line_span(2)), "二三");
  EXPECT_TRUE(source.line_span(9).empty());
  // whatever the order of the questions
  EXPECT_EQ(source.position(11), (LineColumn{2, 3}));
  EXPECT_EQ(source.position(5), (LineColumn{2, 1}));
  EXPECT_EQ(source.position(8), (LineColumn{2, 2}));
}

TEST(SourceText, ColumnsOfALongLineWhateverTheOrderOfQuestions) {
  std::string line;
  for (int i = 0; i < 4000; ++i) line += i % 3 == 0 ? "a" : "字";
  const SourceText source("甲.plan", "头\n" + line + "\n" + line + "\n尾");
  const auto column = [&](std::uint32_t offset) {
    const std::size_t start = source.text().rfind('\n', offset - 1) + 1;
    return static_cast<std::uint32_t>(length(source.text().substr(start, offset - start))) + 1;
  };
  const auto size = static_cast<std::uint32_t>(line.size());
  for (const std::uint32_t offset : {4U + size - 1, 5U, 4U + 4096, 4U + 7000, 4U + 6000, 5U + size + 6000, 5U + size + 6500, 4U + 6500, 5U + size + 9}) {
    EXPECT_EQ(source.position(offset).column, column(offset)) << offset;
    EXPECT_EQ(source.position(offset).line, offset < 5 + size ? 2U : 3U) << offset;
  }
}

TEST(SourceText, ARegionIsTwoPositions) {
  const SourceText source("甲.plan", "甲乙\n丙丁\n戊");
  const auto end = static_cast<std::uint32_t>(source.text().size());
  for (std::uint32_t from = 0; from <= end; ++from) {
    for (std::uint32_t to = 0; to <= end; ++to) {
      const Region region = source.region({from, to});
      EXPECT_EQ(region.begin, source.position(from));
      EXPECT_EQ(region.end, source.position(to));
    }
  }
}

}  // namespace
}  // namespace gouji::dsl
