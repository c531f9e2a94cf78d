#include "cli/settings.hpp"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <filesystem>

#include "cli/failure.hpp"
#include "reports/snippet.hpp"

namespace gouji::cli {

using analyzer::Rule;

void add_configuration_options(CLI::App& command, ConfigurationArguments& arguments) {
  command
      .add_option("--config", arguments.file,
                  "只用这个配置文件（默认用方案文件所在文件夹或其上最近的 gouji.toml）\n"
                  "use this configuration file alone (default: the nearest gouji.toml from the plan file's folder upwards)")
      ->option_text("FILE");
  command.add_flag("--no-config", arguments.none, "不用任何配置文件\nuse no configuration file");
}

CommandLine command_line_of(const ConfigurationArguments& arguments) {
  if (arguments.none && arguments.file) throw Failure("--config 不能与 --no-config 并用", "--config cannot stand beside --no-config");
  CommandLine line;
  line.configuration = arguments.file;
  line.no_configuration = arguments.none;
  return line;
}

SettingsBook::SettingsBook(CommandLine command_line, Rules rules, std::chrono::year_month_day today)
    : command_line_(std::move(command_line)), rules_(rules), today_(today) {}

std::shared_ptr<const Configuration> SettingsBook::read(const std::string& path) {
  auto& known = read_[path];
  if (!known) known = std::make_shared<const Configuration>(read_configuration(path, rules_));
  return known;
}

std::shared_ptr<const Configuration> SettingsBook::configuration_of(const std::string& plan_path) {
  if (command_line_.no_configuration) return nullptr;
  if (command_line_.configuration) return read(*command_line_.configuration);
  const std::string folder = std::filesystem::path(plan_path).parent_path().string();
  auto found = found_.find(folder);
  if (found == found_.end()) found = found_.emplace(folder, search_configuration(plan_path).back().file).first;
  return found->second ? read(told_path(*found->second)) : nullptr;
}

const Settings& SettingsBook::of(const std::string& plan_path) {
  const auto configuration = configuration_of(plan_path);
  std::vector<bool> ignores;
  if (configuration) {
    for (const PerFileIgnore& ignore : configuration->per_file_ignores) ignores.push_back(matches_pattern(ignore, plan_path));
  }
  const std::pair key(configuration.get(), ignores);
  auto known = settings_.find(key);
  if (known == settings_.end()) known = settings_.emplace(key, settle(configuration, ignores)).first;
  if (!known->second.rules.empty()) return known->second;
  const std::string plan = reports::visible(plan_path);
  if (!configuration) throw Failure("--select 与 --ignore 之下没有剩下任何规则", "--select and --ignore leave no rule to run");
  const std::string file = reports::visible(told_path(configuration->files.front().file));
  throw Failure(fmt::format("{}：{} 与命令行之下没有剩下任何规则", plan, file),
                fmt::format("{}: {} and the command line leave no rule to run", plan, file));
}

Settings SettingsBook::settle(const std::shared_ptr<const Configuration>& configuration, const std::vector<bool>& ignores) const {
  Settings settings;
  settings.configuration = configuration;
  settings.audit.today = today_;
  if (configuration) {
    const Configuration& file = *configuration;
    if (file.select) settings.audit.select = file.select->value;
    if (file.ignore) settings.audit.ignore = file.ignore->value;
    if (file.fail_on) settings.fail_level = file.fail_on->value;
    if (file.sources) settings.sources = file.sources->value;
    if (file.baseline) settings.baseline = file.baseline->value;
    for (const auto& [name, value] : file.thresholds) settings.audit.thresholds[name] = value.value;
    settings.audit.severities = severities_of(file, rules_);
  }
  if (command_line_.select) {
    settings.audit.select = *command_line_.select;
    settings.audit.ignore.clear();
  }
  if (command_line_.ignore) settings.audit.ignore = *command_line_.ignore;
  if (command_line_.fail_on) settings.fail_level = *command_line_.fail_on;
  if (command_line_.sources) settings.sources = *command_line_.sources;
  if (command_line_.baseline) settings.baseline = *command_line_.baseline;
  for (std::size_t i = 0; i < ignores.size(); ++i) {
    const std::vector<std::string>& more = configuration->per_file_ignores[i].rules;
    if (ignores[i]) settings.audit.ignore.insert(settings.audit.ignore.end(), more.begin(), more.end());
  }
  const bool none = (configuration && configuration->select && settings.audit.select.empty()) || (command_line_.select && command_line_.select->empty());
  if (!none) settings.rules = analyzer::selected_rules(rules_, settings.audit);
  return settings;
}

analyzer::Severities severities_of(const Configuration& configuration, Rules rules) {
  analyzer::Severities severities;
  for (const Rule* rule : rules) {
    for (const std::string_view selector : {rule->name, rule->family, std::string_view("*")}) {
      const auto set = configuration.severities.find(std::string(selector));
      if (set == configuration.severities.end()) continue;
      severities[std::string(rule->name)] = set->second.value;
      break;
    }
  }
  return severities;
}

}  // namespace gouji::cli
