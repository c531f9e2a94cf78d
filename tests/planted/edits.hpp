// What the kinds share: the parts of a figure as written, and where a statement may be put.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tests/planted/planted.hpp"

namespace gouji::planted {

// The digits of a figure; absent for one in Chinese numerals.
[[nodiscard]] std::optional<dsl::Span> digits_of(const Document& document, analyzer::StatementId id);
// `value` (base units) in the digits of the figure; absent where its scale cannot be told.
[[nodiscard]] std::optional<std::string> digits_for(const Document& document, analyzer::StatementId id, const analyzer::Exact& value);
// Nothing is reckoned from the figure or to it, which would give a slip away by other means: all its ties are of these forms.
[[nodiscard]] bool tied_only_by(const Document& document, analyzer::StatementId id, std::span<const TieForm> forms);
// The end of the plan's block, where statements about any indicator may stand.
[[nodiscard]] std::uint32_t end_of(const Document& document);
// Such a statement, on a line of its own.
[[nodiscard]] std::string line_of(const analyzer::Plan& plan, analyzer::IndicatorId id, std::string_view role, std::string_view when,
                                  std::string_view value);
// Ascending; the fault is seen without a tie.
[[nodiscard]] Fault visible_fault(std::vector<Edit> edits, std::vector<std::string> about = {});
// The unchanged plan has a finding of the rule at the top or under another: a new one of the whole plan would be told as the same.
[[nodiscard]] bool is_told(const Document& document, std::string_view rule);

}  // namespace gouji::planted
