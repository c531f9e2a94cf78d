#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <memory>

#include "analyzer/audit/audit.hpp"
#include "analyzer/audit/day.hpp"
#include "cli/auditing.hpp"
#include "cli/baseline_file.hpp"
#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/ledger_file.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"
#include "cli/outputs.hpp"
#include "cli/pieces.hpp"
#include "cli/settings.hpp"
#include "cli/sources.hpp"
#include "cli/version.hpp"
#include "reports/office_failure.hpp"
#include "reports/snippet.hpp"

namespace gouji::cli {

namespace {

using analyzer::Finding;
using analyzer::Severity;
using dsl::Text;

struct Arguments {
  std::vector<std::string> paths;
  std::vector<std::string> formats;
  std::string output;
  std::string language = "zh";
  RuleArguments rules;
  std::string colour = "auto";
  std::string jobs;
  std::optional<std::string> baseline;
  std::optional<std::string> write_baseline;
  std::string as_of;
  std::optional<std::string> ledger;
  bool prune_baseline = false;
  bool show_checks = false;
};

CommandLine read_command_line(const Arguments& arguments, Rules rules) {
  CommandLine line = command_line_of(arguments.rules, rules);
  line.baseline = arguments.write_baseline ? arguments.write_baseline : arguments.baseline;
  if (line.baseline && line.baseline->empty()) throw Failure("没有给出基准文件的名称", "the baseline has no name");
  return line;
}

BaselineWork baseline_work(const Arguments& arguments) {
  if (arguments.write_baseline && (arguments.baseline || arguments.prune_baseline)) {
    throw Failure("--write-baseline 不能与 --baseline、--prune-baseline 并用", "--write-baseline cannot stand beside --baseline or --prune-baseline");
  }
  if (arguments.write_baseline) return BaselineWork::Write;
  return arguments.prune_baseline ? BaselineWork::Prune : BaselineWork::Compare;
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

// `settings` is by plan.
int exit_code(const reports::Report& report, const std::vector<const Settings*>& settings) {
  if (!report.result.failures.empty()) return kCannot;
  if (reports::mistake_count(report) > 0) return kFindings;
  const auto& findings = report.result.findings;
  const bool any = std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    const auto level = settings[finding.plan]->fail_level;
    return level && reaches(finding, *level);
  });
  return any ? kFindings : kOk;
}

// One for each folder that is named.
using DocumentFolders = std::map<std::string, Documents>;

std::vector<FileOptions> file_options(const std::vector<const Settings*>& settings, analyzer::KeptChecks checks, bool with_baseline,
                                      DocumentFolders& documents) {
  std::vector<FileOptions> options;
  for (const Settings* own : settings) {
    FileOptions& file = options.emplace_back(FileOptions{own->audit, nullptr});
    file.audit.checks = checks;
    file.audit.sign = with_baseline;
    file.audit.fold = !with_baseline;
    if (!own->sources.empty()) file.documents = &documents.try_emplace(own->sources, own->sources).first->second;
  }
  return options;
}

// The rules that ran over some plan, in order of code.
std::vector<const analyzer::Rule*> rules_of(Rules rules, const std::vector<const Settings*>& settings) {
  std::vector<const analyzer::Rule*> all;
  for (const analyzer::Rule* rule : rules) {
    const bool ran = std::any_of(settings.begin(), settings.end(), [&](const Settings* own) {
      return std::find(own->rules.begin(), own->rules.end(), rule) != own->rules.end();
    });
    if (ran) all.push_back(rule);
  }
  return all;
}

reports::ConfigurationUse use_of(const Settings& settings) {
  reports::ConfigurationUse use;
  if (!settings.configuration) return use;
  for (const Configuration::Link& link : settings.configuration->files) use.files.push_back(told_path(link.file));
  return use;
}

reports::Circumstances circumstances_of(const Arguments& arguments, std::chrono::year_month_day today) {
  reports::Circumstances circumstances{analyzer::day_text(today), {}};
  const auto tell = [&](std::string_view option, const std::string& value) {
    if (!value.empty()) circumstances.options.push_back(fmt::format("{} {}", option, value));
  };
  tell("--select", fmt::format("{}", fmt::join(split_list(arguments.rules.select), ",")));
  tell("--ignore", fmt::format("{}", fmt::join(split_list(arguments.rules.ignore), ",")));
  tell("--sources", arguments.rules.sources);
  tell("--baseline", arguments.baseline.value_or(""));
  tell("--as-of", arguments.as_of);
  tell("--ledger", arguments.ledger.value_or(""));
  return circumstances;
}

void write(const Output& output, const reports::Report& report) {
  const reports::ReportFormat& format = *output.format;
  try {
    if (output.file.empty()) {
      format.write(report, write_standard_output);
    } else {
      write_file(output.file, [&](const reports::Take& take) { format.write(report, take); });
    }
  } catch (const reports::OfficeFailure& failure) {
    throw Failure(failure.message);
  }
}

int run_audit(const Arguments& arguments, Rules rules) {
  const std::vector<Output> outputs = parse_outputs(arguments.formats, arguments.output);
  keep_off_terminal(outputs);
  reports::Options options;
  options.language = parse_language(arguments.language);
  const bool colour = parse_colour(arguments.colour, STDOUT_FILENO);
  const bool colour_of_files = parse_colour(arguments.colour, std::nullopt);
  options.show_checks = arguments.show_checks;
  options.version = kVersion;
  const unsigned jobs = parse_jobs(arguments.jobs);
  options.pieces = by_threads(jobs);
  const BaselineWork work = baseline_work(arguments);
  const std::chrono::year_month_day today = parse_day(arguments.as_of);
  SettingsBook book(read_command_line(arguments, rules), rules, today);
  if (arguments.paths.empty()) throw Failure("没有给出方案文件或文件夹", "no plan file or folder is given");

  const std::vector<std::string> paths = find_plans(arguments.paths);
  std::vector<const Settings*> settings;
  Baselines baselines(work, rules, today);
  for (const std::string& path : paths) {
    settings.push_back(&book.of(path));
    if (!settings.back()->baseline.empty()) baselines.open(settings.back()->baseline);
  }
  if (work == BaselineWork::Prune && !baselines.any()) {
    throw Failure("--prune-baseline 要有基准：--baseline FILE，或写在配置文件里", "--prune-baseline needs a baseline: --baseline FILE, or one in the configuration file");
  }
  const std::optional<reports::Ledger> ledger = earlier_ledger(arguments.ledger, outputs);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    keep_apart(outputs, paths[i], {"被核对的方案文件", "plan file that is audited:"});
    if (!settings[i]->baseline.empty()) keep_apart(outputs, settings[i]->baseline, {"基准文件", "baseline"});
    if (!settings[i]->configuration) continue;
    for (const Configuration::Link& link : settings[i]->configuration->files) keep_apart(outputs, link.file, {"配置文件", "configuration file"});
  }

