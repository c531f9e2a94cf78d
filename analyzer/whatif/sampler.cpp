#include "analyzer/whatif/sampler.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analyzer/trend/number.hpp"
#include "analyzer/whatif/run.hpp"

namespace gouji::analyzer::whatif {

namespace {

using trend::to_double;

constexpr int kDigits = 7;

// splitmix64, https://prng.di.unimi.it/splitmix64.c: a counter in, sixty-four mixed bits out.
std::uint64_t mixed(std::uint64_t state) {
  state += 0x9e3779b97f4a7c15u;
  state = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9u;
  state = (state ^ (state >> 27)) * 0x94d049bb133111ebu;
  return state ^ (state >> 31);
}

// In (0, 1), never 0 or 1.
double uniform_of(std::uint64_t seed, std::uint32_t run, std::uint32_t driver) {
  const std::uint64_t bits = mixed(mixed(mixed(seed) + run) + driver);
  return (static_cast<double>(bits >> 11) + 0.5) * 0x1.0p-53;
}

// Quantile of the standard normal distribution. Source: P. J. Acklam, "An algorithm for computing the inverse normal cumulative
// distribution function" (2003), relative error below 1.15e-9; fine for drawing.
double normal_quantile(double p) {
  constexpr double a[] = {-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00};
  constexpr double b[] = {-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01};
  constexpr double c[] = {-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00};
  constexpr double d[] = {7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00};
  constexpr double kTail = 0.02425;
  const auto tail = [&](double q) {
    return (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) / ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
  };
  if (p < kTail) return tail(std::sqrt(-2 * std::log(p)));
  if (p > 1 - kTail) return -tail(std::sqrt(-2 * std::log(1 - p)));
  const double q = p - 0.5;
  const double r = q * q;
  return (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q / (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
}

// A driver, ready to be drawn from.
struct Drawn {
  Assumption::Spread spread = Assumption::Spread::Certain;
  double low = 0;
  double high = 0;
  double shape = 0;

  explicit Drawn(const Assumption& assumption) : spread(assumption.spread), low(to_double(assumption.low.normalized())) {
    if (assumption.high) high = to_double(assumption.high->normalized());
    if (assumption.shape) shape = to_double(assumption.shape->normalized());
  }

  [[nodiscard]] double quantile(double p) const {
    switch (spread) {
      case Assumption::Spread::Uniform: return low + p * (high - low);
      case Assumption::Spread::Normal: return low + shape * normal_quantile(p);
      case Assumption::Spread::Triangular: {
        if (high <= low) return low;
        const double left = (shape - low) / (high - low);
        return p < left ? low + std::sqrt(p * (high - low) * (shape - low)) : high - std::sqrt((1 - p) * (high - low) * (high - shape));
      }
      case Assumption::Spread::Certain: break;
    }
    return low;
  }
};

// A target, ready to be held against.
struct Goal {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool low_open = false;
  bool high_open = false;

  explicit Goal(const ValueSet& allowed) : low_open(allowed.low_open), high_open(allowed.high_open) {
    if (allowed.low) low = to_double(*allowed.low);
    if (allowed.high) high = to_double(*allowed.high);
  }
  [[nodiscard]] bool keeps(double value) const {
    return (low_open ? value > low : value >= low) && (high_open ? value < high : value <= high);
  }
};

// Cells that an uncertain assumption reaches.
std::vector<bool> uncertain_cells(const Course& course) {
  std::vector<bool> uncertain(course.cells.size());
  for (std::size_t i = 0; i < course.cells.size(); ++i) {
    const Cell& cell = course.cells[i];
    const bool drives = cell.step == Cell::Step::Draw || cell.step == Cell::Step::Grow || cell.step == Cell::Step::Pace;
    bool is = drives && course.drivers[cell.driver].spread != Assumption::Spread::Certain;
    for (std::uint32_t k = 0; k < cell.count; ++k) is = is || uncertain[course.operands[cell.first + k]];
    uncertain[i] = is;
  }
  return uncertain;
}

// Numbers before `from` are not greater than those from there on, which is so again for the place of the quantile afterwards.
Exact quantile(std::span<float> numbers, std::size_t& from, double p) {
  const double at = p * static_cast<double>(numbers.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  std::nth_element(numbers.begin() + static_cast<std::ptrdiff_t>(from), numbers.begin() + static_cast<std::ptrdiff_t>(below), numbers.end());
  from = below;
  const auto rest = numbers.subspan(below + 1);
  const float above = rest.empty() ? numbers[below] : *std::min_element(rest.begin(), rest.end());
  const double part = at - static_cast<double>(below);
  const double at_quantile = static_cast<double>(numbers[below]) * (1 - part) + static_cast<double>(above) * part;
  return trend::round_digits(at_quantile, kDigits).value_or(Exact(0));
}

Spread spread_of(std::span<float> row) {
  const auto unknown = std::partition(row.begin(), row.end(), [](float number) { return !std::isnan(number); });
  const std::span<float> known(row.begin(), unknown);
  Spread spread;
  spread.known = static_cast<std::uint32_t>(known.size());
  if (known.empty()) return spread;
  std::size_t from = 0;
  spread.low = quantile(known, from, 0.1);
  spread.middle = quantile(known, from, 0.5);
  spread.high = quantile(known, from, 0.9);
  return spread;
}

}  // namespace

double quantile_of(const Assumption& assumption, double uniform) { return Drawn(assumption).quantile(uniform); }

Samples samples_of(const Course& course, const SampleOptions& options) {
  Samples samples;
  const std::vector<bool> uncertain = uncertain_cells(course);
  for (std::uint32_t i = 0; i < course.cells.size(); ++i) {
    if (uncertain[i]) samples.cells.push_back(i);
  }
  for (std::uint32_t i = 0; i < course.aims.size(); ++i) {
    const Aim& aim = course.aims[i];
    const auto* first = course.operands.data() + aim.first;
    if (std::any_of(first, first + aim.count, [&](std::uint32_t cell) { return uncertain[cell]; })) samples.aims.push_back(i);
  }
  if (samples.cells.empty()) return samples;
  samples.runs = options.runs;
  samples.numbers.resize((samples.cells.size() + samples.aims.size()) * options.runs);
  samples.kept.resize(samples.aims.size() * options.runs);
  return samples;
}

void draw(const Course& course, const SampleOptions& options, std::uint32_t first, std::uint32_t last, Samples& samples) {
  if (samples.runs == 0) return;
  Constants<double> constants;
  for (const Cell& cell : course.cells) constants.amounts.push_back(to_double(cell.amount));
  for (const Exact& weight : course.weights) constants.weights.push_back(to_double(weight));
  std::vector<Drawn> drivers;
  for (const Assumption& assumption : course.drivers) drivers.emplace_back(assumption);
  std::vector<Goal> goals;
  for (const std::uint32_t aim : samples.aims) goals.emplace_back(course.aims[aim].allowed);
  std::vector<double> drawn(drivers.size());
  std::vector<double> numbers(course.cells.size());
  std::vector<char> known(course.cells.size());
  const auto number_of = [&](std::uint32_t cell) { return known[cell] != 0 ? &numbers[cell] : nullptr; };
  constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();
  // Runs go to the rows some at a time: one by one each number would touch a page of its own.
  constexpr std::uint32_t kTogether = 32;
  const std::size_t rows = samples.cells.size() + samples.aims.size();
  std::vector<float> together(rows * kTogether);
  for (std::uint32_t at = first; at < last;) {
    const std::uint32_t begin = at;
    for (const std::uint32_t end = std::min(last, begin + kTogether); at < end; ++at) {
      for (std::uint32_t i = 0; i < drivers.size(); ++i) drawn[i] = drivers[i].quantile(uniform_of(options.seed, at, i));
      run<double>(course, constants, drawn, numbers, known);
      float* column = together.data() + (at - begin);
      for (const std::uint32_t cell : samples.cells) {
        *column = known[cell] != 0 ? static_cast<float>(numbers[cell]) : kUnknown;
        column += kTogether;
      }
      for (std::size_t i = 0; i < samples.aims.size(); ++i, column += kTogether) {
        double result = 0;
        const bool good = reach(course, course.aims[samples.aims[i]], number_of, result);
        samples.kept[i * samples.runs + at] = good && goals[i].keeps(result) ? 1 : 0;
        *column = good ? static_cast<float>(result) : kUnknown;
      }
    }
    for (std::size_t row = 0; row < rows; ++row) {
      std::copy_n(together.begin() + static_cast<std::ptrdiff_t>(row * kTogether), at - begin,
                  samples.numbers.begin() + static_cast<std::ptrdiff_t>(row * samples.runs + begin));
    }
  }
}

Spreads empty_spreads(const SampleOptions& options, const Samples& samples) {
  Spreads result;
  result.seed = options.seed;
  result.runs = samples.runs;
  for (const std::uint32_t cell : samples.cells) result.cells.push_back({cell, {}});
  for (const std::uint32_t aim : samples.aims) result.aims.push_back({aim, {}, 0});
  return result;
}

void summarise(Samples& samples, std::uint32_t first, std::uint32_t last, Spreads& spreads) {
  const std::size_t cells = samples.cells.size();
  for (std::size_t i = first; i < last; ++i) {
    const Spread spread = spread_of(std::span(samples.numbers).subspan(i * samples.runs, samples.runs));
    if (i < cells) {
      spreads.cells[i].spread = spread;
      continue;
    }
    const auto kept = std::span(samples.kept).subspan((i - cells) * samples.runs, samples.runs);
    spreads.aims[i - cells].spread = spread;
    spreads.aims[i - cells].kept = static_cast<std::uint32_t>(std::count(kept.begin(), kept.end(), 1));
  }
}

}  // namespace gouji::analyzer::whatif
