#include "dsl/lexer.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "dsl/unicode.hpp"

namespace gouji::dsl {

namespace {

constexpr bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// ０ to ９ are EF BC 90 to EF BC 99.
bool is_wide_digit(std::string_view text) {
  return text.size() >= 3 && text[0] == '\xEF' && text[1] == '\xBC' && text[2] >= '\x90' && text[2] <= '\x99';
}

// ！ to ～ all begin with EF.
bool has_wide_forms(std::string_view text) { return text.find('\xEF') != std::string_view::npos; }

struct Sign {
  std::string_view text;
  TokenKind kind;
  Comparison comparison = Comparison::Equal;
};

// Longer signs before their own beginnings.
constexpr std::array kSigns = {
    Sign{"..", TokenKind::Range},
    Sign{"……", TokenKind::Range},
    Sign{"—", TokenKind::Range},
    Sign{"–", TokenKind::Range},
    Sign{">=", TokenKind::Comparator, Comparison::AtLeast},
    Sign{"<=", TokenKind::Comparator, Comparison::AtMost},
    Sign{"＞＝", TokenKind::Comparator, Comparison::AtLeast},
    Sign{"＜＝", TokenKind::Comparator, Comparison::AtMost},
    Sign{"≥", TokenKind::Comparator, Comparison::AtLeast},
    Sign{"≧", TokenKind::Comparator, Comparison::AtLeast},
    Sign{"≤", TokenKind::Comparator, Comparison::AtMost},
    Sign{"≦", TokenKind::Comparator, Comparison::AtMost},
    Sign{"≈", TokenKind::Comparator, Comparison::About},
    Sign{"~", TokenKind::Comparator, Comparison::About},
    Sign{"～", TokenKind::Comparator, Comparison::About},
    Sign{">", TokenKind::Comparator, Comparison::MoreThan},
    Sign{"＞", TokenKind::Comparator, Comparison::MoreThan},
    Sign{"<", TokenKind::Comparator, Comparison::LessThan},
    Sign{"＜", TokenKind::Comparator, Comparison::LessThan},
    Sign{"=", TokenKind::Comparator, Comparison::Equal},
    Sign{"＝", TokenKind::Comparator, Comparison::Equal},
    Sign{"+", TokenKind::Plus},
    Sign{"＋", TokenKind::Plus},
    Sign{"-", TokenKind::Minus},
    Sign{"－", TokenKind::Minus},
    Sign{"−", TokenKind::Minus},
    Sign{"/", TokenKind::Slash},
    Sign{"／", TokenKind::Slash},
    Sign{",", TokenKind::Comma},
    Sign{"，", TokenKind::Comma},
    Sign{"、", TokenKind::Comma},
    Sign{"*", TokenKind::Star},
    Sign{"＊", TokenKind::Star},
    Sign{"|", TokenKind::Pipe},
    Sign{"｜", TokenKind::Pipe},
    Sign{"{", TokenKind::Open},
    Sign{"｛", TokenKind::Open},
    Sign{"}", TokenKind::Close},
    Sign{"｝", TokenKind::Close},
    Sign{"\n", TokenKind::EndOfLine},
    Sign{";", TokenKind::EndOfLine},
    Sign{"；", TokenKind::EndOfLine},
};

// Where the signs that begin with a byte stand in kSigns; none does for most bytes.
struct SignGroup {
  std::uint8_t first = 0;
  std::uint8_t last = 0;
};
constexpr auto kSignsByByte = [] {
  auto sorted = kSigns;
  // Signs of one byte keep their order.
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    for (std::size_t j = i; j > 0 && static_cast<unsigned char>(sorted[j].text[0]) < static_cast<unsigned char>(sorted[j - 1].text[0]); --j) {
      std::swap(sorted[j], sorted[j - 1]);
    }
  }
  return sorted;
}();
constexpr auto kSignGroups = [] {
  std::array<SignGroup, 256> groups{};
  for (std::size_t i = 0; i < kSignsByByte.size(); ++i) {
    SignGroup& group = groups[static_cast<unsigned char>(kSignsByByte[i].text[0])];
    if (group.last == 0) group.first = static_cast<std::uint8_t>(i);
    group.last = static_cast<std::uint8_t>(i + 1);
  }
  return groups;
}();

// Signs of one ASCII character with which no longer sign begins; Bad for all other characters.
struct PlainSign {
  TokenKind kind = TokenKind::Bad;
  Comparison comparison = Comparison::Equal;
};
constexpr auto kPlainSigns = [] {
  std::array<PlainSign, 256> plain{};
  for (const Sign& sign : kSigns) {
    if (sign.text.size() > 1) continue;
    const auto begins_longer = [&](const Sign& other) { return other.text.size() > 1 && other.text[0] == sign.text[0]; };
    if (!std::any_of(kSigns.begin(), kSigns.end(), begins_longer)) {
      plain[static_cast<unsigned char>(sign.text[0])] = {sign.kind, sign.comparison};
    }
  }
  return plain;
}();

struct Quotes {
  std::string_view open;
  std::string_view close;
};
constexpr std::array kQuotes = {Quotes{"\"", "\""}, Quotes{"“", "”"}, Quotes{"「", "」"}, Quotes{"『", "』"}, Quotes{"＂", "＂"}};

// Punctuation that ends a word although it is not ASCII. What has no meaning of its own is reported when it is met.
constexpr std::array<std::string_view, 40> kPunctuation = {
    "（", "）", "：", "，", "、", "；", "｜", "＝", "＞", "＜", "≥", "≤", "≧", "≦", "≈", "～", "“", "”", "「", "」",
    "『", "』", "《", "》", "〈", "〉", "。", "！", "？", "—", "–", "…", "〔", "〕", "【", "】", "＋", "－", "−", "　"};
constexpr std::array<std::string_view, 9> kMorePunctuation = {"＂", "／", "＊", "｛", "｝", "＠", "‘", "’", "×"};

// Where a character of three bytes stands in a table by its second and third byte. Those that share a place must be told apart.
constexpr std::size_t kCharacterSlots = 4096;
constexpr std::size_t character_slot(const char* character) {
  return static_cast<std::size_t>((static_cast<unsigned char>(character[1]) & 0x3F) << 6 | (static_cast<unsigned char>(character[2]) & 0x3F));
}

// Besides the wide one, blanks that cannot be seen: no-break space, zero-width space, byte-order mark.
constexpr std::array<std::string_view, 4> kBlanks = {"　", "\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF"};

// May be a blank or a punctuation mark.
constexpr auto kMayBreak = [] {
  std::array<bool, kCharacterSlots> may{};
  const auto note = [&](std::string_view mark) {
    if (mark.size() == 3) may[character_slot(mark.data())] = true;
  };
  for (const std::string_view mark : kPunctuation) note(mark);
  for (const std::string_view mark : kMorePunctuation) note(mark);
  for (const std::string_view blank : kBlanks) note(blank);
  return may;
}();

std::size_t blank_length(std::string_view text) {
  for (const std::string_view blank : kBlanks) {
    if (text.starts_with(blank)) return blank.size();
  }
  return 0;
}

bool starts_with_punctuation(std::string_view text) {
  const auto starts = [text](std::string_view mark) { return text.starts_with(mark); };
  return std::any_of(kPunctuation.begin(), kPunctuation.end(), starts) ||
         std::any_of(kMorePunctuation.begin(), kMorePunctuation.end(), starts);
}

// What a byte begins. Chinese characters of E4 to E9 are most of a plan, and each of them stands in a word.
enum class ByteClass : std::uint8_t {
  Other,      // a sign, or what cannot stand in a plan
  Letter,     // ASCII letter, or _
  Digit,
  Percent,
  Character,  // a character of three bytes that stands in a word
  Quote,      // "
  At,
  Sign,       // one with which no longer sign begins
  // From here on it may be a blank.
  Look,       // a blank, a punctuation mark or a character of a word: the other bytes tell
  Slash,      // a comment or a sign
  Blank,
};
constexpr auto kByteClasses = [] {
  std::array<ByteClass, 256> classes{};
  for (std::size_t byte = 0; byte < classes.size(); ++byte) {
    const char c = static_cast<char>(byte);
    if (byte >= 0xE4 && byte <= 0xE9) {
      classes[byte] = ByteClass::Character;
    } else if (byte >= 0x80) {
      classes[byte] = ByteClass::Look;
    } else if (is_ascii_letter(c) || c == '_') {
      classes[byte] = ByteClass::Letter;
    } else if (is_ascii_digit(c)) {
      classes[byte] = ByteClass::Digit;
    } else if (c == '%') {
      classes[byte] = ByteClass::Percent;
    } else if (c == '"') {
      classes[byte] = ByteClass::Quote;
    } else if (c == '@') {
      classes[byte] = ByteClass::At;
    } else if (c == '/') {
      classes[byte] = ByteClass::Slash;
    } else if (c == ' ' || c == '\t' || c == '\r') {
      classes[byte] = ByteClass::Blank;
    } else if (c != '-' && c != '~' && kPlainSigns[byte].kind != TokenKind::Bad) {  // these two may stand between figures
      classes[byte] = ByteClass::Sign;
    }
  }
  return classes;
}();
constexpr ByteClass class_of(char c) { return kByteClasses[static_cast<unsigned char>(c)]; }
constexpr bool stands_in_word(ByteClass of_ascii) {
  return of_ascii == ByteClass::Letter || of_ascii == ByteClass::Digit || of_ascii == ByteClass::Percent;
}

constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

constexpr std::array<std::string_view, 18> kNumerals = {"一", "二", "两", "兩", "三", "四", "五", "六", "七",
                                                        "八", "九", "十", "百", "千", "万", "萬", "亿", "億"};
// Words that turn two numbers into a range: 1至2家. The sign ~ is another.
constexpr std::array<std::string_view, 5> kRangeWords = {"至", "到", "—", "–", "～"};

// What a character of three bytes may be, by its place in the table.
enum Hint : std::uint8_t { kMayCount = 1, kMayJoin = 2 };
constexpr auto kHints = [] {
  std::array<std::uint8_t, kCharacterSlots> hints{};
  for (const std::string_view word : kNumerals) hints[character_slot(word.data())] |= kMayCount;
  for (const std::string_view word : kRangeWords) hints[character_slot(word.data())] |= kMayJoin;
  return hints;
}();
bool may_be(Hint hint, const char* character) { return (kHints[character_slot(character)] & hint) != 0; }

template <std::size_t N>
bool starts_with_any(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return text.starts_with(word); });
}

