// The kinds of drafting errors, each with the places of a document where it can be made.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "tests/planted/planted.hpp"

namespace gouji::planted {

namespace {

using namespace analyzer;  // NOLINT: the model's words are used in every line

// --- the parts of a figure as it is written -----------------------------------------------------------------------------

struct Written {
  Span number;             // digits, of a range its lower end
  std::int64_t digits = 0; // without the point
  int decimals = 0;
  Span after;              // scale word and unit, as far as they stand with the figure
  std::string scale;
  Span unit;               // empty when the unit stands elsewhere
};

// Absent for a figure in Chinese numerals, which has no digits to get wrong.
std::optional<Written> written(const Document& document, const Statement& statement) {
  const std::string_view text = document.audited.source->slice(statement.value_span);
  const std::size_t first = text.find_first_of("0123456789");
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t end = std::min(text.find_first_not_of("0123456789.", first), text.size());
  std::string digits(text.substr(first, end - first));
  Written result;
  const std::size_t point = digits.find('.');
  if (point != std::string::npos) {
    result.decimals = static_cast<int>(digits.size() - point - 1);
    digits.erase(point, 1);
  }
  if (digits.size() > 15) return std::nullopt;
  result.digits = std::stoll(digits);
  const std::uint32_t base = statement.value_span.begin;
  result.number = {base + static_cast<std::uint32_t>(first), base + static_cast<std::uint32_t>(end)};
  result.after = {result.number.end, result.number.end};
  result.unit = result.after;
  for (const std::string_view scale : {"万", "萬", "亿", "億"}) {
    if (text.substr(end).starts_with(scale)) result.scale = scale;
  }
  result.after.end += static_cast<std::uint32_t>(result.scale.size());
  if (!statement.quantity.own_unit || !statement.quantity.unit) return result;
  const std::size_t unit = text.find(statement.quantity.unit->written, end);
  if (unit == std::string_view::npos) return result;
  const auto begin = base + static_cast<std::uint32_t>(unit);
  result.unit = {begin, begin + static_cast<std::uint32_t>(statement.quantity.unit->written.size())};
  result.after.end = result.unit.end;
  return result;
}

std::string number_text(std::int64_t digits, int decimals) {
  std::string text = std::to_string(digits);
  if (decimals == 0) return text;
  const auto places = static_cast<std::size_t>(decimals);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  return text.insert(text.size() - places, ".");
}

// Another number of the same form, a tenth to a third away.
std::string another_number(const Written& figure, Random& random) {
  constexpr std::array<int, 6> kTenths = {7, 8, 9, 11, 12, 13};
  const std::int64_t tenths = kTenths[random.below(kTenths.size())];
  std::int64_t digits = (figure.digits * tenths + 5) / 10;
  if (digits == figure.digits) ++digits;
  return number_text(digits, figure.decimals);
}

// `value` in base units, in the digits of the figure.
std::string number_for(const Exact& value, const Statement& statement, const Written& figure) {
  const Exact per_unit = statement.quantity.normalized() / *Exact::parse(number_text(figure.digits, figure.decimals));
  return (value / per_unit).to_decimal(figure.decimals);
}

// --- choosing figures -----------------------------------------------------------------------------------------------------

struct Figure {
  StatementId id{};
  const Statement& statement;
  Written text;
};

template <typename Test>
std::vector<Figure> figures(const Document& document, Test test) {
  std::vector<Figure> result;
  const Plan& plan = document.plan();
  for (std::size_t i = 0; i < plan.statements.size(); ++i) {
    const Statement& statement = plan.statements[i];
    const auto text = written(document, statement);
    if (text && text->digits != 0 && test(statement)) result.push_back({static_cast<StatementId>(i), statement, *text});
  }
  return result;
}

bool is_single_level(const Statement& statement) { return statement.is_level() && !statement.upper; }

Fault replace(const Figure& figure, Span span, std::string text) { return {{{span, std::move(text)}}, {figure.id}, {}, false}; }

std::vector<Fault> numbers_changed(const Document& document, Random& random, bool (*test)(const Statement&)) {
  std::vector<Fault> faults;
  for (const Figure& figure : figures(document, test)) faults.push_back(replace(figure, figure.text.number, another_number(figure.text, random)));
  return faults;
}

// Figures that stand in a tie of this form, each once; `at` limits them to one place in the tie.
std::vector<Figure> tied_figures(const Document& document, TieForm form, std::optional<std::size_t> at = {}) {
  std::set<StatementId> ids;
  for (const Tie& tie : document.ties) {
    if (tie.form != form) continue;
    for (std::size_t i = 0; i < tie.figures.size(); ++i) {
      if (!at || *at == i) ids.insert(tie.figures[i]);
    }
  }
  std::vector<Figure> result;
  for (const StatementId id : ids) {
    const auto text = written(document, document.plan()[id]);
    if (text && text->digits != 0 && !document.plan()[id].upper) result.push_back({id, document.plan()[id], *text});
  }
  return result;
}

std::vector<Fault> tied_numbers_changed(const Document& document, Random& random, TieForm form, std::optional<std::size_t> at = {}) {
  std::vector<Fault> faults;
  for (const Figure& figure : tied_figures(document, form, at)) {
    faults.push_back(replace(figure, figure.text.number, another_number(figure.text, random)));
  }
  return faults;
}

// --- figures --------------------------------------------------------------------------------------------------------------

std::vector<Fault> target_changed(const Document& document, Random& random) {
  return numbers_changed(document, random, [](const Statement& s) { return s.role == Role::Target && is_single_level(s); });
}
std::vector<Fault> milestone_changed(const Document& document, Random& random) {
  return numbers_changed(document, random, [](const Statement& s) { return s.role == Role::Milestone && is_single_level(s); });
}
std::vector<Fault> claim_changed(const Document& document, Random& random) {
  return numbers_changed(document, random, [](const Statement& s) { return s.role == Role::Claim && is_single_level(s); });
}
std::vector<Fault> baseline_changed(const Document& document, Random& random) {
  return numbers_changed(document, random, [](const Statement& s) { return s.role == Role::Baseline && is_single_level(s); });
}

std::vector<Fault> digits_transposed(const Document& document, Random& random) {
  std::vector<Fault> faults;
  for (const Figure& figure : figures(document, is_single_level)) {
    std::string text(document.audited.source->slice(figure.text.number));
    std::vector<std::size_t> pairs;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
      if (text[i] != '.' && text[i + 1] != '.' && text[i] != text[i + 1] && !(i == 0 && text[1] == '0')) pairs.push_back(i);
    }
    if (pairs.empty()) continue;
    const std::size_t at = pairs[random.below(pairs.size())];
    std::swap(text[at], text[at + 1]);
    faults.push_back(replace(figure, figure.text.number, text));
  }
  return faults;
}

// 65658 → 5658 or 6658: one of the two leading digits of at least three is lost.
std::vector<Fault> digit_lost(const Document& document, Random& random) {
  std::vector<Fault> faults;
  for (const Figure& figure : figures(document, is_single_level)) {
    std::string text(document.audited.source->slice(figure.text.number));
    if (text.find('.') != std::string::npos || text.size() < 3) continue;
    const std::size_t at = text[1] == '0' ? 1 : random.below(2);
    text.erase(at, 1);
    faults.push_back(replace(figure, figure.text.number, text));
  }
  return faults;
}

std::vector<Fault> zero_too_many(const Document& document, Random&) {
  std::vector<Fault> faults;
  for (const Figure& figure : figures(document, is_single_level)) {
    const std::int64_t digits = figure.text.digits * 10;
    faults.push_back(replace(figure, figure.text.number, number_text(digits, figure.text.decimals)));
  }
  return faults;
}

std::vector<Fault> scale_words(const Document& document, const std::map<std::string_view, std::string_view>& instead) {
  std::vector<Fault> faults;
  for (const Figure& figure : figures(document, is_single_level)) {
    const auto& unit = figure.statement.quantity.unit;
    if (!unit || unit->is_ratio() || unit->is_points()) continue;
    const auto found = instead.find(figure.text.scale);
    if (found == instead.end()) continue;
    const Span scale{figure.text.number.end, figure.text.number.end + static_cast<std::uint32_t>(figure.text.scale.size())};
    faults.push_back(replace(figure, scale, std::string(found->second)));
  }
  return faults;
}

// 万 left out, put in, or written as 亿.
std::vector<Fault> scale_by_ten_thousand(const Document& document, Random&) {
  return scale_words(document, {{"万", ""}, {"萬", ""}, {"", "万"}, {"亿", "万"}, {"億", "萬"}});
}
std::vector<Fault> scale_by_hundred_million(const Document& document, Random&) {
  return scale_words(document, {{"亿", ""}, {"億", ""}, {"", "亿"}});
}

// --- units ----------------------------------------------------------------------------------------------------------------

template <typename Instead>
std::vector<Fault> units_replaced(const Document& document, Instead instead) {
  std::vector<Fault> faults;
  for (const Figure& figure : figures(document, is_single_level)) {
    if (figure.text.unit.empty()) continue;
    const std::string unit = instead(figure.statement);
    if (unit.empty()) continue;
    faults.push_back(replace(figure, figure.text.unit, unit));
  }
  return faults;
}

std::vector<Fault> count_word_swapped(const Document& document, Random&) {
  return units_replaced(document, [](const Statement& s) -> std::string {
    if (s.quantity.unit->dimension != "count" || s.quantity.unit->factor != Exact(1)) return "";
    return s.quantity.unit->word == "项" || s.quantity.unit->word == "項" ? "个" : "项";
  });
}

std::vector<Fault> unit_of_another_kind(const Document& document, Random&) {
  return units_replaced(document, [](const Statement& s) -> std::string {
    const Unit& unit = *s.quantity.unit;
    if (unit.is_money()) return "吨";
    if (unit.is_ratio() || unit.is_points()) return "";
    return unit.dimension == "area" ? "公里" : "平方米";
  });
}

std::vector<Fault> persons_and_person_times(const Document& document, Random&) {
  return units_replaced(document, [](const Statement& s) -> std::string {
    if (s.quantity.unit->dimension == "person") return "人次";
    return s.quantity.unit->dimension == "person-times" ? "人" : "";
  });
}

std::vector<Fault> currency_swapped(const Document& document, Random&) {
  return units_replaced(document, [](const Statement& s) -> std::string {
    if (!s.quantity.unit->is_money()) return "";
    return s.quantity.unit->dimension == "money:CNY" ? "美元" : "元";
  });
}

std::vector<Fault> points_for_percent(const Document& document, Random&) {
  return units_replaced(document, [](const Statement& s) -> std::string { return s.quantity.unit->word == "%" ? "个百分点" : ""; });
}

// The unit is the last of the indicator's that the figure could fall back on, so that none is left.
std::vector<Fault> unit_dropped(const Document& document, Random&) {
  std::vector<Fault> faults;
  for (const Figure& figure : figures(document, is_single_level)) {
    const bool inherits = !document.plan()[figure.statement.indicator].unit_written.empty();
    const bool like_a_year = figure.text.digits >= 1900 && figure.text.digits < 2200 && figure.text.decimals == 0 && figure.text.scale.empty();
    if (figure.text.unit.empty() || inherits || like_a_year) continue;
    faults.push_back(replace(figure, figure.text.unit, ""));
    faults.back().visible = true;
  }
  return faults;
}

std::vector<Fault> unit_misspelt(const Document& document, Random&) {
  static const std::map<std::string_view, std::string_view> kSlips = {{"件", "仵"}, {"家", "稼"}, {"个", "介"}, {"個", "箇"}, {"元", "员"},
                                                                      {"人", "入"}, {"人次", "人欠"}, {"名", "各"}, {"张", "帐"}, {"篇", "偏"},
                                                                      {"项", "顶"}, {"公里", "公理"}, {"吨", "顿"}, {"分", "芬"}, {"户", "护"}};
  auto faults = units_replaced(document, [](const Statement& s) -> std::string {
    const auto slip = kSlips.find(s.quantity.unit->word);
    return slip == kSlips.end() ? "" : std::string(slip->second);
  });
  for (Fault& fault : faults) fault.visible = true;
  return faults;
}

std::vector<Fault> percent_for_points(const Document& document, Random&) {
  std::vector<Fault> faults;
  for (const Figure& figure : figures(document, [](const Statement& s) { return s.growth && s.quantity.unit && s.quantity.unit->is_points(); })) {
    if (figure.text.unit.empty()) continue;
    faults.push_back(replace(figure, figure.text.unit, "%"));
    faults.back().visible = true;  // % of a percentage has two readings, whatever else stands there
  }
  return faults;
}

std::vector<Fault> ratio_above_hundred(const Document& document, Random& random) {
  std::vector<Fault> faults;
  const auto test = [](const Statement& s) { return is_single_level(s) && s.quantity.unit && s.quantity.unit->word == "%"; };
  for (const Figure& figure : figures(document, test)) {
    const auto above = static_cast<std::int64_t>(101 + random.below(60));
    faults.push_back(replace(figure, figure.text.number, std::to_string(above)));
  }
  return faults;
}

// --- comparators ------------------------------------------------------------------------------------------------------------

// The figure under another comparator: the word in front, whatever stood there or behind.
Fault compared_by(const Document& document, const Figure& figure, const std::string& word) {
  const std::string bare(document.audited.source->slice({figure.text.number.begin, figure.text.after.end}));
  return replace(figure, figure.statement.value_span, word + " " + bare);
}

bool is_goal(const Statement& statement) {
  return (statement.role == Role::Target || statement.role == Role::Claim) && is_single_level(statement);
}

std::vector<Fault> strict_for_floor(const Document& document, Random&) {
  std::vector<Fault> faults;
  const auto test = [](const Statement& s) { return s.role == Role::Target && is_goal(s) && s.comparator == Comparator::AtLeast; };
  for (const Figure& figure : figures(document, test)) {
    Fault fault = compared_by(document, figure, "超过");
    for (const Tie& tie : document.ties) {
      const bool reached = tie.form == TieForm::SumOfYears || tie.form == TieForm::BasePlusYears
                               ? tie.figures.front() == figure.id
                               : tie.form == TieForm::LastMilestone && tie.figures[1] == figure.id &&
                                     document.plan()[tie.figures[0]].quantity.normalized() == figure.statement.quantity.normalized();
      if (!reached) continue;
      fault.visible = true;
      fault.counterparts.insert(fault.counterparts.end(), tie.figures.begin(), tie.figures.end());
    }
    faults.push_back(std::move(fault));
  }
  return faults;
}

// A floor written as a ceiling, and the reverse: against the baseline, the declared direction, or another bound for the same thing.
std::vector<Fault> bound_reversed(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  for (const Figure& figure : figures(document, [](const Statement& s) { return is_goal(s) && s.role == Role::Target; })) {
    const bool floor = is_lower_bound(figure.statement.comparator);
    if (!floor && !is_upper_bound(figure.statement.comparator)) continue;
    Fault fault = compared_by(document, figure, floor ? "不超过" : "达到");
    fault.visible = plan[figure.statement.indicator].direction.has_value();
    // Where the level came from and goes to says which way was meant.
    for (const StatementId id : plan[figure.statement.indicator].statements) {
      if (plan[id].role == Role::Baseline || plan[id].role == Role::Milestone) fault.counterparts.push_back(id);
    }
    for (const Tie& tie : document.ties) {
      const bool base = tie.form == TieForm::BeyondBase && tie.figures[1] == figure.id;
      const bool copy = tie.form == TieForm::Copy && std::find(tie.figures.begin(), tie.figures.end(), figure.id) != tie.figures.end();
      const auto other = copy ? tie.figures[tie.figures[0] == figure.id ? 1 : 0] : figure.id;
      const bool bound = copy && (floor ? is_lower_bound(plan[other].comparator) : is_upper_bound(plan[other].comparator));
      if (!base && !bound) continue;
      fault.visible = true;
      fault.counterparts.insert(fault.counterparts.end(), tie.figures.begin(), tie.figures.end());
    }
    faults.push_back(std::move(fault));
  }
  return faults;
}

// --- milestones ---------------------------------------------------------------------------------------------------------------

// The milestones of each row or indicator, ascending.
std::vector<std::vector<Figure>> series(const Document& document) {
  std::map<std::pair<IndicatorId, std::pair<int, std::uint32_t>>, std::map<std::int32_t, Figure>> rows;
  for (const Figure& figure : figures(document, [](const Statement& s) { return s.role == Role::Milestone && is_single_level(s); })) {
    const auto year = figure.statement.when.year();
    if (!year) continue;
    const int table = figure.statement.table ? static_cast<int>(index(*figure.statement.table)) : -1;
    rows[{figure.statement.indicator, {table, figure.statement.row}}].emplace(*year, figure);
  }
  std::vector<std::vector<Figure>> result;
  for (const auto& [row, years] : rows) {
    std::vector<Figure> ascending;
    for (const auto& [year, figure] : years) ascending.push_back(figure);
    result.push_back(std::move(ascending));
  }
  return result;
}

// A whole statement, or the figure of a cell.
Fault removed(const Figure& figure) { return replace(figure, figure.statement.place.span, ""); }

std::vector<StatementId> ids_of(const std::vector<Figure>& row) {
  std::vector<StatementId> ids;
  for (const Figure& figure : row) ids.push_back(figure.id);
  return ids;
}

// The row and the targets it leads to.
std::vector<StatementId> row_and_targets(const Document& document, const std::vector<Figure>& row) {
  std::vector<StatementId> ids = ids_of(row);
  for (const StatementId id : document.plan()[row.front().statement.indicator].statements) {
    if (document.plan()[id].role == Role::Target) ids.push_back(id);
  }
  return ids;
}

// A hole in a row can be seen by itself: the years beside it are there.
std::vector<Fault> middle_milestone_dropped(const Document& document, Random& random) {
  std::vector<Fault> faults;
  for (const auto& row : series(document)) {
    if (row.size() < 3) continue;
    faults.push_back(removed(row[1 + random.below(row.size() - 2)]));
    faults.back().counterparts = ids_of(row);
    faults.back().visible = true;
  }
  return faults;
}

std::vector<Fault> last_milestone_dropped(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  for (const auto& row : series(document)) {
    if (row.size() < 3) continue;
    const auto& statements = plan[row.back().statement.indicator].statements;
    Fault fault = removed(row.back());
    fault.counterparts = row_and_targets(document, row);
    fault.visible = std::any_of(statements.begin(), statements.end(), [&](StatementId id) {
      const auto year = plan[id].when.year();
      return plan[id].role == Role::Target && year && *year > *row[row.size() - 2].statement.when.year();
    });
    faults.push_back(std::move(fault));
  }
  return faults;
}

std::vector<Fault> row_shifted(const Document& document, Random& random) {
  std::vector<Fault> faults;
  const auto& source = *document.audited.source;
  for (const auto& row : series(document)) {
    if (row.size() < 3 || !row.front().statement.table) continue;
    const bool left = random.below(2) == 0;
    Fault fault;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool edge = left ? i + 1 == row.size() : i == 0;
      const Span span = row[i].statement.place.span;
      fault.edits.push_back({span, edge ? "" : std::string(source.slice(row[left ? i + 1 : i - 1].statement.place.span))});
    }
    fault.changed = ids_of(row);
    fault.counterparts = row_and_targets(document, row);
    fault.visible = true;  // the empty cell at the edge
    faults.push_back(std::move(fault));
  }
  return faults;
}

