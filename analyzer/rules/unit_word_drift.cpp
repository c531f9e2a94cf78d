#include <algorithm>
#include <array>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule unit_word_drift;
constinit const Rule unit_word_drift{
    .code = "GJ0204",
    .name = "unit-word-drift",
    .family = "unit",
    .severity = Severity::Info,
    .title = {"同一指标的量词前后不一", "Count words of one indicator that change"},
    .page =
        {
            .checks =
                {"同一指标的数值换用了同族的量词，如 个 与 项。全文只提示一条，逐项列出。",
                 "Figures of one indicator in several count words of one family, such as 个 and 项. One finding for "
                 "the plan, with a list."},
            .why = {"不影响数值核对，但同一指标宜用同一量词，避免被理解成两件事。",
                    "The figures still compare, but one indicator should keep one word, or it reads like two things."},
            .guards =
                {"繁简不同的同一个字（個、个）不算；不能换算的单位由 unit-mismatch 报告。",
                 "The traditional and simplified form of a character are one word; units that do not convert are "
                 "unit-mismatch."},
            .failing = R"(plan 云溪 "云溪县技改行动方案" {
    period 2024..2026 @3
    indicator 技改 "重点技改项目" new {
        target 2026 = 90个 total @6
        claim 2026 = 90项 total @15
        //^ unit-word-drift: = 90项
    }
}
)",
            .passing = R"(plan 云溪 "云溪县技改行动方案" {
    period 2024..2026 @3
    indicator 技改 "重点技改项目" new {
        target 2026 = 90项 total @6
        claim 2026 = 90項 total @15
    }
}
)",
        },
    .follows_from = "unit-mismatch",
    .run = run,
};

namespace {

std::string simplified(const std::string& word) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kForms{{{"個", "个"},
                                                                                         {"項", "项"},
                                                                                         {"張", "张"},
                                                                                         {"條", "条"},
                                                                                         {"處", "处"},
                                                                                         {"臺", "台"},
                                                                                         {"輛", "辆"},
                                                                                         {"門", "门"},
                                                                                         {"種", "种"},
                                                                                         {"類", "类"},
                                                                                         {"戶", "户"},
                                                                                         {"場", "场"},
                                                                                         {"冊", "册"},
                                                                                         {"頭", "头"},
                                                                                         {"塊", "块"},
                                                                                         {"對", "对"},
                                                                                         {"棟", "栋"}}};
  const auto form = std::find_if(kForms.begin(), kForms.end(), [&](const auto& pair) { return pair.first == word; });
  return form == kForms.end() ? word : std::string(form->second);
}

// The first figure of every further count word that stands for the first one's.
std::vector<StatementId> words_of(const Plan& plan, const Indicator& indicator) {
  std::vector<StatementId> words;
  const Unit* last = nullptr;
  for (const StatementId id : indicator.statements) {
    const auto& unit = plan[id].quantity.unit;
    // One unit on and on needs no second look.
    if (!plan[id].is_level() || !unit || &*unit == last) continue;
    last = &*unit;
    if (!unit->known || !unit->is_countable()) continue;
    const bool seen = std::any_of(words.begin(), words.end(), [&](StatementId other) {
      const Unit& known = *plan[other].quantity.unit;
      return simplified(known.word) == simplified(unit->word) || relate(known, *unit) != UnitRelation::WordDrift;
    });
    if (!seen) words.push_back(id);
  }
  return words;
}

void run(const Plan& plan, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  std::vector<Text> parts;
  std::optional<StatementId> looked_at;
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const std::vector<StatementId> words = words_of(plan, plan.indicators[i]);
    if (!words.empty() && !looked_at) looked_at = words[0];
    if (words.size() < 2) continue;
    finding.subjects.push_back(subject_of(plan, IndicatorId{i}));
    std::vector<Text> named;
    for (const StatementId id : words) {
      named.emplace_back(plan[id].quantity.unit->word);
      finding.evidence.push_back(evidence_of(plan, id));
    }
    const Text list = dsl::join(named);
    parts.push_back(noted(finding.subjects.back(), list));
    // The word that departs from the first one is where to look.
    for (auto id = words.rbegin(); id != words.rend(); ++id) {
      finding.labels.push_back(label_of(plan, *id));
      finding.labels.back().role = "unit";
    }
  }
  if (!looked_at) return;
  if (parts.empty()) {
    return sink.holds(StatementIds(), [&] { return check_at(finding.subject, label_of(plan, *looked_at), Text("各指标的量词前后一致", "every indicator keeps its count word")); });
  }
  finding.message = dsl::fill({"{count} 项指标的量词前后不一：{list}。",
                               "Indicators whose count word changes ({count}): {list}."},
                              {{"count", std::to_string(parts.size())}, {"list", dsl::join(parts)}});
  finding.help = Text("每项指标统一用一个量词。", "Use one count word for each indicator.");
  sink.fails(std::move(finding));
}

}  // namespace

}  // namespace gouji::analyzer::rules
