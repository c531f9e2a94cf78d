#include "dsl/ast.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "dsl/unicode.hpp"

namespace gouji::dsl {

namespace {

Span covering(Span a, Span b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

// The opening quote is as long as the closing one.
std::string_view without_quotes(std::string_view raw) {
  const std::size_t quote = decode(raw, 0).length;
  return raw.substr(quote, raw.size() - 2 * quote);
}

}  // namespace

std::optional<std::string_view> text_as_written(const SourceText& source, const Token& token) {
  if (!token.as_written) return std::nullopt;
  const std::string_view raw = source.slice(token.span);
  return token.kind == TokenKind::String ? without_quotes(raw) : raw;
}

std::string text_of(const SourceText& source, const Token& token) {
  if (const auto written = text_as_written(source, token)) return std::string(*written);
  const std::string_view raw = source.slice(token.span);
  if (token.kind != TokenKind::String) return fold_width(raw);
  const std::string_view inner = without_quotes(raw);
  std::string result;
  result.reserve(inner.size());
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] == '\\' && i + 1 < inner.size() && (inner[i + 1] == '"' || inner[i + 1] == '\\')) ++i;
    result += inner[i];
  }
  return result;
}

std::string digits_of(const SourceText& source, const Token& token) {
  const std::string_view raw = source.slice(token.span);
  return token.as_written ? std::string(raw) : fold_width(raw);
}

std::string unit_text(const SourceText& source, const TokenRange& words) {
  std::string result;
  for (const Token& word : words) {
    if (!result.empty()) result += '/';
    const std::string_view raw = source.slice(word.span);
    result += word.as_written ? std::string(raw) : fold_width(raw);
  }
  return result;
}

std::optional<DateParts> parse_date(const SourceText& source, const Token& token) {
  if (token.year && token.as_written) {
    const char* digit = source.text().data() + token.span.begin;
    return DateParts{(digit[0] - '0') * 1000 + (digit[1] - '0') * 100 + (digit[2] - '0') * 10 + (digit[3] - '0'), 0, 0, false};
  }
  const std::string folded = token.as_written ? std::string() : fold_width(source.slice(token.span));
  const std::string_view text = token.as_written ? source.slice(token.span) : std::string_view(folded);
  std::array<int, 4> numbers{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size() && count < numbers.size();) {
    if (text[i] < '0' || text[i] > '9') {
      ++i;
      continue;
    }
    int number = 0;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9' && number < 100000) number = number * 10 + (text[i++] - '0');
    numbers[count++] = number;
  }
  if (count == 0 || count > 3 || numbers[0] < 1000 || numbers[0] > 9999) return std::nullopt;
  DateParts parts{numbers[0], 0, 0, text.ends_with("底") || text.ends_with("末")};
  if (count > 1) {
    parts.month = numbers[1];
    if (parts.month < 1 || parts.month > 12) return std::nullopt;
  }
  if (count > 2) {
    parts.day = numbers[2];
    const std::chrono::year_month_day date{std::chrono::year{parts.year}, std::chrono::month{static_cast<unsigned>(parts.month)},
                                           std::chrono::day{static_cast<unsigned>(parts.day)}};
    if (!date.ok()) return std::nullopt;
  }
  return parts;
}

Span span_of(const Amount& amount) { return covering(amount.number ? amount.number->span : Span{}, amount.unit.span()); }

Span span_of(const Value& value) {
  Span span = span_of(value.low);
  if (value.high) span = covering(span, span_of(*value.high));
  for (const OptionalToken part : {value.comparator, value.sign, value.trailing, value.base}) {
    if (part) span = covering(span, part->span);
  }
  return span;
}

}  // namespace gouji::dsl
