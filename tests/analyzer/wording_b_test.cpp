// Small invented plans for the rules on scope, firmness, dates and names of what is stated twice: exactly what each gives.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using Strings = std::vector<std::string>;

std::string plan_of(const std::string& body) { return "plan 试 \"某市行动方案\" {\n period 2024..2026 @1\n" + body + "\n}\n"; }

// "rule severity" for every finding, sorted; a mistake of the text is told too.
Strings findings_of(const std::string& body) {
  const Audited audited = audit_text(plan_of(body));
  Strings result = mistakes(audited);
  for (const auto& finding : audited.result.findings) {
    result.push_back(std::string(finding.rule->name) + " " + std::string(analyzer::to_string(finding.severity)));
  }
  std::sort(result.begin(), result.end());
  return result;
}

struct SmallPlan {
  const char* what;
  const char* body;
  Strings expected;
};

void expect_all(const std::vector<SmallPlan>& plans) {
  for (const SmallPlan& plan : plans) {
    SCOPED_TRACE(plan.what);
    EXPECT_EQ(findings_of(plan.body), plan.expected);
  }
}

const Strings kNothing;

TEST(ClaimScopeDrift, SpeaksOfEqualFiguresOfOtherScopes) {
  const Strings warned{"claim-scope-drift warning"};
  const Strings told{"claim-scope-drift info"};
  expect_all({
      {"wider here, narrower there",
       "indicator 平台 stock 家 { \n target 2026 达到 30家 scope \"省级以上\" @3\n claim 2026 30家 scope \"国家级\" @9\n }", warned},
      {"the same in another count of digits",
       "indicator 额 stock { \n target 2026 1亿元 scope \"规上\" @3\n claim 2026 10000万元 scope \"限上\" @9\n }", warned},
      {"one finding for two claims of one scope",
       "indicator 平台 stock 家 { \n target 2026 30家 scope \"省级以上\" @3\n claim 2026 30家 scope \"国家级\" @9\n"
       " claim 2026 30家 scope \"国家级\" @12\n }",
       warned},
      {"a scope on one side", "indicator 平台 stock 家 { \n target 2026 30家 @3\n claim 2026 30家 scope \"国家级\" @9\n }", told},
      {"the indicator's own scope against another",
       "indicator 平台 stock 家 scope \"省级\" { \n target 2026 30家 @3\n claim 2026 30家 scope \"市级\" @9\n }", warned},
      {"shares may well be alike",
       "indicator 率 \"达标率\" ratio % { \n target 2026 95% scope \"城区\" @3\n claim 2026 95% scope \"建成区\" @9\n }", told},
      {"baselines too", "indicator 平台 stock 家 { \n baseline 2023 30家 scope \"省级\" @3\n baseline 2023 30家 scope \"市级\" @9\n }", warned},
      {"a name with and without the scope", "indicator 平台 \"省级创新平台\" stock 家 also \"创新平台\" { \n target 2026 30家 @3\n }", told},
      {"figure and name: one cause",
       "indicator 平台 \"省级创新平台\" stock 家 also \"创新平台\" { \n target 2026 30家 scope \"省级\" @3\n claim 2026 30家 @9\n }", told},
      {"及以上 is 以上",
       "indicator 平台 stock 家 { \n target 2026 30家 scope \"省级以上\" @3\n claim 2026 30家 scope \"省级及以上\" @9\n }", kNothing},
      {"the whole area is no scope", "indicator 平台 stock 家 { \n target 2026 30家 scope \"全市\" @3\n claim 2026 30家 @9\n }", kNothing},
      {"the scope of the indicator said again",
       "indicator 平台 stock 家 scope \"省级\" { \n target 2026 30家 @3\n claim 2026 30家 scope \"省级\" @9\n }", kNothing},
      {"the name carries it",
       "indicator 平台 \"省级创新平台\" stock 家 { \n target 2026 30家 scope \"省级\" @3\n claim 2026 30家 @9\n }", kNothing},
      {"two figures", "indicator 平台 stock 家 { \n target 2026 30家 scope \"省级以上\" @3\n claim 2026 12家 scope \"国家级\" @9\n }", kNothing},
      {"two series",
       "indicator 校 \"新建学校\" stock 所 { \n baseline 2023 4所 scope \"城区\" @3\n baseline 2023 6所 scope \"乡镇\" @3\n"
       " target 2026 10所 scope \"城区\" @4\n target 2026 10所 scope \"乡镇\" @5\n }",
       kNothing},
      {"side by side in one sentence",
       "indicator 校 stock 所 { \n target 2026 10所 scope \"城区\" @4\n target 2026 10所 scope \"乡镇\" @4\n }", kNothing},
      {"other years", "indicator 平台 stock 家 { \n target 2025 30家 scope \"省级\" @3\n target 2026 30家 scope \"国家级\" @9\n }", kNothing},
  });
}

