// A rule that breaks down: the report is written, and no option makes the run look good.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

namespace gouji {
namespace {

using nlohmann::json;
using testing::contains;
using testing::Outcome;

class BrokenRule : public testing::ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    write("bad.plan", "plan 坏 {\n    issuer \"甲市\"\n}\n");
    write("good.plan", "plan 好 {\n    issuer \"甲市\"\n}\n");
  }
  [[nodiscard]] Outcome audit(const std::string& arguments) const {
    return program(GOUJI_BROKEN_BINARY, "audit --select unit,engine " + arguments);
  }
};

TEST_F(BrokenRule, IsToldAndTheExitCodeSaysIt) {
  const Outcome outcome = audit("bad.plan good.plan");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_TRUE(contains(outcome.out, "错误[GJ0901] rule-could-not-run：规则 GJ9999 breaks-down 核对“坏”时中途出错（除以零），没有查完；其余规则不受影响。\n"
                                    "  ┌─ bad.plan:1:6\n"))
      << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "合计（2 个方案）")) << "the report is whole";
  EXPECT_EQ(outcome.err, "gouji: 规则 breaks-down 核对 bad.plan 时中途出错：除以零\n");
  EXPECT_EQ(audit("good.plan").code, 0);
  EXPECT_EQ(json::parse(audit("bad.plan --format json").out)["findings"][0]["code"], "GJ0901");
  EXPECT_EQ(audit("bad.plan --lang en").err, "gouji: rule breaks-down broke down over bad.plan: 除以零\n");
}

TEST_F(BrokenRule, NoOptionMakesItGreen) {
  write("known.tsv", "#gouji-baseline\t1\n2026-01-01\trule-could-not-run\t坏\tplan\t坏\tbreaks-down\t1\n");
  write("lenient.toml", "fail-on = \"never\"\n[severity]\nengine = \"info\"\n");
  for (const char* arguments : {"--fail-on never", "--ignore rule-could-not-run", "--baseline known.tsv", "--config lenient.toml"}) {
    const Outcome outcome = audit(std::string("bad.plan ") + arguments);
    EXPECT_EQ(outcome.code, 2) << arguments;
    EXPECT_TRUE(contains(outcome.err, "breaks-down")) << arguments;
  }
  EXPECT_EQ(audit("bad.plan --ignore breaks-down").code, 0) << "but it may be left out itself";
}

TEST_F(BrokenRule, NoBaselineIsWritten) {
  EXPECT_EQ(audit("bad.plan --write-baseline known.tsv").code, 2);
  EXPECT_FALSE(names().contains("known.tsv"));
}

}  // namespace
}  // namespace gouji
