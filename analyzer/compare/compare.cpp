#include "analyzer/compare/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/likeness.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/responsible.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/compare/figures.hpp"
#include "dsl/keywords.hpp"

namespace gouji::analyzer::compare {

namespace {

Text quoted(const Text& text) { return {"“" + text.zh + "”", "“" + text.en + "”"}; }

// One of the two sides; absent texts are empty.
Difference changed(Aspect aspect, const Text& what, std::optional<Side> before, std::optional<Side> after) {
  Difference difference{.aspects = {aspect}, .words = {}, .before = std::move(before), .after = std::move(after)};
  const bool had = difference.before && !difference.before->words.empty();
  const bool has = difference.after && !difference.after->words.empty();
  const Text old = had ? quoted(difference.before->words) : Text();
  const Text now = has ? quoted(difference.after->words) : Text();
  if (had && has) {
    difference.words = dsl::fill({"{what}由{old}改为{now}", "{what}: from {old} to {now}"}, {{"what", what}, {"old", old}, {"now", now}});
  } else if (has) {
    difference.words = dsl::fill({"{what}原未写明，现为{now}", "{what}: not stated before, now {now}"}, {{"what", what}, {"now", now}});
  } else {
    difference.words = dsl::fill({"{what}原为{old}，现未写明", "{what}: {old} before, not stated now"}, {{"what", what}, {"old", old}});
  }
  return difference;
}

Text or_nothing(const std::optional<DateRange>& range) { return range ? range_text(*range) : Text(); }
Text or_nothing(const std::optional<PartialDate>& date) { return date ? date_text(*date) : Text(); }
Text or_nothing(const std::optional<Quantity>& quantity) { return quantity ? Text(quantity->display()) : Text(); }
Text or_nothing(const std::optional<dsl::Keyword>& word) {
  return word ? Text(std::string(dsl::chinese(*word)), std::string(dsl::english(*word))) : Text();
}

Text name_of(const std::optional<analyzer::Kind>& kind) {
  if (!kind) return {};
  switch (*kind) {
    case analyzer::Kind::Stock: return {"存量", "stock"};
    case analyzer::Kind::Flow: return {"流量", "flow"};
    case analyzer::Kind::Cumulative: return {"累计", "cumulative"};
    case analyzer::Kind::New: return {"新增", "new"};
    case analyzer::Kind::Ratio: return {"比率", "ratio"};
    case analyzer::Kind::Score: return {"分值", "score"};
    case analyzer::Kind::Average: return {"均值", "average"};
  }
  return {};
}

Text name_of(const std::optional<Nature>& nature) {
  if (!nature) return {};
  return *nature == Nature::Binding ? Text("约束性", "binding") : Text("预期性", "expected");
}

Text name_of(const std::optional<Direction>& direction) {
  if (!direction) return {};
  return *direction == Direction::Higher ? Text("越高越好", "higher") : Text("越低越好", "lower");
}

Text name_of(Aggregation aggregation) {
  switch (aggregation) {
    case Aggregation::Unstated: return {};
    case Aggregation::Total: return {"合计", "in all"};
    case Aggregation::Yearly: return {"年度", "yearly"};
    case Aggregation::Mean: return {"平均", "mean"};
  }
  return {};
}

Text name_of(Modality modality) {
  switch (modality) {
    case Modality::Unstated: return {};
    case Modality::Hoped: return {"争取", "hoped for"};
    case Modality::Firm: return {"确保", "firm"};
  }
  return {};
}

Text title_of(const Section& section) { return section.title.empty() ? section.id : section.title; }

// "任务 35" of the task or safeguard a figure or goal stands in.
Text task_words(const Plan& plan, TaskId id) {
  const Task& task = plan[id];
  return task.safeguard ? Text("保障措施 " + task.id, "safeguard " + task.id) : Text("任务 " + task.id, "task " + task.id);
}

struct Pair {
  const Plan& before;
  const Plan& after;
  const PlanMatches& matches;
};

// --- figures ----------------------------------------------------------------------------------------------------------------------------

Side side_of(const Plan& plan, StatementId id) {
  const Statement& statement = plan[id];
  return {Text(figure_text(statement)), statement.quantity.normalized().to_string(), base_unit(statement.quantity), statement.place, statement.value_span};
}

// "2025年目标", "每年表述（任务 35）"
Text role_words(const Plan& plan, const Statement& statement) {
  const Text role = role_text(statement);
  if (!statement.task) return role;
  const Text task = task_words(plan, *statement.task);
  return {role.zh + "（" + task.zh + "）", role.en + " (" + task.en + ")"};
}

Text figure_words(const Statement& statement) { return Text("“" + figure_text(statement) + "”"); }

std::string unit_word(const Statement& statement) { return statement.quantity.unit ? statement.quantity.unit->word : std::string(); }

// Another thing is counted, or the same under another word; 亩 and 公顷 with one value are two ways of writing it.
bool units_differ(const Statement& a, const Statement& b) {
  if (unit_word(a) == unit_word(b)) return false;
  if (!a.quantity.unit || !b.quantity.unit) return true;
  return relate(*a.quantity.unit, *b.quantity.unit) != UnitRelation::Convertible;
}

Exact signed_value(const Statement& statement) {
  const Exact value = statement.quantity.normalized();
  return statement.growth && statement.growth->falling ? -value : value;
}

// Which way the number went; none where the two cannot be held against each other.
Turn turn_of(const Statement& old, const Statement& now) {
  const bool one_form = old.growth.has_value() == now.growth.has_value() && old.upper.has_value() == now.upper.has_value();
  if (!one_form || !comparable(old.quantity, now.quantity)) return Turn::None;
  const auto sign = [](const Exact& a, const Exact& b) { return (b - a).sign(); };
  const int low = sign(signed_value(old), signed_value(now));
  const int high = old.upper ? sign(old.upper->normalized(), now.upper->normalized()) : low;
  if (low * high < 0 || low + high == 0) return Turn::None;
  return low + high > 0 ? Turn::Up : Turn::Down;
}

bool is_ratio(const Statement& statement) { return statement.quantity.unit && statement.quantity.unit->is_ratio(); }

Text gap_words(const Statement& old, const Statement& now) {
  if (old.upper || now.upper || old.growth.has_value() != now.growth.has_value() || !comparable(old.quantity, now.quantity)) return {};
  const Exact a = signed_value(old);
  const Exact b = signed_value(now);
  return a == b ? Text() : gap_text(b, a, told_in(now.quantity, old.quantity));
}

Text turn_words(Turn turn, const Statement& now) {
  if (turn == Turn::None) return {"改为", "becomes"};
  if (is_ratio(now)) return turn == Turn::Up ? Text("升至", "rises to") : Text("降至", "falls to");
  return turn == Turn::Up ? Text("增至", "rises to") : Text("减至", "falls to");
}

// A figure that is there on both sides; absent when it says the same.
std::optional<Difference> figure_difference(const Pair& pair, StatementId old_id, StatementId new_id) {
  const Statement& old = pair.before[old_id];
  const Statement& now = pair.after[new_id];
  Difference difference;
  difference.of_target = old.role == Role::Target || now.role == Role::Target;
  const bool drifted = units_differ(old, now);
  const bool other_unit = drifted && !comparable(old.quantity, now.quantity);
  // Under another unit the same number is told once for all figures of the indicator.
  const bool same = same_value(old, now) || (other_unit && old.quantity.number == now.quantity.number && old.upper.has_value() == now.upper.has_value());
  const bool same_comparator = old.comparator == now.comparator;
  const Text old_role = role_words(pair.before, old);
  const Text new_role = role_words(pair.after, now);
  const Text old_time = role_text(old);
  const bool same_time = role_text(now).zh == old_time.zh;
  if (same && same_comparator && same_time) return std::nullopt;

  if (!same) {
    difference.aspects.push_back(Aspect::Value);
    difference.turn = turn_of(old, now);
  }
  if (!same_comparator) difference.aspects.push_back(Aspect::Comparator);
  if (other_unit && !same) difference.aspects.push_back(Aspect::Unit);
  if (old.role != now.role) difference.aspects.push_back(Aspect::Role);
  if (!same_time && (old.role == now.role || old.when.year() != now.when.year())) difference.aspects.push_back(Aspect::Time);
  if (difference.aspects.empty()) difference.aspects.push_back(Aspect::Time);

  const Text gap = same ? Text() : gap_words(old, now);
  Text note;
  if (!gap.empty()) note = {"（" + gap.zh + "）", " (" + gap.en + ")"};
  if (other_unit && !same) note = {"（计量单位不同，不能直接相比）", " (the units differ: not to be compared)"};
  const Text old_figure = figure_words(old);
  const Text new_figure = figure_words(now);
  if (!same_time) {
    if (same && same_comparator) {
      difference.words = dsl::fill({"{figure}由{old}改为{now}，数值未变", "{figure}: from {old} to {now}, the value stays"},
                                   {{"figure", new_figure}, {"old", old_role}, {"now", new_role}});
    } else {
      difference.words = dsl::fill({"{old}{old_figure}改为{now}{new_figure}{note}", "{old} {old_figure} becomes {now} {new_figure}{note}"},
                                   {{"old", old_role}, {"old_figure", old_figure}, {"now", new_role}, {"new_figure", new_figure}, {"note", note}});
    }
  } else if (same) {
    difference.words = dsl::fill({"{role}的限定词改变：由{old}改为{now}，数值未变", "{role}: the comparator changes from {old} to {now}, the number stays"},
                                 {{"role", new_role}, {"old", old_figure}, {"now", new_figure}});
  } else {
    difference.words = dsl::fill({"{role}由{old}{turn}{now}{note}", "{role} {turn} {now} from {old}{note}"},
                                 {{"role", new_role}, {"old", old_figure}, {"turn", turn_words(difference.turn, now)}, {"now", new_figure}, {"note", note}});
  }
  difference.before = side_of(pair.before, old_id);
  difference.after = side_of(pair.after, new_id);
  return difference;
}

// Figures whose scope, label, reading or modality changed.
void add_terms(const Pair& pair, StatementId old_id, StatementId new_id, std::vector<Difference>& differences) {
  const Statement& old = pair.before[old_id];
  const Statement& now = pair.after[new_id];
  const Text role = role_words(pair.after, now);
  const auto tell = [&](Aspect aspect, const dsl::Template& what, const Text& before, const Text& after) {
    differences.push_back(changed(aspect, dsl::fill(what, {{"role", role}}), Side{before, "", "", old.place, old.value_span},
                                  Side{after, "", "", now.place, now.value_span}));
  };
  if (scope_key(old.scope) != scope_key(now.scope)) tell(Aspect::Scope, {"{role}的范围", "scope of the {role}"}, old.scope, now.scope);
  if (old.label != now.label) tell(Aspect::Label, {"{role}的标注", "label of the {role}"}, old.label, now.label);
  if (old.words != now.words) tell(Aspect::Label, {"{role}的措辞", "words of the {role}"}, old.words, now.words);
  if (old.aggregation != now.aggregation) tell(Aspect::Reading, {"{role}的读法", "reading of the {role}"}, name_of(old.aggregation), name_of(now.aggregation));
  if (old.modality != now.modality) tell(Aspect::Modality, {"{role}的语气", "modality of the {role}"}, name_of(old.modality), name_of(now.modality));
}

// The tasks figures stand in, under the number they have in the new plan.
TaskKey task_keys(const Plan& plan, const Matches& tasks, bool is_before) {
  TaskKey keys(plan.statements.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto& task = plan.statements[i].task;
    if (!task) continue;
    const auto other = is_before ? tasks.after_of(index(*task)) : std::optional(static_cast<std::uint32_t>(index(*task)));
    keys[i] = other ? std::to_string(*other) : "-" + std::to_string(index(*task));
  }
  return keys;
}

Difference lone_figure(const Plan& plan, StatementId id, bool added, bool whole_indicator) {
  const Statement& statement = plan[id];
  Difference difference{.aspects = {Aspect::Figure}, .of_target = statement.role == Role::Target, .words = {}, .before = {}, .after = {}};
  const Text role = role_words(plan, statement);
  const dsl::Template pattern = whole_indicator ? dsl::Template{"{role}{figure}", "{role} {figure}"}
                                : added         ? dsl::Template{"增加{role}{figure}", "{role} {figure} is new"}
                                                : dsl::Template{"删去{role}{figure}", "{role} {figure} is dropped"};
  difference.words = dsl::fill(pattern, {{"role", role}, {"figure", figure_words(statement)}});
  (added ? difference.after : difference.before) = side_of(plan, id);
  return difference;
}

// --- items ------------------------------------------------------------------------------------------------------------------------------

// Of old subjects by kind and old name.
using NewNames = std::map<std::pair<SubjectKind, std::string>, std::string>;

class Comparer {
 public:
  Comparer(const Plan& before, const Plan& after, PlanComparison& result)
      : before_(before), after_(after), matches_(match_plans(before, after)), pair_{before_, after_, matches_}, result_(result),
        old_tasks_(task_keys(before, matches_.tasks, true)), new_tasks_(task_keys(after, matches_.tasks, false)) {}

