// gouji.toml: what a plan office sets once for its plans, and where each value comes from.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/audit/finding.hpp"
#include "cli/commands.hpp"

namespace gouji::cli {

inline constexpr std::string_view kConfigurationName = "gouji.toml";

// Where a value stands. Lines and columns count from 1, columns in code points.
struct Origin {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

template <typename T>
struct Given {
  T value{};
  Origin origin;
};

// Rules not to be used for the plan files that a pattern names.
struct PerFileIgnore {
  std::string pattern;             // as written
  std::string folder;              // of the configuration file, which the pattern starts from
  std::vector<std::string> rules;  // codes, names, families, "*"
  Origin origin;
};

// What a configuration file and those it extends set: of a key that several set the nearest counts. Paths are as they can be opened.
struct Configuration {
  struct Link {
    std::string file;
    Origin extends;  // where the file before it names it; of the first empty
  };
  std::vector<Link> files;  // the file itself, then what it extends
  std::optional<Given<std::vector<std::string>>> select;
  std::optional<Given<std::vector<std::string>>> ignore;
  std::map<std::string, Given<analyzer::Severity>> severities;  // by name of rule, family or "*"
  std::optional<Given<std::optional<analyzer::Severity>>> fail_on;
  std::map<std::string, Given<std::int64_t>> thresholds;        // by "rule.threshold"
  std::optional<Given<std::string>> sources;
  std::optional<Given<std::string>> baseline;
  std::vector<PerFileIgnore> per_file_ignores;                  // those of the nearest file first
};

// Throws Failure with all mistakes of the first file of the chain that has any.
[[nodiscard]] Configuration read_configuration(const std::string& path, Rules rules);

// A folder above a plan file, and the configuration file in it.
struct SearchStep {
  std::string folder;
  std::optional<std::string> file;
};

// The folders from that of the plan file up to the first with a gouji.toml, or to the root. The plan file need not exist. Throws Failure
// where a folder cannot be looked into.
[[nodiscard]] std::vector<SearchStep> search_configuration(const std::string& plan_path);

// A path as it is told: from the working folder where that is shorter.
[[nodiscard]] std::string told_path(const std::string& path);

// * and ? within a name, ** over folders; a pattern without a slash is about the name of the file alone.
[[nodiscard]] bool matches_pattern(const PerFileIgnore& ignore, const std::string& plan_path);

// What rules are called by: names, codes and families.
[[nodiscard]] std::vector<std::string_view> selector_names(Rules rules);

}  // namespace gouji::cli
