#include <algorithm>

#include "analyzer/audit/facts.hpp"
#include "reports/json_parts.hpp"
#include "reports/whatif_view.hpp"

namespace gouji::reports {

namespace {

using analyzer::Exact;
using analyzer::Finding;
using analyzer::IndicatorId;
using analyzer::Plan;
using namespace analyzer::whatif;  // NOLINT: every line speaks of its results

template <typename T, typename Convert>
Json optional_json(const std::optional<T>& value, Convert convert) {
  return value ? Json(convert(*value)) : Json();
}

Json findings_json(const std::vector<Finding>& findings) {
  return list_json(findings, finding_json);
}

Json spread_json(const Spread& spread) {
  return {{"low", spread.low.to_string()}, {"middle", spread.middle.to_string()}, {"high", spread.high.to_string()}, {"runs", spread.known}};
}

Json values_json(const ScenarioResult& result, IndicatorId id) {
  const Track& track = result.course.tracks[index(id)];
  Json list = Json::array();
  for (std::uint32_t cell = track.first; cell < track.first + track.count; ++cell) {
    const Cell& of_year = result.course.cells[cell];
    Json value = {{"year", of_year.year}, {"value", exact_json(result.values[cell])}, {"basis", to_string(of_year.basis)}};
    if (const Spread* spread = spread_of(result, cell)) value["spread"] = spread_json(*spread);
    list.push_back(std::move(value));
  }
  return list;
}

Json ids_of(const ScenarioResult& result, const std::vector<IndicatorId>& indicators) {
  Json list = Json::array();
  for (const IndicatorId id : indicators) list.push_back(result.plan[id].id);
  return list;
}

Json influence_json(const ScenarioResult& result, const Influence& influence) {
  return {{"indicators", ids_of(result, result.course.drivers[influence.driver].indicators)},
          {"from", influence.low_input.to_string()},
          {"to", influence.high_input.to_string()},
          {"resultFrom", exact_json(influence.low_result)},
          {"resultTo", exact_json(influence.high_result)}};
}

Json outcome_json(const ScenarioResult& result, const TargetOutcome& outcome) {
  const analyzer::Statement& target = result.plan[outcome.target];
  const auto as_is = [](bool kept) { return kept; };
  Json json = {{"target", analyzer::figure_text(target)},
               {"year", optional_json(target.when.year(), [](std::int32_t year) { return year; })},
               {"reading", analyzer::to_string(outcome.reading)},
               {"before", exact_json(outcome.before)},
               {"keptBefore", optional_json(outcome.kept_before, as_is)},
               {"after", exact_json(outcome.after)},
               {"kept", optional_json(outcome.kept, as_is)}};
  if (outcome.spread) {
    json["spread"] = spread_json(outcome.spread->spread);
    json["keptRuns"] = outcome.spread->kept;
  }
  Json influences = Json::array();
  for (const Influence& influence : outcome.influences) influences.push_back(influence_json(result, influence));
  json["influences"] = std::move(influences);
  return json;
}

Json required_json(const ScenarioResult& result, const Required& required) {
  return {{"target", analyzer::figure_text(result.plan[required.target])},
          {"from", required.from},
          {"years", required.years},
          {"start", exact_json(required.start)},
          {"goal", required.goal.to_string()},
          {"pace", exact_json(required.pace)},
          {"growth", exact_json(required.growth)},
          {"neededStart", exact_json(required.needed_start)}};
}

Json lags_json(const Plan& before, const std::vector<Lag>& lags) {
  Json list = Json::array();
  for (const Lag& lag : lags) {
    list.push_back({{"task", before[lag.task].id},
                    {"part", lag.part.to_string()},
                    {"months", optional_json(lag.months, [](std::int32_t months) { return months; })}});
  }
  return list;
}

Json units_json(const Plan& before, const std::vector<UnitChange>& changes) {
  const auto ids = [&](const std::vector<analyzer::OrgId>& orgs) {
    Json list = Json::array();
    for (const analyzer::OrgId org : orgs) list.push_back(before[org].id);
    return list;
  };
  Json list = Json::array();
  for (const UnitChange& change : changes) {
    list.push_back({{"task", before[change.task].id},
                    {"leadsBefore", ids(change.leads_before)},
                    {"leads", ids(change.leads)},
                    {"lost", ids(change.lost)},
                    {"leftAlone", change.left_alone},
                    {"sole", change.sole}});
  }
  return list;
}

Json indicators_json(const Plan& before, const ScenarioResult& result) {
  std::vector<Json> outcomes(result.plan.indicators.size(), Json::array());
  for (const TargetOutcome& outcome : result.outcomes) {
    outcomes[index(result.plan[outcome.target].indicator)].push_back(outcome_json(result, outcome));
  }
  Json list = Json::array();
  for (std::size_t i = 0; i < result.plan.indicators.size(); ++i) {
    const auto id = static_cast<IndicatorId>(i);
    const auto measure = measure_of(result.plan, id);
    Json required = Json::array();
    for (const Required& one : result.required[i]) required.push_back(required_json(result, one));
    list.push_back({{"id", result.plan[id].id},
                    {"name", result.plan[id].name.view()},
                    {"baseUnit", measure ? analyzer::base_unit(result.plan[*measure].quantity) : std::string()},
                    {"yearly", result.course.tracks[i].yearly},
                    {"values", values_json(result, id)},
                    {"targets", std::move(outcomes[i])},
                    {"required", std::move(required)},
                    {"lags", lags_json(before, result.lags[i])}});
  }
  return list;
}

Json scenario_json(const Plan& plan, const ScenarioResult& result) {
  Json changed = Json::array();
  for (const auto& [before, after] : result.findings.changed) changed.push_back({{"before", finding_json(before)}, {"after", finding_json(after)}});
  Json broken = Json::array();
  for (const BrokenBound& bound : result.broken) {
    broken.push_back({{"part", result.plan[bound.part].id},
                      {"whole", result.plan[bound.whole].id},
                      {"year", bound.year},
                      {"partValue", bound.part_value.to_string()},
                      {"wholeValue", bound.whole_value.to_string()}});
  }
  Json without_effect = Json::array();
  for (const Obstacle& obstacle : result.course.obstacles) {
    without_effect.push_back({{"indicators", ids_of(result, {obstacle.indicator})}, {"reason", text_json(obstacle.reason)}});
  }
  for (const std::uint32_t driver : result.idle) {
    without_effect.push_back({{"indicators", ids_of(result, result.course.drivers[driver].indicators)},
                              {"reason", text_json({"不影响任何目标", "moves no target"})}});
  }
  Json json = {{"id", result.id},
               {"title", result.title},
               {"statements", result.stated},
               {"indicators", indicators_json(plan, result)},
               {"units", units_json(plan, result.units)}};
  if (result.spreads) json["sampling"] = {{"seed", result.spreads->seed}, {"runs", result.spreads->runs}};
  json["brokenBounds"] = std::move(broken);
  json["withoutEffect"] = std::move(without_effect);
  json["findings"] = {{"appeared", findings_json(result.findings.appeared)},
                      {"vanished", findings_json(result.findings.vanished)},
                      {"changed", std::move(changed)}};
  return json;
}

}  // namespace

std::string render_whatif_json(const WhatIfReport& report) {
  Json scenarios = Json::array();
  for (const ScenarioResult& scenario : report.result.scenarios) scenarios.push_back(scenario_json(report.plan, scenario));
  const Json json = {{"schemaVersion", kWhatIfSchemaVersion},
                     {"tool", {{"name", "gouji"}, {"version", report.version}}},
                     {"plan", {{"id", report.plan.id}, {"title", report.plan.title}}},
                     {"base", {{"indicators", indicators_json(report.plan, report.result.base)}}},
                     {"scenarios", std::move(scenarios)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace gouji::reports
