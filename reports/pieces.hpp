// Long texts, made piece by piece and handed over in order. Who has threads may make several pieces at once; a renderer does not know.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace gouji::reports {

// Is handed the pieces of a text, one after the other.
using Take = std::function<void(std::string_view)>;
// Makes the piece of a number; whatever the order they are made in, and also at the same time as others.
using Make = std::function<std::string(std::size_t)>;
// Hands over the pieces 0 to count - 1 in that order. Throws what either function throws; no further piece is handed over then.
using InOrder = std::function<void(std::size_t count, const Make& make, const Take& take)>;

inline void one_by_one(std::size_t count, const Make& make, const Take& take) {
  for (std::size_t i = 0; i < count; ++i) take(make(i));
}

}  // namespace gouji::reports
