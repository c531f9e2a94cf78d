// Phases and tasks over time, with the days at which figures are due.
#include <algorithm>
#include <optional>

#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/facts.hpp"
#include "reports/graph_words.hpp"
#include "reports/html_parts.hpp"
#include "reports/wording.hpp"

namespace gouji::reports::html {

namespace {

using analyzer::DateRange;
using analyzer::PartialDate;
using analyzer::Plan;
using std::chrono::sys_days;

constexpr int kWidth = 1000;
constexpr int kLabels = 330;   // width of the column of names
constexpr int kRight = 984;
constexpr int kLine = 18;      // of a name's line
constexpr std::size_t kNameCells = 48;
constexpr std::size_t kMostRows = 400;

struct Bar {
  std::vector<std::string> name;  // lines
  Text dates;
  DateRange range;
  std::string_view look;          // class: "period", "phase", "task", "late"
  bool heading = false;           // a name without a bar
};

class Writer {
 public:
  Writer(const Context& context, const PlanView& view) : context_(context), plan_(*view.plan) { collect(); }

  [[nodiscard]] std::string take() {
    // The period alone is on the cover already.
    if (!any_bar_ && due_.empty()) return {};
    if (!first_ || !last_) return {};
    // A little room on both sides; whole years on the axis.
    const auto year_of = [](sys_days day) { return int(std::chrono::year_month_day(day).year()); };
    from_year_ = year_of(*first_);
    to_year_ = year_of(*last_);
    draw();
    return page_.take();
  }

 private:
  void collect();
  void add(Bar bar);
  void span(const PartialDate& date);
  void draw();
  void axis(int bottom);
  void row(const Bar& bar, int top, int height);
  void dues(int top);
  [[nodiscard]] int x(sys_days day) const {
    const sys_days start = std::chrono::year(from_year_) / 1 / 1;
    const sys_days end = std::chrono::year(to_year_ + 1) / 1 / 1;
    return kLabels + static_cast<int>((day - start).count() * (kRight - kLabels) / (end - start).count());
  }

