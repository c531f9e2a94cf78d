// Words for people, always in both languages: a template such as "{sum} ≠ {total}" and its named arguments.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "dsl/words.hpp"

namespace gouji::dsl {

// One text in Chinese and in English.
struct Text {
  std::string zh;
  std::string en;

  Text() = default;
  Text(std::string both) : zh(both), en(std::move(both)) {}
  Text(const char* both) : Text(std::string(both)) {}
  Text(std::string_view both) : Text(std::string(both)) {}
  Text(const Words& both) : Text(both.str()) {}
  Text(std::string zh_text, std::string en_text) : zh(std::move(zh_text)), en(std::move(en_text)) {}

  [[nodiscard]] bool empty() const { return zh.empty() && en.empty(); }
  friend bool operator==(const Text&, const Text&) = default;
};

// The constant form of a Text, for tables and rule files.
struct Template {
  std::string_view zh;
  std::string_view en;
};

struct Argument {
  std::string_view name;
  Text value;
};

// The text in “ ”; such marks within it become the inner ones, ‘ ’ (GB/T 15834). A text that holds ‘ already keeps all its marks.
[[nodiscard]] std::string quoted(std::string_view text);
// The same without the marks around it.
[[nodiscard]] std::string within_quotes(std::string_view text);

// Replaces every {name} of the template by the argument of that name, in each language by that language's text.
// “{name}” quotes as `quoted` does.
// Throws std::invalid_argument when the template names an argument that was not given: a wrong message is a defect of ours.
[[nodiscard]] Text fill(const Template& pattern, std::initializer_list<Argument> arguments);

// Several texts joined by the list comma of each language (、 and ", ").
template <typename Range>
[[nodiscard]] Text join(const Range& texts) {
  Text result;
  for (const Text& text : texts) {
    if (!result.empty()) {
      result.zh += "、";
      result.en += ", ";
    }
    result.zh += text.zh;
    result.en += text.en;
  }
  return result;
}

}  // namespace gouji::dsl
