// A plan as it would be under a scenario: figures set, scaled or dropped, tasks, units, indicators and phases taken out, dates moved,
// other leads. Assumptions about how indicators develop are no facts of the plan and change nothing here.
#pragma once

#include <set>
#include <span>
#include <vector>

#include "analyzer/model/scenario.hpp"

namespace gouji::analyzer::whatif {

// Places of facts that a scenario adds are those of the indicator they belong to: the plan's text has no other for them.
// Scenarios are applied one after the other, a base before what extends it. Within one, figures are scaled first, then set and
// dropped, then dates move and leads change, and things are taken out last. A date moves at the precision it is given in: a year
// alone by whole years, rounded up; a task that waits for a moved one starts no earlier than that ends.
// The scenario's places in `scenarios` are not read; an empty list gives the plan itself.
[[nodiscard]] Plan apply(const Plan& plan, std::span<const Scenario* const> scenarios);

// A date so many months later, at its own precision: 2026 by 6 months is 2027, 2026-06 is 2026-12; 12 months move a year by one.
[[nodiscard]] PartialDate moved(const PartialDate& date, std::int32_t months);

// One figure more; it stands where its indicator does. And some figures less, the others numbered anew.
void add_statement(Plan& plan, Statement statement);
void take_out_statements(Plan& plan, const std::set<StatementId>& out);

}  // namespace gouji::analyzer::whatif
