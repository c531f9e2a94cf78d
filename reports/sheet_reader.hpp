// The cells of an .xlsx file as text, whatever program saved it: Excel, LibreOffice, WPS, gouji. No more of the format than that.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "reports/package.hpp"

namespace gouji::reports {

struct SheetCell {
  std::string text;      // a number as the file writes it
  bool number = false;
};

struct SheetCells {
  std::string name;
  // By row and column from 0. Empty cells are left out.
  std::map<std::pair<std::uint32_t, std::uint32_t>, SheetCell> cells;

  [[nodiscard]] const SheetCell* find(std::uint32_t row, std::uint32_t column) const;
};

struct WorkbookCells {
  std::vector<SheetCells> sheets;
  bool from_1904 = false;  // days of dates count from 1904
};

// Throws PackageMistake; Damaged for XML that cannot be read and a workbook without sheets.
[[nodiscard]] WorkbookCells read_workbook(Package& package);

// A day by its serial number in a workbook, as 2026-12-31; empty when the number is no whole day between 1900-03-01 and 9999-12-31.
[[nodiscard]] std::string day_of_serial(const std::string& number, bool from_1904);

}  // namespace gouji::reports
