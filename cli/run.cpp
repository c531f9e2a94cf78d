#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <memory>
#include <optional>
#include <sstream>

#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "cli/reference.hpp"
#include "cli/version.hpp"
#include "reports/snippet.hpp"

namespace gouji::cli {

namespace {

using dsl::Text;

constexpr const char* kDescription =
    "gouji（勾稽）：核对规划、方案等文件中的指标、数据、任务、责任单位和时间，前后不一、上下不符之处逐一列明出处与算式。\n"
    "gouji cross-checks the figures, tasks, responsible units and dates of programme plans, and shows place and arithmetic of "
    "whatever does not agree.\n";

constexpr const char* kFooter =
    "查看某一命令的用法：gouji 命令 --help\n"
    "For the options of a command: gouji COMMAND --help";

constexpr const char* kOptionGroup = "选项 Options";

// Help in both languages, or in the one that was asked for.
class HelpFormatter : public CLI::Formatter {
 public:
  explicit HelpFormatter(std::optional<Language> language) : language_(language) {
    label("Positionals", in_asked("参数 Arguments"));
    column_width(34);
  }

  // CLI11 puts brackets around what it does not itself require; our commands do require it.
  std::string make_usage(const CLI::App* app, std::string name) const override {
    std::string usage = fmt::format("{}: {}", in_asked("用法 Usage"), name);
    if (!app->get_subcommands([](const CLI::App*) { return true; }).empty()) usage += " COMMAND";
    usage += " [OPTIONS]";
    for (const CLI::Option* option : app->get_options([](const CLI::Option* o) { return o->get_positional(); })) {
      usage += " " + option->get_name(true) + (option->get_expected_max() > 1 ? "..." : "");
    }
    return usage + "\n";
  }
  std::string make_description(const CLI::App* app) const override { return in_asked(Formatter::make_description(app)); }
  std::string make_footer(const CLI::App* app) const override { return in_asked(Formatter::make_footer(app)); }
  std::string make_option_desc(const CLI::Option* option) const override { return in_asked(option->get_description()); }
  std::string make_group(std::string group, bool is_positional, std::vector<const CLI::Option*> options) const override {
    return Formatter::make_group(in_asked(group), is_positional, std::move(options));
  }
  std::string make_subcommands(const CLI::App* app, CLI::AppFormatMode) const override {
    const auto commands = app->get_subcommands([](const CLI::App*) { return true; });
    if (commands.empty()) return {};
    std::ostringstream out;
    out << '\n' << in_asked("命令 Commands") << ":\n";
    for (const CLI::App* command : commands) CLI::detail::format_help(out, command->get_name(), in_asked(command->get_description()), column_width_);
    return out.str();
  }

 private:
  [[nodiscard]] std::string in_asked(const std::string& both) const { return language_ ? in_language(both, *language_) : both; }

