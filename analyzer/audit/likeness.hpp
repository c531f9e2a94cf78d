// How alike two Chinese names are: whether they may be one thing under two names. It proposes and never asserts; every
// word that can tell one thing from another (新增, 海外, 省级, digits) keeps names apart.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gouji::analyzer {

enum class Likeness : std::uint8_t {
  Different,   // each has something the other lacks
  ToldApart,   // one says more, and what it says makes it another thing: 新增, 海外, 不含
  OtherScope,  // nothing differs but the scope words: 省级, 国家级以上
  ShortForm,   // one says more, but nothing that tells things apart
  Reordered,   // the same characters in another order
  Same,        // nothing differs but brackets, 的, a leading 全市 or 建成, a closing 数, 量, 数量, 额, 金额
};

struct NameLikeness {
  Likeness likeness = Likeness::Different;
  // What one has and the other lacks, in the characters of the comparison: of ToldApart the word that tells, of OtherScope the
  // scope, of ShortForm all of it.
  std::string more;
  int permille = 1000;  // Dice's coefficient over pairs of neighbouring characters of the cores
};

// A name without what makes no difference: half-width, brackets and punctuation taken off, the traditional characters of
// the words below as simplified ones, 的, a leading 全市 or 建成 and a closing measure word left out.
[[nodiscard]] std::string name_core(std::string_view name);

[[nodiscard]] NameLikeness likeness_of(std::string_view a, std::string_view b);

// Equal for all names that likeness_of finds Same or Reordered, whatever the order of their characters; others may share it
// by accident. Names are bucketed by it before they are compared.
[[nodiscard]] std::uint64_t likeness_bucket(std::string_view name);

// The names are equal but for width, script, blanks and brackets.
[[nodiscard]] bool same_letters(std::string_view a, std::string_view b);

// The scope words at any place of a name, in order and as written: "省级以上"; empty when there are none.
[[nodiscard]] std::string scope_in_name(std::string_view name);

// A scope as it compares: 省级及以上 and 省级以上 are one; a word for the whole area of the plan (全市, 本区, 我县) is empty,
// as if no scope were stated.
[[nodiscard]] std::string scope_key(std::string_view scope);

}  // namespace gouji::analyzer
