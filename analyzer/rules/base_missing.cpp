#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/readings.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/wording.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule base_missing;
constinit const Rule base_missing{
    .code = "GJ0506",
    .name = "base-missing",
    .family = "structure",
    .severity = Severity::Warning,
    .title = {"目标没有基期值", "Targets without a baseline"},
    .page =
        {
            .checks =
                {"要达到某一水平的目标（拥有量、率、评分、年度数等）是否写了基期值或已有实绩。没有的列成一条；分年节点从首年列起的，首年节点可作起点，"
                 "只作提示。",
                 "Whether targets that are levels (a stock, a rate, a score, the figure of a year) have a baseline or an actual. Those that have none are "
                 "one finding; where milestones start with the first year and so show a beginning, it is for awareness only."},
            .why =
                {"不知道起点，就看不出目标定得高还是低，也算不出增幅；期满时还可能拿未达标的起点当成绩。",
                 "Without the start nobody can tell whether a target is ambitious, or how far the plan has come."},
            .guards =
                {"新增、建成、培育、培训之类从零数起的数，期间合计、累计数，每年都要达到的数不需要基期；增长目标由 growth-target-without-base 查；类型不明的，"
                 "看节点按哪种读法与目标吻合，或看名称和限定词，仍看不出的不查；已到上限（100%）的不查；由分子、分母的基期可以算出的比率不查。",
                 "Additions and things counted from zero (新增, 建成, 培育, 培训), totals over the period, running totals and figures of each year need no "
                 "baseline; growth targets are growth-target-without-base's. Where the kind is open, the reading that fits the milestones decides, or "
                 "name and comparator; what stays open is not looked at, nor are targets at their bound (100%) and ratios whose baseline follows "
                 "from those of their parts."},
            .failing = R"(plan 枫桥 "枫桥镇知识产权工作方案" {
    period 2024..2026 @2
    indicator 商标 "有效注册商标" stock 件 {
        target 2026 达到 900件 @5
        //^ base-missing: 达到 900件
    }
    indicator 满意率 "知识产权保护满意率" ratio % {
        target 2026 90%以上 @5
    }
    indicator 项目 "新增专利产业化项目" new 个 {
        target 2026 = 12个 @6
    }
}
)",
            .passing = R"(plan 枫桥 "枫桥镇知识产权工作方案" {
    period 2024..2026 @2
    indicator 商标 "有效注册商标" stock 件 {
        baseline 2023 610件 @5
        target 2026 达到 900件 @5
    }
    indicator 满意率 "知识产权保护满意率" ratio % {
        baseline 2023 81% @5
        target 2026 90%以上 @5
    }
    indicator 项目 "新增专利产业化项目" new 个 {
        target 2026 = 12个 @6
    }
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

// What is counted as it is done starts from zero.
constexpr std::array<std::string_view, 20> kDone = {"新增", "新建", "新设", "增设", "建成", "建设", "培育", "培训", "培訓", "实施",
                                                    "實施", "创建", "創建", "引进", "引進", "开展", "開展", "举办", "舉辦", "审结"};
constexpr std::array<std::string_view, 14> kLevelWords = {"拥有量", "擁有量", "持有量", "保有量", "有效", "率",   "占比",
                                                          "比重",   "每万",   "每萬",   "满意度", "滿意度", "指数", "指數"};

bool says_done(const Indicator& indicator, const Statement& target) {
  const auto done = [](const std::string& text) { return says(text, kDone); };
  return says(indicator.name, kDone) || says(target.words, kDone) || std::any_of(indicator.aliases.begin(), indicator.aliases.end(), done);
}

// The target says where the indicator is to stand, not how much is to be done.
bool is_level(const Plan& plan, IndicatorId id, StatementId target_id) {
  const Indicator& indicator = plan[id];
  const Statement& target = plan[target_id];
  if (!target.is_level() || target.when.form == When::Form::Each || at_bound(indicator, target.quantity)) return false;
  // Of what is a level by its kind, 累计 in a label makes no sum (有效注册商标量累计).
  const bool level_kind = indicator.kind && *indicator.kind != Kind::Flow && *indicator.kind != Kind::New && *indicator.kind != Kind::Cumulative;
  if (!level_kind && counted_over(target) == Aggregation::Total) return false;
  if (indicator.kind) return *indicator.kind != Kind::New && *indicator.kind != Kind::Cumulative;
  if (says_done(indicator, target)) return false;
  if (const Reconciliation* met = reconcile(plan, id, target_id)) {
    return met->explained && (met->explained->reading == Reading::Level || met->explained->reading == Reading::EachYear);
  }
  return says(indicator.name, kLevelWords) || !target.comparator_word.empty();
}

