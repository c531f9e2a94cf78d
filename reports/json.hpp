// The report for programs. audit.schema.json beside this file describes it; a change that breaks readers raises
// kSchemaVersion.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "reports/pieces.hpp"
#include "reports/report.hpp"

namespace gouji::reports {

inline constexpr std::string_view kSchemaVersion = "1";

// Piece by piece, so that a long report is never in memory as a whole.
void write_json(const Report& report, const Take& take);
[[nodiscard]] std::string render_json(const Report& report);

// The list of rules: {"schemaVersion", "rules": [{"code", "name", "family", "severity", "title"}]}.
[[nodiscard]] std::string render_rules_json(std::span<const analyzer::Rule* const> rules);

}  // namespace gouji::reports
