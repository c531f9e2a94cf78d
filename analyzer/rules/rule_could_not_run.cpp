#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/run.hpp"

namespace gouji::analyzer::rules {

namespace {
void review(const Plan& plan, const Run& run, Sink& sink);
}  // namespace

extern constinit const Rule rule_could_not_run;
constinit const Rule rule_could_not_run{
    .code = "GJ0901",
    .name = "rule-could-not-run",
    .family = "engine",
    .severity = Severity::Error,
    .title = {"规则未能运行", "A rule could not run"},
    .page =
        {
            .checks = {"某条规则在核对某个方案时是否中途出错。出错的规则逐条列出；其余规则照常核对，报告照常写出，退出码为 2。",
                       "Whether a rule broke down over a plan. Each that did is named; the other rules go on, the report is written as usual, and the "
                       "exit code is 2."},
            .why = {"规则没有说话，可能是没有问题，也可能是没有查完；两者不能混为一谈。",
                    "A rule that says nothing may have found nothing, or may not have finished; the two must never look alike."},
            .guards = {"规则没有可查的内容（不涉及）、缺少依据（无法判定）都不是出错，在小结中另行计数。关掉或豁免本规则只收起这条说明，退出码仍为 2。",
                       "A rule with nothing to look at, or without what it needs, did not break down: these are counted apart. Leaving this rule out or "
                       "waiving it hides the words alone; the exit code stays 2."},
            // The tests audit both examples with one rule more, which breaks down over the plan 云溪.
            .failing = R"(plan 云溪 "云溪县养老服务行动方案" {
//^ rule-could-not-run: 云溪
    period 2024..2026 @3
}
)",
            .passing = R"(plan 石门 "石门县养老服务行动方案" {
    period 2024..2026 @3
}
)",
        },
    .follows_from = "",
    .review = review,
};

namespace {

void review(const Plan& plan, const Run& run, Sink& sink) {
  for (const RuleFailure& failure : run.failures) {
    Finding finding;
    finding.subject = subject_of(plan);
    finding.labels.push_back({plan.place, plan.place.span, {"未能查完的方案", "the plan that was not checked to the end"}, "plan"});
    finding.message = dsl::fill({"规则 {code} {rule} 核对“{plan}”时中途出错（{what}），没有查完；其余规则不受影响。",
                                 "Rule {code} {rule} broke down over “{plan}” ({what}) and did not finish; the other rules are not affected."},
                                {{"code", failure.rule->code}, {"rule", failure.rule->name}, {"plan", finding.subject.name}, {"what", failure.what}});
    finding.evidence.push_back({{"规则", "rule"}, std::string(failure.rule->name), "", "", ""});
    finding.help = {"这是 gouji 的缺陷，请连同方案文件报告；该规则没有报出的，不等于没有问题。",
                    "This is a defect of gouji: please report it with the plan file. What the rule did not say is not thereby in order."};
    sink.fails(std::move(finding));
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