// Of a text that does not begin with ASCII.
bool starts_with_numeral(std::string_view text) {
  return text.size() >= 3 && may_be(kMayCount, text.data()) && starts_with_any(text, kNumerals);
}

std::size_t range_word_length(std::string_view text) {
  if (text.front() == '~') return 1;
  if (is_ascii(text.front()) || text.size() < 3 || !may_be(kMayJoin, text.data())) return 0;
  return starts_with_any(text, kRangeWords) ? 3 : 0;
}

}  // namespace

inline bool Lexer::digit_at(std::size_t offset) const {
  return is_ascii_digit(data_[offset]) || (data_[offset] == '\xEF' && is_wide_digit(from(offset)));
}

inline Lexer::Digits Lexer::digits_at(std::size_t offset) const {
  Digits digits{offset, 0, false};
  for (;; digits.end += 3, ++digits.count, digits.wide = true) {
    for (; is_ascii_digit(data_[digits.end]); ++digits.end) ++digits.count;
    if (data_[digits.end] != '\xEF' || !is_wide_digit(from(digits.end))) return digits;
  }
}

inline std::size_t Lexer::word_character(std::size_t offset) const {
  const ByteClass byte_class = class_of(data_[offset]);
  if (byte_class == ByteClass::Character && size_ - offset >= 3) return 3;
  if (byte_class == ByteClass::Character || byte_class == ByteClass::Look) return rare_word_character(offset);
  return stands_in_word(byte_class) ? 1 : 0;
}

