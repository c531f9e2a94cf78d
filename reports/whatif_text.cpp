#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/facts.hpp"
#include "dsl/unicode.hpp"
#include "reports/snippet.hpp"
#include "reports/whatif.hpp"

namespace gouji::reports {

namespace {

using analyzer::Assumption;
using analyzer::Exact;
using analyzer::Finding;
using analyzer::IndicatorId;
using analyzer::Plan;
using analyzer::Quantity;
using analyzer::Statement;
using analyzer::StatementId;
using dsl::Text;
using namespace analyzer::whatif;  // NOLINT: every line speaks of its results

std::string padded(std::string text, std::size_t width) {
  const std::size_t have = dsl::display_width(text);
  if (have < width) text.append(width - have, ' ');
  return text;
}

class Renderer {
 public:
  explicit Renderer(const WhatIfReport& report) : report_(report) {
    const auto& indicators = report.result.base.plan.indicators;
    for (std::size_t i = 0; i < indicators.size(); ++i) base_.emplace(indicators[i].id, static_cast<IndicatorId>(i));
  }

  std::string render() {
    line(say({"情景推算：{plan}", "What if: {plan}"}, {{"plan", visible(report_.plan.title)}}));
    line(say({"带 * 的数是推算，不是方案所载的事实。", "Numbers with * are projections, no facts of the plan."}, {}));
    if (report_.result.scenarios.empty()) base_alone();
    for (const ScenarioResult& scenario : report_.result.scenarios) tell(scenario);
    return std::move(out_);
  }

 private:
  void line(std::string_view text) {
    out_ += text;
    out_ += '\n';
  }

  [[nodiscard]] std::string say(const dsl::Template& pattern, std::initializer_list<dsl::Argument> arguments) const {
    return pick(dsl::fill(pattern, arguments), report_.language);
  }

  // A value the way the plan writes the indicator, at its digits.
  static std::string number(const Plan& plan, IndicatorId id, const Exact& value) {
    const auto measure = measure_of(plan, id);
    if (!measure) return value.to_decimal(2);
    const Quantity& like = plan[*measure].quantity;
    return analyzer::number_text(analyzer::round_nearest(value, like), like);
  }

  static std::string amount(const Plan& plan, IndicatorId id, const Exact& value) {
    const auto measure = measure_of(plan, id);
    if (!measure) return value.to_decimal(2);
    const Quantity& like = plan[*measure].quantity;
    return analyzer::display_like(analyzer::round_nearest(value, like), like);
  }

  static std::string unit(const Plan& plan, IndicatorId id) {
    const auto measure = measure_of(plan, id);
    if (!measure) return {};
    const Quantity& like = plan[*measure].quantity;
    if (!like.unit_written.empty()) return like.unit_written;
    return like.scale_word + (like.unit ? like.unit->written : std::string());
  }

  static bool is_projection(Basis basis) { return basis != Basis::Fact && basis != Basis::Planned; }

  // --- what stands out ------------------------------------------------------------------------------------------------

  // The indicator of the plan as it is that a changed plan's one is; numbers differ where something is taken out.
  [[nodiscard]] std::optional<IndicatorId> in_base(const ScenarioResult& scenario, IndicatorId id) const {
    const auto found = base_.find(scenario.plan[id].id);
    return found == base_.end() ? std::nullopt : std::optional(found->second);
  }

  // The scenario reaches it, even where the middle of what it assumes is what the plan says.
  static bool is_touched(const ScenarioResult& scenario, IndicatorId id) {
    const Track& track = scenario.course.tracks[index(id)];
    const auto first = scenario.course.cells.begin() + track.first;
    return std::any_of(first, first + track.count, [](const Cell& cell) { return cell.step != Cell::Step::Constant; });
  }

  [[nodiscard]] bool differs(const ScenarioResult& scenario, IndicatorId id, IndicatorId base) const {
    const auto years = years_of(scenario, id, base);
    return std::any_of(years.begin(), years.end(), [&](std::int32_t year) {
      const auto before = value_in(report_.result.base, base, year);
      const auto after = value_in(scenario, id, year);
      return before.has_value() != after.has_value() || (before && before->value != after->value);
    });
  }

  static void add_years(const ScenarioResult& result, IndicatorId id, std::set<std::int32_t>& years) {
    const Track& track = result.course.tracks[index(id)];
    for (std::uint32_t i = 0; i < track.count; ++i) years.insert(result.course.cells[track.first + i].year);
  }

