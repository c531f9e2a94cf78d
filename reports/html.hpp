// The report as one HTML file to be filed: cover, verdict, findings with both places, what was checked, figures by year, courses, timeline,
// dependencies, work lists. It needs nothing from outside and asks for nothing; both languages are in it. Nothing that a plan says can
// become markup, and a policy in the page keeps scripts other than its own from running.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace gouji::reports {

// Needs the facts of plans and all checks to be kept.
[[nodiscard]] std::string render_html(const Report& report);

}  // namespace gouji::reports
