// The values of options, and what is said about one that is not known.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/audit/finding.hpp"
#include "cli/failure.hpp"
#include "reports/report.hpp"

namespace gouji::cli {

using reports::Language;

// "，是不是“audit”？" / ", did you mean \"audit\"?"; empty when nothing is near.
[[nodiscard]] dsl::Text did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

// "--format 没有“dott”这个取值，是不是“dot”？可用：…"
[[nodiscard]] Failure unknown_value(std::string_view option, std::string_view value, const std::vector<std::string_view>& known);

// The day it is, in UTC; with SOURCE_DATE_EPOCH in the environment the day that names, so that reports can be made again byte for byte.
// This and the rest throw Failure for a value that is not known.
[[nodiscard]] std::chrono::year_month_day today();

[[nodiscard]] Language parse_language(const std::string& value);

enum class Format { Text, Json };
[[nodiscard]] Format parse_format(const std::string& value);

// Absent: never.
[[nodiscard]] std::optional<analyzer::Severity> parse_fail_level(const std::string& value);

// --color: `descriptor` is where the text goes; absent when it goes to a file.
[[nodiscard]] bool parse_colour(const std::string& value, std::optional<int> descriptor);

// At least 1; without a value the number of processors.
[[nodiscard]] unsigned parse_jobs(const std::string& value);

// --as-of: "2026-07-01"; without a value today.
[[nodiscard]] std::chrono::year_month_day parse_day(const std::string& value);

// "a,b" and "c" as a, b, c.
[[nodiscard]] std::vector<std::string> split_list(const std::vector<std::string>& values);

// The language that the arguments ask for, before they have been understood: mistakes in them and help are told in it. Absent: they ask
// for none.
[[nodiscard]] std::optional<Language> language_asked_for(std::span<const char* const> arguments);

}  // namespace gouji::cli
