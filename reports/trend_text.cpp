// The text of `gouji trend`.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "dsl/unicode.hpp"
#include "reports/snippet.hpp"
#include "reports/sparkline.hpp"
#include "reports/trend.hpp"
#include "reports/trend_words.hpp"

namespace gouji::reports {

namespace {

using analyzer::Exact;
using analyzer::TimedFigure;
using analyzer::trend::Forecast;
using analyzer::trend::IndicatorTrend;
using analyzer::trend::Progress;
using dsl::Text;

constexpr std::size_t kColumns = 9;
using Row = std::array<std::string, kColumns>;

class TextTrends {
 public:
  explicit TextTrends(const TrendReport& report) : language_(report.language) {}

  std::string render(const PlanTrends& plan) {
    text_ = fmt::format("{}{}\n", visible(plan.title.empty() ? plan.id : plan.title),
                        zh() ? fmt::format("（{}）", visible(plan.file)) : fmt::format(" ({})", visible(plan.file)));
    if (plan.trends.empty()) return text_ + say("没有写明年份的指标数据，没有可列的走势。\n", "No figure of an indicator has a year: there is nothing to show.\n");
    text_ += say("由方案数据算出的速度四舍五入；标“推算”的不是方案中的数据。走势图每格一年，自零画起，· 为该年无数。\n\n",
                 "Paces that follow from the plan's figures are rounded; what is marked as a projection is none of its figures. One cell a year from "
                 "zero up, · for a year without a figure.\n\n");
    table(plan);
    for (const IndicatorTrend& trend : plan.trends) details(trend);
    without_forecast(plan);
    return std::move(text_);
  }

 private:
  [[nodiscard]] bool zh() const { return language_ == Language::Chinese; }
  [[nodiscard]] std::string say(std::string_view chinese, std::string_view english) const { return std::string(zh() ? chinese : english); }
  [[nodiscard]] std::string year(const Exact& time) const { return time_words(time, language_); }
  [[nodiscard]] std::string change(const Exact& value, const IndicatorTrend& trend) const { return change_text(value, trend.like, language_); }

  // "2021—2023年 100 108 118"; with gaps "2020年 60，2023年 98".
  [[nodiscard]] std::string series(const std::vector<TimedFigure>& figures, const IndicatorTrend& trend) const {
    if (figures.empty()) return {};
    bool yearly = true;
    for (std::size_t i = 1; i < figures.size(); ++i) yearly = yearly && figures[i].time - figures[i - 1].time == Exact(1);
    if (!yearly || figures.size() == 1) {
      std::string text;
      for (const TimedFigure& figure : figures) {
        text += fmt::format("{}{} {}", text.empty() ? "" : say("，", ", "), year(figure.time), fact_number(figure.value, trend.like));
      }
      return text;
    }
    std::string text = zh() ? fmt::format("{}—{}年", time_text(figures.front().time), time_text(figures.back().time))
                            : fmt::format("{}–{}", time_text(figures.front().time), time_text(figures.back().time));
    for (const TimedFigure& figure : figures) text += " " + fact_number(figure.value, trend.like);
    return text;
  }

  // A cell a year.
  [[nodiscard]] static std::string spark(const IndicatorTrend& trend) {
    std::vector<TimedFigure> figures = trend.history;
    const auto& path = drawn_path(trend);
    figures.insert(figures.end(), path.begin(), path.end());
    if (draws_goal(trend)) figures.push_back(*trend.goal);
    if (figures.size() < 2) return {};
    const auto by_time = [](const TimedFigure& a, const TimedFigure& b) { return a.time < b.time; };
    std::stable_sort(figures.begin(), figures.end(), by_time);
    const auto by_value = [](const TimedFigure& a, const TimedFigure& b) { return a.value < b.value; };
    const Exact most = std::max_element(figures.begin(), figures.end(), by_value)->value;
    constexpr std::int64_t kLongest = 30;
    if (most.sign() <= 0 || figures.back().time - figures.front().time > Exact(kLongest)) return {};
    std::vector<std::optional<Exact>> cells;
    auto next = figures.begin();
    for (Exact time = figures.front().time; next != figures.end(); time = time + Exact(1)) {
      auto& cell = cells.emplace_back();
      // The first of a year: what is known before what is planned.
      for (; next != figures.end() && next->time <= time; ++next) {
        if (!cell) cell = next->value;
      }
    }
    return sparkline(cells, most);
  }

