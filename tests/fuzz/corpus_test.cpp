// Every input of the corpus, and what fuzzing once found, goes through its target again.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/fuzz/targets.hpp"
#include "tests/support/support.hpp"

namespace gouji::fuzz {

static void PrintTo(const Target& target, std::ostream* out) { *out << target.name; }

namespace {

namespace fs = std::filesystem;

class FuzzCorpus : public ::testing::TestWithParam<Target> {};

TEST_P(FuzzCorpus, Holds) {
  std::vector<std::string> inputs;
  for (const auto& entry : fs::directory_iterator(fs::path(GOUJI_SOURCE_DIR) / "tests/fuzz/corpus" / GetParam().name)) {
    inputs.push_back(entry.path().string());
  }
  ASSERT_FALSE(inputs.empty());
  std::sort(inputs.begin(), inputs.end());
  for (const std::string& input : inputs) {
    SCOPED_TRACE(input);
    EXPECT_NO_THROW(GetParam().run(testing::read_file(input)));
  }
}

INSTANTIATE_TEST_SUITE_P(Targets, FuzzCorpus, ::testing::ValuesIn(kTargets),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace gouji::fuzz
