#include <fmt/format.h>

#include <memory>

#include "cli/actuals.hpp"
#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "cli/read_plans.hpp"
#include "cli/version.hpp"
#include "reports/status.hpp"

namespace gouji::cli {

namespace {

using analyzer::Plan;

struct Arguments {
  std::vector<std::string> paths;
  std::string as_of;
  std::string actuals;
  std::string format = "text";
  std::string output;
  std::string language = "zh";
};

std::string render(const reports::StatusReport& report, Format format) {
  return format == Format::Json ? reports::render_status_json(report) : reports::render_status_text(report);
}

int run_status(const Arguments& arguments, Rules rules) {
  const Format format = parse_format(arguments.format);
  const Language language = parse_language(arguments.language);
  const std::chrono::year_month_day day = parse_day(arguments.as_of);
  const ReadPlans read = read_plans(arguments.paths, arguments.output, rules, language);
  const auto& plans = read.plans;
  if (plans.empty()) return read.code;
  if (plans.size() > 1) {
    throw Failure(fmt::format("给出的文件里有 {} 个方案，一次只看一个", plans.size()), fmt::format("the files given hold {} plans; give one", plans.size()));
  }
  if (!arguments.actuals.empty() && same_file(arguments.actuals, arguments.output)) {
    throw Failure("-o 不能指向实绩表", "-o must not name the table of actuals");
  }
  const auto actuals = arguments.actuals.empty() ? std::vector<analyzer::Statement>() : read_actuals(arguments.actuals, *plans.front());
  const Plan known = analyzer::status::known_on(*plans.front(), day, actuals);
  const auto status = analyzer::status::status_of(known, day);
  const std::string content = render({known, status, language, std::string(kVersion)}, format);
  write_result(arguments.output, content);
  return read.code;
}

}  // namespace

Command add_status(CLI::App& app, Rules rules) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("status", "到某一天的进展：指标对照目标，任务对照时间\nwhere a plan stands on a day: indicators and tasks");
  command->footer(
      "实绩取自方案（实绩 语句）和 --actuals 的表；该日之后的不计。怎样判断见 docs/STATUS.md。\n"
      "Actuals come from the plan and from the table of --actuals; those after the day are left out. How it is judged: docs/STATUS.md.\n"
      "例 Example\n"
      "  gouji status plans/haishu.plan --as-of 2026-01-15 --actuals 2025.csv\n"
      "退出码  0 已列出；1 方案文件有语法错误（其余照列）；2 未能完成\n"
      "Exit    0 done; 1 a plan with syntax errors (the rest is shown); 2 the work could not be done");
  command->add_option("PATH", arguments->paths, "一个方案文件\none plan file")->option_text("");
  command->add_option("--as-of", arguments->as_of, "截至哪一天（默认当天）\nthe day (default today)")->option_text("DATE");
  command
      ->add_option("--actuals", arguments->actuals,
                   "实绩表（CSV）：指标,时间,数值[,单位]\ntable of actuals (CSV): indicator,date,value[,unit]")
      ->option_text("FILE");
  command->add_option("--format", arguments->format, "输出格式（默认 text）\noutput format (default text)")->option_text("text|json");
  command->add_option("-o,--output", arguments->output, "写入文件，不写到标准输出\nwrite to a file, not to standard output")->option_text("FILE");
  command->add_option("--lang", arguments->language, "语言（默认 zh）\nlanguage (default zh)")->option_text("zh|en");
  return {command, [arguments, rules] { return run_status(*arguments, rules); }};
}

}  // namespace gouji::cli
