#include <algorithm>
#include <array>
#include <tuple>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/topic.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule claim_modality_drift;
constinit const Rule claim_modality_drift{
    .code = "GJ0308",
    .name = "claim-modality-drift",
    .family = "wording",
    .severity = Severity::Warning,
    .title = {"同一目标值此处确定、彼处争取", "One figure, firm here and only hoped for there"},
    .page =
        {
            .checks =
                {"同一指标、同一时点、同一数值，一处写“达到”“确保”，另一处写“争取”“力争”。写明“确保”的和约束性指标逐项报告；"
                 "其余全文只提示一条，逐项列出。",
                 "One value of one indicator and time, stated firmly (达到, 确保) at one place and as a hope (争取, 力争) at another. "
                 "Reported singly where the plan says 确保 or the indicator is binding; otherwise one finding for the plan, with a "
                 "list."},
            .why =
                {"“达到”是考核的底线，“争取”是努力的方向；同一个数两种说法，完不成时各执一词。",
                 "A firm figure is owed, a hoped-for one is not; with both in force nobody can say whether missing it counts."},
            .guards =
                {"“争取”的数高于（越低越好的低于）确定的数，是留有余地的提法，不报；在确定的区间之内争取其中一个数的（3至5处，争取5处），也不报；范围、标注、时点不同的不比；基期值、实绩不看；"
                 "一般的“达到”对“争取”只作提示。",
                 "Silent when more is hoped for than is firm (a stretch goal), when one value within a firm range is hoped for, when scope, label or time differ, and for "
                 "baselines and actuals. A plain 达到 against 争取 is information only."},
            .failing = R"(plan 柳溪 "柳溪县招商引资工作方案" {
    period 2024..2026 @2
    indicator 项目 "亿元以上签约项目" cumulative 个 {
        target 2026 达到 60个 firm @5
        claim 2026 60个 hoped @17
        //^ claim-modality-drift: 60个
    }
}
)",
            .passing = R"(plan 柳溪 "柳溪县招商引资工作方案" {
    period 2024..2026 @2
    indicator 项目 "亿元以上签约项目" cumulative 个 {
        target 2026 达到 60个 firm @5
        claim 2026 70个 hoped @17
    }
}
)",
        },
    .follows_from = "claim-value-mismatch duplicate-statement-conflict scale-slip",
    .run = run,
};

