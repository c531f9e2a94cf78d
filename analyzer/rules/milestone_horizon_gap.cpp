#include <algorithm>
#include <map>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule milestone_horizon_gap;
constinit const Rule milestone_horizon_gap{
    .code = "GJ0104",
    .name = "milestone-horizon-gap",
    .family = "reconcile",
    .severity = Severity::Warning,
    .title = {"分年节点没有列到目标年", "The yearly milestones stop before the target year"},
    .page =
        {
            .checks = {"分年节点表（或其中个别指标）的最后一年早于指标的目标年，其后的年份没有节点。",
                       "A table of yearly milestones, or a row of it, whose last year lies before the target year of its indicators."},
            .why = {"节点止年以后没有分年任务，目标年当年无数可考；也说不清目标究竟在哪一年完成。",
                    "The last stretch has no yearly figure, so nothing can be checked in the very year that counts."},
            .guards =
                {"一张表只报一条，不逐行报；同一张表里节点之后另有目标列的不报；一项指标分列几张表的，合起来看最后一张；"
                 "只有一个中期节点的不算分年分解，不报；"
                 "不在表中的节点，全方案合报一条，目标紧接下一年的不报。",
                 "One finding a table, never one a row. Silent when a target column follows in the same table, and for a "
                 "single mid-term figure. An indicator in several tables is judged by the last of them. Milestones outside tables give one finding a plan, and are complete when the "
                 "target follows in the next year."},
            .failing = R"(plan 东岭 "东岭市节水行动方案" {
    period 2023..2026 @2
    indicator 节水企业 "节水型企业" 家 {
        target 2026 >= 60家 @5
    }
    table 分年 "分年度任务" @12 {
        | indicator | unit | 2023 | 2024 | 2025 | row |
        //^ milestone-horizon-gap: | indicator | unit | 2023 | 2024 | 2025 | row |
        | 节水企业  | 家   | 20   | 40   | 60   | @13 |
    }
}
)",
            .passing = R"(plan 东岭 "东岭市节水行动方案" {
    period 2023..2026 @2
    indicator 节水企业 "节水型企业" 家 {
    }
    table 分年 "分年度任务" @12 {
        | indicator | unit | 2023 | 2024 | 2025 | target 2026 | row |
        | 节水企业  | 家   | 15   | 30   | 45   | >= 60       | @13 |
    }
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

struct Row {
  IndicatorId indicator{};
  StatementIds milestones;
  std::optional<StatementId> goal;  // of the latest year
};

std::int32_t last_year(const Plan& plan, const Row& row) { return plan[row.milestones.back()].when.year().value_or(0); }

// A target for each year runs to the end of its range, else of the plan.
std::optional<std::int32_t> due_year(const Plan& plan, const Statement& target) {
  if (target.when.form != When::Form::Each) return target.when.year();
  const auto& range = target.when.range;
  return range && range->last ? std::optional(range->last->year) : plan.last_year();
}

std::optional<StatementId> latest_goal(const Plan& plan, IndicatorId indicator) {
  std::optional<StatementId> latest;
  for (const StatementId id : plan[indicator].statements) {
    const auto year = due_year(plan, plan[id]);
    if (plan[id].role != Role::Target || !year) continue;
    if (!latest || year > due_year(plan, plan[*latest])) latest = id;
  }
  return latest;
}

// A target column after the milestones goes on with them.
bool goes_on_to_target(const Plan& plan, const Row& row, TableId table) {
  const auto& statements = plan[row.indicator].statements;
  return std::any_of(statements.begin(), statements.end(), [&](StatementId id) {
    const Statement& s = plan[id];
    return s.role == Role::Target && s.table == table && due_year(plan, s) > last_year(plan, row);
  });
}

bool stops_early(const Plan& plan, const Row& row, std::optional<TableId> table) {
  if (!row.goal) return false;
  const std::int32_t years_without = *due_year(plan, plan[*row.goal]) - last_year(plan, row);
  return table ? years_without > 0 && !goes_on_to_target(plan, row, *table) : years_without > 1;
}

const Text kHelp{"补列至目标年的节点，或写明目标在节点末年即应完成。",
                 "Add milestones up to the target year, or say that the target is due with the last milestone."};

