// Drafting errors of pace and growth.

#include "tests/planted/planted.hpp"

namespace gouji::planted {

std::vector<FaultKind> feasibility_kinds() { return {}; }

}  // namespace gouji::planted
