// The CSV of `gouji trend`: one line a point.
#include <array>
#include <string_view>

#include "reports/csv.hpp"
#include "reports/trend.hpp"
#include "reports/trend_words.hpp"

namespace gouji::reports {

namespace {

using analyzer::Exact;
using analyzer::trend::IndicatorTrend;

class Lines {
 public:
  void add(const PlanTrends& plan) {
    for (const IndicatorTrend& trend : plan.trends) {
      head_ = csv_cell(plan.id) + "," + csv_cell(trend.id) + "," + csv_cell(trend.name) + "," + csv_cell(trend.like.unit ? trend.like.unit->written : "") + ",";
      for (const auto& figure : trend.history) line(trend, "known", figure.time, {figure.value});
      for (const auto& figure : trend.milestones) line(trend, "milestone", figure.time, {figure.value});
      if (trend.goal) line(trend, trend.goal_adds_up ? "target-total" : "target", trend.goal->time, {trend.goal->value}, sign_of(trend.goal_comparator));
      if (!trend.forecast) continue;
      for (const auto& p : trend.forecast->path) {
        line(trend, "projection", p.time, {p.value, p.low80, p.high80, p.low95, p.high95}, to_string(trend.forecast->choice.model));
      }
    }
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void line(const IndicatorTrend& trend, std::string_view series, const Exact& time, const std::array<std::optional<Exact>, 5>& values,
            std::string_view word = {}) {
    const Exact scale = trend.like.unit ? trend.like.unit->factor : Exact(1);
    text_ += head_ + std::string(series) + "," + time_text(time);
    for (const auto& value : values) text_ += "," + (value ? (*value / scale).to_decimal(8) : std::string());
    text_ += "," + std::string(word) + "\r\n";
  }

  std::string head_;
  std::string text_ = "plan,indicator,name,unit,series,time,value,low80,high80,low95,high95,comparator_or_model\r\n";
};

}  // namespace

std::string render_trend_csv(const TrendReport& report) {
  Lines lines;
  for (const PlanTrends& plan : report.plans) lines.add(plan);
  return lines.take();
}

}  // namespace gouji::reports
