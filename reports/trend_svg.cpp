// Pictures of `gouji trend`. Static SVG without scripts, styles from outside, or ids, so that many can stand in one document.
#include <fmt/format.h>

#include <algorithm>

#include "dsl/unicode.hpp"
#include "reports/snippet.hpp"
#include "reports/trend.hpp"
#include "reports/trend_words.hpp"
#include "reports/xml.hpp"

namespace gouji::reports {

namespace {

using analyzer::Exact;
using analyzer::TimedFigure;
using analyzer::trend::IndicatorTrend;
using analyzer::trend::Projection;

constexpr int kWidth = 640;
constexpr int kHeight = 380;
constexpr int kLeft = 84;
constexpr int kRight = 600;
constexpr int kTop = 78;
constexpr int kBottom = 306;

constexpr const char* kKnown = "#1f4e79";
constexpr const char* kPlanned = "#9a5b00";
constexpr const char* kGoal = "#a61b1b";
constexpr const char* kFaint = "#6b7280";
constexpr const char* kInk = "#1f2933";

std::string escaped(std::string_view text) { return escape_xml(visible(text)); }

// As much as fits into so many cells.
std::string shortened(std::string_view text, std::size_t cells) {
  if (dsl::display_width(text) <= cells) return std::string(text);
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const auto point = dsl::decode(text, at);
    const std::string_view next = text.substr(at, point.length);
    if (dsl::display_width(kept) + dsl::display_width(next) + 1 > cells) break;
    kept += next;
    at += point.length;
  }
  return kept + "…";
}

struct Range {
  Exact low;
  Exact high;
  [[nodiscard]] Exact span() const { return high - low; }
  void include(const Exact& value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

// 1, 2 or 5 times a power of ten, so that there are at most `most` steps.
Exact nice_step(const Exact& span, int most) {
  for (int order = -12; order < 40; ++order) {
    for (const int digit : {1, 2, 5}) {
      const Exact step = Exact(digit) * Exact::power_of_ten(order);
      if (step * Exact(most) >= span) return step;
    }
  }
  return span;
}

Exact floor_to(const Exact& value, const Exact& step) {
  const Exact steps = value / step;
  const std::string nearest = steps.to_decimal(0);
  Exact count = nearest.starts_with('-') ? -*Exact::parse(std::string_view(nearest).substr(1)) : *Exact::parse(nearest);
  if (count > steps) count = count - Exact(1);
  return count * step;
}

class Picture {
 public:
  Picture(const IndicatorTrend& trend, Language language) : trend_(trend), language_(language), path_(drawn_path(trend)) {
    goal_drawn_ = draws_goal(trend);
    find_ranges();
  }

  std::string draw() {
    head();
    if (empty_) {
      text(kWidth / 2, (kTop + kBottom) / 2, "middle", 14, kFaint, say("没有写明年份的数据", "no figure with a year"));
      return std::move(svg_);
    }
    axes();
    fan();
    required_line();
    line(path_, kPlanned, "5 3");
    line(trend_.history, kKnown, "");
    marks();
    legend();
    return std::move(svg_);
  }

 private:
  [[nodiscard]] std::string say(std::string_view chinese, std::string_view english) const {
    return std::string(language_ == Language::Chinese ? chinese : english);
  }
  [[nodiscard]] bool has_forecast() const { return trend_.forecast.has_value(); }

  void find_ranges() {
    std::vector<TimedFigure> facts = trend_.history;
    facts.insert(facts.end(), path_.begin(), path_.end());
    if (goal_drawn_) facts.push_back(*trend_.goal);
    empty_ = facts.empty();
    if (empty_) return;
    times_ = {facts.front().time, facts.front().time};
    values_ = {facts.front().value, facts.front().value};
    for (const TimedFigure& figure : facts) {
      times_.include(figure.time);
      values_.include(figure.value);
    }
    if (has_forecast()) {
      const auto& projections = trend_.forecast->path;
      times_.include(projections.front().time);
      times_.include(projections.back().time);
      // A wide interval may double the picture, but not press the figures flat.
      const Range facts_only = values_;
      const Exact room = values_.span().is_zero() ? values_.high.abs() : values_.span();
      for (const Projection& p : projections) {
        for (const auto& end : {std::optional(p.value), p.low80, p.high80}) {
          if (end) values_.include(std::clamp(*end, facts_only.low - room, facts_only.high + room));
        }
      }
    }
    if (times_.span().is_zero()) times_ = {times_.low - Exact(1), times_.high + Exact(1)};
    // From zero, unless that would hide the course; then the axis says so.
    from_zero_ = values_.span().is_zero() || values_.low.sign() <= 0 || values_.low * Exact(4) < values_.high * Exact(3);
    if (from_zero_) values_.include(0);
    const Exact scale = unit_scale(trend_.like);
    const Exact span = values_.span().is_zero() ? Exact(1) * scale : values_.span();
    step_ = nice_step(span / scale, 5) * scale;
    if (trend_.like.unit && trend_.like.unit->is_countable()) step_ = std::max(step_, trend_.like.unit->factor);
    values_.low = floor_to(values_.low, step_);
    values_.high = floor_to(values_.high, step_) + step_;
    if (!has_forecast()) return;
    const Projection& last = trend_.forecast->path.back();
    cut_off_ = last.low95 && last.high95 && (*last.low95 < values_.low || *last.high95 > values_.high);
  }

  [[nodiscard]] Exact x_of(const Exact& time) const {
    return Exact(kLeft) + (time - times_.low) / times_.span() * Exact(kRight - kLeft - 30) + Exact(15);
  }
  [[nodiscard]] Exact y_of(const Exact& value) const {
    return Exact(kBottom) - (value - values_.low) / values_.span() * Exact(kBottom - kTop);
  }
  [[nodiscard]] std::string x(const Exact& time) const { return x_of(time).to_decimal(1); }
  [[nodiscard]] std::string y(const Exact& value) const { return y_of(value).to_decimal(1); }
  [[nodiscard]] std::string at(const Exact& time, const Exact& value) const { return x(time) + "," + y(value); }

  template <typename X, typename Y>
  void text(const X& at_x, const Y& at_y, const char* anchor, int size, const char* colour, std::string_view words, const char* more = "") {
    svg_ += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"{}\" font-size=\"{}\" fill=\"{}\"{}>{}</text>\n", at_x, at_y, anchor, size, colour, more, escaped(words));
  }

  void head() {
    const std::string unit = unit_text(trend_.like);
    const std::string name = trend_.name;
    svg_ += fmt::format("<title>{}</title>\n<rect width=\"{}\" height=\"{}\" fill=\"#ffffff\"/>\n", escaped(name), kWidth, kHeight);
    text(20, 30, "start", 17, kInk, shortened(name, 64), " font-weight=\"bold\"");
    std::string below = unit.empty() ? "" : say("单位：", "unit: ") + unit;
    if (trend_.required) {
      below += (below.empty() ? "" : "　") + say("到目标每年须变动 ", "needed a year: ") + (trend_.required->change().sign() > 0 ? "+" : "") +
               change_text(trend_.required->per_year(), trend_.like, language_);
      if (trend_.required_rate) below += say("，年均增长 ", ", growth a year ") + rate_text(*trend_.required_rate);
    }
    text(20, 52, "start", 12, kFaint, below);
  }

  void axes() {
    for (Exact value = values_.low; value <= values_.high; value = value + step_) {
      svg_ += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"#e5e7eb\"/>\n", kLeft, y(value), kRight, y(value));
      text(kLeft - 8, (y_of(value) + Exact(4)).to_decimal(1), "end", 11, kFaint, fact_number(value, trend_.like));
    }
    svg_ += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\"/>\n", kLeft, kBottom, kRight, kBottom, kFaint);
    const Exact every = nice_step(times_.span(), 10) < Exact(1) ? Exact(1) : nice_step(times_.span(), 10);
    for (Exact time = floor_to(times_.low, Exact(1)); time <= times_.high; time = time + every) {
      if (time < times_.low) continue;
      text(x(time), kBottom + 18, "middle", 11, kFaint, time_text(time));
    }
    if (!from_zero_) text(20, kTop - 13, "start", 10, kFaint, say("纵轴不从零起", "axis not from zero"));
    if (cut_off_) text(kRight, kTop - 13, "end", 10, kFaint, say("预测区间超出图外", "the intervals leave the picture"));
  }

