#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/wording.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule aggregation_kind_ambiguous;
constinit const Rule aggregation_kind_ambiguous{
    .code = "GJ0305",
    .name = "aggregation-kind-ambiguous",
    .family = "wording",
    .severity = Severity::Info,
    .title = {"分不清是当年数、年均数还是全期合计", "One year's figure or that of all years: not to be told apart"},
    .page =
        {
            .checks =
                {"跨年度方案中，按件、按次发生的量（计件的流量，以及以人次、次、场次计的量）的目标没有“当年”“年均”“累计”“合计”等词，也没有基期、节点可以参照；"
                 "与写明“每年”的数同在一处的新增数自己没有写时间；同一个数一处写合计、另一处写当年或年均。前两种全文只提示一条，逐项列出。",
                 "In a plan of several years: a target for something counted as it happens (a counted flow, or 人次, 次, 场次) "
                 "without 当年, 年均, 累计 or 合计, baseline or milestones; an addition without a time beside a figure of 每年; one "
                 "number that is a total here and a yearly figure there. The first two are one finding for the plan, with a list."},
            .why = {"当年数与全期合计相差几倍，口径不写明，任务量就没有定下来。",
                    "One year's figure and that of the whole period differ severalfold; without the word the task has no size."},
            .guards =
                {"存量、比率、评分不报；产值、交易额一类金额和实物量写某年达到多少，按惯例即当年数，不报；一年期方案不报；有基期、实绩、节点或与别的指标的关系可以参照的，指标的名称、标注、他处表述已写明的不报；"
                 "写明起止年份的视为合计；后一年的目标不高于前一年的，自是当年数；每年数与总数是否相等由 annual-rate-vs-total 核对；零值不报。"
                 "同一个数既写合计又写当年（年均）的为警告，其余只作提示。",
                 "Silent for levels, ratios and scores, for plans of one year, where a baseline, an actual, milestones or a relation "
                 "give a measure, and where name, label or another place says it. A figure over several years is their total; one "
                 "that does not grow from year to year is none. Yearly "
                 "rates against totals are annual-rate-vs-total. One number as total and as yearly figure is a warning, the rest "
                 "information."},
            .failing = R"(plan 松林 "松林县全民阅读推广方案" {
    period 2023..2025 @2
    indicator 讲座 "阅读推广讲座" flow 场 {
        target 2025 达到 300场 @5
        //^ aggregation-kind-ambiguous: 达到 300场
    }
    indicator 读者 "流动图书车服务读者" new 人次 {
        target 2025 6万人次 total @6
        claim 2025 6万人次 mean @18
        //^ aggregation-kind-ambiguous: 6万人次
    }
}
)",
            .passing = R"(plan 松林 "松林县全民阅读推广方案" {
    period 2023..2025 @2
    indicator 讲座 "阅读推广讲座" flow 场 {
        target 2025 达到 300场 total @5
    }
    indicator 读者 "流动图书车服务读者" new 人次 {
        target 2025 6万人次 total @6
        claim 2025 2万人次 mean @18
    }
    indicator 借阅 "图书馆年外借册次" flow 册 {
        target 2025 50万册 @7
    }
    indicator 活动 "读书活动" flow 场 {
        baseline 2022 = 80场 @8
        target 2025 120场 @8
    }
}
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

using Ids = std::vector<StatementId>;

bool is_level_kind(const Indicator& indicator) {
  const auto kind = indicator.kind;
  return kind == Kind::Stock || kind == Kind::Ratio || kind == Kind::Score || kind == Kind::Cumulative;
}

// 人次, 次, 场次: counted as they happen.
bool counts_events(const Quantity& quantity) {
  if (!quantity.unit) return false;
  const std::string& dimension = quantity.unit->dimension;
  return dimension == "times" || dimension == "visits" || dimension.ends_with("-times");
}

// Cases, courses, visits. An amount of money or goods with a year is that of the year: 到2026年产值达到 31亿元.
bool happens_by_the_year(const Indicator& indicator, const Quantity& quantity) {
  if (!indicator.kind) return counts_events(quantity);
  return indicator.kind == Kind::Flow && quantity.unit && quantity.unit->is_countable();
}

