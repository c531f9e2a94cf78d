// What a user may hand over by accident or on purpose: every file ends in a clear message with its place and the agreed exit
// code, in bounded time and memory, and a report that was there before is never damaged.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <functional>
#include <string>
#include <thread>

#include "tests/support/program.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;
using testing::contains;
using testing::Outcome;
using testing::repeated;

constexpr std::size_t kMany = 10'000;
constexpr std::size_t kLongLine = 10'000'000;

std::string numbered(std::size_t times, const std::function<std::string(std::size_t)>& line) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += line(i);
  return result;
}

std::string in_plan(const std::string& body) { return "plan a {\n" + body + "}\n"; }

std::string target_of_x(const std::string& value) { return in_plan("indicator x {\ntarget 2026 " + value + "\n}\n"); }

std::string claims(const std::function<std::string(std::size_t)>& claim) {
  return in_plan("period 2024..2026\nindicator x 家 {\ntarget 2026 >= 300家 @1\n" + numbered(kMany, claim) + "}\n");
}

std::string utf16(std::string_view ascii, bool big) {
  std::string result;
  for (const char c : ascii) result += big ? std::string{'\0', c} : std::string{c, '\0'};
  return result;
}

class Hostile : public testing::ProgramTest {
 protected:
  [[nodiscard]] Outcome audit(const std::string& text, const std::string& arguments = "") const {
    write("a.plan", text);
    return gouji("audit a.plan --color never " + arguments);
  }

  // Runs a shell line in the test's folder, in the background.
  void meanwhile(const std::string& line) const {
    ASSERT_EQ(std::system(fmt::format("cd '{}' && ({}) >/dev/null 2>&1 &", folder_.string(), line).c_str()), 0);
  }

  // What waits for a pipe without end fails here.
  static constexpr const char* kSoon = "timeout 30";
};

// gb: 方案 甲 "甲市养老服务行动方案" {\n}\n
const std::string kChinese =
    "\xB7\xBD\xB0\xB8 \xBC\xD7 \"\xBC\xD7\xCA\xD0\xD1\xF8\xC0\xCF\xB7\xFE\xCE\xF1\xD0\xD0\xB6\xAF\xB7\xBD\xB0\xB8\" {\n}\n";

TEST_F(Hostile, OtherEncodingsAreNamed) {
  const Outcome gb = audit(kChinese);
  EXPECT_EQ(gb.code, 1);
  EXPECT_TRUE(contains(gb.out, "错误[GJ0001]")) << gb.out;
  EXPECT_TRUE(contains(gb.out, "文件编码是 GB18030")) << gb.out;
  EXPECT_TRUE(contains(gb.out, "a.plan:1:1"));
  EXPECT_TRUE(contains(gb.out, "iconv -f GB18030 -t UTF-8 'a.plan' > 'a-utf8.plan'")) << gb.out;
  EXPECT_TRUE(contains(audit(kChinese, "--lang en").out, "the file is encoded in GB18030"));

  const std::string plan = "plan a {\n    issuer \"b\"\n}\n";
  EXPECT_TRUE(contains(audit("\xFF\xFE" + utf16(plan, false)).out, "iconv -f UTF-16 -t UTF-8"));
  EXPECT_TRUE(contains(audit("\xFE\xFF" + utf16(plan, true)).out, "iconv -f UTF-16 -t UTF-8"));
  EXPECT_TRUE(contains(audit(utf16(plan, false)).out, "文件编码是 UTF-16LE"));
  EXPECT_TRUE(contains(audit(utf16(plan, true)).out, "文件编码是 UTF-16BE"));
  // Latin 1, and bytes that are valid pairs but no text.
  for (const std::string other : {"plan a \"caf\xE9 \xE9l\xE8ve\" {\n}\n", "plan a \"\x81\x40\x99\x7E\xFE\xFE\" {\n}\n", "plan a \"\xFF\" {\n}\n"}) {
    const Outcome outcome = audit(other);
    EXPECT_EQ(outcome.code, 1);
    EXPECT_TRUE(contains(outcome.out, "文件不是 UTF-8 编码")) << outcome.out;
  }
  EXPECT_EQ(audit("\xEF\xBB\xBFplan a {\n    issuer \"b\"\n}\n").code, 0) << "a byte-order mark";
}

