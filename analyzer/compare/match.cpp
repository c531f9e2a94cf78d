#include "analyzer/compare/match.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/likeness.hpp"
#include "analyzer/audit/org_likeness.hpp"
#include "analyzer/audit/responsible.hpp"
#include "analyzer/compare/figures.hpp"
#include "dsl/unicode.hpp"

namespace gouji::analyzer::compare {

namespace {

// Of likely pairs all are looked at up to so many; beyond that only those that share a bucket.
constexpr std::size_t kMostPairs = 40000;
// A bucket of more is no evidence: half the plan may say 100家 by 2025.
constexpr std::size_t kLargestBucket = 16;

// Dice's coefficient, per mille.
constexpr int kAlike = 500;
constexpr int kVeryAlike = 700;

struct Candidate {
  int score = 0;
  std::uint32_t before = 0;
  std::uint32_t after = 0;
  Text why;
};

// The best ones first, each thing once.
void take_best(Matches& matches, std::vector<Candidate> candidates) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(-a.score, a.before, a.after) < std::tuple(-b.score, b.before, b.after);
  });
  for (Candidate& one : candidates) {
    if (matches.after_of(one.before) || matches.before_of(one.after)) continue;
    matches.add({one.before, one.after, Identity::Likely, std::move(one.why)});
  }
}

// Calls look(before, after) for every pair worth it.
template <typename OldKeys, typename NewKeys, typename Look>
void look_at_pairs(const Matches& matches, const OldKeys& before_keys, const NewKeys& after_keys, Look look) {
  const std::vector<std::uint32_t> old = matches.left_before();
  const std::vector<std::uint32_t> now = matches.left_after();
  if (old.size() * now.size() <= kMostPairs) {
    for (const auto a : old) {
      for (const auto b : now) look(a, b);
    }
    return;
  }
  std::unordered_map<std::string, std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>>> buckets;
  for (const auto a : old) {
    for (std::string& key : before_keys(a)) buckets[std::move(key)].first.push_back(a);
  }
  for (const auto b : now) {
    for (std::string& key : after_keys(b)) {
      const auto found = buckets.find(key);
      if (found != buckets.end()) found->second.second.push_back(b);
    }
  }
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const auto& [key, sides] : buckets) {
    if (sides.first.size() > kLargestBucket || sides.second.size() > kLargestBucket) continue;
    for (const auto a : sides.first) {
      for (const auto b : sides.second) pairs.emplace(a, b);
    }
  }
  for (const auto& [a, b] : pairs) look(a, b);
}

// What is said of each thing in no match, sorted.
using KeyLists = std::unordered_map<std::uint32_t, std::vector<std::string>>;

std::string name_or_id(std::string_view name, const std::string& id) { return name.empty() ? id : std::string(name); }

std::string indicator_name(const Plan& plan, std::uint32_t i) { return name_or_id(plan.indicators[i].name, plan.indicators[i].id); }
std::string task_name(const Plan& plan, std::uint32_t i) { return name_or_id(plan.tasks[i].title, plan.tasks[i].id); }
std::string org_name(const Plan& plan, std::uint32_t i) { return name_or_id(plan.orgs[i].name, plan.orgs[i].id); }

const Text kSameId("标识未变", "the ID stays");
const Text kAlias("原名列为又称，或又称改作正名", "one name is declared as another name of it");

// A name of one side that the other side declares as an alias.
template <typename Item>
void match_by_alias(Matches& matches, const std::vector<Item>& before, const std::vector<Item>& after) {
  const auto link = [&](const std::vector<Item>& named, const std::vector<std::uint32_t>& left, const std::vector<Item>& other,
                        const std::vector<std::uint32_t>& other_left, bool named_is_before) {
    std::unordered_map<std::string, std::uint32_t> by_name;
    for (const auto i : left) by_name.emplace(name_or_id(named[i].name, named[i].id), i);
    for (const auto i : other_left) {
      for (const std::string& alias : other[i].aliases) {
        const auto found = by_name.find(alias);
        if (found == by_name.end()) continue;
        const Match match{named_is_before ? found->second : i, named_is_before ? i : found->second, Identity::Renamed, kAlias};
        if (matches.after_of(match.before) || matches.before_of(match.after)) continue;
        matches.add(match);
        break;
      }
    }
  };
  link(before, matches.left_before(), after, matches.left_after(), true);
  link(after, matches.left_after(), before, matches.left_before(), false);
}