  // The intervals widen from the last known value. What leaves the picture is cut off at its frame.
  void fan() {
    if (!has_forecast()) return;
    const auto& projections = trend_.forecast->path;
    const TimedFigure last = trend_.history.empty() ? TimedFigure{projections.front().time, projections.front().value, {}} : trend_.history.back();
    svg_ += fmt::format("<svg x=\"0\" y=\"{}\" width=\"{}\" height=\"{}\" viewBox=\"0 {} {} {}\">\n", kTop, kWidth, kBottom - kTop, kTop, kWidth, kBottom - kTop);
    const auto band = [&](auto low, auto high, const char* opacity) {
      std::string upper = at(last.time, last.value);
      std::string lower;
      for (const Projection& p : projections) {
        if (!low(p) || !high(p)) return;
        upper += " " + at(p.time, *high(p));
        lower.insert(0, " " + at(p.time, *low(p)));
      }
      svg_ += fmt::format("<polygon points=\"{}{}\" fill=\"{}\" fill-opacity=\"{}\"/>\n", upper, lower, kKnown, opacity);
    };
    band([](const Projection& p) { return p.low95; }, [](const Projection& p) { return p.high95; }, "0.12");
    band([](const Projection& p) { return p.low80; }, [](const Projection& p) { return p.high80; }, "0.18");
    std::string points = at(last.time, last.value);
    for (const Projection& p : projections) points += " " + at(p.time, p.value);
    svg_ += fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\" stroke-dasharray=\"2 4\"/>\n</svg>\n", points, kKnown);
  }

  void required_line() {
    if (!trend_.required || !goal_drawn_) return;
    const auto& from = trend_.required->from;
    const auto& to = trend_.required->to;
    svg_ += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-dasharray=\"7 4 1 4\"/>\n", x(from.time), y(from.value),
                        x(to.time), y(to.value), kGoal);
  }

  void line(const std::vector<TimedFigure>& figures, const char* colour, const char* dashes) {
    if (figures.size() < 2) return;
    std::string points;
    for (const TimedFigure& figure : figures) points += (points.empty() ? "" : " ") + at(figure.time, figure.value);
    svg_ += fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"{}/>\n", points, colour,
                        *dashes ? fmt::format(" stroke-dasharray=\"{}\"", dashes) : "");
  }

  // With a white rim, so that it stays readable over lines.
  void value_label(const TimedFigure& figure, const char* colour, int above, std::string_view words) {
    text(x(figure.time), (y_of(figure.value) - Exact(above)).to_decimal(1), "middle", 12, colour, words,
         " stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\"");
  }

  // Two labels of one time: the greater value's stands above, the other's below.
  [[nodiscard]] static int place(const Exact& value, const std::optional<Exact>& beside) {
    constexpr int kAbove = 11;
    constexpr int kBelow = -20;
    return beside && value < *beside ? kBelow : kAbove;
  }

  [[nodiscard]] static std::optional<Exact> value_at(const std::vector<TimedFigure>& figures, const Exact& time) {
    const auto found = std::find_if(figures.begin(), figures.end(), [&](const TimedFigure& figure) { return figure.time == time; });
    return found == figures.end() ? std::nullopt : std::optional(found->value);
  }

  void marks() {
    for (const TimedFigure& figure : path_) {
      svg_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"9\" height=\"9\" fill=\"#ffffff\" stroke=\"{}\" stroke-width=\"2\"/>\n",
                          (x_of(figure.time) - Exact::ratio(9, 2)).to_decimal(1), (y_of(figure.value) - Exact::ratio(9, 2)).to_decimal(1), kPlanned);
      // The zero that a count starts from is no figure of the plan; the target is told above a milestone of its time.
      const bool at_goal = goal_drawn_ && figure.time == trend_.goal->time;
      if (!figure.statement) continue;
      value_label(figure, kPlanned, at_goal ? -20 : place(figure.value, value_at(trend_.history, figure.time)), fact_number(figure.value, trend_.like));
    }
    for (const TimedFigure& figure : trend_.history) {
      svg_ += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"5\" fill=\"{}\"/>\n", x(figure.time), y(figure.value), kKnown);
      value_label(figure, kKnown, place(figure.value, value_at(path_, figure.time)), fact_number(figure.value, trend_.like));
    }
    std::optional<Exact> projected;
    if (has_forecast()) {
      const Projection& last = trend_.forecast->path.back();
      const bool at_goal = goal_drawn_ && last.time == trend_.goal->time;
      if (at_goal) projected = last.value;
      const bool inside = last.value >= values_.low && last.value <= values_.high;
      const int above = at_goal && last.value >= trend_.goal->value ? 12 : -20;
      if (inside) value_label({last.time, last.value, {}}, kKnown, above, say("推算 ", "projected ") + fact_number(last.value, trend_.like));
    }
    if (!goal_drawn_) return;
    const Exact at_x = x_of(trend_.goal->time);
    const Exact at_y = y_of(trend_.goal->value);
    svg_ += fmt::format("<polygon points=\"{},{} {},{} {},{} {},{}\" fill=\"{}\"/>\n", at_x.to_decimal(1), (at_y - Exact(7)).to_decimal(1),
                        (at_x + Exact(7)).to_decimal(1), at_y.to_decimal(1), at_x.to_decimal(1), (at_y + Exact(7)).to_decimal(1),
                        (at_x - Exact(7)).to_decimal(1), at_y.to_decimal(1), kGoal);
    value_label(*trend_.goal, kGoal, projected && *projected >= trend_.goal->value ? -22 : 12, goal_text(trend_));
  }

  void legend() {
    int left = 20;
    const auto entry = [&](bool shown, const std::string& mark, const std::string& words) {
      if (!shown) return;
      svg_ += fmt::format("<g transform=\"translate({} 354)\">{}</g>\n", left, mark);
      text(left + 26, 358, "start", 11, kInk, words);
      left += 26 + static_cast<int>(dsl::display_width(words)) * 6 + 18;
    };
    entry(!trend_.history.empty(), fmt::format("<circle cx=\"10\" cy=\"0\" r=\"5\" fill=\"{}\"/>", kKnown), say("已知", "known"));
    entry(!path_.empty(), fmt::format("<rect x=\"5\" y=\"-5\" width=\"9\" height=\"9\" fill=\"#ffffff\" stroke=\"{}\" stroke-width=\"2\"/>", kPlanned),
          trend_.path && trend_.path->adds_up ? say("节点（累加）", "milestones, added up") : say("节点", "milestones"));
    entry(goal_drawn_, fmt::format("<polygon points=\"10,-7 17,0 10,7 3,0\" fill=\"{}\"/>", kGoal), say("目标", "target"));
    entry(trend_.required && goal_drawn_, fmt::format("<line x1=\"0\" x2=\"20\" stroke=\"{}\" stroke-dasharray=\"7 4 1 4\"/>", kGoal), say("所需的路径", "way needed"));
    if (!has_forecast()) return;
    const bool banded = trend_.forecast->path.back().low80.has_value();
    entry(true, fmt::format("<line x1=\"0\" x2=\"20\" stroke=\"{}\" stroke-width=\"2\" stroke-dasharray=\"2 4\"/>", kKnown), say("推算，不是方案数据", "projection, no figure of the plan"));
    entry(banded, fmt::format("<rect x=\"0\" y=\"-7\" width=\"20\" height=\"14\" fill=\"{0}\" fill-opacity=\"0.12\"/><rect x=\"0\" y=\"-4\" width=\"20\" height=\"8\" fill=\"{0}\" fill-opacity=\"0.18\"/>", kKnown),
          trend_.forecast->path.back().low95 ? say("80%、95% 预测区间", "80 %, 95 % intervals") : say("八成在此区间", "80 % of the draws"));
  }

  const IndicatorTrend& trend_;
  Language language_;
  const std::vector<TimedFigure>& path_;
  bool goal_drawn_ = false;
  bool empty_ = false;
  bool from_zero_ = true;
  bool cut_off_ = false;
  Range times_;
  Range values_;
  Exact step_ = 1;
  std::string svg_;
};

