// Comparators, kinds and words of time: small plans with all the findings they give, and those that give none.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using Lines = std::vector<std::string>;

std::string indicator(const std::string& head, const Lines& lines) {
  std::string text = "    indicator " + head + " {\n";
  for (const std::string& line : lines) text += "        " + line + "\n";
  return text + "    }\n";
}

std::string table(const std::string& columns, const Lines& rows) {
  std::string text = "    table 表 @40 {\n        | indicator | unit | " + columns + " | row |\n";
  for (const std::string& row : rows) text += "        | " + row + " |\n";
  return text + "    }\n";
}

std::string plan_of(const std::string& body, const std::string& period = "2024..2026") {
  return "plan 岭南 \"岭南县提升方案\" {\n    period " + period + " @1\n" + body + "}\n";
}

// "rule/severity" of every finding, sorted.
Lines found_in(const std::string& text) {
  const auto audited = audit_text(text);
  EXPECT_EQ(mistakes(audited), Lines{}) << text;
  Lines result;
  for (const auto& finding : audited.result.findings) {
    result.push_back(std::string(finding.rule->name) + "/" + std::string(analyzer::to_string(finding.severity)));
  }
  std::sort(result.begin(), result.end());
  return result;
}

struct Case {
  std::string head;
  Lines lines;
  Lines findings;
};

// The findings must not depend on the order of the lines.
void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    Lines lines = c.lines;
    EXPECT_EQ(found_in(plan_of(indicator(c.head, lines))), c.findings) << plan_of(indicator(c.head, lines));
    std::reverse(lines.begin(), lines.end());
    EXPECT_EQ(found_in(plan_of(indicator(c.head, lines))), c.findings) << plan_of(indicator(c.head, lines));
  }
}

struct Whole {
  std::string body;
  Lines findings;
};

void check_plans(const std::vector<Whole>& cases) {
  for (const Whole& c : cases) EXPECT_EQ(found_in(plan_of(c.body)), c.findings) << plan_of(c.body);
}

const Lines kSilent;

// --- comparator-drift ---------------------------------------------------------------------------------------------

const Lines kDriftError{"comparator-drift/error"};
const Lines kDriftWarning{"comparator-drift/warning"};
const Lines kDriftInfo{"comparator-drift/info"};

const std::string kCount = "站 \"驿站\" 个";
const std::string kStock = "站 \"驿站\" stock 个";
const std::string kRatio = "率 \"办结率\" ratio %";
const std::string kMoney = "额 \"融资额\" 亿元";
const std::string kTime = "时 \"办理时限\" 天 lower";

TEST(ComparatorDrift, TellsStrictFromInclusive) {
  check({
      {kCount, {"target 2026 >= 100个", "claim 2026 超100个"}, kDriftWarning},
      {kCount, {"target 2026 达到100个", "claim 2026 突破100个"}, kDriftWarning},
      {kCount, {"target 2026 达到100个", "claim 2026 100个以上"}, kSilent},
      {kCount, {"target 2026 超100个", "claim 2026 100个以上"}, kDriftInfo},
      {kCount, {"target 2026 超100个", "claim 2026 100个及以上"}, kDriftWarning},
      {kCount, {"target 2026 不低于100个", "claim 2026 不少于100个"}, kSilent},
      {kCount, {"target 2026 超100个", "claim 2026 突破100个"}, kSilent},
      {kCount, {"target 2026 达到2000个", "claim 2026 超0.2万个"}, kDriftWarning},
      {kCount, {"target 2026 达到100个", "claim 超100个"}, kDriftWarning},
      {kCount, {"target each 达到50个", "claim each 超50个"}, kDriftWarning},
      {kCount, {"target 2026 300余个", "claim 2026 300个以上"}, kDriftInfo},
      {kCount, {"target 2026 300余个", "claim 2026 300个"}, kDriftInfo},
      {kCount, {"target 2026 达到90个", "claim 2026 超90项"}, {"comparator-drift/warning", "unit-word-drift/info"}},
      {kRatio, {"target 2026 超90%", "claim 2026 不低于90%"}, kDriftInfo},
      {kMoney, {"target 2026 达到2亿元", "claim 2026 超2亿元"}, kDriftInfo},
      {kMoney, {"target 2026 2亿元", "claim 2026 超20000万元"}, kDriftInfo},
      {kTime, {"target 2026 低于30天", "claim 2026 不超过30天"}, kDriftInfo},
      {kTime, {"target 2026 不超过30天", "claim 2026 30天以内"}, kSilent},
      {kCount, {"target 2026 超100个", "claim 2026 100个"}, kDriftWarning},
      {kCount, {"target 2026 达到100个", "claim 2026 超100个", "claim 2026 100个"}, kDriftWarning},
  });
}

