#include "analyzer/audit/finding.hpp"

namespace gouji::analyzer {

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Info: return "info";
  }
  return {};
}

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::Holds: return "holds";
    case Outcome::Fails: return "fails";
    case Outcome::NotApplicable: return "notApplicable";
    case Outcome::Undetermined: return "undetermined";
  }
  return {};
}

std::string_view to_string(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::Plan: return "plan";
    case SubjectKind::Indicator: return "indicator";
    case SubjectKind::Task: return "task";
    case SubjectKind::Org: return "org";
    case SubjectKind::Phase: return "phase";
    case SubjectKind::Section: return "section";
    case SubjectKind::Table: return "table";
    case SubjectKind::Statement: return "statement";
  }
  return {};
}

std::string_view to_string(Operation operation) {
  switch (operation) {
    case Operation::Value: return "value";
    case Operation::Sum: return "sum";
    case Operation::Mean: return "mean";
    case Operation::Difference: return "difference";
    case Operation::Product: return "product";
    case Operation::Quotient: return "quotient";
    case Operation::Growth: return "growth";
  }
  return {};
}

namespace {

Exact sum(const std::vector<Exact>& operands) {
  Exact total;
  for (const Exact& operand : operands) total = total + operand;
  return total;
}

std::optional<Exact> divide(const Exact& a, const Exact& b) {
  if (b.is_zero()) return std::nullopt;
  return a / b;
}

}  // namespace

std::optional<Exact> recompute(const Step& step) {
  const std::vector<Exact>& operands = step.operands;
  if (operands.empty()) return std::nullopt;
  const bool pair = operands.size() == 2;
  switch (step.operation) {
    case Operation::Value:
      if (operands.size() != 1) return std::nullopt;
      return operands[0];
    case Operation::Sum: return sum(operands);
    case Operation::Mean: return sum(operands) / Exact(static_cast<std::int64_t>(operands.size()));
    case Operation::Difference:
      if (!pair) return std::nullopt;
      return operands[0] - operands[1];
    case Operation::Product: {
      Exact product = 1;
      for (const Exact& operand : operands) product = product * operand;
      return product;
    }
    case Operation::Quotient:
      if (!pair) return std::nullopt;
      return divide(operands[0], operands[1]);
    case Operation::Growth: {
      if (!pair) return std::nullopt;
      const auto ratio = divide(operands[0], operands[1]);
      if (!ratio) return std::nullopt;
      return *ratio - Exact(1);
    }
  }
  return std::nullopt;
}

}  // namespace gouji::analyzer
