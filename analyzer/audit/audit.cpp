#include "analyzer/audit/audit.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <new>
#include <numeric>
#include <tuple>
#include <utility>

#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/signature.hpp"

namespace gouji::analyzer {

namespace {

bool matches(const Rule& rule, std::string_view selector) {
  return selector == "*" || selector == rule.code || selector == rule.name || selector == rule.family;
}

bool matches_any(const Rule& rule, const std::vector<std::string>& selectors) {
  return std::any_of(selectors.begin(), selectors.end(), [&](const std::string& s) { return matches(rule, s); });
}

Span place_of(const std::vector<Label>& labels) { return labels.empty() ? Span{} : marked_span(labels.front()); }

// Moves the entries into the order of their keys; equal ones keep theirs. The keys are made once, and each entry moves once.
template <typename Entry, typename KeyOf>
void sort_by(std::vector<Entry>& entries, KeyOf key_of) {
  using Key = decltype(key_of(entries.front()));
  std::vector<std::pair<Key, std::size_t>> keys;
  keys.reserve(entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) keys.emplace_back(key_of(entries[i]), i);
  if (std::is_sorted(keys.begin(), keys.end())) return;
  std::sort(keys.begin(), keys.end());
  std::vector<Entry> sorted;
  sorted.reserve(entries.size());
  for (const auto& [key, i] : keys) sorted.push_back(std::move(entries[i]));
  entries = std::move(sorted);
}

template <typename Entry>
void append(std::vector<Entry>& list, std::vector<Entry>&& more) {
  list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void sort_record(PlanRecord& record) {
  sort_by(record.findings, [](const Finding& f) { return std::tuple(place_of(f.labels), f.severity, f.rule->code); });
  sort_by(record.checks, [](const Check& c) { return std::tuple(c.rule->code, place_of(c.labels)); });
}

PlanRecord empty_record(const Plan& plan, const AuditOptions& options) {
  PlanRecord record;
  record.kept = options.checks;
  record.thresholds = &options.thresholds;
  record.severities = &options.severities;
  record.compared.resize(plan.statements.size());
  return record;
}

// Lets each rule speak by `ask`. One that ends in an exception costs the plan what that rule had still to say, and no more.
template <typename Ask>
PlanRecord record_of(const Plan& plan, std::size_t plan_index, std::span<const Rule* const> rules, const AuditOptions& options,
                     std::vector<RuleFailure>& failures, Ask ask) {
  PlanRecord record = empty_record(plan, options);
  for (const Rule* rule : rules) {
    Sink sink(*rule, plan, plan_index, record);
    try {
      if (!ask(*rule, sink)) continue;
      if (sink.silent()) sink.not_applicable(subject_of(plan));
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception& error) {
      failures.push_back({rule, plan_index, error.what()});
    }
  }
  return record;
}

// What all rules say about one plan, in order: findings of one rule that agree in place and severity keep the order in which the
// rule gave them.
PlanRecord record_of(const Plan& plan, std::size_t plan_index, std::span<const Rule* const> rules, const AuditOptions& options,
                     std::vector<RuleFailure>& failures) {
  plan.memo = {};
  PlanRecord record = record_of(plan, plan_index, rules, options, failures, [&](const Rule& rule, Sink& sink) {
    if (rule.run == nullptr) return false;
    rule.run(plan, sink);
    return true;
  });
  plan.memo = {};
  const auto by_code = [](const RuleFailure& a, const RuleFailure& b) { return a.rule->code < b.rule->code; };
  std::sort(failures.begin(), failures.end(), by_code);
  sort_record(record);
  return record;
}

void add_record(PlanRecord record, AuditResult& result) {
  append(result.findings, std::move(record.findings));
  append(result.checks, std::move(record.checks));
  result.outcomes.push_back(record.outcomes);
  // A figure was compared when it met another figure, or when a check of it alone failed.
  std::vector<StatementId>& missed = result.never_compared.emplace_back();
  for (std::uint32_t i = 0; i < record.compared.size(); ++i) {
    if (!record.compared[i]) missed.push_back(StatementId{i});
  }
  result.statements.total += record.compared.size();
  result.statements.never_compared += missed.size();
  result.statements.compared = result.statements.total - result.statements.never_compared;
}

// The waivers of a plan that are in force, by rule (code or name) and subject (id, name, or empty for all): the first of each.
class WaiverTable {
 public:
  WaiverTable(const Plan& plan, const std::optional<std::chrono::year_month_day>& today) {
    for (std::size_t i = 0; i < plan.waivers.size(); ++i) {
      const Waiver& waiver = plan.waivers[i];
      if (is_expired(waiver, today)) continue;
      first_.emplace(std::pair<std::string_view, std::string_view>(waiver.rule, waiver.subject), i);
    }
  }

  [[nodiscard]] std::optional<std::size_t> find(const Finding& finding) const {
    std::optional<std::size_t> first;
    if (first_.empty()) return first;
    for (const std::string_view rule : {finding.rule->code, finding.rule->name}) {
      for (const std::string_view subject : {std::string_view(), std::string_view(finding.subject.id), std::string_view(finding.subject.name)}) {
        const auto found = first_.find({rule, subject});
        if (found != first_.end() && (!first || found->second < *first)) first = found->second;
      }
    }
    return first;
  }

 private:
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> first_;
};

// Takes the findings out that a waiver covers.
std::vector<WaivedFinding> take_waived(const Plan& plan, const AuditOptions& options, std::vector<Finding>& findings) {
  std::vector<WaivedFinding> waived;
  if (plan.waivers.empty()) return waived;
  const WaiverTable waivers(plan, options.today);
  std::vector<Finding> kept;
  kept.reserve(findings.size());
  for (Finding& finding : findings) {
    if (const auto waiver = waivers.find(finding)) {
      waived.push_back({std::move(finding), *waiver});
    } else {
      kept.push_back(std::move(finding));
    }
  }
  findings = std::move(kept);
  return waived;
}

// `names` are separated by blanks.
bool is_among(std::string_view names, std::string_view name) {
  while (!names.empty()) {
    const std::size_t blank = std::min(names.find(' '), names.size());
    if (names.substr(0, blank) == name) return true;
    names.remove_prefix(std::min(blank + 1, names.size()));
  }
  return false;
}

// A finding under its suspect figure, its first statement.
struct Suspect {
  std::size_t plan = 0;
  StatementId statement{};
  std::string_view rule;
  Severity severity{};
  std::size_t finding = 0;
  friend auto operator<=>(const Suspect&, const Suspect&) = default;
};

// In order; of the findings of one figure, rule and severity the first two, for one of them may be the finding in question.
std::vector<Suspect> suspects_of(const std::vector<Finding>& findings) {
  std::vector<Suspect> all;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    if (finding.statements.empty()) continue;
    all.push_back({finding.plan, finding.statements.front(), finding.rule->name, finding.severity, i});
  }
  std::sort(all.begin(), all.end());
  const auto alike = [](const Suspect& a, const Suspect& b) {
    return std::tie(a.plan, a.statement, a.rule, a.severity) == std::tie(b.plan, b.statement, b.rule, b.severity);
  };
  std::vector<Suspect> suspects;
  for (const Suspect& suspect : all) {
    const std::size_t count = suspects.size();
    if (count < 2 || !alike(suspects[count - 2], suspect)) suspects.push_back(suspect);
  }
  return suspects;
}

// For each finding the one it follows from: the first in order whose rule explains it, that is at least as grave, and whose
// suspect figure (its first statement) takes part in it. Sharing the figure both were held against explains nothing.
std::vector<std::optional<std::size_t>> causes_of(const std::vector<Finding>& findings) {
  std::vector<std::optional<std::size_t>> causes(findings.size());
  const std::vector<Suspect> suspects = suspects_of(findings);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    if (finding.rule->follows_from.empty()) continue;
    for (const StatementId id : finding.statements) {
      const std::pair key(finding.plan, id);
      auto other = std::partition_point(suspects.begin(), suspects.end(),
                                        [&](const Suspect& s) { return std::pair(s.plan, s.statement) < key; });
      for (; other != suspects.end() && std::pair(other->plan, other->statement) == key; ++other) {
        if (other->finding == i || other->severity > finding.severity || (causes[i] && *causes[i] <= other->finding)) continue;
        if (is_among(finding.rule->follows_from, other->rule)) causes[i] = other->finding;
      }
    }
  }
  return causes;
}

// For each finding the end of its chain of causes. Where rules name each other, the finding that stands first ends it.
std::vector<std::size_t> tops_of(const std::vector<std::optional<std::size_t>>& causes) {
  std::vector<std::optional<std::size_t>> tops(causes.size());
  std::vector<bool> on_the_way(causes.size());
  for (std::size_t start = 0; start < causes.size(); ++start) {
    std::vector<std::size_t> chain;
    std::size_t at = start;
    for (; !tops[at] && !on_the_way[at]; at = *causes[at]) {
      chain.push_back(at);
      on_the_way[at] = true;
      if (!causes[at]) tops[at] = at;
      if (tops[at]) break;
    }
    if (!tops[at]) {
      const std::size_t first = *std::min_element(std::find(chain.begin(), chain.end(), at), chain.end());
      tops[at] = first;
    }
    for (const std::size_t passed : chain) {
      tops[passed] = tops[at];
      on_the_way[passed] = false;
    }
  }
  std::vector<std::size_t> result;
  result.reserve(tops.size());
  for (const auto& top : tops) result.push_back(*top);
  return result;
}

}  // namespace

