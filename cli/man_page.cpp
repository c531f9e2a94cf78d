// Source of the macros: man(7) of groff 1.22, which mandoc understands as well.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <sstream>
#include <utility>

#include "cli/reference.hpp"
#include "cli/version.hpp"

namespace gouji::cli {

namespace {

class Page {
 public:
  explicit Page(Language language) : language_(language) {}

  std::string write(const std::vector<CommandReference>& reference) {
    const CommandReference& program = reference.front();
    macro(fmt::format(".TH GOUJI 1 \"\" \"gouji {}\" \"{}\"", kVersion, say("gouji 手册", "gouji manual")));
    // Between Chinese characters there is no blank to make wider.
    if (language_ == Language::Chinese) macro(".ad l");
    section("名称", "NAME");
    line(say("gouji \\- 核对规划、方案的勾稽关系", "gouji \\- audit programme plans for what does not agree"));
    section("用法", "SYNOPSIS");
    for (std::size_t i = 1; i < reference.size(); ++i) {
      const CommandReference& command = reference[i];
      if (i > 1) macro(".br");
      line(fmt::format("\\fBgouji {}\\fR [{}]{}", escaped(command.name), say("选项", "OPTIONS"), arguments_of(command)));
    }
    section("说明", "DESCRIPTION");
    text(program.about);
    options(program.options);
    section("命令", "COMMANDS");
    for (const CommandReference& command : reference) {
      if (command.name.empty()) continue;
      macro(fmt::format(".SS \"gouji {}{}\"", escaped(command.name), arguments_of(command, false)));
      text(command.about);
      options(command.arguments);
      options(command.options);
      if (!command.notes.empty()) {
        macro(".PP");
        // As it stands: columns and examples.
        macro(".nf");
        text(command.notes);
        macro(".fi");
      }
    }
    section("退出码", "EXIT STATUS");
    item("0", say("没有达到级别的问题", "nothing at or above the fail level"));
    item("1", say("有达到级别的问题，或方案文件有语法错误", "findings at or above it, or a plan with syntax errors"));
    item("2", say("未能完成：选项、规则名、文件或配置有误", "the work could not be done: a bad option, rule, file or configuration"));
    section("文件", "FILES");
    item("gouji.toml", say("方案文件所在文件夹或其上最近的一个，记有规则的取舍、级别、阈值等",
                           "the nearest one from the plan file's folder upwards: which rules run, their severities and thresholds"));
    section("环境变量", "ENVIRONMENT");
    item("NO_COLOR", say("设了就不用颜色", "no colour when it is set"));
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view say(std::string_view zh, std::string_view en) const { return language_ == Language::Chinese ? zh : en; }

  [[nodiscard]] static std::string escaped(std::string_view text) {
    // ~ and ^ are accents to troff, a straight ' becomes a curved one, and it breaks a line of Chinese only where it is told to.
    static constexpr std::pair<std::string_view, std::string_view> kEscapes[] = {
        {"\\", "\\e"}, {"-", "\\-"}, {"~", "\\(ti"}, {"^", "\\(ha"}, {"'", "\\(aq"}, {"，", "，\\:"}, {"；", "；\\:"}, {"、", "、\\:"}, {"：", "：\\:"}, {"。", "。\\:"}};
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
      const auto escape = std::find_if(std::begin(kEscapes), std::end(kEscapes), [&](const auto& each) { return text.substr(at).starts_with(each.first); });
      const std::size_t length = escape == std::end(kEscapes) ? 1 : escape->first.size();
      result += escape == std::end(kEscapes) ? text.substr(at, 1) : escape->second;
      at += length;
    }
    return result;
  }

  void macro(std::string_view text) { out_.append(text).append("\n"); }
  // A line of text is none of troff's own.
  void line(std::string_view text) {
    if (text.starts_with('.') || text.starts_with('\'')) out_ += "\\&";
    macro(text);
  }
  void section(std::string_view zh, std::string_view en) { macro(fmt::format(".SH \"{}\"", say(zh, en))); }

  void text(std::string_view both) {
    std::istringstream lines(in_language(both, language_));
    for (std::string each; std::getline(lines, each);) {
      if (!each.empty()) line(escaped(each));
    }
  }

  void item(std::string_view term, std::string_view meaning) {
    macro(".TP");
    line(fmt::format("\\fB{}\\fR", escaped(term)));
    line(escaped(meaning));
  }

  void options(const std::vector<Parameter>& parameters) {
    for (const Parameter& parameter : parameters) {
      std::vector<std::string> names;
      for (const std::string& name : parameter.names) names.push_back("\\fB" + escaped(name) + "\\fR");
      const bool argument = !parameter.names.front().starts_with('-');
      const std::string value = parameter.value.empty() || argument ? std::string() : " \\fI" + escaped(parameter.value) + "\\fR";
      macro(".TP");
      line(fmt::format("{}{}", fmt::join(names, ", "), value));
      text(parameter.help);
    }
  }

  [[nodiscard]] static std::string arguments_of(const CommandReference& command, bool italic = true) {
    std::string list;
    for (const Parameter& argument : command.arguments) {
      const std::string name = escaped(argument.names.front());
      list += (italic ? " \\fI" + name + "\\fR" : " " + name) + (argument.many ? "..." : "");
    }
    return list;
  }

  Language language_;
  std::string out_;
};

}  // namespace

std::string man_page(const std::vector<CommandReference>& reference, Language language) { return Page(language).write(reference); }

}  // namespace gouji::cli
