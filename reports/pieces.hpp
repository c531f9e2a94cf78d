// Long texts, made piece by piece by several threads and handed over in order.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace gouji::reports {

// Is handed the pieces of a text, one after the other.
using Take = std::function<void(std::string_view)>;

// Hands over make(0) to make(count - 1) in that order. `make` runs on up to `threads` threads at once, `take` on one at a time. Rethrows what
// either throws; no further piece is handed over then.
void make_in_order(std::size_t count, unsigned threads, const std::function<std::string(std::size_t)>& make, const Take& take);

}  // namespace gouji::reports