  const analyzer::KeptChecks checks = arguments.show_checks ? analyzer::KeptChecks::All : kept_checks(outputs);
  DocumentFolders documents;
  std::optional<Progress> progress;
  progress.emplace(dsl::Template{"核对", "auditing"}, paths.size(), options.language);
  std::vector<LoadedFile> loaded = load(paths, {.jobs = jobs,
                                                .rules = rules,
                                                .keep_facts = arguments.show_checks || need_facts(outputs),
                                                .hash = need_facts(outputs),
                                                .progress = &*progress,
                                                .by_path = file_options(settings, checks, baselines.any(), documents)});
  progress.reset();
  require_plans(loaded);
  for (auto& [folder, documents_there] : documents) {
    for (const std::string& path : documents_there.finish()) keep_apart(outputs, path, {"原文", "document"});
  }

  std::vector<reports::File> files;
  std::vector<analyzer::Plan> plans;
  std::vector<const Settings*> plan_settings;
  std::vector<reports::ConfigurationUse> configurations;
  std::vector<Baselines::Audited> audited;
  analyzer::AuditResult result;
  for (std::size_t i = 0; i < loaded.size(); ++i) {
    LoadedFile& file = loaded[i];
    for (std::size_t k = 0; k < file.plans.size(); ++k) {
      plan_settings.push_back(settings[i]);
      configurations.push_back(use_of(*settings[i]));
      audited.push_back({settings[i]->baseline, settings[i]->rules, file.diagnostics.empty()});
    }
    files.push_back({file.source.get(), std::move(file.diagnostics), std::move(file.sha256)});
    std::move(file.plans.begin(), file.plans.end(), std::back_inserter(plans));
    analyzer::append(result, std::move(file.audit));
  }
  if (baselines.any()) {
    baselines.apply(plans, audited, result);
    analyzer::fold_followers(result.findings);
  }
  const std::vector<const analyzer::Rule*> ran = rules_of(rules, settings);
  reports::Report report{files, plans, result, ran, options, configurations, baselines.hidden(), baselines.uses(), circumstances_of(arguments, today),
                         ledger ? &*ledger : nullptr};
  const bool complete = reports::mistake_count(report) == 0 && result.failures.empty();
  if (complete) baselines.save();
  for (const Output& output : outputs) {
    report.options.colour = output.file.empty() ? colour : colour_of_files;
    write(output, report);
  }
  tell_failures(plans, result.failures, options.language);
  if (!complete && work != BaselineWork::Compare) {
    throw Failure("有语法错误或未能运行的规则，基准文件没有改动", "there are mistakes of the language, or rules that could not run: the baseline was left as it is");
  }
  return exit_code(report, plan_settings);
}

