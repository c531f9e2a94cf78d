#include <algorithm>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "analyzer/audit/plan_facts.hpp"
#include "analyzer/audit/responsible.hpp"
#include "analyzer/graph/graph.hpp"

namespace gouji::analyzer::graph {

// Adds nodes first, then edges.
class Builder {
 public:
  explicit Builder(const Plan& plan) : plan_(plan) {
    graph_.plan = &plan;
    graph_.first_.resize(kNodeKindCount);
  }

  Graph run() {
    graph_.nodes.reserve(plan_.tasks.size() + plan_.indicators.size() + plan_.orgs.size());
    graph_.edges.reserve(8 * plan_.tasks.size() + 2 * plan_.indicators.size());
    add_nodes();
    add_structure();
    add_tasks();
    add_indicators();
    add_phases();
    return std::move(graph_);
  }

 private:
  Vertex add(NodeKind kind, std::size_t index_in_plan, std::string_view id, std::string_view name, const Place& place) {
    const auto vertex = static_cast<Vertex>(graph_.nodes.size());
    if (name.empty()) name = id;
    graph_.nodes.push_back({kind, static_cast<std::uint32_t>(index_in_plan), Words::of_source(id), Words::of_source(name), place});
    graph_.first_[static_cast<std::size_t>(kind)].push_back(vertex);
    return vertex;
  }

  void add_nodes() {
    add(NodeKind::Plan, 0, plan_.id, plan_.title, plan_.place);
    for (const Citation& citation : plan_.citations) add(NodeKind::Citation, next(NodeKind::Citation), citation.title, citation.title, citation.place);
    for (const Section& section : plan_.sections) add(NodeKind::Section, next(NodeKind::Section), section.id, section.title, section.place);
    for (const Phase& phase : plan_.phases) add(NodeKind::Phase, next(NodeKind::Phase), phase.id, phase.name, phase.place);
    for (std::size_t i = 0; i < plan_.tasks.size(); ++i) {
      const Task& task = plan_.tasks[i];
      const Vertex vertex = add(task.safeguard ? NodeKind::Safeguard : NodeKind::Task, i, task.id, task.title, task.place);
      tasks_.push_back(vertex);
    }
    // Both kinds are found by the place in the plan's one list.
    graph_.first_[static_cast<std::size_t>(NodeKind::Task)] = tasks_;
    graph_.first_[static_cast<std::size_t>(NodeKind::Safeguard)] = tasks_;
    for (const Indicator& indicator : plan_.indicators) {
      add(NodeKind::Indicator, next(NodeKind::Indicator), indicator.id, indicator.name, indicator.place);
    }
    for (const Goal& goal : plan_.goals) add(NodeKind::Goal, next(NodeKind::Goal), goal.id, goal.words, goal.place);
    for (const Table& table : plan_.tables) add(NodeKind::Table, next(NodeKind::Table), table.id, table.title, table.place);
    for (const Org& org : plan_.orgs) add(NodeKind::Org, next(NodeKind::Org), org.id, org.name, org.place);
  }

  [[nodiscard]] std::size_t next(NodeKind kind) const { return graph_.first_[static_cast<std::size_t>(kind)].size(); }

  void connect(Vertex from, Vertex to, EdgeKind kind, const Place& place, std::optional<std::uint32_t> relation = {}) {
    graph_.edges.push_back({from, to, kind, place, relation});
  }

  // Where a statement has no document place of its own, that of the block it stands in holds.
  static Place within(Place place, const Place& block) {
    if (!place.document) place.document = block.document;
    return place;
  }

  [[nodiscard]] Vertex at(SectionId id) const { return graph_.at(NodeKind::Section, index(id)); }
  [[nodiscard]] Vertex at(IndicatorId id) const { return graph_.at(NodeKind::Indicator, index(id)); }
  [[nodiscard]] Vertex at(OrgId id) const { return graph_.at(NodeKind::Org, index(id)); }