std::vector<Fault> milestones_swapped(const Document& document, Random& random) {
  std::vector<Fault> faults;
  const auto& source = *document.audited.source;
  for (const auto& row : series(document)) {
    if (row.size() < 2) continue;
    const std::size_t at = random.below(row.size() - 1);
    const Span first = row[at].statement.value_span;
    const Span second = row[at + 1].statement.value_span;
    if (source.slice(first) == source.slice(second) || first.begin > second.begin) continue;
    faults.push_back({{{first, std::string(source.slice(second))}, {second, std::string(source.slice(first))}},
                      {row[at].id, row[at + 1].id},
                      ids_of(row),
                      false});
  }
  return faults;
}

// --- between figures ------------------------------------------------------------------------------------------------------------

// The first figure of such a tie becomes `tenths` tenths of the second.
std::vector<Fault> pushed_past(const Document& document, TieForm form, bool (*test)(const Tie&), std::int64_t tenths) {
  std::vector<Fault> faults;
  std::set<StatementId> seen;
  for (const Tie& tie : document.ties) {
    if (tie.form != form || !test(tie) || !seen.insert(tie.figures[0]).second) continue;
    const Statement& statement = document.plan()[tie.figures[0]];
    const Statement& other = document.plan()[tie.figures[1]];
    const auto text = written(document, statement);
    if (!text || text->digits == 0 || statement.upper) continue;
    const Figure figure{tie.figures[0], statement, *text};
    const Exact value = other.quantity.normalized() * Exact::ratio(tenths, 10);
    if (value.is_zero()) continue;
    faults.push_back(replace(figure, text->number, number_for(value, statement, *text)));
  }
  return faults;
}

