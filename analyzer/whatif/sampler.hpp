// Monte Carlo over the assumptions of a course: each run draws every driver once. Binary floating point, for a drawn number is no fact.
// Deterministic: the numbers of a run depend on the seed, the run and the driver alone, not on who computes it or in which order.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzer/whatif/trajectory.hpp"

namespace gouji::analyzer::whatif {

struct SampleOptions {
  std::uint64_t seed = 1;
  std::uint32_t runs = 10000;
};

// The drawn values of what depends on an assumption: rows of `runs` numbers; NaN in a run where the value is unknown.
struct Samples {
  std::uint32_t runs = 0;
  std::vector<std::uint32_t> cells;    // that depend on a spread assumption, ascending; row i is cells[i]
  std::vector<std::uint32_t> aims;     // whose cells do; row cells.size() + i
  std::vector<float> numbers;
  std::vector<char> kept;            // by aim of the list and run: the target is reached

  [[nodiscard]] std::uint32_t rows() const { return static_cast<std::uint32_t>(cells.size() + aims.size()); }
};

// Room for the runs of a course; empty when nothing in it is uncertain.
[[nodiscard]] Samples samples_of(const Course& course, const SampleOptions& options);
// Runs first … last − 1. Calls for disjoint runs may go on at the same time.
void draw(const Course& course, const SampleOptions& options, std::uint32_t first, std::uint32_t last, Samples& samples);

// Of one cell or aim over all runs in which it is known. Quantiles by linear interpolation between order statistics (Hyndman and Fan,
// "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996), definition 7), to seven digits: a draw bears no more.
struct Spread {
  Exact low;     // 10 %
  Exact middle;  // 50 %
  Exact high;    // 90 %
  std::uint32_t known = 0;
};
struct CellSpread {
  std::uint32_t cell = 0;
  Spread spread;
};
struct AimSpread {
  std::uint32_t aim = 0;
  Spread spread;
  std::uint32_t kept = 0;  // runs in which the target is reached, of spread.known
};

struct Spreads {
  std::uint64_t seed = 0;
  std::uint32_t runs = 0;
  std::vector<CellSpread> cells;
  std::vector<AimSpread> aims;
};
// Room for the spread of every row; and those of the rows first … last − 1, whose numbers are put into another order in passing. Calls
// for disjoint rows may go on at the same time.
[[nodiscard]] Spreads empty_spreads(const SampleOptions& options, const Samples& samples);
void summarise(Samples& samples, std::uint32_t first, std::uint32_t last, Spreads& spreads);

// One number of a driver, for `uniform` in (0, 1): the inverse of its distribution function.
[[nodiscard]] double quantile_of(const Assumption& assumption, double uniform);

}  // namespace gouji::analyzer::whatif
