// The grammar of the plan language over tokens: read it beside docs/LANGUAGE.md. Attributes only, no actions;
// what a statement means is settled later, by resolve.

#include "dsl/grammar/grammar.hpp"

#include <algorithm>
#include <array>
#include <boost/fusion/include/adapt_struct.hpp>

#include "dsl/grammar/tokens.hpp"

namespace gouji::dsl::grammar {

// What the rules of some statements produce, before it is put into a Statement. Most fill names, clauses and place of one.
struct FigureLine {
  Figure figure;
  OptionalToken place = nullptr;
};
struct RelationLine {
  RelationBody relation;
  List<Clause> clauses;
  OptionalToken place = nullptr;
};
// A figure that stands behind a role: target of X 2026 >= 5家.
struct RoleLine {
  TokenRange names;
  Figure figure;
  OptionalToken place = nullptr;
};
struct UnitLine {
  OptionalToken name = nullptr;
  OptionalToken sign = nullptr;
  OptionalToken factor = nullptr;
  TokenRange of;
};
struct CellValue {
  Value value;
  OptionalToken place = nullptr;
};
struct ColumnHead {
  OptionalToken role = nullptr;
  OptionalToken date = nullptr;
};

}  // namespace gouji::dsl::grammar

BOOST_FUSION_ADAPT_STRUCT(gouji::dsl::Amount, number, unit)
BOOST_FUSION_ADAPT_STRUCT(gouji::dsl::DateRange, first, dots, last)
BOOST_FUSION_ADAPT_STRUCT(gouji::dsl::Value, comparator, sign, low, high, trailing, base)
BOOST_FUSION_ADAPT_STRUCT(gouji::dsl::Clause, keyword, items, range, value)
BOOST_FUSION_ADAPT_STRUCT(gouji::dsl::When, each, range)
BOOST_FUSION_ADAPT_STRUCT(gouji::dsl::Figure, indicator, when, value, qualifiers)
BOOST_FUSION_ADAPT_STRUCT(gouji::dsl::RelationBody, left, sign, right)
BOOST_FUSION_ADAPT_STRUCT(gouji::dsl::Statement, names, clauses, place)
BOOST_FUSION_ADAPT_STRUCT(gouji::dsl::grammar::FigureLine, figure, place)
BOOST_FUSION_ADAPT_STRUCT(gouji::dsl::grammar::RelationLine, relation, clauses, place)
BOOST_FUSION_ADAPT_STRUCT(gouji::dsl::grammar::RoleLine, names, figure, place)
BOOST_FUSION_ADAPT_STRUCT(gouji::dsl::grammar::UnitLine, name, sign, factor, of)
BOOST_FUSION_ADAPT_STRUCT(gouji::dsl::grammar::CellValue, value, place)
BOOST_FUSION_ADAPT_STRUCT(gouji::dsl::grammar::ColumnHead, role, date)

