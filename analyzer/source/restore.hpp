// Undoes what copying from web pages did to a document: pinyin in brackets after a character, headings whose bytes slipped by one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/source/document.hpp"

namespace gouji::analyzer::source {

// A character and the byte of the raw line it came from.
struct Piece {
  char32_t character = 0;
  std::uint32_t origin = 0;
};

[[nodiscard]] std::vector<Piece> restore(std::string_view raw, const Tools& tools);

}  // namespace gouji::analyzer::source