  void compare() {
    plan();
    each(ItemKind::Indicator, matches_.indicators, [&](const Plan& plan, std::uint32_t i) { return indicator_thing(plan, i); },
         [&](const Match& match, auto& out) { indicator(match, out); }, [&](bool added, std::uint32_t i, auto& out) { lone_indicator(added, i, out); });
    relations();
    each(ItemKind::Goal, matches_.goals, [](const Plan& plan, std::uint32_t i) { return goal_thing(plan, i); },
         [&](const Match& match, auto& out) { goal(match, out); }, nothing_more);
    each(ItemKind::Section, matches_.sections, [](const Plan& plan, std::uint32_t i) { return section_thing(plan, i); },
         [&](const Match& match, auto& out) { section(match, out); }, nothing_more);
    each(ItemKind::Task, matches_.tasks, [](const Plan& plan, std::uint32_t i) { return task_thing(plan, i); },
         [&](const Match& match, auto& out) { task(match, out); }, [&](bool added, std::uint32_t i, auto& out) { lone_task(added, i, out); });
    each(ItemKind::Phase, matches_.phases, [](const Plan& plan, std::uint32_t i) { return phase_thing(plan, i); },
         [&](const Match& match, auto& out) { phase(match, out); }, [&](bool added, std::uint32_t i, auto& out) { lone_phase(added, i, out); });
    collect_duties();
    each(ItemKind::Org, matches_.orgs, [](const Plan& plan, std::uint32_t i) { return org_thing(plan, i); },
         [&](const Match& match, auto& out) { org(match, out); }, [&](bool added, std::uint32_t i, auto& out) { lone_org(added, i, out); });
    each(ItemKind::Citation, matches_.citations, [](const Plan& plan, std::uint32_t i) { return citation_thing(plan, i); },
         [&](const Match& match, auto& out) { citation(match, out); }, nothing_more);
  }

