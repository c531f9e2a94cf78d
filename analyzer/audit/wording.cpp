#include "analyzer/audit/wording.hpp"

#include <algorithm>
#include <cstdint>

namespace gouji::analyzer {
namespace {

constexpr std::array<std::string_view, 10> kTotalWords{"累计", "累計", "合计", "合計", "总计",
                                                       "總計", "共计", "共計", "umulative", "in total"};
constexpr std::array<std::string_view, 4> kMeanWords{"年均", "年平均", "annual average", "yearly average"};
constexpr std::array<std::string_view, 7> kYearlyWords{"当年", "當年", "每年", "年度", "全年", "yearly", "per year"};
constexpr std::array<std::string_view, 6> kAgesBefore{"青", "老", "少", "成", "中", "周"};
constexpr std::array<std::string_view, 4> kAgesAfter{"龄", "齡", "轻", "輕"};

// Which bytes occur in a text, by their last six bits: a word of which one is missing is not in it.
constexpr std::uint64_t bytes_in(std::string_view text) {
  std::uint64_t bytes = 0;
  for (const char c : text) bytes |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 0x3F);
  return bytes;
}

// Any of `words` occurs in the text that has these bytes.
template <const auto& kWords>
bool says_any(std::string_view text, std::uint64_t bytes) {
  static constexpr auto kBytes = [] {
    std::array<std::uint64_t, kWords.size()> all{};
    std::transform(kWords.begin(), kWords.end(), all.begin(), bytes_in);
    return all;
  }();
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if ((kBytes[i] & ~bytes) == 0 && text.find(kWords[i]) != std::string_view::npos) return true;
  }
  return false;
}

Aggregation sense_of(std::string_view text) {
  if (text.empty()) return Aggregation::Unstated;
  const std::uint64_t bytes = bytes_in(text);
  if (says_any<kMeanWords>(text, bytes)) return Aggregation::Mean;
  if (says_any<kTotalWords>(text, bytes)) return Aggregation::Total;
  return says_any<kYearlyWords>(text, bytes) ? Aggregation::Yearly : Aggregation::Unstated;
}

// 年 that stands for a year, not for an age.
bool names_a_year(std::string_view name) {
  constexpr std::string_view kYear = "年";
  for (std::size_t at = name.find(kYear); at != std::string_view::npos; at = name.find(kYear, at + kYear.size())) {
    const std::string_view before = name.substr(0, at);
    const std::string_view after = name.substr(at + kYear.size());
    const bool age =
        std::any_of(kAgesBefore.begin(), kAgesBefore.end(), [&](auto word) { return before.ends_with(word); }) ||
        std::any_of(kAgesAfter.begin(), kAgesAfter.end(), [&](auto word) { return after.starts_with(word); });
    if (!age) return true;
  }
  return name.find("nnual") != std::string_view::npos;
}

}  // namespace

Aggregation counted_over(const Statement& statement) {
  if (statement.aggregation != Aggregation::Unstated) return statement.aggregation;
  if (statement.when.form == When::Form::Each) return Aggregation::Yearly;
  const auto& range = statement.when.range;
  if (statement.when.form == When::Form::Over && range && range->last && range->last->year > range->first.year) {
    return Aggregation::Total;
  }
  const Aggregation labelled = sense_of(statement.label);
  return labelled != Aggregation::Unstated ? labelled : sense_of(statement.words);
}

Aggregation counted_over(const Indicator& indicator) {
  for (const std::string& label : indicator.labels) {
    if (const Aggregation labelled = sense_of(label); labelled != Aggregation::Unstated) return labelled;
  }
  if (const Aggregation named = sense_of(indicator.name); named != Aggregation::Unstated) return named;
  return names_a_year(indicator.name) ? Aggregation::Yearly : Aggregation::Unstated;
}

bool is_bare(const Statement& statement) {
  return statement.comparator == Comparator::Equal && statement.comparator_word.empty() && !statement.upper;
}

bool at_bound(const Indicator& indicator, const Quantity& value) {
  const auto is_value = [&](const std::optional<Quantity>& bound) {
    return bound && bound->normalized() == value.normalized();
  };
  if (is_value(indicator.lower_bound) || is_value(indicator.upper_bound)) return true;
  return value.unit && value.unit->is_ratio() && value.normalized() == Exact(1);
}

bool counts_up(const Indicator& indicator, const Quantity& value) {
  if (!value.unit || !value.unit->is_countable()) return false;
  return !indicator.kind || *indicator.kind == Kind::New || *indicator.kind == Kind::Flow ||
         *indicator.kind == Kind::Cumulative;
}

bool covers_years(const Plan& plan) {
  const auto first = plan.first_year();
  const auto last = plan.last_year();
  return first && last && *first < *last;
}

}  // namespace gouji::analyzer
