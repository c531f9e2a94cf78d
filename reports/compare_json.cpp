#include "reports/compare.hpp"
#include "reports/json_parts.hpp"

namespace gouji::reports {

namespace {

using namespace analyzer::compare;  // NOLINT: every line speaks of its results
using analyzer::Finding;
using analyzer::Plan;

Json location_json(const Plan& plan, const analyzer::Place& place, dsl::Span marked) {
  Json location = region_json(*plan.source, marked);
  location["source"] = document_json(plan, place);
  return location;
}

Json thing_json(const Plan* plan, const std::optional<Thing>& thing) {
  if (!thing) return {};
  return {{"id", thing->subject.id}, {"name", thing->subject.name}, {"location", location_json(*plan, thing->place, thing->marked)}};
}

Json side_json(const Plan* plan, const std::optional<Side>& side) {
  if (!side) return {};
  return {{"text", text_json(side->words)},
          {"value", optional_string(side->value)},
          {"unit", optional_string(side->unit)},
          {"location", location_json(*plan, side->place, side->marked)}};
}

Json difference_json(const PlanComparison& comparison, const Difference& difference) {
  const char* turn = difference.turn == Turn::Up ? "up" : "down";
  return {{"aspects", list_json(difference.aspects, [](Aspect aspect) { return to_string(aspect); })},
          {"turn", difference.turn == Turn::None ? Json() : Json(turn)},
          {"ofTarget", difference.of_target},
          {"message", text_json(difference.words)},
          {"old", side_json(comparison.before, difference.before)},
          {"new", side_json(comparison.after, difference.after)}};
}

Json item_json(const PlanComparison& comparison, const Item& item) {
  return {{"kind", to_string(item.kind)},
          {"state", to_string(item.state)},
          {"identity", to_string(item.identity)},
          {"why", item.why.empty() ? Json() : text_json(item.why)},
          {"old", thing_json(comparison.before, item.before)},
          {"new", thing_json(comparison.after, item.after)},
          {"differences", list_json(item.differences, [&](const Difference& difference) { return difference_json(comparison, difference); })}};
}

Json located_finding(const Plan& plan, const Finding& finding) {
  Json json = finding_json(finding);
  const analyzer::Label& label = finding.labels.front();
  json["location"] = location_json(plan, label.place, analyzer::marked_span(label));
  return json;
}

Json findings_json(const PlanComparison& comparison) {
  const auto now = [&](const Finding& finding) { return located_finding(*comparison.after, finding); };
  Json gone = Json::array();
  for (std::size_t i = 0; i < comparison.findings.vanished.size(); ++i) {
    Json json = located_finding(*comparison.before, comparison.findings.vanished[i]);
    json["waived"] = static_cast<bool>(comparison.waived[i]);
    gone.push_back(std::move(json));
  }
  const auto both = [&](const auto& change) -> Json { return {{"old", located_finding(*comparison.before, change.first)}, {"new", now(change.second)}}; };
  return {{"new", list_json(comparison.findings.appeared, now)},
          {"gone", std::move(gone)},
          {"changed", list_json(comparison.findings.changed, both)},
          {"unchanged", list_json(comparison.findings.unchanged, now)}};
}

Json counts_json(const PlanComparison& comparison) {
  Json counts = Json::object();
  for (std::size_t i = 0; i < kItemKinds; ++i) {
    const KindCounts& of = comparison.counts[i];
    counts[std::string(to_string(static_cast<ItemKind>(i)))] = {{"unchanged", of.unchanged}, {"changed", of.changed}, {"renumbered", of.renumbered}, {"renamed", of.renamed},
                                                               {"perhapsRenamed", of.likely}, {"added", of.added},     {"dropped", of.dropped}};
  }
  return counts;
}

Json plan_json(const Plan* plan) {
  if (plan == nullptr) return {};
  return {{"id", plan->id}, {"title", plan->title}};
}

Json comparison_json(const PlanComparison& comparison) {
  return {{"old", plan_json(comparison.before)},
          {"new", plan_json(comparison.after)},
          {"same", comparison.same_facts() && comparison.same_findings()},
          {"counts", counts_json(comparison)},
          {"items", list_json(comparison.items, [&](const Item& item) { return item_json(comparison, item); })},
          {"findings", findings_json(comparison)}};
}

Json file_json(const ComparedFile& file) { return {{"file", file.name}, {"mistakes", file.mistakes}}; }

}  // namespace

std::string render_compare_json(const CompareReport& report) {
  const Json json = {{"schemaVersion", kCompareSchemaVersion},
                     {"tool", {{"name", "gouji"}, {"version", report.options.version}}},
                     {"old", file_json(report.before)},
                     {"new", file_json(report.after)},
                     {"plans", list_json(report.plans, comparison_json)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace gouji::reports
