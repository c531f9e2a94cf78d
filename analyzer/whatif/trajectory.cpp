#include "analyzer/whatif/trajectory.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/growth.hpp"
#include "analyzer/audit/pace.hpp"
#include "analyzer/whatif/apply.hpp"
#include "analyzer/whatif/run.hpp"

namespace gouji::analyzer::whatif {

namespace {

constexpr std::int32_t kMonths = 12;
// No plan is longer: a slip in a year does not make a million cells.
constexpr std::int32_t kMostYears = 60;

// --- what the plan itself says of an indicator ------------------------------------------------------------------------

struct Known {
  Exact value;
  Basis basis = Basis::Fact;
};
using Path = std::map<std::int32_t, Known>;  // by year

// The milestones end before the target's year, on the way to it: levels that go on to the target.
bool lead_on(const Plan& plan, const std::vector<StatementId>& milestones, StatementId target) {
  const auto year = plan[target].when.year();
  const auto last_year = plan[milestones.back()].when.year();
  if (!year || !last_year || *last_year >= *year || !plan[target].is_level()) return false;
  const auto value = [&](StatementId id) { return plan[id].quantity.normalized(); };
  const bool rises = value(milestones.back()) < value(target);
  return std::is_sorted(milestones.begin(), milestones.end(), [&](StatementId a, StatementId b) { return rises ? value(a) < value(b) : value(b) < value(a); });
}

// Absent where the plan's own milestones meet the target in no way: what a change would mean for it cannot be said.
std::optional<Reading> reading_of(const Plan& plan, IndicatorId indicator, StatementId target) {
  if (plan[target].when.form == When::Form::Each) return Reading::EachYear;
  if (const Reconciliation* reconciliation = reconcile(plan, indicator, target)) {
    if (reconciliation->explained) return reconciliation->explained->reading;
    if (reconciliation->contradicts_kind) return reconciliation->contradicts_kind->reading;
    // One figure of the years that are to add up is no total.
    const bool part_of_total = adds_up_years(plan, indicator, target) && !reconciliation->milestones.empty();
    if (reconciliation->milestones.size() > 1 || part_of_total) {
      const auto allowed = allowed_readings(plan[indicator], plan[target]);
      const bool level = std::find(allowed.begin(), allowed.end(), Reading::Level) != allowed.end();
      return level && lead_on(plan, reconciliation->milestones, target) ? std::optional(Reading::Level) : std::nullopt;
    }
  }
  const auto allowed = allowed_readings(plan[indicator], plan[target]);
  const bool total = plan[target].aggregation == Aggregation::Total || plan[target].when.form == When::Form::Over;
  if (total && std::find(allowed.begin(), allowed.end(), Reading::Total) != allowed.end()) return Reading::Total;
  return allowed.front();
}

bool adds_up(Reading reading) { return reading == Reading::Total || reading == Reading::BasePlusTotal; }

// Targets that name a value, or a growth whose base the plan states; in order of source.
std::vector<StatementId> targets_of(const Plan& plan, const Indicator& indicator) {
  std::vector<StatementId> targets;
  for (const StatementId id : indicator.statements) {
    const Statement& statement = plan[id];
    if (statement.role == Role::Target && (statement.when.year() || statement.when.form == When::Form::Each)) targets.push_back(id);
  }
  return targets;
}

bool comparable_with(const Plan& plan, StatementId id, const std::optional<StatementId>& like) {
  return !like || comparable(plan[id].quantity, plan[*like].quantity);
}

// The value a growth target comes to, and whether it is a ceiling: a fall of at least 10% leaves at most 90%.
struct GrownLevel {
  Exact level;
  bool ceiling = false;
};

std::optional<GrownLevel> level_of_growth(const Plan& plan, const Statement& target) {
  const auto base = base_of(plan, target);
  if (!base) return std::nullopt;
  const Quantity& quantity = plan[*base].quantity;
  const auto effect = growth_effect(target, quantity);
  if (!effect) return std::nullopt;
  const bool bare_fall = target.growth->falling && !is_lower_bound(effect->comparator);
  return GrownLevel{effect->level_from(quantity.normalized()), is_upper_bound(effect->comparator) || bare_fall};
}

struct Planned {
  Path path;
  bool yearly = false;
  bool contradictory = false;  // a target that the milestones do not meet in any reading
  std::vector<std::pair<StatementId, Reading>> targets;
  std::set<StatementId> own;   // targets whose figure is the value of their year
};

Planned planned(const Plan& plan, IndicatorId id) {
  const Indicator& indicator = plan[id];
  const auto like = measure_of(plan, id);
  Planned result;
  for (const StatementId target : targets_of(plan, indicator)) {
    if (plan[target].is_level() && !comparable_with(plan, target, like)) continue;
    if (const auto reading = reading_of(plan, id, target)) {
      result.targets.emplace_back(target, *reading);
    } else {
      result.contradictory = true;
    }
  }
  result.yearly = std::any_of(result.targets.begin(), result.targets.end(), [](const auto& t) { return adds_up(t.second); });
  if (result.targets.empty()) result.yearly = indicator.kind == Kind::New;

  const auto put = [&](StatementId figure, Basis basis) {
    if (!comparable_with(plan, figure, like)) return;
    if (const auto year = plan[figure].when.year()) result.path.try_emplace(*year, Known{plan[figure].quantity.normalized(), basis});
  };
  // Facts before plans, the breakdown before the target. Of amounts that add up, a total is no year's value, and the level before
  // they begin is none either.
  for (const StatementId figure : levels_of(plan, id, Role::Actual)) put(figure, Basis::Fact);
  if (!result.yearly) {
    for (const StatementId figure : levels_of(plan, id, Role::Baseline)) put(figure, Basis::Fact);
  }
  for (const StatementId figure : milestones_of(plan, id)) put(figure, Basis::Planned);
  for (const auto& [target, reading] : result.targets) {
    const Statement& statement = plan[target];
    if (adds_up(reading) || reading == Reading::Average || statement.when.form != When::Form::At) continue;
    if (statement.is_level()) {
      if (!result.path.contains(*statement.when.year())) result.own.insert(target);
      put(target, Basis::Planned);
    } else if (const auto grown = level_of_growth(plan, statement)) {
      result.path.try_emplace(*statement.when.year(), Known{grown->level, Basis::Planned});
    }
  }
  return result;
}

// Between two years that are known a straight line, so that no year is missing.
Path filled(const Path& path) {
  Path result = path;
  for (auto at = path.begin(); at != path.end(); ++at) {
    const auto next = std::next(at);
    if (next == path.end() || next->first - at->first > kMostYears) break;
    const Exact step = (next->second.value - at->second.value) / Exact(next->first - at->first);
    for (std::int32_t year = at->first + 1; year < next->first; ++year) {
      result[year] = {at->second.value + step * Exact(year - at->first), Basis::Between};
    }
  }
  return result;
}

// --- building the cells ---------------------------------------------------------------------------------------------------

class Builder {
 public:
  explicit Builder(const CourseInput& input) : input_(input), plan_(input.plan) {}

