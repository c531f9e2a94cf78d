#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "analyzer/audit/audit.hpp"
#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"
#include "cli/sources.hpp"
#include "cli/version.hpp"
#include "reports/json.hpp"
#include "reports/snippet.hpp"
#include "reports/text.hpp"

namespace gouji::cli {

namespace {

using analyzer::Finding;
using analyzer::Severity;
using dsl::Text;

struct Arguments {
  std::vector<std::string> paths;
  std::string format = "text";
  std::string output;
  std::string language = "zh";
  std::string fail_on = "error";
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::string colour = "auto";
  std::string jobs;
  std::string sources;
  bool show_checks = false;
};

void check_selectors(Rules rules, std::string_view option, const std::vector<std::string>& selectors,
                     std::vector<Text>& troubles) {
  std::vector<std::string_view> known;
  for (const analyzer::Rule* rule : rules) known.insert(known.end(), {rule->name, rule->code, rule->family});
  for (const std::string& selector : analyzer::unknown_selectors(rules, selectors)) {
    const Text near = did_you_mean(selector, known);
    const std::string shown = reports::visible(selector);
    troubles.emplace_back(fmt::format("{}：没有名为“{}”的规则或规则族{}", option, shown, near.zh),
                          fmt::format("{}: no rule or family is called \"{}\"{}", option, shown, near.en));
  }
}

analyzer::AuditOptions read_selection(const Arguments& arguments, Rules rules) {
  analyzer::AuditOptions options;
  options.select = split_list(arguments.select);
  options.ignore = split_list(arguments.ignore);
  options.today = today();
  std::vector<Text> troubles;
  check_selectors(rules, "--select", options.select, troubles);
  check_selectors(rules, "--ignore", options.ignore, troubles);
  if (!troubles.empty()) throw Failure(std::move(troubles));
  return options;
}

// A file that holds nothing to audit must not look like a clean one.
void require_plans(const std::vector<LoadedFile>& files) {
  std::vector<Text> troubles;
  for (const LoadedFile& file : files) {
    if (!file.plans.empty() || !file.diagnostics.empty()) continue;
    const std::string name = reports::visible(file.source->name());
    troubles.emplace_back(fmt::format("{} 里没有方案（plan），无从核对", name),
                          fmt::format("{} holds no plan to audit", name));
  }
  if (!troubles.empty()) throw Failure(std::move(troubles));
}

bool reaches(const Finding& finding, Severity level) {
  if (finding.severity <= level) return true;
  return std::any_of(finding.followers.begin(), finding.followers.end(),
                     [&](const Finding& follower) { return follower.severity <= level; });
}

int exit_code(const reports::Report& report, std::optional<Severity> fail_level) {
  if (reports::mistake_count(report) > 0) return kFindings;
  if (!fail_level) return kOk;
  const auto& findings = report.result.findings;
  const bool any =
      std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return reaches(f, *fail_level); });
  return any ? kFindings : kOk;
}

// What the report shows: the text tells what could not be judged even when it is not asked for checks.
analyzer::KeptChecks kept_checks(Format format, bool show_checks) {
  if (show_checks) return analyzer::KeptChecks::All;
  return format == Format::Text ? analyzer::KeptChecks::Undetermined : analyzer::KeptChecks::None;
}

