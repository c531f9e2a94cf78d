#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {

void run(const Plan& plan, Sink& sink);

constexpr Threshold kThresholds[] = {
    {"months", 3, {"实施阶段早于目标完成时间不超过几个月的只作提示：年末数据汇总、验收常提前一个季度", "an implementing phase that ends no more months than this before the targets are due is information only: acceptance often starts a quarter early"}},
};

}  // namespace

extern constinit const Rule phase_target_misalign;
constinit const Rule phase_target_misalign{
    .code = "GJ0404",
    .name = "phase-target-misalign",
    .family = "time",
    .severity = Severity::Warning,
    .title = {"阶段安排与目标完成时间错位", "The phases end before the targets are due"},
    .page =
        {
            .checks = {"实施阶段的结束、验收阶段的开始与全方案目标的完成时间：目标尚未到期，实施阶段已经结束或验收已经开始。全方案只报一条。",
                       "The end of the implementing phases and the start of the accepting ones against the time the plan's targets are due: the work "
                       "is over, or accepted, before the targets have to be met. One finding a plan."},
            .why = {"验收时目标还没有到期，验收结论没有依据；实施结束到目标到期之间没有人安排工作。",
                    "What is not yet due cannot be accepted; and between the end of the work and the date of the targets nobody has anything to do."},
            .guards = {"实施阶段止于目标完成的月份（或年份）的不报；目标只写年份的，以及相差不超过一个季度的，只作提示；"
                       "阶段没有写明性质（筹备、实施、验收）的无法判定；实施与验收重叠的由 phase-gap-or-overlap 报告。",
                       "Silent when the phase ends in the month (or year) the targets are due. Information only where the targets name no month, or "
                       "where the two lie a quarter apart at most. Phases without a role cannot be judged; phases that overlap are "
                       "phase-gap-or-overlap's."},
            .failing = R"(plan 石湾 "石湾区示范创建工作方案" {
    issued 2023-12-20 @1
    period 2024..2025 @3
    horizon 2025年底 @3
    indicator 书屋 "城市书屋" stock 个 {
        baseline 2023 = 12个 @5
        target 2025年底 达到 30个 @5
    }
    phase 启动 2024-01..2024-03 prepare @20
    phase 实施 2024-04..2025-06 implement @21
    //^ phase-target-misalign: 2024-04..2025-06
    phase 验收 2025-07..2025-12 accept @22
}
)",
            .passing = R"(plan 石湾 "石湾区示范创建工作方案" {
    issued 2023-12-20 @1
    period 2024..2025 @3
    horizon 2025年底 @3
    indicator 书屋 "城市书屋" stock 个 {
        baseline 2023 = 12个 @5
        target 2025年底 达到 30个 @5
    }
    phase 启动 2024-01..2024-03 prepare @20
    phase 实施 2024-04..2025-12 implement @21
    phase 验收 2026-01..2026-03 accept @22
}
)",
        },
    .follows_from = "",
    .thresholds = kThresholds,
    .run = run,
};

