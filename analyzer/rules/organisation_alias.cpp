#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/org_likeness.hpp"
#include "analyzer/audit/responsible.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule organisation_alias;
constinit const Rule organisation_alias{
    .code = "GJ0608",
    .name = "organisation-alias",
    .family = "responsibility",
    .severity = Severity::Info,
    .title = {"疑为同一机构的两种写法", "Two names that may be one body"},
    .page =
        {
            .checks =
                {"一看两个机构的名称是否只差通用简称（发展和改革与发改）、本级的“市”“区”、括号里另挂的牌子，或者“发展”“管理”之类不表示"
                 "职能的字，疑为同一机构，每对提示一条；二看机构名称末尾是否丢了字（“民政府”应为“人民政府”），全文提示一条。",
                 "First, whether the names of two organisations differ in nothing but usual short forms, the 市 or 区 of the plan's own "
                 "level, a second name plate in brackets, or words such as 发展 and 管理 that say nothing of the trade: one finding a pair. "
                 "Second, whether a name has lost a character near its end (民政府 for 人民政府): one finding for the plan."},
            .why = {"同一单位用两个名称，汇总任务时会算成两家；写错的名称，责任就落不到实处。",
                    "Under two names one office is counted twice when its tasks are added up, and a misspelt one is responsible for nothing."},
            .guards =
                {"只作提示，不下断语。已用“又称”写明是同一机构的，只看有没有丢字。级别不同的，“各”与“有关”之别，末字不同的（局、委、院、"
                 "司），多出的字表示职能的（公安局与公安交警局），同列在一张清单里的，一个包含另一个的，一个是统称另一个不是的，都不报；银行、"
                 "公司、中心的名称不略字比较。",
                 "Proposes, never asserts. Names joined by `also` are settled; only lost characters are looked for in them. Silent for "
                 "other levels, 各 against 有关, another closing word (局, 委, 院, 司), words that tell a trade, bodies that stand "
                 "in one list, that contain one another, or of which just one is collective; names of banks, companies and centres "
                 "are compared with every word."},
            .failing = R"(plan 柳河 "柳河县河道整治方案" {
    org 县水务局 @8
    org 县数据局 @8
    org 县数据管理局 @9
    task 1 "疏浚河道" @8 {
        units 县水务局, 县数据局 @8
        //^ organisation-alias: 县数据局
    }
    task 2 "布设水尺" @9 {
        units 县水务局, 县数据管理局 @9
    }
}
)",
            .passing = R"(plan 柳河 "柳河县河道整治方案" {
    leads first @12
    org 县水务局 @8
    org 县数据局 also "县数据管理局" @8
    org 市数据局 @9
    org "各乡(镇)政府" collective @9
    org "有关乡(镇)政府" collective @10
    task 1 "疏浚河道" @8 {
        units 县水务局, 县数据局, "各乡(镇)政府" @8
    }
    task 2 "布设水尺" @9 {
        units 县数据管理局, 市数据局, "有关乡(镇)政府" @9
    }
}
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

// More organisations of one key than this are no slips of one name.
constexpr std::size_t kNeighbours = 16;

std::string_view name_of(const Org& org) { return org.name.empty() ? org.id : org.name; }

// Where each organisation stands in a list.
using Uses = std::vector<std::vector<UnitUse>>;

Uses uses_of(const Plan& plan) {
  Uses uses(plan.orgs.size());
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    for (const Responsible* unit : responsibility_of(plan, plan.tasks[i]).units) uses[index(unit->org)].push_back({static_cast<TaskId>(i), unit});
  }
  return uses;
}

bool stand_in_one_list(const Uses& uses, OrgId a, OrgId b) {
  std::set<TaskId> tasks;
  for (const UnitUse& use : uses[index(a)]) tasks.insert(use.task);
  return std::any_of(uses[index(b)].begin(), uses[index(b)].end(), [&](const UnitUse& use) { return tasks.contains(use.task); });
}

// The levels in front of the names of a plan.
class Levels {
 public:
  explicit Levels(const Plan& plan) : plan_(plan) {}

  // Few plans ask.
  [[nodiscard]] bool are_one() {
    if (!asked_) {
      std::set<std::string> levels;
      for (const Org& org : plan_.orgs) levels.insert(level_word(name_of(org)));
      levels.erase("");
      asked_ = true;
      one_ = levels.size() == 1;
    }
    return one_;
  }

 private:
  const Plan& plan_;
  bool asked_ = false;
  bool one_ = false;
};

