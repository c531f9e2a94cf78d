// Office files taken apart again.
#pragma once

#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "reports/package.hpp"
#include "reports/sheet_reader.hpp"
#include "tests/reports/formats_support.hpp"

namespace gouji::reports::testing {

inline void expect_well_formed(const std::string& bytes) {
  Package package(bytes);
  for (const std::string& name : package.names()) {
    const std::string part = package.part(name);
    pugi::xml_document document;
    EXPECT_TRUE(document.load_buffer(part.data(), part.size())) << name;
  }
}

[[nodiscard]] inline WorkbookCells cells_of(const std::string& bytes) {
  Package package(bytes);
  return read_workbook(package);
}

[[nodiscard]] inline const SheetCells* sheet_called(const WorkbookCells& workbook, std::string_view name) {
  for (const SheetCells& sheet : workbook.sheets) {
    if (sheet.name == name) return &sheet;
  }
  return nullptr;
}

[[nodiscard]] inline std::string text_at(const SheetCells& sheet, std::uint32_t row, std::uint32_t column) {
  const SheetCell* cell = sheet.find(row, column);
  return cell == nullptr ? std::string() : cell->text;
}

// Cells of the sheet that hold just this text.
[[nodiscard]] inline std::size_t cells_saying(const SheetCells& sheet, std::string_view text) {
  std::size_t count = 0;
  for (const auto& [at, cell] : sheet.cells) count += cell.text == text ? 1 : 0;
  return count;
}

// The text of a Word file, by the style of its paragraphs.
struct Word {
  explicit Word(const std::string& bytes) {
    Package package(bytes);
    const std::string part = package.part("word/document.xml");
    EXPECT_TRUE(document.load_buffer(part.data(), part.size()));
  }
  [[nodiscard]] std::vector<std::string> paragraphs(const std::string& style) const {
    std::vector<std::string> texts;
    const std::string path = "//w:p[w:pPr/w:pStyle/@w:val='" + style + "']";
    for (const pugi::xpath_node& found : document.select_nodes(path.c_str())) {
      std::string text;
      for (const pugi::xpath_node& run : found.node().select_nodes(".//w:t")) text += run.node().text().get();
      texts.push_back(std::move(text));
    }
    return texts;
  }
  pugi::xml_document document;
};

[[nodiscard]] inline std::size_t count_ending(const std::vector<std::string>& texts, std::string_view end) {
  std::size_t count = 0;
  for (const std::string& text : texts) count += text.ends_with(end) ? 1 : 0;
  return count;
}

// Names that every format has to bear: formulas, markup, what XML cannot hold, letters that turn the line, escapes of Excel itself.
inline std::string nasty_plan(const std::string& name) {
  return "plan 甲 \"=HYPERLINK(1)\" {\n    issuer \"@SUM(A1)\", \"-1+1\"\n    period 2023..2025\n"
         "    org 局 \"+cmd|' /C calc'!A0\"\n"
         "    indicator 企业 \"" + name + "\" 家 {\n        milestone 2023 10家\n        milestone 2024 20家\n        milestone 2025 30家\n"
         "        target 2025 = 90家 total\n    }\n"
         "    task 1 \"=1+1\" {\n        supports 企业\n        units 局\n    }\n}\n";
}

}  // namespace gouji::reports::testing