TEST(ComparatorDrift, TellsFloorsFromCeilings) {
  check({
      {kCount, {"target 2026 达到100个", "claim 2026 不超过100个"}, kDriftWarning},
      {kCount, {"target 2026 不低于100个", "claim 2026 少于100个"}, kDriftError},
      {kCount, {"target 2026 超100个", "claim 2026 不超过100个"}, kDriftError},
      {kRatio, {"target 2026 不低于90%", "claim 2026 90%以下"}, kDriftWarning},
  });
}

TEST(ComparatorDrift, TellsAboutAndBoundsFromExactNumbers) {
  check({
      {kCount, {"target 2026 约100个", "claim 2026 100个"}, kDriftInfo},
      {kCount, {"target 2026 约100个", "claim 2026 达到100个"}, kDriftWarning},
      {kCount, {"target 2026 100个左右", "claim 2026 100个以上"}, kDriftWarning},
      {kCount, {"target 2026 约100个", "claim 2026 100个左右"}, kSilent},
      {kRatio, {"target 2026 90%", "claim 2026 90%以上"}, kDriftInfo},
      {kRatio, {"target 2026 为90%", "claim 2026 90%以上"}, kDriftInfo},
      {kRatio, {"target 2026 90%", "claim 2026 达到90%"}, kSilent},
      {kStock, {"target 2026 100个", "claim 2026 >= 100个"}, kDriftInfo},
      {kStock, {"target 2026 100个", "claim 2026 达到100个"}, kSilent},
      {kTime, {"target 2026 不超过30天", "claim 2026 30天"}, kDriftInfo},
      {kTime, {"target 2026 控制在30天", "claim 2026 30天"}, kSilent},
      {kCount, {"target 2026 100个", "claim 2026 达到100个"}, kSilent},
      {kCount, {"target 2026 >= 100个", "claim 2026 100个 \"建成\""}, kSilent},
      {kMoney, {"baseline 2023 = 10亿元", "target 2026 +20% vs 2023", "claim 2026 20%以上 vs 2023"}, kDriftInfo},
  });
}

TEST(ComparatorDrift, ComparesOnlyWhatIsOneThing) {
  check({
      {kRatio, {"target 2026 100%", "claim 2026 不低于100%"}, kSilent},
      {"件 \"事故\" 起 lower", {"target 2026 = 0起", "claim 2026 不超过0起"}, kSilent},
      {kCount, {"target 2026 达到100个", "claim 2026 超100个 hoped"}, {"claim-modality-drift/info"}},
      {kCount, {"target 2026 达到100个 hoped", "claim 2026 超100个 hoped"}, kDriftWarning},
      {kCount, {"target 2026 达到100个", "claim 2026 超100个 scope \"省级\""}, {"claim-scope-drift/info"}},
      {kCount, {"target 2026 达到100个 scope \"省级\"", "claim 2026 超100个 scope \"省级\""}, kDriftWarning},
      {kCount, {"target 2025 达到100个", "target 2026 超100个"}, {"claim-horizon-drift/info"}},
      {kCount, {"baseline 2023 约100个", "actual 2023 超100个"}, kSilent},
      {kCount, {"target 2026 达到100个", "claim 2026 超120个"}, {"claim-value-mismatch/error"}},
      {kCount, {"target 2026 6..8个", "claim 2026 6个以上"}, kSilent},
  });
}

