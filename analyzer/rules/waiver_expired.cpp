#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/run.hpp"

namespace gouji::analyzer::rules {

namespace {
void review(const Plan& plan, const Run& run, Sink& sink);
}  // namespace

extern constinit const Rule waiver_expired;
constinit const Rule waiver_expired{
    .code = "GJ0903",
    .name = "waiver-expired",
    .family = "engine",
    .severity = Severity::Warning,
    .title = {"豁免已过有效期", "A waiver past its last day"},
    .page =
        {
            .checks = {"每条豁免的“有效至”与核对之日：过了最后一天，豁免即失效，原先豁免的问题照常列出。",
                       "The last day of each waiver against the day of the audit: past it the waiver waives nothing, and what it covered is told as usual."},
            .why = {"豁免是有期限的承诺。到期不问，例外就成了常态；到期不说，审计人员看不出问题为何重现。",
                    "A waiver is a promise with a date. Unasked, the exception becomes the rule; untold, nobody sees why the finding is back."},
            .guards = {"有效至某年、某月的，到该年、该月的最后一天为止；当天仍有效。所豁免的规则本次没有运行的，不报。",
                       "A waiver until a year or month holds to its last day, and on that day still. One of a rule that was not run is not told."},
            .failing = R"(plan 云溪 "云溪县养老服务行动方案" {
    period 2024..2026 @3
    indicator 床位 "护理型床位" stock 张 {
        milestone 2025 1000张 @5
        milestone 2026 1200张 @5
        target    2026 = 1200张 @4
    }
    allow milestone-target-mismatch on 床位 because "口径不同，已核实" by "县审计局" until 2025-06
    //^ waiver-expired: allow milestone-target-mismatch on 床位 because "口径不同，已核实" by "县审计局" until 2025-06
}
)",
            .passing = R"(plan 云溪 "云溪县养老服务行动方案" {
    period 2024..2026 @3
    indicator 床位 "护理型床位" stock 张 {
        milestone 2025 1000张 @5
        milestone 2026 1100张 @5
        target    2026 = 1200张 @4
    }
    allow milestone-target-mismatch on 床位 because "口径不同，已核实" by "县审计局" until 2026-01
}
)",
        },
    .follows_from = "",
    .review = review,
};

namespace {

std::string days_past(const PartialDate& until, std::chrono::year_month_day today) {
  return std::to_string((std::chrono::sys_days(today) - std::chrono::sys_days(until.last_day())).count());
}

void report(const Waiver& waiver, const PartialDate& until, std::chrono::year_month_day today, std::size_t count, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(waiver);
  finding.labels.push_back(label_of(waiver, {"有效至 " + until.text(), "until " + until.text()}));
  const Text outcome = count == 0 ? Text("它所豁免的问题已不存在", "what it covered is gone")
                                  : Text("它所豁免的 " + std::to_string(count) + " 个问题照常列出",
                                         std::to_string(count) + (count == 1 ? " finding that it covered is told again" : " findings that it covered are told again"));
  finding.message = dsl::fill({"{waiver}，有效至 {until}，已过期 {days} 天；{outcome}。", "{waiver} held until {until} and is {days} days past; {outcome}."},
                              {{"waiver", name_of(waiver)}, {"until", until.text()}, {"days", days_past(until, today)}, {"outcome", outcome}});
  finding.evidence.push_back({{"有效至", "until"}, until.text(), "", "", ""});
  finding.help = count == 0 ? Text("删去这条豁免。", "Remove the waiver.")
                            : Text("改正所涉问题；确须继续豁免的，由批准人重新核定并延长有效期。",
                                   "Settle the finding; if it must stay, have the waiver granted anew with a later date.");
  sink.fails(std::move(finding));
}

void review(const Plan& plan, const Run& run, Sink& sink) {
  if (plan.waivers.empty() || !run.today) return;
  FindingIndex told;
  for (const Finding& finding : run.findings) told.add(finding);
  for (const Waiver& waiver : plan.waivers) {
    const Rule* rule = waived_rule(run, waiver);
    if (rule == nullptr || !waiver.until) continue;
    if (is_expired(waiver, run.today)) {
      report(waiver, *waiver.until, *run.today, told.find(*rule, waiver.subject).count, sink);
      continue;
    }
    sink.holds({}, [&] {
      Check check;
      check.subject = subject_of(waiver);
      check.labels.push_back(label_of(waiver, name_of(waiver)));
      check.reason = {"有效至 " + waiver.until->text() + "，尚未过期", "until " + waiver.until->text() + ", not past yet"};
      return check;
    });
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
