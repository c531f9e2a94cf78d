#include "analyzer/audit/audit.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "analyzer/audit/facts.hpp"

namespace gouji::analyzer {

namespace {

bool matches(const Rule& rule, std::string_view selector) {
  return selector == "*" || selector == rule.code || selector == rule.name || selector == rule.family;
}

bool matches_any(const Rule& rule, const std::vector<std::string>& selectors) {
  return std::any_of(selectors.begin(), selectors.end(), [&](const std::string& s) { return matches(rule, s); });
}

void run_rule(const Rule& rule, const Plan& plan, std::size_t plan_index, std::vector<Finding>& findings,
              std::vector<Check>& checks) {
  const std::size_t before = checks.size();
  Sink sink(rule, plan, plan_index, findings, checks);
  rule.run(plan, sink);
  if (checks.size() != before) return;

  Check silent;
  silent.rule = &rule;
  silent.plan = plan_index;
  silent.subject = subject_of(plan);
  checks.push_back(std::move(silent));
}

Span place_of(const std::vector<Label>& labels) { return labels.empty() ? Span{} : marked_span(labels.front()); }

// Findings of one rule that agree in all of this keep the order in which the rule gave them.
bool finding_before(const Finding& a, const Finding& b) {
  return std::tuple(a.plan, place_of(a.labels), a.severity, a.rule->code) <
         std::tuple(b.plan, place_of(b.labels), b.severity, b.rule->code);
}

bool check_before(const Check& a, const Check& b) {
  return std::tuple(a.plan, a.rule->code, place_of(a.labels)) < std::tuple(b.plan, b.rule->code, place_of(b.labels));
}

bool waives(const Waiver& waiver, const Finding& finding, const std::optional<std::chrono::year_month_day>& today) {
  if (today && waiver.until && waiver.until->last_day() < *today) return false;
  if (waiver.rule != finding.rule->code && waiver.rule != finding.rule->name) return false;
  return waiver.subject.empty() || waiver.subject == finding.subject.id || waiver.subject == finding.subject.name;
}

void apply_waivers(std::span<const Plan> plans, const AuditOptions& options, AuditResult& result) {
  std::vector<Finding> kept;
  kept.reserve(result.findings.size());
  for (Finding& finding : result.findings) {
    const std::vector<Waiver>& waivers = plans[finding.plan].waivers;
    const auto waiver = std::find_if(waivers.begin(), waivers.end(),
                                     [&](const Waiver& candidate) { return waives(candidate, finding, options.today); });
    if (waiver == waivers.end()) {
      kept.push_back(std::move(finding));
    } else {
      result.waived.push_back({std::move(finding), static_cast<std::size_t>(waiver - waivers.begin())});
    }
  }
  result.findings = std::move(kept);
}

// `names` are separated by blanks.
bool names_rule(std::string_view names, std::string_view name) {
  while (!names.empty()) {
    const std::size_t blank = std::min(names.find(' '), names.size());
    if (names.substr(0, blank) == name) return true;
    names.remove_prefix(std::min(blank + 1, names.size()));
  }
  return false;
}

using StatementKey = std::pair<std::size_t, StatementId>;  // plan and statement

// For each finding the one it follows from: the first in order whose rule explains it, that is at least as grave, and whose
// suspect figure (its first statement) takes part in it. Sharing the figure both were held against explains nothing.
std::vector<std::optional<std::size_t>> causes_of(const std::vector<Finding>& findings) {
  std::map<StatementKey, std::vector<std::size_t>> by_statement;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (!findings[i].statements.empty()) by_statement[{findings[i].plan, findings[i].statements.front()}].push_back(i);
  }

  std::vector<std::optional<std::size_t>> causes(findings.size());
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const std::string_view explained_by = findings[i].rule->follows_from;
    if (explained_by.empty()) continue;
    for (const StatementId id : findings[i].statements) {
      for (const std::size_t other : by_statement[{findings[i].plan, id}]) {
        if (causes[i] && *causes[i] <= other) break;
        if (other == i || findings[other].severity > findings[i].severity) continue;
        if (names_rule(explained_by, findings[other].rule->name)) causes[i] = other;
      }
    }
  }
  return causes;
}

