#include "cli/reference.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "dsl/unicode.hpp"

namespace gouji::cli {

namespace {

bool is_wide(char32_t value) { return value >= 0x2E80 && value < 0xFFEF; }

// Bytes up to the first Chinese character, or to the first that is none.
std::size_t run_of(std::string_view text, bool wide) {
  std::size_t at = 0;
  while (at < text.size()) {
    const dsl::CodePoint point = dsl::decode(text, at);
    if (is_wide(point.value) != wide) break;
    at += point.length;
  }
  return at;
}

bool is_chinese(std::string_view line) { return run_of(line, false) < line.size(); }
bool shows_command(std::string_view line) { return line.starts_with("  gouji"); }

// "例 Example": the bytes of the first part, else 0.
std::size_t head_of_both(std::string_view line) {
  const std::size_t head = run_of(line, true);
  if (head == 0 || head + 1 >= line.size() || line[head] != ' ' || is_chinese(line.substr(head))) return 0;
  const std::string_view rest = line.substr(head + 1);
  const bool plain = std::all_of(rest.begin(), rest.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' '; });
  return plain && rest.front() != ' ' ? head : 0;
}

std::vector<std::string> split(std::string_view text, char by) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(by, begin), text.size());
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

void read_value(Parameter& parameter, bool positional) {
  constexpr std::string_view kToFile = "[=FILE]";
  std::string value = parameter.value;
  if (value.ends_with(kToFile)) value.resize(value.size() - kToFile.size());
  const bool lower = std::any_of(value.begin(), value.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (lower) {
    parameter.takes = value.size() < parameter.value.size() ? Takes::Reports : Takes::Words;
    parameter.words = split(value, '|');
  } else if (value == "RULES") {
    parameter.takes = Takes::RuleNames;
  } else if (value == "DIR") {
    parameter.takes = Takes::Directory;
  } else if (value.starts_with("FILE")) {
    parameter.takes = Takes::File;
  } else if (value.find("KEYWORD") != std::string::npos) {
    parameter.takes = Takes::Anything;
  } else {
    parameter.takes = positional ? Takes::Plans : Takes::Free;
  }
}

Parameter parameter_of(const CLI::Option& option) {
  Parameter parameter;
  parameter.help = option.get_description();
  if (option.get_positional()) {
    parameter.names = {option.get_name(true)};
    parameter.many = option.get_expected_max() > 1;
    parameter.value = option.get_option_text();
    read_value(parameter, true);
    return parameter;
  }
  for (const std::string& name : option.get_snames()) parameter.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) parameter.names.push_back("--" + name);
  if (option.get_expected_max() == 0) return parameter;
  parameter.value = option.get_option_text();
  read_value(parameter, false);
  return parameter;
}

CommandReference command_of(const CLI::App& app, std::string name) {
  CommandReference command{std::move(name), app.get_description(), app.get_footer(), {}, {}};
  for (const CLI::Option* option : app.get_options()) {
    (option->get_positional() ? command.arguments : command.options).push_back(parameter_of(*option));
  }
  return command;
}

}  // namespace

std::vector<CommandReference> reference_of(const CLI::App& app) {
  std::vector<CommandReference> all = {command_of(app, "")};
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) all.push_back(command_of(*command, command->get_name()));
  return all;
}

std::string in_language(std::string_view text, Language language) {
  const bool chinese = language == Language::Chinese;
  std::vector<std::string> kept;
  for (std::string& line : split(text, '\n')) {
    const std::size_t head = head_of_both(line);
    if (head > 0) {
      kept.push_back(chinese ? line.substr(0, head) : line.substr(head + 1));
    } else if (line.empty() || shows_command(line) || is_chinese(line) == chinese) {
      kept.push_back(std::move(line));
    }
  }
  return fmt::format("{}", fmt::join(kept, "\n"));
}

}  // namespace gouji::cli
