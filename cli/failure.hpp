// The work could not be done: told on standard error, exit code 2.
#pragma once

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "dsl/message.hpp"

namespace gouji::cli {

inline constexpr int kOk = 0;
inline constexpr int kFindings = 1;
inline constexpr int kCannot = 2;

// To standard error. When that is closed or full there is nobody left to tell: the exit code says it.
inline void write_standard_error(const std::string& text) {
  if (std::fwrite(text.data(), 1, text.size(), stderr) != text.size()) std::clearerr(stderr);
}

struct Failure {
  std::vector<dsl::Text> messages;  // never empty

  explicit Failure(dsl::Text message) : messages{std::move(message)} {}
  Failure(std::string zh, std::string en) : Failure(dsl::Text(std::move(zh), std::move(en))) {}
  explicit Failure(std::vector<dsl::Text> all) : messages(std::move(all)) {}
};

}  // namespace gouji::cli
