// Text to syntax tree. Parsing never fails and never throws: it returns what parsed and a diagnostic for each mistake,
// in source order, each told once. A statement that did not parse is not in the tree, nor is anything in its body.
#pragma once

#include <functional>
#include <vector>

#include "dsl/ast.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"

namespace gouji::dsl {

struct ParseResult {
  Document document;
  std::vector<Diagnostic> diagnostics;
};

[[nodiscard]] ParseResult parse(const SourceText& source);

// The same, plan by plan: each is handed over as soon as its block closes, and dropped afterwards unless the handler moves it
// away, so that memory holds the tree of one plan. Returns the diagnostics.
using PlanHandler = std::function<void(PlanTree& plan)>;
[[nodiscard]] std::vector<Diagnostic> parse_plans(const SourceText& source, const PlanHandler& on_plan);

// Statements that may stand in the body of `block` (Keyword::None: at the top of a file). A table's body holds rows instead.
[[nodiscard]] const std::vector<Keyword>& statements_of(Keyword block);
// The statement may have a body in braces.
[[nodiscard]] bool has_body(Keyword statement);

}  // namespace gouji::dsl