TEST(ClaimModalityDrift, SpeaksOfOneFigureFirmAndHopedFor) {
  const Strings warned{"claim-modality-drift warning"};
  const Strings told{"claim-modality-drift info"};
  expect_all({
      {"确保 against 争取", "indicator 项目 stock 个 { \n target 2026 60个 firm @3\n claim 2026 60个 hoped @9\n }", warned},
      {"达到 against 争取", "indicator 项目 stock 个 { \n target 2026 达到 60个 @3\n claim 2026 60个 hoped @9\n }", told},
      {"binding", "indicator 项目 stock 个 binding { \n target 2026 60个 @3\n claim 2026 60个 hoped @9\n }", warned},
      {"a list for the plan",
       "indicator 甲 stock 个 { \n target 2026 60个 @3\n claim 2026 60个 hoped @9\n }\n"
       " indicator 乙 stock 个 { \n target 2026 70个 @3\n claim 2026 70个 hoped @9\n }",
       told},
      {"each for itself where the plan says 确保",
       "indicator 甲 stock 个 { \n target 2026 60个 firm @3\n claim 2026 60个 hoped @9\n }\n"
       " indicator 乙 stock 个 { \n target 2026 70个 @3\n claim 2026 70个 hoped @9\n }",
       {"claim-modality-drift info", "claim-modality-drift warning"}},
      {"by the end of the year", "indicator 项目 stock 个 { \n target 2026 60个 firm @3\n claim 2026年底 60个 hoped @9\n }", warned},
      {"a date that is not repeated", "indicator 项目 stock 个 { \n target 2026 60个 firm @3\n claim 60个 hoped @9\n }", warned},
      {"other units of one amount", "indicator 额 { \n target 2026 1亿元 firm @3\n claim 2026 10000万元 hoped @9\n }", warned},
      {"a stretch goal", "indicator 项目 stock 个 { \n target 2026 60个 firm @3\n claim 2026 70个 hoped @9\n }", kNothing},
      {"a stretch goal downwards", "indicator 率 ratio % lower { \n target 2026 不超过 5% @3\n claim 2026 4% hoped @9\n }", kNothing},
      {"hoped for everywhere", "indicator 项目 stock 个 { \n target 2026 60个 hoped @3\n claim 2026 60个 hoped @9\n }", kNothing},
      {"firm everywhere", "indicator 项目 stock 个 { \n target 2026 60个 firm @3\n claim 2026 达到 60个 @9\n }", kNothing},
      {"other scopes",
       "indicator 项目 stock 个 { \n target 2026 60个 firm scope \"省级\" @3\n target 2026 90个 scope \"市级\" @3\n"
       " claim 2026 90个 scope \"市级\" @8\n claim 2026 20个 hoped scope \"国家级\" @9\n }",
       kNothing},
      {"less is hoped for than is firm: the value",
       "indicator 项目 stock 个 { \n target 2026 达到 60个 firm @3\n claim 2026 50个 hoped @9\n }", {"claim-value-mismatch warning"}},
  });
}

