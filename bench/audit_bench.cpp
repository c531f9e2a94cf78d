// Auditing and rendering. All rules over plans of ordinary length; then each rule alone over one plan that holds everything, where
// a rule that compares every pair would show. The argument is the number of statements.

#include <benchmark/benchmark.h>

#include <span>
#include <string>

#include "analyzer/audit/audit.hpp"
#include "bench/stages.hpp"
#include "reports/json.hpp"
#include "reports/text.hpp"

namespace gouji::bench {
namespace {

using Rules = std::span<const analyzer::Rule* const>;

void audit(benchmark::State& state, Rules rules, std::size_t districts_a_plan) {
  const Stages& stages = stages_of({static_cast<std::size_t>(state.range(0)), districts_a_plan});
  for (auto _ : state) benchmark::DoNotOptimize(analyzer::audit(stages.resolved.plans, rules));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

template <typename Render>
void render(benchmark::State& state, Render render_report) {
  const Stages& stages = stages_of({.statements = static_cast<std::size_t>(state.range(0))});
  const analyzer::AuditResult result = analyzer::audit(stages.resolved.plans, analyzer::builtin_rules());
  const std::vector<reports::File> files = {{&stages.source, {}}};
  const reports::Report report{files, stages.resolved.plans, result, analyzer::builtin_rules(), {}};
  for (auto _ : state) benchmark::DoNotOptimize(render_report(report));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->RangeMultiplier(10)->Range(1000, 100000)->Unit(benchmark::kMillisecond);
}

void register_all() {
  constexpr std::size_t kOnePlan = 0;
  const Rules rules = analyzer::builtin_rules();
  sizes(benchmark::RegisterBenchmark("audit", audit, rules, Size{}.districts_a_plan));
  sizes(benchmark::RegisterBenchmark("audit_one_plan", audit, rules, kOnePlan));
  sizes(benchmark::RegisterBenchmark("render_json", render<std::string (*)(const reports::Report&)>, reports::render_json));
  sizes(benchmark::RegisterBenchmark("render_text", render<std::string (*)(const reports::Report&)>, reports::render_text));
  // What audit() itself costs, to be taken off what a single rule costs.
  sizes(benchmark::RegisterBenchmark("rule/none", audit, Rules(), kOnePlan));
  for (std::size_t i = 0; i < rules.size(); ++i)
    sizes(benchmark::RegisterBenchmark(("rule/" + std::string(rules[i]->name)).c_str(), audit, rules.subspan(i, 1), kOnePlan));
}

}  // namespace
}  // namespace gouji::bench

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 2;
  gouji::bench::register_all();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
