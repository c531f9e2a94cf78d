// The rectification ledger of one run handed to the next.
#include <gtest/gtest.h>

#include "tests/support/program.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;
using testing::Outcome;

class LedgerFile : public testing::ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    write("a.plan",
          "plan 乙 \"乙方案\" {\n    period 2023..2025\n    indicator 企业 \"示范企业\" 家 {\n        milestone 2025 10家\n        target 2025 = 90家\n    }\n}\n");
  }
};

TEST_F(LedgerFile, GoesFromRunToRun) {
  EXPECT_EQ(gouji("audit a.plan --format xlsx=old.xlsx --format docx=a.docx").code, 1);
  const std::string old = read("old.xlsx");
  EXPECT_EQ(gouji("audit a.plan --ledger old.xlsx --format xlsx=new.xlsx").code, 1);
  EXPECT_EQ(read("old.xlsx"), old);
  EXPECT_EQ(gouji("audit a.plan --ledger old.xlsx --format xlsx=old.xlsx").code, 1) << "onto itself";
  EXPECT_EQ(gouji("audit a.plan --format xlsx=old.xlsx").code, 1) << "nobody has filled anything in";
}

TEST_F(LedgerFile, RefusesWhatItCannotKeep) {
  write("no.xlsx", "plan");
  EXPECT_CANNOT(gouji("audit a.plan --ledger no.xlsx --format xlsx=new.xlsx"), "无法读取台账 no.xlsx：不是 .xlsx 文件");
  EXPECT_CANNOT(gouji("audit a.plan --ledger missing.xlsx --format xlsx=new.xlsx"), "missing.xlsx");
  EXPECT_CANNOT(gouji("audit a.plan --ledger no.xlsx"), "--ledger 要与 --format xlsx=文件 同用");
  EXPECT_CANNOT(gouji("audit a.plan --ledger no.xlsx --format xlsx=new.xlsx --format docx=no.xlsx"), "--format docx 不能指向台账 no.xlsx");
  EXPECT_CANNOT(gouji("audit a.plan --ledger '' --format xlsx=new.xlsx"), "没有给出台账文件的名称");
  EXPECT_FALSE(fs::exists(folder_ / "new.xlsx"));
  EXPECT_EQ(read("no.xlsx"), "plan");
}

}  // namespace
}  // namespace gouji
