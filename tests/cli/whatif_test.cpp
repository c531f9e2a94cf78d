// gouji whatif: scenarios of the five plans against their reviewed results, and what it says when asked for something else.
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
    leads marked "*"
    org 甲局
    org 乙局
    indicator 产值 "工业产值" flow 亿元 {
        baseline 2023 100亿元 @5
        target   2026 >= 160亿元 @5
    }
    indicator 站点 "服务站点" stock 个 {
        baseline 2023 10个 @6
        target   2026 >= 40个 @6
    }
    indicator 率 "达标率" ratio % {
        baseline 2023 60% @7
        target   2026 >= 90% @7
    }
    phase 实施 2024-01..2026-06 implement "实施阶段" @9
    task 1 "壮大产业" @10 {
        units *甲局, 乙局
        supports 产值
    }
    task 2 "建设站点" @11 {
        units *乙局
        supports 站点
    }
}
)";

class WhatIfCommand : public testing::ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    write("a.plan", kPlan);
  }
};

TEST_F(WhatIfCommand, TellsBothCoursesSideBySide) {
  const Outcome run = gouji("whatif a.plan --set 'assume 产值 each 2024.. +10亿元' --as-of 2024-01-01");
  EXPECT_EQ(run.code, 0);
  EXPECT_EQ(run.err, "");
  // 100 + 3 × 10 of 160; the plan goes 20 a year.
  EXPECT_TRUE(contains(run.out, "  | assume 产值 each 2024.. +10亿元\n")) << run.out;
  EXPECT_TRUE(contains(run.out, "原方案   100  120*  140*   160")) << run.out;
  EXPECT_TRUE(contains(run.out, "本情景   100  110*  120*  130*")) << run.out;
  EXPECT_TRUE(contains(run.out, "130 亿元*，未达到，差 30 亿元*（原方案 160 亿元，达到）")) << run.out;
  EXPECT_TRUE(contains(run.out, "要达到：自 2023 年的 100 亿元起，每年增加 20 亿元*")) << run.out;
  EXPECT_FALSE(contains(run.out, "服务站点")) << run.out;
}

TEST_F(WhatIfCommand, ADelayNamesItsTasks) {
  const Outcome run = gouji("whatif a.plan --set '推迟 阶段 实施 6个月'");
  EXPECT_TRUE(contains(run.out, "任务晚 6 个月，所支撑指标的相应部分随之推后：工业产值（任务 1）、服务站点（任务 2）")) << run.out;
  // Half a year behind 120, 140, 160.
  EXPECT_TRUE(contains(run.out, "本情景   100  110*  130*  150*")) << run.out;
  EXPECT_FALSE(contains(run.out, "达标率")) << run.out;
}

TEST_F(WhatIfCommand, AUnitThatDropsOutLeavesTasksBehind) {
  const Outcome run = gouji("whatif a.plan --set '删去 机构 乙局'");
  EXPECT_TRUE(contains(run.out, "再无责任单位（原只有“乙局”）：任务 2\n")) << run.out;
  EXPECT_TRUE(contains(run.out, "责任单位少了“乙局”：任务 1\n")) << run.out;
  EXPECT_TRUE(contains(run.out, "各项指标的数值与原方案相同。")) << run.out;
}

TEST_F(WhatIfCommand, ThreadsMeanNothing) {
  const std::string command = "whatif a.plan --runs 5000 --seed 7 --set 'assume 产值 each 2024.. +10..30亿元' --set 'assume 站点 2026 40个 normal 5个' --format json";
  const Outcome one = gouji(command + " --jobs 1");
  EXPECT_EQ(one.code, 0) << one.err;
  EXPECT_EQ(gouji(command + " --jobs 2").out, one.out);
  EXPECT_EQ(gouji(command + " --jobs 7").out, one.out);
  const json report = json::parse(one.out);
  const json& scenario = report["scenarios"][0];
  EXPECT_EQ(scenario["sampling"]["seed"], 7);
  const json& target = scenario["indicators"][0]["targets"][0];
  // 100 + 3 × (10 … 30) reaches 160 in half of the draws.
  EXPECT_NEAR(target["keptRuns"].get<double>() / 5000, 0.5, 0.03);
  EXPECT_NE(gouji(command + " --seed 8").out, one.out);
}

