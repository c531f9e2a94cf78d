#include "analyzer/trend/fit.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analyzer/trend/student_t.hpp"

namespace gouji::analyzer::trend {

namespace {

// Residuals below this part of the values are rounding of the arithmetic, not scatter.
constexpr double kNoise = 1e-11;

bool in_range(double value, Model model, const Bounds& bounds) {
  switch (model) {
    case Model::LogLinear: return value > 0;
    case Model::Logit: return value > bounds.low && value < bounds.high;
    case Model::Linear:
    case Model::Drift: break;
  }
  return std::isfinite(value);
}

double to_scale(double value, Model model, const Bounds& bounds) {
  switch (model) {
    case Model::LogLinear: return std::log(value);
    case Model::Logit: return std::log((value - bounds.low) / (bounds.high - value));
    case Model::Linear:
    case Model::Drift: break;
  }
  return value;
}

double from_scale(double scaled, const Fit& fit) {
  switch (fit.model) {
    case Model::LogLinear: return std::exp(scaled);
    case Model::Logit: return fit.bounds.low + (fit.bounds.high - fit.bounds.low) / (1 + std::exp(-scaled));
    case Model::Linear:
    case Model::Drift: break;
  }
  return scaled;
}

std::optional<Refusal> refusal_of(std::span<const TrendPoint> points, Model model, const Bounds& bounds) {
  if (points.size() < kFewestPoints) return Refusal::TooFewPoints;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i > 0 && points[i].time <= points[i - 1].time) return Refusal::SameTime;
    if (!in_range(points[i].value, model, bounds)) return Refusal::OutsideModel;
  }
  return std::nullopt;
}

void set_scale(Fit& fit, double squares, double magnitude) {
  fit.scale = std::sqrt(std::max(0.0, squares) / fit.degrees_of_freedom);
  if (fit.scale <= kNoise * magnitude) fit.scale = 0;
}

void fit_line(std::span<const TrendPoint> points, Fit& fit) {
  const auto count = static_cast<double>(points.size());
  double time = 0;
  double level = 0;
  for (const TrendPoint& point : points) {
    time += point.time;
    level += to_scale(point.value, fit.model, fit.bounds);
  }
  fit.origin = time / count;
  fit.level = level / count;
  double product = 0;
  for (const TrendPoint& point : points) {
    const double away = point.time - fit.origin;
    fit.spread += away * away;
    product += away * (to_scale(point.value, fit.model, fit.bounds) - fit.level);
  }
  fit.slope = product / fit.spread;
  double squares = 0;
  double magnitude = 0;
  for (const TrendPoint& point : points) {
    const double scaled = to_scale(point.value, fit.model, fit.bounds);
    const double residual = scaled - fit.level - fit.slope * (point.time - fit.origin);
    squares += residual * residual;
    magnitude = std::max(magnitude, std::abs(scaled));
  }
  set_scale(fit, squares, magnitude);
}

void fit_drift(std::span<const TrendPoint> points, Fit& fit) {
  fit.origin = points.back().time;
  fit.level = points.back().value;
  fit.spread = points.back().time - points.front().time;
  fit.slope = (points.back().value - points.front().value) / fit.spread;
  double squares = 0;
  double magnitude = std::abs(points.front().value);
  for (std::size_t i = 1; i < points.size(); ++i) {
    const double years = points[i].time - points[i - 1].time;
    const double residual = points[i].value - points[i - 1].value - fit.slope * years;
    squares += residual * residual / years;
    magnitude = std::max(magnitude, std::abs(points[i].value));
  }
  set_scale(fit, squares, magnitude);
}

// Standard error of a new observation about the value of the model.
double prediction_error(const Fit& fit, double time) {
  const double ahead = time - fit.origin;
  if (fit.model == Model::Drift) return fit.scale * std::sqrt(std::max(0.0, ahead) * (1 + ahead / fit.spread));
  return fit.scale * std::sqrt(1 + 1 / static_cast<double>(fit.points) + ahead * ahead / fit.spread);
}

double scaled_at(const Fit& fit, double time) { return fit.level + fit.slope * (time - fit.origin); }

}  // namespace

FitResult fit(std::span<const TrendPoint> points, Model model, const Bounds& bounds) {
  if (const auto refusal = refusal_of(points, model, bounds)) return {std::nullopt, *refusal};
  Fit result;
  result.model = model;
  result.points = points.size();
  result.degrees_of_freedom = static_cast<int>(points.size()) - 2;
  result.bounds = bounds;
  if (model == Model::Drift) {
    fit_drift(points, result);
  } else {
    fit_line(points, result);
  }
  return {result, {}};
}

double value_at(const Fit& fit, double time) { return from_scale(scaled_at(fit, time), fit); }

std::optional<Interval> prediction_interval(const Fit& fit, double time, double share) {
  const double error = prediction_error(fit, time);
  if (error <= 0) return std::nullopt;
  const double reach = student_t_reach(share, fit.degrees_of_freedom) * error;
  const double middle = scaled_at(fit, time);
  return Interval{from_scale(middle - reach, fit), from_scale(middle + reach, fit)};
}

std::optional<double> probability_of_reaching(const Fit& fit, double time, double value) {
  const double error = prediction_error(fit, time);
  if (error <= 0 || !in_range(value, fit.model, fit.bounds)) return std::nullopt;
  const double scaled = to_scale(value, fit.model, fit.bounds);
  return student_t_probability((scaled_at(fit, time) - scaled) / error, fit.degrees_of_freedom);
}

std::optional<double> robust_slope(std::span<const TrendPoint> points, Model model, const Bounds& bounds) {
  constexpr std::size_t kMost = 1000;  // half a million pairs
  if (points.size() < 2 || points.size() > kMost) return std::nullopt;
  std::vector<double> slopes;
  slopes.reserve(points.size() * (points.size() - 1) / 2);
  for (std::size_t later = 0; later < points.size(); ++later) {
    if (!in_range(points[later].value, model, bounds)) return std::nullopt;
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      const double years = points[later].time - points[earlier].time;
      if (years <= 0) return std::nullopt;
      slopes.push_back((to_scale(points[later].value, model, bounds) - to_scale(points[earlier].value, model, bounds)) / years);
    }
  }
  const auto middle = slopes.begin() + static_cast<std::ptrdiff_t>(slopes.size() / 2);
  std::nth_element(slopes.begin(), middle, slopes.end());
  if (slopes.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(slopes.begin(), middle)) / 2;
}

}  // namespace gouji::analyzer::trend
