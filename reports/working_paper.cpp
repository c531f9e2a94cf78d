#include "reports/working_paper.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "analyzer/audit/responsible.hpp"
#include "reports/snippet.hpp"
#include "reports/wording.hpp"

namespace gouji::reports {

namespace {

using analyzer::Finding;
using analyzer::IndicatorId;
using analyzer::Label;
using analyzer::OrgId;
using analyzer::Plan;
using analyzer::Responsible;
using analyzer::StatementId;
using analyzer::Subject;
using analyzer::SubjectKind;
using analyzer::Task;
using analyzer::index;

struct FamilyStandard {
  std::string_view family;
  dsl::Template standard;
};

// docs/PRACTICE.md says where each of them is written and what it asks.
constexpr FamilyStandard kStandards[] = {
    {"reconcile", {"《国家审计准则》关于审计证据适当性的要求；XBRL Calculations 1.1", "National Auditing Standards (appropriate evidence); XBRL Calculations 1.1"}},
    {"unit", {"SMART 之“可衡量”；绩效目标的完整性和细化量化", "SMART: measurable; completeness of performance targets"}},
    {"wording", {"SMART 之“具体”；RACER 之“可信”“稳健”", "SMART: specific; RACER: credible, robust"}},
    {"time", {"SMART 之“有时限”；规划衔接；中期评估", "SMART: time-bound; fit of plans; mid-term evaluation"}},
    {"structure", {"绩效目标审核的完整性、相关性；RACER 之“相关”", "review of performance targets: complete, relevant; RACER: relevant"}},
    {"responsibility", {"绩效审计的责任方；指标的归口", "the responsible party of performance audits; owners of indicators"}},
    {"feasibility", {"绩效目标审核的适当性、可行性；SMART 之“可实现”", "review of performance targets: appropriate, feasible; SMART: achievable"}},
    {"source", {"《国家审计准则》关于审计证据与工作底稿的要求", "National Auditing Standards (evidence and working papers)"}},
    {"engine", {"《国家审计准则》关于审计记录的要求", "National Auditing Standards (audit records)"}},
};

std::string_view standard_of(std::string_view family, Language language) {
  for (const FamilyStandard& known : kStandards) {
    if (known.family == family) return pick(known.standard, language);
  }
  return {};
}

// Who answers for the facts of one plan.
class Duties {
 public:
  explicit Duties(const Plan& plan) : plan_(plan), serving_(plan.indicators.size()) {
    for (std::size_t i = 0; i < plan.indicators.size(); ++i) indicators_.emplace(plan.indicators[i].id, i);
    for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
      tasks_.emplace(plan.tasks[i].id, i);
      if (plan.tasks[i].safeguard) continue;
      for (const IndicatorId id : plan.tasks[i].supports) serving_[index(id)].push_back(i);
    }
  }

  void answer(const Finding& finding, Paper& paper) const {
    std::vector<const Subject*> subjects;
    if (finding.subjects.empty()) subjects.push_back(&finding.subject);
    for (const Subject& subject : finding.subjects) subjects.push_back(&subject);
    Names names;
    std::optional<Answers> as;
    for (const Subject* subject : subjects) {
      const Answers found = add(*subject, names);
      // What covers several is told as the weakest of them.
      if (found != Answers::Nobody) as = std::max(as.value_or(found), found);
    }
    constexpr std::size_t kMostNames = 6;  // beyond that it is everybody's, and so the drafter's
    if (as && names.list.size() <= kMostNames) {
      paper.answers = *as;
      paper.responsible = std::move(names.list);
    } else {
      answer(paper);
    }
  }

  void answer(Paper& paper) const {
    if (plan_.issuers.empty()) return;
    paper.answers = Answers::Drafter;
    for (const std::string& issuer : plan_.issuers) paper.responsible.push_back(visible(issuer));
  }

 private:
  struct Names {
    std::vector<std::string> list;
    std::set<std::string> seen;
    void add(std::string_view name) {
      std::string text = visible(name);
      if (seen.insert(text).second) list.push_back(std::move(text));
    }
  };

