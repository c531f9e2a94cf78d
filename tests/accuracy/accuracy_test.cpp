// The core agrees with the certificates, the fast path with the core, and the intervals cover what they promise.
#include "tests/accuracy/accuracy.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "analyzer/trend/least_squares.hpp"
#include "tests/support/random.hpp"

namespace gouji::accuracy {
namespace {

using analyzer::Exact;
using namespace analyzer::trend;  // NOLINT: the words under test

TEST(Accuracy, AgreesWithEveryCertificateToFourteenDigits) {
  const auto sets = measure_certified(GOUJI_SOURCE_DIR);
  ASSERT_EQ(sets.size(), 11u);
  for (const Certified& set : sets) {
    EXPECT_GE(set.quad.estimate, 14) << set.name;
    EXPECT_GE(set.quad.error, 14) << set.name;
    EXPECT_GE(set.quad.residual, 14) << set.name;
  }
}

TEST(Accuracy, TheFastPathAgreesWithTheCore) {
  testing::Random random(7);
  for (int round = 0; round < 200; ++round) {
    const std::size_t count = 3 + random.below(8);
    std::vector<TrendPoint> points;
    std::vector<Exact> observed;
    std::vector<std::vector<Exact>> design;
    std::int64_t year = 2000 + static_cast<std::int64_t>(random.below(20));
    for (std::size_t i = 0; i < count; ++i) {
      year += 1 + static_cast<std::int64_t>(random.below(3));
      const auto value = static_cast<std::int64_t>(10 + random.below(1000000));
      points.push_back({static_cast<double>(year), static_cast<double>(value)});
      observed.emplace_back(value);
      design.push_back({Exact(1), Exact(year)});
    }
    const auto fast = fit(points, Model::Linear).fit;
    const auto core = least_squares(observed, design);
    ASSERT_TRUE(fast && core);
    EXPECT_NEAR(fast->slope, core->coefficients[1], 1e-12 * (std::abs(core->coefficients[1]) + core->residual_scale));
    EXPECT_NEAR(fast->scale, core->residual_scale, 1e-12 * core->residual_scale);
    EXPECT_NEAR(fast->scale / std::sqrt(fast->spread), core->standard_errors[1], 1e-12 * core->standard_errors[1]);
  }
}

TEST(Accuracy, TheCoreRefusesWhatHasNoAnswer) {
  const std::vector<Exact> two = {1, 2};
  EXPECT_FALSE(least_squares(two, std::vector<std::vector<Exact>>{{1, 1}, {1, 2}}));  // no degree of freedom is left
  const std::vector<Exact> three = {1, 2, 4};
  EXPECT_FALSE(least_squares(three, std::vector<std::vector<Exact>>{{1, 2}, {2, 4}, {3, 6}}));  // the second column is twice the first
  EXPECT_FALSE(least_squares(three, std::vector<std::vector<Exact>>{{1, 2}, {1}, {1, 6}}));
  EXPECT_FALSE(least_squares({}, {}));
}

TEST(Accuracy, IntervalsCoverWhatTheyPromiseWhereTheModelIsTrue) {
  for (const Coverage& row : simulate({.seed = 3, .runs = 4000})) {
    if (row.truth == Truth::LevelShift || row.truth == Truth::Autocorrelated) continue;
    const auto runs = static_cast<double>(row.runs);
    EXPECT_NEAR(static_cast<double>(row.within80) / runs, 0.8, 0.025) << name_of(row.truth) << row.points;
    EXPECT_NEAR(static_cast<double>(row.within95) / runs, 0.95, 0.015) << name_of(row.truth) << row.points;
  }
}

}  // namespace
}  // namespace gouji::accuracy