namespace {

// The implementing phase that ends last, and the accepting one that starts first. Null where there is none with such a date.
struct Stages {
  const Phase* implement = nullptr;
  const Phase* accept = nullptr;
};

Stages stages_of(const Plan& plan) {
  Stages stages;
  for (const Phase& phase : plan.phases) {
    if (phase.role == dsl::Keyword::Implement && phase.range.last) {
      if (stages.implement == nullptr || last_month(*stages.implement->range.last) < last_month(*phase.range.last)) stages.implement = &phase;
    } else if (phase.role == dsl::Keyword::Accept && phase.range.first.year != 0) {
      if (stages.accept == nullptr || first_month(phase.range.first) < first_month(stages.accept->range.first)) stages.accept = &phase;
    }
  }
  return stages;
}

Text sentence_of(const Stages& stages, const PlanDue& due, bool accepted_early) {
  const Text target = date_text(due.date);
  if (stages.implement == nullptr) {
    return dsl::fill({"“{accept}”自{start}开始，而目标要到{due}才到期，早了 {months}",
                      "“{accept}” starts in {start}, but the targets are only due by {due}, {months} later"},
                     {{"accept", stages.accept->name},
                      {"start", date_text(stages.accept->range.first)},
                      {"due", target},
                      {"months", months_text(last_month(due.date) - last_month(stages.accept->range.first))}});
  }
  Text text = dsl::fill({"“{implement}”到{end}结束，而目标要到{due}才到期，早了 {months}",
                         "“{implement}” ends in {end}, but the targets are only due by {due}, {months} later"},
                        {{"implement", stages.implement->name},
                         {"end", date_text(*stages.implement->range.last)},
                         {"due", target},
                         {"months", months_text(last_month(due.date) - last_month(*stages.implement->range.last))}});
  if (!accepted_early) return text;
  const Text more = dsl::fill({"；“{accept}”自{start}开始，也在目标到期之前", "; “{accept}” starts in {start}, before they are due as well"},
                              {{"accept", stages.accept->name}, {"start", date_text(stages.accept->range.first)}});
  return {text.zh + more.zh, text.en + more.en};
}

void report(const Plan& plan, const Stages& stages, const PlanDue& due, bool accepted_early, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  if (stages.implement != nullptr) finding.labels.push_back(phase_label(*stages.implement));
  if (accepted_early) finding.labels.push_back(phase_label(*stages.accept));
  finding.labels.push_back(due.label);
  for (const StatementId id : due.targets) {
    if (plan[id].value_span != due.label.marked) finding.labels.push_back(label_of(plan, id));
    finding.subjects.push_back(subject_of(plan, plan[id].indicator));
  }
  const Text sentence = sentence_of(stages, due, accepted_early);
  finding.message = due.targets.empty() ? Text{sentence.zh + "。", sentence.en + "."}
                                        : dsl::fill({"{sentence}，涉及 {count}。", "{sentence}: {count}."},
                                                    {{"sentence", sentence}, {"count", count_text(due.targets.size(), "项指标", "indicator", "indicators")}});
  const MonthNumber end = last_month(stages.implement != nullptr ? *stages.implement->range.last : stages.accept->range.first);
  finding.computation.push_back(months_step(last_month(due.date), end));
  finding.help = Text("把实施阶段延至目标到期，验收放在其后；或把目标的完成时间提前到实施阶段结束。",
                      "Let the work run until the targets are due and be accepted afterwards, or bring the date of the targets forward.");
  const bool clear = names_month(due.date) && last_month(due.date) - end > sink.threshold("months");
  sink.fails(std::move(finding), clear ? Severity::Warning : Severity::Info);
}

void run(const Plan& plan, Sink& sink) {
  if (plan.phases.empty()) return;
  const auto& due = common_due(plan);
  if (!due) {
    return sink.undetermined([&] { return check_at(subject_of(plan), phase_label(plan.phases.front()), Text("目标没有写明完成时间", "no target states when it is due")); });
  }
  const Stages stages = stages_of(plan);
  if (stages.implement == nullptr && stages.accept == nullptr) {
    return sink.undetermined([&] { return check_at(subject_of(plan), phase_label(plan.phases.front()), Text("阶段没有写明是实施还是验收", "no phase says whether work is done or accepted in it")); });
  }
  const bool stops_early = stages.implement != nullptr && last_month(*stages.implement->range.last) < last_month(due->date);
  const bool accepted_early = stages.accept != nullptr && last_month(stages.accept->range.first) < last_month(due->date);
  if (stops_early || (stages.implement == nullptr && accepted_early)) return report(plan, stages, *due, accepted_early, sink);
  sink.holds(StatementIds(), [&] {
    return check_at(subject_of(plan), phase_label(stages.implement != nullptr ? *stages.implement : *stages.accept),
                    Text("实施阶段不早于目标到期结束", "the work goes on until the targets are due"));
  });
}

}  // namespace

}  // namespace gouji::analyzer::rules