TEST_F(WhatIfCommand, AScenarioWithoutAnyChangeLeavesAllAsItIs) {
  write("s.scenario", "scenario 原样 { }\nscenario 又一 extends 原样 { }\n");
  const json report = json::parse(gouji("whatif a.plan s.scenario --format json").out);
  const json base = json::parse(gouji("whatif a.plan --format json").out);
  EXPECT_EQ(report["base"].dump(), base["base"].dump());
  for (const json& scenario : report["scenarios"]) {
    for (std::size_t i = 0; i < scenario["indicators"].size(); ++i) {
      EXPECT_EQ(scenario["indicators"][i]["values"].dump(), base["base"]["indicators"][i]["values"].dump());
      EXPECT_EQ(scenario["indicators"][i]["required"].dump(), base["base"]["indicators"][i]["required"].dump());
    }
    EXPECT_EQ(scenario["findings"].dump(), R"({"appeared":[],"changed":[],"vanished":[]})");
    EXPECT_TRUE(scenario["units"].empty());
  }
}

// All money of a plan and of its scenario times a thousand: every money result times a thousand, all else as before.
TEST_F(WhatIfCommand, MoneyScales) {
  std::string larger = kPlan;
  for (const auto& [from, to] : {std::pair("100亿元", "100000亿元"), std::pair("160亿元", "160000亿元")}) {
    larger.replace(larger.find(from), std::string(from).size(), to);
  }
  write("b.plan", larger);
  const json small = json::parse(gouji("whatif a.plan --set 'assume 产值 each 2024.. +10..30亿元' --format json").out);
  const json large = json::parse(gouji("whatif b.plan --set 'assume 产值 each 2024.. +10000..30000亿元' --format json").out);
  const json& a = small["scenarios"][0]["indicators"];
  const json& b = large["scenarios"][0]["indicators"];
  ASSERT_EQ(a.size(), b.size());
  const auto number = [](const json& text) { return std::stod(text.get<std::string>()); };
  for (std::size_t i = 0; i < a[0]["values"].size(); ++i) {
    EXPECT_NEAR(number(b[0]["values"][i]["value"]) / number(a[0]["values"][i]["value"]), 1000, 1e-9);
    if (!a[0]["values"][i].contains("spread")) continue;
    EXPECT_NEAR(number(b[0]["values"][i]["spread"]["low"]) / number(a[0]["values"][i]["spread"]["low"]), 1000, 1e-3);
  }
  EXPECT_EQ(a[0]["targets"][0]["kept"], b[0]["targets"][0]["kept"]);
  EXPECT_NEAR(a[0]["targets"][0]["keptRuns"].get<double>(), b[0]["targets"][0]["keptRuns"].get<double>(), 5);
  EXPECT_EQ(a[0]["required"][0]["growth"], b[0]["required"][0]["growth"]);
  EXPECT_EQ(a[1].dump(), b[1].dump());
}

TEST_F(WhatIfCommand, WithoutAScenarioTellsWhatEachTargetTakes) {
  const Outcome run = gouji("whatif a.plan");
  EXPECT_EQ(run.code, 0);
  EXPECT_TRUE(contains(run.out, "“服务站点” 2026年目标 ≥ 40个")) << run.out;
  EXPECT_TRUE(contains(run.out, "要达到：自 2023 年的 10 个起，每年增加 10 个*，或年均增长 58.75%*")) << run.out;  // 4^(1/3) = 1.5874…
  EXPECT_TRUE(contains(run.out, "要达到：自 2023 年的 60%起，每年增加 10 个百分点*\n")) << run.out;
}

