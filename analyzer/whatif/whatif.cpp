#include "analyzer/whatif/whatif.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "analyzer/whatif/apply.hpp"

namespace gouji::analyzer::whatif {

namespace {

// The same for the indicators of a plan that lacks some of them.
std::vector<std::vector<Lag>> lags_in(const Plan& plan, const Plan& before, std::vector<std::vector<Lag>> lags) {
  std::map<std::string_view, std::size_t> numbers;
  for (std::size_t i = 0; i < before.indicators.size(); ++i) numbers.emplace(before.indicators[i].id, i);
  std::vector<std::vector<Lag>> result;
  result.reserve(plan.indicators.size());
  for (const Indicator& indicator : plan.indicators) result.push_back(std::move(lags[numbers.at(indicator.id)]));
  return result;
}

// Assumptions about indicators that are taken out are about nothing.
std::vector<Assumption> assumptions_in(const Plan& plan, const Plan& before, std::span<const Scenario* const> steps) {
  std::map<std::string_view, IndicatorId> numbers;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) numbers.emplace(plan.indicators[i].id, static_cast<IndicatorId>(i));
  std::vector<Assumption> result;
  for (const Scenario* step : steps) {
    for (const Assumption& assumption : step->assumptions) {
      Assumption kept = assumption;
      kept.indicators.clear();
      for (const IndicatorId id : assumption.indicators) {
        if (const auto found = numbers.find(before[id].id); found != numbers.end()) kept.indicators.push_back(found->second);
      }
      if (!kept.indicators.empty()) result.push_back(std::move(kept));
    }
  }
  return result;
}

std::vector<Exact> middles(const Course& course) {
  std::vector<Exact> drivers;
  for (const Assumption& assumption : course.drivers) drivers.push_back(middle_of(assumption));
  return drivers;
}

ScenarioResult result_of(const Plan& before, std::span<const Scenario* const> steps, std::span<const Rule* const> rules, const WhatIfOptions& options) {
  ScenarioResult result;
  result.plan = whatif::apply(before, steps);
  result.audit = analyzer::audit({&result.plan, 1}, rules, options.audit);
  for (const Scenario* step : steps) result.stated.insert(result.stated.end(), step->stated.begin(), step->stated.end());
  result.units = unit_changes(before, result.plan);
  result.lags = lags_in(result.plan, before, lags_of(before, steps));
  result.course = course_of({result.plan, assumptions_in(result.plan, before, steps), result.lags});
  result.values = values_of(result.course, middles(result.course));
  result.broken = broken_bounds(result.plan, result.course, result.values);
  result.idle = idle_drivers(result.course);
  result.required = required_by(result.plan, result.course, result.values);
  return result;
}

void sample(ScenarioResult& result, const WhatIfOptions& options) {
  Samples samples = samples_of(result.course, options.sampling);
  if (samples.runs == 0) return;
  const auto in_parts = [&](std::uint32_t count, const std::function<void(std::uint32_t, std::uint32_t)>& work) {
    if (options.spread_out) {
      options.spread_out(count, work);
    } else {
      work(0, count);
    }
  };
  in_parts(samples.runs, [&](std::uint32_t first, std::uint32_t last) { draw(result.course, options.sampling, first, last, samples); });
  Spreads spreads = empty_spreads(options.sampling, samples);
  in_parts(samples.rows(), [&](std::uint32_t first, std::uint32_t last) { summarise(samples, first, last, spreads); });
  result.spreads = std::move(spreads);
}

// Targets are the same when indicator, time and order among equals agree: numbers change when something is taken out.
using TargetKey = std::tuple<std::string, std::int32_t, bool, std::size_t>;

std::map<TargetKey, std::size_t> aims_by_target(const ScenarioResult& result) {
  std::map<TargetKey, std::size_t> aims;
  for (std::size_t i = 0; i < result.course.aims.size(); ++i) {
    const Statement& target = result.plan[result.course.aims[i].target];
    TargetKey key(result.plan[target.indicator].id, target.when.year().value_or(0), target.growth.has_value(), 0);
    while (aims.contains(key)) ++std::get<3>(key);
    aims.emplace(std::move(key), i);
  }
  return aims;
}

void add_outcomes(const ScenarioResult& base, ScenarioResult& result) {
  const auto before = aims_by_target(base);
  std::map<std::size_t, TargetOutcome> by_aim;
  auto influences = influences_of(result.course);
  for (const auto& [key, i] : aims_by_target(result)) {
    const Aim& aim = result.course.aims[i];
    TargetOutcome outcome;
    outcome.target = aim.target;
    outcome.reading = aim.reading;
    outcome.after = reached(result.course, aim, result.values);
    if (outcome.after) outcome.kept = aim.allowed.contains(*outcome.after);
    if (const auto found = before.find(key); found != before.end()) {
      const Aim& old = base.course.aims[found->second];
      outcome.before = reached(base.course, old, base.values);
      if (outcome.before) outcome.kept_before = old.allowed.contains(*outcome.before);
    }
    outcome.influences = std::move(influences[i]);
    if (result.spreads) {
      const auto& spreads = result.spreads->aims;  // ascending
      const auto spread = std::partition_point(spreads.begin(), spreads.end(), [&](const AimSpread& s) { return s.aim < i; });
      if (spread != spreads.end() && spread->aim == i) outcome.spread = *spread;
    }
    by_aim.emplace(i, std::move(outcome));
  }
  for (auto& [i, outcome] : by_aim) result.outcomes.push_back(std::move(outcome));
}

}  // namespace

