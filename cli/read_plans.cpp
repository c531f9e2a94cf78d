#include "cli/read_plans.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "reports/snippet.hpp"
#include "reports/text.hpp"

namespace gouji::cli {

ReadPlans read_plans(const std::vector<std::string>& paths, const std::string& output, Rules rules, Language language) {
  if (paths.empty()) throw Failure("没有给出方案文件或文件夹", "no plan file or folder is given");
  const std::vector<std::string> files = find_plans(paths);
  for (const std::string& path : files) {
    if (output.empty() || output == "-" || !same_file(path, output)) continue;
    throw Failure(fmt::format("-o 不能指向方案文件 {}", reports::visible(path)), fmt::format("-o must not name the plan file {}", reports::visible(path)));
  }
  // The rules' names are part of the language (allow …), but none is run.
  LoadOptions options;
  options.rules = rules;
  options.audit.ignore = {"*"};
  options.keep_facts = true;
  ReadPlans read;
  read.files = load(files, options);
  read.code = kOk;
  for (const LoadedFile& file : read.files) {
    for (const analyzer::Plan& plan : file.plans) read.plans.push_back(&plan);
    if (file.diagnostics.empty()) continue;
    read.code = kFindings;
    reports::Options told;
    told.language = language;
    told.colour = parse_colour("auto", STDERR_FILENO);
    write_standard_error(reports::render_mistakes({file.source.get(), file.diagnostics}, told));
  }
  if (read.plans.empty() && read.code == kOk) throw Failure("文件里没有方案（plan）", "the files hold no plan");
  return read;
}

}  // namespace gouji::cli
