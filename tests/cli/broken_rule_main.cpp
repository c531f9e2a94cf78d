// The program with one rule more, which breaks down over the plan 坏: see broken_rule_test.cpp.
#include <stdexcept>
#include <vector>

#include "cli/commands.hpp"

int main(int argc, char** argv) {
  using namespace gouji::analyzer;
  Rule broken;
  broken.code = "GJ9999";
  broken.name = "breaks-down";
  broken.family = "engine";
  broken.title = {"会出错的规则", "A rule that breaks down"};
  broken.run = [](const Plan& plan, Sink&) {
    if (plan.id == "坏") throw std::runtime_error("除以零");
  };
  std::vector<const Rule*> rules(builtin_rules().begin(), builtin_rules().end());
  rules.push_back(&broken);
  return gouji::cli::run({argv, static_cast<std::size_t>(argc)}, rules);
}
