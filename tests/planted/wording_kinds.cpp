// Drafting errors that leave a figure open to two readings, or hide what becomes of it.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "analyzer/audit/comparison.hpp"
#include "tests/planted/edits.hpp"

namespace gouji::planted {

namespace {

using namespace analyzer;  // NOLINT: the model's words are used in every line

// The level an indicator has in this role wherever it stands, as often as it is repeated; empty where it has several.
std::vector<StatementId> copies(const Plan& plan, IndicatorId id, Role role) {
  std::vector<StatementId> found;
  for (const StatementId one : plan[id].statements) {
    const Statement& s = plan[one];
    if (s.role != role || !s.is_level()) continue;
    if (s.upper) return {};
    const bool same = found.empty() || (s.when.year() == plan[found.front()].when.year() && s.quantity.normalized() == plan[found.front()].quantity.normalized());
    if (!same) return {};
    found.push_back(one);
  }
  return found;
}

Fault at_figures(std::vector<Edit> edits, std::vector<StatementId> changed, std::vector<StatementId> counterparts, std::string about) {
  Fault fault = visible_fault(std::move(edits), {std::move(about)});
  fault.changed = std::move(changed);
  fault.counterparts = std::move(counterparts);
  return fault;
}

// --- shares and increments ------------------------------------------------------------------------------------------------

struct SharePair {
  IndicatorId part{};
  IndicatorId whole{};
};

// Parts of a whole, unless the plan states their ratio: a share that falls is then the ratio's own figure.
std::vector<SharePair> shares_of(const Plan& plan) {
  std::vector<SharePair> pairs;
  std::set<std::pair<IndicatorId, IndicatorId>> stated;
  for (const Relation& relation : plan.relations) {
    if (relation.form == Relation::Form::Ratio && relation.right.size() == 2) stated.emplace(relation.right[0], relation.right[1]);
  }
  const auto add = [&](IndicatorId part, IndicatorId whole) {
    const bool lower = plan[part].direction == Direction::Lower;
    if (!lower && stated.emplace(part, whole).second) pairs.push_back({part, whole});
  };
  for (const Relation& relation : plan.relations) {
    if (relation.form == Relation::Form::Within) add(*relation.left, relation.right[0]);
    if (relation.form != Relation::Form::Sum) continue;
    for (const IndicatorId part : relation.right) add(part, *relation.left);
  }
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    if (plan.indicators[i].part_of) add(static_cast<IndicatorId>(i), *plan.indicators[i].part_of);
  }
  return pairs;
}

// Every copy of a figure becomes `to`; empty where one of them is reckoned with otherwise.
std::vector<Edit> moved_to(const Document& document, const std::vector<StatementId>& ids, const Exact& to) {
  static constexpr std::array kOwn{TieForm::BeyondBase, TieForm::InOrder, TieForm::Bounds, TieForm::OneUnit, TieForm::Subset, TieForm::Copy};
  std::vector<Edit> edits;
  for (const StatementId id : ids) {
    const auto span = digits_of(document, id);
    const auto digits = tied_only_by(document, id, kOwn) ? digits_for(document, id, to) : std::nullopt;
    if (!span || !digits) return {};
    edits.push_back({*span, *digits});
  }
  return edits;
}

// The first value the milestones of a level lead to.
Exact first_goal(const Plan& plan, IndicatorId id, Exact goal) {
  for (const StatementId one : plan[id].statements) {
    if (plan[one].role == Role::Milestone && plan[one].is_level()) goal = std::min(goal, plan[one].quantity.normalized());
  }
  return goal;
}

// A baseline or a target is moved so that the share falls, while the part stays below its whole and the target beyond its base.
std::vector<Fault> share_let_fall(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  for (const SharePair& pair : shares_of(plan)) {
    const auto part_base = copies(plan, pair.part, Role::Baseline);
    const auto part_goal = copies(plan, pair.part, Role::Target);
    const auto whole_base = copies(plan, pair.whole, Role::Baseline);
    const auto whole_goal = copies(plan, pair.whole, Role::Target);
    if (part_base.empty() || part_goal.empty() || whole_base.empty() || whole_goal.empty()) continue;
    const auto value = [&](const std::vector<StatementId>& ids) { return plan[ids.front()].quantity.normalized(); };
    const Exact pb = value(part_base), pt = value(part_goal), wb = value(whole_base), wt = value(whole_goal);
    if (pb.sign() <= 0 || wb.sign() <= 0 || pt <= pb || wt <= wb || pb >= wb || pt >= wt) continue;
    const auto move = [&](const std::vector<StatementId>& ids, const Exact& to, bool fits) {
      std::vector<Edit> edits = fits ? moved_to(document, ids, to) : std::vector<Edit>();
      if (edits.empty()) return;
      faults.push_back(at_figures(std::move(edits), ids, {part_base.front(), part_goal.front(), whole_base.front(), whole_goal.front()}, plan[pair.part].id));
    };
    for (const Exact& times : {Exact::ratio(8, 7), Exact::ratio(6, 5), Exact::ratio(5, 4), Exact::ratio(4, 3)}) {
      const Exact raised = pt / wt * wb * times;
      move(part_base, raised, raised > pb && raised < first_goal(plan, pair.part, pt) && raised < wb);
      const Exact shrunk = pb / (pt / wt * times);
      move(whole_base, shrunk, shrunk < wb && shrunk > pb);
      const Exact lowered = pb / wb * wt / times;
      move(part_goal, lowered, lowered < pt && lowered > pb);
      const Exact widened = pt / (pb / wb) * times;
      move(whole_goal, widened, widened > wt);
    }
  }
  return faults;
}

// Years of a running total up to its target, nearly all of it done a year before the end.
std::vector<Fault> work_dies_down(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    const auto bases = copies(plan, id, Role::Baseline);
    const auto goals = copies(plan, id, Role::Target);
    if (bases.empty() || goals.empty() || plan[id].kind != Kind::Cumulative) continue;
    const StatementId* const base = &bases.front();
    const StatementId* const goal = &goals.front();
    const auto first = plan[*base].when.year();
    const auto last = plan[*goal].when.year();
    const Exact from = plan[*base].quantity.normalized();
    const Exact way = plan[*goal].quantity.normalized() - from;
    if (!first || !last || *last - *first < 3 || way.sign() <= 0 || plan[*goal].aggregation != Aggregation::Unstated) continue;
    if (!comparable(plan[*base].quantity, plan[*goal].quantity)) continue;
    std::map<std::int32_t, StatementId> milestones;
    bool plain = true;
    for (const StatementId one : plan[id].statements) {
      if (plan[one].role != Role::Milestone) continue;
      const auto year = plan[one].when.year();
      plain = plain && year && plan[one].is_level() && milestones.emplace(*year, one).second;
    }
    if (!plain) continue;
    // So many fortieths of the way are done, by equal steps, a year before the end; the last step is less than half of those.
    for (const std::int32_t done_early : {39, 38, 37, 36, 35}) {
      if (2 * (40 - done_early) * (*last - 1 - *first) >= done_early) continue;
      std::vector<Edit> edits;
      std::vector<StatementId> changed;
      std::string lines;
      bool written = true;
      for (std::int32_t year = *first + 1; year <= *last && written; ++year) {
        const Exact done = year == *last ? Exact(1) : Exact::ratio(done_early * (year - *first), 40 * (*last - 1 - *first));
        const Exact value = round_nearest(from + way * done, plan[*goal].quantity);
        const auto found = milestones.find(year);
        if (found == milestones.end()) {
          if (milestones.empty()) lines += line_of(plan, id, "节点", std::to_string(year), "= " + display_like(value, plan[*goal].quantity));
          written = milestones.empty();
          continue;
        }
        if (year == *last) continue;
        const auto span = digits_of(document, found->second);
        const auto digits = digits_for(document, found->second, value);
        written = span && digits;
        if (!written) break;
        edits.push_back({*span, *digits});
        changed.push_back(found->second);
      }
      if (!written || lines.find("≈") != std::string::npos) continue;
      if (!lines.empty()) edits.push_back({{end_of(document), end_of(document)}, lines});
      faults.push_back(at_figures(std::move(edits), std::move(changed), {*base, *goal}, plan[id].id));
    }
  }
  return faults;
}

