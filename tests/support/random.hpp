// Random numbers that are the same on every machine, which the standard distributions do not promise.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

namespace gouji::testing {

// Source: splitmix64, https://prng.di.unimi.it/splitmix64.c
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15u;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
  }
  // 0 … bound − 1
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  // Between −1 and 1, never the ends.
  double between() { return (static_cast<double>(next() >> 11) + 0.5) * 0x1p-52 - 1; }
  // Standard normal. Source: Marsaglia's polar method, SIAM Review 6 (1964), 260–264; the second of each pair is left.
  double normal() {
    for (;;) {
      const double x = between();
      const double y = between();
      const double square = x * x + y * y;
      if (square < 1) return x * std::sqrt(-2 * std::log(square) / square);
    }
  }

 private:
  std::uint64_t state_;
};

}  // namespace gouji::testing
