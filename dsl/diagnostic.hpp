// What the language has to say about a plan file: a mistake, its place, and the nearest right word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dsl/message.hpp"
#include "dsl/span.hpp"

namespace gouji::dsl {

// Each kind of mistake has a code of its own, GJ00nn, a kebab-case name and a title; the list is diagnostics.def.
enum class Mistake {
#define GOUJI_MISTAKE(Enumerator, code, name, zh, en) Enumerator,
#include "dsl/diagnostics.def"
};

struct MistakeInfo {
  std::string_view code;
  std::string_view name;
  Template title;
};

[[nodiscard]] const MistakeInfo& info(Mistake mistake);
[[nodiscard]] const std::vector<Mistake>& all_mistakes();

struct Note {
  Span span;
  Text text;
};

struct Diagnostic {
  Mistake mistake;
  Span span;                // the wrong thing, as narrow as it can be said
  Text message;             // a sentence
  Text help;                // one line of help; may be empty
  std::vector<Note> notes;  // other places of the same file, such as the brace that was opened
};

}  // namespace gouji::dsl