  // Subjects of the old plan that have another name now: what they are called, by kind and old name.
  [[nodiscard]] NewNames new_names() const {
    NewNames names;
    const auto add = [&](const Subject& old, const Subject& now) {
      if (old.name != now.name) names.emplace(std::pair(old.kind, old.name), now.name);
    };
    add(subject_of(before_), subject_of(after_));
    for (const Match& m : matches_.indicators.all()) add(indicator_thing(before_, m.before).subject, indicator_thing(after_, m.after).subject);
    for (const Match& m : matches_.tasks.all()) add(task_thing(before_, m.before).subject, task_thing(after_, m.after).subject);
    for (const Match& m : matches_.orgs.all()) add(org_thing(before_, m.before).subject, org_thing(after_, m.after).subject);
    for (const Match& m : matches_.phases.all()) add(phase_thing(before_, m.before).subject, phase_thing(after_, m.after).subject);
    for (const Match& m : matches_.goals.all()) add(goal_thing(before_, m.before).subject, goal_thing(after_, m.after).subject);
    return names;
  }

 private:
  using Differences = std::vector<Difference>;
  static constexpr auto nothing_more = [](bool, std::uint32_t, Differences&) {};

  static Thing indicator_thing(const Plan& plan, std::uint32_t i) {
    return {subject_of(plan, static_cast<IndicatorId>(i)), plan.indicators[i].place, plan.indicators[i].name_span};
  }
  static Thing task_thing(const Plan& plan, std::uint32_t i) {
    const Task& task = plan.tasks[i];
    return {subject_of(plan, static_cast<TaskId>(i)), task.place, span_of_words(plan, task.place, task.title)};
  }
  static Thing org_thing(const Plan& plan, std::uint32_t i) {
    const Org& org = plan.orgs[i];
    return {subject_of(plan, static_cast<OrgId>(i)), org.place, span_of_words(plan, org.place, org.name)};
  }
  static Thing phase_thing(const Plan& plan, std::uint32_t i) {
    const Phase& phase = plan.phases[i];
    return {subject_of(phase), phase.place, span_of_words(plan, phase.place, phase.name)};
  }
  static Thing goal_thing(const Plan& plan, std::uint32_t i) {
    const Goal& goal = plan.goals[i];
    return {subject_of(goal), goal.place, span_of_words(plan, goal.place, goal.words)};
  }
  static Thing section_thing(const Plan& plan, std::uint32_t i) {
    const Section& section = plan.sections[i];
    return {{SubjectKind::Statement, section.id, title_of(section).zh}, section.place, span_of_words(plan, section.place, section.title)};
  }
  static Thing citation_thing(const Plan& plan, std::uint32_t i) {
    return {{SubjectKind::Statement, "", plan.citations[i].title}, plan.citations[i].place, plan.citations[i].title_span};
  }

  void add(ItemKind kind, Item item) {
    KindCounts& counts = result_.counts[static_cast<std::size_t>(kind)];
    item.kind = kind;
    if (item.state == State::Added) {
      ++counts.added;
    } else if (item.state == State::Dropped) {
      ++counts.dropped;
    } else if (item.identity == Identity::Likely) {
      ++counts.likely;
    } else if (item.identity == Identity::Renamed) {
      ++counts.renamed;
    } else if (item.differences.empty()) {
      ++counts.unchanged;
      return;
    } else {
      ++(item.only_renumbered() ? counts.renumbered : counts.changed);
    }
    result_.items.push_back(std::move(item));
  }

  // Things of one kind: those on both sides, then those on one alone.
  template <typename ThingOf, typename Compare, typename Lone>
  void each(ItemKind kind, const Matches& matches, ThingOf thing_of, Compare compare, Lone lone) {
    for (const Match& match : matches.all()) {
      Item item{.identity = match.identity, .why = match.why, .before = thing_of(before_, match.before), .after = thing_of(after_, match.after), .differences = {}};
      if (match.identity != Identity::Same) {
        Difference renamed = changed(Aspect::Name, {"名称", "name"}, Side{item.before->subject.name, "", "", item.before->place, item.before->marked},
                                     Side{item.after->subject.name, "", "", item.after->place, item.after->marked});
        // One name may be in brackets only: its ID is all that tells them apart.
        if (item.before->subject.name != item.after->subject.name) item.differences.push_back(std::move(renamed));
      }
      compare(match, item.differences);
      add(kind, std::move(item));
    }
    for (const auto i : matches.left_after()) {
      Item item{.state = State::Added, .why = {}, .before = {}, .after = thing_of(after_, i), .differences = {}};
      lone(true, i, item.differences);
      add(kind, std::move(item));
    }
    for (const auto i : matches.left_before()) {
      Item item{.state = State::Dropped, .why = {}, .before = thing_of(before_, i), .after = {}, .differences = {}};
      lone(false, i, item.differences);
      add(kind, std::move(item));
    }
  }

  static void tell(Differences& out, Aspect aspect, const Text& what, const Text& old, const Place& old_place, const Text& now, const Place& new_place) {
    if (old == now) return;
    out.push_back(changed(aspect, what, Side{old, "", "", old_place, old_place.span}, Side{now, "", "", new_place, new_place.span}));
  }

  // "支撑的指标增加“甲”，减少“乙”"
  static void tell_lists(Differences& out, Aspect aspect, const Text& what, const std::vector<Text>& more, const std::vector<Text>& less,
                         const Place& old_place, const Place& new_place) {
    if (more.empty() && less.empty()) return;
    Text words;
    if (!more.empty() && !less.empty()) {
      words = dsl::fill({"{what}增加{more}，减少{less}", "{what}: {more} added, {less} dropped"}, {{"what", what}, {"more", list_of(more)}, {"less", list_of(less)}});
    } else if (!more.empty()) {
      words = dsl::fill({"{what}增加{more}", "{what}: {more} added"}, {{"what", what}, {"more", list_of(more)}});
    } else {
      words = dsl::fill({"{what}减少{less}", "{what}: {less} dropped"}, {{"what", what}, {"less", list_of(less)}});
    }
    Difference difference{.aspects = {aspect}, .words = std::move(words), .before = {}, .after = {}};
    difference.before = Side{list_of(less), "", "", old_place, old_place.span};
    difference.after = Side{list_of(more), "", "", new_place, new_place.span};
    out.push_back(std::move(difference));
  }

