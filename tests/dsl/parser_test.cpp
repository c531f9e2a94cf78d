#include "dsl/parser.hpp"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using analyzer::Comparator;

std::vector<std::string> mistakes_in(const std::string& text) { return mistakes(audit_text(text)); }

TEST(Parser, EnglishAndChineseKeywordsMixFreely) {
  const auto audited = audit_text(R"(plan 临港 "三年行动方案" {
    期间 2024..2026 @2
    indicator 产值 "工业总产值" 流量 亿元 {
        基期 2023 = 820 @12
        target 2026 达到 1200亿元 @12
    }
})");
  ASSERT_TRUE(audited.diagnostics.empty());
  const auto& plan = audited.plan();
  EXPECT_EQ(plan.title, "三年行动方案");
  ASSERT_EQ(plan.statements.size(), 2u);
  EXPECT_EQ(plan.statements[0].quantity.display(), "820 亿元");
  EXPECT_EQ(plan.statements[1].comparator, Comparator::AtLeast);
  EXPECT_EQ(plan.statements[1].comparator_word, "达到");
  EXPECT_EQ(plan.statements[1].place.document->line, 12u);
}

TEST(Parser, FullWidthSignsMeanTheSame) {
  const auto half = audit_text("plan a {\n indicator x 家 { target 2026 >= 300家 @7 }\n org b also \"c\", \"d\"\n}");
  const auto full = audit_text("plan a ｛\n indicator x 家 ｛ target ２０２６ ＞＝ ３００家 ＠７ ｝\n org b also \"c\"，\"d\"\n｝");
  ASSERT_TRUE(half.diagnostics.empty());
  ASSERT_EQ(mistakes(full), std::vector<std::string>{});
  EXPECT_EQ(full.plan().statements[0].quantity.normalized(), half.plan().statements[0].quantity.normalized());
  EXPECT_EQ(full.plan().statements[0].when.year(), 2026);
  EXPECT_EQ(full.plan().statements[0].place.document->line, 7u);
  EXPECT_EQ(full.plan().orgs[0].aliases, half.plan().orgs[0].aliases);
}

struct Written {
  const char* value;
  Comparator comparator;
  const char* normalized;
  const char* dimension;
};

class Values : public ::testing::TestWithParam<Written> {};

TEST_P(Values, AreReadAsWritten) {
  const auto audited = audit_text("plan a {\n indicator x {\n target 2026 " + std::string(GetParam().value) + " @3\n }\n}");
  ASSERT_EQ(mistakes(audited), std::vector<std::string>{});
  const auto& statement = audited.plan().statements.at(0);
  EXPECT_EQ(statement.comparator, GetParam().comparator);
  EXPECT_EQ(statement.quantity.normalized().to_string(), GetParam().normalized);
  ASSERT_TRUE(statement.quantity.unit);
  EXPECT_EQ(statement.quantity.unit->dimension, GetParam().dimension);
  EXPECT_EQ(statement.when.year(), 2026);
}

INSTANTIATE_TEST_SUITE_P(
    Documents, Values,
    ::testing::Values(Written{"1600件", Comparator::Equal, "1600", "count"}, Written{"= 1600 件", Comparator::Equal, "1600", "count"},
                      Written{"超2000件", Comparator::MoreThan, "2000", "count"}, Written{"不低于8.5件", Comparator::AtLeast, "8.5", "count"},
                      Written{"突破 2万件", Comparator::MoreThan, "20000", "count"}, Written{"10个以上", Comparator::AtLeast, "10", "count"},
                      Written{"90%以上", Comparator::AtLeast, "0.9", "ratio"}, Written{"30天以内", Comparator::AtMost, "2592000", "time"},
                      Written{"约1.2亿元", Comparator::About, "120000000", "money:CNY"}, Written{"5%左右", Comparator::About, "0.05", "ratio"},
                      Written{"百项", Comparator::Equal, "100", "count"}, Written{"超百家", Comparator::MoreThan, "100", "count"},
                      Written{"三百二十家", Comparator::Equal, "320", "count"}, Written{"十二个", Comparator::Equal, "12", "count"},
                      Written{"8.5 件/万人", Comparator::Equal, "0.00085", "count/person"}, Written{"控制在 3‰", Comparator::AtMost, "0.003", "ratio"},
                      Written{"10000萬元", Comparator::Equal, "100000000", "money:CNY"}, Written{"3个百分点", Comparator::Equal, "0.03", "points"},
                      Written{"≥ 5 千瓦时", Comparator::AtLeast, "18000000", "energy"}),
    [](const auto& test) { return "Case" + std::to_string(test.index); });

