#include "analyzer/audit/bounds.hpp"

#include <set>

#include "analyzer/audit/comparison.hpp"

namespace gouji::analyzer {

namespace {

std::optional<Bounds> declared_bounds(const Plan& plan, IndicatorId id) {
  const Indicator& indicator = plan[id];
  if (!indicator.lower_bound && !indicator.upper_bound) return {};
  Bounds bounds{{},
                indicator.lower_bound,
                indicator.upper_bound,
                {indicator.place, indicator.name_span, Text("界限在此声明", "bounds declared here"), "bounds"}};
  if (bounds.lower) bounds.set.low = bounds.lower->normalized();
  if (bounds.upper) bounds.set.high = bounds.upper->normalized();
  return bounds;
}

Quantity percent(std::string written, const Exact& number) {
  Quantity quantity;
  quantity.written = std::move(written);
  quantity.number = number;
  quantity.unit = UnitCatalogue::builtin().find("%");
  quantity.own_unit = true;
  return quantity;
}

}  // namespace

// R = A / B where A is a part of B.
PlanBounds::PlanBounds(const Plan& plan) : plan_(plan) {
  std::set<std::pair<IndicatorId, IndicatorId>> subsets;
  for (const Subset& subset : subsets_of(plan)) subsets.emplace(subset.part, subset.whole);
  for (const Relation& relation : plan.relations) {
    if (relation.form != Relation::Form::Ratio || !relation.left || relation.right.size() != 2) continue;
    if (!subsets.contains({relation.right[0], relation.right[1]})) continue;
    shares_.emplace(*relation.left, relation_label(relation, Text("部分与整体之比", "the share of a part in its whole")));
  }
}

std::optional<Bounds> PlanBounds::operator[](IndicatorId id) const {
  if (auto declared = declared_bounds(plan_, id)) return declared;
  const auto share = shares_.find(id);
  if (share == shares_.end()) return std::nullopt;
  return Bounds{{Exact(0), Exact(1), false, false}, percent("0%", 0), percent("100%", 100), share->second};
}

}  // namespace gouji::analyzer
