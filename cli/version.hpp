// The version of the program; GOUJI_VERSION is the build's project version.
#pragma once

#include <string_view>

namespace gouji::cli {

inline constexpr std::string_view kVersion = GOUJI_VERSION;

}  // namespace gouji::cli
