// The findings as annotations of GitHub Actions: one workflow command a line, the gravest first, since a step shows ten of each level only.
#pragma once

#include <string>
#include <string_view>

#include "reports/report.hpp"

namespace gouji::reports {

[[nodiscard]] std::string render_github(const Report& report);

// The text of a command; % and line breaks as %25, %0D, %0A.
[[nodiscard]] std::string escape_command_text(std::string_view text);
// A property of a command: : and , as well.
[[nodiscard]] std::string escape_command_property(std::string_view text);

}  // namespace gouji::reports
