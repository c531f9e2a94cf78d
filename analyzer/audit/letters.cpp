#include "analyzer/audit/letters.hpp"

#include <array>
#include <iterator>
#include <utility>

#include "dsl/unicode.hpp"

namespace gouji::analyzer::letters {
namespace {

// The traditional characters of the words by which names of indicators are compared, ascending, and their simplified forms.
constexpr View kTraditional = U"佔個內創區單國圍實對屬幾戶數樓減範級縣總與計設費較轄進鄉鎮際項額類";
constexpr View kSimplified = U"占个内创区单国围实对属几户数楼减范级县总与计设费较辖进乡镇际项额类";
static_assert(kTraditional.size() == kSimplified.size());
static_assert(std::is_sorted(kTraditional.begin(), kTraditional.end()));

bool is_sign(char32_t c) {
  if (c < 0x80) return !is_ascii_letter(c) && c != U'%' && c != U'.';
  return c == 0xB7 || (c >= 0x2010 && c <= 0x2027) || (c >= 0x3000 && c <= 0x303F);
}

char32_t half_width(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c; }

// By the last eight bits: most characters are none of them.
constexpr auto kMayBeTraditional = [] {
  std::array<bool, 256> may{};
  for (const char32_t c : kTraditional) may[c & 0xFF] = true;
  return may;
}();

char32_t simplified(char32_t c) {
  if (!kMayBeTraditional[c & 0xFF]) return c;
  const auto found = std::lower_bound(kTraditional.begin(), kTraditional.end(), c);
  if (found == kTraditional.end() || *found != c) return c;
  return kSimplified[static_cast<std::size_t>(found - kTraditional.begin())];
}

}  // namespace

bool is_ascii_letter(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }

Letters letters_of(std::string_view text) {
  Letters result;
  result.reserve(text.size() / 2);
  for (std::size_t at = 0; at < text.size();) {
    const dsl::CodePoint point = dsl::decode(text, at);
    at += point.length;
    const char32_t letter = half_width(point.value);
    if (!is_sign(letter)) result += letter;
  }
  return result;
}

Letters plain(std::string_view text) {
  Letters letters = letters_of(text);
  for (char32_t& letter : letters) letter = simplified(letter);
  return letters;
}

std::string utf8(View letters) {
  std::string text;
  for (const char32_t c : letters) {
    const auto tail = [&](int shift) { text += static_cast<char>(0x80 | ((c >> shift) & 0x3F)); };
    if (c < 0x80) {
      text += static_cast<char>(c);
    } else if (c < 0x800) {
      text += static_cast<char>(0xC0 | (c >> 6));
      tail(0);
    } else if (c < 0x10000) {
      text += static_cast<char>(0xE0 | (c >> 12));
      tail(6);
      tail(0);
    } else {
      text += static_cast<char>(0xF0 | (c >> 18));
      tail(12);
      tail(6);
      tail(0);
    }
  }
  return text;
}

int dice(View a, View b) {
  const auto pairs_of = [](View text) {
    std::vector<std::pair<char32_t, char32_t>> pairs;
    for (std::size_t i = 1; i < text.size(); ++i) pairs.emplace_back(text[i - 1], text[i]);
    std::sort(pairs.begin(), pairs.end());
    return pairs;
  };
  const auto left = pairs_of(a);
  const auto right = pairs_of(b);
  if (left.empty() && right.empty()) return a == b ? 1000 : 0;
  std::vector<std::pair<char32_t, char32_t>> common;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(common));
  return static_cast<int>(2000 * common.size() / (left.size() + right.size()));
}

Letters sorted(Letters letters) {
  std::sort(letters.begin(), letters.end());
  return letters;
}

std::uint64_t letter_sum(View letters) {
  // A sum does not depend on the order; the factor spreads neighbouring code points (2⁶⁴ divided by the golden ratio).
  std::uint64_t sum = 0;
  for (const char32_t letter : letters) {
    const std::uint64_t spread = (letter + 1) * 0x9E3779B97F4A7C15U;
    sum += spread ^ (spread >> 29);
  }
  return sum;
}

std::optional<std::vector<Letters>> inserted(View longer, View shorter) {
  std::size_t next = 0;
  bool open = false;
  std::vector<Letters> runs;
  for (const char32_t letter : longer) {
    if (next < shorter.size() && letter == shorter[next]) {
      ++next;
      open = false;
      continue;
    }
    if (!open) runs.emplace_back();
    runs.back() += letter;
    open = true;
  }
  if (next < shorter.size()) return std::nullopt;
  return runs;
}

}  // namespace gouji::analyzer::letters
