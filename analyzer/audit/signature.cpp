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
  if (!when.range) return {};
  std::string text = "@" + when.range->first.text();
  if (when.range->last) text += ".." + when.range->last->text();
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
  for (const Subject& subject : finding.subjects) facts.push_back(subject.name.empty() ? subject.id : subject.name);
  if (facts.empty()) return "-";

  for (std::string& fact : facts) fact = one_word(std::move(fact));
  std::sort(facts.begin(), facts.end());
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