  // --- plan -----------------------------------------------------------------------------------------------------------------------------

  static Text period_of(const Plan& plan) {
    if (plan.period) return range_text(*plan.period);
    if (plan.lasting) return plan.lasting->display();
    return plan.period_open ? Text("未定终期", "open") : Text();
  }
  static Text convention_of(const Plan& plan) {
    if (!plan.lead_convention) return {};
    switch (*plan.lead_convention) {
      case LeadConvention::Unstated: return {"未说明", "unstated"};
      case LeadConvention::Marked: return {"标“" + plan.lead_mark + "”的牵头", "those marked “" + plan.lead_mark + "” lead"};
      case LeadConvention::First: return {"列首位的牵头", "the first one leads"};
    }
    return {};
  }

  void plan() {
    const auto thing = [](const Plan& plan) { return Thing{subject_of(plan), plan.place, plan.title_span}; };
    Item item{.why = {}, .before = thing(before_), .after = thing(after_), .differences = {}};
    const auto place = [](const std::optional<Place>& own, const Plan& plan) { return own ? *own : plan.place; };
    const auto line = [&](Aspect aspect, const Text& what, const Text& old, const Text& now, const std::optional<Place>& old_place, const std::optional<Place>& new_place) {
      const Place title_old{before_.title_span, {}};
      const Place title_new{after_.title_span, {}};
      const std::size_t told = item.differences.size();
      tell(item.differences, aspect, what, old, old_place ? place(old_place, before_) : title_old, now, new_place ? place(new_place, after_) : title_new);
      if (item.differences.size() == told) return;
      // What is not stated has no place.
      if (old.empty()) item.differences.back().before.reset();
      if (now.empty()) item.differences.back().after.reset();
    };
    const auto issuers = [](const Plan& plan) { return dsl::join(std::vector<Text>(plan.issuers.begin(), plan.issuers.end())); };
    line(Aspect::Title, {"题名", "title"}, before_.title, after_.title, {}, {});
    line(Aspect::Issuer, {"发文机关", "issuer"}, issuers(before_), issuers(after_), {}, {});
    line(Aspect::Number, {"文号", "number"}, before_.number, after_.number, {}, {});
    line(Aspect::Issued, {"印发日期", "date of issue"}, or_nothing(before_.issued), or_nothing(after_.issued), before_.issued_place, after_.issued_place);
    line(Aspect::Period, {"期间", "period"}, period_of(before_), period_of(after_), before_.period_place, after_.period_place);
    line(Aspect::Horizon, {"目标年", "target year"}, or_nothing(before_.horizon), or_nothing(after_.horizon), before_.horizon_place, after_.horizon_place);
    line(Aspect::Convention, {"牵头约定", "who leads"}, convention_of(before_), convention_of(after_), {}, {});
    add(ItemKind::Plan, std::move(item));
  }

  // --- indicators -----------------------------------------------------------------------------------------------------------------------

  void indicator(const Match& match, Differences& out) {
    const Indicator& old = before_.indicators[match.before];
    const Indicator& now = after_.indicators[match.after];
    const Place old_place{old.name_span, old.place.document};
    const Place new_place{now.name_span, now.place.document};
    const auto line = [&](Aspect aspect, const Text& what, const Text& a, const Text& b) { tell(out, aspect, what, a, old_place, b, new_place); };
    line(Aspect::Kind, {"指标类型", "kind"}, name_of(old.kind), name_of(now.kind));
    line(Aspect::Nature, {"指标属性", "nature"}, name_of(old.nature), name_of(now.nature));
    line(Aspect::Direction, {"方向", "direction"}, name_of(old.direction), name_of(now.direction));
    if (scope_key(old.scope) != scope_key(now.scope)) line(Aspect::Scope, {"范围", "scope"}, old.scope, now.scope);
    const auto bound = [](const std::optional<Quantity>& a, const std::optional<Quantity>& b) {
      return a.has_value() != b.has_value() || (a && (!comparable(*a, *b) || a->normalized() != b->normalized()));
    };
    if (bound(old.lower_bound, now.lower_bound)) line(Aspect::Bounds, {"下限", "lower bound"}, or_nothing(old.lower_bound), or_nothing(now.lower_bound));
    if (bound(old.upper_bound, now.upper_bound)) line(Aspect::Bounds, {"上限", "upper bound"}, or_nothing(old.upper_bound), or_nothing(now.upper_bound));
    one_of(out, Aspect::Part, {"所属指标", "part of"}, matches_.indicators, old.part_of, now.part_of,
           [](const Plan& plan, IndicatorId id) { return Text(subject_of(plan, id).name); }, old_place, new_place);
    one_of(out, Aspect::Owner, {"归口单位", "owner"}, matches_.orgs, old.owner, now.owner,
           [](const Plan& plan, OrgId id) { return Text(subject_of(plan, id).name); }, old_place, new_place);

    std::map<std::pair<std::string, std::string>, std::vector<std::pair<StatementId, StatementId>>> drifts;
    Differences figures;
    for (const FigurePair& figure : pair_figures(before_, static_cast<IndicatorId>(match.before), old_tasks_, after_, static_cast<IndicatorId>(match.after), new_tasks_)) {
      if (figure.before && figure.after) {
        const Statement& a = before_[*figure.before];
        const Statement& b = after_[*figure.after];
        if (units_differ(a, b)) drifts[{unit_word(a), unit_word(b)}].emplace_back(*figure.before, *figure.after);
        if (auto difference = figure_difference(pair_, *figure.before, *figure.after)) figures.push_back(*std::move(difference));
        add_terms(pair_, *figure.before, *figure.after, figures);
        moved_figure(*figure.before, *figure.after, figures);
      } else {
        const bool added = figure.after.has_value();
        figures.push_back(lone_figure(added ? after_ : before_, added ? *figure.after : *figure.before, added, false));
      }
    }
    for (const auto& [words, pairs] : drifts) out.push_back(unit_drift(words, pairs));
    std::move(figures.begin(), figures.end(), std::back_inserter(out));
    if (drifts.empty() && old.unit && now.unit && old.unit->word != now.unit->word && old.statements.empty() && now.statements.empty()) {
      line(Aspect::Unit, {"计量单位", "unit"}, old.unit->word, now.unit->word);
    }
  }

