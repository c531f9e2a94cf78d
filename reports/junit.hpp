// The report as JUnit XML, as test servers read it: a testsuite a plan with a testcase for each rule that ran over it, and one for each
// plan file with mistakes of the language. A rule with findings of any severity fails; one that could not judge or had nothing to look at
// is skipped, one that broke down is an error. Nothing depends on the time.
#pragma once

#include <string>
#include <string_view>

#include "reports/report.hpp"

namespace gouji::reports {

// Needs all checks to be kept: a rule of which nothing is known did not run.
[[nodiscard]] std::string render_junit(const Report& report);

// Text as content of XML 1.0, and as the value of an attribute between ".
[[nodiscard]] std::string escape_xml(std::string_view text);
[[nodiscard]] std::string escape_xml_attribute(std::string_view text);

}  // namespace gouji::reports