// A level left out is that of the plan, as far as the plan shows: both state the same one, or its names know only one.
bool level_may_be_left_out(const Org& a, const Org& b, Levels& levels) {
  if (a.level && b.level) return a.level == b.level;
  return level_word(name_of(a)) == level_word(name_of(b)) || levels.are_one();
}

bool names_are_alike(const Org& a, const Org& b) {
  if (may_be_one(organisation_likeness(name_of(a), name_of(b)))) return true;
  const auto any_alias = [](const Org& one, const Org& other) {
    return std::any_of(one.aliases.begin(), one.aliases.end(),
                       [&](const std::string& alias) { return may_be_one(organisation_likeness(alias, name_of(other))); });
  };
  return any_alias(a, b) || any_alias(b, a);
}

bool are_alike(const Plan& plan, const Uses& uses, Levels& levels, OrgId a, OrgId b) {
  const Org& left = plan[a];
  const Org& right = plan[b];
  if (left.collective != right.collective || (left.level && right.level && left.level != right.level)) return false;
  if (!names_are_alike(left, right) || !level_may_be_left_out(left, right, levels)) return false;
  return !contains(plan, a, b) && !contains(plan, b, a) && !stand_in_one_list(uses, a, b);
}

using Pair = std::pair<OrgId, OrgId>;

// Two organisations of one name have different ids.
bool comes_before(const Plan& plan, OrgId a, OrgId b) {
  return std::pair(name_of(plan[a]), std::string_view(plan[a].id)) < std::pair(name_of(plan[b]), std::string_view(plan[b].id));
}

std::vector<OrgId> by_name(const Plan& plan) {
  std::vector<OrgId> ids;
  for (std::size_t i = 0; i < plan.orgs.size(); ++i) ids.push_back(static_cast<OrgId>(i));
  std::sort(ids.begin(), ids.end(), [&](OrgId a, OrgId b) { return comes_before(plan, a, b); });
  return ids;
}

// Each organisation with the first that it may be, in order of their names: the order of declarations means nothing.
std::vector<Pair> alike_pairs(const Plan& plan, const Uses& uses) {
  Levels levels(plan);
  std::map<std::uint64_t, std::vector<OrgId>> buckets;
  std::vector<Pair> pairs;
  for (const OrgId id : by_name(plan)) {
    std::set<std::uint64_t> keys;
    for (const std::uint64_t key : organisation_keys(name_of(plan[id]))) keys.insert(key);
    for (const std::string& alias : plan[id].aliases) {
      for (const std::uint64_t key : organisation_keys(alias)) keys.insert(key);
    }
    std::optional<OrgId> first;
    for (const std::uint64_t key : keys) {
      std::vector<OrgId>& bucket = buckets[key];
      for (const OrgId other : bucket) {
        if ((!first || comes_before(plan, other, *first)) && are_alike(plan, uses, levels, other, id)) first = other;
      }
      if (bucket.size() < kNeighbours) bucket.push_back(id);
    }
    if (first) pairs.emplace_back(*first, id);
  }
  return pairs;
}

Label use_label(const Plan& plan, const Uses& uses, OrgId id, Text text) {
  return uses[index(id)].empty() ? label_of(plan, id, std::move(text)) : label_of(plan, uses[index(id)].front(), std::move(text));
}

void report_pair(const Plan& plan, const Uses& uses, const Pair& pair, Sink& sink) {
  const auto& [a, b] = pair;
  Finding finding;
  finding.subject = subject_of(plan, a);
  finding.subjects = {subject_of(plan, a), subject_of(plan, b)};
  finding.labels.push_back(use_label(plan, uses, a, Text("疑与另一处为同一机构", "perhaps the same as the other")));
  finding.labels.push_back(use_label(plan, uses, b, Text("另一种写法", "the other name")));
  const std::size_t at_a = uses[index(a)].size();
  const std::size_t at_b = uses[index(b)].size();
  const bool full_names = plan[a].id != finding.subjects[0].name || plan[b].id != finding.subjects[1].name;
  finding.message = dsl::fill({"“{a}”（{at_a} 张清单）与“{b}”（{at_b} 张清单）疑为同一机构的两种写法。",
                               "“{a}” (in {at_a} of the lists) and “{b}” (in {at_b}) may be one organisation under two names."},
                              {{"a", finding.subjects[0].name}, {"at_a", std::to_string(at_a)}, {"b", finding.subjects[1].name}, {"at_b", std::to_string(at_b)}});
  finding.evidence = {counted(Text("“" + finding.subjects[0].name + "”所在清单", "lists with “" + finding.subjects[0].name + "”"), at_a, "张"),
                      counted(Text("“" + finding.subjects[1].name + "”所在清单", "lists with “" + finding.subjects[1].name + "”"), at_b, "张")};
  finding.notes.emplace_back("没有一张清单同时列有两者。", "No list has both.");
  if (full_names) {
    finding.notes.emplace_back("方案文件中分别记作“" + plan[a].id + "”与“" + plan[b].id + "”。",
                               "The plan file calls them “" + plan[a].id + "” and “" + plan[b].id + "”.");
  }
  finding.help = Text("核对原文：是同一机构的，统一名称，或在方案文件中写作又称；不是的，用全称区分。",
                      "Check the document: if they are one, use one name, or join them by `also`; if not, tell them apart by full names.");
  sink.fails(std::move(finding));
}