// The table goes on, some of its rows do not.
void report_rows(const Plan& plan, const std::vector<const Row*>& gaps, std::int32_t table_year, Finding finding, Sink& sink) {
  std::vector<Text> names;
  for (const Row* row : gaps) {
    const std::string last = std::to_string(last_year(plan, *row));
    names.emplace_back("“" + plan[row->indicator].name + "”只列到" + last + "年", "“" + plan[row->indicator].name + "” in " + last);
  }
  finding.message = dsl::fill({"“{table}”的分年节点列到{year}年，其中{names}，目标年之前留有空缺。",
                               "The yearly milestones of “{table}” go on to {year}, but these stop before their target year: {names}."},
                              {{"table", finding.subject.name}, {"year", std::to_string(table_year)}, {"names", dsl::join(names)}});
  finding.help = kHelp;
  sink.fails(std::move(finding));
}

void judge(const Plan& plan, std::optional<TableId> table, const std::vector<Row>& rows, Sink& sink) {
  const auto subject = [&] { return table ? subject_of(plan, *table) : subject_of(plan); };
  std::vector<StatementId> compared;
  std::vector<const Row*> gaps;
  for (const Row& row : rows) {
    if (!row.goal) continue;
    compared.push_back(*row.goal);
    compared.push_back(row.milestones.back());
    if (stops_early(plan, row, table)) gaps.push_back(&row);
  }
  if (compared.empty()) {
    if (!table) return;
    sink.undetermined([&] { return check_of(plan, subject(), std::vector{rows.front().milestones.back()},
                               {"表中指标的目标都没有写明年份", "no target of the table's indicators states a year"}); });
    return;
  }
  if (gaps.empty()) {
    sink.holds(compared, [&] { return check_of(plan, subject(), compared, {"节点列到目标年", "the milestones lead up to the target year"}); });
    return;
  }

  Finding finding;
  finding.subject = subject();
  const Row& first = *gaps.front();
  for (const Row* row : gaps) {
    finding.subjects.push_back(subject_of(plan, row->indicator));
    add_figures(finding, plan, std::vector{*row->goal});
    finding.statements.push_back(row->milestones.back());
  }
  const auto& years = table ? plan[*table].milestone_years : std::vector<std::int32_t>{};
  const bool of_rows = !years.empty() && std::all_of(gaps.begin(), gaps.end(), [&](const Row* row) { return last_year(plan, *row) < years.back(); });
  if (of_rows) {
    std::vector<Label> ends;
    for (const Row* row : gaps) ends.push_back(label_of(plan, row->milestones.back(), {"此后空缺", "empty after this"}));
    finding.labels.insert(finding.labels.begin(), ends.begin(), ends.end());
    return report_rows(plan, gaps, years.back(), std::move(finding), sink);
  }
  if (table) {
    finding.labels.insert(
        finding.labels.begin(),
        {plan[*table].place, plan[*table].head_span, {"分年节点到此为止", "the yearly milestones stop here"}, "table"});
  }
  const std::string last = std::to_string(last_year(plan, first));
  const std::string goal = std::to_string(*due_year(plan, plan[*first.goal]));
  const std::string count = std::to_string(gaps.size());
  finding.message = dsl::fill(
      {"{where}的分年节点只列到{last}年，而目标年是{goal}年，其后没有节点可考，涉及 {count} 项指标。",
       "The yearly milestones {where} stop in {last}, but the target year is {goal}: {count} no milestone after that."},
      {{"where", table ? Text{"“" + finding.subject.name + "”", "of “" + finding.subject.name + "”"} : Text{"正文", "in the text"}},
       {"last", last},
       {"goal", goal},
       {"count", {count, gaps.size() == 1 ? "1 indicator has" : count + " indicators have"}}});
  finding.help = kHelp;
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  std::map<std::optional<TableId>, std::vector<Row>> rows;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto indicator = static_cast<IndicatorId>(i);
    const StatementIds milestones = milestones_of(plan, indicator);
    // One figure midway is no breakdown by year.
    if (milestones.size() < 2) continue;
    rows[plan[milestones.back()].table].push_back({indicator, milestones, latest_goal(plan, indicator)});
  }
  for (const auto& [table, of_table] : rows) judge(plan, table, of_table, sink);
}

}  // namespace

}  // namespace gouji::analyzer::rules