TEST(ClaimHorizonDrift, SpeaksOfOneFigureDueAtTwoTimes) {
  const Strings warned{"claim-horizon-drift warning"};
  const Strings told{"claim-horizon-drift info"};
  expect_all({
      {"a claim later than the target", "indicator 托位 stock 个 { \n target 2025 达到 2600个 @3\n claim 2026 2600个 @9\n }", warned},
      {"a claim earlier than the target", "indicator 托位 stock 个 { \n target 2026 达到 2600个 @3\n claim 2025年底 2600个 @9\n }", told},
      {"half a year", "indicator 托位 stock 个 { \n target 2026-06 2600个 @3\n claim 2026年底 2600个 @9\n }", told},
      {"two targets", "indicator 托位 stock 个 { \n target 2025 2600个 @3\n target 2026 2600个 @9\n }", told},
      {"a share", "indicator 率 ratio % { \n target 2025 95% @3\n claim 2026 95% @9\n }", told},
      {"an amount over the years", "indicator 投入 { \n target 2024..2026 3亿元 total @3\n claim 2024..2025 3亿元 total @9\n }", told},
      {"growth from one base", "indicator 产值 flow { \n baseline 2023 100亿元 @3\n target 2025..2025 +20% vs 2023 total @3\n"
                               " claim 2025 +20% vs 2023 total @9\n }",
       kNothing},
      {"a yearly amount after the plan's last year", "indicator 产值 flow { \n target 2026 20亿元 @3\n claim 2027 20亿元 @9\n }", warned},
      {"a yearly amount of the next year", "indicator 产值 flow { \n target 2025 20亿元 @3\n claim 2026 20亿元 @9\n }", kNothing},
      {"the end of the year", "indicator 托位 stock 个 { \n target 2026 2600个 @3\n claim 2026年底 2600个 @9\n }", kNothing},
      {"no date", "indicator 托位 stock 个 { \n target 2026 2600个 @3\n claim 2600个 @9\n }", kNothing},
      {"one place", "indicator 托位 stock 个 { \n target 2025 2600个 @3\n target 2026 2600个 @3\n }", kNothing},
      {"a milestone reaches it earlier", "indicator 托位 stock 个 { \n milestone 2025 2600个 @7\n target 2026 2600个 @3\n"
       " claim 2025 2600个 @9\n }",
       kNothing},
      {"kept at the baseline", "indicator 托位 stock 个 { \n baseline 2023 2600个 @3\n target 2025 2600个 @3\n"
       " claim 2026 2600个 @9\n }", Strings{"base-beyond-target info"}},
      {"to be kept", "indicator 托位 stock 个 { \n target 2025 2600个 @3\n claim 2026 2600个 @9\n }\n goal 稳 \"保持稳定\" keep of 托位", kNothing},
      {"every year", "indicator 率 ratio % { \n target each 98% @3\n target 2025 98% @4\n claim 2026 98% @9\n }", kNothing},
      {"a bound", "indicator 率 ratio % { \n target 2025 100% @3\n claim 2026 100% @9\n }", kNothing},
      {"zero", "indicator 事故 stock 起 lower { \n target 2025 0起 @3\n claim 2026 0起 @9\n }", kNothing},
      {"yearly amounts", "indicator 培训 flow 人次 { \n target 2025 8000人次 @3\n claim 2026 8000人次 @9\n }", kNothing},
      {"yearly additions", "indicator 新建 new 所 { \n target 2025 40所 @3\n claim 2026 40所 @9\n }", kNothing},
      {"one more of a few", "indicator 中心 个 { \n target 2025 1个 @3\n claim 2026 1个 @9\n }", kNothing},
      {"three times", "indicator 托位 stock 个 { \n target 2024 2600个 @3\n target 2025 2600个 @4\n claim 2026 2600个 @9\n }", kNothing},
      {"the task ends then", "indicator 托位 stock 个 { \n target 2026 2600个 @3\n"
       " claim 2025 2600个 in 1 @9\n }\n task 1 \"育才\" @9 { \n dates 2024..2025\n }",
       kNothing},
      {"other scopes", "indicator 托位 stock 个 { \n target 2025 2600个 scope \"城区\" @3\n claim 2026 2600个 scope \"乡镇\" @9\n }", kNothing},
      {"two values", "indicator 托位 stock 个 { \n target 2025 2600个 @3\n claim 2026 3000个 @9\n }", kNothing},
  });
}

TEST(ClaimHorizonDrift, FoldsUnderTheValueItExplains) {
  EXPECT_EQ(findings_of("indicator 托位 stock 个 { \n target 2025 2600个 @3\n target 2026 3000个 @3\n claim 2026 2600个 @9\n }"),
            Strings{"claim-value-mismatch error"});
}

