// The renderers of `gouji trend`: aligned, marked, escaped, and the same on every run.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "dsl/unicode.hpp"
#include "reports/trend.hpp"
#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using reports::Language;

reports::TrendReport report_of(const Audited& audited, Language language = Language::Chinese) {
  reports::TrendReport report;
  report.language = language;
  report.version = "test";
  report.plans.push_back({audited.plan().id, audited.plan().title, "plan.plan", analyzer::trend::trends_of(audited.plan()), 0});
  return report;
}

const Audited& example() {
  static const Audited kExample = audit_text(read_file(GOUJI_SOURCE_DIR "/docs/examples/yunxi.plan"), only({"feasibility"}));
  return kExample;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// Cells up to the first occurrence.
std::size_t cell_of(const std::string& line, const std::string& what) { return dsl::display_width(line.substr(0, line.find(what))); }

TEST(TrendText, ColumnsStandUnderTheirHeads) {
  const auto lines = lines_of(reports::render_trend_text(report_of(example())));
  ASSERT_GT(lines.size(), 6u);
  const auto head = std::find_if(lines.begin(), lines.end(), [](const std::string& line) { return line.starts_with("指标"); });
  ASSERT_NE(head, lines.end());
  const std::size_t unit = cell_of(*head, "单位");
  EXPECT_EQ(cell_of(head[1], "家  "), unit);
  EXPECT_EQ(cell_of(head[2], "亿元"), unit);
  EXPECT_EQ(cell_of(head[1], "2025年"), cell_of(*head, "目标"));
  EXPECT_EQ(cell_of(head[2], "2025年"), cell_of(*head, "目标"));
}

TEST(TrendText, ProjectionsAreMarkedAndFactsAreInFull) {
  const std::string text = reports::render_trend_text(report_of(example()));
  EXPECT_NE(text.find("推算：2025年约 143 家，80% 预测区间 131—155，95% 预测区间 115—170；模型成立时，实现目标 ≥160 的概率约 6%。"), std::string::npos) << text;
  EXPECT_NE(text.find("412.5 460.2 498.7 561"), std::string::npos);
  EXPECT_NE(text.find("按当年节点应完成 52.7%：滞后"), std::string::npos);
  EXPECT_NE(text.find("只有三点，区间极宽，只供参考"), std::string::npos);
  const std::string english = reports::render_trend_text(report_of(example(), Language::English));
  EXPECT_NE(english.find("projection: about 143 家 in 2025, 80% prediction interval 131 to 155"), std::string::npos) << english;
  EXPECT_EQ(english.find("推算"), std::string::npos);
}

TEST(TrendText, WhatTheFivePlansSay) {
  const auto text_of = [](const std::string& name) {
    return reports::render_trend_text(report_of(audit_text(read_file(GOUJI_SOURCE_DIR "/plans/" + name + ".plan"), only({"feasibility"}))));
  };
  const std::string haishu = text_of("haishu");
  EXPECT_NE(haishu.find("171.44%"), std::string::npos);
  EXPECT_NE(haishu.find("基期为零，没有增长率可言"), std::string::npos);
  const std::string wenzhou = text_of("wenzhou");
  EXPECT_NE(wenzhou.find("以末年节点 1128 件 计，基期值不超过 1025 件 时目标成立；各年节点按直线倒推，2021年约为 1023 件（推算）。"), std::string::npos) << wenzhou;
  EXPECT_NE(wenzhou.find("逐段变动 +100、+50、+50 亿元（由零起算）；时间过半时完成 62.5%，前快后慢。"), std::string::npos);
  EXPECT_EQ(wenzhou.find("预测区间"), std::string::npos);
}

TEST(TrendJson, HoldsExactNumbersInTheUnitOfTheIndicator) {
  const auto json = nlohmann::json::parse(reports::render_trend_json(report_of(example())));
  EXPECT_EQ(json["schemaVersion"], "1");
  const auto& output = json["plans"][0]["indicators"][1];
  EXPECT_EQ(output["id"], "产值");
  EXPECT_EQ(output["unit"], "元");
  EXPECT_EQ(output["known"][0]["value"], "41250000000");
  EXPECT_EQ(output["forecast"]["model"], "log-linear");
  EXPECT_EQ(output["forecast"]["degreesOfFreedom"], 2);
  EXPECT_EQ(output["progress"]["standing"], "behind");
  EXPECT_EQ(json["plans"][0]["indicators"][0]["required"]["perYear"], "20");
}

TEST(TrendCsv, QuotesAndGuardsItsCells) {
  const auto audited = audit_text("plan 甲 {\n indicator 一 \"=1+1,\\\"引\\\"\" stock 家 {\n baseline 2020 = 1家\n }\n}\n", only({"feasibility"}));
  const std::string csv = reports::render_trend_csv(report_of(audited));
  EXPECT_NE(csv.find("\"'=1+1,\"\"引\"\"\""), std::string::npos) << csv;
  EXPECT_NE(csv.find(",known,2020,1,,,,,\r\n"), std::string::npos) << csv;
}

TEST(TrendSvg, IsEscapedAndSelfContained) {
  const auto audited = audit_text("plan 甲 {\n indicator 一 \"<script>&'能耗\" stock 家 {\n baseline 2020 = 1家\n target 2025 >= 5家\n }\n}\n", only({"feasibility"}));
  const std::string svg = reports::render_trend_svg(report_of(audited));
  EXPECT_EQ(svg.find("<script"), std::string::npos);
  EXPECT_NE(svg.find("&lt;script&gt;&amp;&#39;能耗"), std::string::npos);
  EXPECT_EQ(svg.find("href"), std::string::npos);
  EXPECT_EQ(svg.find("id="), std::string::npos);
}

TEST(TrendSvg, MarksProjectionsAndCutsOffWideIntervals) {
  const auto report = report_of(example());
  const std::string svg = reports::render_trend_svg(report.plans[0].trends[0], Language::Chinese);
  EXPECT_NE(svg.find("推算，不是方案数据"), std::string::npos);
  EXPECT_EQ(svg.find("纵轴不从零起"), std::string::npos);
  EXPECT_NE(reports::render_trend_svg(report.plans[0].trends[4], Language::Chinese).find("预测区间超出图外"), std::string::npos);
}

TEST(TrendSvg, SaysWhereItsAxisDoesNotStartAtZero) {
  const auto audited = audit_text("plan 甲 {\n indicator 一 stock 家 {\n baseline 2020 = 1058家\n target 2025 >= 1128家\n }\n}\n", only({"feasibility"}));
  EXPECT_NE(reports::render_trend_svg(report_of(audited)).find("纵轴不从零起"), std::string::npos);
}

TEST(TrendReports, AreTheSameHoweverThePlanIsOrdered) {
  const std::string plan = "plan 甲 {\n indicator 一 stock 家 {\n actual 2021 = 2家\n actual 2022 = 4家\n actual 2023 = 7家\n target 2025 >= 9家\n }\n}\n";
  const std::string other = "plan 甲 {\n indicator 一 stock 家 {\n target 2025 >= 9家\n actual 2023 = 7家\n actual 2021 = 2家\n actual 2022 = 4家\n }\n}\n";
  const auto a = audit_text(plan, only({"feasibility"}));
  const auto b = audit_text(other, only({"feasibility"}));
  EXPECT_EQ(reports::render_trend_json(report_of(a)), reports::render_trend_json(report_of(b)));
}

}  // namespace
}  // namespace gouji::testing