TEST_F(WhatIfCommand, DrawsPicturesAndWritesTables) {
  const std::string command = "whatif a.plan --set 'assume 产值 each 2024.. +10..30亿元' --format ";
  const Outcome svg = gouji(command + "svg");
  EXPECT_EQ(svg.code, 0) << svg.err;
  EXPECT_TRUE(svg.out.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"")) << svg.out;
  EXPECT_TRUE(svg.out.ends_with("</svg>\n"));
  EXPECT_TRUE(contains(svg.out, "工业产值 · 情景 --set"));
  EXPECT_TRUE(contains(svg.out, "八成在此区间"));
  EXPECT_FALSE(contains(svg.out, "服务站点"));
  const Outcome csv = gouji(command + "csv");
  EXPECT_TRUE(csv.out.starts_with("scenario,indicator,name,unit,year,plan,plan_basis,value,basis,low80,high80\r\n")) << csv.out;
  EXPECT_TRUE(contains(csv.out, "'--set,产值,工业产值,亿元,2023,100,fact,100,fact,,\r\n")) << csv.out;
  EXPECT_EQ(std::count(csv.out.begin(), csv.out.end(), '\n'), 5);
}

// An indicator of which nothing is known before the first planned year.
TEST_F(WhatIfCommand, PicturesNeedNoPast) {
  write("b.plan", "plan 乙 {\n period 2022..2025\n indicator x \"企业\" stock 家 { milestone 2023 10家; target 2025 30家 }\n}\n");
  const Outcome run = gouji("whatif b.plan --set 'assume x 2024 15家' --format svg");
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_TRUE(contains(run.out, "企业 · 情景"));
}

TEST_F(WhatIfCommand, SpeaksEnglish) {
  const Outcome run = gouji("whatif a.plan --lang en --set 'delay task 2 12个月'");
  EXPECT_TRUE(contains(run.out, "── Scenario --set\n")) << run.out;
  EXPECT_TRUE(contains(run.out, "Their tasks are 12 months late")) << run.out;
  EXPECT_TRUE(contains(run.out, "missed, 10 个* short")) << run.out;
}

// --- what cannot be done ----------------------------------------------------------------------------------------------

TEST_F(WhatIfCommand, MistakesHaveTheirPlace) {
  const auto mistake = [&](const std::string& statement) {
    const Outcome run = gouji("whatif a.plan --set '" + statement + "'");
    EXPECT_EQ(run.code, 1) << statement;
    EXPECT_EQ(run.out, "") << statement;
    EXPECT_TRUE(contains(run.err, "--set:1:")) << run.err;
    return run.err;
  };
  EXPECT_TRUE(contains(mistake("assume 率 2026 130%"), "130%"));
  EXPECT_TRUE(contains(mistake("assume 产值 2020 50亿元"), "2020年早于方案的起始年 2024年"));
  EXPECT_TRUE(contains(mistake("assume 产植 2026 50亿元"), "产值"));
  EXPECT_TRUE(contains(mistake("asume 产值 2026 50亿元"), "assume"));
}

TEST_F(WhatIfCommand, ScenariosMustBeKnownAndNotGoInCircles) {
  write("s.scenario", "scenario 低 extends 高 { }\nscenario 高 extends 低 { }\nscenario 孤 extends 底 { }\n");
  const Outcome run = gouji("whatif a.plan s.scenario --scenario 抵");
  EXPECT_EQ(run.code, 2);
  EXPECT_EQ(run.out, "");
  EXPECT_TRUE(contains(run.err, "情景“低”的继承绕成了圈")) << run.err;
  EXPECT_TRUE(contains(run.err, "情景“孤”所继承的“底”没有声明")) << run.err;
  EXPECT_TRUE(contains(run.err, "没有名为“抵”的情景")) << run.err;
}

TEST_F(WhatIfCommand, TheNthMistakeIsInTheNthLine) {
  const Outcome run = gouji("whatif a.plan --set 'assume 产值 2026 50亿元' --set 'assume 率 2026 130%'");
  EXPECT_TRUE(contains(run.err, "--set:2:")) << run.err;
}

// Its audits follow the configuration of the plan, as those of `gouji audit` do.
TEST_F(WhatIfCommand, AuditsAsTheConfigurationSays) {
  const std::string command = "whatif a.plan --set 'set target of 产值 2026 >= 50亿元' --format json";
  const auto appeared = [&](const std::string& options) {
    return json::parse(gouji(command + options).out)["scenarios"][0]["findings"]["appeared"];
  };
  const json plain = appeared("");
  ASSERT_FALSE(plain.empty());
  const std::string rule = plain[0]["rule"];
  write("gouji.toml", "ignore = [\"" + rule + "\"]\n");
  EXPECT_EQ(appeared("").size() + 1, plain.size());
  EXPECT_EQ(appeared(" --no-config"), plain);
  write("gouji.toml", "[severity]\n\"" + rule + "\" = \"info\"\n");
  EXPECT_NE(appeared("").dump(), plain.dump());
  write("gouji.toml", "selekt = []\n");
  EXPECT_EQ(gouji(command).code, 2);
}

