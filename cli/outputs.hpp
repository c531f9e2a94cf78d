// Where reports go: --format, which may be given several times and may name a file, and -o.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dsl/message.hpp"
#include "reports/formats.hpp"

namespace gouji::cli {

struct Output {
  const reports::ReportFormat* format = nullptr;
  std::string file;    // empty: standard output
  std::string option;  // that named the file, as messages call it: "-o", "--format csv"
};

// `formats` are values of --format: NAME, or NAME=FILE; none: text. `file` is the value of -o, for the one format without a file. Throws
// Failure for a format that is not known, for two that go to one place, and for -o with nothing to write there.
[[nodiscard]] std::vector<Output> parse_outputs(const std::vector<std::string>& formats, const std::string& file);

// Throws Failure when one of the outputs would be written over a file that is read: `what` says what that file is.
void keep_apart(const std::vector<Output>& outputs, const std::string& read, const dsl::Template& what);

// What the formats need of the checks, all together.
[[nodiscard]] analyzer::KeptChecks kept_checks(const std::vector<Output>& outputs);
[[nodiscard]] bool need_facts(const std::vector<Output>& outputs);

// Throws Failure when binary content would go to a terminal.
void keep_off_terminal(const std::vector<Output>& outputs);

}  // namespace gouji::cli