  [[nodiscard]] Row row_of(const IndicatorTrend& trend) const {
    Row row;
    row[0] = visible(trend.id);
    row[1] = visible(unit_text(trend.like));
    row[2] = series(trend.history, trend);
    row[3] = series(trend.milestones, trend);
    if (trend.goal) {
      row[4] = fmt::format("{} {}{}", year(trend.goal->time), goal_text(trend), trend.goal_adds_up ? say(" 合计", " in all") : "");
    }
    if (trend.required) row[5] = (trend.required->change().sign() > 0 ? "+" : "") + derived_number(trend.required->per_year(), trend.like);
    if (trend.required_rate) row[6] = rate_text(*trend.required_rate);
    if (trend.peer_median && trend.peers >= analyzer::kFewestPeers) row[7] = rate_text(*trend.peer_median);
    row[8] = spark(trend);
    return row;
  }

  void table(const PlanTrends& plan) {
    std::vector<Row> rows;
    rows.push_back(zh() ? Row{"指标", "单位", "已知", "节点", "目标", "每年须变动", "年均增长", "同期中位数", "走势"}
                        : Row{"indicator", "unit", "known", "milestones", "target", "needed a year", "growth a year", "median of peers", "course"});
    for (const IndicatorTrend& trend : plan.trends) rows.push_back(row_of(trend));
    std::array<std::size_t, kColumns> widths{};
    for (std::size_t column = 0; column < kColumns; ++column) {
      const bool used = std::any_of(rows.begin() + 1, rows.end(), [&](const Row& row) { return !row[column].empty(); });
      if (!used) continue;
      for (const Row& row : rows) widths[column] = std::max(widths[column], dsl::display_width(row[column]));
    }
    for (const Row& row : rows) {
      std::string line;
      for (std::size_t column = 0; column < kColumns; ++column) {
        if (widths[column] == 0) continue;
        const std::string pad(widths[column] - dsl::display_width(row[column]), ' ');
        const bool number = column >= 5 && column <= 7;
        line += number ? pad + row[column] : row[column] + pad;
        line += "  ";
      }
      line.erase(line.find_last_not_of(' ') + 1);
      text_ += line + "\n";
    }
  }

  // Before the first line about an indicator its name.
  void tell(const IndicatorTrend& trend, std::string_view label, const std::string& words) {
    if (told_ != &trend) {
      const std::string name = trend.name == trend.id ? "" : (zh() ? fmt::format("（{}）", visible(trend.name)) : fmt::format(" ({})", visible(trend.name)));
      text_ += fmt::format("\n{}{}\n", visible(trend.id), name);
      told_ = &trend;
    }
    text_ += fmt::format("  {}{}{}\n", label, zh() ? "：" : ": ", words);
  }

  void path_details(const IndicatorTrend& trend) {
    if (!trend.path) return;
    const auto& points = trend.path->points;
    std::string steps;
    for (std::size_t i = 1; i < points.size(); ++i) {
      const Exact step = points[i].value - points[i - 1].value;
      const bool signed_step = !trend.path->adds_up && step.sign() > 0;
      steps += (i > 1 ? say("、", ", ") : "") + (signed_step ? "+" : "") + fact_number(step, trend.like);
    }
    const std::string unit = unit_text(trend.like);
    const std::string space = unit.empty() ? "" : " ";
    std::string words;
    if (trend.path->adds_up) {
      words = zh() ? fmt::format("到{}逐年 {}{}{}，合计 {}", year(points.back().time), steps, space, unit, fact_text(points.back().value, trend.like))
                   : fmt::format("{}{}{} year by year up to {}, {} in all", steps, space, unit, year(points.back().time), fact_text(points.back().value, trend.like));
    } else {
      const bool percent = trend.like.unit && trend.like.unit->word == "%";
      const std::string step_unit = percent ? say("个百分点", "percentage points") : unit;
      words = zh() ? fmt::format("从{}的 {} 到{}的 {}，逐段变动 {}{}{}{}", year(points.front().time), fact_text(points.front().value, trend.like),
                                 year(points.back().time), fact_text(points.back().value, trend.like), steps, space, step_unit,
                                 trend.path->from_zero ? "（由零起算）" : "")
                   : fmt::format("from {} in {} to {} in {}, step by step {}{}{}{}", fact_text(points.front().value, trend.like), year(points.front().time),
                                 fact_text(points.back().value, trend.like), year(points.back().time), steps, space, step_unit,
                                 trend.path->from_zero ? " (counted from zero)" : "");
    }
    if (trend.half_time) words += half_time(*trend.half_time);
    tell(trend, say("路径", "path"), words + say("。", "."));
  }

