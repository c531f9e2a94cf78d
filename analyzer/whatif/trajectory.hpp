// How indicators develop year by year, as the plan has it or as a scenario assumes: worked out once into a list of simple steps, which
// is then run exactly, or many times with drawn assumptions. Every number that is no fact of the plan is marked as such.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analyzer/audit/readings.hpp"
#include "analyzer/model/scenario.hpp"

namespace gouji::analyzer::whatif {

// Where the value of a year comes from.
enum class Basis : std::uint8_t {
  Fact,      // a baseline or an actual
  Planned,   // a milestone or a target
  Between,   // on the straight line between two such years
  Assumed,   // by the scenario
  Carried,   // an assumed year, and the plan's own increments since
  Derived,   // of other indicators, by a relation of the plan
  Delayed,   // by tasks that are later, or gone
};

// One indicator in one year, and how its value comes about. Operands are earlier in the list.
struct Cell {
  enum class Step : std::uint8_t {
    Constant,  // amount
    Draw,      // the assumption `driver`
    Grow,      // operand × (1 + the assumption `driver`)
    Pace,      // operand + the assumption `driver`
    Add,       // operand + amount
    Blend,     // Σ operand × weight
    Sum,       // Σ operands
    Quotient,  // first operand ÷ second
  };
  IndicatorId indicator{};
  std::int32_t year = 0;
  Basis basis = Basis::Fact;
  Step step = Step::Constant;
  std::uint32_t driver = 0;
  std::uint32_t first = 0;   // of the operands, in Course::operands
  std::uint32_t count = 0;
  Exact amount;              // in base units
};

// Cells of one indicator, ascending by year without gaps.
struct Track {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  bool yearly = false;       // amounts of the years, which add up; otherwise levels
};

// A target, and the cells whose value is held against it.
struct Aim {
  StatementId target{};
  Reading reading = Reading::Level;
  std::uint32_t first = 0;   // of its cells, in Course::operands
  std::uint32_t count = 0;
  ValueSet allowed;          // in base units
  bool falling = false;      // the set is bounded above only: lower is better
};

// What cannot be worked out, and why.
struct Obstacle {
  IndicatorId indicator{};
  Text reason;
  std::optional<Place> place;  // of the assumption that had no effect; in the scenario's file
};

// The steps of all indicators. The drivers are the assumptions in force, each one number in a run.
struct Course {
  std::vector<Cell> cells;
  std::vector<std::uint32_t> operands;   // cells
  std::vector<Exact> weights;            // beside the operands of a Blend; elsewhere 1
  std::vector<Track> tracks;             // by indicator; of an indicator without any value empty
  std::vector<Aim> aims;
  std::vector<Assumption> drivers;
  std::vector<Obstacle> obstacles;
};

// A part of an indicator's progress that comes later than planned, or never.
struct Lag {
  TaskId task{};                       // of the plan before
  Exact part;                          // of the whole, 0 to 1
  std::optional<std::int32_t> months;  // absent: never
};

struct CourseInput {
  const Plan& plan;                             // as it is under the scenario
  std::vector<Assumption> assumptions{};        // of two about one indicator and year the later one counts
  std::vector<std::vector<Lag>> lags{};         // by indicator; empty: none anywhere
};

[[nodiscard]] Course course_of(const CourseInput& input);

// The figure in whose unit and digits values of an indicator are told, the finest of those it states; absent for one that states none.
[[nodiscard]] std::optional<StatementId> measure_of(const Plan& plan, IndicatorId indicator);

// The middle of an assumption: of a certain one its value, of a range its centre, of a triangle its most likely value.
[[nodiscard]] Exact middle_of(const Assumption& assumption);

// The value of every cell for these values of the drivers (in base units; a growth as a ratio). Absent where a divisor is zero, and in
// what depends on it.
[[nodiscard]] std::vector<std::optional<Exact>> values_of(const Course& course, std::span<const Exact> drivers);

// What is held against a target: the level, the sum of the years, the year farthest from it, the mean. Absent when a cell of it is.
[[nodiscard]] std::optional<Exact> reached(const Course& course, const Aim& aim, std::span<const std::optional<Exact>> values);

// A part that is larger than its whole in a year, although the plan has it within.
struct BrokenBound {
  IndicatorId part{};
  IndicatorId whole{};
  std::int32_t year = 0;
  Exact part_value;
  Exact whole_value;
};
[[nodiscard]] std::vector<BrokenBound> broken_bounds(const Plan& plan, const Course& course, std::span<const std::optional<Exact>> values);

// What a scenario's delays and removals do to the progress of each indicator of the plan before it. An indicator that several tasks
// support depends on each in equal parts, for a plan does not say otherwise. A task is as late as its end has moved; one without dates
// as its phase, and one without a phase as the phase of implementation. `before` numbers tasks and indicators.
[[nodiscard]] std::vector<std::vector<Lag>> lags_of(const Plan& before, std::span<const Scenario* const> scenarios);

}  // namespace gouji::analyzer::whatif
