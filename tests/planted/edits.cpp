#include "tests/planted/edits.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gouji::planted {

using namespace analyzer;  // NOLINT: the model's words are used in every line

std::optional<Span> digits_of(const Document& document, StatementId id) {
  const Span whole = document.plan()[id].value_span;
  const std::string_view text = document.audited.source->slice(whole);
  const std::size_t first = text.find_first_of("0123456789");
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t end = std::min(text.find_first_not_of("0123456789.", first), text.size());
  return Span{whole.begin + static_cast<std::uint32_t>(first), whole.begin + static_cast<std::uint32_t>(end)};
}

std::optional<std::string> digits_for(const Document& document, StatementId id, const Exact& value) {
  const auto span = digits_of(document, id);
  const Quantity& quantity = document.plan()[id].quantity;
  const auto number = span ? Exact::parse(document.audited.source->slice(*span)) : std::nullopt;
  if (!number || number->is_zero() || quantity.normalized().is_zero()) return std::nullopt;
  return (value / (quantity.normalized() / *number)).to_decimal(quantity.decimals);
}

bool tied_only_by(const Document& document, StatementId id, std::span<const TieForm> forms) {
  return std::all_of(document.ties.begin(), document.ties.end(), [&](const Tie& tie) {
    return std::find(forms.begin(), forms.end(), tie.form) != forms.end() ||
           std::find(tie.figures.begin(), tie.figures.end(), id) == tie.figures.end();
  });
}

std::uint32_t end_of(const Document& document) { return static_cast<std::uint32_t>(document.text.rfind('}')); }

std::string line_of(const Plan& plan, IndicatorId id, std::string_view role, std::string_view when, std::string_view value) {
  return fmt::format("    {} 之 \"{}\" {} {}\n", role, plan[id].id, when, value);
}

Fault visible_fault(std::vector<Edit> edits, std::vector<std::string> about) {
  std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.span < b.span; });
  return {std::move(edits), {}, {}, true, std::move(about)};
}

namespace {

bool holds_one(const std::vector<Finding>& findings, std::string_view rule) {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const Finding& finding) { return finding.rule->name == rule || holds_one(finding.followers, rule); });
}

}  // namespace

bool is_told(const Document& document, std::string_view rule) { return holds_one(document.audited.result.findings, rule); }

}  // namespace gouji::planted
