// The report as SARIF 2.1.0 (OASIS, https://docs.oasis-open.org/sarif/sarif/v2.1.0/), for code hosts and viewers: findings and mistakes of
// the language as results; what held, was open or not applicable only when checks are shown. Columns count UTF-16 units, files are
// relative URIs. The driver speaks English with a translation into zh-CN, the messages are in the language of the report. Waived findings
// and those of the baseline are left out; a proposal is words alone and never a fix.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/report.hpp"

namespace gouji::reports {

[[nodiscard]] std::string render_sarif(const Report& report);

// primaryLocationLineHash of each line, as code hosts reckon it (github/codeql-action, src/fingerprints.ts): a rolling hash modulo 2^64
// over the 100 UTF-16 units that are no blank or tab from the start of the line on, with the count of equal ones. A line break at the end of
// the text is followed by one more line.
[[nodiscard]] std::vector<std::string> line_hashes(std::string_view text);

// A path as a URI reference: percent-encoded; of an absolute one a file URI.
[[nodiscard]] std::string file_uri(std::string_view path);

}  // namespace gouji::reports
