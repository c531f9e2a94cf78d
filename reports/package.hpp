// Office files are zip archives of XML parts. Bytes in, bytes out; the same parts give the same bytes.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct zip;  // of libzip

namespace gouji::reports {

// Name and content, in the order they are packed.
using PackageParts = std::vector<std::pair<std::string, std::string>>;

// Every part carries the first day a zip archive knows. Throws OfficeFailure.
[[nodiscard]] std::string pack(const PackageParts& parts);

// A mistake in a package that was read. Not for people: the caller knows what the file was to be.
enum class PackageMistake : std::uint8_t { NotAPackage, TooBig, Damaged };

// Parts by name, unpacked one by one, so that an archive that swells beyond all measure is refused before it does. Throws
// PackageMistake, or OfficeFailure.
class Package {
 public:
  explicit Package(std::string bytes);
  Package(const Package&) = delete;
  Package& operator=(const Package&) = delete;
  ~Package();

  [[nodiscard]] bool has(const std::string& name) const { return parts_.contains(name); }
  // Empty when there is no such part.
  [[nodiscard]] std::string part(const std::string& name);
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::string bytes_;
  ::zip* archive_ = nullptr;
  std::map<std::string, std::uint64_t> parts_;  // index in the archive
  std::uint64_t left_;                          // bytes that may still be unpacked
};

}  // namespace gouji::reports
