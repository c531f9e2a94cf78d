// Baselines: what a finding is known by, what is hidden, what comes back, what is stale; and the text of the file.
#include "analyzer/audit/baseline.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using namespace std::chrono_literals;
using analyzer::BaselineEntry;
using analyzer::BaselineMatch;
using analyzer::Finding;

constexpr std::chrono::year_month_day kMarch{2026y / 3 / 1};
constexpr std::chrono::year_month_day kMay{2026y / 5 / 2};

const std::string kPlan =
    "plan 甲 \"甲方案\" {\n"
    "    period 2023..2025\n"
    "    indicator 企业 \"示范企业\" 家 {\n"
    "        milestone 2023 10家 @3\n"
    "        milestone 2024 10家 @3\n"
    "        milestone 2025 10家 @3\n"
    "        target    2025 = 90家 @9\n"
    "    }\n"
    "    indicator 平台 \"公共平台\" 个 {\n"
    "        milestone 2024 2个 @4\n"
    "        milestone 2025 3个 @4\n"
    "        target    2025 = 6个 @9\n"
    "    }\n"
    "}\n";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::vector<Finding> findings_of(const std::string& text) {
  analyzer::AuditOptions options = only({"milestone-target-mismatch", "comparator-drift"});
  options.sign = true;
  options.fold = false;
  // Findings keep no place of the text that a test here looks at.
  return audit_text(text, options).result.findings;
}

std::vector<BaselineEntry> entries_of(const std::vector<Finding>& findings, std::chrono::year_month_day since = kMarch) {
  std::vector<BaselineEntry> entries;
  for (const Finding& finding : findings) entries.push_back(analyzer::baseline_entry(finding, "甲", since));
  return entries;
}

BaselineMatch match(const std::vector<BaselineEntry>& entries, std::vector<Finding>& findings, bool asked = true) {
  return analyzer::match_baseline(
      entries, findings, [](const Finding&) { return std::optional<std::string_view>("甲"); },
      [asked](const BaselineEntry&) { return asked; });
}

TEST(Signature, NamesTheFactsInOrder) {
  const auto findings = findings_of(kPlan);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].signature, "milestone@2023=10家 milestone@2024=10家 milestone@2025=10家 target@2025=90家");
  EXPECT_EQ(findings[1].signature, "milestone@2024=2个 milestone@2025=3个 target@2025=6个");
}

TEST(Signature, IsTheSameHoweverTheFactsAreWritten) {
  const auto original = findings_of(kPlan);
  for (const std::string& text : {"// 注\n\n" + kPlan, replaced(kPlan, "indicator 企业 \"示范企业\"", "indicator e1 \"示范企业\""),
                                  replaced(kPlan, "= 90家", "= 0.9百家"), replaced(kPlan, "milestone 2023 10家 @3\n", "milestone 2023 = 10家 @77\n")}) {
    EXPECT_EQ(findings_of(text).at(0).signature, original[0].signature) << text;
    EXPECT_EQ(findings_of(text).at(0).fingerprint, original[0].fingerprint) << text;
  }
}

TEST(Signature, ChangesWithAFigureOrItsComparator) {
  const auto original = findings_of(kPlan);
  for (const std::string& text : {replaced(kPlan, "= 90家", "= 91家"), replaced(kPlan, "= 90家", ">= 90家"), replaced(kPlan, "milestone 2023 10家", "milestone 2023 11家")}) {
    EXPECT_NE(findings_of(text).at(0).signature, original[0].signature) << text;
    EXPECT_EQ(findings_of(text).at(0).fingerprint, original[0].fingerprint) << text;
  }
}