  Answers add(const Subject& subject, Names& names) const {
    if (subject.kind == SubjectKind::Task) {
      const auto found = tasks_.find(subject.id);
      return found == tasks_.end() ? Answers::Nobody : add(plan_.tasks[found->second], names);
    }
    if (subject.kind == SubjectKind::Org) {
      names.add(subject.name);
      return Answers::Named;
    }
    if (subject.kind != SubjectKind::Indicator) return Answers::Nobody;
    const auto found = indicators_.find(subject.id);
    if (found == indicators_.end()) return Answers::Nobody;
    if (const auto owner = plan_.indicators[found->second].owner) {
      names.add(plan_[*owner].name);
      return Answers::Owner;
    }
    Answers answers = Answers::Nobody;
    for (const std::size_t task : serving_[found->second]) answers = std::max(answers, add(plan_.tasks[task], names));
    return answers;
  }

  Answers add(const Task& task, Names& names) const {
    const analyzer::Responsibility responsibility = analyzer::responsibility_of(plan_, task);
    const bool leads = !responsibility.leads.empty();
    const std::vector<const Responsible*>& units = leads ? responsibility.leads : responsibility.units;
    for (const Responsible* unit : units) names.add(plan_[unit->org].name);
    if (units.empty()) return Answers::Nobody;
    return leads ? Answers::Lead : Answers::Named;
  }

  const Plan& plan_;
  std::map<std::string_view, std::size_t> indicators_;
  std::map<std::string_view, std::size_t> tasks_;
  std::vector<std::vector<std::size_t>> serving_;  // tasks by indicator
};

PaperPlace place_of(const dsl::SourceText& source, dsl::Span span, std::string words) {
  return {position_words(source, span), source.position(span.begin).line, std::nullopt, quote(source, span), std::move(words)};
}

Paper paper_of(const Report& report, const Entry& entry) {
  const Language language = report.options.language;
  const dsl::SourceText& source = *entry.file->source;
  const dsl::Diagnostic& diagnostic = *entry.diagnostic;
  const dsl::MistakeInfo& mistake = dsl::info(diagnostic.mistake);
  Paper paper;
  paper.file = entry.file;
  paper.code = mistake.code;
  paper.title = pick(mistake.title, language);
  paper.subject = quote(source, diagnostic.span);
  paper.criterion = word(language, "方案文件须按方案语言书写，才能逐句核对。", "A plan file must follow the plan language, so that every sentence of it can be checked.");
  paper.condition = shown(diagnostic.message, language);
  paper.places.push_back(place_of(source, diagnostic.span, {}));
  for (const dsl::Note& note : diagnostic.notes) paper.places.push_back(place_of(source, note.span, shown(note.text, language)));
  paper.effect = word(language, "有误的语句未参与审计，其中的问题不会列出。", "The statement was not audited, and what may be wrong with it is not told.");
  if (!diagnostic.help.empty()) paper.proposals.push_back(shown(diagnostic.help, language));
  paper.key = mistake_fingerprint(source, diagnostic);
  return paper;
}

Paper paper_of(const Report& report, const File& file, const Finding& finding) {
  const Language language = report.options.language;
  const Plan& plan = report.plans[finding.plan];
  const dsl::SourceText& source = *plan.source;
  Paper paper;
  paper.file = &file;
  paper.plan = finding.plan;
  paper.finding = static_cast<std::size_t>(&finding - report.result.findings.data());
  paper.severity = finding.severity;
  paper.code = finding.rule->code;
  paper.title = pick(finding.rule->title, language);
  paper.subject = visible(finding.subject.name);
  paper.criterion = pick(finding.rule->page.checks, language);
  paper.standard = standard_of(finding.rule->family, language);
  paper.condition = shown(finding.message, language);
  for (const Label& label : finding.labels) {
    paper.places.push_back(place_of(source, analyzer::marked_span(label), shown(label.text, language)));
    paper.places.back().document = document_of(label.place);
  }
  // A figure that is told at its place already is not told again.
  const bool by_subject = finding.subjects.size() > 1 && finding.subjects.size() == finding.evidence.size();
  for (std::size_t i = 0; i < finding.evidence.size(); ++i) {
    const analyzer::Evidence& evidence = finding.evidence[i];
    const std::string name = shown(evidence.name, language);
    const auto tells_it = [&](const PaperPlace& place) {
      return place.words.find(name) != std::string::npos && place.words.find(visible(evidence.value)) != std::string::npos;
    };
    if (std::any_of(paper.places.begin(), paper.places.end(), tells_it)) continue;
    // That 10% are 0.1 need not be said.
    std::string words = evidence.unit == "%" ? fmt::format("{} {}", name, visible(evidence.value + evidence.unit)) : evidence_words(evidence, language);
    if (by_subject) words = fmt::format(fmt::runtime(word(language, "“{}”{}", "\"{}\" {}")), visible(finding.subjects[i].name), words);
    paper.evidence.push_back(std::move(words));
  }
  for (const analyzer::Step& step : finding.computation) {
    if (step.operation != analyzer::Operation::Value) paper.arithmetic.push_back(visible(step.text));
  }
  for (const dsl::Text& note : finding.notes) paper.notes.push_back(shown(note, language));
  if (finding.subjects.size() > 1) {
    for (const Subject& subject : finding.subjects) paper.concerns.push_back(visible(subject.name));
  }
  paper.effect = pick(finding.rule->page.why, language);
  if (!finding.help.empty()) paper.proposals.push_back(shown(finding.help, language));
  if (finding.suggestion) {
    paper.proposals.push_back(fmt::format("{}{}", word(language, "建议（须起草人确认）：", "suggestion (for the drafter to confirm): "),
                                          suggestion_words(*finding.suggestion, source, language)));
  }
  for (const Finding& follower : finding.followers) {
    paper.followers.push_back(fmt::format("{}{}{}", grade_words(follower.severity, follower.rule->code, language), word(language, "：", ": "),
                                          shown(follower.message, language)));
  }
  paper.key = finding.fingerprint;
  return paper;
}

}  // namespace

