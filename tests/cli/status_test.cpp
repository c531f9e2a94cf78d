// gouji status: what it lists, the tables of actuals it reads, and what is wrong with others.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

namespace gouji {
namespace {

using nlohmann::json;
using testing::contains;
using testing::Outcome;

const std::string kPlan = R"(plan 云溪 "云溪县行动方案" {
    period 2024..2026 @3
    indicator 产值 "工业产值" flow 亿元 {
        baseline 2023 100亿元 @5
        target   2026 >= 160亿元 @5
    }
    indicator 交易额 "交易金额" 万元 {
        baseline 2023 500万元 @6
        target   2026 >= 1亿元 @6
    }
    indicator 站点 "服务站点" stock {
        baseline 2023 10个 @7
        target   2026 >= 40个 @7
    }
    phase 实施 2024-01..2026-06 implement "实施阶段" @9
    task 1 "壮大产业" @10 { dates 2024-01..2024-12 }
    task 2 "建设站点" @11 { }
}
)";

class StatusCommand : public testing::ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    write("a.plan", kPlan);
  }
  // What it says of a table that it refuses.
  std::string refused(const std::string& table) {
    write("t.csv", table);
    const Outcome run = gouji("status a.plan --as-of 2025-06-30 --actuals t.csv");
    EXPECT_EQ(run.code, 2) << table;
    EXPECT_EQ(run.out, "") << table;
    return run.err;
  }
};

TEST_F(StatusCommand, ListsTargetsWithTheirStateAndPlace) {
  write("t.csv", "指标,时间,数值,单位\n工业产值,2024,112,亿元\n交易额,2024,0.6亿元,\n站点,2025-06,\"41\",个\n");
  const Outcome run = gouji("status a.plan --as-of 2025-06-30 --actuals t.csv");
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_TRUE(contains(run.out, "云溪县行动方案：截至 2025-06-30 的进展")) << run.out;
  EXPECT_TRUE(contains(run.out, "“实施阶段”（2024年1月—2026年6月）：进行中")) << run.out;
  EXPECT_TRUE(contains(run.out, "目标 3 项：已达到 1，快于预期 1，滞后 1")) << run.out;
  EXPECT_TRUE(contains(run.out, "“工业产值”与2024年应到的数（按时间进度）相差 8 亿元")) << run.out;
  EXPECT_TRUE(contains(run.out, "期限已过 1 项：1")) << run.out;
  EXPECT_TRUE(contains(run.out, "未写时间 1 项：2")) << run.out;
}

TEST_F(StatusCommand, TableMayBeWrittenInSeveralWays) {
  const std::string rows = "产值,2024,120,亿元\n站点,2024,20,\n";
  write("plain.csv", "指标,时间,数值,单位\n" + rows);
  const std::string expected = gouji("status a.plan --as-of 2025-06-30 --actuals plain.csv").out;
  EXPECT_TRUE(contains(expected, "符合预期 2")) << expected;
  write("mark.csv", "\xEF\xBB\xBF指标,时间,数值,单位\r\n产值,2024年,120,亿元\r\n站点,2024年底,20,\r\n");
  write("english.csv", "value,unit,indicator,date\n1200000万元,,\"工业产值\",2024-12\n\n20,个,服务站点,2024-12-31\n");
  EXPECT_EQ(gouji("status a.plan --as-of 2025-06-30 --actuals mark.csv").out, expected);
  EXPECT_TRUE(contains(gouji("status a.plan --as-of 2025-06-30 --actuals english.csv").out, "符合预期 2"));
}

