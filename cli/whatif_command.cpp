#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <thread>

#include "analyzer/model/resolve.hpp"
#include "analyzer/whatif/whatif.hpp"
#include "cli/commands.hpp"
#include "cli/encoding.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/settings.hpp"
#include "cli/version.hpp"
#include "dsl/parser.hpp"
#include "reports/snippet.hpp"
#include "reports/text.hpp"
#include "reports/whatif.hpp"

namespace gouji::cli {

namespace {

using analyzer::whatif::Chain;
using dsl::Text;

struct Arguments {
  std::vector<std::string> paths;
  std::vector<std::string> scenarios;
  std::vector<std::string> sets;
  std::string format = "text";
  std::string language = "zh";
  std::string output;
  std::string runs = "10000";
  std::string seed = "1";
  std::string jobs;
  std::string as_of;
  std::string colour = "auto";
  ConfigurationArguments configuration;
  bool all = false;
};

constexpr std::string_view kOwnScenario = "--set";

// A file of plans or scenarios; the trees point into its text.
struct Input {
  std::unique_ptr<const dsl::SourceText> source;
  std::vector<dsl::PlanTree> trees;
  std::vector<dsl::Diagnostic> mistakes;
};

Input read_input(std::string name, std::string text) {
  Input input;
  input.source = std::make_unique<const dsl::SourceText>(std::move(name), std::move(text));
  if (auto mistake = encoding_mistake(*input.source)) {
    input.mistakes.push_back(std::move(*mistake));
    return input;
  }
  input.mistakes = dsl::parse_plans(*input.source, [&](dsl::PlanTree& tree) { input.trees.push_back(std::move(tree)); });
  return input;
}

bool is_scenario(const dsl::PlanTree& tree) { return tree.statement.keyword.keyword == dsl::Keyword::Scenario; }

std::vector<analyzer::Plan> read_plans(std::deque<Input>& inputs, Rules rules) {
  std::vector<std::string_view> names;
  for (const analyzer::Rule* rule : rules) names.insert(names.end(), {rule->code, rule->name});
  std::vector<analyzer::Plan> plans;
  for (Input& input : inputs) {
    analyzer::DocumentResolver resolver(*input.source, names, input.mistakes);
    for (const dsl::PlanTree& tree : input.trees) {
      if (auto plan = resolver.add(tree)) plans.push_back(std::move(*plan));
    }
  }
  return plans;
}

std::vector<analyzer::Scenario> read_scenarios(std::deque<Input>& inputs, const analyzer::Plan& plan) {
  std::vector<analyzer::Scenario> scenarios;
  for (Input& input : inputs) {
    for (const dsl::PlanTree& tree : input.trees) {
      if (!is_scenario(tree)) continue;
      const std::string plan_named = [&] {
        const dsl::Clause* of = tree.statement.find(dsl::Keyword::Of);
        return of == nullptr ? std::string() : dsl::text_of(*input.source, of->items.front());
      }();
      // Of another plan: a file may hold scenarios of several.
      if (!plan_named.empty() && plan_named != plan.id) continue;
      scenarios.push_back(analyzer::resolve_scenario(*input.source, tree, plan, input.mistakes));
      const auto twice = std::find_if(scenarios.begin(), scenarios.end() - 1, [&](const auto& other) { return other.id == scenarios.back().id; });
      if (twice != scenarios.end() - 1) {
        input.mistakes.push_back({dsl::Mistake::DuplicateName, scenarios.back().place.span,
                                  dsl::fill({"名为 “{name}” 的情景已经声明过", "the scenario \"{name}\" is declared already"}, {{"name", scenarios.back().id}}),
                                  {}, {}});
      }
    }
  }
  return scenarios;
}

// Tells the mistakes of all files; nothing is worked out from a plan or scenario that holds one.
bool tell_mistakes(std::deque<Input>& inputs, const reports::Options& options) {
  bool any = false;
  for (Input& input : inputs) {
    if (input.mistakes.empty()) continue;
    any = true;
    std::stable_sort(input.mistakes.begin(), input.mistakes.end(), [](const auto& a, const auto& b) { return a.span < b.span; });
    write_standard_error(reports::render_mistakes({input.source.get(), input.mistakes}, options));
  }
  return any;
}

std::vector<Chain> chosen_chains(const std::vector<analyzer::Scenario>& scenarios, const Arguments& arguments) {
  std::vector<analyzer::whatif::BrokenChain> broken;
  std::vector<Chain> chains = analyzer::whatif::chains_of(scenarios, broken);
  std::vector<Text> troubles;
  for (const auto& one : broken) {
    if (one.missing.empty()) {
      troubles.emplace_back(fmt::format("情景“{}”的继承绕成了圈", one.scenario->id), fmt::format("scenario \"{}\" extends itself in a circle", one.scenario->id));
    } else {
      std::vector<std::string_view> known;
      for (const auto& scenario : scenarios) known.push_back(scenario.id);
      const Text near = did_you_mean(one.missing, known);
      troubles.emplace_back(fmt::format("情景“{}”所继承的“{}”没有声明{}", one.scenario->id, one.missing, near.zh),
                            fmt::format("scenario \"{}\" extends \"{}\", which is not declared{}", one.scenario->id, one.missing, near.en));
    }
  }
  const std::vector<std::string> wanted = split_list(arguments.scenarios);
  for (const std::string& name : wanted) {
    if (std::any_of(scenarios.begin(), scenarios.end(), [&](const auto& scenario) { return scenario.id == name || scenario.title == name; })) continue;
    std::vector<std::string_view> known;
    for (const auto& scenario : scenarios) known.push_back(scenario.id);
    const Text near = did_you_mean(name, known);
    troubles.emplace_back(fmt::format("没有名为“{}”的情景{}", reports::visible(name), near.zh),
                          fmt::format("no scenario is called \"{}\"{}", reports::visible(name), near.en));
  }
  if (!troubles.empty()) throw Failure(std::move(troubles));
  if (wanted.empty()) return chains;
  std::erase_if(chains, [&](const Chain& chain) {
    if (chain.scenario->id == kOwnScenario) return false;
    return std::none_of(wanted.begin(), wanted.end(),
                        [&](const std::string& name) { return name == chain.scenario->id || name == chain.scenario->title; });
  });
  return chains;
}

template <typename Number>
Number parse_count(const std::string& value, std::string_view option, Number least, Number most) {
  Number number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size() || number < least || number > most) {
    throw Failure(fmt::format("{} 要写 {} 到 {} 的整数，写的是“{}”", option, least, most, reports::visible(value)),
                  fmt::format("{} takes a whole number from {} to {}, not \"{}\"", option, least, most, reports::visible(value)));
  }
  return number;
}

// Work in parts, which the threads take one by one; what comes of it does not depend on them. `done` is told the size of each part.
void spread_out(unsigned jobs, std::uint32_t count, const std::function<void(std::uint32_t, std::uint32_t)>& work,
                const std::function<void(std::uint32_t)>& done) {
  constexpr std::uint32_t kLargestPart = 1000;
  constexpr std::uint32_t kPartsPerThread = 8;
  const std::uint32_t part = std::clamp(count / (jobs * kPartsPerThread), 1U, kLargestPart);
  std::atomic<std::uint32_t> next = 0;
  const auto draw = [&] {
    for (std::uint32_t first = next.fetch_add(part); first < count; first = next.fetch_add(part)) {
      const std::uint32_t last = std::min(count, first + part);
      work(first, last);
      done(last - first);
    }
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 1; i < jobs; ++i) threads.emplace_back(draw);
  draw();
}

// What the scenarios are written as; svg and csv beside those of every command.
enum class WhatIfFormat { Text, Json, Csv, Svg };

WhatIfFormat parse_whatif_format(const std::string& value) {
  if (value == "text") return WhatIfFormat::Text;
  if (value == "json") return WhatIfFormat::Json;
  if (value == "csv") return WhatIfFormat::Csv;
  if (value == "svg") return WhatIfFormat::Svg;
  throw unknown_value("--format", value, {"text", "json", "csv", "svg"});
}

std::string render(const reports::WhatIfReport& report, WhatIfFormat format) {
  switch (format) {
    case WhatIfFormat::Text: return reports::render_whatif_text(report);
    case WhatIfFormat::Json: return reports::render_whatif_json(report);
    case WhatIfFormat::Csv: return reports::render_whatif_csv(report);
    case WhatIfFormat::Svg: return reports::render_whatif_svg(report);
  }
  return {};
}

int run_whatif(const Arguments& arguments, Rules rules) {
  const WhatIfFormat format = parse_whatif_format(arguments.format);
  const Language language = parse_language(arguments.language);
  const unsigned jobs = parse_jobs(arguments.jobs);
  analyzer::whatif::WhatIfOptions options;
  constexpr std::uint32_t kMostRuns = 1000000;
  options.sampling.runs = parse_count<std::uint32_t>(arguments.runs, "--runs", 1, kMostRuns);
  options.sampling.seed = parse_count<std::uint64_t>(arguments.seed, "--seed", 0, std::numeric_limits<std::uint64_t>::max());
  SettingsBook settings(command_line_of(arguments.configuration), rules, parse_day(arguments.as_of));
  std::optional<Progress> progress(std::in_place, dsl::Template{"抽样", "drawing"}, 0, language);
  options.spread_out = [&, jobs](std::uint32_t count, const auto& work) {
    // The rest is the summing up.
    const bool draws = count == options.sampling.runs;
    spread_out(jobs, count, work, [&](std::uint32_t part) { progress->add(draws ? part : 0); });
  };
  if (arguments.paths.empty()) throw Failure("没有给出方案文件", "no plan file is given");

  std::deque<Input> inputs;
  for (const std::string& path : arguments.paths) {
    if (same_file(path, arguments.output)) {
      throw Failure(fmt::format("-o 不能指向被读取的文件 {}", reports::visible(path)), fmt::format("-o must not name the file {} that is read", reports::visible(path)));
    }
    inputs.push_back(read_input(path, read_file(path)));
  }
  if (!arguments.sets.empty()) {
    // The first statement stands behind the head, so that the mistake of the nth is told in line n.
    std::string own = fmt::format("scenario \"{}\" {{ ", kOwnScenario);
    for (const std::string& set : arguments.sets) own += set + "\n";
    inputs.push_back(read_input(std::string(kOwnScenario), own + "}\n"));
  }
  reports::Options shown;
  shown.language = language;
  shown.colour = parse_colour(arguments.colour, STDERR_FILENO);
  const std::vector<analyzer::Plan> plans = read_plans(inputs, rules);
  if (plans.empty() && tell_mistakes(inputs, shown)) return kFindings;
  if (plans.empty()) throw Failure("给出的文件里没有方案", "the files given hold no plan");
  if (plans.size() > 1) {
    throw Failure(fmt::format("给出的文件里有 {} 个方案，一次只推算一个", plans.size()),
                  fmt::format("the files given hold {} plans; give one", plans.size()));
  }
  const analyzer::Plan& plan = plans.front();
  const std::vector<analyzer::Scenario> scenarios = read_scenarios(inputs, plan);
  if (tell_mistakes(inputs, shown)) return kFindings;

  options.audit = settings.of(plan.source->name()).audit;
  options.audit.checks = analyzer::KeptChecks::None;
  const std::vector<Chain> chains = chosen_chains(scenarios, arguments);
  const analyzer::whatif::WhatIf result = analyzer::whatif::whatif(plan, chains, rules, options);
  progress.reset();
  const reports::WhatIfReport report{plan, result, language, std::string(kVersion), arguments.all};
  const std::string content = render(report, format);
  write_result(arguments.output, content);
  return kOk;
}

}  // namespace

