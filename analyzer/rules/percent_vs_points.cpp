#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule percent_vs_points;
constinit const Rule percent_vs_points{
    .code = "GJ0206",
    .name = "percent-vs-points",
    .family = "unit",
    .severity = Severity::Warning,
    .title = {"百分比与百分点混用", "Percent and percentage points mixed up"},
    .page =
        {
            .checks =
                {"比率指标的增幅写成“%”（可作两解）；非比率指标的增幅写成“个百分点”（错误）；"
                 "同一增幅一处写 %、一处写个百分点（错误）；"
                 "用 % 计的比率，其水平值写成“个百分点”（同一时点另有同数的 % 时为错误）。",
                 "Growth of a ratio in % (ambiguous), growth of anything else in percentage points (an error), one "
                 "growth figure in % here and in points there (an error), and a level of a ratio counted in % that is "
                 "written in points (an error where the same number stands in % for the same time)."},
            .why =
                {"60% 提高 5% 是 63%，提高 5 个百分点是 65%，差距随基数放大，考核时各执一词。",
                 "60% grown by 5% is 63%, by 5 points 65%: the two readings drift apart, and each side picks its own."},
            .guards =
                {"没有单位、类型也未写明的指标列为无法判定；本身以百分点为单位的指标不报；单位不是 % 的比率（如 元/件）按比例升降，不算混用；比率用个百分点、其他指标用 % 或倍，都是正常写法。",
                 "Undetermined for an indicator without unit and kind; silent for one that is counted in points, and for the growth in % of a ratio that is not (元/件). Points on a ratio and percent or 倍 on anything "
                 "else are right."},
            .failing = R"(plan 云溪 "云溪县垃圾分类行动方案" {
    period 2024..2026 @3
    indicator 回收率 "生活垃圾回收利用率" ratio % {
        baseline 2023 = 40% @5
        target 2026 +5% vs 2023 @6
        //^ percent-vs-points: +5% vs 2023
    }
}
)",
            .passing = R"(plan 云溪 "云溪县垃圾分类行动方案" {
    period 2024..2026 @3
    indicator 回收率 "生活垃圾回收利用率" ratio % {
        baseline 2023 = 40% @5
        target 2026 +5个百分点 vs 2023 @6
    }
    indicator 处理量 "厨余垃圾处理量" flow 吨 {
        baseline 2023 = 9000吨 @5
        target 2026 +5% vs 2023 @6
    }
}
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

enum class Nature : std::uint8_t { Unsettled, Share, Other };

Nature nature_of(const Plan& plan, const Indicator& indicator) {
  static constexpr std::array<std::string_view, 5> kShareWords{"率", "占比", "比重", "比例", "增幅"};
  const bool named = std::any_of(kShareWords.begin(), kShareWords.end(),
                                 [&](std::string_view word) { return indicator.name.find(word) != std::string::npos; });
  bool share = indicator.unit && indicator.unit->is_ratio();
  bool other = indicator.unit && indicator.unit->known && !indicator.unit->is_ratio() && !indicator.unit->is_points();
  for (const StatementId id : indicator.statements) {
    const auto& unit = plan[id].quantity.unit;
    if (!plan[id].is_level() || !unit || !unit->known) continue;
    share = share || unit->is_ratio();
    other = other || (!unit->is_ratio() && !unit->is_points() && !unit->is_multiple());
  }
  // A ratio of two things (吨标准煤/万套) is no share: it falls by percent, and has no points.
  const bool ratio = indicator.kind == Kind::Ratio;
  if (share || (ratio && !other)) return Nature::Share;
  if (ratio) return Nature::Other;
  return named || !other ? Nature::Unsettled : Nature::Other;
}

void report(const Plan& plan, std::span<const StatementId> ids, Severity severity, const Template& message, Text help,
            Sink& sink) {
  const Statement& statement = plan[ids[0]];
  Finding finding;
  finding.subject = subject_of(plan, statement.indicator);
  finding.message = dsl::fill(message, {{"name", finding.subject.name},
                                        {"role", role_text(statement)},
                                        {"figure", figure_text(statement)},
                                        {"other", figure_text(plan[ids.back()])}});
  add_figures(finding, plan, ids);
  finding.help = std::move(help);
  sink.fails(std::move(finding), severity);
}

// Growth figures of one time and base with one number, here in % and there in points. Returns the statements reported.
std::set<StatementId> report_pairs(const Plan& plan, const Indicator& indicator, Sink& sink) {
  std::map<std::tuple<std::optional<std::int32_t>, std::int32_t, bool, Exact>, StatementId> percent;
  std::set<StatementId> reported;
  for (const bool points : {false, true}) {
    for (const StatementId id : indicator.statements) {
      const Statement& s = plan[id];
      if (!s.growth || !s.quantity.unit || !(points ? s.quantity.unit->is_points() : s.quantity.unit->is_ratio()))
        continue;
      const auto key = std::tuple(s.when.year(), s.growth->base.year, s.growth->falling, s.quantity.number);
      if (!points) percent.emplace(key, id);
      if (!points || !percent.contains(key)) continue;
      const std::array ids{id, percent.at(key)};
      report(plan, ids, Severity::Error,
             {"“{name}”的{role}增幅一处写 {figure}，一处写 {other}，数字相同而含义不同。",
              "The growth of “{name}” ({role}) is {figure} here and {other} there: the same number, two meanings."},
             Text("按原意统一：比率的变化用个百分点，其余用 %。",
                  "Settle on one: points for the change of a ratio, % otherwise."),
             sink);
      reported.insert(ids.begin(), ids.end());
    }
  }
  return reported;
}

