#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/facts.hpp"
#include "dsl/unicode.hpp"
#include "reports/snippet.hpp"
#include "reports/sparkline.hpp"
#include "reports/trend_words.hpp"
#include "reports/whatif_view.hpp"

namespace gouji::reports {

namespace {

using analyzer::Assumption;
using analyzer::Exact;
using analyzer::Finding;
using analyzer::IndicatorId;
using analyzer::OrgId;
using analyzer::Plan;
using analyzer::Quantity;
using analyzer::Statement;
using analyzer::StatementId;
using analyzer::TaskId;
using dsl::Text;
using namespace analyzer::whatif;  // NOLINT: every line speaks of its results

// What a text shows at most of a list, unless all is asked for.
constexpr std::size_t kMostFindings = 10;
constexpr std::size_t kMostInfluences = 5;
constexpr std::size_t kMostNames = 12;

std::string aligned_left(std::string text, std::size_t width) {
  text.append(width - std::min(width, dsl::display_width(text)), ' ');
  return text;
}

std::string aligned_right(const std::string& text, std::size_t width) {
  return std::string(width - std::min(width, dsl::display_width(text)), ' ') + text;
}

// Figures of the plan in full, what follows from them to the digits it can bear.
std::string number(const Quantity& like, const Exact& value, bool projected) {
  return projected ? derived_number(value, like) + "*" : fact_number(value, like);
}

std::string amount(const Quantity& like, const Exact& value, bool projected) {
  const std::string unit = unit_text(like);
  const bool percent = like.unit && like.unit->word == "%";
  return (projected ? derived_number(value, like) : fact_number(value, like)) + (unit.empty() || percent ? "" : " ") + unit + (projected ? "*" : "");
}

// A target and what the scenario makes of it. Targets that say the same in several places are told once.
struct Shown {
  const TargetOutcome* outcome = nullptr;
  const Aim* aim = nullptr;
  const Required* required = nullptr;
};

bool same_aim(const Aim& a, const Aim& b) {
  return a.reading == b.reading && a.count == b.count && a.falling == b.falling && a.allowed.low == b.allowed.low && a.allowed.high == b.allowed.high &&
         a.allowed.low_open == b.allowed.low_open && a.allowed.high_open == b.allowed.high_open;
}

std::optional<Exact> goal_of(const Aim& aim) { return aim.falling ? aim.allowed.high : aim.allowed.low; }

class Renderer {
 public:
  explicit Renderer(const WhatIfReport& report) : report_(report) {}

