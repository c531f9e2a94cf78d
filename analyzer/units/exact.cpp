#include "analyzer/units/exact.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <stdexcept>

namespace gouji::analyzer {

struct Exact::Big {
  boost::multiprecision::cpp_rational value;
};

namespace {

__extension__ using Wide = __int128;
using BigInt = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

constexpr Wide kSmallest = std::numeric_limits<std::int64_t>::min() + 1;  // its negation fits too
constexpr Wide kLargest = std::numeric_limits<std::int64_t>::max();

bool fits(Wide value) { return value >= kSmallest && value <= kLargest; }

Wide greatest_common_divisor(Wide a, Wide b) {
  if (a < 0) a = -a;
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

}  // namespace

Exact Exact::ratio(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) throw std::domain_error("Exact: division by zero");
  return Exact(numerator) / Exact(denominator);
}

Exact Exact::power_of_ten(int exponent) {
  Exact result = 1;
  const int steps = exponent < 0 ? -exponent : exponent;
  for (int i = 0; i < steps; ++i) result = result * Exact(10);
  return exponent < 0 ? Exact(1) / result : result;
}

std::optional<Exact> Exact::parse(std::string_view digits) {
  const std::size_t point = digits.find('.');
  const std::string_view whole = digits.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? std::string_view() : digits.substr(point + 1);
  if (whole.empty() || (point != std::string_view::npos && fraction.empty())) return std::nullopt;
  Exact mantissa;
  for (const std::string_view part : {whole, fraction}) {
    for (const char c : part) {
      if (c < '0' || c > '9') return std::nullopt;
      mantissa = mantissa * Exact(10) + Exact(c - '0');
    }
  }
  return fraction.empty() ? mantissa : mantissa * power_of_ten(-static_cast<int>(fraction.size()));
}

// The way to and from the form that never overflows.
struct BigArithmetic {
  static Rational big(const Exact& exact) { return exact.big_ ? exact.big_->value : Rational(exact.numerator_, exact.denominator_); }

