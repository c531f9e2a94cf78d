#include "reports/ledger.hpp"

#include <gtest/gtest.h>

#include "reports/xlsx.hpp"
#include "tests/reports/office_support.hpp"

namespace gouji::reports {
namespace {

using namespace testing;

std::string plan_with(const std::vector<std::string>& names) {
  std::string text = "plan 甲 \"甲方案\" {\n    issuer \"甲市\"\n    period 2023..2025\n";
  for (const std::string& name : names) text += "    indicator " + name + " \"" + name + "\" 家 {\n        milestone 2025 10家\n        target 2025 = 90家\n    }\n";
  return text + "}\n";
}

const LedgerEntry* entry_about(const std::vector<LedgerEntry>& entries, std::string_view name) {
  for (const LedgerEntry& entry : entries) {
    if (entry.rule.starts_with("GJ0101") && entry.problem.find(name) != std::string::npos) return &entry;
  }
  return nullptr;
}

std::string render(const Sample& sample, const Ledger* old) {
  Report report = sample.report();
  report.ledger = old;
  return render_xlsx(report);
}

void fill_in(Ledger& ledger, std::string_view name) {
  for (LedgerEntry& entry : ledger.open) {
    if (&entry == entry_about(ledger.open, name)) entry.notes = {"乙局", "=修改分解表\n重新报批", "2026-12-31", "整改中", "@已联系"};
  }
}

std::string mistake_in(std::string bytes) {
  try {
    const Ledger ledger = read_ledger(std::move(bytes));
  } catch (const LedgerMistake& mistake) {
    return mistake.message.zh;
  }
  return {};
}

TEST(LedgerFile, ReadsWhatWasWritten) {
  const Sample sample(plan_with({"企业", "平台"}));
  const Ledger ledger = read_ledger(render(sample, nullptr));
  EXPECT_EQ(ledger.open.size(), sample.audited.result.findings.size());
  EXPECT_TRUE(ledger.cleared.empty());
  const LedgerEntry* entry = entry_about(ledger.open, "企业");
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->plan_id, "甲");
  EXPECT_EQ(entry->notes.state, "未整改");
  EXPECT_EQ(entry->notes.responsible, "") << "what the audit wrote is nobody's entry";
}

TEST(LedgerFile, KeepsWhatPeopleFilledIn) {
  const Sample sample(plan_with({"企业", "平台"}));
  Ledger old = read_ledger(render(sample, nullptr));
  fill_in(old, "企业");
  const Ledger again = read_ledger(render(sample, &old));
  const LedgerEntry* entry = entry_about(again.open, "企业");
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->notes.responsible, "乙局");
  EXPECT_EQ(entry->notes.measure, "=修改分解表\n重新报批");
  EXPECT_EQ(entry->notes.deadline, "2026-12-31");
  EXPECT_EQ(entry->notes.state, "整改中");
  EXPECT_EQ(entry->notes.remark, "@已联系");
  EXPECT_EQ(entry_about(again.open, "平台")->notes.measure, "");
}

TEST(LedgerFile, TellsNewFromClearedAndBack) {
  const Sample before(plan_with({"企业", "平台"}));
  Ledger old = read_ledger(render(before, nullptr));
  fill_in(old, "企业");
  const Sample after(plan_with({"平台", "基地"}));
  const std::string bytes = render(after, &old);
  const Ledger now = read_ledger(bytes);
  EXPECT_EQ(entry_about(now.open, "企业"), nullptr);
  const LedgerEntry* cleared = entry_about(now.cleared, "企业");
  ASSERT_NE(cleared, nullptr);
  EXPECT_EQ(cleared->notes.measure, "=修改分解表\n重新报批");
  EXPECT_EQ(cleared->outcome, "不再出现");
  EXPECT_GE(cells_saying(*sheet_called(cells_of(bytes), "整改台账"), "新增"), 1U);

  const std::string back = render(before, &now);
  const Ledger again = read_ledger(back);
  const LedgerEntry* entry = entry_about(again.open, "企业");
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->notes.remark, "@已联系");
  EXPECT_GE(cells_saying(*sheet_called(cells_of(back), "整改台账"), "再次出现"), 1U);
}