TEST_F(WhatIfCommand, OnePlanAtATime) {
  write("b.plan", "plan 又一 { }\n");
  write("s.scenario", "scenario 原样 { }\n");
  EXPECT_CANNOT(gouji("whatif a.plan b.plan"), "2 个方案");
  EXPECT_CANNOT(gouji("whatif s.scenario"), "没有方案");
  EXPECT_CANNOT(gouji("whatif"), "没有给出方案文件");
  EXPECT_CANNOT(gouji("whatif none.plan"), "none.plan");
}

TEST_F(WhatIfCommand, NeverWritesOverWhatItReads) {
  EXPECT_CANNOT(gouji("whatif a.plan -o a.plan"), "a.plan");
  EXPECT_EQ(read("a.plan"), kPlan);
  EXPECT_EQ(gouji("whatif a.plan -o out.txt").out, "");
  EXPECT_TRUE(contains(read("out.txt"), "情景推算：云溪县行动方案"));
}

TEST_F(WhatIfCommand, OptionsAreChecked) {
  EXPECT_CANNOT(gouji("whatif a.plan --runs 0"), "--runs");
  EXPECT_CANNOT(gouji("whatif a.plan --runs many"), "--runs");
  EXPECT_CANNOT(gouji("whatif a.plan --seed -1"), "--seed");
  EXPECT_CANNOT(gouji("whatif a.plan --format yaml"), "--format");
}

TEST_F(WhatIfCommand, TheAuditPassesOverScenarioFiles) {
  const Outcome alone = gouji("audit . --as-of 2024-01-01");
  write("s.scenario", "scenario 试 of 云溪 { assume 产值 2026 50亿元 }\n");
  EXPECT_EQ(gouji("audit . --as-of 2024-01-01").out, alone.out);
}

TEST_F(WhatIfCommand, FmtFormatsScenarios) {
  write("s.scenario", "scenario 试   of 云溪 \"x\" {\nassume 产值   2026 50亿元\n}\n");
  EXPECT_EQ(gouji("fmt s.scenario").code, 1);  // the title stands before `of`
  write("s.scenario", "scenario 试   \"x\" of 云溪 {\nassume 产值   2026 50亿元 // 减半\nassume 站点 each  2024..   +5个\n}\n");
  EXPECT_EQ(gouji("fmt s.scenario").code, 0);
  EXPECT_EQ(read("s.scenario"), "scenario 试 \"x\" of 云溪 {\n    assume 产值 2026 50亿元  // 减半\n    assume 站点 each 2024.. +5个\n}\n");
  EXPECT_EQ(gouji("fmt --check s.scenario").code, 0);
}

// --- the five plans -----------------------------------------------------------------------------------------------------

class FivePlansWhatIf : public testing::ProgramTest, public ::testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override {
    // No slash in the folder's name.
    folder_ = testing::fs::path(::testing::TempDir()) / (std::string("gouji_whatif_") + GetParam());
    streams_ = folder_;
    streams_ += "_streams";
    testing::fs::create_directories(folder_);
    testing::fs::create_directories(streams_);
  }
};

TEST_P(FivePlansWhatIf, AsReviewed) {
  const std::string plans = GOUJI_SOURCE_DIR "/plans/";
  const std::string name = GetParam();
  const Outcome run = gouji("whatif " + plans + name + ".plan " + plans + "scenarios/" + name + ".scenario --as-of 2026-01-01");
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.out, testing::slurp(plans + "scenarios/expected/" + name + ".txt"));
  EXPECT_EQ(gouji("fmt --check " + plans + "scenarios/" + name + ".scenario").code, 0);
}

INSTANTIATE_TEST_SUITE_P(Plans, FivePlansWhatIf, ::testing::Values("haishu", "wenzhou", "chongqing", "xiamen", "huaiyin"),
                         [](const auto& test) { return std::string(test.param); });

}  // namespace
}  // namespace gouji
