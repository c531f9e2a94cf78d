#include "dsl/message.hpp"

#include <algorithm>
#include <stdexcept>

namespace gouji::dsl {

namespace {

[[noreturn]] void reject(const Template& pattern, std::string_view why) {
  throw std::invalid_argument("message \"" + std::string(pattern.en) + "\": " + std::string(why));
}

constexpr std::string_view kOpen = "“";
constexpr std::string_view kClose = "”";
constexpr std::string_view kInnerOpen = "‘";
constexpr std::string_view kInnerClose = "’";

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
    const bool quoted = words.substr(0, open).ends_with(kOpen) && words.substr(close + 1).starts_with(kClose);
    result += quoted ? within_quotes(text_of(argument->value)) : text_of(argument->value);
    words.remove_prefix(close + 1);
  }
}

}  // namespace

std::string within_quotes(std::string_view text) {
  std::string result;
  if (text.find(kOpen) == std::string_view::npos || text.find(kInnerOpen) != std::string_view::npos) return std::string(text);
  for (std::size_t i = 0; i < text.size();) {
    if (text.substr(i).starts_with(kOpen)) {
      result += kInnerOpen;
      i += kOpen.size();
    } else if (text.substr(i).starts_with(kClose)) {
      result += kInnerClose;
      i += kClose.size();
    } else {
      result += text[i++];
    }
  }
  return result;
}

std::string quoted(std::string_view text) { return std::string(kOpen) + within_quotes(text) + std::string(kClose); }

Text fill(const Template& pattern, std::initializer_list<Argument> arguments) {
  return {fill_words(pattern, pattern.zh, arguments, [](const Text& text) -> const std::string& { return text.zh; }),
          fill_words(pattern, pattern.en, arguments, [](const Text& text) -> const std::string& { return text.en; })};
}

}  // namespace gouji::dsl
