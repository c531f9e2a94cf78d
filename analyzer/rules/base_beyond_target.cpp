#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/pace.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/wording.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule base_beyond_target;
constinit const Rule base_beyond_target{
    .code = "GJ0115",
    .name = "base-beyond-target",
    .family = "reconcile",
    .severity = Severity::Warning,
    .title = {"基期已经超过目标", "A baseline already beyond its target"},
    .page =
        {
            .checks =
                {"按目标的比较词（或声明的方向）核对：基期值是否已经达到甚至超过目标值；刚好相等的只作提示。",
                 "Whether the baseline already lies past the target, in the direction its comparator or the declared "
                 "direction says. A baseline equal to the target is an info."},
            .why =
                {"基期已过目标，等于没有目标；也常见于基期与目标口径不同，或目标抄自旧方案。",
                 "A target that is already passed asks for nothing; often baseline and target differ in scope, or the "
                 "target is old."},
            .guards =
                {"范围不同的不比；合计目标（新增类未注明每年的同）不与单年基期比；"
                 "没有基期的取最近的实绩，没有目标的取表述；年均值不与合计比；已到界限（如 100%）或定性目标要求“保持”的不报；"
                 "目标没有比较词、方向也未声明而基期更高时，列为无法判定。",
                 "Figures of two scopes are not compared, nor a total (or an addition not said to be "
                 "yearly) with the baseline of one year. Without a baseline the "
                 "latest actual is taken, without a target the claims. Silent at a bound such as 100% and where a "
                 "goal says `keep`. Undetermined when the baseline is higher and neither comparator nor indicator says "
                 "the direction."},
            .failing = R"(plan 云溪 "云溪县营商环境行动方案" {
    period 2024..2026 @3
    indicator 窗口 "综合服务窗口数" stock 个 {
        baseline 2023 = 85个 @5
        target   2026 >= 80个 @6
        //^ base-beyond-target: >= 80个
    }
}
)",
            .passing = R"(plan 云溪 "云溪县营商环境行动方案" {
    period 2024..2026 @3
    indicator 时限 "企业开办平均时限" average 小时 lower {
        baseline 2023 = 8小时 @5
        target   2026 <= 4小时 @6
    }
    indicator 覆盖率 "网办覆盖率" ratio % {
        baseline 2023 = 100% @7
        target   2026 >= 100% @7
    }
    indicator 培训 "窗口人员培训" flow 人次 {
        baseline 2023 = 900人次 @8
        target   2026 >= 800人次 total @8
    }
}
)",
        },
    .follows_from = "scale-slip claim-value-mismatch duplicate-statement-conflict unit-mismatch base-kind-mismatch",
    .run = run,
};