  const Context& context_;
  const Plan& plan_;
  std::vector<Bar> bars_;
  std::map<sys_days, std::pair<std::size_t, std::size_t>> due_;  // milestones, targets
  std::optional<sys_days> first_;
  std::optional<sys_days> last_;
  bool any_bar_ = false;
  std::size_t left_out_ = 0;
  int from_year_ = 0;
  int to_year_ = 0;
  Page page_;
};

void Writer::span(const PartialDate& date) {
  const sys_days begin = analyzer::earliest_day(date);
  const sys_days end = analyzer::latest_day(date);
  if (!first_ || begin < *first_) first_ = begin;
  if (!last_ || end > *last_) last_ = end;
}

void Writer::add(Bar bar) {
  if (bars_.size() >= kMostRows) {
    ++left_out_;
    return;
  }
  span(bar.range.first);
  if (bar.range.last) span(*bar.range.last);
  bar.dates = analyzer::range_text(bar.range);
  bars_.push_back(std::move(bar));
}

void Writer::collect() {
  if (plan_.period) add({{}, {}, *plan_.period, "period", false});
  for (const analyzer::Phase& phase : plan_.phases) {
    add({wrapped(phase.name.empty() ? phase.id : phase.name, kNameCells), {}, phase.range, "phase", false});
    any_bar_ = true;
  }
  std::optional<analyzer::SectionId> section;
  for (const analyzer::Task& task : plan_.tasks) {
    if (!task.dates) continue;
    if (task.section && task.section != section && bars_.size() < kMostRows) {
      const analyzer::Section& its = plan_[*task.section];
      bars_.push_back({wrapped(its.title.empty() ? its.id : fmt::format("{} {}", its.id, its.title), kNameCells), {}, {}, "", true});
      section = task.section;
    }
    const std::string title = task.id == task.title.str() ? task.id : fmt::format("{} {}", task.id, task.title.view());
    add({wrapped(title, kNameCells), {}, *task.dates, task.safeguard ? "safeguard" : "task", false});
    any_bar_ = true;
  }
  for (const analyzer::Statement& statement : plan_.statements) {
    if (!analyzer::is_planned(statement)) continue;
    const auto due = analyzer::due_date(statement);
    if (!due) continue;
    span(*due);
    auto& counts = due_[analyzer::latest_day(*due)];
    ++(statement.role == analyzer::Role::Milestone ? counts.first : counts.second);
  }
}

void Writer::axis(int bottom) {
  const int years = to_year_ - from_year_ + 1;
  const int step = years > 20 ? 5 : years > 10 ? 2 : 1;
  for (int year = from_year_; year <= to_year_ + 1; year += step) {
    const int at = x(std::chrono::year(year) / 1 / 1);
    page_.put("<line class=\"grid\" x1=\"{0}\" y1=\"26\" x2=\"{0}\" y2=\"{1}\"/>\n", at, bottom);
    if (year > to_year_) continue;
    const int next = x(std::chrono::year(std::min(year + step, to_year_ + 1)) / 1 / 1);
    page_.put("<text class=\"year\" x=\"{}\" y=\"18\">{}</text>\n", (at + next) / 2, year);
  }
}

void Writer::row(const Bar& bar, int top, int height) {
  int y = top + 15;
  if (bar.look == "period") {
    page_.draw_text(fmt::format("class=\"name\" x=\"0\" y=\"{}\"", y), {"方案期间", "period of the plan"});
  }
  for (const std::string& line : bar.name) {
    page_.put("<text class=\"{}\" x=\"{}\" y=\"{}\">{}</text>\n", bar.heading ? "heading" : "name", bar.heading ? 0 : 8, y, escaped(line));
    y += kLine;
  }
  if (bar.heading) return;
  const int middle = top + height / 2;
  const int from = x(analyzer::earliest_day(bar.range.first));
  const int to = bar.range.last ? x(analyzer::latest_day(*bar.range.last) + std::chrono::days(1)) : kRight;
  page_.put("<rect class=\"bar {}{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"16\" rx=\"2\"/>\n", bar.look, bar.range.last ? "" : " open-ended", from, middle - 9,
            std::max(3, to - from));
  // Inside of a long bar, beside a short one, where there is room.
  constexpr int kRoom = 150;
  if (to - from >= kRoom) {
    page_.draw_text(fmt::format("class=\"dates in\" x=\"{}\" y=\"{}\"", from + 8, middle + 4), bar.dates);
  } else if (to + kRoom <= kRight) {
    page_.draw_text(fmt::format("class=\"dates\" x=\"{}\" y=\"{}\"", to + 6, middle + 4), bar.dates);
  } else {
    page_.draw_text(fmt::format("class=\"dates before\" x=\"{}\" y=\"{}\"", from - 6, middle + 4), bar.dates);
  }
}

void Writer::dues(int top) {
  page_.draw_text(fmt::format("class=\"name\" x=\"0\" y=\"{}\"", top + 17), {"到期的节点和目标（个）", "figures due"});
  int busy = 0;  // labels must not lie on one another
  for (const auto& [day, counts] : due_) {
    const int at = x(day + std::chrono::days(1));
    const auto [milestones, targets] = counts;
    page_.put("<polygon class=\"due {0}\" points=\"{1},{2} {3},{4} {1},{5} {6},{4}\"/>\n", targets > 0 ? "target" : "milestone", at, top + 3, at + 8, top + 11,
              top + 19, at - 8);
    Text words;
    if (milestones > 0) words = {fmt::format("节点 {}", milestones), fmt::format("{} milestones", milestones)};
    if (targets > 0) {
      words.zh += fmt::format("{}目标 {}", words.zh.empty() ? "" : "，", targets);
      words.en += fmt::format("{}{} targets", words.en.empty() ? "" : ", ", targets);
    }
    const bool low = at - 50 < busy;
    page_.draw_text(fmt::format("class=\"dates middle\" x=\"{}\" y=\"{}\"", std::min(at, kRight - 46), top + (low ? 50 : 34)), words);
    busy = low ? 0 : at + 50;
  }
}

void Writer::draw() {
  const auto height_of = [](const Bar& bar) { return std::max(26, static_cast<int>(bar.name.size()) * kLine + 8); };
  int height = 34;
  for (const Bar& bar : bars_) height += height_of(bar);
  const int bars_end = height;
  if (!due_.empty()) height += 60;
  page_.put("<div class=\"wide\" tabindex=\"0\" role=\"group\" ").markup(spoken_attribute("aria-label", {"时间安排图", "Timeline"}, context_.language()));
  page_.put("><svg class=\"timeline\" viewBox=\"0 0 {} {}\" role=\"img\" ", kWidth, height + 4);
  page_.markup(spoken_attribute("aria-label", {"阶段和任务的起止时间，以及节点和目标到期的时间", "When phases and tasks begin and end, and when milestones and targets are due"}, context_.language()));
  page_.markup(">\n");
  axis(height);
  int top = 32;
  for (const Bar& bar : bars_) {
    row(bar, top, height_of(bar));
    top += height_of(bar);
  }
  if (!due_.empty()) dues(bars_end);
  page_.markup("</svg></div>\n");
  if (left_out_ > 0) {
    page_.markup("<p class=\"note\">").say(fmt::format("另有 {} 行未画。", left_out_), fmt::format("{} more rows are not drawn.", left_out_)).markup("</p>\n");
  }
}

}  // namespace

std::string timeline_body(const Context& context, const PlanView& view) { return Writer(context, view).take(); }

}  // namespace gouji::reports::html
