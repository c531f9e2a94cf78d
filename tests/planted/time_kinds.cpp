// Drafting errors of time and phases.

#include "tests/planted/planted.hpp"

namespace gouji::planted {

std::vector<FaultKind> time_kinds() { return {}; }

}  // namespace gouji::planted
