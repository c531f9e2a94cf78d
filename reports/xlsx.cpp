#include "reports/xlsx.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

#include "analyzer/audit/day.hpp"
#include "analyzer/audit/facts.hpp"
#include "analyzer/source/proof.hpp"
#include "reports/cover.hpp"
#include "reports/ledger.hpp"
#include "reports/matrix.hpp"
#include "reports/snippet.hpp"
#include "reports/work_list.hpp"
#include "reports/xlsx_book.hpp"

namespace gouji::reports {

namespace {

using analyzer::Check;
using analyzer::Exact;
using analyzer::Outcome;
using analyzer::Plan;
using analyzer::Role;
using analyzer::Severity;

CellStyle style_of(Severity severity) {
  switch (severity) {
    case Severity::Error: return CellStyle::Error;
    case Severity::Warning: return CellStyle::Warning;
    case Severity::Info: return CellStyle::Info;
  }
  return CellStyle::Centred;
}

CellStyle style_of(Outcome outcome) { return outcome == Outcome::Fails ? CellStyle::Error : outcome == Outcome::Holds ? CellStyle::Good : CellStyle::Centred; }

// Of "2026-12-31" the number Excel counts days by.
std::optional<double> serial_of(std::string_view day) {
  const auto date = analyzer::read_day(day);
  if (!date) return std::nullopt;
  const std::chrono::sys_days start = std::chrono::year{1899} / 12 / 30;
  return static_cast<double>((std::chrono::sys_days{*date} - start).count());
}

std::string lines(const std::vector<std::string>& texts) { return fmt::format("{}", fmt::join(texts, "\n")); }

// Numbers of rows and columns come from 0, those people read from 1.
class Writer {
 public:
  Writer(const Report& report, Book& book)
      : report_(report), language_(report.options.language), several_(report.plans.size() > 1), book_(book), papers_(papers_of(report)),
        numbers_(paper_numbers(report, papers_)), update_(update_ledger(report, papers_, report.ledger)) {}

  void write() {
    cover();
    ledger();
    cleared();
    checks();
    matrix();
    work_lists();
  }

 private:
  [[nodiscard]] std::string_view word(std::string_view zh, std::string_view en) const { return reports::word(language_, zh, en); }
  [[nodiscard]] std::string say(std::string_view zh, std::string_view en) const { return std::string(word(zh, en)); }
  [[nodiscard]] std::string say(const dsl::Template& words) const { return std::string(pick(words, language_)); }

  // A cell after another.
  struct Row {
    Sheet& sheet;
    std::uint32_t row;
    std::uint32_t column = 0;

    void text(std::string_view words, CellStyle style = CellStyle::Plain) { sheet.text(row, column++, words, style); }
    void count(std::size_t value) { sheet.number(row, column++, static_cast<double>(value), {}, CellStyle::Centred); }
  };

  void cover();
  void ledger();
  void write_ledger_row(Row& row, const LedgerRow& entry);
  void deadline(Row& row, const std::string& text);
  void cleared();
  void checks();
  void matrix();
  std::uint32_t write_matrix(Sheet& sheet, const Matrix& matrix, const std::vector<std::int32_t>& years, std::uint32_t row);
  void work_lists();
  [[nodiscard]] std::string places_of(const Paper& paper) const;

