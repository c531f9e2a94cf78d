#include "analyzer/units/unit.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "dsl/unicode.hpp"

namespace gouji::analyzer {

namespace {

struct ScaleWord {
  std::string_view word;
  int exponent;
};

// Longer words before their own beginnings.
constexpr std::array kScaleWords = {
    ScaleWord{"万亿", 12}, ScaleWord{"萬億", 12}, ScaleWord{"千亿", 11}, ScaleWord{"千億", 11}, ScaleWord{"百亿", 10}, ScaleWord{"百億", 10},
    ScaleWord{"十亿", 9},  ScaleWord{"十億", 9},  ScaleWord{"亿", 8},    ScaleWord{"億", 8},    ScaleWord{"千万", 7},  ScaleWord{"千萬", 7},
    ScaleWord{"百万", 6},  ScaleWord{"百萬", 6},  ScaleWord{"十万", 5},  ScaleWord{"十萬", 5},  ScaleWord{"万", 4},    ScaleWord{"萬", 4},
    ScaleWord{"千", 3},    ScaleWord{"百", 2},    ScaleWord{"十", 1},
};

// Currencies by the name of their unit, ISO 4217.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kCurrencies = {{{"元", "CNY"},
                                                                                       {"人民币元", "CNY"},
                                                                                       {"圆", "CNY"},
                                                                                       {"美元", "USD"},
                                                                                       {"欧元", "EUR"},
                                                                                       {"歐元", "EUR"},
                                                                                       {"港元", "HKD"},
                                                                                       {"日元", "JPY"},
                                                                                       {"英镑", "GBP"}}};

// Words that count things one by one and may stand for one another with a note.
constexpr auto kCountWords = std::to_array<std::string_view>({
    "个", "個", "家", "项", "項", "件", "张", "張", "枚", "条", "條", "所", "座", "处", "處", "套", "台", "臺", "辆", "輛",
    "部", "门", "門", "种", "種", "类", "類", "批", "宗", "起", "例", "户", "戶", "场", "場", "期", "篇", "本", "册", "冊",
    "份", "只", "株", "棵", "头", "頭", "支", "片", "块", "塊", "对", "對", "栋", "棟", "村", "店", "班", "款", "品", "点",
    "间", "間", "艘", "架", "层", "層", "幅", "段", "道", "根", "面", "届", "屆", "轮", "輪", "床", "床位", "站", "社区", "社區",
    "县", "縣", "乡", "鄉", "镇", "鎮", "街道", "团", "團", "队", "隊", "组", "組", "颗", "顆", "匹", "杆", "泊位", "车位", "車位"});

struct Measure {
  std::string_view word;
  std::string_view dimension;
  std::int64_t numerator;
  std::int64_t denominator = 1;
};

