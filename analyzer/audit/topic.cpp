#include "analyzer/audit/topic.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "analyzer/audit/plan_facts.hpp"

namespace gouji::analyzer {
namespace {

bool is_observed(const Statement& s) { return s.role == Role::Baseline || s.role == Role::Actual; }
bool is_milestone(const Statement& s) { return s.role == Role::Milestone; }
bool is_goal(const Statement& s) { return !is_observed(s) && !is_milestone(s); }

Topic topic_of(const Plan& plan, const Statement& s, std::optional<std::int32_t> only_year) {
  Topic topic;
  topic.observed = is_observed(s);
  topic.milestone = is_milestone(s);
  if (s.growth) {
    topic.base_year = s.growth->base.year;
    topic.base_month = s.growth->base.month;
  }
  topic.each = s.when.form == When::Form::Each;
  const bool yearly_quantity = plan[s.indicator].kind == Kind::Flow;
  topic.sense = s.aggregation;
  if (yearly_quantity && s.when.form == When::Form::Over && topic.sense == Aggregation::Unstated) {
    topic.sense = Aggregation::Total;
  }
  if (!yearly_quantity && topic.sense == Aggregation::Total) topic.sense = Aggregation::Unstated;
  if (plan[s.indicator].kind == Kind::Average && topic.sense == Aggregation::Unstated) topic.sense = Aggregation::Mean;
  if (!s.when.range) {
    topic.year = topic.each || topic.observed ? 0 : only_year.value_or(0);
    return topic;
  }
  const PartialDate& last = s.when.range->last.value_or(s.when.range->first);
  topic.year = last.year;
  const bool whole_year = last.month == 0 || last.month == 12 || s.when.form != When::Form::At;
  if (!whole_year) topic.month = last.month;
  const std::int32_t first = s.when.range->first.year;
  // A figure over all years of the plan is the same as one for its last year.
  if (s.when.form == When::Form::Over && first != plan.first_year()) topic.first = first;
  if (topic.each && first == plan.first_year() && last.year == plan.last_year()) topic.year = 0;
  if (topic.each && topic.year != 0) topic.first = first;
  return topic;
}

// The only year for which the indicator has a target; absent when there are several or none.
std::optional<std::int32_t> only_target_year(const Plan& plan, IndicatorId indicator) {
  std::optional<std::int32_t> only;
  for (const StatementId id : goals_of(plan, indicator, false)) {
    const auto year = plan[id].when.form == When::Form::Each ? std::nullopt : plan[id].when.year();
    if (only && year && year != only) return std::nullopt;
    if (year) only = year;
  }
  return only;
}

using TopicEntry = std::pair<Topic, StatementId>;

void list_topics(const Plan& plan, PlanFacts& facts) {
  std::vector<Piece>& pieces = facts.topic_pieces.emplace();
  pieces.reserve(plan.indicators.size());
  facts.topic_ids.reserve(plan.statements.size());  // the groups point into it
  const auto before = [](const TopicEntry& a, const TopicEntry& b) { return a.first < b.first; };
  std::vector<TopicEntry> entries;
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    entries.clear();
    const auto only_year = only_target_year(plan, IndicatorId{i});
    // Topics of goals come before those of milestones, and those before observed ones: taken in this order they hardly need sorting.
    for (const auto of_pass : {is_goal, is_milestone, is_observed}) {
      for (const StatementId id : plan.indicators[i].statements) {
        const Statement& s = plan[id];
        if (of_pass(s)) entries.emplace_back(topic_of(plan, s, only_year), id);
      }
    }
    if (!std::is_sorted(entries.begin(), entries.end(), before)) std::stable_sort(entries.begin(), entries.end(), before);

    Piece piece{static_cast<std::uint32_t>(facts.topics.size()), 0};
    for (std::size_t first = 0, last = 0; first < entries.size(); first = last) {
      const std::size_t start = facts.topic_ids.size();
      for (; last < entries.size() && entries[last].first == entries[first].first; ++last) {
        facts.topic_ids.push_back(entries[last].second);
      }
      facts.topics.push_back({entries[first].first, StatementIds(facts.topic_ids.data() + start, last - first)});
      ++piece.count;
    }
    pieces.push_back(piece);
  }
}

Exact signed_value(const Statement& s) {
  const Exact value = s.quantity.normalized();
  return s.growth && s.growth->falling ? -value : value;
}

}  // namespace

std::span<const TopicGroup> topics_of(const Plan& plan, IndicatorId indicator) {
  PlanFacts& facts = facts_of(plan);
  if (!facts.topic_pieces) list_topics(plan, facts);
  const Piece piece = (*facts.topic_pieces)[index(indicator)];
  return std::span(facts.topics).subspan(piece.first, piece.count);
}

bool same_value(const Statement& a, const Statement& b) {
  if (a.growth && b.growth && a.growth->falling != b.growth->falling) return false;
  if (!comparable(a.quantity, b.quantity)) return a.quantity.number == b.quantity.number;
  if (a.upper && b.upper) {
    return a.quantity.normalized() == b.quantity.normalized() && a.upper->normalized() == b.upper->normalized();
  }
  if (!a.upper && !b.upper && agreement(a.quantity, b.quantity) != Agreement::Differs) return true;
  const bool about = a.comparator == Comparator::About || b.comparator == Comparator::About;
  const bool floor_and_ceiling = (is_lower_bound(a.comparator) && is_upper_bound(b.comparator)) ||
                                 (is_upper_bound(a.comparator) && is_lower_bound(b.comparator));
  return (a.upper || b.upper || about || floor_and_ceiling) && allowed_set(a).meets(allowed_set(b));
}

bool same_thing(const Statement& a, const Statement& b) {
  return same_scope(a, b) && (a.label.empty() || b.label.empty() || a.label == b.label);
}

bool at_one_place(const Statement& a, const Statement& b) {
  const auto& here = a.place.document;
  const auto& there = b.place.document;
  return (a.table && a.table == b.table) || (here && there && here->text == there->text);
}

bool twice_at_one_place(const Statement& a, const Statement& b) {
  const auto undated = [](const Statement& s) { return s.when.form == When::Form::Unstated; };
  const auto hoped = [](const Statement& s) { return s.modality == Modality::Hoped; };
  return at_one_place(a, b) && same_thing(a, b) && a.scope == b.scope && undated(a) == undated(b) && hoped(a) == hoped(b);
}

bool hopes_for_more(const Plan& plan, const Statement& a, const Statement& b) {
  if ((a.modality == Modality::Hoped) == (b.modality == Modality::Hoped)) return false;
  if (!comparable(a.quantity, b.quantity)) return false;
  const Statement& hoped = a.modality == Modality::Hoped ? a : b;
  const Statement& firm = a.modality == Modality::Hoped ? b : a;
  const Exact more = signed_value(hoped) - signed_value(firm);
  const auto wanted = wanted_direction(plan, a.indicator);
  return !wanted || more.sign() * (*wanted == Direction::Higher ? 1 : -1) >= 0;
}

}  // namespace gouji::analyzer
