#include "analyzer/source/recognise.hpp"

#include <algorithm>
#include <array>

#include "analyzer/source/characters.hpp"

namespace gouji::analyzer::source {

namespace {

// Each recogniser returns where what it recognises ends, or 0. None looks further than this many characters, so that a line of
// megabytes costs no more than its length.
constexpr std::size_t kReach = 120;

template <std::size_t N>
bool any_at(std::u32string_view text, std::size_t at, const std::array<std::u32string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::u32string_view word) { return stands_at(text, at, word); });
}

template <std::size_t N>
bool any_before(std::u32string_view text, std::size_t at, const std::array<std::u32string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::u32string_view word) { return ends_before(text, at, word); });
}

bool is_number(char32_t c) { return is_digit(c) || is_numeral(c); }

std::size_t number_end(std::u32string_view text, std::size_t at) {
  return is_digit(character_at(text, at)) ? digits_end(text, at) : numerals_end(text, at);
}

// Only blanks stand before the position.
bool starts_line(std::u32string_view text, std::size_t at) { return at <= kReach && blanks_end(text, 0) >= at; }

// The value of at most four digits; -1 for anything else.
int small_number(std::u32string_view digits) {
  if (digits.empty() || digits.size() > 4) return -1;
  int value = 0;
  for (const char32_t digit : digits) {
    if (!is_digit(digit)) return -1;
    value = value * 10 + static_cast<int>(digit - U'0');
  }
  return value;
}

// Where digits of a value between `low` and `high` end; 0 when they are none.
std::size_t digits_between(std::u32string_view text, std::size_t at, int low, int high) {
  const std::size_t end = digits_end(text, at);
  const int value = small_number(text.substr(std::min(at, text.size()), end - at));
  return value >= low && value <= high ? end : 0;
}

// --- the page around the document -------------------------------------------------------------------------------------------

// 索引号：…, | 文号 | … |: labels that government sites put above a document.
std::size_t page_header(const Here& here) {
  static constexpr std::array<std::u32string_view, 16> kLabels = {
      U"索引号", U"索 引 号", U"文件编号", U"统一编号", U"主题分类", U"组配分类", U"发布单位", U"发布机构",
      U"成文日期", U"发布日期", U"发文日期", U"生成日期", U"公开方式", U"有效性", U"文号", U"发文字号"};
  if (here.at > kReach) return 0;  // such lines are short
  const std::u32string_view text = here.text;
  const std::size_t bar = text.substr(0, here.at).rfind(U'|');
  std::size_t begin = 0;  // of the cell in front of the value's cell, or of the line
  std::size_t value = 0;
  if (bar != std::u32string_view::npos) {
    const std::size_t before = bar == 0 ? std::u32string_view::npos : text.substr(0, bar).rfind(U'|');
    begin = before == std::u32string_view::npos ? 0 : before + 1;
    value = bar;
  } else {
    value = text.find(U':');
    if (value == std::u32string_view::npos || value > here.at) return 0;
  }
  while (begin < value && (text[begin] == U' ' || text[begin] == U'-' || text[begin] == U'·')) ++begin;
  while (value > begin && text[value - 1] == U' ') --value;
  if (std::find(kLabels.begin(), kLabels.end(), text.substr(begin, value - begin)) == kLabels.end()) return 0;
  const std::size_t end = std::min(text.find(U'|', here.at), text.size());
  return std::max(here.at + 1, end - (end > here.at && text[end - 1] == U' ' ? 1 : 0));
}

// — 3 —
std::size_t page_number(const Here& here) {
  const std::u32string_view text = here.text;
  const auto is_dash = [](char32_t c) { return c == U'-' || c == U'—' || c == U'–'; };
  std::size_t begin = blanks_end(text, 0);
  if (!is_dash(character_at(text, begin))) return 0;
  begin = blanks_end(text, begin + 1);
  const std::size_t end = digits_end(text, here.at);
  const std::size_t dash = blanks_end(text, end);
  const bool alone = begin == here.at && end > begin && is_dash(character_at(text, dash)) && blanks_end(text, dash + 1) == text.size();
  return alone ? end : 0;
}

