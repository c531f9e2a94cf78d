#include "analyzer/trend/least_squares.hpp"

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/multiprecision/eigen.hpp>

#include <Eigen/Dense>
#include <string>

namespace gouji::analyzer::trend {

namespace {

// Without expression templates: Eigen brings its own.
using Quad = boost::multiprecision::number<boost::multiprecision::cpp_bin_float_quad::backend_type, boost::multiprecision::et_off>;
using Matrix = Eigen::Matrix<Quad, Eigen::Dynamic, Eigen::Dynamic>;
using Vector = Eigen::Matrix<Quad, Eigen::Dynamic, 1>;

// "8.5" and "1/3" alike; each is rounded once.
Quad quad_of(const Exact& value) {
  const std::string text = value.to_string();
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return Quad(text);
  return Quad(text.substr(0, slash)) / Quad(text.substr(slash + 1));
}

}  // namespace

std::optional<Regression> least_squares(std::span<const Exact> observed, std::span<const std::vector<Exact>> design) {
  if (design.empty() || observed.size() != design.size()) return std::nullopt;
  const auto rows = static_cast<Eigen::Index>(observed.size());
  const auto columns = static_cast<Eigen::Index>(design.front().size());
  if (columns == 0 || rows <= columns) return std::nullopt;
  Matrix x(rows, columns);
  Vector y(rows);
  for (Eigen::Index row = 0; row < rows; ++row) {
    const std::vector<Exact>& values = design[static_cast<std::size_t>(row)];
    if (static_cast<Eigen::Index>(values.size()) != columns) return std::nullopt;
    for (Eigen::Index column = 0; column < columns; ++column) x(row, column) = quad_of(values[static_cast<std::size_t>(column)]);
    y(row) = quad_of(observed[static_cast<std::size_t>(row)]);
  }

  const Eigen::HouseholderQR<Matrix> qr(x);
  const Matrix triangle = qr.matrixQR().topRows(columns).template triangularView<Eigen::Upper>();
  for (Eigen::Index column = 0; column < columns; ++column) {
    // What is left of a column that depends on those before it is rounding alone.
    using std::abs;
    if (abs(triangle(column, column)) <= x.col(column).norm() * std::numeric_limits<Quad>::epsilon() * Quad(static_cast<double>(rows))) {
      return std::nullopt;
    }
  }
  const Vector coefficients = qr.solve(y);
  const Vector residuals = y - x * coefficients;
  const Matrix inverse = triangle.template triangularView<Eigen::Upper>().solve(Matrix::Identity(columns, columns));

  Regression result;
  result.degrees_of_freedom = static_cast<int>(rows - columns);
  using std::sqrt;
  const Quad scale = sqrt(residuals.squaredNorm() / Quad(result.degrees_of_freedom));
  result.residual_scale = scale.convert_to<double>();
  for (Eigen::Index column = 0; column < columns; ++column) {
    result.coefficients.push_back(coefficients(column).convert_to<double>());
    // The covariance is scale² · (R'R)⁻¹, whose diagonal is the squared length of the rows of R⁻¹.
    result.standard_errors.push_back(Quad(scale * inverse.row(column).norm()).convert_to<double>());
  }
  return result;
}

}  // namespace gouji::analyzer::trend
