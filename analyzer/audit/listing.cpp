#include "analyzer/audit/listing.hpp"

#include <algorithm>

namespace gouji::analyzer {

namespace {
constexpr std::size_t kMostListed = 6;
}  // namespace

Text list_of(const std::vector<Text>& texts) {
  if (texts.size() <= kMostListed) return dsl::join(texts);
  const std::vector<Text> first(texts.begin(), texts.begin() + kMostListed - 1);
  const Text list = dsl::join(first);
  return {list.zh + "等", list.en + " and " + std::to_string(texts.size() - first.size()) + " more"};
}

Text list_of(const std::vector<Subject>& subjects) {
  std::vector<Text> names;
  names.reserve(subjects.size());
  for (const Subject& subject : subjects) names.emplace_back(dsl::quoted(subject.name));
  return list_of(names);
}

Text noted(const Subject& subject, const Text& note) {
  const std::string name = dsl::quoted(subject.name);
  return {name + "（" + note.zh + "）", name + " (" + note.en + ")"};
}

Text count_text(std::size_t count, std::string_view zh, std::string_view one, std::string_view many) {
  const std::string number = std::to_string(count) + " ";
  return {number + std::string(zh), number + std::string(count == 1 ? one : many)};
}

Span span_of_words(const Plan& plan, const Place& place, std::string_view words) {
  const std::size_t found = words.empty() ? std::string_view::npos : plan.source->slice(place.span).find(words);
  if (found == std::string_view::npos) return place.span;
  const auto begin = place.span.begin + static_cast<std::uint32_t>(found);
  return {begin, begin + static_cast<std::uint32_t>(words.size())};
}

Subject subject_of(const Goal& goal) { return {SubjectKind::Statement, goal.id, goal.words}; }

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