bool has_start(const Plan& plan, IndicatorId id) {
  const auto& statements = plan[id].statements;
  return std::any_of(statements.begin(), statements.end(),
                     [&](StatementId s) { return plan[s].role == Role::Baseline || plan[s].role == Role::Actual; });
}

// Ratios whose two parts have a start.
std::set<IndicatorId> derived_starts(const Plan& plan) {
  std::set<IndicatorId> derived;
  for (const Relation& relation : plan.relations) {
    if (relation.form != Relation::Form::Ratio || !relation.left) continue;
    if (has_start(plan, relation.right.front()) && has_start(plan, relation.right.back())) derived.insert(*relation.left);
  }
  return derived;
}

struct Missing {
  IndicatorId indicator{};
  StatementId target{};
  std::optional<StatementId> first_milestone;  // of the plan's first year
};

std::optional<StatementId> milestone_of_first_year(const Plan& plan, IndicatorId id) {
  const StatementIds milestones = milestones_of(plan, id);
  const auto first = plan.first_year();
  if (milestones.empty() || !first) return std::nullopt;
  const auto year = plan[milestones.front()].when.year();
  return year && *year <= *first ? std::optional(milestones.front()) : std::nullopt;
}

Text message_of(const Plan& plan, const Finding& finding, std::size_t levels, bool no_base_at_all, bool milestones_start) {
  const std::string count = std::to_string(finding.subjects.size());
  const Text list = list_of(finding.subjects);
  const Text scope = no_base_at_all
                         ? dsl::fill({"全文没有一项指标写明基期值，其中 {count} 项目标要达到某一水平", "No indicator of the plan has a baseline; {count} of "
                                                                                                       "its targets are levels to be reached"},
                                     {{"count", count}})
                         : dsl::fill({"{all} 项水平类目标中，{count} 项没有基期值", "Of {all} targets that are levels, {count} without a baseline"},
                                     {{"all", std::to_string(levels)}, {"count", count}});
  if (milestones_start) {
    return dsl::fill({"{scope}：{list}；{year}年节点可作起点，但看不出比上年增减多少。",
                      "{scope}: {list}; the milestones of {year} show a start, but not how it compares with the year before."},
                     {{"scope", scope}, {"list", list}, {"year", std::to_string(plan.first_year().value_or(0))}});
  }
  return dsl::fill({"{scope}：{list}，看不出起点和增幅。", "{scope}: {list}; where they start and how far they go cannot be seen."},
                   {{"scope", scope}, {"list", list}});
}

void run(const Plan& plan, Sink& sink) {
  const std::set<IndicatorId> derived = derived_starts(plan);
  std::vector<StatementId> levels;
  std::vector<Missing> missing;
  bool any_start = false;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto id = static_cast<IndicatorId>(i);
    any_start = any_start || has_start(plan, id);
    std::optional<StatementId> level;
    bool growth = false;
    for (const StatementId s : plan.indicators[i].statements) {
      if (plan[s].role != Role::Target) continue;
      growth = growth || plan[s].growth;
      if (!level && is_level(plan, id, s)) level = s;
    }
    if (!level || growth) continue;
    levels.push_back(*level);
    if (!has_start(plan, id) && !derived.contains(id)) missing.push_back({id, *level, milestone_of_first_year(plan, id)});
  }
  if (levels.empty()) return;
  if (missing.empty()) {
    sink.holds(StatementIds(), [&] {
      return check_at(subject_of(plan), label_of(plan, levels.front()), {"水平类目标都有基期值", "every target that is a level has its baseline"});
    });
    return;
  }
  const bool milestones_start =
      std::all_of(missing.begin(), missing.end(), [](const Missing& m) { return m.first_milestone.has_value(); });
  Finding finding;
  finding.subject = subject_of(plan);
  for (const Missing& m : missing) {
    finding.subjects.push_back(subject_of(plan, m.indicator));
    finding.labels.push_back(label_of(plan, m.target, {"没有基期值", "no baseline"}));
    finding.evidence.push_back(evidence_of(plan, m.target));
    if (!m.first_milestone || !milestones_start) continue;
    finding.labels.push_back(label_of(plan, *m.first_milestone));
    finding.evidence.push_back(evidence_of(plan, *m.first_milestone));
  }
  finding.message = message_of(plan, finding, levels.size(), !any_start, milestones_start);
  finding.help = {"补写基期年份的数值。", "Add the value of the base year."};
  sink.fails(std::move(finding), milestones_start ? Severity::Info : Severity::Warning);
}

}  // namespace

}  // namespace gouji::analyzer::rules
