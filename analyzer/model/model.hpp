// The resolved plan: every fact once, with its places, names resolved, absence kept as absence.
// Built by resolve(); read by rules. References between facts are indices into the plan's own lists.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/units/quantity.hpp"
#include "dsl/keywords.hpp"
#include "dsl/source.hpp"
#include "dsl/span.hpp"
#include "dsl/words.hpp"

namespace gouji::analyzer {

namespace source {
struct Proof;
}

using dsl::Span;
using dsl::Words;

enum class IndicatorId : std::uint32_t {};
enum class StatementId : std::uint32_t {};
enum class TaskId : std::uint32_t {};
enum class OrgId : std::uint32_t {};
enum class PhaseId : std::uint32_t {};
enum class TableId : std::uint32_t {};
enum class SectionId : std::uint32_t {};
enum class GoalId : std::uint32_t {};

template <typename Id>
[[nodiscard]] constexpr std::size_t index(Id id) {
  return static_cast<std::size_t>(id);
}

// Where the document says it. Absent parts are not stated.
struct DocumentPlace {
  Words text;                          // as written after @: "17", "45-51", "附件2:3"
  std::optional<std::uint32_t> line;   // of the document, from 1
  std::optional<std::uint32_t> last_line;
};

// Where a fact stands: in the plan file, and in the document.
struct Place {
  Span span;
  std::optional<DocumentPlace> document;
};

// A date at the precision the document gives: a year, a month or a day.
struct PartialDate {
  std::int32_t year = 0;
  std::uint8_t month = 0;  // 0: not given
  std::uint8_t day = 0;    // 0: not given
  bool end = false;        // 底, 末: the end of the year or month

  [[nodiscard]] std::chrono::year_month_day first_day() const;
  [[nodiscard]] std::chrono::year_month_day last_day() const;
  [[nodiscard]] std::string text() const;  // 2026, 2026-06, 2026-06-30
  friend bool operator==(const PartialDate& a, const PartialDate& b) {
    return a.year == b.year && a.month == b.month && a.day == b.day;
  }
};

struct DateRange {
  PartialDate first;
  std::optional<PartialDate> last;  // absent: open
};

enum class Role : std::uint8_t { Baseline, Milestone, Target, Claim, Actual };
enum class Kind : std::uint8_t { Stock, Flow, Cumulative, New, Ratio, Score, Average };
enum class Direction : std::uint8_t { Higher, Lower };
enum class Nature : std::uint8_t { Expected, Binding };
enum class Aggregation : std::uint8_t { Unstated, Total, Yearly, Mean };
enum class Modality : std::uint8_t { Unstated, Hoped, Firm };

// When a figure holds.
struct When {
  enum class Form : std::uint8_t { Unstated, At, Each, Over };
  Form form = Form::Unstated;
  std::optional<DateRange> range;  // At: first only. Each: the years if stated. Over: the whole range.

  // The year of At, the last year of Over; absent otherwise.
  [[nodiscard]] std::optional<std::int32_t> year() const {
    if (!range || form == Form::Each || form == Form::Unstated) return std::nullopt;
    if (form == Form::At) return range->first.year;
    if (!range->last) return std::nullopt;
    return range->last->year;
  }
};

// A growth over a base year: +20% vs 2023.
struct Growth {
  PartialDate base;
  bool falling = false;  // written with a minus sign
  bool has_sign = false; // written with a sign at all: +1倍, not 1倍
};

// One figure as the document states it.
struct Statement {
  IndicatorId indicator{};
  Role role = Role::Target;
  When when;
  Comparator comparator = Comparator::Equal;
  Words comparator_word;            // as written; empty for a bare number
  Quantity quantity;                // of a range: its lower end. Of a growth: the growth (20%, 3个百分点, 1倍)
  std::optional<Quantity> upper;    // the upper end of a range
  std::optional<Growth> growth;
  Aggregation aggregation = Aggregation::Unstated;
  Modality modality = Modality::Unstated;
  Words scope;                      // 范围 of this figure; empty: not stated
  Words label;                      // 标注 the document gives this figure
  Words words;                      // words of the document that carry it
  std::optional<TaskId> task;       // the task or safeguard it stands in
  std::optional<SectionId> section;
  std::optional<TableId> table;     // and `row` counts from 0
  std::uint32_t row = 0;
  Span value_span;                  // comparator, number and unit: what a finding marks
  Place place;                      // the whole statement or cell

