// gouji.toml: which file applies, what counts, what is told of mistakes.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::contains;
using testing::Outcome;

// One error (GJ0101) and nothing else of its family.
const std::string kPlan =
    "plan 乙 \"乙方案\" {\n"
    "    period 2023..2025\n"
    "    indicator 企业 \"示范企业\" 家 {\n"
    "        milestone 2023 10家 @3\n"
    "        milestone 2024 10家 @3\n"
    "        milestone 2025 10家 @3\n"
    "        target    2025 = 90家 @9\n"
    "    }\n"
    "}\n";

class Configured : public testing::ProgramTest {
 protected:
  // The file's mistakes, each at its place.
  void expect_mistake(const std::string& text, std::string_view words) const {
    write("gouji.toml", text);
    EXPECT_CANNOT(gouji("audit a.plan"), words);
    EXPECT_CANNOT(gouji("config verify gouji.toml"), words);
  }
  void SetUp() override {
    ProgramTest::SetUp();
    write("a.plan", kPlan);
  }
};

TEST_F(Configured, TheNearestFileAppliesToEachPlan) {
  write("gouji.toml", "select = [\"reconcile\"]\n");
  write("sub/gouji.toml", "select = [\"unit\"]\n");
  write("sub/b.plan", kPlan);
  write("sub/deep/c.plan", kPlan);
  const Outcome all = gouji("audit a.plan sub");
  EXPECT_EQ(all.code, 1);
  EXPECT_TRUE(contains(all.out, "  配置：gouji.toml\n")) << all.out;
  EXPECT_TRUE(contains(all.out, "  配置：sub/gouji.toml\n")) << all.out;
  EXPECT_EQ(gouji("audit sub").code, 0);
  const json report = json::parse(gouji("audit a.plan sub --format json").out);
  EXPECT_EQ(report["plans"][0]["configuration"], (json{{"file", "gouji.toml"}, {"extends", json::array()}}));
  EXPECT_EQ(report["plans"][2]["configuration"]["file"], "sub/gouji.toml");
  EXPECT_EQ(report["findings"].size(), 1U);
}

TEST_F(Configured, WithoutAFileTheStandardsHold) {
  const Outcome outcome = gouji("audit a.plan");
  EXPECT_FALSE(contains(outcome.out, "配置")) << outcome.out;
  EXPECT_EQ(json::parse(gouji("audit a.plan --format json").out)["plans"][0]["configuration"], nullptr);
}

TEST_F(Configured, OneNamedOrNone) {
  write("gouji.toml", "select = [\"unit\"]\n");
  write("other.toml", "select = [\"reconcile\"]\n");
  EXPECT_EQ(gouji("audit a.plan").code, 0);
  EXPECT_EQ(gouji("audit a.plan --config other.toml").code, 1);
  EXPECT_EQ(gouji("audit a.plan --no-config").code, 1);
  EXPECT_CANNOT(gouji("audit a.plan --no-config --config other.toml"), "--config 不能与 --no-config 并用");
  EXPECT_CANNOT(gouji("audit a.plan --config absent.toml"), "absent.toml");
  EXPECT_CANNOT(gouji("audit a.plan --config ''"), "gouji: ");
}

TEST_F(Configured, TheCommandLineCounts) {
  write("gouji.toml", "select = [\"unit\"]\nignore = [\"GJ0101\"]\nfail-on = \"never\"\n");
  EXPECT_EQ(gouji("audit a.plan --select GJ0101").code, 0) << "found, but never fails";
  EXPECT_TRUE(contains(gouji("audit a.plan --select GJ0101").out, "GJ0101")) << "--select sets aside the file's ignore";
  EXPECT_EQ(gouji("audit a.plan --select GJ0101 --fail-on error").code, 1);
  EXPECT_CANNOT(gouji("audit a.plan --ignore unit"), "a.plan：gouji.toml 与命令行之下没有剩下任何规则");
}

TEST_F(Configured, SeveritiesByRuleFamilyAndAll) {
  write("gouji.toml", "[severity]\n\"*\" = \"error\"\nreconcile = \"warning\"\n");
  EXPECT_TRUE(contains(gouji("audit a.plan --select reconcile").out, "警告[GJ0101]"));
  write("gouji.toml", "fail-on = \"warning\"\n[severity]\nGJ0101 = \"info\"\nreconcile = \"warning\"\n");
  const Outcome info = gouji("audit a.plan --select reconcile");
  EXPECT_TRUE(contains(info.out, "提示[GJ0101]")) << info.out;
  EXPECT_EQ(info.code, 0);
  EXPECT_EQ(gouji("audit a.plan --select reconcile --fail-on info").code, 1);
}

