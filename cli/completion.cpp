// Completion scripts. They hold the words themselves and never call the program, so that a key press costs nothing.
#include <fmt/format.h>

#include <algorithm>

#include "cli/reference.hpp"

namespace gouji::cli {

namespace {

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

// 'it'\''s': for all three shells but fish, which writes it another way.
std::string single_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + "'";
}

std::string first_line(const std::string& both, Language language) {
  const std::string text = in_language(both, language);
  return text.substr(0, text.find('\n'));
}

std::vector<std::string> option_names(const CommandReference& command) {
  std::vector<std::string> names;
  for (const Parameter& option : command.options) names.insert(names.end(), option.names.begin(), option.names.end());
  return names;
}

// --- bash -------------------------------------------------------------------------------------------------------------------------------

std::string bash_action(const Parameter& parameter) {
  switch (parameter.takes) {
    case Takes::Nothing:
    case Takes::Free: return "COMPREPLY=()";
    case Takes::Words:
    case Takes::Reports: return fmt::format("_gouji_words \"$cur\" {}", single_quoted(joined(parameter.words)));
    case Takes::File: return "_gouji_files \"$cur\"";
    case Takes::Directory: return "_gouji_folders \"$cur\"";
    case Takes::Plans: return "_gouji_plans \"$cur\"";
    case Takes::RuleNames: return "_gouji_list \"$cur\" \"$_gouji_rules\"";
    case Takes::Anything: return "_gouji_words \"$cur\" \"$_gouji_rules $_gouji_keywords\"";
  }
  return {};
}

constexpr std::string_view kBashHead = R"sh(_gouji_words() {
  COMPREPLY=($(compgen -W "$2" -- "$1"))
}
# Words with commas between them.
_gouji_list() {
  local front=""
  [[ $1 == *,* ]] && front="${1%,*},"
  COMPREPLY=($(compgen -P "$front" -W "$2" -- "${1##*,}"))
}
_gouji_files() {
  local IFS=$'\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$1"))
}
_gouji_folders() {
  local IFS=$'\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -d -- "$1"))
}
_gouji_plans() {
  local IFS=$'\n' name
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -d -- "$1"))
  while read -r name; do
    case $name in *.plan | *.scenario | *.toml) COMPREPLY+=("$name") ;; esac
  done < <(compgen -f -- "$1")
}
_gouji() {
  local cur="${COMP_WORDS[COMP_CWORD]}" option="" command="" position=0 i word
  # --format=json comes as three words.
  if [[ $cur == = ]]; then
    cur=""
    option="${COMP_WORDS[COMP_CWORD-1]}"
  elif (( COMP_CWORD > 1 )) && [[ ${COMP_WORDS[COMP_CWORD-1]} == = ]]; then
    option="${COMP_WORDS[COMP_CWORD-2]}"
  elif (( COMP_CWORD > 0 )); then
    option="${COMP_WORDS[COMP_CWORD-1]}"
  fi
  for (( i = 1; i < COMP_CWORD; i++ )); do
    word="${COMP_WORDS[i]}"
    if [[ $word == -* ]]; then
      _gouji_takes_value "$command" "$word" && (( i++ )) && [[ ${COMP_WORDS[i]} == = ]] && (( i++ ))
      continue
    fi
    if [[ -z $command ]]; then command="$word"; else (( position++ )); fi
  done
)sh";

// --- zsh --------------------------------------------------------------------------------------------------------------------------------

std::string zsh_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string zsh_action(const Parameter& parameter) {
  switch (parameter.takes) {
    case Takes::Nothing: return {};
    case Takes::Free: return " ";
    case Takes::Words:
    case Takes::Reports: return "(" + joined(parameter.words) + ")";
    case Takes::File: return "_files";
    case Takes::Directory: return "_files -/";
    case Takes::Plans: return "_files -g \"*.(plan|scenario|toml)\"";
    case Takes::RuleNames: return "_gouji_rules";
    case Takes::Anything: return "_gouji_anything";
  }
  return {};
}

