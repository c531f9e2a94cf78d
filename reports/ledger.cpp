#include "reports/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "reports/sheet_reader.hpp"
#include "reports/snippet.hpp"
#include "reports/wording.hpp"

namespace gouji::reports {

namespace {

using analyzer::Finding;

constexpr std::uint32_t kLastHeadRow = 20;

constexpr std::array<dsl::Template, kLedgerStates> kStates = {{{"未整改", "open"}, {"整改中", "in progress"}, {"已整改", "done"}, {"不予采纳", "not accepted"}}};

bool is(const dsl::Template& words, std::string_view text) { return text == words.zh || text == words.en; }

[[noreturn]] void refuse(std::string zh, std::string en) { throw LedgerMistake{{std::move(zh), std::move(en)}}; }

struct Columns {
  std::uint32_t head = 0;  // row
  std::map<std::string, std::uint32_t, std::less<>> by_name;

  [[nodiscard]] std::optional<std::uint32_t> find(const dsl::Template& words) const {
    for (const std::string_view name : {words.zh, words.en}) {
      if (const auto found = by_name.find(name); found != by_name.end()) return found->second;
    }
    return std::nullopt;
  }
};

// The row of heads is the first one that names the key.
std::optional<Columns> columns_of(const SheetCells& sheet) {
  for (const auto& [at, cell] : sheet.cells) {
    if (at.first > kLastHeadRow) break;
    if (!is(LedgerWords::kKey, cell.text)) continue;
    Columns columns{at.first, {}};
    for (auto inner = sheet.cells.lower_bound({at.first, 0}); inner != sheet.cells.end() && inner->first.first == at.first; ++inner) {
      columns.by_name.emplace(inner->second.text, inner->first.second);
    }
    return columns;
  }
  return std::nullopt;
}

class Reader {
 public:
  explicit Reader(const WorkbookCells& workbook) : workbook_(workbook) {}

  [[nodiscard]] std::vector<LedgerEntry> read(const SheetCells& sheet) const {
    const auto columns = columns_of(sheet);
    if (!columns) {
      refuse(fmt::format("工作表“{}”里没有“{}”一列，无法对应到各个问题", visible(sheet.name), LedgerWords::kKey.zh),
             fmt::format("sheet \"{}\" has no column \"{}\", so nothing in it can be matched", visible(sheet.name), LedgerWords::kKey.en));
    }
    std::vector<LedgerEntry> entries;
    std::map<std::pair<std::string, std::string>, std::uint32_t> seen;
    const std::uint32_t last = sheet.cells.empty() ? 0 : sheet.cells.rbegin()->first.first;
    std::uint32_t row = columns->head;
    for (auto at = sheet.cells.lower_bound({columns->head + 1, 0}); at != sheet.cells.end(); at = sheet.cells.lower_bound({row + 1, 0})) {
      row = at->first.first;
      LedgerEntry entry = entry_of(sheet, *columns, row);
      if (entry.key.empty()) continue;  // a line people added for themselves
      const auto [first, fresh] = seen.emplace(std::pair(entry.plan_id, entry.key), row + 1);
      if (!fresh) {
        refuse(fmt::format("工作表“{}”第 {} 行与第 {} 行是同一个问题（指纹 {}），不知该用哪一行", visible(sheet.name), first->second, row + 1, visible(entry.key)),
               fmt::format("rows {} and {} of sheet \"{}\" are one finding (fingerprint {}): which one holds is not known", first->second, row + 1,
                           visible(sheet.name), visible(entry.key)));
      }
      entries.push_back(std::move(entry));
      if (row >= last) break;
    }
    return entries;
  }

