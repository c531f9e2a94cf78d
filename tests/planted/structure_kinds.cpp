// Drafting errors of the structure of a plan.

#include "tests/planted/planted.hpp"

namespace gouji::planted {

std::vector<FaultKind> structure_kinds() { return {}; }

}  // namespace gouji::planted
