// docs/accuracy.md
#include <fmt/format.h>

#include <cmath>

#include "tests/accuracy/accuracy.hpp"

namespace gouji::accuracy {

namespace {

// Rounded down to tenths, so that no digit is claimed that is not there.
std::string digits_text(double digits) { return fmt::format("{:.1f}", std::floor(digits * 10) / 10); }

std::string share_text(std::size_t part, std::size_t whole) {
  return fmt::format("{:.1f} %", 100 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string width_text(const Coverage& row) {
  return row.truth == Truth::Exponential ? fmt::format("{:.0f} %", row.width95) : fmt::format("{:.0f} σ", row.width95);
}

}  // namespace

std::string render_page(const std::vector<Certified>& certified, const std::vector<Coverage>& coverage, const SimulationOptions& options) {
  std::string page =
      "# How exact the fits are\n\n"
      "Written by `accuracy --write docs/accuracy.md`; a test fails when it is stale.\n\n"
      "## Least squares against certified values\n\n"
      "The eleven linear sets of NIST's Statistical Reference Datasets (`tests/data/nist-strd`), solved by Householder's QR in quadruple\n"
      "precision (`analyzer/trend/least_squares.cpp`). Digits that agree with the certificate, −log10 of the relative error, the worst of a\n"
      "set, rounded down; the certificate itself has 15. Where it says 0 (no scatter) the absolute error counts.\n\n"
      "| set | model | n | p | coefficients | standard errors | residual scale |\n"
      "|---|---|--:|--:|--:|--:|--:|\n";
  for (const Certified& set : certified) {
    page += fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", set.name, set.model, set.observations, set.parameters,
                        digits_text(set.quad.estimate), digits_text(set.quad.error), digits_text(set.quad.residual));
  }
  page += fmt::format(
      "\nThe fits of a plan have two parameters and years that are taken about their mean, which is as well conditioned as a problem can be:\n"
      "they are worked out in double, and a test holds them against the core above to 12 digits.\n\n"
      "## Prediction intervals, measured\n\n"
      "Series of known truth, {} runs a row (splitmix64, seed {}, normal errors by Marsaglia's polar method): n yearly points are fitted, the\n"
      "value {} years after the last is predicted, and the share of runs in which the nominal 80 % and 95 % intervals cover it is counted.\n"
      "By chance alone a share strays by up to 0.6 (80 %) and 0.3 (95 %) percentage points. Width: the median length of the 95 % interval,\n"
      "in standard deviations σ of the error (constant growth: in percent of the predicted value).\n\n"
      "| truth | fitted | n | in 80 % | in 95 % | width of 95 % |\n"
      "|---|---|--:|--:|--:|--:|\n",
      options.runs, options.seed, options.ahead);
  for (const Coverage& row : coverage) {
    page += fmt::format("| {} | {} | {} | {} | {} | {} |\n", name_of(row.truth), name_of(row.model), row.points,
                        share_text(row.within80, row.runs), share_text(row.within95, row.runs), width_text(row));
  }
  page +=
      "\nWhat this says, and what it does not:\n\n"
      "- **Where the model is true, the intervals keep what they promise**, from three points on. They do so by being wide: with three points\n"
      "  the 95 % interval is dozens of standard deviations long. That is no flaw of the method, it is how little three points say.\n"
      "- **Errors that last from year to year** (AR(1), 0.6 of the last error stays) look smaller than they are to a straight line: its\n"
      "  intervals cover less than they promise, and more points do not mend it. Drift, made for errors that last, errs to the wide side.\n"
      "- **A level that shifts once** (by 5 σ, at a year drawn at random, up to the year after the last point) breaks every assumption. With\n"
      "  few points the shift passes for scatter, so that the intervals grow and often still cover; with more points they are sure of\n"
      "  a line that no longer holds. No interval knows of a reform, a merger of agencies or a new way of counting.\n"
      "- Errors are normal here. Real yearly figures have outliers and are revised; plan figures are rounded. The robust slope that stands\n"
      "  beside each fit shows when one point carries the line.\n"
      "- A milestone path is no sample of anything: it is what the plan intends. Its fit tells how evenly the plan advances, and is given no\n"
      "  interval and no probability.\n";
  return page;
}

}  // namespace gouji::accuracy