  Course build() {
    course_.tracks.resize(plan_.indicators.size());
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i) {
      plans_.push_back(planned(plan_, static_cast<IndicatorId>(i)));
      paths_.push_back(filled(plans_.back().path));
    }
    for (const Assumption& assumption : input_.assumptions) {
      for (const IndicatorId id : assumption.indicators) by_indicator_[id].push_back(&assumption);
    }
    for (const Relation& relation : plan_.relations) {
      const bool gives = relation.form == Relation::Form::Ratio || relation.form == Relation::Form::Sum;
      if (gives && relation.left) by_left_.try_emplace(*relation.left, &relation);
    }
    last_year_ = horizon();
    for (const IndicatorId id : in_order()) add_track(id);
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i) add_aims(static_cast<IndicatorId>(i));
    return std::move(course_);
  }

 private:
  // As far as anything is said.
  [[nodiscard]] std::int32_t horizon() const {
    std::int32_t last = plan_.last_year().value_or(0);
    for (const Path& path : paths_) {
      if (!path.empty()) last = std::max(last, path.rbegin()->first);
    }
    for (const Assumption& assumption : input_.assumptions) {
      last = std::max(last, assumption.last.value_or(assumption.first));
    }
    return last;
  }

  // The relation that gives an indicator its value, unless the scenario assumes one for it.
  [[nodiscard]] const Relation* source_of(IndicatorId id) const {
    const auto relation = by_left_.find(id);
    return by_indicator_.contains(id) || relation == by_left_.end() ? nullptr : relation->second;
  }