// Dates and names that are no figures: a finding of the responsibilities or the time comes back with them too.
TEST(Signature, OfAFindingWithoutFiguresHasItsNamesAndNumbers) {
  const std::string plan =
      "plan 甲 \"甲方案\" {\n    issued 2024-03-01\n    period 2024..2026\n    org 甲局 \"甲局\"\n    org 乙局 \"乙局\"\n"
      "    phase 一 2024-01..2024-06 \"启动阶段\"\n    phase 二 2024-09..2026-12 \"推进阶段\"\n"
      "    task 1 \"某任务\" {\n        units 甲局\n    }\n}\n";
  const auto signatures = [](const std::string& text) {
    analyzer::AuditOptions options = only({"time"});
    options.sign = true;
    std::vector<std::string> result;
    for (const Finding& finding : audit_text(text, options).result.findings) {
      if (finding.rule->name == "phase-gap-or-overlap") result.push_back(finding.signature);
    }
    return result;
  };
  const auto original = signatures(plan);
  ASSERT_EQ(original.size(), 1U);
  EXPECT_NE(original[0], "-");
  EXPECT_EQ(signatures("// 注\n" + plan), original);
  EXPECT_NE(signatures(replaced(plan, "2024-09..", "2024-10..")), original);
}

TEST(Baseline, HidesWhatItKnowsAndNothingElse) {
  auto findings = findings_of(kPlan);
  const auto known = entries_of({findings[0]});
  const BaselineMatch matched = match(known, findings);
  ASSERT_EQ(matched.hidden.size(), 1U);
  EXPECT_EQ(matched.hidden[0].finding.subject.name, "示范企业");
  EXPECT_EQ(matched.hidden[0].since, kMarch);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].subject.name, "公共平台");
  EXPECT_TRUE(matched.stale.empty());
}

TEST(Baseline, AFindingWhoseFiguresChangedComesBack) {
  const auto known = entries_of(findings_of(kPlan));
  auto findings = findings_of(replaced(kPlan, "= 90家", "= 91家"));
  const BaselineMatch matched = match(known, findings);
  EXPECT_EQ(matched.hidden.size(), 1U);
  ASSERT_EQ(findings.size(), 1U);
  ASSERT_EQ(matched.stale.size(), 1U);
  EXPECT_TRUE(matched.stale[0].changed);
}

// Fix one, add another of the same rule: never green.
TEST(Baseline, OneFindingNeverHidesBehindAnother) {
  auto findings = findings_of(kPlan);
  auto known = entries_of({findings[0]});
  findings = {findings[1]};
  const BaselineMatch matched = match(known, findings);
  EXPECT_TRUE(matched.hidden.empty());
  EXPECT_EQ(findings.size(), 1U);
  ASSERT_EQ(matched.stale.size(), 1U);
  EXPECT_FALSE(matched.stale[0].changed);
}

TEST(Baseline, EqualFindingsAreCounted) {
  const auto once = findings_of(kPlan);
  std::vector<Finding> findings = {once[0], once[0], once[0]};
  std::vector<BaselineEntry> known = entries_of({once[0]}, kMay);
  known.push_back(entries_of({once[0]}, kMarch)[0]);
  const BaselineMatch matched = match(known, findings);
  ASSERT_EQ(matched.hidden.size(), 2U);
  EXPECT_EQ(matched.hidden[0].since, kMarch) << "the oldest entry first";
  EXPECT_EQ(matched.hidden[1].since, kMay);
  EXPECT_EQ(findings.size(), 1U) << "the third is told";
}

TEST(Baseline, WhatWasNotAskedIsNotStale) {
  std::vector<Finding> none;
  const auto known = entries_of(findings_of(kPlan));
  const BaselineMatch matched = match(known, none, false);
  EXPECT_TRUE(matched.stale.empty());
  EXPECT_EQ(matched.not_judged, 2U);
  EXPECT_EQ(analyzer::without_stale(known, matched).size(), 2U);
}

TEST(Baseline, WithoutStaleTakesOutWhatIsGone) {
  auto findings = findings_of(kPlan);
  std::vector<BaselineEntry> known = entries_of(findings);
  known[0].count = 3;
  findings.pop_back();
  const BaselineMatch matched = match(known, findings);
  const auto left = analyzer::without_stale(known, matched);
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].count, 1U);
  const analyzer::BaselineUse use = analyzer::baseline_use("known.tsv", known, matched, kMay);
  EXPECT_EQ(use.entries, 4U);
  EXPECT_EQ(use.hidden, 1U);
  ASSERT_EQ(use.stale.size(), 2U);
  EXPECT_EQ(use.stale[0].entry.count, 2U);
  EXPECT_EQ(use.hidden_since.begin()->first, kMarch);
}