TEST_F(Hostile, TheCommandNamedConverts) {
  write("a.plan", kChinese);
  const std::string err = gouji("fmt a.plan").err;
  const std::size_t at = err.find("iconv ");
  ASSERT_NE(at, std::string::npos) << err;
  const std::string command = err.substr(at, err.find('\n', at) - at);
  ASSERT_EQ(std::system(("cd '" + folder_.string() + "' && " + command).c_str()), 0);
  EXPECT_EQ(gouji("audit a-utf8.plan").code, 0);
  EXPECT_TRUE(contains(gouji("audit a-utf8.plan").out, "甲市养老服务行动方案"));
  EXPECT_EQ(read("a.plan"), kChinese) << "fmt leaves it alone";
}

struct Input {
  const char* name;
  std::function<std::string()> text;
  int code;
  const char* words;  // on standard output, or on standard error for code 2
};

void PrintTo(const Input& input, std::ostream* out) { *out << input.name; }

const std::string kControl("\0\0\0", 3);

const std::vector<Input> kInputs = {
    {"Empty", [] { return std::string(); }, 2, "没有方案"},
    {"OnlyComments", [] { return repeated("// 注\n", 10); }, 2, "没有方案"},
    {"Zeros", [] { return "plan a {\n" + kControl + "\n}\n"; }, 1, "a.plan:2:1"},
    {"ManyZeros", [] { return std::string(kLongLine, '\0'); }, 1, "a.plan:1:1"},
    {"UnclosedBlock", [] { return std::string("plan a {\nindicator x 家 {\n"); }, 1, "unclosed-block"},
    {"UnclosedQuote", [] { return std::string("plan a \"甲 {\n}\n"); }, 1, "unclosed-string"},
    {"LongToken", [] { return "plan " + repeated("a", kLongLine) + " {\n}\n"; }, 0, "审计小结"},
    {"LongString", [] { return "plan a \"" + repeated("字", kLongLine / 3) + "\" {\n}\n"; }, 0, "审计小结"},
    {"LongUnclosedString", [] { return "plan a \"" + repeated("x", kLongLine); }, 1, "a.plan:1:8"},
    {"ManyTokens", [] { return in_plan("org " + repeated("b ", kLongLine / 2) + "\n"); }, 1, "a.plan:2:"},
    {"ManyBadCharacters", [] { return in_plan(repeated("（", kLongLine / 3) + "\n"); }, 1, "a.plan:2:1"},
    {"ManyColons", [] { return in_plan("issuer " + repeated(":", kLongLine) + "\n"); }, 1, "a.plan:2:"},
    {"ManySlashes", [] { return target_of_x("5" + repeated("个/", kLongLine / 4) + "个"); }, 0, "审计小结"},
    {"ManyScaleWords", [] { return target_of_x(repeated("亿", kLongLine / 3)); }, 1, "a.plan:3:13"},
    {"LongNumber", [] { return target_of_x(repeated("9", 1000) + "家"); }, 1, "a.plan:3:13"},
    {"LongerNumber", [] { return target_of_x(repeated("9", kLongLine) + "家"); }, 1, "a.plan:3:13"},
    {"LongDecimals", [] { return target_of_x("0." + repeated("9", 1000) + "家"); }, 1, "a.plan:3:13"},
    {"FarYear", [] { return in_plan("period 999999\n"); }, 1, "a.plan:2:8"},
    {"FarDate", [] { return in_plan("issued 999999-01-01\n"); }, 1, "a.plan:2:8"},
    {"EarlyYear", [] { return in_plan("period 0021..2035\n"); }, 1, "a.plan:2:8"},
    {"Braces", [] { return repeated("{", 10 * kMany); }, 1, "a.plan:1:1"},
    {"NestedPlans", [] { return repeated("plan a {\n", 10 * kMany); }, 1, "unclosed-block"},
    {"NestedSections", [] { return in_plan(repeated("section s {\n", kMany) + repeated("}\n", kMany)); }, 1, "嵌套过深"},
    {"ClosingBraces", [] { return repeated("}", kMany); }, 1, "a.plan:1:1"},
    {"UnknownNames",
     [] {
       return in_plan(numbered(kMany, [](std::size_t i) { return fmt::format("org 机构{0} \"名称{0}\"\n", i); }) +
                      numbered(kMany, [](std::size_t i) { return fmt::format("task t{0} {{\nlead 某构{0}\n}}\n", i); }));
     },
     1, "unknown-name"},
    {"EqualClaims", [] { return claims([](std::size_t i) { return fmt::format("claim 2026 300家 @{}\n", i); }); }, 0, "审计小结"},
    {"DifferentClaims", [] { return claims([](std::size_t i) { return fmt::format("claim 2026 {}家 @{}\n", 300 + i, i); }); }, 1, "GJ0102"},
    {"ClaimsAtOnePlace", [] { return claims([](std::size_t i) { return fmt::format("claim 2026 {}家 @7\n", 300 + i); }); }, 1, "GJ0116"},
    {"EqualRows",
     [] {
       return in_plan("indicator x 家\ntable t {\n| indicator | unit | 2024 | 2025 |\n" + repeated("| x | 家 | 5 | 6 |\n", kMany) + "}\n");
     },
     0, "审计小结"},
    {"DuplicateNames", [] { return in_plan(repeated("indicator x 家\n", kMany)); }, 1, "duplicate-name"},
    {"ManyMistakes", [] { return in_plan(repeated("indicater x 家\n", kMany)); }, 1, "a.plan:10001:1"},
};

