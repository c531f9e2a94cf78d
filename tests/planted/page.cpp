#include "tests/planted/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace gouji::planted {

namespace {

constexpr auto kExplanations = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"claim-changed",
     "a claim for a time before the target's (a mid-year figure) is not held against the baseline: `base-beyond-target` looks at claims only "
     "where no target is stated."},
    {"baseline-changed",
     "the target is written rounded (2.4万), and within its rounding the baseline is not beyond it; the exact figure of a claim is not asked."},
    {"digits-transposed",
     "a milestone grown beyond the floor of the target keeps it; only a claim that repeats the figure without 达到 or 以上 speaks against it, and "
     "`milestone-target-mismatch` is content with the goal of that year that fits. Or the sum of the years still rounds to the target."},
    {"digit-lost", "a floor that loses a digit is kept by its milestones all the more; no other place repeats it."},
    {"scale-ten-thousand",
     "a milestone however far beyond the floor of the target keeps it; `scale-slip` compares figures of one time, not one year's with the next."},
    {"scale-hundred-million",
     "a milestone however far beyond the floor of the target keeps it; `scale-slip` compares figures of one time, not one year's with the next."},
    {"unit-of-another-kind",
     "a figure stated once and tied to other indicators by a relation only: the relation's rule lists the comparison as undetermined and says "
     "why; `unit-mismatch` looks at the figures of one indicator."},
    {"bound-reversed",
     "a floor here and a ceiling there of one value still meet in that value; telling the two wordings apart is `comparator-drift`'s business."},
    {"middle-milestone-dropped", "the figure of that year stands elsewhere in the plan, so that nothing is missing but its copy."},
    {"last-milestone-dropped",
     "the table already stops before the target year for all its rows; the finding about it covers the row that stops a year earlier."},
    {"row-shifted",
     "shifted to the right, the empty cell is the first, where an indicator may simply start later; where the last figure still keeps the "
     "target, nothing contradicts it."},
    {"milestones-left-out", "no whole number lies between baseline and target (from 2 to 3), so that no milestone is missed."},
    {"growth-changed", "the change lies within the rounding of base and target percentages, or a smaller growth than the stated level needs is kept by it."},
    {"claim-scope-changed", "the target is a rounded copy of the claim (1.2亿 for 11800万): the rule holds equal figures only against each other."},
    {"claim-year-changed", "the target is a rounded copy of the claim; the rule holds equal figures only against each other."},
    {"name-drifted",
     "the character that is lost is one that tells two things apart (总, 区, a scope word, one of 机构), the figure is so small (up to 5) that "
     "two indicators may well share it, or the scope of the indicator does not go with the name."},
});

Tally total_of(const Run& run) {
  Tally total;
  for (const Tally& tally : run.tallies) total += tally;
  return total;
}

std::string row(std::string_view name, std::string_view zh, const Tally& tally) {
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", name, zh, tally.places, tally.found, tally.misnamed, tally.missed,
                     tally.false_alarms, tally.echoes, tally.invisible);
}

// --- rule by plan ---------------------------------------------------------------------------------------------------------

constexpr std::array<std::string_view, 5> kRealPlans = {"haishu", "wenzhou", "chongqing", "xiamen", "huaiyin"};

// Why no kind of error calls for a rule.
constexpr auto kNotPlanted = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"rule-could-not-run", "a defect of the program, not of a plan; `tests/analyzer/engine_test.cpp` and a program with a broken rule show it."},
});

std::string_view rule_of(std::string_view finding) { return finding.substr(0, finding.find(':')); }

struct RuleTally {
  std::array<std::size_t, kRealPlans.size() + 1> named{};  // by plan; the invented ones come last
  std::size_t missed = 0;
  std::size_t false_alarms = 0;
};

std::map<std::string_view, RuleTally> by_rule(const Run& run) {
  std::map<std::string_view, RuleTally> tallies;
  for (const Case& one : run.cases) {
    if (!one.visible) continue;
    const auto plan = static_cast<std::size_t>(std::find(kRealPlans.begin(), kRealPlans.end(), one.plan) - kRealPlans.begin());
    std::set<std::string_view> named;
    for (const std::string& finding : one.findings) {
      if (one.expected.contains(rule_of(finding))) named.insert(rule_of(finding));
    }
    for (const std::string_view rule : named) ++tallies[rule].named[plan];
    for (const std::string& alarm : one.false_alarms) ++tallies[rule_of(alarm)].false_alarms;
    if (one.outcome == Outcome::Found || one.expected.empty()) continue;
    ++tallies[one.kind->rules.empty() ? *one.expected.begin() : one.kind->rules.front()].missed;
  }
  return tallies;
}

}  // namespace

