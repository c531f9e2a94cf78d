// Drafting errors of pace and growth.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analyzer/audit/bounds.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/pace.hpp"
#include "tests/planted/edits.hpp"

namespace gouji::planted {

namespace {

using namespace analyzer;  // NOLINT: the model's words are used in every line

// Tied to its own copies, base, bounds and unit alone.
bool stands_alone(const Document& document, StatementId id) {
  static constexpr std::array kOwn{TieForm::Copy, TieForm::HopedBeyond, TieForm::BeyondBase, TieForm::InOrder, TieForm::Bounds, TieForm::OneUnit};
  return tied_only_by(document, id, kOwn);
}

// Required paces in whole years from a figure in plain words.
std::vector<Pace> plain_paces(const Document& document) {
  const Plan& plan = document.plan();
  std::vector<Pace> paces;
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const Pace* pace = required_pace(plan, IndicatorId{i});
    if (!pace || !pace->from.time.is_integer() || !pace->to.time.is_integer() || pace->from.value.sign() <= 0) continue;
    const Statement& base = plan[*pace->from.statement];
    if (!base.scope.empty() || base.aggregation != Aggregation::Unstated) continue;
    paces.push_back(*pace);
  }
  return paces;
}

// A target many times its base, where the plan's other indicators grow by tenths.
std::vector<Fault> target_out_of_proportion(const Document& document, Random& random) {
  std::vector<Fault> faults;
  for (const GrowthGroup& group : growth_groups(document.plan())) {
    if (group.paces.size() < kFewestPeers) continue;
    const auto rate = yearly_rate(*group.median().factor(), group.median().years());
    if (!rate || *rate > Exact::ratio(3, 10)) continue;
    for (const Pace& pace : group.paces) {
      const StatementId goal = *pace.to.statement;
      if (pace.from.value < Exact(10) || !pace.years().is_integer() || !stands_alone(document, goal)) continue;
      const auto years = static_cast<std::int32_t>(std::stol(pace.years().to_string()));
      const Exact times = power(Exact(3), years) * Exact(static_cast<std::int64_t>(1 + random.below(3)));
      const auto span = digits_of(document, goal);
      const auto digits = digits_for(document, goal, pace.from.value * times);
      if (span && digits) faults.push_back({{{*span, *digits}}, {goal}, {*pace.from.statement}, true});
    }
  }
  return faults;
}

// A base of zero, and a target in percent over it.
std::vector<Fault> growth_over_zero(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  for (const Pace& pace : plain_paces(document)) {
    const StatementId base = *pace.from.statement;
    const StatementId goal = *pace.to.statement;
    const UnitRef& unit = plan[base].quantity.unit;
    const auto span = digits_of(document, base);
    if (!span || !unit || unit->is_ratio() || !stands_alone(document, base) || !stands_alone(document, goal)) continue;
    std::vector<Edit> edits = {{*span, "0"}, {plan[goal].value_span, fmt::format("+20% 较 {}", pace.from.time.to_string())}};
    if (edits[1].span.begin < edits[0].span.begin) std::swap(edits[0], edits[1]);
    faults.push_back({std::move(edits), {goal}, {base}, true});
  }
  return faults;
}

// Two earlier years, each `step` (base units) apart towards the base: beside them the target shows what it asks for.
std::optional<Fault> with_past(const Document& document, const Pace& pace, const Exact& step) {
  const Plan& plan = document.plan();
  const Statement& base = plan[*pace.from.statement];
  // Of a quotient the past values would have to follow from others.
  const auto gives_it = [&](const Relation& relation) { return relation.left == pace.indicator; };
  if (history_of(plan, pace.indicator).size() > 1 || std::any_of(plan.relations.begin(), plan.relations.end(), gives_it)) return std::nullopt;
  std::string lines;
  for (const int back : {2, 1}) {
    const Exact value = pace.from.value - step * Exact(back);
    const std::string shown = display_like(value, base.quantity);
    if (value.sign() <= 0 || shown.starts_with("≈")) return std::nullopt;
    lines += line_of(plan, pace.indicator, "基期", (pace.from.time - Exact(back)).to_string(), "= " + shown);
  }
  const std::uint32_t end = end_of(document);
  return Fault{{{{end, end}, lines}}, {*pace.to.statement}, {*pace.from.statement}, true};
}

// The pace of the target in the digits of the base, by so much.
Exact step_of(const Plan& plan, const Pace& pace, const Exact& part) {
  const Quantity& like = plan[*pace.from.statement].quantity;
  return round_nearest(pace.per_year() * part, like);
}

bool goes_the_wanted_way(const Plan& plan, const Pace& pace) {
  const auto wanted = wanted_direction(plan, pace.indicator);
  return wanted && (*wanted == Direction::Higher) == (pace.change().sign() > 0);
}

std::vector<Fault> pace_never_reached(const Document& document, Random&) {
  std::vector<Fault> faults;
  for (const Pace& pace : plain_paces(document)) {
    const Exact step = step_of(document.plan(), pace, Exact::ratio(1, 3));
    // From 1 to 2 to 3 is no slow growth.
    if (step.is_zero() || pace.from.value < step.abs() * Exact(10)) continue;
    if (!goes_the_wanted_way(document.plan(), pace) || pace.per_year().abs() <= step.abs() * Exact(2)) continue;
    if (auto fault = with_past(document, pace, step)) faults.push_back(*std::move(fault));
  }
  return faults;
}

std::vector<Fault> target_asks_nothing(const Document& document, Random&) {
  std::vector<Fault> faults;
  const PlanBounds bounds(document.plan());
  for (const Pace& pace : plain_paces(document)) {
    const Exact step = step_of(document.plan(), pace, Exact(2));
    const Quantity& goal = document.plan()[*pace.to.statement].quantity;
    const Exact projected = pace.from.value + step * pace.years();
    const bool share = goal.unit && goal.unit->is_ratio();
    if (!goes_the_wanted_way(document.plan(), pace) || step.abs() <= pace.per_year().abs() || projected.sign() <= 0) continue;
    if (bounds[pace.indicator] || (share && projected > Exact(1))) continue;
    if (auto fault = with_past(document, pace, step)) faults.push_back(*std::move(fault));
  }
  return faults;
}

// Before the brace or the end of the line that declares the indicator.
std::uint32_t end_of_head(const Document& document, const Indicator& indicator) {
  const auto& source = *document.audited.source;
  const Span line = source.line_span(source.position(indicator.name_span.begin).line);
  const std::string_view text = source.slice(line);
  const std::size_t brace = text.find('{', indicator.name_span.end - line.begin);
  const std::size_t comment = text.find("//");
  return line.begin + static_cast<std::uint32_t>(std::min({brace, comment, text.size()}));
}

// So many points every year that a share passes 100% before the last one.
std::vector<Fault> points_past_the_bound(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  const PlanBounds bounds(plan);
  for (const Pace& pace : plain_paces(document)) {
    const Statement& base = plan[*pace.from.statement];
    const Indicator& indicator = plan[pace.indicator];
    const bool share = base.quantity.unit && base.quantity.unit->word == "%" && pace.from.value < Exact(1);
    const Exact first = pace.from.time + Exact(1);
    if (!share || first >= pace.to.time || indicator.place.span.begin > base.place.span.begin) continue;
    const Exact points = ((Exact(1) - pace.from.value) * Exact(100) / pace.years());
    const std::string value = fmt::format("+{}个百分点 较 {}", (points + Exact(1)).to_decimal(0), pace.from.time.to_string());
    std::vector<Edit> edits;
    if (!bounds[pace.indicator]) {
      const std::uint32_t head = end_of_head(document, indicator);
      edits.push_back({{head, head}, " 界限 0%..100% "});
    }
    const std::uint32_t end = end_of(document);
    edits.push_back({{end, end}, line_of(plan, pace.indicator, "目标", fmt::format("每年 {}..{}", first.to_string(), pace.to.time.to_string()), value)});
    faults.push_back({std::move(edits), {*pace.from.statement}, {*pace.to.statement}, true});
  }
  return faults;
}

// Every past value but one or two of each indicator is left out: no pace is left to hold a target against.
std::vector<Fault> past_left_out(const Document& document, Random& random) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  constexpr std::size_t kEnough = 3;
  constexpr std::size_t kFewest = 5;
  std::size_t with_goal = 0;
  std::vector<std::vector<TimedFigure>> known;
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    with_goal += required_pace(plan, IndicatorId{i}) != nullptr ? 1 : 0;
    std::vector<TimedFigure> history = history_of(plan, IndicatorId{i});
    if (history.size() >= kEnough) known.push_back(std::move(history));
  }
  if (known.empty() || with_goal < kFewest || is_told(document, "too-few-points")) return faults;
  constexpr std::size_t kDraws = 10;
  for (std::size_t draw = 0; draw < kDraws; ++draw) {
    std::vector<Edit> edits;
    std::vector<StatementId> gone;
    for (const std::vector<TimedFigure>& history : known) {
      // The last one is the baseline; perhaps one of the others stays.
      const std::size_t kept = random.below(history.size());
      for (std::size_t i = 0; i + 1 < history.size(); ++i) {
        if (i == kept) continue;
        edits.push_back({plan[*history[i].statement].place.span, ""});
        gone.push_back(*history[i].statement);
      }
    }
    Fault fault = visible_fault(std::move(edits), {plan.id});
    fault.changed = std::move(gone);
    faults.push_back(std::move(fault));
  }
  return faults;
}

}  // namespace

