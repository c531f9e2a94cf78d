// What a plan says twice. Two or more of its figures are tied when plain arithmetic holds between them: a copy, a sum of years, a
// growth from its base. An error in a tied figure can be seen by any careful reader, one in a figure without a tie by nobody.
// This is the measure of what an audit could find; so it knows units and statements, and nothing of the rules.
#pragma once

#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "analyzer/model/model.hpp"

namespace gouji::planted {

enum class TieForm {
  Copy,            // one figure stated twice
  LastMilestone,   // the last milestone reaches the target
  SumOfYears,      // the milestones add up to the target
  BasePlusYears,   // so they do with the baseline
  EachYear,        // every milestone keeps a figure said of each year
  Mean,            // the milestones average to a yearly mean
  YearlyRate,      // a yearly figure times its years is the total
  Growth,          // a level is its base grown
  Sum,             // a whole is its parts
  Shares,          // shares make 100%
  Ratio,           // a ratio is its quotient
  Subset,          // a part is not above its whole
  BeyondBase,      // the target lies beyond the baseline
  InOrder,         // a level goes the way the plan wants it to go, from one year to the next; a ratio or score at least keeps its target
  HopedBeyond,     // what is hoped for goes at least as far as what is firm
  Bounds,          // inside the declared bounds
  OneUnit,         // figures of one indicator share a unit
};

struct Tie {
  TieForm form = TieForm::Copy;
  std::vector<analyzer::StatementId> figures;    // in the order the form asks for
  std::optional<analyzer::Direction> direction;  // BeyondBase, InOrder, HopedBeyond
  bool strict = false;                           // BeyondBase: the target lay beyond the baseline, not level with it
};

// The figures of a changed plan that stand where those of the unchanged one stood; absent: it is gone.
using Standing = std::vector<std::optional<analyzer::StatementId>>;

// All ties of the plan that hold.
[[nodiscard]] std::vector<Tie> ties_of(const analyzer::Plan& plan);
// What is left of the tie in the changed plan still holds. A sum counts what is left of it; a pair that lost one holds.
[[nodiscard]] bool holds(const analyzer::Plan& changed, const Standing& standing, const Tie& tie);
// The rules that rightly name a break of the tie; of OneUnit by how the units now differ.
[[nodiscard]] std::set<std::string_view> rules_for(const analyzer::Plan& changed, const Standing& standing, const Tie& tie);

}  // namespace gouji::planted
