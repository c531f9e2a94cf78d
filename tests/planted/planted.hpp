// Planted faults: one drafting error of a known kind at a place chosen by a seed, an audit, and what it said of the error.
// The kinds are in kinds.cpp, the measure of what can be seen at all in ties.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/planted/ties.hpp"
#include "tests/support/random.hpp"
#include "tests/support/support.hpp"

namespace gouji::planted {

using testing::Random;

struct Document {
  std::string name;
  std::string text;
  std::optional<std::string> original;                // the text of the document the plan was made from; the plan alone without it
  testing::Audited audited;
  std::vector<Tie> ties;
  std::set<std::string> known;                        // keys of the findings of the unchanged plan
  std::set<analyzer::StatementId> doubtful;           // figures that a finding of the unchanged plan already speaks of

  [[nodiscard]] const analyzer::Plan& plan() const { return audited.plan(); }
};

struct Edit {
  dsl::Span span;
  std::string text;
};

// One error at one place of a document.
struct Fault {
  std::vector<Edit> edits;                            // ascending, apart from each other
  std::vector<analyzer::StatementId> changed;         // the first is the place
  std::vector<analyzer::StatementId> counterparts;    // figures it can be seen against, beyond those of broken ties
  bool visible = false;                               // can be seen without any tie
  std::vector<std::string> about{};                   // IDs of tasks, organisations and the like that a finding of it may name
};

struct FaultKind {
  std::string_view name;
  std::string_view zh;
  std::string_view error;                             // what the drafter did
  std::vector<std::string_view> rules;                // that name it, beyond those of the ties it breaks
  std::vector<std::string_view> consequences;         // that may rightly speak too, but do not name it
  std::string_view needs;                             // runs only where this rule exists; empty: always
  std::vector<Fault> (*places)(const Document& document, Random& random);
  bool of_transcription = false;                      // the plan file's error, not the document's: seen against the original
};

// All of them: those of figures (kinds.cpp), then those of each family that looks at the whole plan.
[[nodiscard]] const std::vector<FaultKind>& kinds();
[[nodiscard]] std::vector<FaultKind> figure_kinds();
[[nodiscard]] std::vector<FaultKind> wording_kinds();
[[nodiscard]] std::vector<FaultKind> time_kinds();
[[nodiscard]] std::vector<FaultKind> structure_kinds();
[[nodiscard]] std::vector<FaultKind> graph_kinds();
[[nodiscard]] std::vector<FaultKind> responsibility_kinds();
[[nodiscard]] std::vector<FaultKind> feasibility_kinds();
[[nodiscard]] std::vector<FaultKind> engine_kinds();
[[nodiscard]] bool is_switched_on(const FaultKind& kind);

enum class Outcome { Found, Misnamed, Missed };
[[nodiscard]] std::string_view to_string(Outcome outcome);

struct Case {
  const FaultKind* kind = nullptr;
  std::string plan;
  dsl::LineColumn at;                                 // in the unchanged file
  std::string before;                                 // the edited lines, then and now
  std::string after;
  std::set<std::string_view> expected;                // rules that rightly name it
  bool visible = false;
  bool well_formed = true;                            // the changed file parses, or its mistake is the point of the kind
  Outcome outcome = Outcome::Missed;
  std::vector<std::string> findings;                  // new ones at the top: "rule: Chinese message"
  std::vector<std::string> false_alarms;              // those of them that the fault does not explain
  std::size_t echoes = 0;                             // further ones that it does explain
};

struct Tally {
  const FaultKind* kind = nullptr;
  std::size_t places = 0;                             // visible ones
  std::size_t found = 0;
  std::size_t misnamed = 0;
  std::size_t missed = 0;
  std::size_t false_alarms = 0;
  std::size_t echoes = 0;
  std::size_t invisible = 0;                          // drawn on the way to as many visible ones

  // Adds the counts; the kind stays.
  Tally& operator+=(const Tally& other) {
    places += other.places;
    found += other.found;
    misnamed += other.misnamed;
    missed += other.missed;
    false_alarms += other.false_alarms;
    echoes += other.echoes;
    invisible += other.invisible;
    return *this;
  }
};

struct Options {
  std::uint64_t seed = 1;
  std::size_t places = 24;                            // visible ones a kind, as far as there are any
  std::string kind{};                                 // this one alone; empty: all
};

struct Run {
  std::vector<Case> cases;
  std::vector<Tally> tallies;                         // in the order of kinds()
};

// The plans and the invented clean ones, then the invented ones that have their original beside them.
[[nodiscard]] std::vector<Document> load_documents(const std::string& root);
[[nodiscard]] Run run(const std::vector<Document>& documents, const Options& options = {});

}  // namespace gouji::planted
