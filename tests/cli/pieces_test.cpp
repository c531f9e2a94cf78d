// Pieces made by several threads come in order, and what goes wrong in one is told by the caller's thread.
#include "cli/pieces.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>

namespace gouji::cli {
namespace {

constexpr std::size_t kPieces = 200;

std::string piece(std::size_t i) { return std::to_string(i) + ";"; }

std::string whole() {
  std::string text;
  for (std::size_t i = 0; i < kPieces; ++i) text += piece(i);
  return text;
}

TEST(Pieces, InOrderWhateverTheThreads) {
  for (const unsigned threads : {1U, 2U, 7U, 1000U}) {
    std::string text;
    by_threads(threads)(kPieces, piece, [&](std::string_view made) { text += made; });
    EXPECT_EQ(text, whole()) << threads;
  }
}

TEST(Pieces, NoneAtAll) {
  bool taken = false;
  by_threads(4)(0, piece, [&](std::string_view) { taken = true; });
  EXPECT_FALSE(taken);
}

TEST(Pieces, FailureInMakingIsRethrownAndNothingFollows) {
  for (const unsigned threads : {1U, 4U}) {
    std::string text;
    const auto make = [](std::size_t i) { return i == 100 ? throw std::runtime_error("made badly") : piece(i); };
    EXPECT_THROW(by_threads(threads)(kPieces, make, [&](std::string_view made) { text += made; }), std::runtime_error);
    EXPECT_TRUE(whole().starts_with(text)) << text;
    EXPECT_EQ(text.find("100;"), std::string::npos);
  }
}

TEST(Pieces, FailureInTakingIsRethrownAndNothingFollows) {
  for (const unsigned threads : {1U, 4U}) {
    std::atomic<int> taken = 0;
    const auto take = [&](std::string_view made) {
      ++taken;
      if (made == "9;") throw std::runtime_error("disk full");
    };
    EXPECT_THROW(by_threads(threads)(kPieces, piece, take), std::runtime_error);
    EXPECT_EQ(taken, 10);
  }
}

}  // namespace
}  // namespace gouji::cli
