// Invented plans of different kinds, drafted well: any error or warning on them is a false alarm.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using analyzer::Plan;
using analyzer::Role;
using analyzer::StatementId;
using Names = std::vector<std::string>;

constexpr const char* kPlans[] = {"digital_economy", "elder_care", "company_year", "research", "water", "commerce"};

Audited audit_clean(const std::string& name) { return audit_whole(read_file(GOUJI_SOURCE_DIR "/tests/plans/clean/" + name + ".plan")); }

class CleanPlans : public ::testing::TestWithParam<const char*> {};

TEST_P(CleanPlans, GiveNoErrorAndNoWarning) {
  const auto audited = audit_clean(GetParam());
  EXPECT_EQ(mistakes(audited), Names{});
  for (const auto& finding : audited.result.findings) {
    EXPECT_EQ(finding.severity, analyzer::Severity::Info) << finding.rule->name << ": " << finding.message.zh;
  }
  EXPECT_GT(audited.result.count(analyzer::Outcome::Holds), 250u);
}

// An audit that is silent on a plan with nothing in it shows nothing.
TEST_P(CleanPlans, HaveTheSizeOfARealPlan) {
  const auto audited = audit_clean(GetParam());
  const Plan& plan = audited.plan();
  const auto tasks = std::count_if(plan.tasks.begin(), plan.tasks.end(), [](const auto& task) { return !task.safeguard; });
  EXPECT_GE(plan.indicators.size(), 25u);
  EXPECT_GE(tasks, 15);
  EXPECT_GE(plan.tasks.size(), static_cast<std::size_t>(tasks) + 2) << "safeguards";
  EXPECT_GE(plan.orgs.size(), 10u);
  EXPECT_TRUE(std::any_of(plan.orgs.begin(), plan.orgs.end(), [](const auto& org) { return org.collective; }));
  EXPECT_GE(plan.sections.size(), 5u);
  EXPECT_GE(plan.phases.size(), 2u);
  EXPECT_GE(plan.goals.size(), 4u);
  EXPECT_GE(plan.tables.size(), 2u);
  EXPECT_GE(plan.declared.size(), 2u);
  EXPECT_FALSE(plan.citations.empty());
  EXPECT_TRUE(plan.issued && plan.period && plan.horizon);
}

// What the audit of tasks, bodies and dates asks of a plan, told here by plain looking.
TEST_P(CleanPlans, LeaveNothingOpen) {
  const auto audited = audit_clean(GetParam());
  const Plan& plan = audited.plan();
  std::set<std::size_t> supported;
  for (const auto& task : plan.tasks) {
    for (const auto indicator : task.supports) supported.insert(index(indicator));
    if (task.safeguard) continue;
    EXPECT_FALSE(task.units.empty()) << task.id;
    EXPECT_FALSE(task.supports.empty()) << task.id;
    EXPECT_TRUE(task.dates || task.phase) << task.id;
  }
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto& indicator = plan.indicators[i];
    const auto has = [&](Role role) {
      return std::any_of(indicator.statements.begin(), indicator.statements.end(), [&](StatementId id) { return plan[id].role == role; });
    };
    if (!has(Role::Target)) continue;
    const bool level = indicator.kind == analyzer::Kind::Stock || indicator.kind == analyzer::Kind::Flow;
    EXPECT_TRUE(supported.contains(i)) << indicator.id;
    EXPECT_TRUE(!level || has(Role::Baseline)) << indicator.id;
  }
  for (const auto& cited : plan.citations) {
    if (cited.range && cited.range->last) {
      EXPECT_GE(cited.range->last->year, plan.period->last->year) << cited.title;
    }
  }
}

// Invented throughout: nothing of the five plans, and no province, may be met in their names.
TEST_P(CleanPlans, NameNoRealPlace) {
  static constexpr const char* kReal[] = {"海曙", "温州", "重庆", "厦门", "槐荫", "宁波", "济南", "北京", "天津", "上海", "河北", "山西", "内蒙古",
                                          "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东",
                                          "广西", "海南", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "香港", "澳门", "台湾"};
  static constexpr const char* kFive[] = {"haishu", "wenzhou", "chongqing", "xiamen", "huaiyin"};
  const auto audited = audit_clean(GetParam());
  const Plan& plan = audited.plan();
  Names names = {plan.id, plan.title, plan.number};
  names.insert(names.end(), plan.issuers.begin(), plan.issuers.end());
  for (const auto& org : plan.orgs) names.push_back(org.name);
  for (const auto& cited : plan.citations) names.push_back(cited.title);
  for (const std::string& name : names) {
    for (const char* real : kReal) EXPECT_EQ(name.find(real), std::string::npos) << name;
  }
  for (const char* other : kFive) {
    const auto real = audit_whole(read_file(GOUJI_SOURCE_DIR "/plans/" + std::string(other) + ".plan"));
    EXPECT_NE(plan.id, real.plan().id);
    EXPECT_NE(plan.number, real.plan().number);
  }
}

INSTANTIATE_TEST_SUITE_P(Plans, CleanPlans, ::testing::ValuesIn(kPlans), [](const auto& test) { return std::string(test.param); });

// A mark, another mark, the first of the list, words.
TEST(CleanPlansTogether, NameTheirLeadsInDifferentWays) {
  std::set<std::string> ways;
  for (const char* name : kPlans) {
    const auto audited = audit_clean(name);
    const Plan& plan = audited.plan();
    const bool words = std::any_of(plan.tasks.begin(), plan.tasks.end(), [](const auto& task) {
      return std::any_of(task.units.begin(), task.units.end(), [](const auto& unit) { return unit.lead_stated; });
    });
    const bool first = plan.lead_convention == analyzer::LeadConvention::First;
    ways.insert(words ? "words" : first ? "first" : plan.lead_mark);
  }
  EXPECT_GE(ways.size(), 4u);
}

}  // namespace
}  // namespace gouji::testing