void fold_followers(std::vector<Finding>& findings) {
  if (findings.size() < 2) return;
  const std::vector<std::size_t> tops = tops_of(causes_of(findings));

  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (tops[i] != i) findings[tops[i]].followers.push_back(std::move(findings[i]));
  }
  std::vector<Finding> kept;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (tops[i] == i) kept.push_back(std::move(findings[i]));
  }
  findings = std::move(kept);
}

std::size_t AuditResult::count(Severity severity) const {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(), [&](const Finding& f) { return f.severity == severity; }));
}

std::size_t AuditResult::count(Outcome outcome) const {
  return std::accumulate(outcomes.begin(), outcomes.end(), std::size_t{0}, [&](std::size_t sum, const auto& of_plan) {
    return sum + of_plan[static_cast<std::size_t>(outcome)];
  });
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

void Auditor::add(const Plan& plan) {
  const std::size_t index = result_.outcomes.size();
  std::vector<RuleFailure> failures;
  PlanRecord record = record_of(plan, index, rules_, options_, failures);
  std::vector<WaivedFinding> waived = take_waived(plan, options_, record.findings);

  const Run run{rules_, failures, record.findings, waived, options_.today};
  std::vector<RuleFailure> late_failures;
  PlanRecord late = record_of(plan, index, rules_, options_, late_failures, [&](const Rule& rule, Sink& sink) {
    if (rule.review == nullptr) return false;
    rule.review(plan, run, sink);
    return true;
  });
  append(waived, take_waived(plan, options_, late.findings));
  append(failures, std::move(late_failures));
  append(record.findings, std::move(late.findings));
  append(record.checks, std::move(late.checks));
  for (std::size_t i = 0; i < kOutcomeCount; ++i) record.outcomes[i] += late.outcomes[i];
  sort_record(record);

  if (options_.sign) {
    for (Finding& finding : record.findings) finding.signature = signature_of(plan, finding);
  }
  if (options_.fold) fold_followers(record.findings);
  append(result_.waived, std::move(waived));
  append(result_.failures, std::move(failures));
  add_record(std::move(record), result_);
}

void append(AuditResult& result, AuditResult more) {
  const std::size_t offset = result.outcomes.size();
  const auto shift = [offset](Finding& finding) {
    finding.plan += offset;
    for (Finding& follower : finding.followers) follower.plan += offset;
  };
  if (offset != 0) {
    for (Finding& finding : more.findings) shift(finding);
    for (WaivedFinding& waived : more.waived) shift(waived.finding);
    for (RuleFailure& failure : more.failures) failure.plan += offset;
    for (Check& check : more.checks) check.plan += offset;
  }
  append(result.findings, std::move(more.findings));
  append(result.waived, std::move(more.waived));
  append(result.failures, std::move(more.failures));
  append(result.checks, std::move(more.checks));
  append(result.outcomes, std::move(more.outcomes));
  append(result.never_compared, std::move(more.never_compared));
  result.statements.total += more.statements.total;
  result.statements.compared += more.statements.compared;
  result.statements.never_compared += more.statements.never_compared;
}

AuditResult audit(std::span<const Plan> plans, std::span<const Rule* const> rules, const AuditOptions& options) {
  Auditor auditor(rules, options);
  for (const Plan& plan : plans) auditor.add(plan);
  return auditor.take();
}

}  // namespace gouji::analyzer
