// Where a plan stands on a day: its indicators by what has been recorded so far, its phases and tasks by their dates. It is what a
// yearly monitoring reports, and the list that an acceptance goes through.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "analyzer/trend/trend.hpp"

namespace gouji::analyzer::status {

enum class State : std::uint8_t {
  Reached,   // the target is reached
  Ahead,     // by more than five percent of the way
  OnTrack,   // within five percent
  Behind,
  Missed,    // the value of the target's own time, or a later one, does not reach it
  NoData,    // no actual by that day, none that compares with the target, or a growth without a base
  NoTarget,  // nothing to be reached
};
constexpr std::size_t kStates = 7;
[[nodiscard]] std::string_view to_string(State state);  // "reached", …, "no-data", "no-target"
[[nodiscard]] Text name_of(State state);

struct IndicatorStatus {
  IndicatorId indicator{};
  State state = State::NoData;
  std::optional<StatementId> target;   // the final goal, else that of each year, else a growth to a stated time
  std::optional<Exact> level;          // what a growth comes to, base units; absent for other targets, and where its base is not known
  std::optional<TimedFigure> base;     // the last baseline
  std::optional<TimedFigure> actual;   // the last one known on the day; of a target that adds up the sum of the years so far
  bool adds_up = false;
  std::optional<Exact> done;           // part of the way from the base to the target, of a sum the part of the target
  std::optional<Exact> due;            // what the plan asks for at the time of the actual, as such a part
  bool by_milestone = false;           // due by a milestone; otherwise by elapsed time
  std::optional<Exact> missing;        // base units, of Behind what is due less the actual, of Missed the target less it
  Text why;                            // of NoData: why actuals do not tell, or the target does not; empty when there are just none
  bool overdue = false;                // the day is past the target's time, and no actual of that time is known
  bool old = false;                    // the actual is more than a year old on the day
};

enum class TaskState : std::uint8_t {
  NotBegun,
  UnderWay,
  DueSoon,   // ends within kSoonDays
  Over,      // its time has passed; whether it is done the plan does not record
  NoDates,
};
constexpr std::size_t kTaskStates = 5;
constexpr int kSoonDays = 90;
[[nodiscard]] std::string_view to_string(TaskState state);  // "not-begun", …
[[nodiscard]] Text name_of(TaskState state);

struct TaskStatus {
  TaskId task{};
  TaskState state = TaskState::NoDates;
  bool by_phase = false;  // it has no dates of its own, but a phase
};

struct PhaseStatus {
  PhaseId phase{};
  TaskState state = TaskState::NoDates;
};

struct PlanStatus {
  std::chrono::year_month_day day{};
  std::vector<IndicatorStatus> indicators;  // those with a figure of a known time
  std::vector<TaskStatus> tasks;            // safeguards are none
  std::vector<PhaseStatus> phases;
};

// The plan as it was known on the day: `more` actuals are added (of one time the added one counts), those that may be of a later
// time are taken out. A year alone is known when it is over.
[[nodiscard]] Plan known_on(const Plan& plan, std::chrono::year_month_day day, std::span<const Statement> more = {});

// `plan` as known_on() gives it. An actual is held against what is due at its own time, not on the day: figures come late.
[[nodiscard]] PlanStatus status_of(const Plan& plan, std::chrono::year_month_day day);

}  // namespace gouji::analyzer::status
