#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/topic.hpp"
#include "analyzer/audit/wording.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule comparator_drift;
constinit const Rule comparator_drift{
    .code = "GJ0301",
    .name = "comparator-drift",
    .family = "wording",
    .severity = Severity::Warning,
    .title = {"同一个数的限定词前后不一", "One figure, several comparators"},
    .page =
        {
            .checks =
                {"同一指标、同一年份、换算后相等的数，各处的限定词是否一致：达到 与 超（含不含本数）、约 与 确数、下限 与 上限。",
                 "Whether a figure that is stated several times, equal after conversion, is stated with the same comparator: "
                 "at least or more than, about or exact, a floor or a ceiling."},
            .why = {"数值相同、限定词不同，恰好等于该数时一处算完成、另一处不算；上下限写反则要求正好相反。",
                    "When exactly the figure is reached, one place counts it as met and the other does not; a floor here and a "
                    "ceiling there ask for opposite things."},
            .guards =
                {"只比同一件事（范围、标注、合计与年均、争取与确定各自成组）；表格里的数一般不写限定词，不与正文比；"
                 "基期值、实绩、区间不比；“建成10家”与“达到10家”是一个意思，“控制在”与裸数也是；100%、0 等到头的数不比。"
                 "“以上”“以内”含不含本数向有两种用法，金额、比率恰好相等的可能极小，这两种情形只作提示；上下限相反而不能同时成立的为错误。",
                 "Compares only what is about the same thing. Table cells without a comparator take no part, nor do baselines, "
                 "actuals and ranges. 建成10家 and 达到10家 say the same; so do 控制在 and a bare number; values at a bound "
                 "(100%, 0) cannot be passed. 以上 and 以内 are used both ways, and amounts of money hardly ever fall on the "
                 "very figure: information only. A floor and a ceiling that exclude each other are an error."},
            .failing = R"(plan 临江 "临江县基层调解工作方案" {
    period 2024..2026 @2
    indicator 调解 "调解案件数" new 件 {
        target 2026 达到 2000件 total @6
        claim 2026 超2000件 total @18
        //^ comparator-drift: 超2000件
    }
}
)",
            .passing = R"(plan 临江 "临江县基层调解工作方案" {
    period 2024..2026 @2
    indicator 调解 "调解案件数" new 件 {
        target 2026 达到 2000件 total @6
        claim 2026 不少于 0.2万件 total @18
    }
    indicator 调解室 "品牌调解室" 个 {
        target 2026 达到 10个 @7
        claim 2026 10个 "建成" @19
    }
    table 指标 "主要指标" @30 {
        | indicator | unit | target 2026 | row |
        | 调解      | 件   | 2000        | @31 |
    }
}
)",
        },
    .follows_from = "strict-target-only-equalled base-beyond-target",
    .run = run,
};