class HostileInput : public testing::ProgramTest, public ::testing::WithParamInterface<Input> {};

// Generous, for sanitizers and busy machines; what is quadratic takes far longer.
constexpr auto kLongest = std::chrono::seconds(60);

TEST_P(HostileInput, IsToldOf) {
  write("a.plan", GetParam().text());
  const auto begin = std::chrono::steady_clock::now();
  const Outcome outcome = gouji("audit a.plan --color never");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, kLongest);
  EXPECT_EQ(outcome.code, GetParam().code) << outcome.err.substr(0, 1000);
  const std::string& told = outcome.code == 2 ? outcome.err : outcome.out;
  EXPECT_TRUE(contains(told, GetParam().words)) << told.substr(0, 1000);
}

INSTANTIATE_TEST_SUITE_P(Inputs, HostileInput, ::testing::ValuesIn(kInputs),
                         [](const auto& test) { return std::string(test.param.name); });

TEST_F(Hostile, AFullDiskLeavesTheOldReport) {
  if (!fs::exists("/dev/full")) GTEST_SKIP();
  write("a.plan", in_plan("issuer \"b\"\n"));
  EXPECT_CANNOT(gouji("audit a.plan -o /dev/full"), "磁盘空间不足");
  EXPECT_EQ(gouji("audit a.plan >/dev/full").code, 2);
  // The largest file the shell allows stands in for a disk that fills up half-way.
  write("report.json", "old");
  write("b.plan", in_plan(repeated("indicater x 家\n", kMany)));
  const Outcome outcome = gouji("audit b.plan --format json -o report.json", "bash -c 'trap \"\" XFSZ; ulimit -f 64; exec \"$0\" \"$@\"'");
  EXPECT_EQ(outcome.code, 2) << outcome.err;
  EXPECT_TRUE(contains(outcome.err, "report.json")) << outcome.err;
  EXPECT_EQ(read("report.json"), "old");
  EXPECT_EQ(names(), (std::set<std::string>{"a.plan", "b.plan", "report.json"})) << "no temporary file stays behind";
}

TEST_F(Hostile, PipesAreReadAndWritten) {
  write("a.plan", in_plan("issuer \"b\"\n"));
  ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  meanwhile("cat a.plan > pipe");
  EXPECT_EQ(gouji("audit pipe", kSoon).code, 0);
  meanwhile("cat pipe > copy; touch copied");
  EXPECT_EQ(gouji("audit a.plan -o pipe", kSoon).code, 0);
  for (int i = 0; i < 100 && !names().contains("copied"); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  EXPECT_TRUE(contains(read("copy"), "审计小结"));
  fs::rename(folder_ / "pipe", folder_ / "pipe.plan");
  EXPECT_EQ(gouji("audit .", kSoon).code, 0) << "a pipe in a folder is not waited for";
}

TEST_F(Hostile, ALinkThatLeadsToItself) {
  fs::create_symlink("loop.plan", folder_ / "loop.plan");
  EXPECT_CANNOT(gouji("audit loop.plan"), "符号链接循环");
  EXPECT_CANNOT(gouji("audit ."), "loop.plan");
}

TEST_F(Hostile, AFileThatVanishes) {
  // Reading waits at the pipe; meanwhile the file behind it goes.
  write("a.plan", in_plan("issuer \"b\"\n"));
  ASSERT_EQ(::mkfifo((folder_ / "pipe").c_str(), 0600), 0);
  meanwhile("sleep 0.5; rm a.plan; echo > pipe");
  EXPECT_CANNOT(gouji("audit pipe a.plan", kSoon), "a.plan");
}

}  // namespace
}  // namespace gouji
