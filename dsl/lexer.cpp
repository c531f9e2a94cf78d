#include "dsl/lexer.hpp"

#include <algorithm>
#include <array>
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

// Blanks that cannot be seen: no-break space, zero-width space, byte-order mark.
constexpr std::array<std::string_view, 4> kBlanks = {"　", "\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF"};

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
  Word,       // ASCII letter or digit, _ or %
  Character,  // a character of three bytes that stands in a word
  Look,       // a blank, a punctuation mark or a character of a word: the other bytes tell
};
constexpr auto kByteClasses = [] {
  std::array<ByteClass, 256> classes{};
  for (std::size_t byte = 0; byte < classes.size(); ++byte) {
    const char c = static_cast<char>(byte);
    if (byte >= 0xE4 && byte <= 0xE9) {
      classes[byte] = ByteClass::Character;
    } else if (byte >= 0x80) {
      classes[byte] = ByteClass::Look;
    } else if (is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '%') {
      classes[byte] = ByteClass::Word;
    }
  }
  return classes;
}();

constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// The three bytes of a character as one number: comparing characters by it costs nothing.
constexpr std::uint32_t key(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(character[i])); };
  return byte(0) << 16 | byte(1) << 8 | byte(2);
}

bool starts_with_numeral(std::string_view text) {
  if (text.size() < 3) return false;
  switch (key(text)) {
    case key("一"): case key("二"): case key("两"): case key("兩"): case key("三"): case key("四"): case key("五"): case key("六"):
    case key("七"): case key("八"): case key("九"): case key("十"): case key("百"): case key("千"): case key("万"): case key("萬"):
    case key("亿"): case key("億"): return true;
    default: return false;
  }
}

// After these words stands a name, so 超千亿企业 is one there.
bool takes_name(const std::vector<Token>& tokens) {
  using enum Keyword;
  if (tokens.empty()) return false;
  const Keyword last = tokens.back().keyword;
  return last == Of || last == Part || last == Owner || last == In || last == On || last == Within;
}

// Words that turn two numbers into a range: 1至2家.
std::size_t range_word_length(std::string_view text) {
  if (text.front() == '~') return 1;
  if (is_ascii(text.front()) || text.size() < 3) return 0;
  switch (key(text)) {
    case key("至"): case key("到"): case key("—"): case key("–"): case key("～"): return 3;
    default: return 0;
  }
}

}  // namespace

Span Lexer::span_from(std::size_t begin) const {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(offset_)};
}

inline bool Lexer::digit_at(std::size_t offset) const {
  if (offset >= text_.size()) return false;
  return is_ascii_digit(text_[offset]) || (text_[offset] == '\xEF' && is_wide_digit(text_.substr(offset)));
}

inline std::size_t Lexer::digits_end(std::size_t offset) const {
  while (digit_at(offset)) offset += is_ascii_digit(text_[offset]) ? 1 : 3;
  return offset;
}

inline std::size_t Lexer::word_character(std::size_t offset) const {
  if (offset >= text_.size()) return 0;
  switch (kByteClasses[static_cast<unsigned char>(text_[offset])]) {
    case ByteClass::Other: return 0;
    case ByteClass::Word: return 1;
    case ByteClass::Character:
      if (offset + 3 <= text_.size()) return 3;
      [[fallthrough]];
    case ByteClass::Look: break;
  }
  const std::string_view here = text_.substr(offset);
  if (starts_with_punctuation(here) || blank_length(here) != 0) return 0;
  const CodePoint point = decode(text_, offset);
  // A full-width form stands in a word when its half-width one does: the formatter puts one for the other.
  const bool wide = point.value >= 0xFF01 && point.value <= 0xFF5E;
  if (wide && kByteClasses[point.value - 0xFF01 + '!'] != ByteClass::Word) return 0;
  return point.length;
}

Token Lexer::sign(TokenKind kind, std::size_t length) {
  const std::size_t begin = offset_;
  offset_ += length;
  return {span_from(begin), kind, Keyword::None, Comparison::Equal, false, false, true};
}

Token Lexer::comparator(Comparison comparison, std::size_t length, bool trailing) {
  const std::size_t begin = offset_;
  offset_ += length;
  return {span_from(begin), TokenKind::Comparator, Keyword::None, comparison, trailing, false, true};
}