std::vector<Fault> base_beyond_target(const Document& document, Random&) {
  auto faults = pushed_past(document, TieForm::BeyondBase, [](const Tie& tie) { return tie.direction == Direction::Higher; }, 12);
  auto lower = pushed_past(document, TieForm::BeyondBase, [](const Tie& tie) { return tie.direction == Direction::Lower; }, 8);
  faults.insert(faults.end(), lower.begin(), lower.end());
  return faults;
}

std::vector<Fault> part_above_whole(const Document& document, Random&) {
  return pushed_past(document, TieForm::Subset, [](const Tie&) { return true; }, 11);
}

std::vector<Fault> sum_part_changed(const Document& document, Random& random) { return tied_numbers_changed(document, random, TieForm::Sum); }
std::vector<Fault> share_changed(const Document& document, Random& random) { return tied_numbers_changed(document, random, TieForm::Shares); }
std::vector<Fault> ratio_changed(const Document& document, Random& random) { return tied_numbers_changed(document, random, TieForm::Ratio, 0); }
std::vector<Fault> growth_changed(const Document& document, Random& random) { return tied_numbers_changed(document, random, TieForm::Growth, 0); }
std::vector<Fault> yearly_rate_changed(const Document& document, Random& random) {
  return tied_numbers_changed(document, random, TieForm::YearlyRate, 0);
}

