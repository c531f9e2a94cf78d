#include "reports/rule_page.hpp"

#include <fmt/format.h>

#include <iterator>

#include "reports/report.hpp"

namespace gouji::reports {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == '\n') text.remove_prefix(1);
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  return text;
}

}  // namespace

std::string rule_page(const analyzer::Rule& rule) {
  const analyzer::RulePage& page = rule.page;
  std::string text;
  const auto out = std::back_inserter(text);
  fmt::format_to(out, "# {} {}\n\n", rule.code, rule.name);
  fmt::format_to(out, "**{}** · {}\n\n", rule.title.zh, rule.title.en);
  fmt::format_to(out, "| 规则族 family | 默认级别 default severity |\n|---|---|\n| {} | {} {} |\n\n", rule.family, severity_word(rule.severity, Language::Chinese),
                 analyzer::to_string(rule.severity));
  fmt::format_to(out, "## 查什么 What it checks\n\n{}\n\n{}\n\n", page.checks.zh, page.checks.en);
  fmt::format_to(out, "## 为什么 Why it matters\n\n{}\n\n{}\n\n", page.why.zh, page.why.en);
  fmt::format_to(out, "## 何时不报 When it stays silent\n\n{}\n\n{}\n\n", page.guards.zh, page.guards.en);
  if (!rule.thresholds.empty()) {
    fmt::format_to(out, "## 阈值 Thresholds\n\n| `gouji.toml` `[thresholds]` | 标准值 standard | 含义 what it counts |\n|---|---|---|\n");
    for (const analyzer::Threshold& threshold : rule.thresholds) {
      fmt::format_to(out, "| `{}.{}` | {} | {} · {} |\n", rule.name, threshold.name, threshold.standard, threshold.what.zh, threshold.what.en);
    }
    text += "\n";
  }
  if (!page.document.empty()) {
    fmt::format_to(out, "## 例子所据的原文 The document of the examples\n\n```\n{}\n```\n\n", trimmed(page.document));
  }
  fmt::format_to(out, "## 会报的例子 A failing example\n\n```\n{}\n```\n\n", trimmed(page.failing));
  fmt::format_to(out, "## 不报的例子 A passing example\n\n```\n{}\n```\n", trimmed(page.passing));
  return text;
}

std::string rule_index(std::span<const analyzer::Rule* const> rules) {
  std::string text =
      "# 规则 Rules\n\n"
      "本目录由规则源文件生成（`tools/rule_pages`），例子都作为测试运行。\n"
      "These pages are generated from the rule files by `tools/rule_pages`; their examples are run as tests.\n\n"
      "各族规则依据的审计准则和做法见 [规则与审计实务](../PRACTICE.md)。\n"
      "Which audit standard or practice each family follows: [the rules and audit practice](../PRACTICE.md).\n";
  std::string_view family;
  for (const analyzer::Rule* rule : rules) {
    if (rule->family != family) {
      family = rule->family;
      fmt::format_to(std::back_inserter(text), "\n## {}\n\n| 代码 | 名称 | 级别 | 说明 |\n|---|---|---|---|\n", family);
    }
    fmt::format_to(std::back_inserter(text), "| {} | [{}]({}.md) | {} | {} · {} |\n", rule->code, rule->name, rule->name,
                   severity_word(rule->severity, Language::Chinese), rule->title.zh, rule->title.en);
  }
  return text;
}

}  // namespace gouji::reports
