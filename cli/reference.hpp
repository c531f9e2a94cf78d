// The command line as data, read from what the options are declared with, so that help, manual page and completions say the same.
// Descriptions hold both languages, a line each; in_language() takes one out.
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"

namespace gouji::cli {

// What may stand for a value.
enum class Takes {
  Nothing,    // a flag
  Words,      // one of `words`
  Reports,    // one of `words`, or WORD=FILE
  File,
  Directory,
  Plans,      // plan files, or folders of them
  RuleNames,  // names, codes and families of rules, with commas between them
  Anything,   // a rule or a word of the language, for `gouji explain`
  Free,       // a number, a date, a name of the plan
};

struct Parameter {
  std::vector<std::string> names;   // "-o", "--output"; of an argument its name
  std::string value;                // as help shows it: FILE, text|json; empty for a flag
  Takes takes = Takes::Nothing;
  std::vector<std::string> words;
  std::string help;
  bool many = false;                // of an argument: more than one may follow
};

struct CommandReference {
  std::string name;                 // empty: of the program itself
  std::string about;
  std::string notes;                // below the options
  std::vector<Parameter> arguments;
  std::vector<Parameter> options;
};

// The program itself, then its commands in the order help lists them.
[[nodiscard]] std::vector<CommandReference> reference_of(const CLI::App& app);

// What a text in both languages says in one of them. Lines with Chinese characters are Chinese, the others English; "例 Example" is split,
// and an indented line that shows a command stands in both.
[[nodiscard]] std::string in_language(std::string_view text, Language language);

// A manual page for man(1), in troff with the macros of man(7).
[[nodiscard]] std::string man_page(const std::vector<CommandReference>& reference, Language language);

// A script that completes the command line in bash, zsh or fish. `rules` is what rules are called by, `words` those of the language.
[[nodiscard]] std::string bash_completion(const std::vector<CommandReference>& reference, const std::vector<std::string>& rules,
                                          const std::vector<std::string>& words);
[[nodiscard]] std::string zsh_completion(const std::vector<CommandReference>& reference, const std::vector<std::string>& rules,
                                         const std::vector<std::string>& words, Language language);
[[nodiscard]] std::string fish_completion(const std::vector<CommandReference>& reference, const std::vector<std::string>& rules,
                                          const std::vector<std::string>& words, Language language);

}  // namespace gouji::cli