TEST(Parser, GrowthRangeAndEachYear) {
  const auto audited = audit_text(R"(plan a {
    indicator x 家 {
        target 2026 10%以上 较 2021 @1
        target 2026 >= +20% vs 2023末 @2
        target 2025 1至2家 @3
        claim each 2024..2026 = 100 @4
        claim 每年 百家 @5
        target = 2000 @6
        target 2024..2026 = 300家 total @7
    }
})");
  ASSERT_EQ(mistakes(audited), std::vector<std::string>{});
  const auto& s = audited.plan().statements;
  ASSERT_EQ(s.size(), 7u);
  EXPECT_EQ(s[0].growth->base.year, 2021);
  EXPECT_EQ(s[0].comparator, Comparator::AtLeast);
  EXPECT_EQ(s[1].growth->base.year, 2023);
  EXPECT_TRUE(s[1].growth->base.end);
  EXPECT_EQ(s[2].upper->number, analyzer::Exact(2));
  EXPECT_EQ(s[2].quantity.unit->word, "家");
  EXPECT_EQ(s[3].when.form, analyzer::When::Form::Each);
  EXPECT_EQ(s[3].when.range->last->year, 2026);
  EXPECT_EQ(s[4].when.form, analyzer::When::Form::Each);
  EXPECT_FALSE(s[4].when.range);
  EXPECT_EQ(s[5].when.form, analyzer::When::Form::Unstated);  // 2000 is the value, not a year
  EXPECT_EQ(s[5].quantity.number, analyzer::Exact(2000));
  EXPECT_EQ(s[6].when.form, analyzer::When::Form::Over);
  EXPECT_EQ(s[6].aggregation, analyzer::Aggregation::Total);
}

TEST(Parser, TenMistakesOfTenKindsGiveTenMessages) {
  const auto audited = audit_text(R"(plan 临港 "方案" {
    issude 2024-03-15
    period 2026..2024 @2
    indicator 产值 stok 亿元
    indicator 高企 "高新技术企业" 家 {
        target 2026 >=
        target 2026-13 >= 5家
        target 2026 10,000家
        baseline 2023 = 5家 @
    }
    task 1 "任务" {
        supports 高企数
    }
    org 局 "没收尾
    table 附表 {
        | indicator | unit | 2024 |
        | 高企 | 家 |
    }
}
)");
  EXPECT_EQ(mistakes(audited), (std::vector<std::string>{
                                   "2:5 unknown-statement", "4:18 unexpected-token", "6:23 missing-part", "7:16 bad-date", "8:21 bad-number",
                                   "9:28 bad-place", "14:11 unclosed-string", "17:9 bad-row", "3:12 bad-range", "12:18 unknown-name"}));
  EXPECT_EQ(audited.diagnostics[0].help.en, "did you mean issued?");
  EXPECT_EQ(audited.diagnostics[1].help.en, "did you mean stock?");
  EXPECT_EQ(audited.diagnostics[9].help.zh, "是不是 高企？");
  // Nothing that did not parse is audited.
  EXPECT_EQ(audited.plan().statements.size(), 0u);
  EXPECT_EQ(audited.plan().indicators.size(), 1u);
}

TEST(Parser, EachBlockMistakeIsToldOnce) {
  EXPECT_EQ(mistakes_in("plan a {\n indicator x {\n  target 2026 = 5家\n}\n"), (std::vector<std::string>{"1:8 unclosed-block"}));
  EXPECT_EQ(mistakes_in("plan a {\n}\n}\n"), (std::vector<std::string>{"3:1 unopened-block"}));
  EXPECT_EQ(mistakes_in("plan a {\n number \"x\" {\n  foo bar\n }\n}\n"), (std::vector<std::string>{"2:13 unexpected-block"}));
  EXPECT_EQ(mistakes_in("plan a {\n {\n  foo\n }\n}\n"), (std::vector<std::string>{"2:2 unexpected-block"}));
}

TEST(Parser, AStatementInTheWrongPlaceSaysWhereItBelongs) {
  const auto audited = audit_text("target 2026 = 5家\nplan a {\n supports x\n}\n");
  EXPECT_EQ(mistakes(audited), (std::vector<std::string>{"1:1 misplaced-statement", "3:2 misplaced-statement"}));
  EXPECT_EQ(audited.diagnostics[1].help.en, "it belongs into the block of task (任务)");
}

TEST(Parser, ChildrenOfABrokenHeaderAreCheckedButNotKept) {
  const auto audited = audit_text("plan a {\n indicator {\n  target 2026 = 5家\n  targt 2026 = 6家\n }\n indicator y { target 2026 = 7家 }\n}\n");
  EXPECT_EQ(mistakes(audited), (std::vector<std::string>{"2:11 missing-part", "4:3 unknown-statement"}));
  ASSERT_EQ(audited.plan().statements.size(), 1u);
  EXPECT_EQ(audited.plan().statements[0].quantity.number, analyzer::Exact(7));
}