// 133-3505-7288 by its shape; any number of seven digits and more after 电话.
std::size_t telephone(std::u32string_view text, std::size_t at) {
  static constexpr std::array<std::u32string_view, 7> kLabels = {U"电话", U"热线", U"传真", U"手机", U"Tel", U"TEL", U"联系方式"};
  if (is_digit(character_before(text, at))) return 0;
  std::vector<std::size_t> groups;
  std::size_t end = at;
  while (true) {
    const std::size_t group = digits_end(text, end);
    if (group == end) return 0;
    groups.push_back(group - end);
    end = group;
    if (groups.size() > 3) return 0;
    if (character_at(text, end) != U'-' || !is_digit(character_at(text, end + 1))) break;
    ++end;
  }
  std::size_t label = at;
  while (label > 0 && (text[label - 1] == U' ' || text[label - 1] == U':')) --label;
  std::size_t digits = 0;
  for (const std::size_t group : groups) digits += group;
  const bool area_code = groups.size() == 2 && text[at] == U'0' && (groups[0] == 3 || groups[0] == 4) && groups[1] >= 7;
  const bool mobile = groups == std::vector<std::size_t>{3, 4, 4};
  const bool service = groups == std::vector<std::size_t>{3, 3, 4};
  return area_code || mobile || service || (any_before(text, label, kLabels) && digits >= 7) ? end : 0;
}

// Digits inside https://…, www.…, a@b.cn.
std::size_t address(std::u32string_view text, std::size_t at) {
  const auto in_address = [](char32_t c) { return c > U' ' && c < 0x7F && c != U'|' && c != U'"' && c != U'<' && c != U'>'; };
  std::size_t begin = at;
  while (begin > 0 && at - begin < kReach && in_address(text[begin - 1])) --begin;
  std::size_t end = at;
  while (end < text.size() && end - at < kReach && in_address(text[end])) ++end;
  const std::u32string_view word = text.substr(begin, end - begin);
  const auto has = [&](std::u32string_view part) { return word.find(part) != std::u32string_view::npos; };
  const bool mail = has(U"@") && has(U".");
  return has(U"://") || has(U"www.") || mail ? end : 0;
}

std::size_t contact(const Here& here) {
  if (!is_digit(here.text[here.at])) return 0;
  if (const std::size_t end = telephone(here.text, here.at)) return end;
  return address(here.text, here.at);
}

// --- numbers of documents, dates --------------------------------------------------------------------------------------------

// 〔2024〕6号
std::size_t document_number(const Here& here) {
  const std::u32string_view text = here.text;
  const char32_t open = character_before(text, here.at);
  const std::u32string_view kOpen = U"〔[(【〈";
  const std::u32string_view kClose = U"〕])】〉";
  const std::size_t bracket = kOpen.find(open);
  if (open == 0 || bracket == std::u32string_view::npos) return 0;
  std::size_t end = digits_between(text, here.at, 1949, 2100);
  if (end == 0 || character_at(text, end) != kClose[bracket]) return 0;
  end = blanks_end(text, end + 1);
  if (character_at(text, end) == U'第') end = blanks_end(text, end + 1);
  const std::size_t number = digits_end(text, end);
  const std::size_t mark = blanks_end(text, number);
  return number > end && character_at(text, mark) == U'号' ? mark + 1 : 0;
}

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;

// 二〇二四 in front of 年
std::size_t numeral_year(std::u32string_view text, std::size_t at) {
  const std::size_t end = numerals_end(text, at);
  const bool digits_only = std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end),
                                       [](char32_t c) { return std::u32string_view(U"〇零一二三四五六七八九").find(c) != std::u32string_view::npos; });
  return end - at == 4 && digits_only ? end : 0;
}