namespace {

using Ids = std::vector<StatementId>;

// In order of gravity.
enum class Drift : std::uint8_t { None, Exactness, About, Strictness, Opposed };

constexpr std::array<std::string_view, 3> kLooseWords{"以上", "以下", "以内"};
constexpr std::array<std::string_view, 1> kClearWords{"及以"};
// Words for a figure that is simply reached or kept.
constexpr std::array<std::string_view, 3> kReachingWords{"达", "達", "控制在"};

// A word that is used with and without the figure itself; 300余家 too leaves open by how much.
bool is_loose(const Statement& s) {
  if (s.comparator_word.empty()) return s.comparator != Comparator::Equal;
  return says(s.comparator_word, kLooseWords) && !says(s.comparator_word, kClearWords);
}

bool is_strict(const Statement& s) {
  return s.comparator == Comparator::MoreThan || s.comparator == Comparator::LessThan;
}

bool states_bound(const Statement& s) { return is_lower_bound(s.comparator) || is_upper_bound(s.comparator); }

// A bare number that may as well be read as the bound beside it.
bool may_mean_bound(const Indicator& indicator, const Statement& exact, const Statement& bound) {
  if (!is_bare(exact)) return false;
  if (says(bound.comparator_word, kReachingWords) && !says(bound.comparator_word, kLooseWords)) return true;
  return is_lower_bound(bound.comparator) && counts_up(indicator, exact.quantity);
}

Drift between(const Indicator& indicator, const Statement& a, const Statement& b) {
  if (a.comparator == b.comparator) return Drift::None;
  if ((a.table && is_bare(a)) || (b.table && is_bare(b))) return Drift::None;
  if (states_bound(a) && states_bound(b)) {
    return is_lower_bound(a.comparator) == is_lower_bound(b.comparator) ? Drift::Strictness : Drift::Opposed;
  }
  if (a.comparator == Comparator::About || b.comparator == Comparator::About) return Drift::About;
  const bool a_exact = a.comparator == Comparator::Equal;
  const Statement& exact = a_exact ? a : b;
  const Statement& bound = a_exact ? b : a;
  if (is_strict(bound)) return Drift::Strictness;
  return may_mean_bound(indicator, exact, bound) ? Drift::None : Drift::Exactness;
}

Severity severity_of(Drift drift, const Statement& a, const Statement& b) {
  const bool counted = a.quantity.unit && a.quantity.unit->is_countable();
  switch (drift) {
    case Drift::Opposed: return allowed_set(a).meets(allowed_set(b)) ? Severity::Warning : Severity::Error;
    case Drift::Strictness: return counted && !is_loose(a) && !is_loose(b) ? Severity::Warning : Severity::Info;
    case Drift::About: return states_bound(a) || states_bound(b) ? Severity::Warning : Severity::Info;
    case Drift::Exactness:
    case Drift::None: break;
  }
  return Severity::Info;
}

Text why(Drift drift) {
  switch (drift) {
    case Drift::Opposed: return {"一处是下限，一处是上限，要求相反", "a floor in one place, a ceiling in the other"};
    case Drift::Strictness:
      return {"恰好等于该数时，有的写法算完成，有的不算", "by some of them the figure itself is enough, by others it is not"};
    case Drift::About: return {"“约”“左右”容许上下浮动，其余写法不容许", "“about” leaves room that the others do not"};
    case Drift::Exactness: return {"有的是界限，有的是确数", "a bound in one place, an exact number in the other"};
    case Drift::None: break;
  }
  return {};
}

// The statements that differ, as one finding; the rarest comparator is the suspect one.
void report(const Plan& plan, IndicatorId indicator, const Ids& ids, Drift drift, Severity severity, Sink& sink) {
  Ids told = ids;
  const auto in_document_order = [&](StatementId id) {
    const Statement& s = plan[id];
    return std::tuple(s.role != Role::Target, s.table.has_value(), s.comparator, figure_text(s));
  };
  std::stable_sort(told.begin(), told.end(),
                   [&](StatementId a, StatementId b) { return in_document_order(a) < in_document_order(b); });
  std::vector<Text> forms;
  std::set<std::string> seen;
  for (const StatementId id : told) {
    const Text role = role_text(plan[id]);
    const std::string figure = figure_text(plan[id]);
    if (!seen.insert(role.zh + figure).second) continue;
    forms.emplace_back(role.zh + "“" + figure + "”", role.en + " “" + figure + "”");
  }

  Ids suspects = told;
  std::map<Comparator, std::size_t> count;
  for (const StatementId id : ids) ++count[plan[id].comparator];
  const auto standing = [&](StatementId id) {
    const Statement& s = plan[id];
    return std::tuple(count[s.comparator], !is_strict(s), s.role == Role::Target);
  };
  std::stable_sort(suspects.begin(), suspects.end(),
                   [&](StatementId a, StatementId b) { return standing(a) < standing(b); });

  Finding finding;
  finding.subject = subject_of(plan, indicator);
  finding.message = dsl::fill({"“{name}”的同一个数前后限定词不一：{forms}；{why}。",
                               "One figure of “{name}” is stated with several comparators: {forms}; {why}."},
                              {{"name", finding.subject.name}, {"forms", dsl::join(forms)}, {"why", why(drift)}});
  add_figures(finding, plan, suspects);
  finding.help = {"各处统一为同一限定词；确有两层要求的，分别写明。",
                  "Use one comparator everywhere, or say that two things are asked for."};
  sink.fails(std::move(finding), severity);
}

void tell_agreement(const Plan& plan, IndicatorId indicator, std::span<const StatementId> ids, Sink& sink) {
  sink.holds(ids, [&] {
    const std::string count = std::to_string(ids.size());
    return check_of(plan, subject_of(plan, indicator), ids, {count + " 处限定词相容", count + " comparators agree"});
  });
}

// Equal figures about one thing.
void compare(const Plan& plan, IndicatorId indicator, std::span<const StatementId> ids, Sink& sink) {
  const auto worded_alike = [&](StatementId id) { return plan[id].comparator == plan[ids.front()].comparator; };
  if (std::all_of(ids.begin(), ids.end(), worded_alike)) return tell_agreement(plan, indicator, ids, sink);

  std::vector<bool> differs(ids.size());
  Drift worst = Drift::None;
  Severity severity = Severity::Info;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    for (std::size_t j = i + 1; j < ids.size(); ++j) {
      const Statement& a = plan[ids[i]];
      const Statement& b = plan[ids[j]];
      const Drift drift = between(plan[indicator], a, b);
      if (drift == Drift::None) continue;
      differs[i] = differs[j] = true;
      worst = std::max(worst, drift);
      severity = std::min(severity, severity_of(drift, a, b));
    }
  }
  if (worst == Drift::None) return tell_agreement(plan, indicator, ids, sink);
  Ids differing;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (differs[i]) differing.push_back(ids[i]);
  }
  report(plan, indicator, differing, worst, severity, sink);
}