std::string render_rule_table(const Run& run) {
  const auto tallies = by_rule(run);
  std::string table =
      "| rule | 海曙 | 温州 | 重庆 | 厦门 | 槐荫 | invented | missed | false alarms |\n"
      "|---|--:|--:|--:|--:|--:|--:|--:|--:|\n";
  std::string unplanted;
  for (const analyzer::Rule* rule : analyzer::builtin_rules()) {
    const auto found = tallies.find(rule->name);
    if (found == tallies.end()) {
      const auto reason = std::find_if(kNotPlanted.begin(), kNotPlanted.end(), [&](const auto& entry) { return entry.first == rule->name; });
      unplanted += fmt::format("- **{}**: {}\n", rule->name, reason == kNotPlanted.end() ? "no kind of error drawn here calls for it." : reason->second);
      continue;
    }
    const RuleTally& tally = found->second;
    table += fmt::format("| {} | {} | {} | {} |\n", rule->name, fmt::join(tally.named, " | "), tally.missed, tally.false_alarms);
  }
  if (!unplanted.empty()) table += "\nRules without a planted error:\n\n" + unplanted;
  return table;
}

std::string_view explanation_of(const FaultKind& kind) {
  for (const auto& [name, text] : kExplanations) {
    if (name == kind.name) return text;
  }
  return {};
}

std::string render_table(const Run& run) {
  std::string table =
      "| kind | 错误 | places | found | misnamed | missed | false alarms | echoes | invisible |\n"
      "|---|---|--:|--:|--:|--:|--:|--:|--:|\n";
  for (const Tally& tally : run.tallies) {
    if (is_switched_on(*tally.kind)) table += row(tally.kind->name, tally.kind->zh, tally);
  }
  return table + row("**all**", "合计", total_of(run));
}

std::string render_cases(const Run& run, bool all) {
  std::string text;
  for (const Case& one : run.cases) {
    const bool good = one.outcome == Outcome::Found && one.false_alarms.empty() && one.well_formed;
    const bool expected_silence = !one.visible && one.findings.empty() && one.well_formed;
    if (!all && (good || expected_silence)) continue;
    text += fmt::format("{} {}{} {}:{}:{}\n  - {}\n  + {}\n  expected: {}\n", one.kind->name, one.visible ? "" : "invisible ", to_string(one.outcome),
                        one.plan, one.at.line, one.at.column, one.before, one.after, fmt::join(one.expected, ", "));
    if (!one.well_formed) text += "  ill-formed\n";
    for (const std::string& finding : one.findings) text += fmt::format("  new {}\n", finding);
    for (const std::string& finding : one.false_alarms) text += fmt::format("  alarm {}\n", finding);
  }
  return text;
}

std::string render_page(const Run& run, const Options& options) {
  std::string page = fmt::format(
      "# Planted faults\n\n"
      "Written by `planted --write docs/planted-faults.md` with seed {}; a test fails when it is stale.\n\n"
      "Into the plans of `plans/` and the invented clean ones of `tests/plans/clean`, one drafting error of a known kind is made at a\n"
      "time, at places drawn by the seed; the changed plan is audited, and the findings that the unchanged plan does not have are held\n"
      "against the error.\n\n"
      "- **places**: errors that can be seen. Before any audit, `tests/planted/ties.cpp` lists by plain arithmetic which figures are tied to\n"
      "  which (copies, sums of years, growth from a base, parts of a whole …). An error that breaks no tie is **invisible**: nothing else\n"
      "  in the plan speaks of that figure, and no reader could tell. Invisible ones are drawn too, and counted apart.\n"
      "- **found**: a new finding of a rule that rightly names the error marks the changed figure or one it is tied to.\n"
      "- **misnamed**: new findings, but none of such a rule. **missed**: no new finding.\n"
      "- **false alarms**: further new findings at the top of the report that the error does not explain. **echoes**: further ones that it does.\n"
      "- Figures of which the unchanged plan already has a finding are no places.\n"
      "- Errors of the plan file rather than of the document (`line-wrong`) are made in the invented plans of `tests/source`, which are held\n"
      "  against the document beside them.\n\n",
      options.seed);
  page += render_table(run);
  page += "\n## By rule and plan\n\nHow often a rule named an error, by the plan it was planted in; an error may be named by several rules, and is missed by the first that should.\n\n" + render_rule_table(run);
  page += "\n## What is not found, and why\n\nUnder this seed or another:\n\n";
  for (const Tally& tally : run.tallies) {
    const std::string_view text = explanation_of(*tally.kind);
    if (is_switched_on(*tally.kind) && !text.empty()) page += fmt::format("- **{}**: {}\n", tally.kind->name, text);
  }
  std::string waiting;
  for (const Tally& tally : run.tallies) {
    if (is_switched_on(*tally.kind)) continue;
    waiting += fmt::format("- **{}** {}: {}. Waits for `{}`.\n", tally.kind->name, tally.kind->zh, tally.kind->error, tally.kind->needs);
  }
  if (!waiting.empty()) page += "\n## Kinds whose rule does not exist yet\n\n" + waiting;
  page += "\n## The kinds\n\n";
  for (const Tally& tally : run.tallies) {
    if (!is_switched_on(*tally.kind)) continue;
    page += fmt::format("- **{}** {}: {}.\n", tally.kind->name, tally.kind->zh, tally.kind->error);
  }
  return page;
}

}  // namespace gouji::planted
