#include "dsl/token.hpp"

#include <algorithm>

namespace gouji::dsl {

std::span<const Token> TokenStore::add(std::span<const Token> tokens, const Token& terminator) {
  constexpr std::size_t kChunk = 4096;
  const std::size_t count = tokens.size() + 1;
  if (chunks_.empty() || chunks_.back().size - used_ < count) {
    const std::size_t size = std::max(kChunk, count);
    chunks_.push_back({std::make_unique<Token[]>(size), size});
    used_ = 0;
  }
  Token* place = chunks_.back().tokens.get() + used_;
  *std::copy(tokens.begin(), tokens.end(), place) = terminator;
  used_ += count;
  return {place, count};
}

void TokenStore::clear() {
  if (chunks_.size() > 1) chunks_.erase(chunks_.begin(), chunks_.end() - 1);
  used_ = 0;
}

}  // namespace gouji::dsl
