// What the rules of structure say of the five plans, by the names that matter.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using Strings = std::vector<std::string>;

// The names one rule lists in a plan.
Strings listed_by(const char* rule, const std::string& plan) {
  std::string path = GOUJI_SOURCE_DIR "/plans/";
  path.append(plan).append(".plan");
  const Audited audited = audit_text(read_file(path), only({rule}));
  Strings names;
  for (const auto& finding : audited.result.findings) {
    for (const auto& subject : finding.subjects) names.push_back(subject.name);
    if (finding.subjects.empty()) names.push_back(finding.subject.id);
  }
  return names;
}

TEST(StructureOfTheFivePlans, ChongqingHasNoFigureToReach) {
  EXPECT_EQ(listed_by("no-quantified-target", "chongqing"), Strings{"重慶"});
  for (const char* rule : {"target-without-task", "task-without-indicator", "base-missing", "unmeasurable-target"}) {
    EXPECT_EQ(listed_by(rule, "chongqing"), Strings{}) << rule;
  }
}

TEST(StructureOfTheFivePlans, ThingsThatNoTaskTakesUp) {
  EXPECT_EQ(listed_by("goal-without-task", "chongqing"), Strings{"國際商事知識產權仲裁及調解中心"});
  EXPECT_EQ(listed_by("goal-without-task", "huaiyin"), Strings{"我区首个高价值专利培育指导中心"});
  EXPECT_EQ(listed_by("goal-without-task", "wenzhou"),
            (Strings{"温州知识产权智库", "温州知识产权司法鉴定中心(探索建设)", "重点保护商标名录"}));
  EXPECT_EQ(listed_by("goal-without-task", "haishu"), Strings{});
}

TEST(StructureOfTheFivePlans, TargetsThatNoTaskServes) {
  EXPECT_EQ(listed_by("target-without-task", "haishu"),
            (Strings{"有效注冊商標量", "PCT國際專利量", "版權登記量", "高新技術企業有效發明專利覆蓋率"}));
  EXPECT_EQ(listed_by("target-without-task", "huaiyin"), (Strings{"每万人口高价值发明专利拥有量", "有效注册商标量", "知识产权保护满意率"}));
  EXPECT_EQ(listed_by("target-without-task", "xiamen"), (Strings{"知识产权使用费年进出口总额", "知识产权保护社会满意度", "执业专利代理师"}));
  EXPECT_EQ(listed_by("target-without-task", "wenzhou").size(), 8u);
}

TEST(StructureOfTheFivePlans, Baselines) {
  EXPECT_EQ(listed_by("base-missing", "huaiyin"),
            (Strings{"每万人口高价值发明专利拥有量", "有效注册商标量", "知识产权保护满意率", "知识产权服务机构"}));
  EXPECT_EQ(listed_by("base-missing", "haishu"), Strings{});
  EXPECT_EQ(listed_by("base-missing", "xiamen"), Strings{});
}

}  // namespace
}  // namespace gouji::testing
