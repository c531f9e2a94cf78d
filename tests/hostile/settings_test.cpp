// Configuration files and baselines that are not what they should be: a clear message, exit code 2, and nothing damaged.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>

#include "tests/support/program.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;
using testing::contains;
using testing::Outcome;
using testing::repeated;

constexpr const char* kSoon = "timeout 30";
constexpr auto kLongest = std::chrono::seconds(30);

const std::string kPlan =
    "plan a {\n    period 2023..2025\n    indicator x \"企业\" 家 {\n        milestone 2025 10家 @3\n        target 2025 = 90家 @9\n    }\n}\n";
const std::string kHead = "#gouji-baseline\t1\nsince\trule\tplan\tkind\tsubject\tfacts\tcount\n";

class HostileSettings : public testing::ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    write("a.plan", kPlan);
  }
  void expect_bad(const std::string& configuration, std::string_view words) const {
    write("gouji.toml", configuration);
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_CANNOT(gouji("audit a.plan", kSoon), words);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, kLongest);
  }
};

TEST_F(HostileSettings, ConfigurationsOfAnotherEncoding) {
  // gb: # 方案
  expect_bad("# \xB7\xBD\xB0\xB8\nselect = [\"unit\"]\n", "文件编码是 GB18030");
  expect_bad("# caf\xE9\n\nselect = [\"unit\"]\n", "UTF-8");
  expect_bad(std::string("s\0e\0l\0e\0c\0t\0 \0=\0 \0[\0]\0\n\0", 24), "UTF-16");
  write("gouji.toml", "\xEF\xBB\xBFselect = [\"unit\"]\n");
  EXPECT_EQ(gouji("audit a.plan").code, 0) << "a byte-order mark";
  write("gouji.toml", "select = [\"unit\"]\r\nfail-on = \"never\"\r\n");
  EXPECT_EQ(gouji("audit a.plan").code, 0);
}