  std::string render() {
    line(say({"情景推算：{plan}", "What if: {plan}"}, {{"plan", visible(report_.plan.title.empty() ? report_.plan.id : report_.plan.title)}}));
    line(say({"带 * 的数是推算，不是方案所载的数据。", "Numbers with * are projections, no figures of the plan."}, {}));
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
  [[nodiscard]] bool zh() const { return report_.language == Language::Chinese; }
  [[nodiscard]] std::string quoted(std::string_view name) const { return "“" + visible(name) + "”"; }

  // As many of them as a reader takes in: A、B … 等 30 项.
  [[nodiscard]] std::string listed(const std::vector<std::string>& names, std::string_view counter) const {
    const std::size_t shown = report_.all ? names.size() : std::min(names.size(), kMostNames);
    std::string text = fmt::format("{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), zh() ? "、" : ", "));
    if (shown < names.size()) text += zh() ? fmt::format(" 等 {} {}", names.size(), counter) : fmt::format(" and {} more", names.size() - shown);
    return text;
  }

  [[nodiscard]] static std::vector<std::vector<Shown>> targets_of(const ScenarioResult& scenario) {
    std::map<StatementId, const Aim*> aims;
    for (const Aim& aim : scenario.course.aims) aims.emplace(aim.target, &aim);
    std::vector<std::vector<Shown>> targets(scenario.plan.indicators.size());
    for (const TargetOutcome& outcome : scenario.outcomes) {
      const Statement& target = scenario.plan[outcome.target];
      auto& of_indicator = targets[index(target.indicator)];
      const Shown shown{&outcome, aims.at(outcome.target), required_for(scenario, outcome.target)};
      const auto same = [&](const Shown& other) {
        return scenario.plan[other.outcome->target].when.year() == target.when.year() && same_aim(*other.aim, *shown.aim);
      };
      if (std::none_of(of_indicator.begin(), of_indicator.end(), same)) of_indicator.push_back(shown);
    }
    return targets;
  }

  static const Required* required_for(const ScenarioResult& scenario, StatementId target) {
    const auto& list = scenario.required[index(scenario.plan[target].indicator)];
    const auto found = std::find_if(list.begin(), list.end(), [&](const Required& required) { return required.target == target; });
    return found == list.end() ? nullptr : &*found;
  }

  // --- one scenario ---------------------------------------------------------------------------------------------------

  void tell(const ScenarioResult& scenario) {
    out_ += '\n';
    const std::string title = scenario.title == scenario.id ? std::string() : (zh() ? "：" : ": ") + visible(scenario.title);
    line(say({"── 情景 {id}{title}", "── Scenario {id}{title}"}, {{"id", visible(scenario.id)}, {"title", title}}));
    for (const std::string& statement : scenario.stated) line("  | " + visible(statement));
    if (scenario.stated.empty()) line(say({"  没有改动。", "  Nothing is changed."}, {}));

    const auto targets = targets_of(scenario);
    const std::vector<Compared> concerned = compared_in(report_, scenario);
    if (concerned.empty()) {
      // Structure alone changes: what the audit says of it comes first.
      units(scenario);
      delays(scenario);
      findings(scenario);
      obstacles(scenario);
      line(say({"  各项指标的数值与原方案相同。", "  All figures are as in the plan."}, {}));
      return;
    }
    summary(targets, concerned);
    delays(scenario);
    for (const Compared& which : concerned) {
      table(scenario, which);
      for (const Shown& shown : targets[index(which.id)]) tell(scenario, which, shown);
    }
    broken(scenario);
    obstacles(scenario);
    units(scenario);
    findings(scenario);
  }

  void summary(const std::vector<std::vector<Shown>>& targets, const std::vector<Compared>& concerned) {
    std::size_t all = 0;
    std::size_t kept = 0;
    std::size_t missed = 0;
    std::size_t kept_before = 0;
    for (const Compared& which : concerned) {
      for (const Shown& shown : targets[index(which.id)]) {
        ++all;
        if (shown.outcome->kept) ++(*shown.outcome->kept ? kept : missed);
        if (shown.outcome->kept_before.value_or(false)) ++kept_before;
      }
    }
    if (all < 2) return;
    const std::size_t open = all - kept - missed;
    line(say({"  所列目标 {all} 项：达到 {kept} 项，未达到 {missed} 项{open}；原方案达到 {before} 项。",
              "  {all} targets: {kept} reached, {missed} missed{open}; {before} reached in the plan."},
             {{"all", std::to_string(all)},
              {"kept", std::to_string(kept)},
              {"missed", std::to_string(missed)},
              {"open", open == 0 ? Text() : Text(fmt::format("，无法判断 {} 项", open), fmt::format(", {} open", open))},
              {"before", std::to_string(kept_before)}}));
  }

  // Why values lag: one line for each delay.
  void delays(const ScenarioResult& scenario) {
    std::map<std::int32_t, std::vector<std::string>> by_months;  // never: 0
    for (std::size_t i = 0; i < scenario.lags.size(); ++i) {
      // What is assumed of an indicator holds whatever its tasks do.
      const Track& track = scenario.course.tracks[i];
      const auto first = scenario.course.cells.begin() + track.first;
      if (std::any_of(first, first + track.count, [](const Cell& cell) { return cell.basis == Basis::Assumed; })) continue;
      std::map<std::int32_t, std::vector<std::string>> tasks;
      for (const Lag& lag : scenario.lags[i]) tasks[lag.months.value_or(0)].push_back(visible(report_.plan[lag.task].id));
      for (const auto& [months, ids] : tasks) {
        by_months[months].push_back(zh() ? fmt::format("{}（任务 {}）", visible(scenario.plan.indicators[i].name), fmt::join(ids, "、"))
                                         : fmt::format("{} (task {})", visible(scenario.plan.indicators[i].name), fmt::join(ids, ", ")));
      }
    }
    for (const auto& [months, names] : by_months) {
      if (months == 0) {
        line(say({"  任务不做，所支撑指标的相应部分没有着落：{names}。", "  Without their task these lack their part: {names}."},
                 {{"names", listed(names, "项")}}));
      } else {
        line(say({"  任务晚 {months} 个月，所支撑指标的相应部分随之推后：{names}。", "  Their tasks are {months} months late, so these lag, each by its part: {names}."},
                 {{"months", std::to_string(months)}, {"names", listed(names, "项")}}));
      }
    }
  }

  using Row = std::vector<std::string>;

  void table(const ScenarioResult& scenario, const Compared& which) {
    const IndicatorId id = which.id;
    const std::string of_unit = unit_text(like_of(scenario.plan, id));
    const bool yearly = scenario.course.tracks[index(id)].yearly;
    const Text per = yearly ? Text("各年数", "by year") : Text();
    std::string note = of_unit;
    if (yearly) note += (note.empty() ? "" : (zh() ? "，" : ", ")) + pick(per, report_.language);
    line("  " + quoted(scenario.plan[id].name) + (note.empty() ? "" : zh() ? "（" + note + "）" : " (" + note + ")"));

    const auto years = years_of(report_, scenario, which);
    std::vector<Row> rows = {{say({"年份", "year"}, {})}, {say({"原方案", "plan"}, {})}, {say({"本情景", "scenario"}, {})}};
    std::vector<std::optional<Exact>> before;
    std::vector<std::optional<Exact>> after;
    for (const std::int32_t year : years) {
      rows[0].push_back(std::to_string(year));
      rows[1].push_back(cell(report_.result.base, which.base, year, before));
      rows[2].push_back(cell(scenario, id, year, after));
    }
    charts(before, after, rows);
    if (scenario.spreads) {
      if (auto spread = fan(scenario, id, years)) rows.push_back(std::move(*spread));
    }
    print(rows);
  }

  static std::string cell(const ScenarioResult& result, IndicatorId id, std::int32_t year, std::vector<std::optional<Exact>>& values) {
    const auto value = value_in(result, id, year);
    values.push_back(value ? std::optional(value->value) : std::nullopt);
    return value ? number(like_of(result.plan, id), value->value, is_projection(value->basis)) : "-";
  }

  // Both on one scale.
  static void charts(const std::vector<std::optional<Exact>>& before, const std::vector<std::optional<Exact>>& after, std::vector<Row>& rows) {
    constexpr std::size_t kLongest = 30;
    Exact most = 0;
    for (const auto* values : {&before, &after}) {
      for (const auto& value : *values) most = std::max(most, value.value_or(Exact(0)));
    }
    if (most.sign() <= 0 || before.size() < 2 || before.size() > kLongest) return;
    rows[0].emplace_back();
    const bool any = std::any_of(before.begin(), before.end(), [](const auto& value) { return value.has_value(); });
    rows[1].push_back(any ? sparkline(before, most) : std::string());
    rows[2].push_back(sparkline(after, most));
  }

  // The middle eight tenths of the draws, by year.
  [[nodiscard]] std::optional<Row> fan(const ScenarioResult& scenario, IndicatorId id, const std::set<std::int32_t>& years) const {
    Row row = {say({"八成在", "80 % in"}, {})};
    const Quantity like = like_of(scenario.plan, id);
    bool any = false;
    for (const std::int32_t year : years) {
      row.emplace_back();
      const auto value = value_in(scenario, id, year);
      if (!value) continue;
      const Spread* spread = spread_of(scenario, value->cell);
      if (spread == nullptr) continue;
      row.back() = derived_number(spread->low, like) + "–" + derived_number(spread->high, like) + "*";
      any = true;
    }
    return any ? std::optional(std::move(row)) : std::nullopt;
  }

  void print(const std::vector<Row>& rows) {
    std::vector<std::size_t> widths;
    for (const Row& row : rows) {
      widths.resize(std::max(widths.size(), row.size()));
      for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], dsl::display_width(row[i]));
    }
    for (const Row& row : rows) {
      std::string text = "    ";
      for (std::size_t i = 0; i < row.size(); ++i) {
        text += i == 0 ? aligned_left(row[i], widths[i]) : "  " + aligned_right(row[i], widths[i]);
      }
      text.erase(text.find_last_not_of(' ') + 1);
      line(text);
    }
  }