namespace {

// Nothing better than this value can be asked for, or the plan asks to keep it.
bool may_stand_still(const Plan& plan, IndicatorId id, const Quantity& value) {
  if (at_bound(plan[id], value)) return true;
  return std::any_of(plan.goals.begin(), plan.goals.end(),
                     [&](const Goal& goal) { return goal.indicator == id && goal.form == dsl::Keyword::Keep; });
}

std::optional<Direction> direction_of(const Plan& plan, const Statement& target) {
  if (is_lower_bound(target.comparator)) return Direction::Higher;
  if (is_upper_bound(target.comparator)) return Direction::Lower;
  return wanted_direction(plan, target.indicator);
}

// The latest baseline of the target's scope before the target, else the latest such actual; one of the very scope before
// one that names none.
std::optional<StatementId> base_for(const Plan& plan, IndicatorId id, const Statement& target) {
  for (const Role role : {Role::Baseline, Role::Actual}) {
    std::optional<StatementId> best;
    std::tuple<bool, std::optional<std::int32_t>> best_rank;
    for (const StatementId candidate : levels_of(plan, id, role)) {
      const Statement& base = plan[candidate];
      const auto year = base.when.year();
      const auto by = target.when.year();
      if (!same_scope(base, target) || (year && by && *year >= *by)) continue;
      if (base.aggregation != target.aggregation) continue;
      const std::tuple rank(base.scope == target.scope, year);
      if (best && rank <= best_rank) continue;
      best = candidate;
      best_rank = rank;
    }
    if (best) return best;
  }
  return {};
}

// `targets` are of one year and base; the first decides, all are listed.
void compare(const Plan& plan, IndicatorId id, StatementId base_id, std::span<const StatementId> targets,
             Sink& sink) {
  const Statement& base = plan[base_id];
  const Statement& target = plan[targets.front()];
  const auto ids = [&] {
    std::vector<StatementId> all(targets.begin(), targets.end());
    all.push_back(base_id);
    return all;
  };
  if (!comparable(base.quantity, target.quantity)) {
    sink.undetermined([&] { return check_of(plan, subject_of(plan, id), ids(), incomparable_reason(base.quantity, target.quantity)); });
    return;
  }
  const auto order = base.quantity.normalized() <=> target.quantity.normalized();
  const bool equal = order == std::strong_ordering::equal;
  // A range may lie on either side of its lower end; any other figure lies around its value.
  const bool ranges = base.upper || target.upper;
  const auto direction = direction_of(plan, target);
  const bool beyond = direction == Direction::Lower
                          ? (ranges || order < 0) && above(stated_set(target), stated_set(base))
                          : (ranges || order > 0) && above(stated_set(base), stated_set(target));
  const auto same = [&] {
    return !target.upper && (equal || agreement(base.quantity, target.quantity) != Agreement::Differs);
  };
  const bool past = beyond && !same();
  if (past && !direction) {
    sink.undetermined([&] {
      return check_of(plan, subject_of(plan, id), ids(),
                      Text("基期高于目标，但未说明越高越好还是越低越好",
                           "the baseline is higher, but the plan does not say which way is better"));
    });
    return;
  }
  const bool strict = target.comparator == Comparator::MoreThan || target.comparator == Comparator::LessThan;
  const bool at = equal && !target.upper && !strict && !may_stand_still(plan, id, target.quantity);
  if (!past && !at) {
    sink.holds(base_id, targets, [&] { return check_of(plan, subject_of(plan, id), ids(), Text("基期尚未超过目标", "the baseline is not beyond the target")); });
    return;
  }

  Finding finding;
  finding.subject = subject_of(plan, id);
  finding.message = dsl::fill(
      at ? Template{"“{name}”的{role}为 {target}，{base}已是 {value}，与目标相等，维持现状即可完成。",
                    "The {role} of “{name}” is {target}, and its {base} is already {value}: equal, so nothing is left "
                    "to do."}
         : Template{"“{name}”的{role}为 {target}，{base}却已是 {value}，基期比目标{difference}，已经越过目标。",
                    "The {role} of “{name}” is {target}, but its {base} is already {value}: {difference} than the "
                    "target, past it."},
      {{"name", finding.subject.name},
       {"role", role_text(target)},
       {"target", figure_text(target)},
       {"base", role_text(base)},
       {"value", figure_text(base)},
       {"difference", gap_text(base.quantity.normalized(), target.quantity.normalized(), target.quantity)}});
  add_figures(finding, plan, ids());
  finding.computation.push_back(difference_step(base.quantity, target.quantity));
  finding.help =
      Text("核对基期与目标的口径；口径一致的，重新确定目标值，或写明“保持”。",
           "Check that both cover the same; if so, set the target further, or say that the level is to be kept.");
  sink.fails(std::move(finding), at ? Severity::Info : Severity::Warning);
}

// Targets of one year that are held against one base are one question.
struct Group {
  std::optional<std::int32_t> year;
  StatementId base{};
  StatementId target{};
};

void run(const Plan& plan, Sink& sink) {
  std::vector<Group> groups;
  std::vector<StatementId> targets;
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    StatementIds goals = goals_of(plan, id, false);
    if (goals.empty()) goals = goals_of(plan, id, true);
    groups.clear();
    for (const StatementId goal : goals) {
      const auto base = base_for(plan, id, plan[goal]);
      if (base && !adds_up_years(plan, id, goal)) groups.push_back({plan[goal].when.year(), *base, goal});
    }
    const auto key = [](const Group& group) { return std::pair(group.year, group.base); };
    std::stable_sort(groups.begin(), groups.end(), [&](const Group& a, const Group& b) { return key(a) < key(b); });
    for (auto first = groups.begin(); first != groups.end();) {
      const auto last = std::find_if(first, groups.end(), [&](const Group& group) { return key(group) != key(*first); });
      targets.clear();
      for (auto group = first; group != last; ++group) targets.push_back(group->target);
      compare(plan, id, first->base, targets, sink);
      first = last;
    }
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
