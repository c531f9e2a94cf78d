// A place in a source text: half-open byte offsets into the UTF-8 text. Every output turns them into its own columns.
#pragma once

#include <compare>
#include <cstdint>

namespace gouji::dsl {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] bool empty() const { return begin == end; }
  [[nodiscard]] std::uint32_t size() const { return end - begin; }
  friend auto operator<=>(const Span&, const Span&) = default;
};

}  // namespace gouji::dsl
