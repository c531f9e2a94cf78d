// What the commands that audit plans share: the options that say which rules run and how, and what is told of rules that broke down.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "cli/settings.hpp"

namespace gouji::cli {

// --fail-on, --select, --ignore, --sources, --config and --no-config.
struct RuleArguments {
  std::string fail_on;
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::string sources;
  ConfigurationArguments configuration;
};
// `fail_on` is the help of --fail-on.
void add_rule_options(CLI::App& command, RuleArguments& arguments, const std::string& fail_on);
// Throws Failure, with all rules that are not known.
[[nodiscard]] CommandLine command_line_of(const RuleArguments& arguments, Rules rules);

// On standard error, beside the report, of which the reader may see the summary alone.
void tell_failures(std::span<const analyzer::Plan> plans, std::span<const analyzer::RuleFailure> failures, Language language);

}  // namespace gouji::cli
