// The audit as a Word document: a working paper (审计底稿) with room for the answers of the audited.
#pragma once

#include <string>

#include "reports/report.hpp"

namespace gouji::reports {

// The bytes of a .docx file. Throws OfficeFailure.
[[nodiscard]] std::string render_docx(const Report& report);

}  // namespace gouji::reports