TEST(IndicatorNameDrift, SpeaksOfOtherNamesAndOfTwoThatMayBeOne) {
  const Strings warned{"indicator-name-drift warning"};
  const Strings told{"indicator-name-drift info"};
  expect_all({
      {"another word", "indicator 机构 \"中介服务机构\" stock 家 also \"中介服务业单位\" { \n target 2026 40家 @3\n }", told},
      {"a word that tells", "indicator 人才 \"专业人才\" 名 also \"新增专业人才\" { \n target 2026 500名 @3\n }", told},
      {"one list for the plan",
       "indicator 甲 \"中介机构\" stock 家 also \"服务单位\" { \n target 2026 40家 @3\n }\n"
       " indicator 乙 \"融资累计额\" 亿元 also \"融资总额\" { \n target 2026 40亿元 @3\n }",
       told},
      {"the very same name twice",
       "indicator 甲 \"创新平台\" stock 家 { \n target 2026 40家 @3\n }\n indicator 乙 \"创新平台\" stock 家 { \n claim 2026 40家 @9\n }", warned},
      {"brackets", "indicator 甲 \"示范(优势)企业\" 家 { \n target 2026 40家 @3\n }\n"
       " indicator 乙 \"示范优势企业数量\" 家 { \n claim 2026 45家 @9\n }", told},
      {"order", "indicator 甲 \"有效发明专利拥有量\" 件 { \n target 2026 40件 @3\n }\n indicator 乙 \"发明专利有效拥有量\" 件 { \n claim 2026 40件 @9\n }", told},
      {"one character lost from a short name, and the same figure",
       "indicator 甲 \"首席数据官\" 名 { \n target 2026 40名 @3\n }\n indicator 乙 \"首席据官\" 名 { \n claim 2026 40名 @9\n }", told},
      {"a little more, and the same figure",
       "indicator 甲 \"知识产权质押融资登记额\" 亿元 { \n target 2026 40亿元 @3\n }\n indicator 乙 \"知识产权质押融资额\" 亿元 { \n claim 2026 40亿元 @9\n }", told},
      {"a little more, and another figure",
       "indicator 甲 \"知识产权质押融资登记额\" 亿元 { \n target 2026 40亿元 @3\n }\n"
       " indicator 乙 \"知识产权质押融资额\" 亿元 { \n claim 2026 50亿元 @9\n }", kNothing},
      {"short forms and writings",
       "indicator 甲 \"省知识产权信息公共服务网点\" 家 also \"省网点\", \"建成省知识产权信息公共服务网点\" { \n target 2026 40家 @3\n }", kNothing},
      {"a word recorded as a label", "indicator 甲 \"有效商标\" stock 件 also \"有效商标累计\" label \"累计值\" { \n target 2026 40件 @3\n }", kNothing},
      {"a word recorded with the figure", "indicator 人才 \"专业人才\" 名 also \"新增专业人才\" { \n target 2026 500名 \"新增\" @3\n }", kNothing},
      {"new and in stock", "indicator 甲 \"养老床位\" 张 { \n target 2026 900张 @3\n }\n"
       " indicator 乙 \"新增养老床位\" 张 { \n claim 2026 900张 @9\n }", kNothing},
      {"levels of government",
       "indicator 甲 \"省级保护基地\" 个 { \n target 2026 90个 @3\n }\n indicator 乙 \"市级保护基地\" 个 { \n target 2026 90个 @5\n }", kNothing},
      {"digits", "indicator 甲 \"3A级景区\" 个 { \n target 2026 9个 @3\n }\n indicator 乙 \"4A级景区\" 个 { \n target 2026 9个 @5\n }", kNothing},
      {"other units", "indicator 甲 \"技术交易\" 亿元 { \n target 2026 9亿元 @3\n }\n"
       " indicator 乙 \"技术交易量\" 项 { \n target 2026 90项 @5\n }", kNothing},
      {"other kinds", "indicator 甲 \"学位\" stock 个 { \n target 2026 900个 @3\n }\n"
       " indicator 乙 \"学位数\" new 个 { \n target 2026 90个 @5\n }", kNothing},
      {"other scopes",
       "indicator 甲 \"创新平台\" 家 scope \"省级\" { \n target 2026 90家 @3\n }\n"
       " indicator 乙 \"创新平台\" 家 scope \"市级\" { \n target 2026 120家 @5\n }", kNothing},
      {"a relation joins them",
       "indicator 甲 \"护理床位\" 张 { \n target 2026 900张 @3\n }\n indicator 乙 \"护理床位数\" 张 part of 甲 { \n target 2026 90张 @5\n }", kNothing},
      {"side by side", "indicator 甲 \"护理床位\" 张 { \n target 2026 900张 @3\n }\n"
       " indicator 乙 \"护理床位数\" 张 { \n target 2026 90张 @3\n }", kNothing},
      {"nothing is said about one", "indicator 甲 \"护理床位\" 张 { \n target 2026 900张 @3\n }\n indicator 乙 \"护理床位数\" 张", kNothing},
  });
}