inline void Lexer::skip_blanks() {
  while (offset_ < text_.size()) {
    const char c = text_[offset_];
    if (c == ' ' || c == '\t' || c == '\r') {
      ++offset_;
    } else if (!is_ascii(c)) {
      const std::size_t blank = kByteClasses[static_cast<unsigned char>(c)] == ByteClass::Look ? blank_length(rest()) : 0;
      if (blank == 0) return;
      offset_ += blank;
    } else if (c == '/' && rest().starts_with("//")) {
      const std::size_t begin = offset_;
      offset_ = std::min(text_.find('\n', offset_), text_.size());
      std::size_t end = offset_;
      while (end > begin && (text_[end - 1] == '\r' || text_[end - 1] == ' ')) --end;
      if (comments_ != nullptr) {
        comments_->push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
      }
    } else {
      return;
    }
  }
}

Token Lexer::figure(std::size_t begin, TokenKind kind) const {
  const Span span = span_from(begin);
  return {span, kind, Keyword::None, Comparison::Equal, false, false, !has_wide_forms(text_.substr(begin, span.size()))};
}

Token Lexer::scan_number() {
  const std::size_t begin = offset_;
  offset_ = digits_end(begin);
  const std::size_t bytes = offset_ - begin;
  const bool four_digits = bytes >= 4 && bytes <= 12 && length(text_.substr(begin, bytes)) == 4;
  if (four_digits) {
    // 2024-03, 2024-03-15
    const auto part = [this](std::size_t from) -> std::size_t {
      if (from >= text_.size() || text_[from] != '-' || !digit_at(from + 1)) return 0;
      const std::size_t end = digits_end(from + 1);
      return length(text_.substr(from + 1, end - from - 1)) <= 2 ? end : 0;
    };
    if (const std::size_t month_end = part(offset_); month_end != 0) {
      const std::size_t day_end = part(month_end);
      offset_ = day_end != 0 ? day_end : month_end;
      return figure(begin, TokenKind::Date);
    }
    // 2024年3月15日, 2026年底, 2021末
    const auto take = [this](std::string_view word) {
      if (!rest().starts_with(word)) return false;
      offset_ += word.size();
      return true;
    };
    bool dated = take("年");
    if (dated && digit_at(offset_)) {
      const std::size_t month_end = digits_end(offset_);
      if (text_.substr(month_end).starts_with("月")) {
        offset_ = month_end + std::string_view("月").size();
        const std::size_t day_end = digits_end(offset_);
        if (day_end != offset_ && text_.substr(day_end).starts_with("日")) {
          offset_ = day_end + std::string_view("日").size();
        }
      }
    }
    dated = take("底") || take("末") || dated;
    if (dated) return figure(begin, TokenKind::Date);
  }
  const bool point = rest().starts_with(".") ? digit_at(offset_ + 1) : rest().starts_with("．") && digit_at(offset_ + 3);
  if (point) offset_ = digits_end(offset_ + (text_[offset_] == '.' ? 1 : 3));
  const bool year = four_digits && !point && !text_.substr(begin).starts_with('0') && !text_.substr(begin).starts_with("０");
  Token token = figure(begin, TokenKind::Number);
  token.year = year;
  return token;
}

Token Lexer::scan_word(const StatementTokens& before) {
  const std::size_t begin = offset_;
  const TokenKind previous = before.tokens.empty() ? TokenKind::EndOfLine : before.tokens.back().kind;

  // 达到 1亿元, 超2000件: a comparator word is one before digits, or when it stands alone. Before numerals (超百家) it is one
  // too, except where a name stands.
  if (const auto compare = leading_comparator(rest())) {
    std::size_t after = begin + compare->length;
    if (word_character(after) == 0 || digit_at(after)) return comparator(compare->comparison, compare->length);
    const bool name_slot = before.tokens.size() == 1 || previous == TokenKind::Comma || takes_name(before.tokens);
    if (!name_slot && starts_with_numeral(text_.substr(after))) return comparator(compare->comparison, compare->length);
  }

  const bool sign_of_share = text_[begin] == '%' || (!is_ascii(text_[begin]) && (rest().starts_with("‰") || rest().starts_with("％")));
  if (sign_of_share) {
    offset_ += text_[begin] == '%' ? 1 : 3;
    return {span_from(begin), TokenKind::Word, Keyword::None, Comparison::Equal, false, false, text_[begin] != '\xEF'};
  }
  const bool unit = previous == TokenKind::Number;
  bool wide = false;
  while (const std::size_t length = word_character(offset_)) {
    wide = wide || text_[offset_] == '\xEF';
    if (text_[offset_] == '%' || (wide && rest().starts_with("％"))) break;
    // 家至2家: the unit of a range's lower end stops at the range word.
    if (unit && offset_ > begin) {
      if (const std::size_t range = range_word_length(rest()); range != 0 && digit_at(offset_ + range)) break;
    }
    offset_ += length;
    // rule-names, composition-not-100: a hyphen after a letter belongs to the word, except in 5m-10m
    if (length == 1 && offset_ + 1 < text_.size() && text_[offset_] == '-' && is_ascii_letter(text_[offset_ - 1]) &&
        (is_ascii_letter(text_[offset_ + 1]) || (!unit && is_ascii_digit(text_[offset_ + 1])))) {
      ++offset_;
    }
  }
  const std::string_view word = text_.substr(begin, offset_ - begin);
  const bool may_follow_figure = unit || (previous == TokenKind::Word && before.tokens.size() > 1) || previous == TokenKind::Slash;
  if (may_follow_figure) {
    if (const auto compare = trailing_comparator(word)) {
      if (compare->length == word.size()) {
        offset_ = begin;
        return comparator(compare->comparison, compare->length, true);
      }
      // 亿元以上: the unit now, the comparator next
      if (unit || previous == TokenKind::Slash) offset_ -= compare->length;
    }
  }
  const std::string_view settled = text_.substr(begin, offset_ - begin);
  const Keyword keyword = wide ? find_keyword(fold_width(settled)) : find_keyword(settled);
  return {span_from(begin), TokenKind::Word, keyword, Comparison::Equal, false, starts_with_numeral(settled), !wide};
}