// --- words left out -------------------------------------------------------------------------------------------------------

// Its value follows from others, or others from it.
bool is_related(const Plan& plan, IndicatorId id) {
  return std::any_of(plan.relations.begin(), plan.relations.end(), [&](const Relation& relation) {
    return relation.left == id || std::find(relation.right.begin(), relation.right.end(), id) != relation.right.end();
  });
}

// 达到 75万立方米 becomes 75万立方米.
std::optional<Edit> without_comparator(const Document& document, const Statement& s) {
  std::string text(document.audited.source->slice(s.value_span));
  const std::size_t at = s.comparator_word.empty() ? std::string::npos : text.find(s.comparator_word);
  if (at == std::string::npos) return std::nullopt;
  text.erase(at, s.comparator_word.size());
  text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
  while (text.ends_with(' ')) text.pop_back();
  return Edit{s.value_span, text};
}

// A number of this target alone leaves open whether more of it is wanted.
bool needs_comparator(const Plan& plan, const Statement& s) {
  const Kind kind = plan[s.indicator].kind.value_or(Kind::New);
  const auto& unit = s.quantity.unit;
  const bool at_end = unit && unit->is_ratio() && s.quantity.normalized() == Exact(1);
  return kind != Kind::New && kind != Kind::Flow && kind != Kind::Cumulative && s.is_level() && !s.upper && unit && !unit->is_countable() && !at_end &&
         s.modality == Modality::Unstated && s.aggregation == Aggregation::Unstated;
}