TEST_F(StatusCommand, LaterActualsDoNotCount) {
  write("t.csv", "指标,时间,数值\n产值,2024,120\n产值,2025,125\n");
  const json early = json::parse(gouji("status a.plan --as-of 2025-06-30 --actuals t.csv --format json").out);
  EXPECT_EQ(early["indicators"][0]["state"], "on-track");
  EXPECT_EQ(early["indicators"][0]["actual"]["time"], "2024");
  const json late = json::parse(gouji("status a.plan --as-of 2026-01-15 --actuals t.csv --format json").out);
  EXPECT_EQ(late["indicators"][0]["state"], "behind");
  EXPECT_EQ(late["indicators"][0]["missing"], "1500000000");  // 140亿元 are due
  EXPECT_EQ(late["asOf"], "2026-01-15");
}

TEST_F(StatusCommand, MistakesOfATableHaveTheirLine) {
  EXPECT_TRUE(contains(refused("指标,时间,数值\n产植,2024,120\n"), "t.csv:2：方案里没有名为“产植”的指标，是不是“产值”"));
  EXPECT_TRUE(contains(refused("指标,时间,数值\n产值,去年,120\n"), "t.csv:2：“去年”不是时间"));
  EXPECT_TRUE(contains(refused("指标,时间,数值\n产值,2024-13,120\n"), "t.csv:2"));
  EXPECT_TRUE(contains(refused("指标,时间,数值\n产值,2024,\"1,200\"\n"), "t.csv:2"));
  EXPECT_TRUE(contains(refused("指标,时间,数值,单位\n产值,2024,120,家\n"), "“工业产值”的单位是"));
  EXPECT_TRUE(contains(refused("指标,时间,数值\n\n产值,2024,120\n产值,2024,121\n"), "t.csv:4：“产值”2024的数值在第 3 行已有"));
  EXPECT_TRUE(contains(refused("指标,时间\n产值,2024\n"), "缺少列“数值”"));
  EXPECT_TRUE(contains(refused("指标,时间,数字\n"), "不认识的列“数字”"));
  EXPECT_TRUE(contains(refused(""), "是空的"));
  const std::string both = refused("指标,时间,数值\n产植,2024,120\n站点,去年,1\n");
  EXPECT_TRUE(contains(both, "t.csv:2") && contains(both, "t.csv:3")) << both;
}

TEST_F(StatusCommand, OnePlanAtATime) {
  write("b.plan", "plan 又一 { }\n");
  EXPECT_CANNOT(gouji("status ."), "2 个方案");
  EXPECT_CANNOT(gouji("status"), "没有给出方案文件");
  EXPECT_CANNOT(gouji("status a.plan --as-of 明天"), "--as-of");
  EXPECT_CANNOT(gouji("status a.plan --actuals none.csv"), "none.csv");
  EXPECT_CANNOT(gouji("status a.plan -o a.plan"), "a.plan");
  EXPECT_EQ(read("a.plan"), kPlan);
  write("t.csv", "指标,时间,数值\n");
  EXPECT_CANNOT(gouji("status a.plan --actuals t.csv -o t.csv"), "实绩表");
}

TEST_F(StatusCommand, SpeaksEnglish) {
  const Outcome run = gouji("status a.plan --as-of 2025-06-30 --lang en");
  EXPECT_TRUE(contains(run.out, "3 targets: no data 3")) << run.out;
  EXPECT_TRUE(contains(run.out, "time is over, 1: 1")) << run.out;
}

// The acceptance list of Haishu's third phase: fifteen indicators of its table, in its order.
TEST_F(StatusCommand, HaishusAcceptanceList) {
  const Outcome run = gouji("status " GOUJI_SOURCE_DIR "/plans/haishu.plan --as-of 2026-08-01");
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_TRUE(contains(run.out, "目标 15 项：无数据 15")) << run.out;
  EXPECT_TRUE(contains(run.out, "“組織實施階段”（2024年6月—2026年6月）：已结束\n  “檢查驗收階段”（2026年7月—2026年12月）：进行中")) << run.out;
  EXPECT_LT(run.out.find("高價值發明專利擁有量"), run.out.find("高新技術企業有效發明專利覆蓋率"));
}

}  // namespace
}  // namespace gouji
