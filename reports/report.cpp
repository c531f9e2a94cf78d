#include "reports/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "analyzer/source/proof.hpp"

namespace gouji::reports {

using analyzer::Severity;

namespace {

std::tuple<dsl::Span, Severity, std::string_view> order_of(const Entry& entry) {
  if (entry.diagnostic) return {entry.diagnostic->span, Severity::Error, dsl::info(entry.diagnostic->mistake).code};
  return {analyzer::marked_span(entry.finding->labels.front()), entry.finding->severity, entry.finding->rule->code};
}

}  // namespace

std::vector<Entry> ordered_entries(const Report& report) {
  std::map<const dsl::SourceText*, std::vector<Entry>> by_source;
  std::map<const dsl::SourceText*, const File*> file_of;
  for (const File& file : report.files) {
    file_of[file.source] = &file;
    for (const dsl::Diagnostic& diagnostic : file.diagnostics)
      by_source[file.source].push_back({&file, nullptr, &diagnostic});
  }
  for (const analyzer::Finding& finding : report.result.findings) {
    const dsl::SourceText* source = report.plans[finding.plan].source;
    by_source[source].push_back({file_of.at(source), &finding, nullptr});
  }

  std::vector<Entry> entries;
  for (const File& file : report.files) {
    std::vector<Entry>& of_file = by_source[file.source];
    std::stable_sort(of_file.begin(), of_file.end(),
                     [](const Entry& a, const Entry& b) { return order_of(a) < order_of(b); });
    entries.insert(entries.end(), of_file.begin(), of_file.end());
  }
  return entries;
}

std::size_t mistake_count(const Report& report) {
  std::size_t count = 0;
  for (const File& file : report.files) count += file.diagnostics.size();
  return count;
}

std::vector<const analyzer::Plan*> proven_plans(const Report& report) {
  std::vector<const analyzer::Plan*> proven;
  for (const analyzer::Plan& plan : report.plans) {
    if (plan.proof && plan.proof->document) proven.push_back(&plan);
  }
  return proven;
}

const ConfigurationUse* configuration_of(const Report& report, std::size_t plan) {
  if (plan >= report.configurations.size() || report.configurations[plan].files.empty()) return nullptr;
  return &report.configurations[plan];
}

std::string date_text(std::chrono::year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::size_t follower_count(const analyzer::AuditResult& result) {
  std::size_t count = 0;
  for (const analyzer::Finding& finding : result.findings) count += finding.followers.size();
  return count;
}

const std::string& pick(const dsl::Text& text, Language language) {
  return language == Language::Chinese ? text.zh : text.en;
}

std::string_view pick(const dsl::Template& text, Language language) {
  return language == Language::Chinese ? text.zh : text.en;
}

std::string_view severity_word(Severity severity, Language language) {
  if (language == Language::English) return analyzer::to_string(severity);
  switch (severity) {
    case Severity::Error: return "错误";
    case Severity::Warning: return "警告";
    case Severity::Info: return "提示";
  }
  return {};
}

}  // namespace gouji::reports
