// Text inside XML 1.0 and HTML. Whatever a plan says stays text there: no markup, no character that XML does not know (it becomes U+FFFD).
#pragma once

#include <string>
#include <string_view>

namespace gouji::reports {

// For content and for the value of an attribute, between either kind of quotation marks.
[[nodiscard]] std::string escape_xml(std::string_view text);

// For the value of an attribute that keeps its tabs and line breaks, of which a reader would make blanks.
[[nodiscard]] std::string escape_xml_attribute(std::string_view text);

}  // namespace gouji::reports
