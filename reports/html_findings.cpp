// The findings: filters, then each with its places, arithmetic, line of the document and proposal.
#include <algorithm>
#include <set>

#include "analyzer/audit/responsible.hpp"
#include "analyzer/source/proof.hpp"
#include "reports/html_parts.hpp"
#include "reports/wording.hpp"

namespace gouji::reports::html {

namespace {

using analyzer::Finding;
using analyzer::IndicatorId;
using analyzer::Label;
using analyzer::OrgId;
using analyzer::Plan;
using analyzer::Severity;
using analyzer::Subject;
using analyzer::SubjectKind;
using analyzer::index;

// Beyond these a finding's places are folded away; on paper they are all there.
constexpr std::size_t kMostPlaces = 10;
// A longer list of units says no more than the finding itself.
constexpr std::size_t kMostUnits = 6;

// Which organisations answer for what a finding speaks of.
class Responsibles {
 public:
  explicit Responsibles(const PlanView& view) : view_(view), plan_(*view.plan), supporters_(plan_.indicators.size()) {
    for (std::size_t i = 0; i < plan_.tasks.size(); ++i) tasks_.emplace(plan_.tasks[i].id, i);
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i) indicators_.emplace(plan_.indicators[i].id, i);
    for (std::size_t i = 0; i < plan_.orgs.size(); ++i) orgs_.emplace(plan_.orgs[i].id, i);
    for (const analyzer::graph::Edge& edge : view.graph.edges) {
      if (edge.kind == analyzer::graph::EdgeKind::Supports) supporters_[view.graph[edge.to].index].push_back(view.graph[edge.from].index);
    }
  }

  [[nodiscard]] std::set<OrgId> of(const Finding& finding) const {
    std::set<OrgId> units;
    if (finding.subjects.empty()) add(finding.subject, units);
    for (const Subject& subject : finding.subjects) add(subject, units);
    if (finding.subject.kind == SubjectKind::Statement) {
      for (const analyzer::StatementId id : finding.statements) add_indicator(index(plan_[id].indicator), units);
    }
    return units;
  }

 private:
  void add(const Subject& subject, std::set<OrgId>& units) const {
    if (subject.kind == SubjectKind::Org) {
      if (const auto found = orgs_.find(subject.id); found != orgs_.end()) units.insert(static_cast<OrgId>(found->second));
    } else if (subject.kind == SubjectKind::Task) {
      if (const auto found = tasks_.find(subject.id); found != tasks_.end()) add_task(found->second, units);
    } else if (subject.kind == SubjectKind::Indicator) {
      if (const auto found = indicators_.find(subject.id); found != indicators_.end()) add_indicator(found->second, units);
    }
  }
  // Its leads; where none is called so, all that it names.
  void add_task(std::size_t task, std::set<OrgId>& units) const {
    const std::vector<OrgId> leads = analyzer::leads_of(plan_, plan_.tasks[task]);
    units.insert(leads.begin(), leads.end());
    if (!leads.empty()) return;
    for (const analyzer::Responsible& unit : plan_.tasks[task].units) units.insert(unit.org);
  }
  // Its owner, else the leads of the tasks that serve it.
  void add_indicator(std::size_t indicator, std::set<OrgId>& units) const {
    if (const auto& owner = plan_.indicators[indicator].owner) {
      units.insert(*owner);
      return;
    }
    for (const std::size_t task : supporters_[indicator]) {
      const std::vector<OrgId> leads = analyzer::leads_of(plan_, plan_.tasks[task]);
      units.insert(leads.begin(), leads.end());
    }
  }

  const PlanView& view_;
  const Plan& plan_;
  std::map<std::string_view, std::size_t> tasks_;
  std::map<std::string_view, std::size_t> indicators_;
  std::map<std::string_view, std::size_t> orgs_;
  std::vector<std::vector<std::size_t>> supporters_;
};

struct ToldPlace {
  dsl::Span span;
  Text words;
  const analyzer::Place* place = nullptr;  // null: of a mistake of the language
};

std::string_view family_of(const Entry& entry) { return entry.finding ? entry.finding->rule->family : "language"; }

class Writer {
 public:
  Writer(const Context& context, int level) : context_(context), report_(context.report), level_(level) {
    units_.resize(context.shown.size());
    std::vector<Responsibles> responsibles;
    for (const PlanView& view : context.plans) responsibles.emplace_back(view);
    for (std::size_t i = 0; i < context.shown.size(); ++i) {
      const Finding* finding = context.shown[i].entry.finding;
      if (finding == nullptr) continue;
      const Plan& plan = report_.plans[finding->plan];
      for (const OrgId id : responsibles[finding->plan].of(*finding)) units_[i].push_back(plan[id].name.empty() ? plan[id].id : plan[id].name);
    }
    for (const auto& names : units_) {
      for (const std::string& name : names) unit_numbers_.emplace(name, 0);
    }
    std::size_t number = 0;
    for (auto& [name, its] : unit_numbers_) its = number++;
  }

