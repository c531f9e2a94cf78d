// A generated text taken through the stages, kept so that each benchmark measures one stage alone.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "analyzer/model/resolve.hpp"
#include "bench/generate.hpp"
#include "dsl/parser.hpp"

namespace gouji::bench {

struct Stages {
  explicit Stages(const Size& size)
      : source("generated.plan", generate(size)), parsed(dsl::parse(source)), resolved(analyzer::resolve(source, parsed.document)) {}

  dsl::SourceText source;
  dsl::ParseResult parsed;
  analyzer::ResolveResult resolved;
};

// The stages of a size. Only the last one asked for is kept: a million statements take memory.
[[nodiscard]] inline const Stages& stages_of(const Size& size) {
  static std::unique_ptr<const Stages> kept;
  static Size kept_size;
  if (!kept || kept_size.statements != size.statements || kept_size.districts_a_plan != size.districts_a_plan) {
    kept.reset();
    kept = std::make_unique<const Stages>(size);
    kept_size = size;
  }
  return *kept;
}

}  // namespace gouji::bench
