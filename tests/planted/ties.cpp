#include "tests/planted/ties.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <tuple>

namespace gouji::planted {

namespace {

using namespace analyzer;  // NOLINT: the model's words are used in every line

bool is_goal(const Statement& statement) { return statement.role == Role::Target || statement.role == Role::Claim; }
bool is_observed(const Statement& statement) { return statement.role == Role::Baseline || statement.role == Role::Actual; }
bool is_each(const Statement& statement) { return statement.when.form == When::Form::Each; }
bool is_firm(const Statement& statement) { return statement.modality != Modality::Hoped; }

Exact low_of(const Statement& statement) { return statement.quantity.normalized(); }
Exact high_of(const Statement& statement) { return statement.upper ? statement.upper->normalized() : low_of(statement); }

bool units_meet(const Quantity& a, const Quantity& b) { return !a.unit || !b.unit || comparable(*a.unit, *b.unit); }

// What rounding may hide; a whole number is what it is.
Exact slack(const Quantity& quantity) {
  if (quantity.unit && quantity.unit->is_multiple() && quantity.decimals == 0) return 0;
  const ValueSet hidden = accuracy_interval(quantity);
  return (*hidden.high - *hidden.low) / Exact(2);
}

bool within(const Exact& a, const Exact& b, const Exact& tolerance) { return (a - b).abs() <= tolerance; }

// How far 约 reaches.
Exact about(const Statement& figure) {
  if (figure.comparator != Comparator::About) return 0;
  return *value_set(figure.comparator, figure.quantity).high - low_of(figure);
}

bool equal(const Statement& a, const Statement& b) {
  if (!units_meet(a.quantity, b.quantity)) return false;
  const Exact reach = about(a) + about(b);
  return low_of(a) <= high_of(b) + reach && low_of(b) <= high_of(a) + reach;
}

// `value` keeps the figure. A strict bound counts as kept by equality: strictness is a matter of its own.
bool keeps(const Exact& value, const Statement& figure, const Exact& tolerance) {
  if (figure.upper) return low_of(figure) <= value + tolerance && value - tolerance <= high_of(figure);
  if (is_lower_bound(figure.comparator)) return value + tolerance >= low_of(figure);
  if (is_upper_bound(figure.comparator)) return value - tolerance <= low_of(figure);
  if (figure.comparator == Comparator::About) return value_set(figure.comparator, figure.quantity).contains(value);
  return within(value, low_of(figure), tolerance);
}

// What a figure leaves open to be reached, never below zero.
struct Room {
  Exact low;
  std::optional<Exact> high;
};

Room room_of(const Statement& figure) {
  const Exact hidden = slack(figure.quantity) + about(figure);
  Room room{low_of(figure) - hidden, high_of(figure) + hidden};
  if (is_lower_bound(figure.comparator)) room.high.reset();
  if (is_upper_bound(figure.comparator)) room.low = 0;
  return room;
}

// Some values that the figures allow add up to one that `sum` allows.
bool leaves_room(const Plan& plan, std::span<const StatementId> figures, const Room& sum) {
  Room all{Exact(0), Exact(0)};
  for (const StatementId id : figures) {
    const Room room = room_of(plan[id]);
    all.low = all.low + room.low;
    if (all.high && room.high) all.high = *all.high + *room.high;
    if (!room.high) all.high.reset();
  }
  return (!sum.high || all.low <= *sum.high) && (!all.high || *all.high >= sum.low);
}

struct Time {
  std::int32_t year = 0;
  std::uint8_t month = 0;
  friend auto operator<=>(const Time&, const Time&) = default;
};

std::optional<Time> time_of(const Statement& statement) {
  const auto year = statement.when.year();
  if (!year || !statement.when.range) return std::nullopt;
  const PartialDate& date =
      statement.when.form == When::Form::Over && statement.when.range->last ? *statement.when.range->last : statement.when.range->first;
  return Time{*year, date.month == 12 ? std::uint8_t{0} : date.month};
}

std::int32_t years_of(const Plan& plan, const Statement& rate, const Statement& total) {
  for (const Statement* statement : {&rate, &total}) {
    const auto& range = statement->when.range;
    if (range && range->last && statement->when.form != When::Form::At) return range->last->year - range->first.year + 1;
  }
  const auto first = plan.first_year();
  const auto last = total.when.year() ? total.when.year() : plan.last_year();
  return first && last ? *last - *first + 1 : 0;
}

Exact sum_of(const Plan& plan, std::span<const StatementId> figures) {
  Exact sum = 0;
  for (const StatementId id : figures) sum = sum + low_of(plan[id]);
  return sum;
}

Exact slack_of(const Plan& plan, std::span<const StatementId> figures) {
  Exact sum = 0;
  for (const StatementId id : figures) sum = sum + slack(plan[id].quantity);
  return sum;
}

bool all_comparable(const Plan& plan, std::span<const StatementId> figures) {
  return std::all_of(figures.begin(), figures.end(),
                     [&](StatementId id) { return units_meet(plan[id].quantity, plan[figures.front()].quantity); });
}

// growth, base, level
bool growth_holds(const Statement& growth, const Statement& base, const Statement& level) {
  if (!units_meet(base.quantity, level.quantity) || !growth.quantity.unit) return false;
  const Unit& unit = *growth.quantity.unit;
  const Exact amount = growth.growth && growth.growth->falling ? Exact(0) - low_of(growth).abs() : low_of(growth);
  const bool adds = unit.is_points() || (!unit.is_ratio() && !unit.is_multiple());
  if (unit.is_points() && !(base.quantity.unit && base.quantity.unit->is_ratio())) return false;
  const Exact reached = adds ? low_of(base) + amount : low_of(base) * (Exact(1) + amount);
  // A base is measured and a growth is computed, so both may be rounded; a level to be reached is set.
  const Exact tolerance = (adds ? slack(base.quantity) : slack(base.quantity) * (Exact(1) + amount).abs()) +
                          (adds ? slack(growth.quantity) : low_of(base) * slack(growth.quantity));
  if (is_lower_bound(growth.comparator) && low_of(level) >= reached - tolerance) return true;
  if (is_upper_bound(growth.comparator) && low_of(level) <= reached + tolerance) return true;
  return within(low_of(level), reached, tolerance);
}

bool ratio_holds(const Statement& ratio, const Statement& part, const Statement& whole) {
  if (low_of(whole).is_zero()) return false;
  const Exact quotient = low_of(part) / low_of(whole);
  const Exact reach = slack(part.quantity) / low_of(whole) + quotient * slack(whole.quantity) / low_of(whole);
  return keeps(quotient, ratio, ratio.quantity.half_step() + reach);
}

// As far or farther, as far as rounding lets one tell.
bool in_direction(const Exact& from, const Exact& to, Direction direction, const Exact& tolerance) {
  return direction == Direction::Higher ? to + tolerance >= from : to - tolerance <= from;
}

bool in_bounds(const Indicator& indicator, const Statement& figure) {
  if (indicator.lower_bound && low_of(figure) < indicator.lower_bound->normalized() && !is_lower_bound(figure.comparator)) return false;
  if (indicator.upper_bound && figure.comparator == Comparator::MoreThan && low_of(figure) >= indicator.upper_bound->normalized()) return false;
  return !indicator.upper_bound || high_of(figure) <= indicator.upper_bound->normalized() || is_upper_bound(figure.comparator);
}

bool one_unit(const Quantity& a, const Quantity& b) {
  if (!a.unit || !b.unit) return true;
  const UnitRelation relation = relate(*a.unit, *b.unit);
  return relation == UnitRelation::Same || relation == UnitRelation::Convertible;
}

bool holds_here(const Plan& plan, const Tie& tie, std::span<const StatementId> ids) {
  const auto at = [&](std::size_t i) -> const Statement& { return plan[ids[i]]; };
  switch (tie.form) {
    case TieForm::Copy:
      return equal(at(0), at(1));
    case TieForm::LastMilestone:
      return units_meet(at(0).quantity, at(1).quantity) && keeps(low_of(at(0)), at(1), slack(at(0).quantity) + slack(at(1).quantity));
    case TieForm::EachYear:
      return all_comparable(plan, ids) && std::all_of(ids.begin() + 1, ids.end(), [&](StatementId id) {
               return keeps(low_of(plan[id]), at(0), slack(plan[id].quantity) + slack(at(0).quantity));
             });
    case TieForm::SumOfYears:
    case TieForm::BasePlusYears:
      return all_comparable(plan, ids) && within(sum_of(plan, ids.subspan(1)), low_of(at(0)), slack_of(plan, ids));
    case TieForm::Mean:
      return all_comparable(plan, ids) &&
             keeps(sum_of(plan, ids.subspan(1)) / Exact(static_cast<std::int64_t>(ids.size() - 1)), at(0), slack_of(plan, ids));
    case TieForm::Sum:  // the whole first
      return all_comparable(plan, ids) && leaves_room(plan, ids.subspan(1), room_of(at(0)));
    case TieForm::YearlyRate: {
      const std::int32_t years = years_of(plan, at(0), at(1));
      if (!units_meet(at(0).quantity, at(1).quantity)) return false;
      const Exact product = low_of(at(0)) * Exact(years);
      if (is_lower_bound(at(0).comparator)) return product <= low_of(at(1));  // a yearly floor leads to its product or more
      if (is_upper_bound(at(0).comparator)) return product >= low_of(at(1));
      return within(product, low_of(at(1)), about(at(0)) * Exact(years));
    }
    case TieForm::Growth:
      return growth_holds(at(0), at(1), at(2));
    case TieForm::Shares:
      return all_comparable(plan, ids) && leaves_room(plan, ids, {Exact(1), Exact(1)});
    case TieForm::Ratio:
      return ratio_holds(at(0), at(1), at(2));
    case TieForm::Subset:
      return units_meet(at(0).quantity, at(1).quantity) && low_of(at(0)) <= high_of(at(1));
    case TieForm::BeyondBase:
      if (tie.strict && low_of(at(0)) == low_of(at(1))) return false;
      return units_meet(at(0).quantity, at(1).quantity) && in_direction(low_of(at(0)), low_of(at(1)), *tie.direction, slack(at(0).quantity) + slack(at(1).quantity));
    case TieForm::InOrder:
      if (ids.size() == 3 && keeps(low_of(at(1)), at(2), slack(at(1).quantity))) return true;
      return units_meet(at(0).quantity, at(1).quantity) &&
             in_direction(low_of(at(0)), low_of(at(1)), *tie.direction, slack(at(0).quantity) + slack(at(1).quantity));
    case TieForm::HopedBeyond:
      return units_meet(at(0).quantity, at(1).quantity) && in_direction(low_of(at(0)), low_of(at(1)), *tie.direction, 0);
    case TieForm::Bounds:
      return in_bounds(plan[at(0).indicator], at(0));
    case TieForm::OneUnit:
      return one_unit(at(0).quantity, at(1).quantity);
  }
  return true;
}

// Whether a figure may be missing from the tie and the rest still say something.
bool bears_a_loss(TieForm form) {
  return form == TieForm::SumOfYears || form == TieForm::BasePlusYears || form == TieForm::EachYear ||
         form == TieForm::Mean;
}

class Collector {
 public:
  explicit Collector(const Plan& plan) : plan_(plan) {}

