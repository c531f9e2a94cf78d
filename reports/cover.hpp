// What stands at the head of a report that is filed: which plan, which file, when and how it was audited, and the counts.
#pragma once

#include <string>
#include <vector>

#include "reports/wording.hpp"

namespace gouji::reports {

// The plan itself: title, issuer, number, dates, document, what it states. Absent parts are left out.
[[nodiscard]] std::vector<Detail> plan_details(const Report& report, std::size_t plan);
// The run: day, program, rules, options, configuration, baseline.
[[nodiscard]] std::vector<Detail> run_details(const Report& report);
// Name and text of mistakes of the language, rules that failed: what makes the audit incomplete. Empty when it is complete.
[[nodiscard]] std::vector<Detail> gaps_of(const Report& report);

}  // namespace gouji::reports
