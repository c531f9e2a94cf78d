#include "cli/actuals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>

#include "analyzer/audit/comparison.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "cli/scripts.hpp"
#include "reports/snippet.hpp"

namespace gouji::cli {

namespace {

using analyzer::Exact;
using analyzer::IndicatorId;
using analyzer::PartialDate;
using analyzer::Plan;
using analyzer::Quantity;
using analyzer::Statement;
using dsl::Text;
using reports::visible;

struct Row {
  std::size_t line = 0;
  std::vector<std::string> cells;
};

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(kBlank) - first + 1));
}

// Quoted cells may hold commas, quotes and line ends.
std::vector<Row> rows_of(std::string_view text) {
  std::vector<Row> rows;
  Row row{1, {}};
  std::string cell;
  std::size_t line = 1;
  bool quoted = false;
  const auto end_cell = [&] { row.cells.push_back(trimmed(std::exchange(cell, {}))); };
  const auto end_row = [&] {
    end_cell();
    const bool blank = std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& c) { return c.empty(); });
    if (!blank) rows.push_back(std::move(row));
    row = {line + 1, {}};
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      const bool doubled = quoted && i + 1 < text.size() && text[i + 1] == '"';
      if (doubled) {
        cell += c;
        ++i;
      } else {
        quoted = !quoted;
      }
    } else if (c == ',' && !quoted) {
      end_cell();
    } else if (c == '\n' && !quoted) {
      end_row();
      ++line;
    } else {
      cell += c;
      line += c == '\n' ? 1 : 0;
    }
  }
  end_row();
  return rows;
}

enum Column : std::size_t { kIndicator, kDate, kValue, kUnit, kColumns };
using Columns = std::array<std::optional<std::size_t>, kColumns>;

// 2024, 2024-06, 2024-06-30, 2024/6/30, 2024年, 2024年6月, 2024年底.
std::optional<PartialDate> read_date(std::string text) {
  PartialDate date;
  for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{"年底", ""}, {"年末", ""}, {"年", "-"}, {"月", "-"}, {"日", ""}, {"/", "-"}}) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from)) {
      date.end = date.end || from == "年底" || from == "年末";
      text.replace(at, from.size(), to);
    }
  }
  if (text.ends_with('-')) text.pop_back();
  std::vector<int> parts;
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  for (;;) {
    int part = 0;
    const auto [next, error] = std::from_chars(at, end, part);
    if (error != std::errc() || part < 0) return std::nullopt;
    parts.push_back(part);
    if (next == end) break;
    if (*next != '-') return std::nullopt;
    at = next + 1;
  }
  constexpr int kFirstYear = 1900;
  constexpr int kLastYear = 2200;
  if (parts.size() > 3 || parts[0] < kFirstYear || parts[0] > kLastYear) return std::nullopt;
  date.year = parts[0];
  if (parts.size() > 1) {
    if (parts[1] < 1 || parts[1] > 12) return std::nullopt;
    date.month = static_cast<std::uint8_t>(parts[1]);
  }
  if (parts.size() > 2) {
    const std::chrono::year_month_day day{std::chrono::year(parts[0]), std::chrono::month(static_cast<unsigned>(parts[1])),
                                          std::chrono::day(static_cast<unsigned>(parts[2]))};
    if (!day.ok()) return std::nullopt;
    date.day = static_cast<std::uint8_t>(parts[2]);
  }
  return date;
}

// The unit an indicator's values are written in, with its scale word; several when the plan writes it in several.
std::set<std::string> units_of(const Plan& plan, IndicatorId id) {
  if (!plan[id].unit_written.empty()) return {plan[id].unit_written};
  std::set<std::string> units;
  for (const auto statement : plan[id].statements) {
    const Quantity& quantity = plan[statement].quantity;
    if (!plan[statement].is_level() || !quantity.unit) continue;
    units.insert(quantity.unit_written.empty() ? quantity.unit->word : quantity.unit_written.str());
  }
  return units;
}

