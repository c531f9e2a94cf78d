#include "analyzer/audit/baseline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <tuple>

#include "analyzer/audit/day.hpp"
#include "analyzer/audit/rule.hpp"
#include "dsl/unicode.hpp"

namespace gouji::analyzer {

namespace {

constexpr std::string_view kHead = "#gouji-baseline\t1";
constexpr std::array<std::string_view, 7> kColumns = {"since", "rule", "plan", "kind", "subject", "facts", "count"};
// A file that is no baseline would give one a line.
constexpr std::size_t kMostMistakes = 20;
constexpr std::size_t kLargestCount = 1'000'000;

using Key = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view, std::string_view>;

Key key_of(const BaselineEntry& entry) { return {entry.plan, entry.rule, entry.kind, entry.subject, entry.facts}; }

Key key_of(const Finding& finding, std::string_view plan_id) {
  return {plan_id, finding.rule->name, to_string(finding.subject.kind), finding.subject.name, finding.signature};
}

// The same without what the finding rests on.
Key about(Key key) {
  std::get<4>(key) = {};
  return key;
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '\\': result += "\\\\"; break;
      case '\t': result += "\\t"; break;
      case '\n': result += "\\n"; break;
      case '\r': result += "\\r"; break;
      default: result += c;
    }
  }
  return result;
}

std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      result += text[i];
      continue;
    }
    const char c = text[++i];
    result += c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
  }
  return result;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::optional<std::size_t> count_of(std::string_view text) {
  std::size_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size() || count == 0 || count > kLargestCount) return std::nullopt;
  return count;
}

bool is_kind(std::string_view text) {
  for (const SubjectKind kind : {SubjectKind::Plan, SubjectKind::Indicator, SubjectKind::Task, SubjectKind::Org, SubjectKind::Phase,
                                 SubjectKind::Section, SubjectKind::Table, SubjectKind::Statement}) {
    if (text == to_string(kind)) return true;
  }
  return false;
}

// The entry of a line, or what is wrong with it.
std::optional<BaselineEntry> entry_of(std::string_view line, std::span<const std::string_view> rules, Text& mistake) {
  const auto fields = split(line, '\t');
  if (fields.size() != kColumns.size()) {
    mistake = {fmt::format("应有以制表符分隔的 {} 栏（{}），实有 {} 栏", kColumns.size(), fmt::join(kColumns, "、"), fields.size()),
               fmt::format("{} fields separated by tabs are expected ({}), there are {}", kColumns.size(), fmt::join(kColumns, ", "), fields.size())};
    return std::nullopt;
  }
  BaselineEntry entry;
  const auto since = read_day(fields[0]);
  if (!since) {
    mistake = {fmt::format("“{}”不是日期（如 2026-07-01）", fields[0]), fmt::format("\"{}\" is no date such as 2026-07-01", fields[0])};
    return std::nullopt;
  }
  entry.since = *since;
  entry.rule = fields[1];
  if (std::find(rules.begin(), rules.end(), fields[1]) == rules.end()) {
    const auto near = dsl::nearest(fields[1], {rules.begin(), rules.end()});
    mistake = {fmt::format("没有名为“{}”的规则{}", fields[1], near ? fmt::format("，是不是“{}”？", *near) : ""),
               fmt::format("no rule is called \"{}\"{}", fields[1], near ? fmt::format(", did you mean \"{}\"?", *near) : "")};
    return std::nullopt;
  }
  entry.plan = unescaped(fields[2]);
  entry.kind = fields[3];
  if (!is_kind(fields[3])) {
    mistake = {fmt::format("没有“{}”这一类对象", fields[3]), fmt::format("there is no kind of subject \"{}\"", fields[3])};
    return std::nullopt;
  }
  entry.subject = unescaped(fields[4]);
  entry.facts = fields[5];
  const auto count = count_of(fields[6]);
  if (!count) {
    mistake = {fmt::format("“{}”不是个数", fields[6]), fmt::format("\"{}\" is no count", fields[6])};
    return std::nullopt;
  }
  entry.count = *count;
  return entry;
}

}  // namespace

