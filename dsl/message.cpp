#include "dsl/message.hpp"

#include <algorithm>
#include <stdexcept>

namespace gouji::dsl {

namespace {

[[noreturn]] void reject(const Template& pattern, std::string_view why) {
  throw std::invalid_argument("message \"" + std::string(pattern.en) + "\": " + std::string(why));
}

// Every {name} of `words` is replaced by `text_of` its argument.
template <typename TextOf>
std::string fill_words(const Template& pattern, std::string_view words, std::initializer_list<Argument> arguments, TextOf text_of) {
  std::string result;
  std::size_t length = words.size();
  for (const Argument& argument : arguments) length += text_of(argument.value).size();
  result.reserve(length);
  while (true) {
    const std::size_t open = words.find('{');
    result += words.substr(0, open);
    if (open == std::string_view::npos) return result;
    const std::size_t close = words.find('}', open);
    if (close == std::string_view::npos) reject(pattern, "a { without its }");
    const std::string_view name = words.substr(open + 1, close - open - 1);
    const auto argument =
        std::find_if(arguments.begin(), arguments.end(), [&](const Argument& candidate) { return candidate.name == name; });
    if (argument == arguments.end()) reject(pattern, "no argument is named " + std::string(name));
    result += text_of(argument->value);
    words.remove_prefix(close + 1);
  }
}

}  // namespace

Text fill(const Template& pattern, std::initializer_list<Argument> arguments) {
  return {fill_words(pattern, pattern.zh, arguments, [](const Text& text) -> const std::string& { return text.zh; }),
          fill_words(pattern, pattern.en, arguments, [](const Text& text) -> const std::string& { return text.en; })};
}

}  // namespace gouji::dsl