std::size_t Lexer::rare_word_character(std::size_t offset) const {
  const std::string_view here = from(offset);
  const bool may_break = here.size() < 3 || static_cast<unsigned char>(here[0]) < 0xE0 || kMayBreak[character_slot(here.data())];
  if (may_break && (starts_with_punctuation(here) || blank_length(here) != 0)) return 0;
  const CodePoint point = decode(here, 0);
  // A full-width form stands in a word when its half-width one does: the formatter puts one for the other.
  const bool wide = point.value >= 0xFF01 && point.value <= 0xFF5E;
  if (wide && !stands_in_word(kByteClasses[point.value - 0xFF01 + '!'])) return 0;
  return point.length;
}

inline void Lexer::put(Token* token, std::size_t begin, TokenKind kind, bool as_written) const {
  *token = {span_from(begin), kind, Keyword::None, Comparison::Equal, false, false, as_written};
}

inline void Lexer::take(Token* token, std::size_t length, TokenKind kind, Comparison comparison, bool trailing) {
  const std::size_t begin = offset_;
  offset_ += length;
  *token = {span_from(begin), kind, Keyword::None, comparison, trailing, false, true};
}

bool Lexer::takes_name(const Token* token) const {
  using enum Keyword;
  if (token == first_) return false;
  if (token == first_ + 1 || token[-1].kind == TokenKind::Comma) return true;
  const Keyword last = token[-1].keyword;
  return last == Of || last == Part || last == Owner || last == In || last == On || last == Within;
}

