#include <algorithm>
#include <optional>
#include <set>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/service.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule indicator_never_claimed;
constinit const Rule indicator_never_claimed{
    .code = "GJ0311",
    .name = "indicator-never-claimed",
    .family = "wording",
    .severity = Severity::Info,
    .title = {"指标只见于附表或只见于正文", "Indicators that only the tables, or only the text, speak of"},
    .page =
        {
            .checks =
                {"正文与附表（指标表、分年表）对照：多数指标两处都有数的方案，列出附表有数而正文既无数值、也无目标和任务提到的指标，"
                 "以及正文目标有数而附表没有列入的指标。全文只提示一条。",
                 "In a plan that states most of its indicators both in its text and in its tables, lists those with figures in "
                 "a table that no figure, goal or task of the text speaks of, and targets of the text that no table lists. One "
                 "finding for the plan."},
            .why =
                {"只列在附表、正文没有任务承接的指标容易落空；正文有目标而附表未列的，分解和考核时容易漏掉。",
                 "What stands in the table alone has no work behind it; what the table leaves out is forgotten when the plan is "
                 "broken down and judged."},
            .guards =
                {"看方案自身的写法：附表四项以上、过半指标在正文也有数的，才查附表；正文目标五项以上、至少八成列入附表的，才查正文；"
                 "数值只写在附表的方案、没有附表的方案不报。任务支撑、定性目标提到的，不算未提；任务写明了支撑哪些指标的方案，没有任务支撑的由 target-without-task 报告；任务中的表述不要求列入附表。",
                 "Follows the plan's own habit: tables are looked at when they list four indicators or more and over half of "
                 "them have figures in the text; the text when it has five targets or more and at least four fifths are in a "
                 "table. Silent for a plan that keeps its figures in tables only, or has none. A task that supports an "
                 "indicator or a goal about it counts as speaking of it; where the tasks say what they serve, target-without-task tells of those that "
                 "none does. Claims within tasks need not stand in a table."},
            .failing = R"(plan 荻港 "荻港镇绿色发展行动方案" {
    period 2024..2026 @2
    indicator 造林 "造林面积" cumulative 亩 {
        target 2026 达到 900亩 @5
    }
    indicator 光伏 "分布式光伏装机" stock 千瓦 {
        target 2026 达到 4000千瓦 @5
    }
    indicator 公园 "口袋公园" stock 个 {
        target 2026 达到 14个 @6
    }
    indicator 充电桩 "公共充电桩" stock 个
    table 附表 "主要指标" @20 {
        | indicator | unit | target 2026 | row |
        | 造林      | 亩   | 900         | @21 |
        | 光伏      | 千瓦 | 4000        | @22 |
        | 公园      | 个   | 14          | @23 |
        | 充电桩    | 个   | 60          | @24 |
        //^ indicator-never-claimed: 60
    }
}
)",
            .passing = R"(plan 荻港 "荻港镇绿色发展行动方案" {
    period 2024..2026 @2
    indicator 造林 "造林面积" cumulative 亩 {
        target 2026 达到 900亩 @5
    }
    indicator 光伏 "分布式光伏装机" stock 千瓦 {
        target 2026 达到 4000千瓦 @5
    }
    indicator 公园 "口袋公园" stock 个 {
        target 2026 达到 14个 @6
    }
    indicator 充电桩 "公共充电桩" stock 个
    table 附表 "主要指标" @20 {
        | indicator | unit | target 2026 | row |
        | 造林      | 亩   | 900         | @21 |
        | 光伏      | 千瓦 | 4000        | @22 |
        | 公园      | 个   | 14          | @23 |
        | 充电桩    | 个   | 60          | @24 |
    }
    task 1 "完善充电设施" @12 {
        supports 充电桩
    }
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

constexpr std::size_t kFewestInTables = 4;
constexpr std::size_t kFewestInText = 5;

struct Mentions {
  std::optional<StatementId> in_table;  // its first figure there, a target before others
  std::optional<StatementId> in_text;   // a figure of any role outside tables
  std::optional<StatementId> target;    // a target outside tables
};

Mentions mentions_of(const Plan& plan, const Indicator& indicator) {
  Mentions mentions;
  const auto take = [&](std::optional<StatementId>& slot, StatementId id) {
    if (!slot || (plan[*slot].role != Role::Target && plan[id].role == Role::Target)) slot = id;
  };
  for (const StatementId id : indicator.statements) {
    const Statement& statement = plan[id];
    take(statement.table ? mentions.in_table : mentions.in_text, id);
    if (!statement.table && statement.role == Role::Target) take(mentions.target, id);
  }
  return mentions;
}

