#include "reports/sarif.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "dsl/unicode.hpp"
#include "reports/json_parts.hpp"
#include "reports/wording.hpp"

namespace gouji::reports {

namespace {

using analyzer::Check;
using analyzer::Finding;
using analyzer::Label;
using analyzer::Outcome;
using analyzer::Plan;
using analyzer::Rule;
using analyzer::Severity;
using dsl::Span;
using dsl::Template;

// Names the folder that the relative URIs start from.
constexpr std::string_view kBase = "SRCROOT";
// Hosts cut longer ones.
constexpr std::size_t kLongestDescription = 1000;
// The one message of each rule: all of it but the full stop, which validators ask for, is an argument.
constexpr std::string_view kMessage = "default";
// The product has no address of its own; a driver has to name one all the same.
constexpr std::string_view kInformation = "urn:uuid:6a1c7c0e-9d2b-4f64-8f0e-3b5a7e21c4d8";
// Places that the text of a message links to; all of them are related locations.
constexpr std::size_t kMostLinks = 10;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string_view without_stop(std::string_view text) {
  for (const std::string_view stop : {".", "。"}) {
    if (text.ends_with(stop)) return text.substr(0, text.size() - stop.size());
  }
  return text;
}

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Info: return "note";
  }
  return {};
}

std::string_view kind_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::Holds: return "pass";
    case Outcome::Fails: return "fail";
    case Outcome::NotApplicable: return "notApplicable";
    case Outcome::Undetermined: return "open";
  }
  return {};
}

// milestone-target-mismatch as MilestoneTargetMismatch.
std::string pascal_case(std::string_view name) {
  std::string pascal;
  bool starts = true;
  for (const char byte : name) {
    if (byte != '-') pascal += starts && byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 'a' + 'A') : byte;
    starts = byte == '-';
  }
  return pascal;
}

// Brackets make links and braces stand for arguments (SARIF 2.1.0, 3.11.5 and 3.11.6).
std::string escape_message(std::string_view text) {
  std::string escaped;
  for (const char byte : text) {
    if (byte == '\\' || byte == '[' || byte == ']') escaped += '\\';
    if (byte == '{' || byte == '}') escaped += byte;
    escaped += byte;
  }
  return escaped;
}

std::string shortened(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t i = 0; i + 1 < kLongestDescription && end < text.size(); ++i) end += dsl::decode(text, end).length;
  return std::string(text.substr(0, end)) + (end < text.size() ? "…" : "");
}

Json text_of(std::string_view text) { return {{"text", text}}; }

Json description_json(const Rule& rule, Language language) {
  const analyzer::RulePage& page = rule.page;
  const std::string title(pick(rule.title, language));
  const auto parts = {std::pair(Template{"查什么", "What it checks"}, page.checks), std::pair(Template{"为什么", "Why it matters"}, page.why),
                      std::pair(Template{"何时不报", "When it stays silent"}, page.guards)};
  std::string text = title;
  std::string markdown = fmt::format("**{}**", title);
  for (const auto& [head, words] : parts) {
    const std::string_view body = pick(words, language);
    if (body.empty()) continue;
    text += fmt::format("\n\n{}{}{}", pick(head, language), word(language, "：", ": "), body);
    markdown += fmt::format("\n\n## {}\n\n{}", pick(head, language), body);
  }
  const std::string_view checks = pick(page.checks, language);
  return {{"shortDescription", text_of(title)},
          {"fullDescription", text_of(shortened(checks.empty() ? title : checks))},
          {"help", {{"text", text}, {"markdown", markdown}}}};
}

Json mistake_description_json(const dsl::MistakeInfo& mistake, Language language) {
  const std::string title(pick(mistake.title, language));
  const Json text = text_of(title);
  return {{"shortDescription", text}, {"fullDescription", text}, {"help", {{"text", title}, {"markdown", title}}}};
}

Json rule_json(std::string_view code, std::string_view name, std::string_view family, Severity severity, const Json& description) {
  Json json = {{"id", code}, {"name", pascal_case(name)}};
  json.update(description);
  json["messageStrings"] = {{std::string(kMessage), text_of("{0}.")}};
  json["defaultConfiguration"] = {{"level", level_of(severity)}};
  json["properties"] = {{"problem.severity", severity == Severity::Info ? "recommendation" : analyzer::to_string(severity)},
                        {"precision", severity == Severity::Error ? "very-high" : "high"},
                        {"tags", {family, name}}};
  return json;
}

// Places of one file, in UTF-16 units.
class Artifact {
 public:
  Artifact(const dsl::SourceText& source, std::size_t index) : source_(source), index_(index) {}