  [[nodiscard]] std::string half_time(const Exact& done) const {
    const Exact half = Exact::ratio(1, 2);
    const Exact band = Exact::ratio(1, 20);
    const Text shape = done > half + band   ? Text("前快后慢", "front-loaded")
                       : done < half - band ? Text("后期集中", "back-loaded")
                                            : Text("大体均匀", "even");
    const std::string percent = rate_text(done);
    return zh() ? fmt::format("；时间过半时完成 {}，{}", percent, shape.zh) : fmt::format("; {} done at half time: {}", percent, shape.en);
  }

  void pace_details(const IndicatorTrend& trend) {
    if (!trend.so_far) return;
    const auto moved = [&](const Exact& pace) {
      const std::string amount = change(pace.abs(), trend);
      return zh() ? fmt::format("{} {}", pace.sign() < 0 ? "减少" : "增加", amount) : fmt::format("{} {}", pace.sign() < 0 ? "down" : "up", amount);
    };
    std::string words = zh() ? fmt::format("{}—{}平均每年{}", time_text(trend.so_far->from.time), year(trend.so_far->to.time), moved(trend.so_far->per_year()))
                             : fmt::format("{} to {}, {} a year", time_text(trend.so_far->from.time), year(trend.so_far->to.time), moved(trend.so_far->per_year()));
    if (trend.required) {
      words += zh() ? fmt::format("；到{}目标每年须{}", year(trend.goal->time), moved(trend.required->per_year()))
                    : fmt::format("; {} a year to the target of {}", moved(trend.required->per_year()), year(trend.goal->time));
    }
    tell(trend, say("以往", "so far"), words + say("。", "."));
  }

  [[nodiscard]] std::string slope(const Exact& value, const Forecast& forecast, const IndicatorTrend& trend) const {
    switch (forecast.choice.model) {
      case analyzer::trend::Model::LogLinear: return rate_text(value);
      case analyzer::trend::Model::Logit: return value.to_decimal(4) + say("（对数几率）", " in log-odds");
      case analyzer::trend::Model::Linear:
      case analyzer::trend::Model::Drift: break;
    }
    return change(value, trend);
  }

  // Of rates in percent of the value.
  [[nodiscard]] std::string scale(const Forecast& forecast, const IndicatorTrend& trend) const {
    if (forecast.residual_scale.is_zero()) return "0";
    const bool relative = forecast.choice.model == analyzer::trend::Model::LogLinear;
    return relative ? rate_text(forecast.residual_scale) : slope(forecast.residual_scale, forecast, trend);
  }

