// Fits, model choice and what is said of an indicator's course.
#include "analyzer/trend/trend.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "analyzer/trend/number.hpp"
#include "analyzer/trend/student_t.hpp"
#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using namespace analyzer::trend;  // NOLINT: the words under test
using analyzer::Exact;

std::vector<TrendPoint> yearly(std::initializer_list<double> values) {
  std::vector<TrendPoint> points;
  for (const double value : values) points.push_back({2020 + static_cast<double>(points.size()), value});
  return points;
}

TEST(StudentT, HasTheTabledQuantiles) {
  EXPECT_NEAR(student_t_reach(0.8, 1), 3.0777, 5e-5);
  EXPECT_NEAR(student_t_reach(0.95, 1), 12.7062, 5e-5);
  EXPECT_NEAR(student_t_reach(0.95, 6), 2.4469, 5e-5);
  EXPECT_NEAR(student_t_reach(0.95, 1000), 1.9623, 5e-5);
  EXPECT_NEAR(student_t_reach(0.9, 2), 2.9200, 5e-5);
  EXPECT_NEAR(student_t_probability(0, 3), 0.5, 1e-15);
}

TEST(Fits, AreRefusedWithFewerThanThreePoints) {
  EXPECT_FALSE(fit(yearly({1, 2}), Model::Linear).fit);
  EXPECT_EQ(fit(yearly({1, 2}), Model::Linear).refusal, Refusal::TooFewPoints);
  EXPECT_EQ(fit({}, Model::Drift).refusal, Refusal::TooFewPoints);
  EXPECT_TRUE(fit(yearly({1, 2, 4}), Model::Linear).fit);
}

TEST(Fits, AreRefusedWhereTheModelDoesNotHold) {
  EXPECT_EQ(fit(yearly({1, 0, 2}), Model::LogLinear).refusal, Refusal::OutsideModel);
  EXPECT_EQ(fit(yearly({0.5, 0.9, 1}), Model::Logit).refusal, Refusal::OutsideModel);
  const std::vector<TrendPoint> same = {{2020, 1}, {2020, 2}, {2021, 3}};
  EXPECT_EQ(fit(same, Model::Linear).refusal, Refusal::SameTime);
}

// Draper and Smith, Applied Regression Analysis, 1.4: slope, scale and interval worked out by hand.
TEST(Fits, LinearByHand) {
  const auto fitted = *fit(yearly({1, 3, 2, 4}), Model::Linear).fit;
  EXPECT_NEAR(fitted.slope, 0.8, 1e-15);
  EXPECT_NEAR(fitted.scale, std::sqrt(0.9), 1e-15);
  EXPECT_EQ(fitted.degrees_of_freedom, 2);
  EXPECT_NEAR(value_at(fitted, 2024), 4.5, 1e-12);
  const auto interval = *prediction_interval(fitted, 2024, 0.95);
  const double reach = student_t_reach(0.95, 2) * std::sqrt(0.9 * (1 + 0.25 + 2.5 * 2.5 / 5));
  EXPECT_NEAR(interval.high, 4.5 + reach, 1e-12);
  EXPECT_NEAR(interval.low, 4.5 - reach, 1e-12);
  EXPECT_NEAR(*probability_of_reaching(fitted, 2024, 4.5), 0.5, 1e-12);
}

TEST(Fits, DriftGoesOnFromTheLastValueAndWeighsUnequalSteps) {
  const std::vector<TrendPoint> points = {{2018, 10}, {2020, 14}, {2021, 17}};
  const auto fitted = *fit(points, Model::Drift).fit;
  EXPECT_NEAR(fitted.slope, 7.0 / 3, 1e-14);
  EXPECT_NEAR(value_at(fitted, 2022), 17 + 7.0 / 3, 1e-12);
  const double squares = (4 - 14.0 / 3) * (4 - 14.0 / 3) / 2 + (3 - 7.0 / 3) * (3 - 7.0 / 3);
  EXPECT_NEAR(fitted.scale, std::sqrt(squares), 1e-14);
  EXPECT_FALSE(prediction_interval(fitted, 2021, 0.95));  // what is known has no interval
}

TEST(Fits, LogitStaysInsideItsBounds) {
  const auto fitted = *fit(yearly({0.7, 0.81, 0.86, 0.93}), Model::Logit).fit;
  const auto interval = *prediction_interval(fitted, 2030, 0.95);
  EXPECT_GT(interval.low, 0);
  EXPECT_LT(interval.high, 1);
  EXPECT_LT(value_at(fitted, 2030), 1);
  EXPECT_FALSE(probability_of_reaching(fitted, 2030, 1));  // the bound itself is never reached
}

