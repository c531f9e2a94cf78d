// The style and the script of the HTML report (reports/page), built into the program.
#pragma once

#include <string_view>

namespace gouji::reports {

struct PageAssets {
  std::string_view style;
  std::string_view script;
  std::string_view style_hash;   // as a Content-Security-Policy names it: "sha256-…"
  std::string_view script_hash;
};

[[nodiscard]] const PageAssets& page_assets();

}  // namespace gouji::reports
