// What was checked: by rule what held, what could not be judged and why, what was not compared with anything, what was set aside.
#include <algorithm>

#include "analyzer/audit/day.hpp"
#include "analyzer/source/proof.hpp"
#include "reports/html_parts.hpp"
#include "reports/wording.hpp"

namespace gouji::reports::html {

namespace {

using analyzer::Check;
using analyzer::Finding;
using analyzer::Outcome;
using analyzer::Plan;
using analyzer::Rule;

// Of one rule; a plan of thousands of indicators would drown the page. All are counted.
constexpr std::size_t kMostHeld = 500;

struct OfRule {
  const Rule* rule = nullptr;
  std::array<std::size_t, analyzer::kOutcomeCount> outcomes{};
  std::vector<const Check*> holds;

  [[nodiscard]] std::size_t operator[](Outcome outcome) const { return outcomes[static_cast<std::size_t>(outcome)]; }
  [[nodiscard]] bool applied() const { return (*this)[Outcome::Holds] + (*this)[Outcome::Fails] + (*this)[Outcome::Undetermined] > 0; }
};

Text title_of(const Rule& rule) { return {std::string(rule.title.zh), std::string(rule.title.en)}; }

class Writer {
 public:
  Writer(const Context& context, const PlanView& view, int level) : context_(context), report_(context.report), view_(view), plan_(*view.plan), level_(level) {
    for (const Rule* rule : report_.rules) rules_.push_back({rule, {}, {}});
    std::map<const Rule*, std::size_t> index;
    for (std::size_t i = 0; i < rules_.size(); ++i) index.emplace(rules_[i].rule, i);
    for (const Check& check : report_.result.checks) {
      if (check.plan != view.index) continue;
      const auto found = index.find(check.rule);
      if (found == index.end()) continue;
      OfRule& of = rules_[found->second];
      ++of.outcomes[static_cast<std::size_t>(check.outcome)];
      if (check.outcome == Outcome::Holds) of.holds.push_back(&check);
    }
  }

  [[nodiscard]] std::string take() {
    summary();
    table();
    held();
    undetermined();
    never_compared();
    waived();
    baselined();
    return page_.take();
  }

 private:
  void heading(const Text& title) { page_.put("<h{}>", level_).say(title).put("</h{}>\n", level_); }
  void summary();
  void table();
  void held();
  void undetermined();
  void never_compared();
  void waived();
  void baselined();
  void set_aside(const Finding& finding, const Text& why);

