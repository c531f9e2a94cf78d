#include "reports/html.hpp"

#include <algorithm>
#include <set>

#include "analyzer/audit/calendar.hpp"
#include "reports/html_parts.hpp"
#include "reports/page.hpp"
#include "reports/wording.hpp"

namespace gouji::reports {

namespace {

using namespace html;
using analyzer::Outcome;
using analyzer::Plan;
using analyzer::Severity;

// "f0123456789abcdef"; of equal ones "f0123456789abcdef-2".
class Ids {
 public:
  std::string of(const Entry& entry) {
    const std::string print = entry.finding ? entry.finding->fingerprint : mistake_fingerprint(*entry.file->source, *entry.diagnostic);
    const std::size_t times = ++times_[print];
    return times == 1 ? fmt::format("f{}", print) : fmt::format("f{}-{}", print, times);
  }

 private:
  std::map<std::string, std::size_t> times_;
};

Context context_of(const Report& report) {
  Context context{report, {}, {}, {}};
  const std::vector<Entry> entries = ordered_entries(report);
  Ids ids;
  for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
    for (const Entry& entry : entries) {
      if (severity_of(entry) != severity) continue;
      Shown shown{entry, context.shown.size() + 1, ids.of(entry), std::nullopt};
      if (entry.finding) {
        shown.plan = entry.finding->plan;
        context.shown_by_finding.emplace(entry.finding, context.shown.size());
      } else if (const Plan* plan = plan_around(report, *entry.file->source, entry.diagnostic->span)) {
        shown.plan = static_cast<std::size_t>(plan - report.plans.data());
      }
      context.shown.push_back(std::move(shown));
    }
  }
  context.plans.reserve(report.plans.size());
  for (std::size_t i = 0; i < report.plans.size(); ++i) {
    PlanView view{i, &report.plans[i], analyzer::graph::build(report.plans[i]), findings_about(report, i), {}};
    view.work = work_list_of(view.graph, view.about);
    context.plans.push_back(std::move(view));
  }
  return context;
}

Text period_of(const Plan& plan) {
  Text words;
  if (plan.period) words = analyzer::range_text(*plan.period);
  if (plan.period_open) words = {"未限", "open"};
  if (plan.lasting) {
    const std::string lasting = fmt::format("{}{}", plan.lasting->display(), plan.lasting->unit ? plan.lasting->unit->written : "");
    words = words.empty() ? Text(lasting, lasting) : Text(fmt::format("{}，为期 {}", words.zh, lasting), fmt::format("{}, for {}", words.en, lasting));
  }
  if (plan.horizon) {
    const Text horizon = analyzer::date_text(*plan.horizon);
    words = words.empty() ? Text("目标年 " + horizon.zh, "target year " + horizon.en)
                          : Text(fmt::format("{}，目标年 {}", words.zh, horizon.zh), fmt::format("{}, target year {}", words.en, horizon.en));
  }
  return words;
}

class Writer {
 public:
  explicit Writer(const Report& report) : report_(report), context_(context_of(report)), several_(report.plans.size() > 1) {}

  [[nodiscard]] std::string take() {
    collect();
    open();
    header();
    page_.markup("<div class=\"frame\">\n");
    contents();
    page_.markup("<main id=\"main\">\n");
    cover();
    for (const Section& section : sections_) write(section, 2);
    for (std::size_t i = 0; i < parts_.size(); ++i) plan_part(i);
    page_.markup("</main>\n</div>\n");
    footer();
    return page_.take();
  }

 private:
  void collect();
  void open();
  void header();
  void contents();
  void cover();
  [[nodiscard]] std::string verdict_body();
  void counts_table(Page& page);
  void cover_plan(std::size_t index);
  void circumstances();
  void files();
  void plan_part(std::size_t index);
  void write(const Section& section, int level);
  void item(const Text& name, const Text& value);
  void footer();

