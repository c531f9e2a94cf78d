#include "dsl/message.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include <stdexcept>

namespace gouji::dsl {

Text fill(const Template& pattern, std::initializer_list<Argument> arguments) {
  fmt::dynamic_format_arg_store<fmt::format_context> zh;
  fmt::dynamic_format_arg_store<fmt::format_context> en;
  for (const Argument& argument : arguments) {
    const std::string name(argument.name);
    zh.push_back(fmt::arg(name.c_str(), argument.value.zh));
    en.push_back(fmt::arg(name.c_str(), argument.value.en));
  }
  try {
    return Text(fmt::vformat(fmt::string_view(pattern.zh.data(), pattern.zh.size()), zh),
                fmt::vformat(fmt::string_view(pattern.en.data(), pattern.en.size()), en));
  } catch (const fmt::format_error& error) {
    throw std::invalid_argument(fmt::format("message \"{}\": {}", pattern.en, error.what()));
  }
}

}  // namespace gouji::dsl