inline void Lexer::skip_blanks() {
  constexpr std::string_view kIndent = "    ";
  do {
    std::size_t at = offset_;
    if (data_[at] == ' ' && data_[++at] == ' ') {
      while (size_ - at >= kIndent.size() && std::memcmp(data_ + at, kIndent.data(), kIndent.size()) == 0) at += kIndent.size();
      while (data_[at] == ' ') ++at;
    }
    offset_ = at;
  } while (class_of(data_[offset_]) >= ByteClass::Look && skip_rare_blank());
}

// A blank other than a space, or a comment; false when there is none.
bool Lexer::skip_rare_blank() {
  const char c = data_[offset_];
  if (c == '\t' || c == '\r') {
    ++offset_;
    return true;
  }
  if (c != '/') {
    const std::size_t blank = blank_length(rest());
    offset_ += blank;
    return blank != 0;
  }
  if (data_[offset_ + 1] != '/') return false;
  const std::size_t begin = offset_;
  offset_ += std::min(rest().find('\n'), size_ - offset_);
  std::size_t end = offset_;
  while (end > begin && (data_[end - 1] == '\r' || data_[end - 1] == ' ')) --end;
  if (comments_ != nullptr) {
    comments_->push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }
  return true;
}

void Lexer::skip_colons() {
  for (;;) {
    if (data_[offset_] == ':') {
      ++offset_;
    } else if (data_[offset_] == '\xEF' && rest().starts_with("：")) {
      offset_ += std::string_view("：").size();
    } else {
      return;
    }
    skip_blanks();
  }
}

// The rest of a date whose year has been read: 2024-03, 2024-03-15, 2024年3月15日, 2026年底, 2021末. False when there is none.
bool Lexer::scan_date() {
  const auto part = [this](std::size_t dash) -> std::size_t {
    if (data_[dash] != '-' || !digit_at(dash + 1)) return 0;
    const Digits digits = digits_at(dash + 1);
    return digits.count <= 2 ? digits.end : 0;
  };
  if (const std::size_t month_end = part(offset_); month_end != 0) {
    const std::size_t day_end = part(month_end);
    offset_ = day_end != 0 ? day_end : month_end;
    return true;
  }
  const auto take = [this](std::string_view word) {
    if (!rest().starts_with(word)) return false;
    offset_ += word.size();
    return true;
  };
  bool dated = take("年");
  if (dated && digit_at(offset_)) {
    const std::size_t month_end = digits_at(offset_).end;
    if (from(month_end).starts_with("月")) {
      offset_ = month_end + std::string_view("月").size();
      const std::size_t day_end = digits_at(offset_).end;
      if (day_end != offset_ && from(day_end).starts_with("日")) {
        offset_ = day_end + std::string_view("日").size();
      }
    }
  }
  return take("底") || take("末") || dated;
}

