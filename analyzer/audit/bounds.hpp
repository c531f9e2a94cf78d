// Values an indicator cannot pass: bounds it declares, and 0 to 100% for a share whose plan declares the part and the whole.
#pragma once

#include <optional>
#include <vector>

#include "analyzer/audit/facts.hpp"

namespace gouji::analyzer {

struct Bounds {
  ValueSet set;                   // in base units
  std::optional<Quantity> lower;
  std::optional<Quantity> upper;
  Label label;                    // where they come from
};

// By indicator; absent where no bound is known. A ratio alone has none: sales may be 105% of output.
[[nodiscard]] std::vector<std::optional<Bounds>> bounds_of(const Plan& plan);

}  // namespace gouji::analyzer
