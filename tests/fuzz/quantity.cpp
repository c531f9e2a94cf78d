#include "analyzer/units/quantity.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <vector>

#include "dsl/unicode.hpp"
#include "tests/fuzz/targets.hpp"

namespace gouji::fuzz {

namespace {

using analyzer::Comparator;
using analyzer::Exact;
using analyzer::Quantity;
using analyzer::UnitCatalogue;
using analyzer::ValueSet;
using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

// The parser lets no longer number through.
constexpr std::size_t kMostDigits = 60;
constexpr std::size_t kMostFigures = 3;

cpp_int integer_of(std::string_view digits) {
  cpp_int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

cpp_int ten_to(std::size_t exponent) { return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent)); }

// "8.5", "-3", "1/3"
cpp_rational rational_of(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  cpp_rational value;
  if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
    value = cpp_rational(integer_of(text.substr(0, slash)), integer_of(text.substr(slash + 1)));
  } else if (const std::size_t point = text.find('.'); point != std::string_view::npos) {
    const std::string_view fraction = text.substr(point + 1);
    value = cpp_rational(integer_of(text.substr(0, point)) * ten_to(fraction.size()) + integer_of(fraction), ten_to(fraction.size()));
  } else {
    value = integer_of(text);
  }
  return negative ? cpp_rational(-value) : value;
}

cpp_rational oracle(const Exact& value) { return rational_of(value.to_string()); }

bool is_number(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return !text.empty() && std::all_of(text.begin(), text.end(), digit);
  return is_number(text.substr(0, point)) && !text.substr(point + 1).empty() &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(point) + 1, text.end(), digit);
}

struct Figure {
  std::optional<Exact> number;
  cpp_rational expected;
  std::optional<Quantity> quantity;
};

Figure read_figure(std::string_view line) {
  const std::string text = dsl::fold_width(line);
  const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
  const std::string digits = text.substr(0, std::min(end, kMostDigits));
  Figure figure;
  figure.number = Exact::parse(digits);
  require(figure.number.has_value() == is_number(digits), "digits are read exactly when they are a number");
  if (!figure.number) return figure;
  figure.expected = rational_of(digits);
  require(oracle(*figure.number) == figure.expected, "digits are read as another number");

  const std::string word = text.substr(end);
  const analyzer::ScaledUnit unit = UnitCatalogue::builtin().read(word);
  require(!unit.unit || unit.unit->factor > Exact(0), "a unit's factor is not positive");
  require(unit.scale > Exact(0), "a scale is not positive");
  Quantity quantity;
  quantity.written = text;
  quantity.number = *figure.number * unit.scale;
  quantity.scale_word = unit.scale_word;
  quantity.unit = unit.unit;
  quantity.own_unit = true;
  if (const std::size_t point = digits.find('.'); point != std::string::npos) {
    quantity.decimals = static_cast<int>(digits.size() - point - 1);
  }
  quantity.step = Exact::power_of_ten(-quantity.decimals) * unit.scale;
  figure.quantity = std::move(quantity);
  return figure;
}

cpp_rational rounded(const cpp_rational& value, int places) {
  const cpp_rational magnitude = (value < 0 ? cpp_rational(-value) : value) * ten_to(static_cast<std::size_t>(places));
  const cpp_int whole = (numerator(magnitude) * 2 + denominator(magnitude)) / (denominator(magnitude) * 2);
  const cpp_rational result(whole, ten_to(static_cast<std::size_t>(places)));
  return value < 0 ? cpp_rational(-result) : result;
}

void check_texts(const Exact& value, const cpp_rational& expected) {
  require(value.sign() == expected.sign(), "a sign is wrong");
  require(value.is_zero() == expected.is_zero(), "a zero is missed");
  require(value.is_integer() == (denominator(expected) == 1), "an integer is missed");
  require(oracle(value.abs()) == abs(expected), "an absolute value is wrong");
  for (const int places : {0, 2, 4}) {
    require(rational_of(value.to_decimal(places)) == rounded(expected, places), "a decimal is rounded wrongly");
  }
  if (const auto exponent = value.as_power_of_ten()) {
    require(value == Exact::power_of_ten(*exponent), "a power of ten is none");
  }
}

void check_arithmetic(const Figure& a, const Figure& b) {
  const auto& x = *a.number;
  const auto& y = *b.number;
  require(oracle(x + y) == a.expected + b.expected, "a sum is wrong");
  require(oracle(x - y) == a.expected - b.expected, "a difference is wrong");
  require(oracle(x * y) == a.expected * b.expected, "a product is wrong");
  require((x == y) == (a.expected == b.expected) && (x < y) == (a.expected < b.expected), "an order is wrong");
  require(x - y == Exact(0) - (y - x), "a difference depends on the order");
  check_texts(x - y, a.expected - b.expected);
  if (y.is_zero()) return;
  const Exact quotient = x / y;
  require(oracle(quotient) == a.expected / b.expected, "a quotient is wrong");
  require(quotient * y == x, "a quotient times its divisor is another number");
  check_texts(quotient, a.expected / b.expected);
}

