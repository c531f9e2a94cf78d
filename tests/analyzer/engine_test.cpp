// Rules about the audit itself, and severities that are set.
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using namespace std::chrono_literals;
using analyzer::Outcome;
using analyzer::Rule;
using analyzer::Severity;

constexpr std::chrono::year_month_day kToday{2026y / 1 / 31};

analyzer::AuditOptions options(std::vector<std::string> ignore = {}) {
  analyzer::AuditOptions options;
  options.select = figures_only();
  options.select.emplace_back("engine");
  options.ignore = std::move(ignore);
  options.today = kToday;
  return options;
}

// A plan with one finding of milestone-target-mismatch about 床位 ("护理型床位"), and waivers.
std::string with(const std::string& waivers) {
  return "plan 云溪 \"云溪县养老服务行动方案\" {\n"
         "    period 2024..2026 @3\n"
         "    indicator 床位 \"护理型床位\" stock 张 {\n"
         "        milestone 2025 1000张 @5\n"
         "        milestone 2026 1100张 @5\n"
         "        target    2026 = 1200张 @4\n"
         "    }\n"
         "    indicator 机构 \"养老机构\" stock 家 {\n"
         "        target 2026 = 12家 @4\n"
         "    }\n"
         "    org 民政局 \"县民政局\"\n" +
         waivers + "}\n";
}

std::string waiver(const std::string& what, const std::string& until = "2030-12-31") {
  return "    allow " + what + " because \"已核实\" by \"县审计局\" until " + until + "\n";
}