Token Lexer::scan_string(std::size_t open_length, std::string_view close) {
  const std::size_t begin = offset_;
  const std::string_view open = text_.substr(begin, open_length);
  offset_ += open_length;
  std::size_t depth = 1;
  bool escapes = false;
  if (open == close && open.size() == 1) {
    // "…" is most strings: go at once to the quote, and see whether there is an escape in between.
    if (line_end_ <= offset_) line_end_ = std::min(text_.find('\n', offset_), text_.size());
    const std::string_view line = text_.substr(offset_, line_end_ - offset_);
    const std::size_t quote = line.find(close[0]);
    if (quote != std::string_view::npos && line.substr(0, quote).find('\\') == std::string_view::npos) {
      offset_ += quote + 1;
      return {span_from(begin), TokenKind::String, Keyword::None, Comparison::Equal, false, false, true};
    }
  }
  while (offset_ < text_.size() && text_[offset_] != '\n') {
    const char c = text_[offset_];
    if (c != '\\' && c != close[0] && c != open[0]) {
      ++offset_;
    } else if (c == '\\' && offset_ + 1 < text_.size() && (text_[offset_ + 1] == '"' || text_[offset_ + 1] == '\\')) {
      offset_ += 2;
      escapes = true;
    } else if (rest().starts_with(close)) {
      offset_ += close.size();
      if (--depth == 0) return {span_from(begin), TokenKind::String, Keyword::None, Comparison::Equal, false, false, !escapes};
    } else if (open != close && rest().starts_with(open)) {
      ++depth;
      offset_ += open.size();
    } else {
      ++offset_;
    }
  }
  // A brace at the end of the line still opens its block: one mistake does not make others.
  std::size_t line_end = offset_;
  while (line_end > begin && (text_[line_end - 1] == ' ' || text_[line_end - 1] == '\r' || text_[line_end - 1] == '\t')) --line_end;
  if (line_end > begin + open_length && text_[line_end - 1] == '{') offset_ = line_end - 1;
  const Span quote{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + open_length)};
  if (!damaged_) diagnostics_.push_back({Mistake::UnclosedString, quote,
                          fill({"引号到行尾还没有收尾", "the string is not closed before the end of the line"}, {}),
                          fill({"在这一行补上 {close}", "add {close} on this line"}, {{"close", close}}),
                          {}});
  damaged_ = true;
  return {span_from(begin), TokenKind::Bad, Keyword::None, Comparison::Equal, false, false, false};
}

Token Lexer::scan_place() {
  const std::size_t begin = offset_;
  offset_ += text_[offset_] == '@' ? 1 : std::string_view("＠").size();
  while (offset_ < text_.size()) {
    const std::string_view here = rest();
    if (here[0] == ':' || here[0] == '-' || here[0] == '.' || here.starts_with("：") || here.starts_with("．") ||
        here.starts_with("—")) {
      offset_ += decode(text_, offset_).length;
    } else if (const std::size_t length = word_character(offset_)) {
      offset_ += length;
    } else {
      break;
    }
  }
  return figure(begin, TokenKind::Place);
}