TEST_F(HostileSettings, ConfigurationsThatAreTooMuch) {
  expect_bad(repeated("# 注注注注注注注注\n", 400'000), "配置文件过大（超过 1 MB）");
  expect_bad(repeated("a.", 100'000) + "a = 1\n", "gouji.toml:1:1：键的层数过多");
  expect_bad("[" + repeated("a.", 100'000) + "a]\n", "键的层数过多");
  expect_bad("x = " + repeated("[", 100'000), "不合 TOML 的写法");
  expect_bad("x = " + repeated("{a.a.a.a.a.a.a.a=", 30'000), "键的层数过多");
  expect_bad(repeated("x = {a.a=[\n", 50'000), "不合 TOML 的写法");
  expect_bad("select = [" + repeated("\"unti\", ", 10'000) + "]\n", "没有名为“unti”的规则");
  expect_bad("\"" + repeated("x", 500'000) + "\" = 1\n", "没有“");
  expect_bad(std::string("select\0 = []\n", 13), "gouji.toml:1:");
  expect_bad("\"\x1b[31m\" = 1\n", "不合 TOML 的写法");
  expect_bad("\"\\u001b[31m\" = 1\n", "没有“");
  EXPECT_FALSE(contains(gouji("audit a.plan").err, "\x1b")) << "no escape sequence reaches the terminal";
  expect_bad("[thresholds]\nGJ0101 = 99999999999999999999\n", "gouji.toml:2:");
  expect_bad("fail-on = 1979-05-27\n", "引号内的文字");
}

TEST_F(HostileSettings, ConfigurationsThatCannotBeRead) {
  fs::create_directories(folder_ / "gouji.toml");
  EXPECT_CANNOT(gouji("audit a.plan"), "是文件夹，不是文件");
  EXPECT_CANNOT(gouji("audit a.plan --config ."), "是文件夹，不是文件");
  EXPECT_EQ(gouji("audit a.plan --no-config --fail-on never").code, 0);
  fs::remove(folder_ / "gouji.toml");
  fs::create_symlink("gouji.toml", folder_ / "gouji.toml");
  EXPECT_CANNOT(gouji("audit a.plan"), "符号链接循环");
  fs::remove(folder_ / "gouji.toml");
  fs::create_symlink("nowhere", folder_ / "gouji.toml");
  EXPECT_CANNOT(gouji("audit a.plan"), "gouji.toml");
  fs::remove(folder_ / "gouji.toml");
  ASSERT_EQ(::mkfifo((folder_ / "gouji.toml").c_str(), 0600), 0);
  EXPECT_CANNOT(gouji("audit a.plan", kSoon), "gouji.toml 不是普通文件");
  fs::remove(folder_ / "gouji.toml");
  if (::geteuid() == 0) return;  // root reads everything
  write("gouji.toml", "select = [\"unit\"]\n");
  ::chmod((folder_ / "gouji.toml").c_str(), 0000);
  EXPECT_CANNOT(gouji("audit a.plan"), "没有权限");
}

TEST_F(HostileSettings, BaselinesWithBadLines) {
  const auto expect_bad_line = [&](const std::string& text, std::string_view words) {
    write("known.tsv", text);
    EXPECT_CANNOT(gouji("audit a.plan --baseline known.tsv", kSoon), words);
    EXPECT_CANNOT(gouji("audit a.plan --write-baseline known.tsv", kSoon), words);
    EXPECT_EQ(read("known.tsv"), text) << "what is no baseline is never overwritten";
  };
  expect_bad_line("", "known.tsv:1：不是 gouji 的基准文件");
  expect_bad_line("{\"a\": 1}\n", "known.tsv:1：不是 gouji 的基准文件");
  expect_bad_line(kHead + "\n<<<<<<< HEAD\n", "known.tsv:4：应有以制表符分隔的 7 栏");
  expect_bad_line(kHead + "2026-01-01\tcomparator-drif\ta\tplan\ta\t-\t1\n", "known.tsv:3：没有名为“comparator-drif”的规则，是不是“comparator-drift”？");
  expect_bad_line(kHead + "2026-01-01\t\x1b[31m\ta\tplan\ta\t-\t1\n", "known.tsv:3：没有名为");
  expect_bad_line(kHead + "\xB7\xBD\n", "known.tsv:3：不是 UTF-8 文本");
  expect_bad_line(repeated("\n", 1'000'000), "known.tsv:1：");
  expect_bad_line(kHead + repeated("x\n", 1'000'000), "known.tsv:3：");
  EXPECT_CANNOT(gouji("audit a.plan --baseline absent.tsv"), "absent.tsv");
  EXPECT_CANNOT(gouji("audit a.plan --baseline ."), "是文件夹");
}

TEST_F(HostileSettings, ABaselineThatIsAPlanFile) {
  EXPECT_CANNOT(gouji("audit a.plan --baseline a.plan"), "a.plan:1：不是 gouji 的基准文件");
  EXPECT_CANNOT(gouji("audit a.plan --write-baseline a.plan"), "a.plan:1：不是 gouji 的基准文件");
  fs::create_symlink("a.plan", folder_ / "link.tsv");
  EXPECT_CANNOT(gouji("audit a.plan --write-baseline link.tsv"), "link.tsv");
  EXPECT_EQ(read("a.plan"), kPlan);
  write("known.tsv", kHead);
  EXPECT_CANNOT(gouji("audit a.plan --baseline known.tsv -o known.tsv"), "-o 不能指向基准文件");
  EXPECT_EQ(read("known.tsv"), kHead);
}

TEST_F(HostileSettings, AFullDiskLeavesTheOldBaseline) {
  std::string plan = "plan a {\n    period 2023..2025\n";
  for (int i = 0; i < 2000; ++i) {
    plan += fmt::format("    indicator x{0} \"第{0}种企业\" 家 {{\n        milestone 2025 10家 @3\n        target 2025 = 90家 @9\n    }}\n", i);
  }
  write("a.plan", plan + "}\n");
  write("known.tsv", kHead);
  const Outcome outcome = gouji("audit a.plan --write-baseline known.tsv -o /dev/null", "bash -c 'trap \"\" XFSZ; ulimit -f 16; exec \"$0\" \"$@\"'");
  EXPECT_EQ(outcome.code, 2) << outcome.err;
  EXPECT_TRUE(contains(outcome.err, "known.tsv")) << outcome.err;
  EXPECT_EQ(read("known.tsv"), kHead);
  EXPECT_EQ(names(), (std::set<std::string>{"a.plan", "known.tsv"})) << "no temporary file stays behind";
  EXPECT_CANNOT(gouji("audit a.plan --write-baseline nowhere/known.tsv"), "nowhere/known.tsv");
  // With room enough, and back again, in bounded time.
  EXPECT_EQ(gouji("audit a.plan --write-baseline known.tsv", kSoon).code, 0);
  EXPECT_EQ(gouji("audit a.plan --baseline known.tsv", kSoon).code, 0);
}

}  // namespace
}  // namespace gouji
