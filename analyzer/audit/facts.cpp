#include "analyzer/audit/facts.hpp"

#include <algorithm>
#include <utility>

#include "analyzer/audit/calendar.hpp"

namespace gouji::analyzer {
namespace {

std::string or_id(const std::string& name, const std::string& id) { return name.empty() ? id : name; }

Text role_word(Role role) {
  switch (role) {
    case Role::Baseline: return {"基期值", "baseline"};
    case Role::Milestone: return {"节点", "milestone"};
    case Role::Target: return {"目标", "target"};
    case Role::Claim: return {"表述", "claim"};
    case Role::Actual: return {"实绩", "actual"};
  }
  return {};
}

std::string without_suffix(std::string text, std::string_view suffix) {
  if (text.ends_with(suffix)) text.resize(text.size() - suffix.size());
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

std::string number_list(const Plan& plan, std::span<const StatementId> statements, const Quantity& like) {
  std::string text;
  for (const StatementId id : statements) {
    if (!text.empty()) text += " + ";
    text += number_text(plan[id].quantity.normalized(), like);
  }
  return text;
}

// Without its result in the text.
Step unfinished_sum(const Plan& plan, std::span<const StatementId> statements, const Quantity& like) {
  Step step{Operation::Sum, {}, 0, base_unit(like), number_list(plan, statements, like)};
  step.operands.reserve(statements.size());
  for (const StatementId id : statements) {
    step.operands.push_back(plan[id].quantity.normalized());
    step.result = step.result + step.operands.back();
  }
  return step;
}

}  // namespace

Subject subject_of(const Plan& plan) { return {SubjectKind::Plan, plan.id, or_id(plan.title, plan.id)}; }

Subject subject_of(const Plan& plan, IndicatorId id) {
  return {SubjectKind::Indicator, plan[id].id, or_id(plan[id].name, plan[id].id)};
}

Subject subject_of(const Plan& plan, TableId id) {
  return {SubjectKind::Table, plan[id].id, or_id(plan[id].title, plan[id].id)};
}

Subject subject_of(const Plan& plan, TaskId id) {
  return {SubjectKind::Task, plan[id].id, or_id(plan[id].title, plan[id].id)};
}

Subject subject_of(const Plan& plan, SectionId id) {
  return {SubjectKind::Section, plan[id].id, or_id(plan[id].title, plan[id].id)};
}

Text role_text(const Statement& statement) {
  const Text role = role_word(statement.role);
  const When& when = statement.when;
  if (when.form == When::Form::Each) return {"每年" + role.zh, "yearly " + role.en};
  if (when.form == When::Form::Unstated || !when.range) return role;
  const PartialDate& first = when.range->first;
  if (when.form == When::Form::At || !when.range->last) {
    return {date_text(first).zh + role.zh, first.text() + " " + role.en};
  }
  const PartialDate& last = *when.range->last;
  if (first.month == 0 && last.month == 0) {
    const std::string years = std::to_string(first.year) + "—" + std::to_string(last.year);
    return {years + "年" + role.zh, first.text() + "–" + last.text() + " " + role.en};
  }
  return {date_text(first).zh + "至" + date_text(last).zh + role.zh, first.text() + " to " + last.text() + " " + role.en};
}

std::string_view role_name(Role role) {
  switch (role) {
    case Role::Baseline: return "baseline";
    case Role::Milestone: return "milestone";
    case Role::Target: return "target";
    case Role::Claim: return "claim";
    case Role::Actual: return "actual";
  }
  return "";
}

std::string figure_text(const Statement& statement) {
  std::string text = statement.quantity.display();
  if (statement.growth) text = (statement.growth->falling ? "-" : "+") + text;
  // 1–2家: the unit stands once.
  if (statement.upper) text = statement.quantity.written + "–" + statement.upper->display();
  const Words& word = statement.comparator_word;
  if (word.empty() || word == "=") return text;
  const bool sign = word.view().find_first_not_of("<>=~") == std::string::npos;
  if (sign) return std::string(sign_of(statement.comparator)) + " " + text;
  const auto leading = dsl::leading_comparator(word);
  const auto trailing = dsl::trailing_comparator(word);
  const bool only_after = trailing && trailing->length == word.size() && !(leading && leading->length == word.size());
  return only_after ? text + word : word + text;
}

Label label_of(const Plan& plan, StatementId id) {
  const Text role = role_text(plan[id]);
  const std::string figure = figure_text(plan[id]);
  return label_of(plan, id, {role.zh + " " + figure, role.en + " " + figure});
}

Label label_of(const Plan& plan, StatementId id, Text text) {
  const Statement& statement = plan[id];
  return {statement.place, statement.value_span, std::move(text), std::string(role_name(statement.role))};
}

Evidence evidence_of(const Plan& plan, StatementId id) {
  const Quantity& quantity = plan[id].quantity;
  Evidence evidence{role_text(plan[id]), quantity.written, "", quantity.normalized().to_string(), base_unit(quantity)};
  if (!quantity.unit) return evidence;
  evidence.value = without_suffix(quantity.written, quantity.unit->written);
  evidence.unit = quantity.own_unit ? quantity.unit->written : quantity.unit_written.str();
  return evidence;
}

bool comparable(const Quantity& a, const Quantity& b) {
  if (a.unit && b.unit) return comparable(*a.unit, *b.unit);
  return !a.unit && !b.unit;
}

std::string number_text(const Exact& value, const Quantity& like) {
  const std::string text = display_like(value, like);
  return without_suffix(without_suffix(text, like.unit ? like.unit->written : ""), like.scale_word);
}

std::string result_text(const Exact& value, const Quantity& like) {
  constexpr std::string_view kRounded = "≈";
  const std::string text = display_like(value, like);
  return text.starts_with(kRounded) ? " ≈ " + text.substr(kRounded.size()) : " = " + text;
}

std::string base_unit(const Quantity& quantity) {
  if (!quantity.unit) return {};
  const auto base = UnitCatalogue::builtin().find(quantity.unit->word);
  const Exact factor = base ? base->factor : quantity.unit->factor;
  return factor == Exact(1) ? quantity.unit->word : std::string();
}

Step sum_step(const Plan& plan, std::span<const StatementId> statements, const Quantity& like) {
  Step step = unfinished_sum(plan, statements, like);
  step.text += result_text(step.result, like);
  return step;
}

Step mean_step(const Plan& plan, std::span<const StatementId> statements, const Quantity& like) {
  Step step = unfinished_sum(plan, statements, like);
  const Exact count(static_cast<std::int64_t>(statements.size()));
  step.operation = Operation::Mean;
  step.result = step.result / count;
  step.text = "(" + step.text + ") / " + count.to_string() + result_text(step.result, like);
  return step;
}

Step difference_step(const Exact& a, const Exact& b, const Quantity& like) {
  const Exact result = a - b;
  return {Operation::Difference,
          {a, b},
          result,
          base_unit(like),
          number_text(a, like) + " - " + number_text(b, like) + result_text(result, like)};
}

Step difference_step(const Quantity& a, const Quantity& b) {
  return difference_step(a.normalized(), b.normalized(), told_in(a, b));
}

const Quantity& told_in(const Quantity& a, const Quantity& b) {
  return number_text(a.normalized(), b).starts_with("≈") ? a : b;
}

Text difference_text(const Exact& a, const Exact& b, const Quantity& like) {
  if (a == b) return {"相等", "equal"};
  const std::string amount = display_like((a - b).abs(), like);
  return a > b ? Text{"多 " + amount, amount + " more"} : Text{"少 " + amount, amount + " less"};
}

Suggestion replace_value(const Plan& plan, StatementId statement, const Exact& value, Text text) {
  const Statement& target = plan[statement];
  const Quantity& quantity = target.quantity;
  std::string figure = quantity.own_unit ? display_like(value, quantity) : number_text(value, quantity);
  const bool own_scale = !quantity.own_unit && !quantity.scale_word.empty() &&
                         quantity.written.find(quantity.scale_word) != std::string::npos;
  if (own_scale) figure += quantity.scale_word;
  std::string replacement(plan.source->slice(target.value_span));
  const std::size_t at = quantity.written.empty() ? std::string::npos : replacement.find(quantity.written);
  if (at == std::string::npos) {
    replacement = std::string(sign_of(target.comparator)) + " " + figure;
  } else {
    replacement.replace(at, quantity.written.size(), figure);
  }
  return {std::move(text), target.value_span, std::move(replacement)};
}

}  // namespace gouji::analyzer
