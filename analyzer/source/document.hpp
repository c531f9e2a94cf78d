// The document a plan file was made from, as text: its lines with their damage undone, and every figure they hold, each either
// recognised as something that is no figure of a plan (a date, a section number), or left to be found in the plan file.
// Text in, data out: what needs a library (scripts, encodings) is handed in.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/units/quantity.hpp"
#include "dsl/message.hpp"
#include "dsl/span.hpp"

namespace gouji::analyzer::source {

// Any of them may be empty: the text then stays as it is.
struct Tools {
  std::function<std::string(std::string_view)> to_simplified;
  // Absent where a character or byte sequence has no counterpart.
  std::function<std::optional<std::string>(std::string_view)> to_gb18030;
  std::function<std::optional<std::string>(std::string_view)> from_gb18030;
};

// What a figure is that is no figure of a plan. Each kind has one recogniser.
enum class Kind : std::uint8_t {
#define GOUJI_KIND(Enumerator, name, zh, en) Enumerator,
#include "analyzer/source/kinds.def"
};
struct KindInfo {
  std::string_view name;  // for machine readers
  dsl::Template title;
};
[[nodiscard]] const KindInfo& info(Kind kind);
[[nodiscard]] const std::vector<Kind>& all_kinds();

// What a figure says, wherever it is written: 2万件, 1至2家, 百项, 5%以上.
struct Reading {
  std::optional<Exact> low;                // absent for what is no single number: 1+1+4, 八八
  std::optional<Exact> high;               // of a range
  Exact scale = 1;                         // of its scale word
  std::string unit;                        // a unit word that follows; empty when none is known
  std::vector<Comparator> comparators;     // of the words and signs around it
};

struct Figure {
  std::uint32_t line = 0;     // from 1
  dsl::Span span;             // number and unit, in the line's text
  dsl::Span number;           // without the unit
  std::optional<Kind> kind;   // recognised as no figure of a plan
  Reading reading;            // of those that are not recognised
};

struct Line {
  std::string raw;                    // as in the file
  std::string text;                   // damage undone, half-width, simplified: what is compared
  std::vector<std::uint32_t> origin;  // for each byte of `text`, and its end, the byte of `raw` it came from
};

struct Document {
  std::string name;
  std::string encoding = "UTF-8";  // of the file
  std::vector<Line> lines;
  std::vector<Figure> figures;     // in the order of the document
  Tools tools;                     // what it was read with: a plan's words are folded alike

  // Of a figure: its text as in the file, and its column there in characters, from 1.
  [[nodiscard]] std::string_view raw_text(const Figure& figure) const;
  [[nodiscard]] std::uint32_t column(const Figure& figure) const;
  // The figure with some characters around it, as in the file.
  [[nodiscard]] std::string context(const Figure& figure) const;
};

// A line break ends a line; what follows the last one counts only when it is not empty, as `sed -n 17p` counts.
[[nodiscard]] Document read_document(std::string name, std::string_view utf8, const Tools& tools);

// A text of a plan file as it is compared with a document: half-width and simplified.
[[nodiscard]] std::string fold(std::string_view text, const Tools& tools);

}  // namespace gouji::analyzer::source
