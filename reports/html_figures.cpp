// Figures of a plan: indicators by year, and the course of each.
#include <algorithm>

#include "analyzer/audit/facts.hpp"
#include "analyzer/trend/trend.hpp"
#include "reports/html_parts.hpp"
#include "reports/trend.hpp"
#include "reports/wording.hpp"

namespace gouji::reports::html {

namespace {

using analyzer::Outcome;
using analyzer::Plan;
using analyzer::Role;
using analyzer::trend::IndicatorTrend;

// Beyond these the page would be slow to load; the matrix has all figures.
constexpr std::size_t kMostCourses = 200;
constexpr std::size_t kMostRows = 3000;

Text word_of(Role role) {
  switch (role) {
    case Role::Baseline: return {"基期", "baseline"};
    case Role::Milestone: return {"节点", "milestone"};
    case Role::Target: return {"目标", "target"};
    case Role::Claim: return {"提法", "claim"};
    case Role::Actual: return {"实绩", "actual"};
  }
  return {};
}

class MatrixWriter {
 public:
  MatrixWriter(const Context& context, const PlanView& view, int level) : context_(context), plan_(*view.plan), level_(level) {
    Report report = context.report;
    report.options.language = Language::Chinese;
    zh_ = matrix_of(report, view.index);
    report.options.language = Language::English;
    en_ = matrix_of(report, view.index);
  }

  [[nodiscard]] std::string take() {
    if (zh_.row_count() == 0) return {};
    const bool titled = zh_.groups.size() > 1;
    std::size_t told = 0;
    for (std::size_t i = 0; i < zh_.groups.size() && told < kMostRows; ++i) told += group(i, titled, kMostRows - told);
    if (told < zh_.row_count()) {
      page_.markup("<p class=\"note\">").say(fmt::format("此处列出 {} 项指标，另有 {} 项未列。", told, zh_.row_count() - told),
                                             fmt::format("{} indicators are shown here, {} more are not.", told, zh_.row_count() - told)).markup("</p>\n");
    }
    return page_.take();
  }

 private:
  std::size_t group(std::size_t index, bool titled, std::size_t most);
  void row(const MatrixRow& zh, const MatrixRow& en);
  void figure(const MatrixFigure& figure);
  void outcome(const MatrixRow& row);
  // Its figures contradict one another. Other findings (milestones that stop early, a share that falls) leave standing what agrees.
  [[nodiscard]] bool is_contradicted(const MatrixRow& row) const {
    return std::any_of(row.findings.begin(), row.findings.end(), [&](std::size_t index) {
      const analyzer::Finding& finding = context_.report.result.findings[index];
      return finding.rule->family == "reconcile" && finding.severity == analyzer::Severity::Error;
    });
  }

