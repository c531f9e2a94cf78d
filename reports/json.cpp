#include "reports/json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "analyzer/audit/day.hpp"
#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/fingerprint.hpp"
#include "analyzer/source/proof.hpp"
#include "dsl/unicode.hpp"
#include "reports/json_parts.hpp"

namespace gouji::reports {

namespace {

using analyzer::Check;
using analyzer::Evidence;
using analyzer::Finding;
using analyzer::Label;
using analyzer::Plan;
using analyzer::Severity;
using dsl::Span;
using dsl::Text;

Json optional_text(const Text& text) { return text.empty() ? Json() : text_json(text); }

Json subject_json(const analyzer::Subject& subject) {
  return {{"kind", analyzer::to_string(subject.kind)}, {"id", subject.id}, {"name", subject.name}};
}

Json location_json(const Plan& plan, const Label& label) {
  Json location = region_json(*plan.source, analyzer::marked_span(label));
  location["role"] = label.role;
  location["label"] = optional_text(label.text);
  location["source"] = document_json(plan, label.place);
  return location;
}

Json locations_json(const Plan& plan, const std::vector<Label>& labels) {
  return list_json(labels, [&](const Label& label) { return location_json(plan, label); });
}

Json evidence_json(const std::vector<Evidence>& evidence) {
  return list_json(evidence, [](const Evidence& item) {
    return Json{{"name", text_json(item.name)},
                {"value", item.value},
                {"unit", item.unit},
                {"normalized", item.normalized},
                {"baseUnit", item.base_unit}};
  });
}

Json computation_json(const std::vector<analyzer::Step>& steps) {
  return list_json(steps, [](const analyzer::Step& step) {
    return Json{{"operation", analyzer::to_string(step.operation)},
                {"operands", list_json(step.operands, [](const analyzer::Exact& value) { return value.to_string(); })},
                {"result", step.result.to_string()},
                {"unit", step.unit},
                {"text", step.text}};
  });
}

Json suggestion_json(const Plan& plan, const std::optional<analyzer::Suggestion>& suggestion) {
  if (!suggestion) return {};
  Json json = {{"text", text_json(suggestion->text)}, {"safety", "proposal"}};
  Json region = region_json(*plan.source, suggestion->span);
  region.erase("text");
  json.update(region);
  json["original"] = plan.source->slice(suggestion->span);
  json["replacement"] = suggestion->replacement;
  return json;
}

Json finding_json(const Finding& finding, std::span<const Plan> plans) {
  const Plan& plan = plans[finding.plan];
  return {{"code", finding.rule->code},
          {"rule", finding.rule->name},
          {"family", finding.rule->family},
          {"severity", analyzer::to_string(finding.severity)},
          {"plan", plan.id},
          {"subject", subject_json(finding.subject)},
          {"message", text_json(finding.message)},
          {"locations", locations_json(plan, finding.labels)},
          {"evidence", evidence_json(finding.evidence)},
          {"computation", computation_json(finding.computation)},
          {"subjects", list_json(finding.subjects, subject_json)},
          {"notes", list_json(finding.notes, text_json)},
          {"help", optional_text(finding.help)},
          {"suggestion", suggestion_json(plan, finding.suggestion)},
          {"fingerprint", finding.fingerprint},
          {"followers",
           list_json(finding.followers, [&](const Finding& follower) { return finding_json(follower, plans); })}};
}

// The plan whose block holds the place; null when the place is outside of all that were understood.
Json plan_around(const Report& report, const dsl::SourceText& source, Span span) {
  for (const Plan& plan : report.plans) {
    if (plan.source == &source && plan.place.span.begin <= span.begin && span.begin < plan.place.span.end)
      return plan.id;
  }
  return {};
}

Json note_json(const dsl::SourceText& source, Span span, const char* role, const Text& words) {
  Json location = region_json(source, span);
  location["role"] = role;
  location["label"] = optional_text(words);
  location["source"] = nullptr;
  return location;
}

// The same mistake keeps its fingerprint wherever it moves in the file.
std::string mistake_fingerprint(std::string_view name, std::string_view text) {
  analyzer::Fingerprint fingerprint;
  fingerprint.add(name);
  fingerprint.add(text);
  return fingerprint.hex();
}

Json mistake_json(const Report& report, const dsl::SourceText& source, const dsl::Diagnostic& diagnostic) {
  const dsl::MistakeInfo& mistake = dsl::info(diagnostic.mistake);
  Json locations = Json::array({note_json(source, diagnostic.span, "mistake", {})});
  for (const dsl::Note& note : diagnostic.notes) locations.push_back(note_json(source, note.span, "note", note.text));
  return {{"code", mistake.code},
          {"rule", mistake.name},
          {"family", "language"},
          {"severity", analyzer::to_string(Severity::Error)},
          {"plan", plan_around(report, source, diagnostic.span)},
          {"subject", {{"kind", "statement"}, {"id", ""}, {"name", source.slice(diagnostic.span)}}},
          {"message", text_json(diagnostic.message)},
          {"locations", locations},
          {"evidence", Json::array()},
          {"computation", Json::array()},
          {"subjects", Json::array()},
          {"notes", Json::array()},
          {"help", optional_text(diagnostic.help)},
          {"suggestion", nullptr},
          {"fingerprint", mistake_fingerprint(mistake.name, source.slice(diagnostic.span))},
          {"followers", Json::array()}};
}

Json entry_json(const Report& report, const Entry& entry) {
  if (entry.diagnostic) return mistake_json(report, *entry.file->source, *entry.diagnostic);
  return finding_json(*entry.finding, report.plans);
}

Json waived_json(const Report& report, const analyzer::WaivedFinding& entry) {
  const analyzer::Waiver& waiver = report.plans[entry.finding.plan].waivers[entry.waiver];
  Json json = finding_json(entry.finding, report.plans);
  json["waiver"] = {{"reason", waiver.reason}, {"by", waiver.by}, {"until", nullptr}};
  if (waiver.until) json["waiver"]["until"] = waiver.until->text();
  return json;
}

Json baselined_json(const Report& report, const analyzer::BaselinedFinding& entry) {
  Json json = finding_json(entry.finding, report.plans);
  json["since"] = analyzer::day_text(entry.since);
  return json;
}

Json stale_json(const analyzer::BaselineUse::Stale& stale) {
  return {{"rule", stale.entry.rule},   {"plan", stale.entry.plan},   {"subject", stale.entry.subject},
          {"facts", stale.entry.facts}, {"count", stale.entry.count}, {"since", analyzer::day_text(stale.entry.since)},
          {"changed", stale.changed}};
}

Json baseline_json(const analyzer::BaselineUse& use) {
  using Change = analyzer::BaselineUse::Change;
  const char* change = use.change == Change::None ? "none" : use.change == Change::Written ? "written" : "pruned";
  Json json = {{"file", use.file}, {"entries", use.entries}, {"hidden", use.hidden}, {"oldest", nullptr}, {"oldestDays", nullptr}};
  if (!use.hidden_since.empty()) {
    const auto oldest = use.hidden_since.begin()->first;
    json["oldest"] = analyzer::day_text(oldest);
    json["oldestDays"] = analyzer::days_between(oldest, use.today);
  }
  json["hiddenSince"] = Json::object();
  for (const auto& [since, count] : use.hidden_since) json["hiddenSince"][analyzer::day_text(since)] = count;
  json["notJudged"] = use.not_judged;
  json["stale"] = list_json(use.stale, stale_json);
  json["change"] = change;
  return json;
}

Json configuration_json(const Report& report, std::size_t plan) {
  const ConfigurationUse* use = configuration_of(report, plan);
  if (use == nullptr) return {};
  return {{"file", use->files.front()}, {"extends", std::vector<std::string>(use->files.begin() + 1, use->files.end())}};
}

Json plan_json(const Report& report, const Plan& plan) {
  const analyzer::PlanCounts& counts = plan.counts;
  return {{"id", plan.id},
          {"title", plan.title},
          {"file", plan.source->name()},
          {"configuration", configuration_json(report, static_cast<std::size_t>(&plan - report.plans.data()))},
          {"counts",
           {{"indicators", counts.indicators},
            {"tasks", counts.tasks},
            {"orgs", counts.orgs},
            {"statements", counts.statements},
            {"tables", counts.tables},
            {"sections", counts.sections},
            {"safeguards", counts.safeguards},
            {"phases", counts.phases},
            {"relations", counts.relations},
            {"goals", counts.goals}}}};
}

Json source_json(const Plan& plan) {
  const analyzer::source::Document& document = *plan.proof->document;
  const analyzer::source::Coverage coverage = plan.proof->coverage();
  Json kinds = Json::object();
  for (const auto& [kind, count] : coverage.by_kind) kinds[std::string(analyzer::source::info(kind).name)] = count;
  return {{"plan", plan.id},
          {"document", document.name},
          {"encoding", document.encoding},
          {"lines", document.lines.size()},
          {"places", plan.proof->places},
          {"figures", coverage.figures},
          {"covered", coverage.covered},
          {"recognised", coverage.recognised},
          {"recognisedByKind", kinds},
          {"waived", coverage.waived},
          {"open", coverage.open}};
}

Json summary_json(const Report& report) {
  const analyzer::AuditResult& result = report.result;
  using analyzer::Outcome;
  Json summary = {{"error", result.count(Severity::Error) + mistake_count(report)},
          {"warning", result.count(Severity::Warning)},
          {"info", result.count(Severity::Info)},
          {"waived", result.waived.size()},
          {"baselined", report.baselined.size()},
          {"followers", follower_count(result)},
          {"checks",
           {{"holds", result.count(Outcome::Holds)},
            {"fails", result.count(Outcome::Fails)},
            {"notApplicable", result.count(Outcome::NotApplicable)},
            {"undetermined", result.count(Outcome::Undetermined)}}},
          {"statements",
           {{"total", result.statements.total},
            {"compared", result.statements.compared},
            {"neverCompared", result.statements.never_compared}}}};
  const auto proven = proven_plans(report);
  if (!proven.empty()) summary["sources"] = list_json(proven, [](const Plan* plan) { return source_json(*plan); });
  return summary;
}

Json check_json(const Check& check, std::span<const Plan> plans) {
  const Plan& plan = plans[check.plan];
  return {{"code", check.rule->code},
          {"rule", check.rule->name},
          {"plan", plan.id},
          {"subject", subject_json(check.subject)},
          {"outcome", analyzer::to_string(check.outcome)},
          {"reading", optional_string(check.reading)},
          {"reason", optional_text(check.reason)},
          {"evidence", evidence_json(check.evidence)},
          {"computation", computation_json(check.computation)},
          {"locations", locations_json(plan, check.labels)}};
}

Json never_compared_json(const Report& report) {
  Json list = Json::array();
  for (std::size_t i = 0; i < report.plans.size(); ++i) {
    const Plan& plan = report.plans[i];
    for (const analyzer::StatementId id : report.result.never_compared[i]) {
      list.push_back({{"plan", plan.id},
                      {"subject", subject_json(analyzer::subject_of(plan, plan[id].indicator))},
                      {"location", location_json(plan, analyzer::label_of(plan, id))}});
    }
  }
  return list;
}

// Bytes that are no UTF-8 become U+FFFD: a report about a damaged file must still be readable.
std::string dump(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace); }

// The text dump() gives, written at once to where it belongs: a report is little else.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& text) : text_(text) {}

