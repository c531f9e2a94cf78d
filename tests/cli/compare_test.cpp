// gouji compare as a user meets it: what it writes, where, and with which exit code.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

namespace gouji::testing {
namespace {

using nlohmann::json;

const std::string kHead = "plan 甲 \"甲方案\" {\n    indicator 企业 \"示范企业\" {\n";
std::string plan(const std::string& target, const std::string& milestone) {
  return kHead + "        target 2025 = " + target + " @9\n        milestone 2025 = " + milestone + " @12\n    }\n}\n";
}

class CompareCommand : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    write("old.plan", plan("100家", "100家"));
    write("new.plan", plan("120家", "100家"));
  }
  [[nodiscard]] Outcome compare(const std::string& arguments) const { return gouji("compare --select reconcile " + arguments); }
};

TEST_F(CompareCommand, TellsChangesWithBothPlacesAndNewFindings) {
  const Outcome run = compare("old.plan new.plan");
  EXPECT_EQ(run.code, 1) << "a new error";
  EXPECT_EQ(run.err, "");
  EXPECT_TRUE(contains(run.out, "原稿：old.plan\n新稿：new.plan\n\n甲方案\n")) << run.out;
  EXPECT_TRUE(contains(run.out, "  指标：变动 1\n  目标：数值调高 1\n  问题：新出现 1（错误 1）\n")) << run.out;
  EXPECT_TRUE(contains(run.out, "    2025年目标由“100家”增至“120家”（多 20家）\n      原稿 3:21（原文 9 行），新稿 3:21（原文 9 行）\n")) << run.out;
  EXPECT_TRUE(contains(run.out, "新出现 错误[GJ0101] milestone-target-mismatch：")) << run.out;
  const Outcome english = compare("old.plan new.plan --lang en");
  EXPECT_TRUE(contains(english.out, "2025 target rises to “120家” from “100家” (20家 more)")) << english.out;
  EXPECT_EQ(english.out.find("原稿"), std::string::npos);
}

TEST_F(CompareCommand, ExitsByNewFindingsAlone) {
  EXPECT_EQ(compare("new.plan old.plan").code, 0) << "fixed";
  EXPECT_EQ(compare("new.plan new.plan").code, 0) << "there before";
  EXPECT_EQ(compare("old.plan new.plan --fail-on never").code, 0);
  EXPECT_EQ(compare("old.plan new.plan --ignore milestone-target-mismatch").code, 0);
  write("gouji.toml", "fail-on = \"never\"\n");
  EXPECT_EQ(compare("old.plan new.plan").code, 0);
  EXPECT_EQ(compare("old.plan new.plan --no-config").code, 1);
}

TEST_F(CompareCommand, IdenticalDrafts) {
  const Outcome run = compare("new.plan new.plan");
  EXPECT_TRUE(contains(run.out, "两稿无差异。")) << run.out;
  EXPECT_TRUE(contains(run.out, "问题：未变 1")) << run.out;
  EXPECT_TRUE(contains(compare("new.plan new.plan --lang en").out, "The drafts do not differ."));
  EXPECT_EQ(run.out.find("──"), std::string::npos) << "no empty sections";
}

TEST_F(CompareCommand, NewPlansConfigurationHoldsForBoth) {
  write("archive/old.plan", plan("90家", "100家"));
  write("archive/gouji.toml", "ignore = [\"milestone-target-mismatch\"]\n");
  write("new.plan", plan("80家", "100家"));
  const Outcome run = compare("archive/old.plan new.plan");
  EXPECT_EQ(run.code, 0) << run.out;
  EXPECT_TRUE(contains(run.out, "问题：有变化 1")) << run.out;
}

TEST_F(CompareCommand, JsonHoldsBothSides) {
  const json report = json::parse(compare("old.plan new.plan --format json").out);
  const json& item = report["plans"][0]["items"][0];
  EXPECT_EQ(item["kind"], "indicator");
  const json& difference = item["differences"][0];
  EXPECT_EQ(difference["turn"], "up");
  EXPECT_EQ(difference["old"]["value"], "100");
  EXPECT_EQ(difference["new"]["location"]["line"], 3);
  EXPECT_EQ(difference["new"]["location"]["source"]["line"], 9);
  EXPECT_EQ(report["plans"][0]["findings"]["new"].size(), 1U);
  EXPECT_EQ(report["plans"][0]["same"], false);
}

