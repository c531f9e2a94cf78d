#include "cli/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <limits>
#include <set>

#include "cli/failure.hpp"
#include "reports/snippet.hpp"

namespace gouji::cli {

namespace {

namespace fs = std::filesystem;
using dsl::Text;

constexpr std::string_view kExtension = ".plan";
// Places are 32-bit offsets.
constexpr std::size_t kLargestFile = std::numeric_limits<std::int32_t>::max();

std::string_view chinese_reason(int error) {
  switch (error) {
    case ENOENT: return "没有这个文件或文件夹";
    case ENOTDIR: return "路径中有一段不是文件夹";
    case EACCES:
    case EPERM: return "没有权限";
    case EISDIR: return "是文件夹，不是文件";
    case EFBIG: return "文件过大";
    case ENOSPC: return "磁盘空间不足";
    case EROFS: return "文件系统只读";
    case ELOOP: return "符号链接循环";
    default: return "系统报告";
  }
}

Text trouble(const dsl::Template& pattern, const std::string& path, int error) {
  const std::string system = std::strerror(error);
  const std::string name = reports::visible(path);
  return {fmt::format(fmt::runtime(pattern.zh), name, fmt::format("{}（{}）", chinese_reason(error), system)),
          fmt::format(fmt::runtime(pattern.en), name, system)};
}

Failure cannot_read(const std::string& path, int error) {
  return Failure(trouble({"无法读取 {}：{}", "cannot read {}: {}"}, path, error));
}

Failure cannot_write(const std::string& path, int error) {
  return Failure(trouble({"无法写入 {}：{}", "cannot write {}: {}"}, path, error));
}

class Descriptor {
 public:
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  [[nodiscard]] int get() const { return descriptor_; }
  // Closing tells of errors that writing did not.
  [[nodiscard]] bool close() { return ::close(std::exchange(descriptor_, -1)) == 0; }

 private:
  int descriptor_;
};

std::string read_all(int descriptor, const std::string& path) {
  std::string content;
  constexpr std::size_t kChunk = 1U << 16U;
  // What the file says of its size is a hint alone: it may grow, and a pipe has none.
  std::size_t room = kChunk;
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
    room = std::min(static_cast<std::size_t>(status.st_size), kLargestFile) + 1;
  }
  for (std::size_t used = 0;;) {
    if (used > kLargestFile) throw cannot_read(path, EFBIG);
    if (used == content.size()) content.resize(used + std::exchange(room, kChunk));
    const ssize_t got = ::read(descriptor, content.data() + used, content.size() - used);
    if (got < 0 && errno != EINTR) throw cannot_read(path, errno);
    if (got == 0) {
      content.resize(used);
      return content;
    }
    used += static_cast<std::size_t>(std::max<ssize_t>(got, 0));
  }
}

// 0, or the error.
int write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t done = ::write(descriptor, content.data(), content.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return errno;
    content.remove_prefix(static_cast<std::size_t>(done));
  }
  return 0;
}

// Collects the plans below one folder.
class FolderWalk {
 public:
  [[nodiscard]] std::vector<std::string> plans_below(const fs::path& folder) {
    visit(folder);
    std::sort(plans_.begin(), plans_.end());
    return std::move(plans_);
  }

 private:
  void visit(const fs::path& folder) {
    std::error_code error;
    const fs::path real = fs::canonical(folder, error);
    // A link that leads back to a folder above it ends here.
    if (!error && !visited_.insert(real.string()).second) return;
    fs::directory_iterator entries(folder, error);
    if (error) throw cannot_read(folder.string(), error.value());
    for (; entries != fs::directory_iterator(); entries.increment(error)) {
      take(*entries);
    }
    if (error) throw cannot_read(folder.string(), error.value());
  }