TEST(LedgerFile, WhatWasNotAuditedStays) {
  const Sample sample(plan_with({"企业"}));
  Ledger old = read_ledger(render(sample, nullptr));
  fill_in(old, "企业");
  Sample other(plan_with({"企业"}));
  other.audited.result.findings.clear();
  Report report = other.report();
  report.rules = {};
  report.ledger = &old;
  const Ledger now = read_ledger(render_xlsx(report));
  EXPECT_EQ(now.open.size(), old.open.size());
  EXPECT_TRUE(now.cleared.empty());
}

TEST(LedgerFile, AcrossLanguages) {
  Sample sample(plan_with({"企业"}));
  Ledger old = read_ledger(render(sample, nullptr));
  fill_in(old, "企业");
  sample.options.language = Language::English;
  const Ledger now = read_ledger(render(sample, &old));
  EXPECT_EQ(now.language, Language::English);
  const LedgerEntry* entry = entry_about(now.open, "企业");
  ASSERT_NE(entry, nullptr);
  EXPECT_EQ(entry->notes.state, "in progress");
}

TEST(LedgerFile, RefusesWhatIsNoLedger) {
  EXPECT_EQ(mistake_in("plan 甲 {}"), "不是 .xlsx 文件");
  EXPECT_EQ(mistake_in(""), "不是 .xlsx 文件");
  EXPECT_EQ(mistake_in(pack({{"a.txt", "a"}})), "不是 .xlsx 文件");
  const std::string relations = "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
  const auto book = [&](const std::string& sheet, const std::string& name) {
    return pack({{"xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"" + name + "\" r:id=\"r1\"/></sheets></workbook>"},
                 {"xl/_rels/workbook.xml.rels", relations},
                 {"xl/worksheets/sheet1.xml", sheet}});
  };
  EXPECT_EQ(mistake_in(book("<worksheet/>", "Sheet1")), "里面没有工作表“整改台账”");
  EXPECT_EQ(mistake_in(book("<worksheet/>", "整改台账")), "工作表“整改台账”里没有“指纹”一列，无法对应到各个问题");
  EXPECT_EQ(mistake_in(book("<worksheet><unclosed>", "整改台账")), "文件已损坏，读不出来");
  const auto cell = [](const std::string& at, const std::string& text) { return "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>"; };
  const std::string twice = "<worksheet><sheetData><row r=\"1\">" + cell("A1", "指纹") + "</row><row r=\"2\">" + cell("A2", "ab") + "</row><row r=\"3\">" +
                            cell("A3", "ab") + "</row></sheetData></worksheet>";
  EXPECT_EQ(mistake_in(book(twice, "整改台账")), "工作表“整改台账”第 2 行与第 3 行是同一个问题（指纹 ab），不知该用哪一行");
  EXPECT_EQ(mistake_in(book(std::string((128U << 20) + 1, ' '), "整改台账")), "解开后过大，不像是台账");
  const std::string far = "<worksheet><sheetData><row r=\"1\">" + cell("ZZZZ99999999", "指纹") + "</row></sheetData></worksheet>";
  EXPECT_EQ(mistake_in(book(far, "整改台账")), "文件已损坏，读不出来");
}

TEST(SheetReader, Days) {
  EXPECT_EQ(day_of_serial("46387", false), "2026-12-31");
  EXPECT_EQ(day_of_serial("46387.0", false), "2026-12-31");
  EXPECT_EQ(day_of_serial("44925", true), "2026-12-31");
  EXPECT_EQ(day_of_serial("46387.5", false), "");
  EXPECT_EQ(day_of_serial("60", false), "");
  EXPECT_EQ(day_of_serial("99999999999", false), "");
  EXPECT_EQ(day_of_serial("待定", false), "");
}

}  // namespace
}  // namespace gouji::reports
