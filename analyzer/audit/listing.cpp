#include "analyzer/audit/listing.hpp"

#include <string>

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
  for (const Subject& subject : subjects) names.emplace_back("“" + subject.name + "”");
  return list_of(names);
}

Text noted(const Subject& subject, const Text& note) {
  const std::string name = "“" + subject.name + "”";
  return {name + "（" + note.zh + "）", name + " (" + note.en + ")"};
}

Text count_text(std::size_t count, std::string_view zh, std::string_view one, std::string_view many) {
  const std::string number = std::to_string(count) + " ";
  return {number + std::string(zh), number + std::string(count == 1 ? one : many)};
}

}  // namespace gouji::analyzer