  // --- targets --------------------------------------------------------------------------------------------------------

  [[nodiscard]] Text state(const std::optional<bool>& kept) const {
    if (!kept) return {"无法判断", "open"};
    return *kept ? Text("达到", "reached") : Text("未达到", "missed");
  }

  [[nodiscard]] static Text gap(const Quantity& like, const Shown& shown) {
    const auto goal = goal_of(*shown.aim);
    const TargetOutcome& outcome = *shown.outcome;
    if (outcome.kept.value_or(true) || !outcome.after || !goal) return {};
    // What the reader finds by taking the one shown from the other.
    const Exact missing = (*goal - derived_value(*outcome.after, like)).abs();
    if (missing.is_zero()) return {"，只差一点", ", by a hair"};
    const std::string zh = change_text(missing, like, Language::Chinese);
    const std::string en = change_text(missing, like, Language::English);
    return shown.aim->falling ? Text("，高出 " + zh + "*", ", " + en + "* too many") : Text("，差 " + zh + "*", ", " + en + "* short");
  }

  [[nodiscard]] Text plan_says(const Compared& which, const TargetOutcome& outcome) const {
    if (!outcome.before) return {};
    if (outcome.before == outcome.after && outcome.kept_before == outcome.kept) return {"（与原方案相同）", " (as in the plan)"};
    const std::string value = amount(like_of(report_.result.base.plan, which.base), *outcome.before, false);
    const Text before = state(outcome.kept_before);
    return {fmt::format("（原方案 {}，{}）", value, before.zh), fmt::format(" (plan: {}, {})", value, before.en)};
  }

