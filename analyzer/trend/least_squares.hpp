// Linear least squares in quadruple precision: the core that is held against the certified values of NIST (docs/accuracy.md).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analyzer/units/exact.hpp"

namespace gouji::analyzer::trend {

struct Regression {
  std::vector<double> coefficients;     // in the order of the columns
  std::vector<double> standard_errors;  // of the coefficients
  double residual_scale = 0;            // square root of the residual sum of squares over the degrees of freedom
  int degrees_of_freedom = 0;           // observations less columns
};

// Fits `observed` by the columns of `design`, which holds one row an observation; a constant is a column of ones.
// By Householder's QR without pivoting (Golub and Van Loan, Matrix Computations, 5.2 and 5.3) on numbers of 113 bits, which are
// rounded to double at the end. Exact input, so that nothing is lost before the first step.
// Absent when there are no more observations than columns, when a row has another length, or when the columns depend on one
// another.
[[nodiscard]] std::optional<Regression> least_squares(std::span<const Exact> observed, std::span<const std::vector<Exact>> design);

}  // namespace gouji::analyzer::trend
