// What tests share: a plan text audited in one call, and findings in a short readable form.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/audit/audit.hpp"
#include "analyzer/model/resolve.hpp"
#include "dsl/parser.hpp"

namespace gouji::testing {

struct Audited {
  std::unique_ptr<dsl::SourceText> source;   // the plans point into it
  std::vector<dsl::Diagnostic> diagnostics;  // of parsing, then of resolving
  std::vector<analyzer::Plan> plans;
  analyzer::AuditResult result;

  [[nodiscard]] const analyzer::Plan& plan() const { return plans.at(0); }
};

// Without a selection the rules of figures_only() run: a few lines about one indicator are no whole plan, and rules that ask after
// tasks, units and phases would speak of every one of them.
[[nodiscard]] Audited audit_text(std::string text, const analyzer::AuditOptions& options = {}, std::string name = "test.plan");
// All rules; with a day waivers may be past theirs.
[[nodiscard]] Audited audit_whole(std::string text, std::string name = "test.plan", std::optional<std::chrono::year_month_day> today = {});
// Families that look at figures and their words: reconcile, unit, wording, source.
[[nodiscard]] const std::vector<std::string>& figures_only();
// Options that run just these: codes, names or families.
[[nodiscard]] analyzer::AuditOptions only(std::vector<std::string> select);
// Held against a document, which is read without the help of libraries (no change of script, no repair of slipped bytes).
[[nodiscard]] Audited audit_with_document(std::string text, std::string_view document, const analyzer::AuditOptions& options = {});
[[nodiscard]] std::string read_file(const std::string& path);

// "12: rule-name: marked text" for every finding, in the order of the report.
[[nodiscard]] std::vector<std::string> short_forms(const Audited& audited);
// The same from `//^ rule-name: marked text` lines: an expectation is about the line above it.
[[nodiscard]] std::vector<std::string> expectations(const std::string& text);

// "3:5 unknown-statement" for every diagnostic.
[[nodiscard]] std::vector<std::string> mistakes(const Audited& audited);

// rule|severity|subject name|Chinese message, sorted: what must not change when a plan is only written differently.
[[nodiscard]] std::vector<std::string> meanings(const Audited& audited);

// The checks of one rule with this outcome.
[[nodiscard]] std::vector<const analyzer::Check*> checks_of(const Audited& audited, std::string_view rule, analyzer::Outcome outcome);

}  // namespace gouji::testing
