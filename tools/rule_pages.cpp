// Writes docs/rules/ from the rule files: `rule_pages DIRECTORY`. With --check it writes nothing and fails when a page is stale.

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>

#include "analyzer/audit/rule.hpp"
#include "reports/rule_page.hpp"

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

int main(int argc, char** argv) {
  const bool check = argc == 3 && std::string_view(argv[1]) == "--check";
  if (argc != 2 && !check) {
    std::cerr << "usage: rule_pages [--check] DIRECTORY\n";
    return 2;
  }
  const fs::path directory = argv[argc - 1];
  const auto rules = gouji::analyzer::builtin_rules();
  std::map<std::string, std::string> pages = {{"README.md", gouji::reports::rule_index(rules)}};
  for (const auto* rule : rules) pages.emplace(std::string(rule->name) + ".md", gouji::reports::rule_page(*rule));

  int stale = 0;
  for (const auto& [name, text] : pages) {
    if (read(directory / name) == text) continue;
    if (check) {
      std::cerr << "stale: " << name << "\n";
      ++stale;
    } else {
      std::ofstream(directory / name, std::ios::binary) << text;
    }
  }
  for (const auto& entry : fs::directory_iterator(directory)) {
    if (pages.contains(entry.path().filename().string())) continue;
    std::cerr << "no such rule: " << entry.path().filename().string() << "\n";
    ++stale;
  }
  return stale == 0 ? 0 : 1;
}
