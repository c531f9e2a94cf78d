#include "tests/accuracy/accuracy.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <sstream>
#include <stdexcept>

#include "analyzer/trend/least_squares.hpp"
#include "tests/support/random.hpp"
#include "tests/support/support.hpp"

namespace gouji::accuracy {

namespace {

using analyzer::Exact;
using analyzer::trend::Model;
using analyzer::trend::TrendPoint;
using testing::Random;

// --- certified sets ---------------------------------------------------------------------------------------------------------

struct Set {
  const char* name;
  const char* model;
  int degree;      // of the polynomial in the first predictor; 0: the predictors as they are
  bool constant;
};

constexpr std::array<Set, 11> kSets = {{{"Norris", "straight line", 1, true},
                                        {"Pontius", "polynomial of degree 2", 2, true},
                                        {"NoInt1", "line through the origin", 1, false},
                                        {"NoInt2", "line through the origin", 1, false},
                                        {"Filip", "polynomial of degree 10", 10, true},
                                        {"Longley", "six predictors, nearly collinear", 0, true},
                                        {"Wampler1", "polynomial of degree 5, no scatter", 5, true},
                                        {"Wampler2", "polynomial of degree 5, no scatter", 5, true},
                                        {"Wampler3", "polynomial of degree 5", 5, true},
                                        {"Wampler4", "polynomial of degree 5, wide scatter", 5, true},
                                        {"Wampler5", "polynomial of degree 5, very wide scatter", 5, true}}};

struct Observations {
  std::vector<Exact> observed;
  std::vector<std::vector<Exact>> design;
};

// "760." and "-.5" as well.
Exact number(std::string text) {
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  if (text.starts_with('.')) text.insert(0, 1, '0');
  if (text.ends_with('.')) text.pop_back();
  const auto value = Exact::parse(text);
  if (!value) throw std::runtime_error("no number: " + text);
  return negative ? -*value : *value;
}

std::vector<Exact> row_of(const Set& set, const std::vector<Exact>& predictors) {
  std::vector<Exact> row;
  if (set.constant) row.push_back(1);
  if (set.degree == 0) {
    row.insert(row.end(), predictors.begin(), predictors.end());
    return row;
  }
  Exact power = 1;
  for (int degree = 1; degree <= set.degree; ++degree) {
    power = power * predictors.front();
    row.push_back(power);
  }
  return row;
}

Observations read_set(const std::string& folder, const Set& set) {
  Observations result;
  std::istringstream lines(testing::read_file(folder + set.name + ".csv"));
  std::string line;
  std::getline(lines, line);  // the heads
  while (std::getline(lines, line)) {
    if (line.ends_with('\r')) line.pop_back();
    std::istringstream cells(line);
    std::string cell;
    std::vector<Exact> numbers;
    while (std::getline(cells, cell, ',')) numbers.push_back(number(cell));
    result.observed.push_back(numbers.front());
    numbers.erase(numbers.begin());
    result.design.push_back(row_of(set, numbers));
  }
  return result;
}

// Set and quantity ("Norris estimate") to the certified values in order.
std::map<std::string, std::vector<double>> read_certificates(const std::string& folder) {
  std::map<std::string, std::vector<double>> values;
  std::istringstream lines(testing::read_file(folder + "certified.tsv"));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    std::istringstream cells(line);
    std::string set;
    std::string quantity;
    std::string place;
    std::string value;
    std::getline(cells, set, '\t');
    std::getline(cells, quantity, '\t');
    std::getline(cells, place, '\t');
    std::getline(cells, value, '\t');
    values[set + " " + quantity].push_back(std::stod(value));
  }
  return values;
}

// A certified zero has no relative error: there the absolute one counts, as in NIST's own measure.
double digits(double computed, double certified) {
  constexpr double kCertified = 15;
  const double off = certified == 0 ? std::abs(computed) : std::abs((computed - certified) / certified);
  return off == 0 ? kCertified : std::clamp(-std::log10(off), 0.0, kCertified);
}

double worst(const std::vector<double>& computed, const std::vector<double>& certified) {
  if (computed.size() != certified.size()) return 0;
  double least = 15;
  for (std::size_t i = 0; i < computed.size(); ++i) least = std::min(least, digits(computed[i], certified[i]));
  return least;
}

// --- simulation --------------------------------------------------------------------------------------------------------------

constexpr double kStart = 100;
constexpr double kSlope = 10;        // a year
constexpr double kError = 4;         // standard deviation
constexpr double kGrowth = 0.1;      // a year, as a logarithm
constexpr double kLogError = 0.05;
constexpr double kShift = 5 * kError;
constexpr double kMemory = 0.6;      // share of the last error that stays

// Values at the years 0, 1, … of which the last is to be predicted.
std::vector<double> series(Truth truth, std::size_t years, std::size_t points, Random& random) {
  std::vector<double> values;
  double walk = kStart;
  double memory = random.normal() / std::sqrt(1 - kMemory * kMemory);
  // The level changes once, somewhere after the first year, perhaps only between the last point and the prediction.
  const std::size_t shifted = 1 + random.below(points);
  for (std::size_t year = 0; year < years; ++year) {
    const double line = kStart + kSlope * static_cast<double>(year);
    switch (truth) {
      case Truth::Line: values.push_back(line + kError * random.normal()); break;
      case Truth::Exponential:
        values.push_back(kStart * std::exp(kGrowth * static_cast<double>(year) + kLogError * random.normal()));
        break;
      case Truth::RandomWalk:
        values.push_back(walk);
        walk += kSlope + kError * random.normal();
        break;
      case Truth::LevelShift: values.push_back(line + (year >= shifted ? kShift : 0) + kError * random.normal()); break;
      case Truth::Autocorrelated:
        values.push_back(line + kError * memory);
        memory = kMemory * memory + random.normal();
        break;
    }
  }
  return values;
}

Coverage cover(Truth truth, Model model, std::size_t points, const SimulationOptions& options) {
  Coverage result{.truth = truth, .model = model, .points = points};
  Random random(options.seed * 1000003 + static_cast<std::uint64_t>(truth) * 1009 + static_cast<std::uint64_t>(model) * 101 + points);
  const std::size_t years = points + static_cast<std::size_t>(options.ahead);
  std::vector<double> widths;
  std::vector<TrendPoint> known(points);
  for (std::size_t run = 0; run < options.runs; ++run) {
    const std::vector<double> values = series(truth, years, points, random);
    for (std::size_t i = 0; i < points; ++i) known[i] = {static_cast<double>(i), values[i]};
    const auto fitted = analyzer::trend::fit(known, model).fit;
    if (!fitted) continue;
    const double time = static_cast<double>(years - 1);
    const auto narrow = prediction_interval(*fitted, time, 0.8);
    const auto wide = prediction_interval(*fitted, time, 0.95);
    if (!narrow || !wide) continue;
    ++result.runs;
    const double value = values.back();
    result.within80 += static_cast<std::size_t>(narrow->low <= value && value <= narrow->high);
    result.within95 += static_cast<std::size_t>(wide->low <= value && value <= wide->high);
    const double unit = truth == Truth::Exponential ? value_at(*fitted, time) / 100 : kError;
    widths.push_back((wide->high - wide->low) / unit);
  }
  const auto middle = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
  std::nth_element(widths.begin(), middle, widths.end());
  result.width95 = *middle;
  return result;
}

}  // namespace

