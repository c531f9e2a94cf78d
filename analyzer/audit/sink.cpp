#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>

#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/finding_changes.hpp"
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

// Several dates that lie the same time apart would tell one step again and again.
void drop_repeated(std::vector<Step>& steps) {
  if (steps.size() < 2) return;
  std::set<std::string> told;
  std::erase_if(steps, [&](const Step& step) { return !told.insert(step.text).second; });
}

}  // namespace

std::string fingerprint_of(const Rule& rule, const Plan& plan, const Subject& subject, std::span<const StatementId> statements) {
  std::vector<std::string> roles;
  roles.reserve(statements.size());
  for (const StatementId id : statements) roles.push_back(role_and_year(plan[id]));
  std::sort(roles.begin(), roles.end());

  Fingerprint fingerprint;
  fingerprint.add(rule.name);
  fingerprint.add(to_string(subject.kind));
  fingerprint.add(subject.name);
  for (const std::string& role : roles) fingerprint.add(role);
  return fingerprint.hex();
}

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

bool Sink::rests_on_gaps(const Finding& finding) const {
  if (!plan_.incomplete || rule_.rests_on == RestsOn::Stated) return false;
  if (rule_.rests_on == RestsOn::WholePlan) return true;
  return std::any_of(finding.statements.begin(), finding.statements.end(), [&](StatementId id) { return plan_[plan_[id].indicator].incomplete; });
}

void Sink::fails(Finding finding, std::string reading) {
  fails(std::move(finding), rule_.severity, std::move(reading));
}

void Sink::fails(Finding finding, Severity severity, std::string reading) {
  if (finding.labels.empty())
    throw std::logic_error("rule " + std::string(rule_.name) + " reports a finding without a place");

  if (rests_on_gaps(finding)) {
    undetermined([&] {
      Check check;
      check.subject = std::move(finding.subject);
      check.reason = Text("方案文件有语法错误，有误的语句未计入，改正后再判", "statements with mistakes in the plan file are not counted: judged when they are mended");
      check.labels = std::move(finding.labels);
      return check;
    });
    return;
  }
  mark_compared(finding.statements);
  drop_repeated(finding.computation);
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
  finding.fingerprint = fingerprint_of(rule_, plan_, finding.subject, finding.statements);
  record_.findings.push_back(std::move(finding));
}

}  // namespace gouji::analyzer
