// What the documents of the five plans say of units and leads, counted by hand in them, and what the audit says of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "analyzer/audit/responsible.hpp"
#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using analyzer::Finding;
using analyzer::Outcome;
using analyzer::Severity;

Audited audited_plan(const std::string& name) {
  return audit_text(read_file(GOUJI_SOURCE_DIR "/plans/" + name + ".plan"), only({"responsibility"}), name);
}

// "rule severity subject" of each finding.
std::vector<std::string> told(const Audited& audited) {
  std::vector<std::string> result;
  for (const Finding& finding : audited.result.findings) {
    result.push_back(std::string(finding.rule->name) + " " + std::string(analyzer::to_string(finding.severity)) + " " + finding.subject.name);
  }
  std::sort(result.begin(), result.end());
  return result;
}

const Finding& finding_of(const Audited& audited, std::string_view rule) {
  const auto found = std::find_if(audited.result.findings.begin(), audited.result.findings.end(), [&](const Finding& f) { return f.rule->name == rule; });
  if (found == audited.result.findings.end()) throw std::runtime_error("no finding of " + std::string(rule));
  return *found;
}

std::uint32_t line_of(const analyzer::Label& label) { return label.place.document.value().line.value(); }

TEST(ResponsibilityHaishu, NoneOfEighteenTasksHasAUnitAndThatIsToldOnce) {
  const Audited audited = audited_plan("haishu");
  EXPECT_EQ(told(audited), std::vector<std::string>{"task-without-unit warning 海曙區國家知識產權強縣建設試點縣工作方案(2024-2026年)"});
  const Finding& finding = finding_of(audited, "task-without-unit");
  EXPECT_EQ(finding.subjects.size(), 18u);
  EXPECT_EQ(finding.subjects.front().name, "實施高價值專利培育工程");
  EXPECT_EQ(line_of(finding.labels.front()), 41u);
  EXPECT_EQ(line_of(finding.labels.back()), 62u);
  EXPECT_EQ(checks_of(audited, "indicator-without-owner", Outcome::Undetermined).size(), 1u);
  for (const char* rule : {"lead-missing", "lead-multiple", "lead-not-designated", "lead-not-in-list", "unit-overload"}) {
    EXPECT_EQ(checks_of(audited, rule, Outcome::NotApplicable).size(), 1u) << rule;
  }
}

// Annex 1 has 63 rows: 14 of one unit, 47 with one mark, row 46 with two, row 3 with none.
TEST(ResponsibilityWenzhou, RowsOfAnnexOneAreThoseOfTheDocument) {
  const Audited audited = audited_plan("wenzhou");
  const auto census = analyzer::lead_census(audited.plan());
  EXPECT_EQ(census.sole.size(), 14u);
  EXPECT_EQ(census.designated.size(), 48u);
  ASSERT_EQ(census.open.size(), 1u);
  EXPECT_EQ(audited.plan()[census.open.front()].id, "3");
  EXPECT_TRUE(census.by_place.empty());
  EXPECT_TRUE(census.only_assisting.empty());
}

TEST(ResponsibilityWenzhou, TellsTheLostMarkTheSecondMarkTheLoadAndTheMisprint) {
  const Audited audited = audited_plan("wenzhou");
  EXPECT_EQ(told(audited), (std::vector<std::string>{"lead-missing warning 专利导航产业服务基地", "lead-multiple warning 技术产权交易与知识产权证券化",
                                                     "organisation-alias info 温州", "unit-overload info 温州市市场监督管理局"}));
  EXPECT_EQ(line_of(finding_of(audited, "lead-missing").labels.front()), 45u);
  EXPECT_TRUE(finding_of(audited, "lead-missing").suggestion);
  EXPECT_EQ(line_of(finding_of(audited, "lead-multiple").labels.front()), 88u);
  EXPECT_EQ(line_of(finding_of(audited, "organisation-alias").labels.front()), 90u);

  // 39 rows before others, 8 alone, 8 under others or without a lead, of 62 whose lead is known.
  const Finding& load = finding_of(audited, "unit-overload");
  std::vector<std::string> counts;
  for (const auto& evidence : load.evidence) counts.push_back(evidence.value);
  EXPECT_EQ(counts, (std::vector<std::string>{"39", "8", "8", "62"}));
  ASSERT_EQ(load.computation.size(), 2u);
  EXPECT_EQ(load.computation[0].text, "39 + 8 = 47 项");
  EXPECT_EQ(load.computation[1].text, "47 ÷ 62 ≈ 75.81%");
}

TEST(ResponsibilityChongqing, NamesNoLeadAndOneBureauUnderTwoNames) {
  const Audited audited = audited_plan("chongqing");
  EXPECT_EQ(told(audited), (std::vector<std::string>{"lead-not-designated warning 共建現代化新重慶知識產權強市實施方案", "organisation-alias info 市大數據局"}));
  EXPECT_EQ(finding_of(audited, "lead-not-designated").subjects.size(), 17u);
  const Finding& alias = finding_of(audited, "organisation-alias");
  ASSERT_EQ(alias.labels.size(), 2u);
  EXPECT_EQ(line_of(alias.labels[0]), 30u);
  EXPECT_EQ(line_of(alias.labels[1]), 32u);
  EXPECT_EQ(alias.subjects.at(1).name, "市大數據發展局");
}

TEST(ResponsibilityXiamen, NamesNoLeadInItsListsAndTheOneOfTheTextIsInNone) {
  const Audited audited = audited_plan("xiamen");
  EXPECT_EQ(told(audited), (std::vector<std::string>{"lead-not-designated warning 厦门市国家知识产权强市建设示范城市工作方案(2022-2025年)",
                                                     "lead-not-in-list info 强化评估考核"}));
  EXPECT_EQ(finding_of(audited, "lead-not-designated").subjects.size(), 18u);
  EXPECT_EQ(line_of(finding_of(audited, "lead-not-in-list").labels.front()), 172u);
}

TEST(ResponsibilityHuaiyin, NamesNoLeadInFiveOfSixTasks) {
  const Audited audited = audited_plan("huaiyin");
  EXPECT_EQ(told(audited), std::vector<std::string>{"lead-not-designated warning 槐荫区建设国家知识产权强县示范区工作方案(2022—2025年)"});
  EXPECT_EQ(finding_of(audited, "lead-not-designated").subjects.size(), 5u);
}

}  // namespace
}  // namespace gouji::testing