TEST_F(Configured, ChainsOfFiles) {
  write("gouji.toml", "extend = \"office/office.toml\"\n[severity]\nGJ0101 = \"info\"\n");
  write("office/office.toml", "extend = \"../base.toml\"\nselect = [\"reconcile\"]\n[severity]\nGJ0101 = \"error\"\nGJ0104 = \"error\"\n");
  write("base.toml", "select = [\"unit\"]\nfail-on = \"info\"\n");
  const Outcome outcome = gouji("audit a.plan");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(contains(outcome.out, "提示[GJ0101]")) << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "  配置：gouji.toml，继承 office/office.toml、base.toml\n")) << outcome.out;
  write("base.toml", "extend = \"gouji.toml\"\n");
  EXPECT_CANNOT(gouji("audit a.plan"), "base.toml:1:1：继承成环：gouji.toml → office/office.toml → base.toml → gouji.toml");
  write("base.toml", "extend = \"absent.toml\"\n");
  EXPECT_CANNOT(gouji("audit a.plan"), "absent.toml");
  write("base.toml", "extnd = \"x\"\n");
  EXPECT_CANNOT(gouji("audit a.plan"), "base.toml:1:1：没有“extnd”这个键，是不是“extend”？");
}

TEST_F(Configured, RulesLeftOutOfSomeFiles) {
  write("drafts/b.plan", kPlan);
  write("drafts/old/c.plan", kPlan);
  const auto findings = [&](const std::string& pattern) {
    write("gouji.toml", "select = [\"GJ0101\", \"unit\"]\n[per-file-ignores]\n\"" + pattern + "\" = [\"reconcile\"]\n");
    const json report = json::parse(gouji("audit . --format json").out);
    std::string files;
    for (const json& finding : report["findings"]) files += finding["locations"][0]["file"].get<std::string>() + " ";
    return files;
  };
  EXPECT_EQ(findings("drafts/*.plan"), "a.plan drafts/old/c.plan ");
  EXPECT_EQ(findings("drafts/**"), "a.plan ");
  EXPECT_EQ(findings("**/c.plan"), "a.plan drafts/b.plan ");
  EXPECT_EQ(findings("**/a.plan"), "drafts/b.plan drafts/old/c.plan ");
  EXPECT_EQ(findings("?.plan"), "");
  EXPECT_EQ(findings("a*"), "drafts/b.plan drafts/old/c.plan ");
  EXPECT_EQ(findings("drafts/**/c.plan"), "a.plan drafts/b.plan ");
  EXPECT_EQ(findings("*/a.plan"), "a.plan drafts/b.plan drafts/old/c.plan ");
  EXPECT_EQ(findings("**/.plan"), "a.plan drafts/b.plan drafts/old/c.plan ");
}

TEST_F(Configured, PathsStartFromTheFile) {
  write("office/gouji.toml", "sources = \"../documents\"\nbaseline = \"known.tsv\"\n");
  write("office/b.plan", kPlan);
  fs::create_directories(folder_ / "documents");
  EXPECT_CANNOT(gouji("audit office"), "office/known.tsv");
  EXPECT_EQ(gouji("audit office --write-baseline office/known.tsv").code, 0);
  EXPECT_EQ(gouji("audit office").code, 0);
  EXPECT_EQ(gouji("config verify office/gouji.toml").code, 0);
  fs::remove(folder_ / "documents");
  EXPECT_CANNOT(gouji("audit office"), "documents");
  EXPECT_CANNOT(gouji("config verify office/gouji.toml"), "office/gouji.toml:1:1：文件夹 documents 不存在");
}

