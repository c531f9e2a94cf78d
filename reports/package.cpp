#include "reports/package.hpp"

#include "reports/office_libraries.hpp"

namespace gouji::reports {

namespace {

// The tables people keep are a few megabytes; so much XML is more than any of them holds.
constexpr std::uint64_t kMostUnpacked = std::uint64_t{128} << 20;
constexpr std::uint64_t kMostParts = 10000;

// 1980-01-01, as DOS counts days.
constexpr std::uint16_t kFirstDay = (1 << 5) | 1;

[[noreturn]] void fail() { throw OfficeFailure{{"无法打包文件", "the file could not be packed"}}; }

// A source that this code holds too, so that what was written to it can be read when the archive is closed.
class Buffer {
 public:
  Buffer(const ZipLibrary& zip, const void* bytes, std::size_t size) : zip_(zip), source_(zip.zip_source_buffer_create(bytes, size, 0, nullptr)) {
    if (source_ == nullptr) fail();
    zip_.zip_source_keep(source_);
  }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  ~Buffer() { zip_.zip_source_free(source_); }

  [[nodiscard]] zip_source_t* source() const { return source_; }
  [[nodiscard]] std::string read() const {
    zip_stat_t about;
    if (zip_.zip_source_stat(source_, &about) != 0 || zip_.zip_source_open(source_) != 0) fail();
    std::string bytes(about.size, '\0');
    const auto got = zip_.zip_source_read(source_, bytes.data(), bytes.size());
    zip_.zip_source_close(source_);
    if (got != static_cast<zip_int64_t>(bytes.size())) fail();
    return bytes;
  }

 private:
  const ZipLibrary& zip_;
  zip_source_t* source_;
};

}  // namespace

std::string pack(const PackageParts& parts) {
  const ZipLibrary& zip = zip_library();
  const Buffer buffer(zip, nullptr, 0);
  zip_t* archive = zip.zip_open_from_source(buffer.source(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
  if (archive == nullptr) {
    zip.zip_source_free(buffer.source());  // the archive would have taken it
    fail();
  }
  for (const auto& [name, content] : parts) {
    zip_source_t* source = zip.zip_source_buffer(archive, content.data(), content.size(), 0);
    const zip_int64_t index = source == nullptr ? -1 : zip.zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      if (source != nullptr) zip.zip_source_free(source);
      zip.zip_discard(archive);
      fail();
    }
    const auto at = static_cast<zip_uint64_t>(index);
    zip.zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, 6);
    zip.zip_file_set_dostime(archive, at, 0, kFirstDay, 0);
  }
  if (zip.zip_close(archive) != 0) {
    zip.zip_discard(archive);
    fail();
  }
  return buffer.read();
}

Package::Package(std::string bytes) : bytes_(std::move(bytes)), left_(kMostUnpacked) {
  const ZipLibrary& zip = zip_library();
  zip_source_t* source = zip.zip_source_buffer_create(bytes_.data(), bytes_.size(), 0, nullptr);
  if (source == nullptr) throw PackageMistake::NotAPackage;
  archive_ = zip.zip_open_from_source(source, ZIP_RDONLY, nullptr);
  if (archive_ == nullptr) {
    zip.zip_source_free(source);
    throw PackageMistake::NotAPackage;
  }
  const zip_int64_t count = zip.zip_get_num_entries(archive_, 0);
  if (count < 0 || static_cast<std::uint64_t>(count) > kMostParts) {
    zip.zip_discard(archive_);
    throw PackageMistake::TooBig;
  }
  for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(count); ++i) {
    zip_stat_t about;
    if (zip.zip_stat_index(archive_, i, 0, &about) == 0 && about.name != nullptr) parts_.emplace(about.name, i);
  }
}

Package::~Package() { zip_library().zip_discard(archive_); }

std::string Package::part(const std::string& name) {
  const auto found = parts_.find(name);
  if (found == parts_.end()) return {};
  const ZipLibrary& zip = zip_library();
  zip_file_t* file = zip.zip_fopen_index(archive_, found->second, 0);
  if (file == nullptr) throw PackageMistake::Damaged;
  // The size an archive tells may be a lie.
  std::string content;
  std::string block(std::size_t{1} << 16, '\0');
  zip_int64_t got = 0;
  while ((got = zip.zip_fread(file, block.data(), block.size())) > 0) {
    const auto size = static_cast<std::uint64_t>(got);
    if (size > left_) {
      zip.zip_fclose(file);
      throw PackageMistake::TooBig;
    }
    left_ -= size;
    content.append(block, 0, size);
  }
  zip.zip_fclose(file);
  if (got < 0) throw PackageMistake::Damaged;
  return content;
}

std::vector<std::string> Package::names() const {
  std::vector<std::string> names;
  for (const auto& [name, index] : parts_) names.push_back(name);
  return names;
}

}  // namespace gouji::reports