  static Exact from_big(const Rational& value) {
    const BigInt numerator = boost::multiprecision::numerator(value);
    const BigInt denominator = boost::multiprecision::denominator(value);
    const BigInt limit = std::numeric_limits<std::int64_t>::max();
    Exact result;
    if (boost::multiprecision::abs(numerator) <= limit && denominator <= limit) {
      result.numerator_ = numerator.convert_to<std::int64_t>();
      result.denominator_ = denominator.convert_to<std::int64_t>();
    } else {
      result.big_ = std::make_shared<const Exact::Big>(Exact::Big{value});
    }
    return result;
  }
};

namespace {

Rational big(const Exact& exact) { return BigArithmetic::big(exact); }

}  // namespace

bool Exact::is_zero() const { return !big_ && numerator_ == 0; }

int Exact::sign() const {
  if (big_) return big_->value.sign();
  return (numerator_ > 0) - (numerator_ < 0);
}

bool Exact::is_integer() const {
  return big_ ? boost::multiprecision::denominator(big_->value) == 1 : denominator_ == 1;
}

Exact Exact::abs() const { return sign() < 0 ? Exact(0) - *this : *this; }

Exact operator+(const Exact& a, const Exact& b) {
  if (!a.big_ && !b.big_) {
    const Wide numerator = Wide(a.numerator_) * b.denominator_;
    const Wide other = Wide(b.numerator_) * a.denominator_;
    const Wide denominator = Wide(a.denominator_) * b.denominator_;
    // Each product is below 2¹²⁶, so their sum fits in 128 bits.
    const Wide sum = numerator + other;
    const Wide common = greatest_common_divisor(sum, denominator);
    if (fits(sum / common) && fits(denominator / common)) {
      Exact result;
      result.numerator_ = static_cast<std::int64_t>(sum / common);
      result.denominator_ = static_cast<std::int64_t>(denominator / common);
      return result;
    }
  }
  return BigArithmetic::from_big(big(a) + big(b));
}

Exact operator-(const Exact& a, const Exact& b) { return a + b * Exact(-1); }

Exact operator*(const Exact& a, const Exact& b) {
  if (!a.big_ && !b.big_) {
    const Wide numerator = Wide(a.numerator_) * b.numerator_;
    const Wide denominator = Wide(a.denominator_) * b.denominator_;
    const Wide common = greatest_common_divisor(numerator, denominator);
    if (fits(numerator / common) && fits(denominator / common)) {
      Exact result;
      result.numerator_ = static_cast<std::int64_t>(numerator / common);
      result.denominator_ = static_cast<std::int64_t>(denominator / common);
      return result;
    }
  }
  return BigArithmetic::from_big(big(a) * big(b));
}

Exact operator/(const Exact& a, const Exact& b) {
  if (b.is_zero()) throw std::domain_error("Exact: division by zero");
  if (!b.big_) {
    Exact inverse;
    inverse.numerator_ = b.numerator_ < 0 ? -b.denominator_ : b.denominator_;
    inverse.denominator_ = b.numerator_ < 0 ? -b.numerator_ : b.numerator_;
    return a * inverse;
  }
  return BigArithmetic::from_big(big(a) / big(b));
}

bool operator==(const Exact& a, const Exact& b) { return (a <=> b) == std::strong_ordering::equal; }

std::strong_ordering operator<=>(const Exact& a, const Exact& b) {
  if (!a.big_ && !b.big_) {
    return Wide(a.numerator_) * b.denominator_ <=> Wide(b.numerator_) * a.denominator_;
  }
  const int order = big(a).compare(big(b));
  return order < 0 ? std::strong_ordering::less : order > 0 ? std::strong_ordering::greater : std::strong_ordering::equal;
}

std::string Exact::to_string() const {
  const Rational value = big(*this);
  BigInt numerator = boost::multiprecision::numerator(value);
  const BigInt denominator = boost::multiprecision::denominator(value);
  if (denominator == 1) return numerator.str();
  BigInt rest = denominator;
  int twos = 0;
  int fives = 0;
  while (rest % 2 == 0) {
    rest /= 2;
    ++twos;
  }
  while (rest % 5 == 0) {
    rest /= 5;
    ++fives;
  }
  if (rest != 1) return numerator.str() + "/" + denominator.str();
  return to_decimal(std::max(twos, fives));
}

std::string Exact::to_decimal(int places) const {
  const Rational value = big(*this);
  BigInt numerator = boost::multiprecision::numerator(value);
  const BigInt denominator = boost::multiprecision::denominator(value);
  const bool negative = numerator < 0;
  if (negative) numerator = -numerator;
  const BigInt scale = boost::multiprecision::pow(BigInt(10), static_cast<unsigned>(places));
  // Half away from zero: add half of the denominator before dividing.
  const BigInt scaled = (numerator * scale * 2 + denominator) / (denominator * 2);
  std::string digits = scaled.str();
  const auto width = static_cast<std::size_t>(places);
  if (digits.size() <= width) digits.insert(0, width + 1 - digits.size(), '0');
  std::string text = digits.substr(0, digits.size() - width);
  std::string fraction = digits.substr(digits.size() - width);
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  if (!fraction.empty()) text += "." + fraction;
  return negative && scaled != 0 ? "-" + text : text;
}

std::optional<int> Exact::as_power_of_ten() const {
  if (sign() <= 0) return std::nullopt;
  Exact value = *this;
  int exponent = 0;
  while (value < Exact(1)) {
    value = value * Exact(10);
    --exponent;
    if (!value.is_integer() && exponent < -64) return std::nullopt;
  }
  while (value >= Exact(10)) {
    value = value / Exact(10);
    ++exponent;
    if (!value.is_integer()) return std::nullopt;
  }
  if (value != Exact(1)) return std::nullopt;
  return exponent;
}

}  // namespace gouji::analyzer
