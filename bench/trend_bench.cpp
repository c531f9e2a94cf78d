// Fits of five points: what a table of projections costs for very many indicators. The goal is a million in two seconds.
#include <benchmark/benchmark.h>

#include <array>
#include <vector>

#include "analyzer/trend/fit.hpp"
#include "analyzer/trend/least_squares.hpp"

namespace {

using namespace gouji::analyzer;  // NOLINT: the words of the bench
using trend::Model;
using trend::TrendPoint;

constexpr std::size_t kSeries = 1024;

// Different series, so that nothing is worked out once for all; values between the bounds of a share, for logit.
std::vector<std::array<TrendPoint, 5>> series() {
  std::vector<std::array<TrendPoint, 5>> all(kSeries);
  std::uint64_t state = 1;
  for (auto& points : all) {
    double value = 0.3;
    for (std::size_t i = 0; i < points.size(); ++i) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      value += 0.05 + 0.05 * static_cast<double>(state >> 40) / static_cast<double>(1u << 24);
      points[i] = {2018 + static_cast<double>(i), value};
    }
  }
  return all;
}

// Fit, projection three years on, and its 80 % and 95 % intervals.
void fit_and_project(benchmark::State& state) {
  const auto all = series();
  const auto model = static_cast<Model>(state.range(0));
  std::size_t next = 0;
  for (auto _ : state) {
    const auto fitted = trend::fit(all[next++ % kSeries], model).fit;
    benchmark::DoNotOptimize(trend::value_at(*fitted, 2025));
    benchmark::DoNotOptimize(trend::prediction_interval(*fitted, 2025, 0.8));
    benchmark::DoNotOptimize(trend::prediction_interval(*fitted, 2025, 0.95));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(fit_and_project)->Arg(static_cast<int>(Model::Linear))->Arg(static_cast<int>(Model::LogLinear))->Arg(static_cast<int>(Model::Drift))->Arg(static_cast<int>(Model::Logit));

// The million at once, on one core.
void a_million_fits(benchmark::State& state) {
  const auto all = series();
  for (auto _ : state) {
    for (std::size_t i = 0; i < 1'000'000; ++i) {
      const auto fitted = trend::fit(all[i % kSeries], static_cast<Model>(i % 4)).fit;
      benchmark::DoNotOptimize(trend::prediction_interval(*fitted, 2025, 0.95));
    }
  }
}
BENCHMARK(a_million_fits)->Unit(benchmark::kMillisecond);

// The certified core, for comparison.
void quad_core(benchmark::State& state) {
  const std::vector<Exact> observed = {12, 15, 17, 22, 24};
  std::vector<std::vector<Exact>> design;
  for (int year = 2018; year < 2023; ++year) design.push_back({Exact(1), Exact(year)});
  for (auto _ : state) benchmark::DoNotOptimize(trend::least_squares(observed, design));
}
BENCHMARK(quad_core)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
