// The text of `gouji status`.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/day.hpp"
#include "analyzer/audit/facts.hpp"
#include "dsl/unicode.hpp"
#include "reports/snippet.hpp"
#include "reports/status.hpp"
#include "reports/trend_words.hpp"

namespace gouji::reports {

namespace {

using analyzer::Exact;
using analyzer::Plan;
using analyzer::Quantity;
using analyzer::StatementId;
using analyzer::TaskId;
using dsl::Text;
using namespace analyzer::status;  // NOLINT: every line speaks of its states

constexpr std::size_t kMostNames = 20;
constexpr std::size_t kColumns = 8;
using Row = std::array<std::string, kColumns>;

class Renderer {
 public:
  explicit Renderer(const StatusReport& report) : plan_(report.plan), status_(report.status), language_(report.language) {}

  std::string render() {
    line(say({"{plan}：截至 {day} 的进展", "{plan}: where it stands on {day}"},
             {{"plan", visible(plan_.title.empty() ? plan_.id : plan_.title)}, {"day", analyzer::day_text(status_.day)}}));
    phases();
    indicators();
    tasks();
    return std::move(out_);
  }

 private:
  void line(std::string_view text) {
    out_ += text;
    out_ += '\n';
  }

  [[nodiscard]] std::string say(const dsl::Template& pattern, std::initializer_list<dsl::Argument> arguments) const {
    return pick(dsl::fill(pattern, arguments), language_);
  }
  [[nodiscard]] std::string say(const Text& text) const { return pick(text, language_); }
  [[nodiscard]] bool zh() const { return language_ == Language::Chinese; }

  void phases() {
    if (status_.phases.empty()) return;
    line(say({"\n阶段", "\nPhases"}, {}));
    for (const PhaseStatus& phase : status_.phases) {
      line(say({"  {phase}：{state}", "  {phase}: {state}"}, {{"phase", analyzer::phase_text(plan_[phase.phase])}, {"state", phase.state == TaskState::Over ? Text("已结束", "over") : name_of(phase.state)}}));
    }
  }

  // --- indicators -----------------------------------------------------------------------------------------------------

  [[nodiscard]] Quantity like(const IndicatorStatus& status) const {
    const bool grows = status.target && plan_[*status.target].growth;
    if (grows && status.base) return plan_[*status.base->statement].quantity;
    const StatementId of = status.target && !grows ? *status.target : status.actual ? *status.actual->statement : plan_[status.indicator].statements.front();
    return plan_[of].quantity;
  }

  [[nodiscard]] std::string dated(const std::optional<analyzer::TimedFigure>& figure, const Quantity& like) const {
    if (!figure) return {};
    return fmt::format("{} {}", time_text(figure->time), fact_text(figure->value, like));
  }

  [[nodiscard]] std::string target_text(const IndicatorStatus& status) const {
    if (!status.target) return {};
    const auto& target = plan_[*status.target];
    const auto due = analyzer::due_date(target);
    std::string text = due ? due->text() + " " : target.when.form == analyzer::When::Form::Each ? say({"每年 ", "yearly "}, {}) : std::string();
    text += visible(analyzer::figure_text(target));
    if (target.growth) {
      text += say({" 较 {base}", " over {base}"}, {{"base", target.growth->base.text()}});
      if (status.level) text += say({"（即 {level}）", " ({level})"}, {{"level", fact_text(*status.level, like(status))}});
    }
    return text + (status.adds_up ? say({" 合计", " in all"}, {}) : "");
  }

  [[nodiscard]] std::string place_text(const IndicatorStatus& status) const {
    const analyzer::Place& place = status.target ? plan_[*status.target].place : plan_[status.indicator].place;
    return place.document ? visible(place.document->text) : std::string();
  }

  [[nodiscard]] Row row_of(const IndicatorStatus& status) const {
    const Quantity of = like(status);
    Row row;
    row[0] = visible(plan_[status.indicator].name);
    row[1] = target_text(status);
    row[2] = dated(status.base, of);
    row[3] = dated(status.actual, of);
    if (status.done) row[4] = rate_text(*status.done);
    if (status.due) row[5] = rate_text(*status.due);
    row[6] = say(name_of(status.state));
    row[7] = place_text(status);
    return row;
  }

  void indicators() {
    std::vector<const IndicatorStatus*> listed;
    std::array<std::size_t, kStates> counts{};
    for (const IndicatorStatus& status : status_.indicators) {
      if (status.state == State::NoTarget) continue;
      listed.push_back(&status);
      ++counts[static_cast<std::size_t>(status.state)];
    }
    if (listed.empty()) {
      line(say({"\n没有写明年份的量化目标，无从对照。", "\nNo target with a number and a year: nothing to hold actuals against."}, {}));
      return;
    }
    std::string tally;
    for (std::size_t i = 0; i < kStates; ++i) {
      if (counts[i] == 0) continue;
      tally += (tally.empty() ? "" : zh() ? "，" : ", ") + say(name_of(static_cast<State>(i))) + " " + std::to_string(counts[i]);
    }
    line(say({"\n目标 {n} 项：{tally}", "\n{n} targets: {tally}"}, {{"n", std::to_string(listed.size())}, {"tally", tally}}));
    std::vector<Row> rows;
    rows.push_back(zh() ? Row{"指标", "目标", "基期", "最近实绩", "已完成", "应完成", "状态", "原文行"}
                        : Row{"indicator", "target", "baseline", "last actual", "done", "due", "state", "line"});
    for (const IndicatorStatus* status : listed) rows.push_back(row_of(*status));
    print(rows);
    for (const IndicatorStatus* status : listed) note(*status);
    growth_targets();
    const bool any = std::any_of(plan_.statements.begin(), plan_.statements.end(), [](const auto& s) { return s.role == analyzer::Role::Actual; });
    if (!any) line(say({"  到这一天还没有实绩；用 --actuals 表.csv 给出。", "  There are no actuals by that day; --actuals TABLE.csv gives them."}, {}));
    const std::size_t with_figures = static_cast<std::size_t>(
        std::count_if(plan_.indicators.begin(), plan_.indicators.end(), [](const auto& indicator) { return !indicator.statements.empty(); }));
    if (with_figures > status_.indicators.size()) {
      line(say({"  另有 {n} 项指标的数都没有写明年份，未列。", "  Indicators whose figures have no year, left out: {n}."},
               {{"n", std::to_string(with_figures - status_.indicators.size())}}));
    }
  }

