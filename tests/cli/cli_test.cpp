// Whole commands: what goes to which stream, the exit code, and what is left on disk.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "dsl/diagnostic.hpp"
#include "dsl/keywords.hpp"
#include "tests/support/program.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::contains;
using testing::Outcome;

const std::string kClean =
    "plan 甲 \"甲方案\" {\n"
    "    issuer \"甲市\"\n"
    "}\n";
const std::string kContradiction =
    "plan 乙 \"乙方案\" {\n"
    "    period 2023..2025\n"
    "    indicator 企业 \"示范企业\" 家 {\n"
    "        milestone 2023 10家 @3\n"
    "        milestone 2024 10家 @3\n"
    "        milestone 2025 10家 @3\n"
    "        target    2025 = 90家 @9\n"
    "    }\n"
    "}\n";
const std::string kBroken = "plan 丙 {\n    indicater 企业 家\n}\n";
const std::string kUntidy = "plan 丁 {\nissuer \"丁市\"\n}\n";

class Cli : public testing::ProgramTest {};

TEST_F(Cli, ExitCodes) {
  write("clean.plan", kClean);
  write("bad.plan", kContradiction);
  write("broken.plan", kBroken);
  EXPECT_EQ(gouji("audit clean.plan").code, 0);
  const Outcome bad = gouji("audit bad.plan");
  EXPECT_EQ(bad.code, 1);
  EXPECT_EQ(bad.err, "");
  EXPECT_TRUE(contains(bad.out, "错误[GJ0101] milestone-target-mismatch：")) << bad.out;
  EXPECT_EQ(gouji("audit bad.plan --fail-on never").code, 0);
  EXPECT_EQ(gouji("audit clean.plan bad.plan").code, 1);
  EXPECT_EQ(gouji("audit broken.plan --fail-on never").code, 1);
  EXPECT_TRUE(contains(gouji("audit broken.plan").out, "错误[GJ0007] unknown-statement：")) << "mistakes are results";
}

TEST_F(Cli, CaretsStandUnderTheFigure) {
  write("bad.plan", kContradiction);
  const std::string out = gouji("audit bad.plan --select milestone-target-mismatch").out;
  EXPECT_TRUE(contains(out,
                       "7 │         target    2025 = 90家 @9\n"
                       "  │                        ^^^^^^"))
      << out;
}

TEST_F(Cli, NothingCheckedIsNeverGreen) {
  write("clean.plan", kClean);
  write("empty.plan", "// 空\n");
  fs::create_directories(folder_ / "nothing");
  EXPECT_CANNOT(gouji("audit"), "没有给出方案文件或文件夹");
  EXPECT_CANNOT(gouji("audit absent.plan"), "No such file or directory");
  EXPECT_CANNOT(gouji("audit clean.plan absent.plan"), "absent.plan");
  EXPECT_CANNOT(gouji("audit nothing"), "没有方案文件");
  EXPECT_CANNOT(gouji("audit clean.plan empty.plan"), "empty.plan 里没有方案");
  EXPECT_CANNOT(gouji("audit clean.plan --select '*' --ignore '*'"), "没有剩下任何规则");
}

TEST_F(Cli, BadOptionsOfferTheNearestWord) {
  write("clean.plan", kClean);
  EXPECT_CANNOT(gouji("adit clean.plan"), "没有命令“adit”，是不是“audit”？");
  EXPECT_CANNOT(gouji("audit --frmat json clean.plan"), "没有选项 --frmat，是不是“--format”？");
  EXPECT_CANNOT(gouji("audit --lang en --frmat=json clean.plan"), "unknown option --frmat, did you mean \"--format\"?");
  EXPECT_CANNOT(gouji("--format json audit clean.plan"), "--format 要写在命令之后");
  EXPECT_CANNOT(gouji("audit clean.plan --select unti,reconcile"), "是不是“unit”？");
  EXPECT_CANNOT(gouji("audit clean.plan --ignore milestone-target-mismach"), "是不是“milestone-target-mismatch”？");
  EXPECT_CANNOT(gouji("audit clean.plan --select milestone-target"), "，是不是“milestone-target-mismatch”？");
  EXPECT_CANNOT(gouji("audit clean.plan --lang en --ignore milestone"), "\" or \"milestone-");
  EXPECT_CANNOT(gouji("audit clean.plan --select ''"), "没有名为“”的规则");
  EXPECT_CANNOT(gouji("audit clean.plan --format jsn"), "是不是“json”？");
  EXPECT_CANNOT(gouji("audit clean.plan --format pdf"), "可用：text、json、markdown");
  EXPECT_CANNOT(gouji("audit clean.plan --lang fr"), "--lang");
  EXPECT_CANNOT(gouji("audit clean.plan --fail-on errors"), "是不是“error”？");
  EXPECT_CANNOT(gouji("audit clean.plan --color mauve"), "--color");
  EXPECT_CANNOT(gouji("audit clean.plan --jobs 0"), "--jobs");
  EXPECT_CANNOT(gouji("audit clean.plan --jobs 2x"), "--jobs");
  EXPECT_CANNOT(gouji("audit clean.plan --lang"), "--lang 缺少取值");
  EXPECT_CANNOT(gouji("rules extra"), "多余的参数“extra”");
}