  // What is derived comes after what it is derived from. Relations that go in a circle derive nothing.
  [[nodiscard]] std::vector<IndicatorId> in_order() {
    std::vector<IndicatorId> order;
    enum class State : std::uint8_t { Fresh, Open, Done };
    std::vector<State> states(plan_.indicators.size(), State::Fresh);
    sources_.assign(plan_.indicators.size(), nullptr);
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i) sources_[i] = source_of(static_cast<IndicatorId>(i));
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i) {
      std::vector<std::size_t> stack{i};
      while (!stack.empty()) {
        const std::size_t at = stack.back();
        if (states[at] == State::Done) {
          stack.pop_back();
          continue;
        }
        if (states[at] == State::Open) {
          states[at] = State::Done;
          order.push_back(static_cast<IndicatorId>(at));
          stack.pop_back();
          continue;
        }
        states[at] = State::Open;
        if (sources_[at] == nullptr) continue;
        for (const IndicatorId operand : sources_[at]->right) {
          if (states[index(operand)] == State::Open) {
            sources_[at] = nullptr;
            break;
          }
        }
        if (sources_[at] == nullptr) continue;
        for (const IndicatorId operand : sources_[at]->right) {
          if (states[index(operand)] == State::Fresh) stack.push_back(index(operand));
        }
      }
    }
    return order;
  }

  std::uint32_t add(Cell cell) {
    course_.cells.push_back(std::move(cell));
    changed_.push_back(false);
    return static_cast<std::uint32_t>(course_.cells.size() - 1);
  }

  void give(Cell& cell, std::uint32_t operand, const Exact& weight = 1) {
    if (cell.count == 0) cell.first = static_cast<std::uint32_t>(course_.operands.size());
    course_.operands.push_back(operand);
    course_.weights.push_back(weight);
    ++cell.count;
  }

  [[nodiscard]] std::optional<std::uint32_t> cell_of(IndicatorId id, std::int32_t year) const {
    const Track& track = course_.tracks[index(id)];
    if (track.count == 0) return std::nullopt;
    const std::int32_t first = course_.cells[track.first].year;
    if (year < first || year >= first + static_cast<std::int32_t>(track.count)) return std::nullopt;
    return track.first + static_cast<std::uint32_t>(year - first);
  }

  void add_track(IndicatorId id) {
    const auto assumed = by_indicator_.find(id);
    const bool lags = index(id) < input_.lags.size() && !input_.lags[index(id)].empty();
    Path path = paths_[index(id)];
    if (assumed != by_indicator_.end()) make_room(id, assumed->second, path);
    if (path.empty()) return derive(id, path);
    // What is assumed of an indicator is what it comes to, delays and all.
    Track track{static_cast<std::uint32_t>(course_.cells.size()), 0, plans_[index(id)].yearly};
    const std::int32_t first = path.begin()->first;
    if (lags && assumed == by_indicator_.end()) {
      for (const auto& [year, known] : path) {
        add(constant(id, year, known));
        ++track.count;
      }
      delay(id, track);
    } else {
      DriversByYear by_year;
      if (assumed != by_indicator_.end()) by_year = drivers_by_year(id, assumed->second, path);
      const auto ahead = values_ahead(id, path, by_year);
      track.first = static_cast<std::uint32_t>(course_.cells.size());
      for (std::int32_t year = first; year <= std::max(path.rbegin()->first, by_year.empty() ? first : by_year.rbegin()->first); ++year) {
        if (add_year(id, year, path, by_year, ahead, track)) continue;
        tell_cut_off(id, year, by_year);
        break;
      }
    }
    course_.tracks[index(id)] = track;
    derive(id, path);
  }

  static Cell constant(IndicatorId id, std::int32_t year, const Known& known) {
    Cell cell;
    cell.indicator = id;
    cell.year = year;
    cell.basis = known.basis;
    cell.amount = known.value;
    return cell;
  }

  // A value may be assumed for years the plan says nothing of; then the track begins there.
  void make_room(IndicatorId id, const std::vector<const Assumption*>& assumptions, Path& path) {
    if (!path.empty()) return;
    for (const Assumption* assumption : assumptions) {
      if (assumption->form == Assumption::Form::Value) path.try_emplace(assumption->first, Known{0, Basis::Assumed});
    }
    if (!path.empty()) path = {*path.begin()};
    if (path.empty()) {
      course_.obstacles.push_back({id, {"没有任何年份的数值，增长无从算起", "no year has a value to grow from"}, assumptions.front()->place});
    }
  }

  using DriversByYear = std::map<std::int32_t, std::pair<const Assumption*, std::uint32_t>>;

  // One for all indicators of an assumption, so that they move together.
  std::uint32_t driver_of(const Assumption& assumption) {
    const auto [found, fresh] = drivers_.try_emplace(&assumption, static_cast<std::uint32_t>(course_.drivers.size()));
    if (fresh) course_.drivers.push_back(assumption);
    return found->second;
  }

  // Which assumption is in force in which year, each with its driver. Those that say nothing of any year of the track are told.
  DriversByYear drivers_by_year(IndicatorId id, const std::vector<const Assumption*>& assumptions, const Path& path) {
    DriversByYear by_year;
    const std::int32_t first = path.begin()->first;
    for (const Assumption* assumption : assumptions) {
      const bool value = assumption->form == Assumption::Form::Value;
      const std::int32_t from = value ? assumption->first : std::max(assumption->first, first + 1);
      const std::int32_t to = value ? assumption->first : std::min(assumption->last.value_or(last_year_), first + kMostYears);
      if (from < first || to < from) {
        course_.obstacles.push_back({id, {"所及年份之前没有数值", "no value stands before its years"}, assumption->place});
        continue;
      }
      const std::uint32_t driver = driver_of(*assumption);
      for (std::int32_t year = from; year <= to; ++year) by_year[year] = {assumption, driver};
    }
    return by_year;
  }

  // Values assumed for years beyond those the plan speaks of, to which a straight line leads: by year, a cell with that number.
  std::map<std::int32_t, std::uint32_t> values_ahead(IndicatorId id, const Path& path, const DriversByYear& by_year) {
    std::map<std::int32_t, std::uint32_t> ahead;
    for (const auto& [year, assumption] : by_year) {
      const bool leads_on = assumption.first->form == Assumption::Form::Value && !path.contains(year) && !path.contains(year - 1) && !by_year.contains(year - 1);
      if (!leads_on || year - path.begin()->first > kMostYears) continue;
      Cell cell;
      cell.indicator = id;
      cell.year = year;
      cell.basis = Basis::Assumed;
      cell.step = Cell::Step::Draw;
      cell.driver = assumption.second;
      ahead.emplace(year, add(std::move(cell)));
    }
    return ahead;
  }

  // Growth and pace that are assumed for years after one nothing is known of.
  void tell_cut_off(IndicatorId id, std::int32_t year, const DriversByYear& by_year) {
    const auto next = by_year.upper_bound(year);
    if (next == by_year.end()) return;
    course_.obstacles.push_back({id, {"所及年份之前没有数值", "no value stands before its years"}, next->second.first->place});
  }

  // False when the year, and all that come after it, are unknown.
  bool add_year(IndicatorId id, std::int32_t year, const Path& path, const DriversByYear& by_year,
                const std::map<std::int32_t, std::uint32_t>& ahead, Track& track) {
    const auto assumption = by_year.find(year);
    const auto known = path.find(year);
    const std::uint32_t before = track.first + track.count - 1;
    Cell cell;
    if (assumption != by_year.end()) {
      const auto& [what, driver] = assumption->second;
      cell.basis = Basis::Assumed;
      cell.driver = driver;
      cell.step = step_of(what->form);
      if (cell.step != Cell::Step::Draw) give(cell, before);
    } else if (known == path.end()) {
      const auto next = ahead.upper_bound(year);
      if (next == ahead.end()) return false;
      const Exact part = Exact::ratio(1, next->first - year + 1);
      cell.basis = Basis::Between;
      cell.step = Cell::Step::Blend;
      give(cell, before, Exact(1) - part);
      give(cell, next->second, part);
    } else if (track.count == 0 || track.yearly || !changed_[before]) {
      // What one year brings says nothing of the next.
      add(constant(id, year, known->second));
      ++track.count;
      return true;
    } else {
      // After an assumed year the plan goes on from there by its own increments.
      const auto last = path.find(year - 1);
      cell.basis = Basis::Carried;
      cell.step = Cell::Step::Add;
      if (last != path.end()) cell.amount = known->second.value - last->second.value;
      give(cell, before);
    }
    cell.indicator = id;
    cell.year = year;
    changed_[add(std::move(cell))] = true;
    ++track.count;
    return true;
  }

  static Cell::Step step_of(Assumption::Form form) {
    switch (form) {
      case Assumption::Form::Value: return Cell::Step::Draw;
      case Assumption::Form::Growth: return Cell::Step::Grow;
      case Assumption::Form::Pace: break;
    }
    return Cell::Step::Pace;
  }

  // Each year as it would be when parts of the progress come later: x(y) − Σ part × (x(y) − x(y − months)).
  void delay(IndicatorId id, Track& track) {
    const std::uint32_t planned_first = track.first;
    const std::uint32_t planned_count = track.count;
    Track late{static_cast<std::uint32_t>(course_.cells.size()), 0, track.yearly};
    const std::uint32_t known_from = first_judged(id, track);
    if (known_from == planned_count) {
      course_.obstacles.push_back({id, {"方案没有它起步时的数，推迟、停下后是多少无从算起", "the plan has no value it starts from, so what it comes to cannot be said"}, std::nullopt});
    }
    for (std::uint32_t i = known_from; i < planned_count; ++i) {
      const Cell& on_time = course_.cells[planned_first + i];
      if (on_time.basis == Basis::Fact) {
        add(Cell(on_time));
        ++late.count;
        continue;
      }
      std::int64_t done = -1;
      for (std::uint32_t k = 0; k < i; ++k) {
        if (course_.cells[planned_first + k].basis == Basis::Fact) done = k;
      }
      Cell cell;
      cell.indicator = id;
      cell.year = on_time.year;
      cell.basis = Basis::Delayed;
      cell.step = Cell::Step::Blend;
      std::map<std::uint32_t, Exact> weights;
      Exact kept = 1;
      for (const Lag& lag : input_.lags[index(id)]) kept = kept - lag.part;
      weights[planned_first + i] = kept;
      for (const Lag& lag : input_.lags[index(id)]) spread(lag, planned_first, done, i, track.yearly, weights);
      for (const auto& [operand, weight] : weights) {
        if (!weight.is_zero()) give(cell, operand, weight);
      }
      const std::uint32_t at = add(std::move(cell));
      changed_[at] = true;
      ++late.count;
    }
    track = late;
  }

  // A level that nothing is known of before its first planned year cannot be said for as long as the delay reaches back beyond it.
  [[nodiscard]] std::uint32_t first_judged(IndicatorId id, const Track& track) const {
    if (track.yearly || course_.cells[track.first].basis == Basis::Fact) return 0;
    std::uint32_t first = 0;
    for (const Lag& lag : input_.lags[index(id)]) {
      if (!lag.months) return track.count;
      first = std::max(first, static_cast<std::uint32_t>((*lag.months + kMonths - 1) / kMonths));
    }
    return std::min(first, track.count);
  }

  // The planned value so many months earlier, as parts of the years around. What is done is done: no delay reaches back beyond the last
  // fact, at `done` (−1: none before), where a level stays and no amount is left to come; nor beyond the first year.
  static void spread(const Lag& lag, std::uint32_t first, std::int64_t done, std::uint32_t i, bool yearly, std::map<std::uint32_t, Exact>& weights) {
    const auto put = [&](std::int64_t position, const Exact& weight) {
      if (weight.is_zero()) return;
      if (position <= done || position < 0) {
        if (yearly) return;
        position = std::max<std::int64_t>(done, 0);
      }
      Exact& sum = weights[first + static_cast<std::uint32_t>(position)];
      sum = sum + weight;
    };
    if (!lag.months) {
      put(-1, lag.part);
      return;
    }
    const std::int32_t years = *lag.months / kMonths;
    const Exact rest = Exact::ratio(*lag.months % kMonths, kMonths);
    const auto position = static_cast<std::int64_t>(i) - years;
    put(position, lag.part * (Exact(1) - rest));
    put(position - 1, lag.part * rest);
  }

  // Where a relation gives the value and something in it moved, the relation prevails over what the plan states.
  void derive(IndicatorId id, const Path& path) {
    const Relation* relation = sources_[index(id)];
    if (relation == nullptr) return;
    std::optional<std::int32_t> first;
    std::int32_t last = 0;
    bool moved = path.empty();
    for (const IndicatorId operand : relation->right) {
      const Track& track = course_.tracks[index(operand)];
      if (track.count == 0) return;
      const std::int32_t begin = course_.cells[track.first].year;
      const std::int32_t end = begin + static_cast<std::int32_t>(track.count) - 1;
      first = first ? std::max(*first, begin) : begin;
      last = operand == relation->right.front() ? end : std::min(last, end);
      for (std::uint32_t i = 0; i < track.count; ++i) moved = moved || changed_[track.first + i];
    }
    if (!moved || !first || last < *first) return;
    const Track stated = course_.tracks[index(id)];
    Track track{static_cast<std::uint32_t>(course_.cells.size()), 0, plans_[index(id)].yearly};
    // Years the relation says nothing of stay as they are, as far as they join on.
    const auto keep = [&](std::int32_t from, std::int32_t to) {
      for (std::int32_t year = from; year <= to; ++year) {
        const std::uint32_t at = stated.first + static_cast<std::uint32_t>(year - course_.cells[stated.first].year);
        const bool differs = changed_[at];
        changed_[add(Cell(course_.cells[at]))] = differs;
        ++track.count;
      }
    };
    const std::int32_t stated_first = stated.count == 0 ? *first : course_.cells[stated.first].year;
    const std::int32_t stated_last = stated_first + static_cast<std::int32_t>(stated.count) - 1;
    if (stated.count > 0 && stated_last >= *first - 1) keep(stated_first, *first - 1);
    for (std::int32_t year = *first; year <= last; ++year) {
      Cell cell;
      cell.indicator = id;
      cell.year = year;
      cell.basis = Basis::Derived;
      cell.step = relation->form == Relation::Form::Ratio ? Cell::Step::Quotient : Cell::Step::Sum;
      bool changes = path.empty();
      for (const IndicatorId operand : relation->right) {
        const std::uint32_t at = *cell_of(operand, year);
        changes = changes || changed_[at];
        give(cell, at);
      }
      // A year in which nothing moved stays as the plan states it.
      const auto known = path.find(year);
      if (!changes && known != path.end()) cell = constant(id, year, known->second);
      const std::uint32_t at = add(std::move(cell));
      changed_[at] = changes;
      ++track.count;
    }
    if (stated.count > 0 && stated_first <= last + 1) keep(last + 1, stated_last);
    course_.tracks[index(id)] = track;
  }

  // --- targets ----------------------------------------------------------------------------------------------------------

  void add_aims(IndicatorId id) {
    for (const auto& [target, reading] : plans_[index(id)].targets) add_aim(id, target, reading);
    if (plans_[index(id)].contradictory) {
      course_.obstacles.push_back({id, {"按方案的各年节点推不到目标，达到与否无从判断", "the plan's own milestones do not lead to the target, so nothing can be said of it"}, std::nullopt});
    }
  }

  void add_aim(IndicatorId id, StatementId target, Reading reading) {
    const Statement& statement = plan_[target];
    Aim aim;
    aim.target = target;
    aim.reading = reading;
    if (statement.is_level()) {
      aim.allowed = value_set(statement.comparator, statement.quantity);
      if (statement.upper) aim.allowed = stated_set(statement);
      // A bare number is a floor for what is to be reached: more of it misses nothing. Where less is better, a ceiling.
      if (statement.comparator == Comparator::Equal) open(id, aim);
    } else {
      const auto grown = level_of_growth(plan_, statement);
      if (!grown) {
        course_.obstacles.push_back({id, {"增长目标没有基期数值，无从判断", "the growth target has no base value to be judged by"}, std::nullopt});
        return;
      }
      (grown->ceiling ? aim.allowed.high : aim.allowed.low) = grown->level;
    }
    aim.falling = aim.allowed.high && !aim.allowed.low;
    aim.first = static_cast<std::uint32_t>(course_.operands.size());
    std::vector<std::uint32_t> cells = cells_for(id, statement, reading);
    if (reading == Reading::BasePlusTotal) {
      const auto base = baseline_of(plan_, id);
      if (base) cells.push_back(add(constant(id, plan_[*base].when.year().value_or(0), {plan_[*base].quantity.normalized(), Basis::Fact})));
    }
    for (const std::uint32_t cell : cells) {
      course_.operands.push_back(cell);
      course_.weights.emplace_back(1);
      ++aim.count;
    }
    // “Over 200” stands in the plan's course as 200: what follows the plan itself is not held to miss it by nothing.
    const auto planned_cell = [&](std::uint32_t cell) { return course_.cells[cell].step == Cell::Step::Constant || course_.cells[cell].step == Cell::Step::Blend; };
    if (plans_[index(id)].own.contains(target) && std::all_of(cells.begin(), cells.end(), planned_cell)) aim.allowed.low_open = aim.allowed.high_open = false;
    if (aim.count > 0) course_.aims.push_back(std::move(aim));
  }

  void open(IndicatorId id, Aim& aim) {
    if (wanted_direction(plan_, id) == Direction::Lower) {
      aim.allowed.low.reset();
    } else {
      aim.allowed.high.reset();
    }
  }

  [[nodiscard]] std::vector<std::uint32_t> cells_for(IndicatorId id, const Statement& statement, Reading reading) const {
    std::vector<std::uint32_t> cells;
    const Track& track = course_.tracks[index(id)];
    const auto& range = statement.when.range;
    const bool of_years = statement.when.form == When::Form::Over || statement.when.form == When::Form::Each;
    const auto year = of_years && range && range->last ? std::optional(range->last->year) : statement.when.year();
    const auto first_year = of_years && range ? std::optional(range->first.year) : plan_.first_year();
    for (std::uint32_t i = 0; i < track.count; ++i) {
      const std::int32_t at = course_.cells[track.first + i].year;
      const bool in_time = (!year || at <= *year) && (!first_year || at >= *first_year);
      if (reading == Reading::Level ? at == year : in_time) cells.push_back(track.first + i);
    }
    return cells;
  }

  const CourseInput& input_;
  const Plan& plan_;
  Course course_;
  std::vector<Planned> plans_;
  std::vector<Path> paths_;
  std::map<IndicatorId, std::vector<const Assumption*>> by_indicator_;
  std::map<IndicatorId, const Relation*> by_left_;  // the first of each
  std::vector<const Relation*> sources_;
  std::map<const Assumption*, std::uint32_t> drivers_;
  std::vector<bool> changed_;  // by cell: differs, or may differ, from what the plan says
  std::int32_t last_year_ = 0;
};

}  // namespace

