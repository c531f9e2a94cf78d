#include "cli/pieces.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace gouji::cli {

namespace {

// Fewer pieces are made sooner than a thread is.
constexpr std::size_t kPiecesWorthThread = 8;
constexpr std::size_t kMostThreads = 64;

// Who has made a piece waits for its turn, so that no more pieces are in memory than there are threads.
class Turns {
 public:
  void hand_over(std::size_t index, std::string_view piece, const reports::Take& take) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return error_ || turn_ == index; });
    if (error_) return;
    take(piece);
    ++turn_;
    changed_.notify_all();
  }
  // No turn comes any more.
  void fail(std::exception_ptr error) {
    const std::scoped_lock lock(mutex_);
    if (!error_) error_ = std::move(error);
    changed_.notify_all();
  }
  [[nodiscard]] bool failed() {
    const std::scoped_lock lock(mutex_);
    return error_ != nullptr;
  }
  void rethrow() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t turn_ = 0;
  std::exception_ptr error_;
};

void make_in_order(unsigned threads, std::size_t count, const reports::Make& make, const reports::Take& take) {
  Turns turns;
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    try {
      for (std::size_t i = next++; i < count && !turns.failed(); i = next++) turns.hand_over(i, make(i), take);
    } catch (...) {
      turns.fail(std::current_exception());
    }
  };
  const std::size_t most = std::min({std::size_t{threads}, count / kPiecesWorthThread, kMostThreads});
  {
    std::vector<std::jthread> helpers;
    for (std::size_t i = 1; i < most; ++i) helpers.emplace_back(work);
    work();
  }
  turns.rethrow();
}

}  // namespace

reports::InOrder by_threads(unsigned threads) {
  return [threads](std::size_t count, const reports::Make& make, const reports::Take& take) { make_in_order(threads, count, make, take); };
}

}  // namespace gouji::cli