  [[nodiscard]] std::set<std::int32_t> years_of(const ScenarioResult& scenario, IndicatorId id, IndicatorId base) const {
    std::set<std::int32_t> years;
    add_years(scenario, id, years);
    add_years(report_.result.base, base, years);
    return years;
  }

  // --- one scenario ---------------------------------------------------------------------------------------------------

  void tell(const ScenarioResult& scenario) {
    out_ += '\n';
    const std::string title = scenario.title == scenario.id ? std::string() : " " + visible(scenario.title);
    line(say({"── 情景 {id}{title}", "── Scenario {id}{title}"}, {{"id", visible(scenario.id)}, {"title", title}}));
    outcomes_.assign(scenario.plan.indicators.size(), {});
    for (const TargetOutcome& outcome : scenario.outcomes) outcomes_[index(scenario.plan[outcome.target].indicator)].push_back(&outcome);
    bool any = false;
    for (std::size_t i = 0; i < scenario.plan.indicators.size(); ++i) {
      const auto id = static_cast<IndicatorId>(i);
      const auto base = in_base(scenario, id);
      if (!base || (!report_.all && !is_touched(scenario, id) && !differs(scenario, id, *base) && !has_changed_outcome(id))) continue;
      any = true;
      table(scenario, id, *base);
      outcomes(scenario, id);
    }
    if (!any) line(say({"  各项指标的数值与原方案相同。", "  All figures are as in the plan."}, {}));
    broken(scenario);
    obstacles(scenario);
    findings(scenario);
  }

  [[nodiscard]] bool has_changed_outcome(IndicatorId id) const {
    const auto& outcomes = outcomes_[index(id)];
    return std::any_of(outcomes.begin(), outcomes.end(),
                       [](const TargetOutcome* outcome) { return outcome->before != outcome->after || outcome->kept_before != outcome->kept; });
  }

  void table(const ScenarioResult& scenario, IndicatorId id, IndicatorId base) {
    const std::string of_unit = unit(scenario.plan, id);
    const bool yearly = scenario.course.tracks[index(id)].yearly;
    const Text per = yearly ? Text("，各年数", ", by year") : Text();
    line(say({"  “{name}”{unit}", "  “{name}”{unit}"},
             {{"name", visible(scenario.plan[id].name)},
              {"unit", of_unit.empty() ? Text() : Text("（" + of_unit + per.zh + "）", " (" + of_unit + per.en + ")")}}));
    std::vector<std::array<std::string, 3>> columns;
    for (const std::int32_t year : years_of(scenario, id, base)) {
      columns.push_back({std::to_string(year), cell(report_.result.base, base, year), cell(scenario, id, year)});
    }
    const std::array heads = {say({"年份", "year"}, {}), say({"原方案", "plan"}, {}), say({"本情景", "scenario"}, {})};
    std::size_t head_width = 0;
    for (const std::string& head : heads) head_width = std::max(head_width, dsl::display_width(head));
    for (std::size_t row = 0; row < heads.size(); ++row) {
      std::string text = "    " + padded(heads[row], head_width);
      for (const auto& column : columns) {
        std::size_t width = 0;
        for (const std::string& value : column) width = std::max(width, dsl::display_width(value));
        const std::size_t have = dsl::display_width(column[row]);
        text += "  " + std::string(width - have, ' ') + column[row];
      }
      line(text);
    }
    if (scenario.spreads) fan(scenario, id);
  }

  static std::string cell(const ScenarioResult& result, IndicatorId id, std::int32_t year) {
    const auto value = value_in(result, id, year);
    if (!value) return "-";
    return number(result.plan, id, value->value) + (is_projection(value->basis) ? "*" : "");
  }

  void fan(const ScenarioResult& scenario, IndicatorId id) {
    const Track& track = scenario.course.tracks[index(id)];
    const auto& cells = scenario.spreads->cells;
    auto at = std::partition_point(cells.begin(), cells.end(), [&](const CellSpread& cell) { return cell.cell < track.first; });
    std::string text;
    for (; at != cells.end() && at->cell < track.first + track.count; ++at) {
      const CellSpread& cell = *at;
      if (cell.spread.known == 0) continue;
      text += fmt::format("  {} [{}, {}]*", scenario.course.cells[cell.cell].year, number(scenario.plan, id, cell.spread.low),
                          number(scenario.plan, id, cell.spread.high));
    }
    if (!text.empty()) line(say({"    八成把握区间{text}", "    80 % of the draws lie in{text}"}, {{"text", text}}));
  }