  void tell(const ScenarioResult& scenario, const Compared& which, const Shown& shown) {
    const IndicatorId id = which.id;
    const TargetOutcome& outcome = *shown.outcome;
    const Statement& target = scenario.plan[outcome.target];
    const Quantity like = like_of(scenario.plan, id);
    const bool plain = outcome.reading == analyzer::Reading::Level;
    const Text reading = analyzer::name_of(outcome.reading);
    line(say({"    {role} {figure}{reading}：{after}，{state}{gap}{before}", "    {role} {figure}{reading}: {after}, {state}{gap}{before}"},
             {{"role", analyzer::role_text(target)},
              {"figure", analyzer::figure_text(target)},
              {"reading", plain ? Text() : Text("（" + reading.zh + "）", " (" + reading.en + ")")},
              {"after", outcome.after ? amount(like, *outcome.after, true) : std::string("-")},
              {"state", state(outcome.kept)},
              {"gap", gap(like, shown)},
              {"before", plan_says(which, outcome)}}));
    if (outcome.spread && outcome.spread->spread.known > 0) draws(scenario, like, *outcome.spread);
    influences(scenario, like, outcome);
    if (shown.required != nullptr && (report_.all || !outcome.kept.value_or(true))) tell(scenario.plan, id, *shown.required, "      ");
  }

  void draws(const ScenarioResult& scenario, const Quantity& like, const AimSpread& spread) {
    const Exact share = Exact::ratio(spread.kept, spread.spread.known);
    // A draw tells a share to about a percent.
    const std::string percent = (share * Exact(100)).to_decimal(0);
    Text kept("约 " + percent + "% 达到", "about " + percent + "% reach it");
    if (spread.kept == 0) kept = {"无一达到", "none reach it"};
    if (spread.kept == spread.spread.known) kept = {"全部达到", "all reach it"};
    if (spread.kept > 0 && percent == "0") kept = {"不到 1% 达到", "less than 1% reach it"};
    if (spread.kept < spread.spread.known && percent == "100") kept = {"99% 以上达到", "more than 99% reach it"};
    line(say({"      抽样 {runs} 次（种子 {seed}）：{kept}，八成在 {low} 与 {high} 之间",
              "      {runs} draws (seed {seed}): {kept}; 80 % lie between {low} and {high}"},
             {{"runs", std::to_string(spread.spread.known)},
              {"seed", std::to_string(scenario.spreads->seed)},
              {"kept", kept},
              {"low", amount(like, spread.spread.low, true)},
              {"high", amount(like, spread.spread.high, true)}}));
  }

