#include "reports/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "reports/wording.hpp"

namespace gouji::reports {

namespace {

using analyzer::Finding;
using analyzer::Plan;

constexpr std::string_view kHeader =
    "number,plan,code,rule,family,severity,subject,message,file,line,column,document,document_line,computation,help,suggestion,"
    "fingerprint\r\n";

bool is_formula(std::string_view text) {
  static constexpr std::array<std::string_view, 10> kStarts = {"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
  return std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) { return text.starts_with(start); });
}

// 45-51 would become a date in a spreadsheet.
std::string document_lines(const analyzer::Place& place) {
  std::string lines = document_of(place).value_or(std::string());
  if (lines.find_first_not_of("0123456789-") != std::string::npos) return lines;
  const std::size_t dash = lines.find('-');
  return dash == std::string::npos ? lines : lines.replace(dash, 1, "–");
}

class Rows {
 public:
  explicit Rows(const Report& report) : report_(report), language_(report.options.language) {}

  void add(const std::string& number, const Finding& finding) {
    const Plan& plan = report_.plans[finding.plan];
    const analyzer::Label& first = finding.labels.front();
    const dsl::LineColumn at = plan.source->position(analyzer::marked_span(first).begin);
    std::vector<std::string_view> steps;
    for (const analyzer::Step& step : finding.computation) {
      if (step.operation != analyzer::Operation::Value) steps.push_back(step.text);
    }
    row({number, title(&plan), std::string(finding.rule->code), std::string(finding.rule->name), std::string(finding.rule->family),
         std::string(analyzer::to_string(finding.severity)), finding.subject.name, pick(finding.message, language_), plan.source->name(),
         std::to_string(at.line), std::to_string(at.column), plan.document, document_lines(first.place),
         fmt::format("{}", fmt::join(steps, word(language_, "；", "; "))), pick(finding.help, language_),
         finding.suggestion ? suggestion_words(*finding.suggestion, *plan.source, language_) : std::string(), finding.fingerprint});
    for (std::size_t i = 0; i < finding.followers.size(); ++i) add(fmt::format("{}.{}", number, i + 1), finding.followers[i]);
  }

  void add(const std::string& number, const dsl::Diagnostic& diagnostic, const dsl::SourceText& source) {
    const dsl::MistakeInfo& mistake = dsl::info(diagnostic.mistake);
    const dsl::LineColumn at = source.position(diagnostic.span.begin);
    row({number, title(plan_around(report_, source, diagnostic.span)), std::string(mistake.code), std::string(mistake.name), "language", "error",
         std::string(source.slice(diagnostic.span)), pick(diagnostic.message, language_), source.name(), std::to_string(at.line),
         std::to_string(at.column), "", "", "", pick(diagnostic.help, language_), "", mistake_fingerprint(source, diagnostic)});
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  [[nodiscard]] static std::string title(const Plan* plan) {
    if (plan == nullptr) return {};
    return plan->title.empty() ? plan->id : plan->title;
  }

  void row(const std::array<std::string, 17>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) text_ += ',';
      text_ += csv_cell(plain_text(values[i]));
    }
    text_ += "\r\n";
  }

  const Report& report_;
  Language language_;
  std::string text_ = "\xEF\xBB\xBF" + std::string(kHeader);
};

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string safe(text);
  if (is_formula(safe)) safe.insert(0, 1, '\'');
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string quoted = "\"";
  for (const char byte : safe) {
    if (byte == '"') quoted += '"';
    quoted += byte;
  }
  return quoted + '"';
}

std::string render_csv(const Report& report) {
  Rows rows(report);
  std::size_t number = 0;
  for (const Entry& entry : ordered_entries(report)) {
    const std::string shown_number = std::to_string(++number);
    if (entry.diagnostic) {
      rows.add(shown_number, *entry.diagnostic, *entry.file->source);
    } else {
      rows.add(shown_number, *entry.finding);
    }
  }
  return rows.take();
}

}  // namespace gouji::reports
