#include "reports/docx.hpp"

#include <gtest/gtest.h>

#include "tests/reports/office_support.hpp"

namespace gouji::reports {
namespace {

using namespace testing;

TEST(Docx, HasThePartsOfAWorkingPaper) {
  const Sample sample(nasty_plan("企业"));
  const Word word(sample.render("docx"));
  const std::vector<std::string> names = word.paragraphs("TableName");
  for (const std::string_view part : {"审计依据", "情况", "位置", "影响", "审计建议", "责任单位", "被审计单位意见", "编制人意见", "复核意见"}) {
    EXPECT_NE(std::find(names.begin(), names.end(), part), names.end()) << part;
  }
  const pugi::xml_node page = word.document.select_node("//w:pgSz").node();
  EXPECT_STREQ(page.attribute("w:w").as_string(), "11906");
  EXPECT_TRUE(word.document.select_node("//w:tblHeader"));
  EXPECT_TRUE(word.document.select_node("//w:cantSplit"));
}

TEST(Docx, NamesTheFontsOfOfficialDocuments) {
  const Sample sample(nasty_plan("企业"));
  Package package(sample.render("docx"));
  const std::string styles = package.part("word/styles.xml");
  for (const std::string_view font : {"方正小标宋简体", "黑体", "楷体", "仿宋"}) {
    EXPECT_NE(styles.find("w:eastAsia=\"" + std::string(font) + "\""), std::string::npos) << font;
  }
}

TEST(Docx, HarmlessWhateverThePlanIsCalled) {
  std::string name = "]]> <w:p/> &amp; \x01\x0b \u202E倒 \uFFFE \uFFFF 𠮷";
  for (int i = 0; i < 40000; ++i) name += "长";
  const Sample sample(nasty_plan(name));
  const std::string bytes = sample.render("docx");
  expect_well_formed(bytes);
  Package package(bytes);
  const std::string text = package.part("word/document.xml");
  EXPECT_EQ(text.find("\u202E"), std::string::npos);
  EXPECT_EQ(text.find('\x01'), std::string::npos);
  EXPECT_NE(text.find("]]&gt; &lt;w:p/&gt; &amp;amp;"), std::string::npos);
}

TEST(Docx, SameBytesEveryTime) {
  const Sample sample(hostile_plan());
  EXPECT_EQ(sample.render("docx"), sample.render("docx"));
}

TEST(Docx, NothingFoundHasNoEmptySections) {
  Sample sample("plan 甲 \"甲\" {\n}\n");
  sample.audited.result.findings.clear();
  const Word word(sample.render("docx"));
  for (const std::string& title : word.paragraphs("Heading1")) EXPECT_EQ(title.find("发现的问题"), std::string::npos);
}

TEST(Docx, EnglishIsEnglish) {
  Sample sample(nasty_plan("firms"));
  sample.options.language = Language::English;
  const Word word(sample.render("docx"));
  EXPECT_EQ(word.paragraphs("Title").front(), "Audit working paper");
}

}  // namespace
}  // namespace gouji::reports
