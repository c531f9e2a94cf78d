// What the written reports (text, Markdown and those after them) say in the same words: where things stand, what proves a finding,
// and how the counts are told. All of it is `visible` (snippet.hpp); a renderer escapes it for its own format.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/report.hpp"

namespace gouji::reports {

[[nodiscard]] std::string_view word(Language language, std::string_view zh, std::string_view en);

[[nodiscard]] std::string shown(const dsl::Text& text, Language language);

// "错误[GJ0101]"
[[nodiscard]] std::string grade_words(analyzer::Severity severity, std::string_view code, Language language);

// A place in the document as the plan writes it: "122", "附件2:3"; absent when it names none.
[[nodiscard]] std::optional<std::string> document_of(const analyzer::Place& place);
// "原文 122 行" / "document line 122"
[[nodiscard]] std::string document_words(const std::string& place, Language language);
// "（原文 122 行）", or nothing.
[[nodiscard]] std::string document_suffix(const analyzer::Place& place, Language language);
// "plans/a.plan:7:24"
[[nodiscard]] std::string position_words(const dsl::SourceText& source, dsl::Span span);
// The text at a place: its first line without the quotation marks around it, shortened.
[[nodiscard]] std::string quote(const dsl::SourceText& source, dsl::Span span);
// The title of a plan, or what it is called in the file.
[[nodiscard]] std::string title_of(const analyzer::Plan& plan);
// Joined by the list comma; by a semicolon when a name holds one.
[[nodiscard]] std::string list_names(const std::vector<std::string>& names, Language language);

// What a proposal says, and the text it would replace where it does not say it.
[[nodiscard]] std::string suggestion_words(const analyzer::Suggestion& suggestion, const dsl::SourceText& source, Language language);

// "2026年底目标 1亿元 = 100000000 元": a figure that took part, and in its base unit where that says more.
[[nodiscard]] std::string evidence_words(const analyzer::Evidence& evidence, Language language);

// A reading by its name in a check: "total" is 逐年合计.
[[nodiscard]] std::string reading_words(const std::string& reading, Language language);

struct Detail {
  std::string_view title;
  std::string text;
};
// Arithmetic, what else it concerns, notes, help, proposal: in this order.
[[nodiscard]] std::vector<Detail> details_of(const analyzer::Finding& finding, const analyzer::Plan& plan, Language language);
// How a check was made: reading, what was compared, arithmetic, places.
[[nodiscard]] std::vector<Detail> details_of(const analyzer::Check& check, const analyzer::Plan& plan, Language language);

struct Tally {
  std::array<std::size_t, 3> severities{};
  std::size_t followers = 0;
  std::size_t waived = 0;
  std::size_t baselined = 0;
  std::array<std::size_t, analyzer::kOutcomeCount> outcomes{};
  analyzer::StatementCounts statements;
};
[[nodiscard]] Tally tally_of(const Report& report, std::size_t plan);
// Of all plans; mistakes of the language are not among the errors.
[[nodiscard]] Tally tally_of(const Report& report);

// "问题" and "错误 1，警告 0，提示 0；已豁免 2", then checks and figures.
[[nodiscard]] std::vector<Detail> details_of(const Tally& tally, Language language);
// Where every figure of the document went; for a plan that has one.
[[nodiscard]] std::vector<Detail> coverage_of(const analyzer::Plan& plan, Language language);
// The verdict on all plans in one sentence without a full stop: "有互相矛盾之处，须更正或说明".
[[nodiscard]] std::string verdict_words(const Report& report, Language language);
// The same of what was counted; `incomplete`: there are mistakes, or rules that could not run.
[[nodiscard]] std::string verdict_words(const Tally& tally, bool incomplete, Language language);
// "核对“甲方案”时中途出错，没有结果：…": of a rule that could not run.
[[nodiscard]] std::string failure_words(const analyzer::RuleFailure& failure, const Report& report, Language language);
// "语法错误 2 处，有误的语句未参与审计"
[[nodiscard]] std::string mistakes_words(std::size_t count, Language language);

// Checks of one rule that miss the same thing.
struct Undetermined {
  const analyzer::Rule* rule = nullptr;
  std::string reason;
  std::vector<std::string> names;
};
[[nodiscard]] std::vector<Undetermined> undetermined_of(const Report& report, std::size_t plan);

// Reason, who approved, until when.
[[nodiscard]] std::string waiver_words(const analyzer::Waiver& waiver, Language language);

// How much a baseline knows and hides, since when.
[[nodiscard]] std::string baseline_words(const analyzer::BaselineUse& use, Language language);

// Place, indicator, role and figure of a statement on one line.
[[nodiscard]] std::string statement_words(const analyzer::Plan& plan, analyzer::StatementId id, Language language);

}  // namespace gouji::reports
