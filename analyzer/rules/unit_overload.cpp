#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <vector>

#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/responsible.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
constexpr std::array<Threshold, 2> kThresholds{{
    // Above a half one unit leads more than all others together.
    {"share", 50, {"一个单位牵头的任务占比超过百分之几才提示", "the percentage of tasks above which one unit is told to lead too many"}},
    // With fewer tasks than these the share says nothing: two of three are two thirds.
    {"least-tasks", 10, {"一个单位至少牵头几项任务才提示", "the number of tasks a unit must lead at least"}},
}};
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule unit_overload;
constinit const Rule unit_overload{
    .code = "GJ0607",
    .name = "unit-overload",
    .family = "responsibility",
    .severity = Severity::Info,
    .title = {"任务过于集中在一个单位", "Most tasks are led by one unit"},
    .page =
        {
            .checks =
                {"统计每个单位牵头的任务：写明或标明牵头的、按约定居首位的、作为唯一责任单位的。一个单位牵头的任务达到一定项数，又超过已知"
                 "牵头单位的任务的一定比例的，提示一条，分列牵头、独任、参与各多少项。",
                 "Counts the tasks each unit leads: named or marked as lead, first by convention, or alone. A unit that leads a certain "
                 "number of tasks, and more than a certain share of those whose lead is known, is told once, with the numbers of "
                 "tasks it leads, does alone and takes part in."},
            .why = {"任务集中在一个单位，它的人手和进度就决定了整个方案；其他单位只挂名的，分工是否落实值得一问。",
                    "The staff and pace of that one unit then decide the whole plan; and it is worth asking whether the others do more "
                    "than lend their names."},
            .guards =
                {"只作提示：主管部门牵头多本属常情。统称的机构不算一个单位。保障措施不计。多数任务牵头不明的方案无法判定，由 "
                 "lead-not-designated 报告；没有责任单位的任务不计。项数和比例都可以另设。",
                 "For information only: the office in charge may well lead most. Collective bodies are no single unit; safeguards do not count. "
                 "Undetermined where the lead of most tasks is unknown, which lead-not-designated tells. Number and share can be set."},
            .failing = R"(plan 柳河 "柳河镇河道整治方案" {
    leads first @30
    org 水利站 @8
    //^ unit-overload: 水利站
    org 环卫所 @8
    org 林业站 @8
    task 1 "疏浚河道" @8 { units 水利站, 环卫所 @8 }
    task 2 "加固堤防" @9 { units 水利站, 林业站 @9 }
    task 3 "改造涵闸" @10 { units 水利站 @10 }
    task 4 "更新泵站" @11 { units 水利站, 环卫所 @11 }
    task 5 "清理河岸" @12 { units 环卫所, 水利站 @12 }
    task 6 "栽种护岸林" @13 { units 林业站 @13 }
    task 7 "布设水尺" @14 { units 水利站 @14 }
    task 8 "划定管理范围" @15 { units 水利站, 林业站 @15 }
    task 9 "编制防汛预案" @16 { units 水利站 @16 }
    task 10 "巡查河道" @17 { units 水利站, 环卫所 @17 }
    task 11 "封堵暗口" @18 { units 水利站 @18 }
    task 12 "修复步道" @19 { units 水利站, 林业站 @19 }
}
)",
            .passing = R"(plan 柳河 "柳河镇河道整治方案" {
    leads first @30
    org 水利站 @8
    org 环卫所 @8
    task 1 "疏浚河道" @8 { units 水利站, 环卫所 @8 }
    task 2 "加固堤防" @9 { units 水利站 @9 }
    task 3 "清理河岸" @10 { units 环卫所, 水利站 @10 }
}
)",
        },
    .follows_from = "",
    .thresholds = kThresholds,
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

// The tasks of one unit; the first of each sort is shown.
struct Load {
  std::vector<UnitUse> led;   // beside others
  std::vector<UnitUse> sole;  // alone
  std::vector<UnitUse> part;  // led by others, or by nobody known
  [[nodiscard]] std::size_t leads() const { return led.size() + sole.size(); }
};

struct Loads {
  std::vector<Load> by_org;
  std::size_t known = 0;  // tasks whose lead is known
  std::size_t open = 0;   // with units, but without a known lead
};

Loads loads_of(const Plan& plan) {
  Loads loads;
  loads.by_org.resize(plan.orgs.size());
  for (const TaskId id : tasks_of(plan)) {
    const Responsibility& found = responsibility_of(plan, plan[id]);
    if (found.units.empty()) continue;
    ++(found.leads.empty() ? loads.open : loads.known);
    std::set<OrgId> leading;
    for (const Responsible* lead : found.leads) {
      Load& load = loads.by_org[index(lead->org)];
      (found.is_shared() ? load.led : load.sole).push_back({id, lead});
      leading.insert(lead->org);
    }
    for (const Responsible* unit : found.units) {
      if (!leading.contains(unit->org)) loads.by_org[index(unit->org)].part.push_back({id, unit});
    }
  }
  return loads;
}