  void print(const std::vector<Row>& rows) {
    std::array<std::size_t, kColumns> widths{};
    for (std::size_t column = 0; column < kColumns; ++column) {
      const bool used = std::any_of(rows.begin() + 1, rows.end(), [&](const Row& row) { return !row[column].empty(); });
      if (!used) continue;
      for (const Row& row : rows) widths[column] = std::max(widths[column], dsl::display_width(row[column]));
    }
    for (const Row& row : rows) {
      std::string text = " ";
      for (std::size_t column = 0; column < kColumns; ++column) {
        if (widths[column] == 0) continue;
        const std::string pad(widths[column] - dsl::display_width(row[column]), ' ');
        const bool number = column == 4 || column == 5;
        text += " " + (number ? pad + row[column] : row[column] + pad) + " ";
      }
      text.erase(text.find_last_not_of(' ') + 1);
      line(text);
    }
  }

  // A growth that is due at no stated time is told, not judged.
  void growth_targets() {
    for (const IndicatorStatus& status : status_.indicators) {
      if (status.state != State::NoTarget) continue;
      for (const StatementId id : plan_[status.indicator].statements) {
        const auto& target = plan_[id];
        if (target.role != analyzer::Role::Target || !target.growth) continue;
        line(say({"  “{name}”的目标是增幅（{figure}，以 {base} 年为基期），没有写明何时完成，不在上表",
                  "  “{name}” has a growth for a target ({figure} over {base}) that is due at no stated time; the table leaves it out"},
                 {{"name", visible(plan_[status.indicator].name)}, {"figure", visible(analyzer::figure_text(target))}, {"base", target.growth->base.text()}}));
        break;
      }
    }
  }

  // What the row alone does not say.
  void note(const IndicatorStatus& status) {
    const std::string name = "“" + visible(plan_[status.indicator].name) + "”";
    const Quantity of = like(status);
    const auto tell = [&](const Text& words) { line(say({"  {name}{words}", "  {name} {words}"}, {{"name", name}, {"words", words}})); };
    if (status.missing) {
      const Text gap(change_text(*status.missing, of, Language::Chinese), change_text(*status.missing, of, Language::English));
      const Text yardstick = status.by_milestone ? Text("节点", "the milestone") : Text("时间进度", "elapsed time");
      if (status.state == State::Missed) {
        tell({"与目标相差 " + gap.zh, "is " + gap.en + " off the target"});
      } else {
        tell(dsl::fill({"与{time}应到的数（按{by}）相差 {gap}", "is {gap} off what is due in {time} (by {by})"},
                       {{"time", Text(time_words(status.actual->time, Language::Chinese), time_words(status.actual->time, Language::English))}, {"by", yardstick}, {"gap", gap}}));
      }
    }
    if (status.state == State::NoData && !status.why.empty()) tell({"：" + status.why.zh, ": " + status.why.en});
    if (status.overdue && status.actual) tell({"目标时间已过，还没有当期的实绩", "is past its time, without an actual of that time"});
    if (status.old && !status.overdue) tell({"的最近实绩已逾一年", ": the last actual is more than a year old"});
  }

  // --- tasks ----------------------------------------------------------------------------------------------------------

  void tasks() {
    if (status_.tasks.empty()) return;
    std::array<std::vector<std::string>, kTaskStates> by_state;
    for (const TaskStatus& task : status_.tasks) by_state[static_cast<std::size_t>(task.state)].push_back(visible(plan_[task.task].id));
    line(say({"\n任务 {n} 项", "\n{n} tasks"}, {{"n", std::to_string(status_.tasks.size())}}));
    for (std::size_t i = 0; i < kTaskStates; ++i) {
      auto& ids = by_state[i];
      if (ids.empty()) continue;
      const Text name = name_of(static_cast<TaskState>(i));
      if (ids.size() == status_.tasks.size()) {
        line(say({"  全部{name}", "  all: {name}"}, {{"name", name}}));
        return;
      }
      const std::size_t count = ids.size();
      const bool cut = count > kMostNames;
      if (cut) ids.resize(kMostNames);
      const std::string list = fmt::format("{}", fmt::join(ids, zh() ? "、" : ", "));
      line(say({"  {name} {n} 项：{list}{rest}", "  {name}, {n}: {list}{rest}"},
               {{"name", name}, {"n", std::to_string(count)}, {"list", list}, {"rest", cut ? Text(" 等", " and more") : Text()}}));
    }
  }

  const Plan& plan_;
  const PlanStatus& status_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string render_status_text(const StatusReport& report) { return Renderer(report).render(); }

}  // namespace gouji::reports
