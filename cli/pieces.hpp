// Pieces of a long text made by several threads.
#pragma once

#include "reports/pieces.hpp"

namespace gouji::cli {

// Pieces are made on up to `threads` threads and handed over on one at a time, in order.
[[nodiscard]] reports::InOrder by_threads(unsigned threads);

}  // namespace gouji::cli
