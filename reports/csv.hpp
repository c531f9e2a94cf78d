// The findings as CSV for spreadsheets (RFC 4180, UTF-8 with a byte-order mark, lines end with CR LF): a finding or mistake of the
// language a row, in the order of the text report. The columns are fixed; new ones come at the end.
//
//   number         1, 2, …; 2.1 is a finding that only follows from finding 2
//   plan           title of the plan
//   code, rule, family, severity   GJ0101, milestone-target-mismatch, reconcile, error | warning | info
//   subject        what it is about: name of an indicator, task, …
//   message        a sentence in the language of the report
//   file, line, column             of the first place in the plan file; from 1, columns in code points
//   document, document_line        of that place: name of the document and line, or range of lines 45–51
//   computation, help, suggestion  arithmetic, how to settle it, and a proposal; may be empty
//   fingerprint    the same for the same finding in later runs
#pragma once

#include <string>
#include <string_view>

#include "reports/report.hpp"

namespace gouji::reports {

[[nodiscard]] std::string render_csv(const Report& report);

// A value as a cell: quoted where it must be, with ' before what a spreadsheet would take for a formula (= + - @ tab CR, and their
// full-width forms).
[[nodiscard]] std::string csv_cell(std::string_view text);

}  // namespace gouji::reports
