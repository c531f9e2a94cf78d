// Plan files are UTF-8. What editors and offices save instead is recognised and named, with the command that converts it.
#pragma once

#include <optional>
#include <string_view>

#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"

namespace gouji::cli {

// The name iconv knows the encoding by: UTF-16, UTF-16LE, UTF-16BE (without byte-order mark) or GB18030. Absent for UTF-8 and for
// bytes that make no sense in any of them.
[[nodiscard]] std::optional<std::string_view> other_encoding(std::string_view bytes);

// The mistake to tell about a file in another encoding; absent when it is in UTF-8, or in nothing that is recognised.
[[nodiscard]] std::optional<dsl::Diagnostic> encoding_mistake(const dsl::SourceText& source);

}  // namespace gouji::cli