  std::vector<Tie> collect() {
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i) of_indicator(static_cast<IndicatorId>(i));
    for (const Relation& relation : plan_.relations) of_relation(relation);
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i) {
      if (plan_.indicators[i].part_of) at_each_moment({static_cast<IndicatorId>(i), *plan_.indicators[i].part_of}, TieForm::Subset);
    }
    through_copies();
    return std::move(ties_);
  }

 private:
  // A milestone or baseline that stands twice, in the text and in a table, is tied by both to what one of them is tied to.
  void through_copies() {
    std::map<StatementId, std::vector<StatementId>> copies;
    for (const Tie& tie : ties_) {
      if (tie.form != TieForm::Copy || plan_[tie.figures[0]].role != plan_[tie.figures[1]].role || is_goal(plan_[tie.figures[0]])) continue;
      copies[tie.figures[0]].push_back(tie.figures[1]);
      copies[tie.figures[1]].push_back(tie.figures[0]);
    }
    for (std::size_t i = 0, count = ties_.size(); i < count; ++i) {
      const Tie tie = ties_[i];
      if (tie.form == TieForm::Copy || tie.form == TieForm::OneUnit || bears_a_loss(tie.form)) continue;
      for (std::size_t j = 0; j < tie.figures.size(); ++j) {
        for (const StatementId copy : copies[tie.figures[j]]) {
          std::vector<StatementId> figures = tie.figures;
          figures[j] = copy;
          add(tie.form, std::move(figures), tie.direction);
        }
      }
    }
  }

