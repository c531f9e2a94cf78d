// The manual pages of the rules as Markdown, Chinese first, then English: what docs/rules/ holds.
#pragma once

#include <span>
#include <string>

#include "analyzer/audit/rule.hpp"

namespace gouji::reports {

// One rule's page.
[[nodiscard]] std::string rule_page(const analyzer::Rule& rule);
// The list of all rules by family, with links to their pages.
[[nodiscard]] std::string rule_index(std::span<const analyzer::Rule* const> rules);

}  // namespace gouji::reports
