#include <algorithm>
#include <map>
#include <set>

#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/run.hpp"
#include "analyzer/source/proof.hpp"
#include "dsl/unicode.hpp"

namespace gouji::analyzer::rules {

namespace {
void review(const Plan& plan, const Run& run, Sink& sink);
}  // namespace

extern constinit const Rule waiver_unused;
constinit const Rule waiver_unused{
    .code = "GJ0902",
    .name = "waiver-unused",
    .family = "engine",
    .severity = Severity::Warning,
    .title = {"豁免没有用处", "A waiver that covers no finding"},
    .page =
        {
            .checks = {"方案中每条尚在有效期内的豁免，是否确有它所豁免的问题：规则有没有报过，“对于”后面的对象是不是规则所报的对象。",
                       "For each waiver in force, whether there is a finding that it covers: whether its rule found anything, and whether the subject behind "
                       "“on” is the one the rule speaks of."},
            .why = {"没有用处的豁免，要么是问题已经改正而豁免忘了删，要么是对象写错、该豁免的没有豁免；留着它，以后同一规则的新问题会被悄悄盖住。",
                    "Either the finding was settled and the waiver forgotten, or the subject is wrong and nothing is waived. Left standing, it will quietly cover "
                    "the rule's next finding."},
            .guards = {"本次没有运行的规则、中途出错的规则、没有给出原文时的原文规则（source），其豁免不作判断；过期的豁免由 waiver-expired 报；"
                       "对本族（engine）规则的豁免不查。",
                       "Waivers of rules that were not run or broke down, and of source rules without the documents, are not judged; an expired one is "
                       "waiver-expired's; waivers of rules of this family are not looked at."},
            .failing = R"(plan 云溪 "云溪县养老服务行动方案" {
    period 2024..2026 @3
    indicator 床位 "护理型床位" stock 张 {
        milestone 2025 1000张 @5
        milestone 2026 1200张 @5
        target    2026 = 1200张 @4
    }
    allow milestone-target-mismatch on 床位 because "口径不同，已核实" by "县审计局" until 2030-12-31
    //^ waiver-unused: allow milestone-target-mismatch on 床位 because "口径不同，已核实" by "县审计局" until 2030-12-31
}
)",
            .passing = R"(plan 云溪 "云溪县养老服务行动方案" {
    period 2024..2026 @3
    indicator 床位 "护理型床位" stock 张 {
        milestone 2025 1000张 @5
        milestone 2026 1100张 @5
        target    2026 = 1200张 @4
    }
    allow milestone-target-mismatch on 床位 because "口径不同，已核实" by "县审计局" until 2030-12-31
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .review = review,
};

namespace {

constexpr std::size_t kMostNamed = 3;
// Each search goes through all names of the plan.
constexpr std::size_t kMostSearches = 50;

// What one rule found, waived or not.
struct Found {
  std::vector<std::string_view> subjects;  // the first few
  std::size_t count = 0;
  std::set<std::string_view> listed;       // ids and names of what its findings list
};

class UnusedWaivers {
 public:
  UnusedWaivers(const Plan& plan, const Run& run, Sink& sink) : plan_(plan), run_(run), sink_(sink) {
    for (const WaivedFinding& waived : run.waived) {
      taken_.add(waived.finding);
      used_.insert(waived.waiver);
      add(waived.finding);
    }
    for (const Finding& finding : run.findings) add(finding);
    for (const RuleFailure& failure : run.failures) broken_.insert(failure.rule);
  }

  void judge(std::size_t index) {
    const Waiver& waiver = plan_.waivers[index];
    const Rule* rule = waived_rule(run_, waiver);
    if (rule == nullptr || is_expired(waiver, run_.today)) return;
    if (used_.contains(index)) {
      return sink_.holds({}, [&] { return check_of(waiver, {"确有所豁免的问题", "there is a finding that it covers"}); });
    }
    const bool without_document = rule->family == "source" && (!plan_.proof || !plan_.proof->document);
    if (without_document || broken_.contains(rule)) {
      return sink_.undetermined([&] {
        return check_of(waiver, without_document ? Text("没有给出原文，所豁免的规则无从核对", "without its document the waived rule cannot check")
                                                 : Text("所豁免的规则中途出错", "the waived rule broke down"));
      });
    }
    report(waiver, *rule);
  }

 private:
  void add(const Finding& finding) {
    Found& found = found_[finding.rule];
    ++found.count;
    if (found.subjects.size() < kMostNamed) found.subjects.push_back(finding.subject.name);
    for (const Subject& subject : finding.subjects) found.listed.insert({subject.id, subject.name});
  }