// Equal but for width, script, blanks and brackets.
void match_by_letters(Matches& matches, const KeyOf& before, const KeyOf& after) {
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> buckets;
  for (const auto i : matches.left_before()) buckets[likeness_bucket(before(i))].push_back(i);
  for (const auto i : matches.left_after()) {
    const std::string name = after(i);
    const auto found = buckets.find(likeness_bucket(name));
    if (found == buckets.end() || found->second.size() > kLargestBucket) continue;
    for (const auto old : found->second) {
      if (matches.after_of(old) || !same_letters(before(old), name)) continue;
      matches.add({old, i, Identity::Same, {}});
      break;
    }
  }
}

std::string likeness_key(const std::string& name) { return "~" + std::to_string(likeness_bucket(name)); }

std::size_t shared(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both.size();
}

void match_indicators(Matches& matches, const Plan& before, const Plan& after) {
  const auto name = [](const Plan& plan) { return [&plan](std::uint32_t i) { return indicator_name(plan, i); }; };
  const auto both = [](const Plan& plan) { return [&plan](std::uint32_t i) { return plan.indicators[i].id + '\n' + indicator_name(plan, i); }; };
  match_by_key(matches, both(before), both(after), Identity::Same);
  match_by_key(matches, name(before), name(after), Identity::Same);
  match_by_letters(matches, name(before), name(after));
  match_by_alias(matches, before.indicators, after.indicators);
  const auto word_id = [&](const Plan& plan) {
    return [&plan](std::uint32_t i) { return only_counts(plan.indicators[i].id) ? std::string() : plan.indicators[i].id; };
  };
  match_by_key(matches, word_id(before), word_id(after), Identity::Renamed, kSameId);

  const auto figures_of = [](const Plan& plan, const std::vector<std::uint32_t>& left) {
    KeyLists lists;
    for (const auto i : left) lists.emplace(i, figure_keys(plan, static_cast<IndicatorId>(i)));
    return lists;
  };
  const KeyLists old_figures = figures_of(before, matches.left_before());
  const KeyLists new_figures = figures_of(after, matches.left_after());
  const auto keys = [](const Plan& plan, const KeyLists& figures) {
    return [&](std::uint32_t i) {
      std::vector<std::string> all = figures.at(i);
      all.push_back(likeness_key(indicator_name(plan, i)));
      return all;
    };
  };
  std::vector<Candidate> candidates;
  look_at_pairs(matches, keys(before, old_figures), keys(after, new_figures), [&](std::uint32_t a, std::uint32_t b) {
    const NameLikeness like = likeness_of(indicator_name(before, a), indicator_name(after, b));
    const std::size_t figures = shared(old_figures.at(a), new_figures.at(b));
    const bool one_name = like.likeness == Likeness::Same || like.likeness == Likeness::Reordered;
    const bool short_form = like.likeness == Likeness::ShortForm && like.permille >= kVeryAlike;
    const bool close = like.permille >= kAlike;
    const bool same_number = before.indicators[a].id == after.indicators[b].id;
    const bool alike = (close || same_number) && figures > 0;
    if (!one_name && !short_form && !alike) return;
    const int score = like.permille + (one_name ? 1000 : 0) + (figures > 0 ? 500 : 0) + static_cast<int>(std::min<std::size_t>(figures, 20));
    std::vector<Text> reasons;
    if (one_name || short_form || close) reasons.emplace_back("名称相近", "the names are alike");
    if (same_number) reasons.emplace_back("序号未变", "the number stays");
    if (figures > 0) reasons.emplace_back(fmt::format("有 {} 个数据相同", figures), fmt::format("figures that are the same: {}", figures));
    candidates.push_back({score, a, b, dsl::join(reasons)});
  });
  take_best(matches, std::move(candidates));
}