TEST(Fits, PointsOnOneLineGiveNoInterval) {
  const auto fitted = *fit(yearly({100, 110, 120, 130}), Model::Linear).fit;
  EXPECT_EQ(fitted.scale, 0);
  EXPECT_FALSE(prediction_interval(fitted, 2025, 0.8));
  EXPECT_FALSE(probability_of_reaching(fitted, 2025, 150));
}

TEST(Fits, OneStrayPointDoesNotMoveTheRobustSlope) {
  const auto points = yearly({10, 11, 12, 40, 14, 15});
  EXPECT_NEAR(*robust_slope(points, Model::Linear), 1, 1e-12);
  EXPECT_GT(fit(points, Model::Linear).fit->slope, 1.2);
  EXPECT_FALSE(robust_slope(yearly({1}), Model::Linear));
  EXPECT_FALSE(robust_slope(yearly({1, -1, 2}), Model::LogLinear));
}

TEST(Numbers, ComeBackRounded) {
  EXPECT_EQ(round_to(143.2, Exact(1)), Exact(143));
  EXPECT_EQ(round_to(0.9581, Exact::ratio(1, 1000)), Exact::ratio(958, 1000));
  EXPECT_EQ(round_to(1e300, Exact(1)), std::nullopt);
  EXPECT_EQ(round_to(std::nan(""), Exact(1)), std::nullopt);
  EXPECT_EQ(round_digits(0.012345, 3), Exact::ratio(123, 10000));
  EXPECT_EQ(round_digits(0, 3), Exact(0));
  EXPECT_EQ(to_double(Exact::ratio(1, 3)), 1.0 / 3);
  EXPECT_EQ(to_double(-Exact::ratio(1, 4)), -0.25);
}

// --- of a plan ----------------------------------------------------------------------------------------------------------------

std::vector<IndicatorTrend> trends(const Audited& audited) { return trends_of(audited.plan()); }

Audited parsed(const std::string& body) { return audit_text("plan 甲 \"甲县规划\" {\n    period 2021..2025\n" + body + "}\n", only({"feasibility"})); }

Model model_of(const std::string& head, const std::string& unit, const std::string& values = "1 2 3") {
  std::string body = "indicator 一 \"某项\" " + head + " {\n";
  std::istringstream numbers(values);
  std::string number;
  for (int year = 2020; numbers >> number; ++year) body += "actual " + std::to_string(year) + " = " + number + unit + "\n";
  const auto audited = parsed(body + "}\n");
  EXPECT_EQ(mistakes(audited), std::vector<std::string>{});
  return choose_model(audited.plan(), analyzer::IndicatorId{0}, analyzer::history_of(audited.plan(), analyzer::IndicatorId{0})).model;
}

TEST(ModelChoice, GoesByKindUnitAndBoundsAlone) {
  EXPECT_EQ(model_of("stock 家", "家"), Model::Drift);
  EXPECT_EQ(model_of("cumulative 亿元", "亿元"), Model::Drift);
  EXPECT_EQ(model_of("flow 亿元", "亿元"), Model::LogLinear);
  EXPECT_EQ(model_of("flow 亿元", "亿元", "1 0 3"), Model::Linear);
  EXPECT_EQ(model_of("flow 人次", "人次"), Model::Linear);
  EXPECT_EQ(model_of("ratio %", "%"), Model::Linear);
  EXPECT_EQ(model_of("ratio % bounds 0%..100%", "%"), Model::Logit);
  EXPECT_EQ(model_of("ratio % bounds 0%..100%", "%", "98 99 100"), Model::Linear);
  EXPECT_EQ(model_of("家", "家"), Model::Linear);
  EXPECT_EQ(model_of("score 分", "分"), Model::Linear);
  // Not by looks: numbers that double every year stay on the line their kind says.
  EXPECT_EQ(model_of("flow 人次", "人次", "1 2 4 8 16"), Model::Linear);
}

TEST(Trends, TwoPointsAreNotProjectedButTheirPaceIsTold) {
  const auto audited = parsed("indicator 一 \"某项\" stock 家 {\n baseline 2020 = 10家\n actual 2022 = 14家\n target 2025 >= 26家\n}\n");
  const auto all = trends(audited);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_FALSE(all[0].forecast);
  EXPECT_EQ(all[0].no_forecast.en, "two past values");
  EXPECT_EQ(all[0].so_far->per_year(), Exact(2));
  EXPECT_EQ(all[0].required->per_year(), Exact(4));
  EXPECT_EQ(all[0].required->from.time, Exact(2022));
  ASSERT_TRUE(all[0].progress);
  EXPECT_EQ(all[0].progress->done, Exact::ratio(1, 4));
  EXPECT_EQ(all[0].progress->due, Exact::ratio(2, 5));
  EXPECT_EQ(all[0].progress->standing, Standing::Behind);
}

