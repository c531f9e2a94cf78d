#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <vector>

#include "analyzer/model/model.hpp"
#include "dsl/source.hpp"
#include "tests/fuzz/plan_text.hpp"
#include "tests/fuzz/targets.hpp"

namespace gouji::fuzz {

namespace {

using analyzer::DateRange;
using analyzer::PartialDate;

void check_date(const PartialDate& date) {
  require(date.year >= 1000 && date.year <= 9999, "a year has not four digits");
  require(date.month <= 12 && (date.month != 0 || date.day == 0), "there is no such month");
  require(date.first_day().ok() && date.last_day().ok(), "there is no such day");
  require(date.first_day() <= date.last_day(), "a date ends before it begins");
  require(!date.text().empty(), "a date has no text");
}

void check_range(const std::optional<DateRange>& range) {
  if (!range) return;
  check_date(range->first);
  if (!range->last) return;
  check_date(*range->last);
  require(range->first.first_day() <= range->last->last_day(), "a range ends before it begins");
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// What 2026, 2026-06 and 2026-06-30 say, and nothing else: the slow and obvious reading.
std::optional<PartialDate> plainly_read(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  if ((text.size() > 4 && text[4] != '-') || (text.size() > 7 && text[7] != '-')) return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = text.size() > 4 ? digits(text.substr(5, 2)) : 0;
  const auto day = text.size() > 7 ? digits(text.substr(8, 2)) : 0;
  if (!year || !month || !day || *year < 1000) return std::nullopt;
  return PartialDate{*year, static_cast<std::uint8_t>(*month), static_cast<std::uint8_t>(*day), false};
}

bool exists(const PartialDate& date) {
  using namespace std::chrono;
  const year_month_day whole{year{date.year}, month{date.month == 0 ? 1U : date.month}, day{date.day == 0 ? 1U : date.day}};
  return whole.ok();
}

// A month or day written as 00 is none, where the plain reading has no word for it.
bool has_zero_part(std::string_view text) {
  return text.size() >= 7 && (text.substr(5, 2) == "00" || (text.size() == 10 && text.substr(8, 2) == "00"));
}

}  // namespace

void date(std::string_view text) {
  std::vector<std::string> lines(3);
  std::size_t line = 0;
  for (const char c : text) {
    if (c == '\n') ++line;
    else if (line < lines.size()) lines[line] += c;
  }
  const dsl::SourceText source(
      "fuzz.plan", fmt::format("plan a {{\n issued {0}\n horizon {1}\n period {1}\n titled {0}..{1}\n number \"n\" @{2}\n org o @{2}\n}}\n",
                               lines[0], lines[1], lines[2]));
  const ReadPlans read = read_plans(source);
  for (const analyzer::Plan& plan : read.plans) {
    if (plan.issued) check_date(*plan.issued);
    if (plan.horizon) check_date(*plan.horizon);
    check_range(plan.period);
    check_range(plan.titled);
    for (const analyzer::Org& org : plan.orgs) {
      if (!org.place.document) continue;
      const analyzer::DocumentPlace& place = *org.place.document;
      require(!place.text.empty(), "a place says nothing");
      require(!place.last_line || place.line, "a place ends without a beginning");
    }
  }
  const auto plain = plainly_read(lines[0]);
  if (!plain || read.plans.size() != 1) return;
  const std::optional<PartialDate>& issued = read.plans[0].issued;
  require(issued.has_value() == (exists(*plain) && !has_zero_part(lines[0])), "a date is read exactly when it exists");
  require(!issued || *issued == *plain, "a date is read as another one");
}

}  // namespace gouji::fuzz
