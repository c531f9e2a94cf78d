// The formats of an audit report, by name: what `gouji audit --format` offers.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "reports/pieces.hpp"
#include "reports/report.hpp"

namespace gouji::reports {

enum class Content : bool { Text, Binary };

struct ReportFormat {
  std::string_view name;        // as in --format
  analyzer::KeptChecks checks;  // that the report needs to be kept even when it is not asked to show them
  void (*write)(const Report& report, const Take& take);
  // It tells of the plans themselves: they come with all their facts, files with their hashes, and the circumstances are told.
  bool facts = false;
  Content content = Content::Text;  // binary content is never written to a terminal
};

// All of them, in the order help lists them.
[[nodiscard]] std::span<const ReportFormat> report_formats();

}  // namespace gouji::reports
