// A list of statements that stands elsewhere, in what was worked out of the plan: cheap to pass, and a vector where one is asked for.
#pragma once

#include <span>
#include <vector>

#include "analyzer/model/model.hpp"

namespace gouji::analyzer {

class StatementIds : public std::span<const StatementId> {
 public:
  using std::span<const StatementId>::span;
  StatementIds(std::span<const StatementId> ids) : std::span<const StatementId>(ids) {}

  operator std::vector<StatementId>() const { return {begin(), end()}; }
};

}  // namespace gouji::analyzer
