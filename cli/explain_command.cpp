#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/manual.hpp"
#include "cli/options.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/keywords.hpp"
#include "dsl/parser.hpp"
#include "reports/snippet.hpp"

namespace gouji::cli {

namespace {

using analyzer::Rule;
using dsl::Keyword;
using dsl::Template;
using reports::pick;

struct Arguments {
  std::string word;
  std::string language = "zh";
};

// A page under construction: paragraphs with indented text.
class Page {
 public:
  explicit Page(Language language) : language_(language) {}

  void line(std::string_view text) { text_.append(text).append("\n"); }
  void section(const Template& title, std::string_view body) {
    text_ += fmt::format("\n{}\n", pick(title, language_));
    for (std::size_t begin = 0; begin < body.size();) {
      const std::size_t end = std::min(body.find('\n', begin), body.size());
      const std::string_view row = body.substr(begin, end - begin);
      text_ += row.empty() ? "\n" : fmt::format("    {}\n", row);
      begin = end + 1;
    }
  }
  void section(const Template& title, const Template& body) { section(title, pick(body, language_)); }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  Language language_;
  std::string text_;
};

std::string_view trim_lines(std::string_view text) {
  const std::size_t begin = text.find_first_not_of('\n');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \n") + 1 - begin);
}

std::string threshold_lines(const Rule& rule, Language language) {
  std::vector<std::string> lines;
  for (const analyzer::Threshold& threshold : rule.thresholds) {
    lines.push_back(fmt::format("{}.{} = {}  {}", rule.name, threshold.name, threshold.standard, pick(threshold.what, language)));
  }
  return fmt::format("{}", fmt::join(lines, "\n"));
}

std::string rule_page(const Rule& rule, Language language) {
  Page page(language);
  page.line(fmt::format("{}  {}", rule.code, rule.name));
  page.line(pick(rule.title, language));
  page.line(
      language == Language::Chinese
          ? fmt::format("规则族：{}    级别：{}", rule.family, reports::severity_word(rule.severity, language))
          : fmt::format("family: {}    severity: {}", rule.family, reports::severity_word(rule.severity, language)));
  page.section({"查什么", "What it checks"}, rule.page.checks);
  if (!rule.thresholds.empty()) page.section({"阈值（gouji.toml 的 [thresholds] 可改）", "Thresholds ([thresholds] of gouji.toml sets them)"}, threshold_lines(rule, language));
  page.section({"为什么", "Why it matters"}, rule.page.why);
  page.section({"何时不报", "When it stays silent"}, rule.page.guards);
  page.section({"会报的例子", "An example that fails"}, trim_lines(rule.page.failing));
  page.section({"不报的例子", "An example that passes"}, trim_lines(rule.page.passing));
  return page.take();
}

// The rules of a family; empty when no rule belongs to one of that name.
std::string family_page(std::string_view family, Rules rules, Language language) {
  std::string lines;
  for (const Rule* rule : rules) {
    if (rule->family == family) lines += fmt::format("{}  {}  {}\n", rule->code, rule->name, pick(rule->title, language));
  }
  if (lines.empty()) return lines;
  Page page(language);
  page.line(fmt::format("{} {}", pick(Template{"规则族", "family"}, language), family));
  page.section({"规则", "Rules"}, lines);
  return page.take();
}

std::string mistake_page(dsl::Mistake mistake, Language language) {
  const dsl::MistakeInfo& info = dsl::info(mistake);
  Page page(language);
  page.line(fmt::format("{}  {}", info.code, info.name));
  page.line(pick(info.title, language));
  page.section({"后果", "What follows"},
               Template{"有误的语句整条不参与核对，文件其余部分照常核对；退出码为 1。",
                        "The statement is left out whole, the rest of the file is audited; the exit code is 1."});
  return page.take();
}

std::string keyword_name(Keyword keyword, Language language) {
  return language == Language::Chinese ? fmt::format("{}（{}）", dsl::chinese(keyword), dsl::english(keyword))
                                       : fmt::format("{} ({})", dsl::english(keyword), dsl::chinese(keyword));
}

std::string keyword_names(const std::vector<Keyword>& keywords, Language language) {
  std::vector<std::string> names;
  for (const Keyword keyword : keywords) names.push_back(keyword_name(keyword, language));
  return fmt::format("{}", fmt::join(names, language == Language::Chinese ? "、" : ", "));
}

// The bodies a statement may stand in.
std::string blocks_with(Keyword statement, Language language) {
  std::vector<Keyword> blocks;
  for (const Keyword block : {Keyword::Plan, Keyword::Indicator, Keyword::Section, Keyword::Task, Keyword::Safeguard}) {
    const std::vector<Keyword>& statements = dsl::statements_of(block);
    if (std::find(statements.begin(), statements.end(), statement) != statements.end()) blocks.push_back(block);
  }
  if (blocks.empty()) return std::string(pick(Template{"文件最外层", "at the top of the file"}, language));
  return fmt::format(fmt::runtime(pick(Template{"{} 的花括号内", "in the braces of {}"}, language)),
                     keyword_names(blocks, language));
}

std::string keyword_page(Keyword keyword, Language language) {
  const ManualEntry& entry = manual_entry(keyword);
  Page page(language);
  page.line(keyword_name(keyword, language));
  page.section({"含义", "Meaning"}, entry.meaning);
  page.section({"写法", "Forms"},
               fmt::format("{}", fmt::join(dsl::forms(keyword), language == Language::Chinese ? "、" : ", ")));
  if (!entry.syntax.zh.empty()) page.section({"语法", "Syntax"}, entry.syntax);
  if (!entry.syntax.zh.empty()) page.section({"写在哪里", "Where it stands"}, blocks_with(keyword, language));
  if (!entry.statements.empty()) {
    const Template title =
        entry.syntax.zh.empty() ? Template{"用于语句", "Used in"} : Template{"也用于语句", "Also used in"};
    page.section(title, keyword_names(entry.statements, language));
  }
  return page.take();
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

Failure unknown_word(const std::string& word, Rules rules) {
  std::vector<std::string_view> known;
  for (const Rule* rule : rules) known.insert(known.end(), {rule->name, rule->code, rule->family});
  for (const dsl::Mistake mistake : dsl::all_mistakes())
    known.insert(known.end(), {dsl::info(mistake).name, dsl::info(mistake).code});
  for (const ManualEntry& entry : manual()) {
    const auto forms = dsl::forms(entry.keyword);
    known.insert(known.end(), forms.begin(), forms.end());
  }
  const dsl::Text near = did_you_mean(word, known);
  const std::string shown = reports::visible(word);
  return {fmt::format("没有名为“{}”的规则、错误或关键词{}", shown, near.zh),
          fmt::format("no rule, mistake or keyword is called \"{}\"{}", shown, near.en)};
}

int run_explain(const Arguments& arguments, Rules rules) {
  const Language language = parse_language(arguments.language);
  const std::string& word = arguments.word;
  if (word.empty()) throw Failure("没有给出规则、错误或关键词", "no rule, mistake or keyword is given");
  const std::string code = upper(word);
  for (const Rule* rule : rules) {
    if (rule->name != word && rule->code != code) continue;
    write_standard_output(rule_page(*rule, language));
    return kOk;
  }
  for (const dsl::Mistake mistake : dsl::all_mistakes()) {
    if (dsl::info(mistake).name != word && dsl::info(mistake).code != code) continue;
    write_standard_output(mistake_page(mistake, language));
    return kOk;
  }
  // unit and source are a family as well as a keyword.
  const Keyword keyword = dsl::find_keyword(word);
  const std::string family = family_page(word, rules, language);
  if (keyword == Keyword::None && family.empty()) throw unknown_word(word, rules);
  const std::string page = keyword == Keyword::None ? std::string() : keyword_page(keyword, language);
  write_standard_output(page + (page.empty() || family.empty() ? "" : "\n") + family);
  return kOk;
}

}  // namespace

Command add_explain(CLI::App& app, Rules rules) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "explain", "说明一条规则、一族规则、一种错误或语言的一个关键词\nexplain a rule, a family of rules, a mistake or a keyword of the language");
  command->footer("");
  command
      ->add_option("WORD", arguments->word,
                   "规则的编号、名称或规则族，错误的编号或名称，或关键词\ncode, name or family of a rule, code or name of a mistake, or a keyword")
      ->option_text("RULE|CODE|KEYWORD");
  command->add_option("--lang", arguments->language, "语言（默认 zh）\nlanguage (default zh)")->option_text("zh|en");
  return {command, [arguments, rules] { return run_explain(*arguments, rules); }};
}

}  // namespace gouji::cli
