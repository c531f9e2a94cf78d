// The table by which the likeness of organisations was set: names as the five plans write them, and invented ones at the edges.
#include "analyzer/audit/org_likeness.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using analyzer::Likeness;

struct OrgPair {
  const char* a;
  const char* b;
  Likeness likeness;
  const char* more;
  int permille;
};

std::string word_for(Likeness likeness) {
  constexpr std::array<const char*, 6> kWords{"Different", "ToldApart", "OtherScope", "ShortForm", "Reordered", "Same"};
  return kWords[static_cast<std::size_t>(likeness)];
}

// The scores show why no threshold would do: names of one body score from 181 (市发改委 and its full name) to 888, names of two bodies
// up to 800 (各区政府 and 区政府), 727 (各县(市、区)政府 and 有关县(市、区)政府) and 666 (市商务局 and 市商务委). Words decide, not scores.
constexpr OrgPair kPairs[] = {
    // of the five plans: one body, or nearly certainly one
    {"市大數據局", "市大數據發展局", Likeness::ShortForm, "发展", 600},
    {"市农业农村局", "农业农村局", Likeness::ShortForm, "市", 888},
    {"市中级法院", "中级法院", Likeness::ShortForm, "市", 857},
    {"温州市市场监督管理局", "市市场监管局", Likeness::ShortForm, "温州", 428},
    {"重慶市知識產權局", "市知識產權局", Likeness::ShortForm, "重慶", 833},
    {"有关县(市、区)政府", "有关县(市、区)民政府", Likeness::Same, "", 769},
    {"市委宣传部(市新闻出版局)", "市委宣传部", Likeness::ShortForm, "市新闻出版局", 571},
    {"海丝法务办(市委政法委)", "市委政法委", Likeness::ShortForm, "海丝法务办", 615},
    {"市市场监管局(知识产权局)", "市场监管局", Likeness::ShortForm, "知识产权局", 571},
    // of the five plans: two bodies
    {"各县(市、区)政府", "有关县(市、区)政府", Likeness::OtherScope, "各有关", 727},
    {"市财政局", "市税务局", Likeness::Different, "", 0},
    {"市科技局", "市商务局", Likeness::Different, "", 0},
    {"市經濟信息委", "市教委", Likeness::Different, "", 0},
    {"市知識產權局", "市市場監管局", Likeness::Different, "", 0},
    {"市委宣傳部", "市委組織部", Likeness::Different, "", 250},
    {"重慶金融監管局", "市委金融辦", Likeness::Different, "", 200},
    {"市高法院", "市檢察院", Likeness::Different, "", 0},
    {"保護司", "條法司", Likeness::Different, "", 0},
    {"运用促进司", "公共服务司", Likeness::Different, "", 0},
    {"專利局審業部", "商標局", Likeness::Different, "", 0},
    {"自贸区管委会", "火炬高新区管委会", Likeness::OtherScope, "自贸区", 500},
    {"金融监管局", "厦门银保监局", Likeness::Different, "", 0},
    {"市大数据局", "市统计局", Likeness::Different, "", 0},
    {"国家知识产权局", "市知识产权局", Likeness::OtherScope, "国家", 727},
    {"区法院", "区检察院", Likeness::Different, "", 0},
    {"人行温州市中心支行", "温州海关", Likeness::Different, "", 181},
    // invented: one body
    {"市人力社保局", "市人力资源和社会保障局", Likeness::Same, "", 266},
    {"市发改委", "市发展和改革委员会", Likeness::Same, "", 181},
    {"市文旅局", "市文广旅局", Likeness::Same, "", 571},
    {"市农业局", "市农业农村局", Likeness::Same, "", 500},
    {"各区人民政府", "各区政府", Likeness::Same, "", 500},
    {"市自然资源和规划局", "市规划和自然资源局", Likeness::Same, "", 500},
    {"市中级人民法院", "中级法院", Likeness::ShortForm, "市", 444},
    {"市金融工作局", "市金融局", Likeness::ShortForm, "工作", 500},
    {"各区县政府", "各县区政府", Likeness::Reordered, "", 250},
    {"县供销合作社联合社", "县供销联合社合作社", Likeness::Reordered, "", 750},
    {"市市场监督管理局(以下简称市市场监管局)", "市市场监管局", Likeness::ShortForm, "市市场监管局", 454},
    // invented: two bodies
    {"市科技局", "区科技局", Likeness::OtherScope, "市", 666},
    {"温州市公安局", "宁波市公安局", Likeness::OtherScope, "温州市", 600},
    {"鹿城区公安局", "公安局", Likeness::OtherScope, "鹿城区", 571},
    {"市公安局", "市公安交警局", Likeness::ToldApart, "交警", 500},
    {"市公安局", "市公安交通管理局", Likeness::ToldApart, "交管", 400},
    {"市交通局", "市交通管理局", Likeness::Different, "", 500},
    {"市政府办", "市政府口岸物流办", Likeness::ToldApart, "口岸物流", 400},
    {"市法院", "市中级法院", Likeness::Different, "", 333},
    {"市商务局", "市商务委", Likeness::Different, "", 666},
    {"市金融办", "市委金融办", Likeness::ToldApart, "委", 571},
    {"经济发展局", "经济管理局", Likeness::Different, "", 250},
    {"社会发展局", "社会事务局", Likeness::Different, "", 250},
    {"中国农业银行", "中国农业发展银行", Likeness::ToldApart, "发展", 666},
    {"市体育中心", "市体育发展中心", Likeness::ToldApart, "发展", 600},
    {"市政园林局", "市园林局", Likeness::ToldApart, "市政", 571},
    {"各区政府", "区政府", Likeness::Different, "", 800},
    {"市第12中学", "市第21中学", Likeness::Different, "", 400},
    {"市一中", "市二中", Likeness::Different, "", 0},
};