  [[nodiscard]] Difference unit_drift(const std::pair<std::string, std::string>& words, const std::vector<std::pair<StatementId, StatementId>>& pairs) const {
    const auto [old, now] = pairs.front();
    Side before = side_of(before_, old);
    Side after = side_of(after_, now);
    before.words = words.first;
    after.words = words.second;
    Difference difference = changed(Aspect::Unit, {"计量单位", "unit"}, std::move(before), std::move(after));
    const bool numbers_stay = std::all_of(pairs.begin(), pairs.end(), [&](const auto& pair) {
      return before_[pair.first].quantity.number == after_[pair.second].quantity.number;
    });
    const Text count = pairs.size() > 1 ? dsl::fill({"（{n} 个数据）", " ({n} figures)"}, {{"n", std::to_string(pairs.size())}}) : Text();
    const Text stay = numbers_stay ? Text("，数字未变", ", the numbers stay") : Text();
    difference.words = {difference.words.zh + count.zh + stay.zh, difference.words.en + count.en + stay.en};
    return difference;
  }

  // A figure that stands in another task than before.
  void moved_figure(StatementId old_id, StatementId new_id, Differences& out) const {
    if (old_tasks_[index(old_id)] == new_tasks_[index(new_id)]) return;
    const Statement& old = before_[old_id];
    const Statement& now = after_[new_id];
    const auto where = [](const Plan& plan, const Statement& statement) { return statement.task ? task_words(plan, *statement.task) : Text("任务之外", "outside the tasks"); };
    const Text what = dsl::fill({"{role}{figure}的位置", "place of the {role} {figure}"}, {{"role", role_text(now)}, {"figure", figure_words(now)}});
    out.push_back(changed(Aspect::Section, what, Side{where(before_, old), "", "", old.place, old.value_span}, Side{where(after_, now), "", "", now.place, now.value_span}));
  }

  void lone_indicator(bool added, std::uint32_t i, Differences& out) const {
    const Plan& plan = added ? after_ : before_;
    for (const StatementId id : plan.indicators[i].statements) out.push_back(lone_figure(plan, id, added, true));
  }

  // Something that one thing points to.
  template <typename Id, typename Name>
  void one_of(Differences& out, Aspect aspect, const Text& what, const Matches& matches, const std::optional<Id>& old, const std::optional<Id>& now, Name name,
              const Place& old_place, const Place& new_place) const {
    const auto mapped = old ? matches.after_of(index(*old)) : std::nullopt;
    const auto is = now ? std::optional(static_cast<std::uint32_t>(index(*now))) : std::nullopt;
    if (mapped == is && old.has_value() == now.has_value()) return;
    tell(out, aspect, what, old ? name(before_, *old) : Text(), old_place, now ? name(after_, *now) : Text(), new_place);
  }

  // --- relations, goals, sections, phases, citations ----------------------------------------------------------------------------------------

  [[nodiscard]] std::string relation_key(const Plan& plan, const Relation& relation, bool is_before) const {
    const auto number = [&](IndicatorId id) {
      const auto other = is_before ? matches_.indicators.after_of(index(id)) : std::optional(static_cast<std::uint32_t>(index(id)));
      return other ? std::to_string(*other) : "-" + plan[id].id;
    };
    std::string key = std::to_string(static_cast<int>(relation.form)) + (relation.higher ? "^" : "");
    if (relation.left) key += number(*relation.left);
    std::vector<std::string> right;
    for (const IndicatorId id : relation.right) right.push_back(number(id));
    // The order of what is added up means nothing.
    if (relation.form == Relation::Form::Sum || relation.form == Relation::Form::Shares) std::sort(right.begin(), right.end());
    for (const std::string& each : right) key += "\t" + each;
    return key;
  }

  void relations() {
    Matches matches(before_.relations.size(), after_.relations.size());
    match_by_key(matches, [&](std::uint32_t i) { return relation_key(before_, before_.relations[i], true); },
                 [&](std::uint32_t i) { return relation_key(after_, after_.relations[i], false); }, Identity::Same);
    const auto thing = [](const Plan& plan, std::uint32_t i) {
      const Place& place = plan.relations[i].place;
      std::string words(plan.source->slice(place.span));
      words.resize(std::min(words.size(), words.find_first_of("\r\n")));
      return Thing{{SubjectKind::Statement, "", std::move(words)}, place, place.span};
    };
    each(ItemKind::Relation, matches, thing, [](const Match&, Differences&) {}, nothing_more);
  }

  void goal(const Match& match, Differences& out) const {
    const Goal& old = before_.goals[match.before];
    const Goal& now = after_.goals[match.after];
    tell(out, Aspect::Form, {"提法", "form"}, or_nothing(std::optional(old.form)), old.place, or_nothing(std::optional(now.form)), now.place);
    tell(out, Aspect::Time, {"时间", "time"}, or_nothing(old.by), old.place, or_nothing(now.by), now.place);
    one_of(out, Aspect::Measure, {"衡量的指标", "measured by"}, matches_.indicators, old.indicator, now.indicator,
           [](const Plan& plan, IndicatorId id) { return Text(subject_of(plan, id).name); }, old.place, now.place);
    one_of(out, Aspect::Section, {"所在任务", "task it stands in"}, matches_.tasks, old.task, now.task,
           [](const Plan& plan, TaskId id) { return task_words(plan, id); }, old.place, now.place);
    one_of(out, Aspect::Section, {"所在章节", "section"}, matches_.sections, old.section, now.section,
           [](const Plan& plan, SectionId id) { return title_of(plan[id]); }, old.place, now.place);
  }

  void section(const Match& match, Differences& out) const {
    const Section& old = before_.sections[match.before];
    const Section& now = after_.sections[match.after];
    if (old.id != now.id) tell(out, Aspect::Number, {"序号", "number"}, old.id, old.place, now.id, now.place);
    one_of(out, Aspect::Section, {"上级章节", "within"}, matches_.sections, old.parent, now.parent,
           [](const Plan& plan, SectionId id) { return title_of(plan[id]); }, old.place, now.place);
  }

  void phase(const Match& match, Differences& out) const {
    const Phase& old = before_.phases[match.before];
    const Phase& now = after_.phases[match.after];
    tell(out, Aspect::Time, {"起止", "dates"}, range_text(old.range), {old.range_span, old.place.document}, range_text(now.range), {now.range_span, now.place.document});
    tell(out, Aspect::Role, {"性质", "role"}, or_nothing(old.role), old.place, or_nothing(now.role), now.place);
  }

  void lone_phase(bool added, std::uint32_t i, Differences& out) const {
    const Phase& phase = (added ? after_ : before_).phases[i];
    Difference difference{.aspects = {Aspect::Time}, .words = range_text(phase.range), .before = {}, .after = {}};
    (added ? difference.after : difference.before) = Side{range_text(phase.range), "", "", phase.place, phase.range_span};
    out.push_back(std::move(difference));
  }

  void citation(const Match& match, Differences& out) const {
    const Citation& old = before_.citations[match.before];
    const Citation& now = after_.citations[match.after];
    tell(out, Aspect::Number, {"文号", "number"}, old.number, old.place, now.number, now.place);
    tell(out, Aspect::Time, {"期间", "period"}, or_nothing(old.range), old.place, or_nothing(now.range), now.place);
  }

  // --- tasks ----------------------------------------------------------------------------------------------------------------------------

