// The facts a finding rests on, as a line that people can read and compare: the same while the facts are the same, however they are
// written and wherever they stand; another one when a figure, its comparator or the list of what is concerned changes.
#pragma once

#include <string>

#include "analyzer/audit/finding.hpp"

namespace gouji::analyzer {

// "milestone@2024=80家 target@2025≥100家": its statements by role, year and value in the base unit, what else is evidence or operand of
// its arithmetic, and the names of its subjects; of a finding without figures the names and numbers of its message. In order, each
// once, separated by blanks; of many the first ones and a hash of all. "-" when it rests on none. Neither lines nor ids. The plan must
// hold its facts still.
[[nodiscard]] std::string signature_of(const Plan& plan, const Finding& finding);

}  // namespace gouji::analyzer
