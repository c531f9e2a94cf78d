#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>

#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "dsl/unicode.hpp"
#include "reports/json.hpp"

namespace gouji::cli {

namespace {

struct Arguments {
  std::string format = "text";
  std::string language = "zh";
};

std::string rules_table(Rules rules, Language language) {
  using Row = std::array<std::string, 5>;
  std::vector<Row> rows;
  for (const analyzer::Rule* rule : rules) {
    rows.push_back({std::string(rule->code), std::string(rule->name), std::string(rule->family),
                    std::string(reports::severity_word(rule->severity, language)),
                    std::string(reports::pick(rule->title, language))});
  }
  std::array<std::size_t, 5> widths{};
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], dsl::display_width(row[i]));
  }
  std::string table;
  std::size_t number = 0;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i + 1 < row.size(); ++i) {
      table += row[i];
      table.append(widths[i] - dsl::display_width(row[i]) + 2, ' ');
    }
    table += row.back() + "\n";
    for (const analyzer::Threshold& threshold : rules[number++]->thresholds) {
      table.append(widths[0] + 2, ' ');
      table += fmt::format("{} = {}  {}\n", threshold.name, threshold.standard, reports::pick(threshold.what, language));
    }
  }
  return table;
}

int run_rules(const Arguments& arguments, Rules rules) {
  const Format format = parse_format(arguments.format);
  const Language language = parse_language(arguments.language);
  write_standard_output(format == Format::Json ? reports::render_rules_json(rules) : rules_table(rules, language));
  return kOk;
}

}  // namespace

Command add_rules(CLI::App& app, Rules rules) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("rules", "列出全部规则\nlist all rules");
  command->footer("");
  command->add_option("--format", arguments->format, "输出格式（默认 text）\noutput format (default text)")
      ->option_text("text|json");
  command->add_option("--lang", arguments->language, "语言（默认 zh）\nlanguage (default zh)")->option_text("zh|en");
  return {command, [arguments, rules] { return run_rules(*arguments, rules); }};
}

}  // namespace gouji::cli
