#include "reports/snippet.hpp"

#include <gtest/gtest.h>

namespace gouji::reports {
namespace {

dsl::Span find(const dsl::SourceText& source, std::string_view text) {
  const auto at = static_cast<std::uint32_t>(source.text().find(text));
  return {at, at + static_cast<std::uint32_t>(text.size())};
}

std::string draw(const dsl::SourceText& source, const std::vector<Mark>& marks, bool colour = false) {
  std::vector<std::uint32_t> left_out;
  return draw_snippet(source, marks, gutter_width(source, marks), Painter(colour), 12, left_out);
}

TEST(Snippet, CaretsStandUnderChineseText) {
  const dsl::SourceText source("a.plan", "目标 2025 达到 1亿元 @14\n");
  EXPECT_EQ(draw(source, {{find(source, "1亿元"), "此处", {}}}),
            "1 │ 目标 2025 达到 1亿元 @14\n"
            "  │                ^^^^^ 此处\n");
}

TEST(Snippet, TabsAndCombiningMarks) {
  const dsl::SourceText source("a.plan", "\ta\te\u0301x\n");
  EXPECT_EQ(draw(source, {{find(source, "x"), "", {}}}),
            "1 │     a   e\u0301x\n"
            "  │          ^\n");
}

TEST(Snippet, EqualWordsInARowAreSaidOnce) {
  const dsl::SourceText source("a.plan", "| 60 | 75 | 80 |\n");
  EXPECT_EQ(draw(source, {{find(source, "60"), "合计 215", {}},
                          {find(source, "75"), "合计 215", {}},
                          {find(source, "80"), "合计 215", {}}}),
            "1 │ | 60 | 75 | 80 |\n"
            "  │   ^^   ^^   ^^ 合计 215\n");
}

TEST(Snippet, DifferentWordsHangFromRightToLeft) {
  const dsl::SourceText source("a.plan", "企业 60 75 80\n");
  EXPECT_EQ(
      draw(source, {{find(source, "80"), "丙", {}}, {find(source, "60"), "甲", {}}, {find(source, "75"), "乙", {}}}),
      "1 │ 企业 60 75 80\n"
      "  │      ^^ ^^ ^^ 丙\n"
      "  │      │  乙\n"
      "  │      甲\n");
}

TEST(Snippet, LinesInOrderWithOneGutter) {
  std::string text;
  for (int i = 0; i < 99; ++i) text += "x\n";
  const dsl::SourceText source("a.plan", text + "末行\n");
  EXPECT_EQ(draw(source, {{find(source, "末行"), "", {}}, {{2, 3}, "", {}}}),
            "  2 │ x\n"
            "    │ ^\n"
            "100 │ 末行\n"
            "    │ ^^^^\n");
}

TEST(Snippet, EmptySpanAndSpanOverLines) {
  const dsl::SourceText source("a.plan", "ab\ncd\n");
  EXPECT_EQ(draw(source, {{{2, 2}, "缺", {}}}),
            "1 │ ab\n"
            "  │   ^ 缺\n");
  EXPECT_EQ(draw(source, {{{1, 5}, "", {}}}),
            "1 │ ab\n"
            "  │  ^\n");
}

TEST(Snippet, EmptyFile) {
  const dsl::SourceText source("a.plan", "");
  EXPECT_EQ(draw(source, {{{0, 0}, "", {}}}), "1 │\n  │ ^\n");
}

TEST(Snippet, WhatTheTerminalWouldObeyIsNotShown) {
  EXPECT_EQ(visible("a\x1b[31mb"), "a\uFFFD[31mb");
  EXPECT_EQ(visible("a\u202Eb"), "a\uFFFDb");
  EXPECT_EQ(visible("a\xFFz"), "a\uFFFDz");
  EXPECT_EQ(visible("一亩"), "一亩");
}

TEST(Snippet, ColourOnlyWhenAsked) {
  const dsl::SourceText source("a.plan", "目标 5个\n");
  const std::vector<Mark> marks = {{find(source, "5个"), "此处", Colour::Error}};
  EXPECT_EQ(draw(source, marks).find('\x1b'), std::string::npos);
  const std::string coloured = draw(source, marks, true);
  EXPECT_NE(coloured.find("目标 \x1b[1;31m5个\x1b[0m"), std::string::npos);
  EXPECT_NE(coloured.find("\x1b[1;31m^^^\x1b[0m \x1b[1;31m此处\x1b[0m"), std::string::npos);
}

TEST(Snippet, TooManyLinesKeepTheFirstMark) {
  const dsl::SourceText source("a.plan", "a\nb\nc\nd\n");
  const std::vector<Mark> marks = {{{6, 7}, "", {}}, {{0, 1}, "", {}}, {{2, 3}, "", {}}, {{4, 5}, "", {}}};
  std::vector<std::uint32_t> left_out;
  EXPECT_EQ(draw_snippet(source, marks, 1, Painter(false), 2, left_out),
            "1 │ a\n"
            "  │ ^\n"
            "4 │ d\n"
            "  │ ^\n");
  EXPECT_EQ(left_out, (std::vector<std::uint32_t>{2, 3}));
}

}  // namespace
}  // namespace gouji::reports