Command add_whatif(CLI::App& app, Rules rules) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("whatif", "情景推算：假定变了，目标还能不能达到\nscenarios: whether targets are still reached when things change");
  command->footer(
      "例 Example\n"
      "  gouji whatif plans/wenzhou.plan plans/scenarios/wenzhou.scenario\n"
      "  gouji whatif plans/wenzhou.plan --set '假定 质押融资 每年 2023.. +25亿元'");
  command->add_option("PATH", arguments->paths, "一个方案文件，以及写有情景的文件\none plan file, and files of scenarios")->option_text("...");
  command->add_option("--scenario", arguments->scenarios, "只推算这些情景，逗号分隔，可重复\nthese scenarios only; comma-separated, repeatable")
      ->option_text("NAMES")
      ->allow_extra_args(false);
  command->add_option("--set", arguments->sets, "临时情景的一条语句，可重复\na statement of a scenario of your own, repeatable")
      ->option_text("EXPR")
      ->allow_extra_args(false);
  command->add_flag("--all", arguments->all, "不受影响的指标也列出\nalso list indicators that stay as they are");
  command->add_option("--runs", arguments->runs, "抽样次数（默认 10000）\nnumber of draws (default 10000)")->option_text("N");
  command->add_option("--seed", arguments->seed, "抽样种子（默认 1）；同一种子，结果逐字节相同\nseed of the draws (default 1): same seed, same bytes")->option_text("N");
  command->add_option("--as-of", arguments->as_of, "以这一天为今天（默认当天）\nthe day to take for today (default today)")->option_text("DATE");
  command->add_option("--format", arguments->format, "text | json | csv 每年一行 | svg 图（默认 text）\ntext, json, csv (a line a year) or svg pictures (default text)")->option_text("text|json|csv|svg");
  command->add_option("-o,--output", arguments->output, "写入文件，不写到标准输出\nwrite to a file, not to standard output")->option_text("FILE");
  command->add_option("--lang", arguments->language, "语言（默认 zh）\nlanguage (default zh)")->option_text("zh|en");
  command->add_option("--color", arguments->colour, "颜色（默认 auto，仅终端）\ncolour (default auto: terminals only)")
      ->option_text("auto|always|never");
  command->add_option("--jobs", arguments->jobs, "抽样的线程数（默认同处理器数）\nthreads that draw (default: processors)")->option_text("N");
  add_configuration_options(*command, arguments->configuration);
  return {command, [arguments, rules] { return run_whatif(*arguments, rules); }};
}

}  // namespace gouji::cli
