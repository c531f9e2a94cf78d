#include "dsl/formatter.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "dsl/lexer.hpp"
#include "dsl/parser.hpp"
#include "dsl/unicode.hpp"

namespace gouji::dsl {

namespace {

constexpr std::size_t kIndent = 4;
constexpr std::size_t kWidest = 120;

struct Line {
  std::size_t depth = 0;
  bool blank_before = false;
  std::string text;                // without indentation
  std::string place;               // of a statement that ends in one; aligned with its neighbours
  std::vector<std::string> cells;  // of a table row
  std::string comment;
  bool opens = false;
};

std::string padded(std::string text, std::size_t width) {
  const std::size_t have = display_width(text);
  if (have < width) text.append(width - have, ' ');
  return text;
}

class Formatter {
 public:
  explicit Formatter(const SourceText& source) : source_(source) {}

  std::string run() {
    std::vector<Diagnostic> ignored;  // the file parsed, so there are none
    std::vector<Span> comments;
    Lexer lexer(source_, ignored, &comments);
    StatementTokens statement;
    std::uint32_t line_end = 0;  // where the last token ended
    std::size_t depth = 0;
    bool blank = false;
    do {
      comments.clear();
      lexer.next(statement);
      const bool empty = statement.tokens.empty();
      const bool ends_line = source_.slice(statement.terminator.span) == "\n";
      if (empty && comments.empty()) {
        if (statement.terminator.kind == TokenKind::EndOfLine && ends_line) blank = blank || line_is_blank(line_end, statement.terminator.span.begin);
      } else if (empty) {
        add_comments(comments, line_end, depth, blank);
        blank = false;
      } else {
        add_statement(statement.tokens, depth, blank, comments);
        blank = false;
        line_end = statement.tokens.back().span.end;
      }
      if (statement.terminator.kind == TokenKind::Open) {
        lines_.back().opens = true;
        line_end = statement.terminator.span.end;
        ++depth;
      } else if (statement.terminator.kind == TokenKind::Close) {
        --depth;
        close(depth);
        line_end = statement.terminator.span.end;
        blank = false;
      }
    } while (statement.terminator.kind != TokenKind::EndOfFile);
    align_tables();
    align_places();
    return print();
  }

 private:
  // The line break at `end` closes a line with nothing on it.
  [[nodiscard]] bool line_is_blank(std::uint32_t begin, std::uint32_t end) const {
    return source_.slice({begin, end}).find('\n') != std::string_view::npos;
  }

  void add_comments(const std::vector<Span>& comments, std::uint32_t line_end, std::size_t depth, bool blank) {
    for (const Span comment : comments) {
      const std::string text(source_.slice(comment));
      const bool same_line = !lines_.empty() && source_.slice({line_end, comment.begin}).find('\n') == std::string_view::npos;
      if (same_line && lines_.back().comment.empty()) {
        lines_.back().comment = text;
        continue;
      }
      Line line;
      line.depth = depth;
      line.blank_before = blank && !starts_block();
      line.comment = text;
      lines_.push_back(std::move(line));
      blank = false;
    }
  }

  [[nodiscard]] bool starts_block() const { return lines_.empty() || lines_.back().opens; }

  void add_statement(std::span<const Token> tokens, std::size_t depth, bool blank, const std::vector<Span>& comments) {
    Line line;
    line.depth = depth;
    line.blank_before = blank && !starts_block();
    for (const Span comment : comments) {
      if (!line.comment.empty()) line.comment += ' ';
      line.comment += source_.slice(comment);
    }
    if (tokens.front().kind == TokenKind::Pipe) {
      auto begin = tokens.begin() + 1;
      while (begin != tokens.end()) {
        const auto bar = std::find_if(begin, tokens.end(), [](const Token& token) { return token.kind == TokenKind::Pipe; });
        const bool dash = bar - begin == 1 && begin->kind == TokenKind::Range;
        line.cells.push_back(dash ? std::string(source_.slice(begin->span)) : spell({begin, bar}, depth));
        if (bar == tokens.end()) break;
        begin = bar + 1;
      }
    } else {
      auto end = tokens.end();
      if (tokens.back().kind == TokenKind::Place) {
        line.place = spelled(tokens.back());
        --end;
      }
      line.text = spell({tokens.begin(), end}, depth);
    }
    lines_.push_back(std::move(line));
  }

  void close(std::size_t depth) {
    Line& last = lines_.back();
    if (last.opens && last.depth == depth && last.comment.empty()) {
      last.opens = false;
      last.text = joined(last) + " { }";
      last.place.clear();
      return;
    }
    Line line;
    line.depth = depth;
    line.text = "}";
    lines_.push_back(std::move(line));
  }

  static std::string joined(const Line& line) { return line.place.empty() ? line.text : line.text + " " + line.place; }

