#include <map>

#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule predecessor_ends_late;
constinit const Rule predecessor_ends_late{
    .code = "GJ0409",
    .name = "predecessor-ends-late",
    .family = "time",
    .severity = Severity::Error,
    .title = {"前置任务未完，后续任务已经开始", "A task starts before the one it waits for ends"},
    .page =
        {
            .checks = {"“后于”某任务的任务，其开始时间是否早于前置任务的结束时间，按双方写到的精度比较；任务自己没有起止的，用所在阶段的起止。",
                       "The start of a task against the end of each task it waits for (后于), at the precision both give; a task without dates of its own is "
                       "taken by its phase."},
            .why = {"前置任务未完，后续任务按期开不了工；两处日期不可能同时做到。", "The later task cannot start as planned while the earlier one goes on: both dates cannot be kept."},
            .guards = {"同月（或同年）交接的不报；双方都未写日期的无法判定；日期取自阶段的，只有所在阶段整个在前置任务的阶段之前才报，且降为警告。"
                       "几项任务都等同一项前置任务的，合报一条。",
                       "Silent for a handover within the month (or year) both name. Without dates nothing can be judged. Where a date comes from a phase, only a "
                       "phase that lies wholly before that of the predecessor speaks, as a warning. Several tasks that wait for one are one finding."},
            .failing = R"(plan 云坪 "云坪县智慧水务建设方案" {
    issued 2023-12-20 @1
    period 2024..2025 @3
    task 1 "完成管网普查" @10 {
        dates 2024-01..2024-09
        //^ predecessor-ends-late: 2024-01..2024-09
    }
    task 2 "建设水务平台" @11 {
        after 1
        dates 2024-06..2025-06
    }
    task 3 "开展漏损治理" @12 {
        after 1
        dates 2024-08..2025-12
    }
}
)",
            .passing = R"(plan 云坪 "云坪县智慧水务建设方案" {
    issued 2023-12-20 @1
    period 2024..2025 @3
    task 1 "完成管网普查" @10 {
        dates 2024-01..2024-09
    }
    task 2 "建设水务平台" @11 {
        after 1
        dates 2024-09..2025-06
    }
    task 3 "开展漏损治理" @12 {
        after 1
        dates 2025
    }
}
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

// The dates of a task: its own, else those of its phase.
struct Dates {
  const DateRange* range = nullptr;
  bool own = false;
};

Dates dates_of(const Plan& plan, const Task& task) {
  if (task.dates) return {&*task.dates, true};
  if (task.phase) return {&plan[*task.phase].range, false};
  return {};
}

// The earliest end and the latest start the dates leave possible. Inside a phase a task may take any part of it.
std::optional<PartialDate> earliest_end(const Dates& dates) { return dates.own ? dates.range->last : std::optional(dates.range->first); }
std::optional<PartialDate> latest_start(const Dates& dates) { return dates.own ? std::optional(dates.range->first) : dates.range->last; }

struct Edge {
  TaskId task{};
  TaskId before{};
  bool own = false;  // both have dates of their own
};

Text told(const Plan& plan, TaskId id) {
  return noted(subject_of(plan, id), range_text(*dates_of(plan, plan[id]).range));
}

Label label_on(const Plan& plan, TaskId id) {
  const Task& task = plan[id];
  return task.dates ? dates_label(task, told(plan, id)) : phase_label(plan[*task.phase]);
}

void add_edge(const Plan& plan, const Edge& edge, Finding& finding) {
  const PartialDate end = *earliest_end(dates_of(plan, plan[edge.before]));
  const PartialDate start = *latest_start(dates_of(plan, plan[edge.task]));
  finding.computation.push_back(apart_step(end, start));
}

