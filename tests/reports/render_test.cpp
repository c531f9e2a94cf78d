// The text and JSON reports, from plans audited by a rule of the test's own, so that no rule's wording is fixed here.
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "analyzer/model/resolve.hpp"
#include "dsl/parser.hpp"
#include "reports/json.hpp"
#include "reports/text.hpp"
#include "tests/support/support.hpp"
#include "tests/support/text.hpp"

namespace gouji::reports {
namespace {

using analyzer::Check;
using analyzer::Exact;
using analyzer::Finding;
using analyzer::Plan;
using analyzer::Rule;
using analyzer::Severity;
using analyzer::Sink;
using gouji::testing::contains;
using analyzer::Statement;
using analyzer::StatementId;
using analyzer::SubjectKind;
using dsl::Text;
using nlohmann::json;

const std::string kPlan =
    "plan 甲 \"甲方案\" {\n"
    "    source \"jia.txt\"\n"
    "    indicator 企业 \"示范企业\" 家 {\n"
    "        target 2025 100家 @11\n"
    "    }\n"
    "    table 表一 @110 {\n"
    "        | indicator | 2022 | 2023 | 2024 | row  |\n"
    "        | 企业      | 60   | 70   | 70   | @122 |\n"
    "    }\n"
    "    task 1 \"任务\" {\n"
    "    }\n"
    "    safeguard 2 \"保障\" {\n"
    "    }\n"
    "}\n";

constexpr StatementId kTarget{0};

analyzer::Label label(const Plan& plan, StatementId id, Text text, std::string role) {
  return {plan[id].place, plan[id].value_span, std::move(text), std::move(role)};
}

Finding mismatch(const Plan& plan) {
  Finding finding;
  finding.subject = {SubjectKind::Indicator, "企业", "示范企业"};
  finding.message = Text("“示范企业”各年合计 200 家，目标写 100家。",
                         "The years of “示范企业” add up to 200 家, the target says 100家.");
  finding.labels.push_back(label(plan, kTarget, Text("文中写 100家", "stated: 100家"), "target"));
  for (std::uint32_t i = 1; i < plan.statements.size(); ++i) {
    finding.labels.push_back(label(plan, StatementId{i}, Text("逐年合计 200 家", "200 家 in all"), "milestone"));
  }
  for (std::uint32_t i = 0; i < plan.statements.size(); ++i) finding.statements.push_back(StatementId{i});
  finding.evidence.push_back({Text("目标", "target"), "100", "家", "100", "家"});
  finding.computation.push_back({analyzer::Operation::Sum, {60, 70, 70}, 200, "家", "60 + 70 + 70 = 200 家"});
  finding.notes.emplace_back("合计恰为目标的 2 倍", "the sum is twice the target");
  finding.help = Text("核对目标与节点。", "Check target and milestones.");
  finding.suggestion =
      analyzer::Suggestion{Text("目标改为 200家", "make the target 200家"), plan[kTarget].value_span, "200家"};
  return finding;
}

void run_mismatch(const Plan& plan, Sink& sink) { sink.fails(mismatch(plan)); }

void run_follower(const Plan& plan, Sink& sink) {
  Finding finding;
  finding.subject = {SubjectKind::Indicator, "企业", "示范企业"};
  finding.message = Text("由此产生", "a consequence");
  finding.labels.push_back(label(plan, kTarget, {}, "target"));
  finding.statements = {kTarget};
  sink.fails(std::move(finding));
}

void run_holding(const Plan& plan, Sink& sink) {
  Check check;
  check.subject = {SubjectKind::Indicator, "企业", "示范企业"};
  check.reading = "total";
  check.statements = {StatementId{1}, StatementId{2}};
  check.labels = {label(plan, StatementId{1}, Text("节点", "milestone"), "milestone")};
  check.evidence = {{Text("节点", "milestone"), "1.2亿", "元", "120000000", "元"}};
  check.computation = {{analyzer::Operation::Sum, {60, 70}, 130, "家", "60 + 70 = 130 家"}};
  sink.holds(std::move(check));
  Check unknown;
  unknown.subject = {SubjectKind::Indicator, "企业", "示范企业"};
  unknown.reason = Text("缺基期值", "no baseline");
  sink.undetermined(std::move(unknown));
}

Rule rule(std::string_view code, std::string_view name, Severity severity, void (*run)(const Plan&, Sink&)) {
  Rule made;
  made.code = code;
  made.name = name;
  made.family = "reconcile";
  made.severity = severity;
  made.title = {"题", "title"};
  made.run = run;
  return made;
}

const Rule kMismatch = rule("GJ9101", "mismatch", Severity::Error, run_mismatch);
const Rule kHolding = rule("GJ9102", "holding", Severity::Error, run_holding);
const Rule kFollower = [] {
  Rule made = rule("GJ9103", "follower", Severity::Warning, run_follower);
  made.follows_from = "mismatch";
  return made;
}();

// Plans audited and kept alive for a report.
struct Audited {
  std::vector<std::unique_ptr<dsl::SourceText>> sources;
  std::vector<File> files;
  std::vector<Plan> plans;
  std::vector<const Rule*> rules;
  analyzer::AuditResult result;
  Options options{.version = "1.2.3"};

