#include "analyzer/compare/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/likeness.hpp"

namespace gouji::analyzer::compare {

namespace {

std::string quantity_key(const Quantity& quantity) {
  return quantity.normalized().to_string() + (quantity.unit ? quantity.unit->dimension : std::string("-"));
}

std::string value_key(const Statement& statement) {
  std::string key = quantity_key(statement.quantity);
  if (statement.upper) key += ".." + quantity_key(*statement.upper);
  if (statement.growth) key += statement.growth->falling ? "-" + statement.growth->base.text() : "+" + statement.growth->base.text();
  return key;
}

std::string when_key(const When& when) {
  std::string key = std::to_string(static_cast<int>(when.form));
  if (!when.range) return key;
  key += when.range->first.text();
  if (when.range->last) key += ".." + when.range->last->text();
  return key;
}

// One of the ways in which two figures are held to be the same; the first ones ask the most.
struct Way {
  bool role = false;
  bool when = false;
  bool task = false;
  bool terms = false;  // scope, label, total or yearly, hoped for or firm
  bool value = false;
  bool written = false;
  bool milestones = true;
  bool claims = true;
};
constexpr std::array kWays = {
    Way{.role = true, .when = true, .task = true, .terms = true, .value = true, .written = true},
    Way{.role = true, .when = true, .task = true, .terms = true, .value = true},
    Way{.role = true, .when = true, .task = true, .value = true},
    Way{.role = true, .when = true, .task = true, .terms = true},
    Way{.role = true, .when = true, .value = true},
    Way{.role = true, .when = true, .task = true},
    Way{.role = true, .when = true},
    // Another time: a milestone of another year is another milestone.
    Way{.role = true, .task = true, .value = true, .milestones = false},
    Way{.role = true, .value = true, .milestones = false},
    Way{.when = true, .value = true},
    Way{.role = true, .milestones = false, .claims = false},
    Way{.role = true, .task = true, .milestones = false},
};

std::string key_of(const Statement& statement, const std::string& task, const Way& way) {
  if (!way.milestones && statement.role == Role::Milestone) return {};
  if (!way.claims && statement.role == Role::Claim) return {};
  std::string key;
  if (way.role) key += role_name(statement.role);
  if (way.when) key += '\t' + when_key(statement.when);
  if (way.task) key += '\t' + task;
  if (way.terms) {
    key += fmt::format("\t{}\t{}\t{}\t{}", static_cast<int>(statement.aggregation), static_cast<int>(statement.modality), scope_key(statement.scope),
                       statement.label);
  }
  if (way.value) key += '\t' + value_key(statement);
  if (way.written) {
    key += '\t';
    key += statement.comparator_word.view();
    if (statement.quantity.unit) key += statement.quantity.unit->word;
  }
  return key;
}

}  // namespace

std::vector<std::string> figure_keys(const Plan& plan, IndicatorId id) {
  std::vector<std::string> keys;
  for (const StatementId each : plan[id].statements) {
    const Statement& statement = plan[each];
    keys.push_back(fmt::format("{}{}{}", role_name(statement.role), when_key(statement.when), value_key(statement)));
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

bool same_value(const Statement& a, const Statement& b) { return value_key(a) == value_key(b); }

std::vector<FigurePair> pair_figures(const Plan& before, IndicatorId old, const TaskKey& old_tasks, const Plan& after, IndicatorId now,
                                     const TaskKey& new_tasks) {
  std::vector<StatementId> left_old = before[old].statements;
  std::vector<StatementId> left_new = after[now].statements;
  std::vector<FigurePair> pairs;
  for (const Way& way : kWays) {
    if (left_old.empty() || left_new.empty()) break;
    std::unordered_map<std::string, std::vector<StatementId>> waiting;
    for (auto id = left_old.rbegin(); id != left_old.rend(); ++id) {
      std::string key = key_of(before[*id], old_tasks[index(*id)], way);
      if (!key.empty()) waiting[std::move(key)].push_back(*id);
    }
    std::vector<StatementId> taken;
    std::erase_if(left_new, [&](StatementId id) {
      const std::string key = key_of(after[id], new_tasks[index(id)], way);
      const auto found = key.empty() ? waiting.end() : waiting.find(key);
      if (found == waiting.end() || found->second.empty()) return false;
      pairs.push_back({found->second.back(), id});
      taken.push_back(found->second.back());
      found->second.pop_back();
      return true;
    });
    std::sort(taken.begin(), taken.end());
    std::erase_if(left_old, [&](StatementId id) { return std::binary_search(taken.begin(), taken.end(), id); });
  }
  for (const StatementId id : left_new) pairs.push_back({std::nullopt, id});
  std::sort(pairs.begin(), pairs.end(), [](const FigurePair& a, const FigurePair& b) { return a.after < b.after; });
  for (const StatementId id : left_old) pairs.push_back({id, std::nullopt});
  return pairs;
}

}  // namespace gouji::analyzer::compare