  const Context& context_;
  const Plan& plan_;
  int level_;
  Matrix zh_;
  Matrix en_;
  bool any_other_ = false;    // of the group: a figure without a year
  bool any_reading_ = false;
  Page page_;
};

std::size_t MatrixWriter::group(std::size_t index, bool titled, std::size_t most) {
  const MatrixGroup& group = zh_.groups[index];
  if (titled) {
    page_.put("<h{}>", level_);
    if (group.title.empty()) page_.say("其他指标", "Other indicators");
    else page_.text(group.title);
    page_.put("</h{}>\n", level_);
  }
  any_other_ = std::any_of(group.rows.begin(), group.rows.end(), [](const MatrixRow& row) {
    return std::any_of(row.figures.begin(), row.figures.end(), [](const MatrixFigure& figure) { return !figure.year; });
  });
  any_reading_ = std::any_of(group.rows.begin(), group.rows.end(), [](const MatrixRow& row) { return !row.reading.empty(); });
  page_.markup("<div class=\"wide\" tabindex=\"0\" role=\"group\" ").markup(spoken_attribute("aria-label", {"各年指标表", "Table of indicators by year"}, context_.language()));
  page_.markup("><table class=\"matrix\"><thead><tr><th scope=\"col\">").say("指标", "indicator").markup("</th>");
  for (const std::int32_t year : zh_.years) page_.put("<th scope=\"col\">{}</th>", year);
  if (any_other_) page_.markup("<th scope=\"col\">").say("未定年份", "no year").markup("</th>");
  if (any_reading_) page_.markup("<th scope=\"col\">").say("读法", "reading").markup("</th>");
  page_.markup("<th scope=\"col\">").say("勾稽", "outcome").markup("</th></tr></thead><tbody>\n");
  const std::size_t count = std::min(most, group.rows.size());
  for (std::size_t i = 0; i < count; ++i) row(group.rows[i], en_.groups[index].rows[i]);
  page_.markup("</tbody></table></div>\n");
  return count;
}

void MatrixWriter::figure(const MatrixFigure& figure) {
  page_.put("<span class=\"figure {}\"", analyzer::role_name(figure.role));
  const Text place = place_words(plan_[figure.statement].place);
  if (!place.empty()) page_.markup(" ").markup(spoken_attribute("title", place, context_.language()));
  page_.markup(">").text(figure.written).markup(" <small>").say(word_of(figure.role)).markup("</small></span>");
}

void MatrixWriter::outcome(const MatrixRow& row) {
  const auto any = [&](Outcome which) { return row.outcomes[static_cast<std::size_t>(which)] > 0; };
  if (is_contradicted(row)) {
    page_.markup("<span class=\"fails\">").say("不符", "fails").markup("</span>");
  } else if (any(Outcome::Holds)) {
    page_.markup("<span class=\"holds\">").say("相符", "holds").markup("</span>");
  } else if (any(Outcome::Undetermined)) {
    page_.markup("<span class=\"open\">").say("无法判定", "undetermined").markup("</span>");
  } else if (!any(Outcome::Fails)) {
    page_.markup("<span class=\"none\">").say("没有可对照的数据", "nothing to compare").markup("</span>");
  }
  if (row.findings.empty()) return;
  page_.markup("<span class=\"links\">");
  context_.link(page_, row.findings);
  page_.markup("</span>");
}

void MatrixWriter::row(const MatrixRow& zh, const MatrixRow& en) {
  page_.markup("<tr><th scope=\"row\">").text(zh.name);
  if (!zh.unit.empty()) page_.markup(" <small>").text(zh.unit).markup("</small>");
  if (!zh.owner.empty()) page_.markup("<small class=\"owner\">").say("归口：" + zh.owner, "owner: " + zh.owner).markup("</small>");
  page_.markup("</th>");
  const auto cell = [&](auto belongs) {
    page_.markup("<td>");
    for (const MatrixFigure& one : zh.figures) {
      if (belongs(one)) figure(one);
    }
    page_.markup("</td>");
  };
  for (const std::int32_t year : zh_.years) cell([&](const MatrixFigure& one) { return one.year == year; });
  if (any_other_) cell([](const MatrixFigure& one) { return !one.year; });
  if (any_reading_) page_.markup("<td class=\"reading\">").say(zh.reading, en.reading).markup("</td>");
  page_.markup("<td class=\"outcome\">");
  outcome(zh);
  page_.markup("</td></tr>\n");
}

// A single point is no course.
bool is_worth_drawing(const IndicatorTrend& trend) {
  std::vector<analyzer::Exact> times;
  for (const auto& list : {trend.history, trend.milestones}) {
    for (const analyzer::TimedFigure& figure : list) times.push_back(figure.time);
  }
  if (trend.goal) times.push_back(trend.goal->time);
  return std::any_of(times.begin(), times.end(), [&](const analyzer::Exact& time) { return time != times.front(); });
}

}  // namespace

std::string matrix_body(const Context& context, const PlanView& view, int level) { return MatrixWriter(context, view, level).take(); }

std::string courses_body(const Context& context, const PlanView& view) {
  std::vector<IndicatorTrend> trends = analyzer::trend::trends_of(*view.plan);
  std::erase_if(trends, [](const IndicatorTrend& trend) { return !is_worth_drawing(trend); });
  if (trends.empty()) return {};
  Page page;
  if (trends.size() > kMostCourses) {
    page.markup("<p class=\"note\">").say(fmt::format("此处画出 {} 项，另有 {} 项未画。", kMostCourses, trends.size() - kMostCourses),
                                          fmt::format("{} are drawn here, {} more are not.", kMostCourses, trends.size() - kMostCourses)).markup("</p>\n");
    trends.resize(kMostCourses);
  }
  page.markup("<div class=\"courses\">\n");
  for (const IndicatorTrend& trend : trends) {
    page.markup("<figure class=\"course\">\n<div class=\"chart\" lang=\"zh-CN\">").markup(render_trend_svg(trend, Language::Chinese));
    page.markup("</div><div class=\"chart\" lang=\"en\">").markup(render_trend_svg(trend, Language::English)).markup("</div>\n");
    const FindingIndices& findings = view.about.indicators[analyzer::index(trend.indicator)];
    if (!trend.notes.empty() || !findings.empty()) {
      page.markup("<figcaption>");
      for (const Text& note : trend.notes) page.markup("<p>").say(note).markup("</p>");
      if (!findings.empty()) {
        page.markup("<p class=\"links\">").say("有关的问题：", "Findings: ");
        context.link(page, findings);
        page.markup("</p>");
      }
      page.markup("</figcaption>");
    }
    page.markup("</figure>\n");
  }
  page.markup("</div>\n");
  return page.take();
}

}  // namespace gouji::reports::html