bool is_goal(const Statement& s) { return s.role == Role::Target || s.role == Role::Claim; }

// Indicators that a relation holds against others, whose figures are their measure.
std::vector<bool> related(const Plan& plan) {
  std::vector<bool> result(plan.indicators.size());
  for (const Relation& relation : plan.relations) {
    if (relation.left) result[index(*relation.left)] = true;
    for (const IndicatorId other : relation.right) result[index(other)] = true;
  }
  for (std::size_t i = 0; i < result.size(); ++i) {
    if (plan.indicators[i].part_of) result[i] = true;
  }
  return result;
}

// Some figure or word of the indicator tells over what its goals count.
bool is_settled(const Plan& plan, const Indicator& indicator) {
  if (counted_over(indicator) != Aggregation::Unstated) return true;
  return std::any_of(indicator.statements.begin(), indicator.statements.end(), [&](StatementId id) {
    const Statement& s = plan[id];
    return !is_goal(s) || s.growth || counted_over(s) != Aggregation::Unstated || s.when.form == When::Form::Over;
  });
}

// A task together with a place of the document: where figures stand in one sentence.
using Spot = std::pair<std::optional<TaskId>, std::string>;

std::optional<Spot> spot_of(const Statement& s) {
  if (!s.place.document || s.table) return std::nullopt;
  return Spot(s.task, s.place.document->text);
}

std::set<Spot> spots_of_yearly_figures(const Plan& plan) {
  std::set<Spot> spots;
  for (const Statement& s : plan.statements) {
    if (s.when.form != When::Form::Each || !is_goal(s)) continue;
    if (const auto spot = spot_of(s)) spots.insert(*spot);
  }
  return spots;
}

// A goal that may be one year's or all years'.
struct OpenGoal {
  StatementId id{};
  bool beside_yearly = false;  // an addition without a time, next to a figure of 每年
};

// Where an open goal stands matters only for additions without a time, which are few: the spots are found on first need.
class YearlySpots {
 public:
  explicit YearlySpots(const Plan& plan) : plan_(plan) {}

  [[nodiscard]] bool contain(const Statement& s) {
    const auto spot = spot_of(s);
    if (!spot) return false;
    if (!spots_) spots_ = spots_of_yearly_figures(plan_);
    return spots_->contains(*spot);
  }

 private:
  const Plan& plan_;
  std::optional<std::set<Spot>> spots_;
};

// What does not grow from one year to a later one is no running total.
bool shows_years(const Plan& plan, const std::vector<OpenGoal>& open) {
  const auto stays = [&](const OpenGoal& earlier, const OpenGoal& later) {
    const Statement& a = plan[earlier.id];
    const Statement& b = plan[later.id];
    return a.when.year() && b.when.year() && *a.when.year() < *b.when.year() && comparable(a.quantity, b.quantity) &&
           b.quantity.normalized() <= a.quantity.normalized();
  };
  return std::adjacent_find(open.begin(), open.end(), stays) != open.end();
}

std::vector<OpenGoal> open_goals(const Plan& plan, IndicatorId indicator, YearlySpots& yearly) {
  const auto kind = plan[indicator].kind;
  if (kind && kind != Kind::Flow && kind != Kind::New) return {};
  std::vector<OpenGoal> open;
  for (const StatementId id : goals_of(plan, indicator, true)) {
    const Statement& s = plan[id];
    if (s.quantity.number.is_zero() || s.when.form == When::Form::Over) continue;
    const auto year = s.when.year();
    const bool by_the_year = happens_by_the_year(plan[indicator], s.quantity) && (!year || *year > *plan.first_year());
    const bool beside_yearly = kind == Kind::New && s.when.form == When::Form::Unstated && yearly.contain(s);
    if (by_the_year || beside_yearly) open.push_back({id, beside_yearly});
  }
  if (!open.empty() && (shows_years(plan, open) || is_settled(plan, plan[indicator]))) open.clear();
  return open;
}

