// A small chart in a line of text.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "analyzer/units/exact.hpp"

namespace gouji::reports {

// A cell a value from zero up, an eighth of `most` (greater than 0) a step; · where there is none.
[[nodiscard]] std::string sparkline(std::span<const std::optional<analyzer::Exact>> values, const analyzer::Exact& most);

}  // namespace gouji::reports
