#include "analyzer/trend/number.hpp"

#include <charconv>
#include <cmath>
#include <string>

namespace gouji::analyzer::trend {

namespace {

double parse(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

double to_double(const Exact& value) {
  const std::string text = value.to_string();
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return parse(text);
  return parse(std::string_view(text).substr(0, slash)) / parse(std::string_view(text).substr(slash + 1));
}

std::optional<Exact> round_to(double value, const Exact& step) {
  constexpr double kMost = 1e15;
  const double steps = value / to_double(step);
  if (!std::isfinite(steps) || std::abs(steps) >= kMost) return std::nullopt;
  return Exact(static_cast<std::int64_t>(std::llround(steps))) * step;
}

int order_of(double value) { return static_cast<int>(std::floor(std::log10(value))); }

std::optional<Exact> round_digits(double value, int digits) {
  if (value == 0) return Exact(0);
  if (!std::isfinite(value)) return std::nullopt;
  return round_to(value, Exact::power_of_ten(order_of(std::abs(value)) - digits + 1));
}

}  // namespace gouji::analyzer::trend
