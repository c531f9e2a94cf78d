// Goal seek and sensitivity: which pace, growth or start reaches a target, and which assumption moves a result most. Exact arithmetic.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analyzer/whatif/trajectory.hpp"

namespace gouji::analyzer::whatif {

// What an indicator would have to do from the last fact on to reach one of its targets.
struct Required {
  StatementId target{};
  Reading reading = Reading::Level;
  std::int32_t from = 0;              // year of the value it starts from
  std::int32_t years = 0;             // from there to the target; of a total the years that add up
  std::optional<Exact> start;         // value in `from`, base units; absent for a total
  Exact goal;                         // the figure of the target
  std::optional<Exact> pace;          // a year: exact. Of a total the amount of each year
  std::optional<Exact> growth;        // a year, as a ratio, see growth_to; absent from zero
  std::optional<Exact> needed_start;  // which start would reach it at the growth the scenario assumes; absent without one
};
// By indicator, in order of the targets; those without a start or a year are left out. `values` are those of the course with the
// assumptions in their middle.
[[nodiscard]] std::vector<std::vector<Required>> required_by(const Plan& plan, const Course& course, std::span<const std::optional<Exact>> values);

// The growth a year, in steps of 0.01 %, that just takes `start` to `goal` or beyond it in so many years: the smallest that rises to it,
// or, where less is wanted, the greatest that falls to it. Absent when start is not positive, goal is negative, or years is not positive.
[[nodiscard]] std::optional<Exact> growth_to(const Exact& start, const Exact& goal, std::int32_t years, bool falling);

// One assumption moved from one end to the other while all others stay in their middle.
struct Influence {
  std::uint32_t driver = 0;
  Exact low_input;
  Exact high_input;
  std::optional<Exact> low_result;    // what is held against the target
  std::optional<Exact> high_result;
};
// By target (as in Course::aims), the strongest first. The ends of a range are its own, of a normal spread one standard deviation to either side, of a
// certain assumption a tenth of it to either side. Assumptions that do not touch the target are left out.
[[nodiscard]] std::vector<std::vector<Influence>> influences_of(const Course& course);

// Drivers that move no target at all, without those of which an obstacle tells why.
[[nodiscard]] std::vector<std::uint32_t> idle_drivers(const Course& course);

}  // namespace gouji::analyzer::whatif
