#include <algorithm>
#include <array>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/pace.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);

constexpr std::array<Threshold, 1> kThresholds{{
    {"indicators", 5, {"至少有几项指标既有基期值又有目标", "indicators with both a baseline and a target, from which on it is told"}},
}};
}  // namespace

extern constinit const Rule too_few_points;
constinit const Rule too_few_points{
    .code = "GJ0706",
    .name = "too-few-points",
    .family = "feasibility",
    .severity = Severity::Info,
    .title = {"没有历年数，看不出趋势", "No past values to see a trend by"},
    .page =
        {
            .checks = {"方案的指标有基期值和目标，但没有一项给出三个以上时点的已知值（基期、实绩）。",
                       "The plan has indicators with a baseline and a target, but for none of them three or more past values (baselines, actuals)."},
            .why =
                {"只有一个基期值，看不出以往快慢，目标定得高了还是低了无从比照。",
                 "One baseline says nothing of the pace so far, so that nobody can tell whether a target is high or low."},
            .guards =
                {"全方案只报一条；只要有一项给出了三个时点，就不报，其余各项列为无法判定；既有基期值又有目标的不足五项的不报；没有基期值的指标不在此列。",
                 "Told once for the whole plan, and only when no indicator has three past values; where some have, the others are undetermined. Silent "
                 "with fewer than five indicators that have a baseline and a target; those without a baseline are not its business."},
            .failing = R"(plan 云溪 "云溪县养老服务行动方案" {
    period 2024..2026 @3
    table 主要指标 @5 {
        | indicator | unit | baseline 2023 | target 2026 | row |
        | 养老机构  | 家   | 30            | >= 36       | @6  |
        //^ too-few-points: 30
        | 护理床位  | 张   | 1200          | >= 1500     | @7  |
        | 助餐点    | 个   | 45            | >= 60       | @8  |
        | 护理员    | 人   | 300           | >= 400      | @9  |
        | 驿站      | 个   | 80            | >= 100      | @10 |
    }
    indicator 养老机构 "养老机构数" stock
    indicator 护理床位 "护理型床位数" stock
    indicator 助餐点 "社区助餐点数" stock
    indicator 护理员 "养老护理员数" stock
    indicator 驿站 "社区养老驿站数" stock
}
)",
            .passing = R"(plan 云溪 "云溪县养老服务行动方案" {
    period 2024..2026 @3
    table 主要指标 @5 {
        | indicator | unit | baseline 2021 | baseline 2022 | baseline 2023 | target 2026 | row |
        | 养老机构  | 家   | 26            | 28            | 30            | >= 36       | @6  |
        | 护理床位  | 张   |               |               | 1200          | >= 1500     | @7  |
        | 助餐点    | 个   |               |               | 45            | >= 60       | @8  |
        | 护理员    | 人   |               |               | 300           | >= 400      | @9  |
        | 驿站      | 个   |               |               | 80            | >= 100      | @10 |
    }
    indicator 养老机构 "养老机构数" stock
    indicator 护理床位 "护理型床位数" stock
    indicator 助餐点 "社区助餐点数" stock
    indicator 护理员 "养老护理员数" stock
    indicator 驿站 "社区养老驿站数" stock
}
)",
        },
    .follows_from = "",
    .thresholds = kThresholds,
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

constexpr std::size_t kTrend = 3;

Check check_of_one(const Plan& plan, const Pace& pace, Text reason) {
  return check_of(plan, subject_of(plan, pace.indicator), std::array{*pace.from.statement, *pace.to.statement}, std::move(reason));
}

void report(const Plan& plan, const std::vector<Pace>& paces, std::size_t most, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  const Text known = most == 1 ? Text("只有一个时点的已知值", "one past value only")
                               : Text("至多两个时点的已知值", "no more than two past values");
  finding.message = dsl::fill({"{count} 项既有基期值又有目标的指标，都{known}，不足三点，看不出以往的快慢，目标高低无从与趋势比照。",
                               "All {count} indicators with a baseline and a target have {known}: too few to see a pace, so that no target can be "
                               "held against a trend."},
                              {{"count", std::to_string(paces.size())}, {"known", known}});
  for (const Pace& pace : paces) {
    finding.subjects.push_back(subject_of(plan, pace.indicator));
    finding.statements.push_back(*pace.from.statement);
    finding.labels.push_back(label_of(plan, *pace.from.statement));
  }
  finding.help = Text("补列前几年的实绩（连基期至少三年），或说明目标怎样测算。",
                      "Add the values of earlier years (three with the baseline), or say how the targets were worked out.");
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  std::vector<Pace> short_ones;
  std::size_t most = 0;
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    const Pace* pace = required_pace(plan, id);
    if (!pace) continue;
    const std::size_t known = history_of(plan, id).size();
    most = std::max(most, known);
    if (known < kTrend) {
      short_ones.push_back(*pace);
      continue;
    }
    sink.holds(std::array{*pace->from.statement, *pace->to.statement},
               [&] { return check_of_one(plan, *pace, Text("有三个以上时点的已知值", "three or more past values")); });
  }
  const bool gap = most < kTrend && static_cast<std::int64_t>(short_ones.size()) >= sink.threshold("indicators");
  if (gap) return report(plan, short_ones, most, sink);
  for (const Pace& pace : short_ones) {
    sink.undetermined([&] {
      return check_of_one(plan, pace, Text("已知值不足三个时点，看不出趋势", "fewer than three past values: no trend to see"));
    });
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
