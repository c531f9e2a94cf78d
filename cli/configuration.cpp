#include "cli/configuration.hpp"

#include <fmt/format.h>

// The only file that reads TOML. A key that is not ASCII would trip an assertion of the library, which tells of it well enough.
#define TOML_EXCEPTIONS 0
#define TOML_ASSERT(condition) static_cast<void>(0)
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "analyzer/audit/audit.hpp"
#include "cli/encoding.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "dsl/unicode.hpp"
#include "reports/snippet.hpp"

namespace gouji::cli {

namespace {

namespace fs = std::filesystem;
using analyzer::Rule;
using analyzer::Severity;
using dsl::Text;
using reports::visible;

constexpr std::array<std::string_view, 9> kKeys = {"extend",     "select",  "ignore",   "severity",        "fail-on",
                                                   "thresholds", "sources", "baseline", "per-file-ignores"};
constexpr std::size_t kLargestFile = 1U << 20U;
// Tables nest as deep as their keys have parts, and the library takes them down by recursion.
constexpr std::ptrdiff_t kMostParts = 16;
constexpr std::int64_t kLargestThreshold = 1'000'000'000'000;

struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

Position position_of(const toml::source_region& region) { return {region.begin.line, region.begin.column}; }

std::string quoted_list(const std::vector<std::string_view>& words, std::string_view comma) {
  return fmt::format("{}", fmt::join(words, comma));
}

// Reads one file of a chain into what the nearer ones have set already.
class FileReader {
 public:
  FileReader(std::string path, Rules rules, Configuration& into) : path_(std::move(path)), rules_(rules), into_(into) {}

  // The file that it extends.
  [[nodiscard]] std::optional<Given<std::string>> read() {
    const std::string text = read_text();
    const toml::parse_result parsed = toml::parse(std::string_view(text), std::string_view(path_));
    if (!parsed) {
      const auto& error = parsed.error();
      const std::string what = visible(error.description());
      fail(position_of(error.source()), {"不合 TOML 的写法：" + what, "this is no TOML: " + what});
      throw Failure(std::move(troubles_));
    }
    for (auto&& [key, node] : parsed.table()) take(key, node);
    if (!troubles_.empty()) throw Failure(std::move(troubles_));
    return extended_;
  }

 private:
  [[nodiscard]] std::string told(Position at) const { return fmt::format("{}:{}:{}", visible(told_path(path_)), at.line, at.column); }
  void fail(Position at, const Text& words) {
    troubles_.emplace_back(told(at) + "：" + words.zh, told(at) + ": " + words.en);
  }
  [[nodiscard]] Origin origin_of(Position at) const { return {path_, at.line, at.column}; }

  std::string read_text() {
    std::error_code error;
    if (fs::is_regular_file(path_, error) && fs::file_size(path_, error) > kLargestFile && !error) refuse_size();
    std::string text = read_file(path_);
    if (text.size() > kLargestFile) refuse_size();
    const dsl::SourceText source(told_path(path_), text);
    if (const auto mistake = encoding_mistake(source)) {
      const Text help = mistake->help.empty() ? Text() : Text("；" + mistake->help.zh, "; " + mistake->help.en);
      fail({}, {mistake->message.zh + help.zh, mistake->message.en + help.en});
    } else if (const auto invalid = dsl::first_invalid_byte(text)) {
      const auto line = static_cast<std::uint32_t>(1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*invalid), '\n'));
      fail({line, 1}, {"文件不是 UTF-8 编码", "the file is no UTF-8 text"});
    } else {
      refuse_deep_keys(text);
    }
    if (!troubles_.empty()) throw Failure(std::move(troubles_));
    return text;
  }

  void refuse_size() {
    fail({}, {"配置文件过大（超过 1 MB）", "the configuration file is too large (more than 1 MB)"});
    throw Failure(std::move(troubles_));
  }

