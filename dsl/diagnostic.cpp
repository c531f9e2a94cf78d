#include "dsl/diagnostic.hpp"

#include <array>

namespace gouji::dsl {

namespace {

constexpr std::array kMistakes = {
#define GOUJI_MISTAKE(Enumerator, code, name, zh, en) MistakeInfo{code, name, {zh, en}},
#include "dsl/diagnostics.def"
};

}  // namespace

const MistakeInfo& info(Mistake mistake) { return kMistakes[static_cast<std::size_t>(mistake)]; }

const std::vector<Mistake>& all_mistakes() {
  static const std::vector<Mistake> all = {
#define GOUJI_MISTAKE(Enumerator, code, name, zh, en) Mistake::Enumerator,
#include "dsl/diagnostics.def"
  };
  return all;
}

}  // namespace gouji::dsl
