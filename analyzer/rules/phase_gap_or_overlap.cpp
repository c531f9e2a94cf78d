#include <set>

#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule phase_gap_or_overlap;
constinit const Rule phase_gap_or_overlap{
    .code = "GJ0405",
    .name = "phase-gap-or-overlap",
    .family = "time",
    .severity = Severity::Warning,
    .title = {"实施步骤之间有空档、重叠，或超出方案期间", "Phases with gaps, overlaps, or outside the plan's period"},
    .page =
        {
            .checks = {"各阶段按起始排列，按月核对前后是否相接：前一阶段结束到后一阶段开始之间有空档，或前一阶段未结束后一阶段已开始；"
                       "以及首尾是否与方案期间相合。全方案只报一条。",
                       "The phases in order of their start, to the month: time between two phases that belongs to none, a phase that starts before the "
                       "one before it ends, phases that begin before or end after the period, or leave part of it out. One finding a plan."},
            .why = {"空档里没有人负责，重叠的月份里同一项工作两套要求；多半是改动了一处日期而没有改另一处。",
                    "Nobody is in charge in a gap, and two sets of demands hold in an overlap; mostly one date was changed and its neighbour was not."},
            .guards = {"交接的月份（或年份）两边都写的不算重叠；只写年份的一侧，有一种读法相接即不报；一个阶段整个落在另一个之内，可能是贯穿始终的工作，只作提示；"
                       "筹备可以早于期间，验收可以晚于期间；第一阶段随印发开始的不算空档；实施阶段早于目标结束的由 phase-target-misalign 报告。",
                       "A month (or year) that both sides name is a handover, no overlap; where one side names a year only, one reading that fits is "
                       "enough. A phase that lies wholly inside another may be meant to run along: information. A preparing phase may start before "
                       "the period, an accepting one end after it; a first phase that starts with the issue leaves no gap. Work that stops before "
                       "its targets are due is phase-target-misalign's."},
            .failing = R"(plan 云坪 "云坪县数字乡村建设方案" {
    issued 2023-12-20 @1
    period 2024..2025 @3
    phase 启动 2024-01..2024-03 prepare @20
    phase 推进 2024-06..2025-12 implement @21
    //^ phase-gap-or-overlap: 2024-06..2025-12
    phase 验收 2025-11..2025-12 accept @22
}
)",
            .passing = R"(plan 云坪 "云坪县数字乡村建设方案" {
    issued 2023-12-20 @1
    period 2024..2025 @3
    phase 启动 2024-01..2024-03 prepare @20
    phase 推进 2024-03..2025-10 implement @21
    phase 验收 2025-11..2026-01 accept @22
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

// What is wrong at one place.
struct Fault {
  Text text;
  std::vector<const Phase*> phases;
  std::optional<Step> months;
  bool doubtful = false;
};

std::vector<const Phase*> in_order(const Plan& plan) {
  std::vector<const Phase*> phases;
  for (const Phase& phase : plan.phases) phases.push_back(&phase);
  std::stable_sort(phases.begin(), phases.end(), [](const Phase* a, const Phase* b) { return first_month(a->range.first) < first_month(b->range.first); });
  return phases;
}

Fault gap(const Phase& before, const Phase& after) {
  const MonthNumber end = last_month(*before.range.last) + 1;
  const MonthNumber start = first_month(after.range.first);
  return {dsl::fill({"“{before}”{end}结束，“{after}”{start}才开始，中间空出 {months}",
                     "“{before}” ends in {end} and “{after}” starts in {start}, with {months} between them"},
                    {{"before", before.name},
                     {"end", date_text(*before.range.last)},
                     {"after", after.name},
                     {"start", date_text(after.range.first)},
                     {"months", months_text(start - end)}}),
          {&after, &before},
          months_step(start, end)};
}

Fault overlap(const Phase& before, const Phase& after, bool inside) {
  const MonthNumber end = last_month(*before.range.last) + 1;
  const MonthNumber start = first_month(after.range.first);
  if (inside) {
    return {dsl::fill({"“{after}”整个落在“{before}”之内", "“{after}” lies wholly inside “{before}”"}, {{"before", before.name}, {"after", after.name}}),
            {&after, &before},
            {},
            true};
  }
  return {dsl::fill({"“{before}”{end}才结束，“{after}”{start}已经开始，重叠 {months}",
                     "“{before}” ends in {end} but “{after}” starts in {start}, an overlap of {months}"},
                    {{"before", before.name},
                     {"end", date_text(*before.range.last)},
                     {"after", after.name},
                     {"start", date_text(after.range.first)},
                     {"months", months_text(end - start)}}),
          {&after, &before},
          months_step(end, start)};
}

Fault outside(const Phase& phase, const PartialDate& at, const PartialDate& edge, bool start) {
  static constexpr dsl::Template kStart{"“{phase}”{at}开始，早于方案期间的起始{edge}", "“{phase}” starts in {at}, before the period does in {edge}"};
  static constexpr dsl::Template kEnd{"“{phase}”{at}才结束，晚于方案期间的结束{edge}", "“{phase}” ends in {at}, after the period does in {edge}"};
  return {dsl::fill(start ? kStart : kEnd, {{"phase", phase.name}, {"at", date_text(at)}, {"edge", date_text(edge)}}),
          {&phase},
          start ? months_step(first_month(edge), last_month(at)) : months_step(first_month(at), last_month(edge))};
}

