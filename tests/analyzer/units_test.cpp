#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>

#include "analyzer/units/quantity.hpp"

namespace gouji::analyzer {
namespace {

TEST(Exact, KeepsDecimalsExactly) {
  EXPECT_EQ(*Exact::parse("8.5"), *Exact::parse("8.50"));
  EXPECT_EQ((*Exact::parse("0.1") + *Exact::parse("0.2")).to_string(), "0.3");
  EXPECT_EQ(Exact::ratio(1, 3).to_string(), "1/3");
  EXPECT_EQ((Exact::ratio(1, 3) * Exact(3)), Exact(1));
  EXPECT_FALSE(Exact::parse("1.2.3"));
  EXPECT_FALSE(Exact::parse("1."));
  EXPECT_FALSE(Exact::parse(""));
}

TEST(Exact, GoesOnWhere64BitsEnd) {
  const Exact huge = Exact::power_of_ten(30);
  EXPECT_EQ(huge.to_string(), "1" + std::string(30, '0'));
  EXPECT_EQ(huge / Exact::power_of_ten(29), Exact(10));
  EXPECT_LT(Exact(9'000'000'000'000'000'000), huge);
  EXPECT_EQ((huge - huge), Exact(0));
  EXPECT_EQ(huge.as_power_of_ten(), 30);
}

TEST(Exact, RoundsForReadingOnly) {
  EXPECT_EQ(Exact::ratio(2, 3).to_decimal(2), "0.67");
  EXPECT_EQ(Exact::ratio(-1, 8).to_decimal(2), "-0.13");
  EXPECT_EQ(Exact::ratio(-1, 1000).to_decimal(2), "0");
  EXPECT_EQ(Exact(1500).to_decimal(3), "1500");
  EXPECT_EQ(Exact::ratio(1, 1000).as_power_of_ten(), -3);
  EXPECT_FALSE(Exact(20).as_power_of_ten());
}

// Every operation against cpp_rational, around the place where the small form ends.
TEST(Exact, AgreesWithTheRationalOracle) {
  constexpr std::int64_t kLargest = 9'223'372'036'854'775'807;
  const std::vector<std::int64_t> values = {0, 1, -1, 7, -13, 1'000'003, -999'999'937, 3'037'000'499, kLargest, -kLargest};
  const auto text = [](const boost::multiprecision::cpp_rational& value) {
    const auto denominator = boost::multiprecision::denominator(value);
    return boost::multiprecision::numerator(value).str() + (denominator == 1 ? "" : "/" + denominator.str());
  };
  // Decimals are written as such, so both sides are multiplied until they are none.
  const auto check = [&](const Exact& value, const boost::multiprecision::cpp_rational& expected) {
    const auto denominator = boost::multiprecision::denominator(expected);
    const Exact scaled = value * *Exact::parse(denominator.str());
    EXPECT_EQ(scaled.to_string(), text(expected * denominator));
  };
  for (const auto a : values) {
    for (const auto b : values) {
      if (b == 0) continue;
      const Exact x = Exact::ratio(a, b);
      const boost::multiprecision::cpp_rational big_x = boost::multiprecision::cpp_rational(a) / boost::multiprecision::cpp_rational(b);
      for (const auto c : values) {
        const boost::multiprecision::cpp_rational big_y(c);
        check(x + Exact(c), big_x + big_y);
        check(x - Exact(c), big_x - big_y);
        check(x * Exact(c), big_x * big_y);
        if (c != 0) check(x / Exact(c), big_x / big_y);
        EXPECT_EQ(x < Exact(c), big_x < big_y);
        EXPECT_EQ(x == Exact(c), big_x == big_y);
      }
    }
  }
}

Quantity quantity_of(const std::string& digits, const std::string& suffix) {
  const ScaledUnit scaled = UnitCatalogue::builtin().read(suffix);
  Quantity quantity;
  quantity.written = digits + suffix;
  quantity.unit = scaled.unit;
  quantity.own_unit = scaled.unit.has_value();
  quantity.scale_word = scaled.scale_word;
  quantity.number = *Exact::parse(digits) * scaled.scale;
  const auto point = digits.find('.');
  quantity.decimals = point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
  quantity.step = Exact::power_of_ten(-quantity.decimals) * scaled.scale;
  return quantity;
}

TEST(Units, ScaleWordsBelongToTheNumber) {
  EXPECT_EQ(quantity_of("1", "亿元").normalized(), quantity_of("10000", "万元").normalized());
  EXPECT_EQ(quantity_of("1.2", "億元").normalized(), Exact(120'000'000));
  EXPECT_EQ(UnitCatalogue::builtin().read("千克").unit->dimension, "mass");
  EXPECT_EQ(UnitCatalogue::builtin().read("千克").scale, Exact(1));
  EXPECT_EQ(UnitCatalogue::builtin().read("百分点").unit->dimension, "points");
  EXPECT_EQ(UnitCatalogue::builtin().read("万人次").unit->dimension, "person-times");
  EXPECT_FALSE(UnitCatalogue::builtin().read("粒粒").unit->known);
}

TEST(Units, RelationsBetweenThem) {
  const auto unit = [](const char* word) { return *UnitCatalogue::builtin().read(word).unit; };
  EXPECT_EQ(relate(unit("元"), unit("万元")), UnitRelation::Same);
  EXPECT_EQ(relate(unit("个"), unit("项")), UnitRelation::WordDrift);
  EXPECT_EQ(relate(unit("人"), unit("名")), UnitRelation::WordDrift);
  EXPECT_EQ(relate(unit("人次"), unit("次")), UnitRelation::Different);
  EXPECT_EQ(relate(unit("人次"), unit("人")), UnitRelation::Different);
  EXPECT_EQ(relate(unit("元"), unit("美元")), UnitRelation::Currency);
  EXPECT_EQ(relate(unit("亩"), unit("公顷")), UnitRelation::Convertible);
  EXPECT_EQ(relate(unit("%"), unit("个百分点")), UnitRelation::Different);
  EXPECT_EQ(relate(unit("件/万人"), unit("件/人")), UnitRelation::Convertible);
  EXPECT_EQ(relate(unit("件"), unit("粒粒")), UnitRelation::Unknown);
}

TEST(Units, ConvertExactly) {
  EXPECT_EQ(quantity_of("15", "亩").normalized(), quantity_of("1", "公顷").normalized());
  EXPECT_EQ(quantity_of("8.5", "件/万人").normalized(), Exact::ratio(85, 100000));
  EXPECT_EQ(quantity_of("1", "吨标准煤").normalized(), Exact(29'307'000'000));
}

TEST(Units, APlanAddsItsOwn) {
  UnitCatalogue catalogue = UnitCatalogue::builtin();
  EXPECT_TRUE(catalogue.define("担", 50, "千克"));
  EXPECT_EQ(catalogue.read("万担").unit->factor, Exact(50));
  EXPECT_FALSE(catalogue.define("担", 60, "千克"));
  EXPECT_FALSE(catalogue.define("箩", 60, "没有"));
  EXPECT_FALSE(UnitCatalogue::builtin().find("担"));
}

TEST(Units, NumeralsAreRead) {
  const auto value = [](const char* text) { return read_numeral(text)->value; };
  EXPECT_EQ(value("百项"), Exact(100));
  EXPECT_EQ(value("三百二十万家"), Exact(3'200'000));
  EXPECT_EQ(value("十二个"), Exact(12));
  EXPECT_EQ(value("两千零五家"), Exact(2005));
  EXPECT_EQ(value("一万亿元"), Exact::power_of_ten(12));
  EXPECT_EQ(value("三亿五千万元"), Exact(350'000'000));
  EXPECT_FALSE(read_numeral("家"));
}

TEST(Quantities, RoundedCopiesAgree) {
  EXPECT_EQ(agreement(quantity_of("8.5", "件"), quantity_of("8.50", "件")), Agreement::Equal);
  EXPECT_EQ(agreement(quantity_of("1.2", "亿元"), quantity_of("12345", "万元")), Agreement::RoundedCopy);
  EXPECT_EQ(agreement(quantity_of("1.2", "亿元"), quantity_of("12501", "万元")), Agreement::Differs);
  EXPECT_EQ(agreement(quantity_of("2000", "家"), quantity_of("2001", "家")), Agreement::Differs);
  EXPECT_EQ(agreement(quantity_of("8.5", "件"), quantity_of("8.6", "件")), Agreement::Differs);
  EXPECT_EQ(agreement(quantity_of("2", "万件"), quantity_of("16000", "件")), Agreement::Differs);
}

TEST(Quantities, ComparatorsAreSets) {
  const Quantity hundred = quantity_of("100", "家");
  EXPECT_TRUE(value_set(Comparator::AtLeast, hundred).contains(100));
  EXPECT_FALSE(value_set(Comparator::MoreThan, hundred).contains(100));
  EXPECT_FALSE(value_set(Comparator::LessThan, hundred).contains(100));
  EXPECT_TRUE(value_set(Comparator::About, quantity_of("1.2", "亿元")).contains(124'000'000));
  EXPECT_FALSE(value_set(Comparator::AtMost, hundred).meets(value_set(Comparator::MoreThan, hundred)));
  EXPECT_TRUE(value_set(Comparator::AtMost, hundred).meets(value_set(Comparator::AtLeast, hundred)));
}

TEST(Quantities, AreWrittenLikeTheirNeighbours) {
  EXPECT_EQ(display_like(Exact(120'000'000), quantity_of("1", "亿元")), "1.2亿元");
  EXPECT_EQ(display_like(Exact::ratio(2, 3), quantity_of("1", "家")), "≈0.6667家");
  Quantity inherited = quantity_of("1500", "万元");
  inherited.written = "1500";
  inherited.own_unit = false;
  inherited.unit_written = "万元";
  EXPECT_EQ(inherited.display(), "1500 万元");
  EXPECT_EQ(display_like(Exact(10'000'000), inherited), "1000 万元");
}

}  // namespace
}  // namespace gouji::analyzer
