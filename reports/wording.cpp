#include "reports/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analyzer/audit/day.hpp"
#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/readings.hpp"
#include "analyzer/source/proof.hpp"
#include "dsl/unicode.hpp"
#include "reports/snippet.hpp"

namespace gouji::reports {

using analyzer::Check;
using analyzer::Evidence;
using analyzer::Finding;
using analyzer::Label;
using analyzer::Outcome;
using analyzer::Plan;
using analyzer::Severity;
using dsl::Text;

namespace {

// "1 error", "2 errors"
std::string counted(std::size_t count, std::string_view thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

// The value in its base unit, where the figure is not written so already.
std::string normalized_words(const Evidence& evidence) {
  if (evidence.value == evidence.normalized && evidence.unit == evidence.base_unit) return {};
  return visible(fmt::format(" = {}{}{}", evidence.normalized, evidence.base_unit.empty() ? "" : " ", evidence.base_unit));
}

}  // namespace

std::string evidence_words(const Evidence& evidence, Language language) {
  return shown(evidence.name, language) + " " + visible(evidence.value + evidence.unit) + normalized_words(evidence);
}

std::string_view word(Language language, std::string_view zh, std::string_view en) { return language == Language::Chinese ? zh : en; }

std::string shown(const Text& text, Language language) { return visible(pick(text, language)); }

std::string reading_words(const std::string& reading, Language language) {
  using analyzer::Reading;
  for (const Reading known : {Reading::Level, Reading::Total, Reading::BasePlusTotal, Reading::EachYear, Reading::Average}) {
    if (analyzer::to_string(known) == reading) return shown(analyzer::name_of(known), language);
  }
  if (reading == "growth") return std::string(word(language, "较基期增长", "growth over the base year"));
  return visible(reading);
}

std::string grade_words(Severity severity, std::string_view code, Language language) {
  return fmt::format("{}[{}]", severity_word(severity, language), code);
}

std::optional<std::string> document_of(const analyzer::Place& place) {
  if (!place.document) return std::nullopt;
  return place.document->text;
}

std::string document_words(const std::string& place, Language language) {
  const bool lines = place.find_first_not_of("0123456789-") == std::string::npos;
  if (!lines) return fmt::format("{} {}", word(language, "原文", "document"), visible(place));
  if (language == Language::Chinese) return fmt::format("原文 {} 行", place);
  const bool several = place.find('-') != std::string::npos;
  return fmt::format("document line{} {}", several ? "s" : "", place);
}

std::string document_suffix(const analyzer::Place& place, Language language) {
  const auto document = document_of(place);
  if (!document) return {};
  return fmt::format("{}{}{}", word(language, "（", " ("), document_words(*document, language), word(language, "）", ")"));
}

std::string position_words(const dsl::SourceText& source, dsl::Span span) {
  const dsl::LineColumn at = source.position(span.begin);
  return fmt::format("{}:{}:{}", visible(source.name()), at.line, at.column);
}

std::string quote(const dsl::SourceText& source, dsl::Span span) {
  constexpr std::size_t kLongest = 60;  // code points
  std::string_view text = source.slice(span);
  if (text.size() > 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  std::size_t end = 0;
  for (std::size_t i = 0; i < kLongest && end < line.size(); ++i) end += dsl::decode(line, end).length;
  return visible(line.substr(0, end)) + (end < text.size() ? "…" : "");
}

std::string title_of(const Plan& plan) { return visible(plan.title.empty() ? plan.id : plan.title); }

std::string list_names(const std::vector<std::string>& names, Language language) {
  const std::string_view comma = word(language, "、", ", ");
  const bool unclear = std::any_of(names.begin(), names.end(), [&](const std::string& n) { return n.find(comma) != std::string::npos; });
  return visible(fmt::format("{}", fmt::join(names, unclear ? word(language, "；", "; ") : comma)));
}

std::string suggestion_words(const analyzer::Suggestion& suggestion, const dsl::SourceText& source, Language language) {
  std::string text = shown(suggestion.text, language);
  const std::size_t figure = std::min(suggestion.replacement.find_first_of("0123456789"), suggestion.replacement.size());
  if (text.find(suggestion.replacement.substr(figure)) != std::string::npos) return text;
  return text + fmt::format(fmt::runtime(word(language, "：将“{}”改为“{}”", ": replace \"{}\" by \"{}\"")),
                            visible(source.slice(suggestion.span)), visible(suggestion.replacement));
}

std::vector<Detail> details_of(const Finding& finding, const Plan& plan, Language language) {
  std::vector<Detail> details;
  for (const analyzer::Step& step : finding.computation) {
    // A value as it stands is shown beside its place already.
    if (step.operation == analyzer::Operation::Value) continue;
    const auto holds_it = [&](const Text& note) { return note.zh.find(step.text) != std::string::npos; };
    if (std::any_of(finding.notes.begin(), finding.notes.end(), holds_it)) continue;
    details.push_back({word(language, "计算", "computation"), visible(step.text)});
  }
  if (finding.subjects.size() > 1) {
    std::vector<std::string> names;
    for (const analyzer::Subject& subject : finding.subjects) names.push_back(subject.name);
    details.push_back({word(language, "涉及", "concerns"),
                       fmt::format(fmt::runtime(word(language, "{} 项：{}", "{}: {}")), names.size(), list_names(names, language))});
  }
  for (const Text& note : finding.notes) details.push_back({word(language, "说明", "note"), shown(note, language)});
  if (!finding.help.empty()) details.push_back({word(language, "处理", "help"), shown(finding.help, language)});
  if (finding.suggestion) {
    details.push_back({word(language, "建议（须起草人确认）", "suggestion (for the drafter to confirm)"),
                       suggestion_words(*finding.suggestion, *plan.source, language)});
  }
  return details;
}

std::vector<Detail> details_of(const Check& check, const Plan& plan, Language language) {
  std::vector<Detail> details;
  if (!check.reading.empty()) details.push_back({word(language, "读法", "reading"), reading_words(check.reading, language)});
  if (!check.reason.empty()) details.push_back({word(language, "核对", "compared"), shown(check.reason, language)});
  // Evidence and labels of the same figures go together on one line.
  const bool paired = check.evidence.size() == check.labels.size();
  if (!paired) {
    for (const Evidence& evidence : check.evidence) {
      details.push_back({word(language, "数据", "figure"), evidence_words(evidence, language)});
    }
  }
  for (const analyzer::Step& step : check.computation) details.push_back({word(language, "计算", "computation"), visible(step.text)});
  for (std::size_t i = 0; i < check.labels.size(); ++i) {
    const Label& label = check.labels[i];
    const std::string words = shown(label.text, language);
    std::string text = position_words(*plan.source, analyzer::marked_span(label)) + document_suffix(label.place, language);
    if (!words.empty()) text += " " + words;
    if (paired) text += normalized_words(check.evidence[i]);
    details.push_back({word(language, "位置", "place"), text});
  }
  return details;
}

Tally tally_of(const Report& report, std::size_t plan) {
  const analyzer::AuditResult& result = report.result;
  Tally tally;
  for (const Finding& finding : result.findings) {
    if (finding.plan != plan) continue;
    ++tally.severities[static_cast<std::size_t>(finding.severity)];
    tally.followers += finding.followers.size();
  }
  const auto of_plan = [&](const auto& entry) { return entry.finding.plan == plan; };
  tally.waived = static_cast<std::size_t>(std::count_if(result.waived.begin(), result.waived.end(), of_plan));
  tally.baselined = static_cast<std::size_t>(std::count_if(report.baselined.begin(), report.baselined.end(), of_plan));
  tally.outcomes = result.outcomes[plan];
  const std::size_t missed = result.never_compared[plan].size();
  const std::size_t all = report.plans[plan].counts.statements;
  tally.statements = {all, all - missed, missed};
  return tally;
}

Tally tally_of(const Report& report) {
  const analyzer::AuditResult& result = report.result;
  return {{result.count(Severity::Error), result.count(Severity::Warning), result.count(Severity::Info)},
          follower_count(result),
          result.waived.size(),
          report.baselined.size(),
          {result.count(Outcome::Holds), result.count(Outcome::Fails), result.count(Outcome::NotApplicable), result.count(Outcome::Undetermined)},
          result.statements};
}

std::vector<Detail> details_of(const Tally& tally, Language language) {
  const auto [error, warning, info] = tally.severities;
  std::string findings = language == Language::Chinese
                             ? fmt::format("错误 {}，警告 {}，提示 {}", error, warning, info)
                             : fmt::format("{}, {}, {} info", counted(error, "error"), counted(warning, "warning"), info);
  if (tally.followers > 0)
    findings += fmt::format(fmt::runtime(word(language, "；另有连带问题 {}", "; {} more that follow from them")), tally.followers);
  if (tally.waived > 0) findings += fmt::format(fmt::runtime(word(language, "；已豁免 {}", "; {} waived")), tally.waived);
  if (tally.baselined > 0) findings += fmt::format(fmt::runtime(word(language, "；基准中已有 {}", "; {} in the baseline")), tally.baselined);
  const auto outcome = [&](Outcome which) { return tally.outcomes[static_cast<std::size_t>(which)]; };
  return {{word(language, "问题", "findings"), findings},
          {word(language, "核对", "checks"),
           fmt::format(fmt::runtime(word(language, "相符 {}，不符 {}，无法判定 {}，不涉及 {}",
                                         "{} hold, {} fail, {} undetermined, {} not applicable")),
                       outcome(Outcome::Holds), outcome(Outcome::Fails), outcome(Outcome::Undetermined), outcome(Outcome::NotApplicable))},
          {word(language, "数据", "figures"),
           fmt::format(fmt::runtime(word(language, "共 {} 条，已核对 {} 条，未与任何数据核对 {} 条",
                                         "{} in all, {} compared, {} never compared with anything")),
                       tally.statements.total, tally.statements.compared, tally.statements.never_compared)}};
}

std::vector<Detail> coverage_of(const Plan& plan, Language language) {
  const analyzer::source::Document& document = *plan.proof->document;
  const analyzer::source::Coverage counts = plan.proof->coverage();
  const std::string recoded =
      document.encoding == "UTF-8"
          ? std::string()
          : fmt::format(fmt::runtime(word(language, "（由 {} 转换）", " (converted from {})")), document.encoding);
  std::vector<Detail> details = {
      {word(language, "原文", "document"),
       fmt::format(fmt::runtime(word(language, "{}{}，{} 行；数据 {} 个，已转写 {}，非方案数据 {}，注明理由 {}，没有着落 {}",
                                     "{}{}, {} lines; {} figures: {} stated, {} recognised as none of the plan, {} with a reason, {} open")),
                   visible(document.name), recoded, document.lines.size(), counts.figures, counts.covered, counts.recognised, counts.waived,
                   counts.open)}};
  std::vector<std::string> kinds;
  for (const auto& [kind, count] : counts.by_kind) {
    kinds.push_back(fmt::format("{} {}", pick(analyzer::source::info(kind).title, language), count));
  }
  if (!kinds.empty()) {
    details.push_back({word(language, "非方案数据", "recognised"), fmt::format("{}", fmt::join(kinds, word(language, "，", ", ")))});
  }
  return details;
}

std::string failure_words(const analyzer::RuleFailure& failure, const Report& report, Language language) {
  return fmt::format(fmt::runtime(word(language, "核对“{}”时中途出错，没有结果：{}", "broke down over \"{}\" and gave no result: {}")),
                     title_of(report.plans[failure.plan]), visible(failure.what));
}

std::string mistakes_words(std::size_t count, Language language) {
  if (language == Language::Chinese) return fmt::format("语法错误 {} 处，有误的语句未参与审计", count);
  return counted(count, "language mistake") + "; the statements concerned were not audited";
}

std::string verdict_words(const Tally& tally, bool incomplete, Language language) {
  const auto [error, warning, info] = tally.severities;
  std::string text;
  if (error > 0) {
    text = word(language, "有互相矛盾之处，须更正或说明", "there are contradictions to be corrected or explained");
  } else if (warning > 0) {
    text = word(language, "没有错误，有宜由起草单位处理的问题", "no errors; there is something the drafter should settle");
  } else if (info > 0) {
    text = word(language, "没有错误和警告，只有提示", "no errors or warnings, only remarks");
  } else {
    text = word(language, "没有发现问题", "nothing was found");
  }
  if (incomplete) text += word(language, "；核对不完整（见下）", "; the audit is not complete (see below)");
  return text;
}

std::string verdict_words(const Report& report, Language language) {
  return verdict_words(tally_of(report), mistake_count(report) > 0 || !report.result.failures.empty(), language);
}

std::vector<Undetermined> undetermined_of(const Report& report, std::size_t plan) {
  const std::vector<Check>& checks = report.result.checks;
  std::map<std::pair<std::string_view, std::string>, Undetermined> groups;
  // They are in order of plans.
  const auto before = [](const Check& check, std::size_t wanted) { return check.plan < wanted; };
  for (auto at = std::lower_bound(checks.begin(), checks.end(), plan, before); at != checks.end() && at->plan == plan; ++at) {
    if (at->outcome != Outcome::Undetermined) continue;
    const std::string reason = shown(at->reason, report.options.language);
    Undetermined& group = groups[{at->rule->code, reason}];
    group.rule = at->rule;
    group.reason = reason;
    if (std::find(group.names.begin(), group.names.end(), at->subject.name) == group.names.end()) group.names.push_back(at->subject.name);
  }
  std::vector<Undetermined> list;
  for (auto& [key, group] : groups) list.push_back(std::move(group));
  return list;
}

std::string waiver_words(const analyzer::Waiver& waiver, Language language) {
  std::string terms = waiver.reason;
  if (!waiver.by.empty()) terms += fmt::format(fmt::runtime(word(language, "；批准：{}", "; by {}")), waiver.by);
  if (waiver.until) terms += fmt::format(fmt::runtime(word(language, "；有效至 {}", "; until {}")), waiver.until->text());
  return visible(terms);
}

std::string baseline_words(const analyzer::BaselineUse& use, Language language) {
  std::string text = fmt::format(fmt::runtime(word(language, "记有 {} 个问题，本次不再列出 {} 个", "{} findings known, {} of them not told again")), use.entries, use.hidden);
  if (!use.hidden_since.empty()) {
    const auto oldest = use.hidden_since.begin()->first;
    const auto days = analyzer::days_between(oldest, use.today);
    text += fmt::format(fmt::runtime(word(language, "，最早的记于 {}（{} 天前）", ", the oldest since {} ({} days ago)")), analyzer::day_text(oldest), days);
  }
  if (use.not_judged > 0) {
    text += fmt::format(fmt::runtime(word(language, "；{} 个所属的方案或规则本次没有核对", "; {} of plans or rules that were not audited this time")), use.not_judged);
  }
  if (use.change == analyzer::BaselineUse::Change::Written) text += word(language, "；已写入", "; written");
  return text;
}

std::string statement_words(const Plan& plan, analyzer::StatementId id, Language language) {
  const analyzer::Statement& statement = plan[id];
  return fmt::format("{} {} {} {}{}", position_words(*plan.source, statement.value_span), visible(plan[statement.indicator].name),
                     shown(analyzer::role_text(statement), language), visible(analyzer::figure_text(statement)),
                     document_suffix(statement.place, language));
}

}  // namespace gouji::reports
