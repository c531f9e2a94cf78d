#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {

void run(const Plan& plan, Sink& sink);

constexpr Threshold kThresholds[] = {
    {"months", 3, {"期间写到月份的，起始之后几个月内印发视为正常的会签、送审", "months after a start stated to the month within which an issue counts as ordinary clearance"}},
};

}  // namespace

extern constinit const Rule issue_after_start;
constinit const Rule issue_after_start{
    .code = "GJ0402",
    .name = "issue-after-start",
    .family = "time",
    .severity = Severity::Warning,
    .title = {"方案开始之后才印发", "Issued after the plan has begun"},
    .page =
        {
            .checks = {"印发日期与方案期间的起始，按文件写到的精度比较：起始年份已经过完才印发，或晚于写明的起始月份很久。",
                       "The date of issue against the start of the period, at the precision the document gives: issued after the whole first "
                       "year has gone by, or long after a start stated to the month."},
            .why = {"印发之前的时间没有依据可以执行，第一年的任务和考核只能追认。",
                    "Before it is issued nobody can act on a plan; what it asks of that time can only be confirmed afterwards."},
            .guards = {"期间只写年份、当年印发的属正常，不报；写到月份的，起始后数月内印发的不报；不满一年的只作提示。"
                       "没有写印发日期或起始的无法判定；印发时已经过期的节点由 retroactive-milestone 报告。",
                       "Silent for a plan issued within the year its period starts with, and for a few months after a start stated to the month; "
                       "less than a year is information only. Without a date of issue or a start nothing can be judged. Milestones that were over "
                       "by then are retroactive-milestone's."},
            .failing = R"(plan 石湾 "石湾区绿化提升方案" {
    issued 2025-02-18 @1
    //^ issue-after-start: 2025-02-18
    period 2024..2025 @3
    indicator 公园 "口袋公园" stock 个 {
        baseline 2023 = 12个 @5
        target 2025 达到 30个 @5
    }
}
)",
            .passing = R"(plan 石湾 "石湾区绿化提升方案" {
    issued 2024-11-18 @1
    period 2024..2025 @3
    indicator 公园 "口袋公园" stock 个 {
        baseline 2023 = 12个 @5
        target 2025 达到 30个 @5
    }
}
)",
        },
    .follows_from = "",
    .thresholds = kThresholds,
    .run = run,
};

namespace {

constexpr std::int32_t kWholeYear = 12;

void run(const Plan& plan, Sink& sink) {
  const bool started = plan.period.has_value();
  if (!plan.issued && !plan.period_place) return;
  if (!plan.issued || !started) {
    return sink.undetermined([&] {
      return plan.issued ? check_at(subject_of(plan), issued_label(plan), Text("方案期间没有写明起始", "the period of the plan states no start"))
                         : check_at(subject_of(plan), period_label(plan, Text("方案期间", "period of the plan")),
                                    Text("没有写明印发日期", "the date of issue is not stated"));
    });
  }
  const PartialDate& start = plan.period->first;
  const std::int32_t late = first_month(*plan.issued) - last_month(start);
  const bool first_year_over = !names_month(start) && surely_before(start, *plan.issued);
  if (!first_year_over && late <= sink.threshold("months")) {
    return sink.holds(StatementIds(), [&] { return check_at(subject_of(plan), issued_label(plan), Text("印发不晚于方案开始", "issued as the plan begins")); });
  }

  Finding finding;
  finding.subject = subject_of(plan);
  finding.message = first_year_over ? dsl::fill({"方案期间自{start}开始，{issued}才印发，起始年份已经过完。",
                                                 "The period starts with {start}, but the plan was issued on {issued}, when that year was over."},
                                                {{"start", date_text(start)}, {"issued", date_text(*plan.issued)}})
                                    : dsl::fill({"方案期间自{start}开始，{issued}才印发，晚了 {months}。",
                                                 "The period starts in {start}, but the plan was issued on {issued}, {months} later."},
                                                {{"start", date_text(start)}, {"issued", date_text(*plan.issued)}, {"months", months_text(late)}});
  finding.labels = {issued_label(plan),
                    period_label(plan, dsl::fill({"期间 {range}", "period {range}"}, {{"range", range_text(*plan.period)}}))};
  finding.computation.push_back(months_step(first_month(*plan.issued), last_month(start)));
  finding.help = Text("核对印发日期与起止时间；确属补发的，写明印发前各项工作的依据。",
                      "Check the date of issue and the period; if the plan was issued late on purpose, say what the earlier work rests on.");
  sink.fails(std::move(finding), first_year_over || late >= kWholeYear ? Severity::Warning : Severity::Info);
}

}  // namespace

}  // namespace gouji::analyzer::rules