std::string table_plan(const std::string& in_text, const std::string& more) {
  std::string text;
  for (const std::string name : {"甲", "乙", "丙", "丁", "戊"}) {
    const bool stated = in_text.find(name) != std::string::npos;
    text += " indicator " + name + " \"" + name + "类设施\" stock 个 {\n" + (stated ? "  target 2026 30个 @3\n" : "") + " }\n";
  }
  text += " table 附表 \"主要指标\" @20 {\n | indicator | unit | target 2026 | row |\n";
  for (const std::string name : {"甲", "乙", "丙", "丁"}) text += " | " + name + " | 个 | 30 | @21 |\n";
  return text + " }\n" + more;
}

TEST(IndicatorNeverClaimed, FollowsThePlansOwnHabit) {
  const Strings told{"indicator-never-claimed info"};
  EXPECT_EQ(findings_of(table_plan("甲乙丙", "")), told);
  EXPECT_EQ(findings_of(table_plan("甲乙丙丁", "")), kNothing);
  EXPECT_EQ(findings_of(table_plan("甲乙丙", " task 1 \"建设\" @9 {\n supports 丁\n }\n")), kNothing);
  EXPECT_EQ(findings_of(table_plan("甲乙丙", " goal 升 \"持续增加\" rising of 丁 @9\n")), kNothing);
  EXPECT_EQ(findings_of(table_plan("甲乙", "")), kNothing);
  EXPECT_EQ(findings_of(table_plan("", "")), kNothing);
  EXPECT_EQ(findings_of(table_plan("甲乙丙丁戊", "")), told);
  EXPECT_EQ(findings_of(table_plan("甲乙丙丁", " indicator 己 \"己类设施\" stock 个 {\n  claim 2026 40个 @9\n }\n")), kNothing);
}

// Ten thousand indicators: no rule compares all pairs.
TEST(NamesAndFigures, AreBucketedBeforeTheyAreCompared) {
  std::string body;
  for (int i = 0; i < 10000; ++i) {
    const std::string n = std::to_string(i);
    body += " indicator i" + n + " \"同名设施\" stock 个 also \"设施\" {\n  target 2026 30个 @" + n + "1\n  claim 2026 30个 hoped @" + n + "2\n }\n";
  }
  const auto start = std::chrono::steady_clock::now();
  const Audited audited = audit_text(plan_of(body));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
  EXPECT_EQ(audited.plan().indicators.size(), 10000u);
}

TEST(WordingFindings, DoNotDependOnTheOrderOfStatements) {
  const std::string one = "indicator 平台 stock 家 { \n target 2026 30家 scope \"省级\" @3\n claim 2026 30家 scope \"市级\" hoped @9\n"
       " claim 2025 30家 @11\n }\n";
  const std::string other = "indicator 平台 stock 家 { \n claim 2025 30家 @11\n"
       " claim 2026 30家 scope \"市级\" hoped @9\n target 2026 30家 scope \"省级\" @3\n }\n";
  EXPECT_EQ(meanings(audit_text(plan_of(one))), meanings(audit_text(plan_of(other))));
  const std::string first = " indicator 甲 \"示范(优势)企业\" 家 { \n target 2026 40家 @3\n }\n";
  const std::string second = " indicator 乙 \"示范优势企业数量\" 家 { \n claim 2026 45家 @9\n }\n";
  EXPECT_EQ(meanings(audit_text(plan_of(first + second))), meanings(audit_text(plan_of(second + first))));
}

}  // namespace
}  // namespace gouji::testing