  void add_structure() {
    const Vertex plan = graph_.at(NodeKind::Plan, 0);
    for (std::size_t i = 0; i < plan_.citations.size(); ++i) {
      connect(plan, graph_.at(NodeKind::Citation, i), EdgeKind::RestsOn, plan_.citations[i].place);
    }
    for (std::size_t i = 0; i < plan_.sections.size(); ++i) {
      const Section& section = plan_.sections[i];
      connect(graph_.at(NodeKind::Section, i), section.parent ? at(*section.parent) : plan, EdgeKind::PartOf, section.place);
    }
    for (std::size_t i = 0; i < plan_.goals.size(); ++i) {
      const Goal& goal = plan_.goals[i];
      const Vertex vertex = graph_.at(NodeKind::Goal, i);
      if (goal.section) connect(vertex, at(*goal.section), EdgeKind::PartOf, goal.place);
      if (goal.indicator) connect(vertex, at(*goal.indicator), EdgeKind::MeasuredBy, goal.place);
    }
  }

  void add_tasks() {
    std::vector<std::vector<StatementId>> figures(plan_.tasks.size());
    for (std::size_t i = 0; i < plan_.statements.size(); ++i) {
      if (const auto task = plan_.statements[i].task) figures[index(*task)].push_back(static_cast<StatementId>(i));
    }
    for (std::size_t i = 0; i < plan_.tasks.size(); ++i) add_task(plan_.tasks[i], tasks_[i], figures[i]);
  }

  void add_task(const Task& task, Vertex vertex, const std::vector<StatementId>& figures) {
    if (task.section) connect(vertex, at(*task.section), EdgeKind::PartOf, task.place);
    if (task.phase) connect(vertex, graph_.at(NodeKind::Phase, index(*task.phase)), EdgeKind::PartOf, within(task.phase_place, task.place));
    for (std::size_t i = 0; i < task.after.size(); ++i) {
      connect(vertex, tasks_[index(task.after[i])], EdgeKind::WaitsFor, within(task.after_places[i], task.place));
    }
    supported_.begin();
    for (std::size_t i = 0; i < task.supports.size(); ++i) {
      supported_.meet(index(task.supports[i]));
      connect(vertex, at(task.supports[i]), EdgeKind::Supports, within(task.supports_places[i], task.place));
    }
    for (const StatementId id : figures) {
      const Statement& figure = plan_[id];
      if (supported_.meet(index(figure.indicator))) connect(vertex, at(figure.indicator), EdgeKind::Supports, figure.place);
    }
    const Responsibility& responsibility = responsibility_of(plan_, task);
    leads_.begin();
    for (const Responsible* lead : responsibility.leads) {
      leads_.meet(index(lead->org));
      connect(vertex, at(lead->org), EdgeKind::LedBy, within(lead->place, task.place));
    }
    for (const Responsible* unit : responsibility.units) {
      if (!leads_.met(index(unit->org))) connect(vertex, at(unit->org), EdgeKind::TakesPart, within(unit->place, task.place));
    }
  }

  void add_indicators() {
    for (std::size_t i = 0; i < plan_.indicators.size(); ++i) {
      const Indicator& indicator = plan_.indicators[i];
      const Vertex vertex = graph_.at(NodeKind::Indicator, i);
      if (indicator.part_of) connect(vertex, at(*indicator.part_of), EdgeKind::SubsetOf, {indicator.part_of_span, indicator.place.document});
      if (indicator.owner) connect(vertex, at(*indicator.owner), EdgeKind::OwnedBy, {indicator.owner_span, indicator.place.document});
      add_units(indicator, vertex);
    }
    for (std::size_t i = 0; i < plan_.relations.size(); ++i) add_relation(plan_.relations[i], static_cast<std::uint32_t>(i));
    for (std::size_t i = 0; i < plan_.tables.size(); ++i) {
      rows_.begin();
      for (const IndicatorId row : plan_.tables[i].rows) {
        if (rows_.meet(index(row))) connect(at(row), graph_.at(NodeKind::Table, i), EdgeKind::PartOf, row_place(i, row));
      }
    }
  }