TEST_F(CompareCommand, MistakesAreToldAndTheRestIsCompared) {
  write("new.plan", kHead + "        targt 2025 = 5家\n        target 2025 = 120家\n    }\n}\n");
  const Outcome run = compare("old.plan new.plan");
  EXPECT_EQ(run.code, 1);
  EXPECT_TRUE(contains(run.err, "GJ0007")) << run.err;
  EXPECT_TRUE(contains(run.out, "新稿：new.plan；有语法错误 1 处，有误的语句没有参与比较")) << run.out;
  EXPECT_TRUE(contains(run.out, "增至“120家”")) << run.out;
}

TEST_F(CompareCommand, RefusesWhatItCannotDo) {
  EXPECT_CANNOT(gouji("compare"), "两个方案文件");
  EXPECT_CANNOT(gouji("compare old.plan"), "两个方案文件");
  EXPECT_CANNOT(gouji("compare old.plan ."), "文件夹");
  EXPECT_CANNOT(gouji("compare old.plan none.plan"), "none.plan");
  EXPECT_CANNOT(gouji("compare old.plan new.plan --format pdf"), "text、json、html");
  EXPECT_CANNOT(gouji("compare old.plan new.plan --select nonsense"), "nonsense");
  EXPECT_CANNOT(gouji("compare old.plan new.plan -o old.plan"), "不能指向方案文件");
  write("empty.plan", "// 没有方案\n");
  EXPECT_CANNOT(gouji("compare old.plan empty.plan"), "没有方案");
  EXPECT_EQ(read("old.plan"), plan("100家", "100家"));
}

TEST_F(CompareCommand, ADraftMayComeThroughAPipe) {
  const Outcome run = program("/bin/sh", "-c 'cat old.plan | \"" GOUJI_BINARY "\" compare --select reconcile /dev/stdin new.plan'");
  EXPECT_EQ(run.code, 1) << run.err;
  EXPECT_TRUE(contains(run.out, "增至“120家”")) << run.out;
}

// Whatever a plan is called stays text.
TEST_F(CompareCommand, HostileNames) {
  const std::string name = "<script>alert(1)</script>&'“=1+1”\x1b[31m\u202e";
  const auto hostile = [&](const std::string& target) {
    return "plan 甲 \"" + name + "\" {\n    indicator 企业 \"" + name + "\" { target 2025 = " + target + " }\n    task 1 \"" + name + "\" { }\n}\n";
  };
  write("a.plan", hostile("1家"));
  write("b.plan", hostile("2家"));
  const Outcome html = gouji("compare a.plan b.plan --format html");
  EXPECT_EQ(html.out.find("<script"), std::string::npos);
  EXPECT_TRUE(contains(html.out, "&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#39;")) << html.out;
  for (const char* format : {"html", "text"}) {
    const Outcome run = gouji(std::string("compare a.plan b.plan --format ") + format);
    EXPECT_EQ(run.out.find('\x1b'), std::string::npos) << format;
    EXPECT_EQ(run.out.find("\u202e"), std::string::npos) << format;
  }
  EXPECT_EQ(json::parse(gouji("compare a.plan b.plan --format json").out)["plans"][0]["new"]["title"], name);
}

TEST_F(CompareCommand, HtmlIsOnePageOnItsOwn) {
  const Outcome run = compare("old.plan new.plan --format html -o report.html");
  EXPECT_EQ(run.out, "");
  const std::string html = read("report.html");
  EXPECT_TRUE(html.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">")) << html.substr(0, 80);
  EXPECT_TRUE(contains(html, "2025年目标由“100家”增至“120家”")) << html;
  EXPECT_TRUE(contains(html, "@media print"));
  for (const char* outside : {"<script", "http://", "https://", "src=", "href="}) EXPECT_FALSE(contains(html, outside)) << outside;
  EXPECT_EQ(compare("old.plan new.plan --format html").out, html) << "the same bytes every time";
  EXPECT_TRUE(contains(compare("old.plan new.plan --format html --lang en").out, "<html lang=\"en\">"));
}

}  // namespace
}  // namespace gouji::testing
