#include "reports/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "analyzer/source/proof.hpp"
#include "reports/snippet.hpp"
#include "reports/wording.hpp"

namespace gouji::reports {

namespace {

using analyzer::Check;
using analyzer::Finding;
using analyzer::Label;
using analyzer::Outcome;
using analyzer::Plan;
using analyzer::Severity;

// A finding about the whole document may have hundreds of places; hosts cut long texts off.
constexpr std::size_t kMostPlaces = 20;

bool is_ascii_word(char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

class Writer {
 public:
  explicit Writer(const Report& report) : report_(report), language_(report.options.language) {}

  [[nodiscard]] std::string take() {
    head();
    findings();
    checked();
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view word(std::string_view zh, std::string_view en) const { return reports::word(language_, zh, en); }

  template <typename... Arguments>
  void line(std::string_view pattern, const Arguments&... arguments) {
    fmt::vformat_to(std::back_inserter(out_), pattern, fmt::make_format_args(arguments...));
    out_ += '\n';
  }
  void item(std::string_view title, std::string_view text, std::string_view indent = "") {
    line("{}- **{}**{}{}", indent, title, word("：", ": "), escape_markdown(text));
  }
  void row(std::initializer_list<std::string> cells) { line("| {} |", fmt::join(cells, " | ")); }

  void head();
  void findings();
  void write(const Entry& entry, std::size_t number);
  void places(const dsl::SourceText& source, const std::vector<std::pair<dsl::Span, std::string>>& told,
              const std::vector<std::string>& documents);
  void checked();
  void plan_section(std::size_t index);
  void held_checks(std::size_t plan);
  void never_compared(std::size_t plan);

  const Report& report_;
  Language language_;
  std::string out_;
};

void Writer::head() {
  line("# {}", word("规划审计报告", "Audit of plans"));
  out_ += '\n';
  line("**{}**{}{}", word("结论", "Verdict"), word("：", ": "), verdict_words(report_));
  out_ += '\n';
  row({std::string(word("方案", "plan")), std::string(word("文件", "file")), std::string(word("错误", "errors")),
       std::string(word("警告", "warnings")), std::string(word("提示", "info")), std::string(word("相符", "hold")),
       std::string(word("不符", "fail")), std::string(word("无法判定", "undetermined")), std::string(word("不涉及", "not applicable"))});
  line("|---|---|---:|---:|---:|---:|---:|---:|---:|");
  const auto counts = [&](const std::string& title, const std::string& file, const Tally& tally) {
    const auto outcome = [&](Outcome which) { return std::to_string(tally.outcomes[static_cast<std::size_t>(which)]); };
    const auto severity = [&](Severity which) { return std::to_string(tally.severities[static_cast<std::size_t>(which)]); };
    row({title, file, severity(Severity::Error), severity(Severity::Warning), severity(Severity::Info), outcome(Outcome::Holds),
         outcome(Outcome::Fails), outcome(Outcome::Undetermined), outcome(Outcome::NotApplicable)});
  };
  for (std::size_t i = 0; i < report_.plans.size(); ++i) {
    const Plan& plan = report_.plans[i];
    counts(escape_markdown(title_of(plan)), escape_markdown(visible(plan.source->name())), tally_of(report_, i));
  }
  if (report_.plans.size() > 1) counts(fmt::format("**{}**", word("合计", "total")), "", tally_of(report_));
  out_ += '\n';
  for (const File& file : report_.files) {
    if (!file.diagnostics.empty()) item(escape_markdown(visible(file.source->name())), mistakes_words(file.diagnostics.size(), language_));
  }
  for (const analyzer::RuleFailure& failure : report_.result.failures) {
    item(failure.rule->name, fmt::format(fmt::runtime(word("核对“{}”时中途出错，没有结果：{}", "broke down over \"{}\" and gave no result: {}")),
                                         title_of(report_.plans[failure.plan]), visible(failure.what)));
  }
  if (out_.back() != '\n' || !out_.ends_with("\n\n")) out_ += '\n';
}

void Writer::places(const dsl::SourceText& source, const std::vector<std::pair<dsl::Span, std::string>>& told,
                    const std::vector<std::string>& documents) {
  row({std::string(word("方案文件", "plan file")), std::string(word("原文", "document")), std::string(word("所写", "text")),
       std::string(word("说明", "what it says"))});
  line("|---|---|---|---|");
  for (std::size_t i = 0; i < told.size() && i < kMostPlaces; ++i) {
    const auto& [span, words] = told[i];
    row({escape_markdown(position_words(source, span)), escape_markdown(documents[i]), escape_markdown(quote(source, span)),
         escape_markdown(words)});
  }
  out_ += '\n';
  if (told.size() <= kMostPlaces) return;
  std::vector<std::uint32_t> lines;
  for (std::size_t i = kMostPlaces; i < told.size(); ++i) lines.push_back(source.position(told[i].first.begin).line);
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  item(word("另见", "also at"),
       fmt::format(fmt::runtime(word("方案文件第 {} 行", "lines {} of the plan file")), fmt::join(lines, word("、", ", "))));
}

void Writer::write(const Entry& entry, std::size_t number) {
  const dsl::SourceText& source = *entry.file->source;
  std::vector<std::pair<dsl::Span, std::string>> told;
  std::vector<std::string> documents;
  std::string grade;
  std::string_view name;
  std::string message;
  std::vector<Detail> details;
  if (entry.diagnostic) {
    const dsl::Diagnostic& diagnostic = *entry.diagnostic;
    grade = grade_words(Severity::Error, dsl::info(diagnostic.mistake).code, language_);
    name = dsl::info(diagnostic.mistake).name;
    message = shown(diagnostic.message, language_);
    told.emplace_back(diagnostic.span, "");
    for (const dsl::Note& note : diagnostic.notes) told.emplace_back(note.span, shown(note.text, language_));
    documents.resize(told.size());
    if (!diagnostic.help.empty()) details.push_back({word("处理", "help"), shown(diagnostic.help, language_)});
  } else {
    const Finding& finding = *entry.finding;
    grade = grade_words(finding.severity, finding.rule->code, language_);
    name = finding.rule->name;
    message = shown(finding.message, language_);
    for (const Label& label : finding.labels) {
      told.emplace_back(analyzer::marked_span(label), shown(label.text, language_));
      const auto document = document_of(label.place);
      documents.push_back(document ? document_words(*document, language_) : std::string());
    }
    details = details_of(finding, report_.plans[finding.plan], language_);
    for (const Finding& follower : finding.followers) {
      details.push_back({word("连带", "follows"),
                         fmt::format("{} {}{}{}{}{}{}", grade_words(follower.severity, follower.rule->code, language_), follower.rule->name,
                                     word("：", ": "), shown(follower.message, language_), word("（", " ("),
                                     position_words(source, analyzer::marked_span(follower.labels.front())), word("）", ")"))});
    }
  }
  line("### {}. {} {}", number, grade, name);
  out_ += '\n';
  line("{}", escape_markdown(message));
  out_ += '\n';
  places(source, told, documents);
  for (const Detail& detail : details) item(detail.title, detail.text);
  if (!out_.ends_with("\n\n")) out_ += '\n';
}

void Writer::findings() {
  const std::vector<Entry> entries = ordered_entries(report_);
  const auto severity_of = [](const Entry& entry) { return entry.finding ? entry.finding->severity : Severity::Error; };
  std::size_t number = 0;
  for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
    const auto count = std::count_if(entries.begin(), entries.end(), [&](const Entry& entry) { return severity_of(entry) == severity; });
    if (count == 0) continue;
    line("## {}{}{}{}", severity_word(severity, language_), word("（", " ("), count, word("）", ")"));
    out_ += '\n';
    for (const Entry& entry : entries) {
      if (severity_of(entry) == severity) write(entry, ++number);
    }
  }
}

void Writer::held_checks(std::size_t plan) {
  bool any = false;
  for (const Check& check : report_.result.checks) {
    if (check.plan != plan || check.outcome != Outcome::Holds) continue;
    if (!std::exchange(any, true)) line("\n#### {}\n", word("相符的核对", "Checks that hold"));
    line("- {} {}{}{}", check.rule->code, check.rule->name, word("：", ": "), escape_markdown(visible(check.subject.name)));
    for (const Detail& detail : details_of(check, report_.plans[plan], language_)) item(detail.title, detail.text, "  ");
  }
}

void Writer::never_compared(std::size_t index) {
  const auto& ids = report_.result.never_compared[index];
  if (ids.empty()) return;
  line("\n#### {}\n", word("未与任何数据核对", "Never compared with anything"));
  for (const analyzer::StatementId id : ids) line("- {}", escape_markdown(statement_words(report_.plans[index], id, language_)));
}

void Writer::plan_section(std::size_t index) {
  const Plan& plan = report_.plans[index];
  line("### {}", escape_markdown(title_of(plan)));
  out_ += '\n';
  item(word("文件", "file"), visible(plan.source->name()));
  if (const ConfigurationUse* configuration = configuration_of(report_, index)) {
    item(word("配置", "configuration"), list_names(configuration->files, language_));
  }
  for (const Detail& detail : details_of(tally_of(report_, index), language_)) item(detail.title, detail.text);
  if (plan.proof && plan.proof->document) {
    for (const Detail& detail : coverage_of(plan, language_)) item(detail.title, detail.text);
  }
  for (const Undetermined& group : undetermined_of(report_, index)) {
    item(word("无法判定", "undetermined"), fmt::format("{} {}{}{}{}{}{}", group.rule->code, group.rule->name, word("：", ": "), group.reason,
                                                       word("（", " ("), list_names(group.names, language_), word("）", ")")));
  }
  for (const analyzer::WaivedFinding& entry : report_.result.waived) {
    const Finding& finding = entry.finding;
    if (finding.plan != index) continue;
    item(word("已豁免", "waived"), fmt::format("{} {}{}{}{}{}{}", finding.rule->code, finding.rule->name, word("：", ": "),
                                              visible(finding.subject.name), word("（", " ("),
                                              waiver_words(plan.waivers[entry.waiver], language_), word("）", ")")));
  }
  if (report_.options.show_checks) {
    held_checks(index);
    never_compared(index);
  }
  out_ += '\n';
}

void Writer::checked() {
  line("## {}", word("核对了什么", "What was checked"));
  out_ += '\n';
  for (std::size_t i = 0; i < report_.plans.size(); ++i) plan_section(i);
  for (const analyzer::BaselineUse& use : report_.baselines) {
    line("{} {}{}{}", word("基准", "Baseline"), escape_markdown(visible(use.file)), word("：", ": "), baseline_words(use, language_));
    out_ += '\n';
  }
  line("gouji {}{}{}", escape_markdown(report_.options.version), word("，规则 ", ", rules: "), report_.rules.size());
}

}  // namespace

std::string escape_markdown(std::string_view text) {
  // At the start of a line "1." would make a list as "#", "-" and "+" do; # and @ before a word are references on hosts.
  std::string escaped;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char byte = text[i];
    const bool before_word = i + 1 < text.size() && is_ascii_word(text[i + 1]);
    if (byte == '\n') {
      escaped += "<br>";
    } else if ((byte == '@' || byte == '#') && before_word) {
      escaped += fmt::format("{}{}<!-- -->", byte == '#' ? "\\" : "", byte);
    } else if (std::string_view("\\`*_~|<>[]&$#").find(byte) != std::string_view::npos) {
      escaped += {'\\', byte};
    } else if ((i == 0 && std::string_view("-+=").find(byte) != std::string_view::npos) ||
               (i == digits && i > 0 && (byte == '.' || byte == ')'))) {
      escaped += {'\\', byte};
    } else {
      escaped += byte;
    }
  }
  return escaped;
}

std::string render_markdown(const Report& report) { return Writer(report).take(); }

}  // namespace gouji::reports
