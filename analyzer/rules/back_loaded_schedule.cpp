#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/readings.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {

void run(const Plan& plan, Sink& sink);

constexpr Threshold kThresholds[] = {
    {"share", 60, {"最后一年占全部增量的百分比，超过即提示：三年均衡推进为三分之一，六成已近两倍", "percent of the whole increase that fall into the last year, above which this is pointed out: an even pace of three years is a third, and this nearly twice that"}},
    {"years", 3, {"至少跨几年的进度才判断", "years a schedule must span to be judged"}},
};

}  // namespace

extern constinit const Rule back_loaded_schedule;
constinit const Rule back_loaded_schedule{
    .code = "GJ0413",
    .name = "back-loaded-schedule",
    .family = "time",
    .severity = Severity::Info,
    .title = {"进度前松后紧，集中压在最后一年", "Most of the increase is left to the last year"},
    .page =
        {
            .checks = {"跨三年及以上的分年节点中，最后一年的增量占全部增量的比重：存量、累计、比率按相邻两年之差，新增、逐年合计的按当年数。",
                       "The share of the last year in the whole increase of a schedule of three years or more: of levels, running totals and ratios the difference "
                       "of neighbouring years; of additions and totals the figure of the year."},
            .why = {"前几年的节点轻松完成，落后到最后一年才显出来，已无补救时间；突击完成的质量也难保证。",
                    "The early milestones are met with ease, a lag shows only in the last year when nothing can be done about it, and work done in a rush is "
                    "seldom good."},
            .guards = {"是否合理取决于工程周期，只作提示；没有基期的存量、读不出是水平还是新增的、节点与目标对不上的，无法判定；最后一步不是一年的、中途回落的不判；"
                       "总增量很小（平均每年不足 2 个）的，前后只差一两个，不报。",
                       "Information only, for building takes its time. A level without a baseline, figures that may be levels or additions, and milestones that miss their target cannot be judged. Not "
                       "for a last step of other than a year, for series that turn back, or for small counts (less than 2 a year), where one or two make all "
                       "the difference."},
            .failing = R"(plan 云坪 "云坪县充电设施建设方案" {
    issued 2022-12-20 @1
    period 2023..2025 @3
    indicator 充电桩 "公共充电桩" stock 个 {
        baseline 2022 = 200个 @5
        milestone 2023 = 240个 @5
        milestone 2024 = 300个 @5
        milestone 2025 = 600个 @5
        //^ back-loaded-schedule: = 600个
        target 2025 达到 600个 @5
    }
    indicator 车位 "新建停车位" new 个 {
        milestone 2023 = 100个 @6
        milestone 2024 = 200个 @6
        milestone 2025 = 700个 @6
        //^ back-loaded-schedule: = 700个
        target 2025 达到 1000个 total @6
    }
}
)",
            .passing = R"(plan 云坪 "云坪县充电设施建设方案" {
    issued 2022-12-20 @1
    period 2023..2025 @3
    indicator 充电桩 "公共充电桩" stock 个 {
        baseline 2022 = 200个 @5
        milestone 2023 = 300个 @5
        milestone 2024 = 440个 @5
        milestone 2025 = 600个 @5
        target 2025 达到 600个 @5
    }
    indicator 车位 "新建停车位" new 个 {
        milestone 2023 = 300个 @6
        milestone 2024 = 300个 @6
        milestone 2025 = 400个 @6
        target 2025 达到 1000个 total @6
    }
}
)",
        },
    .follows_from = "scale-slip milestone-target-mismatch milestone-non-monotonic claim-value-mismatch duplicate-statement-conflict unit-mismatch "
                    "value-out-of-bounds kind-label-conflict subset-exceeds-superset derived-ratio-mismatch parts-total-mismatch",
    .thresholds = kThresholds,
    .rests_on = RestsOn::WholeIndicators,
    .run = run,
};