// Factors to the base unit of the dimension. Sources: SI Brochure (9th edition) for metric prefixes; GB 3100-1993 for the legal
// units of China; 1 亩 = 10000/15 平方米 (State Council order on metric measures, 1984); 1 吨标准煤 = 29307 兆焦 and 1 千瓦时 =
// 3.6 兆焦 by GB/T 2589-2020; decimal prefixes of bytes, bits and operations by IEC 80000-13:2008. Currencies have no factor between them: they are dimensions of their own.
constexpr std::array kMeasures = {
    Measure{"人", "person", 1},          Measure{"名", "person", 1},         Measure{"位", "person", 1},
    Measure{"人次", "person-times", 1},  Measure{"次", "times", 1},          Measure{"家次", "visits", 1},
    Measure{"户次", "household-times", 1}, Measure{"批次", "batch-times", 1}, Measure{"场次", "event-times", 1},
    Measure{"%", "ratio", 1, 100},       Measure{"％", "ratio", 1, 100},     Measure{"‰", "ratio", 1, 1000},
    Measure{"百分点", "points", 1, 100}, Measure{"个百分点", "points", 1, 100}, Measure{"個百分點", "points", 1, 100},
    Measure{"百分點", "points", 1, 100}, Measure{"倍", "multiple", 1},       Measure{"分", "score", 1},
    Measure{"毫米", "length", 1, 1000},  Measure{"厘米", "length", 1, 100},  Measure{"米", "length", 1},
    Measure{"千米", "length", 1000},     Measure{"公里", "length", 1000},    Measure{"km", "length", 1000},
    Measure{"平方米", "area", 1},        Measure{"m2", "area", 1},           Measure{"亩", "area", 2000, 3},
    Measure{"畝", "area", 2000, 3},      Measure{"公顷", "area", 10000},     Measure{"公頃", "area", 10000},
    Measure{"平方公里", "area", 1000000}, Measure{"平方千米", "area", 1000000}, Measure{"立方米", "volume", 1},
    Measure{"升", "volume", 1, 1000},    Measure{"毫升", "volume", 1, 1000000}, Measure{"克", "mass", 1, 1000},
    Measure{"千克", "mass", 1},          Measure{"公斤", "mass", 1},         Measure{"斤", "mass", 1, 2},
    Measure{"吨", "mass", 1000},         Measure{"噸", "mass", 1000},        Measure{"焦耳", "energy", 1},
    Measure{"千焦", "energy", 1000},     Measure{"兆焦", "energy", 1000000}, Measure{"千瓦时", "energy", 3600000},
    Measure{"度", "energy", 3600000},    Measure{"吨标准煤", "energy", 29307000000}, Measure{"瓦", "power", 1},
    Measure{"千瓦", "power", 1000},      Measure{"兆瓦", "power", 1000000},  Measure{"秒", "time", 1},
    Measure{"分钟", "time", 60},         Measure{"小时", "time", 3600},      Measure{"小時", "time", 3600},
    Measure{"天", "time", 86400},        Measure{"日", "time", 86400},       Measure{"工作日", "working-time", 1},
    Measure{"周", "time", 604800},       Measure{"月", "months", 1},         Measure{"个月", "months", 1},
    Measure{"個月", "months", 1},        Measure{"季度", "months", 3},       Measure{"年", "months", 12},
    Measure{"微克", "mass", 1, 1000000000}, Measure{"毫克", "mass", 1, 1000000}, Measure{"分贝", "sound-level", 1},
    Measure{"成", "ratio", 1, 10},       Measure{"里", "length", 500},       Measure{"海里", "length", 1852},
    Measure{"㎡", "area", 1},            Measure{"m²", "area", 1},           Measure{"km²", "area", 1000000},
    Measure{"m3", "volume", 1},          Measure{"m³", "volume", 1},         Measure{"㎥", "volume", 1},
    Measure{"kg", "mass", 1},            Measure{"W", "power", 1},           Measure{"kW", "power", 1000},
    Measure{"MW", "power", 1000000},     Measure{"GW", "power", 1000000000}, Measure{"吉瓦", "power", 1000000000},
    Measure{"千瓦時", "energy", 3600000}, Measure{"kWh", "energy", 3600000}, Measure{"MWh", "energy", 3600000000},
    Measure{"兆瓦时", "energy", 3600000000}, Measure{"GWh", "energy", 3600000000000},
    Measure{"吨标煤", "energy", 29307000000}, Measure{"千克标准煤", "energy", 29307000}, Measure{"克标准煤", "energy", 29307},
    Measure{"克二氧化碳", "co2", 1, 1000}, Measure{"千克二氧化碳", "co2", 1}, Measure{"吨二氧化碳", "co2", 1000},
    Measure{"B", "data", 1},             Measure{"KB", "data", 1000},        Measure{"MB", "data", 1000000},
    Measure{"GB", "data", 1000000000},   Measure{"TB", "data", 1000000000000}, Measure{"PB", "data", 1000000000000000},
    Measure{"EB", "data", 1000000000000000000}, Measure{"kbps", "data-rate", 1000}, Measure{"Mbps", "data-rate", 1000000},
    Measure{"Gbps", "data-rate", 1000000000}, Measure{"Tbps", "data-rate", 1000000000000},
    Measure{"FLOPS", "computing", 1},    Measure{"TFLOPS", "computing", 1000000000000},
    Measure{"PFLOPS", "computing", 1000000000000000}, Measure{"EFLOPS", "computing", 1000000000000000000},
    Measure{"标准箱", "container", 1},   Measure{"標準箱", "container", 1},  Measure{"标箱", "container", 1},
    Measure{"TEU", "container", 1},      Measure{"人日", "person-days", 1},  Measure{"人天", "person-days", 1},
    Measure{"学时", "lessons", 1},       Measure{"學時", "lessons", 1},      Measure{"课时", "lessons", 1},
    Measure{"課時", "lessons", 1},       Measure{"岁", "age", 1},            Measure{"歲", "age", 1},
    Measure{"个工作日", "working-time", 1}, Measure{"個工作日", "working-time", 1}, Measure{"吨公里", "freight", 1},
    Measure{"摄氏度", "temperature", 1}, Measure{"℃", "temperature", 1},
};