TEST(ComparatorDrift, LeavesTablesBare) {
  const std::string prose = indicator(kCount, {"target 2026 超100个 @5"});
  check_plans({
      {prose + table("target 2026", {"站 | 个 | 100 | @41"}), kSilent},
      {prose + table("target 2026", {"站 | 个 | >= 100 | @41"}), kDriftWarning},
      {prose + table("target 2026", {"站 | 个 | > 100 | @41"}), kSilent},
      {indicator(kRatio, {"target 2026 90%以上 @5"}) + table("target 2026", {"率 | % | 90 | @41"}), kSilent},
  });
}

TEST(ComparatorDrift, FoldsUnderAStrictTargetThatIsOnlyEqualled) {
  const auto audited = audit_text(plan_of(indicator(
      "演 \"演出\" new 场", {"milestone 2024 = 20场", "milestone 2025 = 20场", "milestone 2026 = 20场",
                            "target 2026 超60场 total", "claim 2026 达到60场 total"})));
  ASSERT_EQ(audited.result.findings.size(), 1u);
  EXPECT_EQ(audited.result.findings.front().rule->name, "strict-target-only-equalled");
  ASSERT_EQ(audited.result.findings.front().followers.size(), 1u);
  EXPECT_EQ(audited.result.findings.front().followers.front().rule->name, "comparator-drift");
}

TEST(ComparatorDrift, NamesEveryFormAndPointsAtTheOddOne) {
  const auto audited = audit_text(plan_of(indicator(
      kCount, {"target 2026 达到100个 @5", "claim 2026 不少于100个 @9", "claim 2026 超100个 @12"})));
  ASSERT_EQ(audited.result.findings.size(), 1u);
  const auto& finding = audited.result.findings.front();
  for (const std::string form : {"达到100个", "不少于100个", "超100个"}) {
    EXPECT_NE(finding.message.zh.find(form), std::string::npos) << finding.message.zh;
  }
  EXPECT_EQ(audited.source->slice(finding.labels.front().marked), "超100个");
}

// --- comparator-missing -------------------------------------------------------------------------------------------

const Lines kMissing{"comparator-missing/info"};

// Three targets that carry a comparator, and more.
std::string beside_worded(const std::string& rest) {
  return indicator("一 \"达标率\" ratio %", {"target 2026 不低于92% @5"}) +
         indicator("二 \"处理率\" ratio %", {"target 2026 达到96% @6"}) +
         indicator("三 \"新建管网\" new 公里", {"target 2026 不少于80公里 total @7"}) + rest;
}

std::string beside_worded(const std::string& head, const Lines& lines) {
  return beside_worded(indicator(head, lines));
}

TEST(ComparatorMissing, TellsWhatTheOthersHave) {
  check_plans({
      {beside_worded("率 \"利用率\" ratio %", {"target 2026 30%"}), kMissing},
      {beside_worded("率 \"利用率\" ratio %", {"target 2026 = 30%"}), kMissing},
      {beside_worded("率 \"利用率\" ratio %", {"target each 30%"}), kMissing},
      {beside_worded("率 \"利用率\" %", {"target 2026 30%"}), kMissing},
      {beside_worded("分 \"满意度\" score 分", {"target 2026 90分"}), kMissing},
      {beside_worded("时 \"办理时限\" average 小时 lower", {"target 2026 4小时"}), kMissing},
      {beside_worded("额 \"存款余额\" stock 亿元", {"target 2026 30亿元"}), kMissing},
      {beside_worded("密 \"路网密度\" 公里/平方公里", {"target 2026 8公里/平方公里"}), kMissing},
  });
}