std::vector<Certified> measure_certified(const std::string& root) {
  const std::string folder = root + "/tests/data/nist-strd/";
  const auto certificates = read_certificates(folder);
  std::vector<Certified> results;
  for (const Set& set : kSets) {
    const Observations data = read_set(folder, set);
    Certified result{set.name, set.model, data.observed.size(), data.design.front().size(), {}};
    if (const auto regression = analyzer::trend::least_squares(data.observed, data.design)) {
      const std::string name = set.name;
      result.quad = {worst(regression->coefficients, certificates.at(name + " estimate")),
                     worst(regression->standard_errors, certificates.at(name + " sd")),
                     worst({regression->residual_scale}, certificates.at(name + " residual_sd"))};
    }
    results.push_back(std::move(result));
  }
  return results;
}

std::vector<Coverage> simulate(const SimulationOptions& options) {
  constexpr std::array<std::pair<Truth, Model>, 6> kPairs = {{{Truth::Line, Model::Linear},
                                                              {Truth::Exponential, Model::LogLinear},
                                                              {Truth::RandomWalk, Model::Drift},
                                                              {Truth::Autocorrelated, Model::Linear},
                                                              {Truth::Autocorrelated, Model::Drift},
                                                              {Truth::LevelShift, Model::Linear}}};
  std::vector<Coverage> results;
  for (const auto& [truth, model] : kPairs) {
    for (std::size_t points = 3; points <= 8; ++points) results.push_back(cover(truth, model, points, options));
  }
  return results;
}

std::string_view name_of(Truth truth) {
  switch (truth) {
    case Truth::Line: return "a line, independent errors";
    case Truth::Exponential: return "constant growth, independent errors";
    case Truth::RandomWalk: return "a random walk with drift";
    case Truth::LevelShift: return "a line whose level shifts once";
    case Truth::Autocorrelated: return "a line, AR(1) errors";
  }
  return {};
}

std::string_view name_of(Model model) {
  switch (model) {
    case Model::Linear: return "linear";
    case Model::LogLinear: return "log-linear";
    case Model::Drift: return "drift";
    case Model::Logit: return "logit";
  }
  return {};
}

}  // namespace gouji::accuracy
