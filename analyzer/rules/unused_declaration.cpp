#include <algorithm>
#include <cctype>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/audit/likeness.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/responsible.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule unused_declaration;
constinit const Rule unused_declaration{
    .code = "GJ0510",
    .name = "unused-declaration",
    .family = "structure",
    .severity = Severity::Info,
    .title = {"声明了而没有用到", "Declared and never used"},
    .page =
        {
            .checks =
                {"列出的机构有没有承担任何任务、保障措施或归口指标；声明的指标有没有数值、任务、目标或关系；自定的计量单位有没有用到。没有的列成一条。",
                 "Whether the organisations of a plan carry any task, safeguard or indicator; whether its indicators have a figure, a task, a goal or "
                 "a relation; whether the units of measure it defines are used. What is not is one finding."},
            .why =
                {"列了名的单位没有一件事，多是分工漏写；没有用到的指标、单位多是改稿后的残留，或名称前后写得不同。",
                 "A body that is listed and has nothing to do was mostly forgotten in the division of work; an unused indicator or unit is left over "
                 "from a draft, or goes by another name elsewhere."},
            .guards =
                {"没有任何任务或保障措施写明责任单位的，机构不查；发文机关、包含于另一机构的、包含其他机构的不查；章节、阶段照文件记录，不要求另有用处。",
                 "Organisations are not looked at where no task or safeguard has units; nor are issuers, members of another body and bodies that "
                 "contain others. Sections and phases are there because the document has them, and need no further use."},
            .failing = R"(plan 芦荡 "芦荡区行动方案" {
    period 2024..2026 @2
    issuer "芦荡区政府"
    org 区政府 "芦荡区政府" @1
    org 市监局 "区市场监管局" @12
    org 财政局 "区财政局" @12
    //^ unused-declaration: 区财政局
    task 1 "品牌建设" @12 {
        units 市监局 @12
    }
}
)",
            .passing = R"(plan 芦荡 "芦荡区行动方案" {
    period 2024..2026 @2
    issuer "芦荡区政府"
    org 区政府 "芦荡区政府" @1
    org 市监局 "区市场监管局" @12
    org 财政局 "区财政局" @12
    task 1 "品牌建设" @12 {
        units 市监局, 财政局 @12
    }
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

std::vector<bool> used_orgs(const Plan& plan) {
  std::vector<bool> used(plan.orgs.size());
  for (const Task& task : plan.tasks) {
    for (const Responsible& unit : task.units) used[index(unit.org)] = true;
  }
  for (const Indicator& indicator : plan.indicators) {
    if (indicator.owner) used[index(*indicator.owner)] = true;
  }
  std::set<std::string_view> issuers(plan.issuers.begin(), plan.issuers.end());
  for (std::size_t i = 0; i < plan.orgs.size(); ++i) {
    const Org& org = plan.orgs[i];
    const auto issues = [&](const std::string& alias) { return issuers.contains(alias); };
    if (!org.contains.empty() || issues(org.name) || issues(org.id) || std::any_of(org.aliases.begin(), org.aliases.end(), issues)) used[i] = true;
    for (const OrgId member : org.contains) used[index(member)] = true;
  }
  return used;
}

std::vector<bool> used_indicators(const Plan& plan) {
  std::vector<bool> used(plan.indicators.size());
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const Indicator& indicator = plan.indicators[i];
    if (!indicator.statements.empty() || indicator.owner || indicator.part_of) used[i] = true;
    if (indicator.part_of) used[index(*indicator.part_of)] = true;
  }
  for (const Table& table : plan.tables) {
    for (const IndicatorId id : table.rows) used[index(id)] = true;
  }
  for (const Task& task : plan.tasks) {
    for (const IndicatorId id : task.supports) used[index(id)] = true;
  }
  for (const Goal& goal : plan.goals) {
    if (goal.indicator) used[index(*goal.indicator)] = true;
  }
  for (const Relation& relation : plan.relations) {
    if (relation.left) used[index(*relation.left)] = true;
    for (const IndicatorId id : relation.right) used[index(id)] = true;
  }
  return used;
}

