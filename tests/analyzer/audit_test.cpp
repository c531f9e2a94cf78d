// Running rules: selection, waivers, folding, order, counts; with small rules of the test's own.
#include "analyzer/audit/audit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "analyzer/model/resolve.hpp"
#include "dsl/parser.hpp"

namespace gouji::analyzer {
namespace {

struct Loaded {
  std::unique_ptr<dsl::SourceText> source;
  std::vector<Plan> plans;
};

Loaded load(std::string text) {
  Loaded loaded;
  loaded.source = std::make_unique<dsl::SourceText>("test.plan", std::move(text));
  loaded.plans = resolve(*loaded.source, dsl::parse(*loaded.source).document).plans;
  return loaded;
}

const std::string kPlan =
    "plan 甲 \"甲方案\" {\n"
    "    indicator 企业 \"企业数\" 家 {\n"
    "        target    2025 100家\n"
    "        milestone 2024 80家\n"
    "    }\n"
    "    indicator 平台 \"平台数\" 个 {\n"
    "        target    2025 5个\n"
    "    }\n"
    "}\n";

Finding about(const Plan& plan, std::vector<StatementId> statements) {
  const Statement& first = plan[statements.front()];
  Finding finding;
  finding.subject = {SubjectKind::Indicator, plan[first.indicator].id, plan[first.indicator].name};
  finding.message = Text("不符", "does not fit");
  finding.labels.push_back({first.place, first.value_span, {}, "target"});
  finding.statements = std::move(statements);
  return finding;
}

constexpr StatementId kTarget{0};
constexpr StatementId kMilestone{1};
constexpr StatementId kOther{2};

Rule rule(std::string_view code, std::string_view name, void (*run)(const Plan&, Sink&),
          std::string_view follows_from = {}) {
  Rule made;
  made.code = code;
  made.name = name;
  made.family = "reconcile";
  made.severity = Severity::Warning;
  made.follows_from = follows_from;
  made.run = run;
  return made;
}

const Rule kTop = rule("GJ9001", "top", [](const Plan& plan, Sink& sink) {
  sink.fails(about(plan, {kTarget, kMilestone}), Severity::Error, "total");
});
const Rule kMiddle = rule(
    "GJ9002", "middle", [](const Plan& plan, Sink& sink) { sink.fails(about(plan, {kMilestone, kTarget})); }, "other top");
const Rule kBottom = rule(
    "GJ9003", "bottom", [](const Plan& plan, Sink& sink) { sink.fails(about(plan, {kMilestone})); }, "middle");
const Rule kElsewhere = rule(
    "GJ9004", "elsewhere", [](const Plan& plan, Sink& sink) { sink.fails(about(plan, {kOther})); }, "top");
const Rule kSilent = rule("GJ9005", "silent", [](const Plan&, Sink&) {});
const Rule kHolding = rule("GJ9006", "holding", [](const Plan& plan, Sink& sink) {
  Check pair;
  pair.statements = {kTarget, kMilestone};
  pair.labels = about(plan, {kTarget}).labels;
  sink.holds(std::move(pair));
  Check alone;
  alone.statements = {kOther};
  sink.holds(std::move(alone));
  Check unknown;
  unknown.reason = Text("缺基期值", "no baseline");
  sink.undetermined(std::move(unknown));
});

std::vector<std::string> names(const std::vector<Finding>& findings) {
  std::vector<std::string> result;
  for (const Finding& finding : findings) result.emplace_back(finding.rule->name);
  return result;
}

using Names = std::vector<std::string>;

TEST(Audit, FindingsCarryRuleSeverityAndCheck) {
  const Loaded loaded = load(kPlan);
  const std::vector<const Rule*> rules = {&kTop};
  const AuditResult result = audit(loaded.plans, rules);
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].severity, Severity::Error);
  EXPECT_EQ(result.findings[0].fingerprint.size(), 16U);
  ASSERT_EQ(result.checks.size(), 1U);
  EXPECT_EQ(result.checks[0].outcome, Outcome::Fails);
  EXPECT_EQ(result.checks[0].reading, "total");
  EXPECT_EQ(result.checks[0].subject, result.findings[0].subject);
}

TEST(Audit, FindingWithoutPlaceIsADefectOfTheRule) {
  const Rule placeless = rule("GJ9009", "placeless", [](const Plan&, Sink& sink) { sink.fails(Finding{}); });
  const Loaded loaded = load(kPlan);
  const std::vector<const Rule*> rules = {&placeless};
  const AuditResult result = audit(loaded.plans, rules);
  EXPECT_TRUE(result.findings.empty());
  ASSERT_EQ(result.failures.size(), 1U);
  EXPECT_EQ(result.failures[0].rule, &placeless);
}

TEST(Audit, SilentRuleIsNotApplicable) {
  const Loaded loaded = load(kPlan);
  const std::vector<const Rule*> rules = {&kSilent};
  const AuditResult result = audit(loaded.plans, rules);
  ASSERT_EQ(result.checks.size(), 1U);
  EXPECT_EQ(result.checks[0].outcome, Outcome::NotApplicable);
  EXPECT_EQ(result.checks[0].subject.kind, SubjectKind::Plan);
  EXPECT_EQ(result.count(Outcome::NotApplicable), 1U);
}

