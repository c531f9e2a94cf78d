#include "analyzer/audit/likeness.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "dsl/unicode.hpp"

namespace gouji::analyzer {

namespace {

using Letters = std::u32string;
using View = std::u32string_view;

// The traditional characters of the words in this file, ascending, and their simplified forms.
constexpr View kTraditional = U"佔個內創區單國圍實對屬幾戶數樓減範級縣總與計設費較轄進鄉鎮際項額類";
constexpr View kSimplified = U"占个内创区单国围实对属几户数楼减范级县总与计设费较辖进乡镇际项额类";
static_assert(kTraditional.size() == kSimplified.size());
static_assert(std::is_sorted(kTraditional.begin(), kTraditional.end()));

constexpr std::array<View, 9> kWholeArea{U"全市", U"全省", U"全区", U"全县", U"全域", U"全镇", U"全乡", U"全辖区", U"辖区"};
constexpr std::array<View, 8> kPlanArea{U"我省", U"我市", U"我区", U"我县", U"本省", U"本市", U"本区", U"本县"};
constexpr std::array<View, 8> kLeadingWords{U"建成", U"建设", U"实施", U"培育", U"创建", U"打造", U"各类", U"各级"};
constexpr std::array<View, 7> kMeasureWords{U"数量", U"金额", U"家数", U"个数", U"数", U"量", U"额"};
// With one of these in front they are a word of their own: 存量, 增量, 总额, 产量.
constexpr View kBoundToMeasure = U"存增总产销";

// What is said in front of 级: a level of government.
constexpr std::array<View, 11> kLevels{U"国家", U"国", U"省", U"市", U"区", U"县", U"州", U"镇", U"乡", U"村", U"部"};
constexpr std::array<View, 4> kBounds{U"及以上", U"以上", U"及以下", U"以下"};

// Said more, these make another thing.
constexpr std::array<View, 46> kTellingWords{
    U"新增", U"新建", U"新设", U"净增", U"增量", U"增加", U"存量", U"累计", U"当年", U"年均", U"月均", U"日均",
    U"人均", U"户均", U"平均", U"每",   U"第",   U"首",   U"其中", U"国家", U"国际", U"国内", U"国外", U"境外",
    U"境内", U"海外", U"涉外", U"省外", U"省内", U"市外", U"市内", U"区外", U"区内", U"县外", U"县内", U"进口",
    U"出口", U"含",   U"非",   U"未",   U"占",   U"率",   U"比重", U"增长", U"男",   U"女"};
// The same where they stand for themselves; inside a longer word (市场, 园区) they may tell nothing.
constexpr View kTellingAlone = U"省市区县镇乡村城总高中低大小不外";
constexpr View kNumerals = U"一二三四五六七八九十百千万亿两甲乙丙丁";

// In names that speak of two things at once the order says which is which.
constexpr View kOrderMatters = U"占比与较对";
constexpr int kReorderedAtLeast = 500;

// What must be left of a name when words are taken off.
constexpr std::size_t kShortest = 2;

bool is_ascii_letter(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }

bool is_sign(char32_t c) {
  if (c < 0x80) return !is_ascii_letter(c) && c != U'%' && c != U'.';
  return c == 0xB7 || (c >= 0x2010 && c <= 0x2027) || (c >= 0x3000 && c <= 0x303F);
}

char32_t half_width(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c; }

char32_t simplified(char32_t c) {
  const auto found = std::lower_bound(kTraditional.begin(), kTraditional.end(), c);
  if (found == kTraditional.end() || *found != c) return c;
  return kSimplified[static_cast<std::size_t>(found - kTraditional.begin())];
}

// Half-width, without brackets and other signs.
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

// The same, simplified where this file needs it.
Letters plain(std::string_view text) {
  Letters letters = letters_of(text);
  std::transform(letters.begin(), letters.end(), letters.begin(), simplified);
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

template <typename Words>
std::size_t starts_with_any(View text, const Words& words) {
  std::size_t longest = 0;
  for (const View word : words) {
    if (text.starts_with(word)) longest = std::max(longest, word.size());
  }
  return longest;
}

template <typename Words>
bool is_any(View text, const Words& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

View without_leading_words(View core) {
  for (;;) {
    const std::size_t length =
        std::max({starts_with_any(core, kWholeArea), starts_with_any(core, kPlanArea), starts_with_any(core, kLeadingWords)});
    if (length == 0 || core.size() < length + kShortest) return core;
    core.remove_prefix(length);
  }
}

Letters core_of(std::string_view name) {
  const Letters whole = plain(name);
  View core = without_leading_words(whole);
  for (const View word : kMeasureWords) {
    if (!core.ends_with(word) || core.size() < word.size() + kShortest) continue;
    const bool bound = kBoundToMeasure.find(core[core.size() - word.size() - 1]) != View::npos;
    if (!bound) core.remove_suffix(word.size());
    break;
  }
  Letters result;
  std::copy_if(core.begin(), core.end(), std::back_inserter(result), [](char32_t c) { return c != U'的'; });
  return result;
}

// Length of the scope word at the front of `text`; 0 for none.
std::size_t scope_length(View text) {
  const std::size_t level = starts_with_any(text, kLevels);
  if (level == 0 || !text.substr(level).starts_with(U"级")) return 0;
  return level + 1 + starts_with_any(text.substr(level + 1), kBounds);
}

struct Parted {
  Letters rest;   // without its scope words
  Letters scope;  // those
};

Parted part(View core) {
  Parted parted;
  for (std::size_t at = 0; at < core.size();) {
    const std::size_t scope = scope_length(core.substr(at));
    (scope > 0 ? parted.scope : parted.rest) += core.substr(at, std::max<std::size_t>(1, scope));
    at += std::max<std::size_t>(1, scope);
  }
  return parted;
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

Letters figures_in(View text) {
  Letters result;
  std::copy_if(text.begin(), text.end(), std::back_inserter(result),
               [](char32_t c) { return is_ascii_letter(c) || kNumerals.find(c) != View::npos; });
  return result;
}

// The runs of characters that `longer` has beyond `shorter`; absent when it does not hold all of `shorter` in order.
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

// The word in `run` that makes another thing of a name; empty when there is none.
Letters telling_word(const Letters& run) {
  if (run.size() == 1 && kTellingAlone.find(run.front()) != View::npos) return run;
  const auto word = std::find_if(kTellingWords.begin(), kTellingWords.end(), [&](View each) { return run.find(each) != View::npos; });
  return word == kTellingWords.end() ? figures_in(run) : Letters(*word);
}

bool order_matters(View name) { return name.find_first_of(kOrderMatters) != View::npos || scope_length(name) > 0; }

}  // namespace

std::string name_core(std::string_view name) { return utf8(core_of(name)); }

NameLikeness likeness_of(std::string_view a, std::string_view b) {
  const Letters left = core_of(a);
  const Letters right = core_of(b);
  if (left == right) return {Likeness::Same, "", 1000};
  const int permille = dice(left, right);

  const Parted one = part(left);
  const Parted other = part(right);
  if (one.scope != other.scope) {
    const bool only_scope = one.rest == other.rest;
    return {only_scope ? Likeness::OtherScope : Likeness::Different, utf8(one.scope.empty() ? other.scope : one.scope), permille};
  }
  if (sorted(left) == sorted(right)) {
    const bool kept = order_matters(left) || order_matters(right) || figures_in(left) != figures_in(right);
    return {kept || permille < kReorderedAtLeast ? Likeness::Different : Likeness::Reordered, "", permille};
  }
  const auto runs = left.size() > right.size() ? inserted(left, right) : inserted(right, left);
  if (!runs) return {Likeness::Different, "", permille};
  Letters more;
  for (const Letters& run : *runs) {
    const Letters telling = telling_word(run);
    if (!telling.empty()) return {Likeness::ToldApart, utf8(telling), permille};
    more += run;
  }
  return {Likeness::ShortForm, utf8(more), permille};
}

std::uint64_t likeness_bucket(std::string_view name) {
  // A sum does not depend on the order; the factor spreads neighbouring code points (2⁶⁴ divided by the golden ratio).
  std::uint64_t bucket = 0;
  for (const char32_t letter : core_of(name)) {
    const std::uint64_t spread = (letter + 1) * 0x9E3779B97F4A7C15U;
    bucket += spread ^ (spread >> 29);
  }
  return bucket;
}

bool same_letters(std::string_view a, std::string_view b) { return plain(a) == plain(b); }

std::string scope_in_name(std::string_view name) {
  const Letters written = letters_of(name);
  const Letters folded = plain(name);
  Letters scope;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t length = scope_length(View(folded).substr(at));
    scope += written.substr(at, length);
    at += std::max<std::size_t>(1, length);
  }
  return utf8(scope);
}

std::string scope_key(std::string_view scope) {
  Letters key = plain(scope);
  if (const std::size_t at = key.find(U"及以"); at != View::npos) key.erase(at, 1);
  const bool whole = is_any(View(key), kWholeArea) || is_any(View(key), kPlanArea) || key == U"全部";
  return whole ? std::string() : utf8(key);
}

}  // namespace gouji::analyzer