// Of no interest to a plan that declares none.
std::set<std::string> used_units(const Plan& plan) {
  std::set<std::string> used;
  if (plan.own_units.empty()) return used;
  // Of 担/亩 both words are used.
  const auto use = [&](const UnitRef& unit) {
    if (!unit) return;
    std::string_view rest = unit->word;
    for (std::size_t slash = rest.find('/'); slash != std::string_view::npos; slash = rest.find('/')) {
      used.emplace(rest.substr(0, slash));
      rest.remove_prefix(slash + 1);
    }
    used.emplace(rest);
  };
  for (const Statement& statement : plan.statements) {
    use(statement.quantity.unit);
    if (statement.upper) use(statement.upper->unit);
  }
  for (const Indicator& indicator : plan.indicators) use(indicator.unit);
  for (const Task& task : plan.tasks) {
    if (task.money) use(task.money->unit);
  }
  for (const UnitDeclaration& own : plan.own_units) use(plan.units.read(own.of).unit);
  return used;
}

void run(const Plan& plan, Sink& sink) {
  const bool has_units = std::any_of(plan.tasks.begin(), plan.tasks.end(), [](const Task& task) { return !task.units.empty(); });
  Finding finding;
  finding.subject = subject_of(plan);
  std::vector<Text> sentences;
  std::optional<Label> looked_at;
  const auto tell = [&](const dsl::Template& sentence, std::size_t before) {
    const std::vector<Subject> own(finding.subjects.begin() + static_cast<std::ptrdiff_t>(before), finding.subjects.end());
    if (!own.empty()) sentences.push_back(dsl::fill(sentence, {{"count", std::to_string(own.size())}, {"list", list_of(own)}}));
  };
  if (has_units) {
    const std::vector<bool> used = used_orgs(plan);
    for (std::size_t i = 0; i < plan.orgs.size(); ++i) {
      const Org& org = plan.orgs[i];
      const Label label{org.place, span_of_words(plan, org.place, org.name), {"没有任务", "nothing to do"}, "org"};
      if (!looked_at) looked_at = label;
      if (used[i]) continue;
      finding.subjects.push_back(subject_of(plan, static_cast<OrgId>(i)));
      finding.labels.push_back(label);
    }
    tell({"{count} 个列出的机构没有承担任何任务、保障措施或指标：{list}", "organisations without any task, safeguard or indicator ({count}): {list}"}, 0);
  }
  std::size_t before = finding.subjects.size();
  const std::vector<bool> used = used_indicators(plan);
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const auto id = static_cast<IndicatorId>(i);
    const Label label = label_of(plan, id, {"没有数值、任务、目标和关系", "no figure, task, goal or relation"});
    if (!looked_at) looked_at = label;
    if (used[i]) continue;
    finding.subjects.push_back(subject_of(plan, id));
    finding.labels.push_back(label);
  }
  tell({"{count} 项声明的指标没有用到：{list}", "indicators never used ({count}): {list}"}, before);
  before = finding.subjects.size();
  const std::set<std::string> units = used_units(plan);
  for (const UnitDeclaration& own : plan.own_units) {
    const Label label{own.place, own.place.span, {"没有用到", "never used"}, "unit"};
    if (!looked_at) looked_at = label;
    if (units.contains(own.name)) continue;
    finding.subjects.push_back({SubjectKind::Statement, own.name, own.name});
    finding.labels.push_back(label);
  }
  tell({"{count} 个自定的计量单位没有用到：{list}", "units of measure never used ({count}): {list}"}, before);
  if (!looked_at) return;
  if (sentences.empty()) {
    sink.holds(StatementIds(), [&] { return check_at(subject_of(plan), *looked_at, {"所声明的都用到了", "all that is declared is used"}); });
    return;
  }
  for (const Text& sentence : sentences) {
    finding.message.zh += (finding.message.zh.empty() ? "" : "；") + sentence.zh;
    finding.message.en += (finding.message.en.empty() ? "" : "; ") + sentence.en;
  }
  finding.message.zh += "。";
  finding.message.en.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(finding.message.en.front())));
  finding.message.en += ".";
  finding.help = {"补写分工，或删去不用的；前后名称不同的，统一名称。", "Give it its work, or take it out; where names differ, use one."};
  sink.fails(std::move(finding));
}

}  // namespace

}  // namespace gouji::analyzer::rules
