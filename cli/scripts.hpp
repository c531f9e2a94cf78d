// Scripts and encodings of documents: what only the program can do, since the libraries it needs stay out of the pure layers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analyzer/source/document.hpp"

namespace gouji::cli {

// OpenCC's library is loaded at the first text that is converted. The functions throw Failure when it is not there.
[[nodiscard]] analyzer::source::Tools document_tools();

// The text as UTF-8 and the name of the encoding it was in: UTF-8 or GB18030. Absent when it is neither.
struct Recoded {
  std::string text;
  std::string encoding;
};
[[nodiscard]] std::optional<Recoded> to_utf8(std::string text);

}  // namespace gouji::cli