std::vector<Paper> papers_of(const Report& report) {
  std::map<const dsl::SourceText*, std::size_t> first_plan;
  for (std::size_t i = 0; i < report.plans.size(); ++i) first_plan.emplace(report.plans[i].source, i);
  std::vector<Paper> papers;
  for (const Entry& entry : ordered_entries(report)) {
    if (entry.finding) {
      papers.push_back(paper_of(report, *entry.file, *entry.finding));
      continue;
    }
    papers.push_back(paper_of(report, entry));
    const Plan* around = plan_around(report, *entry.file->source, entry.diagnostic->span);
    if (around != nullptr) papers.back().plan = static_cast<std::size_t>(around - report.plans.data());
  }

  // Entries come by file and place.
  const auto group = [&](const Paper& paper) {
    const auto first = first_plan.find(paper.file->source);
    const std::size_t plan = paper.plan ? *paper.plan : first == first_plan.end() ? 0 : first->second;
    return std::tuple(paper.file, plan, paper.severity);
  };
  std::stable_sort(papers.begin(), papers.end(), [&](const Paper& a, const Paper& b) { return group(a) < group(b); });

  std::optional<std::size_t> plan_of_duties;
  std::optional<Duties> duties;
  std::map<std::pair<std::string, std::string>, std::size_t> seen;
  for (std::size_t i = 0; i < papers.size(); ++i) {
    Paper& paper = papers[i];
    paper.number = i + 1;
    if (paper.plan) {
      paper.plan_id = report.plans[*paper.plan].id;
      if (plan_of_duties != paper.plan) {
        duties.emplace(report.plans[*paper.plan]);
        plan_of_duties = paper.plan;
      }
      if (paper.finding) {
        duties->answer(report.result.findings[*paper.finding], paper);
      } else {
        duties->answer(paper);
      }
    }
    if (const std::size_t times = ++seen[{paper.plan_id, paper.key}]; times > 1) paper.key += fmt::format(":{}", times);
  }
  return papers;
}

std::vector<std::size_t> paper_numbers(const Report& report, const std::vector<Paper>& papers) {
  std::vector<std::size_t> numbers(report.result.findings.size(), 0);
  for (const Paper& paper : papers) {
    if (paper.finding) numbers[*paper.finding] = paper.number;
  }
  return numbers;
}

std::string responsible_words(const Paper& paper, Language language) {
  if (paper.responsible.empty()) return {};
  const std::string names = list_names(paper.responsible, language);
  switch (paper.answers) {
    case Answers::Nobody: return {};
    case Answers::Owner: return fmt::format("{}{}", names, word(language, "（归口）", " (owner)"));
    case Answers::Lead: return fmt::format("{}{}", names, word(language, "（牵头）", " (lead)"));
    case Answers::Named: return names;
    case Answers::Drafter: return fmt::format("{}{}", names, word(language, "（发文机关）", " (issuer)"));
  }
  return {};
}

std::string numbers_words(const std::vector<std::size_t>& findings, const std::vector<std::size_t>& numbers, Language language) {
  std::vector<std::size_t> told;
  for (const std::size_t finding : findings) told.push_back(numbers[finding]);
  std::sort(told.begin(), told.end());
  return fmt::format("{}", fmt::join(told, word(language, "、", ", ")));
}

}  // namespace gouji::reports