  // Names of those ids that the other side does not have.
  template <typename Id, typename Name>
  [[nodiscard]] std::pair<std::vector<Text>, std::vector<Text>> more_and_less(const Matches& matches, const std::vector<Id>& old, const std::vector<Id>& now, Name name) const {
    std::set<std::uint32_t> old_here;
    std::vector<Text> less;
    std::set<std::uint32_t> now_here;
    for (const Id id : now) now_here.insert(static_cast<std::uint32_t>(index(id)));
    for (const Id id : old) {
      const auto other = matches.after_of(index(id));
      if (other) old_here.insert(*other);
      if (!other || !now_here.contains(*other)) less.push_back(name(before_, id));
    }
    std::vector<Text> more;
    for (const Id id : now) {
      if (!old_here.contains(static_cast<std::uint32_t>(index(id)))) more.push_back(name(after_, id));
    }
    return {std::move(more), std::move(less)};
  }

  static Text org_words(const Plan& plan, OrgId id) { return Text("“" + subject_of(plan, id).name + "”"); }

  static std::vector<OrgId> units_of(const Plan& plan, const Task& task) {
    std::vector<OrgId> orgs;
    for (const Responsible* unit : responsibility_of(plan, task).units) orgs.push_back(unit->org);
    return orgs;
  }
  static std::vector<OrgId> assisting_of(const Plan& plan, const Task& task) {
    std::vector<OrgId> orgs;
    for (const Responsible* unit : responsibility_of(plan, task).units) {
      if (unit->with) orgs.push_back(unit->org);
    }
    return orgs;
  }
  // Of a single unit nobody has to say that it leads: that it became the only one is no change of the lead.
  static std::vector<OrgId> told_leads(const Plan& plan, const Task& task, const Plan& other_plan, const Task* other) {
    const Responsibility own = responsibility_of(plan, task);
    if (other != nullptr && own.basis == LeadBasis::Sole && responsibility_of(other_plan, *other).basis == LeadBasis::Unknown) return {};
    return leads_of(plan, task);
  }
  static Place units_place(const Task& task) { return task.units.empty() ? task.place : task.units.front().place; }

  void task(const Match& match, Differences& out) {
    const Task& old = before_.tasks[match.before];
    const Task& now = after_.tasks[match.after];
    const Place old_place{span_of_words(before_, old.place, old.title), old.place.document};
    const Place new_place{span_of_words(after_, now.place, now.title), now.place.document};
    if (old.id != now.id) tell(out, Aspect::Number, {"序号", "number"}, old.id, old_place, now.id, new_place);
    if (old.safeguard != now.safeguard) {
      const auto form = [](const Task& task) { return task.safeguard ? Text("保障措施", "safeguard") : Text("任务", "task"); };
      tell(out, Aspect::Form, {"类别", "form"}, form(old), old_place, form(now), new_place);
    }
    one_of(out, Aspect::Section, {"所在章节", "section"}, matches_.sections, old.section, now.section,
           [](const Plan& plan, SectionId id) { return title_of(plan[id]); }, old_place, new_place);
    units(old, now, out);
    {
      const auto [more, less] = more_and_less(matches_.indicators, old.supports, now.supports,
                                              [](const Plan& plan, IndicatorId id) { return Text("“" + subject_of(plan, id).name + "”"); });
      tell_lists(out, Aspect::Supports, {"支撑的指标", "indicators it serves"}, more, less, old_place, new_place);
    }
    {
      const auto [more, less] = more_and_less(matches_.goals, old.supported_goals, now.supported_goals,
                                              [](const Plan& plan, GoalId id) { return Text("“" + subject_of(plan[id]).name + "”"); });
      tell_lists(out, Aspect::Supports, {"支撑的定性目标", "goals it serves"}, more, less, old_place, new_place);
    }
    {
      const auto [more, less] = more_and_less(matches_.tasks, old.after, now.after,
                                              [](const Plan& plan, TaskId id) { return Text("“" + subject_of(plan, id).name + "”"); });
      tell_lists(out, Aspect::After, {"前置任务", "tasks it waits for"}, more, less, old_place, new_place);
    }
    deliverables(old, now, old_place, new_place, out);
    tell(out, Aspect::Time, {"起止时间", "dates"}, or_nothing(old.dates), old.dates_place.value_or(old_place), or_nothing(now.dates), now.dates_place.value_or(new_place));
    one_of(out, Aspect::Phase, {"所在阶段", "phase"}, matches_.phases, old.phase, now.phase,
           [](const Plan& plan, PhaseId id) { return Text(subject_of(plan[id]).name); }, old_place, new_place);
    const bool money = old.money.has_value() != now.money.has_value() ||
                       (old.money && (!comparable(*old.money, *now.money) || old.money->normalized() != now.money->normalized()));
    if (money) tell(out, Aspect::Money, {"资金", "money"}, or_nothing(old.money), old_place, or_nothing(now.money), new_place);
  }

  void units(const Task& old, const Task& now, Differences& out) const {
    const Place old_place = units_place(old);
    const Place new_place = units_place(now);
    const std::vector<OrgId> old_units = units_of(before_, old);
    const std::vector<OrgId> new_units = units_of(after_, now);
    const auto [more, less] = more_and_less(matches_.orgs, old_units, new_units, org_words);
    tell_lists(out, Aspect::Units, {"责任单位", "units"}, more, less, old_place, new_place);

    const std::vector<OrgId> old_leads = told_leads(before_, old, after_, &now);
    const std::vector<OrgId> new_leads = told_leads(after_, now, before_, &old);
    const auto [leads_more, leads_less] = more_and_less(matches_.orgs, old_leads, new_leads, org_words);
    if (!leads_more.empty() || !leads_less.empty()) {
      const auto names = [](const Plan& plan, const std::vector<OrgId>& orgs) {
        std::vector<Text> all;
        for (const OrgId id : orgs) all.emplace_back(subject_of(plan, id).name);
        return dsl::join(all);
      };
      out.push_back(changed(Aspect::Lead, {"牵头单位", "lead"}, Side{names(before_, old_leads), "", "", old_place, old_place.span},
                            Side{names(after_, new_leads), "", "", new_place, new_place.span}));
    }

    // Those who are there on both sides, and assist on one alone.
    const auto [assist_more, assist_less] = more_and_less(matches_.orgs, assisting_of(before_, old), assisting_of(after_, now), org_words);
    const auto without = [](std::vector<Text> names, const std::vector<Text>& told) {
      std::erase_if(names, [&](const Text& name) { return std::find(told.begin(), told.end(), name) != told.end(); });
      return names;
    };
    tell_lists(out, Aspect::Units, {"仅配合的单位", "units that only assist"}, without(assist_more, more), without(assist_less, less), old_place, new_place);
  }

  static void deliverables(const Task& old, const Task& now, const Place& old_place, const Place& new_place, Differences& out) {
    const auto missing = [](const std::vector<std::string>& of, const std::vector<std::string>& in) {
      const std::set<std::string> there(in.begin(), in.end());
      std::vector<Text> names;
      for (const std::string& each : of) {
        if (!there.contains(each)) names.emplace_back("“" + each + "”");
      }
      return names;
    };
    tell_lists(out, Aspect::Deliverables, {"成果", "deliverables"}, missing(now.deliverables, old.deliverables), missing(old.deliverables, now.deliverables), old_place, new_place);
  }

