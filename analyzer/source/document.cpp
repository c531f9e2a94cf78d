#include "analyzer/source/document.hpp"

#include <algorithm>
#include <array>

#include "analyzer/source/characters.hpp"
#include "analyzer/source/figures.hpp"
#include "analyzer/source/restore.hpp"
#include "dsl/unicode.hpp"

namespace gouji::analyzer::source {

const KindInfo& info(Kind kind) {
  static const std::vector<KindInfo> kinds = {
#define GOUJI_KIND(Enumerator, name, zh, en) KindInfo{name, {zh, en}},
#include "analyzer/source/kinds.def"
  };
  return kinds[static_cast<std::size_t>(kind)];
}

const std::vector<Kind>& all_kinds() {
  static const std::vector<Kind> kinds = {
#define GOUJI_KIND(Enumerator, name, zh, en) Kind::Enumerator,
#include "analyzer/source/kinds.def"
  };
  return kinds;
}

namespace {

char32_t half_width(char32_t character) {
  if (character >= 0xFF01 && character <= 0xFF5E) return character - 0xFF01 + U'!';
  if (character == 0x3000 || character == 0xA0) return U' ';
  return character;
}

// A conversion of words may change the number of characters; then each is converted alone, so that places stay known.
std::u32string simplified(const std::u32string& text, const Tools& tools) {
  if (!tools.to_simplified) return text;
  std::u32string whole = characters_of(tools.to_simplified(to_utf8(text))).text;
  if (whole.size() == text.size()) return whole;
  std::u32string result;
  for (const char32_t character : text) {
    const std::u32string one = characters_of(tools.to_simplified(to_utf8({&character, 1}))).text;
    result += one.size() == 1 ? one.front() : character;
  }
  return result;
}

std::u32string folded(std::u32string text, const Tools& tools) {
  std::transform(text.begin(), text.end(), text.begin(), half_width);
  return simplified(text, tools);
}

Line read_line(std::string_view raw, const Tools& tools) {
  Line line;
  line.raw = std::string(raw);
  const std::vector<Piece> pieces = restore(raw, tools);
  std::u32string text;
  for (const Piece& piece : pieces) text += piece.character;
  text = folded(std::move(text), tools);
  for (std::size_t i = 0; i < text.size(); ++i) {
    append_utf8(line.text, text[i]);
    line.origin.resize(line.text.size(), pieces[i].origin);
  }
  line.origin.push_back(static_cast<std::uint32_t>(raw.size()));
  return line;
}

}  // namespace

std::string fold(std::string_view text, const Tools& tools) { return to_utf8(folded(characters_of(text).text, tools)); }

Document read_document(std::string name, std::string_view utf8, const Tools& tools) {
  Document document;
  document.name = std::move(name);
  document.tools = tools;
  if (utf8.starts_with("\xEF\xBB\xBF")) utf8.remove_prefix(3);
  while (!utf8.empty()) {
    const std::size_t end = std::min(utf8.find('\n'), utf8.size());
    std::string_view raw = utf8.substr(0, end);
    if (raw.ends_with('\r')) raw.remove_suffix(1);
    document.lines.push_back(read_line(raw, tools));
    utf8.remove_prefix(std::min(end + 1, utf8.size()));
  }
  document.figures = find_figures(document.lines);
  return document;
}

std::string_view Document::raw_text(const Figure& figure) const {
  const Line& line = lines[figure.line - 1];
  const std::uint32_t begin = line.origin[figure.span.begin];
  return std::string_view(line.raw).substr(begin, line.origin[figure.span.end] - begin);
}

std::uint32_t Document::column(const Figure& figure) const {
  const Line& line = lines[figure.line - 1];
  return static_cast<std::uint32_t>(dsl::length(std::string_view(line.raw).substr(0, line.origin[figure.span.begin]))) + 1;
}

std::string Document::context(const Figure& figure) const {
  constexpr std::size_t kAround = 8;
  const std::string_view raw = lines[figure.line - 1].raw;
  const auto& origin = lines[figure.line - 1].origin;
  const auto continues = [&](std::size_t at) { return at < raw.size() && (static_cast<unsigned char>(raw[at]) & 0xC0) == 0x80; };
  std::size_t begin = origin[figure.span.begin];
  std::size_t end = origin[figure.span.end];
  for (std::size_t i = 0; i < kAround && begin > 0; ++i) {
    --begin;
    while (begin > 0 && continues(begin)) --begin;
  }
  for (std::size_t i = 0; i < kAround && end < raw.size(); ++i) {
    ++end;
    while (continues(end)) ++end;
  }
  return (begin > 0 ? "…" : "") + std::string(raw.substr(begin, end - begin)) + (end < raw.size() ? "…" : "");
}

}  // namespace gouji::analyzer::source
