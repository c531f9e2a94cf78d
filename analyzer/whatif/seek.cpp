#include "analyzer/whatif/seek.hpp"

#include <algorithm>
#include <utility>

#include "analyzer/whatif/run.hpp"

namespace gouji::analyzer::whatif {

namespace {

constexpr std::int32_t kMostYears = 60;
constexpr std::int64_t kSteps = 10000;  // of 0.01 %

Exact power(const Exact& base, std::int32_t exponent) {
  Exact result = 1;
  for (std::int32_t i = 0; i < exponent; ++i) result = result * base;
  return result;
}

// The figure of a target in the direction that is wanted.
std::optional<Exact> goal_of(const Aim& aim) { return aim.falling ? aim.allowed.high : aim.allowed.low; }

std::vector<Exact> middles(const Course& course) {
  std::vector<Exact> drivers;
  for (const Assumption& assumption : course.drivers) drivers.push_back(middle_of(assumption));
  return drivers;
}

std::pair<Exact, Exact> ends_of(const Assumption& assumption) {
  const Exact low = assumption.low.normalized();
  switch (assumption.spread) {
    case Assumption::Spread::Uniform:
    case Assumption::Spread::Triangular: return {low, assumption.high->normalized()};
    case Assumption::Spread::Normal: return {low - assumption.shape->normalized(), low + assumption.shape->normalized()};
    case Assumption::Spread::Certain: break;
  }
  const Exact tenth = low.abs() * Exact::ratio(1, 10);
  return {low - tenth, low + tenth};
}

// By cell: the driver reaches it.
std::vector<char> reach_of(const Course& course, std::uint32_t driver) {
  std::vector<char> touched(course.cells.size());
  for (std::size_t i = 0; i < course.cells.size(); ++i) {
    const Cell& cell = course.cells[i];
    const bool drives = cell.step == Cell::Step::Draw || cell.step == Cell::Step::Grow || cell.step == Cell::Step::Pace;
    bool is = drives && cell.driver == driver;
    for (std::uint32_t k = 0; k < cell.count; ++k) is = is || touched[course.operands[cell.first + k]] != 0;
    touched[i] = is ? 1 : 0;
  }
  return touched;
}

bool touches(const Course& course, const Aim& aim, const std::vector<char>& touched) {
  const auto* first = course.operands.data() + aim.first;
  return std::any_of(first, first + aim.count, [&](std::uint32_t cell) { return touched[cell] != 0; });
}

}  // namespace

std::optional<Exact> growth_to(const Exact& start, const Exact& goal, std::int32_t years, bool falling) {
  if (start.sign() <= 0 || goal.sign() < 0 || years <= 0 || years > kMostYears) return std::nullopt;
  const Exact ratio = goal / start;
  // The first step at which start × (1 + step)^years is at least the goal; or, of a falling one, is above it.
  const auto passes = [&](std::int64_t step) {
    const Exact factor = power(Exact(1) + Exact::ratio(step, kSteps), years);
    return falling ? factor > ratio : factor >= ratio;
  };
  std::int64_t low = -kSteps;
  std::int64_t high = 1;
  constexpr std::int64_t kMost = std::int64_t{1} << 40;
  while (!passes(high) && high < kMost) high *= 2;
  if (!passes(high)) return std::nullopt;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (passes(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return Exact::ratio(falling ? low - 1 : low, kSteps);
}

namespace {

// What a value is multiplied by from one cell to a later one of its track, where it grows as assumed all the way.
std::optional<Exact> assumed_growth(const Course& course, std::uint32_t start, std::uint32_t end) {
  Exact factor = 1;
  for (std::uint32_t at = start + 1; at <= end; ++at) {
    if (course.cells[at].step != Cell::Step::Grow) return std::nullopt;
    factor = factor * (Exact(1) + middle_of(course.drivers[course.cells[at].driver]));
  }
  return factor;
}

}  // namespace

std::vector<std::vector<Required>> required_by(const Plan& plan, const Course& course, std::span<const std::optional<Exact>> values) {
  std::vector<std::vector<Required>> lists(plan.indicators.size());
  for (const Aim& aim : course.aims) {
    const IndicatorId indicator = plan[aim.target].indicator;
    const Track& track = course.tracks[index(indicator)];
    auto& list = lists[index(indicator)];
    const auto goal = goal_of(aim);
    if (!goal) continue;
    Required required;
    required.target = aim.target;
    required.reading = aim.reading;
    required.goal = *goal;
    if (aim.reading == Reading::Total) {
      required.from = course.cells[course.operands[aim.first]].year;
      required.years = static_cast<std::int32_t>(aim.count);
      required.pace = *goal / Exact(required.years);
      list.push_back(std::move(required));
      continue;
    }
    if (aim.reading != Reading::Level || aim.count != 1) continue;
    const std::uint32_t end = course.operands[aim.first];
    // The last fact before the target.
    std::optional<std::uint32_t> start;
    for (std::uint32_t at = track.first; at < track.first + track.count && course.cells[at].year < course.cells[end].year; ++at) {
      if (course.cells[at].basis == Basis::Fact) start = at;
    }
    if (!start || !values[*start]) continue;
    required.from = course.cells[*start].year;
    required.years = course.cells[end].year - required.from;
    required.start = values[*start];
    required.pace = (*goal - *required.start) / Exact(required.years);
    required.growth = growth_to(*required.start, *goal, required.years, aim.falling);
    if (const auto factor = assumed_growth(course, *start, end); factor && factor->sign() > 0) required.needed_start = *goal / *factor;
    list.push_back(std::move(required));
  }
  return lists;
}

std::vector<std::vector<Influence>> influences_of(const Course& course) {
  std::vector<std::vector<Influence>> influences(course.aims.size());
  if (course.drivers.empty()) return influences;
  const Constants<Exact> constants = exact_constants(course);
  std::vector<Exact> drivers = middles(course);
  std::vector<Exact> numbers(course.cells.size());
  std::vector<char> known(course.cells.size());
  run<Exact>(course, constants, drivers, numbers, known);
  const auto number_of = [&](std::uint32_t cell) { return known[cell] != 0 ? &numbers[cell] : nullptr; };
  for (std::uint32_t driver = 0; driver < course.drivers.size(); ++driver) {
    const std::vector<char> touched = reach_of(course, driver);
    const auto [low, high] = ends_of(course.drivers[driver]);
    // The rest stays as it is, so only what is touched runs again.
    const auto set = [&](const Exact& value) {
      drivers[driver] = value;
      for (std::size_t i = 0; i < touched.size(); ++i) {
        if (touched[i] != 0) run_cell<Exact>(course, constants, drivers, numbers, known, i);
      }
    };
    std::vector<std::size_t> aims;
    for (std::size_t i = 0; i < course.aims.size(); ++i) {
      if (!touches(course, course.aims[i], touched)) continue;
      aims.push_back(i);
      influences[i].push_back({driver, low, high, std::nullopt, std::nullopt});
    }
    const auto take = [&](std::optional<Exact> Influence::*result) {
      for (const std::size_t i : aims) {
        Exact number;
        if (reach(course, course.aims[i], number_of, number)) influences[i].back().*result = number;
      }
    };
    set(low);
    take(&Influence::low_result);
    set(high);
    take(&Influence::high_result);
    set(middle_of(course.drivers[driver]));
  }
  const auto width = [](const Influence& i) { return i.low_result && i.high_result ? (*i.high_result - *i.low_result).abs() : Exact(0); };
  for (auto& of_aim : influences) {
    std::stable_sort(of_aim.begin(), of_aim.end(), [&](const Influence& a, const Influence& b) { return width(a) > width(b); });
  }
  return influences;
}

std::vector<std::uint32_t> idle_drivers(const Course& course) {
  std::vector<std::uint32_t> idle;
  for (std::uint32_t driver = 0; driver < course.drivers.size(); ++driver) {
    const std::vector<char> touched = reach_of(course, driver);
    const bool moves = std::any_of(course.aims.begin(), course.aims.end(), [&](const Aim& aim) { return touches(course, aim, touched); });
    // An obstacle says more.
    const bool told = std::any_of(course.obstacles.begin(), course.obstacles.end(), [&](const Obstacle& obstacle) {
      return obstacle.place && obstacle.place->span.begin == course.drivers[driver].place.span.begin;
    });
    if (!moves && !told) idle.push_back(driver);
  }
  return idle;
}

}  // namespace gouji::analyzer::whatif
