#include "analyzer/audit/run.hpp"

#include <algorithm>

#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer {

bool is_expired(const Waiver& waiver, const std::optional<std::chrono::year_month_day>& today) {
  return today && waiver.until && waiver.until->last_day() < *today;
}

const Rule* waived_rule(const Run& run, const Waiver& waiver) {
  const auto named = std::find_if(run.rules.begin(), run.rules.end(),
                                  [&](const Rule* rule) { return waiver.rule == rule->code || waiver.rule == rule->name; });
  return named == run.rules.end() || (*named)->review != nullptr ? nullptr : *named;
}

void FindingIndex::add(const Finding& finding) {
  const Subject& subject = finding.subject;
  const auto count = [&](std::string_view name) {
    const auto [hit, is_new] = hits_.try_emplace({finding.rule, name}, Hit{0, added_});
    ++hit->second.count;
  };
  count({});
  if (!subject.id.empty()) count(subject.id);
  if (!subject.name.empty() && subject.name != subject.id) count(subject.name);
  ++added_;
}

FindingIndex::Hit FindingIndex::find(const Rule& rule, std::string_view subject) const {
  const auto hit = hits_.find({&rule, subject});
  return hit == hits_.end() ? Hit{} : hit->second;
}

Subject subject_of(const Waiver& waiver) {
  return {SubjectKind::Statement, waiver.rule, waiver.subject.empty() ? waiver.rule : waiver.rule + " " + waiver.subject};
}

Text name_of(const Waiver& waiver) {
  if (waiver.subject.empty()) return {"豁免 " + waiver.rule, "The waiver of " + waiver.rule};
  return {"对“" + waiver.subject + "”豁免 " + waiver.rule, "The waiver of " + waiver.rule + " on “" + waiver.subject + "”"};
}

Label label_of(const Waiver& waiver, Text text) { return {waiver.place, waiver.place.span, std::move(text), "waiver"}; }

}  // namespace gouji::analyzer