// Zero and what lies at a bound cannot be passed: bare or not, it means the same.
bool can_be_passed(const Indicator& indicator, const Statement& s) {
  return s.growth || (!s.quantity.number.is_zero() && !at_bound(indicator, s.quantity));
}

bool falls(const Statement& s) { return s.growth && s.growth->falling; }

// Statements that share everything but the comparator stand side by side.
bool group_before(const Statement& a, const Statement& b) {
  const auto values = a.quantity.normalized() <=> b.quantity.normalized();
  if (values != 0) return values < 0;
  const bool a_hoped = a.modality == Modality::Hoped;
  const bool b_hoped = b.modality == Modality::Hoped;
  return std::tuple(falls(a), a_hoped, std::tie(a.scope, a.label)) < std::tuple(falls(b), b_hoped, std::tie(b.scope, b.label));
}

void compare_groups(const Plan& plan, IndicatorId indicator, std::span<const StatementId> topic, Sink& sink) {
  Ids ids;
  for (const StatementId id : topic) {
    if (!plan[id].upper && can_be_passed(plan[indicator], plan[id])) ids.push_back(id);
  }
  std::stable_sort(ids.begin(), ids.end(), [&](StatementId a, StatementId b) { return group_before(plan[a], plan[b]); });
  for (auto first = ids.begin(); first != ids.end();) {
    const auto end = std::find_if(first, ids.end(), [&](StatementId id) { return group_before(plan[*first], plan[id]); });
    const auto alike = [&](StatementId id) { return comparable(plan[id].quantity, plan[*first].quantity); };
    if (end - first > 1 && std::all_of(first, end, alike)) compare(plan, indicator, {first, end}, sink);
    first = end;
  }
}

void run(const Plan& plan, Sink& sink) {
  for (std::uint32_t i = 0; i < plan.indicators.size(); ++i) {
    const IndicatorId indicator{i};
    for (const auto& [topic, ids] : topics_of(plan, indicator)) {
      if (!topic.observed && ids.size() > 1) compare_groups(plan, indicator, ids, sink);
    }
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
