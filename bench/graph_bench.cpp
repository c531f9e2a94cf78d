// The graph algorithms on plain arcs, and the graph of a plan. The argument counts vertices; each has ten arcs to those before it, so
// that 10^5 make 10^6 arcs.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "analyzer/graph/analysis.hpp"
#include "analyzer/model/resolve.hpp"
#include "dsl/parser.hpp"

namespace gouji::bench {
namespace {

namespace graph = analyzer::graph;

constexpr graph::Vertex kArcsEach = 10;

std::vector<graph::Arc> many_arcs(std::size_t vertices) {
  std::vector<graph::Arc> arcs;
  for (graph::Vertex v = 1; v < vertices; ++v) {
    for (graph::Vertex back = 1; back <= std::min(v, kArcsEach); ++back) arcs.push_back({v, v - back});
  }
  return arcs;
}

// One arc from the first to the last: all of it is one component.
std::vector<graph::Arc> closed_arcs(std::size_t vertices) {
  std::vector<graph::Arc> arcs = many_arcs(vertices);
  arcs.push_back({0, static_cast<graph::Vertex>(vertices - 1)});
  return arcs;
}

template <typename Make, typename Run>
void measure(benchmark::State& state, Make make, Run run) {
  const auto vertices = static_cast<std::size_t>(state.range(0));
  const std::vector<graph::Arc> arcs = make(vertices);
  for (auto _ : state) benchmark::DoNotOptimize(run(vertices, arcs));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(arcs.size()));
}

// A plan of tasks in one chain, each led by one of a hundred organisations and carrying an indicator.
struct ChainPlan {
  std::unique_ptr<dsl::SourceText> source;
  analyzer::ResolveResult resolved;
};

const ChainPlan& chain_plan(std::size_t tasks) {
  static std::vector<std::pair<std::size_t, ChainPlan>> made;
  for (const auto& [size, plan] : made) {
    if (size == tasks) return plan;
  }
  std::string text = "plan p {\nperiod 2024..2026\n";
  for (std::size_t i = 0; i < 100; ++i) text += fmt::format("org u{}\n", i);
  for (std::size_t i = 0; i < tasks; ++i) {
    text += fmt::format("indicator x{} 家 {{ target 2026 = 5家 }}\ntask t{} {{ units u{}; supports x{}; dates 2024..2026{} }}\n", i, i, i % 100, i,
                        i == 0 ? std::string() : fmt::format("; after t{}", i - 1));
  }
  text += "}\n";
  ChainPlan plan{std::make_unique<dsl::SourceText>("chain.plan", std::move(text)), {}};
  const dsl::ParseResult parsed = dsl::parse(*plan.source);
  plan.resolved = analyzer::resolve(*plan.source, parsed.document);
  return made.emplace_back(tasks, std::move(plan)).second;
}

template <typename Run>
void measure_plan(benchmark::State& state, Run run) {
  const graph::Graph built = graph::build(chain_plan(static_cast<std::size_t>(state.range(0))).resolved.plans.front());
  for (auto _ : state) benchmark::DoNotOptimize(run(built));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->RangeMultiplier(10)->Range(1000, 100000)->Unit(benchmark::kMillisecond);
}

void register_all() {
  const auto arcs = [](const char* name, auto make, auto run) {
    sizes(benchmark::RegisterBenchmark(name, [=](benchmark::State& state) { measure(state, make, run); }));
  };
  const auto plan = [](const char* name, auto run) {
    sizes(benchmark::RegisterBenchmark(name, [=](benchmark::State& state) { measure_plan(state, run); }));
  };
  arcs("arcs/strong_components", many_arcs, [](std::size_t n, const auto& a) { return graph::strong_components(n, a); });
  arcs("arcs/no_cycle", many_arcs, [](std::size_t n, const auto& a) { return graph::cyclic_components(n, a); });
  arcs("arcs/one_large_cycle", closed_arcs, [](std::size_t n, const auto& a) { return graph::cyclic_components(n, a); });
  arcs("arcs/redundant", many_arcs, [](std::size_t n, const auto& a) { return graph::redundant_arcs(n, a); });
  arcs("arcs/articulation", many_arcs, [](std::size_t n, const auto& a) { return graph::articulation_vertices(n, a); });
  arcs("arcs/reach", many_arcs, [](std::size_t n, const auto& a) { return graph::reach(n, a, static_cast<graph::Vertex>(n - 1)); });
  sizes(benchmark::RegisterBenchmark("plan/build", [](benchmark::State& state) {
    const analyzer::Plan& of = chain_plan(static_cast<std::size_t>(state.range(0))).resolved.plans.front();
    for (auto _ : state) benchmark::DoNotOptimize(graph::build(of));
    state.SetItemsProcessed(state.iterations() * state.range(0));
  }));
  plan("plan/circles", graph::circles_of);
  plan("plan/redundant_waits", graph::redundant_waits);
  plan("plan/schedule", graph::schedule_of);
  plan("plan/loads", graph::loads_of);
  plan("plan/joints", graph::joints_of);
  plan("plan/impact", [](const graph::Graph& built) {
    return graph::impact_of(built, built.at(graph::NodeKind::Task, 0), graph::Heading::Touched);
  });
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
