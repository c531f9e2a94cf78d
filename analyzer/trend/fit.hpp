// A line through a handful of points, and honestly how little it says: models with their degrees of freedom, residual scale and
// prediction interval. The model is chosen by what the indicator is (see choose_model in trend.hpp), never by which looks best.
//
// Three points leave one degree of freedom: the 95 % interval then reaches 12.7 standard errors to each side. Fewer are refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace gouji::analyzer::trend {

constexpr std::size_t kFewestPoints = 3;

struct TrendPoint {
  double time = 0;   // in years
  double value = 0;  // in base units
};

enum class Model : std::uint8_t {
  Linear,     // value = a + b·t + error
  LogLinear,  // log value = a + b·t + error: a constant yearly growth
  Drift,      // each step = b·(its years) + error: a random walk with drift, which goes on from the last value
  Logit,      // log((value − low) / (high − value)) = a + b·t + error: a share that closes in on its bounds
};

struct Bounds {
  double low = 0;
  double high = 1;
};

// All numbers but times are on the scale of the model: logarithms of LogLinear, log-odds of Logit.
struct Fit {
  Model model = Model::Linear;
  std::size_t points = 0;
  double origin = 0;           // time at which `level` holds: the mean of the times; of Drift the last one
  double level = 0;
  double slope = 0;            // per year
  double scale = 0;            // residual scale: standard deviation about the line; of Drift, of the steps of one year
  int degrees_of_freedom = 0;  // points − 2; at least 1
  double spread = 0;           // sum of squared times about their mean; of Drift the years from the first to the last
  Bounds bounds;               // of Logit
};

enum class Refusal : std::uint8_t {
  TooFewPoints,  // fewer than three
  OutsideModel,  // a value of 0 or less for LogLinear, at or beyond a bound for Logit
  SameTime,      // times do not ascend
};

// A fit, or why there is none.
struct FitResult {
  std::optional<Fit> fit;
  Refusal refusal = Refusal::TooFewPoints;  // when there is none
};

// Times must ascend strictly. Least squares in double on times about their mean; a test holds it against least_squares().
// Sources: Linear: Draper and Smith, Applied Regression Analysis, 1.3–1.4, for which LogLinear and Logit transform the values;
// Drift: Hyndman and Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), 5.2 and 5.5, for steps of unequal length
// weighted by their years.
[[nodiscard]] FitResult fit(std::span<const TrendPoint> points, Model model, const Bounds& bounds = {});

// The value the model gives for a time.
[[nodiscard]] double value_at(const Fit& fit, double time);

struct Interval {
  double low = 0;
  double high = 0;
};

// Covers a new observation at `time` with probability `share` (0.8, 0.95) if the model is true. Ends are values, not logarithms.
// Absent when the points lie on the model's line but for rounding: such points tell nothing of how far the next one will stray.
[[nodiscard]] std::optional<Interval> prediction_interval(const Fit& fit, double time, double share);

// The probability that a new observation at `time` reaches `value`, if the model is true. Absent where the interval is, and when
// `value` lies outside of what the model can give.
[[nodiscard]] std::optional<double> probability_of_reaching(const Fit& fit, double time, double value);

// The median slope between two points, on the scale of the model: one stray point does not move it. Absent for fewer than two
// points, for more than a thousand, and where the model does not fit the values. Source: Sen, JASA 63 (1968), 1379–1389.
[[nodiscard]] std::optional<double> robust_slope(std::span<const TrendPoint> points, Model model, const Bounds& bounds = {});

}  // namespace gouji::analyzer::trend