  [[nodiscard]] Report report() const { return {files, plans, result, rules, options}; }
};

Audited audited(const std::vector<std::pair<std::string, std::string>>& texts, std::vector<const Rule*> rules) {
  Audited made;
  made.rules = std::move(rules);
  for (const auto& [name, text] : texts) {
    made.sources.push_back(std::make_unique<dsl::SourceText>(name, text));
    dsl::ParseResult parsed = dsl::parse(*made.sources.back());
    for (Plan& plan : analyzer::resolve(*made.sources.back(), parsed.document).plans)
      made.plans.push_back(std::move(plan));
    made.files.push_back({made.sources.back().get(), std::move(parsed.diagnostics)});
  }
  made.result = analyzer::audit(made.plans, made.rules);
  return made;
}

TEST(TextReport, FindingShowsLinesArithmeticAndProposal) {
  const Audited made = audited({{"plans/jia.plan", kPlan}}, {&kMismatch, &kFollower});
  const std::string text = render_text(made.report());
  EXPECT_TRUE(
      text.starts_with("错误[GJ9101] mismatch：“示范企业”各年合计 200 家，目标写 100家。\n"
                       "  ┌─ plans/jia.plan:4:21  （原文 11 行）\n"
                       "4 │         target 2025 100家 @11\n"
                       "  │                     ^^^^^ 文中写 100家\n"
                       "8 │         | 企业      | 60   | 70   | 70   | @122 |\n"
                       "  │                       ^^     ^^     ^^ 逐年合计 200 家（原文 122 行）\n"
                       "  = 计算：60 + 70 + 70 = 200 家\n"
                       "  = 说明：合计恰为目标的 2 倍\n"
                       "  = 处理：核对目标与节点。\n"
                       "  = 建议（须起草人确认）：目标改为 200家\n"
                       "  = 连带：警告[GJ9103] follower：由此产生（plans/jia.plan:4:21）\n"
                       "\n"
                       "── 审计小结 ──\n"))
      << text;
  EXPECT_TRUE(contains(text, "甲方案（plans/jia.plan）\n  问题：错误 1，警告 0，提示 0；另有连带问题 1\n")) << text;
  EXPECT_FALSE(contains(text, "合计（")) << text;
}

TEST(TextReport, English) {
  Audited made = audited({{"plans/jia.plan", kPlan}}, {&kMismatch, &kHolding});
  made.options.language = Language::English;
  const std::string text = render_text(made.report());
  EXPECT_TRUE(contains(text, "error[GJ9101] mismatch: The years of")) << text;
  EXPECT_TRUE(contains(text, "plans/jia.plan:4:21  (document line 11)\n")) << text;
  EXPECT_TRUE(contains(text, "= computation: 60 + 70 + 70 = 200 家\n")) << text;
  EXPECT_TRUE(contains(text, "findings: 1 error, 0 warnings, 0 info\n")) << text;
  EXPECT_TRUE(contains(text, "undetermined[GJ9102] holding: no baseline (示范企业)\n")) << text;
}

TEST(TextReport, ChecksThatHeldAreProved) {
  Audited made = audited({{"plans/jia.plan", kPlan}}, {&kHolding});
  EXPECT_FALSE(contains(render_text(made.report()), "相符["));
  made.options.show_checks = true;
  const std::string text = render_text(made.report());
  EXPECT_TRUE(contains(text,
                       "相符[GJ9102] holding：示范企业\n"
                       "    = 读法：逐年合计\n"
                       "    = 计算：60 + 70 = 130 家\n"
                       "    = 位置：plans/jia.plan:8:21（原文 122 行） 节点 = 120000000 元\n"))
      << text;
  EXPECT_TRUE(contains(text, "未与任何数据核对：甲方案\n    plans/jia.plan:4:21 示范企业 ")) << text;
  EXPECT_TRUE(contains(text, "数据：共 4 条，已核对 2 条，未与任何数据核对 2 条\n")) << text;
  EXPECT_TRUE(contains(text, "无法判定[GJ9102] holding：缺基期值（示范企业）\n")) << text;
}

TEST(TextReport, SeveralPlansEndInATotal) {
  const Audited made = audited({{"a.plan", kPlan}, {"b.plan", kPlan}}, {&kMismatch});
  const std::string text = render_text(made.report());
  EXPECT_LT(text.find("┌─ a.plan"), text.find("┌─ b.plan"));
  EXPECT_TRUE(contains(text, "合计（2 个方案）\n  问题：错误 2，警告 0，提示 0\n")) << text;
}

TEST(TextReport, MistakesStandAmongTheFindings) {
  const Audited made = audited({{"a.plan", kPlan + "plam 乙 {\n}\n"}}, {&kMismatch});
  const std::string text = render_text(made.report());
  EXPECT_TRUE(contains(text, "错误[GJ0007] unknown-statement：")) << text;
  EXPECT_TRUE(contains(text, "a.plan：语法错误 1 处，有误的语句未参与审计\n")) << text;
}

TEST(TextReport, ColourOnlyWhenAsked) {
  Audited made = audited({{"a.plan", kPlan}}, {&kMismatch, &kHolding});
  made.options.show_checks = true;
  EXPECT_FALSE(contains(render_text(made.report()), "\x1b"));
  made.options.colour = true;
  EXPECT_TRUE(contains(render_text(made.report()), "\x1b[1;31m错误[GJ9101]\x1b[0m"));
}

TEST(TextReport, WaivedFindingsAreListedApart) {
  Audited made = audited({{"a.plan", kPlan}}, {&kMismatch});
  analyzer::Waiver waiver;
  waiver.rule = "mismatch";
  waiver.reason = "上级统一考核";
  waiver.by = "审计处";
  waiver.until = analyzer::PartialDate{2025, 12, 31};
  made.plans[0].waivers = {waiver};
  made.result = analyzer::audit(made.plans, made.rules);
  const std::string text = render_text(made.report());
  EXPECT_TRUE(contains(text, "问题：错误 0，警告 0，提示 0；已豁免 1\n")) << text;
  EXPECT_TRUE(contains(text, "已豁免[GJ9101] mismatch：示范企业（上级统一考核；批准：审计处；有效至 2025-12-31）\n"))
      << text;
}

TEST(JsonReport, Finding) {
  const Audited made = audited({{"plans/jia.plan", kPlan}}, {&kMismatch, &kFollower});
  const json report = json::parse(render_json(made.report()));
  EXPECT_EQ(report["schemaVersion"], "1");
  EXPECT_EQ(report["tool"], (json{{"name", "gouji"}, {"version", "1.2.3"}}));
  EXPECT_EQ(report["plans"][0]["file"], "plans/jia.plan");
  EXPECT_EQ(report["plans"][0]["counts"]["tasks"], 1);
  EXPECT_EQ(report["plans"][0]["counts"]["safeguards"], 1);
  EXPECT_EQ(report["plans"][0]["counts"]["statements"], 4);
  EXPECT_EQ(report["summary"]["error"], 1);
  EXPECT_EQ(report["summary"]["statements"], (json{{"total", 4}, {"compared", 4}, {"neverCompared", 0}}));
  EXPECT_FALSE(report.contains("checks"));

  ASSERT_EQ(report["findings"].size(), 1U);
  const json& finding = report["findings"][0];
  EXPECT_EQ(finding["code"], "GJ9101");
  EXPECT_EQ(finding["plan"], "甲");
  EXPECT_EQ(finding["subject"], (json{{"kind", "indicator"}, {"id", "企业"}, {"name", "示范企业"}}));
  const json& place = finding["locations"][1];
  EXPECT_EQ(place["line"], 8);
  EXPECT_EQ(place["column"], 21);
  EXPECT_EQ(place["endColumn"], 23);
  EXPECT_EQ(place["text"], "60");
  EXPECT_EQ(place["role"], "milestone");
  EXPECT_EQ(place["source"], (json{{"document", "jia.txt"}, {"line", 122}, {"place", "122"}}));
  EXPECT_EQ(finding["computation"][0]["operands"], (json{"60", "70", "70"}));
  EXPECT_EQ(finding["computation"][0]["result"], "200");
  EXPECT_EQ(finding["suggestion"]["replacement"], "200家");
  EXPECT_EQ(finding["suggestion"]["original"], "100家");
  EXPECT_EQ(finding["fingerprint"].get<std::string>().size(), 16U);
  EXPECT_EQ(finding["followers"][0]["rule"], "follower");
}

TEST(JsonReport, ChecksOnlyWhenAsked) {
  Audited made = audited({{"a.plan", kPlan}}, {&kHolding});
  made.options.show_checks = true;
  const json report = json::parse(render_json(made.report()));
  ASSERT_EQ(report["checks"].size(), 2U);
  const json& held = report["checks"][0]["outcome"] == "holds" ? report["checks"][0] : report["checks"][1];
  EXPECT_EQ(held["reading"], "total");
  EXPECT_EQ(held["evidence"][0]["normalized"], "120000000");
  EXPECT_EQ(report["neverCompared"].size(), 2U);
}

TEST(JsonReport, MistakesAreFindings) {
  const Audited made = audited({{"a.plan", kPlan + "plam 乙 {\n}\n"}}, {&kMismatch});
  const json report = json::parse(render_json(made.report()));
  EXPECT_EQ(report["summary"]["error"], 2);
  const json& mistake = report["findings"][1];
  EXPECT_EQ(mistake["family"], "language");
  EXPECT_EQ(mistake["code"], "GJ0007");
  EXPECT_EQ(mistake["rule"], "unknown-statement");
  EXPECT_EQ(mistake["severity"], "error");
  EXPECT_TRUE(mistake["plan"].is_null());
  EXPECT_EQ(mistake["locations"][0]["line"], 15);
}

TEST(JsonReport, BrokenBytesDoNotBreakTheReport) {
  const Audited made = audited({{"a\xFF.plan", "plan 甲 {\n  \xFF\xFE\n}\n"}}, {&kHolding});
  const json report = json::parse(render_json(made.report()));
  EXPECT_GE(report["findings"].size(), 1U);
}

// Enough of JSON Schema for our own: type, enum, const, properties, required, items, anyOf, allOf, $ref, minimum,
// minItems.
class Validator {
 public:
  explicit Validator(const json& root) : root_(root) {}

