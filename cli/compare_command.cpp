#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "analyzer/compare/compare.hpp"
#include "cli/auditing.hpp"
#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/load.hpp"
#include "cli/version.hpp"
#include "reports/compare.hpp"
#include "reports/snippet.hpp"
#include "reports/text.hpp"

namespace gouji::cli {

namespace {

using analyzer::Finding;
using analyzer::Severity;
using analyzer::compare::PlanComparison;

struct Arguments {
  std::string before;
  std::string after;
  std::string format = "text";
  std::string output;
  std::string language = "zh";
  RuleArguments rules;
  std::string as_of;
  std::string colour = "auto";
};

using Render = std::string (*)(const reports::CompareReport&);

Render parse_compare_format(const std::string& value) {
  if (value == "text") return reports::render_compare_text;
  if (value == "json") return reports::render_compare_json;
  if (value == "html") return reports::render_compare_html;
  throw unknown_value("--format", value, {"text", "json", "html"});
}

void require_file(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) return;
  const std::string shown = reports::visible(path);
  throw Failure(fmt::format("{} 是文件夹，比较的是两个方案文件", shown), fmt::format("{} is a folder: two plan files are compared", shown));
}

// The drafts must be told apart by what they say alone, so both are audited as the new one is set to be.
std::vector<LoadedFile> load_drafts(const Arguments& arguments, Rules rules, const Settings& settings) {
  std::optional<Documents> documents;
  if (!settings.sources.empty()) documents.emplace(settings.sources);
  LoadOptions options;
  options.rules = rules;
  options.audit = settings.audit;
  options.audit.checks = analyzer::KeptChecks::None;
  options.keep_facts = true;
  options.documents = documents ? &*documents : nullptr;
  std::vector<LoadedFile> files = load({arguments.before, arguments.after}, options);
  if (!documents) return files;
  for (const std::string& path : documents->finish()) {
    if (same_file(path, arguments.output)) throw Failure("-o 不能指向原文 " + reports::visible(path), "-o must not name the document " + reports::visible(path));
  }
  return files;
}

// A finding at or above the level that the old draft did not have, or had below it.
bool has_new(const PlanComparison& comparison, Severity level) {
  const auto reaches = [&](const Finding& finding) { return finding.severity <= level; };
  const auto& findings = comparison.findings;
  return std::any_of(findings.appeared.begin(), findings.appeared.end(), reaches) ||
         std::any_of(findings.changed.begin(), findings.changed.end(), [&](const auto& change) { return reaches(change.second) && !reaches(change.first); });
}

int run_compare(const Arguments& arguments, Rules rules) {
  const Render render = parse_compare_format(arguments.format);
  reports::Options options;
  options.language = parse_language(arguments.language);
  options.version = kVersion;
  const bool to_file = !arguments.output.empty() && arguments.output != "-";
  options.colour = parse_colour(arguments.colour, to_file ? std::nullopt : std::optional(STDOUT_FILENO));
  SettingsBook book(command_line_of(arguments.rules, rules), rules, parse_day(arguments.as_of));
  if (arguments.before.empty() || arguments.after.empty()) {
    throw Failure("要给出两个方案文件：原稿和新稿", "two plan files are compared: the old and the new draft");
  }
  for (const std::string& path : {arguments.before, arguments.after}) {
    require_file(path);
    if (to_file && same_file(path, arguments.output)) {
      throw Failure("-o 不能指向方案文件 " + reports::visible(path), "-o must not name the plan file " + reports::visible(path));
    }
  }

  const Settings& settings = book.of(arguments.after);
  const std::vector<LoadedFile> files = load_drafts(arguments, rules, settings);
  int code = kOk;
  for (const LoadedFile& file : files) {
    const std::string name = reports::visible(file.source->name());
    if (file.plans.empty() && file.diagnostics.empty()) throw Failure(name + " 里没有方案（plan），无从比较", name + " holds no plan to compare");
    if (file.diagnostics.empty()) continue;
    code = kFindings;
    reports::Options told = options;
    told.colour = parse_colour(arguments.colour, STDERR_FILENO);
    write_standard_error(reports::render_mistakes({file.source.get(), file.diagnostics}, told));
  }
  const LoadedFile& before = files.front();
  const LoadedFile& after = files.back();
  const auto comparisons = analyzer::compare::compare_drafts({before.plans, before.audit}, {after.plans, after.audit});
  write_result(arguments.output, render({{before.source->name(), before.diagnostics.size()}, {after.source->name(), after.diagnostics.size()}, comparisons, options}));

  for (const LoadedFile& file : files) {
    tell_failures(file.plans, file.audit.failures, options.language);
    if (!file.audit.failures.empty()) code = kCannot;
  }
  if (code != kOk || !settings.fail_level) return code;
  const bool any = std::any_of(comparisons.begin(), comparisons.end(), [&](const PlanComparison& one) { return has_new(one, *settings.fail_level); });
  return any ? kFindings : kOk;
}

}  // namespace

Command add_compare(CLI::App& app, Rules rules) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("compare", "比较一个方案的两稿\ncompare two drafts of a plan");
  command->footer(
      "写法不同而数值相同的（1亿元、10000万元）不算变动；只凭名称相近判断的改名写作“疑为改名”。两稿都按新稿的配置核对。见 docs/COMPARE.md。\n"
      "A value written in another way (1亿元, 10000万元) is no change; a renaming that only likeness speaks for is told as perhaps one. Both drafts are audited as "
      "the new one is configured. See docs/COMPARE.md.\n"
      "例 Example\n"
      "  gouji compare 征求意见稿.plan 送审稿.plan --format html -o compare.html\n"
      "退出码  0 没有新出现达到 --fail-on 级别的问题；1 有，或方案文件有语法错误；2 未能完成\n"
      "Exit    0 no new finding at or above the --fail-on level; 1 there is one, or a plan with syntax errors; 2 the work could not be done");
  command->add_option("OLD", arguments->before, "原稿，或上级方案\nthe old draft, or the parent of the plan")->option_text("FILE");
  command->add_option("NEW", arguments->after, "新稿\nthe new draft")->option_text("FILE");
  command->add_option("--format", arguments->format, "输出格式（默认 text）\noutput format (default text)")->option_text("text|json|html");
  command->add_option("-o,--output", arguments->output, "写入文件，不写到标准输出\nwrite to a file, not to standard output")->option_text("FILE");
  command->add_option("--lang", arguments->language, "语言（默认 zh）\nlanguage (default zh)")->option_text("zh|en");
  add_rule_options(*command, arguments->rules,
                   "新出现的问题达到此级别即以 1 退出（默认 error）\n"
                   "exit 1 when a new finding has this severity or a graver one (default error)");
  command->add_option("--as-of", arguments->as_of, "以此日判断豁免是否过期（默认今天）\nthe day that waivers are held against (default today)")->option_text("DATE");
  command->add_option("--color", arguments->colour, "颜色（默认 auto，仅终端）\ncolour (default auto: terminals only)")->option_text("auto|always|never");
  return {command, [arguments, rules] { return run_compare(*arguments, rules); }};
}

}  // namespace gouji::cli
