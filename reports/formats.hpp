// The formats of an audit report, by name: what `gouji audit --format` offers.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "reports/report.hpp"

namespace gouji::reports {

struct ReportFormat {
  std::string_view name;        // as in --format
  analyzer::KeptChecks checks;  // that the report needs to be kept even when it is not asked to show them
  std::string (*render)(const Report& report);
};

// All of them, in the order help lists them.
[[nodiscard]] std::span<const ReportFormat> report_formats();

}  // namespace gouji::reports
