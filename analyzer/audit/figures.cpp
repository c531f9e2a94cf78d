// The figures of an indicator by role and year.
#include <algorithm>
#include <limits>
#include <tuple>

#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/plan_facts.hpp"

namespace gouji::analyzer {
namespace {

std::int32_t sort_year(const Statement& statement) {
  return statement.when.year().value_or(std::numeric_limits<std::int32_t>::max());
}

std::chrono::year_month_day last_day_of(const Statement& statement) {
  const auto& range = statement.when.range;
  return range ? range->last.value_or(range->first).last_day() : std::chrono::year_month_day();
}

std::chrono::year_month month_of(const std::chrono::year_month_day& day) { return day.year() / day.month(); }

// Which of several figures of one role and year speaks for the year, however the plan is ordered: the greatest.
auto standing_of(const Plan& plan, StatementId id) {
  const Statement& s = plan[id];
  const bool own_scope = s.scope.empty() || s.scope == plan[s.indicator].scope;
  return std::tuple(last_day_of(s), s.modality != Modality::Hoped, own_scope, s.table.has_value(),
                    Exact(0) - s.quantity.normalized());
}

bool stands_before(const Plan& plan, StatementId a, StatementId b) {
  return standing_of(plan, a) > standing_of(plan, b);
}

bool ends_a_year(const Statement& statement) {
  return last_day_of(statement).month() == std::chrono::December;
}

bool is_single_level(const Statement& statement) {
  return statement.is_level() && (statement.when.form == When::Form::At || statement.when.form == When::Form::Unstated);
}

// A figure to be listed by its year, with the role it is listed under.
struct Entry {
  Role role = Role::Baseline;
  std::int32_t year = 0;
  StatementId id{};
};

template <typename Before>
void sort_entries(std::vector<Entry>& entries, Before before) {
  // As written they nearly always are.
  if (!std::is_sorted(entries.begin(), entries.end(), before)) std::stable_sort(entries.begin(), entries.end(), before);
}

// One a year, the one that speaks for it; the figures are in order of year, those without one last.
template <typename Ids>
void append_one_a_year(const Plan& plan, const Ids& milestones, std::vector<StatementId>& list) {
  const std::size_t before = list.size();
  std::optional<std::int32_t> last_year;
  for (const StatementId milestone : milestones) {
    const auto year = plan[milestone].when.year();
    if (!year) break;
    const bool same_year = list.size() > before && year == last_year;
    last_year = year;
    if (!same_year) {
      list.push_back(milestone);
    } else if (stands_before(plan, milestone, list.back())) {
      list.back() = milestone;
    }
  }
}

class Lister {
 public:
  Lister(const Plan& plan, PlanFacts& facts) : plan_(plan), facts_(facts) {}

  IndicatorFigures list(const Indicator& indicator) {
    IndicatorFigures figures;
    levels_.clear();
    goals_.clear();
    for (const StatementId id : indicator.statements) {
      const Statement& s = plan_[id];
      if (!s.is_level()) continue;
      const std::int32_t year = sort_year(s);
      if (is_single_level(s)) levels_.push_back({s.role, year, id});
      if (s.role == Role::Target || s.role == Role::Claim) goals_.push_back({s.role, year, id});
    }
    sort_entries(levels_, [](const Entry& a, const Entry& b) { return std::tie(a.role, a.year) < std::tie(b.role, b.year); });
    sort_entries(goals_, [](const Entry& a, const Entry& b) { return a.year < b.year; });

    for (const Entry& level : levels_) {
      Piece& piece = figures.levels[static_cast<std::size_t>(level.role)];
      if (piece.count++ == 0) piece.first = here();
      facts_.ids.push_back(level.id);
    }
    list_goals(figures);
    list_milestones(figures);
    return figures;
  }

 private:
  [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(facts_.ids.size()); }

  void list_goals(IndicatorFigures& figures) {
    figures.goals = {here(), static_cast<std::uint32_t>(goals_.size())};
    for (const Entry& goal : goals_) facts_.ids.push_back(goal.id);
    const auto is_target = [](const Entry& goal) { return goal.role == Role::Target; };
    figures.targets.first = here();
    figures.targets.count = static_cast<std::uint32_t>(std::count_if(goals_.begin(), goals_.end(), is_target));
    // Where the claims come last the targets are the front of the goals.
    if (std::is_partitioned(goals_.begin(), goals_.end(), is_target)) {
      figures.targets.first = figures.goals.first;
      return;
    }
    for (const Entry& goal : goals_) {
      if (is_target(goal)) facts_.ids.push_back(goal.id);
    }
  }

