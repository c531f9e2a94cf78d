// A finding about sections names them.
#include <gtest/gtest.h>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

TEST(SectionSubject, IsNamedByAFindingAboutSections) {
  const Audited audited = audit_text("plan 甲 \"甲县方案\" {\n section 一 \"总则\" in 二\n section 二 \"任务\" in 一\n}\n", only({"dependency-cycle"}));
  ASSERT_EQ(audited.result.findings.size(), 1u);
  const analyzer::Finding& finding = audited.result.findings.front();
  EXPECT_EQ(finding.subject.kind, analyzer::SubjectKind::Section);
  EXPECT_EQ(to_string(finding.subject.kind), "section");
  EXPECT_EQ(finding.subject.name, "总则");
  EXPECT_EQ(finding.subjects.size(), 2u);
}

}  // namespace
}  // namespace gouji::testing
