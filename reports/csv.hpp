// Cells of a table of comma-separated values (RFC 4180).
#pragma once

#include <string>
#include <string_view>

namespace gouji::reports {

// Quoted where it must be; ' before what a spreadsheet would reckon.
[[nodiscard]] std::string csv_cell(std::string_view text);

}  // namespace gouji::reports
