#include "analyzer/trend/student_t.hpp"

#include <array>
#include <boost/math/distributions/students_t.hpp>

namespace gouji::analyzer::trend {

namespace {

double reach(double share, int degrees_of_freedom) {
  return boost::math::quantile(boost::math::students_t(degrees_of_freedom), 0.5 + share / 2);
}

// The usual ones for the few points that plans have, worked out once: a quantile costs more than a fit.
constexpr int kTabled = 32;
constexpr std::array kShares = {0.8, 0.95};
using Table = std::array<std::array<double, kTabled>, kShares.size()>;

const Table& table() {
  static const Table kTable = [] {
    Table values{};
    for (std::size_t share = 0; share < kShares.size(); ++share) {
      for (int degrees = 1; degrees <= kTabled; ++degrees) values[share][static_cast<std::size_t>(degrees - 1)] = reach(kShares[share], degrees);
    }
    return values;
  }();
  return kTable;
}

}  // namespace

double student_t_reach(double share, int degrees_of_freedom) {
  if (degrees_of_freedom <= kTabled) {
    for (std::size_t i = 0; i < kShares.size(); ++i) {
      if (share == kShares[i]) return table()[i][static_cast<std::size_t>(degrees_of_freedom - 1)];
    }
  }
  return reach(share, degrees_of_freedom);
}

double student_t_probability(double t, int degrees_of_freedom) {
  return boost::math::cdf(boost::math::students_t(degrees_of_freedom), t);
}

}  // namespace gouji::analyzer::trend
