// Scenarios of one plan side by side: each is the plan changed, audited again in full and held against the plan as it is.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzer/audit/audit.hpp"
#include "analyzer/audit/finding_changes.hpp"
#include "analyzer/whatif/sampler.hpp"
#include "analyzer/whatif/seek.hpp"
#include "analyzer/whatif/trajectory.hpp"
#include "analyzer/whatif/units.hpp"

namespace gouji::analyzer::whatif {

// A scenario and those it extends, the farthest first.
struct Chain {
  const Scenario* scenario = nullptr;
  std::vector<const Scenario*> steps;  // ends with the scenario itself
};

// Why a chain cannot be followed: an unknown base, or one that goes in a circle. The place is that of the scenario.
struct BrokenChain {
  const Scenario* scenario = nullptr;
  std::string missing;  // the base nobody declares; empty for a circle
};

// The chains of those scenarios that can be followed, in order; the others go to `broken`.
[[nodiscard]] std::vector<Chain> chains_of(std::span<const Scenario> scenarios, std::vector<BrokenChain>& broken);

// A target under a scenario.
struct TargetOutcome {
  StatementId target{};                // of the changed plan
  Reading reading = Reading::Level;
  std::optional<Exact> before;         // what is held against it in the plan as it is; absent where that cannot be worked out
  std::optional<Exact> after;
  std::optional<bool> kept_before;
  std::optional<bool> kept;
  std::optional<AimSpread> spread;     // with uncertain assumptions
  std::vector<Influence> influences;   // the strongest first
};

struct ScenarioResult {
  std::string id;                      // empty for the plan as it is
  std::string title;
  std::vector<std::string> stated;     // the statements of the scenario and of those it extends, in the order they are applied
  Plan plan;                           // changed
  AuditResult audit;
  FindingChanges findings;
  std::vector<UnitChange> units;       // against the plan as it is
  std::vector<std::vector<Lag>> lags;  // by indicator of `plan`
  Course course;
  std::vector<std::optional<Exact>> values;  // by cell, assumptions in their middle
  std::vector<TargetOutcome> outcomes;
  std::vector<std::vector<Required>> required;  // by indicator of `plan`
  std::vector<BrokenBound> broken;
  std::vector<std::uint32_t> idle;     // drivers that move no target
  std::optional<Spreads> spreads;
};

struct WhatIfOptions {
  AuditOptions audit{};
  SampleOptions sampling{};
  // Runs work(first, last) over 0 … count − 1, in parts and perhaps at the same time; absent: in one.
  std::function<void(std::uint32_t count, const std::function<void(std::uint32_t, std::uint32_t)>& work)> spread_out{};
};

struct WhatIf {
  ScenarioResult base;
  std::vector<ScenarioResult> scenarios;  // in order of the chains
};

[[nodiscard]] WhatIf whatif(const Plan& plan, std::span<const Chain> chains, std::span<const Rule* const> rules, const WhatIfOptions& options);

// The value of an indicator in a year of a result; absent when it has none.
struct YearValue {
  Exact value;
  Basis basis = Basis::Fact;
  std::uint32_t cell = 0;
};
[[nodiscard]] std::optional<YearValue> value_in(const ScenarioResult& result, IndicatorId indicator, std::int32_t year);

}  // namespace gouji::analyzer::whatif
