// The manual of the plan language, word by word: what `gouji explain` tells of a keyword.
#pragma once

#include <string_view>
#include <vector>

#include "dsl/keywords.hpp"
#include "dsl/message.hpp"

namespace gouji::cli {

struct ManualEntry {
  dsl::Keyword keyword{};
  dsl::Template syntax;  // of a word that begins a statement: one line each; else empty
  dsl::Template meaning;
  std::vector<dsl::Keyword> statements;  // the statements it stands in, for a word that begins none (or other ones too)
};

// One entry for each keyword, in the order of keywords.def.
[[nodiscard]] const std::vector<ManualEntry>& manual();

[[nodiscard]] const ManualEntry& manual_entry(dsl::Keyword keyword);

}  // namespace gouji::cli
