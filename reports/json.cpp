#include "reports/json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>
#include <vector>

#include "analyzer/audit/day.hpp"
#include "analyzer/audit/facts.hpp"
#include "analyzer/source/proof.hpp"
#include "reports/json_parts.hpp"
#include "reports/json_text.hpp"

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

Json note_json(const dsl::SourceText& source, Span span, const char* role, const Text& words) {
  Json location = region_json(source, span);
  location["role"] = role;
  location["label"] = optional_text(words);
  location["source"] = nullptr;
  return location;
}

Json mistake_json(const Report& report, const dsl::SourceText& source, const dsl::Diagnostic& diagnostic) {
  const dsl::MistakeInfo& mistake = dsl::info(diagnostic.mistake);
  const Plan* plan = plan_around(report, source, diagnostic.span);
  Json locations = Json::array({note_json(source, diagnostic.span, "mistake", {})});
  for (const dsl::Note& note : diagnostic.notes) locations.push_back(note_json(source, note.span, "note", note.text));
  return {{"code", mistake.code},
          {"rule", mistake.name},
          {"family", "language"},
          {"severity", analyzer::to_string(Severity::Error)},
          {"plan", plan != nullptr ? Json(plan->id) : Json()},
          {"subject", {{"kind", "statement"}, {"id", ""}, {"name", source.slice(diagnostic.span)}}},
          {"message", text_json(diagnostic.message)},
          {"locations", locations},
          {"evidence", Json::array()},
          {"computation", Json::array()},
          {"subjects", Json::array()},
          {"notes", Json::array()},
          {"help", optional_text(diagnostic.help)},
          {"suggestion", nullptr},
          {"fingerprint", mistake_fingerprint(source, diagnostic)},
          {"followers", Json::array()}};
}

// Writes what a report is full of; the rest are small trees.
class Writer {
 public:
  Writer(const Report& report, JsonText& out) : report_(report), plans_(report.plans), out_(out) {}

  void entry(const Entry& entry) {
    if (entry.diagnostic) return out_.value(mistake_json(report_, *entry.file->source, *entry.diagnostic));
    finding(*entry.finding);
  }

  void finding(const Finding& finding) {
    out_.object([&] { finding_members(finding); });
  }

  void waived(const analyzer::WaivedFinding& entry) {
    const analyzer::Waiver& waiver = plans_[entry.finding.plan].waivers[entry.waiver];
    out_.object([&] {
      finding_members(entry.finding);
      out_.member("waiver", Json{{"reason", waiver.reason},
                                 {"by", waiver.by},
                                 {"until", waiver.until ? Json(waiver.until->text()) : Json()}});
    });
  }

  void baselined(const analyzer::BaselinedFinding& entry) {
    out_.object([&] {
      finding_members(entry.finding);
      out_.member("since", analyzer::day_text(entry.since));
    });
  }

  void check(const Check& check) {
    const Plan& plan = plans_[check.plan];
    out_.object([&] {
      out_.member("code", check.rule->code);
      out_.member("rule", check.rule->name);
      out_.member("plan", plan.id);
      out_.member("subject", [&] { subject(check.subject); });
      out_.member("outcome", analyzer::to_string(check.outcome));
      out_.member("reading", optional_string(check.reading));
      out_.member("reason", [&] { optional_text(check.reason); });
      out_.member("evidence", check.evidence, [&](const Evidence& item) { evidence(item); });
      out_.member("computation", check.computation, [&](const analyzer::Step& item) { step(item); });
      out_.member("locations", check.labels, [&](const Label& label) { location(plan, label); });
    });
  }

  void never_compared(const Plan& plan, analyzer::StatementId id) {
    out_.object([&] {
      out_.member("plan", plan.id);
      out_.member("subject", [&] { subject(analyzer::subject_of(plan, plan[id].indicator)); });
      out_.member("location", [&] { location(plan, analyzer::label_of(plan, id)); });
    });
  }

 private:
  void finding_members(const Finding& finding) {
    const Plan& plan = plans_[finding.plan];
    out_.member("code", finding.rule->code);
    out_.member("rule", finding.rule->name);
    out_.member("family", finding.rule->family);
    out_.member("severity", analyzer::to_string(finding.severity));
    out_.member("plan", plan.id);
    out_.member("subject", [&] { subject(finding.subject); });
    out_.member("message", [&] { text(finding.message); });
    out_.member("locations", finding.labels, [&](const Label& label) { location(plan, label); });
    out_.member("evidence", finding.evidence, [&](const Evidence& item) { evidence(item); });
    out_.member("computation", finding.computation, [&](const analyzer::Step& item) { step(item); });
    out_.member("subjects", finding.subjects, [&](const analyzer::Subject& item) { subject(item); });
    out_.member("notes", finding.notes, [&](const Text& note) { text(note); });
    out_.member("help", [&] { optional_text(finding.help); });
    out_.member("suggestion", [&] { suggestion(plan, finding.suggestion); });
    out_.member("fingerprint", finding.fingerprint);
    out_.member("followers", finding.followers, [&](const Finding& follower) { this->finding(follower); });
  }

  void text(const Text& text) {
    out_.object([&] {
      out_.member("zh", text.zh);
      out_.member("en", text.en);
    });
  }