std::size_t with_word(std::u32string_view text, std::size_t end, char32_t word) {
  return end != 0 && character_at(text, end) == word ? end + 1 : 0;
}

// 3月15日, 12月底; 三月十五日
std::size_t month_and_day(std::u32string_view text, std::size_t at) {
  const bool digits = is_digit(character_at(text, at));
  std::size_t month = digits ? digits_between(text, at, 1, 12) : numerals_end(text, at);
  month = month > at ? with_word(text, month, U'月') : 0;
  if (month == 0) return 0;
  const std::size_t day = digits ? digits_between(text, month, 1, 31) : numerals_end(text, month);
  const std::size_t end = day > month ? with_word(text, day, U'日') : 0;
  return end != 0 ? end : month;
}

std::size_t range_dash(std::u32string_view text, std::size_t at) {
  static constexpr std::array<std::u32string_view, 9> kDashes = {U"—", U"-", U"–", U"~", U"～", U"至", U"到", U"―", U"─"};
  std::size_t end = at;
  while (any_at(text, end, kDashes)) ++end;
  return end - at <= 2 ? end : at;
}

// 2024年, 2024年6月, 2024年6月30日; the year alone only in front of a dash that leads to another date
std::size_t one_date(std::u32string_view text, std::size_t at) {
  std::size_t year = is_digit(character_at(text, at)) ? digits_between(text, at, kFirstYear, kLastYear) : numeral_year(text, at);
  year = with_word(text, year, U'年');
  if (year == 0) return 0;
  const std::size_t month = month_and_day(text, year);
  return month != 0 ? month : year;
}

// 2024-02-29, 2024.2.29, 2024/2/29
std::size_t dashed_date(std::u32string_view text, std::size_t at) {
  const std::size_t year = digits_between(text, at, kFirstYear, kLastYear);
  const char32_t dash = year == 0 ? U'\0' : character_at(text, year);
  if (dash != U'-' && dash != U'.' && dash != U'/') return 0;
  const std::size_t month = digits_between(text, year + 1, 1, 12);
  if (month == 0 || character_at(text, month) != dash) return 0;
  return digits_between(text, month + 1, 1, 31);
}

std::size_t date(const Here& here) {
  const std::u32string_view text = here.text;
  const std::size_t at = here.at;
  if (is_number(character_before(text, at)) || character_before(text, at) == U'.') return 0;
  if (const std::size_t end = dashed_date(text, at)) return end;
  if (const std::size_t first = one_date(text, at)) {
    // 2024年1月—5月, 2024年—2026年
    const std::size_t next = range_dash(text, first);
    if (next == first) return first;
    if (const std::size_t last = one_date(text, next)) return last;
    if (const std::size_t last = month_and_day(text, next)) return last;
    return first;
  }
  // 2022-2025年, (2022-2025)
  const std::size_t year = digits_between(text, at, kFirstYear, kLastYear);
  if (year != 0) {
    const std::size_t next = range_dash(text, year);
    const std::size_t last = next > year ? digits_between(text, next, kFirstYear, kLastYear) : 0;
    if (last != 0 && character_at(text, last) == U'年') {
      const std::size_t month = month_and_day(text, last + 1);
      return month != 0 ? month : last + 1;
    }
    const bool bracketed = character_before(text, at) == U'(' && character_at(text, last) == U')';
    return last != 0 && bracketed ? last : 0;
  }
  const std::size_t month = month_and_day(text, at);
  // 三月 alone may be anything; with a day it is a date.
  const bool day = month != 0 && character_before(text, month) == U'日';
  return is_digit(text[at]) || day ? month : 0;
}