Fault uncovered(const Phase& phase, const PartialDate& at, const PartialDate& edge, bool start) {
  static constexpr dsl::Template kStart{"方案期间自{edge}开始，最早的“{phase}”{at}才开始", "the period starts in {edge}, but the earliest phase, “{phase}”, in {at}"};
  static constexpr dsl::Template kEnd{"方案期间到{edge}为止，最晚的“{phase}”{at}已经结束", "the period ends in {edge}, but the latest phase, “{phase}”, in {at}"};
  return {dsl::fill(start ? kStart : kEnd, {{"phase", phase.name}, {"at", date_text(at)}, {"edge", date_text(edge)}}),
          {&phase},
          start ? months_step(first_month(at), last_month(edge)) : months_step(first_month(edge), last_month(at))};
}

// Each phase against the one that ends last of those before it.
void between_phases(const std::vector<const Phase*>& phases, std::vector<Fault>& faults) {
  const Phase* before = phases.front();
  for (std::size_t i = 1; i < phases.size(); ++i) {
    const Phase& after = *phases[i];
    const PartialDate& end = *before->range.last;
    if (last_month(end) + 1 < first_month(after.range.first)) faults.push_back(gap(*before, after));
    if (last_month(after.range.first) < first_month(end)) faults.push_back(overlap(*before, after, last_month(*after.range.last) <= last_month(end)));
    if (last_month(*after.range.last) > last_month(end)) before = &after;
  }
}

bool starts_with_the_issue(const Plan& plan, const PartialDate& start) {
  return plan.issued && names_month(*plan.issued) && first_month(start) <= first_month(*plan.issued) + 1;
}

void against_period(const Plan& plan, const std::vector<const Phase*>& phases, std::vector<Fault>& faults) {
  if (!plan.period) return;
  const PartialDate& start = plan.period->first;
  const Phase& first = *phases.front();
  if (last_month(first.range.first) < first_month(start) && first.role != dsl::Keyword::Prepare) faults.push_back(outside(first, first.range.first, start, true));
  if (last_month(start) < first_month(first.range.first) && !starts_with_the_issue(plan, first.range.first)) {
    faults.push_back(uncovered(first, first.range.first, start, true));
  }
  const auto outer = outer_end(plan);
  if (!outer) return;
  const PartialDate& end = *plan.period->last;
  const Phase* latest = &first;
  bool implements = false;
  for (const Phase* phase : phases) {
    implements = implements || phase->role == dsl::Keyword::Implement;
    if (last_month(*phase->range.last) > last_month(*latest->range.last)) latest = phase;
    if (first_month(*phase->range.last) > last_month(*outer) && phase->role != dsl::Keyword::Accept) faults.push_back(outside(*phase, *phase->range.last, end, false));
  }
  if (implements && common_due(plan)) return;
  if (last_month(*latest->range.last) < first_month(end)) faults.push_back(uncovered(*latest, *latest->range.last, end, false));
}

void report(const Plan& plan, std::vector<Fault> faults, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  std::vector<Text> texts;
  std::set<const Phase*> told;
  for (Fault& fault : faults) {
    texts.push_back(std::move(fault.text));
    if (fault.months) finding.computation.push_back(*std::move(fault.months));
    for (const Phase* phase : fault.phases) {
      if (!told.insert(phase).second) continue;
      finding.labels.push_back(phase_label(*phase));
      finding.subjects.push_back(subject_of(*phase));
    }
  }
  finding.message = dsl::fill({"实施步骤的时间不相衔接：{texts}。", "The phases do not join: {texts}."}, {{"texts", list_of(texts)}});
  finding.help = Text("核对各阶段的起止年月，使前后相接并与方案期间一致。", "Check the dates of the phases and let them join and fill the period.");
  const bool doubtful = std::all_of(faults.begin(), faults.end(), [](const Fault& fault) { return fault.doubtful; });
  sink.fails(std::move(finding), doubtful ? Severity::Info : Severity::Warning);
}

void run(const Plan& plan, Sink& sink) {
  if (plan.phases.empty()) return;
  const std::vector<const Phase*> phases = in_order(plan);
  const auto open = std::find_if(phases.begin(), phases.end(), [](const Phase* phase) { return !phase->range.last; });
  if (open != phases.end()) {
    return sink.undetermined([&] { return check_at(subject_of(plan), phase_label(**open), Text("有阶段没有写明结束时间", "a phase states no end")); });
  }
  std::vector<Fault> faults;
  between_phases(phases, faults);
  against_period(plan, phases, faults);
  if (!faults.empty()) return report(plan, std::move(faults), sink);
  sink.holds(StatementIds(), [&] {
    Check check = check_at(subject_of(plan), phase_label(*phases.front()), Text("各阶段前后相接", "the phases join"));
    for (std::size_t i = 1; i < phases.size(); ++i) check.labels.push_back(phase_label(*phases[i]));
    return check;
  });
}

}  // namespace

}  // namespace gouji::analyzer::rules