TEST_F(Cli, SelectionTakesListsAndDoesNotSwallowPaths) {
  write("bad.plan", kContradiction);
  EXPECT_EQ(gouji("audit --select unit,GJ0102 --select wording bad.plan").code, 0);
  EXPECT_EQ(gouji("audit --select reconcile bad.plan").code, 1);
  EXPECT_EQ(gouji("audit --ignore GJ0101 bad.plan --select reconcile").code, 0);
}

TEST_F(Cli, HelpAndVersion) {
  const Outcome nothing = gouji("");
  EXPECT_EQ(nothing.code, 2);
  EXPECT_EQ(nothing.out, "");
  EXPECT_TRUE(contains(nothing.err, "用法 Usage: gouji"));
  const Outcome help = gouji("--help");
  EXPECT_EQ(help.code, 0);
  EXPECT_EQ(help.out, nothing.err);
  EXPECT_TRUE(contains(gouji("audit --help").out, "用法 Usage: gouji audit [OPTIONS] PATH..."));
  const Outcome version = gouji("--version");
  EXPECT_EQ(version.code, 0);
  EXPECT_TRUE(version.out.starts_with("gouji "));
}

TEST_F(Cli, ColourOnlyWhereItBelongs) {
  write("bad.plan", kContradiction);
  const auto coloured = [&](const std::string& arguments, const std::string& environment = "") {
    return contains(gouji("audit bad.plan " + arguments, environment).out, "\x1b[");
  };
  EXPECT_FALSE(coloured(""));
  EXPECT_TRUE(coloured("--color always"));
  EXPECT_TRUE(coloured("--color always", "NO_COLOR=1"));
  EXPECT_TRUE(coloured("", "CLICOLOR_FORCE=1"));
  EXPECT_FALSE(coloured("", "CLICOLOR_FORCE=0"));
  EXPECT_FALSE(coloured("", "CLICOLOR_FORCE=1 NO_COLOR=1"));
  EXPECT_FALSE(coloured("--color never", "CLICOLOR_FORCE=1"));
  EXPECT_FALSE(coloured("--format json --color always"));
  EXPECT_EQ(gouji("audit bad.plan -o report.txt", "CLICOLOR_FORCE=1").code, 1);
  EXPECT_FALSE(contains(read("report.txt"), "\x1b["));
}

