#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/likeness.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/topic.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule indicator_name_drift;
constinit const Rule indicator_name_drift{
    .code = "GJ0310",
    .name = "indicator-name-drift",
    .family = "wording",
    .severity = Severity::Warning,
    .title = {"一项指标前后有几个名称", "One indicator under several names"},
    .page =
        {
            .checks =
                {"一看同一指标的名称与又称是否换了说法，全文只提示一条，逐项列出；二看两项指标的名称是否只差括号、语序、“数量”“额”等"
                 "字样，或者名称只多一两个不改变含义的词而同一时点的数值又相同，疑为同一指标。",
                 "First, whether the other names of an indicator say something else than its name (one finding for the plan, "
                 "with a list). Second, whether two indicators may be one: their names differ in nothing but brackets, order or "
                 "words like 数量 and 额, or one name says a little more and the figures of one time are equal."},
            .why =
                {"名称不一，汇总和考核时可能当成两项指标，也可能把两项当成一项；数值互相矛盾时看不出来。",
                 "Under two names one indicator is counted twice, or two as one, and figures that contradict each other pass "
                 "unseen."},
            .guards =
                {"只作提示，不下断语；两项指标名称完全相同的为警告。又称只是简称，或者只差括号、全市、建成、数量/数/量的，不报；"
                 "多出的词已在标注或文中用词写明的，不报；只差范围词的由 claim-scope-drift 报告。两项指标中，一个多出新增、存量、海外、"
                 "其中、数字、序号等足以区分的词的，类型、范围、单位不同的，有隶属或运算关系的，在同一张表或同一处并列的，没有数值的，"
                 "都不报。",
                 "Proposes, never asserts; only two indicators of the very same name are a warning. Silent for short forms, "
                 "brackets, 全市, 建成, 数量/数/量, and words the plan records as a label; a scope word is claim-scope-drift's. Two "
                 "indicators are left alone when one says 新增, 存量, 海外, 其中, a number or the like more, when kind, scope or unit "
                 "differ, when a relation joins them, when they stand side by side in a table or sentence, or have no figures."},
            .failing = R"(plan 茶垭 "茶垭县质量提升行动方案" {
    period 2024..2026 @2
    indicator 品牌 "区域公用品牌(农产品)数量" stock 个 {
        target 2026 达到 12个 @5
    }
    section 任务 "重点任务" @10 {
        task 1 "打造品牌" @11
    }
    indicator 品牌二 "农产品区域公用品牌" stock 个 {
    //^ indicator-name-drift: "农产品区域公用品牌"
        claim 2026 12个 in 1 @11
    }
}
)",
            .passing = R"(plan 茶垭 "茶垭县质量提升行动方案" {
    period 2024..2026 @2
    indicator 品牌 "农产品区域公用品牌" stock 个 also "区域公用品牌", "全县农产品区域公用品牌数量" {
        target 2026 达到 12个 @5
    }
    indicator 新品牌 "新增农产品区域公用品牌" new 个 {
        target 2026 12个 @5
    }
}
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

// One name says more than the other, and still they are about as alike as two writings of one name.
constexpr int kAlikeEnough = 700;
// More indicators that share one figure than this, and sharing it says nothing.
constexpr std::size_t kSharedByFew = 8;

// --- the other names of one indicator ---

// The plan records the word: as a label, in the words of a figure, or as the kind 新增.
bool is_recorded(const Plan& plan, const Indicator& indicator, const std::string& word) {
  const auto says = [&](const std::string& text) { return name_core(text).find(word) != std::string::npos; };
  if (indicator.kind == Kind::New && word == "新增") return true;
  if (indicator.kind == Kind::Cumulative && word == "累计") return true;
  return std::any_of(indicator.labels.begin(), indicator.labels.end(), says) ||
         std::any_of(indicator.statements.begin(), indicator.statements.end(),
                     [&](StatementId id) { return says(plan[id].label) || says(plan[id].words); });
}

