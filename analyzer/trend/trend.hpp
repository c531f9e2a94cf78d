// What the figures of an indicator say of its course: the past, the milestones, the pace its target needs, and a projection
// where three or more past values allow one. Facts stay exact; what a fit gives is rounded to the digits it can bear before it
// leaves this folder, so that whoever shows it has exact numbers too.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzer/audit/pace.hpp"
#include "analyzer/trend/fit.hpp"

namespace gouji::analyzer::trend {

struct ModelChoice {
  Model model = Model::Linear;
  Text reason;  // half a sentence
};

[[nodiscard]] std::string_view to_string(Model model);  // "linear", "log-linear", "drift", "logit"
[[nodiscard]] Text name_of(Model model);                // 直线

// A projected value: no fact. Ends of intervals are absent where points on one line give none.
struct Projection {
  Exact time;
  Exact value;
  std::optional<Exact> low80;
  std::optional<Exact> high80;
  std::optional<Exact> low95;
  std::optional<Exact> high95;
};

// A fit over the past.
struct Forecast {
  ModelChoice choice;
  std::size_t points = 0;
  int degrees_of_freedom = 0;
  Exact slope;                        // a year: base units; of log-linear a rate (0.12), of logit log-odds. Three digits, like the next two
  std::optional<Exact> robust_slope;  // the same by Theil and Sen
  Exact residual_scale;               // base units; of log-linear relative (0.05), of logit log-odds; 0: the points lie on one line
  std::vector<Projection> path;       // each year from the last known value (left out) to the goal's time, at least one
  std::optional<int> percent;         // probability of reaching the goal, 1 to 99
};

// A line through the milestones: how evenly the plan advances. It is no sample, so there is no interval.
struct PathFit {
  Exact slope;           // a year, base units
  Exact residual_scale;  // 0: equal steps
};

// Where an indicator stands on the way, in the words of mid-term evaluations. The yardstick is the milestone of that time, without
// one the straight line from base to goal (时间过半任务过半).
enum class Standing : std::uint8_t {
  Reached,  // 提前实现
  Ahead,    // 快于预期: more than five percent of the way before the yardstick
  OnTrack,  // 符合预期: within five percent of the way
  Behind,   // 滞后
};
[[nodiscard]] std::string_view to_string(Standing standing);  // "reached", "ahead", "on-track", "behind"
[[nodiscard]] Text name_of(Standing standing);

struct Progress {
  Standing standing = Standing::OnTrack;
  TimedFigure base;
  TimedFigure actual;       // the last one
  Exact done;               // part of the way from base to goal
  Exact due;                // that part by the yardstick
  bool by_milestone = false;
};

struct IndicatorTrend {
  IndicatorId indicator{};
  std::string id;
  std::string name;
  Quantity like;                        // in whose unit and scale values are told
  std::vector<TimedFigure> history;
  std::vector<TimedFigure> milestones;  // as stated, one a year
  std::optional<Path> path;
  std::optional<TimedFigure> goal;      // with its statement
  Comparator goal_comparator = Comparator::Equal;
  bool goal_adds_up = false;            // counts several years together
  bool goal_meets_path = true;          // false: no reading makes the milestones lead to it, so that the two do not share a scale
  std::optional<Pace> required;
  std::optional<Exact> required_rate;   // yearly growth, to hundredths of a percent
  std::optional<Exact> peer_median;     // of the plan's comparable indicators over the same years
  std::size_t peers = 0;
  std::optional<Pace> so_far;           // from the first known value to the last
  std::optional<Exact> half_time;       // part of the path done when half its time has passed
  std::optional<PathFit> path_fit;
  std::optional<Forecast> forecast;
  Text no_forecast;                     // why there is none; empty with one
  std::optional<Progress> progress;
  std::vector<Text> notes;              // whole sentences; those that project say so
};

// The model for an indicator, by its kind, unit and bounds alone: never the one that looks best on a handful of points.
[[nodiscard]] ModelChoice choose_model(const Plan& plan, IndicatorId id, std::span<const TimedFigure> history);

// The indicators asked for, or all; in order. Those without any value of a known time are left out.
[[nodiscard]] std::vector<IndicatorTrend> trends_of(const Plan& plan, std::span<const IndicatorId> asked = {});

}  // namespace gouji::analyzer::trend