void Lexer::scan_number(Token* token) {
  const std::size_t begin = offset_;
  const Digits whole = digits_at(begin);
  offset_ = whole.end;
  const bool four_digits = whole.count == 4;
  const char next = data_[offset_];
  if (four_digits && (next == '-' || !is_ascii(next)) && scan_date()) {
    return put(token, begin, TokenKind::Date, !has_wide_forms({data_ + begin, offset_ - begin}));
  }
  bool wide = whole.wide;
  const bool point = next == '.' ? digit_at(offset_ + 1) : next == '\xEF' && rest().starts_with("．") && digit_at(offset_ + 3);
  if (point) {
    const Digits fraction = digits_at(offset_ + (next == '.' ? 1 : 3));
    wide = wide || fraction.wide || next != '.';
    offset_ = fraction.end;
  }
  put(token, begin, TokenKind::Number, !wide);
  token->year = four_digits && !point && data_[begin] != '0' && !(wide && from(begin).starts_with("０"));
}

// Moves to the end of the word that begins here; true when there are full-width forms in it.
inline bool Lexer::go_to_word_end(bool unit) {
  const std::size_t begin = offset_;
  // 家至2家: the unit of a range's lower end stops at the range word.
  const auto stops_unit = [&](std::size_t at) {
    if (!unit || at == begin) return false;
    const std::size_t range = range_word_length(from(at));
    return range != 0 && digit_at(at + range);
  };
  bool wide = false;
  std::size_t at = begin;
  for (;;) {
    const char c = data_[at];
    const ByteClass byte_class = class_of(c);
    if (byte_class == ByteClass::Character && size_ - at >= 3) {
      if (stops_unit(at)) break;
      at += 3;
    } else if (byte_class == ByteClass::Letter || byte_class == ByteClass::Digit) {
      ++at;
      // rule-names, composition-not-100: a hyphen after a letter belongs to the word, except in 5m-10m
      if (data_[at] == '-' && is_ascii_letter(c) && (is_ascii_letter(data_[at + 1]) || (!unit && is_ascii_digit(data_[at + 1])))) ++at;
    } else if (byte_class == ByteClass::Character || byte_class == ByteClass::Look) {
      const std::size_t length = rare_word_character(at);
      if (length == 0) break;
      wide = wide || c == '\xEF';
      if ((wide && from(at).starts_with("％")) || stops_unit(at)) break;
      at += length;
    } else {
      break;
    }
  }
  offset_ = at;
  return wide;
}

void Lexer::scan_word(Token* token) {
  const std::size_t begin = offset_;
  const TokenKind previous = kind_before(token);
  const bool ascii = is_ascii(data_[begin]);

  // 达到 1亿元, 超2000件: a comparator word is one before digits, or when it stands alone. Before numerals (超百家) it is one
  // too, except where a name stands: 超千亿企业.
  if (!ascii) {
    if (const auto compare = leading_comparator(rest())) {
      const std::size_t after = begin + compare->length;
      const bool alone = word_character(after) == 0 || digit_at(after);
      if (alone || (!takes_name(token) && starts_with_numeral(from(after)))) {
        return take(token, compare->length, TokenKind::Comparator, compare->comparison);
      }
    }
    if (class_of(data_[begin]) == ByteClass::Look && (rest().starts_with("‰") || rest().starts_with("％"))) {
      offset_ += 3;
      return put(token, begin, TokenKind::Word, data_[begin] != '\xEF');
    }
  } else if (data_[begin] == '%') {
    ++offset_;
    return put(token, begin, TokenKind::Word, true);
  }

  const bool unit = previous == TokenKind::Number;
  const bool wide = go_to_word_end(unit);
  const bool may_follow_figure = unit || (previous == TokenKind::Word && token != first_ + 1) || previous == TokenKind::Slash;
  if (may_follow_figure) {
    const std::size_t length = offset_ - begin;
    if (const auto compare = trailing_comparator({data_ + begin, length})) {
      if (compare->length == length) {
        offset_ = begin;
        return take(token, length, TokenKind::Comparator, compare->comparison, true);
      }
      // 亿元以上: the unit now, the comparator next
      if (unit || previous == TokenKind::Slash) offset_ -= compare->length;
    }
  }
  const std::string_view word(data_ + begin, offset_ - begin);
  const Keyword keyword = wide ? find_keyword(fold_width(word)) : find_keyword(word);
  *token = {span_from(begin), TokenKind::Word, keyword, Comparison::Equal, false, !ascii && starts_with_numeral(word), !wide};
}

