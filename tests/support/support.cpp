#include "tests/support/support.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "analyzer/source/proof.hpp"

namespace gouji::testing {

namespace {

// With `rules`, a waiver of another rule is a mistake.
Audited load(std::string text, std::string name, std::span<const analyzer::Rule* const> rules = {}) {
  Audited audited;
  audited.source = std::make_unique<dsl::SourceText>(std::move(name), std::move(text));
  auto parsed = dsl::parse(*audited.source);
  std::vector<std::string_view> rule_names;
  for (const analyzer::Rule* rule : rules) rule_names.insert(rule_names.end(), {rule->code, rule->name});
  auto resolved = analyzer::resolve(*audited.source, parsed.document, rule_names);
  audited.diagnostics = std::move(parsed.diagnostics);
  audited.diagnostics.insert(audited.diagnostics.end(), resolved.diagnostics.begin(), resolved.diagnostics.end());
  audited.plans = std::move(resolved.plans);
  return audited;
}

void audit(Audited& audited, analyzer::AuditOptions options) {
  if (options.select.empty()) options.select = figures_only();
  audited.result = analyzer::audit(audited.plans, analyzer::builtin_rules(), options);
}

}  // namespace

const std::vector<std::string>& figures_only() {
  static const std::vector<std::string> kFamilies = {"reconcile", "unit", "wording", "source"};
  return kFamilies;
}

analyzer::AuditOptions only(std::vector<std::string> select) {
  analyzer::AuditOptions options;
  options.select = std::move(select);
  return options;
}

Audited audit_whole(std::string text, std::string name, std::optional<std::chrono::year_month_day> today) {
  Audited audited = load(std::move(text), std::move(name), analyzer::builtin_rules());
  analyzer::AuditOptions options = only({"*"});
  options.today = today;
  audit(audited, std::move(options));
  return audited;
}

Audited audit_text(std::string text, const analyzer::AuditOptions& options, std::string name) {
  Audited audited = load(std::move(text), std::move(name));
  audit(audited, options);
  return audited;
}

Audited audit_with_document(std::string text, std::string_view document, const analyzer::AuditOptions& options) {
  Audited audited = load(std::move(text), "test.plan");
  for (analyzer::Plan& plan : audited.plans) {
    const auto read = std::make_shared<const analyzer::source::Document>(analyzer::source::read_document(plan.document, document, {}));
    plan.proof = analyzer::source::prove(plan, plan.document.empty() ? nullptr : read);
  }
  audit(audited, options);
  return audited;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> short_forms(const Audited& audited) {
  std::vector<std::string> result;
  for (const auto& finding : audited.result.findings) {
    const dsl::Span marked = finding.labels.at(0).marked;
    result.push_back(fmt::format("{}: {}: {}", audited.source->position(marked.begin).line, finding.rule->name, audited.source->slice(marked)));
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::vector<std::string> expectations(const std::string& text) {
  std::vector<std::string> result;
  std::istringstream lines(text);
  std::string line;
  std::size_t number = 0;
  std::size_t about = 0;
  while (std::getline(lines, line)) {
    ++number;
    const std::size_t mark = line.find("//^ ");
    if (mark == std::string::npos || line.find_first_not_of(' ') != mark) {
      about = number;
      continue;
    }
    result.push_back(fmt::format("{}: {}", about, line.substr(mark + 4)));
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::vector<std::string> mistakes(const Audited& audited) {
  std::vector<std::string> result;
  for (const auto& diagnostic : audited.diagnostics) {
    const auto at = audited.source->position(diagnostic.span.begin);
    result.push_back(fmt::format("{}:{} {}", at.line, at.column, dsl::info(diagnostic.mistake).name));
  }
  return result;
}

std::vector<std::string> meanings(const Audited& audited) {
  std::vector<std::string> result;
  for (const auto& finding : audited.result.findings) {
    result.push_back(fmt::format("{}|{}|{}|{}", finding.rule->name, analyzer::to_string(finding.severity), finding.subject.name, finding.fingerprint));
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::vector<const analyzer::Check*> checks_of(const Audited& audited, std::string_view rule, analyzer::Outcome outcome) {
  std::vector<const analyzer::Check*> result;
  for (const auto& check : audited.result.checks) {
    if (check.rule->name == rule && check.outcome == outcome) result.push_back(&check);
  }
  return result;
}

}  // namespace gouji::testing
