// Words of the document that are no comparators, and years cut short: the word is marked, not the figure after it.

#include <gtest/gtest.h>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

const dsl::Diagnostic& only_mistake(Audited& audited, const std::string& figure) {
  audited = audit_text("plan 测 \"某县方案\" {\n period 2024..2026\n indicator 甲 \"甲\" 家 {\n  " + figure + "\n }\n}\n");
  EXPECT_EQ(audited.diagnostics.size(), 1u) << figure;
  return audited.diagnostics.at(0);
}

TEST(FigureMistakes, AWordThatIsNoComparatorIsMarked) {
  for (const std::string word : {"实现", "增至", "提高到", "力争达到"}) {
    Audited audited;
    const auto& mistake = only_mistake(audited, "目标 2026 " + word + " 100家");
    EXPECT_EQ(mistakes(audited), (std::vector<std::string>{"4:11 unexpected-token"})) << word;
    EXPECT_EQ(mistake.message.zh, "“" + word + "” 在这里多余，或者写错了");
    EXPECT_NE(mistake.help.zh.find("达到、不低于"), std::string::npos);
    EXPECT_TRUE(audited.plan().statements.empty());
  }
}

TEST(FigureMistakes, AYearCutShortIsMarked) {
  Audited audited;
  const auto& mistake = only_mistake(audited, "目标 26 = 10家");
  EXPECT_EQ(mistakes(audited), (std::vector<std::string>{"4:6 unexpected-token"}));
  EXPECT_NE(mistake.help.zh.find("2026年6月"), std::string::npos);
}

}  // namespace
}  // namespace gouji::testing