  void list_milestones(IndicatorFigures& figures) {
    for (const Entry& level : levels_) {
      if (level.role != Role::Baseline) break;
      if (!figures.baseline || stands_before(plan_, level.id, *figures.baseline)) figures.baseline = level.id;
    }
    if (figures.baseline) facts_.ids.push_back(*figures.baseline);
    figures.milestones.first = here();
    milestone_ids_.clear();
    for (const Entry& level : levels_) {
      if (level.role == Role::Milestone) milestone_ids_.push_back(level.id);
    }
    append_one_a_year(plan_, milestone_ids_, facts_.ids);
    figures.milestones.count = here() - figures.milestones.first;
    if (!figures.baseline || figures.milestones.count == 0) return;
    const auto year = plan_[*figures.baseline].when.year();
    figures.baseline_before_milestones = year && *year < plan_[facts_.ids[figures.milestones.first]].when.year();
  }

  const Plan& plan_;
  PlanFacts& facts_;
  std::vector<Entry> levels_;
  std::vector<Entry> goals_;
  std::vector<StatementId> milestone_ids_;
};

const IndicatorFigures& figures_of(const PlanFacts& facts, IndicatorId id) { return facts.figures[index(id)]; }

}  // namespace

PlanFacts& list_facts(const Plan& plan) {
  auto facts = std::make_shared<PlanFacts>();
  facts->ids.reserve(3 * plan.statements.size());
  facts->figures.reserve(plan.indicators.size());
  facts->moments.resize(plan.indicators.size());
  facts->reconciled.resize(plan.statements.size());
  Lister lister(plan, *facts);
  for (const Indicator& indicator : plan.indicators) facts->figures.push_back(lister.list(indicator));
  plan.memo.facts = std::move(facts);
  return *plan.memo.facts;
}

StatementIds levels_of(const Plan& plan, IndicatorId id, Role role) {
  const PlanFacts& facts = facts_of(plan);
  return facts.of(figures_of(facts, id).levels[static_cast<std::size_t>(role)]);
}

StatementIds levels_of(const Plan& plan, IndicatorId id, Role role, std::int32_t year) {
  const StatementIds levels = levels_of(plan, id, role);
  const auto first = std::partition_point(levels.begin(), levels.end(), [&](StatementId s) { return sort_year(plan[s]) < year; });
  const auto last = std::partition_point(first, levels.end(), [&](StatementId s) { return sort_year(plan[s]) == year; });
  return StatementIds(first, last);
}

StatementIds milestones_of(const Plan& plan, IndicatorId id) {
  const PlanFacts& facts = facts_of(plan);
  return facts.of(figures_of(facts, id).milestones);
}

std::optional<StatementId> milestone_until(const Plan& plan, IndicatorId id, const PartialDate& until) {
  const auto last_month = month_of(until.last_day());
  std::optional<StatementId> chosen;
  for (const StatementId milestone : levels_of(plan, id, Role::Milestone, until.year)) {
    if (month_of(last_day_of(plan[milestone])) > last_month) continue;
    if (!chosen || stands_before(plan, milestone, *chosen)) chosen = milestone;
  }
  return chosen;
}

StatementIds goals_of(const Plan& plan, IndicatorId id, bool with_claims) {
  const PlanFacts& facts = facts_of(plan);
  const IndicatorFigures& figures = figures_of(facts, id);
  return facts.of(with_claims ? figures.goals : figures.targets);
}

StatementIds levels_over_time(const Plan& plan, IndicatorId id) {
  const PlanFacts& facts = facts_of(plan);
  const IndicatorFigures& figures = figures_of(facts, id);
  if (!figures.baseline_before_milestones) return facts.of(figures.milestones);
  return facts.of({figures.milestones.first - 1, figures.milestones.count + 1});
}

std::optional<StatementId> baseline_of(const Plan& plan, IndicatorId id, std::optional<std::int32_t> year) {
  if (!year) return figures_of(facts_of(plan), id).baseline;
  std::optional<StatementId> latest;
  for (const StatementId candidate : levels_of(plan, id, Role::Baseline, *year)) {
    if (!latest || stands_before(plan, candidate, *latest)) latest = candidate;
  }
  return latest;
}

std::optional<StatementId> value_in(const Plan& plan, IndicatorId id, std::int32_t year) {
  std::optional<StatementId> best;
  for (const Role role : {Role::Baseline, Role::Actual, Role::Milestone, Role::Target}) {
    for (const StatementId candidate : levels_of(plan, id, role, year)) {
      const bool same_role = best && plan[*best].role == role;
      const bool better = same_role ? stands_before(plan, candidate, *best)
                                    : best && !ends_a_year(plan[*best]) && ends_a_year(plan[candidate]);
      if (!best || better) best = candidate;
    }
  }
  return best;
}

}  // namespace gouji::analyzer