  const Report& report_;
  Context context_;
  bool several_;
  std::vector<Section> sections_;             // before those of the plans
  std::vector<std::vector<Section>> parts_;   // by plan
  Page page_;
};

void add(std::vector<Section>& list, Section section) {
  if (!section.body.empty()) list.push_back(std::move(section));
}

void Writer::collect() {
  add(sections_, {"verdict", {"审计结论", "Verdict"}, verdict_body()});
  add(sections_, {"findings", {"问题", "Findings"}, findings_body(context_, 3)});
  // Below the heading of the plan when there are several.
  const int level = several_ ? 4 : 3;
  for (const PlanView& view : context_.plans) {
    const std::string suffix = fmt::format("-{}", view.index + 1);
    std::vector<Section>& parts = parts_.emplace_back();
    add(parts, {"checks" + suffix, {"核对了什么", "What was checked"}, checks_body(context_, view, level)});
    add(parts, {"matrix" + suffix, {"指标与年度", "Indicators by year"}, matrix_body(context_, view, level)});
    add(parts, {"courses" + suffix, {"指标走势", "Courses of indicators"}, courses_body(context_, view)});
    add(parts, {"time" + suffix, {"时间安排", "Timeline"}, timeline_body(context_, view)});
    add(parts, {"graph" + suffix, {"任务、指标与单位的关系", "What depends on what"}, graph_body(context_, view)});
    add(parts, {"work" + suffix, {"各单位任务清单", "Work list of each unit"}, work_body(context_, view, level)});
  }
}

void Writer::open() {
  const bool zh = context_.language() == Language::Chinese;
  const PageAssets& assets = page_assets();
  std::string title(word(context_.language(), "规划审计报告", "Audit of plans"));
  if (report_.plans.size() == 1) title = fmt::format("{}{}{}", title_of(report_.plans[0]), zh ? "：" : ": ", title);
  page_.put("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n", zh ? "zh-CN" : "en");
  page_.put("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'\">\n",
            assets.style_hash, assets.script_hash);
  page_.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
  page_.put("<meta name=\"generator\" content=\"gouji {}\">\n<title>{}</title>\n<style>", escaped(report_.options.version), escaped(title));
  // Beyond so many the browser leaves out of its work what is not in sight.
  constexpr std::size_t kMany = 150;
  page_.markup(assets.style).put("</style>\n</head>\n<body{}>\n", context_.shown.size() > kMany ? " class=\"many\"" : "");
}

void Writer::header() {
  page_.markup("<header class=\"bar\"><a class=\"skip\" href=\"#main\">").say("跳到正文", "Skip to the report").markup("</a>");
  page_.markup("<p class=\"brand\">").say("勾稽 · 规划审计", "gouji · audit of plans").markup("</p>");
  page_.markup("<div class=\"tools\" hidden><button type=\"button\" id=\"zh\" lang=\"zh\">中文</button><button type=\"button\" id=\"en\" lang=\"en\">English</button>");
  page_.markup("<button type=\"button\" id=\"print\">").say("打印", "Print").markup("</button></div></header>\n");
}

void Writer::contents() {
  page_.markup("<nav class=\"contents\" ").markup(spoken_attribute("aria-label", {"目录", "Contents"}, context_.language())).markup("><details open><summary>");
  page_.say("目录", "Contents").markup("</summary>\n<ul>\n");
  const auto link = [&](const std::string& id, const Text& title) { page_.put("<li><a href=\"#{}\">", id).say(title).markup("</a></li>\n"); };
  for (const Section& section : sections_) link(section.id, section.title);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (several_) page_.put("<li><a href=\"#plan-{}\">", i + 1).text(title_of(report_.plans[i])).markup("</a><ul>\n");
    for (const Section& section : parts_[i]) link(section.id, section.title);
    if (several_) page_.markup("</ul></li>\n");
  }
  page_.markup("</ul></details></nav>\n");
}

void Writer::item(const Text& name, const Text& value) {
  if (value.empty()) return;
  page_.markup("<div><dt>").say(name).markup("</dt><dd>").say(value).markup("</dd></div>\n");
}

void Writer::cover_plan(std::size_t index) {
  const Plan& plan = report_.plans[index];
  if (several_) page_.put("<section class=\"sheet\"><h2><a href=\"#plan-{}\">", index + 1).text(title_of(plan)).markup("</a></h2>\n");
  page_.markup("<dl class=\"facts\">\n");
  item({"发文机关", "issued by"}, both([&](Language language) { return list_names(plan.issuers, language); }));
  item({"文号", "number"}, plan.number);
  if (plan.issued) item({"印发日期", "issued on"}, analyzer::date_text(*plan.issued));
  item({"实施期间", "period"}, period_of(plan));
  if (!plan.document.empty()) {
    item({"原文", "document"}, plan.document_lines ? Text(fmt::format("{}（{} 行）", plan.document, *plan.document_lines),
                                                         fmt::format("{} ({} lines)", plan.document, *plan.document_lines))
                                                  : Text(plan.document));
  }
  item({"方案文件", "plan file"}, plan.source->name());
  for (const File& file : report_.files) {
    if (file.source != plan.source || file.sha256.empty()) continue;
    page_.put("<div><dt>SHA-256</dt><dd class=\"hash\">{}</dd></div>\n", escaped(file.sha256));
  }
  if (const ConfigurationUse* configuration = configuration_of(report_, index)) {
    item({"配置", "configuration"}, both([&](Language language) { return list_names(configuration->files, language); }));
  }
  page_.markup("</dl>\n");
  if (several_) page_.markup("</section>\n");
}

