// A workbook as the reports need it: cells with one of a few styles, columns as wide as what stands in them. Text is always text, whatever
// it begins with. Excel keeps numbers as binary floating point; only what that holds exactly as it reads is written as a number.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "analyzer/units/exact.hpp"
#include "reports/office_libraries.hpp"
#include "reports/report.hpp"

namespace gouji::reports {

enum class CellStyle : std::uint8_t {
  Plain,    // wrapped text
  Centred,
  Head,     // of a column
  Title,    // of a sheet
  Group,    // a line that heads others
  Fill,     // for people to fill in
  Error,    // severities
  Warning,
  Info,
  Good,
};

// A cell by row and column from 0, as formulas name it: "C5".
[[nodiscard]] std::string cell_name(std::uint32_t row, std::uint32_t column);

// The number a cell holds; absent when it has more digits than a cell keeps (15).
[[nodiscard]] std::optional<double> cell_number(const analyzer::Exact& value);

class Book;

class Sheet {
 public:
  Sheet(Book& book, lxw_worksheet* sheet) : book_(book), sheet_(sheet) {}

  void text(std::uint32_t row, std::uint32_t column, std::string_view text, CellStyle style = CellStyle::Plain);
  // `format` as Excel writes number formats; empty: the usual one.
  void number(std::uint32_t row, std::uint32_t column, double value, std::string_view format = {}, CellStyle style = CellStyle::Plain);
  void formula(std::uint32_t row, std::uint32_t column, const std::string& formula, double value, std::string_view format);
  void title(std::uint32_t row, std::uint32_t last_column, std::string_view text, CellStyle style);
  // Choice of these words, or others after a question.
  void choice(std::uint32_t first_row, std::uint32_t last_row, std::uint32_t column, const std::vector<std::string>& words, Language language);

  // Sets the heads of columns, which stay in sight and are repeated on paper, with a filter down to `last_row`.
  struct Column {
    std::string head;
    std::uint32_t least = 6;   // width in cells of a terminal
    std::uint32_t most = 40;
    bool hidden = false;
  };
  void heads(std::uint32_t row, const std::vector<Column>& columns);
  // When all is written: widths, filter, page.
  void finish(std::uint32_t last_row, std::uint32_t frozen_columns, Language language);

 private:
  void note(std::uint32_t row, std::uint32_t column, std::string_view text);
  [[nodiscard]] std::uint32_t width_of(std::uint32_t column) const;

  Book& book_;
  lxw_worksheet* sheet_;
  std::uint32_t head_row_ = 0;
  std::vector<Column> columns_;
  std::vector<std::size_t> widths_;  // of the widest line of each column
  // By row the column and the widths of the lines of every text that may need more than one: no program but Excel makes rows as high as
  // what stands in them.
  std::map<std::uint32_t, std::vector<std::pair<std::uint32_t, std::vector<std::size_t>>>> long_texts_;
};

class Book {
 public:
  // `file` is written when the book is closed. `day`: 2026-11-25. Throws OfficeFailure, as all of it does.
  Book(const std::string& file, std::string_view title, std::string_view day, Language language);
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;
  ~Book();

  [[nodiscard]] Sheet add(std::string_view name);
  void close();

 private:
  friend class Sheet;
  [[nodiscard]] lxw_format* format(CellStyle style, std::string_view number_format = {});

  const XlsxLibrary& xlsx_;
  Language language_;
  lxw_workbook* book_ = nullptr;
  std::map<std::pair<CellStyle, std::string>, lxw_format*> formats_;
};

}  // namespace gouji::reports
