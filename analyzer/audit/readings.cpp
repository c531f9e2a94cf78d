#include "analyzer/audit/readings.hpp"

#include <algorithm>
#include <array>

#include "analyzer/audit/plan_facts.hpp"

namespace gouji::analyzer {
namespace {

constexpr std::array kReadings{Reading::Level, Reading::Total, Reading::BasePlusTotal, Reading::EachYear,
                               Reading::Average};
constexpr std::array<std::string_view, 3> kYearlyAverage{"年均", "annual average", "yearly average"};

bool says_yearly_average(const Indicator& indicator, const Statement& target) {
  const auto says = [](std::string_view text) {
    return std::any_of(kYearlyAverage.begin(), kYearlyAverage.end(),
                       [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
  };
  return target.aggregation == Aggregation::Mean || indicator.kind == Kind::Average || says(indicator.name) ||
         says(target.label) || says(target.words) ||
         std::any_of(indicator.labels.begin(), indicator.labels.end(), says);
}

// A target and its value in base units.
struct Aim {
  const Statement& statement;
  Exact value;

  explicit Aim(const Statement& target) : statement(target), value(target.quantity.normalized()) {}
  [[nodiscard]] const Quantity& quantity() const { return statement.quantity; }
};

// Figures that may hide digits: one has a decimal point, or they are written with different scale words.
bool rounding_possible(const Plan& plan, std::span<const StatementId> milestones, const Quantity& target) {
  return target.decimals > 0 || std::any_of(milestones.begin(), milestones.end(), [&](StatementId id) {
           return plan[id].quantity.decimals > 0 || plan[id].quantity.scale_word != target.scale_word;
         });
}

// What rounding of the milestones can hide in their sum.
Exact hidden_in_sum(const Plan& plan, std::span<const StatementId> milestones) {
  Exact hidden = 0;
  for (const StatementId id : milestones) {
    if (plan[id].quantity.may_be_rounded()) hidden = hidden + plan[id].quantity.half_step();
  }
  return hidden;
}

bool is_bound(Comparator comparator) { return is_lower_bound(comparator) || is_upper_bound(comparator); }

Fit satisfies_or_misses(const Exact& value, const Aim& aim) {
  return value_set(aim.statement.comparator, aim.quantity()).contains(value) ? Fit::Satisfies : Fit::Misses;
}

bool inside_range(const Exact& value, const Aim& aim) {
  const auto& upper = aim.statement.upper;
  return upper && value >= aim.value && value <= upper->normalized();
}

// A value that neither equals the target nor agrees with it through rounding.
Fit fit_by_comparator(const Exact& value, const Aim& aim) {
  const Fit fit = satisfies_or_misses(value, aim);
  return aim.statement.comparator == Comparator::About && fit == Fit::Satisfies ? Fit::Exact : fit;
}

// A single milestone against the target. Of a floor or ceiling the milestone alone may be the rounded copy: 1.6万 never
// reaches a floor of 2万.
Fit fit_of_one(const Quantity& milestone, const Exact& value, const Aim& aim) {
  if (value == aim.value || inside_range(value, aim)) return Fit::Exact;
  // Only what is written with a decimal point can be the rounded copy of another.
  const bool rounded = milestone.may_be_rounded() || aim.quantity().may_be_rounded();
  if (rounded && !aim.statement.upper) {
    const bool coarser = milestone.half_step() > aim.quantity().half_step();
    if ((coarser || !is_bound(aim.statement.comparator)) && agreement(milestone, aim.quantity()) != Agreement::Differs) {
      return Fit::Exact;
    }
  }
  return fit_by_comparator(value, aim);
}

// The sum of the figures, or their mean, against the target: rounding can hide something in every one of them.
Fit fit_of_all(const Plan& plan, std::span<const StatementId> figures, const Exact& count, const Exact& value, const Aim& aim) {
  if (value == aim.value || inside_range(value, aim)) return Fit::Exact;
  if (!aim.statement.upper && rounding_possible(plan, figures, aim.quantity())) {
    Exact hidden = hidden_in_sum(plan, figures) / count;
    if (!is_bound(aim.statement.comparator) && aim.quantity().may_be_rounded()) {
      hidden = hidden + aim.quantity().half_step();
    }
    if ((value - aim.value).abs() <= hidden) return Fit::Exact;
  }
  return fit_by_comparator(value, aim);
}

Exact sum_of(const Plan& plan, std::span<const StatementId> figures) {
  Exact sum = 0;
  for (const StatementId id : figures) sum = sum + plan[id].quantity.normalized();
  return sum;
}

ReadingResult read_level(const Plan& plan, std::span<const StatementId> milestones, const Aim& aim) {
  const Quantity& last = plan[milestones.back()].quantity;
  ReadingResult result{.reading = Reading::Level, .told = milestones.back(), .value = last.normalized()};
  result.fit = fit_of_one(last, result.value, aim);
  return result;
}

ReadingResult read_total(const Plan& plan, std::span<const StatementId> figures, const Aim& aim) {
  ReadingResult result{.reading = Reading::Total,
                       .figures = static_cast<std::uint32_t>(figures.size()),
                       .value = sum_of(plan, figures)};
  result.fit = fit_of_all(plan, figures, 1, result.value, aim);
  return result;
}

std::vector<StatementId> base_and(StatementId base, std::span<const StatementId> milestones) {
  std::vector<StatementId> summed{base};
  summed.insert(summed.end(), milestones.begin(), milestones.end());
  return summed;
}

// The years' additions on top of what was there before the first of them.
ReadingResult read_base_plus_total(const Plan& plan, StatementId base, std::span<const StatementId> milestones, const Aim& aim) {
  ReadingResult result = read_total(plan, base_and(base, milestones), aim);
  result.reading = Reading::BasePlusTotal;
  return result;
}

ReadingResult read_average(const Plan& plan, std::span<const StatementId> milestones, const Aim& aim) {
  const Exact count(static_cast<std::int64_t>(milestones.size()));
  ReadingResult result{.reading = Reading::Average,
                       .figures = static_cast<std::uint32_t>(milestones.size()),
                       .value = sum_of(plan, milestones) / count};
  result.fit = fit_of_all(plan, milestones, count, result.value, aim);
  return result;
}

// The worst fit of any year decides; among equal fits the year farthest from the target is told.
ReadingResult read_each_year(const Plan& plan, std::span<const StatementId> milestones, const Aim& aim) {
  ReadingResult worst;
  Exact worst_distance = 0;
  for (const StatementId id : milestones) {
    ReadingResult result{.reading = Reading::EachYear, .told = id, .value = plan[id].quantity.normalized()};
    result.fit = fit_of_one(plan[id].quantity, result.value, aim);
    Exact distance = (result.value - aim.value).abs();
    const bool first = id == milestones.front();
    if (!first && (result.fit < worst.fit || (result.fit == worst.fit && distance <= worst_distance))) continue;
    worst = std::move(result);
    worst_distance = std::move(distance);
  }
  return worst;
}

bool by(const Statement& milestone, const PartialDate& date) {
  const DateRange& range = *milestone.when.range;
  const PartialDate& last = range.last.value_or(range.first);
  return last.year < date.year || (last.year == date.year && month_of(last) <= month_of(date));
}

// A list of its own where the indicator's is of no use.
StatementIds keep(const Plan& plan, std::vector<StatementId> ids) {
  auto& lists = facts_of(plan).own_milestones;
  lists.push_back(std::move(ids));
  return StatementIds(lists.back());
}

StatementIds milestones_for(const Plan& plan, IndicatorId indicator, const Statement& target) {
  const StatementIds all = milestones_of(plan, indicator);
  const auto& range = target.when.range;
  if (!range) return all;
  const PartialDate& last = range->last.value_or(range->first);
  if (target.when.form != When::Form::Each) {
    // They ascend by year, one a year.
    const auto late = std::partition_point(all.begin(), all.end(), [&](StatementId id) { return by(plan[id], last); });
    const StatementIds in_time(all.begin(), late);
    // A year that is late as a whole leaves the years before it as they are; of the target's own year an earlier one may be in time.
    if (late == all.end() || plan[*late].when.year() > last.year) return in_time;
    const auto of_year = milestone_until(plan, indicator, last);
    if (!of_year) return in_time;
    std::vector<StatementId> chosen(in_time.begin(), in_time.end());
    chosen.push_back(*of_year);
    return keep(plan, std::move(chosen));
  }
  std::vector<StatementId> chosen = all;
  std::erase_if(chosen, [&](StatementId id) {
    const auto year = plan[id].when.year();
    return year < range->first.year || (range->last && year > last.year);
  });
  return chosen.size() == all.size() ? all : keep(plan, std::move(chosen));
}

// All milestones of the years of `chosen` up to the target's date, also those midway through a year.
std::vector<StatementId> with_parts_of_years(const Plan& plan, IndicatorId indicator, std::span<const StatementId> chosen,
                                             const Statement& target) {
  std::vector<StatementId> all;
  auto last_of_year = chosen.begin();
  for (const StatementId id : levels_of(plan, indicator, Role::Milestone)) {
    while (last_of_year != chosen.end() && plan[*last_of_year].when.year() < plan[id].when.year()) ++last_of_year;
    if (last_of_year == chosen.end()) break;
    if (plan[*last_of_year].when.year() != plan[id].when.year() || !same_scope(plan[id], target)) continue;
    const bool midway = plan[id].when.range->first.last_day() < plan[*last_of_year].when.range->first.last_day();
    if (id == *last_of_year || (midway && comparable(plan[id].quantity, target.quantity))) all.push_back(id);
  }
  return all;
}

// The milestones that count towards a total: those of the years the target covers, else of the plan's years.
StatementIds within_total(const Plan& plan, std::span<const StatementId> milestones, const Statement& target) {
  const bool over = target.when.form == When::Form::Over && target.when.range;
  const std::optional<std::int32_t> first = over ? std::optional(target.when.range->first.year) : plan.first_year();
  if (!first) return milestones;
  // They ascend.
  const auto inside = std::find_if(milestones.begin(), milestones.end(),
                                   [&](StatementId id) { return plan[id].when.year() >= first; });
  return inside == milestones.end() ? StatementIds(milestones) : StatementIds(inside, milestones.end());
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

Exact distance(const ReadingResult& result, const Aim& aim) { return (result.value - aim.value).abs(); }

// No reading in `before` comes nearer to the target.
bool nearest(const ReadingResult& result, std::span<const ReadingResult> before, const Aim& aim) {
  return std::none_of(before.begin(), before.end(), [&](const ReadingResult& other) {
    return other.reading != result.reading && distance(other, aim) <= distance(result, aim);
  });
}

// A target that is a bound, kept though not met exactly: reached early, or exceeded by the sum.
bool keeps_bound(const ReadingResult& result, const ReadingResults& tried, const Aim& aim) {
  const Comparator comparator = aim.statement.comparator;
  if (!is_bound(comparator) || result.fit != Fit::Satisfies) return false;
  switch (result.reading) {
    case Reading::Level:
    case Reading::EachYear:
    case Reading::Average: return true;
    case Reading::Total:
    case Reading::BasePlusTotal: break;
  }
  if (result.reading == Reading::Total && comparator == Comparator::AtLeast) return false;
  const auto self =
      std::find_if(tried.begin(), tried.end(), [&](const ReadingResult& r) { return r.reading == result.reading; });
  return nearest(result, {tried.begin(), self}, aim);
}

template <typename Accept>
std::optional<ReadingResult> first_of(const ReadingResults& results, Accept accept) {
  const auto found = std::find_if(results.begin(), results.end(), accept);
  return found == results.end() ? std::nullopt : std::optional(*found);
}

bool is_exact(const ReadingResult& result) { return result.fit == Fit::Exact; }

std::vector<StatementId> parts_of(const Plan& plan, const Reconciliation& r) {
  const Statement& target = plan[r.target];
  const auto all = with_parts_of_years(plan, target.indicator, r.milestones, target);
  return within_total(plan, all, target);
}

// Absent for a base with nothing to add to.
std::optional<ReadingResult> read(const Plan& plan, const Reconciliation& r, Reading reading, const Aim& aim) {
  switch (reading) {
    case Reading::Level: return read_level(plan, r.milestones, aim);
    case Reading::Total: {
      ReadingResult of_years = read_total(plan, r.summed, aim);
      if (!r.divides_years || is_exact(of_years)) return of_years;
      ReadingResult of_parts = read_total(plan, parts_of(plan, r), aim);
      of_parts.of_parts = true;
      return is_exact(of_parts) ? of_parts : of_years;
    }
    case Reading::BasePlusTotal:
      if (!r.base) return std::nullopt;
      return read_base_plus_total(plan, *r.base, r.summed, aim);
    case Reading::EachYear: return read_each_year(plan, r.milestones, aim);
    case Reading::Average: return read_average(plan, r.summed, aim);
  }
  return std::nullopt;
}

// A reading that says something: additions are smaller than what they are added to, or they are none.
bool is_meaningful(const Plan& plan, const Reconciliation& r, const ReadingResult& candidate, const Aim& aim) {
  if (is_exact(candidate) || aim.statement.when.form == When::Form::Each) return true;
  if (candidate.reading == Reading::EachYear) return candidate.fit == Fit::Satisfies;
  if (candidate.reading != Reading::BasePlusTotal) return true;
  if (candidate.fit != Fit::Misses) return nearest(candidate, {r.tried.begin(), r.tried.end()}, aim);
  const Exact base = plan[*r.base].quantity.normalized();
  return std::all_of(r.summed.begin(), r.summed.end(),
                     [&](StatementId id) { return plan[id].quantity.normalized() < base; });
}

bool contains(const ReadingList<Reading>& readings, Reading reading) {
  return std::find(readings.begin(), readings.end(), reading) != readings.end();
}

std::optional<Reconciliation> work_out(const Plan& plan, IndicatorId indicator, StatementId target_id) {
  const Statement& target = plan[target_id];
  const bool each = target.when.form == When::Form::Each;
  if (!target.is_level() || (!each && !target.when.year())) return std::nullopt;

  Reconciliation result;
  result.target = target_id;
  result.milestones = milestones_for(plan, indicator, target);
  if (result.milestones.empty()) return std::nullopt;
  for (const StatementId id : result.milestones) {
    if (!same_scope(plan[id], target)) return std::nullopt;
    if (comparable(plan[id].quantity, target.quantity)) continue;
    if (!both_counted(plan[id].quantity, target.quantity)) return std::nullopt;
    result.by_number = true;
  }

  result.summed = within_total(plan, result.milestones, target);
  const bool several_a_year = levels_of(plan, indicator, Role::Milestone).size() > milestones_of(plan, indicator).size();
  result.divides_years = several_a_year && parts_of(plan, result).size() > result.summed.size();
  result.base = base_of_sum(plan, indicator, result.summed.front(), target);

  const Aim aim(target);
  const ReadingList<Reading> allowed = allowed_readings(plan[indicator], target);
  for (const Reading reading : allowed) {
    auto candidate = read(plan, result, reading, aim);
    if (!candidate) continue;
    const bool meaningful = is_meaningful(plan, result, *candidate, aim);
    (meaningful ? result.tried : result.excluded).push_back(*std::move(candidate));
  }
  result.explained = first_of(result.tried, is_exact);
  if (!result.explained) {
    result.explained = first_of(result.tried, [&](const ReadingResult& r) { return keeps_bound(r, result.tried, aim); });
  }
  if (result.by_number && (!result.explained || !is_exact(*result.explained))) return std::nullopt;
  if (result.explained) return result;

  for (const Reading reading : kReadings) {
    if (contains(allowed, reading)) continue;
    if (auto other = read(plan, result, reading, aim)) result.excluded.push_back(*std::move(other));
  }
  // Words of the target itself (每年, 当年, 年均) are not in doubt; only what was declared of the indicator can be.
  const bool kind_decides = plan[indicator].kind && !each && target.aggregation != Aggregation::Mean &&
                            target.aggregation != Aggregation::Yearly;
  // One figure midway breaks nothing down: rounding must not make it fit.
  const bool breaks_down = result.milestones.size() >= 2;
  // Percentages of one whole at several times do not add up to anything.
  const bool share = target.quantity.unit && target.quantity.unit->is_ratio();
  const auto contradicts = [&](const ReadingResult& r) {
    if (r.reading == Reading::Average || (share && r.reading == Reading::Total)) return false;
    return is_exact(r) && (breaks_down || r.value == target.quantity.normalized());
  };
  if (kind_decides && std::count_if(result.excluded.begin(), result.excluded.end(), contradicts) == 1) {
    result.contradicts_kind = first_of(result.excluded, contradicts);
  }
  return result;
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

ReadingList<Reading> allowed_readings(const Indicator& indicator, const Statement& target) {
  const std::optional<Kind> kind = indicator.kind;
  const bool level_kind = kind == Kind::Stock || kind == Kind::Ratio || kind == Kind::Score;
  const bool total = target.aggregation == Aggregation::Total || target.when.form == When::Form::Over;
  if (target.when.form == When::Form::Each) return {Reading::EachYear};
  if (target.aggregation == Aggregation::Mean) {
    return level_kind ? ReadingList<Reading>{Reading::Average, Reading::Level} : ReadingList<Reading>{Reading::Average};
  }
  if (level_kind) return {Reading::Level};
  if (target.aggregation == Aggregation::Yearly) return {Reading::Level, Reading::EachYear};
  if (kind == Kind::Cumulative) return {Reading::Level};
  if (kind == Kind::New) return total ? ReadingList<Reading>{Reading::Total} : ReadingList<Reading>{Reading::Total, Reading::BasePlusTotal};
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

const Reconciliation* reconcile(const Plan& plan, IndicatorId indicator, StatementId target) {
  constexpr std::uint32_t kNone = 1;
  constexpr std::uint32_t kFirst = 2;
  PlanFacts& facts = facts_of(plan);
  std::uint32_t& known = facts.reconciled[index(target)];
  if (known == 0) {
    auto result = work_out(plan, indicator, target);
    known = result ? kFirst + static_cast<std::uint32_t>(facts.reconciliations.size()) : kNone;
    if (result) facts.reconciliations.push_back(*std::move(result));
  }
  return known == kNone ? nullptr : &facts.reconciliations[known - kFirst];
}

Step step_of(const Plan& plan, const Reconciliation& reconciliation, const ReadingResult& reading) {
  const auto sum = [&](std::span<const StatementId> figures) {
    return sum_step(plan, figures, plan[figures.front()].quantity);
  };
  switch (reading.reading) {
    case Reading::Level:
    case Reading::EachYear: {
      const Quantity& quantity = plan[reading.told].quantity;
      return {Operation::Value, {reading.value}, reading.value, base_unit(quantity), quantity.display()};
    }
    case Reading::Total:
      if (!reading.of_parts) return sum(reconciliation.summed);
      return sum(parts_of(plan, reconciliation));
    case Reading::BasePlusTotal: return sum(base_and(*reconciliation.base, reconciliation.summed));
    case Reading::Average: break;
  }
  return mean_step(plan, reconciliation.summed, plan[reconciliation.summed.front()].quantity);
}

bool is_tried_exactly(const Reconciliation& reconciliation, Reading reading) {
  return std::any_of(reconciliation.tried.begin(), reconciliation.tried.end(),
                     [&](const ReadingResult& r) { return r.reading == reading && is_exact(r); });
}

bool fits_exactly(const Plan& plan, const Reconciliation& reconciliation, Reading reading) {
  const auto result = read(plan, reconciliation, reading, Aim(plan[reconciliation.target]));
  return result && is_exact(*result);
}

}  // namespace gouji::analyzer