  [[nodiscard]] bool is_level() const { return !growth; }  // states a value, not a change
};

struct Indicator {
  std::string id;
  Words name;                        // the document's name; the id when none is given
  std::vector<std::string> aliases;
  std::optional<Kind> kind;
  UnitRef unit;                      // its own unit; absent: not stated
  std::string unit_written;          // as in the plan; empty when absent
  Span unit_span;
  std::vector<std::string> labels;   // 标注 by clause or by table column
  Words scope;
  std::optional<Direction> direction;
  std::optional<Nature> nature;
  std::optional<Quantity> lower_bound;
  std::optional<Quantity> upper_bound;
  std::optional<IndicatorId> part_of;
  std::optional<OrgId> owner;
  Span part_of_span;                    // where they are named
  Span owner_span;
  std::vector<StatementId> statements;  // in source order
  Place place;
  Span name_span;                       // id or name: what a finding about the indicator marks
  bool incomplete = false;              // a figure of it, or a word on it, could not be understood and is missing
};

struct Table {
  std::string id;
  std::string title;
  std::vector<IndicatorId> rows;
  std::vector<std::int32_t> milestone_years;   // of its columns, ascending
  Place place;
  Span head_span;                              // the row of column heads
};

struct Org {
  std::string id;
  std::string name;
  std::vector<std::string> aliases;
  std::optional<dsl::Keyword> level;
  bool collective = false;
  std::vector<OrgId> contains;
  Place place;
};

// A unit in a task's list, as the document lists it.
struct Responsible {
  OrgId org{};
  bool marked = false;      // carries the lead mark
  bool lead_stated = false; // named lead by 牵头
  bool with = false;        // named by 配合
  Words written;            // the form of the name used here
  Place place;
};

struct Section {
  std::string id;
  std::string title;
  std::optional<SectionId> parent;
  Place place;
};

struct Task {
  std::string id;
  Words title;
  bool safeguard = false;
  std::optional<SectionId> section;
  std::vector<Responsible> units;
  std::vector<IndicatorId> supports;
  std::vector<Place> supports_places;  // where each of them is named
  std::vector<GoalId> supported_goals;
  std::vector<TaskId> after;
  std::vector<Place> after_places;
  std::optional<DateRange> dates;
  std::optional<Place> dates_place;  // its span is the range
  std::optional<PhaseId> phase;
  Place phase_place;
  std::vector<std::string> deliverables;
  std::optional<Quantity> money;
  Place place;
};

struct Phase {
  std::string id;
  std::string name;
  DateRange range;
  std::optional<dsl::Keyword> role;  // Prepare, Implement, Accept
  Place place;
  Span range_span;
};

struct Citation {
  std::string title;
  std::optional<DateRange> range;
  std::string number;
  Place place;
  Span title_span;
  Span range_span;  // empty when no range is stated
};

struct Declared {
  Exact count;
  std::string what;
  std::vector<std::string> listing;
  Place place;
  Span count_span;
};

// What the document points to by name: an annex, a table, another task.
struct Reference {
  std::string words;
  std::optional<Span> to;  // the name of what it is, when the plan file says so; it is declared
  Place place;
  Span words_span;
};

// A unit of measure the plan defines, by its name.
struct UnitDeclaration {
  std::string name;
  std::string of;  // the unit it is defined by, as written
  Place place;
};

struct Goal {
  std::string id;
  std::string words;
  dsl::Keyword form{};  // Build, Rank, Rising, Falling, Keep
  std::optional<IndicatorId> indicator;
  std::optional<PartialDate> by;
  Span by_span;  // empty when no date is stated
  std::optional<TaskId> task;        // the task or safeguard it stands in
  std::optional<SectionId> section;
  Place place;
};

// A relation the plan declares between indicators.
struct Relation {
  enum class Form : std::uint8_t {
    Within,  // whole[0] ⊆ parts[0] is written `left within right`: left = subset, right[0] = superset
    Ratio,   // left = right[0] / right[1]
    Sum,     // left = right[0] + right[1] + …
    Shares,  // 100% = right[0] + …; left is absent
  };
  Form form = Form::Within;
  std::optional<IndicatorId> left;
  std::vector<IndicatorId> right;
  bool higher = false;  // the plan wants the ratio higher
  Place place;
};

struct Waiver {
  std::string rule;      // code or name as written
  std::string subject;   // empty: all
  std::string reason;
  std::string by;
  std::optional<PartialDate> until;
  Place place;
};

// A figure of the document that is none of the plan (a name, a slogan), and why: it is not asked for among the plan's figures.
struct Aside {
  std::string text;    // as the document writes it
  std::string reason;
  Place place;
  Span text_span;
};

// How many facts of each kind the plan states.
struct PlanCounts {
  std::size_t indicators = 0;
  std::size_t statements = 0;
  std::size_t tables = 0;
  std::size_t orgs = 0;
  std::size_t sections = 0;
  std::size_t tasks = 0;       // safeguards apart
  std::size_t safeguards = 0;
  std::size_t phases = 0;
  std::size_t relations = 0;
  std::size_t goals = 0;
};

enum class LeadConvention : std::uint8_t { Unstated, Marked, First };

struct PlanFacts;  // analyzer/audit/plan_facts.hpp

// Room for what the audit works out of a plan once and asks for often. It holds for the plan as it stands, so a copy, which may be
// changed, starts without. Not for two threads at a time.
class Memo {
 public:
  Memo() = default;
  Memo(const Memo&) {}
  Memo(Memo&&) noexcept = default;
  Memo& operator=(const Memo& other) {
    if (this != &other) facts.reset();
    return *this;
  }
  Memo& operator=(Memo&&) noexcept = default;

