#include "analyzer/audit/org_likeness.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "analyzer/audit/letters.hpp"
#include "dsl/unicode.hpp"

namespace gouji::analyzer {

namespace {

using namespace letters;  // NOLINT: every line speaks of them

// The traditional characters of the words below, ascending, and their simplified forms, beyond those of the names of indicators.
constexpr View kTraditional =
    U"傳劃動務勞協員團執場婦學審專廣廳應戰據會業構標機檢歸殘準濟環產療發監稅稱簡組統經綜網編織聯職處術衛規證護財責貿資質軍輸辦農遊運醫銀門關隊險電養館體";
constexpr View kSimplified =
    U"传划动务劳协员团执场妇学审专广厅应战据会业构标机检归残准济环产疗发监税称简组统经综网编织联职处术卫规证护财责贸资质军输办农游运医银门关队险电养馆体";
static_assert(kTraditional.size() == kSimplified.size());
static_assert(std::is_sorted(kTraditional.begin(), kTraditional.end()));

// Usual short forms of the words that names of bodies are made of; the longest that fits is taken. A name is compared with all of
// them shortened. 民政府 is what is left of 人民政府 (see broken_word). 交通管理 is the traffic police, no office of 交通运输.
struct ShortWord {
  View whole;
  View brief;
};
constexpr std::array<ShortWord, 74> kShortWords{{
    {U"人民政府", U"政府"},
    {U"民政府", U"政府"},
    {U"管理委员会", U"管委会"},
    {U"委员会", U"委"},
    {U"办公室", U"办"},
    {U"人民法院", U"法院"},
    {U"中级人民法院", U"中院"},
    {U"中级法院", U"中院"},
    {U"高级人民法院", U"高院"},
    {U"高级法院", U"高院"},
    {U"高法院", U"高院"},
    {U"人民检察院", U"检察院"},
    {U"发展和改革", U"发改"},
    {U"发展与改革", U"发改"},
    {U"发展改革", U"发改"},
    {U"工业和信息化", U"工信"},
    {U"工业与信息化", U"工信"},
    {U"工业信息化", U"工信"},
    {U"经济和信息化", U"经信"},
    {U"经济与信息化", U"经信"},
    {U"经济信息化", U"经信"},
    {U"经济信息", U"经信"},
    {U"科学技术", U"科技"},
    {U"人力资源和社会保障", U"人社"},
    {U"人力资源与社会保障", U"人社"},
    {U"人力资源社会保障", U"人社"},
    {U"人力社保", U"人社"},
    {U"卫生健康", U"卫健"},
    {U"卫生和健康", U"卫健"},
    {U"文化广电和旅游", U"文旅"},
    {U"文化广电旅游", U"文旅"},
    {U"文化和旅游", U"文旅"},
    {U"文化与旅游", U"文旅"},
    {U"文化旅游", U"文旅"},
    {U"文广旅", U"文旅"},
    {U"国有资产监督管理", U"国资"},
    {U"市场监督管理", U"市场监管"},
    {U"市场监督", U"市场监管"},
    {U"金融监督管理", U"金融监管"},
    {U"银行保险监督管理", U"银保监"},
    {U"住房和城乡建设", U"住建"},
    {U"住房与城乡建设", U"住建"},
    {U"住房城乡建设", U"住建"},
    {U"自然资源和规划", U"资规"},
    {U"自然资源与规划", U"资规"},
    {U"规划和自然资源", U"资规"},
    {U"规划与自然资源", U"资规"},
    {U"综合行政执法", U"综合执法"},
    {U"城市管理", U"城管"},
    {U"交通管理", U"交管"},
    {U"交通运输", U"交通"},
    {U"应急管理", U"应急"},
    {U"退役军人事务", U"退役军人"},
    {U"医疗保障", U"医保"},
    {U"农业农村", U"农业"},
    {U"农业和农村", U"农业"},
    {U"国际贸易促进委员会", U"贸促会"},
    {U"贸易促进委员会", U"贸促会"},
    {U"科学技术协会", U"科协"},
    {U"工商业联合会", U"工商联"},
    {U"妇女联合会", U"妇联"},
    {U"残疾人联合会", U"残联"},
    {U"中国人民银行", U"人行"},
    {U"人民银行", U"人行"},
    {U"外事办公室", U"外办"},
    {U"外事办", U"外办"},
    {U"政府外办", U"外办"},
    {U"政府外事办", U"外办"},
    {U"委宣传部", U"宣传部"},
    {U"委组织部", U"组织部"},
    {U"委统战部", U"统战部"},
    {U"委政法委", U"政法委"},
    {U"委网信办", U"网信办"},
    {U"委编办", U"编办"},
}};

// By the last byte of a character: a short word may begin with it.
constexpr auto kMayBeginShortWord = [] {
  std::array<bool, 256> may{};
  for (const ShortWord& word : kShortWords) may[word.whole.front() & 0xFF] = true;
  return may;
}();

// Who of several: all, or those concerned.
constexpr std::array<View, 8> kQuantifiers{U"各有关", U"各相关", U"各", U"有关", U"相关", U"所有", U"全体", U"其他"};

constexpr std::array<View, 8> kLevels{U"国家", U"省", U"市", U"区", U"县", U"州", U"镇", U"乡"};
constexpr View kLevelAfterPlace = U"省市区县州镇乡";
// 市 as the front of a word of its own, unless it is that of the city: 市场, 市政园林局, but 市政府, 市政协, 市政务.
constexpr View kCityGoesOn = U"府协务法研";
constexpr std::size_t kLongestPlace = 4;

// What says nothing of a body's trade. It counts only in the names of departments: of banks (农业银行, 农业发展银行), companies,
// stations and centres it is part of the name.
constexpr std::array<View, 11> kWeakWords{U"监督管理", U"发展", U"管理", U"事务", U"事业", U"工作", U"服务", U"促进", U"和", U"与", U"及"};
constexpr View kDepartments = U"局委办厅司处部";
// With what a body's second name plate closes.
constexpr View kPlates = U"局委办厅司处部院会室心队";

// What must be left of a name when weak words are taken off, its closing word included.
constexpr std::size_t kShortestCore = 3;
constexpr int kReorderedAtLeast = 500;

Letters folded(std::string_view name) {
  Letters letters = plain(name);
  for (char32_t& letter : letters) {
    const auto found = std::lower_bound(kTraditional.begin(), kTraditional.end(), letter);
    if (found != kTraditional.end() && *found == letter) letter = kSimplified[static_cast<std::size_t>(found - kTraditional.begin())];
  }
  return letters;
}

Letters with_short_words(View name) {
  Letters result;
  while (!name.empty()) {
    const ShortWord* longest = nullptr;
    if (kMayBeginShortWord[name.front() & 0xFF]) {
      for (const ShortWord& word : kShortWords) {
        if (name.starts_with(word.whole) && (longest == nullptr || word.whole.size() > longest->whole.size())) longest = &word;
      }
    }
    result += longest != nullptr ? longest->brief : name.substr(0, 1);
    name.remove_prefix(longest != nullptr ? longest->whole.size() : 1);
  }
  return result;
}

bool starts_a_word(View from_level) {
  if (from_level.starts_with(U"市场")) return true;
  return from_level.starts_with(U"市政") && (from_level.size() < 3 || kCityGoesOn.find(from_level[2]) == View::npos);
}

// 城市 is a word.
bool is_of_cities(View name, std::size_t level) { return name[level] == U'市' && name[level - 1] == U'城'; }

// A name taken apart.
struct Form {
  Letters quantifier;  // 各, 有关
  Letters place;       // 温州 in 温州市
  Letters level;       // 市
  Letters core;        // the rest, with usual short forms
  Letters kept;        // the core without weak words
  std::vector<Letters> weak;
};

void take_area(Form& form, View& rest) {
  const std::size_t level = starts_with_any(rest, kLevels);
  if (level > 0 && rest.size() >= level + 2 && !starts_a_word(rest)) {
    form.level = rest.substr(0, level);
    rest.remove_prefix(level);
    return;
  }
  for (std::size_t at = 2; at <= kLongestPlace && at + 2 < rest.size(); ++at) {
    if (kLevelAfterPlace.find(rest[at]) == View::npos || is_of_cities(rest, at) || starts_a_word(rest.substr(at))) continue;
    form.place = rest.substr(0, at);
    form.level = rest.substr(at, 1);
    rest.remove_prefix(at + 1);
    return;
  }
}

void take_weak_words(Form& form) {
  form.kept = form.core;
  if (form.core.empty() || kDepartments.find(form.core.back()) == View::npos) return;
  Letters kept;
  std::vector<Letters> weak;
  for (View rest = form.core; !rest.empty();) {
    const std::size_t length = starts_with_any(rest, kWeakWords);
    if (length > 0 && length < rest.size()) {
      weak.emplace_back(rest.substr(0, length));
    } else {
      kept += rest.front();
    }
    rest.remove_prefix(std::max<std::size_t>(1, length));
  }
  if (kept.size() < kShortestCore) return;
  std::sort(weak.begin(), weak.end());
  form.kept = std::move(kept);
  form.weak = std::move(weak);
}

Form form_of(View name) {
  Form form;
  const std::size_t quantifier = starts_with_any(name, kQuantifiers);
  form.quantifier = name.substr(0, quantifier);
  name.remove_prefix(quantifier);
  // 各县(市、区) lists levels, it is of none.
  if (quantifier == 0) take_area(form, name);
  form.core = with_short_words(name);
  take_weak_words(form);
  return form;
}

// The name, and the one of its second plate in brackets: 市委宣传部(市新闻出版局), or 以下简称.
struct Plates {
  Letters main;
  Letters second;  // empty: none
};

Plates plates_of(std::string_view name) {
  const std::string text = dsl::fold_width(name);
  const std::size_t open = text.rfind('(');
  if (open == std::string::npos || open == 0 || text.back() != ')') return {folded(text), {}};
  Letters second = folded(std::string_view(text).substr(open));
  for (const View word : {View(U"以下简称"), View(U"简称")}) {
    if (second.starts_with(word)) second.erase(0, word.size());
  }
  // Brackets with a list of areas (各县(市、区)政府) never stand last; a remark such as (牵头) is no plate.
  if (second.size() < kShortestCore || kPlates.find(second.back()) == View::npos) return {folded(text), {}};
  return {folded(std::string_view(text).substr(0, open)), std::move(second)};
}

Letters area_of(const Form& form) { return form.place + form.level; }

struct Verdict {
  Likeness likeness = Likeness::Different;
  Letters more;
};

// What one says of the area and the other does not; absent where they name two.
std::optional<Letters> area_beyond(const Form& a, const Form& b) {
  if (a.place == b.place && a.level == b.level) return Letters();
  if (a.level == b.level && (a.place.empty() || b.place.empty())) return a.place + b.place;
  // A bare name is that of the plan's own area; whether 鹿城区 is that area a name does not tell.
  const bool one_is_bare = a.level.empty() != b.level.empty();
  const Letters& level = a.level.empty() ? b.level : a.level;
  if (one_is_bare && a.place.empty() && b.place.empty() && level != U"国家") return level;
  return std::nullopt;
}

Letters joined(const std::vector<Letters>& words) {
  Letters all;
  for (const Letters& word : words) all += word;
  return all;
}

// The weak words that one has beyond the other; absent when each has some of its own.
std::optional<Letters> weak_beyond(const Form& a, const Form& b) {
  std::vector<Letters> beyond_b;
  std::vector<Letters> beyond_a;
  std::set_difference(a.weak.begin(), a.weak.end(), b.weak.begin(), b.weak.end(), std::back_inserter(beyond_b));
  std::set_difference(b.weak.begin(), b.weak.end(), a.weak.begin(), a.weak.end(), std::back_inserter(beyond_a));
  if (!beyond_a.empty() && !beyond_b.empty()) return std::nullopt;
  return joined(beyond_a) + joined(beyond_b);
}

// Numbers and letters in order: 第12中学 and 第21中学 are two schools.
Letters figures_in(View name) {
  constexpr View kNumerals = U"一二三四五六七八九十百千万甲乙丙丁";
  Letters result;
  std::copy_if(name.begin(), name.end(), std::back_inserter(result),
               [&](char32_t letter) { return is_ascii_letter(letter) || kNumerals.find(letter) != View::npos; });
  return result;
}

Verdict compare(const Form& a, const Form& b) {
  const bool same_trade = a.core == b.core;
  if (a.quantifier != b.quantifier) return same_trade ? Verdict{Likeness::OtherScope, a.quantifier + b.quantifier} : Verdict{};
  const std::optional<Letters> area = area_beyond(a, b);
  if (!area) return same_trade ? Verdict{Likeness::OtherScope, area_of(a.level.empty() ? b : a)} : Verdict{};
  if (same_trade) return {area->empty() ? Likeness::Same : Likeness::ShortForm, *area};
  if (a.kept == b.kept) {
    const auto weak = weak_beyond(a, b);
    if (!weak) return {};
    return {weak->empty() && area->empty() ? Likeness::Reordered : Likeness::ShortForm, *area + *weak};
  }
  const bool reordered = sorted(a.kept) == sorted(b.kept) && figures_in(a.kept) == figures_in(b.kept) && a.weak == b.weak &&
                         (!a.quantifier.empty() || dice(a.kept, b.kept) >= kReorderedAtLeast);
  if (reordered) return {area->empty() ? Likeness::Reordered : Likeness::ShortForm, *area};
  const auto runs = a.core.size() > b.core.size() ? inserted(a.core, b.core) : inserted(b.core, a.core);
  if (runs) return {Likeness::ToldApart, joined(*runs)};
  return {};
}

// Equal for forms that may be one: the same characters in any order, the figures among them in the same one.
std::uint64_t key_of(const Form& form) {
  std::uint64_t key = letter_sum(form.kept);
  for (const char32_t figure : figures_in(form.kept)) key = key * 31 + figure;
  return key;
}

bool is_alike(Likeness likeness) {
  return likeness == Likeness::Same || likeness == Likeness::ShortForm || likeness == Likeness::Reordered;
}

}  // namespace

NameLikeness organisation_likeness(std::string_view a, std::string_view b) {
  const int permille = dice(folded(a), folded(b));
  const auto told = [&](const Verdict& verdict) { return NameLikeness{verdict.likeness, utf8(verdict.more), permille}; };
  const Plates left = plates_of(a);
  const Plates right = plates_of(b);
  const Verdict verdict = compare(form_of(left.main), form_of(right.main));
  if (left.second == right.second) return told(verdict);
  if (is_alike(verdict.likeness)) return told({Likeness::ShortForm, left.second + right.second});
  // One names the body by its second plate alone.
  for (const auto& [plates, other] : {std::pair(&left, &right), std::pair(&right, &left)}) {
    if (plates->second.empty() || !other->second.empty()) continue;
    if (is_alike(compare(form_of(plates->second), form_of(other->main)).likeness)) return told({Likeness::ShortForm, plates->main});
  }
  return told(verdict);
}

bool may_be_one(const NameLikeness& likeness) { return is_alike(likeness.likeness); }

std::vector<std::uint64_t> organisation_keys(std::string_view name) {
  const Plates plates = plates_of(name);
  std::vector<std::uint64_t> keys{key_of(form_of(plates.main))};
  if (!plates.second.empty()) keys.push_back(key_of(form_of(plates.second)));
  return keys;
}

std::optional<BrokenWord> broken_word(std::string_view name) {
  struct Break {
    View rest;
    View front;
  };
  constexpr std::array<Break, 5> kBreaks{{{U"民政府", U"人"}, {U"民法院", U"人"}, {U"民检察院", U"人"}, {U"员会", U"委"}, {U"公室", U"办"}}};
  const Letters letters = folded(name);
  for (const Break& one : kBreaks) {
    if (!View(letters).ends_with(one.rest)) continue;
    const View before = View(letters).substr(0, letters.size() - one.rest.size());
    if (before.empty() || before.ends_with(one.front)) continue;
    return BrokenWord{utf8(one.rest), utf8(Letters(one.front) + Letters(one.rest))};
  }
  return std::nullopt;
}

std::string level_word(std::string_view name) {
  const Form form = form_of(plates_of(name).main);
  return form.place.empty() ? utf8(form.level) : std::string();
}

}  // namespace gouji::analyzer
