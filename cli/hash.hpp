// The fingerprint of a file, as `sha256sum` prints it.
#pragma once

#include <string>
#include <string_view>

namespace gouji::cli {

// 64 lower-case hex digits.
[[nodiscard]] std::string sha256_of(std::string_view bytes);

}  // namespace gouji::cli
