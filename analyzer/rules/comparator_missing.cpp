#include <algorithm>
#include <map>
#include <optional>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/wording.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule comparator_missing;
constinit const Rule comparator_missing{
    .code = "GJ0302",
    .name = "comparator-missing",
    .family = "wording",
    .severity = Severity::Info,
    .title = {"个别目标没有写限定词", "A few targets without a comparator"},
    .page =
        {
            .checks =
                {"正文（或同一张表）的目标大多写有“达到”“不低于”“≥”等词，个别目标却只有一个数。全文只提示一条，逐项列出。",
                 "Most targets of the text, or of one table, carry a comparator (达到, 不低于, ≥), a few only a number. One finding "
                 "for the plan, with a list."},
            .why = {"看不出该数是下限还是确数，超出或略有不足时如何认定，验收时各执一词。",
                    "Whether the number is a floor or exact is left open, and so is what counts as met."},
            .guards =
                {"其余目标大多带限定词（不少于三处，且为缺词者的三倍以上）时才提示；整张表都不写限定词是通例；“建成10家”"
                 "一类计件计人的数、新增与流量的数、合计与年均的数、区间、增幅、“争取”的数不算；0、100% 等到头的数不算；"
                 "构成总数或百分之百的各部分、由别的指标相除得出的比率及其分母不算；该指标别处已写限定词的不算；没有单位的、与该指标其他数据的单位不能换算的不算。",
                 "Speaks only where at least three targets, and three times as many, carry one: a table without any is "
                 "ordinary. Silent for things that are counted, additions, flows, totals and means, ranges, growth, hoped-for "
                 "figures, values at a bound, parts of a whole, quotients of other indicators and their divisors, figures "
                 "without a unit or with one that does not compare with the indicator's others, and where another place states the comparator."},
            .failing = R"(plan 临江 "临江县水环境治理方案" {
    period 2024..2026 @2
    indicator 达标率 "断面水质达标率" ratio % {
        target 2026 不低于 92% @5
    }
    indicator 集中处理率 "污水集中处理率" ratio % {
        target 2026 达到 96% @6
    }
    indicator 管网 "新建污水管网" new 公里 {
        target 2026 不少于 80公里 total @7
    }
    indicator 回用率 "再生水利用率" ratio % {
        target 2026 30% @8
        //^ comparator-missing: 30%
    }
}
)",
            .passing = R"(plan 临江 "临江县水环境治理方案" {
    period 2024..2026 @2
    indicator 达标率 "断面水质达标率" ratio % {
        target 2026 不低于 92% @5
    }
    indicator 集中处理率 "污水集中处理率" ratio % {
        target 2026 达到 96% @6
    }
    indicator 管网 "新建污水管网" new 公里 {
        target 2026 80公里 total @7
    }
    indicator 站点 "水质自动监测站" 个 {
        target 2026 12个 "建成" @8
    }
    indicator 回用率 "再生水利用率" ratio % {
        target 2026 30%以上 @8
    }
}
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

// The targets of the text, or of one table.
struct Surrounding {
  std::size_t carriers = 0;
  std::optional<StatementId> first_carrier;
  std::vector<StatementId> bare;
};

constexpr std::size_t kFewest = 3;   // carriers that make a custom
constexpr std::size_t kMajority = 3;  // carriers for each bare target

// Its value follows from other figures, or others follow from it.
std::vector<bool> fixed_by_relation(const Plan& plan) {
  std::vector<bool> fixed(plan.indicators.size());
  for (const Relation& relation : plan.relations) {
    const bool parts = relation.form == Relation::Form::Sum || relation.form == Relation::Form::Shares;
    if (parts) {
      for (const IndicatorId part : relation.right) fixed[index(part)] = true;
    } else if (relation.form == Relation::Form::Ratio) {
      if (relation.left) fixed[index(*relation.left)] = true;
      fixed[index(relation.right.back())] = true;
    }
  }
  return fixed;
}