  void lone_task(bool added, std::uint32_t i, Differences& out) const {
    const Plan& plan = added ? after_ : before_;
    const Task& task = plan.tasks[i];
    const auto line = [&](Aspect aspect, const dsl::Template& pattern, const std::vector<Text>& names, const Place& place) {
      if (names.empty()) return;
      Difference difference{.aspects = {aspect}, .words = dsl::fill(pattern, {{"list", list_of(names)}}), .before = {}, .after = {}};
      (added ? difference.after : difference.before) = Side{list_of(names), "", "", place, place.span};
      out.push_back(std::move(difference));
    };
    const std::vector<OrgId> leads = leads_of(plan, task);
    std::vector<Text> names;
    for (const OrgId id : units_of(plan, task)) {
      const bool leads_it = std::find(leads.begin(), leads.end(), id) != leads.end() && task.units.size() > 1;
      const Text name = org_words(plan, id);
      names.push_back(leads_it ? Text(name.zh + "（牵头）", name.en + " (lead)") : name);
    }
    line(Aspect::Units, {"责任单位：{list}", "units: {list}"}, names, units_place(task));
    names.clear();
    for (const IndicatorId id : task.supports) names.emplace_back("“" + subject_of(plan, id).name + "”");
    line(Aspect::Supports, {"支撑的指标：{list}", "indicators it serves: {list}"}, names, task.place);
  }

  // --- organisations --------------------------------------------------------------------------------------------------------------------

  // What an organisation has to do, by tasks of the new plan (old ones alone behind them), and whether it leads.
  using Duties = std::map<std::uint32_t, bool>;

  void collect_duties() {
    old_duties_.resize(before_.orgs.size());
    new_duties_.resize(after_.orgs.size());
    const auto behind = static_cast<std::uint32_t>(after_.tasks.size());
    const auto collect = [](const Plan& plan, const Plan& other_plan, std::vector<Duties>& duties, std::uint32_t i, std::uint32_t number, const std::optional<std::uint32_t>& other) {
      for (const OrgId id : units_of(plan, plan.tasks[i])) duties[index(id)].emplace(number, false);
      for (const OrgId id : told_leads(plan, plan.tasks[i], other_plan, other ? &other_plan.tasks[*other] : nullptr)) duties[index(id)][number] = true;
    };
    for (std::uint32_t i = 0; i < before_.tasks.size(); ++i) {
      const auto other = matches_.tasks.after_of(i);
      collect(before_, after_, old_duties_, i, other.value_or(behind + i), other);
    }
    for (std::uint32_t i = 0; i < after_.tasks.size(); ++i) collect(after_, before_, new_duties_, i, i, matches_.tasks.before_of(i));
  }

  [[nodiscard]] Text duty_name(std::uint32_t number) const {
    const auto behind = static_cast<std::uint32_t>(after_.tasks.size());
    const bool old = number >= behind;
    return Text("“" + subject_of(old ? before_ : after_, static_cast<TaskId>(old ? number - behind : number)).name + "”");
  }

  void tell_duties(const Duties& old, const Duties& now, const Place& old_place, const Place& new_place, Differences& out) const {
    std::array<std::vector<Text>, 4> lists;
    for (const auto& [task, leads] : now) {
      const auto was = old.find(task);
      if (was == old.end()) {
        const Text name = duty_name(task);
        lists[0].push_back(leads ? Text(name.zh + "（牵头）", name.en + " (lead)") : name);
      } else if (leads != was->second) {
        lists[leads ? 2 : 3].push_back(duty_name(task));
      }
    }
    for (const auto& [task, leads] : old) {
      if (!now.contains(task)) lists[1].push_back(duty_name(task));
    }
    static constexpr std::array<dsl::Template, 4> kPatterns = {{{"新承担 {n} 项任务：{list}", "tasks taken on ({n}): {list}"},
                                                                {"不再承担 {n} 项任务：{list}", "tasks no longer its own ({n}): {list}"},
                                                                {"改为牵头 {n} 项任务：{list}", "tasks it now leads ({n}): {list}"},
                                                                {"不再牵头 {n} 项任务：{list}", "tasks it no longer leads ({n}): {list}"}}};
    for (std::size_t i = 0; i < lists.size(); ++i) {
      if (lists[i].empty()) continue;
      Difference difference{.aspects = {Aspect::Duties}, .words = {}, .before = {}, .after = {}};
      difference.words = dsl::fill(kPatterns[i], {{"n", std::to_string(lists[i].size())}, {"list", list_of(lists[i])}});
      const bool gone = i % 2 == 1;
      (gone ? difference.before : difference.after) = Side{list_of(lists[i]), "", "", gone ? old_place : new_place, (gone ? old_place : new_place).span};
      out.push_back(std::move(difference));
    }
  }

  void org(const Match& match, Differences& out) const {
    const Org& old = before_.orgs[match.before];
    const Org& now = after_.orgs[match.after];
    tell(out, Aspect::Level, {"层级", "level"}, or_nothing(old.level), old.place, or_nothing(now.level), now.place);
    if (old.collective != now.collective) {
      const auto form = [](const Org& org) { return org.collective ? Text("统称", "collective name") : Text("单个机构", "single body"); };
      tell(out, Aspect::Form, {"性质", "form"}, form(old), old.place, form(now), now.place);
    }
    const auto [more, less] = more_and_less(matches_.orgs, old.contains, now.contains, org_words);
    tell_lists(out, Aspect::Part, {"包含的机构", "bodies it stands for"}, more, less, old.place, now.place);
    tell_duties(old_duties_[match.before], new_duties_[match.after], old.place, now.place, out);
  }

  void lone_org(bool added, std::uint32_t i, Differences& out) const {
    const Place& place = (added ? after_ : before_).orgs[i].place;
    tell_duties(added ? Duties() : old_duties_[i], added ? new_duties_[i] : Duties(), place, place, out);
  }

