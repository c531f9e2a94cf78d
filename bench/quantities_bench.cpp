// Exact numbers and the reading of units: nanoseconds an operation, over figures such as plans hold.

#include <benchmark/benchmark.h>

#include <array>
#include <string_view>

#include "analyzer/units/exact.hpp"
#include "analyzer/units/unit.hpp"

namespace gouji::bench {
namespace {

using analyzer::Exact;

constexpr std::array<std::string_view, 8> kDigits = {"1600", "8.5", "120", "0.35", "58", "97.46", "3", "12000"};

std::array<Exact, kDigits.size()> figures() {
  std::array<Exact, kDigits.size()> result;
  for (std::size_t i = 0; i < kDigits.size(); ++i) result[i] = *Exact::parse(kDigits[i]);
  return result;
}

// Runs `operation` on every neighbouring pair of figures; one item is one operation.
template <typename Operation>
void over_pairs(benchmark::State& state, Operation operation) {
  const auto values = figures();
  for (auto _ : state) {
    for (std::size_t i = 0; i < values.size(); ++i) benchmark::DoNotOptimize(operation(values[i], values[(i + 1) % values.size()]));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(values.size()));
}

void exact_parse(benchmark::State& state) {
  for (auto _ : state) {
    for (const std::string_view digits : kDigits) benchmark::DoNotOptimize(Exact::parse(digits));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kDigits.size()));
}

void exact_add(benchmark::State& state) {
  over_pairs(state, [](const Exact& a, const Exact& b) { return a + b; });
}

void exact_multiply(benchmark::State& state) {
  over_pairs(state, [](const Exact& a, const Exact& b) { return a * b; });
}

void exact_divide(benchmark::State& state) {
  over_pairs(state, [](const Exact& a, const Exact& b) { return a / b; });
}

void exact_compare(benchmark::State& state) {
  over_pairs(state, [](const Exact& a, const Exact& b) { return a < b; });
}

void exact_to_string(benchmark::State& state) {
  over_pairs(state, [](const Exact& a, const Exact&) { return a.to_string(); });
}

void unit_read(benchmark::State& state) {
  constexpr std::array<std::string_view, 8> kUnits = {"件", "亿元", "万人", "件/万人", "%", "个百分点", "家", "亩"};
  const auto& catalogue = analyzer::UnitCatalogue::builtin();
  for (auto _ : state) {
    for (const std::string_view unit : kUnits) benchmark::DoNotOptimize(catalogue.read(unit));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kUnits.size()));
}

BENCHMARK(exact_parse);
BENCHMARK(exact_add);
BENCHMARK(exact_multiply);
BENCHMARK(exact_divide);
BENCHMARK(exact_compare);
BENCHMARK(exact_to_string);
BENCHMARK(unit_read);

}  // namespace
}  // namespace gouji::bench

BENCHMARK_MAIN();