  void outcomes(const ScenarioResult& scenario, IndicatorId id) {
    for (const TargetOutcome* outcome : outcomes_[index(id)]) tell(scenario, id, *outcome);
    for (const Required& required : scenario.required[index(id)]) tell(scenario, id, required);
  }

  [[nodiscard]] Text state(const std::optional<bool>& kept) const {
    if (!kept) return {"无法判断", "open"};
    return *kept ? Text("达到", "reached") : Text("未达到", "missed");
  }

  void tell(const ScenarioResult& scenario, IndicatorId id, const TargetOutcome& outcome) {
    const Statement& target = scenario.plan[outcome.target];
    const auto shown = [&](const std::optional<Exact>& value) { return value ? amount(scenario.plan, id, *value) : std::string("-"); };
    line(say({"    {role} {figure}（按{reading}）：原方案 {before}，{before_state}；本情景 {after}*，{after_state}",
              "    {role} {figure} ({reading}): plan {before}, {before_state}; scenario {after}*, {after_state}"},
             {{"role", analyzer::role_text(target)},
              {"figure", analyzer::figure_text(target)},
              {"reading", analyzer::name_of(outcome.reading)},
              {"before", shown(outcome.before)},
              {"before_state", state(outcome.kept_before)},
              {"after", shown(outcome.after)},
              {"after_state", state(outcome.kept)}}));
    if (outcome.spread && outcome.spread->spread.known > 0) {
      const AimSpread& spread = *outcome.spread;
      line(say({"      {runs} 次抽样（种子 {seed}）中 {share} 达到；八成落在 {low} 至 {high} 之间*",
                "      of {runs} draws (seed {seed}) {share} reach it; 80 % lie between {low} and {high}*"},
               {{"runs", std::to_string(spread.spread.known)},
                {"seed", std::to_string(scenario.spreads->seed)},
                {"share", analyzer::percent_text(Exact::ratio(spread.kept, spread.spread.known))},
                {"low", amount(scenario.plan, id, spread.spread.low)},
                {"high", amount(scenario.plan, id, spread.spread.high)}}));
    }
    for (const Influence& influence : outcome.influences) tell(scenario, id, influence);
  }

  static std::string input(const ScenarioResult& scenario, const Assumption& assumption, const Exact& value) {
    if (assumption.form == Assumption::Form::Growth) return analyzer::percent_text(value);
    const auto measure = measure_of(scenario.plan, assumption.indicator);
    return measure ? analyzer::display_like(value, scenario.plan[*measure].quantity) : value.to_decimal(2);
  }

  void tell(const ScenarioResult& scenario, IndicatorId id, const Influence& influence) {
    if (!influence.low_result || !influence.high_result) return;
    const Assumption& assumption = scenario.course.drivers[influence.driver];
    line(say({"      假定“{name}”从 {low} 到 {high}，结果从 {low_result}* 到 {high_result}*",
              "      “{name}” from {low} to {high} moves the result from {low_result}* to {high_result}*"},
             {{"name", visible(scenario.plan[assumption.indicator].name)},
              {"low", input(scenario, assumption, influence.low_input)},
              {"high", input(scenario, assumption, influence.high_input)},
              {"low_result", amount(scenario.plan, id, *influence.low_result)},
              {"high_result", amount(scenario.plan, id, *influence.high_result)}}));
  }

  void tell(const ScenarioResult& scenario, IndicatorId id, const Required& required) {
    const Statement& target = scenario.plan[required.target];
    const std::string pace = required.pace ? amount(scenario.plan, id, *required.pace) : std::string();
    const Text what = analyzer::role_text(target);
    if (!required.start) {
      line(say({"    要达到{what}：{years} 年每年 {pace}*", "    to reach the {what}: {pace}* in each of {years} years"},
               {{"what", what}, {"years", std::to_string(required.years)}, {"pace", pace}}));
      return;
    }
    std::string growth;
    if (required.growth) growth = analyzer::percent_text(*required.growth);
    line(say({"    要达到{what}：自{from}年起每年增加 {pace}*{growth}", "    to reach the {what}: {pace}* a year from {from} on{growth}"},
             {{"what", what},
              {"from", std::to_string(required.from)},
              {"pace", pace},
              {"growth", growth.empty() ? Text() : Text("，或每年增长 " + growth + "*", ", or growth of " + growth + "* a year")}}));
    if (required.needed_start) {
      line(say({"    按所假定的增速，起点须为 {start}*", "    at the assumed growth the start would have to be {start}*"},
               {{"start", amount(scenario.plan, id, *required.needed_start)}}));
    }
  }