  void check(const json& schema, const json& value, const std::string& path) {
    if (schema.contains("$ref")) {
      const std::string name = schema["$ref"].get<std::string>().substr(std::string("#/$defs/").size());
      check(root_["$defs"][name], value, path);
    }
    if (schema.contains("type")) {
      EXPECT_TRUE(has_type(schema["type"], value)) << path << " " << value;
    }
    if (schema.contains("const")) {
      EXPECT_EQ(schema["const"], value) << path;
    }
    if (schema.contains("enum")) {
      EXPECT_NE(std::find(schema["enum"].begin(), schema["enum"].end(), value), schema["enum"].end())
          << path << " " << value;
    }
    if (schema.contains("minimum") && value.is_number()) {
      EXPECT_GE(value, schema["minimum"]) << path;
    }
    if (schema.contains("minItems")) {
      EXPECT_GE(value.size(), schema["minItems"].get<std::size_t>()) << path;
    }
    if (schema.contains("anyOf")) {
      const json& options = schema["anyOf"];
      const json& fitting = value.is_null() ? options.back() : options.front();
      check(fitting, value, path);
    }
    if (schema.contains("allOf")) {
      for (const json& part : schema["allOf"]) check(part, value, path);
    }
    for (const json& key : schema.value("required", json::array()))
      EXPECT_TRUE(value.contains(key)) << path << " lacks " << key;
    if (value.is_object() && schema.contains("properties")) {
      for (const auto& [key, part] : value.items()) {
        if (schema["properties"].contains(key)) check(schema["properties"][key], part, path + "/" + key);
      }
    }
    if (value.is_array() && schema.contains("items")) {
      for (const json& item : value) check(schema["items"], item, path + "/*");
    }
  }