  const Report& report_;
  Language language_;
  bool several_;  // plans
  Book& book_;
  std::vector<Paper> papers_;
  std::vector<std::size_t> numbers_;
  LedgerUpdate update_;
};

void Writer::cover() {
  Sheet sheet = book_.add(word("概况", "Overview"));
  sheet.heads(1, {{say("项目", "Item"), 22, 34}, {say("内容", "Content"), 90, 90}});
  sheet.title(0, 1, word("方案审计台账", "Audit of plans"), CellStyle::Title);
  std::uint32_t at = 2;
  const auto group = [&](std::string_view title) {
    sheet.text(at, 0, title, CellStyle::Group);
    sheet.text(at++, 1, "", CellStyle::Group);
  };
  const auto tell = [&](const std::vector<Detail>& details) {
    for (const Detail& detail : details) {
      sheet.text(at, 0, detail.title);
      sheet.text(at++, 1, detail.text);
    }
  };
  group(word("审计情况", "The audit"));
  tell({{word("结论", "verdict"), verdict_words(report_, language_)}});
  if (several_) tell(details_of(tally_of(report_), language_));
  tell(gaps_of(report_));
  tell(run_details(report_));
  for (std::size_t i = 0; i < report_.plans.size(); ++i) {
    group(several_ ? title_of(report_.plans[i]) : say("方案", "The plan"));
    tell(plan_details(report_, i));
    tell(details_of(tally_of(report_, i), language_));
    if (report_.plans[i].proof && report_.plans[i].proof->document) tell(coverage_of(report_.plans[i], language_));
    for (const Undetermined& missing : undetermined_of(report_, i)) {
      tell({{word("无法判定", "undetermined"), fmt::format("{} {}{}{}{}{}{}", missing.rule->code, pick(missing.rule->title, language_), word("：", ": "),
                                                          missing.reason, word("（", " ("), list_names(missing.names, language_), word("）", ")"))}});
    }
    for (const analyzer::WaivedFinding& entry : report_.result.waived) {
      if (entry.finding.plan != i) continue;
      tell({{word("已豁免", "waived"), fmt::format("{} {}{}{}{}{}{}", entry.finding.rule->code, pick(entry.finding.rule->title, language_), word("：", ": "),
                                                  visible(entry.finding.subject.name), word("（", " ("),
                                                  waiver_words(report_.plans[i].waivers[entry.waiver], language_), word("）", ")"))}});
    }
  }
  sheet.finish(0, 0, language_);
}

std::string Writer::places_of(const Paper& paper) const {
  constexpr std::size_t kMostPlaces = 6;  // a cell is no list
  std::vector<std::string> told;
  for (const PaperPlace& place : paper.places) {
    if (told.size() == kMostPlaces) {
      told.push_back(fmt::format(fmt::runtime(word("……共 {} 处", "… {} places in all")), paper.places.size()));
      break;
    }
    std::string text = fmt::format(fmt::runtime(word("方案文件 {} 行", "plan file, line {}")), place.line);
    if (place.document) text += fmt::format("{}{}{}", word("（", " ("), document_words(*place.document, language_), word("）", ")"));
    told.push_back(text + fmt::format("{}{}", word("：", ": "), place.words.empty() ? place.quote : place.words));
  }
  return lines(told);
}

void Writer::deadline(Row& row, const std::string& text) {
  if (const auto serial = serial_of(text)) {
    row.sheet.number(row.row, row.column++, *serial, "yyyy-mm-dd", CellStyle::Fill);
  } else {
    row.text(text, CellStyle::Fill);
  }
}

void Writer::write_ledger_row(Row& row, const LedgerRow& entry) {
  const Paper* paper = entry.paper;
  const LedgerEntry* old = entry.old;
  const std::string responsible = paper ? responsible_words(*paper, language_) : std::string();
  const LedgerNotes notes = old ? old->notes : LedgerNotes{};
  if (paper) {
    row.count(paper->number);
    if (several_) row.text(paper->plan ? title_of(report_.plans[*paper->plan]) : say("（不在任何方案内）", "(outside of all plans)"));
    row.text(paper->code + " " + paper->title);
    row.text(severity_word(paper->severity, language_), style_of(paper->severity));
    row.text(paper->followers.empty() ? paper->condition : fmt::format("{}\n{}{}{}", paper->condition, word("连带", "follows"), word("：", ": "), lines(paper->followers)));
    row.text(places_of(*paper));
    std::vector<std::string> basis = {paper->criterion};
    if (!paper->standard.empty()) basis.push_back(fmt::format("{}{}{}", word("（依据：", "("), paper->standard, word("）", ")")));
    for (const std::string& step : paper->arithmetic) basis.push_back(fmt::format("{}{}{}", word("计算", "arithmetic"), word("：", ": "), step));
    row.text(lines(basis));
    row.text(lines(paper->proposals));
  } else {
    row.text("—", CellStyle::Centred);
    if (several_) row.text(old->plan_id);
    row.text(old->rule);
    row.text(old->severity, CellStyle::Centred);
    row.text(old->problem);
    row.text(old->place);
    for (int i = 0; i < 2; ++i) row.text("");
  }
  row.text(notes.responsible.empty() ? responsible : notes.responsible, CellStyle::Fill);
  row.text(notes.measure, CellStyle::Fill);
  deadline(row, notes.deadline);
  row.text(old == nullptr || notes.state.empty() ? words_of(LedgerState::Open, language_) : state_in(*old, language_), CellStyle::Fill);
  row.text(notes.remark, CellStyle::Fill);
  if (report_.ledger != nullptr) row.text(words_of(entry.change, language_), CellStyle::Centred);
  row.text(paper ? paper->key : old->key);
  row.text(paper ? visible(paper->plan_id) : old->plan_id);
  row.text(responsible);
}

void Writer::ledger() {
  Sheet sheet = book_.add(pick(LedgerWords::kSheet, language_));
  std::vector<Sheet::Column> columns = {{say("序号", "No."), 6, 6}};
  if (several_) columns.push_back({say("方案", "Plan"), 12, 16});
  columns.push_back({say(LedgerWords::kRule), 14, 16});
  columns.push_back({say(LedgerWords::kSeverity), 8, 9});
  columns.push_back({say(LedgerWords::kProblem), 30, 36});
  columns.push_back({say(LedgerWords::kPlace), 20, 28});
  columns.push_back({say("依据和计算", "Basis and arithmetic"), 20, 28});
  columns.push_back({say("整改建议", "Proposal"), 18, 24});
  columns.push_back({say(LedgerWords::kResponsible), 14, 16});
  columns.push_back({say(LedgerWords::kMeasure), 22, 40});
  columns.push_back({say(LedgerWords::kDeadline), 12, 12});
  const auto state = static_cast<std::uint32_t>(columns.size());
  columns.push_back({say(LedgerWords::kState), 10, 12});
  columns.push_back({say(LedgerWords::kRemark), 14, 24});
  if (report_.ledger != nullptr) columns.push_back({say("变化", "Change"), 10, 14});
  const auto shown = static_cast<std::uint32_t>(columns.size());
  for (const dsl::Template& hidden : {LedgerWords::kKey, LedgerWords::kPlanId, LedgerWords::kTold}) columns.push_back({say(hidden), 10, 20, true});
  sheet.heads(1, columns);
  sheet.title(0, shown - 1, word("审计发现问题整改台账", "Rectification ledger"), CellStyle::Title);
  std::uint32_t at = 2;
  for (const LedgerRow& entry : update_.rows) {
    Row row{sheet, at++};
    write_ledger_row(row, entry);
  }
  if (at == 2) {
    sheet.text(2, 0, word("没有发现问题。", "Nothing was found."));
  } else {
    std::vector<std::string> states;
    for (std::size_t i = 0; i < kLedgerStates; ++i) states.emplace_back(words_of(static_cast<LedgerState>(i), language_));
    sheet.choice(2, at - 1, state, states, language_);
  }
  sheet.finish(at - 1, 1, language_);
}

void Writer::cleared() {
  if (update_.cleared.empty()) return;
  Sheet sheet = book_.add(pick(LedgerWords::kCleared, language_));
  sheet.heads(1, {{say("序号", "No."), 6, 8},
                  {say(LedgerWords::kRule), 16, 22},
                  {say(LedgerWords::kSeverity), 8, 10},
                  {say(LedgerWords::kProblem), 30, 50},
                  {say(LedgerWords::kPlace), 24, 40},
                  {say(LedgerWords::kResponsible), 16, 24},
                  {say(LedgerWords::kMeasure), 24, 40},
                  {say(LedgerWords::kDeadline), 13, 14},
                  {say(LedgerWords::kState), 12, 14},
                  {say(LedgerWords::kRemark), 16, 30},
                  {say(LedgerWords::kOutcome), 14, 20},
                  {say(LedgerWords::kKey), 10, 20, true},
                  {say(LedgerWords::kPlanId), 10, 20, true}});
  sheet.title(0, 10, word("已消除的问题", "Findings that were cleared"), CellStyle::Title);
  std::uint32_t at = 2;
  for (const LedgerEntry& entry : update_.cleared) {
    Row row{sheet, at};
    row.count(at - 1);
    row.text(entry.rule);
    row.text(entry.severity, CellStyle::Centred);
    row.text(entry.problem);
    row.text(entry.place);
    row.text(entry.notes.responsible, CellStyle::Fill);
    row.text(entry.notes.measure, CellStyle::Fill);
    deadline(row, entry.notes.deadline);
    row.text(entry.notes.state, CellStyle::Fill);
    row.text(entry.notes.remark, CellStyle::Fill);
    row.text(entry.outcome, CellStyle::Centred);
    row.text(entry.key);
    row.text(entry.plan_id);
    ++at;
  }
  sheet.finish(at - 1, 1, language_);
}

void Writer::checks() {
  std::vector<const Check*> told;
  for (const Check& check : report_.result.checks) {
    if (check.outcome != Outcome::NotApplicable) told.push_back(&check);
  }
  if (told.empty()) return;
  Sheet sheet = book_.add(word("核对", "Checks"));
  std::vector<Sheet::Column> columns = {{say("序号", "No."), 6, 8}};
  if (several_) columns.push_back({say("方案", "Plan"), 12, 22});
  columns.insert(columns.end(), {{say("结果", "Outcome"), 10, 14},
                                 {say(LedgerWords::kRule), 18, 26},
                                 {say("对象", "Subject"), 18, 28},
                                 {say("读法", "Reading"), 10, 18},
                                 {say("核对内容", "Compared"), 24, 40},
                                 {say("计算", "Arithmetic"), 14, 28},
                                 {say("数据", "Figures"), 24, 36},
                                 {say("原文", "Document"), 10, 18}});
  sheet.heads(1, columns);
  sheet.title(0, static_cast<std::uint32_t>(columns.size()) - 1, word("核对明细", "What was checked"), CellStyle::Title);
  std::uint32_t at = 2;
  for (const Check* check : told) {
    constexpr std::size_t kMostFigures = 12;
    Row row{sheet, at};
    row.count(at - 1);
    if (several_) row.text(title_of(report_.plans[check->plan]));
    const std::string_view outcome = check->outcome == Outcome::Holds   ? word("相符", "holds")
                                     : check->outcome == Outcome::Fails ? word("不符", "fails")
                                                                        : word("无法判定", "undetermined");
    row.text(outcome, style_of(check->outcome));
    row.text(fmt::format("{} {}", check->rule->code, pick(check->rule->title, language_)));
    row.text(visible(check->subject.name));
    row.text(check->reading.empty() ? std::string() : reading_words(check->reading, language_));
    row.text(shown(check->reason, language_));
    std::vector<std::string> steps;
    for (const analyzer::Step& step : check->computation) steps.push_back(visible(step.text));
    row.text(lines(steps));
    std::vector<std::string> figures;
    std::vector<std::string> documents;
    for (const analyzer::Label& label : check->labels) {
      if (figures.size() == kMostFigures) {
        figures.push_back(fmt::format(fmt::runtime(word("……共 {} 处", "… {} places in all")), check->labels.size()));
        break;
      }
      const std::string words = shown(label.text, language_);
      figures.push_back(words.empty() ? quote(*report_.plans[check->plan].source, analyzer::marked_span(label)) : words);
      const std::string place = document_of(label.place).value_or("");
      if (!place.empty() && std::find(documents.begin(), documents.end(), place) == documents.end()) documents.push_back(place);
    }
    row.text(lines(figures));
    row.text(list_names(documents, language_));
    ++at;
  }
  sheet.finish(at - 1, 0, language_);
}

// --- indicators by year -------------------------------------------------------------------------------------------------------

struct Line {
  Role role = Role::Target;
  std::map<std::int32_t, const MatrixFigure*> by_year;
  const MatrixFigure* undated = nullptr;  // of every year, or of none that is stated
};

// Figures of one role on as few lines as they fit.
std::vector<Line> lines_of(const MatrixRow& row) {
  std::vector<Line> all;
  for (const MatrixFigure& figure : row.figures) {
    const auto fits = [&](const Line& line) {
      return line.role == figure.role && (figure.year ? !line.by_year.contains(*figure.year) : line.undated == nullptr);
    };
    auto line = std::find_if(all.begin(), all.end(), fits);
    if (line == all.end()) line = all.insert(all.end(), Line{figure.role, {}, nullptr});
    (figure.year ? line->by_year[*figure.year] : line->undated) = &figure;
  }
  std::stable_sort(all.begin(), all.end(), [](const Line& a, const Line& b) {
    const auto rank = [](Role role) { return role == Role::Baseline ? 0 : role == Role::Actual ? 1 : role == Role::Milestone ? 2 : role == Role::Target ? 3 : 4; };
    return rank(a.role) < rank(b.role);
  });
  return all;
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char byte : text) {
    if (byte != '"' && byte != '\\') result += byte;
  }
  return result + "\"";
}

// "达到 "#,##0.0: the words around a figure stay beside it, and the cell a number. Long words would break the format.
std::string number_format(const MatrixFigure& figure, const Exact& value) {
  constexpr std::size_t kMostWords = 60;
  const std::string text = value.to_string();
  const std::size_t point = text.find('.');
  std::string digits = value.abs() >= Exact(10000) ? "#,##0" : "0";
  if (point != std::string::npos) digits += "." + std::string(text.size() - point - 1, '0');
  if (figure.before.size() + figure.after.size() > kMostWords) return digits;
  if (!figure.before.empty()) digits.insert(0, quoted(figure.before));
  if (!figure.after.empty()) digits += quoted(figure.after);
  return digits;
}

std::string_view role_words(Role role, Language language) {
  switch (role) {
    case Role::Baseline: return word(language, "基期", "baseline");
    case Role::Actual: return word(language, "实绩", "actual");
    case Role::Milestone: return word(language, "节点", "milestone");
    case Role::Target: return word(language, "目标", "target");
    case Role::Claim: return word(language, "正文表述", "claim");
  }
  return {};
}

// A number that stands in a cell.
struct Cell {
  std::string name;
  Exact value;
  std::int32_t year = 0;
};

void Writer::matrix() {
  std::vector<Matrix> all;
  std::vector<std::int32_t> years;
  for (std::size_t i = 0; i < report_.plans.size(); ++i) {
    all.push_back(matrix_of(report_, i));
    years.insert(years.end(), all.back().years.begin(), all.back().years.end());
  }
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  if (std::all_of(all.begin(), all.end(), [](const Matrix& matrix) { return matrix.row_count() == 0; })) return;

  Sheet sheet = book_.add(word("指标×年度", "Indicators by year"));
  std::vector<Sheet::Column> columns = {{say("序号", "No."), 6, 8}};
  columns.push_back({say("指标", "Indicator"), 24, 40});
  columns.push_back({say("单位", "Unit"), 8, 12});
  columns.push_back({say("类别", "Kind"), 10, 12});
  for (const std::int32_t year : years) columns.push_back({fmt::format(fmt::runtime(word("{}年", "{}")), year), 10, 18});
  columns.push_back({say("每年或未注年份", "Yearly or undated"), 10, 18});
  columns.push_back({say("节点合计", "Sum of milestones"), 11, 14});
  columns.push_back({say("目标减合计", "Target less sum"), 11, 14});
  columns.push_back({say("较基期增长", "Growth over baseline"), 11, 14});
  columns.push_back({say("年均增长", "Yearly growth"), 11, 14});
  columns.push_back({say("读法", "Reading"), 10, 16});
  columns.push_back({say("勾稽结果", "Reconciled"), 12, 24});
  columns.push_back({say("问题序号", "Findings"), 10, 16});
  columns.push_back({say("原文行", "Document"), 10, 20});
  sheet.heads(1, columns);
  sheet.title(0, static_cast<std::uint32_t>(columns.size()) - 1, word("指标分年度对照表", "Indicators by year"), CellStyle::Title);
  std::uint32_t at = 2;
  for (const Matrix& matrix : all) at = write_matrix(sheet, matrix, years, at);
  sheet.finish(at - 1, 2, language_);
}

std::uint32_t Writer::write_matrix(Sheet& sheet, const Matrix& matrix, const std::vector<std::int32_t>& years, std::uint32_t at) {
  constexpr std::uint32_t kFirstYear = 4;
  const auto undated = kFirstYear + static_cast<std::uint32_t>(years.size());
  const std::uint32_t last = undated + 8;
  std::size_t number = 0;
  for (const MatrixGroup& group : matrix.groups) {
    std::string title = group.title.empty() ? say("未列入表的指标", "Indicators in no table") : group.title;
    if (several_) title = title_of(report_.plans[matrix.plan]) + say("：", ": ") + title;
    sheet.text(at, 0, "", CellStyle::Group);
    sheet.text(at, 1, title, CellStyle::Group);
    for (std::uint32_t column = 2; column <= last; ++column) sheet.text(at, column, "", CellStyle::Group);
    ++at;
    for (const MatrixRow& row : group.rows) {
      ++number;
      const std::vector<Line> all = lines_of(row);
      // An amount that adds up, or one of which nobody knows.
      const bool adds_up = row.reading_name == "total" || row.reading_name == "base-plus-total" ||
                           (row.reading_name.empty() && row.outcomes[static_cast<std::size_t>(Outcome::Fails)] > 0);
      std::optional<Cell> base;
      std::optional<Cell> sum;
      for (std::size_t i = 0; i < std::max<std::size_t>(all.size(), 1); ++i, ++at) {
        sheet.number(at, 0, static_cast<double>(number), {}, CellStyle::Centred);
        sheet.text(at, 1, row.name);
        sheet.text(at, 2, row.unit, CellStyle::Centred);
        for (std::uint32_t column = 3; column <= last; ++column) sheet.text(at, column, "");
        if (i == 0) {
          sheet.text(at, last - 3, row.reading, CellStyle::Centred);
          std::vector<std::string> counts;
          for (const Outcome outcome : {Outcome::Fails, Outcome::Holds, Outcome::Undetermined}) {
            const std::size_t count = row.outcomes[static_cast<std::size_t>(outcome)];
            const std::string_view words = outcome == Outcome::Fails ? word("不符", "fails") : outcome == Outcome::Holds ? word("相符", "holds") : word("无法判定", "undetermined");
            if (count > 0) counts.push_back(fmt::format("{} {}", words, count));
          }
          const auto outcome = row.outcome();
          sheet.text(at, last - 2, outcome ? list_names(counts, language_) : say("未与其他数据核对", "not compared"), outcome ? style_of(*outcome) : CellStyle::Centred);
          sheet.text(at, last - 1, numbers_words(row.findings, numbers_, language_), CellStyle::Centred);
        }
        if (all.empty()) continue;
        const Line& line = all[i];
        sheet.text(at, 3, role_words(line.role, language_), CellStyle::Centred);

        std::vector<std::string> documents;
        std::vector<Cell> numbers;
        const auto put = [&](const MatrixFigure& figure, std::uint32_t column) {
          if (figure.document && std::find(documents.begin(), documents.end(), *figure.document) == documents.end()) documents.push_back(*figure.document);
          const auto value = figure.value && !figure.upper ? cell_number(*figure.value) : std::nullopt;
          if (!value || figure.value->to_string().find('/') != std::string::npos) {
            sheet.text(at, column, figure.written);
            return;
          }
          sheet.number(at, column, *value, number_format(figure, *figure.value));
          if (figure.year) numbers.push_back({cell_name(at, column), *figure.value, *figure.year});
        };
        for (std::uint32_t k = 0; k < years.size(); ++k) {
          if (const auto found = line.by_year.find(years[k]); found != line.by_year.end()) put(*found->second, kFirstYear + k);
        }
        if (line.undated != nullptr) put(*line.undated, undated);
        sheet.text(at, last, list_names(documents, language_), CellStyle::Centred);
        if (numbers.empty()) continue;

        if (line.role == Role::Baseline) base = numbers.back();
        if (line.role == Role::Milestone && adds_up && numbers.size() > 1 && !sum) {
          Cell total{cell_name(at, undated + 1), 0, 0};
          for (const Cell& cell : numbers) total.value = total.value + cell.value;
          if (const auto value = cell_number(total.value)) {
            sheet.formula(at, undated + 1, fmt::format("=SUM({}:{})", cell_name(at, kFirstYear), cell_name(at, undated - 1)), *value, "General");
            sum = total;
          }
        }
        if (line.role != Role::Target) continue;
        const Cell& target = numbers.back();
        if (sum) {
          if (const auto value = cell_number(target.value - sum->value)) {
            sheet.formula(at, undated + 2, fmt::format("={}-{}", target.name, sum->name), *value, "General");
          }
        }
        if (!base || base->value.sign() <= 0 || target.value.sign() <= 0 || target.year <= base->year) continue;
        const auto growth = cell_number(target.value / base->value - Exact(1));
        if (!growth) continue;
        sheet.formula(at, undated + 3, fmt::format("={}/{}-1", target.name, base->name), *growth, "0.00%");
        const std::int32_t span = target.year - base->year;
        sheet.formula(at, undated + 4, fmt::format("=({}/{})^(1/{})-1", target.name, base->name, span), std::pow(*growth + 1, 1.0 / span) - 1, "0.00%");
      }
    }
  }
  return at;
}

// --- work lists ---------------------------------------------------------------------------------------------------------------

void Writer::work_lists() {
  if (std::all_of(report_.plans.begin(), report_.plans.end(), [](const Plan& plan) { return plan.tasks.empty() && plan.orgs.empty() && plan.indicators.empty(); })) return;
  Sheet sheet = book_.add(word("责任清单", "Work lists"));
  std::vector<Sheet::Column> columns = {{say("序号", "No."), 6, 8}};
  if (several_) columns.push_back({say("方案", "Plan"), 12, 18});
  columns.insert(columns.end(), {{say("单位", "Organisation"), 16, 24},
                                 {say("分工", "Part"), 12, 18},
                                 {say("任务编号", "Task no."), 9, 14},
                                 {say("任务", "Task"), 26, 36},
                                 {say("所在章节", "Section"), 16, 24},
                                 {say("起止时间", "Dates"), 16, 24},
                                 {say("支撑指标及目标", "Indicators and targets"), 24, 40},
                                 {say("原文行", "Document"), 10, 14},
                                 {say("问题序号", "Findings"), 10, 16}});
  sheet.heads(1, columns);
  sheet.title(0, static_cast<std::uint32_t>(columns.size()) - 1, word("责任清单", "Work lists"), CellStyle::Title);
  std::uint32_t at = 2;
  for (std::size_t i = 0; i < report_.plans.size(); ++i) {
    const Plan& plan = report_.plans[i];
    const analyzer::graph::Graph graph = analyzer::graph::build(plan);
    const FindingsAbout about = findings_about(report_, i);
    const WorkList list = work_list_of(graph, about);
    const auto begin = [&](std::string_view unit, std::string_view part) {
      Row row{sheet, at};
      row.count(at - 1);
      if (several_) row.text(title_of(plan));
      row.text(unit);
      row.text(part, CellStyle::Centred);
      ++at;
      return row;
    };
    const auto task_row = [&](std::string_view unit, std::string_view part, analyzer::graph::Vertex task) {
      Row row = begin(unit, part);
      const WorkWords words = words_of(graph, list, task, language_);
      row.text(words.number, CellStyle::Centred);
      row.text(words.title);
      row.text(words.section);
      row.text(words.dates, CellStyle::Centred);
      row.text(words.targets.empty() ? words.indicators : words.targets);
      row.text(visible(words.document), CellStyle::Centred);
      row.text(numbers_words(about.tasks[graph[task].index], numbers_, language_), CellStyle::Centred);
    };
    const auto indicator_row = [&](std::string_view unit, std::string_view part, analyzer::IndicatorId id) {
      Row row = begin(unit, part);
      row.text("");
      row.text(fmt::format(fmt::runtime(word("指标：{}", "indicator: {}")), visible(analyzer::subject_of(plan, id).name)));
      for (int k = 0; k < 3; ++k) row.text("");
      row.text(visible(document_of(plan[id].place).value_or("")), CellStyle::Centred);
      row.text(numbers_words(about.indicators[analyzer::index(id)], numbers_, language_), CellStyle::Centred);
    };
    for (const WorkUnit& unit : list.units) {
      const std::string name = visible(plan[unit.org].name);
      for (const WorkItem& item : unit.items) {
        std::string part(words_of(item.part, language_));
        if (item.alone) part = word("独自承担", "alone");
        if (item.safeguard) part += word("（保障措施）", " (safeguard)");
        task_row(name, part, item.task);
      }
      for (const analyzer::IndicatorId id : unit.owned) indicator_row(name, word("归口", "owner"), id);
    }
    const std::string nobody = say("（没有写明）", "(not stated)");
    for (const analyzer::TaskId id : list.tasks_of_nobody) {
      task_row(nobody, word("无责任单位", "nobody"), graph.at(analyzer::graph::NodeKind::Task, analyzer::index(id)));
    }
    for (const analyzer::IndicatorId id : list.indicators_of_nobody) indicator_row(nobody, word("无责任单位", "nobody"), id);
  }
  if (at == 2) sheet.text(at, 0, word("方案没有写明任务和责任单位。", "The plan names no tasks or organisations."));
  sheet.finish(at - 1, 0, language_);
}

}  // namespace

std::string render_xlsx(const Report& report) {
  return bytes_written([&](const std::string& file) {
    const std::string title = report.plans.size() == 1 ? title_of(report.plans.front()) : std::string(word(report.options.language, "方案审计台账", "Audit of plans"));
    Book book(file, title, report.circumstances.day, report.options.language);
    Writer(report, book).write();
    book.close();
  });
}

}  // namespace gouji::reports
