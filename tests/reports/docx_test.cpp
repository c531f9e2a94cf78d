#include "reports/docx.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/reports/office_support.hpp"

namespace gouji::reports {
namespace {

using nlohmann::json;
using namespace testing;

struct Word {
  explicit Word(const std::string& bytes) {
    Package package(bytes);
    const std::string part = package.part("word/document.xml");
    EXPECT_TRUE(document.load_buffer(part.data(), part.size()));
  }
  [[nodiscard]] std::vector<std::string> paragraphs(const std::string& style) const {
    std::vector<std::string> texts;
    const std::string path = "//w:p[w:pPr/w:pStyle/@w:val='" + style + "']";
    for (const pugi::xpath_node& found : document.select_nodes(path.c_str())) {
      std::string text;
      for (const pugi::xpath_node& run : found.node().select_nodes(".//w:t")) text += run.node().text().get();
      texts.push_back(std::move(text));
    }
    return texts;
  }
  pugi::xml_document document;
};

std::size_t count_ending(const std::vector<std::string>& texts, std::string_view end) {
  std::size_t count = 0;
  for (const std::string& text : texts) count += text.ends_with(end) ? 1 : 0;
  return count;
}

TEST(Docx, TellsWhatJsonTells) {
  const Sample sample(hostile_plan(), "a.plan");
  const json summary = json::parse(sample.render("json"))["summary"];
  const Word word(sample.render("docx"));
  const std::vector<std::string> findings = word.paragraphs("Heading2");
  EXPECT_EQ(count_ending(findings, "（错误）"), summary["error"].get<std::size_t>());
  EXPECT_EQ(count_ending(findings, "（警告）"), summary["warning"].get<std::size_t>());
  EXPECT_EQ(count_ending(findings, "（提示）"), summary["info"].get<std::size_t>());
}

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