  void add(TieForm form, std::vector<StatementId> figures, std::optional<Direction> direction = {}) {
    Tie tie{form, std::move(figures), direction, false};
    tie.strict = form == TieForm::BeyondBase && low_of(plan_[tie.figures[0]]) != low_of(plan_[tie.figures[1]]);
    if (holds_here(plan_, tie, tie.figures)) ties_.push_back(std::move(tie));
  }

  std::optional<Direction> direction_of(const Indicator& indicator) const {
    if (indicator.direction) return indicator.direction;
    if (indicator.kind == Kind::Cumulative) return Direction::Higher;
    for (const StatementId id : indicator.statements) {
      const Statement& statement = plan_[id];
      if (!is_goal(statement) || !statement.is_level()) continue;
      if (is_lower_bound(statement.comparator)) return Direction::Higher;
      if (is_upper_bound(statement.comparator)) return Direction::Lower;
    }
    return std::nullopt;
  }

  void of_indicator(IndicatorId id) {
    const Indicator& indicator = plan_[id];
    const auto direction = direction_of(indicator);
    std::map<Time, StatementId> milestones;
    for (const StatementId statement : indicator.statements) {
      if (plan_[statement].role != Role::Milestone || !plan_[statement].is_level() || !is_firm(plan_[statement])) continue;
      if (const auto time = time_of(plan_[statement])) milestones.emplace(*time, statement);
    }
    copies(indicator);
    units(indicator);
    bool adds_up = false;
    for (const StatementId goal : indicator.statements) {
      const Statement& figure = plan_[goal];
      if (!is_goal(figure)) continue;
      if (figure.growth) {
        growths(indicator, goal);
        continue;
      }
      const std::size_t before = ties_.size();
      of_goal(indicator, goal, milestones, direction);
      adds_up = adds_up || std::any_of(ties_.begin() + static_cast<std::ptrdiff_t>(before), ties_.end(), [](const Tie& tie) {
                  return tie.form == TieForm::SumOfYears || tie.form == TieForm::BasePlusYears;
                });
    }
    if (indicator.lower_bound || indicator.upper_bound) {
      for (const StatementId statement : indicator.statements) {
        if (plan_[statement].is_level()) add(TieForm::Bounds, {statement});
      }
    }
    if (!direction) return;
    hopes(indicator, *direction);
    const bool of_each_year = std::any_of(indicator.statements.begin(), indicator.statements.end(),
                                          [&](StatementId statement) { return is_each(plan_[statement]) && is_goal(plan_[statement]); });
    const bool wavers = indicator.kind == Kind::Ratio || indicator.kind == Kind::Score;
    const bool level = indicator.kind == Kind::Stock || indicator.kind == Kind::Cumulative || wavers || (!adds_up && !indicator.kind);
    if (level && !of_each_year && !milestones.empty()) order(indicator, milestones, *direction, wavers);
  }

