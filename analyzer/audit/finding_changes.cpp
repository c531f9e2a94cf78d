#include "analyzer/audit/finding_changes.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer {

namespace {

// A fingerprint, and which of those that share it.
using Key = std::pair<std::string, std::size_t>;
using Keyed = std::map<Key, const Finding*>;

void collect(std::span<const Finding> findings, const std::function<std::string(const Finding&)>& key_of,
             std::map<std::string, std::size_t>& seen, Keyed& by_key) {
  for (const Finding& finding : findings) {
    std::string key = key_of ? key_of(finding) : finding.fingerprint;
    const std::size_t order = seen[key]++;
    by_key.emplace(Key(std::move(key), order), &finding);
    collect(finding.followers, key_of, seen, by_key);
  }
}

Keyed keyed(std::span<const Finding> findings, const std::function<std::string(const Finding&)>& key_of) {
  std::map<std::string, std::size_t> seen;
  Keyed by_key;
  collect(findings, key_of, seen, by_key);
  return by_key;
}

Finding alone(const Finding& finding) {
  Finding copy = finding;
  copy.followers.clear();
  return copy;
}

}  // namespace

bool comes_before(const Finding& a, const Finding& b) {
  return std::tuple(a.severity, a.rule->code, a.labels.front().marked.begin) < std::tuple(b.severity, b.rule->code, b.labels.front().marked.begin);
}

FindingChanges changes_between(std::span<const Finding> before, std::span<const Finding> after,
                               const std::function<std::string(const Finding&)>& before_key) {
  const Keyed old = keyed(before, before_key);
  const Keyed now = keyed(after, {});
  FindingChanges changes;
  for (const auto& [key, finding] : now) {
    const auto found = old.find(key);
    if (found == old.end()) {
      changes.appeared.push_back(alone(*finding));
    } else if (found->second->message.zh != finding->message.zh || found->second->severity != finding->severity) {
      changes.changed.emplace_back(alone(*found->second), alone(*finding));
    } else {
      changes.unchanged.push_back(alone(*finding));
    }
  }
  for (const auto& [key, finding] : old) {
    if (!now.contains(key)) changes.vanished.push_back(alone(*finding));
  }
  std::stable_sort(changes.appeared.begin(), changes.appeared.end(), comes_before);
  std::stable_sort(changes.vanished.begin(), changes.vanished.end(), comes_before);
  std::stable_sort(changes.unchanged.begin(), changes.unchanged.end(), comes_before);
  std::stable_sort(changes.changed.begin(), changes.changed.end(), [](const auto& a, const auto& b) { return comes_before(a.second, b.second); });
  return changes;
}

}  // namespace gouji::analyzer
