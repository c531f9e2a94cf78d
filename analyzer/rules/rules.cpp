#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer {

namespace rules {
#define GOUJI_RULE(name) extern const Rule name;
#include "analyzer/rules/rules.def"
}  // namespace rules

std::span<const Rule* const> builtin_rules() {
  static constexpr const Rule* kRules[] = {
#define GOUJI_RULE(name) &rules::name,
#include "analyzer/rules/rules.def"
  };
  return kRules;
}

}  // namespace gouji::analyzer
