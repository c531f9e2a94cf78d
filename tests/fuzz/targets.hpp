// What is fuzzed. Each function takes any bytes and throws Broken when a promise is not kept; a crash or a hang is a defect too.
// libFuzzer calls one of them through entry.cpp; corpus_test.cpp replays the corpus of each in every test run.
#pragma once

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

namespace gouji::fuzz {

struct Broken : std::logic_error {
  using std::logic_error::logic_error;
};

inline void require(bool kept, const char* promise) {
  if (!kept) throw Broken(promise);
}

void language(std::string_view text);  // lexer, parser, formatter, resolver
void audit(std::string_view text);     // a plan file to its reports, with all rules
void quantity(std::string_view text);  // exact numbers, units, numerals, sets of values; one to three lines: 1.2亿元
void word(std::string_view text);      // UTF-8, keywords, comparator words and folding, each against the slow and obvious way
void date(std::string_view text);      // dates, ranges and places; one a line: 2024年3月, 2024..2026, 附件2:3
void source(std::string_view text);    // a document: its lines, its figures, and a plan held against it

struct Target {
  std::string_view name;  // of its corpus folder
  void (*run)(std::string_view);
};

inline constexpr std::array kTargets = {
    Target{"language", language},
    Target{"audit", audit},
    Target{"quantity", quantity},
    Target{"word", word},
    Target{"date", date},
    Target{"source", source},
};

}  // namespace gouji::fuzz
