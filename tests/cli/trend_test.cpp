// gouji trend as a user meets it: streams, exit codes, files.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

namespace gouji::testing {
namespace {

const std::string kPlan =
    "plan 甲 \"甲规划\" {\n"
    "    period 2021..2025\n"
    "    indicator 企业 \"示范企业\" stock 家 also \"示范户\" {\n"
    "        baseline 2020 = 10家\n"
    "        actual 2021 = 12家\n"
    "        actual 2022 = 15家\n"
    "        target 2025 >= 30家\n"
    "    }\n"
    "    indicator \"a/b\" \"斜线\" stock 家 { baseline 2020 = 10家; target 2025 >= 30家 }\n"
    "    indicator 无年 \"无年份\" 家 { target >= 5家 }\n"
    "}\n";

class CliTrend : public ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    write("a.plan", kPlan);
  }
};

TEST_F(CliTrend, ShowsATableAndWhatThereIsToSay) {
  const Outcome run = gouji("trend a.plan");
  EXPECT_EQ(run.code, 0);
  EXPECT_EQ(run.err, "");
  EXPECT_TRUE(contains(run.out, "甲规划（a.plan）")) << run.out;
  EXPECT_TRUE(contains(run.out, "推算：2025年约")) << run.out;
  EXPECT_TRUE(contains(run.out, "另有 1 项指标的数据都没有年份，未列。")) << run.out;
  EXPECT_TRUE(contains(gouji("trend a.plan --lang en").out, "projection: about"));
}

TEST_F(CliTrend, TakesIndicatorsByIdNameOrAlias) {
  for (const char* name : {"企业", "示范企业", "示范户"}) {
    const Outcome run = gouji(std::string("trend a.plan --format json --indicator ") + name);
    EXPECT_EQ(nlohmann::json::parse(run.out)["plans"][0]["indicators"].size(), 1u) << name;
  }
  EXPECT_CANNOT(gouji("trend a.plan --indicator 示范企"), "是不是“示范企业”");
}

TEST_F(CliTrend, WritesPicturesToAFolderAndOneSheetToAFile) {
  EXPECT_EQ(gouji("trend a.plan --format svg -o pictures/").code, 0);
  EXPECT_TRUE(contains(read("pictures/甲-企业.svg"), "<svg xmlns="));
  EXPECT_TRUE(contains(read("pictures/甲-a_b.svg"), "斜线"));
  EXPECT_EQ(gouji("trend a.plan --format svg -o sheet.svg").code, 0);
  EXPECT_TRUE(contains(read("sheet.svg"), "斜线"));
  EXPECT_EQ(gouji("trend a.plan --format csv -o points.csv").code, 0);
  EXPECT_TRUE(contains(read("points.csv"), ",projection,2025,"));
}

TEST_F(CliTrend, RefusesWhatItCannotDo) {
  EXPECT_CANNOT(gouji("trend"), "没有给出方案文件");
  EXPECT_CANNOT(gouji("trend none.plan"), "none.plan");
  EXPECT_CANNOT(gouji("trend a.plan --format png"), "text、json、csv、svg");
  EXPECT_CANNOT(gouji("trend a.plan --format svg -o a.plan"), "不能指向方案文件");
  EXPECT_CANNOT(gouji("trend a.plan --format json -o ."), "只能配 --format svg");
  EXPECT_EQ(read("a.plan"), kPlan);
}

TEST_F(CliTrend, MistakesAreToldAndTheRestIsShown) {
  write("b.plan", "plan 乙 {\n    indicator 一 stock 家 {\n        baseline 2020 = 1家\n        targt 2025 = 5家\n    }\n}\n");
  const Outcome run = gouji("trend b.plan");
  EXPECT_EQ(run.code, 1);
  EXPECT_TRUE(contains(run.err, "GJ0007")) << run.err;
  EXPECT_TRUE(contains(run.out, "2020年 1")) << run.out;
}

}  // namespace
}  // namespace gouji::testing
