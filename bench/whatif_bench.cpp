// Draws over connected indicators: 10 000 runs over 1000 of them are to take a second at most on two cores.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "analyzer/model/resolve.hpp"
#include "analyzer/whatif/sampler.hpp"
#include "dsl/parser.hpp"

namespace gouji::bench {
namespace {

namespace whatif = analyzer::whatif;

// Half of the indicators are assumed, each of the others is the ratio of two of them; four years each.
struct Connected {
  std::unique_ptr<dsl::SourceText> source;
  analyzer::ResolveResult resolved;
  whatif::Course course;
};

Connected connected(std::size_t indicators) {
  std::string text = "plan p {\nperiod 2024..2026\n";
  for (std::size_t i = 0; i < indicators / 2; ++i) {
    text += fmt::format("indicator x{0} 家 {{ baseline 2023 100家; target 2026 >= 160家 }}\nindicator r{0} ratio % {{ baseline 2023 100%; target 2026 >= 90% }}\n", i);
    text += fmt::format("relation r{} = x{} / x{}\n", i, i, (i + 1) % (indicators / 2));
  }
  Connected made;
  made.source = std::make_unique<dsl::SourceText>("bench.plan", text + "}\n");
  const dsl::ParseResult parsed = dsl::parse(*made.source);
  made.resolved = analyzer::resolve(*made.source, parsed.document);
  const analyzer::Plan& plan = made.resolved.plans.front();
  whatif::CourseInput input{plan};
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    if (!plan.indicators[i].id.starts_with('x')) continue;
    analyzer::Assumption assumption;
    assumption.indicators = {static_cast<analyzer::IndicatorId>(i)};
    assumption.form = analyzer::Assumption::Form::Pace;
    assumption.spread = i % 3 == 0 ? analyzer::Assumption::Spread::Normal : analyzer::Assumption::Spread::Uniform;
    assumption.first = 2024;
    assumption.low.number = 10;
    assumption.high.emplace().number = 30;
    assumption.shape.emplace().number = 5;
    input.assumptions.push_back(assumption);
  }
  made.course = whatif::course_of(input);
  return made;
}

// Work shared out as the program does it.
template <typename Work>
void share(unsigned threads, std::uint32_t count, const Work& work) {
  std::vector<std::jthread> others;
  for (std::uint32_t part = 1; part < threads; ++part) {
    others.emplace_back([&, part] {
      work(static_cast<std::uint32_t>(std::uint64_t{count} * part / threads), static_cast<std::uint32_t>(std::uint64_t{count} * (part + 1) / threads));
    });
  }
  work(0, count / threads);
}

void draws(benchmark::State& state) {
  const Connected made = connected(static_cast<std::size_t>(state.range(0)));
  const whatif::SampleOptions options{.seed = 1, .runs = 10000};
  const auto threads = static_cast<unsigned>(state.range(1));
  for (auto _ : state) {
    whatif::Samples samples = whatif::samples_of(made.course, options);
    share(threads, samples.runs, [&](std::uint32_t first, std::uint32_t last) { whatif::draw(made.course, options, first, last, samples); });
    whatif::Spreads spreads = whatif::empty_spreads(options, samples);
    share(threads, samples.rows(), [&](std::uint32_t first, std::uint32_t last) { whatif::summarise(samples, first, last, spreads); });
    benchmark::DoNotOptimize(spreads);
  }
}
BENCHMARK(draws)->ArgNames({"indicators", "threads"})->Args({1000, 1})->Args({1000, 2})->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gouji::bench

BENCHMARK_MAIN();