// --- fish -------------------------------------------------------------------------------------------------------------------------------

std::string fish_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return quoted + "'";
}

std::string fish_action(const Parameter& parameter) {
  switch (parameter.takes) {
    case Takes::Nothing: return {};
    case Takes::Free: return " -x";
    case Takes::Words:
    case Takes::Reports: return " -x -a " + fish_quoted(joined(parameter.words));
    case Takes::File: return " -r -F";
    case Takes::Directory: return " -x -a '(__fish_complete_directories)'";
    case Takes::Plans: return " -F";
    case Takes::RuleNames: return " -x -a '(__gouji_rules)'";
    case Takes::Anything: return " -x -a '(__gouji_anything)'";
  }
  return {};
}

}  // namespace

std::string bash_completion(const std::vector<CommandReference>& reference, const std::vector<std::string>& rules, const std::vector<std::string>& words) {
  std::string script = "# gouji: completion for bash\n";
  script += fmt::format("_gouji_rules={}\n_gouji_keywords={}\n", single_quoted(joined(rules)), single_quoted(joined(words)));

  script += "_gouji_takes_value() {\n  case \"$1 $2\" in\n";
  for (const CommandReference& command : reference) {
    std::vector<std::string> patterns;
    for (const Parameter& option : command.options) {
      if (option.takes == Takes::Nothing) continue;
      for (const std::string& name : option.names) patterns.push_back(fmt::format("\"{} {}\"", command.name, name));
    }
    if (!patterns.empty()) script += fmt::format("    {}) return 0 ;;\n", fmt::join(patterns, " | "));
  }
  script += "  esac\n  return 1\n}\n";
  script += kBashHead;

  // The value of an option.
  script += "  case \"$command $option\" in\n";
  for (const CommandReference& command : reference) {
    for (const Parameter& option : command.options) {
      if (option.takes == Takes::Nothing) continue;
      std::vector<std::string> patterns;
      for (const std::string& name : option.names) patterns.push_back(fmt::format("\"{} {}\"", command.name, name));
      script += fmt::format("    {}) {}; return ;;\n", fmt::join(patterns, " | "), bash_action(option));
    }
  }
  script += "  esac\n  case \"$command\" in\n";
  for (const CommandReference& command : reference) {
    script += fmt::format("    {})\n      if [[ $cur == -* ]]; then _gouji_words \"$cur\" {}; ", command.name.empty() ? "\"\"" : command.name,
                          single_quoted(joined(option_names(command))));
    if (command.name.empty()) {
      std::vector<std::string> names;
      for (const CommandReference& each : reference) {
        if (!each.name.empty()) names.push_back(each.name);
      }
      script += fmt::format("else _gouji_words \"$cur\" {}; fi ;;\n", single_quoted(joined(names)));
      continue;
    }
    for (std::size_t i = 0; i < command.arguments.size(); ++i) {
      const Parameter& argument = command.arguments[i];
      script += fmt::format("elif (( position {} {} )); then {}; ", argument.many ? ">=" : "==", i, bash_action(argument));
    }
    script += "fi ;;\n";
  }
  script += "  esac\n}\ncomplete -F _gouji gouji\n";
  return script;
}