struct Digit {
  std::string_view word;
  int value;
};
constexpr std::array kDigits = {Digit{"零", 0}, Digit{"〇", 0}, Digit{"一", 1}, Digit{"二", 2}, Digit{"两", 2}, Digit{"兩", 2}, Digit{"三", 3},
                                Digit{"四", 4}, Digit{"五", 5}, Digit{"六", 6}, Digit{"七", 7}, Digit{"八", 8}, Digit{"九", 9}};

std::optional<ScaleWord> leading_scale(std::string_view text) {
  for (const ScaleWord& scale : kScaleWords) {
    if (text.starts_with(scale.word)) return scale;
  }
  return std::nullopt;
}

Unit make_unit(std::string_view word, std::string dimension, const Exact& factor) {
  return {std::string(word), std::string(word), std::move(dimension), factor, true};
}

Unit unknown_unit(std::string_view text) { return {std::string(text), std::string(text), "?" + std::string(text), 1, false}; }

// In bytes.
constexpr std::size_t kLongestUnit = 240;
constexpr std::size_t kLongestNumeral = 120;

using Units = std::map<std::string, Unit, std::less<>>;

const Units& builtin_units() {
  static const Units units = [] {
    Units result;
    for (const auto& [word, code] : kCurrencies) result.emplace(word, make_unit(word, "money:" + std::string(code), 1));
    for (const std::string_view word : kCountWords) result.emplace(word, make_unit(word, "count", 1));
    for (const Measure& measure : kMeasures) {
      result.emplace(measure.word,
                     make_unit(measure.word, std::string(measure.dimension), Exact::ratio(measure.numerator, measure.denominator)));
    }
    return result;
  }();
  return units;
}

}  // namespace

bool Unit::is_countable() const {
  return dimension == "count" || dimension == "person" || dimension == "person-times" || dimension == "times" || dimension == "visits" ||
         dimension.ends_with("-times");
}

UnitRelation relate(const Unit& a, const Unit& b) {
  if (a.word == b.word) return UnitRelation::Same;
  if (!a.known || !b.known) return UnitRelation::Unknown;
  if (a.is_money() && b.is_money() && a.dimension != b.dimension) return UnitRelation::Currency;
  if (a.dimension != b.dimension) return UnitRelation::Different;
  // 万元 and 元 are one word in two scales; 个 and 项, 人 and 名 are two words.
  if (a.is_countable() && a.factor == b.factor) return UnitRelation::WordDrift;
  return UnitRelation::Convertible;
}

bool comparable(const Unit& a, const Unit& b) {
  const UnitRelation relation = relate(a, b);
  return relation == UnitRelation::Same || relation == UnitRelation::Convertible || relation == UnitRelation::WordDrift;
}

const UnitCatalogue& UnitCatalogue::builtin() {
  static const UnitCatalogue catalogue;
  return catalogue;
}

std::optional<Unit> UnitCatalogue::find(std::string_view word) const {
  if (const auto found = builtin_units().find(word); found != builtin_units().end()) return found->second;
  if (const auto found = added_.find(word); found != added_.end()) return found->second;
  return std::nullopt;
}

