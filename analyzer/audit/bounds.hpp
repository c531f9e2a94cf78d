// Values an indicator cannot pass: bounds it declares, and 0 to 100% for a share whose plan declares the part and the whole.
#pragma once

#include <map>
#include <optional>

#include "analyzer/audit/facts.hpp"

namespace gouji::analyzer {

struct Bounds {
  ValueSet set;                   // in base units
  std::optional<Quantity> lower;
  std::optional<Quantity> upper;
  Label label;                    // where they come from
};

// The bounds of a plan's indicators. A ratio alone has none: sales may be 105% of output.
class PlanBounds {
 public:
  explicit PlanBounds(const Plan& plan);
  // Absent where no bound is known.
  [[nodiscard]] std::optional<Bounds> operator[](IndicatorId id) const;

 private:
  const Plan& plan_;
  std::map<IndicatorId, Label> shares_;  // of a part in its whole, with the relation that says so
};

}  // namespace gouji::analyzer