// A bare number here leaves open whether it is a floor.
bool leaves_open(const Indicator& indicator, const Statement& s) {
  const Quantity& value = s.quantity;
  if (!value.unit || !value.unit->known || value.unit->is_countable()) return false;
  const auto kind = indicator.kind;
  if (kind == Kind::New || kind == Kind::Flow || kind == Kind::Cumulative) return false;
  const Aggregation sense = counted_over(s);
  if (s.modality == Modality::Hoped || sense == Aggregation::Total || sense == Aggregation::Mean) return false;
  return !value.number.is_zero() && !at_bound(indicator, value);
}

// Other figures of the indicator have a unit of another kind: which of them is right comes before how it is worded.
bool unit_in_doubt(const Plan& plan, const Statement& target) {
  const auto& ids = plan[target.indicator].statements;
  return std::any_of(ids.begin(), ids.end(), [&](StatementId id) {
    const Statement& other = plan[id];
    return other.is_level() && other.quantity.unit && !comparable(*other.quantity.unit, *target.quantity.unit);
  });
}

bool worded_elsewhere(const Plan& plan, const Statement& target) {
  const StatementIds goals = goals_of(plan, target.indicator, true);
  return std::any_of(goals.begin(), goals.end(), [&](StatementId id) {
    const bool same_time = plan[id].when.year() == target.when.year() || !plan[id].when.range;
    return same_time && !is_bare(plan[id]);
  });
}

void run(const Plan& plan, Sink& sink) {
  const std::vector<bool> fixed = fixed_by_relation(plan);
  std::map<std::optional<TableId>, Surrounding> surroundings;
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    for (const StatementId id : plan.indicators[i].statements) {
      const Statement& s = plan[id];
      if (s.role != Role::Target || !s.is_level() || s.upper) continue;
      if (!is_bare(s)) {
        Surrounding& around = surroundings[s.table];
        ++around.carriers;
        if (!around.first_carrier) around.first_carrier = id;
      } else if (!fixed[i] && leaves_open(plan.indicators[i], s) && !unit_in_doubt(plan, s) && !worded_elsewhere(plan, s)) {
        surroundings[s.table].bare.push_back(id);
      }
    }
  }

  Finding finding;
  finding.subject = subject_of(plan);
  std::vector<Text> parts;
  std::size_t carriers = 0;
  std::optional<StatementId> first;
  for (const auto& [table, around] : surroundings) {
    if (around.carriers < kFewest) continue;
    if (!first) first = around.first_carrier;
    if (around.bare.empty() || around.carriers < kMajority * around.bare.size()) continue;
    carriers += around.carriers;
    for (const StatementId id : around.bare) {
      const Subject subject = subject_of(plan, plan[id].indicator);
      const std::string figure = figure_text(plan[id]);
      parts.emplace_back("“" + subject.name + "”（" + figure + "）", "“" + subject.name + "” (" + figure + ")");
      finding.labels.push_back(label_of(plan, id));
      finding.evidence.push_back(evidence_of(plan, id));
      finding.subjects.push_back(subject);
    }
  }
  if (!first) return;
  if (parts.empty()) {
    return sink.holds({}, [&] {
      return check_at(finding.subject, label_of(plan, *first),
                      {"目标的限定词没有个别缺漏", "no single target lacks a comparator"});
    });
  }
  finding.message = dsl::fill(
      {"{count} 项目标只写一个数，看不出是底线还是确数，而同处另有 {carriers} 个目标写明了“达到”“不低于”等词：{list}。",
       "Targets that are a bare number ({count}), floor or exact, where {carriers} others beside them carry a comparator: "
       "{list}."},
      {{"count", std::to_string(parts.size())}, {"carriers", std::to_string(carriers)}, {"list", dsl::join(parts)}});
  finding.help = {"补写“达到”“不低于”等词；确为确数的，写“为”。", "State a comparator, or 为 where exactly that number is meant."};
  sink.fails(std::move(finding));
}

}  // namespace

}  // namespace gouji::analyzer::rules
