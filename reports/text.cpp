#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/readings.hpp"
#include "analyzer/source/proof.hpp"
#include "reports/snippet.hpp"

namespace gouji::reports {

namespace {

using analyzer::Check;
using analyzer::Evidence;
using analyzer::Finding;
using analyzer::Label;
using analyzer::Outcome;
using analyzer::Plan;
using analyzer::Rule;
using analyzer::Severity;
using analyzer::StatementId;
using dsl::Template;
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

std::optional<std::string> document_of(const analyzer::Place& place) {
  if (!place.document) return std::nullopt;
  return place.document->text;
}

// "1 error", "2 errors"
std::string counted(std::size_t count, std::string_view thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
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
    return options_.language == Language::Chinese ? zh : en;
  }
  [[nodiscard]] std::string shown(const Text& text) const { return visible(pick(text, options_.language)); }

  template <typename... Arguments>
  void line(std::string_view pattern, const Arguments&... arguments) {
    fmt::vformat_to(std::back_inserter(out_), pattern, fmt::make_format_args(arguments...));
    out_ += '\n';
  }

  [[nodiscard]] std::string head(Severity severity, std::string_view code, std::string_view name) const;
  [[nodiscard]] std::string document_text(const std::string& place) const;
  [[nodiscard]] std::string document_suffix(const analyzer::Place& place) const;
  [[nodiscard]] std::string position_text(const dsl::SourceText& source, dsl::Span span) const;
  [[nodiscard]] std::string subject_names(const std::vector<std::string>& names) const;
  [[nodiscard]] std::string normalized_text(const Evidence& evidence) const;
  [[nodiscard]] std::string reading_text(const std::string& reading) const;
  [[nodiscard]] std::string suggestion_text(const analyzer::Suggestion& suggestion,
                                            const dsl::SourceText& source) const;
  [[nodiscard]] std::vector<Mark> marks_of(const Finding& finding, const dsl::SourceText& source) const;
  void write_check(const Check& check, const Plan& plan);
  void coverage(const Plan& plan);
  void plan_summary(const Report& report, std::size_t plan);
  void baseline_summary(const analyzer::BaselineUse& use);
  void counts(std::size_t error, std::size_t warning, std::size_t info, std::size_t followers, std::size_t waived,
              std::size_t baselined, const std::array<std::size_t, 4>& outcomes, const analyzer::StatementCounts& statements);

  const Options& options_;
  Painter paint_;
  std::string out_;
};

std::string Writer::head(Severity severity, std::string_view code, std::string_view name) const {
  const std::string grade = fmt::format("{}[{}]", severity_word(severity, options_.language), code);
  return fmt::format("{} {}{}", paint_(colour_of(severity), grade), paint_(Colour::Strong, name), word("：", ": "));
}

// "原文 122 行" / "document line 122"
std::string Writer::document_text(const std::string& place) const {
  const bool lines = place.find_first_not_of("0123456789-") == std::string::npos;
  if (!lines) return fmt::format("{} {}", word("原文", "document"), visible(place));
  if (options_.language == Language::Chinese) return fmt::format("原文 {} 行", place);
  const bool several = place.find('-') != std::string::npos;
  return fmt::format("document line{} {}", several ? "s" : "", place);
}

std::string Writer::document_suffix(const analyzer::Place& place) const {
  const auto document = document_of(place);
  if (!document) return {};
  return fmt::format("{}{}{}", word("（", " ("), document_text(*document), word("）", ")"));
}

std::string Writer::position_text(const dsl::SourceText& source, dsl::Span span) const {
  const dsl::LineColumn at = source.position(span.begin);
  return fmt::format("{}:{}:{}", visible(source.name()), at.line, at.column);
}

std::string Writer::subject_names(const std::vector<std::string>& names) const {
  const std::string_view comma = word("、", ", ");
  const bool unclear =
      std::any_of(names.begin(), names.end(), [&](const std::string& n) { return n.find(comma) != std::string::npos; });
  return visible(fmt::format("{}", fmt::join(names, unclear ? word("；", "; ") : comma)));
}

void Writer::write(const Block& block) {
  const std::size_t gutter = gutter_width(*block.source, block.marks);
  const std::string indent(gutter, ' ');
  line("{}{}", head(block.severity, block.code, block.name), block.message);

  std::string where = position_text(*block.source, block.marks.front().span);
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
        words.empty() ? document_text(key.second) : words + document_suffix(finding.labels[teller].place);
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const bool on_line = source.position(marks[i].span.begin).line == key.first;
      if (on_line && marks[i].text == words && document_of(finding.labels[i].place) == key.second) marks[i].text = told;
    }
  }
  return marks;
}

