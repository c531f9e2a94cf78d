#include <algorithm>

#include "analyzer/source/document.hpp"
#include "analyzer/source/proof.hpp"
#include "dsl/unicode.hpp"
#include "tests/fuzz/plan_text.hpp"
#include "tests/fuzz/targets.hpp"

namespace gouji::fuzz {

namespace {

using analyzer::source::Document;
using analyzer::source::Figure;
using analyzer::source::Line;

constexpr const char* kPlan =
    "plan a \"甲\" {\n source \"f\" lines 3\n period 2024..2026 @1\n indicator x \"企业\" 家 {\n  target 2026 >= 300家 @1\n"
    "  claim 2026 三百家 @2-3\n  milestone 2024 1.2亿元 @附件2:3\n }\n declares 3 \"阶段\" @2\n}\n";

void check_lines(const Document& document) {
  for (const Line& line : document.lines) {
    require(line.origin.size() == line.text.size() + 1, "a line's bytes have no origin");
    require(std::is_sorted(line.origin.begin(), line.origin.end()), "the origins of a line are out of order");
    require(line.origin.back() <= line.raw.size(), "an origin lies outside of the line");
    require(!dsl::first_invalid_byte(line.text), "undoing damage broke a character");
  }
}

void check_figures(const Document& document) {
  const Figure* before = nullptr;
  for (const Figure& figure : document.figures) {
    require(figure.line >= 1 && figure.line <= document.lines.size(), "a figure stands on no line");
    const Line& line = document.lines[figure.line - 1];
    require(figure.span.begin < figure.span.end && figure.span.end <= line.text.size(), "a figure's span lies outside of its line");
    require(figure.number.begin >= figure.span.begin && figure.number.end <= figure.span.end, "a number lies outside of its figure");
    const bool ordered = before == nullptr || before->line < figure.line ||
                         (before->line == figure.line && before->span.end <= figure.span.begin);
    require(ordered, "figures are out of order or overlap");
    require(!figure.reading.high || !figure.reading.low || figure.reading.scale > analyzer::Exact(0), "a scale is not positive");
    require(document.column(figure) >= 1 && !document.raw_text(figure).empty(), "a figure has no place in the file");
    require(!document.context(figure).empty(), "a figure has no context");
    before = &figure;
  }
}

// Nothing that contains a digit is left out.
void check_digits(const Document& document) {
  auto figure = document.figures.begin();
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const std::string& text = document.lines[i].text;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] < '0' || text[at] > '9') continue;
      while (figure != document.figures.end() && (figure->line < i + 1 || (figure->line == i + 1 && figure->span.end <= at))) ++figure;
      require(figure != document.figures.end() && figure->line == i + 1 && figure->span.begin <= at, "a digit belongs to no figure");
    }
  }
}

}  // namespace

void source(std::string_view text) {
  if (dsl::first_invalid_byte(text)) return;  // converted or refused before it is read
  const auto document = std::make_shared<const Document>(analyzer::source::read_document("f", text, {}));
  check_lines(*document);
  check_figures(*document);
  check_digits(*document);

  static const dsl::SourceText plan_file("fuzz.plan", kPlan);
  static const ReadPlans read = read_plans(plan_file);
  const analyzer::source::Coverage coverage = analyzer::source::prove(read.plans.at(0), document)->coverage();
  require(coverage.figures == document->figures.size(), "a figure is not counted");
  require(coverage.covered + coverage.recognised + coverage.waived + coverage.open == coverage.figures, "the coverage does not add up");
}

}  // namespace gouji::fuzz
