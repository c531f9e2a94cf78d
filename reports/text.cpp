#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "analyzer/audit/day.hpp"
#include "analyzer/audit/facts.hpp"
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
using analyzer::StatementId;
using dsl::Text;

// A finding about the whole document may have hundreds of places; the first ones show what is meant.
constexpr std::size_t kMostLines = 8;

Colour colour_of(Severity severity) {
  switch (severity) {
    case Severity::Error: return Colour::Error;
    case Severity::Warning: return Colour::Warning;
    case Severity::Info: return Colour::Info;
  }
  return Colour::None;
}

// A head with its lines and footers: a finding or a mistake, ready to be written.
struct Block {
  Severity severity = Severity::Error;
  std::string_view code;
  std::string_view name;
  std::string message;
  const dsl::SourceText* source = nullptr;
  std::vector<Mark> marks;              // never empty
  std::optional<std::string> document;  // the place of the first mark in the document
  std::vector<std::pair<std::string_view, std::string>> footers;
};

class Writer {
 public:
  explicit Writer(const Options& options) : options_(options), paint_(options.colour) {}

  void write(const Block& block);
  void write(const Finding& finding, const Plan& plan);
  void write(const dsl::Diagnostic& diagnostic, const dsl::SourceText& source);
  void held_checks(const Report& report);
  void never_compared(const Report& report);
  void summary(const Report& report);

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  [[nodiscard]] std::string_view word(std::string_view zh, std::string_view en) const {
    return reports::word(options_.language, zh, en);
  }
  [[nodiscard]] std::string shown(const Text& text) const { return reports::shown(text, options_.language); }

  template <typename... Arguments>
  void line(std::string_view pattern, const Arguments&... arguments) {
    fmt::vformat_to(std::back_inserter(out_), pattern, fmt::make_format_args(arguments...));
    out_ += '\n';
  }

  [[nodiscard]] std::string head(Severity severity, std::string_view code, std::string_view name) const;
  [[nodiscard]] std::string document_text(const std::string& place) const { return document_words(place, options_.language); }
  [[nodiscard]] std::vector<Mark> marks_of(const Finding& finding, const dsl::SourceText& source) const;
  void write_check(const Check& check, const Plan& plan);
  void plan_summary(const Report& report, std::size_t plan);
  void baseline_summary(const analyzer::BaselineUse& use);
  void counts(const Tally& tally);

  const Options& options_;
  Painter paint_;
  std::string out_;
};

std::string Writer::head(Severity severity, std::string_view code, std::string_view name) const {
  const std::string grade = grade_words(severity, code, options_.language);
  return fmt::format("{} {}{}", paint_(colour_of(severity), grade), paint_(Colour::Strong, name), word("：", ": "));
}

void Writer::write(const Block& block) {
  const std::size_t gutter = gutter_width(*block.source, block.marks);
  const std::string indent(gutter, ' ');
  line("{}{}", head(block.severity, block.code, block.name), block.message);

  std::string where = position_words(*block.source, block.marks.front().span);
  if (block.document)
    where += fmt::format("  {}{}{}", word("（", "("), document_text(*block.document), word("）", ")"));
  line("{} {} {}", indent, paint_(Colour::Frame, "┌─"), where);

  std::vector<std::uint32_t> left_out;
  out_ += draw_snippet(*block.source, block.marks, gutter, paint_, kMostLines, left_out);
  const auto footer = [&](std::string_view title, std::string text) {
    const std::string margin = "\n" + indent + "   ";
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + margin.size())) {
      text.replace(at, 1, margin);
    }
    line("{} {} {}{}{}", indent, paint_(Colour::Frame, "="), paint_(Colour::Strong, title), word("：", ": "), text);
  };
  if (!left_out.empty()) {
    footer(word("另见", "also at"),
           fmt::format(fmt::runtime(word("方案文件第 {} 行", "lines {} of the plan file")), fmt::join(left_out, word("、", ", "))));
  }
  for (const auto& [title, text] : block.footers) footer(title, text);
  out_ += '\n';
}

