// Measures how exact the fits are.
//   accuracy                    prints the page
//   accuracy --write FILE       writes it; --check FILE fails when it is stale

#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>

#include "tests/accuracy/accuracy.hpp"
#include "tests/support/support.hpp"

int main(int argc, char** argv) {
  CLI::App app("measures how exact the fits are");
  std::string write;
  std::string check;
  std::string root = GOUJI_SOURCE_DIR;
  app.add_option("--write", write);
  app.add_option("--check", check);
  app.add_option("--root", root);
  CLI11_PARSE(app, argc, argv);

  const gouji::accuracy::SimulationOptions options;
  const std::string page =
      gouji::accuracy::render_page(gouji::accuracy::measure_certified(root), gouji::accuracy::simulate(options), options);
  if (!write.empty()) {
    std::ofstream(write, std::ios::binary) << page;
    return 0;
  }
  if (!check.empty()) {
    if (gouji::testing::read_file(check) == page) return 0;
    std::cerr << check << " is stale: accuracy --write " << check << "\n";
    return 1;
  }
  std::cout << page;
  return 0;
}
