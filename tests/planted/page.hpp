// docs/planted-faults.md from a run: a table of kinds, and why what was not found was not.
#pragma once

#include <string>

#include "tests/planted/planted.hpp"

namespace gouji::planted {

// Why faults of this kind go unnoticed or get another name; empty when there is nothing to explain.
[[nodiscard]] std::string_view explanation_of(const FaultKind& kind);

[[nodiscard]] std::string render_table(const Run& run);
// By rule: how often it named an error of each plan, what was missed and false; then the rules that no error calls for, and why.
[[nodiscard]] std::string render_rule_table(const Run& run);
[[nodiscard]] std::string render_page(const Run& run, const Options& options);
// Every case, for reading: what was changed, what was expected, what was said.
[[nodiscard]] std::string render_cases(const Run& run, bool all);

}  // namespace gouji::planted