TEST(ComparatorMissing, IsSilentWhereABareNumberIsOrdinary) {
  check_plans({
      {beside_worded("率 \"利用率\" ratio %", {"target 2026 为30%"}), kSilent},
      {beside_worded("率 \"利用率\" ratio %", {"target 2026 30% hoped"}), kSilent},
      {beside_worded("率 \"利用率\" ratio %", {"target 2026 30..40%"}), kSilent},
      {beside_worded("率 \"利用率\" ratio %", {"baseline 2023 = 20%", "target 2026 +3个百分点 vs 2023"}), kSilent},
      {beside_worded("率 \"利用率\" ratio %", {"target 2026 100%"}), kSilent},
      {beside_worded("率 \"利用率\" ratio % bounds 0%..85%", {"target 2026 85%"}), kSilent},
      {beside_worded("率 \"欠费率\" ratio % lower", {"target 2026 0%"}), kSilent},
      {beside_worded("率 \"利用率\" ratio %", {"claim 2026 30%"}), kSilent},
      {beside_worded("站 \"监测站\" 个", {"target 2026 12个 \"建成\""}), kSilent},
      {beside_worded("员 \"监测员\" stock 名", {"target 2026 12名"}), kSilent},
      {beside_worded("路 \"新建道路\" new 公里", {"target 2026 12公里"}), kSilent},
      {beside_worded("值 \"产值\" flow 亿元", {"target 2026 12亿元"}), kSilent},
      {beside_worded("资 \"投资\" 亿元", {"target 2026 12亿元 total"}), kSilent},
      {beside_worded("资 \"投资\" 亿元", {"target 2026 2亿元 mean"}), kSilent},
      {beside_worded("车 \"车辆\" 辆", {"baseline 2023 = 480辆", "target 2026 760平方米"}), {"unit-mismatch/warning"}},
      {beside_worded("率 \"利用率\" ratio %", {"target 2026 30%", "claim 2026 30%以上"}), kDriftInfo},
      {beside_worded(indicator("甲 \"甲率\" ratio %", {"target 2026 30%"}) +
                     indicator("乙 \"乙率\" ratio %", {"target 2026 40%"})),
       kSilent},
      {beside_worded(indicator("甲 \"甲占比\" ratio %", {"target 2026 30%"}) +
                     indicator("乙 \"乙占比\" ratio %", {"target 2026 70%以上"}) + "    relation 100% = 甲 + 乙\n"),
       kSilent},
      {indicator("一 \"达标率\" ratio %", {"target 2026 不低于92%"}) +
           indicator("二 \"利用率\" ratio %", {"target 2026 30%"}),
       kSilent},
      {indicator("一 \"达标率\" ratio %", {"target 2026 92%"}) + indicator("二 \"利用率\" ratio %", {"target 2026 30%"}),
       kSilent},
  });
}

TEST(ComparatorMissing, JudgesATableByItself) {
  const std::string rates = indicator("甲 \"甲率\" ratio %", {}) + indicator("乙 \"乙率\" ratio %", {}) +
                            indicator("丙 \"丙率\" ratio %", {}) + indicator("丁 \"丁率\" ratio %", {});
  const auto rows = [](const std::string& sign, const std::string& last) {
    return table("target 2026", {"甲 | % | " + sign + "60 | @41", "乙 | % | " + sign + "70 | @42",
                                 "丙 | % | " + sign + "80 | @43", "丁 | % | " + last + " | @44"});
  };
  check_plans({
      {rates + rows(">= ", "50"), kMissing},
      {rates + rows(">= ", ">= 50"), kSilent},
      {rates + rows("", "50"), kSilent},
      {beside_worded(rates + rows("", "50")), kSilent},
      {rates + rows(">= ", "50") + "    section 一 \"一\" {\n        task 1 \"提效\" {\n            claim of 丁 2026 不低于50% @9\n        }\n    }\n",
       kSilent},
  });
}

// --- kind-unspecified ---------------------------------------------------------------------------------------------

const Lines kKindInfo{"kind-unspecified/info"};
const Lines kKindWarning{"kind-unspecified/warning"};