std::optional<StatementId> measure_of(const Plan& plan, IndicatorId indicator) {
  std::optional<StatementId> finest;
  const auto step_of = [](const Quantity& quantity) { return quantity.step * (quantity.unit ? quantity.unit->factor : Exact(1)); };
  for (const StatementId id : plan[indicator].statements) {
    if (!plan[id].is_level()) continue;
    const Quantity& quantity = plan[id].quantity;
    const bool finer = !finest || (quantity.unit.has_value() && !plan[*finest].quantity.unit) ||
                       (quantity.unit.has_value() == plan[*finest].quantity.unit.has_value() && step_of(quantity) < step_of(plan[*finest].quantity));
    if (finer) finest = id;
  }
  return finest;
}

Course course_of(const CourseInput& input) { return Builder(input).build(); }

Exact middle_of(const Assumption& assumption) {
  switch (assumption.spread) {
    case Assumption::Spread::Uniform: return (assumption.low.normalized() + assumption.high->normalized()) / Exact(2);
    case Assumption::Spread::Triangular: return assumption.shape->normalized();
    case Assumption::Spread::Certain:
    case Assumption::Spread::Normal: break;
  }
  return assumption.low.normalized();
}

std::vector<std::optional<Exact>> values_of(const Course& course, std::span<const Exact> drivers) {
  const Constants<Exact> constants = exact_constants(course);
  std::vector<Exact> numbers(course.cells.size());
  std::vector<char> known(course.cells.size());
  run<Exact>(course, constants, drivers, numbers, known);
  std::vector<std::optional<Exact>> values(course.cells.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (known[i] != 0) values[i] = std::move(numbers[i]);
  }
  return values;
}