  void refuse_deep_keys(std::string_view text) {
    for (std::uint32_t number = 1; !text.empty(); ++number) {
      const std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(line.size() + 1, text.size()));
      char quote = '\0';
      std::ptrdiff_t dots = 0;
      for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quote == '"' && c == '\\') {
          ++i;
        } else if (quote != '\0') {
          if (c == quote) quote = '\0';
        } else if (c == '"' || c == '\'') {
          quote = c;
        } else if (c == '#') {
          break;
        } else if (c == '.') {
          ++dots;
        }
      }
      if (dots >= kMostParts) return fail({number, 1}, {"键的层数过多", "the key has too many parts"});
    }
  }

  void take(const toml::key& key, const toml::node& node) {
    const std::string_view name = key.str();
    const Position at = position_of(key.source());
    if (name == "extend") return take_path(name, node, at, extended_);
    if (name == "select") return take_rules(node, at, into_.select);
    if (name == "ignore") return take_rules(node, at, into_.ignore);
    if (name == "sources") return take_path(name, node, at, into_.sources);
    if (name == "baseline") return take_path(name, node, at, into_.baseline);
    if (name == "fail-on") return take_fail_on(node, at);
    if (name == "severity") return each_entry(name, node, at, [&](const toml::key& k, const toml::node& n) { take_severity(k, n); });
    if (name == "thresholds") return each_entry(name, node, at, [&](const toml::key& k, const toml::node& n) { take_thresholds(k, n); });
    if (name == "per-file-ignores") return each_entry(name, node, at, [&](const toml::key& k, const toml::node& n) { take_per_file_ignore(k, n); });
    unknown(at, {"没有“{}”这个键", "there is no key \"{}\""}, name, {kKeys.begin(), kKeys.end()});
  }

  // {} of the pattern is the word.
  void unknown(Position at, const Text& pattern, std::string_view word, const std::vector<std::string_view>& known) {
    const Text near = did_you_mean(word, known);
    const std::string shown = visible(word);
    const bool few = known.size() <= kKeys.size();
    const std::string zh = !near.empty() ? near.zh : few ? "；可用：" + quoted_list(known, "、") : "";
    const std::string en = !near.empty() ? near.en : few ? "; there is: " + quoted_list(known, ", ") : "";
    fail(at, {fmt::format(fmt::runtime(pattern.zh), shown) + zh, fmt::format(fmt::runtime(pattern.en), shown) + en});
  }

  template <typename Take>
  void each_entry(std::string_view name, const toml::node& node, Position at, Take take_one) {
    const toml::table* table = node.as_table();
    if (table == nullptr) {
      return fail(at, {fmt::format("“{0}”应当是一张表：[{0}]", name), fmt::format("\"{0}\" must be a table: [{0}]", name)});
    }
    for (auto&& [key, value] : *table) take_one(key, value);
  }

  [[nodiscard]] std::optional<std::string> text_of(std::string_view name, const toml::node& node) {
    const auto value = node.value_exact<std::string>();
    if (value && !value->empty()) return value;
    fail(position_of(node.source()), {fmt::format("“{}”的值应当是引号内的文字", visible(name)), fmt::format("the value of \"{}\" must be a text in quotes", visible(name))});
    return std::nullopt;
  }

  // From the folder of the configuration file.
  void take_path(std::string_view name, const toml::node& node, Position at, std::optional<Given<std::string>>& into) {
    const auto value = text_of(name, node);
    if (!value || into) return;
    into = Given<std::string>{(fs::path(path_).parent_path() / *value).lexically_normal().string(), origin_of(at)};
  }

  [[nodiscard]] std::optional<std::vector<std::string>> rules_of(const toml::node& node) {
    const toml::array* array = node.as_array();
    if (array == nullptr) {
      fail(position_of(node.source()), {"规则应当写成一列：[\"unit\", \"GJ0101\"]", "rules must be written as a list: [\"unit\", \"GJ0101\"]"});
      return std::nullopt;
    }
    std::vector<std::string> selectors;
    for (const toml::node& item : *array) {
      const auto selector = item.value_exact<std::string>();
      if (!selector) {
        fail(position_of(item.source()), {"规则应当是引号内的编号、名称、规则族或 *", "a rule must be a code, name, family or * in quotes"});
      } else if (check_selector(*selector, position_of(item.source()))) {
        selectors.push_back(*selector);
      }
    }
    return selectors;
  }

  bool check_selector(const std::string& selector, Position at) {
    if (analyzer::unknown_selectors(rules_, {&selector, 1}).empty()) return true;
    unknown(at, {"没有名为“{}”的规则或规则族", "no rule or family is called \"{}\""}, selector, selector_names(rules_));
    return false;
  }

  void take_rules(const toml::node& node, Position at, std::optional<Given<std::vector<std::string>>>& into) {
    auto selectors = rules_of(node);
    if (selectors && !into) into = Given<std::vector<std::string>>{*std::move(selectors), origin_of(at)};
  }

  [[nodiscard]] std::optional<std::string> level_of(std::string_view name, const toml::node& node, const std::vector<std::string_view>& known) {
    auto value = text_of(name, node);
    if (!value || std::find(known.begin(), known.end(), *value) != known.end()) return value;
    unknown(position_of(node.source()), {"没有“{}”这个级别", "there is no level \"{}\""}, *value, known);
    return std::nullopt;
  }

  void take_fail_on(const toml::node& node, Position at) {
    const auto level = level_of("fail-on", node, {"error", "warning", "info", "never"});
    if (level && !into_.fail_on) into_.fail_on = Given<std::optional<Severity>>{parse_fail_level(*level), origin_of(at)};
  }

  [[nodiscard]] const Rule* rule_of(std::string_view word) const {
    const auto named = std::find_if(rules_.begin(), rules_.end(), [&](const Rule* rule) { return rule->name == word || rule->code == word; });
    return named == rules_.end() ? nullptr : *named;
  }

  // A rule is known by its name, whichever way it is written.
  [[nodiscard]] bool is_first(const std::string& name, Position at) {
    if (written_.insert(name).second) return true;
    fail(at, {fmt::format("“{}”在本文件中已经写过", visible(name)), fmt::format("\"{}\" is set in this file already", visible(name))});
    return false;
  }

  void take_severity(const toml::key& key, const toml::node& node) {
    const std::string word(key.str());
    const Position at = position_of(key.source());
    const bool known = check_selector(word, at);
    const auto level = level_of(word, node, {"error", "warning", "info"});
    if (!known || !level) return;
    const Rule* rule = rule_of(word);
    const std::string name = rule == nullptr ? word : std::string(rule->name);
    if (is_first("severity." + name, at)) into_.severities.try_emplace(name, Given<Severity>{*parse_fail_level(*level), origin_of(at)});
  }

  void take_thresholds(const toml::key& key, const toml::node& node) {
    const Position at = position_of(key.source());
    const Rule* rule = rule_of(key.str());
    if (rule == nullptr) {
      std::vector<std::string_view> known;
      for (const Rule* candidate : rules_) {
        if (!candidate->thresholds.empty()) known.insert(known.end(), {candidate->name, candidate->code});
      }
      return unknown(at, {"没有名为“{}”的规则（阈值写作 规则.阈值 = 数）", "no rule is called \"{}\" (a threshold is written rule.threshold = number)"}, key.str(), known);
    }
    const std::string shown(rule->name);
    if (rule->thresholds.empty()) return fail(at, {"规则 " + shown + " 没有阈值", "rule " + shown + " has no threshold"});
    const toml::table* table = node.as_table();
    std::vector<std::string_view> names;
    for (const analyzer::Threshold& threshold : rule->thresholds) names.push_back(threshold.name);
    if (table == nullptr) {
      return fail(at, {fmt::format("阈值写作 {}.{} = 数", shown, names.front()), fmt::format("a threshold is written {}.{} = number", shown, names.front())});
    }
    for (auto&& [threshold, value] : *table) take_threshold(*rule, names, threshold, value);
  }

  void take_threshold(const Rule& rule, const std::vector<std::string_view>& names, const toml::key& key, const toml::node& node) {
    const Position at = position_of(key.source());
    if (std::find(names.begin(), names.end(), key.str()) == names.end()) {
      return unknown(at, {"规则 " + std::string(rule.name) + " 没有阈值“{}”", "rule " + std::string(rule.name) + " has no threshold \"{}\""}, key.str(), names);
    }
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < 0 || *value > kLargestThreshold) {
      return fail(position_of(node.source()), {"阈值应当是不小于 0 的整数", "a threshold must be an integer, 0 or more"});
    }
    const std::string name = std::string(rule.name) + "." + std::string(key.str());
    if (is_first("thresholds." + name, at)) into_.thresholds.try_emplace(name, Given<std::int64_t>{*value, origin_of(at)});
  }

  void take_per_file_ignore(const toml::key& key, const toml::node& node) {
    auto selectors = rules_of(node);
    if (!selectors) return;
    into_.per_file_ignores.push_back({std::string(key.str()), fs::path(path_).parent_path().string(), *std::move(selectors), origin_of(position_of(key.source()))});
  }

  std::string path_;
  Rules rules_;
  Configuration& into_;
  std::optional<Given<std::string>> extended_;
  std::set<std::string> written_;
  std::vector<Text> troubles_;
};

