// Plans for commands that tell of them without auditing: read with all their facts, their mistakes told on standard error.
#pragma once

#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"

namespace gouji::cli {

struct ReadPlans {
  std::vector<LoadedFile> files;
  std::vector<const analyzer::Plan*> plans;  // in order of the files
  int code = 0;                              // kOk, or kFindings when a file has mistakes
};

// Files and folders as find_plans() takes them. Throws Failure: nothing is given, a file cannot be read, `output` (where the report
// goes; empty or - for standard output) is one of them, or the files hold no plan and no mistake.
[[nodiscard]] ReadPlans read_plans(const std::vector<std::string>& paths, const std::string& output, Rules rules, Language language);

}  // namespace gouji::cli