  void write(const Json& value, std::size_t depth) {
    switch (value.type()) {
      case Json::value_t::object: {
        if (value.empty()) break;
        char before = '{';
        for (const auto& [key, member] : value.get_ref<const Json::object_t&>()) {
          text_ += before;
          new_line(depth + 1);
          write(key);
          text_ += ": ";
          write(member, depth + 1);
          before = ',';
        }
        new_line(depth);
        text_ += '}';
        return;
      }
      case Json::value_t::array: {
        if (value.empty()) break;
        char before = '[';
        for (const Json& entry : value.get_ref<const Json::array_t&>()) {
          text_ += before;
          new_line(depth + 1);
          write(entry, depth + 1);
          before = ',';
        }
        new_line(depth);
        text_ += ']';
        return;
      }
      case Json::value_t::string: return write(value.get_ref<const std::string&>());
      case Json::value_t::null: text_ += "null"; return;
      default: break;
    }
    text_ += dump(value);
  }

 private:
  void new_line(std::size_t depth) {
    text_ += '\n';
    text_.append(2 * depth, ' ');
  }

  void write(const std::string& string) {
    const auto plain = [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != '"' && c != '\\'; };
    if (!std::all_of(string.begin(), string.end(), plain) || dsl::first_invalid_byte(string)) {
      text_ += dump(string);
      return;
    }
    text_ += '"';
    text_ += string;
    text_ += '"';
  }

