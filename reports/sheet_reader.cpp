#include "reports/sheet_reader.hpp"

#include <charconv>
#include <chrono>
#include <pugixml.hpp>
#include <string_view>

#include "analyzer/audit/day.hpp"

namespace gouji::reports {

namespace {

constexpr std::uint32_t kLastRow = 1048576;
constexpr std::uint32_t kLastColumn = 16384;

std::string_view local(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  return name.substr(name.find(':') + 1);  // of "x:row" as of "row"
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& inner : node.children()) {
    if (local(inner) == name) return inner;
  }
  return {};
}

pugi::xml_document parse(Package& package, const std::string& part) {
  pugi::xml_document document;
  const std::string text = package.part(part);
  // White space matters, and entities are resolved; a DTD could only bring trouble, and pugixml does not look into it.
  if (!document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata)) throw PackageMistake::Damaged;
  return document;
}

// Excel writes what XML cannot hold, and line breaks it must not lose, as _x000D_.
std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    unsigned code = 0;
    const bool escape = text.substr(i).starts_with("_x") && i + 6 < text.size() && text[i + 6] == '_';
    if (escape) {
      const char* begin = text.data() + i + 2;
      const auto [end, error] = std::from_chars(begin, begin + 4, code, 16);
      if (error == std::errc{} && end == begin + 4 && code < 0x80) {
        if (code == '\n' || code == '\t' || code == '_' || (code >= 0x20 && code < 0x7F)) result += static_cast<char>(code);
        i += 7;
        continue;
      }
    }
    result += text[i++];
  }
  return result;
}

// A text is one piece, or several with formats of their own; phonetic guides are no part of it.
std::string text_of(const pugi::xml_node& node) {
  std::string text;
  for (const pugi::xml_node& inner : node.children()) {
    if (local(inner) == "t") text += inner.text().get();
    if (local(inner) == "r") text += child(inner, "t").text().get();
  }
  return unescaped(text);
}

std::vector<std::string> shared_strings(Package& package, const std::string& part) {
  std::vector<std::string> strings;
  if (!package.has(part)) return strings;
  const pugi::xml_document document = parse(package, part);
  for (const pugi::xml_node& entry : document.document_element().children()) {
    if (local(entry) == "si") strings.push_back(text_of(entry));
  }
  return strings;
}

// "AB12" is row 11, column 27.
bool read_reference(std::string_view reference, std::uint32_t& row, std::uint32_t& column) {
  std::size_t i = 0;
  std::uint32_t letters = 0;
  for (; i < reference.size() && reference[i] >= 'A' && reference[i] <= 'Z' && letters <= kLastColumn; ++i) {
    letters = letters * 26 + static_cast<std::uint32_t>(reference[i] - 'A' + 1);
  }
  std::uint32_t digits = 0;
  const auto [end, error] = std::from_chars(reference.data() + i, reference.data() + reference.size(), digits);
  if (i == 0 || error != std::errc{} || end != reference.data() + reference.size()) return false;
  if (letters > kLastColumn || digits == 0 || digits > kLastRow) return false;
  row = digits - 1;
  column = letters - 1;
  return true;
}

SheetCell cell_of(const pugi::xml_node& node, const std::vector<std::string>& strings) {
  const std::string_view type = node.attribute("t").as_string("n");
  if (type == "inlineStr") return {text_of(child(node, "is")), false};
  const std::string value = child(node, "v").text().get();
  if (type == "s") {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), index);
    if (error != std::errc{} || end != value.data() + value.size() || index >= strings.size()) throw PackageMistake::Damaged;
    return {strings[index], false};
  }
  if (type == "n") return {value, true};
  return {unescaped(value), false};
}

