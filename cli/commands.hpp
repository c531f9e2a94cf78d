// The commands. Each declares its options and gives back what runs it; running returns the exit code or throws Failure.
#pragma once

#include <CLI/App.hpp>
#include <functional>
#include <span>
#include <vector>

#include "analyzer/audit/rule.hpp"

namespace gouji::cli {

using Rules = std::span<const analyzer::Rule* const>;

struct Command {
  CLI::App* app = nullptr;
  std::function<int()> run;
};

[[nodiscard]] Command add_audit(CLI::App& app, Rules rules);
[[nodiscard]] Command add_explain(CLI::App& app, Rules rules);
[[nodiscard]] Command add_rules(CLI::App& app, Rules rules);
[[nodiscard]] Command add_fmt(CLI::App& app);
[[nodiscard]] Command add_trend(CLI::App& app, Rules rules);
[[nodiscard]] Command add_compare(CLI::App& app, Rules rules);
[[nodiscard]] Command add_config(CLI::App& app, Rules rules);
[[nodiscard]] Command add_graph(CLI::App& app, Rules rules);
[[nodiscard]] Command add_status(CLI::App& app, Rules rules);
[[nodiscard]] Command add_whatif(CLI::App& app, Rules rules);

[[nodiscard]] Command add_completion(CLI::App& app, Rules rules);
[[nodiscard]] Command add_man(CLI::App& app);

// The whole program: the exit code for these arguments. Nothing is thrown.
[[nodiscard]] int run(std::span<const char* const> arguments, Rules rules);

}  // namespace gouji::cli
