#include <algorithm>
#include <array>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/topic.hpp"

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
                {"范围、标注各不相同的，合计与年均，争取与确保，视为两件事；单位不可比的由单位规则报告；"
                 "写在不同处的，以及只有一处写明范围、年份或“争取”的，由 claim-value-mismatch 核对；两个下限可同时成立的只作警告。",
                 "Figures of different scopes or labels, a total and a mean, a hoped-for and a firm figure are two things. "
                 "Units that cannot be compared are another rule's matter; other places, and figures of which only one "
                 "names scope or year, are claim-value-mismatch's. Two bounds that can hold together are a warning."},
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

void compare(const Plan& plan, StatementId first_id, StatementId second_id, Sink& sink) {
  const Statement& first = plan[first_id];
  const Statement& second = plan[second_id];
  const std::array ids{second_id, first_id};
  if (!comparable(first.quantity, second.quantity)) {
    sink.undetermined([&] { return check_of(plan, subject_of(plan, second.indicator), ids, incomparable_reason(first.quantity, second.quantity)); });
    return;
  }
  const auto agree = [](const Quantity& a, const Quantity& b) { return agreement(a, b) != Agreement::Differs; };
  const bool both_ranges = first.upper && second.upper;
  const bool one_way = !first.growth || !second.growth || first.growth->falling == second.growth->falling;
  const bool same = one_way && agree(first.quantity, second.quantity) && first.upper.has_value() == second.upper.has_value() &&
                    (!both_ranges || agree(*first.upper, *second.upper));
  if (same) {
    sink.holds(ids, [&] { return check_of(plan, subject_of(plan, second.indicator), ids, Text("同一处两次写法相符", "stated twice at one place, and the same")); });
    return;
  }

  const Exact a = second.quantity.normalized();
  const Exact b = first.quantity.normalized();
  Finding finding;
  finding.subject = subject_of(plan, second.indicator);
  finding.message = dsl::fill(
      {"“{name}”的{role}在同一处写了两个数：{first} 与 {second}，后者比前者{difference}。",
       "The {role} of “{name}” is stated twice at one place: {first} and {second}, the second {difference} than the "
       "first."},
      {{"name", finding.subject.name},
       {"role", role_text(second)},
       {"first", figure_text(first)},
       {"second", figure_text(second)},
       {"difference", a == b ? Text("范围不同", "of another range") : gap_text(a, b, first.quantity)}});
  add_figures(finding, plan, ids);
  finding.computation.push_back(difference_step(second.quantity, first.quantity));
  finding.help = Text("对照原文，只保留一个；若是两件事，分别写明范围或标注。",
                      "Check the document and keep one; if they are two things, give each its scope or label.");
  finding.suggestion = replace_value(plan, second_id, b, Text("改为与前一处相同", "write the same as the first"));
  // Two exact numbers at one place are no two roundings of one, even where their roundings touch.
  const bool both_exact = !first.upper && !second.upper && first.comparator == Comparator::Equal && second.comparator == Comparator::Equal;
  const bool may_both_hold = !both_exact && allowed_set(first).meets(allowed_set(second));
  sink.fails(std::move(finding), may_both_hold ? Severity::Warning : Severity::Error);
}

// Up to here each is simply held against those before it.
constexpr std::size_t kFewStatements = 16;

// The first of the statements at one place, by label: one without a label goes with every other.
class FirstAtPlace {
 public:
  [[nodiscard]] std::optional<std::size_t> find(const std::string& label) const {
    if (label.empty()) return first_;
    std::optional<std::size_t> found;
    for (const std::string_view fitting : {std::string_view(), std::string_view(label)}) {
      const auto known = by_label_.find(fitting);
      if (known != by_label_.end() && (!found || known->second < *found)) found = known->second;
    }
    return found;
  }

  void add(const std::string& label, std::size_t position) {
    if (!first_) first_ = position;
    by_label_.emplace(label, position);
  }

 private:
  std::optional<std::size_t> first_;
  std::map<std::string_view, std::size_t> by_label_;
};

// The same as holding each against those before it, with twice_at_one_place() turned into what is looked up.
void compare_many(const Plan& plan, StatementIds ids, Sink& sink) {
  using Place = std::tuple<std::optional<TableId>, std::optional<std::string_view>, std::string_view, bool, bool>;
  std::map<Place, FirstAtPlace> places;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Statement& s = plan[ids[i]];
    const bool undated = s.when.form == When::Form::Unstated;
    const bool hoped = s.modality == Modality::Hoped;
    std::vector<Place> own;
    if (s.table) own.emplace_back(s.table, std::nullopt, s.scope, undated, hoped);
    if (s.place.document) own.emplace_back(std::nullopt, s.place.document->text, s.scope, undated, hoped);
    std::optional<std::size_t> first;
    for (const Place& place : own) {
      FirstAtPlace& here = places[place];
      const auto known = here.find(s.label);
      if (known && (!first || *known < *first)) first = known;
      here.add(s.label, i);
    }
    if (first) compare(plan, ids[*first], ids[i], sink);
  }
}

void run(const Plan& plan, Sink& sink) {
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    for (const auto& [topic, ids] : topics_of(plan, static_cast<IndicatorId>(i))) {
      if (ids.size() < 2) continue;
      if (ids.size() > kFewStatements) {
        compare_many(plan, ids, sink);
        continue;
      }
      for (auto id = ids.begin() + 1; id != ids.end(); ++id) {
        const auto first = std::find_if(
            ids.begin(), id, [&](StatementId earlier) { return twice_at_one_place(plan[earlier], plan[*id]); });
        if (first != id) compare(plan, *first, *id, sink);
      }
    }
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
