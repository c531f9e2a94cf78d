// How alike the names of two organisations are: whether they may be one body written in two ways. As likeness.hpp does for the names of
// indicators, it proposes and never asserts. Levels (市, 区), 各 against 有关, the word a name closes with (局, 委, 院, 司) and
// every word that says what a body does keep bodies apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/audit/likeness.hpp"

namespace gouji::analyzer {

// Same: nothing differs but brackets and usual short forms (发展和改革 / 发改, 人民政府 / 政府).
// ShortForm: one leaves out its area (市, 温州 in 温州市), its second name plate (市委宣传部(市新闻出版局)) or words that say nothing of
//   its trade (发展, 管理); `more` is what it leaves out.
// Reordered: the same characters in another order.
// OtherScope: another level or 各 against 有关; ToldApart: one says more of what it does; Different: each does.
// permille: Dice's coefficient over the names as they stand.
[[nodiscard]] NameLikeness organisation_likeness(std::string_view a, std::string_view b);

// Same, ShortForm or Reordered.
[[nodiscard]] bool may_be_one(const NameLikeness& likeness);

// Two names that may be one share a key; others may share one by accident. Names are bucketed by them before they are compared. A
// name with a second plate has two.
[[nodiscard]] std::vector<std::uint64_t> organisation_keys(std::string_view name);

// A name that closes with the rest of a usual word, of which the front is lost: 民政府 for 人民政府, 员会 for 委员会.
struct BrokenWord {
  std::string written;
  std::string whole;
};
[[nodiscard]] std::optional<BrokenWord> broken_word(std::string_view name);

// The word of a level at the front of a name that gives no place: 市 in 市科技局; empty for 科技局, 温州市科技局, 市场监管局.
[[nodiscard]] std::string level_word(std::string_view name);

}  // namespace gouji::analyzer