TEST(Parser, APlanWhoseFirstLineIsWrongIsStillAudited) {
  const auto audited = audit_text("plan a b c {\n indicator y { target 2026 = 7家 }\n}\n", {}, "dir/lingang.plan");
  EXPECT_EQ(mistakes(audited), (std::vector<std::string>{"1:8 unexpected-token"}));
  ASSERT_EQ(audited.plans.size(), 1u);
  EXPECT_EQ(audited.plan().id, "lingang");
  EXPECT_EQ(audited.plan().statements.size(), 1u);
}

TEST(Parser, ATableWhoseHeadIsWrongIsToldOnce) {
  EXPECT_EQ(mistakes_in("plan a {\n indicator x\n table t {\n  | indicator | foo |\n  | x | 5 |\n  | x | 6 |\n }\n}\n"),
            (std::vector<std::string>{"4:17 unknown-column"}));
}

TEST(Parser, NamesWithBracketsNeedQuotes) {
  const auto audited = audit_text("plan a {\n org 各县(市、区)政府\n}\n");
  ASSERT_EQ(mistakes(audited), (std::vector<std::string>{"2:8 unknown-character"}));
  EXPECT_NE(audited.diagnostics[0].help.zh.find("引号"), std::string::npos);
}

TEST(Parser, AFileThatIsNotUtf8IsNamedAsSuch) {
  EXPECT_EQ(mistakes_in("plan a {\n // \xC4\xBF\xB1\xEA\n}"), (std::vector<std::string>{"2:6 not-utf8"}));
}

TEST(Parser, DuplicatesAndRepeatedPartsAreTold) {
  EXPECT_EQ(mistakes_in("plan a {\n indicator x\n indicator x\n org b level city level city\n}\n"),
            (std::vector<std::string>{"4:19 repeated-part", "3:12 duplicate-name"}));
}

TEST(Parser, DeepNestingNeitherCrashesNorHangs) {
  std::string text = "plan a {\n";
  for (int i = 0; i < 10000; ++i) text += "section s" + std::to_string(i) + " {\n";
  EXPECT_FALSE(audit_text(text).diagnostics.empty());
}

TEST(Parser, MoneyOfATaskIsRead) {
  const auto audited = audit_text("plan a {\n task 1 { money 1.2亿元 @3 }\n}\n");
  ASSERT_EQ(mistakes(audited), std::vector<std::string>{});
  EXPECT_EQ(audited.plan().tasks.at(0).money->normalized(), analyzer::Exact(120'000'000));
}

TEST(Parser, AYearAndAValueOfFourDigitsAreTwoThings) {
  const auto audited = audit_text("plan a {\n indicator x 人次 { target 2026 3000 人次; target 2025 8000; target 2024..2026 1200 人次 }\n}\n");
  ASSERT_EQ(mistakes(audited), std::vector<std::string>{});
  const auto& s = audited.plan().statements;
  ASSERT_EQ(s.size(), 3u);
  EXPECT_EQ(s[0].when.year(), 2026);
  EXPECT_EQ(s[0].quantity.number, analyzer::Exact(3000));
  EXPECT_EQ(s[1].quantity.number, analyzer::Exact(8000));
  EXPECT_EQ(s[2].when.form, analyzer::When::Form::Over);
}

TEST(Parser, AWordThatIsNoNumberIsNoValue) {
  EXPECT_EQ(mistakes_in("plan a {\n indicator x {\n target 2026 若干\n target 2026 达到 数家\n }\n}\n"),
            (std::vector<std::string>{"3:14 missing-part", "4:17 missing-part"}));
}

TEST(Parser, AYearWithoutAValueIsNoValue) {
  for (const std::string figure : {"2026", "2026 \"30个\"", "2026 个", "2026 增加30个", "2026 力争达到30个", "2026 待定"}) {
    const auto audited = audit_text("plan a {\n indicator x 个 { target " + figure + " }\n}\n");
    EXPECT_EQ(audited.diagnostics.size(), 1u) << figure;
    EXPECT_EQ(dsl::info(audited.diagnostics.at(0).mistake).name, "missing-part") << figure;
    EXPECT_TRUE(audited.plan().statements.empty()) << figure;
  }
}

