// Which findings speak of which fact of a plan, for reports that go by facts: the matrix of indicators, the work lists.
#pragma once

#include <cstddef>
#include <vector>

#include "reports/report.hpp"

namespace gouji::reports {

// Indices into the findings of the report, ascending; a finding that is folded under another counts as that one.
using FindingIndices = std::vector<std::size_t>;

struct FindingsAbout {
  std::vector<FindingIndices> indicators;  // by indicator: it is the subject, one of the subjects, or a figure of it took part
  std::vector<FindingIndices> tasks;       // by task: it is the subject or one of the subjects
  std::vector<FindingIndices> orgs;        // likewise
};

// The plan must come with its facts.
[[nodiscard]] FindingsAbout findings_about(const Report& report, std::size_t plan);

}  // namespace gouji::reports