  [[nodiscard]] Json location_json() const {
    Json json = uri_json();
    json["index"] = index_;
    return json;
  }

  [[nodiscard]] Json uri_json() const {
    Json json = {{"uri", file_uri(source_.name())}};
    if (!source_.name().starts_with('/')) json["uriBaseId"] = kBase;
    return json;
  }

  // An empty place is told by its start.
  [[nodiscard]] Json place_json(Span span) {
    const auto [line, column] = position(span.begin);
    const auto [end_line, end_column] = position(span.end);
    return {{"artifactLocation", location_json()},
            {"region",
             {{"startLine", line},
              {"startColumn", column},
              {"endLine", end_line},
              {"endColumn", end_column},
              {"snippet", text_of(source_.slice(span))}}}};
  }

  [[nodiscard]] std::string line_hash(Span span) {
    if (hashes_.empty()) hashes_ = line_hashes(source_.text());
    const std::uint32_t line = source_.position(span.begin).line;
    return line <= hashes_.size() ? hashes_[line - 1] : std::string();
  }

 private:
  [[nodiscard]] std::pair<std::uint32_t, std::size_t> position(std::uint32_t offset) {
    const std::uint32_t line = source_.position(offset).line;
    // On a line of megabytes counting goes on from the last place.
    if (line != last_line_ || offset < last_offset_) {
      last_line_ = line;
      last_offset_ = source_.line_span(line).begin;
      last_column_ = 1;
    }
    while (last_offset_ < offset) {
      const dsl::CodePoint point = dsl::decode(source_.text(), last_offset_);
      last_column_ += point.value < 0x10000 ? 1 : 2;
      last_offset_ += std::max<std::uint32_t>(point.length, 1);
    }
    return {line, last_column_};
  }

  const dsl::SourceText& source_;
  std::size_t index_;
  std::vector<std::string> hashes_;
  std::uint32_t last_line_ = 0;
  std::uint32_t last_offset_ = 0;
  std::size_t last_column_ = 1;
};

class Writer {
 public:
  explicit Writer(const Report& report) : report_(report), language_(report.options.language) {
    for (std::size_t i = 0; i < report.files.size(); ++i) {
      const dsl::SourceText* source = report.files[i].source;
      artifacts_.emplace(source, Artifact(*source, i));
    }
    for (const Rule* rule : report.rules) add_rule(*rule);
    std::map<std::string_view, const dsl::MistakeInfo*> mistakes;
    for (const File& file : report.files) {
      for (const dsl::Diagnostic& diagnostic : file.diagnostics) {
        const dsl::MistakeInfo& mistake = dsl::info(diagnostic.mistake);
        mistakes[mistake.code] = &mistake;
      }
    }
    for (const auto& [code, mistake] : mistakes) {
      describe(rule_json(code, mistake->name, "language", Severity::Error, mistake_description_json(*mistake, Language::English)),
               mistake_description_json(*mistake, Language::Chinese));
    }
  }

  // Result by result, so that no more than one of them is held as a tree.
  [[nodiscard]] std::string write() {
    std::string text = "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\n";
    const auto member = [&](std::string_view key, const Json& value) { text += fmt::format("\"{}\":{},\n", key, dump(value)); };
    member("tool", {{"driver", driver_json()}});
    member("translations", Json::array({translation_json()}));
    member("language", language_ == Language::Chinese ? "zh-CN" : "en-US");
    member("columnKind", "utf16CodeUnits");
    member("originalUriBaseIds", {{std::string(kBase), {{"description", text_of("The folder in which the audit was run.")}}}});
    member("artifacts", artifacts_json());
    member("invocations", Json::array({invocation_json()}));
    text += "\"results\":[";
    bool first = true;
    const auto add = [&](const Json& result) {
      text += first ? "\n" : ",\n";
      text += dump(result);
      first = false;
    };
    for (const Entry& entry : ordered_entries(report_)) add(entry.diagnostic ? result_json(*entry.diagnostic, *entry.file->source) : result_json(*entry.finding));
    if (report_.options.show_checks) {
      for (const Check& check : report_.result.checks) {
        if (check.outcome != Outcome::Fails) add(result_json(check));
      }
    }
    return text + "\n]}]}\n";
  }

 private:
  [[nodiscard]] std::string_view word(std::string_view zh, std::string_view en) const { return reports::word(language_, zh, en); }

  void describe(Json rule, Json translation) {
    const std::string code = rule["id"];
    rule_index_[code] = rules_.size();
    Json translated = {{"id", code}, {"name", rule["name"]}};
    translated.update(translation);
    translated["messageStrings"] = {{std::string(kMessage), text_of("{0}。")}};
    rules_.push_back(std::move(rule));
    translations_.push_back(std::move(translated));
  }
  void add_rule(const Rule& rule) {
    describe(rule_json(rule.code, rule.name, rule.family, rule.severity, description_json(rule, Language::English)),
             description_json(rule, Language::Chinese));
  }