namespace {

enum class Form { Level, Additions };

std::string reading_of(Form form) { return std::string(to_string(form == Form::Level ? Reading::Level : Reading::Total)); }

// Whether the figures of the years are levels or what each year adds; absent when the plan does not settle it.
std::optional<Form> form_of(const Plan& plan, IndicatorId id) {
  const auto kind = plan[id].kind;
  if (kind == Kind::New) return Form::Additions;
  if (kind && *kind != Kind::Flow) return Form::Level;
  if (!kind && labelled_cumulative(plan, id)) return Form::Level;
  for (const StatementId goal : goals_of(plan, id, false)) {
    const Reconciliation* reconciliation = reconcile(plan, id, goal);
    if (reconciliation == nullptr || !reconciliation->explained) continue;
    const Reading reading = reconciliation->explained->reading;
    if (reading == Reading::Total || reading == Reading::BasePlusTotal) return Form::Additions;
    if (reading == Reading::Level) return Form::Level;
  }
  return kind ? std::optional(Form::Level) : std::nullopt;
}

// The figures of the years, ascending; a target after the last milestone is the last of them.
std::vector<StatementId> series_of(const Plan& plan, IndicatorId id, Form form) {
  if (form == Form::Additions) return milestones_of(plan, id);
  std::vector<StatementId> series = levels_over_time(plan, id);
  const StatementIds targets = levels_of(plan, id, Role::Target);
  for (std::size_t i = targets.size(); i > 0 && !series.empty(); --i) {
    const Statement& target = plan[targets[i - 1]];
    if (!target.when.year() || target.aggregation != Aggregation::Unstated) continue;
    if (*target.when.year() > *plan[series.back()].when.year()) series.push_back(targets[i - 1]);
    break;
  }
  return series;
}

bool is_yearly(const Plan& plan, const std::vector<StatementId>& series) {
  const auto whole = [&](StatementId id) {
    const Statement& s = plan[id];
    return s.when.year() && s.when.range->first.month % 12 == 0 && s.aggregation != Aggregation::Total && !s.upper;
  };
  if (!std::all_of(series.begin(), series.end(), whole)) return false;
  return *plan[series.back()].when.year() - *plan[series[series.size() - 2]].when.year() == 1;
}

bool share_a_unit(const Plan& plan, const std::vector<StatementId>& series) {
  return std::all_of(series.begin(), series.end(), [&](StatementId id) { return comparable(plan[id].quantity, plan[series.front()].quantity); });
}

Exact value(const Plan& plan, StatementId id) { return plan[id].quantity.normalized(); }

// What the last year brings, and what all of them do.
struct Increase {
  Exact last;
  Exact total;
  std::int32_t years = 0;
};

// Absent when the series turns back on its way.
std::optional<Increase> increase_of(const Plan& plan, const std::vector<StatementId>& series, Form form) {
  const Exact last = value(plan, series.back());
  Increase increase;
  increase.years = *plan[series.back()].when.year() - *plan[series.front()].when.year();
  if (form == Form::Additions) {
    ++increase.years;
    increase.last = last;
    for (const StatementId id : series) increase.total = increase.total + value(plan, id);
    return increase;
  }
  bool rises = false;
  bool falls = false;
  for (std::size_t i = 1; i < series.size(); ++i) {
    const auto step = value(plan, series[i]) <=> value(plan, series[i - 1]);
    rises = rises || step > 0;
    falls = falls || step < 0;
  }
  if (rises && falls) return std::nullopt;
  increase.last = last - value(plan, series[series.size() - 2]);
  increase.total = last - value(plan, series.front());
  return increase;
}

// How the two come about.
std::vector<Step> steps_of(const Plan& plan, const std::vector<StatementId>& series, Form form) {
  const Quantity& like = plan[series.back()].quantity;
  if (form == Form::Additions) return {sum_step(plan, series, like)};
  const auto difference = [&](StatementId from) {
    const bool ratio = like.unit && like.unit->is_ratio();
    return ratio ? points_step(value(plan, series.back()), value(plan, from)) : difference_step(value(plan, series.back()), value(plan, from), like);
  };
  return {difference(series[series.size() - 2]), difference(series.front())};
}

bool is_small(const Increase& increase, const Quantity& like) {
  return like.unit && like.unit->is_countable() && increase.total.abs() < Exact(2 * increase.years);
}

Step share_step(const Increase& increase, const Quantity& like) {
  const Exact share = increase.last / increase.total;
  const bool exact = Exact::parse(share.to_decimal(4)) == share;
  return {Operation::Quotient,
          {increase.last, increase.total},
          share,
          "",
          number_text(increase.last, like) + " ÷ " + number_text(increase.total, like) + (exact ? " = " : " ≈ ") + percent_text(share)};
}

void report(const Plan& plan, IndicatorId id, const std::vector<StatementId>& series, Form form, const Increase& increase, Sink& sink) {
  const Statement& first = plan[series.front()];
  const Statement& last = plan[series.back()];
  Finding finding;
  finding.subject = subject_of(plan, id);
  // The last figure first: it is the one that is out of pace.
  std::vector<StatementId> figures(series.rbegin(), series.rend());
  add_figures(finding, plan, figures);
  // What is wrong with the target they lead to is wrong with them.
  for (const StatementId goal : goals_of(plan, id, false)) {
    if (goal != series.back()) finding.statements.push_back(goal);
  }
  finding.computation = steps_of(plan, series, form);
  finding.computation.push_back(share_step(increase, last.quantity));
  const std::string share = percent_text(finding.computation.back().result);
  if (form == Form::Additions) {
    finding.message = dsl::fill({"“{name}”{years} 年合计 {sum}，其中{last}就占 {share}，压在最后一年。",
                                 "“{name}” comes to {sum} over {years} years, of which the {last} alone makes {share}: most is left to the last year."},
                                {{"name", finding.subject.name},
                                 {"years", std::to_string(increase.years)},
                                 {"sum", display_like(increase.total, last.quantity)},
                                 {"last", role_text(last)},
                                 {"share", share}});
  } else {
    const bool rises = increase.total > Exact(0);
    finding.message = dsl::fill({"“{name}”从{first} {a} 到{last} {b} 的{change}，有 {share} 压在最后一年（{before}仅为 {c}）。",
                                 "“{name}”: of the {change} from the {first} of {a} to the {last} of {b}, {share} is left to the last year (the {before} is "
                                 "{c})."},
                                {{"name", finding.subject.name},
                                 {"first", role_text(first)},
                                 {"a", first.quantity.display()},
                                 {"last", role_text(last)},
                                 {"b", last.quantity.display()},
                                 {"change", rises ? Text("增量", "increase") : Text("降幅", "decrease")},
                                 {"share", share},
                                 {"before", role_text(plan[series[series.size() - 2]])},
                                 {"c", plan[series[series.size() - 2]].quantity.display()}});
  }
  finding.help = Text("均衡安排各年节点；确因工程周期集中完成的，予以说明。", "Spread the milestones, or say why the work has to come in at the end.");
  sink.fails(std::move(finding), reading_of(form));
}

// The figures of the years do not lead to a target by any reading: which of them is wrong is to be settled first.
bool misses_a_target(const Plan& plan, IndicatorId id, std::int32_t last_year) {
  const StatementIds goals = goals_of(plan, id, false);
  return std::any_of(goals.begin(), goals.end(), [&](StatementId goal) {
    if (plan[goal].when.year().value_or(last_year) > last_year) return false;
    const Reconciliation* reconciliation = reconcile(plan, id, goal);
    return reconciliation != nullptr && !reconciliation->explained;
  });
}

void judge(const Plan& plan, IndicatorId id, Sink& sink) {
  const StatementIds milestones = milestones_of(plan, id);
  if (milestones.size() < 2) return;
  const auto form = form_of(plan, id);
  if (!form) {
    return sink.undetermined([&] {
      return check_of(plan, subject_of(plan, id), std::vector{milestones.back()},
                      Text("看不出各年的数是水平还是当年新增", "whether the figures of the years are levels or additions is open"));
    });
  }
  if (misses_a_target(plan, id, plan[milestones.back()].when.year().value_or(0))) {
    return sink.undetermined([&] {
      return check_of(plan, subject_of(plan, id), std::vector{milestones.back()}, Text("节点与目标对不上，须先核对", "milestones and target do not meet, which is to be settled first"));
    });
  }
  const std::vector<StatementId> series = series_of(plan, id, *form);
  const std::int64_t years = sink.threshold("years");
  const std::int64_t spans = *form == Form::Additions ? static_cast<std::int64_t>(series.size()) : *plan[series.back()].when.year() - *plan[series.front()].when.year();
  if (*form == Form::Level && series.size() >= 3 && plan[series.front()].role != Role::Baseline && spans < years) {
    return sink.undetermined([&] { return check_of(plan, subject_of(plan, id), series, Text("没有基期值，不知全部增量是多少", "without a baseline the whole increase is not known")); });
  }
  if (series.size() < 3 || spans < years || !is_yearly(plan, series) || !share_a_unit(plan, series)) return;
  const auto increase = increase_of(plan, series, *form);
  if (!increase || increase->total == Exact(0) || is_small(*increase, plan[series.back()].quantity)) return;
  if (increase->last.abs() * Exact(100) > increase->total.abs() * Exact(sink.threshold("share"))) return report(plan, id, series, *form, *increase, sink);
  sink.holds(series, [&] { return check_of(plan, subject_of(plan, id), series, Text("没有集中压在最后一年", "not left to the last year")); });
}

void run(const Plan& plan, Sink& sink) {
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) judge(plan, static_cast<IndicatorId>(i), sink);
}

}  // namespace

}  // namespace gouji::analyzer::rules
