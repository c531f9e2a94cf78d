#include "reports/office_libraries.hpp"

#include <dlfcn.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string_view>

namespace gouji::reports {

namespace {

[[noreturn]] void miss(std::string_view what, std::string_view package) {
  throw OfficeFailure{{fmt::format("写 Excel、Word 文件需要 {}，Debian 上为 {}", what, package),
                       fmt::format("Excel and Word files need {}; on Debian: {}", what, package)}};
}

void* open_library(const char* name, std::string_view package) {
  void* library = dlopen(name, RTLD_LAZY | RTLD_LOCAL);
  if (library == nullptr) miss(name, package);
  return library;
}

template <typename Function>
void find(void* library, const char* name, std::string_view package, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  if (function == nullptr) miss(name, package);
}

ZipLibrary open_zip() {
  constexpr std::string_view kPackage = "libzip4";
  void* library = open_library(GOUJI_ZIP_LIBRARY, kPackage);
  ZipLibrary functions;
#define GOUJI_FIND(name) find(library, #name, kPackage, functions.name);
  GOUJI_ZIP_FUNCTIONS(GOUJI_FIND)
  return functions;
}

XlsxLibrary open_xlsx() {
  constexpr std::string_view kPackage = "libxlsxwriter4";
  void* library = open_library(GOUJI_XLSX_LIBRARY, kPackage);
  XlsxLibrary functions;
  GOUJI_XLSX_FUNCTIONS(GOUJI_FIND)
#undef GOUJI_FIND
  return functions;
}

// A file that has a name for others to open, and no place on any disk.
class MemoryFile {
 public:
  MemoryFile() : handle_(memfd_create("gouji", MFD_CLOEXEC)) {}
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() {
    if (handle_ >= 0) close(handle_);
  }

  [[nodiscard]] bool usable() const { return handle_ >= 0; }
  [[nodiscard]] std::string name() const { return fmt::format("/proc/self/fd/{}", handle_); }
  [[nodiscard]] bool read(std::string& bytes) const {
    struct stat about {};
    if (fstat(handle_, &about) != 0) return false;
    bytes.resize(static_cast<std::size_t>(about.st_size));
    for (std::size_t done = 0; done < bytes.size();) {
      const ssize_t got = pread(handle_, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
      if (got <= 0) return false;
      done += static_cast<std::size_t>(got);
    }
    return true;
  }

 private:
  int handle_;
};

}  // namespace

const ZipLibrary& zip_library() {
  static const ZipLibrary library = open_zip();
  return library;
}

const XlsxLibrary& xlsx_library() {
  static const XlsxLibrary library = open_xlsx();
  return library;
}

std::string bytes_written(const std::function<void(const std::string& file)>& write) {
  const MemoryFile file;
  std::string bytes;
  if (file.usable()) write(file.name());
  if (!file.usable() || !file.read(bytes)) throw OfficeFailure{{"内存不足，无法生成文件", "there is not enough memory to make the file"}};
  return bytes;
}

}  // namespace gouji::reports
