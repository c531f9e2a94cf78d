#include "cli/outputs.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "cli/configuration.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "reports/snippet.hpp"

namespace gouji::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStandardOutput = "-";

const reports::ReportFormat& parse_report_format(std::string_view name) {
  std::vector<std::string_view> names;
  for (const reports::ReportFormat& format : reports::report_formats()) {
    if (format.name == name) return format;
    names.push_back(format.name);
  }
  throw unknown_value("--format", name, names);
}

Output parse_output(const std::string& value) {
  const std::size_t equals = std::min(value.find('='), value.size());
  Output output;
  output.format = &parse_report_format(std::string_view(value).substr(0, equals));
  if (equals == value.size()) return output;
  output.option = fmt::format("--format {}", output.format->name);
  output.file = value.substr(equals + 1);
  if (output.file.empty()) throw Failure(fmt::format("{}= 之后没有文件名", output.option), fmt::format("no file is named after {}=", output.option));
  return output;
}

// Also of files that are not there yet, by way of the folders that are.
bool is_one_file(const std::string& a, const std::string& b) {
  if (same_file(a, b) || told_path(a) == told_path(b)) return true;
  std::error_code error_a;
  std::error_code error_b;
  const fs::path real_a = fs::weakly_canonical(fs::absolute(a), error_a);
  const fs::path real_b = fs::weakly_canonical(fs::absolute(b), error_b);
  return !error_a && !error_b && real_a == real_b;
}

}  // namespace

std::vector<Output> parse_outputs(const std::vector<std::string>& formats, const std::string& file) {
  std::vector<Output> outputs;
  for (const std::string& value : formats) outputs.push_back(parse_output(value));
  if (outputs.empty()) outputs.push_back(parse_output("text"));

  Output* bare = nullptr;
  for (Output& output : outputs) {
    if (!output.file.empty()) continue;
    if (bare != nullptr) {
      throw Failure(fmt::format("{} 与 {} 都没有写明文件：最多一种格式写到标准输出，其余用 --format 格式=文件", bare->format->name, output.format->name),
                    fmt::format("neither {} nor {} names a file: one format goes to standard output, the others are --format NAME=FILE",
                                bare->format->name, output.format->name));
    }
    bare = &output;
  }
  if (!file.empty()) {
    if (bare == nullptr) throw Failure("每种格式都写明了文件，-o 没有可写的", "every format names its file: there is nothing for -o to write");
    bare->file = file;
    bare->option = "-o";
  }
  for (Output& output : outputs) {
    if (output.file == kStandardOutput) output.file.clear();
  }

  for (std::size_t i = 0; i < outputs.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      const Output& a = outputs[k];
      const Output& b = outputs[i];
      if (a.file.empty() != b.file.empty() || (!a.file.empty() && !is_one_file(a.file, b.file))) continue;
      const std::string name = a.file.empty() ? "<stdout>" : reports::visible(b.file);
      throw Failure(fmt::format("{} 与 {} 都要写到 {}", a.format->name, b.format->name, name),
                    fmt::format("{} and {} would both be written to {}", a.format->name, b.format->name, name));
    }
  }
  return outputs;
}

void keep_apart(const std::vector<Output>& outputs, const std::string& read, const dsl::Template& what) {
  for (const Output& output : outputs) {
    if (output.file.empty() || !is_one_file(output.file, read)) continue;
    const std::string name = reports::visible(read);
    throw Failure(fmt::format("{} 不能指向{} {}", output.option, what.zh, name), fmt::format("{} must not name the {} {}", output.option, what.en, name));
  }
}

analyzer::KeptChecks kept_checks(const std::vector<Output>& outputs) {
  analyzer::KeptChecks kept = analyzer::KeptChecks::None;
  for (const Output& output : outputs) kept = std::max(kept, output.format->checks);
  return kept;
}

bool need_facts(const std::vector<Output>& outputs) {
  return std::any_of(outputs.begin(), outputs.end(), [](const Output& output) { return output.format->facts; });
}

void keep_off_terminal(const std::vector<Output>& outputs) {
  for (const Output& output : outputs) {
    if (!output.file.empty() || output.format->content == reports::Content::Text || isatty(STDOUT_FILENO) == 0) continue;
    const std::string_view name = output.format->name;
    throw Failure(fmt::format("{0} 不能显示在终端上，请写入文件：--format {0}=文件.{0}", name),
                  fmt::format("{0} cannot be shown on a terminal; write it to a file: --format {0}=FILE.{0}", name));
  }
}

}  // namespace gouji::cli
