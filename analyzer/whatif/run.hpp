// One run through the cells of a course, for exact numbers and for drawn ones alike.
#pragma once

#include <span>
#include <vector>

#include "analyzer/whatif/trajectory.hpp"

namespace gouji::analyzer::whatif {

// The constants of a course in another kind of number.
template <typename Number>
struct Constants {
  std::vector<Number> amounts;  // by cell
  std::vector<Number> weights;  // by operand
};

// One cell; those it depends on are done. A cell whose operands are unknown, or whose divisor is zero, is unknown.
template <typename Number>
void run_cell(const Course& course, const Constants<Number>& constants, std::span<const Number> drivers, std::span<Number> numbers,
              std::span<char> known, std::size_t i) {
  const Cell& cell = course.cells[i];
  const std::uint32_t* operands = course.operands.data() + cell.first;
  bool good = true;
  for (std::uint32_t k = 0; k < cell.count; ++k) good = good && known[operands[k]] != 0;
  known[i] = good ? 1 : 0;
  if (!good) return;
  switch (cell.step) {
    case Cell::Step::Constant: numbers[i] = constants.amounts[i]; break;
    case Cell::Step::Draw: numbers[i] = drivers[cell.driver]; break;
    case Cell::Step::Grow: numbers[i] = numbers[operands[0]] * (Number(1) + drivers[cell.driver]); break;
    case Cell::Step::Pace: numbers[i] = numbers[operands[0]] + drivers[cell.driver]; break;
    case Cell::Step::Add: numbers[i] = numbers[operands[0]] + constants.amounts[i]; break;
    case Cell::Step::Blend:
    case Cell::Step::Sum: {
      Number sum(0);
      for (std::uint32_t k = 0; k < cell.count; ++k) sum = sum + numbers[operands[k]] * constants.weights[cell.first + k];
      numbers[i] = sum;
      break;
    }
    case Cell::Step::Quotient:
      if (numbers[operands[1]] == Number(0)) {
        known[i] = 0;
      } else {
        numbers[i] = numbers[operands[0]] / numbers[operands[1]];
      }
      break;
  }
}

// All cells: fills `numbers` and `known`, both by cell.
template <typename Number>
void run(const Course& course, const Constants<Number>& constants, std::span<const Number> drivers, std::span<Number> numbers,
         std::span<char> known) {
  for (std::size_t i = 0; i < course.cells.size(); ++i) run_cell(course, constants, drivers, numbers, known, i);
}

// The constants as they are.
[[nodiscard]] inline Constants<Exact> exact_constants(const Course& course) {
  Constants<Exact> constants;
  constants.amounts.reserve(course.cells.size());
  for (const Cell& cell : course.cells) constants.amounts.push_back(cell.amount);
  constants.weights = course.weights;
  return constants;
}

// What is held against a target; false when one of its cells is unknown. `number_of` gives a cell's number, or null.
template <typename Number, typename NumberOf>
bool reach(const Course& course, const Aim& aim, const NumberOf& number_of, Number& result) {
  const std::uint32_t* cells = course.operands.data() + aim.first;
  for (std::uint32_t k = 0; k < aim.count; ++k) {
    const Number* of_cell = number_of(cells[k]);
    if (of_cell == nullptr) return false;
    const Number& number = *of_cell;
    if (k == 0) {
      result = number;
    } else if (aim.reading != Reading::EachYear) {
      result = result + number;
    } else if (aim.falling ? result < number : number < result) {
      result = number;
    }
  }
  if (aim.reading == Reading::Average) result = result / Number(static_cast<int>(aim.count));
  return true;
}

}  // namespace gouji::analyzer::whatif