struct Case {
  const char* name;
  std::string waivers;
  std::vector<std::string> told;  // parts of the Chinese messages of the family engine, in order
  std::size_t waived = 0;
  std::vector<std::string> ignore{};
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

const std::vector<Case> kCases = {
    {"CoversByName", waiver("milestone-target-mismatch on 护理型床位"), {}, 1},
    {"CoversByCodeAndForAll", waiver("GJ0101"), {}, 1},
    {"OnTheLastDay", waiver("GJ0101", "2026-01"), {}, 1},
    {"RuleFoundNothing", waiver("unit-mismatch"), {"豁免 unit-mismatch没有用处：该规则没有报出问题"}},
    {"OtherSubject", waiver("GJ0101 on 机构"), {"该规则报的是“护理型床位”，不是“机构”"}},
    {"UnknownSubject", waiver("GJ0101 on 护理型床"), {"方案中没有“护理型床”，该规则报的是“护理型床位”"}},
    {"CoveredTwice", waiver("GJ0101 on 床位") + waiver("milestone-target-mismatch"), {"同一问题已由第 12 行的豁免涵盖"}, 1},
    {"RuleNotRun", waiver("unit-mismatch") + waiver("unit-missing", "2025"), {}, 0, {"unit"}},
    {"SourceRuleWithoutDocument", waiver("figure-never-stated"), {}},
    {"OfThisFamily", waiver("waiver-unused"), {}},
    {"Expired", waiver("GJ0101 on 床位", "2026-01-30"), {"对“床位”豁免 GJ0101，有效至 2026-01-30，已过期 1 天；它所豁免的 1 个问题照常列出。"}},
    {"ExpiredAndGone", waiver("unit-mismatch", "2025"), {"已过期 31 天；它所豁免的问题已不存在。"}},
    {"ExpiredBesideOneInForce", waiver("GJ0101", "2025-12") + waiver("GJ0101"), {"已过期 31 天；它所豁免的问题已不存在。"}, 1},
    {"WaivedItself", waiver("unit-mismatch") + waiver("waiver-unused on unit-mismatch"), {}, 1},
};

class Engine : public ::testing::TestWithParam<Case> {};

TEST_P(Engine, TellsOfWaivers) {
  const Case& one = GetParam();
  const auto audited = audit_text(with(one.waivers), options(one.ignore));
  EXPECT_EQ(mistakes(audited), std::vector<std::string>{});
  std::vector<std::string> told;
  for (const auto& finding : audited.result.findings) {
    if (finding.rule->family == "engine") told.push_back(finding.message.zh);
  }
  ASSERT_EQ(told.size(), one.told.size()) << (told.empty() ? "" : told[0]);
  for (std::size_t i = 0; i < told.size(); ++i) EXPECT_NE(told[i].find(one.told[i]), std::string::npos) << told[i];
  EXPECT_EQ(audited.result.waived.size(), one.waived);
}

INSTANTIATE_TEST_SUITE_P(Waivers, Engine, ::testing::ValuesIn(kCases), [](const auto& test) { return std::string(test.param.name); });

TEST(Engine, OffersTheNearestSubject) {
  const auto audited = audit_text(with(waiver("GJ0101 on 护理型床")), options());
  for (const auto& finding : audited.result.findings) {
    if (finding.rule->name != "waiver-unused") continue;
    EXPECT_EQ(finding.help.zh, "是不是“护理型床位”？");
    EXPECT_EQ(finding.help.en, "Did you mean “护理型床位”?");
    EXPECT_EQ(finding.message.en, "The waiver of GJ0101 on “护理型床” covers nothing: the plan has no “护理型床”; the rule speaks of “护理型床位”.");
  }
}

TEST(Engine, WithoutADayNothingExpires) {
  analyzer::AuditOptions timeless = options();
  timeless.today.reset();
  EXPECT_EQ(audit_text(with(waiver("GJ0101", "2000")), timeless).result.waived.size(), 1U);
}

Rule breaking(const char* code, void (*run)(const analyzer::Plan&, analyzer::Sink&)) {
  Rule rule;
  rule.code = code;
  rule.name = code;
  rule.family = "reconcile";
  rule.run = run;
  return rule;
}

// One rule that breaks down costs the plan that rule alone, in whichever order they run.
TEST(Engine, ABrokenRuleLeavesTheOthersAlone) {
  const Rule first = breaking("GJ0000", [](const analyzer::Plan&, analyzer::Sink&) { throw std::runtime_error("坏了"); });
  const Rule last = breaking("GJ9999", [](const analyzer::Plan& plan, analyzer::Sink& sink) { static_cast<void>(sink.threshold(plan.id)); });
  std::vector<const Rule*> rules = {&first};
  rules.insert(rules.end(), analyzer::builtin_rules().begin(), analyzer::builtin_rules().end());
  rules.push_back(&last);
  const auto audited = audit_text(with(""), options());
  for (int turn = 0; turn < 2; ++turn) {
    const auto result = analyzer::audit(audited.plans, rules, options());
    ASSERT_EQ(result.failures.size(), 2U);
    EXPECT_EQ(result.failures[0].rule, &first);
    EXPECT_EQ(result.failures[0].what, "坏了");
    EXPECT_EQ(result.failures[1].rule, &last);
    ASSERT_EQ(result.findings.size(), audited.result.findings.size() + 2);
    EXPECT_EQ(result.findings[0].rule->name, "rule-could-not-run");
    EXPECT_EQ(result.findings[0].severity, Severity::Error);
    EXPECT_EQ(result.findings[0].message.zh, "规则 GJ0000 GJ0000 核对“云溪县养老服务行动方案”时中途出错（坏了），没有查完；其余规则不受影响。");
    std::reverse(rules.begin(), rules.end());
  }
  // Left out, it still leaves its mark.
  auto silent = options();
  silent.ignore = {"engine"};
  EXPECT_EQ(analyzer::audit(audited.plans, rules, silent).failures.size(), 2U);
}

TEST(Engine, AWaiverOfABrokenRuleIsNotJudged) {
  static const Rule broken = breaking("GJ9999", [](const analyzer::Plan&, analyzer::Sink&) { throw std::runtime_error("坏了"); });
  std::vector<const Rule*> rules(analyzer::builtin_rules().begin(), analyzer::builtin_rules().end());
  rules.push_back(&broken);
  auto audited = audit_text(with(waiver("GJ9999")));
  const auto result = analyzer::audit(audited.plans, rules, options());
  for (const auto& finding : result.findings) EXPECT_NE(finding.rule->name, "waiver-unused") << finding.message.zh;
  bool open = false;
  for (const auto& check : result.checks) open = open || (check.rule->name == "waiver-unused" && check.outcome == Outcome::Undetermined);
  EXPECT_TRUE(open);
}

TEST(Engine, SeveritiesThatAreSet) {
  analyzer::AuditOptions set = options();
  set.severities["milestone-target-mismatch"] = Severity::Info;
  const auto audited = audit_text(with(""), set);
  ASSERT_EQ(audited.result.findings.size(), 1U);
  EXPECT_EQ(audited.result.findings[0].severity, Severity::Info);
  EXPECT_EQ(audited.result.findings[0].fingerprint, audit_text(with(""), options()).result.findings[0].fingerprint);
}

}  // namespace
}  // namespace gouji::testing
