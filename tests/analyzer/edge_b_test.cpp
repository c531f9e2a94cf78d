// Invented plans at the edges of the judgement on amounts, moments, growth and units: what exactly each of them gives.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using Strings = std::vector<std::string>;

// "rule severity" for every finding, sorted; a mistake of the text is told too.
Strings findings_of(const std::string& body) {
  const Audited audited = audit_text("plan 试 \"某市行动方案\" {\n period 2024..2026 @1\n" + body + "}\n");
  Strings result = mistakes(audited);
  for (const auto& finding : audited.result.findings) {
    result.push_back(std::string(finding.rule->name) + " " + std::string(analyzer::to_string(finding.severity)));
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::string indicator(const std::string& head, const Strings& figures) {
  std::string text = " indicator " + head + " {\n";
  for (const std::string& figure : figures) text += "  " + figure + "\n";
  return text + " }\n";
}

std::string part_and_whole(const std::string& whole, const std::string& part) {
  return indicator("总 \"总额\" flow", {"target 2026 " + whole}) +
         indicator("分 \"分额\" flow part of 总", {"target 2026 " + part});
}

std::string three(const std::string& kind, const std::string& total, const std::string& a, const std::string& b) {
  return indicator("总 \"总数\" " + kind, {total}) + indicator("甲 \"甲数\" " + kind, {a}) +
         indicator("乙 \"乙数\" " + kind, {b}) + " relation 总 = 甲 + 乙\n";
}

const Strings kNothing;

TEST(WholeAmounts, AreExactWithAScaleWordToo) {
  const Strings wrong_sum{"parts-total-mismatch error"};
  EXPECT_EQ(findings_of(three("flow", "target 2026 3亿元", "target 2026 2亿元", "target 2026 2亿元")), wrong_sum);
  EXPECT_EQ(findings_of(three("flow", "target 2026 30亿元", "target 2026 16亿元", "target 2026 15亿元")), wrong_sum);
  EXPECT_EQ(findings_of(three("flow", "target 2026 31亿元", "target 2026 16亿元", "target 2026 15亿元")), kNothing);
  EXPECT_EQ(findings_of(part_and_whole("1亿元", "12000万元")), Strings{"subset-exceeds-superset error"});
}

TEST(WholeAmounts, OfAGrowthAreExact) {
  const auto growth = [](const std::string& base, const std::string& rate, const std::string& level) {
    return findings_of(
        indicator("营收 \"营业收入\" flow",
                  {"baseline 2023 = " + base, "target 2026 = " + rate + " vs 2023", "target 2026 = " + level}));
  };
  const Strings wrong{"growth-target-mismatch error"};
  EXPECT_EQ(growth("1亿元", "+100%", "3亿元"), wrong);
  EXPECT_EQ(growth("5亿元", "+20%", "7亿元"), wrong);
  EXPECT_EQ(growth("5亿元", "+20%", "6亿元"), kNothing);
  EXPECT_EQ(growth("397家", "+30%", "516家"), kNothing);  // the rate itself is rounded
}

TEST(WholeAmounts, GiveTheSameHoweverTheyAreWritten) {
  for (const std::string amount : {"1亿元", "1.0亿元", "10000万元", "100000000元"}) {
    SCOPED_TRACE(amount);
    EXPECT_EQ(findings_of(part_and_whole(amount, "12000万元")), Strings{"subset-exceeds-superset error"});
    EXPECT_EQ(findings_of(indicator("额 \"额\" flow", {"target 2026 >= " + amount, "baseline 2023 12000万元"})),
              Strings{"base-beyond-target warning"});
    EXPECT_EQ(findings_of(indicator("额 \"额\" flow", {"target 2026 约" + amount, "claim 2026 12000万元"})),
              Strings{"claim-value-mismatch error"});
    EXPECT_EQ(findings_of(indicator("额 \"额\" flow", {"target 2026 约" + amount, "claim 2026 9800万元"})), kNothing);
    EXPECT_EQ(findings_of(indicator("额 \"额\" stock", {"baseline 2023 12000万元", "milestone 2025 " + amount,
                                                        "milestone 2026 2亿元", "target 2026 >= 2亿元"})),
              Strings{"milestone-non-monotonic warning"});
  }
}

TEST(Shares, KeepTheRoomOfAWholePercent) {
  const auto shares = [](const std::string& a, const std::string& b, const std::string& c) {
    return findings_of(indicator("甲 \"甲占比\" ratio %", {"target 2026 " + a}) +
                       indicator("乙 \"乙占比\" ratio %", {"target 2026 " + b}) +
                       indicator("丙 \"丙占比\" ratio %", {"target 2026 " + c}) + " relation 100% = 甲 + 乙 + 丙\n");
  };
  EXPECT_EQ(shares("33%", "33%", "33%"), kNothing);
  EXPECT_EQ(shares("33%", "33%", "32%"), Strings{"composition-not-100 error"});
}

TEST(Quotients, AreRoundedWhenWrittenAsIntegers) {
  EXPECT_EQ(
      findings_of(indicator("专利 \"专利\" stock", {"target 2026 1335件"}) +
                  indicator("人口 \"人口\" stock", {"target 2026 187万人"}) +
                  indicator("密度 \"每万人专利\" ratio", {"target 2026 7件/万人"}) + " relation 密度 = 专利 / 人口\n"),
      kNothing);
}

TEST(About, WidensRoundNumbersByFivePercentAndPercentagesByHalfAStep) {
  const auto claim = [](const std::string& goal, const std::string& value) {
    return findings_of(indicator("数 \"数\" stock", {"target 2026 " + goal, "claim 2026 " + value}));
  };
  const Strings differs{"claim-value-mismatch error"};
  EXPECT_EQ(claim("约500家", "498家"), kNothing);
  EXPECT_EQ(claim("约500家", "540家"), differs);
  EXPECT_EQ(claim("约510家", "498家"), differs);
  EXPECT_EQ(claim("约12家", "13家"), differs);
  EXPECT_EQ(claim("约1.20亿元", "11800万元"), kNothing);
  EXPECT_EQ(claim("5%左右", "5.2%"), kNothing);
  EXPECT_EQ(claim("5%左右", "6%"), differs);
  EXPECT_EQ(findings_of(indicator("数 \"数\" stock", {"target 2026 1000家左右", "milestone 2024 500家",
                                                      "milestone 2025 800家", "milestone 2026 980家"})),
            kNothing);
}

TEST(MeanGrowth, IsCompounded) {
  const auto mean = [](const std::string& growth, const std::string& level) {
    return findings_of(
        indicator("产值 \"产值\" flow", {"baseline 2023 = 100亿元", "target " + growth, "target 2026 = " + level}));
  };
  const Strings wrong{"growth-target-mismatch error"};
  EXPECT_EQ(mean("2026 10% vs 2023 mean", "133.1亿元"), kNothing);
  EXPECT_EQ(mean("2024..2026 +10% vs 2023 mean", "133亿元"), kNothing);
  EXPECT_EQ(mean("2024..2026 +10% vs 2023 mean", "120亿元"), wrong);
  EXPECT_EQ(mean("2026 +10% vs 2023", "133.1亿元"), wrong);
  EXPECT_EQ(mean("2026 -10% vs 2023 mean", "72.9亿元"), kNothing);
  EXPECT_EQ(mean("2026 +5亿元 vs 2023 mean", "115亿元"), kNothing);
}

TEST(Scopes, AreNotComparedWithOneAnother) {
  EXPECT_EQ(findings_of(indicator("窗口 \"窗口\" stock",
                                  {"baseline 2023 = 80个 scope \"全市\"", "target 2026 >= 70个 scope \"市区\""})),
            Strings{"base-kind-mismatch warning"});
  EXPECT_EQ(findings_of(indicator("窗口 \"窗口\" stock",
                                  {"baseline 2023 = 60个 scope \"市区\"", "baseline 2023 = 80个 scope \"全市\"",
                                   "target 2026 >= 70个 scope \"全市\""})),
            Strings{"base-beyond-target warning"});
  EXPECT_EQ(findings_of(indicator("窗口 \"窗口\" stock",
                                  {"baseline 2023 = 50个 scope \"全市\"", "target 2026 +20% vs 2023 scope \"市区\"",
                                   "target 2026 = 30个 scope \"市区\""})),
            Strings{"base-kind-mismatch warning"});
}

TEST(Moments, CompareWithinOneMonthOnly) {
  const auto subset = [](const std::string& part) {
    return findings_of(indicator("总 \"总数\" stock", {"target 2026-06 = 280家", "target 2026-12 = 320家"}) +
                       indicator("分 \"分数\" stock part of 总", {"target " + part}));
  };
  EXPECT_EQ(subset("2026-12 = 300家"), kNothing);
  EXPECT_EQ(subset("2026年底 = 300家"), kNothing);
  EXPECT_EQ(subset("2026 = 330家"), Strings{"subset-exceeds-superset error"});
  EXPECT_EQ(subset("2026-06 = 300家"), Strings{"subset-exceeds-superset error"});
  for (const Strings& bases : {Strings{"baseline 2023-06 = 400件", "baseline 2023 = 500件"},
                               Strings{"baseline 2023 = 500件", "baseline 2023-06 = 400件"}}) {
    EXPECT_EQ(findings_of(indicator("件 \"件数\" stock",
                                    {bases[0], bases[1], "target 2026 = +20% vs 2023", "target 2026 = 600件"})),
              kNothing);
  }
}

TEST(Moments, ATotalOverThePlanIsItsLastYear) {
  const Strings wrong{"parts-total-mismatch error"};
  const std::string total = "target 2024..2026 = 100家 total";
  EXPECT_EQ(findings_of(three("new", total, "target 2024..2026 = 60家 total", "target 2024..2026 = 50家 total")),
            wrong);
  EXPECT_EQ(findings_of(three("new", total, "target 2026 = 60家 total", "target 2026 = 50家")), wrong);
  EXPECT_EQ(findings_of(three("new", total, "target 2026 = 60家 total", "target 2026 = 40家")), kNothing);
  // A flow of one year is not the sum of all.
  EXPECT_EQ(findings_of(three("flow", total, "target 2026 = 60家", "target 2026 = 50家")), kNothing);
  EXPECT_EQ(findings_of(three("new", total, "target 2025..2026 = 60家 total", "target 2025..2026 = 50家 total")),
            kNothing);
}

TEST(Moments, ALevelMilestoneStandsInForAGoal) {
  EXPECT_EQ(findings_of(three("stock", "milestone 2026 = 100家", "target 2026 = 60家", "target 2026 = 50家")),
            Strings{"parts-total-mismatch error"});
  EXPECT_EQ(findings_of(three("flow", "target 2026 = 100家", "milestone 2026 = 60家", "milestone 2026 = 50家")),
            kNothing);
}

TEST(Parts, KnownOnesMayNotExceedTheTotal) {
  const auto known = [](const std::string& name, const std::string& total, const std::string& part) {
    return findings_of(indicator("总 \"" + name + "\" flow", {"target 2026 " + total}) +
                       indicator("甲 \"甲" + name + "\" flow", {"target 2026 " + part}) +
                       indicator("乙 \"乙" + name + "\" flow", {}) + " relation 总 = 甲 + 乙\n");
  };
  EXPECT_EQ(known("产值", "= 100万元", "= 160万元"), Strings{"parts-total-mismatch error"});
  EXPECT_EQ(known("产值", "= 100万元", "= 60万元"), kNothing);
  EXPECT_EQ(known("产值", ">= 100万元", "= 160万元"), kNothing);
  EXPECT_EQ(known("利润", "= 100万元", "= 160万元"), kNothing);
}

TEST(Units, OfTheCatalogueAreKnown) {
  for (const std::string unit : {"间",
                                 "艘",
                                 "架",
                                 "层",
                                 "幅",
                                 "段",
                                 "道",
                                 "根",
                                 "面",
                                 "届",
                                 "轮",
                                 "床",
                                 "站",
                                 "社区",
                                 "县",
                                 "乡",
                                 "镇",
                                 "岁",
                                 "学时",
                                 "课时",
                                 "人日",
                                 "标准箱",
                                 "万标箱",
                                 "TEU",
                                 "个工作日",
                                 "MW",
                                 "GW",
                                 "kW",
                                 "kWh",
                                 "MWh",
                                 "㎡",
                                 "m³",
                                 "Mbps",
                                 "Gbps",
                                 "GB",
                                 "TB",
                                 "PB",
                                 "EB",
                                 "PFLOPS",
                                 "千克标准煤",
                                 "克标准煤/千瓦时",
                                 "吨二氧化碳",
                                 "千瓦",
                                 "万千瓦时"}) {
    EXPECT_EQ(findings_of(indicator("数 \"数\" stock", {"target 2026 >= 70" + unit})), kNothing) << unit;
  }
  EXPECT_EQ(findings_of(indicator("装机 \"装机容量\" stock", {"target 2026 = 2GW", "claim 2026 200万千瓦"})), kNothing);
  EXPECT_EQ(findings_of(indicator("能耗 \"供电煤耗\" ratio",
                                  {"target 2026 = 300克标准煤/千瓦时", "claim 2026 0.3千克标准煤/千瓦时"})),
            kNothing);
}

TEST(Units, AreDefinedInAnyOrder) {
  for (const std::string units :
       {" unit 箩筐 = 10 担子\n unit 担子 = 50 千克\n", " unit 担子 = 50 千克\n unit 箩筐 = 10 担子\n"}) {
    EXPECT_EQ(findings_of(units + indicator("茶 \"茶叶\" flow", {"target 2026 = 2箩筐", "claim 2026 1吨"})), kNothing);
  }
  EXPECT_EQ(findings_of(" unit 甲桶 = 2 乙桶\n unit 乙桶 = 2 甲桶\n").size(), 2U);
  EXPECT_EQ(findings_of(" unit TB = 1000 GB\n"), kNothing);
}

TEST(Units, AWordBeforeThemSaysMore) {
  const auto claim = [](const std::string& goal, const std::string& value) {
    return findings_of(indicator("数 \"数\" stock", {"target 2026 " + goal, "claim 2026 " + value}));
  };
  EXPECT_EQ(claim("300余家", "300余家"), kNothing);
  EXPECT_EQ(claim("3亿多元", "30000余万元"), kNothing);
  EXPECT_EQ(claim("十多家", "10多家"), kNothing);
  EXPECT_EQ(claim("70多家", "60家"), Strings{"claim-value-mismatch error"});
}

TEST(Milestones, OfRatiosAndFallingFiguresMayNotTurnBack) {
  const auto series = [](const std::string& head, const std::string& unit, const Strings& values,
                         const std::string& target) {
    return findings_of(
        indicator("数 \"数\" " + head, {"milestone 2024 = " + values[0] + unit, "milestone 2025 = " + values[1] + unit,
                                        "milestone 2026 = " + values[2] + unit, "target " + target + unit}));
  };
  const Strings turned{"milestone-non-monotonic warning"};
  EXPECT_EQ(series("ratio % higher", "%", {"75", "70", "90"}, "2026 >= 90"), turned);
  EXPECT_EQ(series("score 分", "分", {"75", "70", "90"}, "2026 >= 90"), turned);
  EXPECT_EQ(series("stock lower", "件", {"75", "80", "60"}, "2026 <= 60"), turned);
  EXPECT_EQ(series("stock lower", "件", {"75", "70", "60"}, "2026 <= 60"), kNothing);
  EXPECT_EQ(series("ratio %", "%", {"98.5", "98.2", "98.6"}, "2026 >= 98"), kNothing);
  EXPECT_EQ(series("ratio %", "%", {"99", "98", "99"}, "each >= 98"), kNothing);
}

TEST(Bases, AreActualsAndAreHeldAgainstClaims) {
  const auto base = [](const std::string& head, const std::string& observed, const std::string& goal) {
    return findings_of(indicator("数 \"数\" " + head, {observed, goal}));
  };
  const Strings beyond{"base-beyond-target warning"};
  EXPECT_EQ(base("stock", "actual 2023 = 80件", "target 2026 >= 70件"), beyond);
  EXPECT_EQ(base("stock", "baseline 2023 = 80件", "claim 2026 >= 70件"), beyond);
  EXPECT_EQ(base("cumulative", "baseline 2023 = 80件", "target 2026 = 70件"), beyond);
  EXPECT_EQ(base("stock", "baseline 2023 = 80件", "target 2026 = 70件"), kNothing);
  EXPECT_EQ(base("new", "baseline 2023 = 80件", "target 2026 >= 70件"), kNothing);
}

TEST(Points, AreNoLevels) {
  const auto level = [](const std::string& head, const std::string& other, const std::string& goal) {
    return findings_of(indicator("率 \"达标率\" " + head, {other, goal}));
  };
  EXPECT_EQ(level("ratio %", "baseline 2023 = 40%", "target 2026 45个百分点"), Strings{"percent-vs-points warning"});
  EXPECT_EQ(level("ratio 个百分点", "baseline 2023 = 4个百分点", "target 2026 5个百分点"), kNothing);
  EXPECT_EQ(level("ratio %", "baseline 2023 = 40%", "target 2026 +5个百分点 vs 2023"), kNothing);
  const Strings twice = level("ratio %", "target 2026 45%", "claim 2026 45个百分点");
  EXPECT_NE(std::find(twice.begin(), twice.end(), "percent-vs-points error"), twice.end());
}

TEST(Bounds, HoldForBothEndsAndForGrowth) {
  const auto rate = [](const Strings& figures) {
    return findings_of(indicator("率 \"达标率\" ratio % bounds 0%..100%", figures));
  };
  const Strings beyond{"value-out-of-bounds error"};
  EXPECT_EQ(rate({"target 2026 98..102%"}), beyond);
  EXPECT_EQ(rate({"target 2026 98..100%"}), kNothing);
  EXPECT_EQ(rate({"baseline 2023 = 97%", "target 2026 +5个百分点 vs 2023"}), beyond);
  EXPECT_EQ(rate({"baseline 2023 = 97%", "target 2026 +3个百分点 vs 2023"}), kNothing);
}

}  // namespace
}  // namespace gouji::testing
