// The audit as an Excel workbook: cover, rectification ledger, checks, indicators by year with live formulas, work lists.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace gouji::reports {

// The bytes of an .xlsx file. Throws OfficeFailure.
[[nodiscard]] std::string render_xlsx(const Report& report);

}  // namespace gouji::reports