  const Context& context_;
  const Report& report_;
  const PlanView& view_;
  const Plan& plan_;
  int level_;
  std::vector<OfRule> rules_;
  Page page_;
};

void Writer::summary() {
  const auto add = [&](const std::vector<Detail>& zh, const std::vector<Detail>& en) {
    for (std::size_t i = 0; i < zh.size() && i < en.size(); ++i) {
      page_.markup("<div><dt>").say(zh[i].title, en[i].title).markup("</dt><dd>").say(zh[i].text, en[i].text).markup("</dd></div>\n");
    }
  };
  page_.markup("<dl class=\"facts\">\n");
  const Tally tally = tally_of(report_, view_.index);
  add(details_of(tally, Language::Chinese), details_of(tally, Language::English));
  if (plan_.proof && plan_.proof->document) add(coverage_of(plan_, Language::Chinese), coverage_of(plan_, Language::English));
  page_.markup("</dl>\n");
}

void Writer::table() {
  const bool any = std::any_of(rules_.begin(), rules_.end(), [](const OfRule& of) { return of.applied(); });
  if (any) {
    heading({"各条规则的核对结果", "Outcomes by rule"});
    page_.markup("<div class=\"wide\" tabindex=\"0\"><table class=\"rules\"><thead><tr><th scope=\"col\">").say("规则", "rule").markup("</th><th scope=\"col\">").say("类别", "kind").markup("</th>");
    for (const Text& words : {Text("相符", "hold"), Text("不符", "fail"), Text("无法判定", "undetermined")}) page_.markup("<th scope=\"col\" class=\"n\">").say(words).markup("</th>");
    page_.markup("</tr></thead><tbody>\n");
    for (const OfRule& of : rules_) {
      if (!of.applied()) continue;
      page_.markup("<tr><th scope=\"row\">").say(title_of(*of.rule)).put(" <span class=\"code\">{}</span></th><td>", of.rule->code).say(family_words(of.rule->family)).markup("</td>");
      for (const Outcome outcome : {Outcome::Holds, Outcome::Fails, Outcome::Undetermined}) {
        page_.put("<td class=\"n{}\">{}</td>", of[outcome] == 0 ? " zero" : "", of[outcome]);
      }
      page_.markup("</tr>\n");
    }
    page_.markup("</tbody></table></div>\n");
  }
  std::vector<const Rule*> none;
  for (const OfRule& of : rules_) {
    if (!of.applied()) none.push_back(of.rule);
  }
  if (none.empty()) return;
  page_.markup("<details><summary>").say(fmt::format("本方案不涉及的规则 {} 条", none.size()), fmt::format("{} rules with nothing to look at in this plan", none.size()));
  page_.markup("</summary>\n<ul class=\"flow\">\n");
  for (const Rule* rule : none) page_.markup("<li>").say(title_of(*rule)).put(" <span class=\"code\">{}</span></li>\n", rule->code);
  page_.markup("</ul></details>\n");
}

void Writer::held() {
  const bool any = std::any_of(rules_.begin(), rules_.end(), [](const OfRule& of) { return !of.holds.empty(); });
  if (!any) return;
  heading({"相符的核对", "Checks that hold"});
  for (const OfRule& of : rules_) {
    if (of.holds.empty()) continue;
    page_.markup("<details class=\"held\"><summary>").say(title_of(*of.rule)).put(" <span class=\"code\">{}</span> ", of.rule->code);
    page_.say(fmt::format("{} 项相符", of.holds.size()), fmt::format("{} hold", of.holds.size())).markup("</summary>\n");
    page_.markup("<p class=\"note\">").say(fmt::format("本规则所查：{}", of.rule->page.checks.zh), fmt::format("What this rule looks for: {}", of.rule->page.checks.en)).markup("</p>\n<ul>\n");
    const std::size_t told = std::min(of.holds.size(), kMostHeld);
    for (std::size_t k = 0; k < told; ++k) {
      const Check* check = of.holds[k];
      page_.markup("<li><b>").text(check->subject.name).markup("</b>");
      const std::vector<Detail> zh = details_of(*check, plan_, Language::Chinese);
      const std::vector<Detail> en = details_of(*check, plan_, Language::English);
      for (std::size_t i = 0; i < zh.size() && i < en.size(); ++i) {
        page_.markup("<span class=\"detail\"><i>").say(zh[i].title, en[i].title).markup("</i> ").say(zh[i].text, en[i].text).markup("</span>");
      }
      page_.markup("</li>\n");
    }
    page_.markup("</ul>");
    if (told < of.holds.size()) {
      const std::size_t more = of.holds.size() - told;
      page_.markup("<p class=\"note\">").say(fmt::format("另有 {} 项相符，逐项见 --show-checks 的文本报告。", more),
                                              fmt::format("{} more hold; the text report with --show-checks has them all.", more)).markup("</p>");
    }
    page_.markup("</details>\n");
  }
}

void Writer::undetermined() {
  Report english = report_;
  english.options.language = Language::English;
  Report chinese = report_;
  chinese.options.language = Language::Chinese;
  const std::vector<Undetermined> zh = undetermined_of(chinese, view_.index);
  const std::vector<Undetermined> en = undetermined_of(english, view_.index);
  if (zh.empty()) return;
  heading({"无法判定的核对", "What could not be judged"});
  const auto list = [&](const std::vector<Undetermined>& groups, Language language, std::string_view lang) {
    page_.put("<ul class=\"open\" lang=\"{}\">\n", lang);
    for (const Undetermined& group : groups) {
      page_.markup("<li><b>").text(pick(group.rule->title, language)).put("</b> <span class=\"code\">{}</span> ", group.rule->code).text(group.reason);
      page_.markup("<span class=\"detail\">").text(list_names(group.names, language)).markup("</span></li>\n");
    }
    page_.markup("</ul>\n");
  };
  list(zh, Language::Chinese, "zh-CN");
  list(en, Language::English, "en");
}

void Writer::never_compared() {
  const auto& ids = report_.result.never_compared[view_.index];
  if (ids.empty()) return;
  heading({"未与任何数据核对的数据", "Figures that were compared with nothing"});
  page_.markup("<details><summary>").say(fmt::format("{} 条", ids.size()), fmt::format("{} figures", ids.size())).markup("</summary>\n<ul>\n");
  for (const analyzer::StatementId id : ids) {
    page_.markup("<li>").say(both([&](Language language) { return statement_words(plan_, id, language); })).markup("</li>\n");
  }
  page_.markup("</ul></details>\n");
}

void Writer::set_aside(const Finding& finding, const Text& why) {
  page_.markup("<li><b>").say(title_of(*finding.rule)).put("</b> <span class=\"code\">{}</span> ", finding.rule->code).say(finding.message);
  page_.markup("<span class=\"detail\">").say(why).markup("</span></li>\n");
}

void Writer::waived() {
  std::size_t count = 0;
  for (const analyzer::WaivedFinding& waived : report_.result.waived) {
    if (waived.finding.plan != view_.index) continue;
    if (count++ == 0) {
      heading({"已豁免的问题", "Waived findings"});
      page_.markup("<ul>\n");
    }
    const Text terms = both([&](Language language) { return waiver_words(plan_.waivers[waived.waiver], language); });
    set_aside(waived.finding, {"豁免理由：" + terms.zh, "waived: " + terms.en});
  }
  if (count > 0) page_.markup("</ul>\n");
}

void Writer::baselined() {
  std::size_t count = 0;
  for (const analyzer::BaselinedFinding& known : report_.baselined) {
    if (known.finding.plan != view_.index) continue;
    if (count++ == 0) {
      heading({"基准中已有、本次不再列出的问题", "Findings of the baseline, not told again"});
      page_.markup("<ul>\n");
    }
    const std::string since = analyzer::day_text(known.since);
    set_aside(known.finding, {"记入基准：" + since, "in the baseline since " + since});
  }
  if (count > 0) page_.markup("</ul>\n");
}

}  // namespace

std::string checks_body(const Context& context, const PlanView& view, int level) { return Writer(context, view, level).take(); }

}  // namespace gouji::reports::html
