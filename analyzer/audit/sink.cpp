#include <algorithm>
#include <stdexcept>

#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/fingerprint.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer {

namespace {

std::string role_and_year(const Statement& statement) {
  std::string text(role_name(statement.role));
  text += '@';
  if (const auto year = statement.when.year()) text += std::to_string(*year);
  return text;
}

// Ids and lines change while a plan is being edited; what the finding is about does not.
std::string fingerprint_of(const Rule& rule, const Plan& plan, const Finding& finding) {
  std::vector<std::string> roles;
  roles.reserve(finding.statements.size());
  for (const StatementId id : finding.statements) roles.push_back(role_and_year(plan[id]));
  std::sort(roles.begin(), roles.end());

  Fingerprint fingerprint;
  fingerprint.add(rule.name);
  fingerprint.add(to_string(finding.subject.kind));
  fingerprint.add(finding.subject.name);
  for (const std::string& role : roles) fingerprint.add(role);
  return fingerprint.hex();
}

}  // namespace

void Sink::keep(Check check, Outcome outcome) {
  check.rule = &rule_;
  check.plan = plan_index_;
  check.outcome = outcome;
  record_.checks.push_back(std::move(check));
}

void Sink::mark_compared(std::span<const StatementId> ids) {
  for (const StatementId id : ids) record_.compared[index(id)] = true;
}

std::int64_t Sink::threshold(std::string_view name) const {
  if (record_.thresholds != nullptr && !record_.thresholds->empty()) {
    const auto set = record_.thresholds->find(std::string(rule_.name) + "." + std::string(name));
    if (set != record_.thresholds->end()) return set->second;
  }
  const auto own = std::find_if(rule_.thresholds.begin(), rule_.thresholds.end(), [&](const Threshold& t) { return t.name == name; });
  if (own == rule_.thresholds.end()) throw std::logic_error("rule " + std::string(rule_.name) + " has no threshold " + std::string(name));
  return own->standard;
}

Severity Sink::severity_of(Severity given) const {
  if (record_.severities == nullptr) return given;
  const auto set = record_.severities->find(rule_.name);
  return set == record_.severities->end() ? given : set->second;
}

void Sink::not_applicable(Subject subject) {
  const auto make = [&] {
    Check check;
    check.subject = std::move(subject);
    return check;
  };
  count(Outcome::NotApplicable, make);
}

void Sink::fails(Finding finding, std::string reading) {
  fails(std::move(finding), rule_.severity, std::move(reading));
}

void Sink::fails(Finding finding, Severity severity, std::string reading) {
  if (finding.labels.empty())
    throw std::logic_error("rule " + std::string(rule_.name) + " reports a finding without a place");

  mark_compared(finding.statements);
  const auto make = [&] {
    Check check;
    check.subject = finding.subject;
    check.reading = std::move(reading);
    check.reason = finding.message;
    check.statements = finding.statements;
    check.evidence = finding.evidence;
    check.computation = finding.computation;
    check.labels = finding.labels;
    return check;
  };
  count(Outcome::Fails, make);

  finding.rule = &rule_;
  finding.plan = plan_index_;
  finding.severity = severity_of(severity);
  finding.fingerprint = fingerprint_of(rule_, plan_, finding);
  record_.findings.push_back(std::move(finding));
}

}  // namespace gouji::analyzer