// A level is a bare number wherever it is aimed at, among targets that say 达到.
std::vector<Fault> comparator_lost(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  std::map<std::optional<TableId>, std::pair<std::size_t, std::size_t>> beside;  // targets with a comparator, and bare ones
  for (const Statement& s : plan.statements) {
    if (s.role != Role::Target || !s.is_level() || s.upper) continue;
    if (!s.comparator_word.empty()) ++beside[s.table].first;
    if (s.comparator_word.empty() && needs_comparator(plan, s)) ++beside[s.table].second;
  }
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    if (is_related(plan, id)) continue;
    std::vector<Edit> edits;
    std::vector<StatementId> changed;
    bool plain = true;
    for (const StatementId one : plan[id].statements) {
      const Statement& s = plan[one];
      if (s.role != Role::Target && s.role != Role::Claim) continue;
      const auto edit = without_comparator(document, s);
      const auto [carriers, bare] = beside[s.table];
      const bool stands_out = s.role == Role::Claim || (carriers >= 4 && carriers - 1 >= 3 * (bare + 1));
      plain = plain && edit && stands_out && needs_comparator(plan, s);
      if (!plain) break;
      edits.push_back(*edit);
      changed.push_back(one);
    }
    if (!plain || changed.empty()) continue;
    faults.push_back(at_figures(std::move(edits), std::move(changed), {}, plan[id].id));
  }
  return faults;
}

