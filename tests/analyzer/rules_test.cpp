// Every rule: its page's examples run, its metadata is in order, a waiver silences it, its arithmetic is right.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using analyzer::Outcome;
using analyzer::Rule;

class Rules : public ::testing::TestWithParam<const Rule*> {
 protected:
  // An example of the rule's page, held against the page's document if it has one. An example about figures is audited by all rules
  // of figures, another one by its own family.
  [[nodiscard]] static Audited audited_example(std::string text) {
    const auto& figures = figures_only();
    const std::string family(GetParam()->family);
    if (family == "engine") return audited_with_engine(std::move(text));
    const auto options = std::find(figures.begin(), figures.end(), family) != figures.end() ? only(figures) : only({family});
    const std::string_view document = GetParam()->page.document;
    return document.empty() ? audit_text(std::move(text), options) : audit_with_document(std::move(text), document, options);
  }

  // Rules about the audit need an audit to look at: rules of figures, a day, and one rule that breaks down.
  [[nodiscard]] static Audited audited_with_engine(std::string text) {
    static const Rule breaking = [] {
      Rule rule;
      rule.code = "GJ9901";
      rule.name = "breaks-down-over-yunxi";
      rule.family = "engine";
      rule.run = [](const analyzer::Plan& plan, analyzer::Sink&) {
        if (plan.id == "云溪") throw std::runtime_error("例中的规则会出错");
      };
      return rule;
    }();
    std::vector<const Rule*> rules(analyzer::builtin_rules().begin(), analyzer::builtin_rules().end());
    if (GetParam()->name == "rule-could-not-run") rules.push_back(&breaking);
    std::vector<std::string> families = figures_only();
    families.emplace_back("engine");
    analyzer::AuditOptions options = only(std::move(families));
    options.today = std::chrono::year(2026) / 1 / 31;
    Audited audited = audit_text(std::move(text));
    audited.result = analyzer::audit(audited.plans, rules, options);
    return audited;
  }
};

TEST_P(Rules, TheFailingExampleGivesExactlyTheFindingsBesideIt) {
  const std::string text(GetParam()->page.failing);
  const auto audited = audited_example(text);
  EXPECT_EQ(mistakes(audited), std::vector<std::string>{});
  EXPECT_EQ(short_forms(audited), expectations(text));
  EXPECT_FALSE(checks_of(audited, GetParam()->name, Outcome::Fails).empty());
}

TEST_P(Rules, ThePassingExampleIsSilent) {
  const auto audited = audited_example(std::string(GetParam()->page.passing));
  EXPECT_EQ(mistakes(audited), std::vector<std::string>{});
  for (const auto& finding : audited.result.findings) EXPECT_NE(finding.rule->name, GetParam()->name) << finding.message.zh;
  EXPECT_TRUE(checks_of(audited, GetParam()->name, Outcome::Fails).empty());
}

TEST_P(Rules, AWaiverMovesTheFindingAside) {
  std::string text(GetParam()->page.failing);
  const std::size_t end = text.rfind('}');
  text.insert(end, "\n    allow " + std::string(GetParam()->name) + " because \"已核实\" by \"审计处\" until 2030-12-31\n");
  const auto audited = audited_example(text);
  EXPECT_EQ(mistakes(audited), std::vector<std::string>{});
  EXPECT_FALSE(audited.result.waived.empty());
  for (const auto& finding : audited.result.findings) EXPECT_NE(finding.rule->name, GetParam()->name);
  for (const auto& waived : audited.result.waived) EXPECT_EQ(waived.finding.rule->name, GetParam()->name);
}

void check_finding(const analyzer::Finding& finding, const Audited& audited) {
  EXPECT_FALSE(finding.message.zh.empty());
  EXPECT_FALSE(finding.message.en.empty());
  EXPECT_EQ(finding.fingerprint.size(), 16u);
  ASSERT_FALSE(finding.labels.empty());
  for (const auto& label : finding.labels) {
    EXPECT_LT(label.marked.begin, label.marked.end);
    EXPECT_LE(label.marked.end, audited.source->text().size());
    EXPECT_FALSE(label.text.zh.empty());
    EXPECT_FALSE(label.text.en.empty());
  }
  for (const auto& step : finding.computation) {
    ASSERT_TRUE(analyzer::recompute(step)) << step.text;
    EXPECT_EQ(*analyzer::recompute(step), step.result) << step.text;
  }
  EXPECT_FALSE(finding.help.empty());
}

TEST_P(Rules, FindingsProveThemselves) {
  const auto audited = audited_example(std::string(GetParam()->page.failing));
  for (const auto& finding : audited.result.findings) check_finding(finding, audited);
  for (const auto& check : audited.result.checks) {
    for (const auto& step : check.computation) {
      ASSERT_TRUE(analyzer::recompute(step)) << step.text;
      EXPECT_EQ(*analyzer::recompute(step), step.result) << step.text;
    }
    if (check.outcome == Outcome::Undetermined) {
      EXPECT_FALSE(check.reason.zh.empty());
    }
  }
}

