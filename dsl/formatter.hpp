// Settles the layout of a plan file: indentation, one statement a line, tables aligned by display width, places of neighbouring
// statements in one column, half-width signs. Words, figures, strings and comments stay as written, and formatting twice is
// formatting once.
#pragma once

#include <optional>
#include <string>

#include "dsl/source.hpp"

namespace gouji::dsl {

// The formatted text, or nothing when the file has mistakes: what could not be read is not moved.
[[nodiscard]] std::optional<std::string> format(const SourceText& source);

}  // namespace gouji::dsl