  std::optional<Language> language_;
};

void tell(Language language, const std::vector<Text>& messages) {
  for (const Text& message : messages) write_standard_error(fmt::format("gouji: {}\n", reports::pick(message, language)));
}

void name_help(CLI::App& app) {
  app.set_help_flag("-h,--help", "显示用法\nshow this help");
  app.get_help_ptr()->group(kOptionGroup);
}

// "--format" for an option of this command.
std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::vector<std::string_view> views(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

Text unknown_option(const std::string& argument, const CLI::App& app, const std::vector<Command>& commands,
                    bool before_command) {
  const std::string name = argument.substr(0, argument.find('='));
  const std::string shown = reports::visible(name);
  if (before_command) {
    for (const Command& command : commands) {
      const std::vector<std::string> known = option_names(*command.app);
      if (std::find(known.begin(), known.end(), name) == known.end()) continue;
      return {fmt::format("选项 {} 要写在命令之后", shown), fmt::format("option {} belongs behind the command", shown)};
    }
  }
  const std::vector<std::string> known = option_names(app);
  const Text near = did_you_mean(name, views(known));
  return {fmt::format("没有选项 {}{}", shown, near.zh), fmt::format("unknown option {}{}", shown, near.en)};
}

// What CLI11 could not make sense of, in our words.
Text explain_error(const CLI::ParseError& error, CLI::App& app, const std::vector<Command>& commands) {
  const auto chosen = app.get_subcommands();
  const std::vector<std::string> before = app.remaining();
  const bool before_command = chosen.empty() || !before.empty();
  const CLI::App& asked = before_command ? app : *chosen.front();
  const std::vector<std::string> remaining = before_command ? before : asked.remaining();
  if (!remaining.empty()) {
    const std::string& first = remaining.front();
    if (first.size() > 1 && first.front() == '-') return unknown_option(first, asked, commands, before_command);
    if (before_command) {
      std::vector<std::string> names;
      for (const Command& command : commands) names.push_back(command.app->get_name());
      const Text near = did_you_mean(first, views(names));
      const std::string shown = reports::visible(first);
      return {fmt::format("没有命令“{}”{}", shown, near.zh), fmt::format("unknown command \"{}\"{}", shown, near.en)};
    }
    const std::string shown = reports::visible(first);
    return {fmt::format("多余的参数“{}”", shown), fmt::format("unexpected argument \"{}\"", shown)};
  }
  const std::string what = reports::visible(error.what());
  // "--lang: 1 required TEXT missing", "--lang: At Most 1 required but received 2"
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr && what.find(':') != std::string::npos) {
    const std::string option = what.substr(0, what.find(':'));
    if (what.ends_with("missing"))
      return {fmt::format("选项 {} 缺少取值", option), fmt::format("option {} needs a value", option)};
    return {fmt::format("{} 只能给一次", option), fmt::format("{} may be given once only", option)};
  }
  return {fmt::format("参数有误：{}", what), what};
}

int run_or_throw(std::span<const char* const> arguments, Rules rules, std::optional<Language> asked, Language language) {
  CLI::App app(kDescription, "gouji");
  app.formatter(std::make_shared<HelpFormatter>(asked));
  app.option_defaults()->group(kOptionGroup);
  name_help(app);
  app.set_version_flag("--version", fmt::format("gouji {}", kVersion), "显示版本\nshow the version");
  app.footer(kFooter);
  app.require_subcommand(0, 1);
  std::vector<Command> commands = {add_audit(app, rules),  add_explain(app, rules), add_rules(app, rules),   add_graph(app, rules),
                                   add_trend(app, rules),  add_whatif(app, rules),  add_status(app, rules),  add_compare(app, rules),
                                   add_config(app, rules), add_fmt(app),            add_completion(app, rules), add_man(app)};
  for (const Command& command : commands) {
    name_help(*command.app);
  }

  try {
    app.parse(static_cast<int>(arguments.size()), arguments.data());
  } catch (const CLI::CallForHelp&) {
    write_standard_output(app.help());
    return kOk;
  } catch (const CLI::CallForVersion& version) {
    write_standard_output(std::string(version.what()) + "\n");
    return kOk;
  } catch (const CLI::ParseError& error) {
    tell(language, {explain_error(error, app, commands)});
    return kCannot;
  }

  for (const Command& command : commands) {
    if (command.app->parsed()) return command.run();
  }
  write_standard_error(app.help());
  return kCannot;
}

}  // namespace

int run(std::span<const char* const> arguments, Rules rules) {
  const std::optional<Language> asked = language_asked_for(arguments);
  const Language language = asked.value_or(Language::Chinese);
  try {
    return run_or_throw(arguments, rules, asked, language);
  } catch (const Failure& failure) {
    tell(language, failure.messages);
  } catch (const std::exception& error) {
    tell(language, {Text(fmt::format("内部错误：{}", error.what()), fmt::format("internal error: {}", error.what()))});
  }
  return kCannot;
}

}  // namespace gouji::cli
