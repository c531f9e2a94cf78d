// Runs each rule alone over one plan that holds everything, at three sizes, for callgrind to count: instructions show growth where
// seconds also show caches. bench/compare starts it and reads the dumps, one for each "rule/statements".

#include <valgrind/callgrind.h>

#include <array>
#include <span>
#include <string>

#include "analyzer/audit/audit.hpp"
#include "bench/stages.hpp"

namespace gouji::bench {
namespace {

void count(const Stages& stages, std::span<const analyzer::Rule* const> rules, const std::string& name) {
  CALLGRIND_START_INSTRUMENTATION;
  CALLGRIND_ZERO_STATS;
  const analyzer::AuditResult result = analyzer::audit(stages.resolved.plans, rules);
  CALLGRIND_DUMP_STATS_AT(name.c_str());
  CALLGRIND_STOP_INSTRUMENTATION;
}

}  // namespace
}  // namespace gouji::bench

int main() {
  constexpr std::array<std::size_t, 3> kStatements = {1000, 10000, 100000};
  constexpr std::size_t kOnePlan = 0;
  const auto rules = gouji::analyzer::builtin_rules();
  for (const std::size_t statements : kStatements) {
    const auto& stages = gouji::bench::stages_of({statements, kOnePlan});
    for (std::size_t i = 0; i < rules.size(); ++i)
      gouji::bench::count(stages, rules.subspan(i, 1), std::string(rules[i]->name) + "/" + std::to_string(statements));
  }
  return 0;
}
