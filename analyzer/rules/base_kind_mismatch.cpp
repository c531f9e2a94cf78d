#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/readings.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/wording.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule base_kind_mismatch;
constinit const Rule base_kind_mismatch{
    .code = "GJ0306",
    .name = "base-kind-mismatch",
    .family = "wording",
    .severity = Severity::Warning,
    .title = {"基期与目标口径不同", "Baseline and target are of different kinds"},
    .page =
        {
            .checks =
                {"基期值与目标是不是同一口径：一个是累计、一个是当年或年均；一个是原有总量、一个是新增；"
                 "目标写累计而基期没有写明；两者写明的范围不同而又没有同范围的基期。",
                 "Whether baseline and target measure the same: a running total against a yearly figure or mean; what there "
                 "was against what is added; a cumulative target with a baseline that does not say; two stated scopes."},
            .why = {"口径不同，增幅没有意义，完成情况也无法与基期相比。",
                    "Between two kinds a growth means nothing, and progress cannot be measured from the baseline."},
            .guards =
                {"双方都写明而不同的、新增目标反低于基期的、范围不同的为警告；只有目标写“累计”或“新增”、基期没有写的只作提示；"
                 "当年与年均视为同一口径；存量、累计类指标与标注、名称已写“累计”的不因“累计”二字报；基期为零不报；"
                 "目标写明起止年份的（如 2025—2027年合计）口径自明，不报；节点已能说明“基期加新增”的不报；已有目标与基期同范围、只是表述的范围不同的，由 claim-scope-drift 报告；一年期方案与“每年”的数只比范围。",
                 "A warning where both say what they are and differ, where an addition lies below the baseline, and for two "
                 "scopes; information where only the target says 累计 or 新增. Current-year and mean figures are one kind. 累计 "
                 "does not count on levels and running totals. Silent for a baseline of zero, for a target over named years, "
                 "where the milestones show baseline plus additions, where a target has the scope of the baseline "
                 "and only a claim has another (claim-scope-drift), and, but for their scopes, in plans of one year and of figures for each year."},
            .failing = R"(plan 桃源 "桃源县信用体系建设方案" {
    period 2024..2026 @2
    indicator 承诺 "签订信用承诺书" 份 {
        baseline 2023 = 5200份 "累计" @5
        //^ base-kind-mismatch: = 5200份
        target 2026 达到 1500份 mean @5
    }
    indicator 守信企业 "守信激励企业" 家 {
        baseline 2023 = 300家 @6
        //^ base-kind-mismatch: = 300家
        target 2026 不少于 100家 "新增" @6
    }
}
)",
            .passing = R"(plan 桃源 "桃源县信用体系建设方案" {
    period 2024..2026 @2
    indicator 承诺 "签订信用承诺书" 份 {
        baseline 2023 = 5200份 "累计" @5
        target 2026 达到 9700份 "累计" @5
    }
    indicator 守信企业 "守信激励企业" stock 家 {
        baseline 2023 = 300家 @6
        target 2026 不少于 400家 @6
    }
    indicator 培训 "信用知识培训" flow 人次 {
        baseline 2023 = 2000人次 yearly @7
        target 2026 3000人次 mean @7
    }
    indicator 档案 "新增信用档案" new 份 {
        baseline 2023 = 0份 @8
        target 2026 8000份 total @8
    }
}
)",
        },
    .follows_from = "scale-slip unit-mismatch claim-scope-drift",
    .run = run,
};