inline void Lexer::scan_string(Token* token, std::size_t open_length, std::string_view close) {
  if (open_length == 1) {
    // "…" is most strings: go at once to the next quote, and see whether there is an escape or a line's end in between.
    const std::size_t begin = offset_;
    const std::string_view after = from(begin + 1);
    const std::size_t quote = after.find('"');
    if (quote != std::string_view::npos) {
      const std::string_view inside = after.substr(0, quote);
      if (inside.find('\\') == std::string_view::npos && inside.find('\n') == std::string_view::npos) {
        offset_ += quote + 2;
        return put(token, begin, TokenKind::String, true);
      }
    }
  }
  scan_marked_string(token, open_length, close);
}

// A string with marks inside, or without end.
void Lexer::scan_marked_string(Token* token, std::size_t open_length, std::string_view close) {
  const std::size_t begin = offset_;
  const std::string_view open(data_ + begin, open_length);
  offset_ += open_length;
  std::size_t depth = 1;
  bool escapes = false;
  while (offset_ < size_ && data_[offset_] != '\n') {
    const char c = data_[offset_];
    if (c != '\\' && c != close[0] && c != open[0]) {
      ++offset_;
    } else if (c == '\\' && (data_[offset_ + 1] == '"' || data_[offset_ + 1] == '\\')) {
      offset_ += 2;
      escapes = true;
    } else if (rest().starts_with(close)) {
      offset_ += close.size();
      if (--depth == 0) return put(token, begin, TokenKind::String, !escapes);
    } else if (open != close && rest().starts_with(open)) {
      ++depth;
      offset_ += open.size();
    } else {
      ++offset_;
    }
  }
  // A brace at the end of the line still opens its block: one mistake does not make others.
  std::size_t line_end = offset_;
  while (line_end > begin && (data_[line_end - 1] == ' ' || data_[line_end - 1] == '\r' || data_[line_end - 1] == '\t')) --line_end;
  if (line_end > begin + open_length && data_[line_end - 1] == '{') offset_ = line_end - 1;
  const Span quote{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + open_length)};
  if (!damaged_) diagnostics_.push_back({Mistake::UnclosedString, quote,
                          fill({"引号到行尾还没有收尾", "the string is not closed before the end of the line"}, {}),
                          fill({"在这一行补上 {close}", "add {close} on this line"}, {{"close", close}}),
                          {}});
  damaged_ = true;
  put(token, begin, TokenKind::Bad, false);
}

void Lexer::scan_place(Token* token) {
  const std::size_t begin = offset_;
  offset_ += data_[offset_] == '@' ? 1 : std::string_view("＠").size();
  bool ascii = data_[begin] == '@';
  for (;;) {
    const char c = data_[offset_];
    if (c == ':' || c == '-' || c == '.' || stands_in_word(class_of(c))) {
      ++offset_;
      continue;
    }
    if (is_ascii(c)) break;
    ascii = false;
    if (rest().starts_with("：") || rest().starts_with("．") || rest().starts_with("—")) {
      offset_ += 3;
    } else if (const std::size_t length = word_character(offset_)) {
      offset_ += length;
    } else {
      break;
    }
  }
  put(token, begin, TokenKind::Place, ascii || !has_wide_forms({data_ + begin, offset_ - begin}));
}

// 1至2家, 2022-2025, 1-2家: between figures these are ranges.
std::size_t Lexer::joining_length(const Token* token) const {
  if (token == first_) return 0;
  const Token& left = token[-1];
  if (left.kind != TokenKind::Number && left.kind != TokenKind::Date && left.kind != TokenKind::Word) return 0;
  const std::string_view here = rest();
  const std::size_t range = range_word_length(here);
  const bool touches = left.span.end == offset_;
  if (range != 0 && digit_at(offset_ + range)) {
    // 1~2家 is a range, but 2026 ~20个 is about 20.
    const bool about = here[0] == '~' || here.starts_with("～");
    if (touches || !about) return range;
  }
  return left.kind != TokenKind::Word && touches && here[0] == '-' && digit_at(offset_ + 1) ? 1 : 0;
}