bool is_another_name(const Plan& plan, const Indicator& indicator, const std::string& alias) {
  const NameLikeness likeness = likeness_of(indicator.name, alias);
  if (likeness.likeness == Likeness::Different) return true;
  return likeness.likeness == Likeness::ToldApart && !is_recorded(plan, indicator, likeness.more);
}

void judge_other_names(const Plan& plan, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  std::vector<Text> parts;
  std::optional<Label> looked_at;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const Indicator& indicator = plan.indicators[i];
    if (indicator.aliases.empty()) continue;
    std::vector<Text> others;
    for (const std::string& alias : indicator.aliases) {
      if (is_another_name(plan, indicator, alias)) others.emplace_back("“" + alias + "”");
    }
    const Text list = dsl::join(others);
    Label label{indicator.place, indicator.name_span, Text("又称" + list.zh, "also " + list.en), "indicator"};
    if (others.empty()) {
      label.text = Text("又称只是简称或写法", "its other names are short forms");
      if (!looked_at) looked_at = std::move(label);
      continue;
    }
    finding.subjects.push_back(subject_of(plan, static_cast<IndicatorId>(i)));
    finding.labels.push_back(std::move(label));
    parts.emplace_back("“" + indicator.name + "”又称" + list.zh, "“" + indicator.name + "” (also " + list.en + ")");
  }
  if (parts.empty()) {
    if (looked_at) sink.holds(StatementIds(), [&] { return check_at(finding.subject, *looked_at, Text("各指标的又称与名称相合", "other names agree with the names")); });
    return;
  }
  Text list;
  for (const Text& part : parts) {
    list.zh += (list.zh.empty() ? "" : "；") + part.zh;
    list.en += (list.en.empty() ? "" : "; ") + part.en;
  }
  finding.message = dsl::fill({"{count} 项指标前后名称不一：{list}。", "Indicators called by several names ({count}): {list}."},
                              {{"count", std::to_string(parts.size())}, {"list", list}});
  finding.help = Text("核实各名称口径是否相同，全文统一用一个名称。",
                      "Make sure that the names mean the same, and use one of them throughout.");
  sink.fails(std::move(finding), Severity::Info);
}

// --- two indicators that may be one ---

const UnitRef& unit_of(const Plan& plan, const Indicator& indicator) {
  return indicator.unit ? indicator.unit : plan[indicator.statements.front()].quantity.unit;
}

bool are_related(const Plan& plan, IndicatorId a, IndicatorId b) {
  if (plan[a].part_of == b || plan[b].part_of == a) return true;
  return std::any_of(plan.relations.begin(), plan.relations.end(), [&](const Relation& relation) {
    const auto names = [&](IndicatorId id) {
      return relation.left == id || std::find(relation.right.begin(), relation.right.end(), id) != relation.right.end();
    };
    return names(a) && names(b);
  });
}

bool are_side_by_side(const Plan& plan, IndicatorId a, IndicatorId b) {
  const auto& others = plan[b].statements;
  return std::any_of(plan[a].statements.begin(), plan[a].statements.end(), [&](StatementId id) {
    return std::any_of(others.begin(), others.end(), [&](StatementId other) { return at_one_place(plan[id], plan[other]); });
  });
}

bool may_be_one(const Plan& plan, IndicatorId a, IndicatorId b) {
  const Indicator& one = plan[a];
  const Indicator& other = plan[b];
  const auto& unit = unit_of(plan, one);
  const auto& other_unit = unit_of(plan, other);
  if (unit.has_value() != other_unit.has_value() || (unit && !comparable(*unit, *other_unit))) return false;
  if (one.kind && other.kind && one.kind != other.kind) return false;
  return scope_key(one.scope) == scope_key(other.scope) && !are_related(plan, a, b) && !are_side_by_side(plan, a, b);
}