  void order(const Indicator& indicator, const std::map<Time, StatementId>& milestones, Direction direction, bool wavers) {
    std::vector<StatementId> series;
    const auto base = base_of(indicator);
    if (base && plan_[*base].when.year() && *plan_[*base].when.year() < milestones.begin()->first.year) series.push_back(*base);
    for (const auto& [time, id] : milestones) series.push_back(id);
    const auto goal = std::find_if(indicator.statements.begin(), indicator.statements.end(), [&](StatementId id) {
      return plan_[id].role == Role::Target && plan_[id].is_level() && is_firm(plan_[id]);
    });
    if (wavers && goal == indicator.statements.end()) return;
    for (std::size_t i = 0; i + 1 < series.size(); ++i) {
      std::vector<StatementId> step = {series[i], series[i + 1]};
      if (wavers) step.push_back(*goal);
      add(TieForm::InOrder, std::move(step), direction);
    }
  }

  void hopes(const Indicator& indicator, Direction direction) {
    for (const StatementId firm : indicator.statements) {
      for (const StatementId hoped : indicator.statements) {
        const Statement& a = plan_[firm];
        const Statement& b = plan_[hoped];
        if (!is_goal(a) || !is_goal(b) || !is_firm(a) || is_firm(b) || !a.is_level() || !b.is_level()) continue;
        if (is_each(a) == is_each(b) && time_of(a) == time_of(b)) add(TieForm::HopedBeyond, {firm, hoped}, direction);
      }
    }
  }

