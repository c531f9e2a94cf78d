// gouji completion and gouji man: what a package installs beside the program, written from the same source as help.
#include <algorithm>
#include <memory>
#include <set>

#include "cli/commands.hpp"
#include "cli/configuration.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/manual.hpp"
#include "cli/reference.hpp"
#include "dsl/keywords.hpp"

namespace gouji::cli {

namespace {

struct Arguments {
  std::string shell;
  std::string language = "zh";
  std::string output;
};

std::vector<std::string> rule_words(Rules rules) {
  std::set<std::string_view> names;
  for (const std::string_view name : selector_names(rules)) names.insert(name);
  return {names.begin(), names.end()};
}

// The words of the plan language; those that a shell would read otherwise are left out.
std::vector<std::string> keywords() {
  std::set<std::string> words;
  for (const ManualEntry& entry : manual()) {
    for (const std::string_view form : dsl::forms(entry.keyword)) {
      if (form.find_first_of(" '\"\\$`*?[]{}()<>|&;~#!=") == std::string_view::npos) words.emplace(form);
    }
  }
  return {words.begin(), words.end()};
}

int run_completion(const Arguments& arguments, const CLI::App& app, Rules rules) {
  const Language language = parse_language(arguments.language);
  if (arguments.shell.empty()) throw Failure("没有给出 shell：bash、zsh 或 fish", "no shell is given: bash, zsh or fish");
  const std::vector<CommandReference> reference = reference_of(app);
  const std::vector<std::string> names = rule_words(rules);
  if (arguments.shell == "bash") {
    write_result(arguments.output, bash_completion(reference, names, keywords()));
  } else if (arguments.shell == "zsh") {
    write_result(arguments.output, zsh_completion(reference, names, keywords(), language));
  } else if (arguments.shell == "fish") {
    write_result(arguments.output, fish_completion(reference, names, keywords(), language));
  } else {
    throw unknown_value("gouji completion", arguments.shell, {"bash", "zsh", "fish"});
  }
  return kOk;
}

void add_output_options(CLI::App& command, Arguments& arguments) {
  command.add_option("-o,--output", arguments.output, "写入文件，不写到标准输出\nwrite to a file, not to standard output")->option_text("FILE");
  command.add_option("--lang", arguments.language, "语言（默认 zh）\nlanguage (default zh)")->option_text("zh|en");
}

}  // namespace

Command add_completion(CLI::App& app, Rules rules) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("completion", "写出 shell 的命令补全脚本\nwrite the script that completes commands in a shell");
  command->footer(
      "例 Example\n"
      "  gouji completion bash > ~/.local/share/bash-completion/completions/gouji\n"
      "  gouji completion zsh > ~/.zfunc/_gouji\n"
      "  gouji completion fish > ~/.config/fish/completions/gouji.fish");
  command->add_option("SHELL", arguments->shell, "哪种 shell\nwhich shell")->option_text("bash|zsh|fish");
  add_output_options(*command, *arguments);
  return {command, [arguments, &app, rules] { return run_completion(*arguments, app, rules); }};
}

Command add_man(CLI::App& app) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("man", "写出手册页 gouji(1)\nwrite the manual page gouji(1)");
  command->footer(
      "例 Example\n"
      "  gouji man --lang en > gouji.1");
  add_output_options(*command, *arguments);
  return {command, [arguments, &app] {
            write_result(arguments->output, man_page(reference_of(app), parse_language(arguments->language)));
            return kOk;
          }};
}

}  // namespace gouji::cli
