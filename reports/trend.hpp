// Renderers of `gouji trend`: pure functions from the trends of plans to text. Projections are marked as such in every one of them.
#pragma once

#include <string>
#include <vector>

#include "analyzer/trend/trend.hpp"
#include "reports/report.hpp"

namespace gouji::reports {

struct PlanTrends {
  std::string id;
  std::string title;
  std::string file;
  std::vector<analyzer::trend::IndicatorTrend> trends;
  std::size_t without_years = 0;  // indicators asked for that have figures, none of them dated
};

struct TrendReport {
  std::vector<PlanTrends> plans;
  Language language = Language::Chinese;
  std::string version;
};

// A table with a small chart a row, then what there is to say of each indicator.
[[nodiscard]] std::string render_trend_text(const TrendReport& report);

// Schema: reports/trend.schema.json. A change that breaks readers raises the version. Numbers are exact, as strings.
inline constexpr const char* kTrendSchemaVersion = "1";
[[nodiscard]] std::string render_trend_json(const TrendReport& report);

// One line a point (known, milestone, target, projection), with a head; RFC 4180, UTF-8. A text that a spreadsheet would take for a
// formula gets a ' in front.
[[nodiscard]] std::string render_trend_csv(const TrendReport& report);

// One picture of an indicator: past, milestones, target, the line from base to target, projection with its intervals. Static and
// self-contained; may stand inside another document.
[[nodiscard]] std::string render_trend_svg(const analyzer::trend::IndicatorTrend& trend, Language language);
// All of them on one sheet, two beside one another.
[[nodiscard]] std::string render_trend_svg(const TrendReport& report);

}  // namespace gouji::reports
