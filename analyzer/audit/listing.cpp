#include "analyzer/audit/listing.hpp"

#include <algorithm>

namespace gouji::analyzer {

Text listed(const std::vector<Subject>& subjects, std::size_t most) {
  Text list;
  for (std::size_t i = 0; i < std::min(most, subjects.size()); ++i) {
    const std::string name = "“" + subjects[i].name + "”";
    list.zh += (i == 0 ? "" : "、") + name;
    list.en += (i == 0 ? "" : ", ") + name;
  }
  if (subjects.size() > most) {
    list.zh += "等";
    list.en += " and others";
  }
  return list;
}

Span span_of_words(const Plan& plan, const Place& place, std::string_view words) {
  const std::size_t found = words.empty() ? std::string_view::npos : plan.source->slice(place.span).find(words);
  if (found == std::string_view::npos) return place.span;
  const auto begin = place.span.begin + static_cast<std::uint32_t>(found);
  return {begin, begin + static_cast<std::uint32_t>(words.size())};
}

Subject subject_of(const Goal& goal) { return {SubjectKind::Statement, goal.id, goal.words}; }

Subject subject_of(const Org& org) { return {SubjectKind::Org, org.id, org.name}; }

Label label_of(const Plan& plan, const Goal& goal, Text text) {
  return {goal.place, span_of_words(plan, goal.place, goal.words), std::move(text), "goal"};
}

Label label_of(const Plan& plan, const Task& task, Text text) {
  return {task.place, span_of_words(plan, task.place, task.title), std::move(text), "task"};
}

Label label_of(const Plan& plan, IndicatorId id, Text text) {
  return {plan[id].place, plan[id].name_span, std::move(text), "indicator"};
}

}  // namespace gouji::analyzer