  [[nodiscard]] std::string take() {
    if (context_.shown.empty()) return {};
    filters();
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) group(severity);
    page_.markup("<p class=\"nothing\" id=\"nothing\" hidden>").say("没有符合筛选条件的问题。", "No finding matches the filters.").markup("</p>\n");
    return page_.take();
  }

 private:
  void filters();
  // A box for each value that occurs, with how often; nothing when there is but one.
  void choices(std::string_view key, const Text& title, const std::vector<std::pair<std::string, Text>>& values,
               const std::map<std::string, std::size_t, std::less<>>& counts);
  void group(Severity severity);
  void write(const Shown& shown, const std::vector<std::string>& units);
  void places(const dsl::SourceText& source, const std::vector<ToldPlace>& told);
  void row(const dsl::SourceText& source, const ToldPlace& place);
  void document_text(const Plan& plan, const Finding& finding);
  void details(const std::vector<Detail>& zh, const std::vector<Detail>& en);
  void follower(const Finding& finding);
  void heading(int level, const Text& title);
  void title(const Shown& shown);
  void meta(const Shown& shown, const std::vector<std::string>& units);

  const Context& context_;
  const Report& report_;
  int level_;
  std::vector<std::vector<std::string>> units_;  // by shown
  std::map<std::string, std::size_t> unit_numbers_;
  Page page_;
};

void Writer::choices(std::string_view key, const Text& title, const std::vector<std::pair<std::string, Text>>& values,
                     const std::map<std::string, std::size_t, std::less<>>& counts) {
  if (counts.size() < 2) return;
  page_.put("<fieldset data-key=\"{}\"><legend>", key).say(title).markup("</legend>\n");
  for (const auto& [value, words] : values) {
    const auto found = counts.find(value);
    if (found == counts.end()) continue;
    page_.put("<label><input type=\"checkbox\" value=\"{}\"> ", escaped(value)).say(words).put(" <b>{}</b></label>\n", found->second);
  }
  page_.markup("</fieldset>\n");
}

void Writer::filters() {
  std::map<std::string, std::size_t, std::less<>> severities;
  std::map<std::string, std::size_t, std::less<>> families;
  std::map<std::string, std::size_t, std::less<>> plans;
  for (const Shown& shown : context_.shown) {
    ++severities[std::string(analyzer::to_string(severity_of(shown.entry)))];
    ++families[std::string(family_of(shown.entry))];
    if (shown.plan) ++plans[std::to_string(*shown.plan + 1)];
  }
  page_.markup("<form class=\"filters\" id=\"filters\" hidden role=\"search\" ");
  page_.markup(spoken_attribute("aria-label", {"筛选问题", "Filter the findings"}, context_.language())).markup(">\n");
  page_.markup("<p class=\"field\"><label for=\"q\">").say("全文检索", "Search").markup("</label><input type=\"search\" id=\"q\" autocomplete=\"off\" spellcheck=\"false\"></p>\n");
  std::vector<std::pair<std::string, Text>> values;
  for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
    values.emplace_back(analyzer::to_string(severity), severity_words(severity));
  }
  choices("severity", {"级别", "Severity"}, values, severities);
  values.clear();
  for (const std::string_view family : {"language", "reconcile", "unit", "wording", "time", "structure", "responsibility", "feasibility", "source", "engine"}) {
    values.emplace_back(family, family_words(family));
  }
  choices("family", {"问题类别", "Kind"}, values, families);
  values.clear();
  for (std::size_t i = 0; i < report_.plans.size(); ++i) values.emplace_back(std::to_string(i + 1), title_of(report_.plans[i]));
  choices("plan", {"方案", "Plan"}, values, plans);
  if (unit_numbers_.size() > 1) {
    page_.markup("<p class=\"field\"><label for=\"unit\">").say("所涉单位", "Unit concerned").markup("</label><select id=\"unit\">");
    page_.put("<option value=\"\" data-zh=\"全部\" data-en=\"all\">{}</option>", word(context_.language(), "全部", "all"));
    for (const auto& [name, number] : unit_numbers_) page_.put("<option value=\"{0}\" data-number=\"{1}\">{0}</option>", escaped(name), number);
    page_.markup("</select></p>\n");
  }
  page_.markup("<p class=\"count\"><output id=\"count\" aria-live=\"polite\"></output> <button type=\"button\" id=\"clear\" hidden>").say("清除筛选", "Clear filters");
  page_.markup("</button></p>\n</form>\n");
}