TEST_F(Cli, OutputFileIsWholeOrUntouched) {
  write("bad.plan", kContradiction);
  const Outcome written = gouji("audit bad.plan -o report.txt");
  EXPECT_EQ(written.code, 1);
  EXPECT_EQ(written.out, "");
  EXPECT_TRUE(contains(read("report.txt"), "GJ0101"));
  EXPECT_EQ(names(), (std::set<std::string>{"bad.plan", "report.txt"}));

  EXPECT_CANNOT(gouji("audit bad.plan -o absent/report.txt"), "No such file or directory");
  EXPECT_CANNOT(gouji("audit bad.plan -o ."), "Is a directory");
  EXPECT_CANNOT(gouji("audit bad.plan -o ./bad.plan"), "被核对的方案文件");
  EXPECT_EQ(read("bad.plan"), kContradiction);
  write("report.txt", "old");
  EXPECT_CANNOT(gouji("audit bad.plan absent.plan -o report.txt"), "absent.plan");
  EXPECT_EQ(read("report.txt"), "old");

  fs::create_symlink("report.txt", folder_ / "link.txt");
  EXPECT_EQ(gouji("audit bad.plan -o link.txt").code, 1);
  EXPECT_TRUE(fs::is_symlink(folder_ / "link.txt"));
  EXPECT_TRUE(contains(read("report.txt"), "GJ0101"));
  EXPECT_EQ(gouji("audit bad.plan -o /dev/null").code, 1);
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(Cli, FullDiskBehindARedirectionIsTold) {
  if (!fs::exists("/dev/full")) GTEST_SKIP();
  EXPECT_EQ(gouji("rules >/dev/full").code, 2);
}

TEST_F(Cli, FoldersAreSearchedInOrderAndOnce) {
  write("b.plan", kClean);
  write("a/z.plan", kContradiction);
  write("a/.hidden.plan", kBroken);
  write("a/notes.txt", kBroken);
  fs::create_directory_symlink("..", folder_ / "a" / "loop");
  const json report = json::parse(gouji("audit . b.plan a --format json").out);
  ASSERT_EQ(report["plans"].size(), 2U);
  EXPECT_EQ(report["plans"][0]["file"], "a/z.plan");
  EXPECT_EQ(report["plans"][1]["file"], "b.plan");

  fs::create_symlink("gone", folder_ / "dangling.plan");
  EXPECT_CANNOT(gouji("audit ."), "dangling.plan");
}

TEST_F(Cli, UnreadableFile) {
  if (::geteuid() == 0) GTEST_SKIP() << "the superuser reads everything";
  write("clean.plan", kClean);
  ::chmod((folder_ / "clean.plan").c_str(), 0);
  EXPECT_CANNOT(gouji("audit clean.plan"), "Permission denied");
}

TEST_F(Cli, ThreadsChangeNothing) {
  for (int i = 0; i < 20; ++i) write(fmt::format("p{:02}.plan", i), i % 3 == 0 ? kContradiction : kClean);
  const Outcome one = gouji("audit . --jobs 1");
  EXPECT_EQ(one.code, 1);
  EXPECT_EQ(gouji("audit . --jobs 7").out, one.out);
  EXPECT_EQ(gouji("audit .").out, one.out);
}

TEST_F(Cli, JsonOfAudit) {
  write("bad.plan", kContradiction);
  write("broken.plan", kBroken);
  const Outcome outcome = gouji("audit bad.plan broken.plan --format json --show-checks");
  EXPECT_EQ(outcome.code, 1);
  const json report = json::parse(outcome.out);
  EXPECT_EQ(report["schemaVersion"], "1");
  EXPECT_GE(report["summary"]["error"], 2);
  EXPECT_TRUE(report.contains("checks"));
  bool language = false;
  for (const json& finding : report["findings"]) language = language || finding["family"] == "language";
  EXPECT_TRUE(language);
}

TEST_F(Cli, FmtRewritesOnlyWhatChanges) {
  write("untidy.plan", kUntidy);
  write("tidy.plan", kClean);
  ::chmod((folder_ / "untidy.plan").c_str(), 0640);
  const auto before = fs::last_write_time(folder_ / "tidy.plan");

  const Outcome check = gouji("fmt --check .");
  EXPECT_EQ(check.code, 1);
  EXPECT_EQ(check.out, "untidy.plan\n");
  EXPECT_EQ(read("untidy.plan"), kUntidy);

  EXPECT_EQ(gouji("fmt .").code, 0);
  EXPECT_EQ(read("untidy.plan"), "plan 丁 {\n    issuer \"丁市\"\n}\n");
  EXPECT_EQ(fs::status(folder_ / "untidy.plan").permissions(), static_cast<fs::perms>(0640));
  EXPECT_EQ(fs::last_write_time(folder_ / "tidy.plan"), before);
  EXPECT_EQ(names(), (std::set<std::string>{"untidy.plan", "tidy.plan"}));
  EXPECT_EQ(gouji("fmt --check .").code, 0);
}

TEST_F(Cli, FmtLeavesMistakenFilesAlone) {
  write("broken.plan", kBroken);
  write("untidy.plan", kUntidy);
  const Outcome outcome = gouji("fmt .");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(contains(outcome.err, "错误[GJ0007]")) << outcome.err;
  EXPECT_EQ(read("broken.plan"), kBroken);
  EXPECT_NE(read("untidy.plan"), kUntidy) << "the other file is still formatted";
}

TEST_F(Cli, FmtOfStandardInput) {
  write("untidy.txt", kUntidy);
  write("broken.txt", kBroken);
  const Outcome formatted = gouji("fmt - <untidy.txt");
  EXPECT_EQ(formatted.code, 0);
  EXPECT_EQ(formatted.out, "plan 丁 {\n    issuer \"丁市\"\n}\n");
  const Outcome check = gouji("fmt --check - <untidy.txt");
  EXPECT_EQ(check.code, 1);
  EXPECT_EQ(check.out, "<stdin>\n");
  const Outcome broken = gouji("fmt - <broken.txt");
  EXPECT_EQ(broken.code, 1);
  EXPECT_EQ(broken.out, "");
  EXPECT_TRUE(contains(broken.err, "<stdin>:2:5"));
  EXPECT_CANNOT(gouji("fmt - untidy.txt <untidy.txt"), "标准输入");
  EXPECT_CANNOT(gouji("fmt"), "没有给出");
}

TEST_F(Cli, ExplainRulesAndMistakes) {
  const json rules = json::parse(gouji("rules --format json").out);
  ASSERT_GT(rules["rules"].size(), 0U);
  for (const json& rule : rules["rules"]) {
    const auto code = rule["code"].get<std::string>();
    const Outcome by_code = gouji("explain " + code);
    EXPECT_EQ(by_code.code, 0) << code;
    EXPECT_TRUE(contains(by_code.out, rule["title"]["zh"].get<std::string>())) << code;
    EXPECT_EQ(gouji("explain " + rule["name"].get<std::string>()).out, by_code.out);
  }
  const Outcome english = gouji("explain gj0101 --lang en");
  EXPECT_TRUE(contains(english.out, "Why it matters")) << english.out;
  for (const dsl::Mistake mistake : dsl::all_mistakes()) {
    const dsl::MistakeInfo& info = dsl::info(mistake);
    EXPECT_TRUE(contains(gouji(fmt::format("explain {}", info.code)).out, info.title.zh)) << info.name;
  }
  const Outcome family = gouji("explain reconcile");
  EXPECT_TRUE(contains(family.out, "GJ0101  milestone-target-mismatch  各年节点与目标对不上")) << family.out;
  const Outcome both = gouji("explain unit");
  EXPECT_TRUE(contains(both.out, "unit-missing") && contains(both.out, "写在哪里")) << both.out;
  EXPECT_CANNOT(gouji("explain milestone-target-mismach"), "是不是“milestone-target-mismatch”？");
  EXPECT_CANNOT(gouji("explain"), "没有给出");
}

TEST_F(Cli, ExplainEveryKeyword) {
  const std::vector<dsl::Keyword> keywords = {
#define GOUJI_KEYWORD(Enumerator, english, chinese) dsl::Keyword::Enumerator,
#include "dsl/keywords.def"
  };
  for (const dsl::Keyword keyword : keywords) {
    const Outcome page = gouji(fmt::format("explain {}", dsl::english(keyword)));
    EXPECT_EQ(page.code, 0) << dsl::english(keyword) << page.err;
    for (const std::string_view form : dsl::forms(keyword)) EXPECT_TRUE(contains(page.out, form)) << form;
  }
  const Outcome target = gouji("explain 目标");
  EXPECT_TRUE(contains(target.out, "目标 [之 指标] [时间] 值")) << target.out;
  EXPECT_CANNOT(gouji("explain tagret"), "是不是“target”？");
}

TEST_F(Cli, RulesAsText) {
  const Outcome rules = gouji("rules");
  EXPECT_EQ(rules.code, 0);
  EXPECT_TRUE(rules.out.starts_with("GJ0101  milestone-target-mismatch")) << rules.out;
  EXPECT_TRUE(contains(gouji("rules --lang en").out, "error"));
}

}  // namespace
}  // namespace gouji