// Of the labels that stand on one line with one document place, the last tells it; the head has told the first label's.
std::vector<Mark> Writer::marks_of(const Finding& finding, const dsl::SourceText& source) const {
  std::map<std::pair<std::uint32_t, std::string>, std::size_t> tells;
  for (std::size_t i = 0; i < finding.labels.size(); ++i) {
    const auto document = document_of(finding.labels[i].place);
    if (!document || document == document_of(finding.labels.front().place)) continue;
    const dsl::Span span = analyzer::marked_span(finding.labels[i]);
    const auto [at, is_new] = tells.try_emplace({source.position(span.begin).line, *document}, i);
    if (!is_new && analyzer::marked_span(finding.labels[at->second]) < span) at->second = i;
  }

  std::vector<Mark> marks;
  for (const Label& label : finding.labels) {
    const Colour colour = marks.empty() ? colour_of(finding.severity) : Colour::Secondary;
    marks.push_back({analyzer::marked_span(label), shown(label.text), colour});
  }
  for (const auto& [key, teller] : tells) {
    // Labels that say the same are drawn as one; they stay the same.
    const std::string words = marks[teller].text;
    const std::string told =
        words.empty() ? document_text(key.second) : words + document_suffix(finding.labels[teller].place, options_.language);
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const bool on_line = source.position(marks[i].span.begin).line == key.first;
      if (on_line && marks[i].text == words && document_of(finding.labels[i].place) == key.second) marks[i].text = told;
    }
  }
  return marks;
}

void Writer::write(const Finding& finding, const Plan& plan) {
  const dsl::SourceText& source = *plan.source;
  Block block;
  block.severity = finding.severity;
  block.code = finding.rule->code;
  block.name = finding.rule->name;
  block.message = shown(finding.message);
  block.source = &source;
  block.marks = marks_of(finding, source);
  block.document = document_of(finding.labels.front().place);

  for (Detail& detail : details_of(finding, plan, options_.language)) block.footers.emplace_back(detail.title, std::move(detail.text));
  for (const Finding& follower : finding.followers) {
    block.footers.emplace_back(
        word("连带", "follows"),
        fmt::format("{}{}{}{}{}", head(follower.severity, follower.rule->code, follower.rule->name),
                    shown(follower.message), word("（", " ("),
                    position_words(source, analyzer::marked_span(follower.labels.front())), word("）", ")")));
  }
  write(block);
}

void Writer::write(const dsl::Diagnostic& diagnostic, const dsl::SourceText& source) {
  const dsl::MistakeInfo& mistake = dsl::info(diagnostic.mistake);
  Block block;
  block.code = mistake.code;
  block.name = mistake.name;
  block.message = shown(diagnostic.message);
  block.source = &source;
  block.marks.push_back({diagnostic.span, {}, Colour::Error});
  for (const dsl::Note& note : diagnostic.notes)
    block.marks.push_back({note.span, shown(note.text), Colour::Secondary});
  if (!diagnostic.help.empty()) block.footers.emplace_back(word("处理", "help"), shown(diagnostic.help));
  write(block);
}

void Writer::write_check(const Check& check, const Plan& plan) {
  line("{} {}{}{}", paint_(Colour::Good, fmt::format("{}[{}]", word("相符", "holds"), check.rule->code)),
       paint_(Colour::Strong, check.rule->name), word("：", ": "), visible(check.subject.name));
  for (const Detail& detail : details_of(check, plan, options_.language)) {
    line("    {} {}{}{}", paint_(Colour::Frame, "="), paint_(Colour::Strong, detail.title), word("：", ": "), detail.text);
  }
}

void Writer::held_checks(const Report& report) {
  bool any = false;
  for (const Check& check : report.result.checks) {
    if (check.outcome != Outcome::Holds) continue;
    write_check(check, report.plans[check.plan]);
    any = true;
  }
  if (any) out_ += '\n';
}

void Writer::never_compared(const Report& report) {
  for (std::size_t i = 0; i < report.plans.size(); ++i) {
    const Plan& plan = report.plans[i];
    if (report.result.never_compared[i].empty()) continue;
    line("{}{}{}", paint_(Colour::Strong, word("未与任何数据核对", "never compared with anything")), word("：", ": "),
         title_of(plan));
    for (const StatementId id : report.result.never_compared[i]) line("    {}", statement_words(plan, id, options_.language));
    out_ += '\n';
  }
}

void Writer::counts(const Tally& tally) {
  for (const Detail& detail : details_of(tally, options_.language)) line("  {}{}{}", detail.title, word("：", ": "), detail.text);
}

