#include <algorithm>
#include <map>
#include <tuple>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/topic.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule claim_value_mismatch;
constinit const Rule claim_value_mismatch{
    .code = "GJ0102",
    .name = "claim-value-mismatch",
    .family = "reconcile",
    .severity = Severity::Error,
    .title = {"同一指标同一年份写了两个数", "One indicator has two values for one year"},
    .page =
        {
            .checks =
                {"同一指标、同一时点的数值（同年的节点、同一基期的增长幅度也在内）在正文、任务、附表中反复出现时，换算到同一单位后"
                 "逐一比较。"
                 "1亿元 与 10000万元 相等；达到 与 ≥ 只比数值，不比用词。",
                 "Compares, after conversion to one unit, every statement of one indicator for one time, milestones and growth "
                 "included: in the text, the tasks and the tables. Only the values count, not the comparators."},
            .why = {"两处数值不一，考核时各取所需；审计无从认定以哪一个为准。",
                    "With two values in force, nobody can say which one the plan will be held to."},
            .guards =
                {"只是保留位数不同的不报；区间与区间内的数不算不一；范围或标注不同（如 省级以上 与 全部）、合计与当年或年均之间"
                 "不比；节点只与同年节点比，与目标由 milestone-target-mismatch 勾稽；增长幅度只与同一基期的比；同一出处的两个数由 "
                 "duplicate-statement-conflict 报告；“争取”的数高于（越低越好的低于）确定的数，不算不一；"
                 "表述未写年份的、只有一处写明范围的、“争取”反不及确定的数的，只作警告。",
                 "Silent for rounded copies, a range and a value inside it, different scopes or labels, a total against a "
                 "yearly figure or mean, a milestone against a target, growth from different bases, two values at one "
                 "place (another rule), and a hoped-for figure beyond the firm one. A claim without a year, a scope on "
                 "one side only, or a hoped-for figure short of the firm one is a warning at most."},
            .failing = R"(plan 南浦 "南浦区养老服务体系建设方案" {
    period 2024..2026 @2
    indicator 床位 "养老机构床位数" stock 张 {
        target 2026 >= 4800张 @6
        claim 2026年底 达到 4500张 @19
        //^ claim-value-mismatch: 达到 4500张
    }
}
)",
            .passing = R"(plan 南浦 "南浦区养老服务体系建设方案" {
    period 2024..2026 @2
    indicator 床位 "养老机构床位数" stock 张 {
        target 2026 >= 4800张 @6
        claim 2026年底 4800张以上 @19
    }
    indicator 投入 "养老服务投入" 万元 {
        target 2026 >= 1.2亿元 @7
        claim 2026 12000万元 @23
    }
}
)",
        },
    .follows_from = "scale-slip unit-mismatch percent-vs-points duplicate-statement-conflict",
    .run = run,
};

namespace {

using Ids = std::vector<StatementId>;

// The two may be set side by side at all; what fails here is another rule's business or nobody's.
bool side_by_side(const Statement& a, const Statement& b) {
  const bool units = !a.quantity.unit || !b.quantity.unit || comparable(a.quantity, b.quantity);
  return units && same_thing(a, b) && (same_value(a, b) || !twice_at_one_place(a, b));
}

// What decides which statements agree with a statement; the first of those that are written alike.
struct Wording {
  Exact value;
  StatementId first{};
  std::size_t copies = 0;
};

auto wording_key(const Statement& s) {
  const auto factor = [](const Quantity& q) { return q.unit ? std::optional(q.unit->factor) : std::nullopt; };
  const auto number = [&](const Quantity& q) { return std::tuple(q.number, q.decimals, q.step, factor(q)); };
  return std::tuple(number(s.quantity), s.quantity.unit ? std::string_view(s.quantity.unit->word) : std::string_view(),
                    s.comparator, s.upper ? std::optional(number(*s.upper)) : std::nullopt, s.growth && s.growth->falling,
                    std::string_view(s.scope), std::string_view(s.label));
}

using WordingKey = decltype(wording_key(std::declval<const Statement&>()));

// Counts the statements that agree with one of them without holding each against each.
class Agreements {
 public:
  Agreements(const Plan& plan, StatementIds ids) : plan_(plan) {
    std::map<WordingKey, Wording> wordings;
    for (const StatementId id : ids) {
      const auto known = wordings.try_emplace(wording_key(plan[id]), Wording{plan[id].quantity.normalized(), id, 0}).first;
      ++known->second.copies;
      has_units_ = has_units_ || plan[id].quantity.unit;
    }
    for (auto& [key, wording] : wordings) {
      const Statement& s = plan[wording.first];
      if (s.quantity.may_be_rounded()) reach_ = std::max(reach_, s.quantity.half_step());
      list_of(s).push_back(std::move(wording));
    }
    for (std::vector<Wording>* list : {&values_, &floors_, &ceilings_}) {
      std::sort(list->begin(), list->end(), [](const Wording& a, const Wording& b) { return a.value < b.value; });
    }
  }