// “4·26”世界知识产权日; the point may have been lost on the way (4?26)
std::size_t memorial_day(const Here& here) {
  const std::u32string_view text = here.text;
  if (character_before(text, here.at) != U'“') return 0;
  const std::size_t month = digits_between(text, here.at, 1, 12);
  const bool point = month != 0 && std::u32string_view(U"·•・‧?.").find(character_at(text, month)) != std::u32string_view::npos;
  const std::size_t day = point ? digits_between(text, month + 1, 1, 31) : 0;
  if (day == 0) return 0;
  // What follows says so: …日, …周
  constexpr std::size_t kLongestName = 14;
  const std::u32string_view behind = text.substr(day, kLongestName);
  const std::u32string_view rest = behind.substr(0, behind.find_first_of(U",。;、"));
  const bool named = rest.find(U'日') != std::u32string_view::npos || rest.find(U"周") != std::u32string_view::npos;
  return named ? day : 0;
}

// “十四五”; 十四五规划, 十四五时期
std::size_t five_year_plan(const Here& here) {
  const std::u32string_view text = here.text;
  static constexpr std::array<std::u32string_view, 4> kAfter = {U"规划", U"时期", U"期间", U"以来"};
  const std::size_t end = numerals_end(text, here.at);
  const std::u32string_view name = text.substr(here.at, end - here.at);
  const bool shape = (name.size() == 2 && name[0] != U'十' && name[1] == U'五') || (name.size() == 3 && name[0] == U'十' && name[2] == U'五') ||
                     name == U"十五";
  if (!shape) return 0;
  const bool quoted = character_before(text, here.at) == U'“' && character_at(text, end) == U'”';
  // 十五规划 is read as a plan only in quotes: 十五 alone is 15.
  return (quoted && name.size() != 2) || (quoted && any_at(text, end + 1, kAfter)) || (name.size() == 3 && any_at(text, end, kAfter)) ? end : 0;
}

// 党的二十大, 二十届二中全会, 六届二次、三次全会
std::size_t session(const Here& here) {
  const std::u32string_view text = here.text;
  static constexpr std::array<std::u32string_view, 5> kParty = {U"党的", U"大和", U"全会和", U"党", U"届"};
  static constexpr std::array<std::u32string_view, 8> kAfterCongress = {U"精神", U"报告", U"以来", U"和", U"、", U"召开", U"部署", U"会议"};
  static constexpr std::array<std::u32string_view, 8> kAfterTerm = {U"历次", U"中央", U"全会", U"全国人大", U"人大", U"人民代表", U"政协", U"党代"};
  const std::size_t end = numerals_end(text, here.at);
  if (end == here.at) return 0;
  if (character_at(text, end) == U'大') {
    return any_before(text, here.at, kParty) && any_at(text, end + 1, kAfterCongress) ? end + 1 : 0;
  }
  // N中全会, N次全会, and such a list: 二次、三次全会
  const auto leads_to_plenum = [&](std::size_t from_number) {
    std::size_t at = from_number;
    while (at - from_number < kReach) {
      const std::size_t number = numerals_end(text, at);
      const char32_t word = character_at(text, number);
      if (number == at || (word != U'中' && word != U'次')) return false;
      at = number + 1;
      if (stands_at(text, at, U"全会")) return true;
      if (character_at(text, at) != U'、' && character_at(text, at) != U'和') return false;
      ++at;
    }
    return false;
  };
  if (character_at(text, end) == U'届') {
    const std::size_t next = end + 1;
    return any_at(text, next, kAfterTerm) || leads_to_plenum(next) ? next : 0;
  }
  return leads_to_plenum(here.at) ? end + 1 : 0;
}

// --- numbers that order or name -----------------------------------------------------------------------------------------------