std::string zsh_completion(const std::vector<CommandReference>& reference, const std::vector<std::string>& rules, const std::vector<std::string>& words,
                           Language language) {
  std::string script = "#compdef gouji\n# gouji: completion for zsh\n";
  script += fmt::format("_gouji_rules() {{\n  _values -s , rule {}\n}}\n", joined(rules));
  script += fmt::format("_gouji_anything() {{\n  local -a all\n  all=({} {})\n  compadd -a all\n}}\n", joined(rules), joined(words));
  script += "_gouji() {\n  local curcontext=\"$curcontext\" state line\n  typeset -A opt_args\n  _arguments -C \\\n";
  for (const Parameter& option : reference.front().options) {
    for (const std::string& name : option.names) script += fmt::format("    {} \\\n", single_quoted(fmt::format("{}[{}]", name, zsh_escaped(first_line(option.help, language)))));
  }
  script += "    '1:command:->command' '*::argument:->argument'\n  case $state in\n    command)\n      local -a commands\n      commands=(\n";
  for (const CommandReference& command : reference) {
    if (!command.name.empty()) script += fmt::format("        {}\n", single_quoted(fmt::format("{}:{}", command.name, zsh_escaped(first_line(command.about, language)))));
  }
  script += "      )\n      _describe command commands ;;\n    argument)\n      case $words[1] in\n";
  for (const CommandReference& command : reference) {
    if (command.name.empty()) continue;
    script += fmt::format("        {})\n          _arguments", command.name);
    for (const Parameter& option : command.options) {
      const std::string action = zsh_action(option);
      // Both names of one option leave each other out.
      const std::string group = option.names.size() > 1 ? fmt::format("({})", joined(option.names)) : std::string();
      for (const std::string& name : option.names) {
        const std::string takes = option.takes == Takes::Nothing ? std::string() : fmt::format(":{}:{}", zsh_escaped(option.value), action);
        const std::string equals = option.takes != Takes::Nothing && name.starts_with("--") ? "=" : "";
        script += fmt::format(" \\\n            {}", single_quoted(fmt::format("{}{}{}[{}]{}", group, name, equals, zsh_escaped(first_line(option.help, language)), takes)));
      }
    }
    for (std::size_t i = 0; i < command.arguments.size(); ++i) {
      const Parameter& argument = command.arguments[i];
      script += fmt::format(" \\\n            {}", single_quoted(fmt::format("{}:{}:{}", argument.many ? "*" : std::to_string(i + 1), zsh_escaped(argument.names.front()), zsh_action(argument))));
    }
    script += " ;;\n";
  }
  script += "      esac ;;\n  esac\n}\nif [ \"$funcstack[1]\" = \"_gouji\" ]; then _gouji \"$@\"; else compdef _gouji gouji; fi\n";
  return script;
}

std::string fish_completion(const std::vector<CommandReference>& reference, const std::vector<std::string>& rules, const std::vector<std::string>& words,
                            Language language) {
  std::string script = "# gouji: completion for fish\n";
  script += fmt::format("function __gouji_words\n  printf '%s\\n' {}\nend\n", joined(rules));
  script += "# Words with commas between them.\nfunction __gouji_rules\n  set -l front (string match -r '.*,' -- (commandline -ct))\n  for word in (__gouji_words)\n    echo $front$word\n  end\nend\n";
  script += fmt::format("function __gouji_anything\n  __gouji_words\n  printf '%s\\n' {}\nend\n", joined(words));
  script += "complete -c gouji -f\n";
  const auto option_lines = [&](const std::string& condition, const CommandReference& command) {
    for (const Parameter& option : command.options) {
      script += "complete -c gouji" + condition;
      for (const std::string& name : option.names) script += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      script += fish_action(option) + " -d " + fish_quoted(first_line(option.help, language)) + "\n";
    }
  };
  option_lines(" -n __fish_use_subcommand", reference.front());
  for (const CommandReference& command : reference) {
    if (command.name.empty()) continue;
    script += fmt::format("complete -c gouji -n __fish_use_subcommand -a {} -d {}\n", command.name, fish_quoted(first_line(command.about, language)));
  }
  for (const CommandReference& command : reference) {
    if (command.name.empty()) continue;
    const std::string condition = fmt::format(" -n '__fish_seen_subcommand_from {}'", command.name);
    option_lines(condition, command);
    // fish does not count arguments: what any of them takes is offered.
    for (const Parameter& argument : command.arguments) {
      const bool files = argument.takes == Takes::Plans || argument.takes == Takes::File;
      const std::string action = files ? " -F" : argument.takes == Takes::Anything ? " -a '(__gouji_anything)'" : " -a " + fish_quoted(joined(argument.words));
      script += "complete -c gouji" + condition + action + "\n";
    }
  }
  return script;
}

}  // namespace gouji::cli
