#include "dsl/source.hpp"

#include <algorithm>

#include "dsl/unicode.hpp"

namespace gouji::dsl {

namespace {

// In bytes. Columns of shorter lines are counted from their beginning.
constexpr std::uint32_t kLongLine = 4096;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

SourceText::SourceText(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {
  if (text_.starts_with(kByteOrderMark)) text_.erase(0, kByteOrderMark.size());
}

const std::vector<std::uint32_t>& SourceText::line_starts() const {
  if (line_starts_.empty()) {
    line_starts_.push_back(0);
    for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1)) {
      line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
  }
  return line_starts_;
}

std::uint32_t SourceText::line_at(std::uint32_t offset) const {
  const auto& starts = line_starts();
  return static_cast<std::uint32_t>(std::upper_bound(starts.begin(), starts.end(), offset) - starts.begin());
}

std::uint32_t SourceText::column_at(std::uint32_t line, std::uint32_t offset) const {
  const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(offset, text_.size()));
  const std::uint32_t line_start = line_starts()[line - 1];
  const auto characters = [&](std::uint32_t from) { return static_cast<std::uint32_t>(length(std::string_view(text_).substr(from, end - from))); };
  if (end - line_start < kLongLine) return 1 + characters(line_start);
  const std::uint64_t last = last_.load(std::memory_order_relaxed);
  const auto last_offset = static_cast<std::uint32_t>(last >> 32);
  const auto last_column = static_cast<std::uint32_t>(last);
  const bool goes_on = last_column > 0 && line_start <= last_offset && last_offset <= end;
  const std::uint32_t column = goes_on ? last_column + characters(last_offset) : 1 + characters(line_start);
  last_.store(std::uint64_t{end} << 32 | column, std::memory_order_relaxed);
  return column;
}

LineColumn SourceText::position(std::uint32_t offset) const {
  const std::uint32_t line = line_at(offset);
  return {line, column_at(line, offset)};
}

Region SourceText::region(Span span) const {
  const LineColumn begin = position(span.begin);
  const auto& starts = line_starts();
  const bool one_line = span.begin <= span.end && (begin.line == starts.size() || span.end < starts[begin.line]);
  if (!one_line) return {begin, position(span.end)};
  return {begin, {begin.line, column_at(begin.line, span.end)}};
}

std::uint32_t SourceText::line_count() const { return static_cast<std::uint32_t>(line_starts().size()); }

Span SourceText::line_span(std::uint32_t line) const {
  const auto& starts = line_starts();
  if (line == 0 || line > starts.size()) return {};
  const std::uint32_t begin = starts[line - 1];
  std::uint32_t end = line < starts.size() ? starts[line] - 1 : static_cast<std::uint32_t>(text_.size());
  if (end > begin && text_[end - 1] == '\r') --end;
  return {begin, end};
}

}  // namespace gouji::dsl