  void copies(const Indicator& indicator) {
    for (std::size_t i = 0; i < indicator.statements.size(); ++i) {
      for (std::size_t j = i + 1; j < indicator.statements.size(); ++j) {
        const Statement& a = plan_[indicator.statements[i]];
        const Statement& b = plan_[indicator.statements[j]];
        const bool one_role = (is_goal(a) && is_goal(b)) || (is_observed(a) && is_observed(b)) || a.role == b.role;
        if (!one_role || is_each(a) != is_each(b) || is_firm(a) != is_firm(b)) continue;
        const auto at_a = time_of(a);
        const auto at_b = time_of(b);
        if (at_a && at_b ? *at_a != *at_b : is_observed(a)) continue;
        if (a.growth.has_value() != b.growth.has_value() || (a.growth && !(a.growth->base == b.growth->base))) continue;
        const bool one_sense = a.aggregation == b.aggregation || a.aggregation == Aggregation::Unstated || b.aggregation == Aggregation::Unstated;
        if (!one_sense || (!a.scope.empty() && !b.scope.empty() && a.scope != b.scope)) continue;
        add(TieForm::Copy, {indicator.statements[i], indicator.statements[j]});
      }
    }
  }

  void units(const Indicator& indicator) {
    for (std::size_t i = 0; i < indicator.statements.size(); ++i) {
      for (std::size_t j = i + 1; j < indicator.statements.size(); ++j) {
        const Statement& a = plan_[indicator.statements[i]];
        const Statement& b = plan_[indicator.statements[j]];
        if (a.growth || b.growth || !a.quantity.unit || !b.quantity.unit) continue;
        add(TieForm::OneUnit, {indicator.statements[i], indicator.statements[j]});
      }
    }
  }

  void growths(const Indicator& indicator, StatementId growth) {
    const auto year = plan_[growth].when.year();
    if (plan_[growth].aggregation == Aggregation::Mean) return;
    for (const StatementId base : indicator.statements) {
      const Statement& from = plan_[base];
      if (!from.is_level() || is_each(from) || from.when.year() != plan_[growth].growth->base.year || is_goal(from)) continue;
      for (const StatementId level : indicator.statements) {
        const Statement& to = plan_[level];
        if (!to.is_level() || is_each(to) || to.role == Role::Baseline || to.when.year() != year || !is_firm(to)) continue;
        add(TieForm::Growth, {growth, base, level});
      }
    }
  }