int run_audit(const Arguments& arguments, Rules rules) {
  const Format format = parse_format(arguments.format);
  const bool to_file = !arguments.output.empty() && arguments.output != "-";
  reports::Options options;
  options.language = parse_language(arguments.language);
  options.colour = parse_colour(arguments.colour, to_file ? std::nullopt : std::optional(STDOUT_FILENO));
  options.show_checks = arguments.show_checks;
  options.version = kVersion;
  const auto fail_level = parse_fail_level(arguments.fail_on);
  const unsigned jobs = parse_jobs(arguments.jobs);
  analyzer::AuditOptions selection = read_selection(arguments, rules);
  selection.checks = kept_checks(format, arguments.show_checks);
  const std::vector<const analyzer::Rule*> selected = analyzer::selected_rules(rules, selection);
  if (selected.empty())
    throw Failure("--select 与 --ignore 之下没有剩下任何规则", "--select and --ignore leave no rule to run");
  if (arguments.paths.empty()) throw Failure("没有给出方案文件或文件夹", "no plan file or folder is given");

  const std::vector<std::string> paths = find_plans(arguments.paths);
  for (const std::string& path : paths) {
    if (to_file && same_file(path, arguments.output)) {
      throw Failure(fmt::format("-o 不能指向被核对的方案文件 {}", reports::visible(path)),
                    fmt::format("-o must not name the plan file {} that is audited", reports::visible(path)));
    }
  }
  std::optional<Documents> documents;
  if (!arguments.sources.empty()) documents.emplace(arguments.sources);
  std::vector<LoadedFile> loaded = load(paths, {.jobs = jobs,
                                                .rules = rules,
                                                .audit = selection,
                                                .keep_facts = arguments.show_checks,
                                                .documents = documents ? &*documents : nullptr});
  require_plans(loaded);
  if (documents) {
    for (const std::string& path : documents->finish()) {
      if (to_file && same_file(path, arguments.output)) {
        throw Failure(fmt::format("-o 不能指向原文 {}", reports::visible(path)),
                      fmt::format("-o must not name the document {}", reports::visible(path)));
      }
    }
  }

  std::vector<reports::File> files;
  std::vector<analyzer::Plan> plans;
  analyzer::AuditResult result;
  for (LoadedFile& file : loaded) {
    files.push_back({file.source.get(), std::move(file.diagnostics)});
    std::move(file.plans.begin(), file.plans.end(), std::back_inserter(plans));
    analyzer::append(result, std::move(file.audit));
  }
  const reports::Report report{files, plans, result, selected, options};
  const std::string content = format == Format::Json ? reports::render_json(report) : reports::render_text(report);
  if (to_file) {
    write_file(arguments.output, content);
  } else {
    write_standard_output(content);
  }
  return exit_code(report, fail_level);
}

}  // namespace

Command add_audit(CLI::App& app, Rules rules) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("audit", "核对方案文件\naudit plan files");
  command->footer(
      "退出码  0 没有达到 --fail-on 级别的问题；1 有问题，或方案文件有语法错误；2 未能完成\n"
      "Exit    0 nothing at or above the --fail-on level; 1 findings, or a plan with syntax errors; 2 the work could not be done");
  command
      ->add_option("PATH", arguments->paths,
                   "方案文件，或含有 *.plan 的文件夹\nplan files, or folders that hold *.plan")
      ->option_text("...");
  command->add_option("--format", arguments->format, "输出格式（默认 text）\noutput format (default text)")
      ->option_text("text|json");
  command
      ->add_option("-o,--output", arguments->output,
                   "写入文件，不写到标准输出\nwrite to a file, not to standard output")
      ->option_text("FILE");
  command->add_option("--lang", arguments->language, "报告语言（默认 zh）\nlanguage of the report (default zh)")
      ->option_text("zh|en");
  command
      ->add_option("--fail-on", arguments->fail_on,
                   "达到此级别即以 1 退出：error|warning|info|never（默认 error）\n"
                   "exit 1 from this severity on: error|warning|info|never (default error)")
      ->option_text("LEVEL");
  command
      ->add_option("--select", arguments->select,
                   "只用这些规则：编号、名称、规则族或 *，逗号分隔，可重复\n"
                   "run these rules only: code, name, family or *; comma-separated, repeatable")
      ->option_text("RULES")
      ->allow_extra_args(false);
  command->add_option("--ignore", arguments->ignore, "不用这些规则，写法同上\nleave these rules out, written likewise")
      ->option_text("RULES")
      ->allow_extra_args(false);
  command
      ->add_option("--sources", arguments->sources,
                   "原文所在的文件夹：逐一核对出处与数据，并列出原文中没有转写的数据\n"
                   "folder of the documents: check places and figures against them, and list what was not transcribed")
      ->option_text("DIR");
  command->add_flag("--show-checks", arguments->show_checks,
                    "相符的核对和未核对的数据也逐条列出\nalso list what held and what was never compared");
  command
      ->add_option("--color", arguments->colour,
                   "颜色：auto|always|never（默认 auto，仅终端）\nauto|always|never (default auto: terminals only)")
      ->option_text("WHEN");
  command
      ->add_option("--jobs", arguments->jobs,
                   "读取文件的线程数（默认同处理器数）\nthreads that read files (default: processors)")
      ->option_text("N");
  return {command, [arguments, rules] { return run_audit(*arguments, rules); }};
}

}  // namespace gouji::cli