  [[nodiscard]] std::size_t count(StatementId id) {
    const Statement& s = plan_[id];
    const auto [known, fresh] = counts_.try_emplace(wording_key(s), 0);
    if (!fresh) return known->second;
    const bool floor = is_lower_bound(s.comparator);
    const bool ceiling = is_upper_bound(s.comparator);
    const bool anywhere = may_agree_anywhere(s);
    known->second = count_in(loose_, s, true) + count_in(values_, s, anywhere) + count_in(floors_, s, anywhere || ceiling) +
                    count_in(ceilings_, s, anywhere || floor);
    return known->second;
  }

 private:
  // Ranges, approximate figures, and among figures with a unit those without one may agree with values that are not their own.
  [[nodiscard]] bool may_agree_anywhere(const Statement& s) const {
    return s.upper || s.comparator == Comparator::About || (has_units_ && !s.quantity.unit);
  }

  std::vector<Wording>& list_of(const Statement& s) {
    if (may_agree_anywhere(s)) return loose_;
    if (is_lower_bound(s.comparator)) return floors_;
    return is_upper_bound(s.comparator) ? ceilings_ : values_;
  }

  // Of those not `anywhere` only the ones that rounding can make equal come into question.
  [[nodiscard]] std::size_t count_in(const std::vector<Wording>& wordings, const Statement& s, bool anywhere) const {
    auto from = wordings.begin();
    auto to = wordings.end();
    if (!anywhere) {
      const Exact value = s.quantity.normalized();
      const Exact least = value - reach_;
      const Exact most = value + reach_;
      from = std::partition_point(from, to, [&](const Wording& w) { return w.value < least; });
      to = std::partition_point(from, to, [&](const Wording& w) { return w.value <= most; });
    }
    std::size_t count = 0;
    for (; from != to; ++from) {
      const Statement& other = plan_[from->first];
      if (side_by_side(s, other) && same_value(s, other)) count += from->copies;
    }
    return count;
  }

  const Plan& plan_;
  bool has_units_ = false;
  Exact reach_ = 0;
  std::vector<Wording> loose_;
  std::vector<Wording> values_;
  std::vector<Wording> floors_;
  std::vector<Wording> ceilings_;
  std::map<WordingKey, std::size_t> counts_;
};

// The firm target that most statements agree with; what is left is settled by the value, not by the order of the plan.
StatementId anchor_of(const Plan& plan, StatementIds ids) {
  const auto standing = [&](StatementId id) {
    const Statement& s = plan[id];
    return std::pair(s.role == Role::Target || s.role == Role::Baseline, s.modality != Modality::Hoped);
  };
  std::pair<bool, bool> best_standing;
  for (const StatementId id : ids) best_standing = std::max(best_standing, standing(id));

  Agreements agreements(plan, ids);
  const auto rank = [&](StatementId id) {
    const Statement& s = plan[id];
    return std::tuple(agreements.count(id), s.when.range.has_value(), s.scope.empty(), -s.quantity.normalized());
  };
  std::optional<StatementId> best;
  decltype(rank(ids[0])) best_rank;
  for (const StatementId id : ids) {
    if (standing(id) != best_standing) continue;
    auto own = rank(id);
    if (best && own <= best_rank) continue;
    best = id;
    best_rank = std::move(own);
  }
  return *best;
}

// All are the same figure, so that whichever is taken the others agree with it.
bool all_alike(const Plan& plan, StatementIds ids) {
  const Statement& first = plan[ids.front()];
  const Exact value = first.quantity.normalized();
  return !first.upper && std::all_of(ids.begin() + 1, ids.end(), [&](StatementId id) {
    const Statement& s = plan[id];
    return !s.upper && s.growth.has_value() == first.growth.has_value() &&
           (!s.growth || s.growth->falling == first.growth->falling) && s.scope == first.scope && s.label == first.label &&
           comparable(s.quantity, first.quantity) && s.quantity.normalized() == value;
  });
}

Check agreement_of(const Plan& plan, IndicatorId indicator, std::span<const StatementId> agreeing) {
  const std::string count = std::to_string(agreeing.size());
  return check_of(plan, subject_of(plan, indicator), agreeing, {count + " 处数值一致", count + " statements agree"});
}

// The anchor, then the others in their order.
Ids anchor_first(const Plan& plan, StatementIds ids) {
  const StatementId anchor = anchor_of(plan, ids);
  Ids sorted{anchor};
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(sorted), [&](StatementId id) { return id != anchor; });
  return sorted;
}

