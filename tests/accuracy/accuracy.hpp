// How exact the fits of analyzer/trend are: least squares against the certified values of NIST, prediction intervals against
// simulated series whose truth is known.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/trend/fit.hpp"

namespace gouji::accuracy {

// Digits that agree with the certificate, which holds 15: −log10 of the relative error, at most 15.
struct Digits {
  double estimate = 0;  // the worst of the coefficients
  double error = 0;     // the worst of their standard errors
  double residual = 0;  // the residual scale
};

struct Certified {
  std::string name;
  std::string model;    // in words
  std::size_t observations = 0;
  std::size_t parameters = 0;
  Digits quad;          // of trend::least_squares
};

// The eleven sets below tests/data/nist-strd, in order of difficulty as NIST grades it.
[[nodiscard]] std::vector<Certified> measure_certified(const std::string& root);

enum class Truth : std::uint8_t { Line, Exponential, RandomWalk, LevelShift, Autocorrelated };

// One row of the table: a truth, the model fitted to it, and how many points.
struct Coverage {
  Truth truth = Truth::Line;
  analyzer::trend::Model model = analyzer::trend::Model::Linear;
  std::size_t points = 3;
  std::size_t runs = 0;
  std::size_t within80 = 0;
  std::size_t within95 = 0;
  double width95 = 0;  // median, in standard deviations of the error of one observation; of Exponential in percent of the value
};

struct SimulationOptions {
  std::uint64_t seed = 1;
  std::size_t runs = 20000;
  int ahead = 3;       // years from the last point to the one that is predicted
};

// Each truth with the model for its kind, n = 3 … 8.
[[nodiscard]] std::vector<Coverage> simulate(const SimulationOptions& options = {});

[[nodiscard]] std::string_view name_of(Truth truth);
[[nodiscard]] std::string_view name_of(analyzer::trend::Model model);

// docs/accuracy.md
[[nodiscard]] std::string render_page(const std::vector<Certified>& certified, const std::vector<Coverage>& coverage,
                                      const SimulationOptions& options);

}  // namespace gouji::accuracy