 private:
  [[nodiscard]] LedgerEntry entry_of(const SheetCells& sheet, const Columns& columns, std::uint32_t row) const {
    const auto cell = [&](const dsl::Template& words) -> const SheetCell* {
      const auto column = columns.find(words);
      return column ? sheet.find(row, *column) : nullptr;
    };
    const auto text = [&](const dsl::Template& words) { return cell(words) == nullptr ? std::string() : plain_text(cell(words)->text); };
    LedgerEntry entry;
    entry.row = row + 1;
    entry.key = text(LedgerWords::kKey);
    entry.plan_id = text(LedgerWords::kPlanId);
    entry.rule = text(LedgerWords::kRule);
    entry.severity = text(LedgerWords::kSeverity);
    entry.problem = text(LedgerWords::kProblem);
    entry.place = text(LedgerWords::kPlace);
    entry.outcome = text(LedgerWords::kOutcome);
    entry.notes.responsible = text(LedgerWords::kResponsible);
    // What stands there as the audit wrote it is nobody's doing.
    if (entry.notes.responsible == text(LedgerWords::kTold)) entry.notes.responsible.clear();
    entry.notes.measure = text(LedgerWords::kMeasure);
    entry.notes.deadline = text(LedgerWords::kDeadline);
    if (const SheetCell* deadline = cell(LedgerWords::kDeadline); deadline != nullptr && deadline->number) {
      if (std::string day = day_of_serial(deadline->text, workbook_.from_1904); !day.empty()) entry.notes.deadline = std::move(day);
    }
    entry.notes.state = text(LedgerWords::kState);
    entry.notes.remark = text(LedgerWords::kRemark);
    return entry;
  }

  const WorkbookCells& workbook_;
};

// Without what tells findings of one fingerprint apart.
std::string_view fingerprint_in(std::string_view key) { return key.substr(0, key.find(':')); }

using Identity = std::pair<std::string_view, std::string_view>;  // plan and fingerprint

// Why a finding of an earlier run is not told any more.
class Outcomes {
 public:
  explicit Outcomes(const Report& report) : report_(report), language_(report.options.language) {
    for (const analyzer::Plan& plan : report.plans) plans_.emplace(plan.id, &plan);
    for (const analyzer::Rule* rule : report.rules) rules_.push_back(rule->code);
    std::sort(rules_.begin(), rules_.end());
    for (const auto& entry : report.result.waived) add(entry.finding, {"已豁免", "waived"});
    for (const auto& entry : report.baselined) add(entry.finding, {"已列入基准", "in the baseline"});
    for (const Finding& finding : report.result.findings) {
      for (const Finding& follower : finding.followers) add(follower, {"已并入另一问题", "told under another finding"});
    }
  }

  // Its plan and rule were audited in full.
  [[nodiscard]] bool audited(const LedgerEntry& entry) const {
    const auto plan = plans_.find(entry.plan_id);
    if (plan == plans_.end()) return false;
    for (const File& file : report_.files) {
      if (file.source == plan->second->source && !file.diagnostics.empty()) return false;
    }
    const std::string_view code = std::string_view(entry.rule).substr(0, entry.rule.find(' '));
    const bool failed = std::any_of(report_.result.failures.begin(), report_.result.failures.end(),
                                    [&](const analyzer::RuleFailure& failure) { return failure.rule->code == code; });
    // Mistakes of the language have codes of their own, and are looked for in every run.
    const bool of_language = code.starts_with("GJ00");
    return !failed && (of_language || std::binary_search(rules_.begin(), rules_.end(), code));
  }

  [[nodiscard]] std::string of(const LedgerEntry& entry) const {
    const auto found = why_.find({entry.plan_id, std::string(fingerprint_in(entry.key))});
    return std::string(found == why_.end() ? word(language_, "不再出现", "not found any more") : found->second);
  }

 private:
  void add(const Finding& finding, const dsl::Template& why) {
    why_.emplace(std::pair(report_.plans[finding.plan].id, finding.fingerprint), pick(why, language_));
  }

