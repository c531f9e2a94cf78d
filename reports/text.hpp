// The report for people: each finding with the lines it speaks of, then what was checked and what was not.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace gouji::reports {

[[nodiscard]] std::string render_text(const Report& report);

// The mistakes of one file alone.
[[nodiscard]] std::string render_mistakes(const File& file, const Options& options);

}  // namespace gouji::reports
