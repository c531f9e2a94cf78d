#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "cli/commands.hpp"
#include "cli/encoding.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "dsl/formatter.hpp"
#include "dsl/parser.hpp"
#include "reports/snippet.hpp"
#include "reports/text.hpp"

namespace gouji::cli {

namespace {

constexpr const char* kStandardInput = "-";

struct Arguments {
  std::vector<std::string> paths;
  bool check = false;
  std::string language = "zh";
};

// The formatted text; absent when the file has mistakes, which are then told on standard error.
std::optional<std::string> format_or_tell(const std::string& name, const std::string& text, Language language, Progress* progress = nullptr) {
  const dsl::SourceText source(name, text);
  auto encoding = encoding_mistake(source);
  if (!encoding) {
    if (auto formatted = dsl::format(source)) return formatted;
  }
  reports::Options options;
  options.language = language;
  options.colour = parse_colour("auto", STDERR_FILENO);
  auto mistakes = encoding ? std::vector{std::move(*encoding)} : dsl::parse(source).diagnostics;
  if (progress != nullptr) progress->hide();
  write_standard_error(reports::render_mistakes({&source, std::move(mistakes)}, options));
  return std::nullopt;
}

int format_standard_input(const Arguments& arguments, Language language) {
  const std::string text = read_standard_input();
  const auto formatted = format_or_tell("<stdin>", text, language);
  if (!formatted) return kFindings;
  if (!arguments.check) {
    write_standard_output(*formatted);
    return kOk;
  }
  if (*formatted == text) return kOk;
  write_standard_output("<stdin>\n");
  return kFindings;
}

int run_fmt(const Arguments& arguments) {
  const Language language = parse_language(arguments.language);
  if (arguments.paths.empty()) throw Failure("没有给出方案文件或文件夹", "no plan file or folder is given");
  if (arguments.paths == std::vector<std::string>{kStandardInput}) return format_standard_input(arguments, language);
  if (std::find(arguments.paths.begin(), arguments.paths.end(), kStandardInput) != arguments.paths.end()) {
    throw Failure("“-”（标准输入）不能与其他路径并用", "\"-\" (standard input) cannot stand beside other paths");
  }

  int code = kOk;
  std::string to_change;
  const std::vector<std::string> paths = find_plans(arguments.paths);
  Progress progress({"整理", "formatting"}, paths.size(), language);
  for (const std::string& path : paths) {
    const std::string text = read_file(path);
    const auto formatted = format_or_tell(path, text, language, &progress);
    progress.add();
    if (!formatted) {
      code = kFindings;
      continue;
    }
    if (*formatted == text) continue;
    if (arguments.check) {
      to_change += path + "\n";
      code = kFindings;
    } else {
      write_file(path, *formatted);
    }
  }
  write_standard_output(to_change);
  return code;
}

}  // namespace

Command add_fmt(CLI::App& app) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("fmt", "整理方案文件的格式\nformat plan files");
  command->footer(
      "退出码  0 已整理好；1 有文件须整理（--check），或有语法错误；2 未能完成\n"
      "Exit    0 all is formatted; 1 files would change (--check), or have syntax errors; 2 the work could not be done");
  command
      ->add_option(
          "PATH", arguments->paths,
          "方案文件或文件夹；- 表示从标准输入读、向标准输出写\nplan files or folders; - reads standard input and writes standard output")
      ->option_text("...");
  command->add_flag("--check", arguments->check, "只列出需要整理的文件，不改动\nonly list the files that would change");
  command->add_option("--lang", arguments->language, "提示语言（默认 zh）\nlanguage of messages (default zh)")
      ->option_text("zh|en");
  return {command, [arguments] { return run_fmt(*arguments); }};
}

}  // namespace gouji::cli