// 附件1, 附表二, 专栏3; 表1 and 图2 at the start of a line or after 见
std::size_t annex(const Here& here) {
  const std::u32string_view text = here.text;
  static constexpr std::array<std::u32string_view, 5> kLong = {U"附件", U"附表", U"附图", U"附录", U"专栏"};
  std::size_t word_end = here.at;
  while (word_end > 0 && text[word_end - 1] == U' ') --word_end;
  const std::size_t end = number_end(text, here.at);
  if (UnitCatalogue::builtin().find(to_utf8(text.substr(std::min(end, text.size()), 1)))) return 0;  // 附件2份
  if (any_before(text, word_end, kLong)) return end;
  const char32_t word = character_before(text, word_end);
  if (word != U'表' && word != U'图') return 0;
  const bool free = starts_line(text, word_end - 1) || ends_before(text, word_end - 1, U"见") || ends_before(text, word_end - 1, U"(");
  return free ? end : 0;
}

// The first cell of a row below a head that begins with 序号.
std::size_t table_serial(const Here& here) {
  const std::size_t end = digits_end(here.text, here.at);
  const bool first_cell = starts_line(here.text, here.at) && end > here.at && character_at(here.text, blanks_end(here.text, end)) == U'|';
  if (!first_cell) return 0;
  for (std::size_t line = here.line; line > 0; --line) {
    const std::string& above = here.lines[line - 1].text;
    if (above.find('|') == std::string::npos) return 0;
    if (above.starts_with("序号")) return end;
  }
  return 0;
}

// 一、 (二) 1. 3． at the start of a line; (1) after a full stop; 一是
std::size_t item_number(const Here& here) {
  const std::u32string_view text = here.text;
  const std::size_t end = number_end(text, here.at);
  static constexpr std::array<std::u32string_view, 6> kPrefixes = {U"附件:", U"附件: ", U"附: ", U"附:", U"附件 :", U"附件 "};
  const bool first = starts_line(text, here.at) || any_before(text, here.at, kPrefixes);
  const char32_t before = character_before(text, here.at);
  const char32_t after = character_at(text, end);
  if (before == U'(' && after == U')') {
    const char32_t in_front = character_before(text, here.at - 1);
    const bool starts = starts_line(text, here.at - 1) || std::u32string_view(U"。;:").find(in_front) != std::u32string_view::npos;
    return starts ? end : 0;
  }
  const bool closes_sentence = first || std::u32string_view(U"。;:,").find(before) != std::u32string_view::npos;
  if (is_numeral(text[here.at]) && after == U'是' && end - here.at == 1 && before != 0 && closes_sentence) return end;
  if (!first) return 0;
  if (std::u32string_view(U"、．﹒)").find(after) != std::u32string_view::npos && after != 0) return end;
  return after == U'.' && !is_digit(character_at(text, end + 1)) ? end : 0;
}

// 第一, 第2; 第一、二、三产业; 5号
std::size_t ordinal(const Here& here) {
  const std::u32string_view text = here.text;
  const std::size_t end = number_end(text, here.at);
  std::size_t before = here.at;
  while (before > 0 && text[before - 1] == U' ') --before;
  if (character_before(text, before) == U'第') return end;
  // A list that goes on: one numeral each, and the word 产业, 阶段, … behind the last.
  std::size_t back = here.at;
  while (back >= 2 && here.at - back < kReach && text[back - 1] == U'、' && is_numeral(text[back - 2])) back -= 2;
  const bool lists = back < here.at && character_before(text, back) == U'第' && end - here.at == 1;
  if (lists) return end;
  return character_at(text, end) == U'号' ? end + 1 : 0;
}

// 一级, 两级, 3A级
std::size_t grade(const Here& here) {
  const std::u32string_view text = here.text;
  std::size_t end = number_end(text, here.at);
  if (end - here.at != 1) return 0;
  if (is_digit(text[here.at])) {
    const std::size_t letters = end;
    while (character_at(text, end) == U'A') ++end;
    if (end == letters) return 0;
  }
  static constexpr std::array<std::u32string_view, 2> kWords = {U"级", U"景区"};
  return any_at(text, end, kWords) ? end : 0;
}