  [[nodiscard]] Place row_place(std::size_t table, IndicatorId row) const {
    for (const StatementId id : plan_[row].statements) {
      if (plan_[id].table && index(*plan_[id].table) == table) return plan_[id].place;
    }
    return plan_.tables[table].place;
  }

  void add_units(const Indicator& indicator, Vertex vertex) {
    mentioned_.begin();
    std::string_view last;  // mostly all figures have one unit
    const auto mention = [&](std::string_view word, const Place& place) {
      if (word.empty() || word == last) return;
      last = word;
      const auto [known, is_new] = units_.try_emplace(word, static_cast<std::uint32_t>(units_.size()));
      const std::uint32_t unit = known->second;
      if (is_new) add(NodeKind::Unit, unit, word, word, place);
      if (mentioned_.meet(unit)) connect(vertex, graph_.at(NodeKind::Unit, unit), EdgeKind::MeasuredIn, place);
    };
    if (indicator.unit) mention(indicator.unit->written, {indicator.unit_span, indicator.place.document});
    for (const StatementId id : indicator.statements) {
      const Statement& figure = plan_[id];
      // A growth is measured in the percents of its change.
      if (!figure.growth && figure.quantity.unit) mention(figure.quantity.unit->written, {figure.value_span, figure.place.document});
    }
  }

  void add_relation(const Relation& relation, std::uint32_t number) {
    if (!relation.left) return;  // shares of 100%: no indicator is made of them
    const Vertex left = at(*relation.left);
    const EdgeKind kind = relation.form == Relation::Form::Within ? EdgeKind::SubsetOf : EdgeKind::DerivedFrom;
    rows_.begin();
    for (const IndicatorId operand : relation.right) {
      if (rows_.meet(index(operand))) connect(left, at(operand), kind, relation.place, number);
    }
  }

  void add_phases() {
    std::vector<std::uint32_t> order;
    for (std::size_t i = 0; i < plan_.phases.size(); ++i) {
      if (plan_.phases[i].range.first.year != 0) order.push_back(static_cast<std::uint32_t>(i));
    }
    const auto begin = [this](std::uint32_t i) { return plan_.phases[i].range.first.first_day(); };
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return begin(a) < begin(b); });
    for (std::size_t i = 1; i < order.size(); ++i) {
      connect(graph_.at(NodeKind::Phase, order[i]), graph_.at(NodeKind::Phase, order[i - 1]), EdgeKind::Follows, plan_.phases[order[i]].place);
    }
  }

  // Which of a list were met in this round.
  class Round {
   public:
    void begin() { ++round_; }
    // Whether it is the first time.
    bool meet(std::size_t i) {
      if (i >= last_.size()) last_.resize(std::max(i + 1, 2 * last_.size()), 0);
      return std::exchange(last_[i], round_) != round_;
    }
    [[nodiscard]] bool met(std::size_t i) const { return i < last_.size() && last_[i] == round_; }

   private:
    std::vector<std::uint32_t> last_;
    std::uint32_t round_ = 0;
  };

  const Plan& plan_;
  Graph graph_;
  std::vector<Vertex> tasks_;
  std::unordered_map<std::string_view, std::uint32_t> units_;  // by word; those of the plan outlive the graph
  Round supported_;                                            // indicators by a task
  Round leads_;                                                // organisations of a task
  Round rows_;                                                 // indicators of a table or relation
  Round mentioned_;                                            // units of an indicator
};

Graph build(const Plan& plan) { return Builder(plan).run(); }

const Graph& graph_of(const Plan& plan) {
  auto& graph = facts_of(plan).graph;
  if (!graph) graph = std::make_shared<const Graph>(build(plan));
  return *graph;
}

}  // namespace gouji::analyzer::graph