TEST(Trends, StandingGoesByTheMilestoneOfTheYearElseByElapsedTime) {
  const auto standing = [](const std::string& actual, const std::string& milestone) {
    const auto audited = parsed("indicator 一 \"某项\" stock 家 {\n baseline 2020 = 100家\n" + milestone + actual + " target 2025 >= 200家\n}\n");
    return trends(audited)[0].progress->standing;
  };
  EXPECT_EQ(standing("actual 2023 = 160家\n", ""), Standing::OnTrack);
  EXPECT_EQ(standing("actual 2023 = 164家\n", ""), Standing::OnTrack);
  EXPECT_EQ(standing("actual 2023 = 166家\n", ""), Standing::Ahead);
  EXPECT_EQ(standing("actual 2023 = 154家\n", ""), Standing::Behind);
  EXPECT_EQ(standing("actual 2023 = 200家\n", ""), Standing::Reached);
  EXPECT_EQ(standing("actual 2023 = 140家\n", "milestone 2023 = 140家\n milestone 2024 = 170家\n"), Standing::OnTrack);
}

TEST(Trends, ProjectionsAreRoundedToWhatTheirIntervalsBear) {
  const auto audited = parsed(
      "indicator 一 \"某项\" stock 家 {\n baseline 2020 = 8612家\n actual 2021 = 9733家\n actual 2022 = 11218家\n actual 2023 = 12045家\n"
      " target 2025 >= 16000家\n}\n");
  const auto all = trends(audited);
  const Forecast& forecast = *all[0].forecast;
  EXPECT_EQ(forecast.degrees_of_freedom, 2);
  ASSERT_EQ(forecast.path.size(), 2u);
  const auto& last = forecast.path.back();
  EXPECT_EQ(last.time, Exact(2025));
  for (const auto& value : {std::optional(last.value), last.low80, last.high80, last.low95, last.high95}) {
    ASSERT_TRUE(value);
    EXPECT_TRUE((*value / Exact(100)).is_integer()) << value->to_string();  // an 80 % interval thousands long
  }
  EXPECT_LT(*last.low95, *last.low80);
  EXPECT_LT(*last.high80, *last.high95);
  EXPECT_GE(*forecast.percent, 1);
  EXPECT_LE(*forecast.percent, 20);
}

TEST(Trends, NothingLeavesTheBoundsOrFallsBelowZero) {
  const auto audited = parsed(
      "indicator 一 \"某项\" flow 人次 {\n actual 2020 = 90人次\n actual 2021 = 20人次\n actual 2022 = 40人次\n target 2025 >= 100人次\n}\n"
      "indicator 二 \"覆盖率\" ratio % bounds 0%..100% {\n actual 2020 = 90%\n actual 2021 = 99%\n actual 2022 = 100%\n target 2025 >= 100%\n}\n");
  const auto all = trends(audited);
  EXPECT_EQ(*all[0].forecast->path.back().low95, Exact(0));
  EXPECT_EQ(all[1].forecast->path.back().value, Exact(1));
  EXPECT_EQ(*all[1].forecast->path.back().high95, Exact(1));
}

TEST(Trends, WhatCannotBeProjectedIsSaid) {
  // Growing a thousandfold a year leaves all bounds before the target year.
  const auto audited = parsed("indicator 一 \"某项\" flow 元 {\n actual 2020 = 1元\n actual 2021 = 1000元\n actual 2022 = 1000001元\n target 2060 >= 5元\n}\n");
  const auto all = trends(audited);
  EXPECT_FALSE(all[0].forecast);
  EXPECT_FALSE(all[0].no_forecast.zh.empty());
}

TEST(Paths, AddUpOrLeadByLevelsAsTheFiguresThemselvesMeet) {
  const auto audited = parsed(
      "indicator 一 \"培训\" 人次 {\n milestone 2022 = 100人次\n milestone 2023 = 100人次\n milestone 2024 = 200人次\n target 2025 >= 400人次\n}\n"
      "indicator 二 \"企业\" 家 {\n milestone 2022 = 100家\n milestone 2023 = 150家\n milestone 2024 = 200家\n target 2025 >= 200家\n}\n"
      "indicator 三 \"平台\" 个 {\n milestone 2022 = 1个\n milestone 2023 = 2个\n milestone 2024 = 4个\n target 2025 = 5个\n}\n");
  const auto all = trends(audited);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_TRUE(all[0].path->adds_up);
  EXPECT_EQ(*all[0].half_time, Exact::ratio(150, 400));
  EXPECT_FALSE(all[1].path->adds_up);
  EXPECT_EQ(*all[1].half_time, Exact::ratio(1, 2));
  EXPECT_EQ(all[1].path_fit->residual_scale, Exact(0));
  EXPECT_FALSE(all[2].path);
  EXPECT_FALSE(all[2].goal_meets_path);
}

}  // namespace
}  // namespace gouji::testing