// Each organisation, with its task and whether it leads there: where two stand in the same places one took over from the other.
std::vector<std::string> places_of_orgs(const Plan& plan, const Matches& tasks, bool is_before) {
  std::vector<std::string> places(plan.orgs.size());
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    const auto other = is_before ? tasks.after_of(i) : std::optional(static_cast<std::uint32_t>(i));
    if (!other) continue;
    std::set<std::uint32_t> leads;
    for (const OrgId lead : leads_of(plan, plan.tasks[i])) leads.insert(static_cast<std::uint32_t>(index(lead)));
    std::set<std::uint32_t> seen;
    for (const Responsible& unit : plan.tasks[i].units) {
      const auto org = static_cast<std::uint32_t>(index(unit.org));
      if (!seen.insert(org).second) continue;
      places[org] += fmt::format("{}{} ", *other, leads.contains(org) ? "*" : "");
    }
  }
  return places;
}

void match_orgs_by_name(Matches& matches, const Plan& before, const Plan& after) {
  const auto name = [](const Plan& plan) { return [&plan](std::uint32_t i) { return org_name(plan, i); }; };
  const auto id = [](const Plan& plan) { return [&plan](std::uint32_t i) { return plan.orgs[i].id; }; };
  const auto both = [](const Plan& plan) { return [&plan](std::uint32_t i) { return plan.orgs[i].id + '\n' + org_name(plan, i); }; };
  match_by_key(matches, both(before), both(after), Identity::Same);
  match_by_key(matches, name(before), name(after), Identity::Same);
  match_by_letters(matches, name(before), name(after));
  match_by_alias(matches, before.orgs, after.orgs);
  match_by_key(matches, id(before), id(after), Identity::Renamed, kSameId);

  const auto keys = [](const Plan& plan) {
    return [&plan](std::uint32_t i) {
      std::vector<std::string> all;
      for (const std::uint64_t key : organisation_keys(org_name(plan, i))) all.push_back(std::to_string(key));
      return all;
    };
  };
  std::vector<Candidate> candidates;
  look_at_pairs(matches, keys(before), keys(after), [&](std::uint32_t a, std::uint32_t b) {
    const NameLikeness like = organisation_likeness(org_name(before, a), org_name(after, b));
    if (may_be_one(like)) candidates.push_back({like.permille, a, b, {"名称相近", "the names are alike"}});
  });
  take_best(matches, std::move(candidates));
}

void match_orgs_by_place(Matches& matches, const Matches& tasks, const Plan& before, const Plan& after) {
  const std::vector<std::string> old = places_of_orgs(before, tasks, true);
  const std::vector<std::string> now = places_of_orgs(after, tasks, false);
  // One place may be chance, and of two that stand side by side everywhere nobody knows which is which.
  const auto several = [](const std::vector<std::string>& places, const std::vector<std::uint32_t>& left) {
    std::map<std::string_view, std::size_t> counts;
    for (const auto i : left) ++counts[places[i]];
    return [&places, counts = std::move(counts)](std::uint32_t i) {
      const bool telling = std::count(places[i].begin(), places[i].end(), ' ') > 1 && counts.at(places[i]) == 1;
      return telling ? places[i] : std::string();
    };
  };
  match_by_key(matches, several(old, matches.left_before()), several(now, matches.left_after()), Identity::Likely,
               {"在各项任务中的位置完全相同，也可能是职责移交", "it stands in exactly the same places of the tasks; its duties may also have been handed over"});
}

