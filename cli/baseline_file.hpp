// The baseline files of one run: read before the audit, held against what it found, and written only when that is asked for.
#pragma once

#include <chrono>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "analyzer/audit/audit.hpp"
#include "analyzer/audit/baseline.hpp"
#include "cli/commands.hpp"

namespace gouji::cli {

enum class BaselineWork { Compare, Write, Prune };

class Baselines {
 public:
  Baselines(BaselineWork work, Rules rules, std::chrono::year_month_day today) : work_(work), rules_(rules), today_(today) {}

  // Reads a file at its first mention; one that is to be written may be missing. Throws Failure with its mistakes.
  void open(const std::string& path);
  [[nodiscard]] bool any() const { return !files_.empty(); }

  struct Audited {
    std::string baseline;                                // of the plan's file; empty: none
    std::span<const analyzer::Rule* const> rules;        // that ran
    bool complete = true;                                // false: its file has mistakes, and what it says is not all
  };

  // Takes the known findings out of `result`, which must not be folded yet. `audited` is by plan.
  void apply(std::span<const analyzer::Plan> plans, std::span<const Audited> audited, analyzer::AuditResult& result);

  // Writes the files that are to change. Throws Failure.
  void save() const;

  [[nodiscard]] const std::vector<analyzer::BaselinedFinding>& hidden() const { return hidden_; }
  [[nodiscard]] const std::vector<analyzer::BaselineUse>& uses() const { return uses_; }

 private:
  BaselineWork work_;
  Rules rules_;
  std::chrono::year_month_day today_;
  std::map<std::string, std::vector<analyzer::BaselineEntry>> files_;  // by path
  std::map<std::string, std::string> to_save_;                         // text by path
  std::vector<analyzer::BaselinedFinding> hidden_;                     // in order of plans
  std::vector<analyzer::BaselineUse> uses_;                            // in order of path
};

}  // namespace gouji::cli