  [[nodiscard]] std::string spelled(const Token& token) const {
    const std::string_view raw = source_.slice(token.span);
    switch (token.kind) {
      case TokenKind::String: return std::string(raw);
      case TokenKind::Range: return raw == "至" || raw == "到" ? std::string(raw) : "..";
      case TokenKind::Comma: return ",";
      case TokenKind::Minus: return "-";
      default: return fold_width(raw);
    }
  }

  [[nodiscard]] bool space_between(const Token& a, const Token& b, bool relation) const {
    using enum TokenKind;
    const bool adjacent = a.span.end == b.span.begin;
    // An open range and what grows in it: 2025.. +8%.
    if (a.kind == Range && (b.kind == Plus || b.kind == Minus)) return true;
    if (b.kind == Comma || a.kind == Star || a.kind == Range || b.kind == Range) return false;
    if (a.kind == Slash || b.kind == Slash) return relation;
    if (a.kind == Plus || a.kind == Minus) return relation;
    if (a.kind == Comparator && !a.trailing) return is_sign(a) || !adjacent;
    if (a.kind == Number || (b.kind == Comparator && b.trailing)) return !adjacent;
    return true;
  }

  // ≥ and its like stand apart from their figure; 达到 may touch it, as in the document.
  [[nodiscard]] bool is_sign(const Token& comparator) const { return !leading_comparator(source_.slice(comparator.span)); }

  // Tokens in a row; where the line gets too long it goes on after a comma.
  [[nodiscard]] std::string spell(std::span<const Token> tokens, std::size_t depth) const {
    const bool relation = !tokens.empty() && tokens.front().keyword == Keyword::Relation;
    const std::string continuation((depth + 2) * kIndent, ' ');
    std::string result;
    std::size_t width = depth * kIndent;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const std::string piece = spelled(tokens[i]);
      const std::size_t piece_width = display_width(piece);
      if (i > 0 && tokens[i - 1].kind == TokenKind::Comma && width + 1 + piece_width > kWidest) {
        result += "\n" + continuation;
        width = continuation.size();
      } else if (i > 0 && space_between(tokens[i - 1], tokens[i], relation)) {
        result += ' ';
        ++width;
      }
      result += piece;
      width += piece_width;
    }
    return result;
  }

  void align_tables() {
    for (std::size_t begin = 0; begin < lines_.size();) {
      if (lines_[begin].cells.empty()) {
        ++begin;
        continue;
      }
      // Rows of one table: comments between them do not end it, the closing brace does.
      std::size_t end = begin;
      std::vector<std::size_t> widths;
      while (end < lines_.size() && lines_[end].text.empty()) {
        const auto& cells = lines_[end].cells;
        widths.resize(std::max(widths.size(), cells.size()));
        for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], display_width(cells[i]));
        ++end;
      }
      for (std::size_t row = begin; row < end; ++row) {
        if (lines_[row].cells.empty()) continue;
        std::string text = "|";
        for (std::size_t i = 0; i < lines_[row].cells.size(); ++i) text += " " + padded(lines_[row].cells[i], widths[i]) + " |";
        lines_[row].text = text;
      }
      begin = end;
    }
  }

  // Neighbouring statements of one depth, with nothing between them, have their places in one column.
  void align_places() {
    const auto alignable = [](const Line& line) {
      return !line.place.empty() && !line.opens && line.text.find('\n') == std::string::npos && display_width(line.text) <= kWidest;
    };
    for (std::size_t begin = 0; begin < lines_.size(); ++begin) {
      if (!alignable(lines_[begin])) {
        lines_[begin].text = joined(lines_[begin]);
        continue;
      }
      std::size_t end = begin;
      std::size_t width = 0;
      while (end < lines_.size() && alignable(lines_[end]) && lines_[end].depth == lines_[begin].depth &&
             (end == begin || !lines_[end].blank_before)) {
        width = std::max(width, display_width(lines_[end].text));
        ++end;
      }
      for (std::size_t i = begin; i < end; ++i) lines_[i].text = padded(lines_[i].text, width) + " " + lines_[i].place;
      begin = end - 1;
    }
  }

  [[nodiscard]] std::string print() const {
    std::string result;
    for (const Line& line : lines_) {
      if (line.blank_before) result += '\n';
      const std::string indent(line.depth * kIndent, ' ');
      std::string text = indent + line.text;
      if (line.opens) text += " {";
      if (!line.comment.empty()) text += (line.text.empty() ? "" : "  ") + line.comment;
      while (!text.empty() && text.back() == ' ') text.pop_back();
      result += text + '\n';
    }
    return result;
  }

  const SourceText& source_;
  std::vector<Line> lines_;
};

}  // namespace

std::optional<std::string> format(const SourceText& source) {
  if (!parse(source).diagnostics.empty()) return std::nullopt;
  return Formatter(source).run();
}

}  // namespace gouji::dsl