void Writer::heading(int level, const Text& title) { page_.put("<h{}>", level).say(title).put("</h{}>\n", level); }

void Writer::group(Severity severity) {
  const auto is_of = [&](const Shown& shown) { return severity_of(shown.entry) == severity; };
  const auto count = std::count_if(context_.shown.begin(), context_.shown.end(), is_of);
  if (count == 0) return;
  page_.put("<section class=\"group\" id=\"{}s\">\n", analyzer::to_string(severity));
  const Text words = severity_words(severity);
  heading(level_, {fmt::format("{}（{}）", words.zh, count), fmt::format("{} ({})", words.en, count)});
  for (std::size_t i = 0; i < context_.shown.size(); ++i) {
    if (is_of(context_.shown[i])) write(context_.shown[i], units_[i]);
  }
  page_.markup("</section>\n");
}

void Writer::title(const Shown& shown) {
  const Entry& entry = shown.entry;
  const Severity severity = severity_of(entry);
  const std::string_view code = entry.finding ? entry.finding->rule->code : dsl::info(entry.diagnostic->mistake).code;
  const std::string_view name = entry.finding ? entry.finding->rule->name : dsl::info(entry.diagnostic->mistake).name;
  const Text title = entry.finding ? Text(std::string(entry.finding->rule->title.zh), std::string(entry.finding->rule->title.en))
                                   : Text("方案文件写法有误", "A mistake in the plan file");
  page_.put("<h{} id=\"{}-h\"><a class=\"anchor\" href=\"#{}\">{}</a> <span class=\"grade\">", level_ + 1, shown.id, shown.id, shown.number);
  page_.say(severity_words(severity)).markup("</span> ").say(title);
  page_.put(" <span class=\"code\" title=\"{}\">{}</span></h{}>\n", escaped(name), escaped(code), level_ + 1);
}

void Writer::meta(const Shown& shown, const std::vector<std::string>& units) {
  page_.markup("<p class=\"meta\">").say(family_words(family_of(shown.entry)));
  if (report_.plans.size() > 1 && shown.plan) page_.markup(" · ").text(title_of(report_.plans[*shown.plan]));
  page_.markup(" · <span class=\"path\">").text(shown.entry.file->source->name()).markup("</span>");
  if (!units.empty()) {
    const std::vector<std::string> first(units.begin(), units.begin() + static_cast<std::ptrdiff_t>(std::min(units.size(), kMostUnits)));
    const std::string zh = list_names(first, Language::Chinese);
    const std::string en = list_names(first, Language::English);
    page_.markup(" · ");
    if (units.size() > kMostUnits) {
      page_.say(fmt::format("所涉单位：{}等 {} 家", zh, units.size()), fmt::format("units concerned: {} and {} more", en, units.size() - kMostUnits));
    } else {
      page_.say("所涉单位：" + zh, "units concerned: " + en);
    }
  }
  page_.markup("</p>\n");
}

void Writer::row(const dsl::SourceText& source, const ToldPlace& place) {
  const dsl::LineColumn at = source.position(place.span.begin);
  page_.put("<tr><td class=\"at\">{}:{}</td><td>", at.line, at.column);
  if (place.place != nullptr) page_.say(place_words(*place.place));
  page_.markup("</td><td class=\"quoted\">").text(quote(source, place.span)).markup("</td><td>").say(place.words).markup("</td></tr>\n");
}

void Writer::places(const dsl::SourceText& source, const std::vector<ToldPlace>& told) {
  const auto table = [&](std::size_t from, std::size_t to) {
    page_.markup("<div class=\"wide\"><table class=\"places\"><thead><tr><th scope=\"col\">").say("方案文件 行:列", "plan file line:column").markup("</th><th scope=\"col\">");
    page_.say("原文", "document").markup("</th><th scope=\"col\">").say("所写", "text").markup("</th><th scope=\"col\">").say("说明", "what it says");
    page_.markup("</th></tr></thead><tbody>\n");
    for (std::size_t i = from; i < to; ++i) row(source, told[i]);
    page_.markup("</tbody></table></div>\n");
  };
  table(0, std::min(told.size(), kMostPlaces));
  if (told.size() <= kMostPlaces) return;
  const std::size_t more = told.size() - kMostPlaces;
  page_.markup("<details><summary>").say(fmt::format("其余 {} 处", more), fmt::format("{} more places", more)).markup("</summary>\n");
  table(kMostPlaces, told.size());
  page_.markup("</details>\n");
}

