// Pieces that the JSON reports share.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "analyzer/audit/rule.hpp"
#include "dsl/message.hpp"
#include "dsl/source.hpp"

namespace gouji::reports {

using Json = nlohmann::ordered_json;

[[nodiscard]] inline Json text_json(const dsl::Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

// An exact number as text; null when there is none.
[[nodiscard]] inline Json exact_json(const std::optional<analyzer::Exact>& value) { return value ? Json(value->to_string()) : Json(); }

[[nodiscard]] inline Json optional_string(const std::string& text) { return text.empty() ? Json() : Json(text); }

// Keys "file" to "text". The end is exclusive: the column after the last character.
[[nodiscard]] inline Json region_json(const dsl::SourceText& source, dsl::Span span) {
  const auto [begin, end] = source.region(span);
  return {{"file", source.name()}, {"line", begin.line},      {"column", begin.column},
          {"endLine", end.line},   {"endColumn", end.column}, {"text", source.slice(span)}};
}

[[nodiscard]] inline Json document_json(const analyzer::Plan& plan, const analyzer::Place& place) {
  if (!place.document) return {};
  Json document = {{"document", optional_string(plan.document)}, {"line", nullptr}, {"place", place.document->text}};
  if (place.document->line) document["line"] = *place.document->line;
  return document;
}

// A finding in a report about something else: what it says, without places and proof.
[[nodiscard]] inline Json finding_json(const analyzer::Finding& finding) {
  return {{"code", finding.rule->code},
          {"rule", finding.rule->name},
          {"severity", analyzer::to_string(finding.severity)},
          {"subject", {{"kind", analyzer::to_string(finding.subject.kind)}, {"id", finding.subject.id}, {"name", finding.subject.name}}},
          {"message", text_json(finding.message)},
          {"fingerprint", finding.fingerprint}};
}

template <typename Range, typename Convert>
[[nodiscard]] Json list_json(const Range& range, Convert convert) {
  Json list = Json::array();
  for (const auto& item : range) list.push_back(convert(item));
  return list;
}

}  // namespace gouji::reports
