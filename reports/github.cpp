#include "reports/github.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/wording.hpp"

namespace gouji::reports {

namespace {

using analyzer::Finding;
using analyzer::Severity;

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Info: return "notice";
  }
  return {};
}

std::string escape(std::string_view text, std::string_view special) {
  std::string escaped;
  for (const char byte : plain_text(text)) {
    if (special.find(byte) == std::string_view::npos) {
      escaped += byte;
    } else {
      escaped += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    }
  }
  return escaped;
}

// Columns may be given for a range on one line alone.
std::string command(Severity severity, const dsl::SourceText& source, dsl::Span span, const std::string& title, const std::string& text) {
  const auto [begin, end] = source.region(span);
  std::string place = fmt::format("file={},line={}", escape_command_property(source.name()), begin.line);
  if (begin.line == end.line) {
    place += fmt::format(",col={},endLine={},endColumn={}", begin.column, end.line, end.column);
  } else {
    place += fmt::format(",endLine={}", end.line);
  }
  return fmt::format("::{} {},title={}::{}\n", level_of(severity), place, escape_command_property(title), escape_command_text(text));
}

std::string line_of(const Report& report, const Entry& entry) {
  const Language language = report.options.language;
  const dsl::SourceText& source = *entry.file->source;
  if (entry.diagnostic) {
    const dsl::Diagnostic& diagnostic = *entry.diagnostic;
    const dsl::MistakeInfo& mistake = dsl::info(diagnostic.mistake);
    std::string text = pick(diagnostic.message, language);
    if (!diagnostic.help.empty()) text += "\n" + pick(diagnostic.help, language);
    return command(Severity::Error, source, diagnostic.span, fmt::format("{} {}", mistake.code, mistake.name), text);
  }
  const Finding& finding = *entry.finding;
  const analyzer::Plan& plan = report.plans[finding.plan];
  const auto add = [&](std::string& text, std::string_view title, std::string_view words) {
    text += fmt::format("\n{}{}{}", title, word(language, "：", ": "), words);
  };
  std::string text = pick(finding.message, language) + document_suffix(finding.labels.front().place, language);
  for (const Detail& detail : details_of(finding, plan, language)) add(text, detail.title, detail.text);
  for (const Finding& follower : finding.followers) {
    add(text, word(language, "连带", "follows"), fmt::format("{} {}", follower.rule->code, pick(follower.message, language)));
  }
  return command(finding.severity, source, analyzer::marked_span(finding.labels.front()),
                 fmt::format("{} {}", finding.rule->code, finding.rule->name), text);
}

}  // namespace

std::string escape_command_text(std::string_view text) { return escape(text, "%\r\n"); }

std::string escape_command_property(std::string_view text) { return escape(text, "%\r\n:,"); }

std::string render_github(const Report& report) {
  std::vector<Entry> entries = ordered_entries(report);
  const auto severity_of = [](const Entry& entry) { return entry.finding ? entry.finding->severity : Severity::Error; };
  std::stable_sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) { return severity_of(a) < severity_of(b); });
  std::string lines;
  for (const Entry& entry : entries) lines += line_of(report, entry);
  return lines;
}

}  // namespace gouji::reports