namespace {

using Ids = std::vector<StatementId>;

constexpr std::array<std::string_view, 6> kAdditionWords{"新增", "净增", "新建", "新培育", "新认定", "新設"};
constexpr std::array<std::string_view, 6> kStandingWords{"现有", "現有", "已有", "原有", "存量", "保有"};

bool adds(const Statement& s) { return says(s.words, kAdditionWords) || says(s.label, kAdditionWords); }
bool stands(const Statement& s) { return says(s.words, kStandingWords) || says(s.label, kStandingWords); }

bool is_yearly(Aggregation sense) { return sense == Aggregation::Yearly || sense == Aggregation::Mean; }

bool is_quotient(const Indicator& indicator) {
  return indicator.kind == Kind::Ratio || indicator.kind == Kind::Score || indicator.kind == Kind::Average;
}

// 累计 of these, or by their label or name, is where they stand.
bool runs_up(const Indicator& indicator) {
  return indicator.kind == Kind::Stock || indicator.kind == Kind::Cumulative ||
         counted_over(indicator) == Aggregation::Total;
}

const Words& scope_of(const Plan& plan, const Statement& s) {
  return s.scope.empty() ? plan[s.indicator].scope : s.scope;
}

struct Mismatch {
  Text base;    // what the baseline is
  Text target;  // what the target is
  Severity severity = Severity::Warning;
  bool unsaid = false;  // the baseline does not say what it is
};

Text sense_text(Aggregation sense) {
  if (sense == Aggregation::Total) return {"累计（合计）数", "a cumulative figure"};
  return sense == Aggregation::Mean ? Text("年均数", "a yearly mean") : Text("一年的数", "the figure of one year");
}

// The milestones tell how baseline and target belong together.
bool explained_by_milestones(const Plan& plan, IndicatorId indicator, StatementId goal) {
  const Reconciliation* reconciliation = reconcile(plan, indicator, goal);
  return reconciliation && reconciliation->explained;
}

// A target has the baseline's scope: then another scope is that of a claim, and claim-scope-drift's matter.
bool has_target_in(const Plan& plan, IndicatorId indicator, const std::string& scope) {
  const StatementIds targets = goals_of(plan, indicator, false);
  return std::any_of(targets.begin(), targets.end(), [&](StatementId id) {
    return scope_of(plan, plan[id]).empty() || scope_of(plan, plan[id]) == scope;
  });
}

// The words 累计, 当年, 新增 tell the goal from the baseline: not in a plan of one year, nor of a figure for each year.
bool is_worded_over_years(const Plan& plan, const Statement& goal) { return covers_years(plan) && goal.when.form != When::Form::Each; }

std::optional<Mismatch> mismatch(const Plan& plan, IndicatorId indicator, const Statement& base, StatementId goal_id) {
  const Statement& goal = plan[goal_id];
  const std::string& base_scope = scope_of(plan, base);
  const std::string& goal_scope = scope_of(plan, goal);
  const bool two_scopes = !base_scope.empty() && !goal_scope.empty() && base_scope != goal_scope;
  if (two_scopes && !has_target_in(plan, indicator, base_scope)) {
    return Mismatch{{"“" + base_scope + "”的数", "a figure of “" + base_scope + "”"},
                    {"“" + goal_scope + "”的数", "a figure of “" + goal_scope + "”"}};
  }
  if (!is_worded_over_years(plan, goal) || is_quotient(plan[indicator]) || base.quantity.number.is_zero()) return std::nullopt;

  const Aggregation base_sense = counted_over(base);
  const Aggregation goal_sense = counted_over(goal);
  const bool both_say = base_sense != Aggregation::Unstated && goal_sense != Aggregation::Unstated;
  if (both_say && is_yearly(base_sense) != is_yearly(goal_sense)) {
    return Mismatch{sense_text(base_sense), sense_text(goal_sense)};
  }
  if (goal.when.form == When::Form::Over) return std::nullopt;

  const auto kind = plan[indicator].kind;
  const bool counted_as_added = kind == Kind::New || kind == Kind::Flow || says(plan[indicator].name, kAdditionWords);
  if (adds(goal) && !adds(base) && !counted_as_added && !is_yearly(base_sense) &&
      !explained_by_milestones(plan, indicator, goal_id)) {
    const bool beyond = comparable(base.quantity, goal.quantity) && base.quantity.normalized() >= goal.quantity.normalized();
    const bool certain = beyond || stands(base) || kind == Kind::Stock;
    const Text standing("原有总量", "what there was");
    const Text addition("新增数", "an addition");
    if (certain) return Mismatch{standing, addition};
    return Mismatch{{"原有总量还是新增数", "what there was or an addition"}, addition, Severity::Info, true};
  }
  const bool unsaid = base_sense == Aggregation::Unstated && goal_sense == Aggregation::Total;
  if (unsaid && !runs_up(plan[indicator]) && !explained_by_milestones(plan, indicator, goal_id)) {
    return Mismatch{{"当年数还是累计数", "yearly or cumulative"}, sense_text(goal_sense), Severity::Info, true};
  }
  return std::nullopt;
}

// The baseline to compare with: the latest before the goal, of its scope if there is one.
std::optional<StatementId> base_for(const Plan& plan, IndicatorId indicator, const Statement& goal) {
  std::optional<StatementId> best;
  for (const StatementId id : plan[indicator].statements) {
    const Statement& s = plan[id];
    if (s.role != Role::Baseline || !s.is_level()) continue;
    const bool own_scope = scope_of(plan, s) == scope_of(plan, goal);
    const auto rank = [&](const Statement& base, bool same) {
      return std::tuple(same, base.when.year(), Exact(0) - base.quantity.normalized());
    };
    if (!best || rank(s, own_scope) > rank(plan[*best], scope_of(plan, plan[*best]) == scope_of(plan, goal))) best = id;
  }
  return best;
}

void report(const Plan& plan, IndicatorId indicator, StatementId base, StatementId goal, const Mismatch& found, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan, indicator);
  finding.message = dsl::fill(
      found.unsaid
          ? Template{"“{name}”的{role} {goal} 写明是{goal_kind}，{base_role} {base} 却没有写明是{base_kind}，两者口径是否"
                     "一致无从判断。",
                     "“{name}”: the {role} {goal} is said to be {goal_kind}, but whether the {base_role} {base} is {base_kind} "
                     "is not said, so the two may not compare."}
          : Template{"“{name}”的{base_role} {base} 是{base_kind}，{role} {goal} 是{goal_kind}，两者口径不同，不能直接相比。",
                     "“{name}”: the {base_role} {base} is {base_kind}, the {role} {goal} is {goal_kind}; the two cannot be "
                     "compared."},
      {{"name", finding.subject.name},
       {"base_role", role_text(plan[base])},
       {"base", figure_text(plan[base])},
       {"base_kind", found.base},
       {"role", role_text(plan[goal])},
       {"goal", figure_text(plan[goal])},
       {"goal_kind", found.target}});
  add_figures(finding, plan, Ids{base, goal});
  finding.help = {"补出与目标同口径的基期，或写明各是什么数。", "Give a baseline of the target's kind, or say what each figure is."};
  sink.fails(std::move(finding), found.severity);
}