std::vector<FaultKind> feasibility_kinds() {
  static const std::vector<std::string_view> kFollows = {"cumulative-increment-drop", "derived-ratio-regression", "base-beyond-target"};
  // A target that is a growth is no level any more, which rules about milestones count.
  static const std::vector<std::string_view> kLevelLost = {"no-interim-milestone", "cumulative-increment-drop", "base-beyond-target", "growth-target-mismatch", "comparator-missing"};
  return {
      {"target-out-of-proportion", "目标增速畸高", "a target many times its base among others that grow by tenths", {"growth-outlier"}, kFollows,
       "growth-outlier", target_out_of_proportion},
      {"growth-over-zero", "基期为零的增长率", "a base of zero and a growth in percent over it", {"zero-base-growth"}, kLevelLost, "zero-base-growth",
       growth_over_zero},
      {"pace-never-reached", "目标所需速度前所未有", "past values beside which the target asks for a pace never seen", {"pace-above-history"}, kFollows,
       "pace-above-history", pace_never_reached},
      {"target-asks-nothing", "目标低于以往趋势", "past values that pass the target at their slowest pace", {"target-below-trend"}, kFollows,
       "target-below-trend", target_asks_nothing},
      {"points-past-the-bound", "逐年增长越过上限", "points every year that carry a share past 100%", {"saturates-bound"}, kFollows, "saturates-bound",
       points_past_the_bound},
      {"past-left-out", "往年数值都未列出", "no indicator keeps three past values", {"too-few-points"}, kFollows, "too-few-points", past_left_out},
  };
}

}  // namespace gouji::planted
