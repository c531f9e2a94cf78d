#include "analyzer/audit/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/plan_facts.hpp"

namespace gouji::analyzer {

namespace {

constexpr MonthNumber kMonthsOfYear = 12;

std::string month_name(MonthNumber month) { return fmt::format("{}-{:02}", month / kMonthsOfYear, month % kMonthsOfYear + 1); }

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

// A year of four digits at the front of the text, which it is taken from.
std::optional<std::int32_t> take_year(std::string_view& text) {
  if (text.size() < 4 || !std::all_of(text.begin(), text.begin() + 4, is_digit)) return std::nullopt;
  if (text.size() > 4 && is_digit(text[4])) return std::nullopt;
  std::int32_t year = 0;
  for (const char digit : text.substr(0, 4)) year = year * 10 + (digit - '0');
  text.remove_prefix(4);
  if (year < 1900 || year > 2199) return std::nullopt;
  return year;
}

template <std::size_t N>
bool take_any(std::string_view& text, const std::array<std::string_view, N>& words) {
  for (const std::string_view word : words) {
    if (!text.starts_with(word)) continue;
    text.remove_prefix(word.size());
    return true;
  }
  return false;
}

constexpr std::array<std::string_view, 1> kYearWord = {"年"};
constexpr std::array<std::string_view, 8> kUntil = {"-", "—", "–", "－", "~", "～", "至", "到"};
constexpr std::array<std::string_view, 9> kClosing = {")", "）", "年", "度", "》", "”", "\"", "」", " "};

// The target says a month where another is only known by its year.
bool says_more(const Statement& a, const Statement& b) { return names_month(*due_date(a)) && !names_month(*due_date(b)); }

using TargetsByYear = std::map<std::int32_t, std::vector<StatementId>>;

// Dated targets by the year they are due, one an indicator and year.
TargetsByYear dated_targets(const Plan& plan) {
  TargetsByYear years;
  for (const Indicator& indicator : plan.indicators) {
    std::map<std::int32_t, StatementId> best;
    for (const StatementId id : indicator.statements) {
      if (plan[id].role != Role::Target) continue;
      const auto due = due_date(plan[id]);
      if (!due) continue;
      const auto [place, fresh] = best.emplace(due->year, id);
      if (!fresh && says_more(plan[id], plan[place->second])) place->second = id;
    }
    for (const auto& [year, id] : best) years[year].push_back(id);
  }
  return years;
}

// Of two years with as many targets the one the period ends with, else the later one.
std::optional<std::int32_t> year_of_most(const Plan& plan, const TargetsByYear& years) {
  if (years.empty()) return std::nullopt;
  const std::int32_t last = plan.period && plan.period->last ? plan.period->last->year : 0;
  std::int32_t most = years.begin()->first;
  for (const auto& [year, targets] : years) {
    const std::size_t so_far = years.at(most).size();
    if (targets.size() > so_far || (targets.size() == so_far && most != last)) most = year;
  }
  return most;
}

}  // namespace

bool names_month(const PartialDate& date) { return date.month != 0 || date.end; }

MonthNumber first_month(const PartialDate& date) {
  if (date.month != 0) return date.year * kMonthsOfYear + date.month - 1;
  return date.year * kMonthsOfYear + (date.end ? kMonthsOfYear - 1 : 0);
}

MonthNumber last_month(const PartialDate& date) {
  return date.month != 0 ? first_month(date) : date.year * kMonthsOfYear + kMonthsOfYear - 1;
}

std::chrono::sys_days earliest_day(const PartialDate& date) {
  if (date.month == 0 && date.end) return PartialDate{date.year, 12}.first_day();
  return date.first_day();
}

std::chrono::sys_days latest_day(const PartialDate& date) { return date.last_day(); }

bool surely_before(const PartialDate& a, const PartialDate& b) {
  // What is not the same year needs no days.
  return a.year != b.year ? a.year < b.year : latest_day(a) < earliest_day(b);
}

Text date_text(const PartialDate& date) {
  std::string zh = std::to_string(date.year) + "年";
  if (date.month != 0) zh += std::to_string(date.month) + "月";
  if (date.day != 0) zh += std::to_string(date.day) + "日";
  if (!date.end) return {zh, date.text()};
  return {zh + "底", "the end of " + date.text()};
}

Text range_text(const DateRange& range) {
  const Text first = date_text(range.first);
  if (!range.last) return {first.zh + "起", "from " + first.en + " on"};
  if (*range.last == range.first) return first;
  const Text last = date_text(*range.last);
  const bool years = !names_month(range.first) && !names_month(*range.last);
  if (years) return {std::to_string(range.first.year) + "—" + last.zh, first.en + "–" + last.en};
  return {first.zh + "—" + last.zh, first.en + " to " + last.en};
}

Text months_text(std::int32_t months) {
  const bool years = months != 0 && months % kMonthsOfYear == 0;
  const std::string count = std::to_string(years ? months / kMonthsOfYear : months);
  return {count + (years ? " 年" : " 个月"), count + (years ? " year" : " month") + (count == "1" ? "" : "s")};
}

Step months_step(MonthNumber later, MonthNumber earlier) {
  const MonthNumber months = later - earlier;
  return {Operation::Difference,
          {Exact(later), Exact(earlier)},
          Exact(months),
          "个月",
          fmt::format("{} - {} = {} 个月", month_name(later), month_name(earlier), months)};
}

Step apart_step(const PartialDate& later, const PartialDate& earlier) {
  if (first_month(later) > last_month(earlier)) return months_step(first_month(later), last_month(earlier));
  const Exact from(earliest_day(later).time_since_epoch().count());
  const Exact to(latest_day(earlier).time_since_epoch().count());
  const Exact days = from - to;
  return {Operation::Difference, {from, to}, days, "天", later.text() + " - " + earlier.text() + " = " + days.to_string() + " 天"};
}

bool is_planned(const Statement& statement) { return statement.role != Role::Baseline && statement.role != Role::Actual; }

std::optional<PartialDate> due_date(const Statement& statement) {
  const auto& range = statement.when.range;
  if (!range || statement.when.form == When::Form::Unstated) return std::nullopt;
  if (statement.when.form == When::Form::At) return range->first;
  return range->last;
}

std::optional<DueTarget> latest_target(const Plan& plan, IndicatorId indicator, const std::optional<PartialDate>& until) {
  std::optional<DueTarget> latest;
  for (const StatementId id : plan[indicator].statements) {
    if (plan[id].role != Role::Target) continue;
    const auto due = due_date(plan[id]);
    if (due && until && surely_before(*until, *due)) continue;
    if (due && (!latest || latest_day(*due) > latest_day(latest->due))) latest = {id, *due};
  }
  return latest;
}

std::optional<PartialDate> end_of(const Plan& plan) {
  if (plan.period && plan.period->last) return plan.period->last;
  return plan.horizon;
}

namespace {

std::optional<PlanDue> find_common_due(const Plan& plan) {
  const TargetsByYear years = dated_targets(plan);
  PlanDue due;
  if (plan.horizon) {
    due.date = *plan.horizon;
    due.label = {*plan.horizon_place, plan.horizon_place->span, dsl::fill({"目标年{date}", "target year {date}"}, {{"date", date_text(due.date)}}), "horizon"};
  } else if (const auto most = year_of_most(plan, years)) {
    due.date = PartialDate{*most};
    due.label = label_of(plan, years.at(*most).front());
  } else {
    return std::nullopt;
  }
  const auto targets = years.find(due.date.year);
  if (targets == years.end()) return due;
  due.targets = targets->second;
  if (names_month(due.date)) return due;
  for (const StatementId id : due.targets) {
    const PartialDate date = *due_date(plan[id]);
    if (!names_month(date) || (names_month(due.date) && last_month(date) <= last_month(due.date))) continue;
    due.date = date;
    due.label = label_of(plan, id);
  }
  return due;
}

}  // namespace

const std::optional<PlanDue>& common_due(const Plan& plan) {
  auto& due = facts_of(plan).due;
  if (!due) due.emplace(find_common_due(plan));
  return *due;
}

std::optional<PartialDate> outer_end(const Plan& plan) {
  if (!plan.period || !plan.period->last) return std::nullopt;
  const auto& due = common_due(plan);
  return due && surely_before(*plan.period->last, due->date) ? due->date : plan.period->last;
}

std::int32_t first_vision_year(const Plan& plan, std::int64_t years) {
  const auto& due = common_due(plan);
  const std::int32_t end = plan.period->last->year;
  return (due ? std::min(end, due->date.year) : end) + static_cast<std::int32_t>(years);
}

std::optional<TitleYears> years_in_title(std::string_view title) {
  for (std::size_t at = title.find_first_of("12"); at != std::string_view::npos; at = title.find_first_of("12", at + 1)) {
    if (at > 0 && is_digit(title[at - 1])) continue;
    std::string_view rest = title.substr(at);
    const auto first = take_year(rest);
    if (!first) continue;
    take_any(rest, kYearWord);
    bool until = false;
    while (take_any(rest, kUntil)) until = true;
    const auto last = until ? take_year(rest) : std::nullopt;
    if (!last || *last < *first) continue;
    while (take_any(rest, kClosing)) {
    }
    return TitleYears{*first, *last, rest.empty()};
  }
  return std::nullopt;
}

std::optional<TitleYears> five_year_plan(std::string_view title) {
  // 十一五 is 2006–2010. Source: 国民经济和社会发展第十一个五年规划纲要 (2006).
  constexpr std::array<std::string_view, 9> kOrdinals = {"十一五", "十二五", "十三五", "十四五", "十五五", "十六五", "十七五", "十八五", "十九五"};
  for (std::size_t i = 0; i < kOrdinals.size(); ++i) {
    if (title.find(kOrdinals[i]) == std::string_view::npos) continue;
    const std::int32_t first = 2006 + 5 * static_cast<std::int32_t>(i);
    return TitleYears{first, first + 4, false};
  }
  return std::nullopt;
}

Label period_label(const Plan& plan, Text text) { return {*plan.period_place, plan.period_span, std::move(text), "period"}; }

Label issued_label(const Plan& plan) {
  return {*plan.issued_place, plan.issued_place->span, dsl::fill({"{date}印发", "issued {date}"}, {{"date", date_text(*plan.issued)}}), "issued"};
}

Label phase_label(const Phase& phase) { return {phase.place, phase.range_span, phase_text(phase), "phase"}; }

Label dates_label(const Task& task, Text text) { return {*task.dates_place, task.dates_place->span, std::move(text), "task"}; }

bool counts_phases(const Declared& declared) {
  static constexpr std::array<std::string_view, 8> kEndings = {"阶段", "階段", "步骤", "步驟", "phase", "phases", "stage", "stages"};
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view ending) { return declared.what.ends_with(ending); });
}

Subject subject_of(const Phase& phase) { return {SubjectKind::Phase, phase.id, phase.name}; }

Text phase_text(const Phase& phase) { return noted(subject_of(phase), range_text(phase.range)); }

}  // namespace gouji::analyzer
