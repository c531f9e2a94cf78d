// Drafting errors of units and their tasks.

#include "tests/planted/planted.hpp"

namespace gouji::planted {

std::vector<FaultKind> responsibility_kinds() { return {}; }

}  // namespace gouji::planted