Lines years(const std::string& a, const std::string& b, const std::string& c, const Lines& goals) {
  Lines lines{"milestone 2024 = " + a, "milestone 2025 = " + b, "milestone 2026 = " + c};
  lines.insert(lines.end(), goals.begin(), goals.end());
  return lines;
}

TEST(KindUnspecified, TellsWhatBothReadingsGive) {
  check({
      {"件 \"火情\" 起", years("200起", "190起", "180起", {"target 2026 不超过500起"}), kKindInfo},
      {"件 \"火情\" 起 lower", years("200起", "190起", "180起", {"target 2026 500起以内"}), kKindInfo},
      {"站 \"驿站\" 个", years("50个", "60个", "70个", {"target 2025 = 110个", "target 2026 = 70个"}), kKindWarning},
      {"站 \"驿站\" 个", years("50个", "60个", "70个", {"target 2025 = 60个", "target 2026 = 180个"}), kKindWarning},
      {"站 \"驿站\" 个", years("50个", "60个", "70个", {"target 2025 = 60个", "claim 2026 = 180个"}), kKindWarning},
      {"站 \"驿站\" 个", {"milestone 2024 = 20个", "milestone 2025 = 40个", "target 2026 = 75个"}, kKindInfo},
  });
}

TEST(KindUnspecified, IsSilentWhereFiguresOrWordsSettleIt) {
  check({
      {"件 \"火情\" 起", years("250起", "240起", "230起", {"target 2026 不超过300起"}), kSilent},
      {"件 \"火情\" 起", years("200起", "150起", "140起", {"target 2026 不超过500起"}), kSilent},
      {"件 \"火情\" flow 起", years("200起", "190起", "180起", {"target 2026 不超过500起"}), kSilent},
      {"件 \"火情\" stock 起", years("200起", "190起", "180起", {"target 2026 不超过500起"}), kSilent},
      {"件 \"火情\" 起", years("200起", "190起", "180起", {"target 2026 不超过500起 yearly"}), kSilent},
      {"件 \"年火情\" 起", years("200起", "190起", "180起", {"target 2026 不超过500起"}), kSilent},
      {"件 \"火情\" 起 label \"当年值\"", years("200起", "190起", "180起", {"target 2026 不超过500起"}), kSilent},
      {"件 \"火情\" 起", {"milestone 2026 = 180起", "target 2026 不超过500起"}, kSilent},
      {"站 \"驿站\" 个", years("50个", "60个", "70个", {"target 2026 = 70个"}), kSilent},
      {"站 \"驿站\" 个", years("50个", "60个", "70个", {"target 2026 = 180个"}), kSilent},
      {"站 \"驿站\" 个", years("50个", "60个", "70个", {"target 2025 = 60个", "target 2026 = 70个"}), kSilent},
      {"站 \"驿站\" 个", years("50个", "60个", "70个", {"target 2025 = 110个 total", "target 2026 = 70个 yearly"}), kSilent},
      {"站 \"驿站\" 个", years("110个", "120个", "130个", {"target 2026 >= 100个"}), kSilent},
      {"站 \"驿站\" 个", {"milestone 2025 = 260个", "milestone 2026 = 270个", "target 2026 超500个"}, kSilent},
      {"站 \"驿站\" 个", years("60个", "70个", "70个", {"target 2026 = 100个"}), {"milestone-target-mismatch/error"}},
      {"站 \"驿站\" stock 个", {"milestone 2024 = 20个", "milestone 2025 = 40个", "target 2026 = 75个"}, kSilent},
      {"站 \"驿站\" 个", {"milestone 2024 = 20个", "milestone 2025 = 40个", "target 2026 = 45个"}, kSilent},
      {"站 \"驿站\" 个", {"target 2026 = 75个"}, kSilent},
  });
}

// --- aggregation-kind-ambiguous -----------------------------------------------------------------------------------

const Lines kOpen{"aggregation-kind-ambiguous/info"};
const Lines kConflict{"aggregation-kind-ambiguous/warning"};