TEST_P(Rules, ThePageIsComplete) {
  const auto& page = GetParam()->page;
  for (const auto& part : {page.checks, page.why, page.guards, GetParam()->title}) {
    EXPECT_FALSE(part.zh.empty());
    EXPECT_FALSE(part.en.empty());
    // What tools/new_rule leaves to be written.
    EXPECT_EQ(part.zh.find("【待写】"), std::string_view::npos) << part.zh;
    EXPECT_EQ(part.en.find("【待写】"), std::string_view::npos) << part.en;
  }
}

std::string rule_test_name(const ::testing::TestParamInfo<const Rule*>& info) {
  std::string name(info.param->name);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, Rules, ::testing::ValuesIn(analyzer::builtin_rules().begin(), analyzer::builtin_rules().end()), rule_test_name);

TEST(RuleTable, CodesAreUniqueSortedAndOfTheirFamily) {
  const std::vector<std::pair<std::string_view, std::string_view>> families = {
      {"GJ01", "reconcile"}, {"GJ02", "unit"},           {"GJ03", "wording"},     {"GJ04", "time"},  {"GJ05", "structure"},
      {"GJ06", "responsibility"}, {"GJ07", "feasibility"}, {"GJ08", "source"}, {"GJ09", "engine"}};
  std::string_view last;
  std::set<std::string_view> names;
  for (const Rule* rule : analyzer::builtin_rules()) {
    EXPECT_LT(last, rule->code);
    last = rule->code;
    EXPECT_TRUE(names.insert(rule->name).second);
    const auto family = std::find_if(families.begin(), families.end(), [&](const auto& f) { return rule->code.starts_with(f.first); });
    ASSERT_NE(family, families.end()) << rule->code;
    EXPECT_EQ(family->second, rule->family);
  }
}

TEST(RuleTable, RulesThatExplainOthersExist) {
  std::set<std::string> names;
  for (const Rule* rule : analyzer::builtin_rules()) names.insert(std::string(rule->name));
  for (const Rule* rule : analyzer::builtin_rules()) {
    std::string_view list = rule->follows_from;
    while (!list.empty()) {
      const std::size_t blank = list.find(' ');
      EXPECT_TRUE(names.contains(std::string(list.substr(0, blank)))) << rule->name << " follows from " << list;
      list.remove_prefix(blank == std::string_view::npos ? list.size() : blank + 1);
    }
  }
}

TEST(RuleTable, EveryRuleOfTheFamiliesReconcileAndUnitIsThere) {
  const std::vector<std::string_view> fixed = {
      "milestone-target-mismatch", "claim-value-mismatch", "strict-target-only-equalled", "milestone-horizon-gap", "annual-rate-vs-total",
      "growth-target-without-base", "growth-target-mismatch", "subset-exceeds-superset", "derived-ratio-mismatch", "derived-ratio-regression",
      "parts-total-mismatch", "composition-not-100", "milestone-non-monotonic", "cumulative-increment-drop", "base-beyond-target",
      "duplicate-statement-conflict", "unit-missing", "unit-unknown", "unit-mismatch", "unit-word-drift", "scale-slip", "percent-vs-points",
      "currency-mixed", "value-out-of-bounds"};
  for (const std::string_view name : fixed) {
    const auto rules = analyzer::builtin_rules();
    EXPECT_TRUE(std::any_of(rules.begin(), rules.end(), [&](const Rule* rule) { return rule->name == name; })) << name;
  }
}

// Reversing the order of the rules changes nothing.
TEST(RuleTable, OrderOfRulesMeansNothing) {
  for (const char* name : {"wenzhou", "haishu"}) {
    const auto audited = audit_whole(read_file(std::string(GOUJI_SOURCE_DIR "/plans/") + name + ".plan"));
    std::vector<const Rule*> reversed(analyzer::builtin_rules().begin(), analyzer::builtin_rules().end());
    std::reverse(reversed.begin(), reversed.end());
    const auto again = analyzer::audit(audited.plans, reversed);
    ASSERT_EQ(again.findings.size(), audited.result.findings.size());
    for (std::size_t i = 0; i < again.findings.size(); ++i) {
      EXPECT_EQ(again.findings[i].fingerprint, audited.result.findings[i].fingerprint);
      EXPECT_EQ(again.findings[i].followers.size(), audited.result.findings[i].followers.size());
    }
    ASSERT_EQ(again.checks.size(), audited.result.checks.size());
  }
}

}  // namespace
}  // namespace gouji::testing
