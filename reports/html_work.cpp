// Who has to do what: a list for each organisation, and what nobody is named for.
#include <algorithm>

#include "analyzer/audit/facts.hpp"
#include "reports/html_parts.hpp"
#include "reports/wording.hpp"

namespace gouji::reports::html {

namespace {

using analyzer::Plan;
using analyzer::index;

class Writer {
 public:
  Writer(const Context& context, const PlanView& view, int level) : context_(context), view_(view), plan_(*view.plan), level_(level) {}

  [[nodiscard]] std::string take() {
    for (const WorkUnit& unit : view_.work.units) write(unit);
    nobody();
    return page_.take();
  }

 private:
  void write(const WorkUnit& unit);
  void write(const WorkItem& item, bool dates, bool findings);
  void nobody();
  void list(const Text& title, const std::vector<std::string>& names);

  const Context& context_;
  const PlanView& view_;
  const Plan& plan_;
  int level_;
  Page page_;
};

void Writer::write(const WorkItem& item, bool dates, bool findings) {
  const WorkWords zh = words_of(view_.graph, view_.work, item.task, Language::Chinese);
  const WorkWords en = words_of(view_.graph, view_.work, item.task, Language::English);
  page_.markup("<tr><td>").say(both([&](Language language) { return words_of(item.part, language); }));
  if (item.alone && item.part == Part::Leads) page_.markup("<small>").say("独自承担", "alone").markup("</small>");
  page_.markup("</td><th scope=\"row\">");
  if (!zh.number.empty()) page_.text(zh.number).markup(" ");
  page_.text(zh.title);
  if (item.safeguard) page_.markup(" <small>").say("保障", "safeguard").markup("</small>");
  if (!zh.section.empty()) page_.markup("<small class=\"owner\">").text(zh.section).markup("</small>");
  page_.markup("</th>");
  if (dates) page_.markup("<td class=\"dates\">").say(zh.dates, en.dates).markup("</td>");
  page_.markup("<td>").say(zh.targets.empty() ? zh.indicators : zh.targets, en.targets.empty() ? en.indicators : en.targets);
  const std::size_t task = view_.graph[item.task].index;
  page_.markup("</td><td class=\"place\">").say(place_words(plan_.tasks[task].place)).markup("</td>");
  if (findings) {
    page_.markup("<td class=\"outcome\">");
    context_.link(page_, view_.about.tasks[task]);
    page_.markup("</td>");
  }
  page_.markup("</tr>\n");
}

void Writer::write(const WorkUnit& unit) {
  const analyzer::Org& org = plan_[unit.org];
  const Text counts = both([&](Language language) {
    std::string text;
    const auto add = [&](std::size_t count, std::string_view what) {
      if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : word(language, "，", ", "), what, count);
    };
    for (const Part part : {Part::Leads, Part::TakesPart, Part::Named}) add(unit.count(part), words_of(part, language));
    add(unit.owned.size(), word(language, "归口指标", "owns indicators:"));
    std::size_t safeguards = 0;
    for (const WorkItem& item : unit.items) safeguards += item.safeguard ? 1 : 0;
    add(safeguards, word(language, "保障", "safeguards:"));
    return text;
  });
  page_.markup("<details class=\"unit\"><summary><b>").text(org.name.empty() ? org.id : org.name).markup("</b> <span class=\"meta\">").say(counts).markup("</span></summary>\n");
  if (!unit.owned.empty()) {
    std::vector<std::string> names;
    for (const analyzer::IndicatorId id : unit.owned) names.push_back(analyzer::subject_of(plan_, id).name);
    page_.markup("<p>").say(both([&](Language language) { return fmt::format("{}{}", word(language, "归口指标：", "owns: "), list_names(names, language)); })).markup("</p>\n");
  }
  if (!unit.findings.empty()) {
    page_.markup("<p class=\"links\">").say("与本单位有关的问题：", "findings about it: ");
    context_.link(page_, unit.findings);
    page_.markup("</p>\n");
  }
  if (!unit.items.empty()) {
    const auto task_of = [&](const WorkItem& item) { return view_.graph[item.task].index; };
    const bool dates = std::any_of(unit.items.begin(), unit.items.end(), [&](const WorkItem& item) {
      return plan_.tasks[task_of(item)].dates.has_value() || plan_.tasks[task_of(item)].phase.has_value();
    });
    const bool findings = std::any_of(unit.items.begin(), unit.items.end(), [&](const WorkItem& item) { return !view_.about.tasks[task_of(item)].empty(); });
    page_.markup("<div class=\"wide\" tabindex=\"0\"><table class=\"work\"><thead><tr>");
    const auto head = [&](const Text& words) { page_.markup("<th scope=\"col\">").say(words).markup("</th>"); };
    head({"分工", "part"});
    head({"任务", "task"});
    if (dates) head({"时间", "dates"});
    head({"支撑的指标与目标", "indicators and targets"});
    head({"原文", "document"});
    if (findings) head({"问题", "findings"});
    page_.markup("</tr></thead><tbody>\n");
    for (const WorkItem& item : unit.items) write(item, dates, findings);
    page_.markup("</tbody></table></div>\n");
  }
  page_.markup("</details>\n");
}

void Writer::list(const Text& title, const std::vector<std::string>& names) {
  if (names.empty()) return;
  page_.put("<h{}>", level_).say(fmt::format("{}（{}）", title.zh, names.size()), fmt::format("{} ({})", title.en, names.size())).put("</h{}>\n<ul class=\"flow\">\n", level_);
  for (const std::string& name : names) page_.markup("<li>").text(name).markup("</li>\n");
  page_.markup("</ul>\n");
}

void Writer::nobody() {
  // A plan that names no organisation at all does not lack one here or there.
  if (view_.work.units.empty()) return;
  std::vector<std::string> names;
  for (const analyzer::TaskId id : view_.work.tasks_of_nobody) names.push_back(analyzer::subject_of(plan_, id).name);
  list({"没有写明单位的任务", "Tasks of nobody"}, names);
  names.clear();
  for (const analyzer::IndicatorId id : view_.work.indicators_of_nobody) names.push_back(analyzer::subject_of(plan_, id).name);
  list({"有目标而没有单位负责的指标", "Indicators with a target and nobody to answer for them"}, names);
  names.clear();
  for (const analyzer::OrgId id : view_.work.idle) names.push_back(plan_[id].name.empty() ? plan_[id].id : plan_[id].name);
  list({"列出而没有任务的单位", "Organisations named for nothing"}, names);
}

}  // namespace

std::string work_body(const Context& context, const PlanView& view, int level) { return Writer(context, view, level).take(); }

}  // namespace gouji::reports::html
