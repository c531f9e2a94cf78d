// Invented plans of any size for measuring: coherent figures (milestones rise to their targets, shares make up their whole) with a
// planted contradiction now and then, and every statement of the language that a real plan uses. The same bytes for the same size.
#pragma once

#include <cstddef>
#include <string>

namespace gouji::bench {

struct Size {
  std::size_t statements = 1000;    // at least so many, and at most one district (some 60) more
  std::size_t districts_a_plan = 8; // 0: everything in one plan, the hard case for rules that compare
};

[[nodiscard]] std::string generate(const Size& size);

}  // namespace gouji::bench
