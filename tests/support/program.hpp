// Tests that run the program: a folder of their own, and what a command said and left behind. GOUJI_BINARY is the program.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "tests/support/text.hpp"

namespace gouji::testing {

namespace fs = std::filesystem;

struct Outcome {
  int code = -1;
  std::string out;
  std::string err;
};

inline std::string slurp(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class ProgramTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(::testing::TempDir()) / fmt::format("gouji_{}_{}", test->name(), ::getpid());
    streams_ = folder_;
    streams_ += "_streams";
    fs::create_directories(folder_);
    fs::create_directories(streams_);
  }
  void TearDown() override {
    fs::remove_all(folder_);
    fs::remove_all(streams_);
  }

  void write(const fs::path& name, const std::string& text) const {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  [[nodiscard]] std::string read(const fs::path& name) const { return slurp(folder_ / name); }
  [[nodiscard]] std::set<std::string> names() const {
    std::set<std::string> found;
    for (const auto& entry : fs::directory_iterator(folder_)) found.insert(entry.path().filename().string());
    return found;
  }

  // Runs the shell line with `gouji` standing for the program, in the test's folder.
  [[nodiscard]] Outcome gouji(const std::string& arguments, const std::string& environment = "") const {
    return program(GOUJI_BINARY, arguments, environment);
  }

  // The same with another program.
  [[nodiscard]] Outcome program(const std::string& binary, const std::string& arguments, const std::string& environment = "") const {
    const std::string line =
        fmt::format("cd '{}' && env -u NO_COLOR -u CLICOLOR_FORCE {} '{}' >'{}' 2>'{}' {}", folder_.string(),
                    environment, binary, (streams_ / "out").string(), (streams_ / "err").string(), arguments);
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, slurp(streams_ / "out"), slurp(streams_ / "err")};
  }

  fs::path folder_;
  fs::path streams_;
};

}  // namespace gouji::testing

// The command could not do its work: exit code 2, nothing on standard output, `words` on standard error.
#define EXPECT_CANNOT(outcome, words)                       \
  do {                                                      \
    const ::gouji::testing::Outcome result = (outcome);     \
    EXPECT_EQ(result.code, 2) << result.out << result.err;  \
    EXPECT_EQ(result.out, "");                              \
    EXPECT_TRUE(::gouji::testing::contains(result.err, words)) << result.err; \
  } while (false)
 