// One number that is said to be a total and, elsewhere, the figure of a year.
std::optional<std::pair<StatementId, StatementId>> total_and_yearly(const Plan& plan, IndicatorId indicator) {
  const StatementIds goals = goals_of(plan, indicator, true);
  for (const StatementId total : goals) {
    const Statement& a = plan[total];
    if (counted_over(a) != Aggregation::Total || a.quantity.number.is_zero()) continue;
    for (const StatementId yearly : goals) {
      const Statement& b = plan[yearly];
      const Aggregation sense = counted_over(b);
      if ((sense != Aggregation::Yearly && sense != Aggregation::Mean) || b.when.form == When::Form::Each) continue;
      const auto last = a.when.year();
      const bool one_time = !last || !b.when.year() || last == b.when.year();
      const bool same = one_time && same_scope(a, b) && comparable(a.quantity, b.quantity) &&
                        a.quantity.normalized() == b.quantity.normalized();
      if (same) return std::pair(total, yearly);
    }
  }
  return std::nullopt;
}

Text open_text(const Plan& plan, const OpenGoal& open) {
  const Text name = dsl::quoted(subject_of(plan, plan[open.id].indicator).name);
  return dsl::fill(open.beside_yearly ? Template{"{name}（{role} {figure}，同处另有写“每年”的数）",
                                                 "{name} ({role} {figure}, beside a figure of 每年)"}
                                      : Template{"{name}（{role} {figure}）", "{name} ({role} {figure})"},
                   {{"name", name}, {"role", role_text(plan[open.id])}, {"figure", figure_text(plan[open.id])}});
}

Text sense_text(Aggregation sense) {
  return sense == Aggregation::Mean ? Text("年均数", "a yearly average") : Text("一年的数", "the figure of one year");
}

void report_conflict(const Plan& plan, IndicatorId indicator, StatementId total, StatementId yearly, Sink& sink) {
  const Statement& a = plan[total];
  const Statement& b = plan[yearly];
  Finding finding;
  finding.subject = subject_of(plan, indicator);
  finding.message = dsl::fill(
      {"“{name}”的同一个数，{a}（{figure_a}）写作各年合计，{b}（{figure_b}）却写作{sense}。",
       "“{name}”: one number is the total of the years in the {a} ({figure_a}), but {sense} in the {b} ({figure_b})."},
      {{"name", finding.subject.name},
       {"a", role_text(a)},
       {"figure_a", figure_text(a)},
       {"b", role_text(b)},
       {"figure_b", figure_text(b)},
       {"sense", sense_text(counted_over(b))}});
  add_figures(finding, plan, Ids{yearly, total});
  finding.help = {"核对原文，确定该数是合计还是一年的数，两处一致。", "Settle whether it is the total or one year's figure, in both places."};
  sink.fails(std::move(finding), Severity::Warning);
}

void run(const Plan& plan, Sink& sink) {
  if (!covers_years(plan)) return;
  YearlySpots yearly(plan);
  const std::vector<bool> has_measure = related(plan);
  Finding finding;
  finding.subject = subject_of(plan);
  std::vector<Text> parts;
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId indicator{i};
    const auto conflict = is_level_kind(plan[indicator]) ? std::nullopt : total_and_yearly(plan, indicator);
    if (conflict) report_conflict(plan, indicator, conflict->first, conflict->second, sink);
    if (has_measure[i]) continue;
    const std::vector<OpenGoal> open = open_goals(plan, indicator, yearly);
    if (open.empty()) continue;
    finding.subjects.push_back(subject_of(plan, indicator));
    parts.push_back(open_text(plan, open.front()));
    for (const OpenGoal& goal : open) {
      finding.labels.push_back(label_of(plan, goal.id));
      finding.evidence.push_back(evidence_of(plan, goal.id));
    }
  }
  if (parts.empty()) return;
  const std::string years = std::to_string(*plan.last_year() - *plan.first_year() + 1);
  finding.message = dsl::fill(
      {"{count} 项指标的数值没有写明是一年的数还是 {years} 年的合计数：{list}。",
       "Figures not said to be of one year or of all {years} years, by indicator ({count}): {list}."},
      {{"count", std::to_string(parts.size())}, {"years", years}, {"list", dsl::join(parts)}});
  finding.help = {"写明“当年”“年均”“每年”或“累计”“合计”。", "Write 当年, 年均 or 每年, or else 累计 or 合计."};
  sink.fails(std::move(finding));
}

}  // namespace

}  // namespace gouji::analyzer::rules