void check_sets(const Quantity& quantity) {
  using enum Comparator;
  const Exact value = quantity.normalized();
  require(value_set(Equal, quantity).contains(value), "= leaves its value out");
  require(value_set(AtLeast, quantity).contains(value) && value_set(AtMost, quantity).contains(value), "a closed bound leaves its value out");
  require(!value_set(MoreThan, quantity).contains(value) && !value_set(LessThan, quantity).contains(value), "an open bound takes its value in");
  require(!value_set(MoreThan, quantity).meets(value_set(LessThan, quantity)), "above and below meet");
  require(value.is_zero() || value_set(About, quantity).contains(value), "about a value leaves it out");
  require(accuracy_interval(quantity).contains(value), "an accuracy interval leaves its value out");
  require(agreement(quantity, quantity) == analyzer::Agreement::Equal, "a figure does not agree with itself");
  require(dsl::length(display_like(value, quantity)) > 0, "a value has no text");
}

void check_pair(const Quantity& a, const Quantity& b) {
  if (!a.unit != !b.unit || (a.unit && !comparable(*a.unit, *b.unit))) return;
  require(agreement(a, b) == agreement(b, a), "agreement depends on the order");
  const bool equal = a.normalized() == b.normalized();
  require(equal == (agreement(a, b) == analyzer::Agreement::Equal), "equal figures do not agree");
  for (const Comparator left : {Comparator::AtLeast, Comparator::About, Comparator::LessThan}) {
    for (const Comparator right : {Comparator::Equal, Comparator::MoreThan}) {
      const ValueSet first = value_set(left, a);
      const ValueSet second = value_set(right, b);
      require(first.meets(second) == second.meets(first), "meeting depends on the order");
      if (right == Comparator::Equal) require(first.meets(second) == first.contains(b.normalized()), "a value meets a set it is not in");
    }
  }
}

std::string chinese_numeral(unsigned value) {
  constexpr std::array<const char*, 10> kDigits = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  constexpr std::array<std::pair<unsigned, const char*>, 4> kPlaces = {{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}}};
  std::string text;
  bool gap = false;
  for (const auto& [place, word] : kPlaces) {
    const unsigned digit = value / place % 10;
    if (digit == 0) {
      gap = !text.empty();
      continue;
    }
    if (gap) text += kDigits[0];
    gap = false;
    text += std::string(kDigits[digit]) + word;
  }
  return text;
}

// 1 to 99999999, from the bytes of the input, written out as a Chinese text writes it and read back.
void check_numerals(std::string_view text) {
  if (const auto read = analyzer::read_numeral(text)) {
    require(read->used > 0 && read->used <= text.size(), "a numeral reaches beyond its text");
    require(read->value >= Exact(0) && read->value.is_integer(), "a numeral is no whole number");
  }
  unsigned seed = 2166136261U;
  for (const char c : text) seed = (seed ^ static_cast<unsigned char>(c)) * 16777619U;
  const unsigned low = seed % 10000;
  const unsigned high = seed / 10000 % 10000;
  if (low + high == 0) return;
  std::string numeral = high == 0 ? "" : chinese_numeral(high) + "万";
  if (high != 0 && low != 0 && low < 1000) numeral += "零";
  if (low != 0) numeral += chinese_numeral(low);
  const auto read = analyzer::read_numeral(numeral);
  // 一万五 may be 15000 and is not read.
  require(read && read->used == numeral.size() && read->value == Exact(std::int64_t{high} * 10000 + low), "a numeral is read as another number");
}

}  // namespace

void quantity(std::string_view text) {
  std::vector<Figure> figures;
  for (std::size_t begin = 0; begin <= text.size() && figures.size() < kMostFigures;) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    figures.push_back(read_figure(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  std::erase_if(figures, [](const Figure& figure) { return !figure.number; });
  check_numerals(text);
  if (figures.empty()) return;
  const Figure& a = figures.front();
  const Figure& b = figures.back();
  // The oracle is slow: every input goes one of the ways, its length says which.
  switch (text.size() % 4) {
    case 0: return check_texts(*a.number, a.expected);
    case 1: return check_sets(*a.quantity);
    case 2: return check_pair(*a.quantity, *b.quantity);
    default: break;
  }
  check_arithmetic(a, b);
  if (figures.size() < kMostFigures) return;
  const Exact& x = *figures[0].number;
  const Exact& y = *figures[1].number;
  const Exact& z = *figures[2].number;
  require((x + y) * z == x * z + y * z, "multiplication does not distribute");
  require((x + y) + z == x + (y + z), "addition is not associative");
}

}  // namespace gouji::fuzz
