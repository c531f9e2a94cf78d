#include "cli/options.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <set>
#include <thread>

#include "analyzer/audit/day.hpp"
#include "dsl/unicode.hpp"
#include "reports/snippet.hpp"

namespace gouji::cli {

namespace {

using analyzer::Severity;
using dsl::Text;

// Formats the interface names and this version does not write.
constexpr std::array<std::string_view, 8> kLaterFormats = {"sarif", "html", "markdown", "csv",
                                                           "xlsx",  "docx", "github",   "junit"};

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

bool wants_colour(std::optional<int> descriptor) {
  // https://no-color.org and https://bixense.com/clicolors
  if (is_set("NO_COLOR")) return false;
  if (!descriptor) return false;
  if (is_set("CLICOLOR_FORCE") && std::string_view(std::getenv("CLICOLOR_FORCE")) != "0") return true;
  const char* terminal = std::getenv("TERM");
  if (terminal != nullptr && std::string_view(terminal) == "dumb") return false;
  return ::isatty(*descriptor) != 0;
}

// The first few names that hold a word too short to be near one of them: milestone-target, of milestone-target-mismatch.
std::set<std::string_view> names_holding(std::string_view word, const std::vector<std::string_view>& candidates) {
  constexpr std::size_t kLeast = 4;
  constexpr std::size_t kMost = 3;
  std::set<std::string_view> names;
  if (word.size() < kLeast) return names;
  for (const std::string_view candidate : candidates) {
    if (names.size() < kMost && candidate.find(word) != std::string_view::npos) names.insert(candidate);
  }
  return names;
}

}  // namespace

Text did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  std::set<std::string_view> names;
  const auto near = dsl::nearest(word, candidates);
  if (near) {
    names.insert(*near);
  } else {
    names = names_holding(word, candidates);
  }
  if (names.empty()) return {};
  return {fmt::format("，是不是“{}”？", fmt::join(names, "”“")), fmt::format(", did you mean \"{}\"?", fmt::join(names, "\" or \""))};
}

Failure unknown_value(std::string_view option, std::string_view value, const std::vector<std::string_view>& known) {
  const Text near = did_you_mean(value, known);
  const std::string shown = reports::visible(value);
  return Failure(fmt::format("{} 没有“{}”这个取值{}可用：{}", option, shown, near.empty() ? "；" : near.zh,
                             fmt::join(known, "、")),
                 fmt::format("{} cannot be \"{}\"{} There is: {}", option, shown, near.empty() ? "." : near.en,
                             fmt::join(known, ", ")));
}

std::chrono::year_month_day today() {
  using std::chrono::floor, std::chrono::days;
  const char* epoch = std::getenv("SOURCE_DATE_EPOCH");
  if (epoch == nullptr || *epoch == '\0') return std::chrono::year_month_day{floor<days>(std::chrono::system_clock::now())};
  constexpr std::int64_t kLast = 253402300799;  // the last second of 9999
  const std::string_view digits = epoch;
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  if (error != std::errc{} || end != digits.data() + digits.size() || seconds < 0 || seconds > kLast) {
    const std::string shown = reports::visible(digits);
    throw Failure(fmt::format("环境变量 SOURCE_DATE_EPOCH 须为自 1970 年起的秒数，不能是“{}”", shown),
                  fmt::format("the environment variable SOURCE_DATE_EPOCH must be seconds since 1970, not \"{}\"", shown));
  }
  return std::chrono::year_month_day{floor<days>(std::chrono::sys_seconds{std::chrono::seconds{seconds}})};
}

Language parse_language(const std::string& value) {
  if (value == "zh") return Language::Chinese;
  if (value == "en") return Language::English;
  throw unknown_value("--lang", value, {"zh", "en"});
}

Format parse_format(const std::string& value) {
  if (value == "text") return Format::Text;
  if (value == "json") return Format::Json;
  if (std::find(kLaterFormats.begin(), kLaterFormats.end(), value) != kLaterFormats.end()) {
    throw Failure(fmt::format("本版本不提供 {} 格式；可用：text、json", value),
                  fmt::format("this version does not write {}. There is: text, json", value));
  }
  throw unknown_value("--format", value, {"text", "json"});
}

std::optional<Severity> parse_fail_level(const std::string& value) {
  for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
    if (value == analyzer::to_string(severity)) return severity;
  }
  if (value == "never") return std::nullopt;
  throw unknown_value("--fail-on", value, {"error", "warning", "info", "never"});
}

bool parse_colour(const std::string& value, std::optional<int> descriptor) {
  if (value == "auto") return wants_colour(descriptor);
  if (value == "always") return true;
  if (value == "never") return false;
  throw unknown_value("--color", value, {"auto", "always", "never"});
}

unsigned parse_jobs(const std::string& value) {
  if (value.empty()) return std::max(1U, std::thread::hardware_concurrency());
  unsigned jobs = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), jobs);
  if (error == std::errc() && end == value.data() + value.size() && jobs > 0) return jobs;
  const std::string shown = reports::visible(value);
  throw Failure(fmt::format("--jobs 须为正整数，不能是“{}”", shown),
                fmt::format("--jobs must be a positive integer, not \"{}\"", shown));
}

std::chrono::year_month_day parse_day(const std::string& value) {
  if (value.empty()) return today();
  if (const auto day = analyzer::read_day(value)) return *day;
  const std::string shown = reports::visible(value);
  throw Failure(fmt::format("--as-of 须为日期，如 2026-07-01，不能是“{}”", shown), fmt::format("--as-of must be a date such as 2026-07-01, not \"{}\"", shown));
}

std::vector<std::string> split_list(const std::vector<std::string>& values) {
  std::vector<std::string> items;
  for (const std::string& value : values) {
    for (std::size_t begin = 0; begin <= value.size();) {
      const std::size_t end = std::min(value.find(',', begin), value.size());
      items.push_back(value.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return items;
}

std::optional<Language> language_asked_for(std::span<const char* const> arguments) {
  std::optional<Language> language;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    const bool apart = argument == "--lang" && i + 1 < arguments.size();
    const std::string_view value = apart ? arguments[i + 1] : argument;
    if (apart ? value == "en" : value == "--lang=en") language = Language::English;
    if (apart ? value == "zh" : value == "--lang=zh") language = Language::Chinese;
  }
  return language;
}

}  // namespace gouji::cli