// A name of a body as it stands in a list; without a use, as it is declared.
struct NameUse {
  std::string_view name;
  const UnitUse* use = nullptr;
};

// Each name once, by its first place, in order of names.
std::vector<NameUse> names_of(const Plan& plan, const Uses& uses, OrgId id) {
  std::vector<NameUse> names;
  for (const UnitUse& use : uses[index(id)]) {
    if (use.unit->written.empty() || (!names.empty() && names.back().name == use.unit->written.view())) continue;
    names.push_back({use.unit->written, &use});
  }
  const Org& org = plan[id];
  names.push_back({name_of(org), nullptr});
  for (const std::string& alias : org.aliases) names.push_back({alias, nullptr});
  std::stable_sort(names.begin(), names.end(), [](const NameUse& a, const NameUse& b) { return a.name < b.name; });
  const auto same = [](const NameUse& a, const NameUse& b) { return a.name == b.name; };
  names.erase(std::unique(names.begin(), names.end(), same), names.end());
  return names;
}

// True when there was something to tell.
bool report_broken(const Plan& plan, const Uses& uses, const std::vector<Pair>& pairs, Sink& sink) {
  std::set<OrgId> told;
  for (const auto& [a, b] : pairs) told.insert({a, b});
  Finding finding;
  finding.subject = subject_of(plan);
  std::vector<Text> parts;
  for (std::size_t i = 0; i < plan.orgs.size(); ++i) {
    const auto id = static_cast<OrgId>(i);
    if (told.contains(id)) continue;
    for (const auto& [name, use] : names_of(plan, uses, id)) {
      const auto broken = broken_word(name);
      if (!broken) continue;
      const Text doubt = dsl::fill({"“{written}”疑为“{whole}”之误", "“{written}” is perhaps meant to be “{whole}”"},
                                   {{"written", broken->written}, {"whole", broken->whole}});
      const bool other = name != name_of(plan[id]);
      const std::string told_name(name);
      parts.push_back(other ? Text("“" + std::string(name_of(plan[id])) + "”又写作“" + told_name + "”，" + doubt.zh,
                                   "“" + std::string(name_of(plan[id])) + "” also stands as “" + told_name + "”, where " + doubt.en)
                            : Text("“" + told_name + "”中，" + doubt.zh, "in “" + told_name + "” " + doubt.en));
      finding.subjects.push_back(subject_of(plan, id));
      finding.labels.push_back(use ? label_of(plan, *use, doubt) : label_of(plan, id, doubt, name));
    }
  }
  if (parts.empty()) return false;
  for (const Text& part : parts) {
    finding.message.zh += (finding.message.zh.empty() ? "" : "；") + part.zh;
    finding.message.en += (finding.message.en.empty() ? "" : "; ") + part.en;
  }
  finding.message.zh = "机构名称疑有误字：" + finding.message.zh + "。";
  finding.message.en = "Names of organisations that may be misspelt: " + finding.message.en + ".";
  finding.help = Text("核对原文，改用机构的正式名称或规范简称。", "Check the document and use the official name or its usual short form.");
  sink.fails(std::move(finding));
  return true;
}

void run(const Plan& plan, Sink& sink) {
  if (plan.orgs.empty()) return;
  const Uses uses = uses_of(plan);
  const std::vector<Pair> pairs = alike_pairs(plan, uses);
  for (const Pair& pair : pairs) report_pair(plan, uses, pair, sink);
  const bool broken = report_broken(plan, uses, pairs, sink);
  if (!broken && pairs.empty()) {
    sink.holds(StatementIds(), [&] {
      return check_at(subject_of(plan), label_of(plan, OrgId{0}, Text("机构名称", "names of organisations")),
                      Text("没有两个机构的名称相近到疑为一家，也没有丢字的名称", "no two names are near enough to be one body, and none has lost a character"));
    });
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
