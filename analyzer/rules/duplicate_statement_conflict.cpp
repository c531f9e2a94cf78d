#include <array>
#include <map>
#include <tuple>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule duplicate_statement_conflict;
constinit const Rule duplicate_statement_conflict{
    .code = "GJ0116",
    .name = "duplicate-statement-conflict",
    .family = "reconcile",
    .severity = Severity::Error,
    .title = {"同一处对一个数有两种写法", "One place, one figure, two values"},
    .page =
        {
            .checks =
                {"同一指标、同一时点的同类数据（基期、节点、目标等），在同一张表或文件的同一处出现两次而数值不同。",
                 "One indicator, role and time stated twice in one table or at one place of the document, with two "
                 "values."},
            .why =
                {"多为重复行、合并单元格拆错或转录时录了两遍；执行单位无从知道以哪个为准。",
                 "Mostly a doubled row, a merged cell taken apart wrongly, or a slip of transcription; nobody can tell "
                 "which one counts."},
            .guards =
                {"范围、标注、合计或年均、争取与确保不同的，视为两件事；单位不可比的由单位规则报告；"
                 "写在不同处的由 claim-value-mismatch 核对；两个下限可同时成立的只作警告。",
                 "Figures of another scope, label, way of summing or modality are two things. Units that cannot be "
                 "compared and other places are other rules' matter. Two bounds that can hold together are a warning."},
            .failing = R"(plan 云溪 "云溪县养老服务行动方案" {
    period 2024..2026 @3
    indicator 床位 "护理型床位" stock 张
    table 主要指标 @5 {
        | indicator | unit | target 2026 | row |
        | 床位      | 张   | 1200        | @6  |
        | 床位      | 张   | 1500        | @9  |
        //^ duplicate-statement-conflict: 1500
    }
}
)",
            .passing = R"(plan 云溪 "云溪县养老服务行动方案" {
    period 2024..2026 @3
    indicator 床位 "护理型床位" stock 张 {
        target 2026 = 1200张 firm @4
        target 2026 = 1500张 hoped @4
    }
    table 主要指标 @5 {
        | indicator | unit | target 2025 | row |
        | 床位      | 张   | 1000        | @6  |
        | 床位      | 张   | 1000        | @9  |
    }
}
)",
        },
    .follows_from = "scale-slip",
    .run = run,
};

namespace {

std::string text_of(const When& when) {
  std::string text(1, static_cast<char>('0' + static_cast<int>(when.form)));
  if (!when.range) return text;
  text += when.range->first.text();
  if (when.range->last) text += ".." + when.range->last->text();
  return text;
}

// Figures with one key say the same thing at the same place.
using Key = std::tuple<Role, std::string, Aggregation, Modality, std::string, std::string, std::string>;

std::optional<Key> key_of(const Plan& plan, const Statement& statement) {
  std::string place;
  if (statement.table) {
    place = "table " + plan[*statement.table].id;
  } else if (statement.place.document) {
    place = "@" + statement.place.document->text;
  }
  if (place.empty() || !statement.is_level()) return {};
  return Key{moment_of(statement).role, text_of(statement.when), statement.aggregation, statement.modality,
             statement.scope,           statement.label,         std::move(place)};
}

void compare(const Plan& plan, StatementId first_id, StatementId second_id, Sink& sink) {
  const Statement& first = plan[first_id];
  const Statement& second = plan[second_id];
  const std::array ids{second_id, first_id};
  const Subject subject = subject_of(plan, second.indicator);
  if (!comparable(first.quantity, second.quantity)) {
    sink.undetermined(check_of(plan, subject, ids, incomparable_reason(first.quantity, second.quantity)));
    return;
  }
  const auto agree = [](const Quantity& a, const Quantity& b) { return agreement(a, b) != Agreement::Differs; };
  const bool both_ranges = first.upper && second.upper;
  const bool same = agree(first.quantity, second.quantity) && first.upper.has_value() == second.upper.has_value() &&
                    (!both_ranges || agree(*first.upper, *second.upper));
  if (same) {
    sink.holds(check_of(plan, subject, ids, Text("同一处两次写法相符", "stated twice at one place, and the same")));
    return;
  }

  const Exact a = second.quantity.normalized();
  const Exact b = first.quantity.normalized();
  Finding finding;
  finding.subject = subject;
  finding.message = dsl::fill(
      {"“{name}”的{role}在同一处写了两个数：{first} 与 {second}，后者比前者{difference}。",
       "The {role} of “{name}” is stated twice at one place: {first} and {second}, the second {difference} than the "
       "first."},
      {{"name", subject.name},
       {"role", role_text(second)},
       {"first", figure_text(first)},
       {"second", figure_text(second)},
       {"difference", a == b ? Text("范围不同", "of another range") : gap_text(a, b, first.quantity)}});
  add_figures(finding, plan, ids);
  finding.computation.push_back(difference_step(second.quantity, first.quantity));
  finding.help = Text("对照原文，只保留一个；若是两件事，分别写明范围或标注。",
                      "Check the document and keep one; if they are two things, give each its scope or label.");
  finding.suggestion = replace_value(plan, second_id, b, Text("改为与前一处相同", "write the same as the first"));
  sink.fails(std::move(finding), allowed_set(first).meets(allowed_set(second)) ? Severity::Warning : Severity::Error);
}

void run(const Plan& plan, Sink& sink) {
  for (const Indicator& indicator : plan.indicators) {
    std::map<Key, StatementId> first_of;
    for (const StatementId id : indicator.statements) {
      const auto key = key_of(plan, plan[id]);
      if (!key) continue;
      const auto [entry, is_first] = first_of.emplace(*key, id);
      if (!is_first) compare(plan, entry->second, id, sink);
    }
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