  static std::string input(const ScenarioResult& scenario, const Assumption& assumption, const Exact& value) {
    if (assumption.form == Assumption::Form::Growth) return analyzer::percent_text(value);
    return amount(like_of(scenario.plan, assumption.indicators.front()), value, false);
  }

  // “甲”、“乙”: those that move together.
  std::string names_of(const Plan& plan, const Assumption& assumption) const {
    std::string names;
    for (const IndicatorId id : assumption.indicators) names += (names.empty() ? "" : zh() ? "、" : ", ") + quoted(plan[id].name);
    return names;
  }

  static Text form_text(const Assumption& assumption) {
    switch (assumption.form) {
      case Assumption::Form::Growth: return {"年增长", "yearly growth"};
      case Assumption::Form::Pace: return {"年增量", "yearly change"};
      case Assumption::Form::Value: break;
    }
    return {std::to_string(assumption.first) + "年值", "value of " + std::to_string(assumption.first)};
  }

  // Which of several assumptions counts most.
  void influences(const ScenarioResult& scenario, const Quantity& like, const TargetOutcome& outcome) {
    std::vector<const Influence*> moving;
    for (const Influence& influence : outcome.influences) {
      // What rounds to the same number moves nothing to speak of.
      if (!influence.low_result || !influence.high_result) continue;
      if (derived_value(*influence.low_result, like) != derived_value(*influence.high_result, like)) moving.push_back(&influence);
    }
    if (moving.size() < 2) return;
    line(say({"      影响由大到小：", "      the strongest first:"}, {}));
    const std::size_t shown = report_.all ? moving.size() : std::min(moving.size(), kMostInfluences);
    for (std::size_t i = 0; i < shown; ++i) {
      const Influence& influence = *moving[i];
      const Assumption& assumption = scenario.course.drivers[influence.driver];
      line(say({"        {name}{form}从 {low} 到 {high}，结果从 {low_result} 到 {high_result}",
                "        {name}, {form} from {low} to {high}: from {low_result} to {high_result}"},
               {{"name", names_of(scenario.plan, assumption)},
                {"form", form_text(assumption)},
                {"low", input(scenario, assumption, influence.low_input)},
                {"high", input(scenario, assumption, influence.high_input)},
                {"low_result", amount(like, *influence.low_result, true)},
                {"high_result", amount(like, *influence.high_result, true)}}));
    }
    if (shown < moving.size()) line(say({"        另有 {n} 项", "        and {n} more"}, {{"n", std::to_string(moving.size() - shown)}}));
  }

  void tell(const Plan& plan, IndicatorId id, const Required& required, std::string_view indent) {
    const Quantity like = like_of(plan, id);
    if (!required.start) {
      line(std::string(indent) + say({"要达到：{years} 年，每年 {pace}", "to reach it: {pace} in each of {years} years"},
                                     {{"years", std::to_string(required.years)}, {"pace", amount(like, *required.pace, true)}}));
      return;
    }
    if (required.pace->is_zero()) return;
    const bool down = required.pace->sign() < 0;
    const std::string pace_zh = change_text(required.pace->abs(), like, Language::Chinese) + "*";
    const std::string pace_en = change_text(required.pace->abs(), like, Language::English) + "*";
    Text growth;
    const bool share = like.unit && like.unit->is_ratio();
    if (required.growth && !share) {
      const std::string rate = analyzer::percent_text(required.growth->abs()) + "*";
      growth = {fmt::format("，或年均{} {}", down ? "下降" : "增长", rate), fmt::format(", or {} {} a year", down ? "fall by" : "grow by", rate)};
    }
    line(std::string(indent) + say({"要达到：自 {from} 年的 {start}起，每年{way} {pace}{growth}", "to reach it from {start} in {from}: {way} by {pace} a year{growth}"},
                                   {{"from", std::to_string(required.from)},
                                    {"start", amount(like, *required.start, false) + (unit_text(like).empty() && zh() ? " " : "")},
                                    {"way", down ? Text("减少", "go down") : Text("增加", "go up")},
                                    {"pace", Text(pace_zh, pace_en)},
                                    {"growth", growth}}));
    if (required.needed_start) {
      line(std::string(indent) + say({"按所假定的增速，{from} 年须已有 {start}", "at the assumed growth, {from} would have to start at {start}"},
                                     {{"from", std::to_string(required.from)}, {"start", amount(like, *required.needed_start, true)}}));
    }
  }

