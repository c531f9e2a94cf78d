// What the audit says: findings that prove themselves, and checks with their outcome. Data only; renderers are elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/model/model.hpp"
#include "dsl/message.hpp"

namespace gouji::analyzer {

using dsl::Template;
using dsl::Text;

enum class Severity : std::uint8_t { Error, Warning, Info };
enum class Outcome : std::uint8_t { Holds, Fails, NotApplicable, Undetermined };
constexpr std::size_t kOutcomeCount = 4;
enum class SubjectKind : std::uint8_t { Plan, Indicator, Task, Org, Phase, Section, Table, Statement };

[[nodiscard]] std::string_view to_string(Severity severity);        // "error", "warning", "info"
[[nodiscard]] std::string_view to_string(Outcome outcome);          // "holds", "fails", "notApplicable", "undetermined"
[[nodiscard]] std::string_view to_string(SubjectKind kind);         // "plan", "indicator", …

struct Subject {
  SubjectKind kind = SubjectKind::Plan;
  std::string id;
  std::string name;
  friend bool operator==(const Subject&, const Subject&) = default;
};

// A place that took part, with a few words: the first of a finding is where an editor jumps.
struct Label {
  Place place;
  Span marked;         // the narrowest text to underline, inside the plan file
  Text text;           // "合计 200 家", "此处写 100家"
  std::string role;    // "milestone", "target", "baseline", "claim", "unit", "relation", …: for machine readers
};

// A named exact value that took part.
struct Evidence {
  Text name;               // "2023 年节点", "milestone 2023"
  std::string value;       // as written: "70"
  std::string unit;        // "家"; empty when none
  std::string normalized;  // exact, in the base unit: "70"
  std::string base_unit;   // of `normalized`: "家", "元" for 亿元; empty when none
};

// One step of arithmetic, recomputable: a test recomputes the result of every step from its operands.
enum class Operation : std::uint8_t {
  Value,       // the operand itself
  Sum,         // a + b + …
  Mean,        // (a + b + …) / n
  Difference,  // a − b
  Product,     // a × b × …
  Quotient,    // a / b
  Growth,      // a / b − 1
};
[[nodiscard]] std::string_view to_string(Operation operation);

struct Step {
  Operation operation = Operation::Value;
  std::vector<Exact> operands;  // in base units
  Exact result;
  std::string unit;             // base unit word, may be empty
  std::string text;             // as a person writes it: "60 + 70 + 70 = 200 家"
};

// Recomputes the step from its operands; absent when the operation has no such operands (division by zero, none at all).
[[nodiscard]] std::optional<Exact> recompute(const Step& step);

// The smallest repair. A proposal is never applied by itself.
struct Suggestion {
  Text text;
  Span span;                // the text it would replace, in the plan file
  std::string replacement;
};

struct Rule;

struct Check {
  const Rule* rule = nullptr;
  std::size_t plan = 0;      // index into the audit's plans
  Subject subject;
  Outcome outcome = Outcome::NotApplicable;
  std::string reading;       // name of the reading that fits: "level", "total", "each-year", "average", "growth"; empty when none
  Text reason;               // why undetermined; or one line on what was compared
  std::vector<StatementId> statements;  // that took part
  std::vector<Evidence> evidence;
  std::vector<Step> computation;
  std::vector<Label> labels;
};

struct Finding {
  const Rule* rule = nullptr;
  std::size_t plan = 0;
  Severity severity = Severity::Error;
  Subject subject;
  Text message;                          // one sentence that makes sense alone
  std::vector<Label> labels;             // never empty
  std::vector<Evidence> evidence;
  std::vector<Step> computation;
  std::vector<Text> notes;               // why no reading fits, what would be kept
  Text help;                             // one line
  std::vector<Subject> subjects;         // when one finding covers several
  std::optional<Suggestion> suggestion;
  std::vector<StatementId> statements;   // that took part
  std::string fingerprint;               // 16 hex digits; from rule, subject and statement roles
  std::string signature;                 // the facts it rests on, in order: "milestone@2024=80家 target@2025=100家"; when asked for
  std::vector<Finding> followers;        // findings that only follow from this one
};

}  // namespace gouji::analyzer
