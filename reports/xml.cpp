#include "reports/xml.hpp"

#include "reports/report.hpp"

namespace gouji::reports {

std::string escape_xml(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char byte : plain_text(text)) {
    switch (byte) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\'': escaped += "&#39;"; break;  // &apos; is unknown to older HTML
      case '\r': escaped += "&#13;"; break;
      default: escaped += byte;
    }
  }
  return escaped;
}

std::string escape_xml_attribute(std::string_view text) {
  std::string escaped;
  for (const char byte : escape_xml(text)) {
    if (byte == '\t' || byte == '\n') {
      escaped += byte == '\t' ? "&#9;" : "&#10;";
    } else {
      escaped += byte;
    }
  }
  return escaped;
}

}  // namespace gouji::reports