std::optional<Exact> reached(const Course& course, const Aim& aim, std::span<const std::optional<Exact>> values) {
  Exact result;
  const auto number_of = [&](std::uint32_t cell) { return values[cell] ? &*values[cell] : nullptr; };
  if (!reach(course, aim, number_of, result)) return std::nullopt;
  return result;
}

std::vector<BrokenBound> broken_bounds(const Plan& plan, const Course& course, std::span<const std::optional<Exact>> values) {
  std::vector<BrokenBound> broken;
  for (const Subset& subset : subsets_of(plan)) {
    const Track& part = course.tracks[index(subset.part)];
    const Track& whole = course.tracks[index(subset.whole)];
    if (part.count == 0 || whole.count == 0 || part.yearly != whole.yearly) continue;
    for (std::uint32_t i = 0; i < part.count; ++i) {
      const std::int64_t at = std::int64_t{course.cells[part.first + i].year} - course.cells[whole.first].year;
      if (at < 0 || at >= whole.count) continue;
      const auto& a = values[part.first + i];
      const auto& b = values[whole.first + static_cast<std::uint32_t>(at)];
      if (a && b && *b < *a) broken.push_back({subset.part, subset.whole, course.cells[part.first + i].year, *a, *b});
    }
  }
  return broken;
}