// The kind word in the head of an indicator, with the blank before it.
std::optional<Span> kind_word_of(const Document& document, const Indicator& indicator) {
  static constexpr std::array<std::string_view, 10> kWords{"存量", "流量", "新增", "累计", "stock", "flow", "new", "cumulative", "存量", "累計"};
  const auto& source = *document.audited.source;
  const Span line = source.line_span(source.position(indicator.name_span.begin).line);
  const std::string_view rest = source.slice({indicator.name_span.end, line.end});
  for (const std::string_view word : kWords) {
    const std::size_t at = rest.find(fmt::format(" {} ", word));
    if (at == std::string_view::npos) continue;
    const auto begin = indicator.name_span.end + static_cast<std::uint32_t>(at);
    return Span{begin, begin + 1 + static_cast<std::uint32_t>(word.size())};
  }
  return std::nullopt;
}

// The kind is not said, and the text takes for the total of the years what the table takes for the level at their end.
std::vector<Fault> kind_lost_and_summed(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    const auto goals = copies(plan, id, Role::Target);
    const auto word = kind_word_of(document, plan[id]);
    if (goals.empty() || !word || !plan[id].labels.empty() || is_related(plan, id)) continue;
    const Statement& target = plan[goals.front()];
    std::map<std::int32_t, StatementId> years;
    bool plain = target.when.form == When::Form::At && target.quantity.unit && !target.quantity.unit->is_ratio();
    for (const StatementId one : plan[id].statements) {
      const Statement& s = plan[one];
      plain = plain && s.is_level() && s.aggregation == Aggregation::Unstated && s.label.empty() && s.words.empty();
      if (s.role == Role::Milestone) plain = plain && s.when.year() && years.emplace(*s.when.year(), one).second;
    }
    if (!plain || years.size() < 2 || years.rbegin()->first != target.when.year()) continue;
    Exact sum(0);
    std::vector<StatementId> rest = goals;
    for (const auto& [year, one] : years) {
      sum = sum + plan[one].quantity.normalized();
      rest.push_back(one);
    }
    if (plan[years.rbegin()->second].quantity.normalized() != target.quantity.normalized()) continue;
    const std::string total = display_like(sum, target.quantity);
    if (total.starts_with("≈")) continue;
    const std::uint32_t end = end_of(document);
    const std::string line = line_of(plan, id, "目标", std::to_string(*target.when.year()), "= " + total);
    faults.push_back(at_figures({{*word, ""}, {{end, end}, line}}, {}, std::move(rest), plan[id].id));
  }
  return faults;
}

// The total of the years is said to be the figure of one of them.
std::vector<Fault> total_as_yearly(const Document& document, Random& random) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  for (std::size_t i = 0; i < plan.statements.size(); ++i) {
    const auto id = static_cast<StatementId>(i);
    const Statement& s = plan.statements[i];
    const auto kind = plan[s.indicator].kind;
    const bool counted = !kind || kind == Kind::Flow || kind == Kind::New;
    const auto year = s.when.year();
    if (s.role != Role::Target || s.aggregation != Aggregation::Total || s.table || !counted || !year || s.upper) continue;
    const std::string_view value = document.audited.source->slice(s.value_span);
    const std::string line = fmt::format("    表述 之 \"{}\" {} {} {}", plan[s.indicator].id, *year, value, random.below(2) == 0 ? "当年\n" : "年均\n");
    const std::uint32_t end = end_of(document);
    faults.push_back(at_figures({{{end, end}, line}}, {id}, {}, plan[s.indicator].id));
  }
  return faults;
}

// The baseline is that of the old town, the target that of the whole place.
std::vector<Fault> base_of_another_scope(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId id{i};
    const auto bases = copies(plan, id, Role::Baseline);
    const auto goals = copies(plan, id, Role::Target);
    if (bases.empty() || goals.empty() || !plan[id].scope.empty()) continue;
    std::vector<Edit> edits;
    bool plain = true;
    for (const StatementId one : plan[id].statements) {
      const Statement& s = plan[one];
      plain = plain && s.is_level() && s.role != Role::Actual && s.scope.empty();
      if (s.role == Role::Milestone) continue;
      plain = plain && !s.table;
      edits.push_back({{s.value_span.end, s.value_span.end}, s.role == Role::Baseline ? " 范围 \"老城区\"" : " 范围 \"全域\""});
    }
    if (plain) faults.push_back(at_figures(std::move(edits), goals, bases, plan[id].id));
  }
  return faults;
}

