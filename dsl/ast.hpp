// The syntax tree: what a plan file says, token by token, without meaning. A statement that did not parse is not in it.
// Its nodes point to tokens and to one another; the plan keeps both.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/arena.hpp"
#include "dsl/source.hpp"
#include "dsl/token.hpp"

namespace gouji::dsl {

// Null where the plan does not write it.
using OptionalToken = const Token*;

// A number and its unit, or a numeral word: 1.2亿元, 件/万人 after 8.5, 百项.
struct Amount {
  OptionalToken number = nullptr;
  TokenRange unit;  // words; between them stands a slash. Of a numeral, the first word begins with it.
};

// 2024..2026; 2024.. is open; 2024 alone is one date.
struct DateRange {
  OptionalToken first = nullptr;  // never null in a tree
  OptionalToken dots = nullptr;
  OptionalToken last = nullptr;

  [[nodiscard]] bool open() const { return dots && !last; }
};

struct Value {
  OptionalToken comparator = nullptr;
  OptionalToken sign = nullptr;      // + or −: a growth
  Amount low;
  std::optional<Amount> high;        // of a range
  OptionalToken trailing = nullptr;  // a comparator after the figure
  OptionalToken base = nullptr;      // the base year of a growth
};

// keyword, and what it takes. A clause without keyword (a unit alone, a string alone) has Keyword::None.
struct Clause {
  Token keyword;
  TokenRange items;  // names, strings, dates, stars and numbers, in order
  const DateRange* range = nullptr;
  const Value* value = nullptr;
};

struct When {
  OptionalToken each = nullptr;
  std::optional<DateRange> range;
};

struct Figure {
  OptionalToken indicator = nullptr;
  std::optional<When> when;
  Value value;
  List<Clause> qualifiers;
};

// left within right · left = a / b · left = a + b + … · 100% = a + b + …
struct RelationBody {
  TokenRange left;       // a name; or 100 and %
  OptionalToken sign = nullptr;  // =, or the keyword within
  TokenRange right;      // names, and + or / between them
};

// name = factor of
struct UnitBody {
  OptionalToken name = nullptr;
  OptionalToken factor = nullptr;
  TokenRange of;
};

struct Column {
  Keyword meaning = Keyword::None;  // Indicator, Unit, Nature, Label, Remark, Serial, Row; or a role: Baseline, Milestone, …
  OptionalToken date = nullptr;
  Span span;
};

// The first row of a table.
struct TableHead {
  List<Column> columns;
  Span span;
};

struct Cell {
  Span span;                      // from the first to the last token; empty for an empty cell
  TokenRange items;               // of a column that holds no figure
  const Value* value = nullptr;   // of a figure column
  OptionalToken place = nullptr;
};

struct Row {
  List<Cell> cells;               // as many as the table has columns
};

struct Statement {
  Span span;
  Token keyword;                  // of a row: the first |
  TokenRange names;               // ID and title, as far as the statement has them
  List<Clause> clauses;
  OptionalToken place = nullptr;
  std::variant<std::monostate, const Figure*, const RelationBody*, const UnitBody*, const TableHead*, const Row*> content;
  List<Statement> body;
  bool incomplete = false;  // something in its block did not parse, and is missing from `body`; of a plan: anywhere within it

  [[nodiscard]] const Figure* figure() const { return content_as<Figure>(); }
  [[nodiscard]] const RelationBody* relation() const { return content_as<RelationBody>(); }
  [[nodiscard]] const UnitBody* unit() const { return content_as<UnitBody>(); }
  [[nodiscard]] const TableHead* table_head() const { return content_as<TableHead>(); }
  [[nodiscard]] const Row* row() const { return content_as<Row>(); }

  [[nodiscard]] const Clause* find(Keyword word) const {
    for (const Clause& clause : clauses) {
      if (clause.keyword.keyword == word) return &clause;
    }
    return nullptr;
  }

 private:
  template <typename T>
  [[nodiscard]] const T* content_as() const {
    const auto* node = std::get_if<const T*>(&content);
    return node ? *node : nullptr;
  }
};

// One plan of a file, with what its tree points to.
struct PlanTree {
  Statement statement;
  TokenStore tokens;
  Arena nodes;
  std::vector<std::string> lost_names;  // of declarations that did not parse: what refers to them is no second mistake
};

struct Document {
  std::vector<PlanTree> plans;
};

// The text a name or string stands for, without its quotes. A view into the source text, where that is what it says letter by
// letter; absent where full-width letters or escapes have to be folded first.
[[nodiscard]] std::optional<std::string_view> text_as_written(const SourceText& source, const Token& token);
// The text a name or string stands for: quotes and escapes taken off, full-width letters and digits folded in bare words.
[[nodiscard]] std::string text_of(const SourceText& source, const Token& token);
// Digits in half-width form: "1.2".
[[nodiscard]] std::string digits_of(const SourceText& source, const Token& token);
// A unit in half-width form: "件/万人".
[[nodiscard]] std::string unit_text(const SourceText& source, const TokenRange& words);

// Year, month and day of a date token; month and day are 0 when not written. Absent when there is no such date.
struct DateParts {
  int year = 0;
  int month = 0;
  int day = 0;
  bool end = false;  // 底, 末
};
[[nodiscard]] std::optional<DateParts> parse_date(const SourceText& source, const Token& token);

[[nodiscard]] Span span_of(const Amount& amount);
[[nodiscard]] Span span_of(const Value& value);

}  // namespace gouji::dsl
