// Plants drafting errors into the plans and prints what the audit says of them. See docs/planted-faults.md.
//   planted                     the table
//   planted --cases [all]       the cases that went wrong, or all, with what was expected and said
//   planted --write FILE        writes the page; --check FILE fails when it is stale
//   planted --seeds N           the table over seeds 1 … N
// --seed N and --places N change the draw, --kind NAME prints one kind.

#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>
#include <iterator>

#include "tests/planted/page.hpp"

namespace {

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void add(gouji::planted::Run& sum, const gouji::planted::Run& run) {
  sum.cases.insert(sum.cases.end(), run.cases.begin(), run.cases.end());
  if (sum.tallies.empty()) {
    sum.tallies = run.tallies;
    return;
  }
  for (std::size_t i = 0; i < sum.tallies.size(); ++i) sum.tallies[i] += run.tallies[i];
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("plants drafting errors into the plans and prints what the audit says of them");
  gouji::planted::Options options;
  std::uint64_t seeds = 0;
  std::string cases;
  std::string write;
  std::string check;
  std::string root = GOUJI_SOURCE_DIR;
  app.add_option("--seed", options.seed);
  app.add_option("--seeds", seeds);
  app.add_option("--places", options.places);
  app.add_option("--cases", cases)->expected(0, 1)->default_str("wrong");
  app.add_option("--kind", options.kind);
  app.add_option("--write", write);
  app.add_option("--check", check);
  app.add_option("--root", root);
  CLI11_PARSE(app, argc, argv);

  const auto documents = gouji::planted::load_documents(root);
  gouji::planted::Run run;
  if (seeds == 0) {
    run = gouji::planted::run(documents, options);
  } else {
    for (options.seed = 1; options.seed <= seeds; ++options.seed) add(run, gouji::planted::run(documents, options));
  }
  if (!options.kind.empty()) {
    std::erase_if(run.tallies, [&](const auto& tally) { return tally.kind->name != options.kind; });
  }
  if (!write.empty()) {
    std::ofstream(write, std::ios::binary) << gouji::planted::render_page(run, options);
    return 0;
  }
  if (!check.empty()) {
    if (read(check) == gouji::planted::render_page(run, options)) return 0;
    std::cerr << "stale: " << check << "; run planted --write " << check << "\n";
    return 1;
  }
  if (!cases.empty()) std::cout << gouji::planted::render_cases(run, cases == "all");
  std::cout << gouji::planted::render_table(run);
  return 0;
}
