#include "dsl/formatter.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

std::optional<std::string> formatted(const std::string& text) { return dsl::format(dsl::SourceText("a.plan", text)); }

TEST(Formatter, SettlesLayoutAndKeepsComments) {
  EXPECT_EQ(formatted(R"(// 头
plan a   "方案"{
  period 2024—2026 @2 // 期
  number "1"


  indicator x 家{ target ２０２６ ＞＝300家 @7;claim 超2000件 "词" @12 }
  indicator 空 件 {
  }
  table t @3 {
  // 表注
  |indicator|unit|2024|row|
  | x |家|  5 | @9 |
  | 空 ||10 以上|@10|
  }
}
)"),
            R"(// 头
plan a "方案" {
    period 2024..2026 @2  // 期
    number "1"

    indicator x 家 {
        target 2026 >= 300家 @7
        claim 超2000件 "词"  @12
    }
    indicator 空 件 { }
    table t @3 {
        // 表注
        | indicator | unit | 2024    | row |
        | x         | 家   | 5       | @9  |
        | 空        |      | 10 以上 | @10 |
    }
}
)");
}

TEST(Formatter, LongListsGoOnAfterAComma) {
  std::string text = "plan a {\n    org b also ";
  for (int i = 0; i < 30; ++i) text += std::string(i == 0 ? "" : ", ") + "\"名称" + std::to_string(i) + "\"";
  text += "\n}\n";
  const auto once = formatted(text);
  ASSERT_TRUE(once);
  EXPECT_NE(once->find(",\n            \"名称"), std::string::npos);
  EXPECT_EQ(formatted(*once), once);
}

TEST(Formatter, AFileWithMistakesIsLeftAlone) { EXPECT_EQ(formatted("plan a {\n foo\n}\n"), std::nullopt); }

class FivePlans : public ::testing::TestWithParam<std::string> {};

TEST_P(FivePlans, FormattingTwiceIsFormattingOnceAndChangesNoMeaning) {
  const std::string text = read_file(GOUJI_SOURCE_DIR "/plans/" + GetParam() + ".plan");
  const auto once = formatted(text);
  ASSERT_TRUE(once);
  EXPECT_EQ(formatted(*once), once);
  const auto before = audit_text(text);
  const auto after = audit_text(*once);
  EXPECT_EQ(meanings(before), meanings(after));
  ASSERT_EQ(before.plan().statements.size(), after.plan().statements.size());
  for (std::size_t i = 0; i < before.plan().statements.size(); ++i) {
    EXPECT_EQ(before.plan().statements[i].quantity.normalized(), after.plan().statements[i].quantity.normalized());
    EXPECT_EQ(before.plan().statements[i].comparator, after.plan().statements[i].comparator);
  }
  EXPECT_EQ(before.plan().tasks.size(), after.plan().tasks.size());
}

INSTANTIATE_TEST_SUITE_P(Plans, FivePlans, ::testing::Values("haishu", "wenzhou", "chongqing", "xiamen", "huaiyin"),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace gouji::testing
