#include "dsl/ast.hpp"

#include <algorithm>
#include <chrono>

#include "dsl/unicode.hpp"

namespace gouji::dsl {

namespace {

Span covering(Span a, Span b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

}  // namespace

std::string text_of(const SourceText& source, const Token& token) {
  const std::string_view raw = source.slice(token.span);
  if (token.kind != TokenKind::String) return fold_width(raw);
  const std::size_t quote = decode(raw, 0).length;
  const std::string_view inner = raw.substr(quote, raw.size() - 2 * quote);
  std::string result;
  result.reserve(inner.size());
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] == '\\' && i + 1 < inner.size() && (inner[i + 1] == '"' || inner[i + 1] == '\\')) ++i;
    result += inner[i];
  }
  return result;
}

std::string digits_of(const SourceText& source, const Token& token) { return fold_width(source.slice(token.span)); }

std::string unit_text(const SourceText& source, const std::vector<Token>& words) {
  std::string result;
  for (const Token& word : words) {
    if (!result.empty()) result += '/';
    result += fold_width(source.slice(word.span));
  }
  return result;
}

std::optional<DateParts> parse_date(const SourceText& source, const Token& token) {
  const std::string text = fold_width(source.slice(token.span));
  std::vector<int> numbers;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] < '0' || text[i] > '9') {
      ++i;
      continue;
    }
    int number = 0;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9' && number < 100000) number = number * 10 + (text[i++] - '0');
    numbers.push_back(number);
  }
  if (numbers.empty() || numbers.size() > 3 || numbers[0] < 1000 || numbers[0] > 9999) return std::nullopt;
  DateParts parts{numbers[0], 0, 0, text.ends_with("底") || text.ends_with("末")};
  if (numbers.size() > 1) {
    parts.month = numbers[1];
    if (parts.month < 1 || parts.month > 12) return std::nullopt;
  }
  if (numbers.size() > 2) {
    parts.day = numbers[2];
    const std::chrono::year_month_day date{std::chrono::year{parts.year}, std::chrono::month{static_cast<unsigned>(parts.month)},
                                           std::chrono::day{static_cast<unsigned>(parts.day)}};
    if (!date.ok()) return std::nullopt;
  }
  return parts;
}

Span span_of(const Amount& amount) {
  Span span = amount.number ? amount.number->span : Span{};
  for (const Token& word : amount.unit) span = covering(span, word.span);
  return span;
}

Span span_of(const Value& value) {
  Span span = span_of(value.low);
  if (value.high) span = covering(span, span_of(*value.high));
  for (const auto& part : {value.comparator, value.sign, value.trailing, value.base}) {
    if (part) span = covering(span, part->span);
  }
  return span;
}

}  // namespace gouji::dsl