// "text|json|…[=FILE]"
std::string format_names() {
  std::vector<std::string_view> names;
  for (const reports::ReportFormat& format : reports::report_formats()) names.push_back(format.name);
  return fmt::format("{}[=FILE]", fmt::join(names, "|"));
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
  command
      ->add_option("--format", arguments->formats,
                   "输出格式（默认 text）；写作 格式=文件 即写入该文件，可重复\n"
                   "output format (default text); NAME=FILE writes it to that file; repeatable")
      ->option_text(format_names())
      ->allow_extra_args(false);
  command
      ->add_option("-o,--output", arguments->output,
                   "没有写明文件的那种格式写入此文件，不写到标准输出\nwrite the format that names no file to this one, not to standard output")
      ->option_text("FILE");
  command->add_option("--lang", arguments->language, "报告语言（默认 zh）\nlanguage of the report (default zh)")
      ->option_text("zh|en");
  add_rule_options(*command, arguments->rules,
                   "达到此级别即以 1 退出（默认 error）\nexit 1 from this severity on (default error)");
  command
      ->add_option("--baseline", arguments->baseline,
                   "基准文件：其中记有的问题不再列出，只列新的和数据有变的\n"
                   "baseline: findings it knows are not told again, only new ones and those whose figures have changed")
      ->option_text("FILE");
  command
      ->add_option("--write-baseline", arguments->write_baseline,
                   "把现有问题记入基准文件，已记的保留原日期；此后以 0 退出\n"
                   "write what is found now as the baseline, keeping the dates of what it knows; then exit 0")
      ->option_text("FILE");
  command->add_flag("--prune-baseline", arguments->prune_baseline,
                    "从基准文件中删去已不再出现的问题\ntake findings that are not there any more out of the baseline");
  command
      ->add_option("--as-of", arguments->as_of,
                   "以此日判断豁免是否过期、计算基准的天数（默认今天）\nthe day that waivers and the baseline are held against (default today)")
      ->option_text("DATE");
  command
      ->add_option("--ledger", arguments->ledger,
                   "上次的整改台账（.xlsx）：其中填写的措施、期限、状态等带入新台账，与 --format xlsx=文件 同用\n"
                   "the rectification ledger of an earlier run (.xlsx): what people filled in is kept; goes with --format xlsx=FILE")
      ->option_text("FILE");
  command->add_flag("--show-checks", arguments->show_checks,
                    "相符的核对和未核对的数据也逐条列出\nalso list what held and what was never compared");
  command
      ->add_option("--color", arguments->colour,
                   "颜色（默认 auto，仅终端）\ncolour (default auto: terminals only)")
      ->option_text("auto|always|never");
  command
      ->add_option("--jobs", arguments->jobs,
                   "读取文件的线程数（默认同处理器数）\nthreads that read files (default: processors)")
      ->option_text("N");
  return {command, [arguments, rules] { return run_audit(*arguments, rules); }};
}

}  // namespace gouji::cli