class Reader {
 public:
  Reader(const std::string& path, const Plan& plan) : path_(path), plan_(plan) {
    for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
      const auto id = static_cast<IndicatorId>(i);
      const auto& indicator = plan.indicators[i];
      by_name_.emplace(indicator.id, id);
      by_name_.emplace(indicator.name, id);
      for (const std::string& alias : indicator.aliases) by_name_.emplace(alias, id);
    }
  }

  std::vector<Statement> read() {
    // Offices save such tables in either encoding.
    auto recoded = to_utf8(read_file(path_));
    if (!recoded) {
      throw Failure(fmt::format("{} 既不是 UTF-8，也不是 GB18030 编码", visible(path_)), fmt::format("{} is neither UTF-8 nor GB18030", visible(path_)));
    }
    std::string text = std::move(recoded->text);
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (text.starts_with(kMark)) text.erase(0, kMark.size());
    const std::vector<Row> rows = rows_of(text);
    if (rows.empty()) throw Failure(fmt::format("{} 是空的", visible(path_)), fmt::format("{} is empty", visible(path_)));
    read_head(rows.front());
    std::vector<Statement> actuals;
    if (troubles_.empty()) {
      for (std::size_t i = 1; i < rows.size(); ++i) {
        if (auto actual = read_row(rows[i])) actuals.push_back(*std::move(actual));
      }
    }
    if (!troubles_.empty()) throw Failure(std::move(troubles_));
    return actuals;
  }

 private:
  void trouble(std::size_t line, const std::string& zh, const std::string& en) {
    troubles_.emplace_back(fmt::format("{}:{}：{}", visible(path_), line, zh), fmt::format("{}:{}: {}", visible(path_), line, en));
  }

  void read_head(const Row& head) {
    static constexpr std::array<std::array<std::string_view, 4>, kColumns> kNames = {
        {{"指标", "指標", "indicator", "indicator"}, {"时间", "時間", "date", "date"}, {"数值", "數值", "value", "value"}, {"单位", "單位", "unit", "unit"}}};
    std::vector<std::string_view> known;
    for (const auto& names : kNames) known.insert(known.end(), names.begin(), names.end() - 1);
    for (std::size_t i = 0; i < head.cells.size(); ++i) {
      const auto column = std::find_if(kNames.begin(), kNames.end(), [&](const auto& names) { return std::find(names.begin(), names.end(), head.cells[i]) != names.end(); });
      if (column == kNames.end()) {
        const Text near = did_you_mean(head.cells[i], known);
        trouble(head.line, fmt::format("不认识的列“{}”{}；可用：指标、时间、数值、单位", visible(head.cells[i]), near.zh),
                fmt::format("unknown column \"{}\"{}. There is: indicator, date, value, unit", visible(head.cells[i]), near.en));
        continue;
      }
      auto& place = columns_[static_cast<std::size_t>(column - kNames.begin())];
      if (place) trouble(head.line, fmt::format("列“{}”有两个", head.cells[i]), fmt::format("column \"{}\" is there twice", head.cells[i]));
      place = i;
    }
    for (const Column column : {kIndicator, kDate, kValue}) {
      if (columns_[column]) continue;
      trouble(head.line, fmt::format("缺少列“{}”", kNames[column][0]), fmt::format("column \"{}\" is missing", kNames[column][2]));
    }
  }

  [[nodiscard]] std::string cell(const Row& row, Column column) const {
    const auto& at = columns_[column];
    return at && *at < row.cells.size() ? row.cells[*at] : std::string();
  }

  std::optional<Statement> read_row(const Row& row) {
    const std::string name = cell(row, kIndicator);
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) {
      std::vector<std::string_view> known;
      for (const auto& entry : by_name_) known.push_back(entry.first);
      const Text near = did_you_mean(name, known);
      trouble(row.line, fmt::format("方案里没有名为“{}”的指标{}", visible(name), near.zh), fmt::format("no indicator is called \"{}\"{}", visible(name), near.en));
      return std::nullopt;
    }
    const auto date = read_date(cell(row, kDate));
    if (!date) {
      trouble(row.line, fmt::format("“{}”不是时间；写作 2025、2025-06 或 2025-06-30", visible(cell(row, kDate))),
              fmt::format("\"{}\" is no date; write 2025, 2025-06 or 2025-06-30", visible(cell(row, kDate))));
      return std::nullopt;
    }
    Statement actual;
    actual.indicator = found->second;
    actual.role = analyzer::Role::Actual;
    actual.when.form = analyzer::When::Form::At;
    actual.when.range = analyzer::DateRange{*date, std::nullopt};
    if (!read_value(row, actual)) return std::nullopt;
    const auto [first, fresh] = lines_.try_emplace({actual.indicator, date->text()}, row.line);
    if (!fresh) {
      trouble(row.line, fmt::format("“{}”{}的数值在第 {} 行已有", visible(name), date->text(), first->second),
              fmt::format("\"{}\" has a value of {} in line {} already", visible(name), date->text(), first->second));
      return std::nullopt;
    }
    return actual;
  }

  // The number, and its unit: in its cell behind the number, in the column of units, or the one the plan writes the indicator in.
  bool read_value(const Row& row, Statement& actual) {
    const std::string written = cell(row, kValue);
    const bool negative = written.starts_with('-');
    const std::string_view digits = std::string_view(written).substr(negative ? 1 : 0);
    const std::size_t end = std::min(digits.find_first_not_of("0123456789."), digits.size());
    const auto number = Exact::parse(digits.substr(0, end));
    if (!number) {
      trouble(row.line, fmt::format("“{}”不是数；写作 1335 或 33.6，不带分节逗号", visible(written)),
              fmt::format("\"{}\" is no number; write 1335 or 33.6, without thousands separators", visible(written)));
      return false;
    }
    const std::string behind = trimmed(digits.substr(end));
    std::string unit = cell(row, kUnit);
    if (!behind.empty() && !unit.empty() && behind != unit) {
      trouble(row.line, fmt::format("数值写“{}”，单位列却写“{}”", visible(behind), visible(unit)), fmt::format("the value says \"{}\", the unit column \"{}\"", visible(behind), visible(unit)));
      return false;
    }
    if (unit.empty()) unit = behind;
    const analyzer::Indicator& indicator = plan_[actual.indicator];
    if (unit.empty()) {
      const std::set<std::string> units = units_of(plan_, actual.indicator);
      if (units.size() > 1) {
        trouble(row.line, fmt::format("“{}”在方案里有几种单位（{}），须写明是哪一种", visible(indicator.name), fmt::join(units, "、")),
                fmt::format("the plan writes \"{}\" in several units ({}): say which", visible(indicator.name), fmt::join(units, ", ")));
        return false;
      }
      if (!units.empty()) unit = *units.begin();
    }
    const analyzer::ScaledUnit read = plan_.units.read(unit);
    for (const auto id : indicator.statements) {
      const auto& other = plan_[id].quantity.unit;
      if (!plan_[id].is_level() || !other || !read.unit || comparable(*read.unit, *other)) continue;
      trouble(row.line, fmt::format("“{}”的单位是 {}，不是 {}", visible(indicator.name), other->written, visible(unit)),
              fmt::format("\"{}\" is measured in {}, not in {}", visible(indicator.name), other->written, visible(unit)));
      return false;
    }
    const std::size_t point = digits.substr(0, end).find('.');
    Quantity& quantity = actual.quantity;
    quantity.decimals = point == std::string_view::npos ? 0 : static_cast<int>(end - point - 1);
    quantity.number = (negative ? -*number : *number) * read.scale;
    quantity.step = Exact::power_of_ten(-quantity.decimals) * read.scale;
    quantity.scale_word = read.scale_word;
    quantity.unit = read.unit;
    quantity.own_unit = true;
    quantity.written = fmt::format("{}{}{}", negative ? "-" : "", digits.substr(0, end), unit);
    return true;
  }

  const std::string& path_;
  const Plan& plan_;
  std::map<std::string, IndicatorId, std::less<>> by_name_;
  std::map<std::pair<IndicatorId, std::string>, std::size_t> lines_;
  Columns columns_;
  std::vector<Text> troubles_;
};

}  // namespace

std::vector<Statement> read_actuals(const std::string& path, const Plan& plan) { return Reader(path, plan).read(); }

}  // namespace gouji::cli
