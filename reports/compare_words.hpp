// What the written comparisons say in the same words. All of it is `visible`; a renderer escapes it for its own format.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/compare.hpp"
#include "reports/wording.hpp"

namespace gouji::reports {

[[nodiscard]] std::string_view kind_words(analyzer::compare::ItemKind kind, Language language);
// 新增, 删去, 改名, 疑为改名, 变动
[[nodiscard]] std::string_view change_words(const analyzer::compare::Item& item, Language language);
// "“甲”"; of one under two names "“甲” → “乙”（名称相近）"; of a task with its number.
[[nodiscard]] std::string item_words(const analyzer::compare::Item& item, Language language);
// The differences that the heading does not tell.
[[nodiscard]] std::vector<const analyzer::compare::Difference*> told_differences(const analyzer::compare::Item& item);

// "58:17（原文 9 行）"
[[nodiscard]] std::string place_words(const analyzer::Plan& plan, const analyzer::Place& place, dsl::Span marked, Language language);
// "原稿 58:17（原文 9 行），新稿 60:17（原文 10 行）"
[[nodiscard]] std::string places_words(const std::string& before, const std::string& after, Language language);

// Items of one kind: those to be told one by one, and those that only got another number.
struct ItemGroup {
  analyzer::compare::ItemKind kind{};
  std::vector<const analyzer::compare::Item*> items;
  std::vector<const analyzer::compare::Item*> renumbered;
};
[[nodiscard]] std::vector<ItemGroup> groups_of(const analyzer::compare::PlanComparison& comparison);
// "仅序号改变 60 项：“甲” 3 → 4、…"
[[nodiscard]] std::string renumbered_words(const std::vector<const analyzer::compare::Item*>& items, Language language);

// "指标" and "新增 1，变动 2；未变 30": every kind that is there at all, then the targets and the findings.
[[nodiscard]] std::vector<Detail> summary_of(const analyzer::compare::PlanComparison& comparison, Language language);
// Nothing differs, neither in facts nor in findings; or the plan is on one side alone. Empty: neither.
[[nodiscard]] std::string verdict_words(const analyzer::compare::PlanComparison& comparison, Language language);
// The title of the plan, as the new draft has it.
[[nodiscard]] std::string heading_words(const analyzer::compare::PlanComparison& comparison);
// "有语法错误 2 处，有误的语句没有参与比较"; empty: none.
[[nodiscard]] std::string mistakes_note(const ComparedFile& file, Language language);

// A finding with what became of it.
struct FindingLine {
  std::string_view change;   // 新出现, 已消失, 有变化
  const analyzer::Finding* finding = nullptr;
  const analyzer::Finding* before = nullptr;  // of 有变化: as it was
  bool appeared = false;
  std::string place;
};
[[nodiscard]] std::vector<FindingLine> finding_lines(const analyzer::compare::PlanComparison& comparison, Language language);

}  // namespace gouji::reports