  std::string& text_;
};

// Writes an object member by member and its lists entry by entry, so that no more than one of them is held as a tree.
class ObjectWriter {
 public:
  void add(std::string_view key, const Json& value) {
    begin_member(key);
    writer_.write(value, 1);
  }

  template <typename Range, typename ToJson>
  void add_list(std::string_view key, const Range& entries, ToJson to_json) {
    begin_member(key);
    text_ += '[';
    bool first = true;
    for (const auto& entry : entries) {
      text_ += first ? "\n    " : ",\n    ";
      writer_.write(to_json(entry), 2);
      first = false;
    }
    text_ += first ? "]" : "\n  ]";
  }

  [[nodiscard]] std::string take() { return std::move(text_ += "\n}\n"); }

 private:
  void begin_member(std::string_view key) {
    text_ += text_.empty() ? "{\n  \"" : ",\n  \"";
    text_ += key;
    text_ += "\": ";
  }

  std::string text_;
  JsonWriter writer_{text_};
};

}  // namespace

std::string render_json(const Report& report) {
  ObjectWriter writer;
  writer.add("schemaVersion", kSchemaVersion);
  writer.add("tool", {{"name", "gouji"}, {"version", report.options.version}});
  writer.add_list("plans", report.plans, [&](const Plan& plan) { return plan_json(report, plan); });
  writer.add("summary", summary_json(report));
  writer.add_list("findings", ordered_entries(report), [&](const Entry& entry) { return entry_json(report, entry); });
  writer.add_list("waived", report.result.waived, [&](const analyzer::WaivedFinding& entry) { return waived_json(report, entry); });
  if (!report.baselines.empty()) {
    writer.add_list("baselined", report.baselined, [&](const analyzer::BaselinedFinding& entry) { return baselined_json(report, entry); });
    writer.add_list("baselines", report.baselines, baseline_json);
  }
  if (report.options.show_checks) {
    writer.add_list("checks", report.result.checks, [&](const Check& check) { return check_json(check, report.plans); });
    writer.add("neverCompared", never_compared_json(report));
  }
  return writer.take();
}

std::string render_rules_json(std::span<const analyzer::Rule* const> rules) {
  Json json = {{"schemaVersion", kSchemaVersion}};
  json["rules"] = list_json(rules, [](const analyzer::Rule* rule) {
    return Json{{"code", rule->code},
                {"name", rule->name},
                {"family", rule->family},
                {"severity", analyzer::to_string(rule->severity)},
                {"title", {{"zh", rule->title.zh}, {"en", rule->title.en}}},
                {"thresholds", list_json(rule->thresholds, [](const analyzer::Threshold& threshold) {
                   return Json{{"name", threshold.name},
                               {"standard", threshold.standard},
                               {"what", {{"zh", threshold.what.zh}, {"en", threshold.what.en}}}};
                 })}};
  });
  return dump(json) + "\n";
}

}  // namespace gouji::reports
