#include "cli/load.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>

#include "analyzer/model/resolve.hpp"
#include "cli/encoding.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/hash.hpp"
#include "dsl/parser.hpp"

namespace gouji::cli {

namespace {

// Below this the threads cost more than they save.
constexpr std::size_t kFilesWorthThreads = 16;
constexpr std::size_t kMostThreads = 64;

LoadedFile load_one(const std::string& path, std::span<const std::string_view> rule_names, const LoadOptions& options,
                    const FileOptions& own) {
  LoadedFile file;
  std::string bytes = read_file(path);
  if (options.hash) file.sha256 = sha256_of(bytes);
  file.source = std::make_unique<const dsl::SourceText>(path, std::move(bytes));
  // The parser tells what is no UTF-8, so a good file is not looked through twice; UTF-16 may hide behind NUL bytes alone.
  if (file.source->text().find('\0') != std::string_view::npos) {
    if (auto mistake = encoding_mistake(*file.source)) {
      file.diagnostics.push_back(std::move(*mistake));
      return file;
    }
  }
  std::vector<dsl::Diagnostic> unresolved;
  analyzer::DocumentResolver resolver(*file.source, rule_names, unresolved);
  analyzer::Auditor auditor(options.rules, own.audit);
  file.diagnostics = dsl::parse_plans(*file.source, [&](const dsl::PlanTree& tree) {
    auto plan = resolver.add(tree);
    if (!plan) return;
    if (own.documents) own.documents->prove(*plan);
    auditor.add(*plan);
    if (!options.keep_facts) plan->forget_facts();
    file.plans.push_back(*std::move(plan));
  });
  file.audit = auditor.take();
  // It is the only thing the parser says then.
  if (!file.diagnostics.empty() && file.diagnostics.front().mistake == dsl::Mistake::NotUtf8) {
    if (auto mistake = encoding_mistake(*file.source)) file.diagnostics.front() = std::move(*mistake);
  }
  std::move(unresolved.begin(), unresolved.end(), std::back_inserter(file.diagnostics));
  std::stable_sort(file.diagnostics.begin(), file.diagnostics.end(),
                   [](const dsl::Diagnostic& a, const dsl::Diagnostic& b) { return a.span < b.span; });
  return file;
}

}  // namespace

std::vector<LoadedFile> load(const std::vector<std::string>& paths, const LoadOptions& options) {
  std::vector<std::string_view> rule_names;
  for (const analyzer::Rule* rule : options.rules) rule_names.insert(rule_names.end(), {rule->code, rule->name});
  const FileOptions common{options.audit, options.documents};
  std::vector<LoadedFile> files(paths.size());
  std::vector<std::exception_ptr> errors(paths.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < paths.size(); i = next++) {
      try {
        files[i] = load_one(paths[i], rule_names, options, options.by_path.empty() ? common : options.by_path[i]);
      } catch (...) {
        errors[i] = std::current_exception();
      }
      if (options.progress) options.progress->add();
    }
  };

  {
    const bool threads_pay = paths.size() >= kFilesWorthThreads;
    const std::size_t helpers = threads_pay ? std::min({std::size_t{options.jobs}, paths.size(), kMostThreads}) - 1 : 0;
    std::vector<std::jthread> threads;
    threads.reserve(helpers);
    for (std::size_t i = 0; i < helpers; ++i) threads.emplace_back(work);
    work();
  }

  std::vector<dsl::Text> unreadable;
  for (const std::exception_ptr& error : errors) {
    if (!error) continue;
    try {
      std::rethrow_exception(error);
    } catch (const Failure& failure) {
      unreadable.insert(unreadable.end(), failure.messages.begin(), failure.messages.end());
    }
  }
  if (!unreadable.empty()) throw Failure(std::move(unreadable));
  return files;
}

}  // namespace gouji::cli
