#include "reports/sarif.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "dsl/unicode.hpp"
#include "tests/reports/formats_support.hpp"

namespace gouji::reports {
namespace {

using nlohmann::json;
using testing::hostile_plan;
using testing::Sample;

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

TEST(Sarif, LineHashes) {
  EXPECT_EQ(joined(line_hashes("")), "c129715d7a2bc9a3:1");
  EXPECT_EQ(joined(line_hashes(" a\nb\n  \t\tc\n d")), "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 a23a3dc5e078b07b:1");
  EXPECT_EQ(joined(line_hashes("指标 就业 = 5000；\n目标 𠮷 = 1；\n")), "43ddc8b8f77a5a50:1 173384bb262447c:1 c129715d7a2bc9a3:1");
  // Line breaks of any kind are one, and lines with the same hundred units after them are counted.
  EXPECT_EQ(line_hashes("a\r\nb\rc\n"), line_hashes("a\nb\nc\n"));
  const std::string same(200, 'x');
  const auto hashes = line_hashes(same + "\n" + same + "\n");
  ASSERT_EQ(hashes.size(), 3U);
  EXPECT_EQ(hashes[0].substr(0, hashes[0].find(':')), hashes[1].substr(0, hashes[1].find(':')));
  EXPECT_TRUE(hashes[1].ends_with(":2"));
}

TEST(Sarif, Uris) {
  EXPECT_EQ(file_uri("./目录 1/a,b:%.plan"), "%E7%9B%AE%E5%BD%95%201/a%2Cb%3A%25.plan");
  EXPECT_EQ(file_uri("/tmp/a.plan"), "file:///tmp/a.plan");
}

TEST(Sarif, AFindingIsAResult) {
  const Sample sample(hostile_plan());
  const std::string text = sample.render("sarif");
  const json log = json::parse(text);
  EXPECT_EQ(log["version"], "2.1.0");
  const json& run = log["runs"][0];
  EXPECT_EQ(run["columnKind"], "utf16CodeUnits");
  EXPECT_EQ(run["language"], "zh-CN");
  const json& rules = run["tool"]["driver"]["rules"];
  EXPECT_EQ(rules.size(), run["translations"][0]["rules"].size());
  bool told = false;
  for (const json& result : run["results"]) {
    const json& rule = rules[result["ruleIndex"].get<std::size_t>()];
    EXPECT_EQ(rule["id"], result["ruleId"]);
    EXPECT_FALSE(result.contains("fixes"));
    EXPECT_FALSE(result.contains("kind"));
    const json& place = result["locations"][0]["physicalLocation"];
    EXPECT_EQ(place["artifactLocation"]["uri"], "%E7%9B%AE%E5%BD%95%201/a%2Cb%3A%25.plan");
    EXPECT_EQ(place["artifactLocation"]["uriBaseId"], "SRCROOT");
    if (result["ruleId"] != "GJ0101") continue;
    told = true;
    EXPECT_EQ(result["level"], "error");
    EXPECT_EQ(place["region"]["startLine"], 9);
    EXPECT_EQ(place["region"]["startColumn"], 24);
    EXPECT_EQ(place["region"]["snippet"]["text"], "= 90家");
    const std::string message = result["message"]["text"];
    EXPECT_NE(message.find("\\[x\\](http"), std::string::npos) << message;
    EXPECT_NE(message.find("](1)"), std::string::npos) << message;
    EXPECT_EQ(result["relatedLocations"][0]["id"], 1);
    EXPECT_FALSE(result["codeFlows"][0]["threadFlows"][0]["locations"].empty());
    EXPECT_EQ(result["partialFingerprints"]["primaryLocationLineHash"], line_hashes(sample.audited.source->text())[8]);
    EXPECT_EQ(rule["name"], "MilestoneTargetMismatch");
    for (const char* key : {"shortDescription", "fullDescription", "help"}) EXPECT_TRUE(rule[key]["text"].is_string()) << key;
    EXPECT_LE(dsl::length(rule["fullDescription"]["text"].get<std::string>()), 1000U);
  }
  EXPECT_TRUE(told);
  EXPECT_EQ(run["results"].size(), sample.audited.result.findings.size() + sample.audited.diagnostics.size());
  EXPECT_EQ(text, sample.render("sarif"));
}

TEST(Sarif, ColumnsCountUtf16Units) {
  const Sample sample("plan 甲 \"甲\" {\n    indicator 业 \"𠮷业\" 家 { indicater 1 }\n}\n", "a.plan");
  ASSERT_FALSE(sample.audited.diagnostics.empty());
  const dsl::LineColumn at = sample.audited.source->position(sample.audited.diagnostics.front().span.begin);
  ASSERT_EQ(at.line, 2U);
  const json log = json::parse(sample.render("sarif"));
  for (const json& result : log["runs"][0]["results"]) {
    if (result["ruleId"] != dsl::info(sample.audited.diagnostics.front().mistake).code) continue;
    EXPECT_EQ(result["locations"][0]["physicalLocation"]["region"]["startColumn"], at.column + 1);
    return;
  }
  FAIL() << "the mistake is no result";
}

TEST(Sarif, OtherOutcomesWhenAskedFor) {
  Sample sample(hostile_plan());
  sample.options.show_checks = true;
  sample.options.language = Language::English;
  const json log = json::parse(sample.render("sarif"));
  std::size_t others = 0;
  for (const json& result : log["runs"][0]["results"]) {
    if (!result.contains("kind")) continue;
    ++others;
    EXPECT_EQ(result["level"], "none");
  }
  std::size_t expected = 0;
  for (const auto& check : sample.audited.result.checks) expected += check.outcome == analyzer::Outcome::Fails ? 0U : 1U;
  EXPECT_GT(others, 0U);
  EXPECT_EQ(others, expected);
  EXPECT_EQ(log["runs"][0]["language"], "en-US");
}

}  // namespace
}  // namespace gouji::reports
