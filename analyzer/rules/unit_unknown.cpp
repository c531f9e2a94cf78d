#include <map>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule unit_unknown;
constinit const Rule unit_unknown{
    .code = "GJ0202",
    .name = "unit-unknown",
    .family = "unit",
    .severity = Severity::Warning,
    .title = {"不认识的计量单位", "A unit that is not known"},
    .page =
        {
            .checks =
                {"计量单位既不在内置单位表中，方案里也没有用“计量单位”声明。每个词只报一次。",
                 "A unit word that neither the built-in catalogue nor the plan defines. Each word is reported once."},
            .why = {"不认识的单位无法换算，用它写的数只能与同一个词的数核对；也常是录入错字。",
                    "Figures in an unknown unit meet only figures in the same word; often it is a slip of the pen."},
            .guards = {"方案中声明过的单位不报；单位本身缺失由 unit-missing 报告。",
                       "Silent for units the plan declares; a missing unit is unit-missing."},
            .failing = R"(plan 云溪 "云溪县路灯改造行动方案" {
    period 2024..2026 @3
    indicator 路灯 "改造路灯数量" new {
        target 2026 = 1200盏灯 total @6
        //^ unit-unknown: = 1200盏灯
    }
}
)",
            .passing = R"(plan 云溪 "云溪县路灯改造行动方案" {
    period 2024..2026 @3
    unit 盏灯 = 1 个
    indicator 路灯 "改造路灯数量" new {
        target 2026 = 1200盏灯 total @6
    }
}
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

void report(const Plan& plan, const std::string& word, const std::vector<StatementId>& uses, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan, plan[uses[0]].indicator);
  finding.message = dsl::fill(
      {"计量单位“{word}”不在单位表中，方案也没有声明，"
       "用它的 {count} 个数值（如“{name}”{figure}）只能与同一单位的数值核对。",
       "The unit “{word}” is neither known nor declared; figures in it (“{name}”, {figure}; {count} in all) cannot be "
       "held against any other unit."},
      {{"word", word},
       {"count", std::to_string(uses.size())},
       {"name", finding.subject.name},
       {"figure", figure_text(plan[uses[0]])}});
  for (const StatementId id : uses) {
    Label label = label_of(plan, id);
    label.role = "unit";
    finding.labels.push_back(std::move(label));
    finding.evidence.push_back(evidence_of(plan, id));
  }
  const auto nearest = plan.units.nearest_word(word);
  finding.help =
      nearest ? dsl::fill({"最接近的单位是“{nearest}”；如确为新单位，用“计量单位”声明它与已知单位的换算。",
                           "The nearest known unit is “{nearest}”; for a new one, declare it with `unit`."},
                          {{"nearest", *nearest}})
              : Text("如确为新单位，用“计量单位”声明它与已知单位的换算。", "For a new unit, declare it with `unit`.");
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  std::map<std::string, std::vector<StatementId>> unknown;
  std::optional<StatementId> known;
  for (std::uint32_t i = 0; i < plan.statements.size(); ++i) {
    const auto& unit = plan.statements[i].quantity.unit;
    if (unit && !unit->known) unknown[unit->word].push_back(StatementId{i});
    if (unit && unit->known && !known) known = StatementId{i};
  }
  for (const auto& [word, uses] : unknown) report(plan, word, uses, sink);
  if (unknown.empty() && known) {
    sink.holds(StatementIds(), [&] { return check_at(subject_of(plan), label_of(plan, *known),
                        Text("所用计量单位都在单位表中或已声明", "every unit in use is known")); });
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
