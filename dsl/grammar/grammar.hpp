// The grammar of single statements and table cells. It sees tokens only; blocks, tables and recovery are the parser's.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dsl/ast.hpp"

namespace gouji::dsl::grammar {

struct Failure {
  const Token* where = nullptr;   // the token that does not fit; the end when something is missing
  std::string_view expected;      // name of the rule that was expected ("name", "value", "date" …); empty: nothing more was
};

// Parses one statement after its keyword. The keyword must be one of statement_keywords(). On failure `statement` is not to be used.
// What it consists of stands in `nodes`.
[[nodiscard]] std::optional<Failure> parse_statement(Keyword keyword, const Token* first, const Token* last, Arena& nodes, Statement& statement);
// A figure cell: a value and perhaps a place.
[[nodiscard]] std::optional<Failure> parse_cell(const Token* first, const Token* last, Arena& nodes, Cell& cell);
// A cell of a table's head.
[[nodiscard]] std::optional<Failure> parse_column(const Token* first, const Token* last, Column& column);

// Keywords that may follow inside a statement: what a misspelt word is compared with.
[[nodiscard]] std::vector<Keyword> clause_keywords(Keyword statement);

}  // namespace gouji::dsl::grammar