TEST_F(Configured, MistakesHaveTheirPlaceAndTheNearestWord) {
  expect_mistake("slect = [\"unit\"]\n", "gouji.toml:1:1：没有“slect”这个键，是不是“select”？");
  expect_mistake("# 注\nselect = [\"甲\", \"unti\"]\n", "gouji.toml:2:16：没有名为“unti”的规则或规则族，是不是“unit”？");
  expect_mistake("ignore = \"unit\"\n", "gouji.toml:1:10：规则应当写成一列");
  expect_mistake("ignore = [1]\n", "gouji.toml:1:11：规则应当是引号内的");
  expect_mistake("fail-on = \"eror\"\n", "gouji.toml:1:11：没有“eror”这个级别，是不是“error”？");
  expect_mistake("fail-on = 3\n", "gouji.toml:1:11：“fail-on”的值应当是引号内的文字");
  expect_mistake("severity = \"error\"\n", "gouji.toml:1:1：“severity”应当是一张表：[severity]");
  expect_mistake("[severity]\nGJ0110x = \"error\"\n", "gouji.toml:2:1：没有名为“GJ0110x”的规则或规则族，是不是“GJ0110”？");
  expect_mistake("[severity]\nGJ0101 = \"never\"\n", "gouji.toml:2:10：没有“never”这个级别");
  expect_mistake("[severity]\nGJ0101 = \"error\"\nmilestone-target-mismatch = \"info\"\n", "在本文件中已经写过");
  expect_mistake("[thresholds]\nGJ0101.share = 3\n", "没有阈值");
  expect_mistake("[thresholds]\nnothing.share = 3\n", "gouji.toml:2:1：没有名为“nothing”的规则");
  expect_mistake("[per-file-ignores]\n\"*.plan\" = [\"unti\"]\n", "gouji.toml:2:13：没有名为“unti”的规则或规则族");
  expect_mistake("extend = \"\"\n", "gouji.toml:1:10：“extend”的值应当是引号内的文字");
  expect_mistake("[规划]\nx = 1\n", "gouji.toml:1:2：不合 TOML 的写法：");
  expect_mistake("规划 = 1\n", "gouji.toml:1:1：不合 TOML 的写法：");
  expect_mistake("\"规划\" = 1\n", "gouji.toml:1:1：没有“规划”这个键；可用：extend、select");
  expect_mistake("select = [\"unit\"\nignore = []\n", "gouji.toml:2:1：不合 TOML 的写法：");
  expect_mistake("select = []\n", "没有剩下任何规则");
  write("gouji.toml", "slect = 1\nignor = 2\n");
  const Outcome both = gouji("audit a.plan --lang en");
  EXPECT_TRUE(contains(both.err, "gouji.toml:1:1: there is no key \"slect\", did you mean \"select\"?")) << both.err;
  EXPECT_TRUE(contains(both.err, "gouji.toml:2:1: there is no key \"ignor\", did you mean \"ignore\"?")) << both.err;
}

TEST_F(Configured, ThresholdsAreSetByTheirNames) {
  const json rules = json::parse(gouji("rules --format json").out)["rules"];
  const auto with_threshold = std::find_if(rules.begin(), rules.end(), [](const json& rule) { return !rule["thresholds"].empty(); });
  if (with_threshold == rules.end()) GTEST_SKIP() << "no rule has a threshold";
  const std::string rule = (*with_threshold)["name"];
  const json threshold = (*with_threshold)["thresholds"][0];
  const std::string name = threshold["name"];
  EXPECT_TRUE(contains(gouji("rules").out, fmt::format("{} = {}", name, threshold["standard"].get<int>())));
  EXPECT_TRUE(contains(gouji("explain " + rule).out, fmt::format("{}.{} = {}", rule, name, threshold["standard"].get<int>())));
  EXPECT_TRUE(contains(gouji("explain --lang en " + rule).out, threshold["what"]["en"].get<std::string>()));
  write("gouji.toml", fmt::format("[thresholds]\n{}.{} = 123456\n", rule, name));
  const Outcome show = gouji("config show a.plan");
  EXPECT_TRUE(contains(show.out, "123456")) << show.out;
  EXPECT_TRUE(contains(show.out, fmt::format("（标准值 {}）", threshold["standard"].get<int>()))) << show.out;
  expect_mistake(fmt::format("[thresholds]\n{}.{}x = 1\n", rule, name), fmt::format("没有阈值“{}x”，是不是“{}”？", name, name));
  expect_mistake(fmt::format("[thresholds]\n{}.{} = \"1\"\n", rule, name), "阈值应当是不小于 0 的整数");
  expect_mistake(fmt::format("[thresholds]\n{}.{} = -1\n", rule, name), "阈值应当是不小于 0 的整数");
  expect_mistake(fmt::format("[thresholds]\n{} = 1\n", rule), fmt::format("阈值写作 {}.{} = 数", rule, name));
}

TEST_F(Configured, ShowTellsEachValueAndItsPlace) {
  write("gouji.toml", "extend = \"base.toml\"\nignore = [\"wording\"]\n[severity]\nunit = \"info\"\n");
  write("base.toml", "\n\nfail-on = \"warning\"\n");
  const Outcome show = gouji("config show a.plan");
  EXPECT_EQ(show.code, 0);
  EXPECT_TRUE(contains(show.out, "方案文件：a.plan\n配置文件：gouji.toml 继承 base.toml\n")) << show.out;
  const auto row = [&](std::string_view key) {
    const std::size_t at = show.out.find(fmt::format("\n  {} ", key));
    return at == std::string::npos ? std::string() : show.out.substr(at + 1, show.out.find('\n', at + 1) - at - 1);
  };
  EXPECT_TRUE(row("select").ends_with("缺省")) << show.out;
  EXPECT_TRUE(row("ignore").ends_with("gouji.toml:2:1")) << show.out;
  EXPECT_TRUE(row("severity.unit").ends_with("gouji.toml:4:1")) << show.out;
  EXPECT_TRUE(row("fail-on").ends_with("base.toml:3:1")) << show.out;
  const json data = json::parse(gouji("config show --format json a.plan").out);
  EXPECT_EQ(data["plans"][0]["files"], (json{"gouji.toml", "base.toml"}));
  for (const json& setting : data["plans"][0]["settings"]) {
    if (setting["key"] == "fail-on") {
      EXPECT_EQ(setting, (json{{"key", "fail-on"}, {"value", "warning"}, {"origin", {{"file", "base.toml"}, {"line", 3}, {"column", 1}}}}));
    }
  }
  for (const json& rule : data["plans"][0]["rules"]) EXPECT_NE(rule, "comparator-drift");
  EXPECT_TRUE(contains(gouji("config show a.plan --no-config").out, "（无，用缺省值）"));
}

