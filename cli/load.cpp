#include "cli/load.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
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

// A file so large is audited beside the parser, plan by plan.
constexpr std::size_t kBytesWorthThreads = std::size_t{1} << 20;
// So many plans a thread wait to be audited; then the parser waits, so that memory does not follow the file.
constexpr std::size_t kMostWaiting = 4;

// Audits plans in the order they come. With threads it does so while its owner goes on; the results are the same.
class PlanAudits {
 public:
  PlanAudits(const LoadOptions& options, const FileOptions& own, std::size_t threads) : options_(options), own_(own) {
    threads_.reserve(threads);
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
  }
  ~PlanAudits() { close(); }
  PlanAudits(const PlanAudits&) = delete;
  PlanAudits& operator=(const PlanAudits&) = delete;

  void add(analyzer::Plan plan) {
    std::unique_lock lock(mutex_);
    Job& job = jobs_.emplace_back(Job{std::move(plan), {}, {}});
    if (threads_.empty()) return audit(job);
    changed_.wait(lock, [&] { return jobs_.size() - next_ <= kMostWaiting * threads_.size(); });
    changed_.notify_all();
  }

  // Puts all plans and what was found into `file`; rethrows what a thread threw.
  void finish(LoadedFile& file) {
    close();
    file.plans.reserve(jobs_.size());
    for (Job& job : jobs_) {
      if (job.error) std::rethrow_exception(job.error);
      file.plans.push_back(std::move(job.plan));
      analyzer::append(file.audit, std::move(job.result));
    }
  }

 private:
  struct Job {
    analyzer::Plan plan;
    analyzer::AuditResult result;
    std::exception_ptr error;
  };

  void audit(Job& job) const {
    if (own_.documents) own_.documents->prove(job.plan);
    job.result = analyzer::audit({&job.plan, 1}, options_.rules, own_.audit);
    if (!options_.keep_facts) job.plan.forget_facts();
  }

  void work() {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [&] { return closed_ || next_ < jobs_.size(); });
      if (next_ == jobs_.size()) return;
      Job& job = jobs_[next_++];
      changed_.notify_all();
      lock.unlock();
      try {
        audit(job);
      } catch (...) {
        job.error = std::current_exception();
      }
      lock.lock();
    }
  }

  void close() {
    {
      const std::scoped_lock lock(mutex_);
      closed_ = true;
    }
    changed_.notify_all();
    threads_.clear();
  }

  const LoadOptions& options_;
  const FileOptions& own_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;  // what is in it stays in its place
  std::size_t next_ = 0;
  bool closed_ = false;
  std::vector<std::jthread> threads_;
};

LoadedFile load_one(const std::string& path, std::span<const std::string_view> rule_names, const LoadOptions& options,
                    const FileOptions& own, std::size_t threads) {
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
  const bool large = threads > 1 && file.source->text().size() >= kBytesWorthThreads;
  if (large) (void)file.source->line_count();  // places are asked for by several threads from now on
  PlanAudits audits(options, own, large ? threads : 0);
  file.diagnostics = dsl::parse_plans(*file.source, [&](const dsl::PlanTree& tree) {
    if (auto plan = resolver.add(tree)) audits.add(*std::move(plan));
  });
  audits.finish(file);
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
  const bool threads_pay = paths.size() >= kFilesWorthThreads;
  const std::size_t threads = std::min(std::size_t{options.jobs}, kMostThreads);
  const auto work = [&] {
    for (std::size_t i = next++; i < paths.size(); i = next++) {
      try {
        files[i] = load_one(paths[i], rule_names, options, options.by_path.empty() ? common : options.by_path[i], threads_pay ? 1 : threads);
      } catch (...) {
        errors[i] = std::current_exception();
      }
      if (options.progress) options.progress->add();
    }
  };

  {
    const std::size_t helpers = threads_pay ? std::min(threads, paths.size()) - 1 : 0;
    std::vector<std::jthread> readers;
    readers.reserve(helpers);
    for (std::size_t i = 0; i < helpers; ++i) readers.emplace_back(work);
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
