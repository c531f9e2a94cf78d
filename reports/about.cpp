#include "reports/about.hpp"

#include <map>
#include <string_view>

namespace gouji::reports {

namespace {

using analyzer::Finding;
using analyzer::Plan;
using analyzer::Subject;
using analyzer::SubjectKind;

template <typename Fact>
std::map<std::string_view, std::size_t> by_id(const std::vector<Fact>& facts) {
  std::map<std::string_view, std::size_t> index;
  for (std::size_t i = 0; i < facts.size(); ++i) index.emplace(facts[i].id, i);
  return index;
}

class Index {
 public:
  explicit Index(const Plan& plan)
      : plan_(plan), indicators_(by_id(plan.indicators)), tasks_(by_id(plan.tasks)), orgs_(by_id(plan.orgs)) {
    about.indicators.resize(plan.indicators.size());
    about.tasks.resize(plan.tasks.size());
    about.orgs.resize(plan.orgs.size());
  }

  void add(const Finding& finding, std::size_t number) {
    add(finding.subject, number);
    for (const Subject& subject : finding.subjects) add(subject, number);
    for (const analyzer::StatementId id : finding.statements) {
      if (analyzer::index(id) < plan_.statements.size()) note(about.indicators[analyzer::index(plan_[id].indicator)], number);
    }
    for (const Finding& follower : finding.followers) add(follower, number);
  }

  FindingsAbout about;

 private:
  // Numbers come in ascending order.
  static void note(FindingIndices& list, std::size_t number) {
    if (list.empty() || list.back() != number) list.push_back(number);
  }
  static void note(const std::map<std::string_view, std::size_t>& index, std::vector<FindingIndices>& lists, const Subject& subject,
                   std::size_t number) {
    if (const auto found = index.find(subject.id); found != index.end()) note(lists[found->second], number);
  }
  void add(const Subject& subject, std::size_t number) {
    if (subject.kind == SubjectKind::Indicator) note(indicators_, about.indicators, subject, number);
    if (subject.kind == SubjectKind::Task) note(tasks_, about.tasks, subject, number);
    if (subject.kind == SubjectKind::Org) note(orgs_, about.orgs, subject, number);
  }

  const Plan& plan_;
  std::map<std::string_view, std::size_t> indicators_;
  std::map<std::string_view, std::size_t> tasks_;
  std::map<std::string_view, std::size_t> orgs_;
};

}  // namespace

FindingsAbout findings_about(const Report& report, std::size_t plan) {
  Index index(report.plans[plan]);
  const std::vector<Finding>& findings = report.result.findings;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (findings[i].plan == plan) index.add(findings[i], i);
  }
  return std::move(index.about);
}

}  // namespace gouji::reports