ScaledUnit UnitCatalogue::read(std::string_view text) const {
  ScaledUnit result;
  if (text.empty()) return result;
  // No unit is as long as this, and the parts of a quotient are read one inside the other.
  if (text.size() > kLongestUnit) {
    result.unit = unknown_unit(text);
    return result;
  }
  if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
    // 件/万人: the scale of the lower part is part of the unit, that of the upper part belongs to the number.
    ScaledUnit upper = read(text.substr(0, slash));
    const ScaledUnit lower = read(text.substr(slash + 1));
    result.scale = upper.scale;
    result.scale_word = std::move(upper.scale_word);
    Unit unit;
    unit.written = std::string(text.substr(result.scale_word.size()));
    unit.word = unit.written;
    unit.known = upper.unit && lower.unit && upper.unit->known && lower.unit->known;
    if (unit.known) {
      unit.dimension = upper.unit->dimension + "/" + lower.unit->dimension;
      unit.factor = upper.unit->factor / (lower.unit->factor * lower.scale);
    } else {
      unit.dimension = "?" + unit.word;
    }
    result.unit = std::move(unit);
    return result;
  }
  if (auto known = find(text)) {
    result.unit = std::move(known);
    return result;
  }
  if (const auto scale = leading_scale(text)) {
    result.scale = Exact::power_of_ten(scale->exponent);
    result.scale_word = dsl::Words::of_source(scale->word);
    text.remove_prefix(scale->word.size());
    if (text.empty()) return result;
    if (auto known = find(text)) {
      result.unit = std::move(known);
      return result;
    }
  }
  result.unit = unknown_unit(text);
  return result;
}

bool UnitCatalogue::define(std::string word, const Exact& factor, std::string_view of) {
  const ScaledUnit base = read(of);
  if (!base.unit || !base.unit->known || find(word)) return false;
  Unit unit = make_unit(word, base.unit->dimension, factor * base.scale * base.unit->factor);
  added_.emplace(std::move(word), std::move(unit));
  return true;
}

std::optional<std::string> UnitCatalogue::nearest_word(std::string_view word) const {
  std::vector<std::string_view> words;
  for (const auto& [known, unit] : builtin_units()) words.push_back(known);
  for (const auto& [known, unit] : added_) words.push_back(known);
  std::sort(words.begin(), words.end());
  return dsl::nearest(word, words);
}

std::optional<Numeral> read_numeral(std::string_view text) {
  // Sections of 亿 and 万, each a sum of digit × 千, 百, 十: 三百二十万 = (3·100 + 2·10) · 10⁴.
  constexpr std::array<std::pair<std::string_view, int>, 3> kPlaces = {{{"千", 1000}, {"百", 100}, {"十", 10}}};
  Exact total = 0;
  std::int64_t section = 0;
  std::int64_t digit = -1;
  std::size_t used = 0;
  bool any = false;
  bool after_section = false;  // a digit right after 万 or 亿 without 零 may mean thousands: 一万五
  while (used < text.size()) {
    // 亿亿亿… grows without end.
    if (used > kLongestNumeral) return std::nullopt;
    const std::string_view rest = text.substr(used);
    const auto found_digit = std::find_if(kDigits.begin(), kDigits.end(), [rest](const Digit& d) { return rest.starts_with(d.word); });
    if (found_digit != kDigits.end()) {
      if (found_digit->value == 0) after_section = false;
      digit = found_digit->value;
      used += found_digit->word.size();
      any = true;
      continue;
    }
    const auto found_place = std::find_if(kPlaces.begin(), kPlaces.end(), [rest](const auto& p) { return rest.starts_with(p.first); });
    if (found_place != kPlaces.end()) {
      section += (digit < 0 ? 1 : digit) * found_place->second;
      digit = -1;
      after_section = false;
      used += found_place->first.size();
      any = true;
      continue;
    }
    const bool ten_thousand = rest.starts_with("万") || rest.starts_with("萬");
    const bool hundred_million = rest.starts_with("亿") || rest.starts_with("億");
    if (!ten_thousand && !hundred_million) break;
    if (digit >= 0) section += digit;
    // 万亿: what stands before 亿 counts as a whole
    if (section == 0 && !any) section = 1;
    if (hundred_million && !total.is_zero()) {
      total = (total + Exact(section)) * Exact::power_of_ten(8);
    } else {
      total = total + Exact(section) * Exact::power_of_ten(ten_thousand ? 4 : 8);
    }
    section = 0;
    digit = -1;
    after_section = true;
    used += std::string_view("万").size();
    any = true;
  }
  if (!any || (digit > 0 && after_section)) return std::nullopt;
  if (digit >= 0) section += digit;
  return Numeral{total + Exact(section), used};
}

}  // namespace gouji::analyzer