SheetCells read_sheet(Package& package, std::string name, const std::string& part, const std::vector<std::string>& strings) {
  SheetCells sheet{std::move(name), {}};
  const pugi::xml_document document = parse(package, part);
  std::uint32_t next_row = 0;
  for (const pugi::xml_node& line : child(document.document_element(), "sheetData").children()) {
    if (local(line) != "row") continue;
    std::uint32_t row = line.attribute("r").as_uint(next_row + 1) - 1;
    std::uint32_t column = 0;
    for (const pugi::xml_node& node : line.children()) {
      if (local(node) != "c") continue;
      // A cell may leave its place out: it then follows the one before it.
      if (const auto reference = node.attribute("r"); reference && !read_reference(reference.as_string(), row, column)) throw PackageMistake::Damaged;
      SheetCell cell = cell_of(node, strings);
      if (!cell.text.empty()) sheet.cells.insert_or_assign({row, column}, std::move(cell));
      ++column;
    }
    next_row = row + 1;
  }
  return sheet;
}

// "xl" and "worksheets/sheet1.xml", "xl" and "/xl/worksheets/sheet1.xml" are the same part.
std::string resolved(std::string_view folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  return std::string(folder) + "/" + std::string(target);
}

}  // namespace

const SheetCell* SheetCells::find(std::uint32_t row, std::uint32_t column) const {
  const auto found = cells.find({row, column});
  return found == cells.end() ? nullptr : &found->second;
}

WorkbookCells read_workbook(Package& package) {
  constexpr std::string_view kFolder = "xl";
  if (!package.has("xl/workbook.xml") || !package.has("xl/_rels/workbook.xml.rels")) throw PackageMistake::NotAPackage;
  std::map<std::string, std::string> targets;
  std::string strings_part;
  const pugi::xml_document relations = parse(package, "xl/_rels/workbook.xml.rels");
  for (const pugi::xml_node& relation : relations.document_element().children()) {
    const std::string target = resolved(kFolder, relation.attribute("Target").as_string());
    targets[relation.attribute("Id").as_string()] = target;
    if (std::string_view(relation.attribute("Type").as_string()).ends_with("/sharedStrings")) strings_part = target;
  }
  const std::vector<std::string> strings = shared_strings(package, strings_part);

  WorkbookCells workbook;
  const pugi::xml_document document = parse(package, "xl/workbook.xml");
  workbook.from_1904 = child(document.document_element(), "workbookPr").attribute("date1904").as_bool();
  for (const pugi::xml_node& sheet : child(document.document_element(), "sheets").children()) {
    std::string id;
    for (const pugi::xml_attribute& attribute : sheet.attributes()) {
      if (std::string_view(attribute.name()).ends_with(":id")) id = attribute.as_string();
    }
    const auto target = targets.find(id);
    if (target == targets.end() || !package.has(target->second)) throw PackageMistake::Damaged;
    workbook.sheets.push_back(read_sheet(package, sheet.attribute("name").as_string(), target->second, strings));
  }
  if (workbook.sheets.empty()) throw PackageMistake::Damaged;
  return workbook;
}

std::string day_of_serial(const std::string& number, bool from_1904) {
  using std::chrono::days, std::chrono::sys_days, std::chrono::year, std::chrono::year_month_day;
  std::int32_t serial = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), serial);
  const std::string_view rest(end, static_cast<std::size_t>(number.data() + number.size() - end));
  if (error != std::errc{} || (!rest.empty() && rest.find_first_not_of(".0") != std::string_view::npos)) return {};
  // Day 60 of Excel's count is the 29th of February 1900, which never was.
  constexpr std::int32_t kFirst = 61;
  constexpr std::int32_t kLast = 2958465;
  constexpr std::int32_t kDaysTo1904 = 1462;
  const std::int32_t day = from_1904 && serial <= kLast ? serial + kDaysTo1904 : serial;
  if (day < kFirst || day > kLast) return {};
  const sys_days start = year{1899} / 12 / 30;
  return analyzer::day_text(year_month_day{start + days{day}});
}

}  // namespace gouji::reports