namespace gouji::dsl::grammar {

namespace {

using x3::expect;
using x3::omit;
using x3::rule;

// --- single tokens ------------------------------------------------------------------------------------------------

bool touches(Iterator left) { return left->span.end == (left + 1)->span.begin; }

bool is_year(Iterator it) { return it->kind == TokenKind::Number && it->year; }

// A terminator stands behind the last token, so looking one ahead is safe: 2000件 is no date.
bool is_date(Iterator it) {
  return it->kind == TokenKind::Date || (is_year(it) && !((it + 1)->kind == TokenKind::Word && touches(it)));
}

bool is_name(Iterator it) {
  return it->kind == TokenKind::Word || it->kind == TokenKind::String || it->kind == TokenKind::Number ||
         it->kind == TokenKind::Date;
}

// A unit follows its number directly, or after a blank when it is no keyword.
bool is_unit(Iterator it) {
  return it->kind == TokenKind::Word && (it->keyword == Keyword::None || touches(it - 1));
}

auto const name = rule<class NameRule, OptionalToken>{"name"} = token_where(is_name);
auto const string = rule<class StringRule, OptionalToken>{"string"} = token(TokenKind::String);
auto const number = rule<class NumberRule, OptionalToken>{"number"} = token(TokenKind::Number);
auto const place = rule<class PlaceRule, OptionalToken>{"place"} = token(TokenKind::Place);
auto const date = rule<class DateRule, OptionalToken>{"date"} = token_where(is_date);
auto const equals = rule<class EqualsRule, OptionalToken>{"="} = token_where(
    [](Iterator it) { return it->kind == TokenKind::Comparator && it->comparison == Comparison::Equal; });
auto const comma = omit[token(TokenKind::Comma)];
auto const dots = token(TokenKind::Range);
auto const plus = token(TokenKind::Plus);
auto const minus = token(TokenKind::Minus);
auto const slash = token(TokenKind::Slash);
auto const star = token(TokenKind::Star);
auto const per = omit[slash] >> token(TokenKind::Word);

auto const absent = x3::attr(OptionalToken{});

// --- values: >= 1200亿元, 1..2家, +20% vs 2023, 10个以上, 百项 --------------------------------------------------------

auto const unit_after_number = rule<class UnitAfterNumberRule, TokenRange>{"unit"} = slice[token_where(is_unit) >> *per];
auto const numeral = rule<class NumeralRule, TokenRange>{"amount"} = slice[token_where([](Iterator it) {
  return it->kind == TokenKind::Word && it->keyword == Keyword::None && it->numeral;
}) >> *per];
auto const figures_amount = rule<class FiguresAmountRule, Amount>{"amount"} = number >> -unit_after_number;
auto const numeral_amount = rule<class NumeralAmountRule, Amount>{"amount"} = absent >> numeral;
auto const amount = rule<class AmountRule, Amount>{"amount"} = figures_amount | numeral_amount;

auto const leading = token_where([](Iterator it) { return it->kind == TokenKind::Comparator && !it->trailing; });
auto const trailing = token_where([](Iterator it) { return it->kind == TokenKind::Comparator && it->trailing; });

auto const value = rule<class ValueRule, Value>{"value"} =
    -leading >> -(plus | minus) >> expect[amount] >> -(omit[dots] >> expect[amount]) >> -trailing >>
    -(omit[word(Keyword::Versus)] >> expect[date]);

// --- dates --------------------------------------------------------------------------------------------------------

auto const last_date = token_where([](Iterator it) { return is_date(it) && (it - 1)->kind == TokenKind::Range; });
auto const range = rule<class RangeRule, DateRange>{"range"} = date >> -dots >> -last_date;

// --- clauses ------------------------------------------------------------------------------------------------------

auto const no_items = x3::attr(TokenRange{});
auto const no_range = x3::attr(static_cast<const DateRange*>(nullptr));
auto const no_value = x3::attr(static_cast<const Value*>(nullptr));
auto const no_keyword = x3::attr(Token{});

auto const names = rule<class NamesRule, TokenRange>{"name"} = slice[name % comma];
auto const strings = rule<class StringsRule, TokenRange>{"string"} = slice[string % comma];
auto const one_name = rule<class OneNameRule, TokenRange>{"name"} = slice[name];
auto const one_string = rule<class OneStringRule, TokenRange>{"string"} = slice[string];
auto const one_number = rule<class OneNumberRule, TokenRange>{"number"} = slice[number];
auto const one_date = rule<class OneDateRule, TokenRange>{"date"} = slice[date];
auto const unit_words = rule<class UnitWordsRule, TokenRange>{"unit"} = slice[token(TokenKind::Word) >> *per];
auto const bare_unit = rule<class BareUnitRule, TokenRange>{"unit"} = slice[token_where([](Iterator it) {
  return it->kind == TokenKind::Word && it->keyword == Keyword::None;
}) >> *per];
auto const level_word = rule<class LevelWordRule, TokenRange>{"level"} = slice[word(Keyword::National) | word(Keyword::Province) |
                                                                                   word(Keyword::City) | word(Keyword::County)];

// keyword alone · keyword and items · keyword and a range · keyword and a value
auto flag(Keyword keyword) { return rule<class FlagRule, Clause>{"clause"} = word(keyword) >> no_items >> no_range >> no_value; }
template <typename Items>
auto clause(Keyword keyword, const Items& items) {
  return rule<Items, Clause>{"clause"} = word(keyword) >> expect[items] >> no_range >> no_value;
}
auto value_clause(Keyword keyword) {
  return rule<class ValueClauseRule, Clause>{"clause"} = word(keyword) >> no_items >> no_range >> placed[expect[value]];
}
template <typename Items>
auto bare(const Items& items) {
  return rule<class BareRule, Clause>{"clause"} = no_keyword >> items >> no_range >> no_value;
}
auto const bare_range = rule<class BareRangeClauseRule, Clause>{"range"} = no_keyword >> no_items >> placed[range] >> no_value;

using Clauses = List<Clause>;

auto const also = clause(Keyword::Also, strings);
auto const scope = clause(Keyword::Scope, one_string);
auto const label = clause(Keyword::Label, one_string);
auto const in = clause(Keyword::In, one_name);

// part of X, the of being optional
auto const part_of = rule<class PartOfRule, Clause>{"clause"} =
    word(Keyword::Part) >> omit[-word(Keyword::Of)] >> expect[one_name] >> no_range >> no_value;
auto const kind = flag(Keyword::Stock) | flag(Keyword::Flow) | flag(Keyword::Cumulative) | flag(Keyword::New) | flag(Keyword::Ratio) |
                  flag(Keyword::Score) | flag(Keyword::Average);

// --- statements: names, clauses, place ----------------------------------------------------------------------------

auto const none = x3::attr(TokenRange{});
auto const no_clauses = x3::attr(Clauses{});
auto const id_and_title = rule<class IdAndTitleRule, TokenRange>{"name"} = slice[name >> -string];

auto const plan_ = rule<class PlanRule, Statement>{"plan"} = expect[id_and_title] >> no_clauses >> -place;
auto const issuer_ = rule<class IssuerRule, Statement>{"issuer"} = expect[strings] >> no_clauses >> -place;
auto const number_ = rule<class NumberStatementRule, Statement>{"number"} = expect[one_string] >> no_clauses >> -place;
auto const date_ = rule<class DateStatementRule, Statement>{"issued"} = expect[one_date] >> no_clauses >> -place;

auto const period_clauses = rule<class PeriodClausesRule, Clauses>{"range"} =
    joined(one[bare_range | flag(Keyword::Open)], many[value_clause(Keyword::Lasting)]);
auto const period_ = rule<class PeriodRule, Statement>{"period"} = none >> expect[period_clauses] >> -place;
auto const titled_clauses = rule<class TitledClausesRule, Clauses>{"range"} = one[bare_range];
auto const titled_ = rule<class TitledRule, Statement>{"titled"} = none >> expect[titled_clauses] >> -place;
auto const source_ = rule<class SourceRule, Statement>{"source"} = expect[one_string] >> many[clause(Keyword::Lines, one_number)] >> -place;
auto const cites_ = rule<class CitesRule, Statement>{"cites"} =
    expect[one_string] >> many[clause(Keyword::Number, one_string) | bare_range] >> -place;
auto const leads_clauses = rule<class LeadsClausesRule, Clauses>{"convention"} =
    one[clause(Keyword::Marked, one_string) | flag(Keyword::First) | flag(Keyword::Unstated)];
auto const leads_ = rule<class LeadsRule, Statement>{"leads"} = none >> expect[leads_clauses] >> -place;
auto const count_and_what = rule<class CountAndWhatRule, TokenRange>{"number"} = slice[number >> expect[string]];
auto const declares_ = rule<class DeclaresRule, Statement>{"declares"} = expect[count_and_what] >> many[clause(Keyword::Listing, strings)] >> -place;
auto const refers_ = rule<class RefersRule, Statement>{"refers"} = expect[one_string] >> many[clause(Keyword::To, one_name)] >> -place;

auto const org_ = rule<class OrgRule, Statement>{"org"} =
    expect[id_and_title] >>
    many[also | clause(Keyword::Level, level_word) | flag(Keyword::Collective) | clause(Keyword::Contains, names)] >> -place;

auto const indicator_ = rule<class IndicatorRule, Statement>{"indicator"} =
    expect[id_and_title] >>
    many[kind | clause(Keyword::Unit, unit_words) | also | part_of | label | scope | flag(Keyword::Higher) | flag(Keyword::Lower) |
         flag(Keyword::Expected) | flag(Keyword::Binding) | value_clause(Keyword::Bounds) | clause(Keyword::Owner, one_name) |
         bare(bare_unit)] >>
    -place;

auto const table_ = rule<class TableRule, Statement>{"table"} = expect[id_and_title] >> many[clause(Keyword::Unit, unit_words)] >> -place;
auto const phase_clauses = rule<class PhaseClausesRule, Clauses>{"range"} =
    joined(one[expect[bare_range]], many[flag(Keyword::Prepare) | flag(Keyword::Implement) | flag(Keyword::Accept) | bare(one_string)]);
auto const phase_ = rule<class PhaseRule, Statement>{"phase"} = expect[one_name] >> phase_clauses >> -place;
auto const section_ = rule<class SectionRule, Statement>{"section"} = expect[id_and_title] >> many[in] >> -place;

auto const marked_name = rule<class MarkedNameRule, TokenRange>{"name"} = slice[-star >> name];
auto const marked_names = rule<class MarkedNamesRule, TokenRange>{"name"} = slice[marked_name >> *(comma >> expect[marked_name])];
auto const units_ = rule<class UnitsRule, Statement>{"units"} = expect[marked_names] >> no_clauses >> -place;
auto const names_ = rule<class NamesStatementRule, Statement>{"lead"} = expect[names] >> no_clauses >> -place;
auto const delivers_ = rule<class DeliversRule, Statement>{"delivers"} = expect[strings] >> no_clauses >> -place;
auto const money_clauses = rule<class MoneyClausesRule, Clauses>{"value"} =
    one[rule<class BareValueRule, Clause>{"clause"} = no_keyword >> no_items >> no_range >> placed[value]];
auto const money_ = rule<class MoneyRule, Statement>{"money"} = none >> expect[money_clauses] >> -place;

auto const goal_ = rule<class GoalRule, Statement>{"goal"} =
    expect[id_and_title] >> many[flag(Keyword::Build) | flag(Keyword::Rank) | flag(Keyword::Rising) | flag(Keyword::Falling) |
                                 flag(Keyword::Keep) | clause(Keyword::Of, one_name) | clause(Keyword::By, one_date) | in] >>
    -place;

auto const allow_ = rule<class AllowRule, Statement>{"allow"} =
    expect[one_name] >> many[clause(Keyword::On, one_name) | clause(Keyword::Because, one_string) | clause(Keyword::By, one_string) |
                             clause(Keyword::Until, one_date)] >>
    -place;

auto const aside_ = rule<class AsideRule, Statement>{"aside"} = expect[one_string] >> many[clause(Keyword::Because, one_string)] >> -place;

// --- figures ------------------------------------------------------------------------------------------------------

// A year is one only when a value comes after it: 目标 2000 has no date.
auto const value_starts = &(leading | plus | minus | amount);
auto const each_year = rule<class EachRule, When>{"each"} = word(Keyword::Each) >> -(range >> value_starts);
auto const at_date = rule<class AtRule, When>{"date"} = absent >> range >> value_starts;
auto const when = rule<class WhenRule, When>{"date"} = each_year | at_date;

auto const qualifier = flag(Keyword::Total) | flag(Keyword::Yearly) | flag(Keyword::Mean) | flag(Keyword::Hoped) | flag(Keyword::Firm) |
                       scope | label | in | bare(one_string);
auto const figure = rule<class FigureRule, Figure>{"figure"} =
    -(omit[word(Keyword::Of)] >> expect[name]) >> -when >> expect[value] >> many[qualifier];
auto const figure_ = rule<class FigureLineRule, FigureLine>{"figure"} = figure >> -place;

auto const cell = rule<class CellRule, CellValue>{"value"} = expect[value] >> -place;
auto const role = word(Keyword::Baseline) | word(Keyword::Milestone) | word(Keyword::Target) | word(Keyword::Claim) | word(Keyword::Actual);
auto const column = rule<class ColumnRule, ColumnHead>{"column"} =
    (role >> expect[date]) | (absent >> date) |
    (token_where([](Iterator it) { return it->kind == TokenKind::Word; }) >> absent);

// --- scenarios ----------------------------------------------------------------------------------------------------

auto const scenario_ = rule<class ScenarioRule, Statement>{"scenario"} =
    expect[id_and_title] >> many[clause(Keyword::Of, one_name) | clause(Keyword::Extends, one_name)] >> -place;

// assume X 2025 = 12亿元 · assume X, Y each 2025.. +10% · assume X 2026 150..260亿元 triangular 200亿元
auto const assumed = rule<class AssumedRule, Figure>{"figure"} =
    absent >> -when >> expect[value] >> many[value_clause(Keyword::Normal) | value_clause(Keyword::Triangular)];
auto const assume_ = rule<class AssumeRule, RoleLine>{"figure"} = expect[names] >> assumed >> -place;

auto const role_word = rule<class RoleWordRule, TokenRange>{"role"} = slice[role];
auto const set_ = rule<class SetRule, RoleLine>{"role"} = expect[role_word] >> figure >> -place;

auto const thing = word(Keyword::Task) | word(Keyword::Org) | word(Keyword::Indicator) | word(Keyword::Phase);
auto const things = rule<class ThingsRule, TokenRange>{"thing"} = slice[thing >> expect[names]];
auto const dropped = rule<class DroppedRule, TokenRange>{"thing"} = things | role_word;
auto const drop_ = rule<class DropRule, Statement>{"drop"} = expect[dropped] >> many[clause(Keyword::Of, one_name) | bare_range] >> -place;

auto const movable = rule<class MovableRule, TokenRange>{"task or phase"} = slice[(word(Keyword::Task) | word(Keyword::Phase)) >> expect[names]];
auto const delay_ = rule<class DelayRule, Statement>{"delay"} = expect[movable] >> expect[money_clauses] >> -place;
auto const assign_ = rule<class AssignRule, Statement>{"assign"} =
    expect[one_name] >> one[expect[clause(Keyword::Task, names)]] >> -place;
// scale A, B 90%
auto const scale_ = rule<class ScaleRule, Statement>{"scale"} = expect[names] >> expect[money_clauses] >> -place;

// --- relations and units of measure -------------------------------------------------------------------------------

auto const hundred = number >> token_where([](Iterator it) { return it->kind == TokenKind::Word && touches(it - 1); });
auto const relation_left = rule<class RelationLeftRule, TokenRange>{"name"} = slice[hundred | name];
auto const relation_sign = rule<class RelationSignRule, OptionalToken>{"= or within"} = equals | word(Keyword::Within);
auto const relation_right = rule<class RelationRightRule, TokenRange>{"name"} = slice[name >> *((plus | slash) >> expect[name])];
auto const relation_body = rule<class RelationBodyRule, RelationBody>{"relation"} =
    expect[relation_left] >> expect[relation_sign] >> expect[relation_right];
auto const relation_ = rule<class RelationRule, RelationLine>{"relation"} =
    relation_body >> many[flag(Keyword::Higher) | flag(Keyword::Lower)] >> -place;

auto const unit_ = rule<class UnitStatementRule, UnitLine>{"unit"} = expect[name] >> expect[equals] >> -number >> expect[unit_words];

// --- running a rule -----------------------------------------------------------------------------------------------

template <typename Rule, typename Attribute>
std::optional<Failure> run(const Rule& grammar_rule, const Token* first, const Token* last, Arena& nodes, Attribute& attribute) {
  try {
    if (!x3::parse(first, last, x3::with<Nodes>(nodes)[grammar_rule], attribute)) return Failure{first, "value"};
  } catch (const x3::expectation_failure<Iterator>& failure) {
    static const std::array<std::string_view, 17> kNames = {"name", "string", "number", "date", "range", "value", "amount", "unit",
                                                            "level", "convention", "=", "= or within", "place", "column", "role",
                                                            "thing", "task or phase"};
    const auto found = std::find(kNames.begin(), kNames.end(), std::string_view(failure.which()));
    return Failure{failure.where(), found == kNames.end() ? std::string_view("value") : *found};
  }
  if (first != last) return Failure{first, {}};
  return std::nullopt;
}

}  // namespace

std::optional<Failure> parse_statement(Keyword keyword, const Token* first, const Token* last, Arena& nodes, Statement& statement) {
  switch (keyword) {
    case Keyword::Plan: return run(plan_, first, last, nodes, statement);
    case Keyword::Issuer: return run(issuer_, first, last, nodes, statement);
    case Keyword::Number: return run(number_, first, last, nodes, statement);
    case Keyword::Issued:
    case Keyword::Horizon: return run(date_, first, last, nodes, statement);
    case Keyword::Period: return run(period_, first, last, nodes, statement);
    case Keyword::Titled:
    case Keyword::Dates: return run(titled_, first, last, nodes, statement);
    case Keyword::Source: return run(source_, first, last, nodes, statement);
    case Keyword::Cites: return run(cites_, first, last, nodes, statement);
    case Keyword::Leads: return run(leads_, first, last, nodes, statement);
    case Keyword::Declares: return run(declares_, first, last, nodes, statement);
    case Keyword::Refers: return run(refers_, first, last, nodes, statement);
    case Keyword::Org: return run(org_, first, last, nodes, statement);
    case Keyword::Indicator: return run(indicator_, first, last, nodes, statement);
    case Keyword::Table: return run(table_, first, last, nodes, statement);
    case Keyword::Phase: return run(phase_, first, last, nodes, statement);
    case Keyword::Section:
    case Keyword::Task:
    case Keyword::Safeguard: return run(section_, first, last, nodes, statement);
    case Keyword::Goal: return run(goal_, first, last, nodes, statement);
    case Keyword::Allow: return run(allow_, first, last, nodes, statement);
    case Keyword::Aside: return run(aside_, first, last, nodes, statement);
    case Keyword::Units: return run(units_, first, last, nodes, statement);
    case Keyword::Lead:
    case Keyword::With:
    case Keyword::Supports:
    case Keyword::After:
    case Keyword::In: return run(names_, first, last, nodes, statement);
    case Keyword::Delivers: return run(delivers_, first, last, nodes, statement);
    case Keyword::Money: return run(money_, first, last, nodes, statement);
    case Keyword::Relation: {
      RelationLine& line = *nodes.make<RelationLine>();
      if (auto failure = run(relation_, first, last, nodes, line)) return failure;
      statement.content = &line.relation;
      statement.clauses = line.clauses;
      statement.place = line.place;
      return std::nullopt;
    }
    case Keyword::Unit: {
      UnitLine line;
      if (auto failure = run(unit_, first, last, nodes, line)) return failure;
      UnitBody& unit = *nodes.make<UnitBody>();
      unit = {line.name, line.factor, line.of};
      statement.content = &unit;
      return std::nullopt;
    }
    case Keyword::Scenario: return run(scenario_, first, last, nodes, statement);
    case Keyword::Drop: return run(drop_, first, last, nodes, statement);
    case Keyword::Delay:
    case Keyword::Shorten: return run(delay_, first, last, nodes, statement);
    case Keyword::Assign: return run(assign_, first, last, nodes, statement);
    case Keyword::Scale: return run(scale_, first, last, nodes, statement);
    case Keyword::Set:
    case Keyword::Assume: {
      RoleLine& line = *nodes.make<RoleLine>();
      const auto failure = statement.keyword.keyword == Keyword::Set ? run(set_, first, last, nodes, line) : run(assume_, first, last, nodes, line);
      if (failure) return failure;
      statement.names = line.names;
      statement.content = &line.figure;
      statement.place = line.place;
      return std::nullopt;
    }
    default: {
      FigureLine& line = *nodes.make<FigureLine>();
      if (auto failure = run(figure_, first, last, nodes, line)) return failure;
      statement.content = &line.figure;
      statement.place = line.place;
      return std::nullopt;
    }
  }
}

std::optional<Failure> parse_cell(const Token* first, const Token* last, Arena& nodes, Cell& result) {
  CellValue& parsed = *nodes.make<CellValue>();
  if (auto failure = run(cell, first, last, nodes, parsed)) return failure;
  result.value = &parsed.value;
  result.place = parsed.place;
  return std::nullopt;
}

std::optional<Failure> parse_column(const Token* first, const Token* last, Column& result) {
  ColumnHead head;
  Arena unused;  // a head consists of tokens alone
  if (auto failure = run(column, first, last, unused, head)) return failure;
  result.meaning = head.role ? head.role->keyword : Keyword::Milestone;
  result.date = head.date;
  return std::nullopt;
}

std::vector<Keyword> clause_keywords(Keyword statement) {
  using enum Keyword;
  switch (statement) {
    case Period: return {Open, Lasting};
    case Source: return {Lines};
    case Cites: return {Number};
    case Leads: return {Marked, First, Unstated};
    case Declares: return {Listing};
    case Refers: return {To};
    case Org: return {Also, Level, Collective, Contains, National, Province, City, County};
    case Indicator:
      return {Stock, Flow, Cumulative, New,    Ratio,  Score,    Average, Unit,   Also,
              Part,  Label, Scope,     Higher, Lower,  Expected, Binding, Bounds, Owner};
    case Table: return {Unit};
    case Phase: return {Prepare, Implement, Accept};
    case Section:
    case Task:
    case Safeguard: return {In};
    case Goal: return {Build, Rank, Rising, Falling, Keep, Of, By, In};
    case Allow: return {On, Because, By, Until};
    case Aside: return {Because};
    case Relation: return {Within, Higher, Lower};
    case Scenario: return {Of, Extends};
    case Assume: return {Each, Normal, Triangular};
    case Set: return {Baseline, Milestone, Target, Claim, Actual, Of, Each, Versus, Total, Yearly, Mean, Hoped, Firm, Scope, Label, In};
    case Drop: return {Task, Org, Indicator, Phase, Baseline, Milestone, Target, Claim, Actual, Of};
    case Delay:
    case Shorten: return {Task, Phase};
    case Assign: return {Task};
    case Baseline:
    case Milestone:
    case Target:
    case Claim:
    case Actual: return {Of, Each, Versus, Total, Yearly, Mean, Hoped, Firm, Scope, Label, In};
    default: return {};
  }
}

}  // namespace gouji::dsl::grammar
