#include "reports/html.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "reports/page.hpp"
#include "tests/reports/formats_support.hpp"

namespace gouji::reports {
namespace {

using testing::count_of;
using testing::hostile_plan;
using testing::Sample;

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// What stands between the tags, as a reader of Chinese sees it; style and script left out.
std::string without_assets(std::string text) {
  for (const std::string_view asset : {page_assets().style, page_assets().script}) {
    const std::size_t at = text.find(asset);
    if (at != std::string::npos) text.erase(at, asset.size());
  }
  return text;
}

std::set<std::string> matches(const std::string& text, const char* pattern) {
  std::set<std::string> found;
  const std::regex expression(pattern);
  for (auto it = std::sregex_iterator(text.begin(), text.end(), expression); it != std::sregex_iterator(); ++it) found.insert((*it)[1]);
  return found;
}

const std::string kWhole =
    "plan 甲 \"甲方案\" {\n"
    "    issuer \"甲市人民政府\"\n"
    "    number \"甲政发〔2023〕1号\"\n"
    "    issued 2023-01-05\n"
    "    period 2023..2025\n"
    "    org 局 \"甲局\"\n"
    "    org 委 \"乙委\"\n"
    "    phase 启动 2023-01..2023-06 prepare \"启动阶段\"\n"
    "    phase 推进 2023-07..2025-12 implement \"推进阶段\"\n"
    "    indicator 企业 \"企业数\" 家 {\n"
    "        baseline  2022 5家 @2\n"
    "        milestone 2023 10家 @3\n"
    "        milestone 2024 20家 @4\n"
    "        target    2025 = 90家 @9\n"
    "    }\n"
    "    section 一 \"第一节\" {\n"
    "        task 1 \"办好甲事\" @5 {\n"
    "            units *局, 委\n"
    "            supports 企业\n"
    "            dates 2023-01..2024-06\n"
    "        }\n"
    "        task 2 \"办好乙事\" @6 {\n"
    "            units *委\n"
    "            supports 企业\n"
    "            after 1\n"
    "            dates 2024-07..2025-12\n"
    "        }\n"
    "    }\n"
    "}\n";

TEST(Html, IsOneFileThatAsksForNothing) {
  const std::string text = Sample(kWhole).render("html");
  EXPECT_TRUE(text.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
  EXPECT_TRUE(contains(text, "default-src 'none'; style-src 'sha256-"));
  EXPECT_EQ(count_of(text, "<script"), 1U);
  EXPECT_EQ(count_of(text, "<style>"), 1U);
  const std::string body = without_assets(text);
  for (const std::string_view outside : {"src=", "<link", "<img", "<iframe", "url(http", "@import", " style=", " onclick=", "javascript:"}) {
    EXPECT_FALSE(contains(body, outside)) << outside;
  }
  EXPECT_FALSE(contains(body, "href=\"http"));
  EXPECT_EQ(text, Sample(kWhole).render("html"));
}

TEST(Html, HasEveryPart) {
  const Sample sample(kWhole);
  ASSERT_TRUE(sample.audited.diagnostics.empty());
  const std::string text = sample.render("html");
  for (const std::string_view part : {"审计结论", "问题", "核对了什么", "指标与年度", "指标走势", "时间安排", "任务、指标与单位的关系", "各单位任务清单"}) {
    EXPECT_TRUE(contains(text, part)) << part;
  }
  for (const std::string_view fact : {"甲市人民政府", "甲政发〔2023〕1号", "2023年1月5日", "2023—2025年", "启动阶段", "办好乙事", "gouji 1.2.3"}) {
    EXPECT_TRUE(contains(text, fact)) << fact;
  }
}

TEST(Html, NothingOfThePlanIsMarkup) {
  const std::string text = without_assets(Sample(hostile_plan()).render("html"));
  EXPECT_FALSE(contains(text, "<script>alert"));
  EXPECT_FALSE(contains(text, "<b>\""));
  EXPECT_TRUE(contains(text, "&lt;script&gt;alert(1)&lt;/script&gt;"));
  EXPECT_TRUE(contains(text, "甲|方案&lt;b&gt;"));
  EXPECT_TRUE(contains(text, "&amp;lt;"));
}

TEST(Html, WhatIsUnseenIsShown) {
  const std::string text = Sample("plan 甲 \"甲\u202E方案\" {\n    issuer \"甲\u200F市\"\n}\n").render("html");
  EXPECT_FALSE(contains(text, "\u202E"));
  EXPECT_FALSE(contains(text, "\u200F"));
  EXPECT_TRUE(contains(text, "甲\uFFFD方案"));
}

TEST(Html, CountsAreThoseOfJson) {
  for (const std::string& plan : {kWhole, hostile_plan()}) {
    const Sample sample(plan);
    const std::string html = sample.render("html");
    const auto json = nlohmann::json::parse(sample.render("json"));
    std::map<std::string, std::size_t> counts;
    std::set<std::string> prints;
    for (const auto& finding : json["findings"]) {
      ++counts[finding["severity"]];
      prints.insert(finding["fingerprint"].get<std::string>());
    }
    for (const auto& [severity, count] : counts) {
      EXPECT_EQ(count_of(html, "<article class=\"finding " + severity + "\""), count) << severity;
    }
    EXPECT_EQ(count_of(html, "<article "), json["findings"].size());
    EXPECT_EQ(matches(html, "<article class=\"finding [a-z]+\" id=\"f([0-9a-f]{16})\""), prints);
  }
}

TEST(Html, EveryLinkLeadsSomewhereAndNoPartIsEmpty) {
  const std::string text = without_assets(Sample(kWhole).render("html"));
  const std::set<std::string> ids = matches(text, " id=\"([^\"]+)\"");
  for (const std::string& to : matches(text, " href=\"#([^\"]+)\"")) EXPECT_TRUE(ids.contains(to)) << to;
  EXPECT_FALSE(std::regex_search(text, std::regex("</h[1-6]>\\s*</section>")));
  EXPECT_FALSE(std::regex_search(text, std::regex("<(ul|tbody|dl|p|dd)[^>]*>\\s*</\\1>")));
}

TEST(Html, SeveralPlansShareOneFile) {
  const std::string second = "plan 乙 \"乙方案\" {\n    issuer \"乙市\"\n    period 2024..2026\n    indicator 项目 \"项目数\" 个 {\n        target 2026 30个\n    }\n}\n";
  const std::string text = Sample(kWhole + second).render("html");
  EXPECT_TRUE(contains(text, "共 2 个方案"));
  EXPECT_TRUE(contains(text, "<h2 id=\"plan-1\">甲方案</h2>"));
  EXPECT_TRUE(contains(text, "<h2 id=\"plan-2\">乙方案</h2>"));
  EXPECT_TRUE(contains(text, "data-key=\"plan\""));
  EXPECT_FALSE(contains(text, "id=\"graph-2\""));  // it has no tasks
}

TEST(Html, AFileWithoutAnyPlan) {
  const std::string text = Sample("这不是方案\n").render("html");
  EXPECT_TRUE(contains(text, "语法错误"));
  EXPECT_TRUE(contains(text, "没有可用的方案"));
  EXPECT_TRUE(contains(text, "核对不完整"));
  const std::set<std::string> ids = matches(text, " id=\"([^\"]+)\"");
  for (const std::string& to : matches(without_assets(text), " href=\"#([^\"]+)\"")) EXPECT_TRUE(ids.contains(to)) << to;
}

TEST(Html, TellsWhatWasSetAsideAndWhatBrokeDown) {
  std::string plan = kWhole;
  plan.insert(plan.rfind('}'), "    allow horizon-undefined because \"上级统一安排\" by \"甲市审计局\" until 2099-12-31\n");
  Sample sample(plan);
  ASSERT_FALSE(sample.audited.result.findings.empty());
  sample.audited.result.failures.push_back({analyzer::builtin_rules().front(), 0, "<bad>"});
  analyzer::Finding known = sample.audited.result.findings.back();
  sample.audited.result.findings.pop_back();
  sample.audited.result.waived.push_back({known, 0});
  const std::vector<analyzer::BaselinedFinding> baselined = {{known, std::chrono::year(2025) / 3 / 1}};
  Report report = sample.report();
  report.baselined = baselined;
  const std::string text = render_html(report);
  for (const std::string_view words : {"已豁免的问题", "上级统一安排；批准：甲市审计局；有效至 2099-12-31", "基准中已有、本次不再列出的问题", "记入基准：2025-03-01",
                                       "时中途出错，没有结果：&lt;bad&gt;", "核对不完整"}) {
    EXPECT_TRUE(contains(text, words)) << words;
  }
}

TEST(Html, TellsHashesAndCircumstances) {
  Sample sample(kWhole);
  sample.files[0].sha256 = std::string(64, 'a');
  Report report = sample.report();
  report.circumstances = {"2026-11-25", {"--select time<b>"}};
  const std::string text = render_html(report);
  EXPECT_TRUE(contains(text, std::string(64, 'a')));
  EXPECT_TRUE(contains(text, "2026-11-25"));
  EXPECT_TRUE(contains(text, "--select time&lt;b&gt;"));
}

TEST(Html, AThousandFindingsAreAllThere) {
  std::string plan = "plan 大 \"大方案\" {\n    period 2023..2025\n";
  for (int i = 0; i < 1000; ++i) {
    plan += "    indicator 甲" + std::to_string(i) + " 家 {\n        milestone 2024 10家\n        milestone 2025 20家\n        target 2025 = 90家\n    }\n";
  }
  const Sample sample(plan + "}\n");
  ASSERT_GE(sample.audited.result.findings.size(), 1000U);
  const std::string text = sample.render("html");
  EXPECT_EQ(count_of(text, "<article "), sample.audited.result.findings.size());
  EXPECT_TRUE(contains(text, "<body class=\"many\">"));
}

TEST(Html, InEnglish) {
  Sample sample(kWhole);
  sample.options.language = Language::English;
  const std::string text = sample.render("html");
  EXPECT_TRUE(text.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
  EXPECT_TRUE(contains(text, "<title>甲方案: Audit of plans</title>"));
  EXPECT_TRUE(contains(text, "Work list of each unit"));
}

TEST(Html, PolicyNamesTheHashes) {
  const std::string text = Sample(kWhole).render("html");
  EXPECT_TRUE(contains(text, std::string("script-src '") + std::string(page_assets().script_hash) + "'"));
  EXPECT_EQ(page_assets().script_hash.size(), 7U + 44U);
}

}  // namespace
}  // namespace gouji::reports
