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

namespace {

// A format that is written in one piece.
template <std::string (*Render)(const Report&)>
void whole(const Report& report, const Take& take) {
  take(Render(report));
}

}  // namespace

std::span<const ReportFormat> report_formats() {
  using analyzer::KeptChecks;
  // Text and Markdown tell what could not be judged.
  static constexpr std::array kFormats = {
      ReportFormat{"text", KeptChecks::Undetermined, whole<render_text>},
      ReportFormat{"json", KeptChecks::None, write_json},
      ReportFormat{"markdown", KeptChecks::Undetermined, whole<render_markdown>},
      ReportFormat{"csv", KeptChecks::None, whole<render_csv>},
      ReportFormat{"github", KeptChecks::None, whole<render_github>},
      ReportFormat{"junit", KeptChecks::All, whole<render_junit>},
      ReportFormat{"sarif", KeptChecks::None, whole<render_sarif>},
      ReportFormat{"html", KeptChecks::All, whole<render_html>, true},
      ReportFormat{"xlsx", KeptChecks::All, whole<render_xlsx>, true, Content::Binary},
      ReportFormat{"docx", KeptChecks::All, whole<render_docx>, true, Content::Binary},
  };
  return kFormats;
}

}  // namespace gouji::reports
