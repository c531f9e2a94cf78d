#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/likeness.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/topic.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule claim_scope_drift;
constinit const Rule claim_scope_drift{
    .code = "GJ0307",
    .name = "claim-scope-drift",
    .family = "wording",
    .severity = Severity::Warning,
    .title = {"同一数值前后所指范围不一", "One figure, stated for different scopes"},
    .page =
        {
            .checks =
                {"同一指标、同一时点、同一数值在不同处出现时，比较写明的范围（省级以上、国家级、规上等）；指标的又称与名称只差"
                 "范围词的，也在此列。",
                 "Where one indicator states one value for one time at several places, compares the scopes they name "
                 "(省级以上, 国家级 …). Other names of an indicator that differ from its name in nothing but a scope word count "
                 "too."},
            .why =
                {"数相同而统计范围不同，算的就不是同一批对象；按窄的口径未完成的，按宽的口径可以报完成。",
                 "The same number over another scope counts other things: what falls short in the narrow scope passes in the "
                 "wide one."},
            .guards =
                {"数值不同的不报（各有各的数）；同一张表、文件同一处分列的不报；两个范围在别处各另有数的，视为两项数据，不报；"
                 "只有一处写明范围的仅作提示，名称（含又称）处处带有该范围词的不报；全市、全区、我县等指本地全部的，等同未写；"
                 "省级以上 与 省级及以上 相同；比率类只作提示。",
                 "Silent when the values differ, when both stand in one table or at one place of the document, and when each "
                 "scope has further figures of its own. A scope named on one side only is information, and nothing at all "
                 "when every name of the indicator carries it; words for the whole area (全市, 我县) count as no scope; "
                 "及以上 is 以上; ratios give information only."},
            .failing = R"(plan 柏岭 "柏岭市科技企业培育行动方案" {
    period 2024..2026 @2
    indicator 平台 "科技创新平台" stock 家 {
        target 2026 达到 30家 scope "省级以上" @6
        claim 2026 30家 scope "国家级" @18
        //^ claim-scope-drift: 30家
    }
}
)",
            .passing = R"(plan 柏岭 "柏岭市科技企业培育行动方案" {
    period 2024..2026 @2
    indicator 平台 "科技创新平台" stock 家 {
        target 2026 达到 30家 scope "省级以上" @6
        claim 2026 30家 scope "省级及以上" @18
        claim 2026 8家 scope "国家级" @19
    }
    indicator 覆盖 "科技特派员" stock 名 {
        target 2026 达到 400名 @7
        claim 2026 400名 scope "全市" @20
    }
}
)",
        },
    .follows_from = "claim-value-mismatch duplicate-statement-conflict",
    .run = run,
};

