// The table by which the likeness of names was set: pairs as they stand in plan documents, and invented ones at the edges.
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "analyzer/audit/likeness.hpp"

namespace gouji::testing {
namespace {

using analyzer::Likeness;

struct NamePair {
  const char* a;
  const char* b;
  Likeness likeness;
};

std::string word_for(Likeness likeness) {
  constexpr std::array<const char*, 6> kWords{"Different", "ToldApart", "OtherScope", "ShortForm", "Reordered", "Same"};
  return kWords[static_cast<std::size_t>(likeness)];
}

constexpr NamePair kPairs[] = {
    // one thing written in two ways
    {"省級以上知識產權示范(優勢)企業", "省級以上知識產權示范優勢企業", Likeness::Same},
    {"省级商业秘密保护基地", "建成省级商业秘密保护基地", Likeness::Same},
    {"国家、省知识产权优势示范企业", "培育国家、省知识产权优势示范企业", Likeness::Same},
    {"发明专利产业化项目", "实施发明专利产业化项目", Likeness::Same},
    {"知識產權質押融資累計額", "知識產權質押融資累計金額", Likeness::Same},
    {"知识产权仲裁和调解案件数量", "知识产权仲裁和调解案件数", Likeness::Same},
    {"发明专利年申请量", "发明专利年申请数量", Likeness::Same},
    {"全市调解组织", "调解组织", Likeness::Same},
    {"我县农产品区域公用品牌", "农产品区域公用品牌数量", Likeness::Same},
    {"规上企业的研发投入", "规上企业研发投入", Likeness::Same},
    {"５Ｇ基站数", "5G基站", Likeness::Same},
    {"(养老)护理员", "养老护理员", Likeness::Same},
    {"技术合同成交额", "技术合同成交金额", Likeness::Same},
    {"個體工商戶數量", "個體工商戶数", Likeness::Same},
    // the same characters in another order
    {"发明专利有效拥有量", "有效发明专利拥有量", Likeness::Reordered},
    {"区域公用品牌(农产品)", "农产品区域公用品牌", Likeness::Reordered},
    {"知识产权公共服务平台", "公共服务知识产权平台", Likeness::Reordered},
    // one says more, and it tells nothing apart: a short form, or a likely slip
    {"知识产权调解组织", "全市各类知识产权调解组织", Likeness::Same},
    {"省知识产权信息公共服务网点", "省网点", Likeness::ShortForm},
    {"市级商业秘密保护基地", "市级基地", Likeness::ShortForm},
    {"知识产权质押融资", "融资金额", Likeness::ShortForm},
    {"专利代理服务机构", "专利代理机构", Likeness::ShortForm},
    {"知识产权质押融资登记额", "知识产权质押融资额", Likeness::ShortForm},
    {"高价值发明专利拥有量", "高价值专利拥有量", Likeness::ShortForm},
    {"综合性知识产权运营服务机构", "知识产权服务机构", Likeness::ShortForm},
    {"农产品批发市场", "农产品批发", Likeness::ShortForm},
    {"有效发明专利拥有量", "发明专利拥有量", Likeness::ShortForm},
    // the scope alone
    {"省級以上商業秘密保護示范點(站)", "商業秘密保護示范點(站)", Likeness::OtherScope},
    {"优势制造业省级知识产权联盟", "优势制造业知识产权联盟", Likeness::OtherScope},
    {"省级商业秘密保护基地", "市级商业秘密保护基地", Likeness::OtherScope},
    {"国家级示范场景", "省级以上示范场景", Likeness::OtherScope},
    {"省级绿色工厂", "省级以上绿色工厂", Likeness::OtherScope},
    {"市級示范園區", "示范園區", Likeness::OtherScope},
    {"省级认定市级园区", "市级认定省级园区", Likeness::OtherScope},
    // one says more, and it is another thing
    {"知识产权人才", "新增知识产权人才", Likeness::ToldApart},
    {"有效注册商标量", "有效注册商标量累计", Likeness::ToldApart},
    {"发明专利授权量", "海外发明专利授权量", Likeness::ToldApart},
    {"隐患", "隐患存量", Likeness::ToldApart},
    {"论文", "年均论文数", Likeness::ToldApart},
    {"高新技术企业", "其中高新技术企业", Likeness::ToldApart},
    {"发明专利拥有量", "每万人口发明专利拥有量", Likeness::ToldApart},
    {"景区", "3A景区", Likeness::ToldApart},
    {"中介机构", "中介机构(含分支机构)", Likeness::ToldApart},
    {"数字企业", "数字企业占比", Likeness::ToldApart},
    {"企业上市", "企业首次上市", Likeness::ToldApart},
    {"学位", "小学学位", Likeness::ToldApart},
    // different words at one spot
    {"产业规划类专利导航项目", "企业运营类专利导航项目", Likeness::Different},
    {"国家知识产权信息公共服务网点", "省知识产权信息公共服务网点", Likeness::Different},
    {"知识产权中介机构数量(含分支机构)", "知识产权中介服务业数量(含分支机构)", Likeness::Different},
    {"知識產權質押融資累計額", "知識產權質押融資總額", Likeness::Different},
    {"知識產權貫標企業", "國內、國際貫標認證實施企業", Likeness::Different},
    {"新增床位", "存量床位", Likeness::Different},
    {"进口额", "出口额", Likeness::Different},
    {"新能源汽车产量", "新能源汽车销量", Likeness::Different},
    {"城镇老年人口占比", "农村老年人口占比", Likeness::Different},
    {"一审审结案件", "二审审结案件", Likeness::Different},
    {"3A级景区", "4A级景区", Likeness::Different},
    {"第一批示范点", "第二批示范点", Likeness::Different},
    {"A类泊位", "B类泊位", Likeness::Different},
    {"2024年新开工项目", "2025年新开工项目", Likeness::Different},
    {"光伏装机", "风电装机", Likeness::Different},
    {"专利申请", "商标申请", Likeness::Different},
    {"示范企业", "示范园区", Likeness::Different},
    {"有效发明专利数量", "高價值發明專利擁有量", Likeness::Different},
    // the same characters, and the order matters
    {"出口与进口比", "进口与出口比", Likeness::Different},
    {"甲产品占乙产品比重", "乙产品占甲产品比重", Likeness::Different},
    {"12家联盟23个", "23家联盟12个", Likeness::Different},
    {"上海", "海上", Likeness::Different},
};

TEST(NameLikeness, IsThatOfTheTable) {
  for (const NamePair& pair : kPairs) {
    SCOPED_TRACE(std::string(pair.a) + " / " + pair.b);
    const auto likeness = analyzer::likeness_of(pair.a, pair.b);
    EXPECT_EQ(word_for(likeness.likeness), word_for(pair.likeness)) << likeness.more << " " << likeness.permille;
  }
}

TEST(NameLikeness, DoesNotDependOnTheOrderOfTheTwo) {
  for (const NamePair& pair : kPairs) {
    SCOPED_TRACE(std::string(pair.a) + " / " + pair.b);
    const auto one = analyzer::likeness_of(pair.a, pair.b);
    const auto other = analyzer::likeness_of(pair.b, pair.a);
    EXPECT_EQ(one.likeness, other.likeness);
    EXPECT_EQ(one.permille, other.permille);
    EXPECT_EQ(analyzer::likeness_of(pair.a, pair.a).likeness, Likeness::Same);
  }
}

TEST(NameLikeness, WhatIsTheSameSharesABucket) {
  for (const NamePair& pair : kPairs) {
    SCOPED_TRACE(std::string(pair.a) + " / " + pair.b);
    if (pair.likeness < Likeness::Reordered) continue;
    EXPECT_EQ(analyzer::likeness_bucket(pair.a), analyzer::likeness_bucket(pair.b));
  }
  EXPECT_NE(analyzer::likeness_bucket("专利申请"), analyzer::likeness_bucket("商标申请"));
}

// 700 ‰ lets through one or two characters more in a name of usual length, and stops a modifier that is half of it.
TEST(NameLikeness, MeasuresHowMuchMoreIsSaid) {
  const auto permille = [](const char* a, const char* b) { return analyzer::likeness_of(a, b).permille; };
  EXPECT_GE(permille("专利代理服务机构", "专利代理机构"), 650);
  EXPECT_GE(permille("知识产权质押融资登记额", "知识产权质押融资额"), 700);
  EXPECT_GE(permille("高价值发明专利拥有量", "高价值专利拥有量"), 700);
  EXPECT_LT(permille("省知识产权信息公共服务网点", "省网点"), 700);
  EXPECT_LT(permille("综合性知识产权运营服务机构", "知识产权服务机构"), 800);
  EXPECT_LT(permille("市级商业秘密保护基地", "市级基地"), 700);
}

TEST(ScopeKey, FoldsWhatSaysTheSame) {
  EXPECT_EQ(analyzer::scope_key("省级及以上"), analyzer::scope_key("省級以上"));
  EXPECT_EQ(analyzer::scope_key("全市"), "");
  EXPECT_EQ(analyzer::scope_key("我县"), "");
  EXPECT_EQ(analyzer::scope_key("本區"), "");
  EXPECT_NE(analyzer::scope_key("市区"), "");
  EXPECT_NE(analyzer::scope_key("省级"), analyzer::scope_key("省级以上"));
}

TEST(ScopeInName, IsToldAsWritten) {
  EXPECT_EQ(analyzer::scope_in_name("省級以上商業秘密保護示范點(站)"), "省級以上");
  EXPECT_EQ(analyzer::scope_in_name("优势制造业省级知识产权联盟"), "省级");
  EXPECT_EQ(analyzer::scope_in_name("高级职称人数"), "");
  EXPECT_EQ(analyzer::scope_in_name("农贸市场"), "");
}

TEST(NameCore, LeavesOutWhatMakesNoDifference) {
  EXPECT_EQ(analyzer::name_core("全市各类知识产权调解组织数量"), "知识产权调解组织");
  EXPECT_EQ(analyzer::name_core("数量"), "数量");
  EXPECT_EQ(analyzer::name_core(""), "");
  EXPECT_EQ(analyzer::name_core("\xff\xfe"), analyzer::name_core("\xff\xfe"));
}

}  // namespace
}  // namespace gouji::testing
