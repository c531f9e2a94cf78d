// Errors in what a plan says about its own audit: its waivers.
#include <fmt/format.h>

#include <algorithm>

#include "tests/planted/planted.hpp"

namespace gouji::planted {

namespace {

// A waiver as the last statement of the plan.
Fault waived(const Document& document, std::string_view rule, const std::string& subject, std::string_view until) {
  const auto end = static_cast<std::uint32_t>(document.text.rfind('}'));
  Fault fault;
  fault.edits.push_back({{end, end}, fmt::format("    豁免 {} 对于 {} 因为 \"口径不同，已核实\" 由 \"审计处\" 有效至 {}\n", rule, subject, until)});
  fault.visible = true;
  fault.about = {std::string(rule)};
  return fault;
}

// A rule found something about the subject, told at the top or under another finding.
bool found(const std::vector<analyzer::Finding>& findings, std::string_view rule, const std::string& subject) {
  return std::any_of(findings.begin(), findings.end(), [&](const analyzer::Finding& finding) {
    return (finding.rule->name == rule && finding.subject.id == subject) || found(finding.followers, rule, subject);
  });
}

std::vector<Fault> waived_each(const Document& document, std::string_view rule, std::string_view until = "2035-12-31") {
  std::vector<Fault> faults;
  for (const auto& indicator : document.plan().indicators) {
    if (!found(document.audited.result.findings, rule, indicator.id)) faults.push_back(waived(document, rule, indicator.id, until));
  }
  return faults;
}

std::vector<Fault> waiver_left_behind(const Document& document, Random&) { return waived_each(document, "unit-mismatch"); }

std::vector<Fault> waiver_of_no_rule(const Document& document, Random&) { return waived_each(document, "unit-mismach"); }

// Of a year that was over before the day of the audit.
std::vector<Fault> waiver_run_out(const Document& document, Random&) { return waived_each(document, "unit-mismatch", "2024年底"); }

}  // namespace

std::vector<FaultKind> engine_kinds() {
  static const std::vector<std::string_view> kNone;
  return {
      {"waiver-left-behind", "问题已改而豁免未删", "a waiver of a rule that finds nothing there", {"waiver-unused"}, kNone, "waiver-unused", waiver_left_behind},
      {"waiver-of-no-rule", "豁免的规则名写错", "a waiver of a rule that there is not", {"unknown-rule", "waiver-unused"}, kNone, "", waiver_of_no_rule},
      {"waiver-run-out", "豁免已过有效期", "a waiver past its last day", {"waiver-expired"}, kNone, "waiver-expired", waiver_run_out},
  };
}

}  // namespace gouji::planted