// 较 2023 becomes 较 2019, of which the plan says nothing.
std::vector<Fault> growth_base_year_wrong(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  for (const Figure& figure : figures(document, [](const Statement& s) { return s.growth.has_value(); })) {
    const std::string year = std::to_string(figure.statement.growth->base.year);
    const std::size_t at = document.audited.source->slice(figure.statement.value_span).rfind(year);
    if (at == std::string_view::npos) continue;
    const std::int32_t wrong = figure.statement.growth->base.year - 4;
    const auto& all = plan[figure.statement.indicator].statements;
    if (std::any_of(all.begin(), all.end(), [&](StatementId id) { return plan[id].when.year() == wrong; })) continue;
    const auto begin = figure.statement.value_span.begin + static_cast<std::uint32_t>(at);
    faults.push_back(replace(figure, {begin, begin + 4}, std::to_string(wrong)));
    faults.back().visible = true;
  }
  return faults;
}

// Every value of the base year goes.
std::vector<Fault> growth_base_dropped(const Document& document, Random&) {
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  std::set<IndicatorId> seen;
  for (const Statement& growth : plan.statements) {
    if (!growth.growth || !seen.insert(growth.indicator).second) continue;
    Fault fault;
    for (const StatementId id : plan[growth.indicator].statements) {
      const Statement& statement = plan[id];
      if (statement.growth) {
        fault.counterparts.push_back(id);
      } else if (statement.when.year() == growth.growth->base.year) {
        fault.edits.push_back({statement.place.span, ""});
        fault.changed.push_back(id);
      }
    }
    if (fault.edits.empty()) continue;
    std::sort(fault.edits.begin(), fault.edits.end(), [](const Edit& a, const Edit& b) { return a.span < b.span; });
    fault.visible = true;
    faults.push_back(std::move(fault));
  }
  return faults;
}

