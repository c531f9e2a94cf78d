// docs/PRACTICE.md says which practice each family of rules follows; a new family needs its row.

#include <gtest/gtest.h>

#include "analyzer/audit/audit.hpp"
#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

TEST(PracticePage, HasARowForEveryFamily) {
  const std::string page = read_file(GOUJI_SOURCE_DIR "/docs/PRACTICE.md");
  for (const analyzer::Rule* rule : analyzer::builtin_rules()) {
    EXPECT_NE(page.find("\n| " + std::string(rule->family) + " |"), std::string::npos) << rule->family;
  }
}

}  // namespace
}  // namespace gouji::testing
