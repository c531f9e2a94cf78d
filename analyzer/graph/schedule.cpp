#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "analyzer/graph/analysis.hpp"

namespace gouji::analyzer::graph {

namespace {

Precision precision_of(const PartialDate& date) {
  return date.day != 0 ? Precision::Day : date.month != 0 ? Precision::Month : Precision::Year;
}

Moment days(const std::chrono::year_month_day& date) { return std::chrono::sys_days(date).time_since_epoch().count(); }

Moment moment(const PartialDate& date, bool at_end, Precision precision) {
  const auto day = at_end ? date.last_day() : date.first_day();
  if (precision == Precision::Day) return days(day);
  if (precision == Precision::Year) return date.year;
  return Moment{date.year} * 12 + static_cast<unsigned>(day.month()) - 1;
}

struct Window {
  PartialDate first;
  PartialDate last;
};

// The dates of a task when both ends are stated.
std::optional<Window> window_of(const Task& task) {
  if (!task.dates || !task.dates->last) return std::nullopt;
  return Window{task.dates->first, *task.dates->last};
}

std::optional<PartialDate> end_of(const Plan& plan) {
  if (plan.period && plan.period->last) return plan.period->last;
  return plan.horizon;
}

// Tasks that hang together by `after`, each before those that wait for it.
struct Group {
  std::vector<Vertex> order;
  Precision precision = Precision::Day;
  std::size_t dated = 0;
};

class Scheduler {
 public:
  explicit Scheduler(const Graph& graph)
      : graph_(graph), waits_(select(graph, [](const Edge& edge) { return edge.kind == EdgeKind::WaitsFor; })) {}

  Schedule run() {
    const Plan& plan = *graph_.plan;
    schedule_.tasks.resize(plan.tasks.size());
    find_groups();
    before_.resize(graph_.nodes.size());
    after_.resize(graph_.nodes.size());
    for (std::size_t i = 0; i < waits_.arcs.size(); ++i) {
      before_[waits_.arcs[i].from].push_back(static_cast<ArcIndex>(i));
      after_[waits_.arcs[i].to].push_back(static_cast<ArcIndex>(i));
    }
    for (const Group& group : groups_) {
      if (group.dated > 0) settle(group);
    }
    return std::move(schedule_);
  }

 private:
  [[nodiscard]] const Task& task(Vertex v) const { return graph_.plan->tasks[graph_[v].index]; }
  std::optional<TaskDates>& dates(Vertex v) { return schedule_.tasks[graph_[v].index]; }

  [[nodiscard]] bool is_task(Vertex v) const {
    return graph_[v].kind == NodeKind::Task || graph_[v].kind == NodeKind::Safeguard;
  }

  void find_groups() {
    const std::size_t count = graph_.nodes.size();
    const std::vector<std::uint32_t> group_of = connected_components(count, waits_.arcs);
    const std::vector<std::uint32_t> component = strong_components(count, waits_.arcs);
    std::vector<bool> circular(count, false);
    std::vector<Arc> straight;
    for (const Arc& arc : waits_.arcs) {
      if (component[arc.from] == component[arc.to]) {
        circular[group_of[arc.from]] = true;
      } else {
        straight.push_back(arc);
      }
    }
    std::vector<Group> groups(count);
    const std::vector<Vertex> order = ends_first(count, straight).value();
    for (const Vertex v : order) {
      if (!is_task(v) || circular[group_of[v]]) continue;
      Group& group = groups[group_of[v]];
      group.order.push_back(v);
      if (const auto window = window_of(task(v))) {
        ++group.dated;
        group.precision = std::min({group.precision, precision_of(window->first), precision_of(window->last)});
      }
    }
    for (Group& group : groups) {
      if (!group.order.empty()) groups_.push_back(std::move(group));
    }
  }

  void settle(const Group& group) {
    const auto until = end_of(*graph_.plan);
    // Counting in days up to the end of a year or month: the plan's end is a last day, whatever its precision.
    std::optional<Moment> end;
    if (until) end = moment(*until, true, group.precision);
    forward(group);
    if (!end) {
      for (const Vertex v : group.order) {
        if (dates(v)) end = std::max(end.value_or(dates(v)->earliest_end), dates(v)->earliest_end);
      }
    }
    backward(group, *end);
    if (group.dated > 1) find_critical_path(group);
  }

  void forward(const Group& group) {
    for (const Vertex v : group.order) {
      std::optional<Moment> start;
      for (const ArcIndex arc : before_[v]) {
        const auto& other = dates(waits_.arcs[arc].to);
        if (other) start = std::max(start.value_or(other->earliest_end), other->earliest_end);
      }
      const auto window = window_of(task(v));
      Moment length = 0;
      if (window) {
        const Moment first = moment(window->first, false, group.precision);
        length = moment(window->last, true, group.precision) - first;
        start = std::max(start.value_or(first), first);
      }
      if (!start) continue;
      dates(v) = TaskDates{group.precision, window.has_value(), *start, *start + length, 0, 0, false};
    }
  }

  void backward(const Group& group, Moment end) {
    for (auto v = group.order.rbegin(); v != group.order.rend(); ++v) {
      if (!dates(*v)) continue;
      TaskDates& own = *dates(*v);
      own.latest_end = end;
      for (const ArcIndex arc : after_[*v]) own.latest_end = std::min(own.latest_end, dates(waits_.arcs[arc].from)->latest_start);
      own.latest_start = own.latest_end - (own.earliest_end - own.earliest_start);
    }
  }

  // From the last of the tasks with least slack back over those that hold it up.
  void find_critical_path(const Group& group) {
    Moment least = 0;
    bool any = false;
    for (const Vertex v : group.order) {
      if (!dates(v)) continue;
      least = any ? std::min(least, dates(v)->slack()) : dates(v)->slack();
      any = true;
    }
    std::optional<Vertex> last;
    for (const Vertex v : group.order) {
      if (dates(v) && dates(v)->slack() == least) last = v;
    }
    std::vector<std::uint32_t> path;
    for (std::optional<Vertex> here = last; here;) {
      dates(*here)->critical = true;
      std::optional<Vertex> next;
      for (const ArcIndex arc : before_[*here]) {
        const Vertex other = waits_.arcs[arc].to;
        if (!dates(other) || dates(other)->slack() != least || dates(other)->earliest_end != dates(*here)->earliest_start) continue;
        path.push_back(waits_.edges[arc]);
        next = other;
        break;
      }
      here = next;
    }
    schedule_.critical_paths.push_back(std::move(path));
  }

  const Graph& graph_;
  Selection waits_;
  std::vector<Group> groups_;
  std::vector<std::vector<ArcIndex>> before_;
  std::vector<std::vector<ArcIndex>> after_;
  Schedule schedule_;
};

}  // namespace

std::string moment_text(Moment moment, Precision precision) {
  switch (precision) {
    case Precision::Year: return std::to_string(moment);
    case Precision::Month: return fmt::format("{}-{:02}", moment / 12, moment % 12 + 1);
    case Precision::Day: break;
  }
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{moment}}};
  return fmt::format("{}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

Schedule schedule_of(const Graph& graph) { return Scheduler(graph).run(); }

}  // namespace gouji::analyzer::graph
