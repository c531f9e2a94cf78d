#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/day.hpp"
#include "analyzer/audit/facts.hpp"
#include "reports/json_parts.hpp"
#include "reports/status.hpp"
#include "reports/trend_words.hpp"

namespace gouji::reports {

namespace {

using analyzer::Plan;
using namespace analyzer::status;  // NOLINT: every line speaks of its states

Json figure_json(const std::optional<analyzer::TimedFigure>& figure) {
  if (!figure) return {};
  return {{"time", time_text(figure->time)}, {"value", figure->value.to_string()}};
}

Json target_json(const Plan& plan, const IndicatorStatus& status) {
  if (!status.target) return {};
  const analyzer::Statement& target = plan[*status.target];
  const auto due = analyzer::due_date(target);
  return {{"written", analyzer::figure_text(target)},
          {"due", due ? Json(due->text()) : Json()},
          {"value", target.quantity.normalized().to_string()},
          {"level", exact_json(status.level)},
          {"addsUp", status.adds_up},
          {"documentPlace", target.place.document ? Json(target.place.document->text.view()) : Json()}};
}

Json indicator_json(const Plan& plan, const IndicatorStatus& status) {
  const analyzer::Indicator& indicator = plan[status.indicator];
  const auto statement = status.target ? status.target : status.actual ? status.actual->statement : std::optional(indicator.statements.front());
  return {{"id", indicator.id},
          {"name", indicator.name.view()},
          {"baseUnit", analyzer::base_unit(plan[*statement].quantity)},
          {"state", to_string(status.state)},
          {"target", target_json(plan, status)},
          {"baseline", figure_json(status.base)},
          {"actual", figure_json(status.actual)},
          {"done", exact_json(status.done)},
          {"due", exact_json(status.due)},
          {"dueBy", status.by_milestone ? "milestone" : "time"},
          {"missing", exact_json(status.missing)},
          {"why", text_json(status.why)},
          {"overdue", status.overdue},
          {"old", status.old}};
}

}  // namespace

std::string render_status_json(const StatusReport& report) {
  const Plan& plan = report.plan;
  const auto indicator = [&](const IndicatorStatus& status) { return indicator_json(plan, status); };
  const auto task = [&](const TaskStatus& status) -> Json {
    return {{"id", plan[status.task].id}, {"title", plan[status.task].title.view()}, {"state", to_string(status.state)}, {"byPhase", status.by_phase}};
  };
  const auto phase = [&](const PhaseStatus& status) -> Json {
    return {{"id", plan[status.phase].id}, {"name", plan[status.phase].name}, {"state", to_string(status.state)}};
  };
  const Json json = {{"schemaVersion", kStatusSchemaVersion},
                     {"tool", {{"name", "gouji"}, {"version", report.version}}},
                     {"plan", {{"id", plan.id}, {"title", plan.title}}},
                     {"asOf", analyzer::day_text(report.status.day)},
                     {"phases", list_json(report.status.phases, phase)},
                     {"indicators", list_json(report.status.indicators, indicator)},
                     {"tasks", list_json(report.status.tasks, task)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace gouji::reports