std::string opening(int width, int height, Language language) {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" lang=\"{2}\" "
      "font-family=\"'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif\">\n",
      width, height, language == Language::Chinese ? "zh-CN" : "en");
}

}  // namespace

std::string render_trend_svg(const IndicatorTrend& trend, Language language) {
  return opening(kWidth, kHeight, language) + Picture(trend, language).draw() + "</svg>\n";
}

std::string render_trend_svg(const TrendReport& report) {
  constexpr int kGap = 16;
  std::string body;
  int place = 0;
  for (const PlanTrends& plan : report.plans) {
    for (const IndicatorTrend& trend : plan.trends) {
      const int left = kGap + place % 2 * (kWidth + kGap);
      const int top = kGap + place / 2 * (kHeight + kGap);
      body += fmt::format("<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\">\n{}</svg>\n", left, top, kWidth, kHeight, Picture(trend, report.language).draw());
      ++place;
    }
  }
  const int columns = std::min(place, 2);
  const int rows = (place + 1) / 2;
  const int width = kGap + std::max(1, columns) * (kWidth + kGap);
  const int height = kGap + rows * (kHeight + kGap);
  return opening(width, height, report.language) + fmt::format("<rect width=\"{}\" height=\"{}\" fill=\"#f3f4f6\"/>\n", width, height) + body + "</svg>\n";
}

}  // namespace gouji::reports
