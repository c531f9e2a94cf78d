// Small invented plans for the rules of feasibility: what exactly each of them gives.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "analyzer/audit/pace.hpp"
#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using analyzer::Exact;
using analyzer::Outcome;

// Expected findings stand below their line: //^ rule-name: marked text
constexpr const char* kPlans[] = {
    // growth-outlier: half years, where only powers of roots compare
    R"(plan 甲 "甲县行动方案" {
    period 2024..2026 @1
    table 表 @2 {
        | indicator | unit | baseline 2023 | target 2026-06 |
        | 一 | 家 | 100 | >= 120  |
        | 二 | 家 | 200 | >= 230  |
        | 三 | 家 | 300 | >= 360  |
        | 四 | 家 | 400 | >= 440  |
        | 五 | 家 | 50  | >= 1000 |
        //^ growth-outlier: >= 1000
    }
    indicator 一 stock 家 { baseline 2022 = 92家; baseline 2021 = 85家 }
    indicator 二 stock 家
    indicator 三 stock 家
    indicator 四 stock 家
    indicator 五 stock 家
}
)",
    // growth-outlier, silent: fewer than five to compare with; ratios and what falls are none; other years are another group
    R"(plan 乙 "乙县行动方案" {
    period 2024..2026 @1
    table 表 @2 {
        | indicator | unit | baseline 2023 | target 2026 |
        | 一 | 家 | 100  | >= 120 |
        | 二 | 家 | 200  | >= 230 |
        | 三 | %  | 30%  | >= 40% |
        | 四 | 件 | 90   | <= 30  |
        | 五 | 家 | 50   | >= 1000 |
    }
    table 另表 @3 {
        | indicator | unit | baseline 2022 | target 2026 |
        | 六 | 家 | 100  | >= 120 |
        | 七 | 家 | 200  | >= 230 |
    }
    indicator 一 stock 家 { actual 2022 = 95家; actual 2021 = 90家 }
    indicator 二 stock 家
    indicator 三 ratio %
    indicator 四 flow 件
    indicator 五 stock 家
    indicator 六 stock 家
    indicator 七 stock 家
}
)",
    // growth-outlier, silent: all of them grow fast; and a base too small for a rate
    R"(plan 丙 "丙县行动方案" {
    period 2024..2026 @1
    table 表 @2 {
        | indicator | unit | baseline 2023 | target 2026 |
        | 一 | 家 | 100  | >= 500  |
        | 二 | 家 | 200  | >= 1200 |
        | 三 | 家 | 300  | >= 1500 |
        | 四 | 家 | 40   | >= 400  |
        | 五 | 家 | 3    | >= 100  |
    }
    indicator 一 stock 家 { actual 2022 = 20家; actual 2021 = 4家 }
    indicator 二 stock 家
    indicator 三 stock 家
    indicator 四 stock 家
    indicator 五 stock 家
}
)",
    // zero-base-growth: multiples as well; silent for numbers, for points, and for percent of a ratio
    R"(plan 丁 "丁县行动方案" {
    period 2024..2026 @1
    indicator 一 "海外站点" stock 个 {
        baseline 2023 = 0个
        target 2026 >= +2倍 vs 2023
        //^ zero-base-growth: >= +2倍 vs 2023
    }
    indicator 二 "加盟网点" stock 个 {
        baseline 2023 = 0个
        target 2026 >= +20个 vs 2023
    }
    indicator 三 "覆盖率" ratio % {
        baseline 2023 = 0%
        target 2026 >= +20% vs 2023
    }
    indicator 四 "渗透率" ratio % {
        baseline 2023 = 0%
        target 2026 >= +20个百分点 vs 2023
    }
}
)",
    // pace-above-history: a fall faster than ever; a history that went the other way
    R"(plan 戊 "戊县行动方案" {
    period 2024..2026 @1
    indicator 能耗 "单位产品能耗" average 千克 lower {
        baseline 2021 = 100千克
        actual   2022 = 98千克
        actual   2023 = 95千克
        target   2026 <= 80千克
        //^ pace-above-history: <= 80千克
    }
    indicator 网点 "服务网点" stock 个 {
        baseline 2021 = 90个
        actual   2022 = 88个
        actual   2023 = 85个
        target   2026 >= 100个
        //^ pace-above-history: >= 100个
    }
}
)",
    // pace-above-history, silent: a total over the plan, another scope, two values only, half a year's output, a cap on what rises
    R"(plan 己 "己县行动方案" {
    period 2024..2026 @1
    indicator 培训 "培训人次" flow 人次 {
        baseline 2021 = 100人次
        actual   2022 = 105人次
        actual   2023 = 110人次
        target   2024..2026 >= 900人次 total
    }
    indicator 企业 "规上企业" stock 家 {
        baseline 2021 = 100家 scope "市区"
        actual   2022 = 105家 scope "市区"
        actual   2023 = 110家 scope "市区"
        target   2026 >= 300家 scope "全市"
    }
    indicator 平台 "公共平台" stock 个 {
        baseline 2022 = 10个
        baseline 2023 = 11个
        target   2026 >= 60个
    }
    indicator 产值 "工业产值" flow 亿元 {
        baseline 2022 = 100亿元
        baseline 2023 = 108亿元
        actual   2024-06 = 60亿元
        target   2026 >= 140亿元
    }
    indicator 用水 "用水总量" flow 万吨 lower {
        baseline 2021 = 100万吨
        actual   2022 = 101万吨
        actual   2023 = 102万吨
        target   2026 <= 120万吨
    }
}
)",
    // target-below-trend: a fall that is to slow down; a stretch of two years
    R"(plan 庚 "庚县行动方案" {
    period 2024..2026 @1
    indicator 时限 "办理时限" average 天 lower {
        baseline 2019 = 30天
        actual   2021 = 24天
        actual   2023 = 18天
        target   2026 <= 12天
        //^ target-below-trend: <= 12天
    }
}
)",
    // target-below-trend, silent: a standstill in between; a projection beyond 100%; a target just at the slowest pace
    R"(plan 辛 "辛县行动方案" {
    period 2024..2026 @1
    indicator 一 "民宿" stock 家 {
        baseline 2021 = 60家
        actual   2022 = 60家
        actual   2023 = 90家
        target   2026 >= 95家
    }
    indicator 二 "覆盖率" ratio % {
        baseline 2021 = 80%
        actual   2022 = 87%
        actual   2023 = 94%
        target   2026 >= 98%
    }
    indicator 三 "农庄" stock 家 {
        baseline 2021 = 60家
        actual   2022 = 65家
        actual   2023 = 72家
        target   2026 >= 87家
    }
}
)",
    // saturates-bound: a share of a part in its whole has its bound without saying so
    R"(plan 壬 "壬县行动方案" {
    period 2024..2026 @1
    indicator 全部 "全部企业" stock 家
    indicator 上云 "上云企业" stock 家 part of 全部
    indicator 上云率 "企业上云率" ratio % {
        baseline 2023 = 91%
        target each >= +4个百分点 vs 2023
        //^ saturates-bound: >= +4个百分点 vs 2023
    }
    relation 上云率 = 上云 / 全部
}
)",
    // saturates-bound, silent: one reading stays inside; years unknown; no bound
    R"(plan 癸 "癸县行动方案" {
    indicator 一 "满意率" ratio % bounds 0%..100% {
        baseline 2023 = 92%
        target 2026 >= +8.5% vs 2023
    }
    indicator 二 "上云率" ratio % bounds 0%..100% {
        baseline 2023 = 92%
        target each >= +8个百分点 vs 2023
    }
    indicator 三 "产销率" ratio % {
        baseline 2023 = 98%
        target each 2024..2026 >= +2个百分点 vs 2023
    }
}
)",
    // too-few-points, silent: fewer than five
    R"(plan 子 "子县行动方案" {
    period 2024..2026 @1
    table 表 @2 {
        | indicator | unit | baseline 2023 | target 2026 |
        | 一 | 家 | 100 | >= 120 |
        | 二 | 家 | 200 | >= 230 |
        | 三 | 家 | 300 | >= 360 |
        | 四 | 家 | 400 | >= 440 |
    }
    indicator 一 stock 家
    indicator 二 stock 家
    indicator 三 stock 家
    indicator 四 stock 家
}
)",
};

