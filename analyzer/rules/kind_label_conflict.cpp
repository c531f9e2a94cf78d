#include <algorithm>
#include <array>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/readings.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule kind_label_conflict;
constinit const Rule kind_label_conflict{
    .code = "GJ0303",
    .name = "kind-label-conflict",
    .family = "wording",
    .severity = Severity::Warning,
    .title = {"指标的类型或名称与数值的读法不符", "The figures fit another kind than the one declared or named"},
    .page =
        {
            .checks =
                {"指标声明为某种类型（如存量），或者名称带有“数量”“拥有量”“保有量”等水平值用语，"
                 "而各年节点与目标只有按另一种读法（如逐年合计、基期加逐年新增）才吻合。",
                 "An indicator is declared a level, or named like one (数量, 拥有量, 保有量), yet its milestones meet the "
                 "target only as a sum of years; or the other way round."},
            .why =
                {"把当年新增当成年末总数（或者相反）去考核，完成率会差出几倍。",
                 "Judging yearly additions as if they were a level, or a level as additions, changes the result severalfold."},
            .guards =
                {"只在数值表明如此时才报：按声明的类型吻合的不报；仅凭名称的只作提示；名称是事件的（案件数量、培训数量），"
                 "合计本是常理，不报；存量标注“累计”的不因此视为合计；两种读法都吻合的、只是凑巧等于年均数的不报。",
                 "Speaks only when the figures show it. Name words alone give information, no warning; names of events "
                 "(案件数量) are added up as a matter of course; 累计 on a level does not make it a sum; silent when the "
                 "declared kind fits too, and for a mean that nobody speaks of."},
            .failing = R"(plan 沙坪 "沙坪县科普工作方案" {
    period 2023..2025 @2
    indicator 科普馆 "社区科普馆" stock 个 {
    //^ kind-label-conflict: "社区科普馆"
        target 2025 = 45个 @6
    }
    table 分年 "分年度任务" @14 {
        | indicator | unit | 2023 | 2024 | 2025 | row |
        | 科普馆    | 个   | 10   | 15   | 20   | @15 |
    }
}
)",
            .passing = R"(plan 沙坪 "沙坪县科普工作方案" {
    period 2023..2025 @2
    indicator 科普馆 "社区科普馆" stock 个 {
        target 2025 = 45个 @6
    }
    indicator 讲座 "科普培训数量" 场 {
        target 2025 = 300场 @7
    }
    table 分年 "分年度任务" @14 {
        | indicator | unit | 2023 | 2024 | 2025 | row |
        | 科普馆    | 个   | 25   | 35   | 45   | @15 |
        | 讲座      | 场   | 90   | 100  | 110  | @16 |
    }
}
)",
        },
    .follows_from = "scale-slip claim-value-mismatch duplicate-statement-conflict",
    .rests_on = RestsOn::WholeIndicators,
    .run = run,
};

