#include "analyzer/audit/likeness.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "analyzer/audit/letters.hpp"

namespace gouji::analyzer {

namespace {

using namespace letters;  // NOLINT: every line speaks of them

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
  Letters whole = plain(name);
  View core = without_leading_words(whole);
  for (const View word : kMeasureWords) {
    if (!core.ends_with(word) || core.size() < word.size() + kShortest) continue;
    const bool bound = kBoundToMeasure.find(core[core.size() - word.size() - 1]) != View::npos;
    if (!bound) core.remove_suffix(word.size());
    break;
  }
  whole.erase(static_cast<std::size_t>(core.data() + core.size() - whole.data()));
  whole.erase(0, whole.size() - core.size());
  std::erase(whole, U'的');
  return whole;
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

Letters figures_in(View text) {
  Letters result;
  std::copy_if(text.begin(), text.end(), std::back_inserter(result),
               [](char32_t c) { return is_ascii_letter(c) || kNumerals.find(c) != View::npos; });
  return result;
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

std::uint64_t likeness_bucket(std::string_view name) { return letter_sum(core_of(name)); }

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