TEST(Feasibility, GivesExactlyTheFindingsBesideEachPlan) {
  for (const std::string text : kPlans) {
    SCOPED_TRACE(text);
    const Audited audited = audit_text(text, only({"feasibility"}));
    EXPECT_EQ(mistakes(audited), std::vector<std::string>{});
    EXPECT_EQ(short_forms(audited), expectations(text));
    for (const auto& finding : audited.result.findings) {
      for (const auto& step : finding.computation) EXPECT_EQ(analyzer::recompute(step), step.result) << step.text;
    }
  }
}

TEST(Feasibility, AZeroBaseWithANumberForATargetIsNoDefect) {
  const auto audited = audit_text(R"(plan 甲 {
    indicator 联盟 "产业联盟" stock 个 {
        baseline 2023 = 0个
        target 2026 >= 2个
    }
}
)", only({"feasibility"}));
  EXPECT_TRUE(audited.result.findings.empty());
  EXPECT_EQ(checks_of(audited, "zero-base-growth", Outcome::Undetermined).size(), 1u);
}

TEST(Pace, YearlyRatesAreRoundedExactly) {
  EXPECT_EQ(analyzer::yearly_rate(Exact(20), Exact(3)), Exact::ratio(17144, 10000));
  EXPECT_EQ(analyzer::yearly_rate(Exact(1), Exact(3)), Exact(0));
  EXPECT_EQ(analyzer::yearly_rate(Exact(4), Exact(2)), Exact(1));
  EXPECT_EQ(analyzer::yearly_rate(Exact(2), Exact::ratio(1, 2)), Exact(3));
  EXPECT_EQ(analyzer::yearly_rate(Exact::ratio(1, 2), Exact(1)), Exact::ratio(-1, 2));
  EXPECT_EQ(analyzer::yearly_rate(Exact(0), Exact(2)), Exact(-1));
  EXPECT_EQ(analyzer::yearly_rate(Exact(2), Exact(51)), std::nullopt);
  EXPECT_EQ(analyzer::yearly_rate(Exact(-2), Exact(1)), std::nullopt);
}

TEST(Pace, RatesCompareByPowersAndNotByRounding) {
  EXPECT_FALSE(analyzer::grows_faster(Exact(8), Exact(3), Exact(1)));
  EXPECT_TRUE(analyzer::grows_faster(Exact(8) + Exact::ratio(1, 1000000000), Exact(3), Exact(1)));
  EXPECT_TRUE(analyzer::grows_faster(Exact(3), Exact::ratio(3, 2), Exact(1)));   // 2^1.5 is 2.83
  EXPECT_FALSE(analyzer::grows_faster(Exact::ratio(28, 10), Exact::ratio(3, 2), Exact(1)));
}

}  // namespace
}  // namespace gouji::testing
