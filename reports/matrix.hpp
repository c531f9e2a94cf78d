// Indicators × years of one plan: what the plan says of each indicator and year, and how the figures meet. For every report that shows
// figures as a table. Pure data; values are exact.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/about.hpp"

namespace gouji::reports {

// One figure of an indicator.
struct MatrixFigure {
  analyzer::StatementId statement{};
  analyzer::Role role = analyzer::Role::Target;
  std::optional<std::int32_t> year;             // the column it stands in: of a range of years its last; absent: no year, or every year
  std::string when;                             // "2026年底目标" / "2026 target": the role with its time
  std::string before;                           // the comparator as written: "达到", "≥ "; of a growth with its sign; empty for a bare number
  std::string after;                            // that follows the figure: "以上"
  std::string written;                          // "达到 5000件", "+10%以上", "1–2家": comparator, number and unit as the plan writes them
  std::optional<analyzer::Exact> value;         // in the unit of the row; absent for growths, ranges and units that do not turn into it
  std::optional<analyzer::Exact> upper;         // of a range in the unit of the row; `value` is then its lower end
  bool growth = false;                          // a change, no level
  std::optional<std::string> document;          // the place in the document: "24", "附件2:3"
};

struct MatrixRow {
  analyzer::IndicatorId indicator{};
  std::string name;
  std::string unit;                             // as the plan writes it; empty when it states none
  analyzer::Exact unit_size = 1;                // one of that unit in base units: 10⁸ for 亿元
  std::string owner;                            // 归口; empty when not stated
  std::vector<MatrixFigure> figures;            // by role (baseline, actual, milestone, target, claim), year, then source
  std::vector<const analyzer::Check*> checks;   // kept checks in which a figure of the row, or the indicator itself, took part
  // Of those that hold figures of indicators against one another (rules of the family reconcile), by outcome; remarks (info) do not count
  // as failing.
  std::array<std::size_t, analyzer::kOutcomeCount> outcomes{};
  std::string reading;                          // the first reading a check names, in words: 末年水平, 逐年合计; empty when none
  std::string reading_name;                     // the same as checks name it: "level", "total"
  FindingIndices findings;

  // Fails when anything fails, else holds when anything holds, else could not be judged; absent: no two figures were held together.
  [[nodiscard]] std::optional<analyzer::Outcome> outcome() const;
};

struct MatrixGroup {
  std::string title;                            // of the table; empty for indicators that stand in none
  std::vector<MatrixRow> rows;
};

struct Matrix {
  std::size_t plan = 0;
  std::vector<std::int32_t> years;              // that any figure speaks of, ascending
  std::vector<MatrixGroup> groups;              // tables in the order of the plan, then the rest; none is empty

  [[nodiscard]] std::size_t row_count() const;
};

// The plan must come with its facts. Checks that were not kept are not told.
[[nodiscard]] Matrix matrix_of(const Report& report, std::size_t plan);

}  // namespace gouji::reports
