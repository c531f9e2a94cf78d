// Plan files read, parsed and resolved.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/model/model.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"

namespace gouji::cli {

struct LoadedFile {
  std::unique_ptr<const dsl::SourceText> source;  // outlives the plans, which point to it
  std::vector<dsl::Diagnostic> diagnostics;       // in source order
  std::vector<analyzer::Plan> plans;
};

// In the order of the paths, whatever the number of threads. Waivers may name the rules of `rule_names` (codes and
// names). Throws Failure, with all files that cannot be read.
[[nodiscard]] std::vector<LoadedFile> load(const std::vector<std::string>& paths, unsigned jobs,
                                           std::span<const std::string_view> rule_names);

}  // namespace gouji::cli