  [[nodiscard]] Json driver_json() const {
    return {{"name", "gouji"}, {"version", report_.options.version}, {"informationUri", kInformation}, {"language", "en-US"}, {"contents", {"localizedData", "nonLocalizedData"}}, {"rules", rules_}};
  }
  [[nodiscard]] Json translation_json() const {
    return {{"name", "gouji"}, {"version", report_.options.version}, {"language", "zh-CN"}, {"contents", {"localizedData"}}, {"rules", translations_}};
  }
  [[nodiscard]] Json artifacts_json() const {
    return list_json(report_.files, [&](const File& file) {
      return Json{{"location", artifacts_.at(file.source).uri_json()}, {"encoding", "UTF-8"}, {"roles", {"analysisTarget"}}};
    });
  }
  [[nodiscard]] Json invocation_json() const {
    Json json = {{"executionSuccessful", report_.result.failures.empty()}};
    if (report_.result.failures.empty()) return json;
    json["toolExecutionNotifications"] = list_json(report_.result.failures, [&](const analyzer::RuleFailure& failure) {
      const std::string plan = report_.plans[failure.plan].id;
      return Json{{"level", "error"},
                  {"message", text_of(escape_message(fmt::format("{} ({}): {}", failure.rule->name, plan, failure.what)))},
                  {"associatedRule", {{"id", failure.rule->code}, {"index", rule_index_.at(std::string(failure.rule->code))}}}};
    });
    return json;
  }

  // What a place says, with the place in the document.
  [[nodiscard]] std::string told(const Plan& plan, const Label& label) const {
    const std::string& words = pick(label.text, language_);
    return (words.empty() ? quote(*plan.source, analyzer::marked_span(label)) : words) + document_suffix(label.place, language_);
  }

  [[nodiscard]] Json location_json(const dsl::SourceText& source, Span span, const std::string& message) {
    Json json = {{"physicalLocation", artifacts_.at(&source).place_json(span)}};
    if (!message.empty()) json["message"] = text_of(escape_message(message));
    return json;
  }

  [[nodiscard]] Json result_of(std::string_view code, std::string_view level, const std::string& text, Json location) {
    return {{"ruleId", code},
            {"ruleIndex", rule_index_.at(std::string(code))},
            {"level", level},
            {"message", {{"text", text}, {"id", kMessage}, {"arguments", Json::array({without_stop(text)})}}},
            {"locations", Json::array({std::move(location)})}};
  }

  // The text of a message: a sentence, links to the other places as [words](id), then lines of detail.
  [[nodiscard]] std::string with_links(const std::string& sentence, const std::vector<std::string>& others) const {
    std::string text = escape_message(sentence);
    if (others.empty()) return text;
    std::vector<std::string> links;
    for (std::size_t i = 0; i < others.size() && i < kMostLinks; ++i) links.push_back(fmt::format("[{}]({})", escape_message(others[i]), i + 1));
    text += fmt::format("{}{}{}{}", word("（另见 ", " (see also "), fmt::join(links, word("、", ", ")), others.size() > kMostLinks ? "…" : "",
                        word("）", ")"));
    return text;
  }

  [[nodiscard]] Json related_json(const dsl::SourceText& source, const std::vector<std::pair<Span, std::string>>& places) {
    Json list = Json::array();
    for (const auto& [span, words] : places) {
      Json location = {{"id", list.size() + 1}};
      location.update(location_json(source, span, words));
      list.push_back(std::move(location));
    }
    return list;
  }

  [[nodiscard]] Json subject_json(const Plan& plan, const analyzer::Subject& subject) const {
    Json json = {{"fullyQualifiedName", fmt::format("{}/{}/{}", plan.id, analyzer::to_string(subject.kind), subject.id)},
                 {"kind", analyzer::to_string(subject.kind)}};
    if (!subject.name.empty()) json["name"] = subject.name;
    return Json::array({json});
  }

  // The figures that take part, then each step of the arithmetic, at the place it is about.
  [[nodiscard]] Json flow_json(const Finding& finding, const Plan& plan) {
    Json steps = Json::array();
    for (const analyzer::Step& step : finding.computation) {
      if (step.operation == analyzer::Operation::Value) continue;
      steps.push_back({{"location", location_json(*plan.source, analyzer::marked_span(finding.labels.front()), step.text)}});
    }
    if (steps.empty()) return {};
    Json places = Json::array();
    for (const Label& label : finding.labels) {
      places.push_back({{"location", location_json(*plan.source, analyzer::marked_span(label), told(plan, label))}});
    }
    for (Json& step : steps) places.push_back(std::move(step));
    return Json::array({{{"threadFlows", Json::array({{{"locations", std::move(places)}}})}}});
  }

