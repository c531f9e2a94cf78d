#include "reports/snippet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "dsl/unicode.hpp"

namespace gouji::reports {

namespace {

constexpr std::size_t kTabStop = 4;
constexpr std::string_view kReplacement = "\uFFFD";
// Of a longer line only the part around its first mark is shown.
constexpr std::uint32_t kLongestLine = 2000;
constexpr std::uint32_t kBeforeMark = 200;

std::string_view code_of(Colour colour) {
  switch (colour) {
    case Colour::None: return "";
    case Colour::Error: return "1;31";
    case Colour::Warning: return "1;33";
    case Colour::Info: return "1;36";
    case Colour::Secondary: return "1;34";
    case Colour::Frame: return "34";
    case Colour::Strong: return "1";
    case Colour::Good: return "32";
  }
  return "";
}

bool is_unsafe(char32_t value) {
  const bool control = value < 0x20 || (value >= 0x7F && value < 0xA0) || value == 0x2028 || value == 0x2029;
  const bool direction = value == 0x061C || value == 0x200E || value == 0x200F ||
                         (value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
  return control || direction;
}

// A line as shown: for each of its bytes (and its end) the cell and the offset in `text` where it begins.
struct LaidLine {
  std::string text;
  std::vector<std::size_t> cell;
  std::vector<std::size_t> offset;
};

LaidLine lay_out(std::string_view line) {
  LaidLine laid;
  std::size_t cell = 0;
  for (std::size_t at = 0; at < line.size();) {
    const dsl::CodePoint point = dsl::decode(line, at);
    laid.cell.insert(laid.cell.end(), point.length, cell);
    laid.offset.insert(laid.offset.end(), point.length, laid.text.size());
    const std::string_view bytes = line.substr(at, point.length);
    if (point.value == U'\t') {
      const std::size_t blanks = kTabStop - cell % kTabStop;
      laid.text.append(blanks, ' ');
      cell += blanks;
    } else {
      const bool invalid = point.value == U'\uFFFD' && point.length == 1;
      const std::string_view shown = invalid || is_unsafe(point.value) ? kReplacement : bytes;
      laid.text += shown;
      cell += dsl::display_width(shown);
    }
    at += point.length;
  }
  laid.cell.push_back(cell);
  laid.offset.push_back(laid.text.size());
  return laid;
}

// The part of `line` to show; its ends lie between characters.
dsl::Span window_of(const dsl::SourceText& source, dsl::Span line, std::uint32_t first_mark) {
  if (line.size() <= kLongestLine) return line;
  const auto between_characters = [&](std::uint32_t offset) {
    while (offset > line.begin && offset < line.end && (static_cast<unsigned char>(source.text()[offset]) & 0xC0) == 0x80) --offset;
    return offset;
  };
  const std::uint32_t begin = first_mark > line.begin + kBeforeMark ? between_characters(first_mark - kBeforeMark) : line.begin;
  return {begin, between_characters(std::min(line.end, begin + kLongestLine))};
}

// A mark on its line: bytes from the line's start, and cells.
struct PlacedMark {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t first_cell = 0;
  std::size_t end_cell = 0;
  std::string text;
  Colour colour = Colour::Secondary;
};

PlacedMark place(const Mark& mark, dsl::Span line, const LaidLine& laid) {
  PlacedMark placed;
  placed.begin = std::clamp(mark.span.begin, line.begin, line.end) - line.begin;
  placed.end = std::max<std::size_t>(std::min(mark.span.end, line.end) - line.begin, placed.begin);
  placed.first_cell = laid.cell[placed.begin];
  placed.end_cell = std::max(laid.cell[placed.end], placed.first_cell + 1);
  placed.text = mark.text;
  placed.colour = mark.colour == Colour::None ? Colour::Secondary : mark.colour;
  return placed;
}

// Marks of the same text become one, and of equal words in a row only the last keeps them.
std::vector<PlacedMark> merge(std::vector<PlacedMark> marks) {
  std::stable_sort(marks.begin(), marks.end(), [](const PlacedMark& a, const PlacedMark& b) {
    return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
  });
  std::vector<PlacedMark> merged;
  for (PlacedMark& mark : marks) {
    if (merged.empty() || merged.back().begin != mark.begin || merged.back().end != mark.end) {
      if (!merged.empty() && merged.back().text == mark.text) merged.back().text.clear();
      merged.push_back(std::move(mark));
      continue;
    }
    PlacedMark& same = merged.back();
    if (same.colour == Colour::Secondary) same.colour = mark.colour;
    if (!mark.text.empty() && same.text != mark.text) same.text += (same.text.empty() ? "" : " · ") + mark.text;
  }
  return merged;
}

// Runs of one colour, painted.
template <typename Piece>
std::string paint_runs(std::size_t size, const std::vector<Colour>& colours, const Painter& paint, Piece piece) {
  std::string painted;
  for (std::size_t begin = 0; begin < size;) {
    std::size_t end = begin + 1;
    while (end < size && colours[end] == colours[begin]) ++end;
    painted += paint(colours[begin], piece(begin, end));
    begin = end;
  }
  return painted;
}

void colour_range(std::vector<Colour>& colours, std::size_t begin, std::size_t end, Colour colour) {
  for (std::size_t i = begin; i < std::min(end, colours.size()); ++i) {
    if (colours[i] == Colour::None || colours[i] == Colour::Secondary) colours[i] = colour;
  }
}

std::string marked_line(const LaidLine& laid, const std::vector<PlacedMark>& marks, const Painter& paint) {
  std::vector<Colour> colours(laid.text.size(), Colour::None);
  for (const PlacedMark& mark : marks) {
    colour_range(colours, laid.offset[mark.begin], laid.offset[mark.end], mark.colour);
  }
  return paint_runs(laid.text.size(), colours, paint, [&](std::size_t begin, std::size_t end) {
    return std::string_view(laid.text).substr(begin, end - begin);
  });
}

std::string caret_row(const std::vector<PlacedMark>& marks, const Painter& paint) {
  std::size_t width = 0;
  for (const PlacedMark& mark : marks) width = std::max(width, mark.end_cell);
  std::vector<Colour> colours(width, Colour::None);
  for (const PlacedMark& mark : marks) colour_range(colours, mark.first_cell, mark.end_cell, mark.colour);
  std::string row = paint_runs(width, colours, paint, [&](std::size_t begin, std::size_t end) {
    return std::string(end - begin, colours[begin] == Colour::None ? ' ' : '^');
  });
  if (!marks.back().text.empty()) row += " " + paint(marks.back().colour, marks.back().text);
  return row;
}

// Words that do not stand beside the last caret go below, each on a line of its own, from right to left.
std::vector<std::string> hanging_rows(const std::vector<PlacedMark>& marks, const Painter& paint) {
  std::vector<const PlacedMark*> hanging;
  for (std::size_t i = 0; i + 1 < marks.size(); ++i) {
    if (!marks[i].text.empty()) hanging.push_back(&marks[i]);
  }
  std::vector<std::string> rows;
  for (; !hanging.empty(); hanging.pop_back()) {
    const PlacedMark& told = *hanging.back();
    std::string row;
    std::size_t cell = 0;
    for (const PlacedMark* mark : hanging) {
      if (mark->first_cell >= told.first_cell || mark->first_cell < cell) continue;
      row.append(mark->first_cell - cell, ' ');
      row += paint(mark->colour, "│");
      cell = mark->first_cell + 1;
    }
    row.append(told.first_cell - cell, ' ');
    row += paint(told.colour, told.text);
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

std::string Painter::operator()(Colour colour, std::string_view text) const {
  if (!on_ || colour == Colour::None || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code_of(colour), text);
}

std::string visible(std::string_view text) { return lay_out(text).text; }

std::size_t gutter_width(const dsl::SourceText& source, const std::vector<Mark>& marks) {
  std::uint32_t last = 1;
  for (const Mark& mark : marks) last = std::max(last, source.position(mark.span.begin).line);
  return std::to_string(last).size();
}

std::string draw_snippet(const dsl::SourceText& source, const std::vector<Mark>& marks, std::size_t gutter,
                         const Painter& paint, std::size_t most_lines, std::vector<std::uint32_t>& left_out) {
  std::map<std::uint32_t, std::vector<const Mark*>> by_line;
  for (const Mark& mark : marks) by_line[source.position(mark.span.begin).line].push_back(&mark);

  const std::uint32_t first_told = source.position(marks.front().span.begin).line;
  const auto frame = [&](std::string_view number, const std::string& row) {
    return paint(Colour::Frame, fmt::format("{:>{}} │", number, gutter)) + (row.empty() ? "" : " ") + row + "\n";
  };
  std::string out;
  std::size_t room = most_lines;
  bool first_is_due = true;
  for (const auto& [line, of_line] : by_line) {
    // One line of room is kept for the mark that stands first.
    if (line == first_told) first_is_due = false;
    if (line != first_told && room <= (first_is_due ? 1U : 0U)) {
      left_out.push_back(line);
      continue;
    }
    --room;
    std::uint32_t first_mark = of_line.front()->span.begin;
    for (const Mark* mark : of_line) first_mark = std::min(first_mark, mark->span.begin);
    const dsl::Span span = window_of(source, source.line_span(line), first_mark);
    const LaidLine laid = lay_out(source.slice(span));
    std::vector<PlacedMark> placed;
    for (const Mark* mark : of_line) placed.push_back(place(*mark, span, laid));
    placed = merge(std::move(placed));
    out += frame(std::to_string(line), marked_line(laid, placed, paint));
    out += frame("", caret_row(placed, paint));
    for (const std::string& row : hanging_rows(placed, paint)) out += frame("", row);
  }
  return out;
}

}  // namespace gouji::reports
