// What targets share that read whole plan files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/model/model.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"

namespace gouji::fuzz {

struct ReadPlans {
  std::vector<dsl::Diagnostic> mistakes;  // of parsing
  std::vector<dsl::Diagnostic> unknowns;  // of resolving
  std::vector<analyzer::Plan> plans;
};

// Parsed and resolved; every span that comes out was checked to lie inside the file, in order and between characters.
[[nodiscard]] ReadPlans read_plans(const dsl::SourceText& source);

// Everything a plan says, without its places in the file: two files that say the same have the same facts.
[[nodiscard]] std::string facts_of(const analyzer::Plan& plan);

}  // namespace gouji::fuzz