  const Report& report_;
  Language language_;
  std::map<std::string_view, const analyzer::Plan*> plans_;
  std::vector<std::string_view> rules_;
  std::map<std::pair<std::string, std::string>, std::string_view> why_;
};

// The words of a state in the language of the new ledger.
std::string translated(const std::string& state, Language language) {
  for (const dsl::Template& known : kStates) {
    if (is(known, state)) return std::string(pick(known, language));
  }
  return state;
}

}  // namespace

std::string_view words_of(LedgerState state, Language language) { return pick(kStates[static_cast<std::size_t>(state)], language); }

std::string_view words_of(LedgerChange change, Language language) {
  switch (change) {
    case LedgerChange::Nothing: return {};
    case LedgerChange::New: return word(language, "新增", "new");
    case LedgerChange::Reworded: return word(language, "内容有变", "reworded");
    case LedgerChange::Back: return word(language, "再次出现", "back again");
    case LedgerChange::NotAudited: return word(language, "本次未核对", "not audited this time");
  }
  return {};
}

Ledger read_ledger(std::string bytes) {
  try {
    Package package(std::move(bytes));
    const WorkbookCells workbook = read_workbook(package);
    const Reader reader(workbook);
    Ledger ledger;
    bool found = false;
    for (const SheetCells& sheet : workbook.sheets) {
      if (is(LedgerWords::kSheet, sheet.name)) {
        found = true;
        ledger.language = sheet.name == LedgerWords::kSheet.zh ? Language::Chinese : Language::English;
        ledger.open = reader.read(sheet);
      }
      if (is(LedgerWords::kCleared, sheet.name)) ledger.cleared = reader.read(sheet);
    }
    if (!found) {
      refuse(fmt::format("里面没有工作表“{}”", LedgerWords::kSheet.zh),
             fmt::format("there is no sheet \"{}\" or \"{}\" in it", LedgerWords::kSheet.en, LedgerWords::kSheet.zh));
    }
    return ledger;
  } catch (const PackageMistake mistake) {
    switch (mistake) {
      case PackageMistake::NotAPackage: refuse("不是 .xlsx 文件", "this is no .xlsx file");
      case PackageMistake::TooBig: refuse("解开后过大，不像是台账", "it unpacks to more than any ledger holds");
      case PackageMistake::Damaged: break;
    }
    refuse("文件已损坏，读不出来", "the file is damaged and cannot be read");
  }
}

LedgerUpdate update_ledger(const Report& report, const std::vector<Paper>& papers, const Ledger* old) {
  LedgerUpdate update;
  for (const Paper& paper : papers) update.rows.push_back({&paper, nullptr, LedgerChange::Nothing});
  if (old == nullptr) return update;

  // Entries that have not found their finding yet, by plan and fingerprint; cleared ones come last.
  std::map<Identity, std::vector<const LedgerEntry*>> waiting;
  for (const auto* list : {&old->open, &old->cleared}) {
    for (const LedgerEntry& entry : *list) waiting[{entry.plan_id, fingerprint_in(entry.key)}].push_back(&entry);
  }
  const auto is_cleared = [&](const LedgerEntry& entry) { return !old->cleared.empty() && &entry >= &old->cleared.front() && &entry <= &old->cleared.back(); };
  const auto match = [&](bool same_words) {
    for (LedgerRow& row : update.rows) {
      if (row.old != nullptr) continue;
      const auto group = waiting.find({row.paper->plan_id, fingerprint_in(row.paper->key)});
      if (group == waiting.end()) continue;
      auto& entries = group->second;
      const auto fits = [&](const LedgerEntry* entry) { return !same_words || entry->problem == row.paper->condition; };
      const auto found = std::find_if(entries.begin(), entries.end(), fits);
      if (found == entries.end()) continue;
      row.old = *found;
      const bool back = is_cleared(**found);
      const bool reworded = !same_words && old->language == report.options.language;
      row.change = back ? LedgerChange::Back : reworded ? LedgerChange::Reworded : LedgerChange::Nothing;
      entries.erase(found);
    }
  };
  match(true);
  match(false);
  for (LedgerRow& row : update.rows) {
    if (row.old == nullptr) row.change = LedgerChange::New;
  }

  const Outcomes outcomes(report);
  const auto is_waiting = [&](const LedgerEntry& entry) {
    const auto& entries = waiting.at({entry.plan_id, fingerprint_in(entry.key)});
    return std::find(entries.begin(), entries.end(), &entry) != entries.end();
  };
  for (const LedgerEntry& entry : old->open) {
    if (!is_waiting(entry)) continue;
    if (outcomes.audited(entry)) {
      update.cleared.push_back(entry);
      update.cleared.back().outcome = outcomes.of(entry);
    } else {
      update.rows.push_back({nullptr, &entry, LedgerChange::NotAudited});
    }
  }
  for (const LedgerEntry& entry : old->cleared) {
    if (is_waiting(entry)) update.cleared.push_back(entry);
  }
  for (LedgerEntry& entry : update.cleared) entry.notes.state = translated(entry.notes.state, report.options.language);
  return update;
}

std::string state_in(const LedgerEntry& entry, Language language) { return translated(entry.notes.state, language); }

}  // namespace gouji::reports
