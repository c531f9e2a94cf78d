#include "analyzer/units/exact.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <boost/multiprecision/cpp_int.hpp>
#include <stdexcept>

namespace gouji::analyzer {

struct Exact::Big {
  boost::multiprecision::cpp_rational value;
  std::atomic<std::uint32_t> owners = 1;
};

namespace {

__extension__ using Wide = __int128;
using BigInt = boost::multiprecision::cpp_int;
using Rational = boost::multiprecision::cpp_rational;

constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();
constexpr int kMostPlaces = 18;  // 10¹⁸ is the greatest power of ten in 64 bits

constexpr auto kPowersOfTen = [] {
  std::array<std::int64_t, kMostPlaces + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

std::uint64_t magnitude(std::int64_t value) {
  return value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

// Stein's algorithm; gcd(a, 0) is a.
std::int64_t greatest_common_divisor(std::int64_t signed_a, std::int64_t signed_b) {
  std::uint64_t a = magnitude(signed_a);
  std::uint64_t b = magnitude(signed_b);
  if (a == 1 || b == 1) return 1;
  if (a == 0 || b == 0) return static_cast<std::int64_t>(a | b);
  // Mostly one is much smaller than the other: what they share is in the remainder too.
  if (a < b) std::swap(a, b);
  a %= b;
  if (a <= 1) return static_cast<std::int64_t>(a == 0 ? b : 1);
  const int twos = std::countr_zero(a | b);
  a >>= std::countr_zero(a);
  while (b != 0) {
    b >>= std::countr_zero(b);
    if (a > b) std::swap(a, b);
    b -= a;
  }
  return static_cast<std::int64_t>(a << twos);
}

bool fits(std::int64_t value) { return value != std::numeric_limits<std::int64_t>::min(); }

std::string decimal(std::uint64_t digits, std::size_t places, bool negative) {
  std::string text = std::to_string(digits);
  if (places > 0) {
    if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
    text.insert(text.size() - places, 1, '.');
    text.resize(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  if (negative && digits != 0) text.insert(0, 1, '-');
  return text;
}

}  // namespace

// The way to and from the form that never overflows.
struct BigArithmetic {
  static Exact::Big* body(const Exact& exact) { return reinterpret_cast<Exact::Big*>(exact.numerator_); }

  static Rational big(const Exact& exact) {
    return exact.is_big() ? body(exact)->value : Rational(exact.numerator_, exact.denominator_);
  }

  static Exact from_big(const Rational& value) {
    const BigInt numerator = boost::multiprecision::numerator(value);
    const BigInt denominator = boost::multiprecision::denominator(value);
    if (boost::multiprecision::abs(numerator) <= kLargest && denominator <= kLargest) {
      return {numerator.convert_to<std::int64_t>(), denominator.convert_to<std::int64_t>()};
    }
    return {reinterpret_cast<std::intptr_t>(new Exact::Big{value}), 0};
  }
};

namespace {

Rational big(const Exact& exact) { return BigArithmetic::big(exact); }

Exact parse_long(std::string_view whole, std::string_view fraction) {
  std::string digits = std::string(whole) + std::string(fraction);
  // A number with a leading zero would be read as octal.
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  const BigInt scale = boost::multiprecision::pow(BigInt(10), static_cast<unsigned>(fraction.size()));
  return BigArithmetic::from_big(Rational(BigInt(digits), scale));
}

}  // namespace

void Exact::retain() const { BigArithmetic::body(*this)->owners.fetch_add(1, std::memory_order_relaxed); }

void Exact::release() const {
  Big* body = BigArithmetic::body(*this);
  if (body->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete body;
}

int Exact::big_sign() const { return BigArithmetic::body(*this)->value.sign(); }
bool Exact::big_is_integer() const { return boost::multiprecision::denominator(BigArithmetic::body(*this)->value) == 1; }
Exact Exact::big_negated() const { return BigArithmetic::from_big(-BigArithmetic::body(*this)->value); }
Exact Exact::smallest() { return BigArithmetic::from_big(Rational(std::numeric_limits<std::int64_t>::min())); }

Exact Exact::ratio(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) throw std::domain_error("Exact: division by zero");
  return Exact(numerator) / Exact(denominator);
}

Exact Exact::power_of_ten(int exponent) {
  const int size = exponent < 0 ? -exponent : exponent;
  if (size <= kMostPlaces) {
    const std::int64_t power = kPowersOfTen[static_cast<std::size_t>(size)];
    return exponent < 0 ? Exact(1, power) : Exact(power, 1);
  }
  const Rational power = boost::multiprecision::pow(BigInt(10), static_cast<unsigned>(size));
  return BigArithmetic::from_big(exponent < 0 ? 1 / power : power);
}

std::optional<Exact> Exact::parse(std::string_view digits) {
  const std::size_t point = digits.find('.');
  const std::string_view whole = digits.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? std::string_view() : digits.substr(point + 1);
  if (whole.empty() || (point != std::string_view::npos && fraction.empty())) return std::nullopt;
  const bool small = whole.size() + fraction.size() <= kMostPlaces;
  std::int64_t mantissa = 0;
  for (const std::string_view part : {whole, fraction}) {
    for (const char c : part) {
      if (c < '0' || c > '9') return std::nullopt;
      if (small) mantissa = mantissa * 10 + (c - '0');
    }
  }
  if (!small) return parse_long(whole, fraction);
  if (fraction.empty() || mantissa == 0) return Exact(mantissa, 1);
  // A power of ten shares twos and fives alone.
  std::int64_t scale = kPowersOfTen[fraction.size()];
  const int places = static_cast<int>(fraction.size());
  const int twos = std::min(std::countr_zero(magnitude(mantissa)), places);
  mantissa >>= twos;
  scale >>= twos;
  for (int fives = 0; fives < places && mantissa % 5 == 0; ++fives) {
    mantissa /= 5;
    scale /= 5;
  }
  return Exact(mantissa, scale);
}

Exact Exact::add(const Exact& a, const Exact& b) {
  if (!a.is_big() && !b.is_big()) {
    // Only what the denominators share can be left to reduce.
    const std::int64_t shared = greatest_common_divisor(a.denominator_, b.denominator_);
    const std::int64_t widen_b = a.denominator_ / shared;
    const Wide sum = Wide(a.numerator_) * (b.denominator_ / shared) + Wide(b.numerator_) * widen_b;
    if (sum >= -Wide(kLargest) && sum <= Wide(kLargest)) {
      const auto numerator = static_cast<std::int64_t>(sum);
      const std::int64_t common = greatest_common_divisor(numerator, shared);
      std::int64_t denominator = 0;
      if (!__builtin_mul_overflow(widen_b, b.denominator_ / common, &denominator)) return {numerator / common, denominator};
    }
  }
  return BigArithmetic::from_big(big(a) + big(b));
}

Exact Exact::multiply(const Exact& a, const Exact& b) {
  if (!a.is_big() && !b.is_big()) {
    const std::int64_t left = greatest_common_divisor(a.numerator_, b.denominator_);
    const std::int64_t right = greatest_common_divisor(b.numerator_, a.denominator_);
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    const bool overflow = __builtin_mul_overflow(a.numerator_ / left, b.numerator_ / right, &numerator) ||
                          __builtin_mul_overflow(a.denominator_ / right, b.denominator_ / left, &denominator);
    if (!overflow && fits(numerator)) return {numerator, denominator};
  }
  return BigArithmetic::from_big(big(a) * big(b));
}

Exact operator/(const Exact& a, const Exact& b) {
  if (b.is_zero()) throw std::domain_error("Exact: division by zero");
  if (b.is_big()) return BigArithmetic::from_big(big(a) / big(b));
  const bool negative = b.numerator_ < 0;
  return a * Exact(negative ? -b.denominator_ : b.denominator_, negative ? -b.numerator_ : b.numerator_);
}

std::strong_ordering Exact::compare(const Exact& a, const Exact& b) {
  if (!a.is_big() && !b.is_big()) {
    return Wide(a.numerator_) * b.denominator_ <=> Wide(b.numerator_) * a.denominator_;
  }
  const int order = big(a).compare(big(b));
  return order < 0 ? std::strong_ordering::less : order > 0 ? std::strong_ordering::greater : std::strong_ordering::equal;
}

std::string Exact::to_string() const {
  if (denominator_ == 1) return std::to_string(numerator_);
  if (!is_big()) {
    for (int places = 1; places <= kMostPlaces; ++places) {
      const std::int64_t scale = kPowersOfTen[static_cast<std::size_t>(places)];
      if (scale % denominator_ != 0) continue;
      std::uint64_t digits = 0;
      const auto widen = static_cast<std::uint64_t>(scale / denominator_);
      if (__builtin_mul_overflow(magnitude(numerator_), widen, &digits)) break;
      return decimal(digits, static_cast<std::size_t>(places), numerator_ < 0);
    }
  }
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
  if (!is_big() && places <= kMostPlaces) {
    const std::uint64_t amount = magnitude(numerator_);
    const auto scale = static_cast<std::uint64_t>(kPowersOfTen[static_cast<std::size_t>(places)]);
    const auto divisor = static_cast<std::uint64_t>(denominator_);
    const std::uint64_t rest = amount % divisor;
    std::uint64_t whole = 0;
    std::uint64_t twice = 0;  // twice the rest, scaled; half of the denominator is added before dividing
    const bool overflow = __builtin_mul_overflow(amount / divisor, scale, &whole) ||
                          __builtin_mul_overflow(rest * 2, scale, &twice) ||
                          __builtin_add_overflow(twice, divisor, &twice) ||
                          __builtin_add_overflow(whole, twice / 2 / divisor, &whole);
    if (!overflow) return decimal(whole, static_cast<std::size_t>(places), numerator_ < 0);
  }
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
  if (!is_big()) {
    // A power of ten is 10ⁿ / 1 or 1 / 10ⁿ once it is reduced.
    if (numerator_ != 1 && denominator_ != 1) return std::nullopt;
    const auto power = std::lower_bound(kPowersOfTen.begin(), kPowersOfTen.end(), std::max(numerator_, denominator_));
    if (power == kPowersOfTen.end() || *power != std::max(numerator_, denominator_)) return std::nullopt;
    const auto exponent = static_cast<int>(power - kPowersOfTen.begin());
    return numerator_ == 1 ? -exponent : exponent;
  }
  const Rational value = big(*this);
  const BigInt numerator = boost::multiprecision::numerator(value);
  const BigInt denominator = boost::multiprecision::denominator(value);
  if (numerator != 1 && denominator != 1) return std::nullopt;
  BigInt rest = std::max(numerator, denominator);
  int exponent = 0;
  for (; rest % 10 == 0; rest /= 10) ++exponent;
  if (rest != 1) return std::nullopt;
  return numerator == 1 ? -exponent : exponent;
}

}  // namespace gouji::analyzer
