// generate N [DISTRICTS]: writes plans of N statements to standard output, DISTRICTS (each some 60 statements) to a plan; 0 for one plan.

#include <charconv>
#include <cstdio>
#include <cstring>
#include <optional>

#include "bench/generate.hpp"

namespace {

std::optional<std::size_t> read_number(const char* text) {
  std::size_t number = 0;
  const char* end = text + std::strlen(text);
  const auto [stopped, error] = std::from_chars(text, end, number);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return number;
}

}  // namespace

int main(int count, char** arguments) {
  gouji::bench::Size size;
  const auto statements = count > 1 ? read_number(arguments[1]) : std::nullopt;
  const auto districts = count > 2 ? read_number(arguments[2]) : std::optional(size.districts_a_plan);
  if (count > 3 || !statements || !districts) {
    std::fputs("usage: generate STATEMENTS [DISTRICTS_A_PLAN]\n", stderr);
    return 2;
  }
  size.statements = *statements;
  size.districts_a_plan = *districts;
  const std::string text = gouji::bench::generate(size);
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  return written ? 0 : 2;
}