namespace {

// By how many months the end of a task is later in the changed plan; for one without dates what its phase is delayed by.
std::int32_t months_between(const PartialDate& before, const PartialDate& after) {
  const auto month = [](const PartialDate& date) { return date.month == 0 ? kMonths : static_cast<std::int32_t>(date.month); };
  return (after.year - before.year) * kMonths + month(after) - month(before);
}

std::int32_t lateness(const std::optional<DateRange>& before, const std::optional<DateRange>& after) {
  if (!before || !after) return 0;
  // Work without an end is as late as it begins.
  const bool ends = before->last && after->last;
  return std::max(0, ends ? months_between(*before->last, *after->last) : months_between(before->first, after->first));
}

}  // namespace

std::vector<std::vector<Lag>> lags_of(const Plan& before, std::span<const Scenario* const> scenarios) {
  // Dates alone move here, so the numbers of tasks and phases stay those of the plan before.
  std::vector<Scenario> moves;
  std::set<TaskId> gone;
  std::vector<std::int32_t> undated(before.tasks.size());
  for (const Scenario* scenario : scenarios) {
    Scenario& only_dates = moves.emplace_back();
    only_dates.shifts = scenario->shifts;
    gone.insert(scenario->removal.tasks.begin(), scenario->removal.tasks.end());
    for (const Shift& shift : scenario->shifts) {
      if (shift.shorten) continue;
      for (const TaskId task : shift.tasks) {
        if (!before[task].dates) undated[index(task)] += shift.months;
      }
    }
  }
  std::vector<const Scenario*> steps;
  for (const Scenario& scenario : moves) steps.push_back(&scenario);
  const Plan after = whatif::apply(before, steps);

  std::optional<PhaseId> implementation;
  for (std::size_t i = 0; i < before.phases.size(); ++i) {
    if (before.phases[i].role == dsl::Keyword::Implement && !implementation) implementation = static_cast<PhaseId>(i);
  }
  const auto months_of = [&](std::size_t task) -> std::int32_t {
    const Task& own = before.tasks[task];
    if (own.dates) return lateness(own.dates, after.tasks[task].dates);
    const auto phase = own.phase ? own.phase : implementation;
    const std::int32_t by_phase = phase ? lateness(before[*phase].range, after[*phase].range) : 0;
    return std::max(by_phase, undated[task]);
  };

  std::vector<std::set<TaskId>> served_by(before.indicators.size());
  for (std::size_t i = 0; i < before.tasks.size(); ++i) {
    for (const IndicatorId id : before.tasks[i].supports) served_by[index(id)].insert(static_cast<TaskId>(i));
  }
  for (const Statement& statement : before.statements) {
    if (statement.task && !before[*statement.task].safeguard) served_by[index(statement.indicator)].insert(*statement.task);
  }
  std::vector<std::vector<Lag>> lags(before.indicators.size());
  for (std::size_t i = 0; i < lags.size(); ++i) {
    for (const TaskId task : served_by[i]) {
      const Exact part = Exact::ratio(1, static_cast<std::int64_t>(served_by[i].size()));
      if (gone.contains(task)) {
        lags[i].push_back({task, part, std::nullopt});
      } else if (const std::int32_t months = months_of(index(task)); months > 0) {
        lags[i].push_back({task, part, months});
      }
    }
  }
  return lags;
}

}  // namespace gouji::analyzer::whatif