std::string identity_of(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  return error ? path : real.string();
}

[[noreturn]] void refuse_loop(const Configuration& chain, const Given<std::string>& extended) {
  std::vector<std::string> names;
  for (const Configuration::Link& link : chain.files) names.push_back(visible(told_path(link.file)));
  names.push_back(visible(told_path(extended.value)));
  const Origin& at = extended.origin;
  const std::string place = fmt::format("{}:{}:{}", visible(told_path(at.file)), at.line, at.column);
  const std::string loop = fmt::format("{}", fmt::join(names, " → "));
  throw Failure(fmt::format("{}：继承成环：{}", place, loop), fmt::format("{}: files extend each other in a loop: {}", place, loop));
}

// Linear but for the last ** or *, to which it goes back.
bool matches_glob(std::string_view pattern, std::string_view text) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = kNone;       // behind the last *
  std::size_t star_text = 0;
  std::size_t twin = kNone;       // behind the last **
  std::size_t twin_text = 0;
  bool whole_folders = false;     // it is **/
  while (t < text.size() || p < pattern.size()) {
    if (pattern.substr(p).starts_with("**")) {
      p += 2;
      whole_folders = p < pattern.size() && pattern[p] == '/';
      if (whole_folders) ++p;
      twin = p;
      twin_text = t;
      star = kNone;
      continue;
    }
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      star_text = t;
      continue;
    }
    const bool any = p < pattern.size() && pattern[p] == '?' && t < text.size() && text[t] != '/';
    if (t < text.size() && p < pattern.size() && (any || pattern[p] == text[t])) {
      ++p;
      // A code point, not a byte.
      do ++t;
      while (any && t < text.size() && (static_cast<unsigned char>(text[t]) & 0xC0U) == 0x80U);
      continue;
    }
    if (star != kNone && star_text < text.size() && text[star_text] != '/') {
      p = star;
      t = ++star_text;
      continue;
    }
    if (twin != kNone && twin_text < text.size()) {
      if (whole_folders) twin_text = std::min(text.find('/', twin_text), text.size() - 1);
      p = twin;
      t = ++twin_text;
      star = kNone;
      continue;
    }
    return false;
  }
  return true;
}

}  // namespace

