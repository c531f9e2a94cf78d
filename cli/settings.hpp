// What holds for one plan file: the command line, then its configuration file, then the standards.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/audit/audit.hpp"
#include "cli/configuration.hpp"

namespace gouji::cli {

// What the command line says of what a file may set too; absent where it says nothing.
struct CommandLine {
  std::optional<std::vector<std::string>> select;   // given, it sets aside the file's `ignore` as well
  std::optional<std::vector<std::string>> ignore;
  std::optional<std::optional<analyzer::Severity>> fail_on;
  std::optional<std::string> sources;
  std::optional<std::string> baseline;
  std::optional<std::string> configuration;         // --config: this file for all plan files
  bool no_configuration = false;                    // --no-config
};

// --config and --no-config, of the commands that know them.
struct ConfigurationArguments {
  std::optional<std::string> file;
  bool none = false;
};
void add_configuration_options(CLI::App& command, ConfigurationArguments& arguments);
// Throws Failure when both are given.
[[nodiscard]] CommandLine command_line_of(const ConfigurationArguments& arguments);

struct Settings {
  std::shared_ptr<const Configuration> configuration;  // absent: no file applies
  analyzer::AuditOptions audit;
  std::vector<const analyzer::Rule*> rules;            // that run; never empty
  std::optional<analyzer::Severity> fail_level = analyzer::Severity::Error;
  std::string sources;                                 // empty: none
  std::string baseline;                                // empty: none
};

// The settings of each plan file; those of files with the same configuration are one and the same.
class SettingsBook {
 public:
  SettingsBook(CommandLine command_line, Rules rules, std::chrono::year_month_day today);

  // Throws Failure for a configuration file that is wrong, or that leaves no rule to run.
  [[nodiscard]] const Settings& of(const std::string& plan_path);

  // The file that applies to a plan file; absent when none does.
  [[nodiscard]] std::shared_ptr<const Configuration> configuration_of(const std::string& plan_path);

 private:
  [[nodiscard]] std::shared_ptr<const Configuration> read(const std::string& path);
  [[nodiscard]] Settings settle(const std::shared_ptr<const Configuration>& configuration, const std::vector<bool>& ignores) const;

  CommandLine command_line_;
  Rules rules_;
  std::chrono::year_month_day today_;
  std::map<std::string, std::shared_ptr<const Configuration>> read_;          // by path
  std::map<std::string, std::optional<std::string>> found_;                   // by folder
  std::map<std::pair<const Configuration*, std::vector<bool>>, Settings> settings_;
};

// Severities that a configuration sets, rule by rule: that of the rule itself before that of its family, before that of all.
[[nodiscard]] analyzer::Severities severities_of(const Configuration& configuration, Rules rules);

}  // namespace gouji::cli
