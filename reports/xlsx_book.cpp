#include "reports/xlsx_book.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "analyzer/audit/day.hpp"
#include "dsl/unicode.hpp"
#include "reports/wording.hpp"

namespace gouji::reports {

namespace {

constexpr int kDigits = 15;               // that a cell keeps
constexpr std::size_t kMostUnits = 32767; // UTF-16 units in a cell
constexpr std::uint8_t kA4 = 9;

// _x0041_, which Excel reads as A.
bool is_escape(std::string_view text) {
  constexpr std::string_view kForm = "_x0000_";
  if (text.size() < kForm.size() || !text.starts_with("_x") || text[kForm.size() - 1] != '_') return false;
  return text.substr(2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

// Text as a cell holds it: not too long, and nothing in it that Excel would take for one of its own escapes.
std::string cell_text(std::string_view any) {
  const std::string text = plain_text(any);
  std::string result;
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const dsl::CodePoint point = dsl::decode(text, at);
    if (is_escape(std::string_view(text).substr(at))) result += "_x005F";
    units += point.value > 0xFFFF ? 2 : 1;
    if (units >= kMostUnits - 1) return result + "…";
    result.append(text, at, point.length);
    at += point.length;
  }
  return result;
}

[[noreturn]] void fail() {
  throw OfficeFailure{{"无法生成 Excel 文件（临时文件夹写不进去？）", "the Excel file could not be made (can the folder for temporary files be written to?)"}};
}

void check(lxw_error error) {
  if (error != LXW_NO_ERROR) fail();
}

std::vector<std::size_t> line_widths(std::string_view text) {
  std::vector<std::size_t> widths;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    widths.push_back(dsl::display_width(text.substr(at, end - at)));
    at = end + 1;
  }
  return widths;
}

lxw_col_t column_of(std::uint32_t column) { return static_cast<lxw_col_t>(column); }

}  // namespace

std::string cell_name(std::uint32_t row, std::uint32_t column) {
  std::string letters;
  for (std::uint32_t left = column + 1; left > 0; left = (left - 1) / 26) letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
  return letters + std::to_string(row + 1);
}

std::optional<double> cell_number(const analyzer::Exact& value) {
  const std::string text = value.to_string();
  const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  // A fraction has no end of digits.
  const std::string told = text.find('/') == std::string::npos ? text : value.to_decimal(kDigits);
  if (digits > kDigits && text.find('/') == std::string::npos) return std::nullopt;
  double number = 0;
  const auto [end, error] = std::from_chars(told.data(), told.data() + told.size(), number);
  if (error != std::errc{} || end != told.data() + told.size()) return std::nullopt;
  return number;
}

// --- sheets -------------------------------------------------------------------------------------------------------------------

void Sheet::note(std::uint32_t row, std::uint32_t column, std::string_view text) {
  std::vector<std::size_t> lines = line_widths(text);
  const std::size_t widest = *std::max_element(lines.begin(), lines.end());
  if (widths_.size() <= column) widths_.resize(column + 1, 0);
  widths_[column] = std::max(widths_[column], widest);
  constexpr std::size_t kNarrowest = 5;  // column
  if (lines.size() > 1 || widest > kNarrowest) long_texts_[row].emplace_back(column, std::move(lines));
}

std::uint32_t Sheet::width_of(std::uint32_t column) const {
  constexpr std::size_t kMargin = 2;  // the button of the filter
  const std::size_t wanted = (column < widths_.size() ? widths_[column] : 0) + kMargin;
  return static_cast<std::uint32_t>(std::clamp<std::size_t>(wanted, columns_[column].least, columns_[column].most));
}

void Sheet::text(std::uint32_t row, std::uint32_t column, std::string_view text, CellStyle style) {
  const std::string cell = cell_text(text);
  check(book_.xlsx_.worksheet_write_string(sheet_, row, column_of(column), cell.c_str(), book_.format(style)));
  note(row, column, cell);
}

void Sheet::number(std::uint32_t row, std::uint32_t column, double value, std::string_view format, CellStyle style) {
  check(book_.xlsx_.worksheet_write_number(sheet_, row, column_of(column), value, book_.format(style, format)));
  // "达到 "#,##0: nearly as wide as its format and the digits.
  note(row, column, std::to_string(static_cast<std::int64_t>(value)) + std::string(format));
}

void Sheet::formula(std::uint32_t row, std::uint32_t column, const std::string& formula, double value, std::string_view format) {
  check(book_.xlsx_.worksheet_write_formula_num(sheet_, row, column_of(column), formula.c_str(), book_.format(CellStyle::Plain, format), value));
}

void Sheet::title(std::uint32_t row, std::uint32_t last_column, std::string_view text, CellStyle style) {
  check(book_.xlsx_.worksheet_merge_range(sheet_, row, 0, row, column_of(last_column), cell_text(text).c_str(), book_.format(style)));
  if (style == CellStyle::Title) check(book_.xlsx_.worksheet_set_row(sheet_, row, 30, nullptr));
}

void Sheet::choice(std::uint32_t first_row, std::uint32_t last_row, std::uint32_t column, const std::vector<std::string>& words, Language language) {
  std::vector<std::string> copies = words;  // the library asks for texts it may change
  std::vector<char*> list;
  for (std::string& copy : copies) list.push_back(copy.data());
  list.push_back(nullptr);
  std::string title(word(language, "不在可选之列", "Not one of the list"));
  std::string message(word(language, "通常从下拉列表中选取。仍要写入吗？", "Usually one of the list is chosen. Write it all the same?"));
  lxw_data_validation validation{};
  validation.validate = LXW_VALIDATION_TYPE_LIST;
  validation.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
  validation.value_list = list.data();
  validation.error_title = title.data();
  validation.error_message = message.data();
  check(book_.xlsx_.worksheet_data_validation_range(sheet_, first_row, column_of(column), last_row, column_of(column), &validation));
}

void Sheet::heads(std::uint32_t row, const std::vector<Column>& columns) {
  head_row_ = row;
  columns_ = columns;
  for (std::uint32_t i = 0; i < columns.size(); ++i) text(row, i, columns[i].head, CellStyle::Head);
  check(book_.xlsx_.worksheet_set_row(sheet_, row, 24, nullptr));
}

void Sheet::finish(std::uint32_t last_row, std::uint32_t frozen_columns, Language language) {
  for (std::uint32_t i = 0; i < columns_.size(); ++i) {
    lxw_row_col_options options{};
    options.hidden = columns_[i].hidden ? 1 : 0;
    check(book_.xlsx_.worksheet_set_column_opt(sheet_, column_of(i), column_of(i), width_of(i), nullptr, &options));
  }
  for (const auto& [row, texts] : long_texts_) {
    if (row <= head_row_) continue;
    std::size_t lines = 1;
    for (const auto& [column, widths] : texts) {
      if (column >= columns_.size() || columns_[column].hidden) continue;
      const std::size_t room = width_of(column) - 2;  // words that do not fit go to the next line as a whole
      std::size_t needed = 0;
      for (const std::size_t width : widths) needed += width <= room ? 1 : (width + width / 10 + room - 1) / room;
      lines = std::max(lines, needed);
    }
    constexpr double kLine = 15;  // points
    constexpr double kHighest = 409;
    check(book_.xlsx_.worksheet_set_row(sheet_, row, std::min(kLine * static_cast<double>(lines) + 4, kHighest), nullptr));
  }
  book_.xlsx_.worksheet_set_landscape(sheet_);
  book_.xlsx_.worksheet_set_paper(sheet_, kA4);
  book_.xlsx_.worksheet_set_margins(sheet_, 0.5, 0.5, 0.6, 0.7);
  book_.xlsx_.worksheet_fit_to_pages(sheet_, 1, 0);
  check(book_.xlsx_.worksheet_set_footer(sheet_, language == Language::Chinese ? "&C第 &P 页，共 &N 页" : "&C&P / &N"));
  if (columns_.empty()) return;
  book_.xlsx_.worksheet_freeze_panes(sheet_, head_row_ + 1, column_of(frozen_columns));
  check(book_.xlsx_.worksheet_repeat_rows(sheet_, head_row_, head_row_));
  if (last_row > head_row_) {
    check(book_.xlsx_.worksheet_autofilter(sheet_, head_row_, 0, last_row, column_of(static_cast<std::uint32_t>(columns_.size()) - 1)));
  }
}

// --- book ---------------------------------------------------------------------------------------------------------------------

Book::Book(const std::string& file, std::string_view title, std::string_view day, Language language) : xlsx_(xlsx_library()), language_(language) {
  lxw_workbook_options options{};
  book_ = xlsx_.workbook_new_opt(file.c_str(), &options);
  if (book_ == nullptr) fail();
  std::string title_text = cell_text(title).substr(0, 255);
  while (dsl::first_invalid_byte(title_text)) title_text.pop_back();
  std::string author = "gouji";
  lxw_doc_properties properties{};
  properties.title = title_text.data();
  properties.author = author.data();
  // Without a day the library would take the clock's.
  const auto date = analyzer::read_day(day).value_or(std::chrono::year{1980} / 1 / 1);
  properties.created = static_cast<time_t>(std::chrono::sys_seconds{std::chrono::sys_days{date}}.time_since_epoch().count());
  check(xlsx_.workbook_set_properties(book_, &properties));
}

Book::~Book() {
  // Only closing lets go of what the book holds.
  if (book_ != nullptr) xlsx_.workbook_close(book_);
}

Sheet Book::add(std::string_view name) {
  lxw_worksheet* sheet = xlsx_.workbook_add_worksheet(book_, std::string(name).c_str());
  if (sheet == nullptr) fail();
  return {*this, sheet};
}

void Book::close() { check(xlsx_.workbook_close(std::exchange(book_, nullptr))); }

lxw_format* Book::format(CellStyle style, std::string_view number_format) {
  const auto [found, fresh] = formats_.try_emplace({style, std::string(number_format)}, nullptr);
  if (!fresh) return found->second;
  lxw_format* format = xlsx_.workbook_add_format(book_);
  if (format == nullptr) fail();
  found->second = format;
  const bool zh = language_ == Language::Chinese;
  const bool heading = style == CellStyle::Head || style == CellStyle::Title || style == CellStyle::Group;
  xlsx_.format_set_font_name(format, zh ? (heading ? "黑体" : "宋体") : "Arial");
  xlsx_.format_set_font_size(format, style == CellStyle::Title ? 16 : 10);
  xlsx_.format_set_text_wrap(format);
  xlsx_.format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  if (!number_format.empty()) xlsx_.format_set_num_format(format, std::string(number_format).c_str());
  if (style != CellStyle::Title) {
    xlsx_.format_set_border(format, LXW_BORDER_THIN);
    xlsx_.format_set_border_color(format, 0xA6A6A6);
  }
  const auto fill = [&](std::uint32_t colour) { xlsx_.format_set_bg_color(format, colour); };
  switch (style) {
    case CellStyle::Plain: break;
    case CellStyle::Centred: xlsx_.format_set_align(format, LXW_ALIGN_CENTER); break;
    case CellStyle::Head:
      xlsx_.format_set_align(format, LXW_ALIGN_CENTER);
      xlsx_.format_set_bold(format);
      fill(0xD9E2F3);
      break;
    case CellStyle::Title:
      xlsx_.format_set_align(format, LXW_ALIGN_CENTER);
      xlsx_.format_set_bold(format);
      break;
    case CellStyle::Group:
      xlsx_.format_set_bold(format);
      fill(0xF2F2F2);
      break;
    case CellStyle::Fill: fill(0xFFFBE6); break;
    case CellStyle::Error:
      xlsx_.format_set_align(format, LXW_ALIGN_CENTER);
      xlsx_.format_set_font_color(format, 0xB00020);
      xlsx_.format_set_bold(format);
      break;
    case CellStyle::Warning:
      xlsx_.format_set_align(format, LXW_ALIGN_CENTER);
      xlsx_.format_set_font_color(format, 0x8A5A00);
      break;
    case CellStyle::Info:
      xlsx_.format_set_align(format, LXW_ALIGN_CENTER);
      xlsx_.format_set_font_color(format, 0x1F4E9E);
      break;
    case CellStyle::Good:
      xlsx_.format_set_align(format, LXW_ALIGN_CENTER);
      xlsx_.format_set_font_color(format, 0x1B6E3A);
      break;
  }
  return format;
}

}  // namespace gouji::reports
