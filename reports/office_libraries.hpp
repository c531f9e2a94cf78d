// The libraries that write and read office files. They are opened when the first such file is asked for: a program that is started to
// check one plan shall not pay for the two dozen it never uses.
#pragma once

#include <xlsxwriter.h>
#include <zip.h>

#include <functional>
#include <string>

#include "reports/office_failure.hpp"

namespace gouji::reports {

#define GOUJI_ZIP_FUNCTIONS(USE)                                                                                                            \
  USE(zip_source_buffer_create)                                                                                                             \
  USE(zip_source_buffer)                                                                                                                    \
  USE(zip_source_free)                                                                                                                      \
  USE(zip_source_keep)                                                                                                                      \
  USE(zip_source_open)                                                                                                                      \
  USE(zip_source_close)                                                                                                                     \
  USE(zip_source_read)                                                                                                                      \
  USE(zip_source_stat)                                                                                                                      \
  USE(zip_open_from_source)                                                                                                                 \
  USE(zip_close)                                                                                                                            \
  USE(zip_discard)                                                                                                                          \
  USE(zip_file_add)                                                                                                                         \
  USE(zip_file_set_dostime)                                                                                                                 \
  USE(zip_set_file_compression)                                                                                                             \
  USE(zip_get_num_entries)                                                                                                                  \
  USE(zip_stat_index)                                                                                                                       \
  USE(zip_fopen_index)                                                                                                                      \
  USE(zip_fread)                                                                                                                            \
  USE(zip_fclose)

#define GOUJI_XLSX_FUNCTIONS(USE)                                                                                                           \
  USE(workbook_new_opt)                                                                                                                     \
  USE(workbook_close)                                                                                                                       \
  USE(workbook_add_worksheet)                                                                                                               \
  USE(workbook_add_format)                                                                                                                  \
  USE(workbook_set_properties)                                                                                                              \
  USE(worksheet_write_string)                                                                                                               \
  USE(worksheet_write_number)                                                                                                               \
  USE(worksheet_write_formula_num)                                                                                                          \
  USE(worksheet_merge_range)                                                                                                                \
  USE(worksheet_set_row)                                                                                                                    \
  USE(worksheet_set_column)                                                                                                                 \
  USE(worksheet_set_column_opt)                                                                                                             \
  USE(worksheet_freeze_panes)                                                                                                               \
  USE(worksheet_autofilter)                                                                                                                 \
  USE(worksheet_data_validation_range)                                                                                                      \
  USE(worksheet_set_landscape)                                                                                                              \
  USE(worksheet_set_portrait)                                                                                                               \
  USE(worksheet_set_paper)                                                                                                                  \
  USE(worksheet_set_margins)                                                                                                                \
  USE(worksheet_fit_to_pages)                                                                                                               \
  USE(worksheet_repeat_rows)                                                                                                                \
  USE(worksheet_set_footer)                                                                                                                 \
  USE(worksheet_gridlines)                                                                                                                  \
  USE(format_set_font_name)                                                                                                                 \
  USE(format_set_font_size)                                                                                                                 \
  USE(format_set_bold)                                                                                                                      \
  USE(format_set_font_color)                                                                                                                \
  USE(format_set_bg_color)                                                                                                                  \
  USE(format_set_border)                                                                                                                    \
  USE(format_set_border_color)                                                                                                              \
  USE(format_set_text_wrap)                                                                                                                 \
  USE(format_set_align)                                                                                                                     \
  USE(format_set_num_format)

// The functions of a library under their own names.
struct ZipLibrary {
#define GOUJI_MEMBER(name) decltype(&::name) name = nullptr;
  GOUJI_ZIP_FUNCTIONS(GOUJI_MEMBER)
};
struct XlsxLibrary {
  GOUJI_XLSX_FUNCTIONS(GOUJI_MEMBER)
#undef GOUJI_MEMBER
};

// Opened at the first call, and kept. Throws OfficeFailure.
[[nodiscard]] const ZipLibrary& zip_library();
[[nodiscard]] const XlsxLibrary& xlsx_library();

// What `write` writes to the file whose name it is given; the file is in memory alone. Throws OfficeFailure.
[[nodiscard]] std::string bytes_written(const std::function<void(const std::string& file)>& write);

}  // namespace gouji::reports
