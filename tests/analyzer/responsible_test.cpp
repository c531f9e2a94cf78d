// Who leads a task, by words, marks, convention and the length of its list.
#include "analyzer/audit/responsible.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using analyzer::LeadBasis;
using analyzer::OrgId;

std::string plan_with(const std::string& convention, const std::string& tasks) {
  return "plan 甲 \"甲县行动方案\" {\n    period 2024..2026 @1\n" + convention +
         "    org 财政局\n    org 商务局\n    org 农业局 also \"县农业局\"\n" + tasks + "}\n";
}

struct Expected {
  std::string leads;
  LeadBasis basis;
};

// The convention and the body of the only task, and who leads it.
Expected answer(const std::string& convention, const std::string& body) {
  const Audited audited = audit_text(plan_with(convention, "    task 1 \"办事\" @9 {\n" + body + "    }\n"));
  EXPECT_EQ(mistakes(audited), std::vector<std::string>{});
  const analyzer::Plan& plan = audited.plan();
  const auto found = analyzer::responsibility_of(plan, plan.tasks.at(0));
  std::string names;
  for (const OrgId id : analyzer::leads_of(plan, plan.tasks.at(0))) names += (names.empty() ? "" : " ") + plan[id].id;
  return {names, found.basis};
}

struct LeadCase {
  const char* convention;
  const char* body;
  const char* leads;
  LeadBasis basis;
};

constexpr const char* kMarked = "    leads marked \"*\" @5\n";
constexpr const char* kFirst = "    leads first @5\n";
constexpr const char* kOpen = "    leads unstated @5\n";

constexpr LeadCase kCases[] = {
    {kMarked, "        units 财政局, *商务局 @9\n", "商务局", LeadBasis::Marked},
    {kMarked, "        units *财政局, *商务局, 农业局 @9\n", "财政局 商务局", LeadBasis::Marked},
    {kMarked, "        units 财政局, 商务局 @9\n", "", LeadBasis::Unknown},
    {kMarked, "        units 财政局 @9\n", "财政局", LeadBasis::Sole},
    {kOpen, "        units 财政局, 商务局 @9\n", "", LeadBasis::Unknown},
    {kOpen, "        units 农业局, 县农业局 @9\n", "农业局", LeadBasis::Sole},  // one body under two names
    {"", "        units 财政局, 商务局 @9\n", "", LeadBasis::Unknown},
    {kFirst, "        units 财政局, 商务局 @9\n", "财政局", LeadBasis::First},
    {kFirst, "        units 财政局, *商务局 @9\n", "商务局", LeadBasis::Marked},  // what is said of the list prevails
    {kFirst, "        with 商务局 @9\n", "", LeadBasis::Unknown},
    {"", "        lead 财政局 @9\n        with 商务局, 农业局 @9\n", "财政局", LeadBasis::Named},
    {kFirst, "        lead 农业局 @9\n        units 财政局, 商务局 @9\n", "农业局", LeadBasis::Named},
    {"", "        units 财政局 @9\n        with 商务局 @9\n", "财政局", LeadBasis::Sole},
    {"", "", "", LeadBasis::Unknown},
};

TEST(Responsible, LeadsByWordsMarksConventionAndLengthOfTheList) {
  for (const LeadCase& one : kCases) {
    SCOPED_TRACE(std::string(one.convention) + one.body);
    const Expected found = answer(one.convention, one.body);
    EXPECT_EQ(found.leads, one.leads);
    EXPECT_EQ(found.basis, one.basis);
  }
}

TEST(Responsible, CollectiveBodiesHoldTheirMembersAtAnyDepthAndInCircles) {
  const Audited audited = audit_text(
      "plan 甲 \"甲县行动方案\" {\n    org 各部门 collective contains 经济部门, 法院\n    org 经济部门 collective contains 财政局, 各部门\n"
      "    org 财政局\n    org 法院\n    org 商务局\n}\n");
  ASSERT_EQ(mistakes(audited), std::vector<std::string>{});
  const analyzer::Plan& plan = audited.plan();
  std::map<std::string, OrgId> by_name;
  for (std::size_t i = 0; i < plan.orgs.size(); ++i) by_name[plan.orgs[i].id] = static_cast<OrgId>(i);
  const auto holds = [&](const char* whole, const char* part) { return analyzer::contains(plan, by_name.at(whole), by_name.at(part)); };
  EXPECT_TRUE(holds("各部门", "法院"));
  EXPECT_TRUE(holds("各部门", "财政局"));
  EXPECT_TRUE(holds("经济部门", "法院"));
  EXPECT_FALSE(holds("各部门", "商务局"));
  EXPECT_FALSE(holds("各部门", "各部门"));
  EXPECT_FALSE(holds("财政局", "各部门"));
}

}  // namespace
}  // namespace gouji::testing
