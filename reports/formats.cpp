#include "reports/formats.hpp"

#include <array>

#include "reports/csv.hpp"
#include "reports/docx.hpp"
#include "reports/github.hpp"
#include "reports/html.hpp"
#include "reports/json.hpp"
#include "reports/junit.hpp"
#include "reports/markdown.hpp"
#include "reports/sarif.hpp"
#include "reports/text.hpp"
#include "reports/xlsx.hpp"

namespace gouji::reports {

std::span<const ReportFormat> report_formats() {
  using analyzer::KeptChecks;
  // Text and Markdown tell what could not be judged.
  static constexpr std::array kFormats = {
      ReportFormat{"text", KeptChecks::Undetermined, render_text},
      ReportFormat{"json", KeptChecks::None, render_json},
      ReportFormat{"markdown", KeptChecks::Undetermined, render_markdown},
      ReportFormat{"csv", KeptChecks::None, render_csv},
      ReportFormat{"github", KeptChecks::None, render_github},
      ReportFormat{"junit", KeptChecks::All, render_junit},
      ReportFormat{"sarif", KeptChecks::None, render_sarif},
      ReportFormat{"html", KeptChecks::All, render_html, true},
      ReportFormat{"xlsx", KeptChecks::All, render_xlsx, true, Content::Binary},
      ReportFormat{"docx", KeptChecks::All, render_docx, true, Content::Binary},
  };
  return kFormats;
}

}  // namespace gouji::reports