Configuration read_configuration(const std::string& path, Rules rules) {
  Configuration configuration;
  std::set<std::string> known;
  std::optional<Given<std::string>> next = Given<std::string>{path, {}};
  while (next) {
    if (!known.insert(identity_of(next->value)).second) refuse_loop(configuration, *next);
    configuration.files.push_back({next->value, next->origin});
    next = FileReader(next->value, rules, configuration).read();
  }
  return configuration;
}

std::vector<SearchStep> search_configuration(const std::string& plan_path) {
  std::vector<SearchStep> steps;
  std::error_code error;
  fs::path folder = fs::absolute(plan_path, error).lexically_normal().parent_path();
  for (;;) {
    const fs::path file = folder / kConfigurationName;
    const fs::file_status status = fs::status(file, error);
    // What is there but cannot be read is told when it is read.
    const bool there = status.type() != fs::file_type::not_found;
    if (fs::is_other(status)) {
      const std::string name = visible(told_path(file.string()));
      throw Failure(fmt::format("{} 不是普通文件", name), fmt::format("{} is no regular file", name));
    }
    steps.push_back({folder.string(), there ? std::optional(file.string()) : std::nullopt});
    if (there || folder == folder.parent_path()) return steps;
    folder = folder.parent_path();
  }
}

std::string told_path(const std::string& path) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  if (error) return path;
  const std::string relative = fs::absolute(path, error).lexically_normal().lexically_relative(here).string();
  return relative.empty() || (fs::path(path).is_absolute() && relative.size() >= path.size()) ? path : relative;
}

bool matches_pattern(const PerFileIgnore& ignore, const std::string& plan_path) {
  const fs::path plan(plan_path);
  if (ignore.pattern.find('/') == std::string::npos) return matches_glob(ignore.pattern, plan.filename().string());
  std::error_code error;
  const fs::path folder = fs::absolute(ignore.folder.empty() ? "." : ignore.folder, error).lexically_normal();
  const std::string relative = fs::absolute(plan, error).lexically_normal().lexically_relative(folder).generic_string();
  return matches_glob(ignore.pattern, relative);
}

std::vector<std::string_view> selector_names(Rules rules) {
  std::vector<std::string_view> names;
  for (const Rule* rule : rules) names.insert(names.end(), {rule->name, rule->code, rule->family});
  return names;
}

}  // namespace gouji::cli