std::vector<Fault> range_reversed(const Document& document, Random&) {
  std::vector<Fault> faults;
  const std::string digits = "0123456789.";
  for (const Figure& figure : figures(document, [](const Statement& s) { return s.upper && s.is_level(); })) {
    const std::string_view text = document.audited.source->slice(figure.statement.value_span);
    const std::size_t from = figure.text.number.end - figure.statement.value_span.begin;
    std::size_t begin = text.find_first_of("0123456789", from);
    if (begin == std::string_view::npos) continue;
    const std::size_t end = std::min(text.find_first_not_of(digits, begin), text.size());
    const auto base = figure.statement.value_span.begin;
    const Span upper{base + static_cast<std::uint32_t>(begin), base + static_cast<std::uint32_t>(end)};
    const auto& source = *document.audited.source;
    faults.push_back({{{figure.text.number, std::string(source.slice(upper))}, {upper, std::string(source.slice(figure.text.number))}},
                      {figure.id},
                      {},
                      true});
  }
  return faults;
}

// The statement, or the row of the table, once more below with another value.
std::vector<Fault> stated_again_otherwise(const Document& document, Random& random) {
  std::vector<Fault> faults;
  const auto& source = *document.audited.source;
  for (const Figure& figure : figures(document, is_single_level)) {
    const Span whole = figure.statement.table ? source.line_span(source.position(figure.statement.place.span.begin).line) : figure.statement.place.span;
    std::string copy(source.slice(whole));
    copy.replace(figure.text.number.begin - whole.begin, figure.text.number.size(), another_number(figure.text, random));
    faults.push_back({{{{whole.end, whole.end}, "\n" + copy}}, {figure.id}, {}, true});
  }
  return faults;
}

// --- indicators -----------------------------------------------------------------------------------------------------------------