namespace {

using Ids = std::vector<StatementId>;

struct Drift {
  StatementId hoped{};
  StatementId firm{};
  bool grave = false;  // 确保, or a binding indicator
};

// Firm statements before plain ones, targets before claims; what is equal in both is told by its words, not by its order.
bool firmer(const Plan& plan, StatementId a, StatementId b) {
  const auto rank = [&](StatementId id) {
    const Statement& s = plan[id];
    return std::tuple(s.modality != Modality::Firm, s.role, s.table.has_value(), figure_text(s));
  };
  return rank(a) < rank(b);
}

void add_drifts(const Plan& plan, IndicatorId indicator, const Ids& ids, std::vector<Drift>& drifts, Sink& sink) {
  for (const StatementId hoped : ids) {
    if (plan[hoped].modality != Modality::Hoped) continue;
    Ids firm;
    std::optional<StatementId> stretched;
    for (const StatementId id : ids) {
      if (plan[id].modality == Modality::Hoped || !same_thing(plan[id], plan[hoped])) continue;
      if (!comparable(plan[id].quantity, plan[hoped].quantity)) continue;
      const bool within_range = plan[id].upper && !plan[hoped].upper;  // 3至5处, 争取 5处
      if (same_value(plan[id], plan[hoped]) && !within_range) {
        firm.push_back(id);
      } else if (within_range || hopes_for_more(plan, plan[id], plan[hoped])) {
        stretched = id;
      }
    }
    if (!firm.empty()) {
      const auto before = [&](StatementId a, StatementId b) { return firmer(plan, a, b); };
      const StatementId firmest = *std::min_element(firm.begin(), firm.end(), before);
      const bool grave = plan[firmest].modality == Modality::Firm || plan[indicator].nature == Nature::Binding;
      drifts.push_back({hoped, firmest, grave});
    } else if (stretched) {
      const std::array pair{hoped, *stretched};
      sink.holds(pair, [&] { return check_of(plan, subject_of(plan, indicator), pair,
                          Text("“争取”的数在确定的数之上", "what is hoped for goes beyond what is firm")); });
    }
  }
}

void report(const Plan& plan, const Drift& drift, Sink& sink) {
  const Statement& firm = plan[drift.firm];
  const Indicator& indicator = plan[firm.indicator];
  const bool by_word = firm.modality == Modality::Firm;
  Finding finding;
  finding.subject = subject_of(plan, firm.indicator);
  const std::array ids{drift.hoped, drift.firm};
  add_figures(finding, plan, ids);
  finding.message =
      dsl::fill({"“{name}”{binding}：{firm}{ensured}写 {figure}，{hoped}对同一数值却只写“争取”或“力争”。",
                 "“{name}”{binding}: the {firm} {ensured} {figure}, but the {hoped} only hopes for the same value."},
                {{"name", indicator.name},
                 {"binding", indicator.nature == Nature::Binding ? Text("为约束性指标", ", a binding indicator") : Text()},
                 {"firm", role_text(firm)},
                 {"ensured", by_word ? Text("“确保”，", "ensures") : Text("", "says")},
                 {"figure", figure_text(firm)},
                 {"hoped", role_text(plan[drift.hoped])}});
  finding.help = Text("统一为确定的表述；如确为争取目标，另写明必须完成的底数。",
                      "Word it firmly everywhere; if it is meant as a hope, state the figure that must be reached beside it.");
  sink.fails(std::move(finding), Severity::Warning);
}

void report_list(const Plan& plan, const std::vector<Drift>& drifts, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  std::vector<Text> parts;
  for (const Drift& drift : drifts) {
    const Subject subject = subject_of(plan, plan[drift.hoped].indicator);
    if (!finding.subjects.empty() && finding.subjects.back() == subject) continue;
    finding.subjects.push_back(subject);
    const std::string figure = plan[drift.firm].quantity.display();
    parts.emplace_back("“" + subject.name + "”（" + figure + "）", "“" + subject.name + "” (" + figure + ")");
    const Text role = role_text(plan[drift.hoped]);
    const std::string hoped = figure_text(plan[drift.hoped]);
    finding.labels.push_back(label_of(plan, drift.hoped, {role.zh + "写争取 " + hoped, role.en + ": hoped for, " + hoped}));
    finding.labels.push_back(label_of(plan, drift.firm));
    finding.evidence.push_back(evidence_of(plan, drift.hoped));
    finding.evidence.push_back(evidence_of(plan, drift.firm));
  }
  finding.message = dsl::fill({"{count} 项指标的同一数值，一处作确定的目标，另一处写“争取”或“力争”：{list}。",
                               "Figures stated firmly at one place and only hoped for at another ({count}): {list}."},
                              {{"count", std::to_string(parts.size())}, {"list", dsl::join(parts)}});
  finding.help = Text("明确是必须完成还是努力争取，各处用同一说法。",
                      "Settle whether the figure is owed or hoped for, and word it alike everywhere.");
  sink.fails(std::move(finding), Severity::Info);
}

void run(const Plan& plan, Sink& sink) {
  std::vector<Drift> listed;
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto indicator = static_cast<IndicatorId>(i);
    const auto& statements = plan[indicator].statements;
    const auto is_hoped = [&](StatementId id) { return plan[id].modality == Modality::Hoped; };
    if (std::none_of(statements.begin(), statements.end(), is_hoped)) continue;
    for (const auto& [topic, ids] : topics_of(plan, indicator)) {
      if (topic.observed) continue;
      std::vector<Drift> drifts;
      add_drifts(plan, indicator, ids, drifts, sink);
      const auto grave = std::find_if(drifts.begin(), drifts.end(), [](const Drift& drift) { return drift.grave; });
      if (grave != drifts.end()) {
        report(plan, *grave, sink);
      } else {
        listed.insert(listed.end(), drifts.begin(), drifts.end());
      }
    }
  }
  if (!listed.empty()) report_list(plan, listed, sink);
}

}  // namespace

}  // namespace gouji::analyzer::rules
