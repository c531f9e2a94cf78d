#include "analyzer/audit/readings.hpp"

#include <algorithm>
#include <array>

#include "analyzer/audit/comparison.hpp"

namespace gouji::analyzer {
namespace {

constexpr std::array kReadings{Reading::Level, Reading::Total, Reading::BasePlusTotal, Reading::EachYear,
                               Reading::Average};
constexpr std::array<std::string_view, 3> kYearlyAverage{"年均", "annual average", "yearly average"};

bool says_yearly_average(const Indicator& indicator, const Statement& target) {
  const auto says = [](const std::string& text) {
    return std::any_of(kYearlyAverage.begin(), kYearlyAverage.end(),
                       [&](std::string_view word) { return text.find(word) != std::string::npos; });
  };
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

// The years' additions on top of what was there before the first of them.
ReadingResult read_base_plus_total(const Plan& plan, StatementId base, std::span<const StatementId> milestones,
                                   const Statement& target) {
  std::vector<StatementId> summed{base};
  summed.insert(summed.end(), milestones.begin(), milestones.end());
  ReadingResult result = read_total(plan, summed, target);
  result.reading = Reading::BasePlusTotal;
  return result;
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
  if (!range) return milestones_of(plan, indicator);
  const PartialDate& last = range->last.value_or(range->first);
  if (target.when.form != When::Form::Each) return milestones_of(plan, indicator, last);
  std::vector<StatementId> chosen = milestones_of(plan, indicator);
  std::erase_if(chosen, [&](StatementId id) {
    const auto year = plan[id].when.year();
    return year < range->first.year || (range->last && year > last.year);
  });
  return chosen;
}

// All milestones of the years of `chosen` up to the target's date, also those midway through a year.
std::vector<StatementId> with_parts_of_years(const Plan& plan, IndicatorId indicator,
                                             const std::vector<StatementId>& chosen, const Statement& target) {
  std::vector<StatementId> all;
  for (const StatementId id : levels_of(plan, indicator, Role::Milestone)) {
    const auto last_of_year = std::find_if(chosen.begin(), chosen.end(), [&](StatementId last) {
      return plan[last].when.year() == plan[id].when.year();
    });
    if (last_of_year == chosen.end() || !same_scope(plan[id], target)) continue;
    const bool midway = plan[id].when.range->first.last_day() < plan[*last_of_year].when.range->first.last_day();
    if (id == *last_of_year || (midway && comparable(plan[id].quantity, target.quantity))) all.push_back(id);
  }
  return all;
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

// What the years add up from: the latest baseline before the first of them.
std::optional<StatementId> base_of_sum(const Plan& plan, IndicatorId indicator, StatementId first,
                                       const Statement& target) {
  const auto kind = plan[indicator].kind;
  if (kind && kind != Kind::New && kind != Kind::Stock) return std::nullopt;
  const auto base = baseline_of(plan, indicator);
  if (!base || !plan[*base].when.year() || plan[*base].when.year() >= plan[first].when.year()) return std::nullopt;
  // A unit left out is unit-missing's business; of things counted one by one the bare number still adds up.
  const auto& unit = plan[*base].quantity.unit;
  const bool bare = !unit && target.quantity.unit && target.quantity.unit->factor == Exact(1);
  const bool usable = (bare || comparable(plan[*base].quantity, target.quantity)) && same_scope(plan[*base], target);
  return usable ? base : std::nullopt;
}

Exact distance(const ReadingResult& result, const Statement& target) {
  return (result.value - target.quantity.normalized()).abs();
}

// No reading in `before` comes nearer to the target.
bool nearest(const ReadingResult& result, const std::vector<ReadingResult>& before, const Statement& target) {
  return std::none_of(before.begin(), before.end(), [&](const ReadingResult& other) {
    return other.reading != result.reading && distance(other, target) <= distance(result, target);
  });
}

// A target that is a bound, kept though not met exactly: reached early, or exceeded by the sum.
bool keeps_bound(const ReadingResult& result, const std::vector<ReadingResult>& tried, const Statement& target) {
  if (!is_bound(target.comparator) || result.fit != Fit::Satisfies) return false;
  switch (result.reading) {
    case Reading::Level:
    case Reading::EachYear:
    case Reading::Average: return true;
    case Reading::Total:
    case Reading::BasePlusTotal: break;
  }
  if (result.reading == Reading::Total && target.comparator == Comparator::AtLeast) return false;
  const auto self =
      std::find_if(tried.begin(), tried.end(), [&](const ReadingResult& r) { return r.reading == result.reading; });
  return nearest(result, {tried.begin(), self}, target);
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
    case Reading::BasePlusTotal: return "base-plus-total";
    case Reading::EachYear: return "each-year";
    case Reading::Average: return "average";
  }
  return "";
}

Text name_of(Reading reading) {
  switch (reading) {
    case Reading::Level: return {"末年水平", "level of the last year"};
    case Reading::Total: return {"逐年合计", "total of the years"};
    case Reading::BasePlusTotal: return {"基期加逐年新增", "baseline plus the additions of the years"};
    case Reading::EachYear: return {"逐年达到", "figure of each year"};
    case Reading::Average: return {"年均数", "yearly average"};
  }
  return {};
}

std::vector<Reading> allowed_readings(const Indicator& indicator, const Statement& target) {
  const std::optional<Kind> kind = indicator.kind;
  const bool level_kind = kind == Kind::Stock || kind == Kind::Ratio || kind == Kind::Score;
  const bool total = target.aggregation == Aggregation::Total || target.when.form == When::Form::Over;
  if (target.when.form == When::Form::Each) return {Reading::EachYear};
  if (target.aggregation == Aggregation::Mean) {
    return level_kind ? std::vector{Reading::Average, Reading::Level} : std::vector{Reading::Average};
  }
  if (level_kind) return {Reading::Level};
  if (target.aggregation == Aggregation::Yearly) return {Reading::Level, Reading::EachYear};
  if (kind == Kind::Cumulative) return {Reading::Level};
  if (kind == Kind::New) return total ? std::vector{Reading::Total} : std::vector{Reading::Total, Reading::BasePlusTotal};
  if (total) {
    // Where no kind is stated the milestones may already be running totals.
    if (kind) return {Reading::Total};
    return {Reading::Level, Reading::Total, Reading::BasePlusTotal};
  }
  if (kind == Kind::Average) return {Reading::Average, Reading::Level};
  if (says_yearly_average(indicator, target)) {
    return {Reading::Average, Reading::Level, Reading::Total, Reading::EachYear};
  }
  if (kind) return {Reading::Level, Reading::Total, Reading::EachYear};
  return {Reading::Level, Reading::Total, Reading::BasePlusTotal, Reading::EachYear};
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
  const std::vector<StatementId> parts =
      within_total(plan, with_parts_of_years(plan, indicator, result.milestones, target), target);
  result.divides_years = parts.size() > summed.size();
  const auto base = base_of_sum(plan, indicator, summed.front(), target);
  const auto total = [&] {
    ReadingResult of_years = read_total(plan, summed, target);
    if (!result.divides_years || of_years.fit == Fit::Exact) return of_years;
    ReadingResult of_parts = read_total(plan, parts, target);
    return of_parts.fit == Fit::Exact ? of_parts : of_years;
  };
  const auto read = [&](Reading reading) {
    switch (reading) {
      case Reading::Level: return read_level(plan, result.milestones, target);
      case Reading::Total: return total();
      case Reading::BasePlusTotal: return read_base_plus_total(plan, *base, summed, target);
      case Reading::EachYear: return read_each_year(plan, result.milestones, target);
      case Reading::Average: return read_average(plan, summed, target);
    }
    return ReadingResult{};
  };
  const auto exact = [](const ReadingResult& candidate) { return candidate.fit == Fit::Exact; };

  const std::vector<Reading> allowed = allowed_readings(plan[indicator], target);
  // Additions are smaller than what they are added to, or they are none.
  const auto additions = [&] {
    return std::all_of(summed.begin(), summed.end(), [&](StatementId id) {
      return plan[id].quantity.normalized() < plan[*base].quantity.normalized();
    });
  };
  const auto meaningful = [&](const ReadingResult& candidate) {
    if (exact(candidate) || each) return true;
    if (candidate.reading == Reading::EachYear) return candidate.fit == Fit::Satisfies;
    if (candidate.reading != Reading::BasePlusTotal) return true;
    return candidate.fit == Fit::Misses ? additions() : nearest(candidate, result.tried, target);
  };
  for (const Reading reading : allowed) {
    if (reading == Reading::BasePlusTotal && !base) continue;
    ReadingResult candidate = read(reading);
    (meaningful(candidate) ? result.tried : result.excluded).push_back(std::move(candidate));
  }
  for (const Reading reading : kReadings) {
    const bool tried = std::find(allowed.begin(), allowed.end(), reading) != allowed.end();
    if (!tried && (reading != Reading::BasePlusTotal || base)) result.excluded.push_back(read(reading));
  }

  result.explained = first_of(result.tried, exact);
  if (!result.explained) {
    result.explained =
        first_of(result.tried, [&](const ReadingResult& r) { return keeps_bound(r, result.tried, target); });
  }
  if (result.by_number && (!result.explained || result.explained->fit != Fit::Exact)) return std::nullopt;
  // Words of the target itself (每年, 当年, 年均) are not in doubt; only what was declared of the indicator can be.
  const bool kind_decides = plan[indicator].kind && !each && target.aggregation != Aggregation::Mean &&
                            target.aggregation != Aggregation::Yearly;
  // One figure midway breaks nothing down: rounding must not make it fit.
  const bool breaks_down = result.milestones.size() >= 2;
  const auto contradicts = [&](const ReadingResult& r) {
    return exact(r) && r.reading != Reading::Average && (breaks_down || r.value == target.quantity.normalized());
  };
  if (!result.explained && kind_decides &&
      std::count_if(result.excluded.begin(), result.excluded.end(), contradicts) == 1) {
    result.contradicts_kind = first_of(result.excluded, contradicts);
  }
  return result;
}

}  // namespace gouji::analyzer
