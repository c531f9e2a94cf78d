#include <algorithm>
#include <nlohmann/json.hpp>

#include "analyzer/audit/audit.hpp"
#include "dsl/unicode.hpp"
#include "reports/json.hpp"
#include "reports/text.hpp"
#include "tests/fuzz/plan_text.hpp"
#include "tests/fuzz/targets.hpp"

namespace gouji::fuzz {

namespace {

void check_text(const std::string& text) {
  require(!dsl::first_invalid_byte(text), "the text report is no UTF-8");
  const bool harmless = std::none_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == '\x7f'; });
  require(harmless, "the text report holds a control character");
}

void check_json(const std::string& text) {
  require(!dsl::first_invalid_byte(text), "the JSON report is no UTF-8");
  require(nlohmann::json::accept(text), "the JSON report is no JSON");
}

}  // namespace

void audit(std::string_view text) {
  const dsl::SourceText source("fuzz.plan", std::string(text));
  ReadPlans read = read_plans(source);
  reports::File file{&source, std::move(read.mistakes)};
  file.diagnostics.insert(file.diagnostics.end(), read.unknowns.begin(), read.unknowns.end());
  const auto rules = analyzer::builtin_rules();

  const analyzer::AuditResult result = analyzer::audit(read.plans, rules);
  reports::Report report{{&file, 1}, read.plans, result, rules, {}};
  report.options.show_checks = true;
  const std::string json = reports::render_json(report);
  check_json(json);
  check_text(reports::render_text(report));
  report.options.language = reports::Language::English;
  check_text(reports::render_text(report));

  // Twice the work, so of some inputs only.
  if (text.size() % 8 != 0) return;
  std::vector<const analyzer::Rule*> reversed(rules.begin(), rules.end());
  std::reverse(reversed.begin(), reversed.end());
  const analyzer::AuditResult other = analyzer::audit(read.plans, reversed);
  reports::Report same{{&file, 1}, read.plans, other, rules, {}};
  same.options.show_checks = true;
  require(reports::render_json(same) == json, "the order of the rules changed the report");
}

}  // namespace gouji::fuzz
