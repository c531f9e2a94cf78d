#include "analyzer/source/figures.hpp"

#include <algorithm>
#include <array>

#include "analyzer/source/characters.hpp"
#include "analyzer/source/recognise.hpp"

namespace gouji::analyzer::source {

namespace {

// A longer number is none that a plan would state; it is found, but has no value.
constexpr std::size_t kLongestNumeral = 20;
constexpr std::size_t kMostDigits = 60;

// --- words around a figure ----------------------------------------------------------------------------------------------

struct ComparatorWord {
  std::u32string_view word;
  Comparator comparator;
};

// Longer words before their own ends (不超过 before 超过).
constexpr std::array kBefore = {
    ComparatorWord{U"不低于", Comparator::AtLeast},  ComparatorWord{U"不少于", Comparator::AtLeast},  ComparatorWord{U"不小于", Comparator::AtLeast},
    ComparatorWord{U"不超过", Comparator::AtMost},   ComparatorWord{U"不高于", Comparator::AtMost},   ComparatorWord{U"不大于", Comparator::AtMost},
    ComparatorWord{U"不多于", Comparator::AtMost},   ComparatorWord{U"控制在", Comparator::AtMost},   ComparatorWord{U"达到", Comparator::AtLeast},
    ComparatorWord{U"突破", Comparator::MoreThan},   ComparatorWord{U"超过", Comparator::MoreThan},   ComparatorWord{U"高于", Comparator::MoreThan},
    ComparatorWord{U"大于", Comparator::MoreThan},   ComparatorWord{U"多于", Comparator::MoreThan},   ComparatorWord{U"低于", Comparator::LessThan},
    ComparatorWord{U"少于", Comparator::LessThan},   ComparatorWord{U"小于", Comparator::LessThan},   ComparatorWord{U"不足", Comparator::LessThan},
    ComparatorWord{U"不到", Comparator::LessThan},     ComparatorWord{U"不超", Comparator::AtMost},   ComparatorWord{U"至少", Comparator::AtLeast},    ComparatorWord{U"至多", Comparator::AtMost},
    ComparatorWord{U"达", Comparator::AtLeast},      ComparatorWord{U"超", Comparator::MoreThan},     ComparatorWord{U"逾", Comparator::MoreThan},
    ComparatorWord{U"约", Comparator::About},        ComparatorWord{U"≥", Comparator::AtLeast},       ComparatorWord{U"≧", Comparator::AtLeast},
    ComparatorWord{U">=", Comparator::AtLeast},      ComparatorWord{U"≤", Comparator::AtMost},        ComparatorWord{U"≦", Comparator::AtMost},
    ComparatorWord{U"<=", Comparator::AtMost},       ComparatorWord{U">", Comparator::MoreThan},      ComparatorWord{U"<", Comparator::LessThan}};

constexpr std::array kAfter = {ComparatorWord{U"及以上", Comparator::AtLeast}, ComparatorWord{U"以上", Comparator::AtLeast},
                               ComparatorWord{U"左右", Comparator::About},     ComparatorWord{U"及以下", Comparator::AtMost},
                               ComparatorWord{U"以内", Comparator::AtMost},    ComparatorWord{U"以下", Comparator::AtMost}};

// 300余家, 十多个.
bool is_more(char32_t character) { return character == U'余' || character == U'多'; }

constexpr std::array<std::u32string_view, 8> kRangeMarks = {U"-", U"—", U"–", U"~", U"～", U"至", U"到", U".."};

std::size_t range_mark(std::u32string_view text, std::size_t at) {
  for (const std::u32string_view mark : kRangeMarks) {
    if (stands_at(text, at, mark)) return mark.size();
  }
  return 0;
}

// The longest known unit at a position, in characters.
std::size_t known_unit(std::u32string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 6;
  for (std::size_t length = std::min(kLongest, text.size() - std::min(at, text.size())); length > 0; --length) {
    if (UnitCatalogue::builtin().find(to_utf8(text.substr(at, length)))) return length;
  }
  return 0;
}

struct Scale {
  Exact factor = 1;
  std::size_t length = 0;
};

// 万 of 2万件; but 千 of 千克 belongs to the unit.
Scale scale_at(std::u32string_view text, std::size_t at) {
  const std::size_t unit = known_unit(text, at);
  constexpr std::u32string_view kScales = U"十百千万亿";
  std::size_t end = at;
  while (end < text.size() && end - at < kLongestNumeral && kScales.find(text[end]) != std::u32string_view::npos) ++end;
  if (end == at || unit > end - at) return {};
  const auto numeral = read_numeral(to_utf8(text.substr(at, end - at)));
  return numeral ? Scale{numeral->value, end - at} : Scale{};
}

// --- one number -----------------------------------------------------------------------------------------------------------

struct Number {
  std::optional<Exact> value;  // digits × scale
  Exact scale = 1;
  std::size_t end = 0;         // behind the scale word
  std::string unit;
  std::size_t unit_end = 0;
  bool more = false;           // 余, 多
};

// 1,335: groups of three digits behind commas that touch them.
std::size_t whole_end(std::u32string_view text, std::size_t at) {
  std::size_t end = digits_end(text, at);
  if (end - at > 3) return end;
  while (character_at(text, end) == U',' && digits_end(text, end + 1) == end + 4) end += 4;
  return end;
}

void read_unit(std::u32string_view text, Number& number) {
  std::size_t at = number.end;
  number.more = is_more(character_at(text, at)) && known_unit(text, at + 1) > 0;
  if (number.more) ++at;
  const std::size_t length = known_unit(text, at);
  number.unit = to_utf8(text.substr(std::min(at, text.size()), length));
  number.unit_end = length > 0 ? at + length : number.end;
}

Number read_digits(std::u32string_view text, std::size_t at) {
  Number number;
  std::size_t end = whole_end(text, at);
  if (character_at(text, end) == U'.' && is_digit(character_at(text, end + 1))) end = digits_end(text, end + 1);
  std::string digits = to_utf8(text.substr(at, end - at));
  digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
  if (digits.size() <= kMostDigits) number.value = Exact::parse(digits);
  std::size_t scale_begin = blanks_end(text, end);  // 1200 亿元
  if (is_more(character_at(text, end)) && scale_at(text, end + 1).length > 0) scale_begin = end + 1;
  const Scale scale = scale_at(text, scale_begin);
  if (scale.length > 0) end = scale_begin + scale.length;
  number.scale = scale.factor;
  if (number.value) number.value = *number.value * scale.factor;
  number.end = end;
  read_unit(text, number);
  if (number.unit.empty() && blanks_end(text, end) > end) {
    Number spaced = number;
    spaced.end = blanks_end(text, end);
    read_unit(text, spaced);
    // A blank may also separate the cells of a table: only what is written like 25 亿元 goes together.
    if (!spaced.unit.empty() && character_at(text, spaced.end) != U'|') {
      number.unit = spaced.unit;
      number.unit_end = spaced.unit_end;
    }
  }
  return number;
}

// 百项, 三百二十, 百分之二十, 半小时.
Number read_numerals(std::u32string_view text, std::size_t at) {
  Number number;
  constexpr std::u32string_view kPercent = U"百分之";
  if (stands_at(text, at, kPercent)) {
    const std::size_t begin = at + kPercent.size();
    const std::size_t end = numerals_end(text, begin);
    const std::string run = to_utf8(text.substr(begin, std::min(end - begin, kLongestNumeral)));
    const auto value = read_numeral(run);
    if (value && value->used == run.size()) {
      number.value = value->value;
      number.unit = "%";
      number.end = number.unit_end = end;
      return number;
    }
  }
  if (character_at(text, at) == U'半') {
    number.value = Exact::ratio(1, 2);
    number.end = at + 1;
    read_unit(text, number);
    return number;
  }
  std::size_t end = numerals_end(text, at);
  const std::string run = to_utf8(text.substr(at, std::min(end - at, kLongestNumeral)));
  const auto value = read_numeral(run);
  const bool repeated = end - at > 1 && run.find("十") == std::string::npos && run.find("百") == std::string::npos &&
                        run.find("千") == std::string::npos && run.find("万") == std::string::npos && run.find("亿") == std::string::npos;
  // 八八, 三五: digits in a row are no number of their own.
  if (value && value->used == run.size() && !repeated && end - at <= kLongestNumeral) number.value = value->value;
  number.end = end;
  read_unit(text, number);
  return number;
}

bool starts_number(std::u32string_view text, std::size_t at) { return is_digit(character_at(text, at)) || is_numeral(character_at(text, at)); }

Number read_number(std::u32string_view text, std::size_t at) {
  return is_digit(character_at(text, at)) ? read_digits(text, at) : read_numerals(text, at);
}

// --- a figure ---------------------------------------------------------------------------------------------------------------

struct Found {
  Reading reading;
  std::size_t number_end = 0;
  std::size_t end = 0;
};

// 1+1+4, 33618/416: several numbers that make up one name.
std::size_t compound_end(std::u32string_view text, std::size_t at) {
  std::size_t end = digits_end(text, at);
  if (end == at) return at;
  std::size_t last = end;
  while ((character_at(text, last) == U'+' || character_at(text, last) == U'/') && is_digit(character_at(text, last + 1))) {
    last = digits_end(text, last + 1);
  }
  return last == end ? at : last;
}

void read_comparators(std::u32string_view text, std::size_t begin, const Number& last, Reading& reading) {
  std::size_t at = begin;
  while (at > 0 && text[at - 1] == U' ') --at;
  const auto before = std::find_if(kBefore.begin(), kBefore.end(), [&](const auto& entry) { return ends_before(text, at, entry.word); });
  if (before != kBefore.end()) reading.comparators.push_back(before->comparator);
  const std::size_t behind = blanks_end(text, last.unit_end);
  const auto after = std::find_if(kAfter.begin(), kAfter.end(), [&](const auto& entry) { return stands_at(text, behind, entry.word); });
  if (after != kAfter.end()) reading.comparators.push_back(after->comparator);
  if (last.more) reading.comparators.push_back(Comparator::MoreThan);
}

Found read_at(std::u32string_view text, std::size_t at) {
  Found found;
  if (const std::size_t end = compound_end(text, at); end > at) {
    found.number_end = found.end = end;
    return found;
  }
  const Number first = read_number(text, at);
  found.reading.low = first.value;
  found.reading.scale = first.scale;
  Number last = first;
  const std::size_t mark_at = first.unit_end;
  const std::size_t mark = range_mark(text, mark_at);
  const bool alike = mark > 0 && starts_number(text, mark_at + mark) && is_digit(text[mark_at + mark]) == is_digit(text[at]);
  if (alike) {
    last = read_number(text, mark_at + mark);
    found.reading.high = last.value;
    // 1至2万件: the scale word holds for both ends.
    if (found.reading.low && first.scale == Exact(1) && first.unit.empty()) found.reading.low = *found.reading.low * last.scale;
    found.reading.scale = last.scale;
  }
  found.reading.unit = last.unit;
  found.number_end = last.end;
  found.end = last.unit_end;
  read_comparators(text, at, last, found.reading);
  return found;
}

bool is_half(std::u32string_view text, std::size_t at) {
  constexpr std::array<std::u32string_view, 4> kAfterHalf = {U"小时", U"年", U"天", U"个"};
  return character_at(text, at) == U'半' &&
         std::any_of(kAfterHalf.begin(), kAfterHalf.end(), [&](std::u32string_view word) { return stands_at(text, at + 1, word); });
}

}  // namespace

std::vector<Figure> find_figures(const std::vector<Line>& lines) {
  std::vector<Figure> figures;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Characters characters = characters_of(lines[i].text);
    const std::u32string_view text = characters.text;
    const auto span = [&](std::size_t begin, std::size_t end) { return dsl::Span{characters.offsets[begin], characters.offsets[end]}; };
    for (std::size_t at = 0; at < text.size();) {
      if (!starts_number(text, at) && !is_half(text, at)) {
        ++at;
        continue;
      }
      Figure figure;
      figure.line = static_cast<std::uint32_t>(i + 1);
      if (const auto recognised = recognise({text, at, lines, i})) {
        figure.kind = recognised->kind;
        figure.span = figure.number = span(at, recognised->end);
        figures.push_back(std::move(figure));
        at = recognised->end;
        continue;
      }
      Found found = read_at(text, at);
      figure.reading = std::move(found.reading);
      figure.number = span(at, found.number_end);
      figure.span = span(at, found.end);
      figures.push_back(std::move(figure));
      at = found.end;
    }
  }
  return figures;
}

std::optional<Reading> read_figure(std::string_view folded) {
  const Characters characters = characters_of(folded);
  const std::u32string_view text = characters.text;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (starts_number(text, at) || is_half(text, at)) return read_at(text, at).reading;
  }
  return std::nullopt;
}

}  // namespace gouji::analyzer::source