BaselineText read_baseline(std::string_view text, std::span<const std::string_view> rules) {
  BaselineText result;
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::uint32_t number = 0;
  bool heads = false;
  while (!text.empty() || number == 0) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number;
    if (number == 1) {
      if (line == kHead) continue;
      result.mistakes.push_back({1, {"不是 gouji 的基准文件（首行应为 #gouji-baseline 与版本号 1，以制表符分隔）",
                                     "this is no baseline of gouji (its first line is #gouji-baseline and the version 1, separated by a tab)"}});
      return result;
    }
    if (line.empty() || line.front() == '#') continue;
    if (!std::exchange(heads, true) && line == fmt::format("{}", fmt::join(kColumns, "\t"))) continue;
    Text mistake;
    if (dsl::first_invalid_byte(line)) {
      mistake = {"不是 UTF-8 文本", "this is no UTF-8 text"};
    } else if (auto entry = entry_of(line, rules, mistake)) {
      result.entries.push_back(*std::move(entry));
      continue;
    }
    result.mistakes.push_back({number, std::move(mistake)});
    if (result.mistakes.size() == kMostMistakes) return result;
  }
  return result;
}

std::string write_baseline(std::vector<BaselineEntry> entries) {
  std::sort(entries.begin(), entries.end());
  std::string text = fmt::format("{}\n{}\n", kHead, fmt::join(kColumns, "\t"));
  for (std::size_t i = 0; i < entries.size();) {
    const BaselineEntry& entry = entries[i];
    std::size_t count = 0;
    for (; i < entries.size() && key_of(entries[i]) == key_of(entry) && entries[i].since == entry.since; ++i) count += entries[i].count;
    text += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\n", day_text(entry.since), entry.rule, escaped(entry.plan), entry.kind,
                        escaped(entry.subject), entry.facts, count);
  }
  return text;
}

BaselineEntry baseline_entry(const Finding& finding, std::string_view plan_id, std::chrono::year_month_day since) {
  return {std::string(plan_id), std::string(finding.rule->name), std::string(to_string(finding.subject.kind)), finding.subject.name,
          finding.signature,    since,                           1};
}

BaselineMatch match_baseline(std::span<const BaselineEntry> entries, std::vector<Finding>& findings,
                             const std::function<std::optional<std::string_view>(const Finding&)>& plan_id,
                             const std::function<bool(const BaselineEntry&)>& was_asked) {
  BaselineMatch match;
  match.used.resize(entries.size());
  std::map<Key, std::vector<std::size_t>> by_key;
  for (std::size_t i = 0; i < entries.size(); ++i) by_key[key_of(entries[i])].push_back(i);
  for (auto& [key, list] : by_key) {
    std::stable_sort(list.begin(), list.end(), [&](std::size_t a, std::size_t b) { return entries[a].since < entries[b].since; });
  }

  std::vector<Finding> told;
  std::set<Key> told_about;
  for (Finding& finding : findings) {
    const auto plan = plan_id(finding);
    const auto known = plan ? by_key.find(key_of(finding, *plan)) : by_key.end();
    const std::size_t* entry = nullptr;
    if (known != by_key.end()) {
      const auto free = std::find_if(known->second.begin(), known->second.end(),
                                     [&](std::size_t i) { return match.used[i] < entries[i].count; });
      if (free != known->second.end()) entry = &*free;
    }
    if (entry == nullptr) {
      told.push_back(std::move(finding));
      continue;
    }
    ++match.used[*entry];
    match.hidden.push_back({std::move(finding), entries[*entry].since});
  }
  findings = std::move(told);
  for (const Finding& finding : findings) {
    if (const auto plan = plan_id(finding)) told_about.insert(about(key_of(finding, *plan)));
  }

  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::size_t left = entries[i].count - match.used[i];
    if (left == 0) continue;
    if (was_asked(entries[i])) {
      match.stale.push_back({i, left, told_about.contains(about(key_of(entries[i])))});
    } else {
      match.not_judged += left;
    }
  }
  return match;
}

std::vector<BaselineEntry> without_stale(std::span<const BaselineEntry> entries, const BaselineMatch& match) {
  std::vector<BaselineEntry> kept(entries.begin(), entries.end());
  for (const StaleEntry& stale : match.stale) kept[stale.entry].count -= stale.count;
  std::erase_if(kept, [](const BaselineEntry& entry) { return entry.count == 0; });
  return kept;
}

BaselineUse baseline_use(std::string file, std::span<const BaselineEntry> entries, const BaselineMatch& match,
                         std::chrono::year_month_day today) {
  BaselineUse use;
  use.file = std::move(file);
  use.hidden = match.hidden.size();
  use.not_judged = match.not_judged;
  use.today = today;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    use.entries += entries[i].count;
    if (match.used[i] > 0) use.hidden_since[entries[i].since] += match.used[i];
  }
  for (const StaleEntry& stale : match.stale) {
    use.stale.push_back({entries[stale.entry], stale.changed});
    use.stale.back().entry.count = stale.count;
  }
  return use;
}

}  // namespace gouji::analyzer
