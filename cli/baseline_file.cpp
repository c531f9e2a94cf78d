#include "cli/baseline_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "analyzer/source/proof.hpp"
#include "cli/configuration.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "reports/snippet.hpp"

namespace gouji::cli {

namespace {

using analyzer::BaselineEntry;
using analyzer::Finding;
using analyzer::Rule;
using dsl::Text;
using reports::visible;

// What was asked, by the name of a plan: several plan files may name their plan alike.
class Asked {
 public:
  Asked(std::span<const analyzer::Plan> plans, std::span<const Baselines::Audited> audited, const std::string& path,
        const std::vector<analyzer::RuleFailure>& failures) {
    for (std::size_t i = 0; i < plans.size(); ++i) {
      if (audited[i].baseline != path) continue;
      if (!audited[i].complete) incomplete_.insert(plans[i].id);
      const bool proven = plans[i].proof && plans[i].proof->document;
      for (const Rule* rule : audited[i].rules) {
        if (proven || rule->family != "source") asked_.emplace(plans[i].id, rule->name);
      }
    }
    for (const analyzer::RuleFailure& failure : failures) asked_.erase({plans[failure.plan].id, failure.rule->name});
  }

  [[nodiscard]] bool operator()(const BaselineEntry& entry) const {
    return asked_.contains({entry.plan, entry.rule}) && !incomplete_.contains(entry.plan);
  }

 private:
  std::set<std::pair<std::string_view, std::string_view>> asked_;
  std::set<std::string_view> incomplete_;
};

}  // namespace

void Baselines::open(const std::string& path) {
  if (files_.contains(path)) return;
  if (work_ == BaselineWork::Write && !is_there(path)) {
    files_.emplace(path, std::vector<BaselineEntry>());
    return;
  }
  std::vector<std::string_view> names;
  for (const Rule* rule : rules_) names.push_back(rule->name);
  analyzer::BaselineText text = analyzer::read_baseline(read_file(path), names);
  std::vector<Text> troubles;
  for (const analyzer::BaselineMistake& mistake : text.mistakes) {
    const std::string place = fmt::format("{}:{}", visible(told_path(path)), mistake.line);
    troubles.emplace_back(fmt::format("{}：{}", place, visible(mistake.message.zh)), fmt::format("{}: {}", place, visible(mistake.message.en)));
  }
  if (!troubles.empty()) throw Failure(std::move(troubles));
  files_.emplace(path, std::move(text.entries));
}

void Baselines::apply(std::span<const analyzer::Plan> plans, std::span<const Audited> audited, analyzer::AuditResult& result) {
  for (const auto& [path, entries] : files_) {
    const Asked was_asked(plans, audited, path, result.failures);
    const auto plan_id = [&, &file = path](const Finding& finding) -> std::optional<std::string_view> {
      if (audited[finding.plan].baseline != file) return std::nullopt;
      return plans[finding.plan].id;
    };
    const auto match = [&](std::span<const BaselineEntry> known, std::vector<Finding>& findings) {
      return analyzer::match_baseline(known, findings, plan_id, was_asked);
    };
    analyzer::BaselineMatch matched;
    analyzer::BaselineUse use;
    if (work_ == BaselineWork::Write) {
      std::vector<Finding> findings = result.findings;
      const analyzer::BaselineMatch before = match(entries, findings);
      std::vector<BaselineEntry> renewed = analyzer::without_stale(entries, before);
      for (const Finding& finding : findings) {
        if (const auto plan = plan_id(finding)) renewed.push_back(analyzer::baseline_entry(finding, *plan, today_));
      }
      matched = match(renewed, result.findings);
      use = analyzer::baseline_use(told_path(path), renewed, matched, today_);
      use.stale = analyzer::baseline_use({}, entries, before, today_).stale;
      use.change = analyzer::BaselineUse::Change::Written;
      to_save_[path] = analyzer::write_baseline(std::move(renewed));
    } else {
      matched = match(entries, result.findings);
      use = analyzer::baseline_use(told_path(path), entries, matched, today_);
      if (work_ == BaselineWork::Prune && !matched.stale.empty()) {
        use.change = analyzer::BaselineUse::Change::Pruned;
        to_save_[path] = analyzer::write_baseline(analyzer::without_stale(entries, matched));
      }
    }
    uses_.push_back(std::move(use));
    std::move(matched.hidden.begin(), matched.hidden.end(), std::back_inserter(hidden_));
  }
  std::stable_sort(hidden_.begin(), hidden_.end(), [](const auto& a, const auto& b) { return a.finding.plan < b.finding.plan; });
}

void Baselines::save() const {
  for (const auto& [path, text] : to_save_) write_file(path, text);
}

}  // namespace gouji::cli
