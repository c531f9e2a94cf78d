// An exact rational number. Facts of a plan are never rounded: 8.5, 1/3 and 10⁴⁰ are what they are.
// Small values are two 64-bit integers; what does not fit goes to Boost's cpp_rational, so nothing overflows.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gouji::analyzer {

class Exact {
 public:
  Exact() = default;
  Exact(std::int64_t value) : numerator_(value) {}
  Exact(int value) : numerator_(value) {}

  // numerator / denominator; the denominator must not be zero.
  [[nodiscard]] static Exact ratio(std::int64_t numerator, std::int64_t denominator);
  // 10 to a power, negative ones too.
  [[nodiscard]] static Exact power_of_ten(int exponent);
  // Digits with at most one decimal point, such as "8.50"; absent when it is anything else.
  [[nodiscard]] static std::optional<Exact> parse(std::string_view digits);

  [[nodiscard]] bool is_zero() const;
  [[nodiscard]] int sign() const;  // -1, 0, 1
  [[nodiscard]] bool is_integer() const;
  [[nodiscard]] Exact abs() const;

  friend Exact operator+(const Exact& a, const Exact& b);
  friend Exact operator-(const Exact& a, const Exact& b);
  friend Exact operator*(const Exact& a, const Exact& b);
  // The divisor must not be zero.
  friend Exact operator/(const Exact& a, const Exact& b);
  friend bool operator==(const Exact& a, const Exact& b);
  friend std::strong_ordering operator<=>(const Exact& a, const Exact& b);

  // Exact text: a decimal such as "8.5" where one exists (no trailing zeros), else "1/3".
  [[nodiscard]] std::string to_string() const;
  // Rounded half away from zero to `places` decimals, trailing zeros taken off: for reading, never for computing.
  [[nodiscard]] std::string to_decimal(int places) const;
  // The exponent n when the value is exactly 10ⁿ.
  [[nodiscard]] std::optional<int> as_power_of_ten() const;

 private:
  struct Big;       // a cpp_rational; its header is too heavy for everyone who counts
  friend struct BigArithmetic;

  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;         // > 0, no common factor with the numerator
  std::shared_ptr<const Big> big_;       // set when the value does not fit above
};

}  // namespace gouji::analyzer
