// What the rules of feasibility say of the five plans: as much as the documents bear out, and no more.
#include <gtest/gtest.h>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/pace.hpp"
#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using analyzer::Exact;
using analyzer::Outcome;

Audited feasibility_of(const std::string& name) {
  return audit_text(read_file(GOUJI_SOURCE_DIR "/plans/" + name + ".plan"), only({"feasibility"}));
}

std::vector<std::string> findings_of(const Audited& audited) {
  std::vector<std::string> found;
  for (const auto& finding : audited.result.findings) found.push_back(std::string(finding.rule->name) + " " + finding.subject.id);
  return found;
}

analyzer::IndicatorId indicator(const analyzer::Plan& plan, const std::string& id) {
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    if (plan.indicators[i].id == id) return analyzer::IndicatorId{i};
  }
  throw std::runtime_error(id);
}

TEST(FeasibilityOfFivePlans, HaishuMultipliesItsTransactionsByTwentyInThreeYears) {
  const auto audited = feasibility_of("haishu");
  const auto& plan = audited.plan();
  const analyzer::Pace* pace = analyzer::required_pace(plan, indicator(plan, "交易金額"));
  ASSERT_TRUE(pace);
  EXPECT_EQ(*pace->factor(), Exact(20));
  EXPECT_EQ(pace->years(), Exact(3));
  EXPECT_EQ(analyzer::percent_text(*analyzer::yearly_rate(*pace->factor(), pace->years())), "171.44%");
  EXPECT_EQ(findings_of(audited), (std::vector<std::string>{"too-few-points 海曙", "growth-outlier 交易金額"}));
  // 0 → 2 has no rate of growth, which is no defect.
  const auto open = checks_of(audited, "zero-base-growth", Outcome::Undetermined);
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0]->subject.id, "省級聯盟備案");
}

TEST(FeasibilityOfFivePlans, WenzhouHasNoBaselinesButPathsThatSlowDown) {
  const auto audited = feasibility_of("wenzhou");
  EXPECT_EQ(findings_of(audited), std::vector<std::string>{});
  const auto& plan = audited.plan();
  const auto pledges = analyzer::milestone_path(plan, indicator(plan, "质押融资"));
  ASSERT_TRUE(pledges);
  EXPECT_TRUE(pledges->from_zero);
  std::vector<Exact> added;
  for (std::size_t i = 1; i < pledges->points.size(); ++i) added.push_back((pledges->points[i].value - pledges->points[i - 1].value) / Exact(100000000));
  EXPECT_EQ(added, (std::vector<Exact>{100, 50, 50}));
  EXPECT_EQ(*analyzer::done_at_half_time(*pledges), Exact::ratio(5, 8));
}

TEST(FeasibilityOfFivePlans, TheOthersGiveNoMoreThanTheirMissingPast) {
  EXPECT_EQ(findings_of(feasibility_of("xiamen")), std::vector<std::string>{"too-few-points 厦门"});
  EXPECT_EQ(findings_of(feasibility_of("chongqing")), std::vector<std::string>{});
  EXPECT_EQ(findings_of(feasibility_of("huaiyin")), std::vector<std::string>{});
}

}  // namespace
}  // namespace gouji::testing
