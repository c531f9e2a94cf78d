// A large file is audited by several threads beside the parser. Nobody may see that in the result.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/program.hpp"

namespace gouji {
namespace {

using testing::Outcome;

// Plans with findings, mistakes and long lines; somewhat more than a megabyte.
std::string many_plans() {
  std::string text;
  for (int i = 0; i < 200; ++i) {
    const std::string number = std::to_string(i);
    text += "plan 甲" + number + " \"第" + number + "号实施方案\" {\n    period 2024..2026 @2\n";
    for (int k = 0; k < 45; ++k) {
      const std::string id = number + "_" + std::to_string(k);
      const int target = k % 7 == 0 ? 31 : 30;
      text += "    indicator 指" + id + " \"建成站点之" + id + "\" 个 new { milestone 2024 10 @3; milestone 2025 10 @3; milestone 2026 10 @3; target 2026 = " +
              std::to_string(target) + " total @4 }\n";
    }
    if (i % 20 == 0) text += "    indicatr 错" + number + "\n";
    text += "}\n";
  }
  return text;
}

class LargeFile : public testing::ProgramTest {};

TEST_F(LargeFile, ThreadsMeanNothing) {
  const std::string text = many_plans();
  ASSERT_GT(text.size(), std::size_t{1} << 20);
  write("large.plan", text);
  const Outcome one = gouji("audit large.plan --jobs 1 --format json");
  EXPECT_EQ(one.code, 1);
  EXPECT_EQ(testing::count_of(one.out, "\"unknown-statement\""), 10U);
  EXPECT_TRUE(gouji("audit large.plan --jobs 4 --format json").out == one.out);
}

// Its report is written by several threads, too.
TEST_F(LargeFile, FullDiskIsTold) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP();
  write("large.plan", many_plans());
  for (const std::string jobs : {"1", "4"}) {
    const Outcome full = gouji("audit large.plan --format json -o /dev/full --jobs " + jobs);
    EXPECT_EQ(full.code, 2);
    EXPECT_TRUE(testing::contains(full.err, "磁盘空间不足")) << full.err;
  }
}

}  // namespace
}  // namespace gouji