// The single body, not a collective one, that leads most tasks, `but` apart; the first declared of equals.
std::optional<OrgId> busiest(const Plan& plan, const Loads& loads, std::optional<OrgId> but = {}) {
  std::optional<OrgId> most;
  for (std::size_t i = 0; i < loads.by_org.size(); ++i) {
    const auto id = static_cast<OrgId>(i);
    if (plan[id].collective || id == but || loads.by_org[i].leads() == 0) continue;
    if (!most || loads.by_org[i].leads() > loads.by_org[index(*most)].leads()) most = id;
  }
  return most;
}

Exact exact(std::size_t count) { return Exact(static_cast<std::int64_t>(count)); }

Step leads_step(const Load& load) {
  return {Operation::Sum, {exact(load.led.size()), exact(load.sole.size())}, exact(load.leads()), "项",
          std::to_string(load.led.size()) + " + " + std::to_string(load.sole.size()) + " = " + std::to_string(load.leads()) + " 项"};
}

Step share_step(const Load& load, std::size_t known) {
  const Exact share = exact(load.leads()) / exact(known);
  const bool rounded = Exact::parse(share.to_decimal(4)) != share;
  return {Operation::Quotient, {exact(load.leads()), exact(known)}, share, "",
          std::to_string(load.leads()) + " ÷ " + std::to_string(known) + (rounded ? " ≈ " : " = ") + percent_text(share)};
}

void report(const Plan& plan, OrgId id, const Loads& loads, Sink& sink) {
  const Load& load = loads.by_org[index(id)];
  Finding finding;
  finding.subject = subject_of(plan, id);
  const Step share = share_step(load, loads.known);
  const Responsible* first = (load.led.empty() ? load.sole : load.led).front().unit;
  finding.message = dsl::fill({"{unit}牵头 {leads} 项任务（其中 {sole} 项由它单独负责），占已知牵头单位的 {known} 项任务的 {share}；另参与 {part} 项。",
                               "{unit} leads {leads} tasks ({sole} of them alone), {share} of the {known} tasks whose lead is known; it takes part in {part} more."},
                              {{"unit", quoted(plan, {&first, 1})},
                               {"leads", std::to_string(load.leads())},
                               {"sole", std::to_string(load.sole.size())},
                               {"known", std::to_string(loads.known)},
                               {"share", percent_text(share.result)},
                               {"part", std::to_string(load.part.size())}});
  finding.labels.push_back(label_of(plan, id, dsl::fill({"牵头 {leads} 项", "leads {leads} tasks"}, {{"leads", std::to_string(load.leads())}})));
  const auto show = [&](const std::vector<UnitUse>& uses, Text text) {
    if (!uses.empty()) finding.labels.push_back(label_of(plan, uses.front(), std::move(text)));
  };
  show(load.led, Text("例如：与其他单位一起，由它牵头", "such as here, before others"));
  show(load.sole, Text("例如：由它单独负责", "such as here, alone"));
  show(load.part, Text("例如：只是参与", "such as here, taking part"));
  finding.evidence = {counted(Text("与其他单位一起、由它牵头", "led, with others"), load.led.size(), "项"),
                      counted(Text("单独负责", "done alone"), load.sole.size(), "项"), counted(Text("只是参与", "taking part"), load.part.size(), "项"),
                      counted(Text("已知牵头单位的任务", "tasks whose lead is known"), loads.known, "项")};
  finding.computation = {leads_step(load), share};
  if (const auto next = busiest(plan, loads, id)) {
    finding.notes.push_back(dsl::fill({"其余单位牵头最多的为 {count} 项。", "None of the others leads more than {count}."},
                                      {{"count", std::to_string(loads.by_org[index(*next)].leads())}}));
  }
  finding.help = Text("核实该单位能否承担；可由业务主管单位牵头的任务，考虑改由其牵头。",
                      "Make sure the unit can bear it; consider letting other offices lead what is theirs.");
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  const Loads loads = loads_of(plan);
  if (loads.known + loads.open == 0) return;
  const auto most = busiest(plan, loads);
  if (loads.open > loads.known || !most) {
    return sink.undetermined([&] {
      Check check;
      check.subject = subject_of(plan);
      check.reason = Text("多数任务由谁牵头不明", "the lead of most tasks is unknown");
      return check;
    });
  }
  bool told = false;
  for (std::size_t i = 0; i < loads.by_org.size(); ++i) {
    const auto leads = static_cast<std::int64_t>(loads.by_org[i].leads());
    const bool too_many = leads >= sink.threshold("least-tasks") && 100 * leads > sink.threshold("share") * static_cast<std::int64_t>(loads.known);
    if (!too_many || plan.orgs[i].collective) continue;
    report(plan, static_cast<OrgId>(i), loads, sink);
    told = true;
  }
  if (told) return;
  sink.holds(StatementIds(), [&] {
    const std::size_t leads = loads.by_org[index(*most)].leads();
    return check_at(subject_of(plan, *most), label_of(plan, *most, Text("牵头最多的单位", "leads most")),
                    dsl::fill({"牵头最多的单位牵头 {count} 项，共 {known} 项", "the unit that leads most leads {count} of {known} tasks"},
                              {{"count", std::to_string(leads)}, {"known", std::to_string(loads.known)}}));
  });
}

}  // namespace

}  // namespace gouji::analyzer::rules
