#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <map>
#include <utility>

#include "dsl/unicode.hpp"
#include "reports/sarif.hpp"

namespace gouji::reports {

namespace {

constexpr std::size_t kBlock = 100;
constexpr std::uint64_t kFactor = 37;
constexpr std::uint64_t kEndOfFile = 65535;

constexpr std::uint64_t power(std::uint64_t base, std::size_t exponent) {
  std::uint64_t result = 1;
  for (std::size_t i = 0; i < exponent; ++i) result *= base;
  return result;
}

class LineHasher {
 public:
  void add(std::uint64_t unit) {
    const bool after_return = std::exchange(after_return_, unit == '\r');
    if (unit == ' ' || unit == '\t' || (after_return && unit == '\n')) return;
    if (unit == '\r') unit = '\n';
    settle();
    starts_line_[at_] = std::exchange(at_line_start_, unit == '\n');
    push(unit);
  }

  [[nodiscard]] std::vector<std::string> take() {
    add(kEndOfFile);
    for (std::size_t i = 0; i < kBlock; ++i) {
      settle();
      push(0);
    }
    return std::move(hashes_);
  }

 private:
  // A line whose first unit leaves the window now has all its units in the hash.
  void settle() {
    if (!std::exchange(starts_line_[at_], false)) return;
    hashes_.push_back(fmt::format("{:x}:{}", hash_, ++counts_[hash_]));
  }

  void push(std::uint64_t unit) {
    constexpr std::uint64_t kLeaving = power(kFactor, kBlock);
    hash_ = kFactor * hash_ + unit - kLeaving * std::exchange(window_[at_], unit);
    at_ = (at_ + 1) % kBlock;
  }

  std::array<std::uint64_t, kBlock> window_{};
  std::array<bool, kBlock> starts_line_{};
  std::size_t at_ = 0;
  std::uint64_t hash_ = 0;
  bool at_line_start_ = true;
  bool after_return_ = false;
  std::map<std::uint64_t, std::size_t> counts_;
  std::vector<std::string> hashes_;
};

}  // namespace

std::vector<std::string> line_hashes(std::string_view text) {
  LineHasher hasher;
  for (std::size_t at = 0; at < text.size();) {
    const dsl::CodePoint point = dsl::decode(text, at);
    at += point.length;
    if (point.value < 0x10000) {
      hasher.add(point.value);
    } else {
      hasher.add(0xD800 + ((point.value - 0x10000) >> 10U));
      hasher.add(0xDC00 + ((point.value - 0x10000) & 0x3FFU));
    }
  }
  return hasher.take();
}

}  // namespace gouji::reports
