// Reports in several formats from one run, and where they go.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::contains;
using testing::Outcome;

const std::string kPlan =
    "plan 乙 \"乙方案\" {\n"
    "    period 2023..2025\n"
    "    source \"yi.txt\"\n"
    "    indicator 企业 \"示范企业\" 家 {\n"
    "        milestone 2023 10家 @1\n"
    "        milestone 2024 10家 @1\n"
    "        milestone 2025 10家 @1\n"
    "        target    2025 = 90家 @2\n"
    "    }\n"
    "}\n";

class Formats : public testing::ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    write("a.plan", kPlan);
  }
};

TEST_F(Formats, SeveralInOneRun) {
  const Outcome run = gouji("audit a.plan --format text --format json=out.json --format csv=out.csv --format=markdown=b/../out.md");
  fs::create_directories(folder_ / "b");
  EXPECT_EQ(gouji("audit a.plan --format text --format json=out.json --format csv=out.csv --format=markdown=b/../out.md").code, 1);
  EXPECT_EQ(gouji("audit a.plan").out, gouji("audit a.plan --format csv=c.csv --format text").out);
  EXPECT_EQ(read("out.json"), gouji("audit a.plan --format json").out);
  EXPECT_EQ(read("out.csv"), gouji("audit a.plan --format csv").out);
  EXPECT_EQ(read("out.md"), gouji("audit a.plan --format markdown").out);
  EXPECT_EQ(run.code, 2) << "the folder was not there yet";
}

TEST_F(Formats, OnlyFilesLeaveStandardOutputAlone) {
  const Outcome run = gouji("audit a.plan --format csv=out.csv");
  EXPECT_EQ(run.code, 1);
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(run.err, "");
}

TEST_F(Formats, TheOutputOptionIsForTheOneWithoutAFile) {
  EXPECT_EQ(gouji("audit a.plan --format csv --format json=out.json -o out.csv").out, "");
  EXPECT_EQ(read("out.csv"), gouji("audit a.plan --format csv").out);
  EXPECT_EQ(gouji("audit a.plan --format csv=-").out, read("out.csv"));
  EXPECT_CANNOT(gouji("audit a.plan --format csv=x.csv -o out.csv"), "-o 没有可写的");
  EXPECT_CANNOT(gouji("audit a.plan --format csv --format json"), "最多一种格式写到标准输出");
  EXPECT_CANNOT(gouji("audit a.plan --format csv --format json=-"), "都要写到 <stdout>");
}

TEST_F(Formats, NothingIsWrittenOver) {
  write("yi.txt", "每年10家\n90家\n");
  fs::create_symlink("out.csv", folder_ / "link.csv");
  EXPECT_CANNOT(gouji("audit a.plan --format csv=x --format json=./x"), "csv 与 json 都要写到 ./x");
  EXPECT_CANNOT(gouji("audit a.plan --format csv=x --format json -o x"), "都要写到 x");
  EXPECT_CANNOT(gouji("audit a.plan --format csv=a.plan"), "--format csv 不能指向被核对的方案文件 a.plan");
  EXPECT_CANNOT(gouji("audit a.plan -o a.plan"), "-o 不能指向被核对的方案文件 a.plan");
  EXPECT_CANNOT(gouji("audit a.plan --sources . --format csv=yi.txt"), "不能指向原文");
  EXPECT_CANNOT(gouji("audit a.plan --baseline base.json --format csv=base.json"), "base.json");
  EXPECT_EQ(read("a.plan"), kPlan);
  EXPECT_EQ(read("yi.txt"), "每年10家\n90家\n");
  EXPECT_FALSE(fs::exists(folder_ / "x"));
}

TEST_F(Formats, UnknownOnes) {
  EXPECT_CANNOT(gouji("audit a.plan --format cvs=x"), "是不是“csv”？");
  EXPECT_CANNOT(gouji("audit a.plan --format markdwon"), "是不是“markdown”？");
  EXPECT_CANNOT(gouji("audit a.plan --format csv="), "--format csv= 之后没有文件名");
  EXPECT_CANNOT(gouji("audit a.plan --format ''"), "--format 没有“”这个取值");
}

}  // namespace
}  // namespace gouji
