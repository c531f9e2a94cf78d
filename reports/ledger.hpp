// The rectification ledger (整改台账): what people write beside the findings, and how it is kept when the audit is made again.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reports/working_paper.hpp"

namespace gouji::reports {

enum class LedgerState : std::uint8_t { Open, InHand, Done, Refused };
inline constexpr std::size_t kLedgerStates = 4;
// 未整改, 整改中, 已整改, 不予采纳
[[nodiscard]] std::string_view words_of(LedgerState state, Language language);

struct LedgerEntry;
// The state of an entry, in the words of this language where it is one of the four.
[[nodiscard]] std::string state_in(const LedgerEntry& entry, Language language);

// What people fill in. Text as they wrote it.
struct LedgerNotes {
  std::string responsible;  // empty: as the audit tells it
  std::string measure;      // 整改措施
  std::string deadline;     // 整改期限; a date as 2026-12-31
  std::string state;        // one of the four words in either language, or their own
  std::string remark;       // 备注
};

// A row of the ledger as it stands in a file. What the audit had written beside it is kept for findings that are not there any more.
struct LedgerEntry {
  std::string key;          // Paper::key
  std::string plan_id;
  std::string rule;         // "GJ0101 各年节点与目标对不上"
  std::string severity;     // in words
  std::string problem;
  std::string place;
  LedgerNotes notes;
  std::string outcome;      // of a cleared one: why it is not told any more; empty otherwise
  std::uint32_t row = 0;    // in the file, from 1
};

struct Ledger {
  Language language = Language::Chinese;  // that it is written in
  std::vector<LedgerEntry> open;
  std::vector<LedgerEntry> cleared;
};

// What is wrong with a file that was to be a ledger. For people; does not name the file.
struct LedgerMistake {
  dsl::Text message;
};

// From the bytes of an .xlsx file that gouji wrote and people saved with whatever they like. Throws LedgerMistake, or OfficeFailure.
[[nodiscard]] Ledger read_ledger(std::string bytes);

enum class LedgerChange : std::uint8_t { Nothing, New, Reworded, Back, NotAudited };
// 新增, 内容有变, 再次出现, 本次未核对; empty for nothing.
[[nodiscard]] std::string_view words_of(LedgerChange change, Language language);

// A row of the new ledger: a finding of this run, or one of an earlier run that was not audited this time.
struct LedgerRow {
  const Paper* paper = nullptr;
  const LedgerEntry* old = nullptr;
  LedgerChange change = LedgerChange::Nothing;
};

struct LedgerUpdate {
  std::vector<LedgerRow> rows;        // papers in their order, then what was not audited
  std::vector<LedgerEntry> cleared;   // not found any more: of this run, then of earlier ones
};

// Old entries go with the finding of the same plan and key; of several findings with one fingerprint those that say the same go together
// first. A ledger is held against the plans and rules of this run alone. Without an old ledger every row is as it is, and none is new.
[[nodiscard]] LedgerUpdate update_ledger(const Report& report, const std::vector<Paper>& papers, const Ledger* old);

// The names by which the sheets and columns of a ledger are known, in both languages.
struct LedgerWords {
  static constexpr dsl::Template kSheet = {"整改台账", "Ledger"};
  static constexpr dsl::Template kCleared = {"已消除", "Cleared"};
  static constexpr dsl::Template kRule = {"规则", "Rule"};
  static constexpr dsl::Template kSeverity = {"等级", "Severity"};
  static constexpr dsl::Template kProblem = {"问题", "Finding"};
  static constexpr dsl::Template kPlace = {"位置", "Place"};
  static constexpr dsl::Template kResponsible = {"责任单位", "Responsible"};
  static constexpr dsl::Template kMeasure = {"整改措施", "Measure"};
  static constexpr dsl::Template kDeadline = {"整改期限", "Deadline"};
  static constexpr dsl::Template kState = {"状态", "State"};
  static constexpr dsl::Template kRemark = {"备注", "Remark"};
  static constexpr dsl::Template kOutcome = {"去向", "Outcome"};
  static constexpr dsl::Template kKey = {"指纹", "Fingerprint"};
  static constexpr dsl::Template kPlanId = {"方案标识", "Plan id"};
  static constexpr dsl::Template kTold = {"责任单位（审计所列）", "Responsible (as told)"};
};

}  // namespace gouji::reports