Token Lexer::scan(const StatementTokens& before) {
  skip_blanks();
  // 责任单位：… reads well, so a colon after the first word is let pass.
  while (before.tokens.size() == 1 && (rest().starts_with(':') || rest().starts_with("："))) {
    offset_ += rest().starts_with(':') ? 1 : std::string_view("：").size();
    skip_blanks();
  }
  if (offset_ >= text_.size()) return sign(TokenKind::EndOfFile, 0);
  const std::string_view here = rest();
  const char c = here[0];
  const TokenKind previous = before.tokens.empty() ? TokenKind::EndOfLine : before.tokens.back().kind;

  // 1至2家, 2022-2025, 1-2家: between figures these are ranges
  const bool may_be_range = c == '-' || c == '~' || !is_ascii(c);
  if (may_be_range && (previous == TokenKind::Number || previous == TokenKind::Date || previous == TokenKind::Word)) {
    const bool touches = before.tokens.back().span.end == offset_;
    // 1~2家 is a range, but 2026 ~20个 is about 20.
    const bool about = c == '~' || here.starts_with("～");
    if (const std::size_t range = range_word_length(here); range != 0 && digit_at(offset_ + range) && (touches || !about)) {
      return sign(TokenKind::Range, range);
    }
    if (previous != TokenKind::Word && touches && c == '-' && digit_at(offset_ + 1)) return sign(TokenKind::Range, 1);
  }
  const ByteClass byte_class = kByteClasses[static_cast<unsigned char>(c)];
  if (byte_class == ByteClass::Character) return scan_word(before);
  if (digit_at(offset_)) {
    // A name may start with a digit (3A景区) where a name stands.
    const std::size_t end = digits_end(offset_);
    const bool name_slot = before.tokens.size() == 1 && before.tokens[0].keyword != Keyword::None &&
                           (before.tokens[0].keyword == Keyword::Indicator || before.tokens[0].keyword == Keyword::Org);
    if (name_slot && word_character(end) != 0) return scan_word(before);
    return scan_number();
  }
  if (byte_class == ByteClass::Word) return scan_word(before);
  if (c == '"') return scan_string(kQuotes[0].open.size(), kQuotes[0].close);
  if (c == '@') return scan_place();
  if (const PlainSign plain = kPlainSigns[static_cast<unsigned char>(c)]; plain.kind != TokenKind::Bad) {
    return plain.kind == TokenKind::Comparator ? comparator(plain.comparison, 1) : sign(plain.kind, 1);
  }
  if (!is_ascii(c)) {
    for (const Quotes& quotes : kQuotes) {
      if (here.starts_with(quotes.open)) return scan_string(quotes.open.size(), quotes.close);
    }
    if (here.starts_with("＠")) return scan_place();
  }
  const SignGroup group = kSignGroups[static_cast<unsigned char>(c)];
  for (std::size_t i = group.first; i < group.last; ++i) {
    const Sign& entry = kSignsByByte[i];
    if (!here.starts_with(entry.text)) continue;
    if (entry.kind == TokenKind::Comparator) return comparator(entry.comparison, entry.text.size());
    return sign(entry.kind, entry.text.size());
  }
  if (word_character(offset_) != 0) return scan_word(before);

  const std::size_t begin = offset_;
  const CodePoint point = decode(text_, offset_);
  offset_ += point.length;
  // One mistake a statement: the closing bracket of an opening one is not news.
  if (!damaged_) {
    diagnostics_.push_back({Mistake::UnknownCharacter, span_from(begin),
                            fill({"“{character}” 不能用在这里", "\"{character}\" cannot stand here"},
                                 {{"character", text_.substr(begin, point.length)}}),
                            {"名称里带括号、书名号等符号时，把整个名称放进引号", "put a name with brackets or other signs in quotes"},
                            {}});
  }
  damaged_ = true;
  return {span_from(begin), TokenKind::Bad, Keyword::None, Comparison::Equal, false, false, false};
}

void Lexer::next(StatementTokens& statement) {
  statement.tokens.clear();
  damaged_ = false;
  while (true) {
    const Token token = scan(statement);
    switch (token.kind) {
      case TokenKind::EndOfLine:
        // A line that ends in a comma goes on.
        if (!statement.tokens.empty() && statement.tokens.back().kind == TokenKind::Comma && text_[token.span.begin] == '\n') continue;
        [[fallthrough]];
      case TokenKind::Open:
      case TokenKind::Close:
      case TokenKind::EndOfFile:
        statement.terminator = token;
        statement.damaged = damaged_;
        return;
      default:
        statement.tokens.push_back(token);
    }
  }
}

}  // namespace gouji::dsl