 private:
  static bool has_type(const json& type, const json& value) {
    if (type.is_array()) {
      return std::any_of(type.begin(), type.end(), [&](const json& one) { return has_type(one, value); });
    }
    const auto name = type.get<std::string>();
    return (name == "object" && value.is_object()) || (name == "array" && value.is_array()) ||
           (name == "string" && value.is_string()) || (name == "integer" && value.is_number_integer()) ||
           (name == "null" && value.is_null());
  }

  const json& root_;
};

TEST(JsonReport, FitsItsSchema) {
  const json schema = json::parse(testing::read_file(GOUJI_SOURCE_DIR "/reports/audit.schema.json"));
  Audited made =
      audited({{"a.plan", kPlan}, {"b.plan", kPlan + "plam 乙 {\n}\n"}}, {&kMismatch, &kHolding, &kFollower});
  analyzer::Waiver waiver;
  waiver.rule = "mismatch";
  made.plans[0].waivers = {waiver};
  made.result = analyzer::audit(made.plans, made.rules);
  made.options.show_checks = true;
  const json report = json::parse(render_json(made.report()));
  ASSERT_EQ(report["waived"].size(), 1U);
  Validator(schema).check(schema, report, "");
  // Every key that is written is described.
  for (const auto& [key, value] : report.items()) EXPECT_TRUE(schema["properties"].contains(key)) << key;
  for (const auto& [key, value] : report["findings"][0].items()) {
    EXPECT_TRUE(schema["$defs"]["finding"]["properties"].contains(key)) << key;
  }
}

TEST(JsonReport, Rules) {
  const std::vector<const Rule*> rules = {&kMismatch, &kFollower};
  const json list = json::parse(render_rules_json(rules));
  ASSERT_EQ(list["rules"].size(), 2U);
  EXPECT_EQ(list["rules"][1]["severity"], "warning");
  EXPECT_EQ(list["rules"][0]["title"]["zh"], "题");
}

}  // namespace
}  // namespace gouji::reports
