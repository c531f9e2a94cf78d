// Two drafts of a plan held against each other, fact by fact: what was added, dropped, renamed and changed, on both sides with its place,
// and what became of the findings. A value written in another way is no change, nor is the order of statements or their line.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/audit/audit.hpp"
#include "analyzer/audit/finding_changes.hpp"
#include "analyzer/compare/match.hpp"

namespace gouji::analyzer::compare {

// What is compared, in the order it is told. Safeguards are tasks.
enum class ItemKind : std::uint8_t { Plan, Indicator, Relation, Goal, Section, Task, Phase, Org, Citation };
constexpr std::size_t kItemKinds = 9;
[[nodiscard]] std::string_view to_string(ItemKind kind);

enum class State : std::uint8_t { Changed, Added, Dropped };
[[nodiscard]] std::string_view to_string(State state);
[[nodiscard]] std::string_view to_string(Identity identity);

// What of a thing differs.
enum class Aspect : std::uint8_t {
  Name, Number, Value, Comparator, Unit, Time, Role, Scope, Label, Reading, Modality, Figure,  // Figure: one more or one less
  Kind, Nature, Direction, Bounds, Part, Owner, Section, Lead, Units, Supports, After, Phase, Deliverables, Money, Level, Duties, Form,
  Title, Issuer, Issued, Period, Horizon, Convention, Measure
};
[[nodiscard]] std::string_view to_string(Aspect aspect);

// Which way the number went. Whether that is better is not said: the plan may want it lower.
enum class Turn : std::uint8_t { None, Up, Down };

// What one plan says.
struct Side {
  Text words;         // "达到 1亿元"
  std::string value;  // of a figure: exact, in the base unit; else empty
  std::string unit;   // of `value`
  Place place;
  Span marked;
};

struct Difference {
  std::vector<Aspect> aspects;  // never empty; the first one is what it is about most
  Turn turn = Turn::None;
  bool of_target = false;       // the figure is a target
  Text words;                   // one sentence: "2025年目标由 100家 增至 120家（多 20家）"
  std::optional<Side> before;   // absent: it says nothing there
  std::optional<Side> after;
};

struct Thing {
  Subject subject;
  Place place;
  Span marked;
};

struct Item {
  ItemKind kind = ItemKind::Plan;
  State state = State::Changed;
  Identity identity = Identity::Same;
  Text why;                     // it is held to be one thing under two names; empty: under one
  std::optional<Thing> before;  // absent: added
  std::optional<Thing> after;   // absent: dropped
  std::vector<Difference> differences;

  [[nodiscard]] const Thing& told() const { return after ? *after : *before; }
  // Nothing but its number, because others were put in or taken out before it.
  [[nodiscard]] bool only_renumbered() const;
};

struct KindCounts {
  std::size_t unchanged = 0;
  std::size_t changed = 0;     // under the same name
  std::size_t renumbered = 0;  // nothing but its number
  std::size_t renamed = 0;
  std::size_t likely = 0;      // perhaps renamed
  std::size_t added = 0;
  std::size_t dropped = 0;

  [[nodiscard]] bool any() const { return changed + renumbered + renamed + likely + added + dropped > 0; }
};

struct PlanComparison {
  const Plan* before = nullptr;  // null: the plan is new
  const Plan* after = nullptr;   // null: the plan was dropped
  std::vector<Item> items;       // by kind: changed in order of the new plan, added, dropped
  std::array<KindCounts, kItemKinds> counts{};
  FindingChanges findings;
  std::vector<bool> waived;      // by findings.vanished: it is still there, and waived

  [[nodiscard]] bool same_facts() const { return before != nullptr && after != nullptr && items.empty(); }
  [[nodiscard]] bool same_findings() const { return findings.appeared.empty() && findings.vanished.empty() && findings.changed.empty(); }
};

struct Draft {
  std::span<const Plan> plans;  // with their facts
  const AuditResult& audit;     // of these plans
};

// Plans are known by their IDs, else by their titles; a plan left over on each side is taken for one. In order of the new draft, then
// those dropped.
[[nodiscard]] std::vector<PlanComparison> compare_drafts(const Draft& before, const Draft& after);

}  // namespace gouji::analyzer::compare
