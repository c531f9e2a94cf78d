// The parts of the Word report that are the same in every one: page, styles, fonts. They stand in reports/template; the definition is made
// of them when the program is built (cmake/embed.cmake).
#pragma once

#include <string_view>

namespace gouji::reports {

// By its name there: "styles.xml". Empty when there is none.
[[nodiscard]] std::string_view docx_template(std::string_view name);

}  // namespace gouji::reports
