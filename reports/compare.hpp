// What `gouji compare` says, as text, JSON and HTML.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "analyzer/compare/compare.hpp"
#include "reports/report.hpp"

namespace gouji::reports {

inline constexpr std::string_view kCompareSchemaVersion = "1";

// One of the two files, and the mistakes in it: what they stand in was not compared.
struct ComparedFile {
  std::string name;
  std::size_t mistakes = 0;
};

struct CompareReport {
  ComparedFile before;
  ComparedFile after;
  std::span<const analyzer::compare::PlanComparison> plans;
  Options options;
};

[[nodiscard]] std::string render_compare_text(const CompareReport& report);
// reports/compare.schema.json describes it.
[[nodiscard]] std::string render_compare_json(const CompareReport& report);
// One page on its own: no script, nothing from outside, to be read on paper too.
[[nodiscard]] std::string render_compare_html(const CompareReport& report);

}  // namespace gouji::reports
