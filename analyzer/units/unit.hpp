// Units of measure: what a figure counts, and how its unit turns into the base unit of its dimension, exactly.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/units/exact.hpp"
#include "dsl/words.hpp"

namespace gouji::analyzer {

// A unit as a figure carries it. Two units are convertible when their dimensions are equal.
struct Unit {
  std::string written;    // as in the plan, scale word taken off the front where it belongs to the number: 元, 件/万人, 个百分点
  std::string word;       // the unit word itself: 元 for both 元 and 万元's unit; 件/万人
  std::string dimension;  // "money:CNY", "count", "person", "person-times", "times", "length", "ratio", "points", "count/person", …
  Exact factor = 1;       // one of this unit in the base unit of the dimension (元, 个, 人, 米, 1 for ratio …)
  bool known = true;      // false: a word neither catalogue nor plan knows; dimension is then "?" + word

  [[nodiscard]] bool is_money() const { return dimension.starts_with("money:"); }
  [[nodiscard]] bool is_ratio() const { return dimension == "ratio"; }
  [[nodiscard]] bool is_points() const { return dimension == "points"; }
  [[nodiscard]] bool is_multiple() const { return dimension == "multiple"; }
  // Things that are counted one by one, so that an integer without a scale word is exact.
  [[nodiscard]] bool is_countable() const;
};

// A unit that many figures share, or none.
class UnitRef {
 public:
  UnitRef() = default;
  UnitRef(std::nullopt_t) {}
  UnitRef(std::optional<Unit> unit) : unit_(unit ? std::make_shared<const Unit>(*std::move(unit)) : nullptr) {}

  [[nodiscard]] bool has_value() const { return unit_ != nullptr; }
  explicit operator bool() const { return has_value(); }
  const Unit& operator*() const { return *unit_; }
  const Unit* operator->() const { return unit_.get(); }

 private:
  std::shared_ptr<const Unit> unit_;
};

enum class UnitRelation {
  Same,         // the same word, perhaps another scale
  Convertible,  // one dimension, exact factor: 亩 and 公顷, 元 and 万元
  WordDrift,    // count words of one family that stand for one another: 个, 项
  Currency,     // money of two currencies
  Different,    // anything else: 人次 and 次
  Unknown,      // one of them is no known unit, and the words differ
};

[[nodiscard]] UnitRelation relate(const Unit& a, const Unit& b);
// Same, Convertible or WordDrift: values may be compared.
[[nodiscard]] bool comparable(const Unit& a, const Unit& b);

// What the text after a number means: its scale word and its unit.
struct ScaledUnit {
  Exact scale = 1;            // 10⁸ for 亿
  dsl::Words scale_word;      // 亿, 百万, empty
  std::optional<Unit> unit;   // absent when only a scale word, or nothing, is there
};

// The built-in units and those a plan adds.
class UnitCatalogue {
 public:
  // The built-in units alone, to which define() adds.
  UnitCatalogue() = default;
  // The built-in Chinese units (unit.cpp names the source of each factor).
  [[nodiscard]] static const UnitCatalogue& builtin();

  // `text` is what follows the digits, half-width: "亿元", "万", "件/万人", "个百分点", "". Never fails: a word that is not
  // known gives a unit with known == false. A known unit wins over its reading as scale word and rest (千克, 百分点).
  [[nodiscard]] ScaledUnit read(std::string_view text) const;

  [[nodiscard]] std::optional<Unit> find(std::string_view word) const;
  // Adds `word` = factor × known unit. False when the word is taken or `of` is not known.
  bool define(std::string word, const Exact& factor, std::string_view of);
  // The known word nearest to an unknown one.
  [[nodiscard]] std::optional<std::string> nearest_word(std::string_view word) const;

 private:
  std::map<std::string, Unit, std::less<>> added_;
};

// Chinese numerals at the front of a word: 百 → 100, 三百 → 300, 十二 → 12, 两 → 2. `used` is the bytes consumed.
struct Numeral {
  Exact value;
  std::size_t used = 0;
};
[[nodiscard]] std::optional<Numeral> read_numeral(std::string_view text);

}  // namespace gouji::analyzer