inline void Lexer::scan(Token* token) {
  skip_blanks();
  // 责任单位：… reads well, so a colon after the first word is let pass.
  if (token == first_ + 1) skip_colons();
  const char c = data_[offset_];
  switch (class_of(c)) {
    case ByteClass::Character:
      if (size_ - offset_ >= 3 && may_be(kMayJoin, data_ + offset_)) return scan_rest(token);
      return scan_word(token);
    case ByteClass::Letter:
    case ByteClass::Percent: return scan_word(token);
    case ByteClass::Digit: return scan_figure(token);
    case ByteClass::Quote: return scan_string(token, kQuotes[0].open.size(), kQuotes[0].close);
    case ByteClass::At: return scan_place(token);
    case ByteClass::Slash:
    case ByteClass::Sign: {
      const PlainSign plain = kPlainSigns[static_cast<unsigned char>(c)];
      return take(token, 1, plain.kind, plain.comparison);
    }
    default: return scan_rest(token);
  }
}

// What begins with a digit is a figure; where a name stands it may be one: 3A景区.
inline void Lexer::scan_figure(Token* token) {
  const bool name_slot = token == first_ + 1 && (first_->keyword == Keyword::Indicator || first_->keyword == Keyword::Org);
  if (name_slot && word_character(digits_at(offset_).end) != 0) return scan_word(token);
  scan_number(token);
}

// What is rarer: signs that are not ASCII or may be the beginning of others, full-width forms, and mistakes.
void Lexer::scan_rest(Token* token) {
  if (offset_ >= size_) return put(token, offset_, TokenKind::EndOfFile, true);
  const std::string_view here = rest();
  const char c = here[0];
  if (c == '-' || c == '~' || !is_ascii(c)) {
    if (const std::size_t range = joining_length(token)) return take(token, range, TokenKind::Range);
  }
  if (!is_ascii(c)) {
    if (class_of(c) == ByteClass::Character) return scan_word(token);
    if (digit_at(offset_)) return scan_figure(token);
    for (const Quotes& quotes : kQuotes) {
      if (here.starts_with(quotes.open)) return scan_string(token, quotes.open.size(), quotes.close);
    }
    if (here.starts_with("＠")) return scan_place(token);
  }
  const SignGroup group = kSignGroups[static_cast<unsigned char>(c)];
  for (std::size_t i = group.first; i < group.last; ++i) {
    const Sign& entry = kSignsByByte[i];
    if (here.starts_with(entry.text)) return take(token, entry.text.size(), entry.kind, entry.comparison);
  }
  if (word_character(offset_) != 0) return scan_word(token);

  const std::size_t begin = offset_;
  const CodePoint point = decode(here, 0);
  offset_ += point.length;
  // One mistake a statement: the closing bracket of an opening one is not news.
  if (!damaged_) {
    diagnostics_.push_back({Mistake::UnknownCharacter, span_from(begin),
                            fill({"“{character}” 不能用在这里", "\"{character}\" cannot stand here"},
                                 {{"character", here.substr(0, point.length)}}),
                            {"名称里带括号、书名号等符号时，把整个名称放进引号", "put a name with brackets or other signs in quotes"},
                            {}});
  }
  damaged_ = true;
  put(token, begin, TokenKind::Bad, false);
}

void Lexer::next(StatementTokens& statement, TokenStore& store) {
  damaged_ = false;
  TokenStore::Room room = store.open();
  first_ = room.first;
  for (Token* token = room.first;; ++token) {
    if (token == room.end) {
      const auto count = static_cast<std::size_t>(token - room.first);
      room = store.more(count);
      first_ = room.first;
      token = room.first + count;
    }
    do {
      scan(token);
      // A line that ends in a comma goes on.
    } while (token->kind == TokenKind::EndOfLine && kind_before(token) == TokenKind::Comma && data_[token->span.begin] == '\n');
    if (token->kind != TokenKind::EndOfLine && token->kind != TokenKind::Open && token->kind != TokenKind::Close &&
        token->kind != TokenKind::EndOfFile) {
      continue;
    }
    statement.tokens = {room.first, token};
    statement.terminator = *token;
    statement.damaged = damaged_;
    if (token != room.first) store.close(statement.tokens.size() + 1);
    return;
  }
}

}  // namespace gouji::dsl
