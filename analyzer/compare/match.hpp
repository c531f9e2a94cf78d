// Which thing of one plan is which of another: indicators, tasks, organisations and the rest, each with at most one on the other side.
// What the documents say settles it: the same name, a declared other name, the same ID. What only looks alike is proposed, and only when
// something besides the name speaks for it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/audit/finding.hpp"

namespace gouji::analyzer::compare {

enum class Identity : std::uint8_t {
  Same,     // under the same name
  Renamed,  // under another name: the same ID, or a name the plan file declares as another one of it
  Likely,   // proposed: the names are alike, and so is what is said of them
};

struct Match {
  std::uint32_t before = 0;
  std::uint32_t after = 0;
  Identity identity = Identity::Same;
  Text why;  // of Likely and Renamed
};

// In order of the new plan; whatever is in no match was dropped or added.
class Matches {
 public:
  Matches(std::size_t before, std::size_t after) : after_of_(before), before_of_(after) {}

  void add(Match match);
  void sort();

  [[nodiscard]] const std::vector<Match>& all() const { return matches_; }
  [[nodiscard]] std::optional<std::uint32_t> after_of(std::size_t before) const { return after_of_[before]; }
  [[nodiscard]] std::optional<std::uint32_t> before_of(std::size_t after) const { return before_of_[after]; }
  // Those in no match, in order.
  [[nodiscard]] std::vector<std::uint32_t> left_before() const { return left(after_of_); }
  [[nodiscard]] std::vector<std::uint32_t> left_after() const { return left(before_of_); }

 private:
  [[nodiscard]] static std::vector<std::uint32_t> left(const std::vector<std::optional<std::uint32_t>>& others);

  std::vector<Match> matches_;
  std::vector<std::optional<std::uint32_t>> after_of_;
  std::vector<std::optional<std::uint32_t>> before_of_;
};

// Pairs those in no match whose keys are equal, in order; an empty key is none.
using KeyOf = std::function<std::string(std::uint32_t)>;
void match_by_key(Matches& matches, const KeyOf& before, const KeyOf& after, Identity identity, const Text& why = {});

// Everything of two plans.
struct PlanMatches {
  Matches indicators;
  Matches orgs;
  Matches sections;
  Matches goals;
  Matches tasks;  // safeguards too
  Matches phases;
  Matches citations;
};
[[nodiscard]] PlanMatches match_plans(const Plan& before, const Plan& after);

// An ID that only counts: "3", "(三)", "三·一". A task keeps its name when others are put in before it, and not its number.
[[nodiscard]] bool only_counts(std::string_view id);

}  // namespace gouji::analyzer::compare
