// Where a plan stands, for people and for programs.
#pragma once

#include <string>

#include "analyzer/status/status.hpp"
#include "reports/report.hpp"

namespace gouji::reports {

struct StatusReport {
  const analyzer::Plan& plan;  // as known on the day
  const analyzer::status::PlanStatus& status;
  Language language = Language::Chinese;
  std::string version;
};

[[nodiscard]] std::string render_status_text(const StatusReport& report);

// Schema: reports/status.schema.json. A change that breaks readers raises the version. Numbers are exact, as strings, in base units.
inline constexpr const char* kStatusSchemaVersion = "1";
[[nodiscard]] std::string render_status_json(const StatusReport& report);

}  // namespace gouji::reports