// Goals of both for one year, the first such pair: what would be one figure if the indicators were one.
std::optional<std::pair<StatementId, StatementId>> common_goals(const Plan& plan, IndicatorId a, IndicatorId b) {
  for (const StatementId id : goals_of(plan, a, true)) {
    for (const StatementId other : goals_of(plan, b, true)) {
      const bool same_time = plan[id].when.form == plan[other].when.form && plan[id].when.year() == plan[other].when.year();
      if (same_time && comparable(plan[id].quantity, plan[other].quantity)) return std::pair(id, other);
    }
  }
  return std::nullopt;
}

// The one with less said about it first; what is equal in that is told by its name, not by its order.
bool less_is_said(const Plan& plan, IndicatorId a, IndicatorId b) {
  const auto rank = [&](IndicatorId id) {
    const auto& ids = plan[id].statements;
    const bool headline = std::any_of(ids.begin(), ids.end(), [&](StatementId s) { return plan[s].role == Role::Target; });
    return std::tuple(headline, ids.size(), plan[id].name);
  };
  return rank(a) < rank(b);
}

Text how_alike(const Indicator& indicator, const Indicator& other) {
  const NameLikeness likeness = likeness_of(indicator.name, other.name);
  if (likeness.likeness == Likeness::Reordered) return {"名称只是语序不同", "in word order"};
  if (likeness.likeness == Likeness::Same) return {"名称只差括号或“数量”之类的字样", "in brackets or measure words"};
  return {"名称只差“" + likeness.more + "”", "in “" + likeness.more + "”"};
}

void compare_goals(const Plan& plan, IndicatorId id, IndicatorId other, Finding& finding) {
  const auto goals = common_goals(plan, id, other);
  if (!goals) return;
  const Statement& here = plan[goals->first];
  const Statement& there = plan[goals->second];
  const Text role = role_text(here);
  finding.notes.emplace_back(
      same_value(here, there)
          ? Text(role.zh + "同为 " + here.quantity.display() + "。", "Both state " + here.quantity.display() + " (" + role.en + ").")
          : Text("若为同一指标，则" + role.zh + "有 " + figure_text(here) + " 与 " + figure_text(there) + " 两个数。",
                 "If they are one, its " + role.en + " has two values: " + figure_text(here) + " and " + figure_text(there) + "."));
  for (const StatementId goal : {goals->first, goals->second}) {
    finding.labels.push_back(label_of(plan, goal));
    finding.evidence.push_back(evidence_of(plan, goal));
  }
}

void report(const Plan& plan, std::vector<IndicatorId> ids, Sink& sink) {
  std::stable_sort(ids.begin(), ids.end(), [&](IndicatorId a, IndicatorId b) { return less_is_said(plan, a, b); });
  const Indicator& indicator = plan[ids.front()];
  const bool one_name = std::all_of(ids.begin(), ids.end(), [&](IndicatorId id) { return same_letters(plan[id].name, indicator.name); });
  Finding finding;
  finding.subject = subject_of(plan, ids.front());
  std::vector<Text> others;
  for (const IndicatorId id : ids) {
    finding.subjects.push_back(subject_of(plan, id));
    const bool first = id == ids.front();
    finding.labels.push_back({plan[id].place, plan[id].name_span,
                              first ? Text("疑与另一处为同一指标", "perhaps the same as the other") : Text("另一处的名称", "the other name"), "indicator"});
    if (!first) others.emplace_back("“" + plan[id].name + "”");
  }
  const Text unit = unit_of(plan, indicator) ? Text("，计量单位也可比", ", and their units compare") : Text();
  finding.message = one_name ? dsl::fill({"{count} 项指标都叫“{name}”{unit}，疑为同一指标。",
                                          "{count} indicators are called “{name}”{unit}; they may be one."},
                                         {{"count", std::to_string(ids.size())}, {"name", indicator.name}, {"unit", unit}})
                             : dsl::fill({"“{name}”与{others}{how}{unit}，疑为同一指标。",
                                          "“{name}” and {others} differ {how} alone{unit}; they may be one indicator."},
                                         {{"name", indicator.name},
                                          {"others", dsl::join(others)},
                                          {"how", how_alike(indicator, plan[ids[1]])},
                                          {"unit", unit}});
  for (std::size_t i = 1; i < ids.size(); ++i) compare_goals(plan, ids.front(), ids[i], finding);
  finding.help = Text("核对原文：是一项的，统一名称；是两项的，在名称中写明区别。",
                      "Check the document: if they are one, use one name; if they are two, let the names say how they differ.");
  sink.fails(std::move(finding), one_name ? Severity::Warning : Severity::Info);
}

