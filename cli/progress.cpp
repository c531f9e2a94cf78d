#include "cli/progress.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "cli/failure.hpp"

namespace gouji::cli {

namespace {

constexpr std::chrono::milliseconds kFirst{500};
constexpr std::chrono::milliseconds kBetween{100};
// Back to the start of the line, and the line empty. Source: ECMA-48, EL.
constexpr const char* kErase = "\r\x1b[K";

bool may_be_seen() {
  if (::isatty(STDERR_FILENO) == 0) return false;
  const char* terminal = std::getenv("TERM");
  if (terminal == nullptr || std::string_view(terminal) == "dumb") return false;
  struct stat output {};
  return ::fstat(STDOUT_FILENO, &output) == 0 && !S_ISFIFO(output.st_mode) && !S_ISSOCK(output.st_mode);
}

}  // namespace

Progress::Progress(dsl::Template what, std::size_t total, Language language)
    : what_(reports::pick(what, language)), total_(total), on_(may_be_seen()), next_(Clock::now() + kFirst) {}

Progress::~Progress() { hide(); }

void Progress::hide() {
  const std::scoped_lock lock(drawing_);
  if (drawn_) write_standard_error(kErase);
  drawn_ = false;
}

void Progress::add(std::size_t count) {
  const std::size_t done = done_ += count;
  if (!on_) return;
  const std::unique_lock<std::mutex> lock(drawing_, std::try_to_lock);
  if (!lock.owns_lock() || Clock::now() < next_) return;
  next_ = Clock::now() + kBetween;
  drawn_ = true;
  write_standard_error(fmt::format("{}{} {}{}", kErase, what_, done, total_ == 0 ? std::string() : fmt::format("/{}", total_)));
}

}  // namespace gouji::cli