std::string_view head_of(const Document& document, const Indicator& indicator) {
  const auto& source = *document.audited.source;
  const Span line = source.line_span(source.position(indicator.name_span.begin).line);
  return source.slice({indicator.name_span.begin, line.end});
}

// A level declared as additions, additions as a level, where the milestones fit one reading only.
std::vector<Fault> kind_mislabelled(const Document& document, Random&) {
  static const std::map<std::string_view, std::string_view> kInstead = {
      {"存量", "新增"}, {"stock", "new"}, {"流量", "存量"}, {"flow", "stock"}, {"新增", "存量"}, {"new", "stock"}, {"累计", "新增"}, {"cumulative", "new"}};
  std::vector<Fault> faults;
  const Plan& plan = document.plan();
  for (std::size_t i = 0; i < plan.indicators.size(); ++i) {
    const Indicator& indicator = plan.indicators[i];
    if (!indicator.kind) continue;
    const std::string_view head = head_of(document, indicator);
    const bool additions = indicator.kind == Kind::Flow || indicator.kind == Kind::New;
    for (const auto& [word, instead] : kInstead) {
      const std::size_t at = head.find(fmt::format(" {} ", word));
      if (at == std::string_view::npos) continue;
      std::set<StatementId> fitting;
      for (const Tie& tie : document.ties) {
        const Statement& first = plan[tie.figures.front()];
        if (first.indicator != static_cast<IndicatorId>(i)) continue;
        const bool sum = tie.form == TieForm::SumOfYears && tie.figures.size() >= 3;
        const bool last = tie.form == TieForm::LastMilestone && first.quantity.normalized() == plan[tie.figures[1]].quantity.normalized();
        if (additions ? sum : last) fitting.insert(tie.figures.begin(), tie.figures.end());
      }
      const auto milestones = std::count_if(indicator.statements.begin(), indicator.statements.end(),
                                            [&](StatementId id) { return plan[id].role == Role::Milestone; });
      if (fitting.empty() || milestones < 2) continue;
      const auto begin = indicator.name_span.begin + static_cast<std::uint32_t>(at) + 1;
      faults.push_back({{{{begin, begin + static_cast<std::uint32_t>(word.size())}, std::string(instead)}},
                        {},
                        {fitting.begin(), fitting.end()},
                        true});
    }
  }
  return faults;
}

// --- wording, where its rules exist -------------------------------------------------------------------------------------------

// Claims outside tables that repeat a target.
template <typename Test>
std::vector<std::pair<Figure, StatementId>> repeating_claims(const Document& document, Test test) {
  std::vector<std::pair<Figure, StatementId>> claims;
  std::set<StatementId> seen;
  for (const Tie& tie : document.ties) {
    if (tie.form != TieForm::Copy) continue;
    for (const bool first : {true, false}) {
      const StatementId claim = tie.figures[first ? 0 : 1];
      const StatementId target = tie.figures[first ? 1 : 0];
      const Statement& statement = document.plan()[claim];
      if (statement.role != Role::Claim || statement.table || !is_single_level(statement)) continue;
      if (document.plan()[target].role != Role::Target || !is_single_level(document.plan()[target])) continue;  // of a range it repeats one end
      const auto text = written(document, statement);
      if (!text || !test(statement, document.plan()[target]) || !seen.insert(claim).second) continue;
      claims.push_back({{claim, statement, *text}, target});
    }
  }
  return claims;
}

std::vector<Fault> comparator_drifted(const Document& document, Random&) {
  std::vector<Fault> faults;
  const auto test = [](const Statement& claim, const Statement& target) {
    return claim.comparator == Comparator::AtLeast && target.comparator == Comparator::AtLeast;
  };
  for (const auto& [figure, target] : repeating_claims(document, test)) {
    faults.push_back(compared_by(document, figure, "超过"));
    faults.back().counterparts = {target};
    faults.back().visible = true;
  }
  return faults;
}

std::vector<Fault> claim_extended(const Document& document, const std::string& words) {
  std::vector<Fault> faults;
  const auto test = [](const Statement& claim, const Statement&) { return claim.modality == Modality::Unstated && claim.scope.empty(); };
  for (const auto& [figure, target] : repeating_claims(document, test)) {
    faults.push_back(replace(figure, {figure.statement.value_span.end, figure.statement.value_span.end}, words));
    faults.back().counterparts = {target};
    faults.back().visible = true;
  }
  return faults;
}
std::vector<Fault> claim_only_hoped(const Document& document, Random&) { return claim_extended(document, " 争取"); }
std::vector<Fault> claim_scope_changed(const Document& document, Random&) { return claim_extended(document, " 范围 \"市本级\""); }

std::vector<Fault> claim_year_changed(const Document& document, Random&) {
  std::vector<Fault> faults;
  const auto test = [](const Statement& claim, const Statement&) { return claim.when.form == When::Form::At && claim.when.year().has_value(); };
  for (const auto& [figure, target] : repeating_claims(document, test)) {
    const std::string year = std::to_string(*figure.statement.when.year());
    const Span whole = figure.statement.place.span;
    const std::size_t at = document.audited.source->slice(whole).find(year);
    if (at == std::string_view::npos) continue;
    const auto begin = whole.begin + static_cast<std::uint32_t>(at);
    faults.push_back(replace(figure, {begin, begin + 4}, std::to_string(*figure.statement.when.year() + 1)));
    faults.back().counterparts = {target};
    faults.back().visible = true;
  }
  return faults;
}