// GB/T 29490, ISO9001; 5G, 3D
std::size_t standard(const Here& here) {
  const std::u32string_view text = here.text;
  if (!is_digit(text[here.at])) return 0;
  static constexpr std::array<std::u32string_view, 5> kCodes = {U"GB", U"GB/T", U"ISO", U"IEC", U"DB"};
  static constexpr std::array<std::u32string_view, 6> kTechnologies = {U"G", U"D", U"K", U"C", U"V", U"R"};
  std::size_t before = here.at;
  while (before > 0 && text[before - 1] == U' ') --before;
  std::size_t end = digits_end(text, here.at);
  if (any_before(text, before, kCodes)) {
    while (character_at(text, end) == U'-' || character_at(text, end) == U'.' || character_at(text, end) == U':') {
      if (!is_digit(character_at(text, end + 1))) break;
      end = digits_end(text, end + 1);
    }
    return end;
  }
  const bool one_digit = end - here.at == 1 && !is_latin(character_before(text, here.at)) && character_before(text, here.at) != U'.';
  return one_digit && any_at(text, end, kTechnologies) && !is_latin(character_at(text, end + 1)) ? end + 1 : 0;
}

// (亿元), 单位:万元, a cell with 亿美元: a scale word without a number; 每万人: what a ratio is taken of
std::size_t unit_name(const Here& here) {
  const std::u32string_view text = here.text;
  std::size_t end = here.at;
  while (end < text.size() && std::u32string_view(U"百千万亿").find(text[end]) != std::u32string_view::npos) ++end;
  if (end == here.at) return 0;
  if (character_before(text, here.at) == U'每') return end;
  std::size_t begin = here.at;
  while (begin > 0 && text[begin - 1] == U' ') --begin;
  const char32_t before = character_before(text, begin);
  if (begin != 0 && before != U'(' && before != U'|' && before != U':' && before != U'/') return 0;
  constexpr std::size_t kLongestUnit = 8;
  const std::u32string_view behind = text.substr(end, kLongestUnit);
  const std::u32string_view unit = behind.substr(0, behind.find_first_of(U")|,;/ "));
  const auto known = UnitCatalogue::builtin().find(to_utf8(unit));
  // 百项 and 千家 in a cell are amounts; nobody counts in units of a hundred.
  const bool large = text.substr(here.at, end - here.at).find_first_of(U"万亿") != std::u32string_view::npos;
  return known && (large || !known->is_countable()) ? end : 0;
}

// --- words --------------------------------------------------------------------------------------------------------------------

// A word of the list lies over the position. Where it ends.
template <std::size_t N>
std::size_t inside_word(const Here& here, const std::array<std::u32string_view, N>& words) {
  for (const std::u32string_view word : words) {
    for (std::size_t offset = word.find(here.text[here.at]); offset != std::u32string_view::npos; offset = word.find(here.text[here.at], offset + 1)) {
      if (offset <= here.at && stands_at(here.text, here.at - offset, word)) return here.at - offset + word.size();
    }
  }
  return 0;
}

std::size_t place_name(const Here& here) {
  static constexpr std::array<std::u32string_view, 24> kNames = {
      U"四川", U"三亚", U"三明", U"六安", U"九江", U"两江", U"五指山", U"十堰", U"万州", U"百色", U"长三角", U"珠三角",
      U"三峡", U"七台河", U"三门峡", U"四平", U"万宁", U"九寨沟", U"三沙", U"万载", U"五台山", U"千岛湖", U"九龙", U"万盛"};
  const std::size_t end = inside_word(here, kNames);
  return end == 0 ? 0 : std::max(here.at + 1, std::min(end, numerals_end(here.text, here.at)));
}