TEST(AggregationKind, IsOpenWhereNoWordAndNoFigureTells) {
  check({
      {"课 \"讲座\" flow 场", {"target 2026 达到300场"}, kOpen},
      {"课 \"讲座\" flow 场", {"target 2025 200场", "target 2026 300场"}, kOpen},
      {"课 \"青年讲座\" flow 场", {"target 2026 达到300场"}, kOpen},
      {"课 \"讲座\" flow 场", {"claim 300场以上"}, kOpen},
      {"训 \"培训\" 人次", {"target 2026 3万人次"}, kOpen},
      {"训 \"培训\" 人次", {"target 2026 3万人次", "claim 2026 30000人次"}, kOpen},
      {"案 \"案件\" flow 件", {"target 2026 不少于500件"}, kOpen},
  });
}

TEST(AggregationKind, IsSettledByWordsOrFigures) {
  check({
      {"课 \"讲座\" flow 场", {"target 2026 达到300场 total"}, kSilent},
      {"课 \"讲座\" flow 场", {"target 2026 达到100场 mean"}, kSilent},
      {"课 \"讲座\" flow 场", {"target 2026 达到100场 yearly"}, kSilent},
      {"课 \"讲座\" flow 场", {"target each 达到100场"}, kSilent},
      {"课 \"讲座\" flow 场", {"target 2024..2026 300场"}, kSilent},
      {"课 \"讲座\" flow 场", {"target 2026 300场 \"累计举办\""}, kSilent},
      {"课 \"讲座\" flow 场 label \"年均值\"", {"target 2026 300场"}, kSilent},
      {"课 \"年讲座场次\" flow 场", {"target 2026 300场"}, kSilent},
      {"课 \"讲座\" flow 场", {"baseline 2023 = 90场", "target 2026 120场"}, kSilent},
      {"课 \"讲座\" flow 场", {"actual 2023 = 90场", "target 2026 120场"}, kSilent},
      {"课 \"讲座\" flow 场", {"target 2026 300场", "claim each 100场"}, kSilent},
      {"课 \"讲座\" flow 场", years("100场", "100场", "100场", {"target 2026 300场"}), kSilent},
      {"课 \"讲座\" flow 场", {"target 2024 100场"}, kSilent},
      {"课 \"讲座\" new 场", {"target 2026 300场"}, kSilent},
      {"课 \"讲座\" flow 场", {"target 2025 300场", "target 2026 250场"}, kSilent},
      {"课 \"讲座\" stock 场", {"target 2026 300场"}, kSilent},
      {"案 \"事故\" flow 起 lower", {"target 2026 0起"}, kSilent},
      {"值 \"产值\" flow 亿元", {"target 2026 达到30亿元"}, kSilent},
      {"站 \"驿站\" 个", {"target 2026 30个"}, kSilent},
  });
  EXPECT_EQ(found_in(plan_of(indicator("课 \"讲座\" flow 场", {"target 2026 300场"}), "2026..2026")), kSilent);
}

TEST(AggregationKind, AnAdditionBesideAYearlyFigure) {
  const auto task = [](const std::string& second, const std::string& head) {
    return indicator("标 \"商标\" new 件", {}) + indicator(head, {}) +
           "    section 一 \"一\" {\n        task 1 \"富农\" {\n            claim of 标 each 1件以上 @28\n            claim of 户 " + second +
           "\n        }\n    }\n";
  };
  const std::string head = "户 \"带动农户\" new 户";
  check_plans({
      {task("50户以上 @28", head), kOpen},
      {task("50户以上 @29", head), kSilent},
      {task("50户以上 total @28", head), kSilent},
      {task("2026 50户以上 @28", head), kSilent},
      {task("each 50户以上 @28", head), kSilent},
      {task("50户以上 @28", "户 \"带动农户\" 户"), kSilent},
      {task("50户以上 @28", "户 \"年新增带动农户\" new 户"), kSilent},
  });
}

