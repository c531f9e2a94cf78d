// The report as GitHub-flavoured Markdown, to be pasted into a wiki or a pull request: verdict and counts, findings by severity, what
// was checked. Nothing that a plan says can become markup, a link or a mention.
#pragma once

#include <string>
#include <string_view>

#include "reports/report.hpp"

namespace gouji::reports {

[[nodiscard]] std::string render_markdown(const Report& report);

// Text as Markdown shows it unchanged, inside a line: a line break becomes <br>.
[[nodiscard]] std::string escape_markdown(std::string_view text);

}  // namespace gouji::reports