TEST(Audit, FollowersHangUnderTheEndOfTheirChain) {
  const Loaded loaded = load(kPlan);
  const std::vector<const Rule*> rules = {&kTop, &kMiddle, &kBottom, &kElsewhere};
  const AuditResult result = audit(loaded.plans, rules);
  EXPECT_EQ(names(result.findings), (Names{"top", "elsewhere"}));
  EXPECT_EQ(names(result.findings[0].followers), (Names{"middle", "bottom"}));
  EXPECT_EQ(result.count(Severity::Error), 1U);
  EXPECT_EQ(result.count(Severity::Warning), 1U);
}

TEST(Audit, SharingTheFigureBothWereHeldAgainstExplainsNothing) {
  const Rule innocent = rule(
      "GJ9007", "innocent", [](const Plan& plan, Sink& sink) { sink.fails(about(plan, {kMilestone})); }, "top");
  const Loaded loaded = load(kPlan);
  const std::vector<const Rule*> rules = {&kTop, &innocent};
  EXPECT_EQ(names(audit(loaded.plans, rules).findings).size(), 2U);
}

TEST(Audit, AnErrorIsNeverFoldedUnderAWarning) {
  const Rule mild = rule("GJ9007", "mild", [](const Plan& plan, Sink& sink) { sink.fails(about(plan, {kTarget})); });
  const Rule grave = rule(
      "GJ9008", "grave", [](const Plan& plan, Sink& sink) { sink.fails(about(plan, {kTarget}), Severity::Error); }, "mild");
  const Loaded loaded = load(kPlan);
  const std::vector<const Rule*> rules = {&mild, &grave};
  const AuditResult result = audit(loaded.plans, rules);
  EXPECT_EQ(result.count(Severity::Error), 1U);
  EXPECT_EQ(result.count(Severity::Warning), 1U);
}

TEST(Audit, FollowerStandsAloneWithoutItsCause) {
  const Loaded loaded = load(kPlan);
  const std::vector<const Rule*> rules = {&kBottom, &kTop};
  EXPECT_EQ(names(audit(loaded.plans, rules).findings), (Names{"top", "bottom"}));
}

TEST(Audit, RulesThatNameEachOtherFoldUnderTheFirstPlace) {
  const Rule one = rule(
      "GJ9010", "one",
      [](const Plan& plan, Sink& sink) {
        sink.fails(about(plan, {kTarget, kMilestone}));
      },
      "two");
  const Rule two = rule(
      "GJ9011", "two",
      [](const Plan& plan, Sink& sink) {
        sink.fails(about(plan, {kMilestone, kTarget}));
      },
      "one");
  const Loaded loaded = load(kPlan);
  const std::vector<const Rule*> rules = {&two, &one};
  const AuditResult result = audit(loaded.plans, rules);
  EXPECT_EQ(names(result.findings), (Names{"one"}));
  EXPECT_EQ(names(result.findings[0].followers), (Names{"two"}));
}

TEST(Audit, OrderOfRulesChangesNothing) {
  const Loaded loaded = load(kPlan);
  std::vector<const Rule*> rules = {&kTop, &kMiddle, &kBottom, &kElsewhere, &kSilent, &kHolding};
  const AuditResult forward = audit(loaded.plans, rules);
  std::reverse(rules.begin(), rules.end());
  const AuditResult backward = audit(loaded.plans, rules);
  EXPECT_EQ(names(forward.findings), names(backward.findings));
  ASSERT_EQ(forward.checks.size(), backward.checks.size());
  for (std::size_t i = 0; i < forward.checks.size(); ++i) {
    EXPECT_EQ(forward.checks[i].rule, backward.checks[i].rule);
    EXPECT_EQ(forward.checks[i].outcome, backward.checks[i].outcome);
  }
}

TEST(Audit, StatementsAreComparedInPairsOrByFailing) {
  const Loaded loaded = load(kPlan);
  const std::vector<const Rule*> holding = {&kHolding};
  const AuditResult result = audit(loaded.plans, holding);
  EXPECT_EQ(result.statements.total, 3U);
  EXPECT_EQ(result.statements.compared, 2U);
  EXPECT_EQ(result.statements.never_compared, 1U);
  ASSERT_EQ(result.never_compared.size(), 1U);
  EXPECT_EQ(result.never_compared[0], std::vector<StatementId>{kOther});
  EXPECT_EQ(result.count(Outcome::Holds), 2U);
  EXPECT_EQ(result.count(Outcome::Undetermined), 1U);

  const std::vector<const Rule*> failing = {&kElsewhere};
  EXPECT_EQ(audit(loaded.plans, failing).statements.compared, 1U);
}

