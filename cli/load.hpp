// Plan files read, parsed, resolved and audited.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "analyzer/audit/audit.hpp"
#include "analyzer/model/model.hpp"
#include "cli/progress.hpp"
#include "cli/sources.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"

namespace gouji::cli {

struct LoadedFile {
  std::unique_ptr<const dsl::SourceText> source;  // outlives the plans, which point to it
  std::vector<dsl::Diagnostic> diagnostics;       // in source order
  std::vector<analyzer::Plan> plans;
  analyzer::AuditResult audit;                    // of these plans
  std::string sha256;                             // of the file, when asked for
};

// How the plans of one file are audited.
struct FileOptions {
  analyzer::AuditOptions audit{};
  Documents* documents = nullptr;
};

struct LoadOptions {
  unsigned jobs = 1;
  std::span<const analyzer::Rule* const> rules{};
  analyzer::AuditOptions audit{};
  bool keep_facts = false;             // else the plans keep no more than a report needs
  bool hash = false;                   // work out the hash of each file
  Documents* documents = nullptr;      // to prove each plan against, before it is audited
  Progress* progress = nullptr;        // a step a file
  std::vector<FileOptions> by_path{};  // one for each path, instead of `audit` and `documents`
};

// In the order of the paths, whatever the number of threads. Throws Failure, with all files that cannot be read.
[[nodiscard]] std::vector<LoadedFile> load(const std::vector<std::string>& paths, const LoadOptions& options);

}  // namespace gouji::cli
