// How far a long run is, on standard error: on a terminal alone and not beside output into a pipe, from half a second on, and gone
// without a trace at the end.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <mutex>

#include "cli/options.hpp"

namespace gouji::cli {

class Progress {
 public:
  // "核对 12/500"; a total of 0 is not known. `what` must outlive it.
  Progress(dsl::Template what, std::size_t total, Language language);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // So much more is done. May be called by several threads at a time.
  void add(std::size_t count = 1);
  // Makes room for something else on standard error.
  void hide();

 private:
  using Clock = std::chrono::steady_clock;

  std::string_view what_;
  std::size_t total_;
  bool on_;
  std::atomic<std::size_t> done_ = 0;
  std::mutex drawing_;
  Clock::time_point next_;  // not drawn before
  bool drawn_ = false;      // and not erased again
};

}  // namespace gouji::cli
