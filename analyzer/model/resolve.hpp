// Syntax tree to model: names found, figures read, absence kept. Never fails: what cannot be resolved is reported and left out,
// everything else is in the plan.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "analyzer/model/model.hpp"
#include "dsl/ast.hpp"
#include "dsl/diagnostic.hpp"

namespace gouji::analyzer {

struct ResolveResult {
  std::vector<Plan> plans;                    // in source order
  std::vector<dsl::Diagnostic> diagnostics;   // in source order
};

// `source` is the text `document` was parsed from and must outlive the plans. With `rule_names` (names and codes), waivers of
// other rules are reported.
[[nodiscard]] ResolveResult resolve(const dsl::SourceText& source, const dsl::Document& document,
                                    std::span<const std::string_view> rule_names = {});

}  // namespace gouji::analyzer
