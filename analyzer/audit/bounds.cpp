#include "analyzer/audit/bounds.hpp"

#include <map>
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

// 0 to 100% for R = A / B where A is a part of B.
std::map<IndicatorId, Bounds> share_bounds(const Plan& plan) {
  std::set<std::pair<IndicatorId, IndicatorId>> subsets;
  for (const Subset& subset : subsets_of(plan)) subsets.emplace(subset.part, subset.whole);
  std::map<IndicatorId, Bounds> shares;
  for (const Relation& relation : plan.relations) {
    if (relation.form != Relation::Form::Ratio || !relation.left || relation.right.size() != 2) continue;
    if (!subsets.contains({relation.right[0], relation.right[1]})) continue;
    const Label label = relation_label(relation, Text("部分与整体之比", "the share of a part in its whole"));
    shares.emplace(*relation.left,
                   Bounds{{Exact(0), Exact(1), false, false}, percent("0%", 0), percent("100%", 100), label});
  }
  return shares;
}

}  // namespace

std::vector<std::optional<Bounds>> bounds_of(const Plan& plan) {
  std::map<IndicatorId, Bounds> shares = share_bounds(plan);
  std::vector<std::optional<Bounds>> result;
  result.reserve(plan.indicators.size());
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    auto bounds = declared_bounds(plan, id);
    if (const auto share = shares.find(id); !bounds && share != shares.end()) bounds = std::move(share->second);
    result.push_back(std::move(bounds));
  }
  return result;
}

}  // namespace gouji::analyzer
