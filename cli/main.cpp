#include "cli/commands.hpp"

int main(int argc, char** argv) {
  return gouji::cli::run({argv, static_cast<std::size_t>(argc)}, gouji::analyzer::builtin_rules());
}