// What a task is about besides its title, in terms of the new plan; sorted.
std::vector<std::string> contents_of(const Plan& plan, const PlanMatches& matches, std::uint32_t task, bool is_before) {
  std::vector<std::string> contents;
  for (const IndicatorId id : plan.tasks[task].supports) {
    const auto other = is_before ? matches.indicators.after_of(index(id)) : std::optional(static_cast<std::uint32_t>(index(id)));
    if (other) contents.push_back(fmt::format("i{}", *other));
  }
  for (const std::string& deliverable : plan.tasks[task].deliverables) contents.push_back("d" + deliverable);
  std::sort(contents.begin(), contents.end());
  contents.erase(std::unique(contents.begin(), contents.end()), contents.end());
  return contents;
}

void match_tasks(PlanMatches& all, const Plan& before, const Plan& after) {
  Matches& matches = all.tasks;
  const auto title = [](const Plan& plan) { return [&plan](std::uint32_t i) { return task_name(plan, i); }; };
  const auto both = [](const Plan& plan) { return [&plan](std::uint32_t i) { return plan.tasks[i].id + '\n' + task_name(plan, i); }; };
  match_by_key(matches, both(before), both(after), Identity::Same);
  match_by_key(matches, title(before), title(after), Identity::Same);
  match_by_letters(matches, title(before), title(after));
  const auto word_id = [&](const Plan& plan) {
    return [&plan](std::uint32_t i) { return only_counts(plan.tasks[i].id) ? std::string() : plan.tasks[i].id; };
  };
  match_by_key(matches, word_id(before), word_id(after), Identity::Renamed, kSameId);

  const auto contents_of_all = [&all](const Plan& plan, const std::vector<std::uint32_t>& left, bool is_before) {
    KeyLists lists;
    for (const auto i : left) lists.emplace(i, contents_of(plan, all, i, is_before));
    return lists;
  };
  const KeyLists old_contents = contents_of_all(before, matches.left_before(), true);
  const KeyLists new_contents = contents_of_all(after, matches.left_after(), false);
  const auto keys = [](const Plan& plan, const KeyLists& contents) {
    return [&](std::uint32_t i) {
      std::vector<std::string> found = contents.at(i);
      found.push_back(likeness_key(task_name(plan, i)));
      found.push_back("=" + plan.tasks[i].id);
      return found;
    };
  };
  std::vector<Candidate> candidates;
  look_at_pairs(matches, keys(before, old_contents), keys(after, new_contents), [&](std::uint32_t a, std::uint32_t b) {
    const NameLikeness like = likeness_of(task_name(before, a), task_name(after, b));
    const bool one_name = like.likeness == Likeness::Same || like.likeness == Likeness::Reordered;
    const bool same_number = before.tasks[a].id == after.tasks[b].id;
    const std::size_t same_contents = shared(old_contents.at(a), new_contents.at(b));
    const bool alike = like.permille >= kVeryAlike || (like.permille >= kAlike && (same_number || same_contents > 0)) ||
                       (same_number && same_contents > 0);
    if (!one_name && !alike) return;
    const int score = like.permille + (one_name ? 1000 : 0) + (same_contents > 0 ? 300 : 0) + (same_number ? 200 : 0);
    std::vector<Text> reasons;
    if (one_name || like.permille >= kAlike) reasons.emplace_back("名称相近", "the titles are alike");
    if (same_number) reasons.emplace_back("序号未变", "the number stays");
    if (same_contents > 0) reasons.emplace_back("支撑的指标或成果相同", "it serves the same indicators or deliverables");
    candidates.push_back({score, a, b, dsl::join(reasons)});
  });
  take_best(matches, std::move(candidates));
}

