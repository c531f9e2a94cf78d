// Scenarios of a plan for people and for programs. Every number that is no fact of the plan is marked as a projection.
#pragma once

#include <string>

#include "analyzer/whatif/whatif.hpp"
#include "reports/report.hpp"

namespace gouji::reports {

struct WhatIfReport {
  const analyzer::Plan& plan;
  const analyzer::whatif::WhatIf& result;
  Language language = Language::Chinese;
  std::string version;
  bool all = false;  // also indicators that no scenario touches
};

[[nodiscard]] std::string render_whatif_text(const WhatIfReport& report);
// One picture an indicator that a scenario changes, all on one sheet; one line an indicator and year (RFC 4180, see trend.hpp).
[[nodiscard]] std::string render_whatif_svg(const WhatIfReport& report);
[[nodiscard]] std::string render_whatif_csv(const WhatIfReport& report);

// Schema: reports/whatif.schema.json. A change that breaks readers raises the version. Numbers are exact, as strings, in base units.
inline constexpr const char* kWhatIfSchemaVersion = "1";
[[nodiscard]] std::string render_whatif_json(const WhatIfReport& report);

}  // namespace gouji::reports