using Pair = std::pair<IndicatorId, IndicatorId>;

// Indicators whose names have the same letters, each against the first in the document, in order of that.
std::vector<Pair> pairs_by_name(const Plan& plan) {
  std::vector<std::pair<std::uint64_t, IndicatorId>> buckets;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    if (!plan.indicators[i].statements.empty()) buckets.emplace_back(likeness_bucket(plan.indicators[i].name), static_cast<IndicatorId>(i));
  }
  std::sort(buckets.begin(), buckets.end());
  std::vector<Pair> pairs;
  for (std::size_t first = 0, i = 1; i < buckets.size(); ++i) {
    if (buckets[i].first != buckets[first].first) {
      first = i;
    } else {
      pairs.emplace_back(buckets[first].second, buckets[i].second);
    }
  }
  return pairs;
}

// Indicators that few others share a goal's value and year with.
std::vector<Pair> pairs_by_figure(const Plan& plan) {
  std::vector<std::tuple<std::int32_t, Exact, IndicatorId>> goals;
  for (const Statement& s : plan.statements) {
    const bool goal = (s.role == Role::Target || s.role == Role::Claim) && s.is_level() && !s.upper && (s.when.form == When::Form::At || s.when.form == When::Form::Over);
    if (!goal || s.quantity.normalized() <= Exact(5)) continue;
    goals.emplace_back(s.when.year().value_or(0), s.quantity.normalized(), s.indicator);
  }
  std::sort(goals.begin(), goals.end());
  goals.erase(std::unique(goals.begin(), goals.end()), goals.end());
  std::vector<Pair> pairs;
  for (auto first = goals.begin(); first != goals.end();) {
    const auto last = std::find_if(first, goals.end(), [&](const auto& goal) {
      return std::get<0>(goal) != std::get<0>(*first) || std::get<1>(goal) != std::get<1>(*first);
    });
    if (static_cast<std::size_t>(last - first) <= kSharedByFew) {
      for (auto a = first; a != last; ++a) {
        for (auto b = std::next(a); b != last; ++b) pairs.emplace_back(std::get<2>(*a), std::get<2>(*b));
      }
    }
    first = last;
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

std::size_t count_characters(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
}

// A short name is less alike for the loss of one character than a long one, and no less likely to have lost it.
bool are_nearly_one(const Indicator& a, const Indicator& b, const NameLikeness& likeness) {
  if (likeness.likeness != Likeness::ShortForm) return false;
  if (likeness.permille >= kAlikeEnough) return true;
  constexpr std::size_t kFewestLeft = 4;
  return count_characters(likeness.more) == 1 && count_characters(a.name) >= kFewestLeft && count_characters(b.name) >= kFewestLeft;
}

void run(const Plan& plan, Sink& sink) {
  judge_other_names(plan, sink);
  std::map<IndicatorId, std::vector<IndicatorId>> groups;
  for (const auto& [first, id] : pairs_by_name(plan)) {
    const Likeness likeness = likeness_of(plan[first].name, plan[id].name).likeness;
    const bool alike = likeness == Likeness::Same || likeness == Likeness::Reordered;
    if (!alike || !may_be_one(plan, first, id)) continue;
    auto& group = groups[first];
    if (group.empty()) group.push_back(first);
    group.push_back(id);
  }
  for (const auto& [first, group] : groups) report(plan, group, sink);
  for (const auto& [a, b] : pairs_by_figure(plan)) {
    const NameLikeness likeness = likeness_of(plan[a].name, plan[b].name);
    if (are_nearly_one(plan[a], plan[b], likeness) && may_be_one(plan, a, b)) report(plan, {a, b}, sink);
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