  static Check check_of(const Waiver& waiver, Text reason) {
    Check check;
    check.subject = subject_of(waiver);
    check.labels.push_back(label_of(waiver, name_of(waiver)));
    check.reason = std::move(reason);
    return check;
  }

  const std::set<std::string_view>& names() {
    if (!names_.empty()) return names_;
    names_.insert({plan_.id, plan_.title});
    const auto insert = [&](const auto& facts, auto name_of) {
      for (const auto& fact : facts) names_.insert({std::string_view(fact.id), std::string_view(name_of(fact))});
    };
    const auto name = [](const auto& fact) -> std::string_view { return fact.name; };
    const auto title = [](const auto& fact) -> std::string_view { return fact.title; };
    insert(plan_.indicators, name);
    insert(plan_.orgs, name);
    insert(plan_.phases, name);
    insert(plan_.tasks, title);
    insert(plan_.sections, title);
    insert(plan_.tables, title);
    names_.erase(std::string_view());
    return names_;
  }

  // Why the waiver covers nothing, and what to do.
  std::pair<Text, Text> explain(const Waiver& waiver, const Rule& rule) {
    const Text remove("删去这条豁免。", "Remove the waiver.");
    if (const auto hit = taken_.find(rule, waiver.subject); hit.count > 0) {
      const Waiver& other = plan_.waivers[run_.waived[hit.first].waiver];
      const std::string line = std::to_string(plan_.source->position(other.place.span.begin).line);
      return {{"同一问题已由第 " + line + " 行的豁免涵盖", "the waiver in line " + line + " covers the same already"}, remove};
    }
    const auto found = found_.find(&rule);
    if (found == found_.end()) return {{"该规则没有报出问题", "the rule found nothing"}, remove};
    if (found->second.listed.contains(waiver.subject)) {
      return {{"该规则把“" + waiver.subject + "”与其他几项并作一条报出，只能整条豁免",
               "the rule tells “" + waiver.subject + "” together with others in one finding, which can only be waived as a whole"},
              {"要豁免整条，去掉“对于 " + waiver.subject + "”；只想豁免这一项，须先改正其余各项。",
               "To waive the whole, leave out “on " + waiver.subject + "”; to waive this one alone, settle the others first."}};
    }
    std::vector<Text> subjects;
    for (const std::string_view subject : found->second.subjects) subjects.emplace_back("“" + std::string(subject) + "”");
    Text list = dsl::join(subjects);
    if (found->second.count > subjects.size()) list = {list.zh + "等", list.en + ", …"};
    const bool known = names().contains(waiver.subject);
    std::optional<std::string> near;
    if (!known && ++searches_ <= kMostSearches) near = dsl::nearest(waiver.subject, {names().begin(), names().end()});
    const Text which = known ? Text("该规则报的是" + list.zh + "，不是“" + waiver.subject + "”", "the rule speaks of " + list.en + ", not of “" + waiver.subject + "”")
                             : Text("方案中没有“" + waiver.subject + "”，该规则报的是" + list.zh, "the plan has no “" + waiver.subject + "”; the rule speaks of " + list.en);
    if (near) return {which, {"是不是“" + *near + "”？", "Did you mean “" + *near + "”?"}};
    return {which, {"改正豁免的对象，或删去这条豁免。", "Correct the subject of the waiver, or remove it."}};
  }

  void report(const Waiver& waiver, const Rule& rule) {
    const auto [why, help] = explain(waiver, rule);
    Finding finding;
    finding.subject = subject_of(waiver);
    finding.labels.push_back(label_of(waiver, {"没有用处的豁免", "covers nothing"}));
    finding.message = dsl::fill({"{waiver}没有用处：{why}。", "{waiver} covers nothing: {why}."}, {{"waiver", name_of(waiver)}, {"why", why}});
    finding.evidence.push_back({{"规则", "rule"}, waiver.rule, "", "", ""});
    finding.help = help;
    sink_.fails(std::move(finding));
  }

  const Plan& plan_;
  const Run& run_;
  Sink& sink_;
  FindingIndex taken_;                          // by waivers
  std::set<std::size_t> used_;                  // waivers
  std::set<const Rule*> broken_;
  std::map<const Rule*, Found> found_;
  std::set<std::string_view> names_;
  std::size_t searches_ = 0;
};

void review(const Plan& plan, const Run& run, Sink& sink) {
  if (plan.waivers.empty()) return;
  UnusedWaivers unused(plan, run, sink);
  for (std::size_t i = 0; i < plan.waivers.size(); ++i) unused.judge(i);
}

}  // namespace

}  // namespace gouji::analyzer::rules
