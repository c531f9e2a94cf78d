#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/readings.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule scale_slip;
constinit const Rule scale_slip{
    .code = "GJ0205",
    .name = "scale-slip",
    .family = "unit",
    .severity = Severity::Error,
    .title = {"数量级写错", "A slip of scale"},
    .page =
        {
            .checks =
                {"同一指标同一时点的两个数，或分年节点（末年水平、逐年合计）与目标，"
                 "恰好相差 10 的整数次方（10 倍至 1 亿倍）。",
                 "Two figures of one indicator and time, or the milestones (last level, total) and the target, that "
                 "differ by exactly a power of ten, from 10 to 100 million."},
            .why =
                {"数字相同只差数量级，几乎总是万、亿、百等字漏写或多写，或换算时错了位。",
                 "Equal digits in another order of magnitude almost always mean a scale word (万, 亿) left out, "
                 "doubled or converted wrongly."},
            .guards =
                {"两个数都是 1、10、100 一类整幂的，只有相差千倍、万倍、亿倍才报；争取与确保、范围不同的不比；"
                 "有一处没有写明年份的只作警告；节点按某种读法已与目标相等的不报，只是超过下限（或低于上限）恰好 10 的"
                 "整数次方的，只作警告；节点没有列到目标年的，只差 10 倍不报。",
                 "Two round powers of ten only when apart by 10³, 10⁴ or 10⁸. Other scopes, hoped-for figures and "
                 "milestones that equal the target under some reading are left alone, and so is a factor of ten while "
                 "milestones stop early. A bound kept by exactly a power of ten is a warning."},
            .failing = R"(plan 云溪 "云溪县数字经济行动方案" {
    period 2024..2026 @3
    indicator 电商 "农产品网络零售额" flow {
        target 2026 >= 2.4亿元 @6
        claim 2026 达到 2.4万元 @18
        //^ scale-slip: 达到 2.4万元
    }
}
)",
            .passing = R"(plan 云溪 "云溪县数字经济行动方案" {
    period 2024..2026 @3
    indicator 电商 "农产品网络零售额" flow {
        target 2026 >= 2.4亿元 @6
        claim 2026 达到 24000万元 @18
    }
    indicator 示范村 "电商示范村" stock 个 {
        baseline 2023 = 2个 @7
        target 2026 >= 20个 @7
    }
}
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

// The n of value = 10ⁿ · other that looks like a slip of scale.
std::optional<int> slip_between(const Quantity& like_a, const Exact& a, const Quantity& like_b, const Exact& b) {
  if (a == b || a.is_zero() || b.is_zero() || !comparable(like_a, like_b)) return {};
  const auto power = (a / b).as_power_of_ten();
  if (!power || *power == 0 || std::abs(*power) > 8) return {};
  const int size = std::abs(*power);
  const bool round = a.as_power_of_ten() && b.as_power_of_ten();
  if (round && size != 3 && size != 4 && size != 8) return {};
  return power;
}

struct Side {
  Text role;
  std::string figure;
  Quantity quantity;
  Exact value;
};

// `a` is the figure in doubt, `b` what it is held against.
Finding describe(const Plan& plan, IndicatorId id, const Side& a, const Side& b) {
  const bool greater = a.value > b.value;
  const Side& large = greater ? a : b;
  const Side& small = greater ? b : a;
  Step step{Operation::Quotient, {large.value, small.value}, large.value / small.value, "", ""};
  step.text = display_like(large.value, large.quantity) + " ÷ " + display_like(small.value, small.quantity) + " = " +
              step.result.to_string();
  Finding finding;
  finding.subject = subject_of(plan, id);
  finding.message = dsl::fill(
      {"“{name}”的{a_role}为 {a}，{b_role}为 {b}，前者恰是后者的{factor}，疑为数量级（万、亿等）写错。",
       "The {a_role} of “{name}” is {a}, its {b_role} {b}: the first is exactly {factor} the second, as if a scale "
       "word were wrong."},
      {{"name", finding.subject.name},
       {"a_role", a.role},
       {"a", a.figure},
       {"b_role", b.role},
       {"b", b.figure},
       {"factor", greater ? Text(" " + step.result.to_string() + " 倍", step.result.to_string() + " times")
                          : Text(" 1/" + step.result.to_string(), "1/" + step.result.to_string() + " of")}});
  finding.computation.push_back(std::move(step));
  finding.help = Text("核对原文的数量级和单位，改正其一。",
                      "Check scale word and unit in the document, and correct one of the two.");
  return finding;
}

Side side_of(const Statement& statement) {
  return {role_text(statement), figure_text(statement), statement.quantity, statement.quantity.normalized()};
}

using Bucket = std::span<const StatementId>;  // statements about one thing at one time

// The only year that is aimed at.
std::optional<std::int32_t> only_target_year(const Plan& plan, IndicatorId id) {
  std::optional<std::int32_t> only;
  for (const StatementId goal : goals_of(plan, id, false)) {
    const auto year = plan[goal].when.year();
    if (only && year && year != only) return std::nullopt;
    if (year) only = year;
  }
  return only;
}

struct Bucketed {
  std::tuple<Role, std::int32_t, int, bool, std::string_view> key;
  StatementId statement{};
};

