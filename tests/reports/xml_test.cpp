#include "reports/xml.hpp"

#include <gtest/gtest.h>

namespace gouji::reports {
namespace {

TEST(Xml, TextStaysText) {
  EXPECT_EQ(escape_xml("a<b>&\"c\"'d'\n\t"), "a&lt;b&gt;&amp;&quot;c&quot;&#39;d&#39;\n\t");
  EXPECT_EQ(escape_xml("]]>\r"), "]]&gt;&#13;");
}

TEST(Xml, CharactersItDoesNotKnowAreReplaced) {
  EXPECT_EQ(escape_xml(std::string_view("\0\x01\x7F", 3)), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(escape_xml("a\xFF" "b\uFFFF\uFFFE"), "a\uFFFD" "b\uFFFD\uFFFD");
}

TEST(Xml, AnAttributeKeepsItsLines) { EXPECT_EQ(escape_xml_attribute("a\tb\nc\r'"), "a&#9;b&#10;c&#13;&#39;"); }

}  // namespace
}  // namespace gouji::reports
