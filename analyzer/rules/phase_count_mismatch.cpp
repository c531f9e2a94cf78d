#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule phase_count_mismatch;
constinit const Rule phase_count_mismatch{
    .code = "GJ0406",
    .name = "phase-count-mismatch",
    .family = "time",
    .severity = Severity::Warning,
    .title = {"自述的阶段数与所列阶段数不符", "Another number of phases than the plan says"},
    .page =
        {
            .checks = {"文件自述“分三个阶段”之类的数，与所列阶段的个数是否相同。",
                       "The number of phases the document states of itself (“in three phases”) against the phases it lists."},
            .why = {"少列的阶段没有时间也没有任务，多列的说明总述没有随改动更新。",
                    "A phase that is not listed has neither dates nor work; one too many shows that the text was changed and its summary was not."},
            .guards = {"只认“阶段”“步骤”本身，不认“三个阶段性目标”之类；方案文件一个阶段都没有列出的，不知原文有没有，无法判定。",
                       "Only phases and steps themselves count, not “three results of a phase”. Where the plan file lists no phase at all, it is not known "
                       "whether the document does."},
            .failing = R"(plan 云坪 "云坪县数字乡村建设方案" {
    issued 2023-12-20 @1
    period 2024..2025 @3
    declares 3 "阶段" @19
    //^ phase-count-mismatch: 3
    phase 启动 2024-01..2024-03 prepare @20
    phase 推进 2024-04..2025-12 implement @21
}
)",
            .passing = R"(plan 云坪 "云坪县数字乡村建设方案" {
    issued 2023-12-20 @1
    period 2024..2025 @3
    declares 2 "阶段" @19
    declares 4 "阶段性成果" @18
    phase 启动 2024-01..2024-03 prepare @20
    phase 推进 2024-04..2025-12 implement @21
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

Label label_of(const Declared& declared) {
  return {declared.place, declared.count_span, dsl::fill({"自述 {count} 个阶段", "says {count} phases"}, {{"count", declared.count.to_string()}}), "declared"};
}

// What the plan says elsewhere as well stands beside the first.
void report(const Plan& plan, const std::vector<const Declared*>& wrong, Sink& sink) {
  const Exact& stated = wrong.front()->count;
  const Exact listed(static_cast<std::int64_t>(plan.phases.size()));
  const Exact difference = listed - stated;
  Finding finding;
  finding.subject = subject_of(plan);
  for (const Declared* declared : wrong) finding.labels.push_back(label_of(*declared));
  for (const Phase& phase : plan.phases) {
    finding.labels.push_back(phase_label(phase));
    finding.subjects.push_back(subject_of(phase));
  }
  finding.message = dsl::fill({"自述分 {stated} 个阶段，所列却是 {listed} 个，{more} {difference} 个：{list}。",
                               "The plan says it has {stated} phases but lists {listed}, {difference} {more}: {list}."},
                              {{"stated", stated.to_string()},
                               {"listed", listed.to_string()},
                               {"difference", difference.abs().to_string()},
                               {"more", listed > stated ? Text("多", "more") : Text("少", "fewer")},
                               {"list", list_of(finding.subjects)}});
  finding.computation.push_back({Operation::Difference, {listed, stated}, difference, "个",
                                 listed.to_string() + " - " + stated.to_string() + " = " + difference.to_string() + " 个"});
  finding.help = Text("核对原文，补列阶段或改正自述的数。", "Check the document; list the missing phase or correct the number.");
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  std::vector<const Declared*> wrong;
  for (const Declared& declared : plan.declared) {
    if (!counts_phases(declared)) continue;
    if (plan.phases.empty()) {
      sink.undetermined([&] { return check_at(subject_of(plan), label_of(declared), Text("方案文件没有列出阶段", "the plan file lists no phase")); });
    } else if (declared.count == Exact(static_cast<std::int64_t>(plan.phases.size()))) {
      sink.holds(StatementIds(), [&] { return check_at(subject_of(plan), label_of(declared), Text("自述的阶段数与所列相同", "as many phases as stated")); });
    } else {
      wrong.push_back(&declared);
    }
  }
  if (!wrong.empty()) report(plan, wrong, sink);
}

}  // namespace

}  // namespace gouji::analyzer::rules