TEST(Audit, SelectionByCodeNameFamilyAndStar) {
  const std::vector<const Rule*> rules = {&kTop, &kMiddle, &kSilent};
  const auto selected = [&](AuditOptions options) { return selected_rules(rules, options).size(); };
  EXPECT_EQ(selected({}), 3U);
  EXPECT_EQ(selected({{"GJ9001"}, {}}), 1U);
  EXPECT_EQ(selected({{"middle", "GJ9001"}, {}}), 2U);
  EXPECT_EQ(selected({{"reconcile"}, {"silent"}}), 2U);
  EXPECT_EQ(selected({{"*"}, {"*"}}), 0U);
  const std::vector<std::string> asked = {"top", "*", "reconcile", "GJ9002", "nothing"};
  EXPECT_EQ(unknown_selectors(rules, asked), (Names{"nothing"}));
}

Loaded load_with_waiver(const std::string& waiver) {
  Loaded loaded = load(kPlan);
  Waiver made;
  made.rule = waiver.substr(0, waiver.find(' '));
  made.subject = waiver.find(' ') == std::string::npos ? "" : waiver.substr(waiver.find(' ') + 1);
  loaded.plans.at(0).waivers = {Waiver{}, made};
  return loaded;
}

TEST(Audit, WaiversMatchRuleAndSubject) {
  const std::vector<const Rule*> rules = {&kTop, &kElsewhere};
  for (const char* waiver : {"top", "GJ9001", "top 企业", "GJ9001 企业数"}) {
    const AuditResult result = audit(load_with_waiver(waiver).plans, rules);
    EXPECT_EQ(names(result.findings), (Names{"elsewhere"})) << waiver;
    ASSERT_EQ(result.waived.size(), 1U) << waiver;
    EXPECT_EQ(result.waived[0].waiver, 1U);
  }
  for (const char* waiver : {"top 平台", "bottom", "reconcile"}) {
    EXPECT_TRUE(audit(load_with_waiver(waiver).plans, rules).waived.empty()) << waiver;
  }
}

TEST(Audit, FingerprintsIgnoreIdsAndLinesAndOrder) {
  const std::vector<const Rule*> rules = {&kTop};
  const auto fingerprint = [&](const std::string& text) {
    return audit(load(text).plans, rules).findings.at(0).fingerprint;
  };
  const std::string original = fingerprint(kPlan);
  std::string renamed = kPlan;
  renamed.replace(renamed.find("企业 \""), std::string("企业").size(), "qiye");
  EXPECT_EQ(fingerprint(renamed), original);
  EXPECT_EQ(fingerprint("\n\n// moved\n" + kPlan), original);
  std::string other_name = kPlan;
  other_name.replace(other_name.find("企业数"), std::string("企业数").size(), "企业总数");
  EXPECT_NE(fingerprint(other_name), original);
  std::string other_year = kPlan;
  other_year.replace(other_year.find("2024"), 4, "2023");
  EXPECT_NE(fingerprint(other_year), original);
}

TEST(Audit, OrderedByPlanThenPlaceThenSeverity) {
  Loaded first = load(kPlan);
  Loaded second = load(kPlan);
  std::vector<Plan> plans = {first.plans.at(0), second.plans.at(0)};
  const Rule mild =
      rule("GJ9000", "mild", [](const Plan& plan, Sink& sink) { sink.fails(about(plan, {kTarget}), Severity::Info); });
  const std::vector<const Rule*> rules = {&mild, &kElsewhere, &kTop};
  const AuditResult result = audit(plans, rules);
  EXPECT_EQ(names(result.findings), (Names{"top", "mild", "elsewhere", "top", "mild", "elsewhere"}));
  EXPECT_EQ(result.findings[2].plan, 0U);
  EXPECT_EQ(result.findings[3].plan, 1U);
}

TEST(Recompute, EveryOperation) {
  const auto step = [](Operation operation, std::vector<Exact> operands) {
    return recompute({operation, std::move(operands), {}, {}, {}});
  };
  EXPECT_EQ(step(Operation::Value, {7}), Exact(7));
  EXPECT_EQ(step(Operation::Sum, {60, 70, 70}), Exact(200));
  EXPECT_EQ(step(Operation::Mean, {1, 2}), Exact::ratio(3, 2));
  EXPECT_EQ(step(Operation::Difference, {5, 7}), Exact(-2));
  EXPECT_EQ(step(Operation::Product, {3, 4}), Exact(12));
  EXPECT_EQ(step(Operation::Quotient, {1, 3}), Exact::ratio(1, 3));
  EXPECT_EQ(step(Operation::Growth, {12, 10}), Exact::ratio(1, 5));
  EXPECT_FALSE(step(Operation::Quotient, {1, 0}));
  EXPECT_FALSE(step(Operation::Growth, {1, 0}));
  EXPECT_FALSE(step(Operation::Difference, {1}));
  EXPECT_FALSE(step(Operation::Value, {1, 2}));
  EXPECT_FALSE(step(Operation::Sum, {}));
}

}  // namespace
}  // namespace gouji::analyzer
