#include "dsl/token.hpp"

#include <algorithm>
#include <memory>

namespace gouji::dsl {

void TokenStore::add_chunk(std::size_t least) {
  // Each is larger than the one before, so that one is enough in the end.
  constexpr std::size_t kFirst = 4096;
  const std::size_t size = std::max({kFirst, least, chunks_.empty() ? 0 : 2 * chunks_.back().size});
  chunks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size * sizeof(Token)), size});
  used_ = 0;
}

TokenStore::Room TokenStore::more(std::size_t count) {
  const Token* written = chunks_.back().tokens() + used_;
  const std::size_t old = chunks_.size() - 1;
  const bool alone = used_ == 0;
  add_chunk(2 * count);
  std::uninitialized_copy_n(written, count, chunks_.back().tokens());
  if (alone) chunks_.erase(chunks_.begin() + static_cast<std::ptrdiff_t>(old));
  return open();
}

void TokenStore::clear() {
  if (chunks_.size() > 1) chunks_.erase(chunks_.begin(), chunks_.end() - 1);
  used_ = 0;
}

}  // namespace gouji::dsl