std::string Writer::suggestion_text(const analyzer::Suggestion& suggestion, const dsl::SourceText& source) const {
  std::string text = shown(suggestion.text);
  const std::size_t figure =
      std::min(suggestion.replacement.find_first_of("0123456789"), suggestion.replacement.size());
  if (text.find(suggestion.replacement.substr(figure)) != std::string::npos) return text;
  return text + fmt::format(fmt::runtime(word("：将“{}”改为“{}”", ": replace \"{}\" by \"{}\"")),
                            visible(source.slice(suggestion.span)), visible(suggestion.replacement));
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

  for (const analyzer::Step& step : finding.computation) {
    // A value as it stands is shown beside its place already.
    if (step.operation == analyzer::Operation::Value) continue;
    const auto holds_it = [&](const Text& note) { return note.zh.find(step.text) != std::string::npos; };
    if (std::any_of(finding.notes.begin(), finding.notes.end(), holds_it)) continue;
    block.footers.emplace_back(word("计算", "computation"), visible(step.text));
  }
  if (finding.subjects.size() > 1) {
    std::vector<std::string> names;
    for (const analyzer::Subject& subject : finding.subjects) names.push_back(subject.name);
    block.footers.emplace_back(word("涉及", "concerns"), fmt::format(fmt::runtime(word("{} 项：{}", "{}: {}")),
                                                                     names.size(), subject_names(names)));
  }
  for (const Text& note : finding.notes) block.footers.emplace_back(word("说明", "note"), shown(note));
  if (!finding.help.empty()) block.footers.emplace_back(word("处理", "help"), shown(finding.help));
  if (finding.suggestion) {
    block.footers.emplace_back(word("建议（须起草人确认）", "suggestion (for the drafter to confirm)"),
                               suggestion_text(*finding.suggestion, source));
  }
  for (const Finding& follower : finding.followers) {
    block.footers.emplace_back(
        word("连带", "follows"),
        fmt::format("{}{}{}{}{}", head(follower.severity, follower.rule->code, follower.rule->name),
                    shown(follower.message), word("（", " ("),
                    position_text(source, analyzer::marked_span(follower.labels.front())), word("）", ")")));
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

// The value in its base unit, where the figure is not written so already.
std::string Writer::normalized_text(const Evidence& evidence) const {
  if (evidence.value == evidence.normalized && evidence.unit == evidence.base_unit) return {};
  return visible(
      fmt::format(" = {}{}{}", evidence.normalized, evidence.base_unit.empty() ? "" : " ", evidence.base_unit));
}

std::string Writer::reading_text(const std::string& reading) const {
  using analyzer::Reading;
  for (const Reading known : {Reading::Level, Reading::Total, Reading::BasePlusTotal, Reading::EachYear,
                              Reading::Average}) {
    if (analyzer::to_string(known) == reading) return shown(analyzer::name_of(known));
  }
  if (reading == "growth") return std::string(word("较基期增长", "growth over the base year"));
  return visible(reading);
}

void Writer::write_check(const Check& check, const Plan& plan) {
  line("{} {}{}{}", paint_(Colour::Good, fmt::format("{}[{}]", word("相符", "holds"), check.rule->code)),
       paint_(Colour::Strong, check.rule->name), word("：", ": "), visible(check.subject.name));
  const auto detail = [&](std::string_view title, const std::string& text) {
    line("    {} {}{}{}", paint_(Colour::Frame, "="), paint_(Colour::Strong, title), word("：", ": "), text);
  };
  if (!check.reading.empty()) detail(word("读法", "reading"), reading_text(check.reading));
  if (!check.reason.empty()) detail(word("核对", "compared"), shown(check.reason));
  // Evidence and labels of the same figures go together on one line.
  const bool paired = check.evidence.size() == check.labels.size();
  if (!paired) {
    for (const Evidence& evidence : check.evidence) {
      detail(word("数据", "figure"),
             shown(evidence.name) + " " + visible(evidence.value + evidence.unit) + normalized_text(evidence));
    }
  }
  for (const analyzer::Step& step : check.computation) detail(word("计算", "computation"), visible(step.text));
  for (std::size_t i = 0; i < check.labels.size(); ++i) {
    const Label& label = check.labels[i];
    const std::string words = shown(label.text);
    std::string text = position_text(*plan.source, analyzer::marked_span(label)) + document_suffix(label.place);
    if (!words.empty()) text += " " + words;
    if (paired) text += normalized_text(check.evidence[i]);
    detail(word("位置", "place"), text);
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
         visible(plan.title.empty() ? plan.id : plan.title));
    for (const StatementId id : report.result.never_compared[i]) {
      const analyzer::Statement& statement = plan[id];
      line("    {} {} {} {}{}", position_text(*plan.source, statement.value_span),
           visible(plan[statement.indicator].name), shown(analyzer::role_text(statement)),
           visible(analyzer::figure_text(statement)), document_suffix(statement.place));
    }
    out_ += '\n';
  }
}

void Writer::counts(std::size_t error, std::size_t warning, std::size_t info, std::size_t followers, std::size_t waived,
                    std::size_t baselined, const std::array<std::size_t, 4>& outcomes, const analyzer::StatementCounts& statements) {
  std::string findings =
      options_.language == Language::Chinese
          ? fmt::format("错误 {}，警告 {}，提示 {}", error, warning, info)
          : fmt::format("{}, {}, {} info", counted(error, "error"), counted(warning, "warning"), info);
  if (followers > 0)
    findings += fmt::format(fmt::runtime(word("；另有连带问题 {}", "; {} more that follow from them")), followers);
  if (waived > 0) findings += fmt::format(fmt::runtime(word("；已豁免 {}", "; {} waived")), waived);
  if (baselined > 0) findings += fmt::format(fmt::runtime(word("；基准中已有 {}", "; {} in the baseline")), baselined);
  line("  {}{}{}", word("问题", "findings"), word("：", ": "), findings);
  const auto outcome = [&](Outcome which) { return outcomes[static_cast<std::size_t>(which)]; };
  line("  {}{}{}", word("核对", "checks"), word("：", ": "),
       fmt::format(fmt::runtime(word("相符 {}，不符 {}，无法判定 {}，不涉及 {}",
                                     "{} hold, {} fail, {} undetermined, {} not applicable")),
                   outcome(Outcome::Holds), outcome(Outcome::Fails), outcome(Outcome::Undetermined),
                   outcome(Outcome::NotApplicable)));
  line("  {}{}{}", word("数据", "figures"), word("：", ": "),
       fmt::format(fmt::runtime(word("共 {} 条，已核对 {} 条，未与任何数据核对 {} 条",
                                     "{} in all, {} compared, {} never compared with anything")),
                   statements.total, statements.compared, statements.never_compared));
}

// Where every figure of the document went.
void Writer::coverage(const Plan& plan) {
  const analyzer::source::Document& document = *plan.proof->document;
  const analyzer::source::Coverage counts = plan.proof->coverage();
  const std::string recoded =
      document.encoding == "UTF-8" ? std::string() : fmt::format(fmt::runtime(word("（由 {} 转换）", " (converted from {})")), document.encoding);
  line("  {}{}{}", word("原文", "document"), word("：", ": "),
       fmt::format(fmt::runtime(word("{}{}，{} 行；数据 {} 个，已转写 {}，非方案数据 {}，注明理由 {}，没有着落 {}",
                                     "{}{}, {} lines; {} figures: {} stated, {} recognised as none of the plan, {} with a reason, {} open")),
                   visible(document.name), recoded, document.lines.size(), counts.figures, counts.covered, counts.recognised, counts.waived,
                   counts.open));
  std::vector<std::string> kinds;
  for (const auto& [kind, count] : counts.by_kind) {
    kinds.push_back(fmt::format("{} {}", pick(analyzer::source::info(kind).title, options_.language), count));
  }
  if (!kinds.empty()) line("    {}{}{}", word("非方案数据", "recognised"), word("：", ": "), fmt::format("{}", fmt::join(kinds, word("，", ", "))));
}

void Writer::plan_summary(const Report& report, std::size_t index) {
  const analyzer::AuditResult& result = report.result;
  const Plan& plan = report.plans[index];
  line("{}{}{}{}", paint_(Colour::Strong, visible(plan.title.empty() ? plan.id : plan.title)), word("（", " ("),
       visible(plan.source->name()), word("）", ")"));
  if (const ConfigurationUse* configuration = configuration_of(report, index)) {
    const std::vector<std::string>& files = configuration->files;
    std::string text = visible(files.front());
    for (std::size_t i = 1; i < files.size(); ++i) {
      text += fmt::format("{}{}", i > 1 ? word("、", ", ") : word("，继承 ", ", extends "), visible(files[i]));
    }
    line("  {}{}{}", word("配置", "configuration"), word("：", ": "), text);
  }

  std::array<std::size_t, 3> severities{};
  std::size_t followers = 0;
  for (const Finding& finding : result.findings) {
    if (finding.plan != index) continue;
    ++severities[static_cast<std::size_t>(finding.severity)];
    followers += finding.followers.size();
  }
  const auto& outcomes = result.outcomes[index];
  // Checks that miss the same thing are told together.
  std::map<std::pair<std::string_view, std::string>, std::pair<const Rule*, std::vector<std::string>>> undetermined;
  // They are in order of plans.
  const auto before = [](const Check& check, std::size_t wanted) { return check.plan < wanted; };
  const auto first = std::lower_bound(result.checks.begin(), result.checks.end(), index, before);
  for (auto at = first; at != result.checks.end() && at->plan == index; ++at) {
    const Check& check = *at;
    if (check.outcome != Outcome::Undetermined) continue;
    auto& [rule, names] = undetermined[{check.rule->code, shown(check.reason)}];
    rule = check.rule;
    if (std::find(names.begin(), names.end(), check.subject.name) == names.end()) names.push_back(check.subject.name);
  }
  const auto waived = static_cast<std::size_t>(std::count_if(result.waived.begin(), result.waived.end(),
                                                             [&](const auto& w) { return w.finding.plan == index; }));
  const std::size_t missed = result.never_compared[index].size();
  const auto baselined = static_cast<std::size_t>(std::count_if(report.baselined.begin(), report.baselined.end(),
                                                                [&](const auto& b) { return b.finding.plan == index; }));
  counts(severities[0], severities[1], severities[2], followers, waived, baselined, outcomes,
         {plan.counts.statements, plan.counts.statements - missed, missed});
  if (plan.proof && plan.proof->document) coverage(plan);

  for (const auto& [key, group] : undetermined) {
    line("  {}[{}] {}{}{}{}{}{}", word("无法判定", "undetermined"), key.first, group.first->name, word("：", ": "),
         key.second, word("（", " ("), subject_names(group.second), word("）", ")"));
  }
  for (const analyzer::WaivedFinding& entry : result.waived) {
    if (entry.finding.plan != index) continue;
    const analyzer::Waiver& waiver = plan.waivers[entry.waiver];
    std::string terms = waiver.reason;
    if (!waiver.by.empty()) terms += fmt::format(fmt::runtime(word("；批准：{}", "; by {}")), waiver.by);
    if (waiver.until) terms += fmt::format(fmt::runtime(word("；有效至 {}", "; until {}")), waiver.until->text());
    line("  {}[{}] {}{}{}{}{}{}", word("已豁免", "waived"), entry.finding.rule->code, entry.finding.rule->name,
         word("：", ": "), visible(entry.finding.subject.name), word("（", " ("), visible(terms), word("）", ")"));
  }
}

// What a baseline hides, since when, and what of it is not there any more.
void Writer::baseline_summary(const analyzer::BaselineUse& use) {
  using Change = analyzer::BaselineUse::Change;
  std::string text = fmt::format(fmt::runtime(word("记有 {} 个问题，本次不再列出 {} 个", "{} findings known, {} of them not told again")), use.entries, use.hidden);
  if (!use.hidden_since.empty()) {
    const auto oldest = use.hidden_since.begin()->first;
    const auto days = (std::chrono::sys_days(use.today) - std::chrono::sys_days(oldest)).count();
    text += fmt::format(fmt::runtime(word("，最早的记于 {}（{} 天前）", ", the oldest since {} ({} days ago)")), date_text(oldest), days);
  }
  if (use.not_judged > 0) {
    text += fmt::format(fmt::runtime(word("；{} 个所属的方案或规则本次没有核对", "; {} of plans or rules that were not audited this time")), use.not_judged);
  }
  if (use.change == Change::Written) text += word("；已写入", "; written");
  line("{} {}{}{}", word("基准", "baseline"), visible(use.file), word("：", ": "), text);
  if (use.stale.empty()) return;

  std::size_t count = 0;
  for (const auto& stale : use.stale) count += stale.entry.count;
  const std::string_view what_next = use.change == Change::None ? word("（--prune-baseline 可从基准中删去）", " (--prune-baseline takes them out)")
                                                                : word("（已从基准中删去）", " (taken out of it)");
  line("  {}{}", fmt::format(fmt::runtime(word("其中 {} 个已不再出现", "{} of them are not there any more")), count), what_next);
  for (std::size_t i = 0; i < use.stale.size() && i < kMostLines; ++i) {
    const analyzer::BaselineEntry& entry = use.stale[i].entry;
    std::string terms = fmt::format(fmt::runtime(word("记于 {}", "since {}")), date_text(entry.since));
    if (entry.count > 1) terms += fmt::format(fmt::runtime(word("，{} 个", ", {}")), entry.count);
    if (use.stale[i].changed) terms += word("；所依据的数据有变，已重新列出", "; its facts have changed, it is told again");
    line("    {}{}{}{}{}{}", entry.rule, word("：", ": "), visible(entry.subject), word("（", " ("), terms, word("）", ")"));
  }
  if (use.stale.size() > kMostLines) {
    line("    {}", fmt::format(fmt::runtime(word("另有 {} 条", "and {} more")), use.stale.size() - kMostLines));
  }
}

void Writer::summary(const Report& report) {
  const analyzer::AuditResult& result = report.result;
  line("{}", paint_(Colour::Strong, word("── 审计小结 ──", "── Summary ──")));
  for (std::size_t i = 0; i < report.plans.size(); ++i) plan_summary(report, i);

  for (const File& file : report.files) {
    if (file.diagnostics.empty()) continue;
    const std::string mistakes =
        options_.language == Language::Chinese
            ? fmt::format("语法错误 {} 处，有误的语句未参与审计", file.diagnostics.size())
            : counted(file.diagnostics.size(), "language mistake") + "; the statements concerned were not audited";
    line("{}{}{}", visible(file.source->name()), word("：", ": "), mistakes);
  }
  for (const analyzer::BaselineUse& use : report.baselines) baseline_summary(use);
  if (report.plans.size() < 2) return;
  line(word("合计（{} 个方案）", "Total ({} plans)"), report.plans.size());
  counts(result.count(Severity::Error), result.count(Severity::Warning), result.count(Severity::Info),
         follower_count(result), result.waived.size(), report.baselined.size(),
         {result.count(Outcome::Holds), result.count(Outcome::Fails), result.count(Outcome::NotApplicable),
          result.count(Outcome::Undetermined)},
         result.statements);
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