  // --- what cannot be, and what does nothing -------------------------------------------------------------------------

  void broken(const ScenarioResult& scenario) {
    for (const BrokenBound& bound : scenario.broken) {
      line(say({"  不可能：{year}年{part}为 {part_value}，多于它所属的{whole} {whole_value}",
                "  impossible: in {year} {part} would be {part_value}, more than {whole} it is part of, {whole_value}"},
               {{"year", std::to_string(bound.year)},
                {"part", quoted(scenario.plan[bound.part].name)},
                {"part_value", amount(like_of(scenario.plan, bound.part), bound.part_value, true)},
                {"whole", quoted(scenario.plan[bound.whole].name)},
                {"whole_value", amount(like_of(scenario.plan, bound.whole), bound.whole_value, true)}}));
    }
  }

  void obstacles(const ScenarioResult& scenario) {
    std::set<std::string> told_lines;
    const auto once = [&](std::string text) {
      if (told_lines.insert(text).second) line(text);
    };
    for (const Obstacle& obstacle : scenario.course.obstacles) {
      const std::string name = quoted(scenario.plan[obstacle.indicator].name);
      if (!obstacle.place) {
        // Of the plan itself: of interest where the scenario changes that indicator.
        if (!is_touched(scenario, obstacle.indicator) && scenario.lags[index(obstacle.indicator)].empty()) continue;
        once(say({"  {name}：{reason}", "  {name}: {reason}"}, {{"name", name}, {"reason", obstacle.reason}}));
        continue;
      }
      once(say({"  没有作用：{name}的假定，{reason}", "  without effect: the assumption about {name}: {reason}"}, {{"name", name}, {"reason", obstacle.reason}}));
    }
    for (const std::uint32_t driver : scenario.idle) {
      once(say({"  没有作用：{name}的假定，不影响任何目标", "  without effect: the assumption about {name} moves no target"},
               {{"name", names_of(scenario.plan, scenario.course.drivers[driver])}}));
    }
  }

  // --- structure ------------------------------------------------------------------------------------------------------

  [[nodiscard]] std::string orgs(const std::vector<OrgId>& ids) const {
    std::vector<std::string> names;
    for (const OrgId id : ids) names.push_back(quoted(report_.plan[id].name));
    return fmt::format("{}", fmt::join(names, zh() ? "、" : ", "));
  }

  // Tasks by what happens to their units, each told once under the gravest.
  void units(const ScenarioResult& scenario) {
    std::map<std::vector<OrgId>, std::vector<std::string>> alone;
    std::map<std::vector<OrgId>, std::vector<std::string>> leaderless;
    std::map<std::pair<std::vector<OrgId>, std::vector<OrgId>>, std::vector<std::string>> other_lead;
    std::map<std::vector<OrgId>, std::vector<std::string>> fewer;
    std::vector<std::string> sole;
    for (const UnitChange& change : scenario.units) {
      const std::string id = visible(report_.plan[change.task].id);
      if (change.left_alone) {
        alone[change.lost].push_back(id);
      } else if (change.leads.empty() && !change.leads_before.empty()) {
        leaderless[change.leads_before].push_back(id);
      } else if (change.sole && change.leads != change.leads_before) {
        sole.push_back(zh() ? fmt::format("{}（{}）", id, orgs(change.leads)) : fmt::format("{} ({})", id, orgs(change.leads)));
      } else if (change.leads != change.leads_before) {
        other_lead[{change.leads_before, change.leads}].push_back(id);
      } else {
        fewer[change.lost].push_back(id);
      }
    }
    for (const auto& [lost, tasks] : alone) {
      line(say({"  再无责任单位（原只有{orgs}）：任务 {tasks}", "  no unit is left (there was {orgs} alone): tasks {tasks}"}, {{"orgs", orgs(lost)}, {"tasks", listed(tasks, "项")}}));
    }
    for (const auto& [leads, tasks] : leaderless) {
      line(say({"  无人牵头（原由{orgs}牵头）：任务 {tasks}", "  nobody leads ({orgs} did): tasks {tasks}"}, {{"orgs", orgs(leads)}, {"tasks", listed(tasks, "项")}}));
    }
    if (!sole.empty()) line(say({"  只剩一个责任单位，由它牵头：任务 {tasks}", "  one unit is left, which so leads: tasks {tasks}"}, {{"tasks", listed(sole, "项")}}));
    for (const auto& [leads, tasks] : other_lead) {
      const Text before = leads.first.empty() ? Text("原未明确", "nobody was named") : Text("原由" + orgs(leads.first) + "牵头", "before: " + orgs(leads.first));
      line(say({"  改由{orgs}牵头（{before}）：任务 {tasks}", "  {orgs} leads ({before}): tasks {tasks}"},
               {{"orgs", orgs(leads.second)}, {"before", before}, {"tasks", listed(tasks, "项")}}));
    }
    for (const auto& [lost, tasks] : fewer) {
      line(say({"  责任单位少了{orgs}：任务 {tasks}", "  {orgs} is no longer a unit: tasks {tasks}"}, {{"orgs", orgs(lost)}, {"tasks", listed(tasks, "项")}}));
    }
  }

