#include "dsl/message.hpp"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

#include "dsl/diagnostic.hpp"
#include "dsl/keywords.hpp"

namespace gouji::dsl {
namespace {

TEST(Message, FillsBothLanguages) {
  const Text text = fill({"合计 {sum}，文中 {total}", "sum {sum}, text {total}"}, {{"sum", "200 家"}, {"total", Text("一百", "one hundred")}});
  EXPECT_EQ(text.zh, "合计 200 家，文中 一百");
  EXPECT_EQ(text.en, "sum 200 家, text one hundred");
}

TEST(Message, QuotedNamesKeepTheirMarksAsInnerOnes) {
  const Text text = fill({"“{name}”与{name}", "“{name}”: {name}"}, {{"name", "“红标”主体"}});
  EXPECT_EQ(text.zh, "“‘红标’主体”与“红标”主体");
  EXPECT_EQ(text.en, "“‘红标’主体”: “红标”主体");
  EXPECT_EQ(quoted("做强“翠知创”中心"), "“做强‘翠知创’中心”");
  EXPECT_EQ(quoted("“甲‘乙’”"), "““甲‘乙’””");
  EXPECT_EQ(quoted("总量"), "“总量”");
}

TEST(Message, AMissingArgumentIsADefect) { EXPECT_THROW((void)fill({"{a}", "{b}"}, {{"a", "1"}}), std::invalid_argument); }

TEST(Diagnostics, CodesAndNamesAreUnique) {
  std::set<std::string_view> seen;
  for (const Mistake mistake : all_mistakes()) {
    EXPECT_TRUE(seen.insert(info(mistake).code).second) << info(mistake).code;
    EXPECT_TRUE(seen.insert(info(mistake).name).second) << info(mistake).name;
    EXPECT_FALSE(info(mistake).title.zh.empty());
  }
}

TEST(Keywords, EveryFormIsFoundAndBelongsToOneKeyword) {
  for (int i = 1; i <= static_cast<int>(Keyword::Serial); ++i) {
    const auto keyword = static_cast<Keyword>(i);
    for (const std::string_view form : forms(keyword)) {
      EXPECT_EQ(find_keyword(form), keyword) << form;
      // 约束性 begins with 约, which is one only before digits: the lexer tells them apart.
      const auto comparator = leading_comparator(form);
      EXPECT_TRUE(!comparator || comparator->length < form.size()) << form << " is a comparator";
    }
  }
}

TEST(Keywords, TheLongestComparatorWins) {
  EXPECT_EQ(leading_comparator("不超过5")->comparison, Comparison::AtMost);
  EXPECT_EQ(leading_comparator("超过5")->length, std::string_view("超过").size());
  EXPECT_EQ(leading_comparator("达到5")->length, std::string_view("达到").size());
  EXPECT_EQ(trailing_comparator("家及以上")->length, std::string_view("及以上").size());
  EXPECT_FALSE(trailing_comparator("家"));
}

}  // namespace
}  // namespace gouji::dsl