TEST_F(Configured, ExplainTellsWhichFileAndWhy) {
  write("gouji.toml", "extend = \"base.toml\"\n");
  write("base.toml", "\n");
  write("sub/deep/b.plan", kPlan);
  const Outcome why = gouji("config explain sub/deep/b.plan");
  EXPECT_EQ(why.code, 0);
  EXPECT_EQ(why.out,
            "sub/deep/b.plan\n"
            "  sub/deep：没有 gouji.toml\n"
            "  sub：没有 gouji.toml\n"
            "  gouji.toml：采用，离方案文件最近\n"
            "  base.toml：由 gouji.toml:1:1 继承；同一个键以继承它的文件为准\n");
  const json data = json::parse(gouji("config explain sub/deep/b.plan --format json").out);
  EXPECT_EQ(data["plans"][0]["searched"].size(), 3U);
  EXPECT_EQ(data["plans"][0]["files"][1]["extendedAt"]["line"], 1);
  EXPECT_TRUE(contains(gouji("config explain a.plan --no-config").out, "结果：用缺省值"));
  EXPECT_TRUE(contains(gouji("config explain a.plan --config base.toml").out, "base.toml：由 --config 指定"));
  EXPECT_CANNOT(gouji("config explain absent.plan"), "没有方案文件 absent.plan");
}

TEST_F(Configured, ConfigAsksForItsArguments) {
  EXPECT_CANNOT(gouji("config"), "没有给出动作");
  EXPECT_CANNOT(gouji("config shw a.plan"), "是不是“show”？");
  EXPECT_CANNOT(gouji("config show"), "没有给出文件");
  EXPECT_CANNOT(gouji("config verify a.plan --no-config"), "--no-config");
  EXPECT_CANNOT(gouji("config verify absent.toml"), "absent.toml");
  EXPECT_TRUE(contains(gouji("config --help").out, "explain PLAN"));
}

TEST_F(Configured, AReportNeverOverwritesIt) {
  write("gouji.toml", "extend = \"base.toml\"\n");
  write("base.toml", "\n");
  EXPECT_CANNOT(gouji("audit a.plan -o gouji.toml"), "-o 不能指向配置文件");
  EXPECT_CANNOT(gouji("audit a.plan -o base.toml"), "-o 不能指向配置文件");
}

// The example of docs/CONFIGURATION.md is a configuration that works.
TEST_F(Configured, TheExampleOfTheDocumentsWorks) {
  const std::string page = testing::slurp(GOUJI_SOURCE_DIR "/docs/CONFIGURATION.md");
  const std::string fence = "```toml\n";
  const std::size_t begin = page.find(fence) + fence.size();
  write("office/gouji.toml", page.substr(begin, page.find("```", begin) - begin));
  write("office/drafts/a.plan", kPlan);
  write("base.toml", "fail-on = \"never\"\n");
  fs::create_directories(folder_ / "documents");
  EXPECT_EQ(gouji("audit office --no-config --write-baseline office/known.tsv").code, 0);
  const Outcome verified = gouji("config verify office/gouji.toml");
  EXPECT_EQ(verified.code, 0) << verified.err;
  EXPECT_TRUE(contains(verified.out, "office/gouji.toml 继承 base.toml：无误")) << verified.out;
  const Outcome audited = gouji("audit office");
  EXPECT_EQ(audited.code, 0) << audited.out << audited.err;
  EXPECT_TRUE(contains(audited.out, "  配置：office/gouji.toml，继承 base.toml\n")) << audited.out;
}

TEST_F(Configured, TheDayIsChecked) {
  for (const char* day : {"2026", "2026-13-01", "2026-02-30", "today", "2026-07-01x", "' 026-07-01'"}) {
    EXPECT_CANNOT(gouji(fmt::format("audit a.plan --as-of {}", day)), "--as-of 须为日期");
  }
}

}  // namespace
}  // namespace gouji