std::vector<Chain> chains_of(std::span<const Scenario> scenarios, std::vector<BrokenChain>& broken) {
  std::map<std::string_view, const Scenario*> by_id;
  for (const Scenario& scenario : scenarios) by_id.emplace(scenario.id, &scenario);
  std::vector<Chain> chains;
  for (const Scenario& scenario : scenarios) {
    Chain chain{&scenario, {}};
    std::set<const Scenario*> seen;
    const Scenario* at = &scenario;
    while (at != nullptr && seen.insert(at).second) {
      chain.steps.push_back(at);
      if (at->extends.empty()) break;
      const auto base = by_id.find(at->extends);
      at = base == by_id.end() ? nullptr : base->second;
    }
    if (at != nullptr && at->extends.empty()) {
      std::reverse(chain.steps.begin(), chain.steps.end());
      chains.push_back(std::move(chain));
    } else {
      broken.push_back({&scenario, at == nullptr ? chain.steps.back()->extends : std::string()});
    }
  }
  return chains;
}

WhatIf whatif(const Plan& plan, std::span<const Chain> chains, std::span<const Rule* const> rules, const WhatIfOptions& options) {
  WhatIf result;
  result.base = result_of(plan, {}, rules, options);
  add_outcomes(result.base, result.base);
  for (const Chain& chain : chains) {
    ScenarioResult one = result_of(plan, chain.steps, rules, options);
    one.id = chain.scenario->id;
    one.title = chain.scenario->title;
    sample(one, options);
    add_outcomes(result.base, one);
    one.findings = changes_between(result.base.audit.findings, one.audit.findings);
    result.scenarios.push_back(std::move(one));
  }
  return result;
}

std::optional<YearValue> value_in(const ScenarioResult& result, IndicatorId indicator, std::int32_t year) {
  const Track& track = result.course.tracks[index(indicator)];
  if (track.count == 0) return std::nullopt;
  const std::int64_t at = std::int64_t{year} - result.course.cells[track.first].year;
  if (at < 0 || at >= track.count) return std::nullopt;
  const std::uint32_t cell = track.first + static_cast<std::uint32_t>(at);
  if (!result.values[cell]) return std::nullopt;
  return YearValue{*result.values[cell], result.course.cells[cell].basis, cell};
}

}  // namespace gouji::analyzer::whatif