  void of_goal(const Indicator& indicator, StatementId goal, const std::map<Time, StatementId>& milestones, std::optional<Direction> direction) {
    const Statement& figure = plan_[goal];
    if (!is_firm(figure)) return;
    const auto time = time_of(figure);
    std::vector<StatementId> upto;
    for (const auto& [at, id] : milestones) {
      const bool begun = figure.when.form != When::Form::Over || at.year >= figure.when.range->first.year;
      if (begun && (!time || at <= *time || (time->month == 0 && at.year == time->year))) upto.push_back(id);
    }
    if (is_each(figure) || figure.aggregation == Aggregation::Mean) {
      for (const StatementId other : indicator.statements) {
        const Statement& total = plan_[other];
        if (total.is_level() && is_goal(total) && !is_each(total) && total.aggregation != Aggregation::Mean) add(TieForm::YearlyRate, {goal, other});
      }
      if (!upto.empty()) add_with(is_each(figure) ? TieForm::EachYear : TieForm::Mean, goal, upto);
      if (const auto base = base_of(indicator); base && direction && is_each(figure)) add(TieForm::BeyondBase, {*base, goal}, direction);
      return;
    }
    const bool adds = indicator.kind != Kind::Stock && indicator.kind != Kind::Cumulative && indicator.kind != Kind::Ratio &&
                      indicator.kind != Kind::Score && indicator.kind != Kind::Average;
    const std::size_t before = ties_.size();
    if (adds && upto.size() >= 2) add_with(TieForm::SumOfYears, goal, upto);
    const auto base = base_of(indicator);
    if (adds && base && !upto.empty() && ties_.size() == before) {
      std::vector<StatementId> all = upto;
      all.push_back(*base);
      add_with(TieForm::BasePlusYears, goal, all);
    }
    if (figure.aggregation == Aggregation::Total) return;
    if (!upto.empty() && ties_.size() == before && time) add(TieForm::LastMilestone, {upto.back(), goal});
    if (base && direction && indicator.kind != Kind::New) add(TieForm::BeyondBase, {*base, goal}, direction);
  }

  void add_with(TieForm form, StatementId first, std::span<const StatementId> rest) {
    std::vector<StatementId> figures = {first};
    figures.insert(figures.end(), rest.begin(), rest.end());
    add(form, std::move(figures));
  }

  std::optional<StatementId> base_of(const Indicator& indicator) const {
    std::optional<StatementId> base;
    for (const StatementId id : indicator.statements) {
      const Statement& statement = plan_[id];
      if (statement.role != Role::Baseline || !statement.is_level()) continue;
      if (!base || plan_[*base].when.year() < statement.when.year()) base = id;
    }
    return base;
  }

  void of_relation(const Relation& relation) {
    std::vector<IndicatorId> members;
    if (relation.left) members.push_back(*relation.left);
    members.insert(members.end(), relation.right.begin(), relation.right.end());
    switch (relation.form) {
      case Relation::Form::Within:
        return at_each_moment(members, TieForm::Subset);
      case Relation::Form::Ratio:
        return at_each_moment(members, TieForm::Ratio);
      case Relation::Form::Sum:
        return at_each_moment(members, TieForm::Sum);
      case Relation::Form::Shares:
        return at_each_moment(members, TieForm::Shares);
    }
  }

  // One tie for each time and side (observed, goal, milestone) at which all members state a value: the first of each.
  void at_each_moment(const std::vector<IndicatorId>& members, TieForm form) {
    using Moment = std::tuple<int, Time, bool>;
    std::map<Moment, std::map<std::size_t, StatementId>> moments;
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (const StatementId id : plan_[members[i]].statements) {
        const Statement& statement = plan_[id];
        const auto time = time_of(statement);
        if (!time || !statement.is_level() || is_each(statement) || !is_firm(statement)) continue;
        if (statement.aggregation == Aggregation::Mean) continue;
        const int side = is_observed(statement) ? 0 : is_goal(statement) ? 1 : 2;
        moments[{side, *time, statement.when.form == When::Form::Over}].emplace(i, id);
      }
    }
    for (const auto& [moment, figures] : moments) {
      if (figures.size() != members.size()) continue;
      std::vector<StatementId> ids;
      for (const auto& [member, id] : figures) ids.push_back(id);
      add(form, std::move(ids));
    }
  }

  const Plan& plan_;
  std::vector<Tie> ties_;
};