  // --- findings -------------------------------------------------------------------------------------------------------

  void findings(const ScenarioResult& scenario) {
    const analyzer::FindingChanges& changes = scenario.findings;
    if (changes.appeared.empty() && changes.vanished.empty() && changes.changed.empty()) {
      line(say({"  重新核对：结果与原方案相同。", "  Audited again: as the plan."}, {}));
      return;
    }
    line(say({"  重新核对：新出现 {appeared} 条，消失 {vanished} 条，有变化 {changed} 条",
              "  Audited again: {appeared} new, {vanished} gone, {changed} changed"},
             {{"appeared", std::to_string(changes.appeared.size())},
              {"vanished", std::to_string(changes.vanished.size())},
              {"changed", std::to_string(changes.changed.size())}}));
    some_of(changes.appeared, [&](const Finding& finding) { line("    + " + told(finding)); });
    some_of(changes.vanished, [&](const Finding& finding) { line("    - " + told(finding)); });
    some_of(changes.changed, [&](const auto& change) {
      line("    ~ " + told(change.first));
      line("      → " + visible(pick(change.second.message, report_.language)));
    });
  }

  template <typename List, typename Tell>
  void some_of(const List& list, const Tell& tell_one) {
    const std::size_t shown = report_.all ? list.size() : std::min(list.size(), kMostFindings);
    for (std::size_t i = 0; i < shown; ++i) tell_one(list[i]);
    if (shown < list.size()) line(say({"    另有 {n} 条，--all 全列", "    and {n} more, all with --all"}, {{"n", std::to_string(list.size() - shown)}}));
  }

  [[nodiscard]] std::string told(const Finding& finding) const {
    return fmt::format("{}[{}] {}", severity_word(finding.severity, report_.language), finding.rule->code,
                       visible(pick(finding.message, report_.language)));
  }

  // Without a scenario: what each target takes.
  void base_alone() {
    const ScenarioResult& base = report_.result.base;
    line(say({"没有情景；以下是各目标所需的进度。", "No scenario; this is what each target takes."}, {}));
    const auto targets = targets_of(base);
    for (std::size_t i = 0; i < targets.size(); ++i) {
      for (const Shown& shown : targets[i]) {
        if (shown.required == nullptr) continue;
        const Statement& target = base.plan[shown.outcome->target];
        line(say({"  {name} {role} {figure}", "  {name}, {role} {figure}"},
                 {{"name", quoted(base.plan.indicators[i].name)}, {"role", analyzer::role_text(target)}, {"figure", analyzer::figure_text(target)}}));
        tell(base.plan, static_cast<IndicatorId>(i), *shown.required, "    ");
      }
    }
  }

  const WhatIfReport& report_;
  std::string out_;
};

}  // namespace

std::string render_whatif_text(const WhatIfReport& report) { return Renderer(report).render(); }

}  // namespace gouji::reports