// In the block of the indicator, not in a task that names it.
bool stands_inside(const Plan& plan, const Indicator& indicator, Span place) {
  const auto between = [&](const auto& other) {
    return other.place.span.begin > indicator.place.span.begin && other.place.span.begin < place.begin;
  };
  return place.begin > indicator.place.span.begin && std::none_of(plan.indicators.begin(), plan.indicators.end(), between) &&
         std::none_of(plan.tasks.begin(), plan.tasks.end(), between);
}

// The claim speaks of an indicator whose name lacks a character.
std::vector<Fault> name_drifted(const Document& document, Random& random) {
  std::vector<Fault> faults;
  const auto& source = *document.audited.source;
  const Plan& plan = document.plan();
  for (const auto& [figure, target] : repeating_claims(document, [](const Statement&, const Statement&) { return true; })) {
    const Indicator& indicator = plan[figure.statement.indicator];
    const Span place = figure.statement.place.span;
    const bool inside = stands_inside(plan, indicator, place);
    const std::string_view written = indicator.name;
    const bool chinese = std::all_of(written.begin(), written.end(), [](char byte) { return (byte & 0x80) != 0; });
    if (!inside || !chinese || indicator.name.size() < 15 || indicator.name.size() % 3 != 0) continue;
    std::string name = indicator.name;
    name.erase(3 * (1 + random.below(name.size() / 3 - 2)), 3);
    const std::string block = fmt::format("指标 又一处 \"{}\" {{\n        {}\n    }}\n    ", name, source.slice(place));
    faults.push_back({{{{indicator.place.span.begin, indicator.place.span.begin}, block}, {place, ""}}, {figure.id}, {target}, true});
  }
  return faults;
}

// @17 becomes @20.
std::vector<Fault> line_wrong(const Document& document, Random&) {
  std::vector<Fault> faults;
  for (const Figure& figure : figures(document, [](const Statement& s) { return !s.table; })) {
    const auto& place = figure.statement.place.document;
    if (!place || !place->line || place->last_line) continue;
    const Span whole = figure.statement.place.span;
    const std::size_t at = document.audited.source->slice(whole).rfind("@" + place->text);
    if (at == std::string_view::npos) continue;
    const auto begin = whole.begin + static_cast<std::uint32_t>(at) + 1;
    faults.push_back(replace(figure, {begin, begin + static_cast<std::uint32_t>(place->text.size())}, std::to_string(*place->line + 3)));
    faults.back().visible = true;
  }
  return faults;
}

// A line of the document is not transcribed.
std::vector<Fault> figure_left_out(const Document& document, Random&) {
  std::vector<Fault> faults;
  for (const Figure& figure : figures(document, [](const Statement& s) { return !s.table && s.place.document.has_value(); })) {
    faults.push_back(removed(figure));
    faults.back().visible = true;
    faults.back().about = {document.plan().id};
  }
  return faults;
}

}  // namespace