// Plan files without any plan in them.
void Writer::files() {
  std::set<const dsl::SourceText*> known;
  for (const Plan& plan : report_.plans) known.insert(plan.source);
  for (const File& file : report_.files) {
    if (known.contains(file.source)) continue;
    page_.markup("<dl class=\"facts\">\n");
    item({"方案文件", "plan file"}, Text(file.source->name() + "（没有可用的方案）", file.source->name() + " (no plan that could be used)"));
    if (!file.sha256.empty()) page_.put("<div><dt>SHA-256</dt><dd class=\"hash\">{}</dd></div>\n", escaped(file.sha256));
    page_.markup("</dl>\n");
  }
}

void Writer::circumstances() {
  page_.markup("<dl class=\"facts run\">\n");
  item({"核对日期", "audited on"}, report_.circumstances.day);
  item({"核对程序", "program"}, Text(fmt::format("gouji {}，规则 {} 条", report_.options.version, report_.rules.size()),
                                  fmt::format("gouji {}, {} rules", report_.options.version, report_.rules.size())));
  std::string options;
  for (const std::string& option : report_.circumstances.options) options += (options.empty() ? "" : "  ") + option;
  item({"选项", "options"}, options);
  for (const analyzer::BaselineUse& use : report_.baselines) {
    item({"基准 " + use.file, "baseline " + use.file}, both([&](Language language) { return baseline_words(use, language); }));
  }
  page_.markup("</dl>\n");
}

void Writer::cover() {
  page_.markup("<section class=\"cover\" aria-labelledby=\"title\">\n<p class=\"kind\">");
  if (report_.plans.size() == 1) {
    page_.say("规划审计报告", "Audit of a plan").markup("</p>\n<h1 id=\"title\">").text(title_of(report_.plans[0])).markup("</h1>\n");
  } else {
    page_.say(fmt::format("共 {} 个方案", report_.plans.size()), fmt::format("{} plans", report_.plans.size()));
    page_.markup("</p>\n<h1 id=\"title\">").say("规划审计报告", "Audit of plans").markup("</h1>\n");
  }
  for (std::size_t i = 0; i < report_.plans.size(); ++i) cover_plan(i);
  files();
  circumstances();
  page_.markup("</section>\n");
}

void Writer::counts_table(Page& page) {
  page.markup("<div class=\"wide\" tabindex=\"0\"><table class=\"counts\"><thead><tr><th scope=\"col\">").say("方案", "plan").markup("</th>");
  const auto head = [&](const Text& words) { page.markup("<th scope=\"col\" class=\"n\">").say(words).markup("</th>"); };
  for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) head(severity_words(severity));
  head({"相符", "hold"});
  head({"不符", "fail"});
  head({"无法判定", "undetermined"});
  head({"不涉及", "not applicable"});
  page.markup("</tr></thead><tbody>\n");
  const auto row = [&](const Tally& tally) {
    for (const std::size_t count : tally.severities) page.put("<td class=\"n\">{}</td>", count);
    for (const Outcome outcome : {Outcome::Holds, Outcome::Fails, Outcome::Undetermined, Outcome::NotApplicable}) {
      page.put("<td class=\"n\">{}</td>", tally.outcomes[static_cast<std::size_t>(outcome)]);
    }
    page.markup("</tr>\n");
  };
  for (std::size_t i = 0; i < report_.plans.size(); ++i) {
    page.put("<tr><th scope=\"row\"><a href=\"#plan-{}\">", i + 1).text(title_of(report_.plans[i])).markup("</a></th>");
    row(tally_of(report_, i));
  }
  page.markup("</tbody><tfoot><tr><th scope=\"row\">").say("合计", "total").markup("</th>");
  row(tally_of(report_));
  page.markup("</tfoot></table></div>\n");
}

