#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>

#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "cli/read_plans.hpp"
#include "cli/version.hpp"
#include "reports/snippet.hpp"
#include "reports/trend.hpp"

namespace gouji::cli {

namespace {

using analyzer::IndicatorId;
using analyzer::Plan;
using dsl::Text;

struct Arguments {
  std::vector<std::string> paths;
  std::vector<std::string> indicators;
  std::string format = "text";
  std::string output;
  std::string language = "zh";
};

enum class TrendFormat { Text, Json, Csv, Svg };

TrendFormat parse_trend_format(const std::string& value) {
  if (value == "text") return TrendFormat::Text;
  if (value == "json") return TrendFormat::Json;
  if (value == "csv") return TrendFormat::Csv;
  if (value == "svg") return TrendFormat::Svg;
  throw unknown_value("--format", value, {"text", "json", "csv", "svg"});
}

bool is_called(const analyzer::Indicator& indicator, const std::string& name) {
  return indicator.id == name || indicator.name == name || std::find(indicator.aliases.begin(), indicator.aliases.end(), name) != indicator.aliases.end();
}

// Those asked for; all of a plan without any. Throws Failure for a name that no plan has.
std::vector<std::vector<IndicatorId>> asked_for(const std::vector<const Plan*>& plans, const std::vector<std::string>& names) {
  std::vector<std::vector<IndicatorId>> asked(plans.size());
  std::vector<Text> troubles;
  for (const std::string& name : names) {
    bool found = false;
    std::vector<std::string_view> known;
    for (std::size_t p = 0; p < plans.size(); ++p) {
      for (std::size_t i = 0; i < plans[p]->indicators.size(); ++i) {
        const auto& indicator = plans[p]->indicators[i];
        known.insert(known.end(), {indicator.id, indicator.name});
        if (!is_called(indicator, name)) continue;
        found = true;
        asked[p].push_back(static_cast<IndicatorId>(i));
      }
    }
    if (found) continue;
    const Text near = did_you_mean(name, known);
    const std::string shown = reports::visible(name);
    troubles.emplace_back(fmt::format("方案里没有名为“{}”的指标{}", shown, near.zh), fmt::format("no indicator is called \"{}\"{}", shown, near.en));
  }
  if (!troubles.empty()) throw Failure(std::move(troubles));
  for (auto& of_plan : asked) {
    std::sort(of_plan.begin(), of_plan.end());
    of_plan.erase(std::unique(of_plan.begin(), of_plan.end()), of_plan.end());
  }
  return asked;
}

// A name as part of a file's name.
std::string file_name(std::string_view name) {
  std::string safe;
  for (const char byte : name) safe += static_cast<unsigned char>(byte) < 0x20 || byte == '/' || byte == '\\' || byte == ':' ? '_' : byte;
  if (safe.starts_with('.')) safe.front() = '_';
  return safe;
}

bool names_folder(const std::string& output) {
  std::error_code error;
  return output.ends_with('/') || std::filesystem::is_directory(output, error);
}

// One picture an indicator.
void write_pictures(const reports::TrendReport& report, const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  std::set<std::string> taken;
  for (const reports::PlanTrends& plan : report.plans) {
    for (const auto& trend : plan.trends) {
      const std::string stem = file_name(plan.id) + "-" + file_name(trend.id);
      std::string name = stem;
      for (int number = 2; !taken.insert(name).second; ++number) name = fmt::format("{}-{}", stem, number);
      write_file((std::filesystem::path(folder) / (name + ".svg")).string(), reports::render_trend_svg(trend, report.language));
    }
  }
}

reports::PlanTrends trends_of(const Plan& plan, const std::vector<IndicatorId>& asked) {
  reports::PlanTrends result{plan.id, plan.title, plan.source->name(), analyzer::trend::trends_of(plan, asked), 0};
  const auto has_figures = [](const analyzer::Indicator& indicator) { return !indicator.statements.empty(); };
  const auto all = asked.empty() ? std::count_if(plan.indicators.begin(), plan.indicators.end(), has_figures)
                                 : std::count_if(asked.begin(), asked.end(), [&](IndicatorId id) { return has_figures(plan[id]); });
  result.without_years = static_cast<std::size_t>(all) - result.trends.size();
  return result;
}

std::string render(const reports::TrendReport& report, TrendFormat format) {
  switch (format) {
    case TrendFormat::Text: return reports::render_trend_text(report);
    case TrendFormat::Json: return reports::render_trend_json(report);
    case TrendFormat::Csv: return reports::render_trend_csv(report);
    case TrendFormat::Svg: return reports::render_trend_svg(report);
  }
  return {};
}

int run_trend(const Arguments& arguments, Rules rules) {
  const TrendFormat format = parse_trend_format(arguments.format);
  reports::TrendReport report;
  report.language = parse_language(arguments.language);
  report.version = kVersion;
  const bool to_file = !arguments.output.empty() && arguments.output != "-";
  const ReadPlans read = read_plans(arguments.paths, arguments.output, rules, report.language);
  const auto& plans = read.plans;

  const auto asked = asked_for(plans, arguments.indicators);
  for (std::size_t i = 0; i < plans.size(); ++i) {
    if (!arguments.indicators.empty() && asked[i].empty()) continue;
    report.plans.push_back(trends_of(*plans[i], asked[i]));
  }
  if (to_file && names_folder(arguments.output)) {
    if (format != TrendFormat::Svg) {
      throw Failure("-o 指向文件夹时只能配 --format svg", "-o may name a folder with --format svg only");
    }
    write_pictures(report, arguments.output);
  } else if (to_file) {
    write_file(arguments.output, render(report, format));
  } else {
    write_standard_output(render(report, format));
  }
  return read.code;
}

}  // namespace

Command add_trend(CLI::App& app, Rules rules) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("trend", "指标的走势、所需速度与推算\ncourse, needed pace and projection of the indicators");
  command->footer(
      "已知值（基期、实绩）不足三个时点的不作推算；推算值和区间都标明，不是方案中的数据。模型与公式见 docs/TREND.md。\n"
      "Fewer than three past values are not projected. Projections and intervals are marked: they are no figures of the plan. Models and "
      "formulas: docs/TREND.md.\n"
      "退出码  0 已列出；1 方案文件有语法错误（其余照列）；2 未能完成\n"
      "Exit    0 done; 1 a plan with syntax errors (the rest is shown); 2 the work could not be done");
  command->add_option("PATH", arguments->paths, "方案文件，或含有 *.plan 的文件夹\nplan files, or folders that hold *.plan")->option_text("...");
  command
      ->add_option("--indicator", arguments->indicators, "只看这些指标：标识、名称或别名，可重复\nthese indicators only: id, name or alias; repeatable")
      ->option_text("NAME")
      ->allow_extra_args(false);
  command
      ->add_option("--format", arguments->format,
                   "text 表格与说明 | json | csv 每点一行 | svg 图（默认 text）\ntext, json, csv (a line a point) or svg pictures (default text)")
      ->option_text("text|json|csv|svg");
  command
      ->add_option("-o,--output", arguments->output,
                   "写入文件；svg 可指定文件夹，每项指标一张图\nwrite to a file; svg also to a folder, a picture an indicator")
      ->option_text("FILE|DIR");
  command->add_option("--lang", arguments->language, "语言（默认 zh）\nlanguage (default zh)")->option_text("zh|en");
  return {command, [arguments, rules] { return run_trend(*arguments, rules); }};
}

}  // namespace gouji::cli
