// Lexing, parsing and resolving: bytes a second, and growth over sizes. The argument is the number of statements.

#include <benchmark/benchmark.h>

#include "bench/stages.hpp"
#include "dsl/lexer.hpp"
#include "dsl/parser.hpp"

namespace gouji::bench {
namespace {

void set_counters(benchmark::State& state, const dsl::SourceText& source) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(source.text().size()));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

const Stages& stages_for(const benchmark::State& state) { return stages_of({.statements = static_cast<std::size_t>(state.range(0))}); }

void lex(benchmark::State& state) {
  const dsl::SourceText& source = stages_for(state).source;
  for (auto _ : state) {
    std::vector<dsl::Diagnostic> diagnostics;
    dsl::Lexer lexer(source, diagnostics);
    dsl::StatementTokens statement;
    std::size_t tokens = 0;
    do {
      lexer.next(statement);
      tokens += statement.tokens.size();
    } while (statement.terminator.kind != dsl::TokenKind::EndOfFile);
    benchmark::DoNotOptimize(tokens);
  }
  set_counters(state, source);
}

void parse(benchmark::State& state) {
  const dsl::SourceText& source = stages_for(state).source;
  // Plan by plan, as the program reads: each tree is dropped for the next.
  for (auto _ : state) {
    std::size_t statements = 0;
    benchmark::DoNotOptimize(dsl::parse_plans(source, [&](const dsl::PlanTree& tree) { statements += tree.statement.body.size(); }));
    benchmark::DoNotOptimize(statements);
  }
  set_counters(state, source);
}

void resolve(benchmark::State& state) {
  const Stages& stages = stages_for(state);
  for (auto _ : state) benchmark::DoNotOptimize(analyzer::resolve(stages.source, stages.parsed.document));
  set_counters(state, stages.source);
}

BENCHMARK(lex)->RangeMultiplier(10)->Range(1000, 1000000)->Unit(benchmark::kMillisecond);
BENCHMARK(parse)->RangeMultiplier(10)->Range(1000, 1000000)->Unit(benchmark::kMillisecond);
BENCHMARK(resolve)->RangeMultiplier(10)->Range(1000, 1000000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gouji::bench

BENCHMARK_MAIN();