std::string Writer::verdict_body() {
  Page page;
  const Text verdict = both([&](Language language) { return verdict_words(report_, language); });
  page.markup("<p class=\"verdict\">").say(verdict.zh + "。", verdict.en + ".").markup("</p>\n<ul class=\"tiles\">\n");
  const Tally tally = tally_of(report_);
  const std::size_t mistakes = mistake_count(report_);
  const auto tile = [&](std::string_view look, std::size_t count, const Text& words, std::string_view to) {
    page.put("<li class=\"{}\"><a href=\"#{}\"><b>{}</b> ", look, to, count).say(words).markup("</a></li>\n");
  };
  if (mistakes > 0) tile("error", mistakes, {"语法错误", "language mistakes"}, "errors");
  for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
    const std::size_t count = tally.severities[static_cast<std::size_t>(severity)];
    const std::string look = fmt::format("{}{}", analyzer::to_string(severity), count == 0 ? " none" : "");
    tile(look, count, severity_words(severity), count == 0 ? "verdict" : fmt::format("{}s", analyzer::to_string(severity)));
  }
  const std::string_view checks = report_.plans.size() == 1 ? "checks-1" : report_.plans.empty() ? "verdict" : "plan-1";
  tile("holds", tally.outcomes[static_cast<std::size_t>(Outcome::Holds)], {"项核对相符", "checks hold"}, checks);
  tile("open", tally.outcomes[static_cast<std::size_t>(Outcome::Undetermined)], {"项无法判定", "undetermined"}, checks);
  page.markup("</ul>\n<dl class=\"facts\">\n");
  const std::vector<Detail> zh = details_of(tally, Language::Chinese);
  const std::vector<Detail> en = details_of(tally, Language::English);
  for (std::size_t i = 0; i < zh.size(); ++i) {
    page.markup("<div><dt>").say(zh[i].title, en[i].title).markup("</dt><dd>").say(zh[i].text, en[i].text).markup("</dd></div>\n");
  }
  page.markup("</dl>\n");
  if (several_) counts_table(page);
  if (mistakes > 0 || !report_.result.failures.empty()) {
    page.markup("<ul class=\"broken\">\n");
    for (const File& file : report_.files) {
      if (file.diagnostics.empty()) continue;
      page.markup("<li><span class=\"path\">").text(file.source->name()).markup("</span> ");
      page.say(both([&](Language language) { return mistakes_words(file.diagnostics.size(), language); })).markup("</li>\n");
    }
    for (const analyzer::RuleFailure& failure : report_.result.failures) {
      page.markup("<li>").say(std::string(failure.rule->title.zh), std::string(failure.rule->title.en)).put(" <span class=\"code\">{}</span> ", failure.rule->code);
      page.say(both([&](Language language) { return failure_words(failure, report_, language); })).markup("</li>\n");
    }
    page.markup("</ul>\n");
  }
  return page.take();
}

void Writer::write(const Section& section, int level) {
  // The parts of several plans have the same headings, and a landmark's name is its own.
  if (level == 2) page_.put("<section class=\"part\" aria-labelledby=\"{}\">\n", section.id);
  else page_.markup("<section class=\"part\">\n");
  page_.put("<h{1} id=\"{0}\">", section.id, level).say(section.title).put("</h{}>\n", level);
  page_.markup(section.body).markup("</section>\n");
}

void Writer::plan_part(std::size_t index) {
  if (!several_) {
    for (const Section& section : parts_[index]) write(section, 2);
    return;
  }
  page_.put("<section class=\"plan\" aria-labelledby=\"plan-{0}\">\n<h2 id=\"plan-{0}\">", index + 1).text(title_of(report_.plans[index])).markup("</h2>\n");
  for (const Section& section : parts_[index]) write(section, 3);
  page_.markup("</section>\n");
}

void Writer::footer() {
  page_.markup("<footer>").say("本报告只陈述方案文本中可以复核的事实；建议须由起草单位确认。", "This report states what can be verified in the text of the plans; proposals are for the drafter to confirm.");
  page_.markup("</footer>\n<script>").markup(page_assets().script).markup("</script>\n</body>\n</html>\n");
}

}  // namespace

std::string render_html(const Report& report) { return Writer(report).take(); }

}  // namespace gouji::reports
