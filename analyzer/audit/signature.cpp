#include "analyzer/audit/signature.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/fingerprint.hpp"

namespace gouji::analyzer {

namespace {

// A finding about the whole document may rest on hundreds of facts.
constexpr std::size_t kMostShown = 12;

std::string value_text(const Quantity& quantity) { return quantity.normalized().to_string() + base_unit(quantity); }

std::string when_text(const When& when) {
  const std::string each = when.form == When::Form::Each ? "each" : "";
  if (!when.range) return each.empty() ? each : "@" + each;
  std::string text = "@" + each + when.range->first.text();
  if (when.form != When::Form::At && when.range->last) text += ".." + when.range->last->text();
  return text;
}

std::string fact_text(const Statement& statement) {
  std::string text = std::string(role_name(statement.role)) + when_text(statement.when) + sign_of(statement.comparator);
  if (statement.growth) text += "+";
  text += value_text(statement.quantity);
  if (statement.upper) text += ".." + value_text(*statement.upper);
  if (statement.growth) text += "/" + statement.growth->base.text();
  return text;
}

// One word: blanks separate the facts, and a line holds them all.
std::string one_word(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) <= ' ' || c == 0x7F) c = '_';
  }
  return text;
}

// The quoted names and the numbers of a message: what it says, in whatever words.
void add_names_and_numbers(std::string_view message, std::vector<std::string>& facts) {
  constexpr std::string_view kOpen = "“";
  constexpr std::string_view kClose = "”";
  constexpr std::string_view kDigits = "0123456789";
  while (!message.empty()) {
    const std::size_t begin = std::min(message.find(kOpen), message.find_first_of(kDigits));
    if (begin == std::string_view::npos) return;
    message.remove_prefix(begin);
    const bool quoted = message.starts_with(kOpen);
    if (quoted) message.remove_prefix(kOpen.size());
    const std::size_t end = std::min(quoted ? message.find(kClose) : message.find_first_not_of("0123456789.-"), message.size());
    if (end > 0) facts.emplace_back(message.substr(0, end));
    message.remove_prefix(end);
  }
}

// The finding marks something that is none of its figures: a date, a relation, a task.
bool marks_more(const Plan& plan, const Finding& finding) {
  std::set<Span> places;
  for (const StatementId id : finding.statements) places.insert(plan[id].place.span);
  return std::any_of(finding.labels.begin(), finding.labels.end(), [&](const Label& label) { return !places.contains(label.place.span); });
}

}  // namespace

std::string signature_of(const Plan& plan, const Finding& finding) {
  std::vector<std::string> facts;
  std::set<std::string> values;
  for (const StatementId id : finding.statements) {
    facts.push_back(fact_text(plan[id]));
    values.insert(value_text(plan[id].quantity));
  }
  for (const Evidence& evidence : finding.evidence) {
    const std::string value = evidence.normalized.empty() ? evidence.value + evidence.unit : evidence.normalized + evidence.base_unit;
    if (!value.empty() && !values.contains(value)) facts.push_back(value);
  }
  if (!finding.statements.empty() && marks_more(plan, finding)) {
    for (const Step& step : finding.computation) {
      for (const Exact& operand : step.operands) {
        const std::string value = operand.to_string() + step.unit;
        if (values.insert(value).second) facts.push_back(value);
      }
    }
  }
  if (finding.statements.empty() && finding.evidence.empty()) add_names_and_numbers(finding.message.zh, facts);
  for (const Subject& subject : finding.subjects) facts.push_back(subject.name.empty() ? subject.id : subject.name);
  if (facts.empty()) return "-";

  for (std::string& fact : facts) fact = one_word(std::move(fact));
  std::sort(facts.begin(), facts.end());
  facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  std::string text;
  Fingerprint all;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    all.add(facts[i]);
    if (i < kMostShown) text += (i == 0 ? "" : " ") + facts[i];
  }
  if (facts.size() > kMostShown) text += " …+" + std::to_string(facts.size() - kMostShown) + " #" + all.hex();
  return text;
}

}  // namespace gouji::analyzer
