#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/mentions.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/service.hpp"
#include "analyzer/audit/wording.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule goal_without_task;
constinit const Rule goal_without_task{
    .code = "GJ0502",
    .name = "goal-without-task",
    .family = "structure",
    .severity = Severity::Info,
    .title = {"要建成的对象没有任务承接", "Things to be built that no task takes up"},
    .page =
        {
            .checks =
                {"写明要建成的对象（中心、平台、智库、名录、规划等），是否有任务承接：任务写明“支撑”它，它就写在任务里，或任务、成果的名称提到它。"
                 "没有的列成一条。",
                 "Whether each named thing to be built (a centre, a platform, a list, a plan) is taken up by a task: a task supports it, it "
                 "stands in a task, or a task or deliverable calls it by name. Those that are not are one finding."},
            .why =
                {"总体目标里点名要建的东西，任务和责任分工里再没有下文，到期往往落空。",
                 "What is promised by name among the goals and then taken up by no task is usually not there when the time comes."},
            .guards =
                {"只查具体的对象：体系、机制、环境、格局之类说法和“一批”“若干”不查；方案题名里的总目标（如建成某某示范区）由全部任务承担，不查；"
                 "提升、完善一类方向由 unmeasurable-target 查；对照名称只看末尾六个字，前面的修饰语可以不同；没有转写任务的方案不查。",
                 "Looks at things alone: systems, mechanisms and environments are none, nor is anything meant by 一批 or 若干. The aim the title of "
                 "the plan names is the work of all tasks. Directions (提升, 完善) belong to unmeasurable-target. Names are held together by "
                 "their last six characters, so what stands before may differ. Silent for a plan file without tasks."},
            .failing = R"(plan 柳河 "柳河县知识产权强县方案" {
    period 2024..2026 @2
    goal 强县 "知识产权强县" build @4
    goal 维权中心 "柳河县知识产权维权援助中心" build @4
    goal 智库 "知识产权专家智库" build @4
    //^ goal-without-task: 知识产权专家智库
    indicator 站 "品牌指导站" 家 {
        target 2026 = 5家 @5
    }
    task 1 "建设维权援助中心" @12 {
        supports 站
    }
}
)",
            .passing = R"(plan 柳河 "柳河县知识产权强县方案" {
    period 2024..2026 @2
    goal 强县 "知识产权强县" build @4
    goal 维权中心 "柳河县知识产权维权援助中心" build @4
    goal 智库 "知识产权专家智库" build @4
    indicator 站 "品牌指导站" 家 {
        target 2026 = 5家 @5
    }
    task 1 "建设维权援助中心" @12 {
        supports 站
    }
    task 2 "加强人才支撑" @13 {
        supports 智库
    }
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

// Things one can point to when they are there. 体系, 机制, 制度, 环境, 格局 are none; 市场 and 集群 are, but nobody founds them.
constexpr std::array<std::string_view, 76> kThings = {
    "中心",   "智库",   "智庫",   "平台",     "平臺",     "基地",     "园区",   "園區",   "产业园", "產業園", "机构",   "機構",   "联盟",
    "聯盟",   "基金",   "资金",   "資金",     "大厦",     "大廈",     "法院",   "法庭",   "仲裁院", "学院",   "學院",   "研究院", "实验室",
    "實驗室", "示范区", "示範區", "示范區",   "试验区",   "試驗區",   "先行区", "先行區", "工作站", "服务站", "服務站", "指导站", "指導站",
    "网点",   "網點",   "系统",   "系統",     "数据库",   "數據庫",   "资源库", "資源庫", "名录",   "名錄",   "目录",   "目錄",   "规划",
    "規劃",   "计划",   "計劃",   "办法",     "辦法",     "条例",     "條例",   "标准",   "標準",   "指南",   "试点",   "試點",   "项目",
    "項目",   "综合体", "綜合體", "学校",     "學校",     "服务园",   "服務園", "博物馆", "博物館", "展示馆", "展示館"};
constexpr std::array<std::string_view, 4> kAnyNumber = {"一批", "若干", "一系列", "一些"};

bool is_thing(const Plan& plan, const Goal& goal) {
  if (goal.form != dsl::Keyword::Build || says(goal.words, kAnyNumber)) return false;
  const std::string_view words = without_note(goal.words);
  if (plan.title.find(last_characters(words, 6)) != std::string::npos) return false;
  return std::any_of(kThings.begin(), kThings.end(), [&](std::string_view thing) { return words.ends_with(thing); });
}

void run(const Plan& plan, Sink& sink) {
  if (plan.counts.tasks == 0) return;
  std::vector<const Goal*> things;
  std::vector<const Goal*> left;
  std::optional<std::vector<bool>> served;
  for (std::size_t i = 0; i < plan.goals.size(); ++i) {
    const Goal& goal = plan.goals[i];
    if (!is_thing(plan, goal)) continue;
    if (!served) served = served_goals(plan);
    things.push_back(&goal);
    if (!(*served)[i]) left.push_back(&goal);
  }
  if (things.empty()) return;
  if (left.empty()) {
    sink.holds(StatementIds(), [&] {
      return check_at(subject_of(plan), label_of(plan, *things.front(), {"要建成的对象", "a thing to be built"}),
                      {"要建成的对象都有任务承接", "everything to be built is taken up by a task"});
    });
    return;
  }
  Finding finding;
  finding.subject = subject_of(plan);
  for (const Goal* goal : left) {
    finding.subjects.push_back(subject_of(*goal));
    finding.labels.push_back(label_of(plan, *goal, {"没有任务承接", "no task takes it up"}));
  }
  finding.message = dsl::fill({"{count} 个写明要建成的对象没有任务承接，也没有任务或成果提到：{list}。",
                               "Things to be built that no task or deliverable takes up or mentions ({count}): {list}."},
                              {{"count", std::to_string(left.size())}, {"list", list_of(finding.subjects)}});
  finding.help = {"补写建设任务和责任单位，或注明由哪项任务承担（支撑）。",
                  "Add a task with its units, or say which task takes it up (supports)."};
  sink.fails(std::move(finding));
}

}  // namespace

}  // namespace gouji::analyzer::rules