// --- tables and text ------------------------------------------------------------------------------------------------------

// A target of the text loses its row of the table that lists them.
std::vector<Fault> row_left_out(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  const auto& source = *document.audited.source;
  if (is_told(document, "indicator-never-claimed")) return faults;
  std::set<IndicatorId> in_text;
  std::map<std::uint32_t, std::set<IndicatorId>> rows;  // by line of the file
  std::map<IndicatorId, std::set<std::uint32_t>> lines;
  for (const Statement& s : plan.statements) {
    if (!s.table && s.role == Role::Target) in_text.insert(s.indicator);
    if (!s.table) continue;
    const std::uint32_t line = source.position(s.place.span.begin).line;
    rows[line].insert(s.indicator);
    lines[s.indicator].insert(line);
  }
  std::size_t listed = 0;
  for (const IndicatorId id : in_text) listed += lines.contains(id) ? 1 : 0;
  if (in_text.size() < 5 || 5 * (listed - 1) < 4 * in_text.size()) return faults;
  for (const auto& [line, ids] : rows) {
    const IndicatorId id = *ids.begin();
    if (!in_text.contains(id) || lines[id].size() > 1) continue;
    Fault fault = visible_fault({{source.line_span(line), ""}}, {plan[id].id});
    for (const StatementId one : plan[id].statements) fault.counterparts.push_back(one);
    faults.push_back(std::move(fault));
  }
  return faults;
}

}  // namespace

std::vector<FaultKind> wording_kinds() {
  static const std::vector<std::string_view> kNone;
  // Nearly all is done before the last year.
  static const std::vector<std::string_view> kOfPath = {"milestone-target-mismatch", "derived-ratio-regression", "claim-value-mismatch"};
  // A bare number is that number: a milestone beyond it is another.
  static const std::vector<std::string_view> kOfBare = {"milestone-target-mismatch"};
  static const std::vector<std::string_view> kOfRow = {"no-interim-milestone", "base-missing", "comparator-drift", "growth-target-without-base"};
  return {
      {"share-let-fall", "占比不升反降", "targets by which a part grows more slowly than its whole", {"derived-ratio-regression"}, {"growth-outlier", "pace-above-history", "target-below-trend"},
       "derived-ratio-regression", share_let_fall},
      {"work-dies-down", "累计数后期骤缓", "years that leave next to nothing to the last one", {"cumulative-increment-drop"}, kOfPath,
       "cumulative-increment-drop", work_dies_down},
      {"comparator-lost", "目标漏写限定词", "a bare number among targets that say 达到", {"comparator-missing"}, kOfBare, "comparator-missing", comparator_lost},
      {"kind-lost-and-summed", "口径未写又另按合计", "the kind is not said, and one target is the level, another the sum of the years", {"kind-unspecified"},
       {"duplicate-statement-conflict", "claim-value-mismatch", "comparator-missing"}, "kind-unspecified", kind_lost_and_summed},
      {"total-as-yearly", "合计数写成当年数", "the total of several years is repeated as the figure of one", {"aggregation-kind-ambiguous"},
       {"claim-value-mismatch", "annual-rate-vs-total", "milestone-target-mismatch"}, "aggregation-kind-ambiguous", total_as_yearly},
      {"base-of-another-scope", "基期与目标范围不同", "the baseline is that of a part, the target that of the whole", {"base-kind-mismatch"}, kNone,
       "base-kind-mismatch", base_of_another_scope},
      {"row-left-out", "附表漏列指标", "a target of the text has no row in the table that lists the others", {"indicator-never-claimed"}, kOfRow,
       "indicator-never-claimed", row_left_out},
  };
}

}  // namespace gouji::planted