// Several tasks start before the one they wait for ends.
Finding of_one_predecessor(const Plan& plan, TaskId before, const std::vector<Edge>& edges) {
  Finding finding;
  finding.subject = subject_of(plan, before);
  finding.labels.push_back(label_on(plan, before));
  std::vector<Text> tasks;
  for (const Edge& edge : edges) {
    finding.labels.push_back(label_on(plan, edge.task));
    finding.subjects.push_back(subject_of(plan, edge.task));
    tasks.push_back(told(plan, edge.task));
    add_edge(plan, edge, finding);
  }
  finding.message = dsl::fill({"前置任务{before}尚未结束，后于它的 {count} 项任务已经开始：{tasks}。",
                               "{before} has not ended when {count} tasks that wait for it start: {tasks}."},
                              {{"before", told(plan, before)}, {"count", std::to_string(edges.size())}, {"tasks", list_of(tasks)}});
  return finding;
}

// A task starts before one or more of those it waits for end.
Finding of_one_task(const Plan& plan, TaskId task, const std::vector<Edge>& edges) {
  Finding finding;
  finding.subject = subject_of(plan, task);
  finding.labels.push_back(label_on(plan, task));
  std::vector<Text> tasks;
  for (const Edge& edge : edges) {
    finding.labels.push_back(label_on(plan, edge.before));
    if (edges.size() > 1) finding.subjects.push_back(subject_of(plan, edge.before));
    tasks.push_back(told(plan, edge.before));
    add_edge(plan, edge, finding);
  }
  finding.message = dsl::fill({"任务{task}写明后于{tasks}，开始时前置任务却尚未结束。", "{task} waits for {tasks}, but starts before that has ended."},
                              {{"task", told(plan, task)}, {"tasks", list_of(tasks)}});
  return finding;
}

void report(Finding finding, const std::vector<Edge>& edges, Sink& sink) {
  finding.help = Text("推迟后续任务，或提前结束前置任务；确可并行的，取消先后关系。",
                      "Start later, or end the earlier task sooner; where both may run at once, drop the order.");
  const bool own = std::all_of(edges.begin(), edges.end(), [](const Edge& edge) { return edge.own; });
  sink.fails(std::move(finding), own ? Severity::Error : Severity::Warning);
}

// Edges by the end that more of them share: one wrong date is one finding.
void report_all(const Plan& plan, const std::vector<Edge>& late, Sink& sink) {
  std::map<TaskId, std::size_t> waiting;
  for (const Edge& edge : late) ++waiting[edge.before];
  std::map<TaskId, std::vector<Edge>> by_task;
  std::map<TaskId, std::vector<Edge>> by_predecessor;
  for (const Edge& edge : late) {
    if (waiting[edge.before] > 1) {
      by_predecessor[edge.before].push_back(edge);
    } else {
      by_task[edge.task].push_back(edge);
    }
  }
  for (const auto& [before, edges] : by_predecessor) report(of_one_predecessor(plan, before, edges), edges, sink);
  for (const auto& [task, edges] : by_task) report(of_one_task(plan, task, edges), edges, sink);
}

void run(const Plan& plan, Sink& sink) {
  std::vector<Edge> late;
  for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
    const auto id = static_cast<TaskId>(i);
    const Dates dates = dates_of(plan, plan.tasks[i]);
    for (const TaskId before : plan.tasks[i].after) {
      const Dates earlier = dates_of(plan, plan[before]);
      const auto start = dates.range != nullptr ? latest_start(dates) : std::nullopt;
      const auto end = earlier.range != nullptr ? earliest_end(earlier) : std::nullopt;
      if (!start || !end) {
        sink.undetermined([&] {
          const Place& place = plan.tasks[i].place;
          return check_at(subject_of(plan, id), {place, place.span, Text("后续任务", "the later task"), "task"},
                          dsl::fill({"“{task}”与前置任务“{before}”没有都写起止", "“{task}” and “{before}”, which it waits for, do not both state dates"},
                                    {{"task", subject_of(plan, id).name}, {"before", subject_of(plan, before).name}}));
        });
      } else if (surely_before(*start, *end)) {
        late.push_back({id, before, dates.own && earlier.own});
      } else {
        sink.holds(StatementIds(), [&] { return check_at(subject_of(plan, id), label_on(plan, id), Text("前置任务先行结束", "what it waits for ends first")); });
      }
    }
  }
  report_all(plan, late, sink);
}

}  // namespace

}  // namespace gouji::analyzer::rules