namespace {

using Ids = std::vector<StatementId>;

std::string scope_of(const Plan& plan, StatementId id) {
  const Statement& statement = plan[id];
  return scope_key(statement.scope.empty() ? plan[statement.indicator].scope : statement.scope);
}

// Every name of the indicator says the scope, so that a figure need not repeat it.
bool names_carry(const Indicator& indicator, const std::string& scope) {
  const auto carries = [&](const std::string& name) { return name_core(name).find(scope) != std::string::npos; };
  return carries(indicator.name) && std::all_of(indicator.aliases.begin(), indicator.aliases.end(), carries);
}

// Stands first as the one the others are held against: targets before claims, then by scope and value as written.
bool stands_before(const Plan& plan, StatementId a, StatementId b) {
  const auto rank = [&](StatementId id) {
    return std::tuple(plan[id].role, plan[id].scope.empty(), plan[id].table.has_value(), scope_of(plan, id), figure_text(plan[id]));
  };
  return rank(a) < rank(b);
}

// The scope has a figure of another time or value too: a series of its own.
bool has_own_series(const Plan& plan, IndicatorId indicator, const std::string& scope, const Statement& figure) {
  const auto& ids = plan[indicator].statements;
  return std::any_of(ids.begin(), ids.end(), [&](StatementId id) {
    return scope_of(plan, id) == scope && comparable(plan[id].quantity, figure.quantity) && !same_value(plan[id], figure);
  });
}

bool drifts(const Plan& plan, IndicatorId indicator, StatementId anchor, StatementId other) {
  const std::string a = scope_of(plan, anchor);
  const std::string b = scope_of(plan, other);
  if (a == b || at_one_place(plan[anchor], plan[other])) return false;
  if (a.empty() || b.empty()) return !names_carry(plan[indicator], a.empty() ? b : a);
  return !has_own_series(plan, indicator, a, plan[anchor]) || !has_own_series(plan, indicator, b, plan[other]);
}

std::string written_scope(const Plan& plan, StatementId id) {
  const Statement& statement = plan[id];
  return statement.scope.empty() ? plan[statement.indicator].scope : statement.scope;
}

Text scope_text(const Plan& plan, StatementId id, const Text& role) {
  const std::string scope = written_scope(plan, id);
  const Text said = scope.empty() ? Text("没有写范围", "no scope") : Text("范围写“" + scope + "”", "the scope “" + scope + "”");
  return role.empty() ? said : Text("（" + role.zh + "）" + said.zh, said.en + " (" + role.en + ")");
}

void report(const Plan& plan, IndicatorId indicator, StatementId anchor, const Ids& drifting, Sink& sink) {
  const StatementId other = drifting.front();
  Finding finding;
  finding.subject = subject_of(plan, indicator);
  Ids ids = drifting;
  ids.push_back(anchor);
  add_figures(finding, plan, ids);
  const bool one_side = scope_of(plan, anchor).empty() || scope_of(plan, other).empty();
  const Text role = role_text(plan[anchor]);
  const bool one_role = role == role_text(plan[other]);
  const auto said = [&](StatementId id) { return scope_text(plan, id, one_role ? Text() : role_text(plan[id])); };
  finding.message = dsl::fill({"“{name}”{role}两处同为 {figure}，一处{first}，另一处{second}，{doubt}。",
                               "“{name}” states the same value twice, {figure}{role}: once with {first}, once with {second}{doubt}."},
                              {{"name", plan[indicator].name},
                               {"role", one_role ? Text("的" + role.zh, " (" + role.en + ")") : Text()},
                               {"figure", plan[anchor].quantity.display()},
                               {"first", said(anchor)},
                               {"second", said(other)},
                               {"doubt", one_side ? Text("所计是否同一范围不明", "; whether they count the same is open")
                                                  : Text("数值相同而统计范围不一", "")}});
  finding.help = Text("明确统计范围，各处用同一表述；若确为两项数据，分列为两项指标。",
                      "Settle the scope and word it alike everywhere; if they are two things, make them two indicators.");
  const bool ratio = plan[anchor].quantity.unit && plan[anchor].quantity.unit->is_ratio();
  sink.fails(std::move(finding), one_side || ratio ? Severity::Info : Severity::Warning);
}

// True when a finding was made.
bool judge(const Plan& plan, IndicatorId indicator, Ids ids, Sink& sink) {
  std::stable_sort(ids.begin(), ids.end(), [&](StatementId a, StatementId b) { return stands_before(plan, a, b); });
  const StatementId anchor = ids.front();
  std::map<std::string, Ids> drifting;
  Ids alike{anchor};
  for (const StatementId id : ids) {
    if (id == anchor) continue;
    if (drifts(plan, indicator, anchor, id)) {
      drifting[scope_of(plan, id)].push_back(id);
    } else if (scope_of(plan, id) == scope_of(plan, anchor)) {
      alike.push_back(id);
    }
  }
  for (const auto& [scope, others] : drifting) report(plan, indicator, anchor, others, sink);
  const bool scoped = !scope_of(plan, anchor).empty();
  if (drifting.empty() && scoped && alike.size() > 1) {
    sink.holds(alike, [&] { return check_of(plan, subject_of(plan, indicator), alike, Text("各处范围一致", "one scope everywhere")); });
  }
  return !drifting.empty();
}

// Statements of one topic that state one value.
std::vector<Ids> by_value(const Plan& plan, const Ids& ids) {
  std::map<std::pair<std::string, Exact>, Ids> values;
  for (const StatementId id : ids) {
    const Quantity& quantity = plan[id].quantity;
    values[{quantity.unit ? quantity.unit->dimension : std::string(), quantity.normalized()}].push_back(id);
  }
  std::vector<Ids> groups;
  for (auto& entry : values) {
    Ids& same = entry.second;
    std::erase_if(same, [&](StatementId id) { return !same_value(plan[id], plan[same.front()]); });
    if (same.size() > 1) groups.push_back(std::move(same));
  }
  return groups;
}

void judge_names(const Plan& plan, IndicatorId id, Sink& sink) {
  const Indicator& indicator = plan[id];
  for (const std::string& alias : indicator.aliases) {
    const NameLikeness likeness = likeness_of(indicator.name, alias);
    if (likeness.likeness != Likeness::OtherScope) continue;
    const std::string here = scope_in_name(indicator.name);
    const std::string there = scope_in_name(alias);
    const auto said = [](const std::string& scope) {
      return scope.empty() ? Text("没有范围词", "names no scope") : Text("写“" + scope + "”", "says “" + scope + "”");
    };
    Finding finding;
    finding.subject = subject_of(plan, id);
    finding.message = dsl::fill({"“{name}”在文中又称“{alias}”，前者{here}，后者{there}，{doubt}。",
                                 "“{name}” is also called “{alias}”: the one {here}, the other {there}."},
                                {{"name", indicator.name},
                                 {"alias", alias},
                                 {"here", said(here)},
                                 {"there", said(there)},
                                 {"doubt", here.empty() || there.empty() ? "所计是否同一范围不明" : "统计范围前后不一"}});
    const Text also{"又称“" + alias + "”", "also called “" + alias + "”"};
    finding.labels.push_back({indicator.place, indicator.name_span, also, "indicator"});
    finding.help = Text("核对各处原文，明确范围词是否都适用，统一名称。",
                        "Check each place of the document, settle whether the scope word applies, and use one name.");
    return sink.fails(std::move(finding), Severity::Info);
  }
}

void run(const Plan& plan, Sink& sink) {
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto indicator = static_cast<IndicatorId>(i);
    const auto& statements = plan[indicator].statements;
    const auto names_scope = [&](StatementId id) { return !plan[id].scope.empty(); };
    const bool scoped = std::any_of(statements.begin(), statements.end(), names_scope);
    bool reported = false;
    if (scoped) {
      for (const auto& [topic, ids] : topics_of(plan, indicator)) {
        for (Ids& same : by_value(plan, ids)) reported |= judge(plan, indicator, std::move(same), sink);
      }
    }
    if (!reported) judge_names(plan, indicator, sink);
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