std::vector<StatementId> left_of(const Standing& standing, const Tie& tie) {
  std::vector<StatementId> left;
  for (const StatementId id : tie.figures) {
    if (const auto& now = standing[index(id)]) left.push_back(*now);
  }
  return left;
}

std::set<std::string_view> rules_for_values(TieForm form) {
  switch (form) {
    case TieForm::Copy:
      return {"claim-value-mismatch", "duplicate-statement-conflict"};
    case TieForm::LastMilestone:
    case TieForm::SumOfYears:
    case TieForm::BasePlusYears:
      return {"milestone-target-mismatch"};
    case TieForm::EachYear:
      return {"milestone-target-mismatch", "annual-rate-vs-total"};
    case TieForm::Mean:
      return {"milestone-target-mismatch"};
    case TieForm::YearlyRate:
      return {"annual-rate-vs-total"};
    case TieForm::HopedBeyond:
      return {"claim-value-mismatch"};
    case TieForm::Growth:
      return {"growth-target-mismatch"};
    case TieForm::Sum:
      return {"parts-total-mismatch"};
    case TieForm::Shares:
      return {"composition-not-100"};
    case TieForm::Ratio:
      return {"derived-ratio-mismatch"};
    case TieForm::Subset:
      return {"subset-exceeds-superset"};
    case TieForm::BeyondBase:
      return {"base-beyond-target"};
    case TieForm::InOrder:
      return {"milestone-non-monotonic"};
    case TieForm::Bounds:
      return {"value-out-of-bounds"};
    case TieForm::OneUnit:
      break;
  }
  return {};
}

std::set<std::string_view> rules_for_units(const Quantity& left, const Quantity& right) {
  if (!left.unit || !right.unit) return {};
  const Unit& a = *left.unit;
  const Unit& b = *right.unit;
  switch (relate(a, b)) {
    case UnitRelation::WordDrift:
      return {"unit-word-drift"};
    case UnitRelation::Currency:
      return {"currency-mixed"};
    case UnitRelation::Unknown:
      return {"unit-unknown", "unit-mismatch"};
    case UnitRelation::Different:
      if (a.is_points() != b.is_points() && (a.is_ratio() || b.is_ratio())) return {"percent-vs-points"};
      return {"unit-mismatch"};
    case UnitRelation::Same:
    case UnitRelation::Convertible:
      break;
  }
  return {};
}

}  // namespace

std::vector<Tie> ties_of(const Plan& plan) { return Collector(plan).collect(); }

bool holds(const Plan& changed, const Standing& standing, const Tie& tie) {
  const auto left = left_of(standing, tie);
  if (left.size() == tie.figures.size()) return holds_here(changed, tie, left);
  if (!bears_a_loss(tie.form) || left.size() < 2 || !standing[index(tie.figures.front())]) return true;
  return holds_here(changed, tie, left);
}

std::set<std::string_view> rules_for(const Plan& changed, const Standing& standing, const Tie& tie) {
  std::set<std::string_view> rules = rules_for_values(tie.form);
  const auto left = left_of(standing, tie);
  for (const StatementId a : left) {
    for (const StatementId b : left) {
      const auto& units = rules_for_units(changed[a].quantity, changed[b].quantity);
      // Growth, ratio and their like join different units as a matter of course.
      const bool one_thing = tie.form != TieForm::Growth && tie.form != TieForm::Ratio;
      if (one_thing) rules.insert(units.begin(), units.end());
    }
  }
  return rules;
}

}  // namespace gouji::planted