std::set<IndicatorId> spoken_of(const Plan& plan) {
  std::set<IndicatorId> spoken;
  for (const Task& task : plan.tasks) spoken.insert(task.supports.begin(), task.supports.end());
  for (const Goal& goal : plan.goals) {
    if (goal.indicator) spoken.insert(*goal.indicator);
  }
  return spoken;
}

void add(const Plan& plan, const std::vector<StatementId>& ids, const Text& said, std::vector<Text>& names, Finding& finding) {
  for (const StatementId id : ids) {
    finding.subjects.push_back(subject_of(plan, plan[id].indicator));
    finding.labels.push_back(label_of(plan, id, said));
    finding.evidence.push_back(evidence_of(plan, id));
    names.emplace_back("“" + finding.subjects.back().name + "”");
  }
}

void run(const Plan& plan, Sink& sink) {
  if (plan.tables.empty()) return;
  const std::set<IndicatorId> spoken = spoken_of(plan);
  std::size_t in_tables = 0;
  std::size_t in_both = 0;
  std::size_t text_targets = 0;
  std::vector<StatementId> both;
  std::vector<StatementId> only_tabled;
  std::vector<StatementId> only_text;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const Mentions mentions = mentions_of(plan, plan.indicators[i]);
    if (mentions.in_table) ++in_tables;
    if (mentions.target) ++text_targets;
    if (mentions.in_table && mentions.in_text) {
      ++in_both;
      both.push_back(*mentions.in_table);
    } else if (mentions.in_table && !spoken.contains(static_cast<IndicatorId>(i))) {
      only_tabled.push_back(*mentions.in_table);
    } else if (mentions.target && !mentions.in_table) {
      only_text.push_back(*mentions.target);
    }
  }
  // Where the tasks say what they serve, target-without-task tells of the indicators that no task speaks of.
  const bool text_repeats = in_tables >= kFewestInTables && 2 * in_both > in_tables && !tasks_say_what_for(plan);
  const bool tables_list_targets = text_targets >= kFewestInText && 5 * (text_targets - only_text.size()) >= 4 * text_targets;
  if (!text_repeats) only_tabled.clear();
  if (!tables_list_targets) only_text.clear();
  if (!text_repeats && !tables_list_targets) return;
  if (only_tabled.empty() && only_text.empty()) {
    return sink.holds(StatementIds(), [&] { return check_at(subject_of(plan), label_of(plan, both.front()),
                               Text("附表与正文的指标相互对应", "tables and text speak of the same indicators")); });
  }

  Finding finding;
  finding.subject = subject_of(plan);
  std::vector<Text> tabled_names;
  std::vector<Text> text_names;
  add(plan, only_tabled, Text("只见于附表", "in a table only"), tabled_names, finding);
  add(plan, only_text, Text("只见于正文", "in the text only"), text_names, finding);
  std::vector<Text> sentences;
  if (!only_tabled.empty()) {
    sentences.push_back(dsl::fill({"{count} 项指标只在附表中有数，正文的目标、任务都没有提到：{list}",
                                   "{count} of the indicators in the tables appear in no target, goal or task of the text: {list}"},
                                  {{"count", std::to_string(only_tabled.size())}, {"list", dsl::join(tabled_names)}}));
  }
  if (!only_text.empty()) {
    sentences.push_back(dsl::fill({"{count} 项正文目标没有列入附表：{list}", "{count} of the targets in the text stand in no table: {list}"},
                                  {{"count", std::to_string(only_text.size())}, {"list", dsl::join(text_names)}}));
  }
  finding.message.zh = sentences.front().zh + (sentences.size() > 1 ? "；" + sentences.back().zh : "") + "。";
  finding.message.en = sentences.front().en + (sentences.size() > 1 ? "; " + sentences.back().en : "") + ".";
  finding.help = Text("在正文补写相应的目标或任务，或在附表补列；不作考核的，予以说明。",
                      "Add the target or task to the text, or the row to the table; say so where an indicator is not judged.");
  sink.fails(std::move(finding));
}

}  // namespace

}  // namespace gouji::analyzer::rules