void Writer::plan_summary(const Report& report, std::size_t index) {
  const analyzer::AuditResult& result = report.result;
  const Plan& plan = report.plans[index];
  line("{}{}{}{}", paint_(Colour::Strong, title_of(plan)), word("（", " ("),
       visible(plan.source->name()), word("）", ")"));
  if (const ConfigurationUse* configuration = configuration_of(report, index)) {
    const std::vector<std::string>& files = configuration->files;
    std::string text = visible(files.front());
    for (std::size_t i = 1; i < files.size(); ++i) {
      text += fmt::format("{}{}", i > 1 ? word("、", ", ") : word("，继承 ", ", extends "), visible(files[i]));
    }
    line("  {}{}{}", word("配置", "configuration"), word("：", ": "), text);
  }

  counts(tally_of(report, index));
  if (plan.proof && plan.proof->document) {
    std::string_view indent = "  ";
    for (const Detail& detail : coverage_of(plan, options_.language)) {
      line("{}{}{}{}", indent, detail.title, word("：", ": "), detail.text);
      indent = "    ";
    }
  }

  for (const Undetermined& group : undetermined_of(report, index)) {
    line("  {}[{}] {}{}{}{}{}{}", word("无法判定", "undetermined"), group.rule->code, group.rule->name, word("：", ": "),
         group.reason, word("（", " ("), list_names(group.names, options_.language), word("）", ")"));
  }
  for (const analyzer::WaivedFinding& entry : result.waived) {
    if (entry.finding.plan != index) continue;
    line("  {}[{}] {}{}{}{}{}{}", word("已豁免", "waived"), entry.finding.rule->code, entry.finding.rule->name,
         word("：", ": "), visible(entry.finding.subject.name), word("（", " ("), waiver_words(plan.waivers[entry.waiver], options_.language),
         word("）", ")"));
  }
}

// What a baseline hides, since when, and what of it is not there any more.
void Writer::baseline_summary(const analyzer::BaselineUse& use) {
  using Change = analyzer::BaselineUse::Change;
  line("{} {}{}{}", word("基准", "baseline"), visible(use.file), word("：", ": "), baseline_words(use, options_.language));
  if (use.stale.empty()) return;

  std::size_t count = 0;
  for (const auto& stale : use.stale) count += stale.entry.count;
  const std::string_view what_next = use.change == Change::None ? word("（--prune-baseline 可从基准中删去）", " (--prune-baseline takes them out)")
                                                                : word("（已从基准中删去）", " (taken out of it)");
  line("  {}{}", fmt::format(fmt::runtime(word("其中 {} 个已不再出现", "{} of them are not there any more")), count), what_next);
  for (std::size_t i = 0; i < use.stale.size() && i < kMostLines; ++i) {
    const analyzer::BaselineEntry& entry = use.stale[i].entry;
    std::string terms = fmt::format(fmt::runtime(word("记于 {}", "since {}")), analyzer::day_text(entry.since));
    if (entry.count > 1) terms += fmt::format(fmt::runtime(word("，{} 个", ", {}")), entry.count);
    if (use.stale[i].changed) terms += word("；所依据的数据有变，已重新列出", "; its facts have changed, it is told again");
    line("    {}{}{}{}{}{}", entry.rule, word("：", ": "), visible(entry.subject), word("（", " ("), terms, word("）", ")"));
  }
  if (use.stale.size() > kMostLines) {
    line("    {}", fmt::format(fmt::runtime(word("另有 {} 条", "and {} more")), use.stale.size() - kMostLines));
  }
}

void Writer::summary(const Report& report) {
  line("{}", paint_(Colour::Strong, word("── 审计小结 ──", "── Summary ──")));
  for (std::size_t i = 0; i < report.plans.size(); ++i) plan_summary(report, i);

  for (const File& file : report.files) {
    if (file.diagnostics.empty()) continue;
    line("{}{}{}", visible(file.source->name()), word("：", ": "),
         mistakes_words(file.diagnostics.size(), options_.language));
  }
  for (const analyzer::BaselineUse& use : report.baselines) baseline_summary(use);
  if (report.plans.size() < 2) return;
  line(word("合计（{} 个方案）", "Total ({} plans)"), report.plans.size());
  counts(tally_of(report));
}

}  // namespace

std::string render_text(const Report& report) {
  Writer writer(report.options);
  for (const Entry& entry : ordered_entries(report)) {
    if (entry.diagnostic) {
      writer.write(*entry.diagnostic, *entry.file->source);
    } else {
      writer.write(*entry.finding, report.plans[entry.finding->plan]);
    }
  }
  if (report.options.show_checks) {
    writer.held_checks(report);
    writer.never_compared(report);
  }
  writer.summary(report);
  return writer.take();
}

std::string render_mistakes(const File& file, const Options& options) {
  Writer writer(options);
  for (const dsl::Diagnostic& diagnostic : file.diagnostics) writer.write(diagnostic, *file.source);
  return writer.take();
}

}  // namespace gouji::reports
