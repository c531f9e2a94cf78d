// An exact rational number. Facts of a plan are never rounded: 8.5, 1/3 and 10⁴⁰ are what they are.
// Small values are two 64-bit integers; what does not fit goes to Boost's cpp_rational, so nothing overflows.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace gouji::analyzer {

class Exact {
 public:
  Exact() = default;
  Exact(std::int64_t value) : Exact(value, 1) {
    if (value == std::numeric_limits<std::int64_t>::min()) [[unlikely]] *this = smallest();
  }
  Exact(int value) : numerator_(value) {}
  Exact(const Exact& other) : numerator_(other.numerator_), denominator_(other.denominator_) {
    if (is_big()) [[unlikely]] retain();
  }
  Exact(Exact&& other) noexcept
      : numerator_(std::exchange(other.numerator_, 0)), denominator_(std::exchange(other.denominator_, 1)) {}
  Exact& operator=(Exact other) noexcept {
    std::swap(numerator_, other.numerator_);
    std::swap(denominator_, other.denominator_);
    return *this;
  }
  ~Exact() {
    if (is_big()) [[unlikely]] release();
  }

  // numerator / denominator; the denominator must not be zero.
  [[nodiscard]] static Exact ratio(std::int64_t numerator, std::int64_t denominator);
  // 10 to a power, negative ones too.
  [[nodiscard]] static Exact power_of_ten(int exponent);
  // Digits with at most one decimal point, such as "8.50"; absent when it is anything else.
  [[nodiscard]] static std::optional<Exact> parse(std::string_view digits);

  [[nodiscard]] bool is_zero() const { return numerator_ == 0; }
  [[nodiscard]] int sign() const {  // -1, 0, 1
    if (is_big()) [[unlikely]] return big_sign();
    return (numerator_ > 0) - (numerator_ < 0);
  }
  [[nodiscard]] bool is_integer() const { return is_big() ? big_is_integer() : denominator_ == 1; }
  [[nodiscard]] Exact abs() const { return sign() < 0 ? -*this : *this; }
  [[nodiscard]] Exact operator-() const { return is_big() ? big_negated() : Exact(-numerator_, denominator_); }

  friend Exact operator+(const Exact& a, const Exact& b) {
    std::int64_t sum = 0;
    if (a.denominator_ == 1 && b.denominator_ == 1 && !__builtin_add_overflow(a.numerator_, b.numerator_, &sum)) return sum;
    return add(a, b);
  }
  friend Exact operator-(const Exact& a, const Exact& b) {
    std::int64_t difference = 0;
    if (a.denominator_ == 1 && b.denominator_ == 1 && !__builtin_sub_overflow(a.numerator_, b.numerator_, &difference)) {
      return difference;
    }
    return add(a, -b);
  }
  friend Exact operator*(const Exact& a, const Exact& b) {
    std::int64_t product = 0;
    if (a.denominator_ == 1 && b.denominator_ == 1 && !__builtin_mul_overflow(a.numerator_, b.numerator_, &product)) {
      return product;
    }
    return multiply(a, b);
  }
  // The divisor must not be zero.
  friend Exact operator/(const Exact& a, const Exact& b);
  // Reduced fractions are equal only when they are the same.
  friend bool operator==(const Exact& a, const Exact& b) {
    if (a.denominator_ != b.denominator_) return false;
    return a.is_big() ? compare(a, b) == std::strong_ordering::equal : a.numerator_ == b.numerator_;
  }
  friend std::strong_ordering operator<=>(const Exact& a, const Exact& b) {
    if (a.denominator_ == b.denominator_ && !a.is_big()) return a.numerator_ <=> b.numerator_;
    return compare(a, b);
  }

  // Exact text: a decimal such as "8.5" where one exists (no trailing zeros), else "1/3".
  [[nodiscard]] std::string to_string() const;
  // Rounded half away from zero to `places` decimals, trailing zeros taken off: for reading, never for computing.
  [[nodiscard]] std::string to_decimal(int places) const;
  // The exponent n when the value is exactly 10ⁿ.
  [[nodiscard]] std::optional<int> as_power_of_ten() const;

 private:
  struct Big;  // a cpp_rational with several owners; its header is too heavy for everyone who counts
  friend struct BigArithmetic;

  // Reduced, and the denominator > 0.
  Exact(std::int64_t numerator, std::int64_t denominator) : numerator_(numerator), denominator_(denominator) {}

  [[nodiscard]] bool is_big() const { return denominator_ == 0; }
  void retain() const;
  void release() const;
  [[nodiscard]] int big_sign() const;
  [[nodiscard]] bool big_is_integer() const;
  [[nodiscard]] Exact big_negated() const;
  static Exact smallest();
  static Exact add(const Exact& a, const Exact& b);
  static Exact multiply(const Exact& a, const Exact& b);
  static std::strong_ordering compare(const Exact& a, const Exact& b);

  // A denominator of zero marks a value that does not fit: the numerator is then its address.
  std::int64_t numerator_ = 0;  // never the smallest of all, so that its negation fits too
  std::int64_t denominator_ = 1;
};

}  // namespace gouji::analyzer