// The lines of the document that the places name, when the plan was held against it.
void Writer::document_text(const Plan& plan, const Finding& finding) {
  if (!plan.proof || !plan.proof->document) return;
  const auto& lines = plan.proof->document->lines;
  std::set<std::uint32_t> wanted;
  for (const Label& label : finding.labels) {
    if (!label.place.document || !label.place.document->line) continue;
    const std::uint32_t first = *label.place.document->line;
    for (std::uint32_t line = first; line <= label.place.document->last_line.value_or(first) && line <= lines.size(); ++line) {
      if (line > 0 && lines[line - 1].raw.find_first_not_of(" \t\r") != std::string::npos) wanted.insert(line);
    }
  }
  if (wanted.empty()) return;
  page_.markup("<details class=\"document\"><summary>").say(fmt::format("原文（{} 行）", wanted.size()), fmt::format("The document ({} line{})", wanted.size(), wanted.size() == 1 ? "" : "s"));
  page_.markup("</summary>\n");
  for (const std::uint32_t line : wanted) page_.put("<p><span class=\"at\">{}</span> <span lang=\"zh\">{}</span></p>\n", line, escaped(lines[line - 1].raw));
  page_.markup("</details>\n");
}

void Writer::details(const std::vector<Detail>& zh, const std::vector<Detail>& en) {
  if (zh.empty()) return;
  page_.markup("<dl>\n");
  for (std::size_t i = 0; i < zh.size() && i < en.size(); ++i) {
    page_.markup("<div><dt>").say(zh[i].title, en[i].title).markup("</dt><dd>").say(zh[i].text, en[i].text).markup("</dd></div>\n");
  }
  page_.markup("</dl>\n");
}

void Writer::follower(const Finding& finding) {
  const Plan& plan = report_.plans[finding.plan];
  page_.markup("<li><span class=\"grade\">").say(severity_words(finding.severity)).put("</span> <span class=\"code\">{}</span> ", finding.rule->code);
  page_.say(finding.message).markup(" <span class=\"at\">").text(position_words(*plan.source, analyzer::marked_span(finding.labels.front())));
  page_.markup("</span> ").say(place_words(finding.labels.front().place)).markup("</li>\n");
}

void Writer::write(const Shown& shown, const std::vector<std::string>& units) {
  const Entry& entry = shown.entry;
  std::string numbers;
  for (const std::string& name : units) numbers += fmt::format("{}{}", numbers.empty() ? "" : " ", unit_numbers_.at(name));
  page_.put("<article class=\"finding {0}\" id=\"{1}\" aria-labelledby=\"{1}-h\" data-severity=\"{0}\" data-family=\"{2}\" data-plan=\"{3}\" data-units=\"{4}\">\n",
            analyzer::to_string(severity_of(entry)), shown.id, family_of(entry), shown.plan ? std::to_string(*shown.plan + 1) : "", numbers);
  title(shown);
  const dsl::SourceText& source = *entry.file->source;
  std::vector<ToldPlace> told;
  page_.markup("<p class=\"message\">");
  if (entry.diagnostic) {
    const dsl::Diagnostic& diagnostic = *entry.diagnostic;
    page_.say(diagnostic.message).markup("</p>\n");
    told.push_back({diagnostic.span, {}, nullptr});
    for (const dsl::Note& note : diagnostic.notes) told.push_back({note.span, note.text, nullptr});
    places(source, told);
    if (!diagnostic.help.empty()) details({{"处理", diagnostic.help.zh}}, {{"help", diagnostic.help.en}});
  } else {
    const Finding& finding = *entry.finding;
    const Plan& plan = report_.plans[finding.plan];
    page_.say(finding.message).markup("</p>\n");
    for (const Label& label : finding.labels) told.push_back({analyzer::marked_span(label), label.text, &label.place});
    places(source, told);
    document_text(plan, finding);
    details(details_of(finding, plan, Language::Chinese), details_of(finding, plan, Language::English));
    if (!finding.followers.empty()) {
      page_.markup("<div class=\"follows\"><p>").say("由此引起的连带问题：", "What only follows from it:").markup("</p><ul>\n");
      for (const Finding& one : finding.followers) follower(one);
      page_.markup("</ul></div>\n");
    }
  }
  meta(shown, units);
  page_.markup("</article>\n");
}

}  // namespace

std::string findings_body(const Context& context, int level) { return Writer(context, level).take(); }

}  // namespace gouji::reports::html