std::vector<FaultKind> figure_kinds() {
  static const std::vector<std::string_view> kNone;
  static const std::vector<std::string_view> kSlip = {"scale-slip"};
  // True of the changed plan, and said because of the change, but no name for it.
  static const std::vector<std::string_view> kFollows = {"cumulative-increment-drop", "derived-ratio-regression", "value-out-of-bounds",
                                                      "base-beyond-target", "growth-outlier", "back-loaded-schedule", "pace-above-history", "target-below-trend"};
  // The figures tell the kind no longer, so that it is not known for additions.
  static const std::vector<std::string_view> kLevel = {"base-missing"};
  static const std::vector<std::string_view> kPart = [] {
    std::vector<std::string_view> all = kFollows;
    all.insert(all.end(), kLevel.begin(), kLevel.end());
    return all;
  }();
  return {
      {"target-changed", "目标数值改动", "the figure of a target is another", {"milestone-target-mismatch"}, kFollows, "", target_changed},
      {"milestone-changed", "节点数值改动", "the figure of a milestone is another", kNone, kFollows, "", milestone_changed},
      {"claim-changed", "表述数值改动", "the figure of a claim is another", kNone, kNone, "", claim_changed},
      {"baseline-changed", "基期数值改动", "the figure of a baseline is another", kNone, kFollows, "", baseline_changed},
      {"digits-transposed", "数字颠倒", "two neighbouring digits change places", kSlip, kFollows, "", digits_transposed},
      {"digit-lost", "漏写一位", "one leading digit is lost", kSlip, kFollows, "", digit_lost},
      {"zero-too-many", "多写一个零", "a figure grows tenfold", kSlip, kFollows, "", zero_too_many},
      {"scale-ten-thousand", "万字错漏", "万 is left out, put in, or stands for 亿", kSlip, kFollows, "", scale_by_ten_thousand},
      {"scale-hundred-million", "亿字错漏", "亿 is left out or put in", kSlip, kFollows, "", scale_by_hundred_million},
      {"count-word-swapped", "量词混用", "another count word of the family", kNone, kNone, "", count_word_swapped},
      {"unit-of-another-kind", "单位类别不符", "a unit of another dimension", kNone, kNone, "", unit_of_another_kind},
      {"persons-and-person-times", "人与人次混用", "人次 for 人, or the reverse", kNone, kNone, "", persons_and_person_times},
      {"unit-dropped", "漏写单位", "a figure without its unit", {"unit-missing"}, kLevel, "", unit_dropped},
      {"unit-misspelt", "单位错字", "a unit with a wrong character", {"unit-unknown"}, kLevel, "", unit_misspelt},
      {"currency-swapped", "币种写错", "美元 for 元, or the reverse", kNone, kNone, "", currency_swapped},
      {"points-for-percent", "百分比误作百分点", "个百分点 for % in a level", {"percent-vs-points"}, kNone, "", points_for_percent},
      {"percent-for-points", "百分点误作百分比", "% for 个百分点 in a growth", {"percent-vs-points"}, kNone, "", percent_for_points},
      {"ratio-above-hundred", "比率超过百分之百", "a percentage above 100", {"value-out-of-bounds"}, kFollows, "", ratio_above_hundred},
      {"strict-for-floor", "达到误作超过", "超过 for 达到 where the milestones come to just that figure", {"strict-target-only-equalled"}, {"parts-total-mismatch", "annual-rate-vs-total"}, "", strict_for_floor},
      {"bound-reversed", "上下限颠倒", "不超过 for 达到, or the reverse", {"base-beyond-target", "comparator-drift", "claim-value-mismatch", "milestone-target-mismatch"}, {"milestone-non-monotonic"}, "", bound_reversed},
      {"middle-milestone-dropped", "漏列中间节点", "a year between two others is missing", {"milestone-year-missing"}, kFollows, "", middle_milestone_dropped},
      {"last-milestone-dropped", "漏列末年节点", "the milestone of the last year is missing", {"milestone-horizon-gap"}, kFollows, "", last_milestone_dropped},
      {"row-shifted", "节点行错列", "the milestones of a row stand one column aside", {"milestone-horizon-gap", "milestone-target-mismatch", "milestone-year-missing"}, kFollows, "", row_shifted},
      {"milestones-swapped", "相邻节点互换", "two neighbouring milestones change places", kNone, kFollows, "", milestones_swapped},
      {"base-beyond-target", "基期越过目标", "the baseline lies beyond the target", kNone, kFollows, "", base_beyond_target},
      {"part-above-whole", "部分大于整体", "a part larger than its whole", kNone, kPart, "", part_above_whole},
      {"sum-part-changed", "分项与总数不符", "a part, or the whole, of a sum is another", kNone, kFollows, "", sum_part_changed},
      {"share-changed", "构成不足或超过百分之百", "a share of a composition is another", {"milestone-target-mismatch"}, kFollows, "", share_changed},
      {"ratio-changed", "占比与分子分母不符", "a ratio is not its quotient", kNone, kFollows, "", ratio_changed},
      {"growth-changed", "增幅与基期不符", "a growth does not follow from its base", kNone, kNone, "", growth_changed},
      {"growth-base-year-wrong", "增幅基期年份写错", "a growth over a year that the plan gives no value for", {"growth-target-without-base"}, kNone, "", growth_base_year_wrong},
      {"growth-base-dropped", "漏列增幅基期", "the base of a growth is missing", {"growth-target-without-base"}, kNone, "", growth_base_dropped},
      {"yearly-rate-changed", "年度数与总数不符", "a yearly rate times the years is not the total", kNone, kNone, "", yearly_rate_changed},
      {"range-reversed", "区间首尾颠倒", "the ends of a range change places", {"bad-range"}, kNone, "", range_reversed},
      {"stated-again-otherwise", "重复填列而数值不一", "a statement or row stands twice, with two values", {"duplicate-statement-conflict", "claim-value-mismatch"}, kFollows, "", stated_again_otherwise},
      {"kind-mislabelled", "指标类型标错", "a level declared as additions, or the reverse", {"kind-label-conflict", "milestone-target-mismatch"}, {"base-missing"}, "", kind_mislabelled},
      {"comparator-drifted", "比较词前后不一", "超过 in a task for 达到 in the targets", {"comparator-drift", "strict-target-only-equalled"}, kNone, "comparator-drift", comparator_drifted},
      {"claim-only-hoped", "确定的目标写成争取", "a firm target is only hoped for in a task", {"claim-modality-drift"}, kNone, "claim-modality-drift", claim_only_hoped},
      {"claim-scope-changed", "表述的范围缩小", "a target repeated for a narrower scope", {"claim-scope-drift"}, kNone, "claim-scope-drift", claim_scope_changed},
      {"claim-year-changed", "表述的年份写错", "a target repeated for another year", {"claim-horizon-drift", "milestone-outside-period"}, kNone, "claim-horizon-drift", claim_year_changed},
      {"name-drifted", "指标名称前后不一", "a target repeated under a name that lacks a character", {"indicator-name-drift"}, {"aggregation-kind-ambiguous", "target-without-task"}, "indicator-name-drift", name_drifted},
      {"line-wrong", "出处行号写错", "a place that names another line of the document", {"figure-not-at-place", "place-not-found"}, kNone, "figure-not-at-place", line_wrong, true},
      {"figure-left-out", "漏转原文数据", "a figure of the document is not transcribed", {"figure-never-stated"}, {"unused-declaration"}, "figure-never-stated", figure_left_out, true},
  };
}

}  // namespace gouji::planted