  [[nodiscard]] Json result_json(const Finding& finding) {
    const Plan& plan = report_.plans[finding.plan];
    const Span first = analyzer::marked_span(finding.labels.front());
    std::vector<std::pair<Span, std::string>> others;
    std::vector<std::string> words;
    for (std::size_t i = 1; i < finding.labels.size(); ++i) {
      words.push_back(told(plan, finding.labels[i]));
      others.emplace_back(analyzer::marked_span(finding.labels[i]), words.back());
    }
    const std::string quoted = fmt::format(fmt::runtime(word("“{}”：{}", "\"{}\": {}")), quote(*plan.source, first), pick(finding.message, language_));
    std::string text = with_links(quoted, words);
    for (const Detail& detail : details_of(finding, plan, language_)) {
      text += fmt::format("\n{}{}{}", detail.title, word("：", ": "), escape_message(detail.text));
    }
    for (const Finding& follower : finding.followers) {
      text += fmt::format("\n{}{}{} {}", word("连带", "follows"), word("：", ": "), follower.rule->code, escape_message(pick(follower.message, language_)));
    }
    Json location = location_json(*plan.source, first, told(plan, finding.labels.front()));
    location["logicalLocations"] = subject_json(plan, finding.subject);
    Json result = result_of(finding.rule->code, level_of(finding.severity), text, std::move(location));
    if (!others.empty()) result["relatedLocations"] = related_json(*plan.source, others);
    if (Json flow = flow_json(finding, plan); !flow.is_null()) result["codeFlows"] = std::move(flow);
    result["partialFingerprints"] = {{"primaryLocationLineHash", artifacts_.at(plan.source).line_hash(first)}, {"goujiFingerprint/v1", finding.fingerprint}};
    return result;
  }

  [[nodiscard]] Json result_json(const dsl::Diagnostic& diagnostic, const dsl::SourceText& source) {
    std::vector<std::pair<Span, std::string>> others;
    std::vector<std::string> words;
    for (const dsl::Note& note : diagnostic.notes) {
      words.push_back(pick(note.text, language_));
      others.emplace_back(note.span, words.back());
    }
    std::string text = with_links(pick(diagnostic.message, language_), words);
    if (!diagnostic.help.empty()) text += "\n" + escape_message(pick(diagnostic.help, language_));
    Json result = result_of(dsl::info(diagnostic.mistake).code, level_of(Severity::Error), text, location_json(source, diagnostic.span, {}));
    if (!others.empty()) result["relatedLocations"] = related_json(source, others);
    result["partialFingerprints"] = {{"primaryLocationLineHash", artifacts_.at(&source).line_hash(diagnostic.span)},
                                     {"goujiFingerprint/v1", mistake_fingerprint(source, diagnostic)}};
    return result;
  }

  [[nodiscard]] Json result_json(const Check& check) {
    const Plan& plan = report_.plans[check.plan];
    const std::string& reason = pick(check.reason, language_);
    std::string text = check.subject.name;
    if (!reason.empty()) text += fmt::format("{}{}", word("：", ": "), reason);
    for (const Detail& detail : details_of(check, plan, language_)) text += fmt::format("\n{}{}{}", detail.title, word("：", ": "), detail.text);
    Json location = check.labels.empty() ? location_json(*plan.source, {plan.place.span.begin, plan.place.span.begin}, {})
                                         : location_json(*plan.source, analyzer::marked_span(check.labels.front()), told(plan, check.labels.front()));
    location["logicalLocations"] = subject_json(plan, check.subject);
    Json result = result_of(check.rule->code, "none", escape_message(text), std::move(location));
    result["kind"] = kind_of(check.outcome);
    return result;
  }

  const Report& report_;
  Language language_;
  std::map<const dsl::SourceText*, Artifact> artifacts_;
  Json rules_ = Json::array();
  Json translations_ = Json::array();
  std::map<std::string, std::size_t, std::less<>> rule_index_;
};

}  // namespace

std::string file_uri(std::string_view path) {
  const bool absolute = path.starts_with('/');
  while (path.starts_with("./")) path.remove_prefix(2);
  std::string uri = absolute ? "file://" : "";
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  for (const char byte : path) {
    if (kPlain.find(byte) != std::string_view::npos) {
      uri += byte;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    }
  }
  return uri;
}

std::string render_sarif(const Report& report) { return Writer(report).write(); }

}  // namespace gouji::reports