TEST(Parser, NumbersThatCannotBeReadAreTold) {
  for (const std::string figure : {"百分之二十", "二十至三十个", "1万5千个", "一万五个", "1e5个"}) {
    const auto audited = audit_text("plan a {\n indicator x 个 { target 2026 = " + figure + " }\n}\n");
    EXPECT_EQ(audited.diagnostics.size(), 1u) << figure;
    EXPECT_TRUE(audited.plan().statements.empty()) << figure;
  }
  const auto grouped = audit_text("plan a {\n indicator x 个 { target 2026 = 1,200,000个 }\n}\n");
  ASSERT_EQ(mistakes(grouped), (std::vector<std::string>{"2:32 bad-number"}));
  EXPECT_EQ(grouped.diagnostics[0].help.en, "write 1200000");
}

TEST(Parser, ATildeAfterADateIsAbout) {
  const auto audited = audit_text("plan a {\n indicator x 个 { target 2026 ~20个; claim ～5个; target 1~2个 }\n}\n");
  ASSERT_EQ(mistakes(audited), std::vector<std::string>{});
  EXPECT_EQ(audited.plan().statements[0].comparator, Comparator::About);
  EXPECT_EQ(audited.plan().statements[1].comparator, Comparator::About);
  EXPECT_TRUE(audited.plan().statements[2].upper);
}

TEST(Parser, OneMistakeMakesNoOthers) {
  EXPECT_EQ(mistakes_in("plan a {\n indicator x \"没收尾 {\n  target 2026 = 5个\n }\n number \"1\"\n}\n"),
            (std::vector<std::string>{"2:14 unclosed-string"}));
  EXPECT_EQ(mistakes_in("plan a {\n indicator x {\n  target 2026 = 5个\n indicator y\n number \"1\"\n}\n"),
            (std::vector<std::string>{"2:14 unclosed-block"}));
  EXPECT_EQ(mistakes_in("plan a {\n indicator x sotck {\n }\n task 1 { supports x }\n table t {\n | indicator | 2024 |\n | x | 5 |\n }\n}\n"),
            (std::vector<std::string>{"2:14 unexpected-token"}));
  EXPECT_EQ(mistakes_in("plan a {\n indicator x\n table t {\n | indicator(a) | 2024 |\n | x | 5 |\n }\n}\n"),
            (std::vector<std::string>{"4:13 unknown-character"}));
  EXPECT_EQ(mistakes_in("plan a {\n phase p\n indicator 规上 企业 家\n}\n"), (std::vector<std::string>{"2:9 missing-part", "3:15 unexpected-token"}));
}

TEST(Parser, NamesMayBeginLikeComparators) {
  EXPECT_EQ(mistakes_in("plan a {\n indicator 超千亿企业 家\n target of 超千亿企业 2026 超5家\n}\n"), std::vector<std::string>{});
}

TEST(Parser, InvisibleBlanksAreBlanks) {
  const auto audited = audit_text("plan a {\n indicator x 个 { target 2026\xC2\xA0" "20个 }\n}\n");
  ASSERT_EQ(mistakes(audited), std::vector<std::string>{});
  EXPECT_EQ(audited.plan().statements[0].quantity.number, analyzer::Exact(20));
}

TEST(Parser, AMinusSignAloneIsANegativeValue) {
  const auto audited = audit_text("plan a {\n indicator x { target 2026 = -2%; target 2026 -10% vs 2020 }\n}\n");
  ASSERT_EQ(mistakes(audited), std::vector<std::string>{});
  EXPECT_EQ(audited.plan().statements[0].quantity.display(), "-2%");
  EXPECT_EQ(audited.plan().statements[0].quantity.normalized(), analyzer::Exact::ratio(-1, 50));
  EXPECT_TRUE(audited.plan().statements[1].growth->falling);
  EXPECT_EQ(mistakes_in("plan a {\n indicator x { target 2026 +2% }\n}\n"), (std::vector<std::string>{"2:31 missing-part"}));
}

// Any bytes: no crash, and every place lies inside the file.
TEST(Parser, SpansStayInsideTheFile) {
  const std::string seed = read_file(GOUJI_SOURCE_DIR "/plans/huaiyin.plan");
  std::mt19937 random(20261123);
  for (int round = 0; round < 300; ++round) {
    std::string text = seed;
    for (int change = 0; change < 12; ++change) {
      const std::size_t at = random() % text.size();
      switch (random() % 4) {
        case 0: text.erase(at, random() % 20); break;
        case 1: text.insert(at, 1, "{}|;\"@=*,/.+-\n"[random() % 14]); break;
        case 2: text[at] = static_cast<char>(random()); break;
        default: text.insert(at, text.substr(random() % text.size(), 30)); break;
      }
    }
    const auto audited = audit_text(text);
    for (const auto& diagnostic : audited.diagnostics) {
      ASSERT_LE(diagnostic.span.begin, diagnostic.span.end);
      ASSERT_LE(diagnostic.span.end, audited.source->text().size());
    }
  }
}

}  // namespace
}  // namespace gouji::testing
