#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/baseline_file.hpp"
#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "cli/settings.hpp"
#include "dsl/unicode.hpp"
#include "reports/snippet.hpp"

namespace gouji::cli {

namespace {

using analyzer::Rule;
using dsl::Text;
using reports::visible;
using Json = nlohmann::ordered_json;

struct Arguments {
  std::string action;
  std::vector<std::string> files;
  std::string format = "text";
  std::string language = "zh";
  ConfigurationArguments configuration;
};

// One effective value and where it comes from; without an origin it is the standard.
struct Row {
  std::string key;
  Json value;
  Text shown;
  std::optional<Origin> origin;
  Text note{};
};

std::string level_name(const std::optional<analyzer::Severity>& level) {
  return level ? std::string(analyzer::to_string(*level)) : "never";
}

Text list_text(const std::vector<std::string>& items) {
  if (items.empty()) return {"（无）", "(none)"};
  return visible(fmt::format("{}", fmt::join(items, ", ")));
}

template <typename T>
std::optional<Origin> origin_of(const std::optional<Given<T>>& given) {
  return given ? std::optional(given->origin) : std::nullopt;
}

// In the order in which a configuration file is mostly written.
std::vector<Row> rows_of(const Settings& settings, const std::string& plan, Rules rules) {
  static const Configuration kNone;
  const Configuration& file = settings.configuration ? *settings.configuration : kNone;
  std::vector<Row> rows;
  const std::vector<std::string> all = {"*"};
  const std::vector<std::string>& select = file.select ? file.select->value : all;
  rows.push_back({"select", select, list_text(select), origin_of(file.select)});
  const std::vector<std::string> ignore = file.ignore ? file.ignore->value : std::vector<std::string>();
  rows.push_back({"ignore", ignore, list_text(ignore), origin_of(file.ignore)});
  for (const PerFileIgnore& more : file.per_file_ignores) {
    if (!matches_pattern(more, plan)) continue;
    rows.push_back({"per-file-ignores." + visible(more.pattern), more.rules, list_text(more.rules), more.origin});
  }
  const std::string level = level_name(settings.fail_level);
  rows.push_back({"fail-on", level, level, origin_of(file.fail_on)});
  for (const auto& [name, severity] : file.severities) {
    const std::string word(analyzer::to_string(severity.value));
    rows.push_back({"severity." + name, word, word, severity.origin});
  }
  for (const Rule* rule : rules) {
    for (const analyzer::Threshold& threshold : rule->thresholds) {
      const std::string name = std::string(rule->name) + "." + std::string(threshold.name);
      const auto set = file.thresholds.find(name);
      const std::string standard = std::to_string(threshold.standard);
      if (set == file.thresholds.end()) {
        rows.push_back({"thresholds." + name, threshold.standard, standard, std::nullopt});
      } else {
        rows.push_back({"thresholds." + name, set->second.value, std::to_string(set->second.value), set->second.origin,
                        Text("标准值 " + standard, "standard " + standard)});
      }
    }
  }
  const auto path_row = [&](const char* key, const std::optional<Given<std::string>>& given) {
    rows.push_back({key, given ? Json(told_path(given->value)) : Json(), given ? Text(visible(told_path(given->value))) : Text("（无）", "(none)"), origin_of(given)});
  };
  path_row("sources", file.sources);
  path_row("baseline", file.baseline);
  return rows;
}

std::string place_text(const Origin& origin) { return fmt::format("{}:{}:{}", visible(told_path(origin.file)), origin.line, origin.column); }

std::vector<std::string> chain_of(const Settings& settings) {
  std::vector<std::string> files;
  if (!settings.configuration) return files;
  for (const Configuration::Link& link : settings.configuration->files) files.push_back(told_path(link.file));
  return files;
}

std::string shown_settings(const std::string& plan, const Settings& settings, Rules rules, Language language) {
  const bool chinese = language == Language::Chinese;
  const std::vector<std::string> chain = chain_of(settings);
  std::string text = fmt::format("{}{}\n", chinese ? "方案文件：" : "plan file: ", visible(plan));
  text += fmt::format("{}{}\n", chinese ? "配置文件：" : "configuration: ",
                      chain.empty() ? (chinese ? "（无，用缺省值）" : "(none, the standards hold)") : visible(fmt::format("{}", fmt::join(chain, chinese ? " 继承 " : " extends "))));
  const std::vector<Row> rows = rows_of(settings, plan, rules);
  std::size_t key_width = 0;
  std::size_t value_width = 0;
  for (const Row& row : rows) {
    key_width = std::max(key_width, dsl::display_width(row.key));
    value_width = std::max(value_width, std::min<std::size_t>(dsl::display_width(reports::pick(row.shown, language)), 40));
  }
  const auto padded = [](const std::string& cell, std::size_t width) {
    return cell + std::string(width - std::min(width, dsl::display_width(cell)) + 2, ' ');
  };
  for (const Row& row : rows) {
    const std::string origin = row.origin ? place_text(*row.origin) : chinese ? "缺省" : "standard";
    const std::string& note = reports::pick(row.note, language);
    text += fmt::format("  {}{}{}{}\n", padded(row.key, key_width), padded(reports::pick(row.shown, language), value_width), origin,
                        note.empty() ? "" : chinese ? "（" + note + "）" : " (" + note + ")");
  }
  text += fmt::format(fmt::runtime(chinese ? "运行的规则：{} 条（共 {} 条）\n" : "rules that run: {} of {}\n"), settings.rules.size(), rules.size());
  return text;
}

Json settings_json(const std::string& plan, const Settings& settings, Rules rules) {
  Json json = {{"plan", plan}, {"files", chain_of(settings)}, {"settings", Json::array()}, {"rules", Json::array()}};
  for (const Row& row : rows_of(settings, plan, rules)) {
    Json origin;
    if (row.origin) origin = {{"file", told_path(row.origin->file)}, {"line", row.origin->line}, {"column", row.origin->column}};
    json["settings"].push_back({{"key", row.key}, {"value", row.value}, {"origin", origin}});
  }
  for (const Rule* rule : settings.rules) json["rules"].push_back(rule->name);
  return json;
}

std::string dumped(const char* key, Json list) {
  const Json json = {{"schemaVersion", "1"}, {key, std::move(list)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

// --- which file applies, and why ---------------------------------------------------------------------------------------------

struct Why {
  std::string plan;
  std::vector<SearchStep> steps;                       // empty where nothing was searched
  std::shared_ptr<const Configuration> configuration;  // absent: none applies
};

std::string explained(const Why& why, const ConfigurationArguments& given, Language language) {
  const bool chinese = language == Language::Chinese;
  std::string text = visible(why.plan) + "\n";
  const auto line = [&](const std::string& zh, const std::string& en) { text += "  " + (chinese ? zh : en) + "\n"; };
  if (given.none) line("--no-config：不用配置文件", "--no-config: no configuration file is used");
  if (given.file) line(visible(*given.file) + "：由 --config 指定", visible(*given.file) + ": named by --config");
  for (const SearchStep& step : why.steps) {
    const std::string folder = visible(told_path(step.folder));
    if (step.file) {
      const std::string file = visible(told_path(*step.file));
      line(file + "：采用，离方案文件最近", file + ": used, the nearest to the plan file");
    } else {
      line(folder + "：没有 gouji.toml", folder + ": no gouji.toml");
    }
  }
  if (!why.configuration) {
    line("结果：用缺省值", "so the standards hold");
    return text;
  }
  const auto& files = why.configuration->files;
  for (std::size_t i = 1; i < files.size(); ++i) {
    const std::string file = visible(told_path(files[i].file));
    line(file + "：由 " + place_text(files[i].extends) + " 继承；同一个键以继承它的文件为准",
         file + ": extended at " + place_text(files[i].extends) + "; of a key that both set the extending file counts");
  }
  return text;
}

Json why_json(const Why& why) {
  Json json = {{"plan", why.plan}, {"searched", Json::array()}, {"files", Json::array()}};
  for (const SearchStep& step : why.steps) json["searched"].push_back({{"folder", told_path(step.folder)}, {"file", step.file ? Json(told_path(*step.file)) : Json()}});
  if (!why.configuration) return json;
  for (const Configuration::Link& link : why.configuration->files) {
    Json extends;
    if (!link.extends.file.empty()) extends = {{"file", told_path(link.extends.file)}, {"line", link.extends.line}, {"column", link.extends.column}};
    json["files"].push_back({{"file", told_path(link.file)}, {"extendedAt", extends}});
  }
  return json;
}

// --- the actions -------------------------------------------------------------------------------------------------------------

void require_file(const std::string& path) {
  if (is_there(path)) return;
  throw Failure(fmt::format("没有方案文件 {}", visible(path)), fmt::format("there is no plan file {}", visible(path)));
}

// Today does not matter here.
SettingsBook book_of(const Arguments& arguments, Rules rules) {
  return SettingsBook(command_line_of(arguments.configuration), rules, today());
}

std::string show(const Arguments& arguments, Rules rules, bool json, Language language) {
  SettingsBook book = book_of(arguments, rules);
  Json list = Json::array();
  std::string text;
  for (const std::string& file : find_plans(arguments.files)) {
    const Settings& settings = book.of(file);
    if (json) {
      list.push_back(settings_json(file, settings, rules));
    } else {
      text += (text.empty() ? "" : "\n") + shown_settings(file, settings, rules, language);
    }
  }
  return json ? dumped("plans", std::move(list)) : text;
}

std::string explain(const Arguments& arguments, Rules rules, bool json, Language language) {
  SettingsBook book = book_of(arguments, rules);
  Json list = Json::array();
  std::string text;
  for (const std::string& file : arguments.files) {
    require_file(file);
    Why why{file, {}, book.configuration_of(file)};
    if (!arguments.configuration.none && !arguments.configuration.file) why.steps = search_configuration(file);
    if (json) {
      list.push_back(why_json(why));
    } else {
      text += explained(why, arguments.configuration, language);
    }
  }
  return json ? dumped("plans", std::move(list)) : text;
}

// What the file names must be there too.
void verify_named(const Configuration& configuration, Rules rules, std::vector<Text>& troubles) {
  if (configuration.baseline) {
    try {
      Baselines(BaselineWork::Compare, rules, today()).open(configuration.baseline->value);
    } catch (const Failure& failure) {
      for (const Text& message : failure.messages) {
        const std::string at = place_text(configuration.baseline->origin);
        troubles.emplace_back(at + "：" + message.zh, at + ": " + message.en);
      }
    }
  }
  if (configuration.sources && !std::filesystem::is_directory(configuration.sources->value)) {
    const std::string at = place_text(configuration.sources->origin);
    const std::string folder = visible(told_path(configuration.sources->value));
    troubles.emplace_back(fmt::format("{}：文件夹 {} 不存在", at, folder), fmt::format("{}: there is no folder {}", at, folder));
  }
  if (!configuration.select && !configuration.ignore) return;
  analyzer::AuditOptions options;
  if (configuration.select) options.select = configuration.select->value;
  if (configuration.ignore) options.ignore = configuration.ignore->value;
  const bool none = (configuration.select && options.select.empty()) || analyzer::selected_rules(rules, options).empty();
  if (!none) return;
  const std::string at = place_text(configuration.ignore ? configuration.ignore->origin : configuration.select->origin);
  troubles.emplace_back(at + "：没有剩下任何规则", at + ": no rule is left to run");
}

std::string verify(const Arguments& arguments, Rules rules, bool json, Language language) {
  std::vector<Text> troubles;
  std::string text;
  Json list = Json::array();
  for (const std::string& file : arguments.files) {
    try {
      const Configuration configuration = read_configuration(file, rules);
      verify_named(configuration, rules, troubles);
      std::vector<std::string> chain;
      for (const Configuration::Link& link : configuration.files) chain.push_back(told_path(link.file));
      list.push_back({{"files", chain}});
      text += fmt::format("{}{}\n", visible(fmt::format("{}", fmt::join(chain, language == Language::Chinese ? " 继承 " : " extends "))),
                          language == Language::Chinese ? "：无误" : ": in order");
    } catch (const Failure& failure) {
      troubles.insert(troubles.end(), failure.messages.begin(), failure.messages.end());
    }
  }
  if (!troubles.empty()) throw Failure(std::move(troubles));
  return json ? dumped("configurations", std::move(list)) : text;
}

int run_config(const Arguments& arguments, Rules rules) {
  const Language language = parse_language(arguments.language);
  const bool json = parse_format(arguments.format) == Format::Json;
  const std::string& action = arguments.action;
  if (action.empty()) throw Failure("没有给出动作：show、verify 或 explain", "no action is given: show, verify or explain");
  if (action != "show" && action != "verify" && action != "explain") throw unknown_value("gouji config", action, {"show", "verify", "explain"});
  if (arguments.files.empty()) throw Failure("没有给出文件", "no file is given");
  if (action == "verify" && (arguments.configuration.file || arguments.configuration.none)) {
    throw Failure("gouji config verify 直接写配置文件，不用 --config、--no-config", "gouji config verify takes the configuration file itself, without --config or --no-config");
  }
  write_standard_output(action == "show"     ? show(arguments, rules, json, language)
                        : action == "verify" ? verify(arguments, rules, json, language)
                                             : explain(arguments, rules, json, language));
  return kOk;
}

}  // namespace

Command add_config(CLI::App& app, Rules rules) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("config", "查看、检查配置文件 gouji.toml\nshow and verify configuration files (gouji.toml)");
  command->footer(
      "show PLAN      方案文件的各项设置，以及每个值写在哪里\n"
      "show PLAN      the settings of a plan file, and where each value comes from\n"
      "explain PLAN   哪些配置文件适用于该方案文件，为什么\n"
      "explain PLAN   which configuration files apply to a plan file, and why\n"
      "verify FILE    检查配置文件\n"
      "verify FILE    verify a configuration file");
  command->add_option("ACTION", arguments->action, "show、explain 或 verify\nshow, explain or verify")->option_text("show|explain|verify");
  command->add_option("FILE", arguments->files, "方案文件；verify 为配置文件\nplan files; of verify, configuration files")->option_text("...");
  add_configuration_options(*command, arguments->configuration);
  command->add_option("--format", arguments->format, "输出格式（默认 text）\noutput format (default text)")->option_text("text|json");
  command->add_option("--lang", arguments->language, "语言（默认 zh）\nlanguage (default zh)")->option_text("zh|en");
  return {command, [arguments, rules] { return run_config(*arguments, rules); }};
}

}  // namespace gouji::cli
