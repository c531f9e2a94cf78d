// A fingerprint tells whether two runs speak of the same thing: FNV-1a with 64 bits, as 16 hex digits.
// Source: http://www.isthe.com/chongo/tech/comp/fnv/
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gouji::analyzer {

class Fingerprint {
 public:
  // Adds a part; "ab" and "c" differ from "a" and "bc".
  void add(std::string_view part) {
    for (const char byte : part) mix(static_cast<unsigned char>(byte));
    mix(0);
  }

  [[nodiscard]] std::string hex() const {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text(16, '0');
    for (std::size_t i = 0; i < text.size(); ++i) text[i] = kDigits[(hash_ >> (60 - 4 * i)) & 0xF];
    return text;
  }

 private:
  void mix(unsigned char byte) {
    hash_ ^= byte;
    hash_ *= 0x100000001b3U;
  }

  std::uint64_t hash_ = 0xcbf29ce484222325U;
};

}  // namespace gouji::analyzer