// Words that count nothing. What could be a count or a slogan is not among them.
std::size_t word(const Here& here) {
  static constexpr std::array<std::u32string_view, 64> kWords = {
      U"两岸",   U"两会",   U"两侧",   U"两翼",   U"三农",   U"三维",     U"二维码", U"四周",   U"四季",   U"四方",     U"四通八达", U"五金",
      U"百姓",   U"百货",   U"百科",   U"百分点", U"百分比", U"万一",     U"万物",   U"万众",   U"万能",   U"千方百计", U"千家万户", U"亿万",
      U"十分",   U"十足",   U"八方",   U"四海",   U"五湖",   U"一举两得", U"二者",   U"两者",   U"三者",   U"二手",     U"二氧化",   U"两化融合",
      U"三产",   U"三方",   U"二次元", U"二次供水", U"三角", U"三峡",     U"七夕",   U"两手抓", U"两用",   U"百花",     U"再三",     U"接二连三",
      U"五谷",   U"六畜",   U"三轮车", U"二胎",   U"三孩",   U"三伏",     U"两栖",   U"千秋",   U"九州",   U"百度",
      U"清零",   U"归零",   U"零距离", U"零容忍", U"零售",   U"零部件"};
  const std::u32string_view text = here.text;
  const std::size_t end = numerals_end(text, here.at);
  if (end == here.at) return 0;
  if (const std::size_t word_end = inside_word(here, kWords)) return std::max(here.at + 1, std::min(end, word_end));
  if (text[here.at] != U'一' || end - here.at != 1) return 0;
  // 一 counts only in front of a count word: 一个, 一项. 统一, 进一步, 一批, 一体, 一户一策 do not.
  static constexpr std::array<std::u32string_view, 9> kBefore = {U"统", U"进", U"唯", U"单", U"同", U"专", U"万", U"之", U"逐"};
  static constexpr std::array<std::u32string_view, 13> kAfter = {U"批",   U"道",   U"起", U"面", U"点",   U"部分", U"类",
                                                                 U"条龙", U"对一", U"对多", U"次性", U"站",   U"层"};
  if (any_before(text, here.at, kBefore) || any_at(text, end, kAfter)) return end;
  const bool distributive = is_chinese(character_at(text, end)) && character_at(text, end + 1) == U'一' && is_chinese(character_at(text, end + 2));
  const bool second = here.at >= 2 && text[here.at - 2] == U'一' && is_chinese(text[here.at - 1]);
  if (distributive || second) return end;
  constexpr std::size_t kLongestUnit = 4;
  for (std::size_t length = 1; length <= kLongestUnit && end + length <= text.size(); ++length) {
    if (UnitCatalogue::builtin().find(to_utf8(text.substr(end, length)))) return 0;
  }
  return end;
}

struct Recogniser {
  Kind kind;
  std::size_t (*end_of)(const Here&);
};

// The first that speaks decides.
constexpr std::array kRecognisers = {
    Recogniser{Kind::PageHeader, page_header},      Recogniser{Kind::PageNumber, page_number},  Recogniser{Kind::Contact, contact},
    Recogniser{Kind::DocumentNumber, document_number}, Recogniser{Kind::Date, date},            Recogniser{Kind::MemorialDay, memorial_day},
    Recogniser{Kind::FiveYearPlan, five_year_plan}, Recogniser{Kind::Session, session},         Recogniser{Kind::Annex, annex},
    Recogniser{Kind::TableSerial, table_serial},    Recogniser{Kind::ItemNumber, item_number},  Recogniser{Kind::Ordinal, ordinal},
    Recogniser{Kind::Grade, grade},                 Recogniser{Kind::Standard, standard},       Recogniser{Kind::UnitName, unit_name},
    Recogniser{Kind::PlaceName, place_name},        Recogniser{Kind::Word, word},
};

}  // namespace

std::optional<Recognised> recognise(const Here& here) {
  for (const Recogniser& recogniser : kRecognisers) {
    if (const std::size_t end = recogniser.end_of(here); end > here.at) return Recognised{recogniser.kind, end};
  }
  return std::nullopt;
}

}  // namespace gouji::analyzer::source
