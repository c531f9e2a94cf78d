// What an audit working paper says of each finding, part by part, in the words of the other reports (wording.hpp). For the reports that
// are filed: Word, Excel, HTML. Pure data; all text is `visible`.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/report.hpp"

namespace gouji::reports {

struct PaperPlace {
  std::string position;                 // "plans/a.plan:7:24"
  std::uint32_t line = 0;               // of the plan file, from 1
  std::optional<std::string> document;  // place in the document: "24", "附件2:3"
  std::string quote;                    // what is written there
  std::string words;                    // what it is: "2026年底目标 達到1600件"; may be empty
};

// Whose it is to answer.
enum class Answers : std::uint8_t {
  Nobody,    // not known
  Owner,     // the indicator's 归口
  Lead,      // leads the task, or a task that serves the indicator
  Named,     // is named for it without a stated lead
  Drafter,   // nobody nearer is known: who issued the plan
};

struct Paper {
  std::size_t number = 0;              // from 1, in the order of the papers
  const File* file = nullptr;
  std::optional<std::size_t> plan;     // in the report's plans; absent for a mistake outside of all plans
  std::optional<std::size_t> finding;  // in the result's findings; absent for a mistake of the language
  analyzer::Severity severity = analyzer::Severity::Error;
  std::string code;                    // GJ0101
  std::string title;                   // of the rule: 各年节点与目标对不上
  std::string subject;                 // name of what it is about
  std::string criterion;               // 依据: what the rule asks
  std::string_view standard;           // the standard or practice behind the rule's family; empty when none is named
  std::string condition;               // 情况: the message
  std::vector<PaperPlace> places;      // as written, the first one where the editor jumps
  std::vector<std::string> evidence;   // 证据: "2026年底目标 1亿元 = 100000000 元"
  std::vector<std::string> arithmetic; // "60 + 70 + 70 = 200 家"
  std::vector<std::string> notes;
  std::vector<std::string> concerns;   // names of what it covers, when several
  std::string effect;                  // 影响: why it matters
  std::vector<std::string> proposals;  // 建议: help, then the repair to be confirmed
  std::vector<std::string> responsible;  // names
  Answers answers = Answers::Nobody;
  std::vector<std::string> followers;  // 连带: "错误[GJ0102] …"
  // Tells it from all others of its plan in any later report: the fingerprint, and of several that share one their order behind it.
  std::string key;
  std::string plan_id;                 // the plan's; of a mistake outside of all plans empty
};

// All findings and mistakes: by plan, severity, place and code. Mistakes outside of all plans go with the first plan of their file.
// Who is responsible is told only for plans that come with their facts.
[[nodiscard]] std::vector<Paper> papers_of(const Report& report);

// By finding of the result its number among the papers.
[[nodiscard]] std::vector<std::size_t> paper_numbers(const Report& report, const std::vector<Paper>& papers);

// "区科技局（牵头）", "甲、乙", "海曙区人民政府办公室（发文机关）"; empty for nobody.
[[nodiscard]] std::string responsible_words(const Paper& paper, Language language);

// "1、3、4": the numbers of findings, for cells that point to them.
[[nodiscard]] std::string numbers_words(const std::vector<std::size_t>& findings, const std::vector<std::size_t>& numbers, Language language);

}  // namespace gouji::reports
