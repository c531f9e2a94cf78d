#include "analyzer/audit/readings.hpp"

#include <algorithm>
#include <array>

#include "analyzer/audit/facts.hpp"

namespace gouji::analyzer {
namespace {

constexpr std::array kReadings{Reading::Level, Reading::Total, Reading::EachYear, Reading::Average};

bool says_yearly_average(const Indicator& indicator, const Statement& target) {
  constexpr std::string_view kWord = "年均";
  const auto says = [&](const std::string& text) { return text.find(kWord) != std::string::npos; };
  return target.aggregation == Aggregation::Mean || indicator.kind == Kind::Average || says(indicator.name) ||
         says(target.label) || says(target.words) ||
         std::any_of(indicator.labels.begin(), indicator.labels.end(), says);
}

// Figures that may hide digits: one has a decimal point, or they are written with different scale words.
bool rounding_possible(const Plan& plan, std::span<const StatementId> milestones, const Quantity& target) {
  return target.decimals > 0 || std::any_of(milestones.begin(), milestones.end(), [&](StatementId id) {
           return plan[id].quantity.decimals > 0 || plan[id].quantity.scale_word != target.scale_word;
         });
}

// What rounding of the milestones can hide in their sum.
Exact hidden_in_sum(const Plan& plan, std::span<const StatementId> milestones, const Quantity& target) {
  Exact hidden = 0;
  if (!rounding_possible(plan, milestones, target)) return hidden;
  for (const StatementId id : milestones) {
    if (plan[id].quantity.may_be_rounded()) hidden = hidden + plan[id].quantity.half_step();
  }
  return hidden;
}

bool is_bound(Comparator comparator) { return is_lower_bound(comparator) || is_upper_bound(comparator); }

Fit satisfies_or_misses(const Exact& value, const Statement& target) {
  return value_set(target.comparator, target.quantity).contains(value) ? Fit::Satisfies : Fit::Misses;
}

bool inside_range(const Exact& value, const Statement& target) {
  return target.upper && value >= target.quantity.normalized() && value <= target.upper->normalized();
}

// A single milestone against the target. Of a floor or ceiling the milestone alone may be the rounded copy: 1.6万 never
// reaches a floor of 2万.
Fit fit_of(const Quantity& milestone, const Statement& target) {
  const Exact value = milestone.normalized();
  if (value == target.quantity.normalized() || inside_range(value, target)) return Fit::Exact;
  const bool coarser = milestone.half_step() > target.quantity.half_step();
  if (!target.upper && (coarser || !is_bound(target.comparator)) &&
      agreement(milestone, target.quantity) != Agreement::Differs) {
    return Fit::Exact;
  }
  if (target.comparator == Comparator::About && satisfies_or_misses(value, target) == Fit::Satisfies) return Fit::Exact;
  return satisfies_or_misses(value, target);
}

// A sum or mean of milestones, off by at most `hidden` through rounding, against the target.
Fit fit_of(const Exact& value, Exact hidden, bool rounded, const Statement& target) {
  if (value == target.quantity.normalized() || inside_range(value, target)) return Fit::Exact;
  if (rounded && !is_bound(target.comparator) && target.quantity.may_be_rounded()) {
    hidden = hidden + target.quantity.half_step();
  }
  if (!target.upper && (value - target.quantity.normalized()).abs() <= hidden) return Fit::Exact;
  if (target.comparator == Comparator::About && satisfies_or_misses(value, target) == Fit::Satisfies) return Fit::Exact;
  return satisfies_or_misses(value, target);
}

Step value_step(const Quantity& quantity) {
  return {Operation::Value, {quantity.normalized()}, quantity.normalized(), base_unit(quantity), quantity.display()};
}

ReadingResult read_level(const Plan& plan, std::span<const StatementId> milestones, const Statement& target) {
  const Quantity& last = plan[milestones.back()].quantity;
  return {Reading::Level, fit_of(last, target), last.normalized(), value_step(last)};
}

ReadingResult read_total(const Plan& plan, std::span<const StatementId> milestones, const Statement& target) {
  const Step step = sum_step(plan, milestones, plan[milestones.front()].quantity);
  const bool rounded = rounding_possible(plan, milestones, target.quantity);
  return {Reading::Total, fit_of(step.result, hidden_in_sum(plan, milestones, target.quantity), rounded, target),
          step.result, step};
}

ReadingResult read_average(const Plan& plan, std::span<const StatementId> milestones, const Statement& target) {
  const Step step = mean_step(plan, milestones, plan[milestones.front()].quantity);
  const bool rounded = rounding_possible(plan, milestones, target.quantity);
  const Exact count(static_cast<std::int64_t>(milestones.size()));
  return {Reading::Average,
          fit_of(step.result, hidden_in_sum(plan, milestones, target.quantity) / count, rounded, target), step.result,
          step};
}

// The worst fit of any year decides; among equal fits the year farthest from the target is told.
ReadingResult read_each_year(const Plan& plan, std::span<const StatementId> milestones, const Statement& target) {
  const auto distance = [&](StatementId id) {
    return (plan[id].quantity.normalized() - target.quantity.normalized()).abs();
  };
  StatementId worst = milestones.front();
  for (const StatementId id : milestones) {
    const Fit fit = fit_of(plan[id].quantity, target);
    const Fit worst_fit = fit_of(plan[worst].quantity, target);
    if (fit > worst_fit || (fit == worst_fit && distance(id) > distance(worst))) worst = id;
  }
  const Quantity& quantity = plan[worst].quantity;
  return {Reading::EachYear, fit_of(quantity, target), quantity.normalized(), value_step(quantity)};
}

std::vector<StatementId> milestones_for(const Plan& plan, IndicatorId indicator, const Statement& target) {
  const auto& range = target.when.range;
  const bool each = target.when.form == When::Form::Each;
  std::vector<StatementId> chosen;
  for (const StatementId id : milestones_of(plan, indicator)) {
    const std::int32_t year = plan[id].when.year().value_or(0);
    if (!each && year > target.when.year().value_or(year)) continue;
    if (each && range && (year < range->first.year || (range->last && year > range->last->year))) continue;
    chosen.push_back(id);
  }
  return chosen;
}

// The milestones that count towards a total: those of the years the target covers, else of the plan's years.
std::vector<StatementId> within_total(const Plan& plan, const std::vector<StatementId>& milestones,
                                      const Statement& target) {
  const bool over = target.when.form == When::Form::Over && target.when.range;
  const std::optional<std::int32_t> first = over ? std::optional(target.when.range->first.year) : plan.first_year();
  std::vector<StatementId> chosen;
  for (const StatementId id : milestones) {
    if (!first || plan[id].when.year() >= first) chosen.push_back(id);
  }
  return chosen.empty() ? milestones : chosen;
}

// Things counted one by one in different count words: their bare numbers can be held against each other.
bool both_counted(const Quantity& a, const Quantity& b) {
  return a.unit && b.unit && a.unit->is_countable() && b.unit->is_countable();
}

bool same_scope(const Statement& a, const Statement& b) {
  return a.scope.empty() || b.scope.empty() || a.scope == b.scope;
}

// A bound that the last year, or every year, already keeps: the target was reached early.
bool reached_early(const ReadingResult& result, const Statement& target) {
  const bool level = result.reading == Reading::Level || result.reading == Reading::EachYear;
  return level && is_bound(target.comparator) && result.fit == Fit::Satisfies;
}

template <typename Accept>
std::optional<ReadingResult> first_of(const std::vector<ReadingResult>& results, Accept accept) {
  const auto found = std::find_if(results.begin(), results.end(), accept);
  return found == results.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

std::string_view to_string(Reading reading) {
  switch (reading) {
    case Reading::Level: return "level";
    case Reading::Total: return "total";
    case Reading::EachYear: return "each-year";
    case Reading::Average: return "average";
  }
  return "";
}

Text name_of(Reading reading) {
  switch (reading) {
    case Reading::Level: return {"末年水平", "level of the last year"};
    case Reading::Total: return {"逐年合计", "total of the years"};
    case Reading::EachYear: return {"逐年达到", "figure of each year"};
    case Reading::Average: return {"年均数", "yearly average"};
  }
  return {};
}

std::vector<Reading> allowed_readings(const Indicator& indicator, const Statement& target) {
  const std::optional<Kind> kind = indicator.kind;
  if (target.when.form == When::Form::Each) return {Reading::EachYear};
  if (kind == Kind::Stock || kind == Kind::Ratio || kind == Kind::Score) return {Reading::Level};
  if (target.aggregation == Aggregation::Mean) return {Reading::Average};
  if (target.aggregation == Aggregation::Yearly) return {Reading::Level, Reading::EachYear};
  if (kind == Kind::Cumulative) return {Reading::Level};
  if (kind == Kind::New) return {Reading::Total};
  if (target.aggregation == Aggregation::Total || target.when.form == When::Form::Over) {
    // Where no kind is stated the milestones may already be running totals.
    if (kind) return {Reading::Total};
    return {Reading::Level, Reading::Total};
  }
  if (kind == Kind::Average) return {Reading::Average, Reading::Level};
  if (says_yearly_average(indicator, target)) {
    return {Reading::Average, Reading::Level, Reading::Total, Reading::EachYear};
  }
  return {kReadings.begin(), kReadings.end()};
}

std::optional<Reconciliation> reconcile(const Plan& plan, IndicatorId indicator, StatementId target_id) {
  const Statement& target = plan[target_id];
  const bool each = target.when.form == When::Form::Each;
  if (!target.is_level() || (!each && !target.when.year())) return std::nullopt;

  Reconciliation result;
  result.milestones = milestones_for(plan, indicator, target);
  if (result.milestones.empty()) return std::nullopt;
  for (const StatementId id : result.milestones) {
    if (!same_scope(plan[id], target)) return std::nullopt;
    if (comparable(plan[id].quantity, target.quantity)) continue;
    if (!both_counted(plan[id].quantity, target.quantity)) return std::nullopt;
    result.by_number = true;
  }

  const std::vector<StatementId> summed = within_total(plan, result.milestones, target);
  const auto read = [&](Reading reading) {
    switch (reading) {
      case Reading::Level: return read_level(plan, result.milestones, target);
      case Reading::Total: return read_total(plan, summed, target);
      case Reading::EachYear: return read_each_year(plan, result.milestones, target);
      case Reading::Average: return read_average(plan, summed, target);
    }
    return ReadingResult{};
  };

  const std::vector<Reading> allowed = allowed_readings(plan[indicator], target);
  const auto meaningful = [&](const ReadingResult& candidate) {
    return candidate.reading != Reading::EachYear || each || candidate.fit != Fit::Misses;
  };
  for (const Reading reading : allowed) {
    ReadingResult candidate = read(reading);
    (meaningful(candidate) ? result.tried : result.excluded).push_back(std::move(candidate));
  }
  for (const Reading reading : kReadings) {
    if (std::find(allowed.begin(), allowed.end(), reading) == allowed.end()) result.excluded.push_back(read(reading));
  }

  const auto exact = [](const ReadingResult& candidate) { return candidate.fit == Fit::Exact; };
  result.explained = first_of(result.tried, exact);
  if (!result.explained) {
    result.explained = first_of(result.tried, [&](const ReadingResult& r) { return reached_early(r, target); });
  }
  if (result.by_number && (!result.explained || result.explained->fit != Fit::Exact)) return std::nullopt;
  // Words of the target itself (每年, 当年, 年均) are not in doubt; only what was declared of the indicator can be.
  const bool kind_decides = plan[indicator].kind && !each && target.aggregation != Aggregation::Mean &&
                            target.aggregation != Aggregation::Yearly;
  if (!result.explained && kind_decides && std::count_if(result.excluded.begin(), result.excluded.end(), exact) == 1) {
    result.contradicts_kind = first_of(result.excluded, exact);
  }
  return result;
}

}  // namespace gouji::analyzer
