// Days as people and files write them: 2026-07-01.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gouji::analyzer {

[[nodiscard]] std::string day_text(std::chrono::year_month_day day);

// Absent when it is no day of the calendar, or not written so.
[[nodiscard]] std::optional<std::chrono::year_month_day> read_day(std::string_view text);

// From the first to the second; below 0 when that is the earlier one.
[[nodiscard]] inline std::int64_t days_between(std::chrono::year_month_day from, std::chrono::year_month_day to) {
  return (std::chrono::sys_days(to) - std::chrono::sys_days(from)).count();
}

}  // namespace gouji::analyzer
