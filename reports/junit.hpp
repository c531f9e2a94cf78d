// The report as JUnit XML, as test servers read it: a testsuite a plan with a testcase for each rule that ran over it, and one for each
// plan file with mistakes of the language. A rule with findings of any severity fails; one that could not judge or had nothing to look at
// is skipped, one that broke down is an error. Nothing depends on the time.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace gouji::reports {

// Needs all checks to be kept: a rule of which nothing is known did not run.
[[nodiscard]] std::string render_junit(const Report& report);

}  // namespace gouji::reports