  void optional_text(const Text& words) {
    if (words.empty()) return out_.value(nullptr);
    text(words);
  }

  void subject(const analyzer::Subject& subject) {
    out_.object([&] {
      out_.member("kind", analyzer::to_string(subject.kind));
      out_.member("id", subject.id);
      out_.member("name", subject.name);
    });
  }

  void location(const Plan& plan, const Label& label) {
    const dsl::SourceText& source = *plan.source;
    const Span span = analyzer::marked_span(label);
    const auto [begin, end] = source.region(span);
    out_.object([&] {
      out_.member("file", source.name());
      out_.member("line", begin.line);
      out_.member("column", begin.column);
      out_.member("endLine", end.line);
      out_.member("endColumn", end.column);
      out_.member("text", source.slice(span));
      out_.member("role", label.role);
      out_.member("label", [&] { optional_text(label.text); });
      out_.member("source", [&] { document(plan, label.place); });
    });
  }

  void document(const Plan& plan, const analyzer::Place& place) {
    if (!place.document) return out_.value(nullptr);
    out_.object([&] {
      out_.member("document", optional_string(plan.document));
      out_.member("line", place.document->line ? Json(*place.document->line) : Json());
      out_.member("place", place.document->text.view());
    });
  }

  void evidence(const Evidence& item) {
    out_.object([&] {
      out_.member("name", [&] { text(item.name); });
      out_.member("value", item.value);
      out_.member("unit", item.unit);
      out_.member("normalized", item.normalized);
      out_.member("baseUnit", item.base_unit);
    });
  }

  void step(const analyzer::Step& step) {
    out_.object([&] {
      out_.member("operation", analyzer::to_string(step.operation));
      out_.member("operands", step.operands, [&](const analyzer::Exact& operand) { out_.value(std::string_view(operand.to_string())); });
      out_.member("result", step.result.to_string());
      out_.member("unit", step.unit);
      out_.member("text", step.text);
    });
  }

  void suggestion(const Plan& plan, const std::optional<analyzer::Suggestion>& suggestion) {
    if (!suggestion) return out_.value(nullptr);
    Json json = {{"text", text_json(suggestion->text)}, {"safety", "proposal"}};
    Json region = region_json(*plan.source, suggestion->span);
    region.erase("text");
    json.update(region);
    json["original"] = plan.source->slice(suggestion->span);
    json["replacement"] = suggestion->replacement;
    out_.value(json);
  }

  const Report& report_;
  std::span<const Plan> plans_;
  JsonText& out_;
};

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

std::vector<std::pair<const Plan*, analyzer::StatementId>> figures_never_compared(const Report& report) {
  std::vector<std::pair<const Plan*, analyzer::StatementId>> figures;
  for (std::size_t i = 0; i < report.plans.size(); ++i) {
    for (const analyzer::StatementId id : report.result.never_compared[i]) figures.emplace_back(&report.plans[i], id);
  }
  return figures;
}

// So many to a piece.
constexpr std::size_t kEntriesOfPiece = 16;

// They are most of a long report, so several of their pieces may be made at once.
void write_entries(const Report& report, JsonText& out, const Take& take) {
  const std::vector<Entry> entries = ordered_entries(report);
  out.list_elsewhere([&](std::size_t depth) {
    take(out.take());
    const auto piece = [&](std::size_t index) {
      const std::size_t begin = index * kEntriesOfPiece;
      JsonText text(depth, begin == 0);
      Writer writer(report, text);
      text.entries(std::span(entries).subspan(begin, std::min(kEntriesOfPiece, entries.size() - begin)),
                   [&](const Entry& entry) { writer.entry(entry); });
      return text.take();
    };
    report.options.pieces((entries.size() + kEntriesOfPiece - 1) / kEntriesOfPiece, piece, take);
    return !entries.empty();
  });
}

}  // namespace

void write_json(const Report& report, const Take& take) {
  JsonText out;
  Writer writer(report, out);
  out.object([&] {
    out.member("schemaVersion", Json(kSchemaVersion));
    out.member("tool", Json{{"name", "gouji"}, {"version", report.options.version}});
    out.member("plans", report.plans, [&](const Plan& plan) { out.value(plan_json(report, plan)); });
    out.member("summary", summary_json(report));
    out.member("findings", [&] { write_entries(report, out, take); });
    out.member("waived", report.result.waived, [&](const analyzer::WaivedFinding& entry) { writer.waived(entry); });
    if (!report.baselines.empty()) {
      out.member("baselined", report.baselined, [&](const analyzer::BaselinedFinding& entry) { writer.baselined(entry); });
      out.member("baselines", report.baselines, [&](const analyzer::BaselineUse& use) { out.value(baseline_json(use)); });
    }
    if (report.options.show_checks) {
      out.member("checks", report.result.checks, [&](const Check& check) { writer.check(check); });
      out.member("neverCompared", figures_never_compared(report), [&](const auto& figure) { writer.never_compared(*figure.first, figure.second); });
    }
  });
  take(out.take() += '\n');
}

std::string render_json(const Report& report) {
  std::string text;
  write_json(report, [&](std::string_view piece) { text += piece; });
  return text;
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