namespace {

constexpr std::array<std::string_view, 6> kLevelWords{"拥有量", "擁有量", "保有量", "持有量", "存量", "在册"};
constexpr std::array<std::string_view, 2> kCountWords{"数量", "數量"};
// Words for what happens and is counted as it happens.
constexpr std::array<std::string_view, 22> kEventWords{"案件", "申请", "申請", "授权", "授權", "审结", "審結", "调解",
                                                       "調解", "仲裁", "培训", "培訓", "登记", "登記", "交易", "活动",
                                                       "活動", "新增", "新建", "办理", "辦理", "演出"};

template <std::size_t N>
std::optional<std::string_view> first_word_in(const std::string& name, const std::array<std::string_view, N>& words) {
  const auto found = std::find_if(words.begin(), words.end(),
                                  [&](std::string_view word) { return name.find(word) != std::string::npos; });
  return found == words.end() ? std::nullopt : std::optional(*found);
}

// The word by which the indicator's name speaks of a level.
std::optional<std::string_view> level_word(const Indicator& indicator) {
  if (const auto word = first_word_in(indicator.name, kLevelWords)) return word;
  const auto word = first_word_in(indicator.name, kCountWords);
  return word && !first_word_in(indicator.name, kEventWords) ? word : std::nullopt;
}

Text kind_text(Kind kind) {
  switch (kind) {
    case Kind::Stock: return {"存量", "stock"};
    case Kind::Flow: return {"流量", "flow"};
    case Kind::Cumulative: return {"累计", "cumulative"};
    case Kind::New: return {"新增", "new"};
    case Kind::Ratio: return {"比率", "ratio"};
    case Kind::Score: return {"评分", "score"};
    case Kind::Average: return {"均值", "average"};
  }
  return {};
}

std::vector<StatementId> goal_and_milestones(const Reconciliation& reconciliation) {
  std::vector<StatementId> ids{reconciliation.target};
  ids.insert(ids.end(), reconciliation.milestones.begin(), reconciliation.milestones.end());
  return ids;
}

void report(const Plan& plan, IndicatorId indicator, const Reconciliation& reconciliation, const ReadingResult& fit,
            const Text& said, Severity severity, Sink& sink) {
  const Statement& goal = plan[reconciliation.target];
  const Step step = step_of(plan, reconciliation, fit);
  Finding finding;
  finding.subject = subject_of(plan, indicator);
  finding.labels.push_back({plan[indicator].place, plan[indicator].name_span, said, "indicator"});
  add_figures(finding, plan, goal_and_milestones(reconciliation));
  finding.message =
      dsl::fill({"“{name}”{said}，但各年节点与{role}（{figure}）只有按{reading}才吻合：{sum}。",
                 "“{name}” {said}, but its milestones meet the {role} ({figure}) only as {reading}: {sum}."},
                {{"name", plan[indicator].name},
                 {"said", said},
                 {"role", role_text(goal)},
                 {"figure", figure_text(goal)},
                 {"reading", name_of(fit.reading)},
                 {"sum", step.text}});
  finding.computation.push_back(step);
  finding.help = {"写明指标是年末水平还是当年新增，名称、类型、标注保持一致。",
                  "Say whether the figures are levels or yearly additions, and let name, kind and label agree."};
  sink.fails(std::move(finding), severity, std::string(to_string(fit.reading)));
}

// True when something was said about this goal.
bool judge(const Plan& plan, IndicatorId indicator, StatementId goal, Sink& sink) {
  const Reconciliation* reconciliation = reconcile(plan, indicator, goal);
  if (!reconciliation) return false;
  const auto kind = plan[indicator].kind;
  if (kind && reconciliation->contradicts_kind) {
    const Text name = kind_text(*kind);
    const Text said{"声明为" + name.zh, "is declared as " + name.en};
    report(plan, indicator, *reconciliation, *reconciliation->contradicts_kind, said, Severity::Warning, sink);
    return true;
  }
  const auto& fit = reconciliation->explained;
  if (!fit) return false;
  if (!kind) {
    const auto word = level_word(plan[indicator]);
    if (!word) return false;
    const bool summed_level =
        fit->reading == Reading::Total && fit->fit == Fit::Exact && reconciliation->milestones.size() > 1;
    if (summed_level) {
      const Text said{"名称中的“" + std::string(*word) + "”一般指某一时点的总数",
                      "is named like a level (" + std::string(*word) + ")"};
      report(plan, indicator, *reconciliation, *fit, said, Severity::Info, sink);
      return true;
    }
  }
  sink.holds(goal, reconciliation->milestones, [&] {
    Check check = check_of(plan, subject_of(plan, indicator), goal_and_milestones(*reconciliation),
                           {"类型、名称与读法相符", "kind, name and figures agree"});
    check.reading = to_string(fit->reading);
    check.computation.push_back(step_of(plan, *reconciliation, *fit));
    return check;
  });
  return true;
}

// The latest target about which something can be said, else the latest such claim.
void judge_latest(const Plan& plan, IndicatorId indicator, Sink& sink) {
  const StatementIds goals = goals_of(plan, indicator, true);
  for (const Role role : {Role::Target, Role::Claim}) {
    for (auto goal = goals.rbegin(); goal != goals.rend(); ++goal) {
      const Statement& s = plan[*goal];
      if (s.role == role && s.when.form != When::Form::Each && judge(plan, indicator, *goal, sink)) return;
    }
  }
}

void run(const Plan& plan, Sink& sink) {
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) judge_latest(plan, IndicatorId{i}, sink);
}

}  // namespace

}  // namespace gouji::analyzer::rules