// The gravest mismatch of the indicator is told; it covers the others.
void judge(const Plan& plan, IndicatorId indicator, Sink& sink) {
  struct Pair {
    StatementId base{};
    StatementId goal{};
  };
  std::optional<Pair> compared;
  std::optional<std::pair<Mismatch, Pair>> worst;
  const StatementIds goals = goals_of(plan, indicator, true);
  for (const Role role : {Role::Target, Role::Claim}) {
    for (const StatementId goal : goals) {
      if (plan[goal].role != role) continue;
      const auto base = base_for(plan, indicator, plan[goal]);
      if (!base) return;
      const Pair pair{*base, goal};
      if (!compared && is_worded_over_years(plan, plan[goal])) compared = pair;
      auto found = mismatch(plan, indicator, plan[*base], goal);
      if (found && (!worst || found->severity < worst->first.severity)) worst.emplace(*std::move(found), pair);
    }
  }
  if (worst) return report(plan, indicator, worst->second.base, worst->second.goal, worst->first, sink);
  if (!compared) return;
  const std::array ids{compared->base, compared->goal};
  sink.holds(ids, [&] {
    return check_of(plan, subject_of(plan, indicator), ids, {"基期与目标口径相同", "baseline and target are of one kind"});
  });
}

void run(const Plan& plan, Sink& sink) {
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) judge(plan, IndicatorId{i}, sink);
}

}  // namespace

}  // namespace gouji::analyzer::rules