  std::shared_ptr<PlanFacts> facts;
};

struct Plan {
  const dsl::SourceText* source = nullptr;  // outlives the plan
  std::string id;
  std::string title;
  Span title_span;                           // of the title, else of the ID
  Place place;
  std::vector<std::string> issuers;
  std::string number;
  std::optional<PartialDate> issued;
  std::optional<Place> issued_place;         // its span is the date
  std::optional<DateRange> period;
  bool period_open = false;
  std::optional<Quantity> lasting;
  std::optional<Place> period_place;
  Span period_span;                          // of the range, or of the words that leave it open
  std::optional<DateRange> titled;
  std::optional<Place> titled_place;         // its span is the range
  std::optional<PartialDate> horizon;
  std::optional<Place> horizon_place;        // its span is the date
  std::string document;                      // 原文: the document's file name; empty when not stated
  std::optional<Place> document_place;       // of that statement
  std::optional<std::uint32_t> document_lines;
  std::optional<LeadConvention> lead_convention;
  std::string lead_mark;

  std::vector<Indicator> indicators;
  std::vector<Statement> statements;         // in source order
  std::vector<Table> tables;
  std::vector<Org> orgs;
  std::vector<Section> sections;
  std::vector<Task> tasks;                   // safeguards too
  std::vector<Phase> phases;
  std::vector<Citation> citations;
  std::vector<Declared> declared;
  std::vector<Reference> references;
  std::vector<UnitDeclaration> own_units;
  std::vector<Goal> goals;
  std::vector<Relation> relations;
  std::vector<Waiver> waivers;
  std::vector<Aside> asides;
  std::vector<Place> other_places;           // of statements whose facts keep no place: 发文机关, 文号, 印发, 目标年, 题名期间, 牵头约定
  UnitCatalogue units;
  PlanCounts counts;
  bool incomplete = false;                   // some of its statements could not be understood and are missing
  mutable Memo memo;  // the audit's
  // The plan held against its document; absent when no documents were given. Set before the audit.
  std::shared_ptr<const source::Proof> proof;

  [[nodiscard]] const Indicator& operator[](IndicatorId which) const { return indicators[index(which)]; }
  [[nodiscard]] const Statement& operator[](StatementId which) const { return statements[index(which)]; }
  [[nodiscard]] const Table& operator[](TableId which) const { return tables[index(which)]; }
  [[nodiscard]] const Org& operator[](OrgId which) const { return orgs[index(which)]; }
  [[nodiscard]] const Section& operator[](SectionId which) const { return sections[index(which)]; }
  [[nodiscard]] const Task& operator[](TaskId which) const { return tasks[index(which)]; }
  [[nodiscard]] const Phase& operator[](PhaseId which) const { return phases[index(which)]; }
  [[nodiscard]] const Goal& operator[](GoalId which) const { return goals[index(which)]; }

  // Lets go of indicators, figures, tasks and the like, of which only the counts remain: a report needs no more of an audited plan.
  void forget_facts();

  // First and last year the plan covers: its period, else its horizon alone; absent when it states neither.
  [[nodiscard]] std::optional<std::int32_t> first_year() const;
  [[nodiscard]] std::optional<std::int32_t> last_year() const;
};

}  // namespace gouji::analyzer
