// Between exact numbers and binary ones. Rounding is the only way back.
#pragma once

#include <optional>

#include "analyzer/units/exact.hpp"

namespace gouji::analyzer::trend {

// The nearest double.
[[nodiscard]] double to_double(const Exact& value);
// The multiple of `step` (greater than 0) nearest to `value`; absent when it is not finite or needs more than 15 digits.
[[nodiscard]] std::optional<Exact> round_to(double value, const Exact& step);
// To so many significant digits.
[[nodiscard]] std::optional<Exact> round_digits(double value, int digits);
// 10ⁿ of the first digit of a value greater than 0.
[[nodiscard]] int order_of(double value);

}  // namespace gouji::analyzer::trend
