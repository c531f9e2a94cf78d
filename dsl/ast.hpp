// The syntax tree: what a plan file says, token by token, without meaning. A statement that did not parse is not in it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dsl/source.hpp"
#include "dsl/token.hpp"

namespace gouji::dsl {

// A number and its unit, or a numeral word: 1.2亿元, 件/万人 after 8.5, 百项.
struct Amount {
  std::optional<Token> number;
  std::vector<Token> unit;  // words; between them stood a slash. Of a numeral, the first word begins with it.
};

// 2024..2026; 2024.. is open; 2024 alone is one date.
struct DateRange {
  Token first;
  std::optional<Token> dots;
  std::optional<Token> last;

  [[nodiscard]] bool open() const { return dots && !last; }
};

struct Value {
  std::optional<Token> comparator;
  std::optional<Token> sign;      // + or −: a growth
  Amount low;
  std::optional<Amount> high;     // of a range
  std::optional<Token> trailing;  // a comparator after the figure
  std::optional<Token> base;      // the base year of a growth
};

// keyword, and what it takes. A clause without keyword (a unit alone, a string alone) has Keyword::None.
struct Clause {
  Token keyword;
  std::vector<Token> items;  // names, strings, dates, stars and numbers, in order
  std::optional<DateRange> range;
  std::optional<Value> value;
};

struct When {
  std::optional<Token> each;
  std::optional<DateRange> range;
};

struct Figure {
  std::optional<Token> indicator;
  std::optional<When> when;
  std::optional<Value> value;
  std::vector<Clause> qualifiers;
};

// left within right · left = a / b · left = a + b + … · 100% = a + b + …
struct RelationBody {
  std::vector<Token> left;       // a name; or 100 and %
  Token sign;                    // =, or the keyword within
  std::vector<Token> right;      // names, and + or / between them
};

// name = factor of
struct UnitBody {
  Token name;
  std::optional<Token> factor;
  std::vector<Token> of;
};

struct Column {
  Keyword meaning = Keyword::None;  // Indicator, Unit, Nature, Label, Remark, Serial, Row; or a role: Baseline, Milestone, …
  std::optional<Token> date;
  Span span;
};

struct Cell {
  Span span;                      // from the first to the last token; empty for an empty cell
  std::vector<Token> items;       // of a column that holds no figure
  std::optional<Value> value;     // of a figure column
  std::optional<Token> place;
};

struct Row {
  std::vector<Cell> cells;        // as many as the table has columns
};

struct Statement {
  Span span;
  Token keyword;                  // of a row: the first |
  std::vector<Token> names;       // ID and title, as far as the statement has them
  std::vector<Clause> clauses;
  std::optional<Token> place;
  std::optional<Figure> figure;
  std::optional<RelationBody> relation;
  std::optional<UnitBody> unit;
  std::vector<Column> columns;    // of a table: from its first row
  Span columns_span;
  std::optional<Row> row;
  std::vector<Statement> body;

  [[nodiscard]] const Clause* find(Keyword word) const {
    for (const Clause& clause : clauses) {
      if (clause.keyword.keyword == word) return &clause;
    }
    return nullptr;
  }
};

struct Document {
  std::vector<Statement> plans;
  std::vector<std::string> lost_names;  // of declarations that did not parse: what refers to them is no second mistake
};

// The text a name or string stands for: quotes and escapes taken off, full-width letters and digits folded in bare words.
[[nodiscard]] std::string text_of(const SourceText& source, const Token& token);
// Digits in half-width form: "1.2".
[[nodiscard]] std::string digits_of(const SourceText& source, const Token& token);
// A unit in half-width form: "件/万人".
[[nodiscard]] std::string unit_text(const SourceText& source, const std::vector<Token>& words);

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