// The end of the chain of causes. Where rules name each other, the finding that stands first ends it.
std::size_t top_of(std::size_t start, const std::vector<std::optional<std::size_t>>& causes) {
  std::vector<std::size_t> chain = {start};
  while (const auto cause = causes[chain.back()]) {
    const auto seen = std::find(chain.begin(), chain.end(), *cause);
    if (seen != chain.end()) return *std::min_element(seen, chain.end());
    chain.push_back(*cause);
  }
  return chain.back();
}

void fold_followers(AuditResult& result) {
  std::vector<Finding>& findings = result.findings;
  const auto causes = causes_of(findings);
  std::vector<std::size_t> tops(findings.size());
  for (std::size_t i = 0; i < findings.size(); ++i) tops[i] = top_of(i, causes);

  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (tops[i] != i) findings[tops[i]].followers.push_back(std::move(findings[i]));
  }
  std::vector<Finding> kept;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (tops[i] == i) kept.push_back(std::move(findings[i]));
  }
  findings = std::move(kept);
}

// A figure was compared when it met another figure, or when a check of it alone failed.
bool compares(const Check& check) {
  return check.outcome == Outcome::Fails || (check.outcome == Outcome::Holds && check.statements.size() >= 2);
}

void count_statements(std::span<const Plan> plans, AuditResult& result) {
  std::set<StatementKey> compared;
  for (const Check& check : result.checks) {
    if (!compares(check)) continue;
    for (const StatementId id : check.statements) compared.insert({check.plan, id});
  }
  result.never_compared.resize(plans.size());
  for (std::size_t plan = 0; plan < plans.size(); ++plan) {
    for (std::size_t i = 0; i < plans[plan].statements.size(); ++i) {
      const auto id = static_cast<StatementId>(i);
      if (!compared.contains({plan, id})) result.never_compared[plan].push_back(id);
    }
    result.statements.total += plans[plan].statements.size();
    result.statements.never_compared += result.never_compared[plan].size();
  }
  result.statements.compared = result.statements.total - result.statements.never_compared;
}

}  // namespace

std::size_t AuditResult::count(Severity severity) const {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(), [&](const Finding& f) { return f.severity == severity; }));
}

std::size_t AuditResult::count(Outcome outcome) const {
  return static_cast<std::size_t>(
      std::count_if(checks.begin(), checks.end(), [&](const Check& c) { return c.outcome == outcome; }));
}

Span marked_span(const Label& label) { return label.marked.empty() ? label.place.span : label.marked; }

std::vector<std::string> unknown_selectors(std::span<const Rule* const> rules, std::span<const std::string> selectors) {
  std::vector<std::string> unknown;
  for (const std::string& selector : selectors) {
    if (selector == "*") continue;
    const bool known =
        std::any_of(rules.begin(), rules.end(), [&](const Rule* rule) { return matches(*rule, selector); });
    if (!known) unknown.push_back(selector);
  }
  return unknown;
}

std::vector<const Rule*> selected_rules(std::span<const Rule* const> rules, const AuditOptions& options) {
  std::vector<const Rule*> selected;
  for (const Rule* rule : rules) {
    if (!options.select.empty() && !matches_any(*rule, options.select)) continue;
    if (!matches_any(*rule, options.ignore)) selected.push_back(rule);
  }
  return selected;
}

AuditResult audit(std::span<const Plan> plans, std::span<const Rule* const> rules, const AuditOptions& options) {
  AuditResult result;
  const std::vector<const Rule*> selected = selected_rules(rules, options);
  for (std::size_t plan = 0; plan < plans.size(); ++plan) {
    for (const Rule* rule : selected) run_rule(*rule, plans[plan], plan, result.findings, result.checks);
  }
  std::stable_sort(result.findings.begin(), result.findings.end(), finding_before);
  std::stable_sort(result.checks.begin(), result.checks.end(), check_before);
  count_statements(plans, result);
  apply_waivers(plans, options, result);
  fold_followers(result);
  return result;
}

}  // namespace gouji::analyzer
