// What the words around a figure say of it: whether it is a bare number, and over what time it counts.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "analyzer/model/model.hpp"

namespace gouji::analyzer {

// Any of `words` occurs in `text`.
template <std::size_t N>
[[nodiscard]] bool says(std::string_view text, const std::array<std::string_view, N>& words) {
  if (text.empty()) return false;
  for (const std::string_view word : words) {
    if (text.find(word) != std::string_view::npos) return true;
  }
  return false;
}

// Over what a figure counts, as its own words, label and time say: 合计 and 累计 give Total, 当年 and 每年 Yearly, 年均 Mean.
// A figure over several years counts them all.
[[nodiscard]] Aggregation counted_over(const Statement& statement);
// The same of the labels and the name of an indicator: 年申请量 and 年度 are Yearly. The 年 of 青年 or 年龄 says nothing.
[[nodiscard]] Aggregation counted_over(const Indicator& indicator);

// A number without a comparator word, and no range.
[[nodiscard]] bool is_bare(const Statement& statement);
// The value is the end of what is possible: a bound of the indicator, or 100%.
[[nodiscard]] bool at_bound(const Indicator& indicator, const Quantity& value);
// Things that are counted as they are made (建成 10 家), where a bare number is the ordinary way to say at least so many; not
// a level that is declared as one.
[[nodiscard]] bool counts_up(const Indicator& indicator, const Quantity& value);
// The plan covers more than one year, as far as it says.
[[nodiscard]] bool covers_years(const Plan& plan);

}  // namespace gouji::analyzer
