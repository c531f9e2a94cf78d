#include "analyzer/audit/repair.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "analyzer/audit/facts.hpp"
#include "dsl/unicode.hpp"

namespace gouji::analyzer {
namespace {

std::vector<Exact> steps_between(const Plan& plan, std::span<const StatementId> figures) {
  std::vector<Exact> steps;
  for (std::size_t i = 1; i < figures.size(); ++i) {
    steps.push_back(plan[figures[i]].quantity.normalized() - plan[figures[i - 1]].quantity.normalized());
  }
  return steps;
}

bool all_of_sign(const std::vector<Exact>& steps, int sign) {
  return std::all_of(steps.begin(), steps.end(), [&](const Exact& step) { return step.sign() == sign; });
}

const ReadingResult* find_reading(const ReadingResults& results, Reading reading) {
  const auto found =
      std::find_if(results.begin(), results.end(), [&](const ReadingResult& r) { return r.reading == reading; });
  return found == results.end() ? nullptr : &*found;
}

struct Repair {
  StatementId statement{};
  Exact value;
  std::size_t digits = 0;  // edits of its digits
  Exact change;            // relative to the old value
};

// The repair, where its value is one that can stand in a plan: positive, not rounded, and whole for things that are
// counted.
std::optional<Repair> repair_to(const Plan& plan, StatementId id, const Exact& value) {
  const Quantity& quantity = plan[id].quantity;
  const Exact old = quantity.normalized();
  if (plan[id].upper || value.sign() <= 0 || old.sign() <= 0 || value == old) return std::nullopt;
  const std::string text = number_text(value, quantity);
  if (text.starts_with("≈")) return std::nullopt;
  if (quantity.unit && quantity.unit->is_countable() && !(value / quantity.unit->factor).is_integer())
    return std::nullopt;
  return Repair{id, value, dsl::edit_distance(number_text(old, quantity), text), (value - old).abs() / old};
}

std::vector<std::pair<StatementId, Exact>> milestone_changes(const Plan& plan, const Reconciliation& reconciliation,
                                                             const ReadingResult& reading, const Statement& target) {
  const Exact goal = target.quantity.normalized();
  std::vector<std::pair<StatementId, Exact>> changes;
  const StatementIds milestones = reconciliation.milestones;
  switch (reading.reading) {
    case Reading::Level: changes.emplace_back(milestones.back(), goal); break;
    case Reading::EachYear:
      for (const StatementId id : milestones) {
        const Exact value = plan[id].quantity.normalized();
        const bool kept = value == goal || value_set(target.comparator, target.quantity).contains(value);
        if (!kept) changes.emplace_back(id, goal);
      }
      if (changes.size() > 1) changes.clear();
      break;
    case Reading::Total:
    case Reading::BasePlusTotal:
    case Reading::Average: {
      const std::size_t base = reading.reading == Reading::BasePlusTotal ? 1 : 0;
      if (reading.figures != milestones.size() + base) break;
      const Exact count(reading.reading == Reading::Average ? static_cast<std::int64_t>(milestones.size()) : 1);
      const Exact excess = (reading.value - goal) * count;
      for (const StatementId id : milestones) changes.emplace_back(id, plan[id].quantity.normalized() - excess);
      break;
    }
  }
  return changes;
}

// Both are of one year.
bool stops_before_month(const Statement& milestone, const Statement& target) {
  const DateRange& due = *target.when.range;
  return milestone.when.range->first.last_day().month() < due.last.value_or(due.first).last_day().month();
}

}  // namespace

const ReadingResult& best_supported(const Plan& plan, const Reconciliation& reconciliation, const Statement& target) {
  const ReadingResult* total = find_reading(reconciliation.tried, Reading::Total);
  const ReadingResult* level = find_reading(reconciliation.tried, Reading::Level);
  if (total == nullptr || level == nullptr) return total != nullptr ? *total : reconciliation.tried.front();
  const std::vector<Exact> steps = steps_between(plan, reconciliation.milestones);
  const Exact goal = target.quantity.normalized();
  const bool monotone = all_of_sign(steps, 1) || all_of_sign(steps, -1);
  return monotone && (level->value - goal).abs() < (total->value - goal).abs() ? *level : *total;
}

bool gap_left_open(const Plan& plan, IndicatorId indicator, const Reconciliation& reconciliation,
                   const Statement& target) {
  const ReadingResult* level = find_reading(reconciliation.tried, Reading::Level);
  const auto last_year = plan[reconciliation.milestones.back()].when.year();
  const auto goal_year = target.when.year();
  if (last_year && last_year == goal_year) return stops_before_month(plan[reconciliation.milestones.back()], target);
  if (level == nullptr || !last_year || !goal_year || *last_year >= *goal_year) return false;
  // One figure midway breaks nothing down.
  if (reconciliation.milestones.size() == 1) return true;

  const Exact gap = target.quantity.normalized() - level->value;
  // A level below its target in an earlier year is no contradiction, however it got there.
  const Exact way = target.quantity.normalized() - plan[reconciliation.milestones.front()].quantity.normalized();
  const int wanted = is_lower_bound(target.comparator) ? 1 : is_upper_bound(target.comparator) ? -1 : way.sign();
  if (plan[indicator].kind && find_reading(reconciliation.tried, Reading::Total) == nullptr) return wanted == gap.sign();
  const std::vector<Exact> steps = steps_between(plan, reconciliation.milestones);
  if (!all_of_sign(steps, gap.sign())) return false;
  Exact greatest = 0;
  for (const Exact& step : steps) greatest = std::max(greatest, step.abs());
  return gap.abs() <= Exact(2) * Exact(static_cast<std::int64_t>(*goal_year - *last_year)) * greatest;
}

std::optional<Suggestion> smallest_repair(const Plan& plan, const Reconciliation& reconciliation, StatementId target,
                                          const ReadingResult& reading, std::size_t target_copies) {
  std::vector<Repair> repairs;
  // A single year out of step is that year's fault, not the target's.
  if (target_copies == 1 && reading.reading != Reading::EachYear) {
    if (auto repair = repair_to(plan, target, reading.value)) repairs.push_back(*std::move(repair));
  }
  for (const auto& [id, value] : milestone_changes(plan, reconciliation, reading, plan[target])) {
    if (auto repair = repair_to(plan, id, value)) repairs.push_back(*std::move(repair));
  }
  if (repairs.empty()) return std::nullopt;
  const Repair& best = *std::min_element(repairs.begin(), repairs.end(), [](const Repair& a, const Repair& b) {
    return a.change != b.change ? a.change < b.change : a.digits < b.digits;
  });

  const Text role = role_text(plan[best.statement]);
  const Text name = name_of(reading.reading);
  const std::string figure = display_like(best.value, plan[best.statement].quantity);
  return replace_value(plan, best.statement, best.value,
                       {"拟将" + role.zh + "改为 " + figure + "，按" + name.zh + "即吻合",
                        "change the " + role.en + " to " + figure + "; the figures then fit as " + name.en});
}

}  // namespace gouji::analyzer