  const Plan& before_;
  const Plan& after_;
  PlanMatches matches_;
  Pair pair_;
  PlanComparison& result_;
  TaskKey old_tasks_;
  TaskKey new_tasks_;
  std::vector<Duties> old_duties_;
  std::vector<Duties> new_duties_;
};

// Findings of one rule about one subject, one on each side, are one that changed, though it rests on other figures than before.
void join_by_subject(FindingChanges& changes, const NewNames& names) {
  const auto key_of = [&](const Finding& finding, bool is_before) {
    const auto renamed = is_before ? names.find(std::pair(finding.subject.kind, finding.subject.name)) : names.end();
    return std::tuple(finding.rule->code, finding.subject.kind, renamed == names.end() ? finding.subject.name : renamed->second);
  };
  using Key = decltype(key_of(changes.appeared.front(), false));
  std::map<Key, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> sides;
  for (std::size_t i = 0; i < changes.vanished.size(); ++i) sides[key_of(changes.vanished[i], true)].first.push_back(i);
  for (std::size_t i = 0; i < changes.appeared.size(); ++i) sides[key_of(changes.appeared[i], false)].second.push_back(i);
  std::vector<bool> old_taken(changes.vanished.size());
  std::vector<bool> new_taken(changes.appeared.size());
  for (const auto& [key, side] : sides) {
    if (side.first.size() != 1 || side.second.size() != 1) continue;
    old_taken[side.first.front()] = true;
    new_taken[side.second.front()] = true;
    changes.changed.emplace_back(changes.vanished[side.first.front()], changes.appeared[side.second.front()]);
  }
  const auto drop = [](std::vector<Finding>& findings, const std::vector<bool>& taken) {
    std::vector<Finding> left;
    for (std::size_t i = 0; i < findings.size(); ++i) {
      if (!taken[i]) left.push_back(std::move(findings[i]));
    }
    findings = std::move(left);
  };
  drop(changes.vanished, old_taken);
  drop(changes.appeared, new_taken);
  std::stable_sort(changes.changed.begin(), changes.changed.end(), [](const auto& a, const auto& b) { return comes_before(a.second, b.second); });
}

// What the audit says, plan by plan.
struct Audited {
  std::vector<std::vector<Finding>> findings;
  std::vector<std::set<std::string_view>> waived;  // fingerprints

  explicit Audited(const Draft& draft) : findings(draft.plans.size()), waived(draft.plans.size()) {
    for (const Finding& finding : draft.audit.findings) findings[finding.plan].push_back(finding);
    for (const WaivedFinding& entry : draft.audit.waived) waived[entry.finding.plan].insert(entry.finding.fingerprint);
  }
};

PlanComparison compare_plans(const Draft& before, std::size_t old, const std::vector<Finding>& old_findings, const Draft& after, std::size_t now,
                             const Audited& audited) {
  PlanComparison result;
  result.before = &before.plans[old];
  result.after = &after.plans[now];
  Comparer comparer(*result.before, *result.after, result);
  comparer.compare();
  const auto names = comparer.new_names();
  result.findings = changes_between(old_findings, audited.findings[now], [&](const Finding& finding) {
    const auto renamed = names.find(std::pair(finding.subject.kind, finding.subject.name));
    if (renamed == names.end()) return finding.fingerprint;
    Subject subject = finding.subject;
    subject.name = renamed->second;
    return fingerprint_of(*finding.rule, *result.before, subject, finding.statements);
  });
  join_by_subject(result.findings, names);
  for (const Finding& finding : result.findings.vanished) result.waived.push_back(audited.waived[now].contains(finding.fingerprint));
  return result;
}

}  // namespace

bool Item::only_renumbered() const {
  return state == State::Changed && identity == Identity::Same && differences.size() == 1 && differences.front().aspects.front() == Aspect::Number &&
         (kind == ItemKind::Task || kind == ItemKind::Section);
}

std::string_view to_string(ItemKind kind) {
  switch (kind) {
    case ItemKind::Plan: return "plan";
    case ItemKind::Indicator: return "indicator";
    case ItemKind::Relation: return "relation";
    case ItemKind::Goal: return "goal";
    case ItemKind::Section: return "section";
    case ItemKind::Task: return "task";
    case ItemKind::Phase: return "phase";
    case ItemKind::Org: return "org";
    case ItemKind::Citation: return "citation";
  }
  return {};
}

std::string_view to_string(State state) {
  switch (state) {
    case State::Changed: return "changed";
    case State::Added: return "added";
    case State::Dropped: return "dropped";
  }
  return {};
}

std::string_view to_string(Identity identity) {
  switch (identity) {
    case Identity::Same: return "same";
    case Identity::Renamed: return "renamed";
    case Identity::Likely: return "likely";
  }
  return {};
}

std::string_view to_string(Aspect aspect) {
  switch (aspect) {
    case Aspect::Name: return "name";
    case Aspect::Number: return "number";
    case Aspect::Value: return "value";
    case Aspect::Comparator: return "comparator";
    case Aspect::Unit: return "unit";
    case Aspect::Time: return "time";
    case Aspect::Role: return "role";
    case Aspect::Scope: return "scope";
    case Aspect::Label: return "label";
    case Aspect::Reading: return "reading";
    case Aspect::Modality: return "modality";
    case Aspect::Figure: return "figure";
    case Aspect::Kind: return "kind";
    case Aspect::Nature: return "nature";
    case Aspect::Direction: return "direction";
    case Aspect::Bounds: return "bounds";
    case Aspect::Part: return "part";
    case Aspect::Owner: return "owner";
    case Aspect::Section: return "section";
    case Aspect::Lead: return "lead";
    case Aspect::Units: return "units";
    case Aspect::Supports: return "supports";
    case Aspect::After: return "after";
    case Aspect::Phase: return "phase";
    case Aspect::Deliverables: return "deliverables";
    case Aspect::Money: return "money";
    case Aspect::Level: return "level";
    case Aspect::Duties: return "duties";
    case Aspect::Form: return "form";
    case Aspect::Title: return "title";
    case Aspect::Issuer: return "issuer";
    case Aspect::Issued: return "issued";
    case Aspect::Period: return "period";
    case Aspect::Horizon: return "horizon";
    case Aspect::Convention: return "convention";
    case Aspect::Measure: return "measure";
  }
  return {};
}

std::vector<PlanComparison> compare_drafts(const Draft& before, const Draft& after) {
  Matches matches(before.plans.size(), after.plans.size());
  const auto by_id = [](const Draft& draft) { return [&draft](std::uint32_t i) { return draft.plans[i].id; }; };
  const auto by_title = [](const Draft& draft) { return [&draft](std::uint32_t i) { return draft.plans[i].title; }; };
  match_by_key(matches, by_id(before), by_id(after), Identity::Same);
  match_by_key(matches, by_title(before), by_title(after), Identity::Same);
  if (matches.left_before().size() == 1 && matches.left_after().size() == 1) matches.add({matches.left_before().front(), matches.left_after().front(), Identity::Same, {}});

  const Audited old_audit(before);
  const Audited new_audit(after);
  std::vector<PlanComparison> comparisons;
  for (std::size_t i = 0; i < after.plans.size(); ++i) {
    if (const auto old = matches.before_of(i)) {
      comparisons.push_back(compare_plans(before, *old, old_audit.findings[*old], after, i, new_audit));
      continue;
    }
    PlanComparison& added = comparisons.emplace_back();
    added.after = &after.plans[i];
    added.findings = changes_between({}, new_audit.findings[i]);
  }
  for (const auto i : matches.left_before()) {
    PlanComparison& dropped = comparisons.emplace_back();
    dropped.before = &before.plans[i];
    dropped.findings = changes_between(old_audit.findings[i], {});
    dropped.waived.resize(dropped.findings.vanished.size());
  }
  return comparisons;
}

}  // namespace gouji::analyzer::compare