TEST(AggregationKind, OneNumberAsTotalAndAsYearlyFigure) {
  check({
      {"课 \"讲座\" new 场", {"target 2026 300场 total", "claim 2026 300场 mean"}, kConflict},
      {"课 \"讲座\" new 场", {"target 2026 300场 total", "claim 2026 300场 yearly"}, kConflict},
      {"课 \"讲座\" 场", {"target 2026 300场 \"累计\"", "claim 2026 300场 \"年均\""}, kConflict},
      {"课 \"讲座\" flow 场", {"target 2024..2026 300场", "claim 2026 300场 yearly"}, kConflict},
      {"课 \"讲座\" new 场", {"target 2026 300场 total", "claim 300场 mean"}, kConflict},
      {"课 \"讲座\" new 场", {"target 2026 300场 total", "claim 2026 100场 mean"}, kSilent},
      {"课 \"讲座\" new 场", {"target 2026 300场 total", "claim 2025 300场 yearly"}, kSilent},
      {"课 \"讲座\" new 场", {"target 2026 300场 total scope \"城区\"", "claim 2026 300场 mean scope \"乡镇\""}, kSilent},
      {"课 \"讲座\" cumulative 场", {"target 2026 300场 total", "claim 2026 300场 yearly"}, kSilent},
      {"课 \"讲座\" new 场", {"target 2026 300场 total", "claim each 300场"}, {"annual-rate-vs-total/warning"}},
  });
}

// --- base-kind-mismatch -------------------------------------------------------------------------------------------

const Lines kBase{"base-kind-mismatch/warning"};
const Lines kBaseInfo{"base-kind-mismatch/info"};

TEST(BaseKind, TotalsAgainstYearlyFigures) {
  check({
      {"书 \"承诺书\" 份", {"baseline 2023 = 5200份 \"累计\"", "target 2026 1500份 mean"}, kBase},
      {"书 \"承诺书\" 份", {"baseline 2023 = 5200份 label \"累计值\"", "target 2026 1500份 label \"年均值\""}, kBase},
      {"书 \"承诺书\" 份", {"baseline 2023 = 500份 yearly", "target 2026 1500份 total"}, kBase},
      {"书 \"承诺书\" 份", {"baseline 2021..2023 = 900份", "target 2026 400份 yearly"}, kBase},
      {"书 \"承诺书\" flow 份", {"baseline 2023 = 500份", "target 2026 1500份 total"}, kBaseInfo},
      {"书 \"承诺书\" 份", {"baseline 2023 = 500份", "target 2026 1500份 \"累计\""}, kBaseInfo},
      {"额 \"交易额\" 万元", {"baseline 2023 = 500万元", "target 2026 达到1亿元", "claim 2026 1亿元以上 total"}, kBaseInfo},
      {"书 \"承诺书\" 份", {"baseline 2023 = 500份", "claim 2026 1500份 total"}, kBaseInfo},
      {"书 \"承诺书\" 份", {"baseline 2023 = 500份 yearly", "target 2026 600份 mean"}, kSilent},
      {"书 \"承诺书\" 份", {"baseline 2023 = 500份 \"累计\"", "target 2026 1500份 \"累计\""}, kSilent},
      {"书 \"承诺书\" cumulative 份", {"baseline 2023 = 500份", "target 2026 1500份 total"}, kSilent},
      {"书 \"承诺书\" stock 份", {"baseline 2023 = 500份", "target 2026 1500份 \"累计\""}, kSilent},
      {"书 \"承诺书\" 份 label \"累计\"", {"baseline 2023 = 500份", "target 2026 1500份 total"}, kSilent},
      {"书 \"承诺书累计数\" 份", {"baseline 2023 = 500份", "target 2026 1500份 total"}, kSilent},
      {"书 \"承诺书\" 份", {"baseline 2023 = 0份", "target 2026 1500份 total"}, kSilent},
      {"书 \"承诺书\" flow 份", {"baseline 2023 = 500份", "target 2024..2026 1500份 total"}, kSilent},
      {"率 \"办结率\" ratio %", {"baseline 2023 = 80%", "target 2026 90% mean"}, kSilent},
      {"书 \"承诺书\" flow 份", {"baseline 2023 = 500份", "target each 600份"}, kSilent},
      {"书 \"承诺书\" 份", {"baseline 2023 = 500份", "target 2026 1500份"}, kSilent},
  });
  const std::string yearly = indicator("书 \"承诺书\" 份", {"baseline 2025 = 500份", "target 2026 1500份 total"});
  EXPECT_EQ(found_in(plan_of(yearly, "2026..2026")), kSilent);
}

