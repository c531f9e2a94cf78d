#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "reports/xlsx.hpp"
#include "tests/reports/office_support.hpp"

namespace gouji::reports {
namespace {

using nlohmann::json;
using namespace testing;

TEST(Xlsx, TellsTheChecksThatJsonCounts) {
  const Sample sample(hostile_plan(), "a.plan");
  const json summary = json::parse(sample.render("json"))["summary"];
  const WorkbookCells workbook = cells_of(sample.render("xlsx"));
  const SheetCells* checks = sheet_called(workbook, "核对");
  ASSERT_NE(checks, nullptr);
  EXPECT_EQ(cells_saying(*checks, "相符"), summary["checks"]["holds"].get<std::size_t>());
  EXPECT_EQ(cells_saying(*checks, "不符"), summary["checks"]["fails"].get<std::size_t>());
  EXPECT_EQ(cells_saying(*checks, "无法判定"), summary["checks"]["undetermined"].get<std::size_t>());
}

TEST(Xlsx, HarmlessWhateverThePlanIsCalled) {
  const std::string nasty = "=cmd()|A1 <b> ]]> &amp; _x0041_ \x01\x1f \u202E倒 \uFFFF 𠮷";
  const Sample sample(nasty_plan(nasty), "=1.plan");
  const std::string bytes = sample.render("xlsx");
  expect_well_formed(bytes);
  Package package(bytes);
  for (const std::string& name : package.names()) {
    if (name.find("worksheets/sheet") == std::string::npos) continue;
    const std::string part = package.part(name);
    pugi::xml_document document;
    ASSERT_TRUE(document.load_buffer(part.data(), part.size()));
    for (const pugi::xpath_node& formula : document.select_nodes("//*[local-name()='f']")) {
      const std::string text = formula.node().text().get();
      EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-/^():"), std::string::npos) << text;
    }
  }
  const WorkbookCells workbook = cells_of(bytes);
  const SheetCells* matrix = sheet_called(workbook, "指标×年度");
  ASSERT_NE(matrix, nullptr);
  const std::string shown = text_at(*matrix, 3, 1);
  EXPECT_TRUE(shown.starts_with("=cmd()|A1 <b> ]]> &amp; _x0041_ ")) << shown;
  EXPECT_EQ(shown.find("\u202E"), std::string::npos);
  EXPECT_NE(shown.find("𠮷"), std::string::npos);
  ASSERT_NE(sheet_called(workbook, "责任清单"), nullptr);
  EXPECT_EQ(cells_saying(*sheet_called(workbook, "责任清单"), "=1+1"), 1U);
}

TEST(Xlsx, CellsHoldNoMoreThanExcelAllows) {
  std::string name;
  for (int i = 0; i < 40000; ++i) name += "长";
  const Sample sample(nasty_plan(name));
  const std::string bytes = sample.render("xlsx");
  expect_well_formed(bytes);
  const WorkbookCells workbook = cells_of(bytes);
  const std::string shown = text_at(*sheet_called(workbook, "指标×年度"), 3, 1);
  EXPECT_TRUE(shown.ends_with("…"));
  EXPECT_LE(shown.size(), 3U * 32767);
}

TEST(Xlsx, SameBytesEveryTime) {
  const Sample sample(hostile_plan());
  Report report = sample.report();
  report.circumstances.day = "2026-11-25";
  EXPECT_EQ(render_xlsx(report), render_xlsx(report));
}

TEST(Xlsx, FormulasGiveTheFiguresOfTheAudit) {
  const Sample sample(
      "plan 甲 \"甲\" {\n    period 2022..2025\n    indicator 企业 \"企业\" 家 {\n        baseline 2022 40家\n        milestone 2023 10.5家\n"
      "        milestone 2024 20家\n        milestone 2025 30家\n        target 2025 90家 total\n    }\n}\n");
  const std::string bytes = sample.render("xlsx");
  const WorkbookCells workbook = cells_of(bytes);
  const SheetCells* sheet = sheet_called(workbook, "指标×年度");
  ASSERT_NE(sheet, nullptr);
  std::map<std::string, std::uint32_t> columns;
  for (const auto& [at, cell] : sheet->cells) {
    if (at.first == 1) columns[cell.text] = at.second;
  }
  // Baseline, milestones, target: in this order below the head of the group.
  EXPECT_EQ(text_at(*sheet, 4, columns["2023年"]), "10.5");
  EXPECT_EQ(text_at(*sheet, 4, columns["节点合计"]), "60.5");
  EXPECT_EQ(text_at(*sheet, 5, columns["目标减合计"]), "29.5");
  EXPECT_EQ(text_at(*sheet, 5, columns["较基期增长"]), "1.25");
  EXPECT_TRUE(text_at(*sheet, 5, columns["年均增长"]).starts_with("0.3103706")) << text_at(*sheet, 5, columns["年均增长"]);
  Package package(bytes);
  std::string all;
  for (const std::string& name : package.names()) {
    if (name.find("worksheets/sheet") != std::string::npos) all += package.part(name);
  }
  EXPECT_NE(all.find("<f>SUM(E5:H5)</f>"), std::string::npos);
  EXPECT_NE(all.find("<f>H6/E4-1</f>"), std::string::npos);
  EXPECT_NE(all.find("<f>(H6/E4)^(1/3)-1</f>"), std::string::npos);
}

TEST(Xlsx, EnglishIsEnglish) {
  Sample sample("plan A \"Plan\" {\n    period 2023..2025\n    indicator I \"firms\" 家 {\n        milestone 2025 10家\n        target 2025 = 90家\n    }\n}\n");
  sample.options.language = Language::English;
  const WorkbookCells workbook = cells_of(sample.render("xlsx"));
  for (const std::string_view name : {"Overview", "Ledger", "Checks", "Indicators by year"}) EXPECT_NE(sheet_called(workbook, name), nullptr) << name;
}

TEST(Xlsx, FiveThousandFindings) {
  constexpr std::size_t kFindings = 5000;
  std::string text = "plan 甲 \"甲\" {\n    period 2023..2025\n";
  for (std::size_t i = 0; i < kFindings; ++i) {
    text += "    indicator 指标" + std::to_string(i) + " \"指标" + std::to_string(i) + "号\" 家 {\n        milestone 2025 10家\n        target 2025 = 90家\n    }\n";
  }
  Sample sample(text + "}\n");
  const WorkbookCells workbook = cells_of(sample.render("xlsx"));
  EXPECT_GE(cells_saying(*sheet_called(workbook, "整改台账"), "未整改"), kFindings);
}

}  // namespace
}  // namespace gouji::reports