// Of a range the end that lies nearer to the other value.
const Quantity& nearer_end(const Statement& statement, const Quantity& other) {
  return statement.upper && other.normalized() > statement.upper->normalized() ? *statement.upper : statement.quantity;
}

void report(const Plan& plan, IndicatorId indicator, StatementId anchor_id, const Ids& deviating, Sink& sink) {
  const Statement& anchor = plan[anchor_id];
  const Statement& other = plan[deviating.front()];
  Ids ids = deviating;
  ids.push_back(anchor_id);
  const Quantity& expected = nearer_end(anchor, other.quantity);
  const Quantity& value = nearer_end(other, anchor.quantity);

  Finding finding;
  finding.subject = subject_of(plan, indicator);
  add_figures(finding, plan, ids);
  finding.message =
      dsl::fill({"“{name}”：{anchor}写 {a}，{other}却写 {b}，后者{difference}。",
                 "“{name}”: the {anchor} says {a}, but the {other} says {b} ({difference})."},
                {{"name", plan[indicator].name},
                 {"anchor", role_text(anchor)},
                 {"a", figure_text(anchor)},
                 {"other", role_text(other)},
                 {"b", figure_text(other)},
                 {"difference", gap_text(value.normalized(), expected.normalized(), told_in(value, expected))}});
  finding.computation.push_back(difference_step(value, expected));
  finding.help = {"核对原文，以其中一处为准，统一各处数值。", "Settle on one value and use it everywhere."};
  const bool one_figure = deviating.size() == 1 && !other.upper && !anchor.upper;
  if (one_figure && !display_like(expected.normalized(), other.quantity).starts_with("≈")) {
    finding.suggestion = replace_value(plan, deviating.front(), expected.normalized(),
                                       {"拟与" + role_text(anchor).zh + "统一",
                                        "bring it into line with the " + role_text(anchor).en});
  }
  const bool undated = !anchor.when.range || !other.when.range;
  const bool only_hoped = (anchor.modality == Modality::Hoped) != (other.modality == Modality::Hoped);
  const bool each = anchor.when.form == When::Form::Each && other.when.form == When::Form::Each;
  const bool one_scoped = anchor.scope != other.scope;
  const bool in_doubt = (undated && !each) || only_hoped || one_scoped;
  sink.fails(std::move(finding), in_doubt ? Severity::Warning : Severity::Error);
}

void compare(const Plan& plan, IndicatorId indicator, StatementIds ids, Sink& sink) {
  const StatementId anchor = anchor_of(plan, ids);
  Ids agreeing{anchor};
  std::map<Exact, Ids> deviating;
  for (const StatementId id : ids) {
    if (id == anchor || !side_by_side(plan[anchor], plan[id])) continue;
    if (same_value(plan[anchor], plan[id])) {
      agreeing.push_back(id);
    } else if (hopes_for_more(plan, plan[anchor], plan[id])) {
      sink.holds(Ids{id, anchor}, [&] { return check_of(plan, subject_of(plan, indicator), Ids{id, anchor},
                          {"“争取”的数在确定的数之上，两者不矛盾", "what is hoped for goes beyond what is firm"}); });
    } else if (comparable(plan[anchor].quantity, plan[id].quantity)) {
      deviating[plan[id].quantity.normalized()].push_back(id);
    } else {
      const Ids pair{id, anchor};
      sink.undetermined([&] { return check_of(plan, subject_of(plan, indicator), pair,
                                 incomparable_reason(plan[id].quantity, plan[anchor].quantity)); });
    }
  }
  for (const auto& [value, same] : deviating) report(plan, indicator, anchor, same, sink);
  if (agreeing.size() >= 2 && deviating.empty()) {
    sink.holds(agreeing, [&] { return agreement_of(plan, indicator, agreeing); });
  }
}

void run(const Plan& plan, Sink& sink) {
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto indicator = static_cast<IndicatorId>(i);
    for (const auto& [topic, ids] : topics_of(plan, indicator)) {
      if (ids.size() < 2) continue;
      if (!all_alike(plan, ids)) {
        compare(plan, indicator, ids, sink);
        continue;
      }
      const StatementIds alike = ids;  // a binding cannot be captured by clang 14
      sink.holds(alike, [&] { return agreement_of(plan, indicator, anchor_first(plan, alike)); });
    }
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
