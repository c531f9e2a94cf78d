// Targets that are a growth, held against what the growth makes of its base.
#include <gtest/gtest.h>

#include "analyzer/status/status.hpp"
#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using analyzer::status::IndicatorStatus;
using analyzer::status::State;

IndicatorStatus standing(const std::string& figures, int year) {
  const Audited audited = audit_whole("plan 甲 \"甲县方案\" {\n period 2024..2026\n indicator x \"产值\" flow 亿元 {\n" + figures + "\n}\n}\n");
  EXPECT_EQ(mistakes(audited), std::vector<std::string>{});
  const std::chrono::year_month_day day{std::chrono::year(year), std::chrono::March, std::chrono::day(1)};
  return analyzer::status::status_of(analyzer::status::known_on(audited.plan(), day), day).indicators.at(0);
}

// From 100 in 2023 to 130 in 2026: ten a year, and the band of 5 % is 1.5.
TEST(StatusOfGrowth, IsHeldAgainstElapsedTime) {
  const std::string goal = "baseline 2023 100亿元\n target 2026 30%以上 vs 2023\n";
  EXPECT_EQ(standing(goal, 2025).state, State::NoData);
  EXPECT_EQ(standing(goal, 2025).level->to_string(), "13000000000");
  EXPECT_EQ(standing(goal + "actual 2024 108亿元", 2025).state, State::Behind);
  EXPECT_EQ(standing(goal + "actual 2024 109亿元", 2025).state, State::OnTrack);
  EXPECT_EQ(standing(goal + "actual 2024 112亿元", 2025).state, State::Ahead);
  EXPECT_EQ(standing(goal + "actual 2024 130亿元", 2025).state, State::Reached);
  EXPECT_EQ(standing(goal + "actual 2026 129亿元", 2027).state, State::Missed);
  EXPECT_EQ(standing(goal + "actual 2026 129亿元", 2027).missing->to_string(), "100000000");
  EXPECT_TRUE(standing(goal + "actual 2024 109亿元", 2027).overdue);
}

TEST(StatusOfGrowth, KnowsFloorsAndCeilings) {
  EXPECT_EQ(standing("baseline 2023 100亿元\n target 2026 -10% vs 2023\n actual 2026 91亿元", 2027).state, State::Missed);
  EXPECT_EQ(standing("baseline 2023 100亿元\n target 2026 -10% vs 2023\n actual 2026 90亿元", 2027).state, State::Reached);
  EXPECT_EQ(standing("baseline 2023 100亿元\n target 2026 不超过 +3% vs 2023\n actual 2026 103亿元", 2027).state, State::Reached);
  EXPECT_EQ(standing("baseline 2023 100亿元\n target 2026 超过 +3% vs 2023\n actual 2026 103亿元", 2027).state, State::Missed);
}

TEST(StatusOfGrowth, SaysWhyItCannotBeJudged) {
  const IndicatorStatus status = standing("target 2026 +30% vs 2023\n actual 2024 109亿元", 2025);
  EXPECT_EQ(status.state, State::NoData);
  EXPECT_EQ(status.why.zh, "目标是增幅，方案没有 2023 年的数，无从判断");
}

}  // namespace
}  // namespace gouji::testing
