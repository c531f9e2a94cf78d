#include "cli/auditing.hpp"

#include <fmt/format.h>

#include <CLI/App.hpp>

#include "cli/failure.hpp"
#include "reports/snippet.hpp"

namespace gouji::cli {

namespace {

using dsl::Text;

void check_selectors(Rules rules, std::string_view option, const std::vector<std::string>& selectors, std::vector<Text>& troubles) {
  for (const std::string& selector : analyzer::unknown_selectors(rules, selectors)) {
    const Text near = did_you_mean(selector, selector_names(rules));
    const std::string shown = reports::visible(selector);
    troubles.emplace_back(fmt::format("{}：没有名为“{}”的规则或规则族{}", option, shown, near.zh),
                          fmt::format("{}: no rule or family is called \"{}\"{}", option, shown, near.en));
  }
}

}  // namespace

void add_rule_options(CLI::App& command, RuleArguments& arguments, const std::string& fail_on) {
  command.add_option("--fail-on", arguments.fail_on, fail_on)->option_text("error|warning|info|never");
  command
      .add_option("--select", arguments.select,
                  "只用这些规则：编号、名称、规则族或 *，逗号分隔，可重复\n"
                  "run these rules only: code, name, family or *; comma-separated, repeatable")
      ->option_text("RULES")
      ->allow_extra_args(false);
  command.add_option("--ignore", arguments.ignore, "不用这些规则，写法同上\nleave these rules out, written likewise")
      ->option_text("RULES")
      ->allow_extra_args(false);
  command
      .add_option("--sources", arguments.sources,
                  "原文所在的文件夹：逐一核对出处与数据，并列出原文中没有转写的数据\n"
                  "folder of the documents: check places and figures against them, and list what was not transcribed")
      ->option_text("DIR");
  add_configuration_options(command, arguments.configuration);
}

CommandLine command_line_of(const RuleArguments& arguments, Rules rules) {
  CommandLine line = command_line_of(arguments.configuration);
  if (!arguments.select.empty()) line.select = split_list(arguments.select);
  if (!arguments.ignore.empty()) line.ignore = split_list(arguments.ignore);
  std::vector<Text> troubles;
  check_selectors(rules, "--select", line.select.value_or(std::vector<std::string>()), troubles);
  check_selectors(rules, "--ignore", line.ignore.value_or(std::vector<std::string>()), troubles);
  if (!troubles.empty()) throw Failure(std::move(troubles));
  if (!arguments.fail_on.empty()) line.fail_on = parse_fail_level(arguments.fail_on);
  if (!arguments.sources.empty()) line.sources = arguments.sources;
  return line;
}

void tell_failures(std::span<const analyzer::Plan> plans, std::span<const analyzer::RuleFailure> failures, Language language) {
  for (const analyzer::RuleFailure& failure : failures) {
    const std::string plan = reports::visible(plans[failure.plan].source->name());
    const Text words(fmt::format("规则 {} 核对 {} 时中途出错：{}", failure.rule->name, plan, reports::visible(failure.what)),
                     fmt::format("rule {} broke down over {}: {}", failure.rule->name, plan, reports::visible(failure.what)));
    write_standard_error(fmt::format("gouji: {}\n", reports::pick(words, language)));
  }
}

}  // namespace gouji::cli
