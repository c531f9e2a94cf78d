#include <map>
#include <optional>
#include <string>

#include "dsl/keywords.hpp"
#include "dsl/unicode.hpp"
#include "tests/fuzz/targets.hpp"

namespace gouji::fuzz {

namespace {

// The slow and obvious way: character by character.
std::optional<std::size_t> plainly_invalid(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const dsl::CodePoint point = dsl::decode(text, offset);
    if (point.length == 1 && static_cast<unsigned char>(text[offset]) >= 0x80) return offset;
    offset += point.length;
  }
  return std::nullopt;
}

// Every form of every keyword; the first keyword that has a form owns it.
const std::map<std::string_view, dsl::Keyword>& keywords() {
  static const auto all = [] {
    std::map<std::string_view, dsl::Keyword> result;
    constexpr dsl::Keyword kAll[] = {
#define GOUJI_KEYWORD(Enumerator, english, chinese) dsl::Keyword::Enumerator,
#include "dsl/keywords.def"
    };
    for (const dsl::Keyword keyword : kAll) {
      for (const std::string_view form : dsl::forms(keyword)) result.emplace(form, keyword);
    }
    return result;
  }();
  return all;
}

}  // namespace

void word(std::string_view text) {
  const auto invalid = dsl::first_invalid_byte(text);
  require(invalid == plainly_invalid(text), "the first byte that is no UTF-8 is another one");

  const auto known = keywords().find(text);
  require(dsl::find_keyword(text) == (known == keywords().end() ? dsl::Keyword::None : known->second), "a word is taken for another keyword");

  for (const auto& compare : {dsl::leading_comparator(text), dsl::trailing_comparator(text)}) {
    require(!compare || (compare->length > 0 && compare->length <= text.size()), "a comparator word is longer than the text");
  }
  if (const auto leading = dsl::leading_comparator(text)) {
    const auto alone = dsl::leading_comparator(text.substr(0, leading->length));
    require(alone && alone->comparison == leading->comparison && alone->length == leading->length, "a comparator word alone says something else");
  }
  if (const auto trailing = dsl::trailing_comparator(text)) {
    const auto alone = dsl::trailing_comparator(text.substr(text.size() - trailing->length));
    require(alone && alone->comparison == trailing->comparison && alone->length == trailing->length, "a comparator word alone says something else");
  }

  if (invalid) return;
  const std::string folded = dsl::fold_width(text);
  require(dsl::fold_width(folded) == folded, "folding twice is not folding once");
  require(!dsl::first_invalid_byte(folded), "folding makes bytes that are no UTF-8");
  require(dsl::length(folded) == dsl::length(text), "folding changes the number of characters");
}

}  // namespace gouji::fuzz
