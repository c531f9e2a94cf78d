// Syntax tree to model: names found, figures read, absence kept. Never fails: what cannot be resolved is reported and left out,
// everything else is in the plan.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/model/model.hpp"
#include "analyzer/model/scenario.hpp"
#include "dsl/ast.hpp"
#include "dsl/diagnostic.hpp"

namespace gouji::analyzer {

struct ResolveResult {
  std::vector<Plan> plans;                    // in source order
  std::vector<dsl::Diagnostic> diagnostics;   // in source order
};

// The plans of one file, one after the other. `source` is the text they were parsed from and must outlive them. With `rule_names`
// (names and codes), waivers of other rules are reported.
class DocumentResolver {
 public:
  // Mistakes are appended to `diagnostics`.
  DocumentResolver(const dsl::SourceText& source, std::span<const std::string_view> rule_names, std::vector<dsl::Diagnostic>& diagnostics)
      : source_(source), rule_names_(rule_names), diagnostics_(diagnostics) {}

  // Absent for a plan whose ID another plan of the file has, and for a scenario.
  [[nodiscard]] std::optional<Plan> add(const dsl::PlanTree& tree);

 private:
  const dsl::SourceText& source_;
  std::span<const std::string_view> rule_names_;
  std::vector<dsl::Diagnostic>& diagnostics_;
  std::set<std::string> ids_;
};

// A scenario that was parsed from `source`, resolved against a plan of any file. What cannot be resolved is reported and left out.
[[nodiscard]] Scenario resolve_scenario(const dsl::SourceText& source, const dsl::PlanTree& tree, const Plan& plan,
                                        std::vector<dsl::Diagnostic>& diagnostics);

// All plans of a document at once. `source` is the text `document` was parsed from and must outlive the plans.
[[nodiscard]] ResolveResult resolve(const dsl::SourceText& source, const dsl::Document& document,
                                    std::span<const std::string_view> rule_names = {});

}  // namespace gouji::analyzer