  void forecast_details(const IndicatorTrend& trend) {
    if (!trend.forecast) return;
    const Forecast& forecast = *trend.forecast;
    std::string fit = zh() ? fmt::format("{}（{}），{} 点，自由度 {}，每年 {}", pick(name_of(forecast.choice.model), language_), forecast.choice.reason.zh,
                                         forecast.points, forecast.degrees_of_freedom, slope(forecast.slope, forecast, trend))
                           : fmt::format("{} ({}), {} points, {} degree{} of freedom, {} a year", pick(name_of(forecast.choice.model), language_),
                                         forecast.choice.reason.en, forecast.points, forecast.degrees_of_freedom,
                                         forecast.degrees_of_freedom == 1 ? "" : "s", slope(forecast.slope, forecast, trend));
    if (forecast.robust_slope) {
      fit += zh() ? fmt::format("（稳健斜率 {}）", slope(*forecast.robust_slope, forecast, trend))
                  : fmt::format(" (robust {})", slope(*forecast.robust_slope, forecast, trend));
    }
    fit += say("，残差标准差 ", ", residual scale ") + scale(forecast, trend);
    tell(trend, say("趋势", "trend"), fit + say("。", "."));

    const auto& last = forecast.path.back();
    const std::string unit = unit_text(trend.like);
    std::string words = zh() ? fmt::format("{}约 {}", year(last.time), fact_text(last.value, trend.like))
                             : fmt::format("about {} in {}", fact_text(last.value, trend.like), year(last.time));
    if (last.low80 && last.high80 && last.low95 && last.high95) {
      const auto range = [&](const Exact& low, const Exact& high) {
        return fmt::format("{}{}{}", fact_number(low, trend.like), say("—", " to "), fact_number(high, trend.like));
      };
      words += zh() ? fmt::format("，80% 预测区间 {}，95% 预测区间 {}", range(*last.low80, *last.high80), range(*last.low95, *last.high95))
                    : fmt::format(", 80% prediction interval {}, 95% {}", range(*last.low80, *last.high80), range(*last.low95, *last.high95));
    } else {
      words += say("；各点恰在一线，离散程度无从估计，不给区间", "; the points lie on one line, so that their scatter cannot be judged: no interval");
    }
    if (forecast.percent) {
      words += zh() ? fmt::format("；模型成立时，实现目标 {} 的概率约 {}%", goal_text(trend), *forecast.percent)
                    : fmt::format("; if the model holds, the target of {} is reached with a probability of about {}%", goal_text(trend), *forecast.percent);
    }
    if (forecast.degrees_of_freedom == 1) words += say("。只有三点，区间极宽，只供参考", ". Three points only: the intervals are very wide");
    tell(trend, say("推算", "projection"), words + say("。", "."));
  }

  void progress_details(const IndicatorTrend& trend) {
    if (!trend.progress) return;
    const Progress& progress = *trend.progress;
    const std::string due = rate_text(progress.due);
    const Text yardstick = progress.by_milestone ? Text("按当年节点应完成 " + due, "the milestone asks for " + due)
                                                 : Text("按时间进度应完成 " + due, "elapsed time asks for " + due);
    const std::string done = rate_text(progress.done);
    const std::string actual = fact_text(progress.actual.value, trend.like);
    tell(trend, say("进度", "progress"),
         zh() ? fmt::format("{}实绩 {}，由基期到目标已完成 {}；{}：{}。", year(progress.actual.time), actual, done, yardstick.zh, name_of(progress.standing).zh)
              : fmt::format("{} in {}: {} of the way from base to target; {}: {}.", actual, year(progress.actual.time), done, yardstick.en,
                            name_of(progress.standing).en));
  }

  void details(const IndicatorTrend& trend) {
    path_details(trend);
    pace_details(trend);
    forecast_details(trend);
    progress_details(trend);
    for (const Text& note : trend.notes) tell(trend, say("说明", "note"), pick(note, language_));
  }

  void without_forecast(const PlanTrends& plan) {
    std::vector<std::pair<const Text*, std::vector<std::string>>> reasons;
    for (const IndicatorTrend& trend : plan.trends) {
      if (trend.forecast) continue;
      auto reason = std::find_if(reasons.begin(), reasons.end(), [&](const auto& r) { return *r.first == trend.no_forecast; });
      if (reason == reasons.end()) reason = reasons.insert(reasons.end(), {&trend.no_forecast, {}});
      reason->second.push_back(visible(trend.id));
    }
    if (plan.without_years > 0) {
      text_ += zh() ? fmt::format("\n另有 {} 项指标的数据都没有年份，未列。\n", plan.without_years)
                    : fmt::format("\nIndicators whose figures have no year, left out: {}.\n", plan.without_years);
    }
    if (reasons.empty()) return;
    text_ += say("\n不作推算（推算至少要三个时点的已知值）\n", "\nNot projected (which takes three past values at least)\n");
    for (const auto& [reason, ids] : reasons) {
      text_ += zh() ? fmt::format("  {}，{} 项：{}\n", reason->zh, ids.size(), fmt::join(ids, "、"))
                    : fmt::format("  {}, {}: {}\n", reason->en, ids.size(), fmt::join(ids, ", "));
    }
  }

  Language language_;
  std::string text_;
  const IndicatorTrend* told_ = nullptr;
};

}  // namespace

std::string render_trend_text(const TrendReport& report) {
  std::string text;
  for (const PlanTrends& plan : report.plans) {
    if (!text.empty()) text += "\n";
    text += TextTrends(report).render(plan);
  }
  return text;
}

}  // namespace gouji::reports