  void take(const fs::directory_entry& entry) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with('.')) return;
    std::error_code error;
    if (entry.is_directory(error)) return visit(entry.path());
    if (!name.ends_with(kExtension)) return;
    // Gone since the folder was listed. A link to nothing is still there and will be told of when it is read.
    if (!fs::exists(entry.symlink_status(error))) return;
    // A pipe or device of that name would be waited for without end.
    if (entry.exists(error) && !entry.is_regular_file(error)) return;
    plans_.push_back(entry.path().lexically_normal().generic_string());
  }

  std::set<std::string> visited_;
  std::vector<std::string> plans_;
};

std::string identity_of(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  return error ? path : real.string();
}

mode_t mode_of_new_file() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

void write_pieces(int descriptor, const std::string& path, const Produce& produce) {
  produce([&](std::string_view piece) {
    if (const int error = write_all(descriptor, piece)) throw cannot_write(path, error);
  });
}

void write_in_place(const std::string& path, const Produce& produce) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (file.get() < 0) throw cannot_write(path, errno);
  write_pieces(file.get(), path, produce);
}

void replace_file(const std::string& path, const std::string& target, mode_t mode, const Produce& produce) {
  const fs::path folder = fs::path(target).parent_path();
  std::string temporary = (folder / ".gouji-XXXXXX").string();
  Descriptor file(::mkstemp(temporary.data()));
  if (file.get() < 0) throw cannot_write(path, errno);
  try {
    write_pieces(file.get(), path, produce);
    int error = 0;
    if (::fchmod(file.get(), mode) != 0) error = errno;
    if (error == 0 && ::fsync(file.get()) != 0) error = errno;
    if (!file.close() && error == 0) error = errno;
    if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) error = errno;
    if (error != 0) throw cannot_write(path, error);
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
}

}  // namespace

std::vector<std::string> find_plans(const std::vector<std::string>& paths) {
  std::vector<std::string> plans;
  std::vector<Text> troubles;
  std::set<std::string> known;
  for (const std::string& path : paths) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
      troubles.push_back(cannot_read(path, error ? error.value() : ENOENT).messages.front());
      continue;
    }
    const bool folder = fs::is_directory(status);
    const std::vector<std::string> found = folder ? FolderWalk().plans_below(path) : std::vector{path};
    if (found.empty()) {
      const std::string name = reports::visible(path);
      troubles.emplace_back(fmt::format("{} 下没有方案文件（*.plan）", name),
                            fmt::format("no plan file (*.plan) below {}", name));
    }
    for (const std::string& plan : found) {
      if (known.insert(identity_of(plan)).second) plans.push_back(plan);
    }
  }
  if (!troubles.empty()) throw Failure(std::move(troubles));
  return plans;
}

std::string read_file(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) throw cannot_read(path, errno);
  return read_all(file.get(), path);
}

bool is_there(const std::string& path) {
  std::error_code error;
  return fs::exists(fs::symlink_status(path, error));
}

std::string read_standard_input() { return read_all(STDIN_FILENO, "<stdin>"); }

void write_file(const std::string& path, std::string_view content) {
  write_file(path, [&](const auto& take) { take(content); });
}

void write_file(const std::string& path, const Produce& produce) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno != ENOENT) throw cannot_write(path, errno);
    return replace_file(path, path, mode_of_new_file(), produce);
  }
  if (S_ISDIR(status.st_mode)) throw cannot_write(path, EISDIR);
  if (!S_ISREG(status.st_mode)) return write_in_place(path, produce);
  // The folder may allow the renaming of a file that is itself protected.
  if (::access(path.c_str(), W_OK) != 0) throw cannot_write(path, errno);
  replace_file(path, identity_of(path), status.st_mode & 07777U, produce);
}

void write_standard_output(std::string_view content) {
  if (const int error = write_all(STDOUT_FILENO, content)) throw cannot_write("<stdout>", error);
}

void write_result(const std::string& output, std::string_view content) {
  if (output.empty() || output == "-") {
    write_standard_output(content);
  } else {
    write_file(output, content);
  }
}

bool same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  return fs::equivalent(a, b, error);
}

}  // namespace gouji::cli