const std::vector<std::string_view> kRules = {"milestone-target-mismatch", "comparator-drift"};

TEST(BaselineText, ReadsWhatItWrites) {
  std::vector<BaselineEntry> entries = entries_of(findings_of(kPlan));
  entries[0].plan = "有\t制表符\\和\n换行";
  entries[0].count = 7;
  std::string text = analyzer::write_baseline(entries);
  EXPECT_TRUE(text.starts_with("#gouji-baseline\t1\nsince\trule\tplan\tkind\tsubject\tfacts\tcount\n2026-03-01\tmilestone-target-mismatch\t")) << text;
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 4);
  std::sort(entries.begin(), entries.end());
  EXPECT_EQ(analyzer::read_baseline(text, kRules).entries, entries);
  std::reverse(entries.begin(), entries.end());
  EXPECT_EQ(analyzer::write_baseline(entries), text) << "in one order";
  EXPECT_EQ(analyzer::read_baseline("\xEF\xBB\xBF" + text, kRules).mistakes.size(), 0U);
  std::string windows;
  for (const char c : text) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_EQ(analyzer::read_baseline(windows, kRules).entries.size(), 2U);
}

TEST(BaselineText, EqualEntriesAreOneLine) {
  const std::vector<Finding> findings = findings_of(kPlan);
  const auto entry = entries_of({findings[0]})[0];
  const std::string text = analyzer::write_baseline({entry, entry});
  EXPECT_TRUE(text.ends_with("\t2\n")) << text;
}

TEST(BaselineText, TellsTheLineOfEveryMistake) {
  const std::string head = "#gouji-baseline\t1\n";
  const auto mistake = [&](const std::string& line) {
    const auto read = analyzer::read_baseline(head + "# 注\n" + line + "\n", kRules);
    EXPECT_EQ(read.mistakes.size(), 1U) << line;
    if (read.mistakes.empty()) return std::string();
    EXPECT_EQ(read.mistakes[0].line, 3U) << line;
    EXPECT_FALSE(read.mistakes[0].message.en.empty());
    return read.mistakes[0].message.zh;
  };
  const auto has = [](const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; };
  EXPECT_TRUE(has(mistake("<<<<<<< HEAD"), "实有 1 栏"));
  EXPECT_TRUE(has(mistake("2026-02-30\tcomparator-drift\t甲\tplan\t甲\t-\t1"), "不是日期"));
  EXPECT_TRUE(has(mistake("2026-3-1\tcomparator-drift\t甲\tplan\t甲\t-\t1"), "不是日期"));
  EXPECT_TRUE(has(mistake("2026-03-01\tcomparator-drif\t甲\tplan\t甲\t-\t1"), "是不是“comparator-drift”？"));
  EXPECT_TRUE(has(mistake("2026-03-01\tcomparator-drift\t甲\tplans\t甲\t-\t1"), "plans"));
  EXPECT_TRUE(has(mistake("2026-03-01\tcomparator-drift\t甲\tplan\t甲\t-\t0"), "不是个数"));
  EXPECT_TRUE(has(mistake("2026-03-01\tcomparator-drift\t甲\tplan\t甲\t-\t-1"), "不是个数"));
  EXPECT_TRUE(has(mistake("2026-03-01\tcomparator-drift\t\xB7\xBD\tplan\t甲\t-\t1"), "UTF-8"));
  for (const std::string text : {"", "plan 甲 {\n}\n", "{}\n", "#gouji-baseline\t2\n"}) {
    const auto read = analyzer::read_baseline(text, kRules);
    ASSERT_EQ(read.mistakes.size(), 1U) << text;
    EXPECT_EQ(read.mistakes[0].line, 1U);
  }
  std::string many = head;
  for (int i = 0; i < 1000; ++i) many += "x\n";
  EXPECT_LE(analyzer::read_baseline(many, kRules).mistakes.size(), 20U);
}

}  // namespace
}  // namespace gouji::testing
