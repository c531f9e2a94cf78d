#include "reports/report.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "analyzer/audit/fingerprint.hpp"
#include "analyzer/source/proof.hpp"
#include "dsl/unicode.hpp"

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

const analyzer::Plan* plan_around(const Report& report, const dsl::SourceText& source, dsl::Span span) {
  for (const analyzer::Plan& plan : report.plans) {
    if (plan.source == &source && plan.place.span.begin <= span.begin && span.begin < plan.place.span.end) return &plan;
  }
  return nullptr;
}

std::string mistake_fingerprint(const dsl::SourceText& source, const dsl::Diagnostic& diagnostic) {
  analyzer::Fingerprint fingerprint;
  fingerprint.add(dsl::info(diagnostic.mistake).name);
  fingerprint.add(source.slice(diagnostic.span));
  return fingerprint.hex();
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

std::string plain_text(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const dsl::CodePoint point = dsl::decode(text, at);
    const bool control = (point.value < 0x20 && point.value != '\t' && point.value != '\n' && point.value != '\r') ||
                         (point.value >= 0x7F && point.value < 0xA0);
    const bool is_character = !control && point.value != 0xFFFD && point.value != 0xFFFE && point.value != 0xFFFF;
    plain += is_character ? text.substr(at, point.length) : std::string_view("\uFFFD");
    at += point.length;
  }
  return plain;
}

}  // namespace gouji::reports