// The ratio is counted in %: its own unit, or that of another of its levels.
bool counted_in_percent(const Plan& plan, const Indicator& indicator) {
  if (indicator.unit) return indicator.unit->is_ratio();
  return std::any_of(indicator.statements.begin(), indicator.statements.end(), [&](StatementId id) {
    return plan[id].is_level() && plan[id].quantity.unit && plan[id].quantity.unit->is_ratio();
  });
}

void report_level(const Plan& plan, StatementId id, Sink& sink) {
  const Statement& s = plan[id];
  std::vector<StatementId> ids{id};
  for (const StatementId other : plan[s.indicator].statements) {
    const Statement& o = plan[other];
    const bool in_percent = o.is_level() && o.quantity.unit && o.quantity.unit->is_ratio();
    const bool twin = in_percent && o.quantity.number == s.quantity.number && moment_of(plan, o) == moment_of(plan, s);
    if (twin) ids.push_back(other);
  }
  if (ids.size() > 1) {
    report(plan, ids, Severity::Error,
           {"“{name}”的{role}写 {figure}，同一时点另写 {other}：水平值应写 %，百分点只表示两个百分比之差。",
            "The {role} of “{name}” is {figure}, and {other} elsewhere: a level is a percentage; points are the "
            "difference of two."},
           Text("改为 %。", "Write it in %."), sink);
    return;
  }
  report(plan, ids, Severity::Warning,
         {"“{name}”的{role}写 {figure}，没有写明比哪一年提高：百分点只表示两个百分比之差，不能表示水平。",
          "The {role} of “{name}” is {figure} without a year it starts from: points are the difference of two "
          "percentages, no level."},
         Text("是水平值的改为 %；是提高幅度的，写明基期。",
              "Write a level in %; if it is an increase, state its base year."),
         sink);
}

void judge(const Plan& plan, StatementId id, Nature nature, Sink& sink) {
  const Statement& s = plan[id];
  const bool points = s.quantity.unit->is_points();
  const std::array ids{id};
  if (nature == Nature::Unsettled) {
    sink.undetermined([&] { return check_of(
        plan, subject_of(plan, s.indicator), ids,
        Text("指标没有写明单位和类型，无从判断是不是比率", "neither unit nor kind says whether this is a ratio")); });
    return;
  }
  if (nature == Nature::Other && points) {
    report(
        plan, ids, Severity::Error,
        {"“{name}”不是比率，{role}却用百分点表示：{figure}；百分点只表示两个百分比之差。",
         "“{name}” is no ratio, yet its {role} is told in percentage points: {figure}; points are the difference of "
         "two percentages."},
        Text("改用 %（增长幅度），或直接写增加的数量。", "Use % for growth, or state the amount."), sink);
    return;
  }
  if (nature == Nature::Share && !s.growth && counted_in_percent(plan, plan[s.indicator])) {
    report_level(plan, id, sink);
    return;
  }
  if (nature == Nature::Share && s.growth && !points) {
    report(
        plan, ids, Severity::Warning,
        {"“{name}”是比率，{role}写 {figure}：按原值的百分之几计，还是按百分点计，两种读法结果不同。",
         "“{name}” is a ratio, and its {role} of {figure} may be relative growth or percentage points, which differ."},
        Text("写明是提高多少个百分点，或直接写目标比率。",
             "Say by how many percentage points, or state the ratio aimed at."),
        sink);
    return;
  }
  sink.holds(ids, [&] { return check_of(plan, subject_of(plan, s.indicator), ids,
                      Text("百分比与百分点用法得当", "percent and points are used rightly")); });
}

void run(const Plan& plan, Sink& sink) {
  for (const Indicator& indicator : plan.indicators) {
    const auto in_question = [&](StatementId id) {
      const Statement& s = plan[id];
      return s.quantity.unit && (s.quantity.unit->is_points() || (s.growth && s.quantity.unit->is_ratio()));
    };
    if (std::none_of(indicator.statements.begin(), indicator.statements.end(), in_question)) continue;
    const std::set<StatementId> reported = report_pairs(plan, indicator, sink);
    const Nature nature = nature_of(plan, indicator);
    for (const StatementId id : indicator.statements) {
      if (in_question(id) && !reported.contains(id)) judge(plan, id, nature, sink);
    }
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
