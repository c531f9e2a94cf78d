#include "reports/matrix.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "analyzer/audit/facts.hpp"
#include "reports/snippet.hpp"
#include "reports/wording.hpp"

namespace gouji::reports {

namespace {

using analyzer::Check;
using analyzer::Exact;
using analyzer::Indicator;
using analyzer::IndicatorId;
using analyzer::Outcome;
using analyzer::Plan;
using analyzer::Quantity;
using analyzer::Role;
using analyzer::Statement;
using analyzer::StatementId;
using analyzer::index;

constexpr std::string_view kReconciling = "reconcile";

// What was comes before what is to come.
int rank(Role role) {
  switch (role) {
    case Role::Baseline: return 0;
    case Role::Actual: return 1;
    case Role::Milestone: return 2;
    case Role::Target: return 3;
    case Role::Claim: return 4;
  }
  return 5;
}

struct RowUnit {
  std::string written;
  Exact size = 1;
  analyzer::UnitRef unit;
};

// That of the indicator, else that of its first figure that states a value.
RowUnit unit_of(const Plan& plan, const Indicator& indicator) {
  if (indicator.unit && !indicator.unit_written.empty()) {
    return {indicator.unit_written, plan.units.read(indicator.unit_written).scale * indicator.unit->factor, indicator.unit};
  }
  for (const StatementId id : indicator.statements) {
    const Quantity& quantity = plan[id].quantity;
    if (plan[id].growth || !quantity.unit) continue;
    std::string written = quantity.own_unit ? quantity.scale_word + quantity.unit->written : quantity.unit_written.str();
    return {std::move(written), plan.units.read(quantity.scale_word).scale * quantity.unit->factor, quantity.unit};
  }
  return {};
}

std::optional<Exact> in_unit(const Quantity& quantity, const RowUnit& row) {
  if (quantity.unit.has_value() != row.unit.has_value()) return std::nullopt;
  if (row.unit && !analyzer::comparable(*quantity.unit, *row.unit)) return std::nullopt;
  return quantity.normalized() / row.size;
}

MatrixFigure figure_of(const Plan& plan, StatementId id, const RowUnit& row, Language language) {
  const Statement& statement = plan[id];
  MatrixFigure figure;
  figure.statement = id;
  figure.role = statement.role;
  if (statement.when.form != analyzer::When::Form::Each) figure.year = statement.when.year();
  figure.when = shown(analyzer::role_text(statement), language);
  figure.written = visible(analyzer::figure_text(statement));
  figure.document = document_of(statement.place);
  figure.growth = statement.growth.has_value();
  const std::string number = visible(statement.quantity.display());
  if (const std::size_t at = figure.written.find(number); at != std::string::npos && !statement.upper) {
    figure.before = figure.written.substr(0, at);
    figure.after = figure.written.substr(at + number.size());
  }
  if (statement.growth) return figure;
  figure.value = in_unit(statement.quantity, row);
  if (statement.upper) figure.upper = in_unit(*statement.upper, row);
  return figure;
}

class Maker {
 public:
  Maker(const Report& report, std::size_t plan)
      : report_(report), plan_(report.plans[plan]), about_(findings_about(report, plan)), checks_(plan_.indicators.size()) {
    matrix_.plan = plan;
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i) by_id_.emplace(plan_.indicators[i].id, i);
    for (const Check& check : report.result.checks) {
      if (check.plan == plan) note(check);
    }
  }

  [[nodiscard]] Matrix take() {
    std::vector<bool> told(plan_.indicators.size(), false);
    for (const analyzer::Table& table : plan_.tables) add_group(visible(table.title.empty() ? table.id : table.title), table.rows, told);
    std::vector<IndicatorId> all;
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i) all.push_back(static_cast<IndicatorId>(i));
    add_group({}, all, told);
    matrix_.years.assign(years_.begin(), years_.end());
    return std::move(matrix_);
  }

 private:
  void note(const Check& check) {
    const auto add = [&](std::size_t indicator) {
      std::vector<const Check*>& list = checks_[indicator];
      if (list.empty() || list.back() != &check) list.push_back(&check);
    };
    if (check.subject.kind == analyzer::SubjectKind::Indicator) {
      if (const auto found = by_id_.find(check.subject.id); found != by_id_.end()) add(found->second);
    }
    for (const StatementId id : check.statements) add(index(plan_[id].indicator));
  }

  void add_group(std::string title, const std::vector<IndicatorId>& rows, std::vector<bool>& told) {
    MatrixGroup group{std::move(title), {}};
    for (const IndicatorId id : rows) {
      if (told[index(id)]) continue;
      told[index(id)] = true;
      group.rows.push_back(row_of(id));
    }
    if (!group.rows.empty()) matrix_.groups.push_back(std::move(group));
  }

  MatrixRow row_of(IndicatorId id) {
    const Indicator& indicator = plan_[id];
    RowUnit unit = unit_of(plan_, indicator);
    MatrixRow row;
    row.indicator = id;
    row.name = visible(indicator.name.empty() ? indicator.id : indicator.name.str());
    if (indicator.owner) row.owner = visible(plan_[*indicator.owner].name);
    for (const StatementId statement : indicator.statements) {
      row.figures.push_back(figure_of(plan_, statement, unit, report_.options.language));
      if (row.figures.back().year) years_.insert(*row.figures.back().year);
    }
    std::stable_sort(row.figures.begin(), row.figures.end(), [](const MatrixFigure& a, const MatrixFigure& b) {
      return std::tuple(rank(a.role), !a.year, a.year) < std::tuple(rank(b.role), !b.year, b.year);
    });
    row.unit = visible(unit.written);
    row.unit_size = unit.size;
    row.checks = std::move(checks_[index(id)]);
    for (const Check* check : row.checks) {
      // What is said of the whole plan, or only in passing, is no verdict on this row.
      const bool passing = check->outcome == Outcome::Fails && check->rule->severity == analyzer::Severity::Info;
      if (check->rule->family == kReconciling && check->subject.kind == analyzer::SubjectKind::Indicator && !passing) {
        ++row.outcomes[static_cast<std::size_t>(check->outcome)];
      }
      if (row.reading.empty() && !check->reading.empty()) {
        row.reading_name = check->reading;
        row.reading = reading_words(check->reading, report_.options.language);
      }
    }
    row.findings = std::move(about_.indicators[index(id)]);
    return row;
  }

  const Report& report_;
  const Plan& plan_;
  FindingsAbout about_;
  std::map<std::string_view, std::size_t> by_id_;
  std::vector<std::vector<const Check*>> checks_;  // by indicator
  std::set<std::int32_t> years_;
  Matrix matrix_;
};

}  // namespace

std::optional<Outcome> MatrixRow::outcome() const {
  for (const Outcome outcome : {Outcome::Fails, Outcome::Holds, Outcome::Undetermined}) {
    if (outcomes[static_cast<std::size_t>(outcome)] > 0) return outcome;
  }
  return std::nullopt;
}

std::size_t Matrix::row_count() const {
  return std::accumulate(groups.begin(), groups.end(), std::size_t{0},
                         [](std::size_t sum, const MatrixGroup& group) { return sum + group.rows.size(); });
}

Matrix matrix_of(const Report& report, std::size_t plan) { return Maker(report, plan).take(); }

}  // namespace gouji::reports