  void broken(const ScenarioResult& scenario) {
    for (const BrokenBound& bound : scenario.broken) {
      line(say({"  不可能：{year}年“{part}”为 {part_value}*，大于其所属的“{whole}” {whole_value}*",
                "  impossible: in {year} “{part}” would be {part_value}*, more than “{whole}” it is part of, {whole_value}*"},
               {{"year", std::to_string(bound.year)},
                {"part", visible(scenario.plan[bound.part].name)},
                {"part_value", amount(scenario.plan, bound.part, bound.part_value)},
                {"whole", visible(scenario.plan[bound.whole].name)},
                {"whole_value", amount(scenario.plan, bound.whole, bound.whole_value)}}));
    }
  }

  void obstacles(const ScenarioResult& scenario) {
    for (const Obstacle& obstacle : scenario.course.obstacles) {
      if (!obstacle.place) {
        // Of the plan itself: of interest where the scenario changes that indicator.
        if (!is_touched(scenario, obstacle.indicator)) continue;
        line(say({"  “{name}”：{reason}", "  “{name}”: {reason}"}, {{"name", visible(scenario.plan[obstacle.indicator].name)}, {"reason", obstacle.reason}}));
        continue;
      }
      line(say({"  没有作用：“{name}”的假定，{reason}", "  without effect: the assumption about “{name}”: {reason}"},
               {{"name", visible(scenario.plan[obstacle.indicator].name)}, {"reason", obstacle.reason}}));
    }
    for (const std::uint32_t driver : scenario.idle) {
      line(say({"  没有作用：“{name}”的假定，不影响任何目标", "  without effect: the assumption about “{name}” moves no target"},
               {{"name", visible(scenario.plan[scenario.course.drivers[driver].indicator].name)}}));
    }
  }

  void findings(const ScenarioResult& scenario) {
    const FindingChanges& changes = scenario.findings;
    line(say({"  重新核对：新出现 {appeared} 条，消失 {vanished} 条，有变化 {changed} 条",
              "  audited again: {appeared} new, {vanished} gone, {changed} changed"},
             {{"appeared", std::to_string(changes.appeared.size())},
              {"vanished", std::to_string(changes.vanished.size())},
              {"changed", std::to_string(changes.changed.size())}}));
    for (const Finding& finding : changes.appeared) line("    + " + told(finding));
    for (const Finding& finding : changes.vanished) line("    - " + told(finding));
    for (const auto& [before, after] : changes.changed) {
      line("    ~ " + told(before));
      line("      → " + told(after));
    }
  }

  [[nodiscard]] std::string told(const Finding& finding) const {
    return fmt::format("{}[{}] {}", severity_word(finding.severity, report_.language), finding.rule->code,
                       visible(pick(finding.message, report_.language)));
  }

  // Without a scenario: what each target takes.
  void base_alone() {
    const ScenarioResult& base = report_.result.base;
    line(say({"没有情景；以下是各目标所需的进度。", "No scenario; this is what each target takes."}, {}));
    for (std::size_t i = 0; i < base.required.size(); ++i) {
      const auto id = static_cast<IndicatorId>(i);
      if (base.required[i].empty()) continue;
      line(say({"  “{name}”", "  “{name}”"}, {{"name", visible(base.plan[id].name)}}));
      for (const Required& required : base.required[i]) tell(base, id, required);
    }
  }

  const WhatIfReport& report_;
  std::map<std::string_view, IndicatorId> base_;
  std::vector<std::vector<const TargetOutcome*>> outcomes_;  // of the scenario at hand, by indicator
  std::string out_;
};

}  // namespace

std::string render_whatif_text(const WhatIfReport& report) { return Renderer(report).render(); }

}  // namespace gouji::reports