// Calls `visit` with every bucket of two or more statements, in order. `entries` and `ids` are room to work in.
template <typename Visit>
void visit_buckets(const Plan& plan, IndicatorId id, std::vector<Bucketed>& entries, std::vector<StatementId>& ids,
                   Visit visit) {
  // What states no date is taken for the only year that is aimed at.
  const auto only_year = only_target_year(plan, id);
  entries.clear();
  for (const Role role : {Role::Baseline, Role::Actual, Role::Milestone, Role::Target, Role::Claim}) {
    for (const StatementId statement_id : levels_of(plan, id, role)) {
      const Statement& s = plan[statement_id];
      const Moment moment = moment_of(plan, s);
      const int month = s.when.range && s.when.range->first.month != 12 ? s.when.range->first.month : 0;
      const auto year = moment.role == Role::Target && !moment.year ? only_year : moment.year;
      entries.push_back(
          {{moment.role, year.value_or(0), month, moment.aggregation == Aggregation::Mean, s.scope}, statement_id});
    }
  }
  const auto before = [](const Bucketed& a, const Bucketed& b) { return a.key < b.key; };
  if (!std::is_sorted(entries.begin(), entries.end(), before)) std::stable_sort(entries.begin(), entries.end(), before);
  for (auto first = entries.begin(); first != entries.end();) {
    const auto last = std::find_if(first, entries.end(), [&](const Bucketed& entry) { return entry.key != first->key; });
    if (last - first > 1) {
      ids.clear();
      for (auto entry = first; entry != last; ++entry) ids.push_back(entry->statement);
      visit(Bucket(ids));
    }
    first = last;
  }
}

// All are one value in units that can be compared.
bool all_equal(const Plan& plan, Bucket bucket) {
  const Quantity& first = plan[bucket.front()].quantity;
  const Exact value = first.normalized();
  return std::all_of(bucket.begin() + 1, bucket.end(), [&](StatementId id) {
    return comparable(plan[id].quantity, first) && plan[id].quantity.normalized() == value;
  });
}

// The figure that most statements share; among equals the first.
StatementId anchor_of(const Plan& plan, Bucket bucket) {
  std::map<Exact, std::size_t> copies;
  for (const StatementId id : bucket) ++copies[plan[id].quantity.normalized()];
  const auto count = [&](StatementId id) { return copies[plan[id].quantity.normalized()]; };
  return *std::max_element(bucket.begin(), bucket.end(),
                           [&](StatementId a, StatementId b) { return count(a) < count(b); });
}

bool compare_statements(const Plan& plan, IndicatorId id, Bucket bucket, Sink& sink) {
  const auto one_scale = [&] {
    return check_of(plan, subject_of(plan, id), bucket, Text("各处数量级一致", "all statements are of one scale"));
  };
  if (all_equal(plan, bucket)) {
    sink.holds(bucket, one_scale);
    return false;
  }
  const StatementId anchor = anchor_of(plan, bucket);
  const Statement& b = plan[anchor];
  std::size_t agreeing = 0;
  bool found = false;
  for (const StatementId other : bucket) {
    const Statement& a = plan[other];
    if (comparable(a.quantity, b.quantity) && agreement(a.quantity, b.quantity) != Agreement::Differs)
      ++agreeing;
    if (other == anchor || (a.modality == Modality::Hoped) != (b.modality == Modality::Hoped)) continue;
    if (!slip_between(a.quantity, a.quantity.normalized(), b.quantity, b.quantity.normalized())) continue;
    Finding finding = describe(plan, id, side_of(a), side_of(b));
    add_figures(finding, plan, std::array{other, anchor});
    finding.suggestion = replace_value(plan, other, b.quantity.normalized(),
                                       Text("改为与另一处相同的数量级", "write it in the other's scale"));
    sink.fails(std::move(finding), a.when.range && b.when.range ? Severity::Error : Severity::Warning);
    found = true;
  }
  if (!found && agreeing == bucket.size()) sink.holds(bucket, one_scale);
  return found;
}

bool compare_milestones(const Plan& plan, IndicatorId id, StatementId target_id, Sink& sink) {
  const Reconciliation* result = reconcile(plan, id, target_id);
  if (!result || result->contradicts_kind) return false;
  const bool reached_early = result->explained && result->explained->fit == Fit::Satisfies;
  if (result->explained && !reached_early) return false;
  const Statement& target = plan[target_id];
  const bool reaches = plan[result->milestones.back()].when.year() == target.when.year();
  for (const ReadingResult& reading : result->tried) {
    if (reading.reading != Reading::Level && reading.reading != Reading::Total) continue;
    const Quantity& like = plan[result->milestones.back()].quantity;
    const auto power = slip_between(target.quantity, target.quantity.normalized(), like, reading.value);
    if (!power || (!reaches && std::abs(*power) < 2)) continue;
    const Text name = name_of(reading.reading);
    const Step step = step_of(plan, *result, reading);
    Finding finding = describe(
        plan, id, side_of(target),
        {{"节点的" + name.zh, "milestones, read as " + name.en + ","}, step.text, like, reading.value});
    add_figures(finding, plan, std::array{target_id});
    add_figures(finding, plan, result->milestones);
    finding.computation.insert(finding.computation.begin(), step);
    finding.suggestion =
        replace_value(plan, target_id, reading.value,
                      Text("将目标改为与节点相同的数量级", "write the target in the scale of the milestones"));
    sink.fails(std::move(finding), reached_early ? Severity::Warning : Severity::Error,
               std::string(to_string(reading.reading)));
    return true;
  }
  return false;
}

void run(const Plan& plan, Sink& sink) {
  std::vector<Bucketed> entries;
  std::vector<StatementId> ids;
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    bool found = false;
    visit_buckets(plan, id, entries, ids,
                  [&](Bucket bucket) { found = compare_statements(plan, id, bucket, sink) || found; });
    if (found) continue;
    for (const StatementId target : goals_of(plan, id, false)) {
      if (compare_milestones(plan, id, target, sink)) break;
    }
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