TEST(BaseKind, WhatThereWasAgainstWhatIsAdded) {
  check({
      {"企 \"企业\" stock 家", {"baseline 2023 = 80家", "target 2026 不少于100家 \"新增\""}, kBase},
      {"企 \"企业\" stock 家", {"baseline 2023 = 300家", "target 2026 不少于100家 \"新增\""}, kBase},
      {"企 \"企业\" 家", {"baseline 2023 = 300家", "target 2026 不少于100家 \"新增\""}, kBase},
      {"企 \"企业\" 家", {"baseline 2023 = 80家 \"现有\"", "target 2026 100家 \"新培育\""}, kBase},
      {"企 \"企业\" 家", {"baseline 2023 = 80家", "target 2026 100家 \"新增\""}, kBaseInfo},
      {"企 \"企业\" new 家", {"baseline 2023 = 80家", "target 2026 100家 \"新增\""}, kSilent},
      {"企 \"新增企业\" 家", {"baseline 2023 = 80家", "target 2026 100家 \"新增\""}, kSilent},
      {"企 \"企业\" 家", {"baseline 2023 = 80家 \"新增\"", "target 2026 100家 \"新增\""}, kSilent},
      {"企 \"企业\" 家", {"baseline 2023 = 80家 yearly", "target 2026 100家 \"新增\""}, kSilent},
      {"企 \"企业\" 家", {"baseline 2023 = 0家", "target 2026 100家 \"新增\""}, kSilent},
      {"企 \"企业\" 家", {"target 2026 100家 \"新增\""}, kSilent},
  });
  Lines lines = years("30家", "30家", "40家", {"target 2026 100家 \"新增\"", "baseline 2023 = 300家"});
  check({Case{"企 \"企业\" 家", lines, kSilent}});
}

TEST(BaseKind, Scopes) {
  check({
      {"企 \"企业\" 家", {"baseline 2023 = 80家 scope \"全市\"", "target 2026 100家 scope \"省级以上\""}, kBase},
      {"企 \"企业\" 家 scope \"省级以上\"", {"baseline 2023 = 80家 scope \"全市\"", "target 2026 100家"}, kBase},
      {"企 \"企业\" 家", {"baseline 2023 = 80家 scope \"全市\"", "target 2026 100家 scope \"全市\""}, kSilent},
      {"企 \"企业\" 家", {"baseline 2023 = 80家", "target 2026 100家 scope \"全市\""}, kSilent},
      {"企 \"企业\" 家 scope \"省级\"",
       {"baseline 2023 = 80家", "target 2026 达到100家", "claim 2026 达到100家 scope \"国家级\""},
       {"claim-scope-drift/warning"}},
      {"企 \"企业\" 家",
       {"baseline 2023 = 80家 scope \"全市\"", "baseline 2023 = 20家 scope \"省级以上\"", "target 2026 30家 scope \"省级以上\""},
       kSilent},
  });
}

TEST(BaseKind, ABaselineBeyondItsTargetFollows) {
  const auto audited = audit_text(
      plan_of(indicator("企 \"企业\" stock 家", {"baseline 2023 = 300家", "target 2026 不少于100家 \"新增\""})));
  ASSERT_EQ(audited.result.findings.size(), 1u);
  ASSERT_EQ(audited.result.findings.front().followers.size(), 1u);
  EXPECT_EQ(audited.result.findings.front().followers.front().rule->name, "base-beyond-target");
}

}  // namespace
}  // namespace gouji::testing