TEST(OrgLikeness, TellsWhatTheTableSays) {
  for (const OrgPair& pair : kPairs) {
    SCOPED_TRACE(std::string(pair.a) + " | " + pair.b);
    const auto forward = analyzer::organisation_likeness(pair.a, pair.b);
    const auto backward = analyzer::organisation_likeness(pair.b, pair.a);
    EXPECT_EQ(word_for(forward.likeness), word_for(pair.likeness)) << forward.more;
    EXPECT_EQ(word_for(backward.likeness), word_for(pair.likeness));
    EXPECT_EQ(forward.more, pair.more);
    EXPECT_EQ(forward.permille, pair.permille);
    EXPECT_EQ(backward.permille, pair.permille);
  }
}

// Whatever may be one body shares a key, so that buckets lose nothing.
TEST(OrgLikeness, AlikeNamesShareAKey) {
  for (const OrgPair& pair : kPairs) {
    if (!may_be_one(analyzer::organisation_likeness(pair.a, pair.b))) continue;
    SCOPED_TRACE(std::string(pair.a) + " | " + pair.b);
    const auto a = analyzer::organisation_keys(pair.a);
    const auto b = analyzer::organisation_keys(pair.b);
    EXPECT_TRUE(std::any_of(a.begin(), a.end(), [&](std::uint64_t key) { return std::find(b.begin(), b.end(), key) != b.end(); }));
  }
}

// Every organisation of the five plans against every other of its plan, by all their names.
TEST(OrgLikeness, OfAllPairsOfTheFivePlansOneMayBeOneBody) {
  std::set<std::string> alike;
  std::size_t pairs = 0;
  for (const char* name : {"chongqing", "haishu", "huaiyin", "wenzhou", "xiamen"}) {
    const Audited audited = audit_text(read_file(std::string(GOUJI_SOURCE_DIR "/plans/") + name + ".plan"), only({"unit-missing"}));
    const auto& orgs = audited.plan().orgs;
    const auto names_of = [](const analyzer::Org& org) {
      std::set<std::string> names(org.aliases.begin(), org.aliases.end());
      names.insert({org.id, org.name});
      return names;
    };
    for (std::size_t i = 0; i < orgs.size(); ++i) {
      for (std::size_t j = i + 1; j < orgs.size(); ++j) {
        ++pairs;
        for (const std::string& a : names_of(orgs[i])) {
          for (const std::string& b : names_of(orgs[j])) {
            if (may_be_one(analyzer::organisation_likeness(a, b))) alike.insert(a + " | " + b);
          }
        }
      }
    }
  }
  EXPECT_EQ(alike, std::set<std::string>{"市大數據局 | 市大數據發展局"});
  EXPECT_GT(pairs, 1500u);
}

TEST(OrgLikeness, FindsWhatIsLeftOfAUsualWord) {
  const auto broken = analyzer::broken_word("有关县(市、区)民政府");
  ASSERT_TRUE(broken);
  EXPECT_EQ(broken->written, "民政府");
  EXPECT_EQ(broken->whole, "人民政府");
  EXPECT_TRUE(analyzer::broken_word("区人大常员会"));
  for (const char* whole : {"各区人民政府", "市政府", "区委员会", "市政府办公室", "市人民法院", "市中级法院", "市民政局", "公室"}) {
    EXPECT_FALSE(analyzer::broken_word(whole)) << whole;
  }
}

TEST(OrgLikeness, TellsTheLevelInFrontOfAName) {
  EXPECT_EQ(analyzer::level_word("市科技局"), "市");
  EXPECT_EQ(analyzer::level_word("市市场监管局"), "市");
  EXPECT_EQ(analyzer::level_word("区政府"), "区");
  for (const char* bare : {"市场监管局", "市政园林局", "科技局", "温州市公安局", "各区人民政府"}) EXPECT_EQ(analyzer::level_word(bare), "") << bare;
  EXPECT_EQ(analyzer::level_word("市政府办"), "市");
  EXPECT_EQ(analyzer::level_word("市政务服务局"), "市");
}

}  // namespace
}  // namespace gouji::testing