// By name, then by ID; a number proposes where the names are alike.
template <typename Item, typename Name>
void match_plainly(Matches& matches, const std::vector<Item>& before, const std::vector<Item>& after, Name name) {
  const auto names = [&](const std::vector<Item>& items) { return [&](std::uint32_t i) { return std::string(name(items[i])); }; };
  match_by_key(matches, names(before), names(after), Identity::Same);
  match_by_letters(matches, names(before), names(after));
  if constexpr (requires { before.front().id; }) {
    const auto ids = [](const std::vector<Item>& items, bool counting) {
      return [&items, counting](std::uint32_t i) { return only_counts(items[i].id) == counting ? items[i].id : std::string(); };
    };
    match_by_key(matches, ids(before, false), ids(after, false), Identity::Renamed, kSameId);
    std::unordered_map<std::string, std::uint32_t> numbered;
    for (const auto i : matches.left_before()) numbered.emplace(ids(before, true)(i), i);
    for (const auto i : matches.left_after()) {
      const auto same = numbered.find(ids(after, true)(i));
      if (same == numbered.end() || same->first.empty() || matches.after_of(same->second)) continue;
      if (likeness_of(name(before[same->second]), name(after[i])).permille < kAlike) continue;
      matches.add({same->second, i, Identity::Likely, {"名称相近、序号未变", "the names are alike, the number stays"}});
    }
  }
}

}  // namespace

void Matches::add(Match match) {
  after_of_[match.before] = match.after;
  before_of_[match.after] = match.before;
  matches_.push_back(std::move(match));
}

void Matches::sort() {
  std::sort(matches_.begin(), matches_.end(), [](const Match& a, const Match& b) { return a.after < b.after; });
}

std::vector<std::uint32_t> Matches::left(const std::vector<std::optional<std::uint32_t>>& others) {
  std::vector<std::uint32_t> alone;
  for (std::uint32_t i = 0; i < others.size(); ++i) {
    if (!others[i]) alone.push_back(i);
  }
  return alone;
}

void match_by_key(Matches& matches, const KeyOf& before, const KeyOf& after, Identity identity, const Text& why) {
  std::unordered_map<std::string, std::vector<std::uint32_t>> waiting;
  const std::vector<std::uint32_t> old = matches.left_before();
  for (auto i = old.rbegin(); i != old.rend(); ++i) {
    std::string key = before(*i);
    if (!key.empty()) waiting[std::move(key)].push_back(*i);
  }
  if (waiting.empty()) return;
  for (const auto i : matches.left_after()) {
    const std::string key = after(i);
    const auto found = key.empty() ? waiting.end() : waiting.find(key);
    if (found == waiting.end() || found->second.empty()) continue;
    matches.add({found->second.back(), i, identity, why});
    found->second.pop_back();
  }
}

bool only_counts(std::string_view id) {
  static constexpr std::u32string_view kCounting = U"0123456789一二三四五六七八九十百零〇①②③④⑤⑥⑦⑧⑨⑩()（）.．·-—、第条项章节款 ";
  bool any = false;
  for (std::size_t at = 0; at < id.size();) {
    const dsl::CodePoint point = dsl::decode(id, at);
    if (kCounting.find(point.value) == std::u32string_view::npos) return false;
    any = true;
    at += point.length;
  }
  return any;
}

PlanMatches match_plans(const Plan& before, const Plan& after) {
  PlanMatches all{{before.indicators.size(), after.indicators.size()}, {before.orgs.size(), after.orgs.size()},
                  {before.sections.size(), after.sections.size()},     {before.goals.size(), after.goals.size()},
                  {before.tasks.size(), after.tasks.size()},           {before.phases.size(), after.phases.size()},
                  {before.citations.size(), after.citations.size()}};
  match_indicators(all.indicators, before, after);
  match_orgs_by_name(all.orgs, before, after);
  match_plainly(all.sections, before.sections, after.sections, [](const Section& s) { return name_or_id(s.title, s.id); });
  match_plainly(all.goals, before.goals, after.goals, [](const Goal& g) { return name_or_id(g.words, g.id); });
  match_plainly(all.phases, before.phases, after.phases, [](const Phase& p) { return name_or_id(p.name, p.id); });
  match_plainly(all.citations, before.citations, after.citations, [](const Citation& c) { return c.title; });
  match_tasks(all, before, after);
  match_orgs_by_place(all.orgs, all.tasks, before, after);
  for (Matches* each : {&all.indicators, &all.orgs, &all.sections, &all.goals, &all.tasks, &all.phases, &all.citations}) each->sort();
  return all;
}

}  // namespace gouji::analyzer::compare
