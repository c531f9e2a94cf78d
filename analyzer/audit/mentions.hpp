// Which of many names occur in which of many texts, without trying each in each.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gouji::analyzer {

struct Mentions {
  std::vector<bool> names;  // occurs in some text
  std::vector<bool> texts;  // holds some name
};

// Letter by letter; an empty name occurs nowhere. Time grows with the length of the texts and the logarithm of the names.
[[nodiscard]] Mentions mentions_of(const std::vector<std::string>& names, const std::vector<std::string>& texts);

// How many characters of UTF-8 text there are, and the last of them: all when there are fewer.
[[nodiscard]] std::size_t characters_in(std::string_view text);
[[nodiscard]] std::string_view last_characters(std::string_view text, std::size_t count);

}  // namespace gouji::analyzer
