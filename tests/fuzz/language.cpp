#include "analyzer/model/resolve.hpp"
#include "analyzer/whatif/apply.hpp"
#include "analyzer/whatif/trajectory.hpp"
#include "dsl/formatter.hpp"
#include "dsl/parser.hpp"
#include "dsl/source.hpp"
#include "dsl/unicode.hpp"
#include "tests/fuzz/plan_text.hpp"
#include "tests/fuzz/targets.hpp"

namespace gouji::fuzz {

namespace {

// Line and column by counting from the front.
dsl::LineColumn counted(std::string_view text, std::size_t offset) {
  dsl::LineColumn at;
  for (std::size_t i = 0; i < offset; ++i) {
    if (text[i] == '\n') {
      ++at.line;
      at.column = 1;
    } else if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) {
      ++at.column;
    }
  }
  return at;
}

void check_positions(const dsl::SourceText& source) {
  const std::size_t size = source.text().size();
  // Backwards and forwards: the answer may not depend on the question before.
  for (const std::size_t offset : {size, size / 3, size / 2, std::size_t{0}, size}) {
    require(source.position(static_cast<std::uint32_t>(offset)) == counted(source.text(), offset), "a position is counted wrongly");
  }
}

// Scenarios of the text against its plans: names resolve or are told, and what comes of them can be worked out.
void check_scenarios(const dsl::SourceText& source) {
  std::vector<dsl::PlanTree> trees;
  std::vector<dsl::Diagnostic> mistakes = dsl::parse_plans(source, [&](dsl::PlanTree& tree) { trees.push_back(std::move(tree)); });
  analyzer::DocumentResolver resolver(source, {}, mistakes);
  std::vector<analyzer::Plan> plans;
  for (const dsl::PlanTree& tree : trees) {
    if (auto plan = resolver.add(tree)) plans.push_back(*std::move(plan));
  }
  for (const analyzer::Plan& plan : plans) {
    for (const dsl::PlanTree& tree : trees) {
      if (tree.statement.keyword.keyword != dsl::Keyword::Scenario) continue;
      const analyzer::Scenario scenario = analyzer::resolve_scenario(source, tree, plan, mistakes);
      const analyzer::Scenario* const step = &scenario;
      const analyzer::Plan changed = analyzer::whatif::apply(plan, {&step, 1});
      for (const analyzer::Statement& statement : changed.statements) {
        require(analyzer::index(statement.indicator) < changed.indicators.size(), "a scenario leaves a figure without its indicator");
      }
      const analyzer::whatif::Course course = analyzer::whatif::course_of({plan, scenario.assumptions, analyzer::whatif::lags_of(plan, {&step, 1})});
      for (std::size_t i = 0; i < course.cells.size(); ++i) {
        const auto& cell = course.cells[i];
        for (std::uint32_t k = 0; k < cell.count; ++k) require(course.operands[cell.first + k] < i, "a cell depends on a later one");
      }
    }
  }
}

}  // namespace

void language(std::string_view text) {
  const dsl::SourceText source("fuzz.plan", std::string(text));
  check_positions(source);
  check_scenarios(source);
  const ReadPlans before = read_plans(source);
  const std::optional<std::string> formatted = dsl::format(source);
  require(formatted.has_value() == before.mistakes.empty(), "a file is formatted exactly when it has no mistakes");
  if (!formatted) return;

  const dsl::SourceText again("fuzz.plan", *formatted);
  const ReadPlans after = read_plans(again);
  require(after.mistakes.empty(), "formatting made a mistake");
  require(dsl::format(again) == formatted, "formatting twice is not formatting once");
  require(after.unknowns.size() == before.unknowns.size(), "formatting changed what resolves");
  require(after.plans.size() == before.plans.size(), "formatting changed the number of plans");
  for (std::size_t i = 0; i < before.plans.size(); ++i) {
    require(facts_of(before.plans[i]) == facts_of(after.plans[i]), "formatting changed a fact");
  }
}

}  // namespace gouji::fuzz
