#include <algorithm>
#include <map>
#include <set>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule milestone_year_missing;
constinit const Rule milestone_year_missing{
    .code = "GJ0117",
    .name = "milestone-year-missing",
    .family = "reconcile",
    .severity = Severity::Info,
    .title = {"分年节点中间漏列年份", "A year is missing between two milestones"},
    .page =
        {
            .checks = {"分年节点表中，某项指标前后年份都有节点、同表其他指标该年也有，惟独它该年空缺。每张表只报一条。",
                       "A row of yearly milestones with an empty cell between two filled ones, in a year that other rows of the "
                       "table fill. One finding a table."},
            .why = {"多为漏填；该年无数可考，逐年合计也会少一年。",
                    "Mostly a cell left out: that year cannot be checked, and a sum of the years comes out short."},
            .guards = {"首尾空缺不在此列（末年空缺由 milestone-horizon-gap 报告）；同一年没有一半以上的指标填数的不报；"
                       "该年的数另在表外或以目标、基期写出的不报；每隔一年才考核一次的，本就隔年有数，不报。",
                       "Silent for cells before the first or after the last filled one (the latter is milestone-horizon-gap's), "
                       "where less than half of the rows fill that year, where the figure of the year stands elsewhere, and for "
                       "a row that is filled every other year throughout."},
            .failing = R"(plan 云溪 "云溪县节水行动方案" {
    period 2023..2026 @2
    table 分年 "分年度任务" @12 {
        | indicator | unit | 2023 | 2024 | 2025 | 2026 | row |
        | 节水企业  | 家   | 20   |      | 50   | 60   | @13 |
        //^ milestone-year-missing: 50
        | 节水小区  | 个   | 10   | 20   | 30   | 40   | @14 |
        | 节水学校  | 所   | 5    | 8    | 12   | 15   | @15 |
    }
    indicator 节水企业 "节水型企业" 存量 家 {
    }
    indicator 节水小区 "节水型小区" 存量 个 {
    }
    indicator 节水学校 "节水型学校" 存量 所 {
    }
}
)",
            .passing = R"(plan 云溪 "云溪县节水行动方案" {
    period 2023..2026 @2
    table 分年 "分年度任务" @12 {
        | indicator | unit | 2023 | 2024 | 2025 | 2026 | row |
        | 节水企业  | 家   | 20   | 35   | 50   | 60   | @13 |
        | 节水小区  | 个   | 10   | 20   | 30   | 40   | @14 |
    }
    indicator 节水企业 "节水型企业" 存量 家 {
    }
    indicator 节水小区 "节水型小区" 存量 个 {
    }
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

using Row = std::map<std::int32_t, StatementId>;  // by year
using Rows = std::map<std::uint32_t, Row>;

std::vector<Rows> rows_by_table(const Plan& plan) {
  std::vector<Rows> tables(plan.tables.size());
  for (std::size_t i = 0; i < plan.statements.size(); ++i) {
    const Statement& statement = plan.statements[i];
    const auto year = statement.when.year();
    if (!statement.table || statement.role != Role::Milestone || !year) continue;
    tables[index(*statement.table)][statement.row].emplace(*year, static_cast<StatementId>(i));
  }
  return tables;
}

bool stated_elsewhere(const Plan& plan, IndicatorId indicator, std::int32_t year) {
  const auto& statements = plan[indicator].statements;
  return std::any_of(statements.begin(), statements.end(), [&](StatementId id) { return plan[id].when.year() == year; });
}

struct Hole {
  std::int32_t year = 0;
  StatementId next{};  // the milestone after it
};

// Years that most rows fill and this one does not, between its first and its last.
std::vector<Hole> holes_in(const Plan& plan, const Row& row, const std::set<std::int32_t>& filled) {
  std::vector<Hole> holes;
  for (const std::int32_t year : filled) {
    const auto next = row.upper_bound(year);
    if (row.contains(year) || next == row.begin() || next == row.end()) continue;
    if (!stated_elsewhere(plan, plan[next->second].indicator, year)) holes.push_back({year, next->second});
  }
  // Every other year throughout is a rhythm, no slip.
  return holes.size() + 1 == row.size() && holes.size() > 1 ? std::vector<Hole>{} : holes;
}

std::set<std::int32_t> years_most_fill(const Rows& rows) {
  std::map<std::int32_t, std::size_t> counts;
  for (const auto& [number, row] : rows) {
    for (const auto& [year, id] : row) ++counts[year];
  }
  std::set<std::int32_t> filled;
  for (const auto& [year, count] : counts) {
    if (2 * count >= rows.size()) filled.insert(year);
  }
  return filled;
}

void judge(const Plan& plan, TableId table, const Rows& rows, Sink& sink) {
  if (rows.size() < 2) return;
  const std::set<std::int32_t> filled = years_most_fill(rows);
  std::vector<StatementId> compared;
  std::vector<Text> names;
  Finding finding;
  finding.subject = subject_of(plan, table);
  for (const auto& [number, row] : rows) {
    compared.push_back(row.begin()->second);
    const IndicatorId indicator = plan[row.begin()->second].indicator;
    std::string years;
    for (const Hole& hole : holes_in(plan, row, filled)) {
      const std::string year = std::to_string(hole.year);
      years += years.empty() ? year : "/" + year;
      finding.statements.push_back(hole.next);
      finding.labels.push_back(label_of(plan, hole.next, {"前面的" + year + "年空缺", year + " before this is empty"}));
    }
    if (years.empty()) continue;
    finding.subjects.push_back(subject_of(plan, indicator));
    names.emplace_back("“" + plan[indicator].name + "”缺" + years + "年", "“" + plan[indicator].name + "” lacks " + years);
  }
  if (names.empty()) {
    sink.holds(compared, [&] { return check_of(plan, finding.subject, compared, {"节点中间没有空缺的年份", "no year is missing between milestones"}); });
    return;
  }
  finding.message = dsl::fill({"“{table}”的分年节点中间有空缺：{names}，而前后年份都有数。",
                               "The yearly milestones of “{table}” have holes: {names}, though the years before and after are there."},
                              {{"table", finding.subject.name}, {"names", dsl::join(names)}});
  finding.help = {"补列该年节点；该年确不考核的，在表下注明。", "Fill in the year, or note below the table that it is not assessed."};
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  const std::vector<Rows> tables = rows_by_table(plan);
  for (std::size_t i = 0; i < tables.size(); ++i) judge(plan, static_cast<TableId>(i), tables[i], sink);
}

}  // namespace

}  // namespace gouji::analyzer::rules
