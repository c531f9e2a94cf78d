// The loop over statements around the grammar: blocks, tables, recovery and the words of every mistake.

#include "dsl/parser.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <utility>

#include "dsl/grammar/grammar.hpp"
#include "dsl/lexer.hpp"
#include "dsl/unicode.hpp"

namespace gouji::dsl {

const std::vector<Keyword>& statements_of(Keyword block) {
  using enum Keyword;
  static const std::vector<Keyword> top = {Plan, Scenario};
  static const std::vector<Keyword> plan = {Issuer,   Number, Issued,    Period,   Titled, Horizon, Source, Cites,    Leads, Declares, Refers,
                                            Org,      Indicator, Table,  Phase,    Section, Task,   Safeguard, Goal,  Relation, Unit,
                                            Allow,    Aside,     Baseline, Milestone, Target, Claim,  Actual};
  static const std::vector<Keyword> figures = {Baseline, Milestone, Target, Claim, Actual};
  static const std::vector<Keyword> section = {Section, Task, Safeguard, Goal, Baseline, Milestone, Target, Claim, Actual};
  static const std::vector<Keyword> task = {Units, Lead,     With,  Supports,  After,  Dates, In,
                                            Delivers, Money, Baseline, Milestone, Target, Claim, Actual};
  static const std::vector<Keyword> scenario = {Assume, Set, Drop, Delay, Shorten, Assign, Scale};
  static const std::vector<Keyword> nothing;
  switch (block) {
    case None: return top;
    case Plan: return plan;
    case Indicator: return figures;
    case Section: return section;
    case Task:
    case Safeguard: return task;
    case Scenario: return scenario;
    default: return nothing;
  }
}

bool has_body(Keyword statement) {
  using enum Keyword;
  return statement == Plan || statement == Indicator || statement == Table || statement == Section || statement == Task ||
         statement == Safeguard || statement == Scenario;
}

namespace {

constexpr std::size_t kMostDigits = 60;
constexpr std::size_t kDeepest = 32;

constexpr std::size_t kKeywordCount = 1  // None
#define GOUJI_KEYWORD(Enumerator, english, chinese) +1
#include "dsl/keywords.def"
    ;

// statements_of() as a table: it is asked for every statement.
using StandsIn = std::array<std::bitset<kKeywordCount>, kKeywordCount>;
const StandsIn& stands_in() {
  static const StandsIn table = [] {
    StandsIn blocks{};
    for (std::size_t i = 0; i < kKeywordCount; ++i) {
      for (const Keyword word : statements_of(static_cast<Keyword>(i))) blocks[i].set(static_cast<std::size_t>(word));
    }
    return blocks;
  }();
  return table;
}

bool is_latin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_role(Keyword keyword) {
  using enum Keyword;
  return keyword == Baseline || keyword == Milestone || keyword == Target || keyword == Claim || keyword == Actual;
}

// What the grammar calls the parts, in words for people.
Text expected_text(std::string_view part) {
  struct Part {
    std::string_view name;
    Template words;
  };
  static constexpr std::array kParts = {
      Part{"name", {"名称", "a name"}},
      Part{"string", {"引号里的文字", "a quoted text"}},
      Part{"number", {"数", "a number"}},
      Part{"date", {"日期（如 2026、2026-06、2026年6月）", "a date (2026, 2026-06)"}},
      Part{"range", {"起止时间（如 2024..2026）", "a range of dates (2024..2026)"}},
      Part{"value", {"数值（如 达到 1.2亿元）", "a value (>= 1.2亿元)"}},
      Part{"amount", {"数和单位（如 1.2亿元）", "a number with its unit (1.2亿元)"}},
      Part{"unit", {"计量单位", "a unit"}},
      Part{"level", {"层级（国家级、省级、市级、县级）", "a level (national, province, city, county)"}},
      Part{"convention", {"标记 \"*\"、首位 或 未定", "marked \"*\", first or unstated"}},
      Part{"=", {"等号", "="}},
      Part{"= or within", {"= 或 不超出", "= or within"}},
      Part{"place", {"出处（如 @17）", "a place (@17)"}},
      Part{"column", {"列名或年份", "the name of a column, or a year"}},
      Part{"role", {"目标、节点、表述、基期或实绩", "target, milestone, claim, baseline or actual"}},
      Part{"thing", {"任务、机构、指标、阶段，或 目标、节点 之类的数据", "task, org, indicator or phase, or a figure such as target or milestone"}},
      Part{"task or phase", {"任务或阶段", "task or phase"}},
  };
  for (const Part& entry : kParts) {
    if (entry.name == part) return fill(entry.words, {});
  }
  return fill({"数值", "a value"}, {});
}

std::vector<std::string_view> forms_of(const std::vector<Keyword>& keywords) {
  std::vector<std::string_view> result;
  for (const Keyword keyword : keywords) {
    for (const std::string_view form : forms(keyword)) result.push_back(form);
  }
  return result;
}

// "指标（indicator）" / "indicator (指标)"
Text keyword_text(Keyword keyword) {
  const std::string zh(chinese(keyword));
  const std::string en(english(keyword));
  return {zh + "（" + en + "）", en + " (" + zh + ")"};
}

Text did_you_mean(const std::optional<std::string>& word) {
  if (!word) return {};
  return fill({"是不是 {word}？", "did you mean {word}?"}, {{"word", *word}});
}

class Parser {
 public:
  Parser(const SourceText& source, const PlanHandler& on_plan) : source_(source), on_plan_(on_plan), lexer_(source, diagnostics_) {}

  std::vector<Diagnostic> run() {
    if (const auto invalid = first_invalid_byte(source_.text())) {
      const auto at = static_cast<std::uint32_t>(*invalid);
      report(Mistake::NotUtf8, {at, at + 1}, {"文件不是 UTF-8 编码，从这里起读不出来", "the file is not UTF-8; it cannot be read from here on"},
             {"如为 GB18030，可先转换：iconv -f GB18030 -t UTF-8", "if it is GB18030, convert it first: iconv -f GB18030 -t UTF-8"});
      return std::move(diagnostics_);
    }
    blocks_.push_back({});
    StatementTokens statement;
    do {
      const std::size_t mistakes_before = diagnostics_.size();
      lexer_.next(statement, plan_.tokens);
      if (diagnostics_.size() > mistakes_before) mark_incomplete();
      take(statement);
    } while (statement.terminator.kind != TokenKind::EndOfFile);
    while (blocks_.size() > 1) {
      const Block& block = blocks_.back();
      report(Mistake::UnclosedBlock, block.brace, {"花括号到文件末尾还没有收尾", "the block is not closed before the end of the file"},
             {"在该语句内容之后补上 }", "add } after its contents"});
      close();
    }
    std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.span.begin < b.span.begin; });
    return std::move(diagnostics_);
  }

 private:
  struct Block {
    Statement statement;
    Keyword kind = Keyword::None;
    bool discarded = false;  // its statement did not parse: what is inside is checked, but not kept
    bool silent = false;     // nothing inside can be understood, so nothing is said about it
    bool has_columns = false;
    Span brace;
    Span head;               // the first word of its statement
  };

  [[nodiscard]] bool may_stand(Keyword statement, Keyword block) const {
    return stands_in_[static_cast<std::size_t>(block)][static_cast<std::size_t>(statement)];
  }

  void mark_incomplete() {
    if (blocks_.size() < 2) return;
    blocks_[1].statement.incomplete = true;
    blocks_.back().statement.incomplete = true;
  }

  void report(Mistake mistake, Span span, Text message, Text help = {}, std::vector<Note> notes = {}) {
    mark_incomplete();
    if (blocks_.empty() || !blocks_.back().silent) {
      diagnostics_.push_back({mistake, span, std::move(message), std::move(help), std::move(notes)});
    }
  }

  void close() {
    const Block block = blocks_.back();
    blocks_.pop_back();
    if (!block.discarded) keep(block.statement);
  }

  // A statement is whole: it goes into its block; a plan goes to whoever asked for it.
  void keep(const Statement& statement) {
    if (blocks_.size() > 1) {
      blocks_.back().statement.body.append(plan_.nodes) = statement;
      return;
    }
    plan_.statement = statement;
    on_plan_(plan_);
    plan_.statement = {};
    plan_.tokens.clear();
    plan_.nodes.clear();
    plan_.lost_names.clear();
  }

  void open(const Statement& statement, Keyword kind, bool discarded, bool silent, Span brace, Span head = {}) {
    if (blocks_.size() > kDeepest) {
      report(Mistake::UnexpectedBlock, brace, {"花括号嵌套过深", "blocks are nested too deeply"});
      silent = true;
    }
    // Diagnostics of the lexer inside a silent block stay: they are about characters, not about statements.
    blocks_.push_back(
        {statement, kind, discarded || silent || blocks_.back().discarded, silent || blocks_.back().silent, false, brace, head});
  }

  // A statement that belongs to the plan and stands no further right than the head of the block it is in: that block's closing
  // brace was forgotten. Told once; the statement is then read where it belongs.
  void close_forgotten(const Token& first) {
    while (blocks_.size() > 2 && !blocks_.back().silent && first.kind == TokenKind::Word) {
      const Block& block = blocks_.back();
      const bool fits = may_stand(first.keyword, block.kind);
      const bool of_plan = may_stand(first.keyword, Keyword::Plan);
      if (fits || !of_plan || source_.position(first.span.begin).column > source_.position(block.head.begin).column) return;
      report(Mistake::UnclosedBlock, block.brace, {"花括号没有收尾", "the block is not closed"},
             {"在该语句内容之后补上 }", "add } after its contents"});
      close();
    }
  }

  void take(const StatementTokens& lexed) {
    const Token terminator = lexed.terminator;
    const bool opens = terminator.kind == TokenKind::Open;
    bool parsed = false;
    Statement statement;  // of one that stays in no block's body for now
    Keyword kind = Keyword::None;
    Token first;
    if (!lexed.tokens.empty()) {
      first = lexed.tokens.front();
      kind = first.keyword;
      if (!lexed.damaged) {
        close_forgotten(first);
        // The grammar looks one token ahead, so the terminator stands behind the statement.
        const std::span<const Token> tokens(lexed.tokens.data(), lexed.tokens.size() + 1);
        const bool of_table = blocks_.back().kind == Keyword::Table;  // its head is kept apart from its rows
        const bool stays = !opens && blocks_.size() > 1 && !blocks_.back().discarded;
        List<Statement>& body = blocks_.back().statement.body;
        parsed = parse_one(tokens, stays ? body.append(plan_.nodes) : statement);
        if (!parsed && stays) body.take_back();
        if (!parsed && !of_table) plan_.tokens.take_back(tokens.size());
      } else {
        plan_.tokens.take_back(lexed.tokens.size() + 1);
        if (blocks_.back().kind == Keyword::Table && !blocks_.back().has_columns && first.kind == TokenKind::Pipe) drop_table();
      }
      if (!parsed) remember_name(lexed.tokens);
    }
    if (opens) {
      if (lexed.tokens.empty()) {
        report(Mistake::UnexpectedBlock, terminator.span, {"这个左花括号前面没有语句", "this brace follows no statement"},
               {"左花括号写在语句的行尾", "write the opening brace at the end of the statement's line"});
        open({}, Keyword::None, true, true, terminator.span);
      } else if (!has_body(kind)) {
        if (parsed) {
          report(Mistake::UnexpectedBlock, terminator.span,
                 fill({"{keyword} 不带花括号", "{keyword} takes no block"}, {{"keyword", keyword_text(kind)}}));
        }
        open({}, Keyword::None, true, true, terminator.span);
      } else {
        // A plan whose first line has a mistake still has its statements audited; a plan inside of another block does not.
        const bool headless = !parsed && kind == Keyword::Plan && blocks_.size() == 1;
        open(parsed ? statement : Statement{}, kind, !parsed && !headless, false, terminator.span, first.span);
        if (headless) blocks_.back().statement.keyword = first;
      }
      return;
    }
    if (parsed && blocks_.size() == 1) keep(statement);
    if (terminator.kind != TokenKind::Close) return;
    if (blocks_.size() == 1) {
      report(Mistake::UnopenedBlock, terminator.span, {"多了一个右花括号", "there is no block to close here"});
      return;
    }
    close();
  }

  // Without its head no row of a table can be understood.
  void drop_table() {
    blocks_.back().has_columns = true;
    blocks_.back().discarded = true;
    blocks_.back().silent = true;
  }

  void remember_name(std::span<const Token> tokens) {
    using enum Keyword;
    const Keyword kind = tokens.front().keyword;
    const bool declares = kind == Indicator || kind == Org || kind == Task || kind == Safeguard || kind == Phase || kind == Section;
    if (!declares) return;
    for (std::size_t i = 1; i < tokens.size() && i < 3; ++i) {
      if (tokens[i].kind == TokenKind::Word || tokens[i].kind == TokenKind::String || tokens[i].kind == TokenKind::Number) {
        plan_.lost_names.push_back(text_of(source_, tokens[i]));
      }
    }
  }

  // False when a mistake was reported; `statement` is not to be used then.
  bool parse_one(std::span<const Token> tokens, Statement& statement) {
    const Block& block = blocks_.back();
    if (block.silent) return false;
    const Token& first = tokens.front();
    statement.keyword = first;
    statement.span = {first.span.begin, tokens[tokens.size() - 2].span.end};
    if (block.kind == Keyword::Table) {
      if (first.kind == TokenKind::Pipe) return parse_row(tokens, statement);
      report(Mistake::MisplacedStatement, first.span, {"表里只能写以 | 开头的行", "a table holds rows that start with |"});
      return false;
    }
    if (first.kind == TokenKind::Pipe) {
      report(Mistake::MisplacedStatement, first.span, {"表行要写在 表（table） 的花括号里", "a row belongs into the block of a table"});
      return false;
    }
    if (first.kind != TokenKind::Word || !may_stand(first.keyword, block.kind)) {
      report_statement(first, statements_of(block.kind));
      return false;
    }
    const Token* begin = tokens.data() + 1;
    const Token* end = tokens.data() + tokens.size() - 1;
    if (const auto failure = grammar::parse_statement(first.keyword, begin, end, plan_.nodes, statement)) {
      report_failure(*failure, begin, end, grammar::clause_keywords(first.keyword));
      return false;
    }
    return check_clauses(statement) && check_tokens(tokens) && check_figure(statement, block.kind);
  }

  void report_statement(const Token& first, const std::vector<Keyword>& allowed) {
    const std::string word(source_.slice(first.span));
    static const std::array kBlocks = {Keyword::None, Keyword::Plan, Keyword::Indicator, Keyword::Section, Keyword::Task, Keyword::Scenario};
    for (const Keyword elsewhere : kBlocks) {
      const auto& statements = statements_of(elsewhere);
      if (first.keyword == Keyword::None || std::find(statements.begin(), statements.end(), first.keyword) == statements.end()) continue;
      const Text where = elsewhere == Keyword::None ? fill({"文件最外层", "the top of the file"}, {})
                                                    : fill({"{block} 的花括号里", "the block of {block}"}, {{"block", keyword_text(elsewhere)}});
      report(Mistake::MisplacedStatement, first.span,
             fill({"“{word}” 不能写在这里", "\"{word}\" cannot stand here"}, {{"word", word}}),
             fill({"它写在{where}", "it belongs into {where}"}, {{"where", where}}));
      return;
    }
    const auto near = nearest(fold_width(word), forms_of(allowed));
    const bool outermost = std::find(allowed.begin(), allowed.end(), Keyword::Plan) != allowed.end();
    report(Mistake::UnknownStatement, first.span, fill({"不认识的语句 “{word}”", "unknown statement \"{word}\""}, {{"word", word}}),
           outermost && !near ? Text("方案文件写作：方案 标识 \"题名\" { … }", "a plan file reads: plan ID \"title\" { … }") : did_you_mean(near));
  }

  void report_failure(const grammar::Failure& failure, const Token* begin, const Token* end, const std::vector<Keyword>& clauses) {
    const auto candidates = forms_of(clauses);
    // A misspelt clause word may have been taken for a unit or a name; then what follows it does not fit.
    const auto misspelt = [&](const Token& token) -> std::optional<std::string> {
      if (token.kind != TokenKind::Word || token.keyword != Keyword::None) return std::nullopt;
      return nearest(fold_width(source_.slice(token.span)), candidates);
    };
    if (failure.where != end) {
      if (const auto word = misspelt(*failure.where)) return report_unexpected(*failure.where, did_you_mean(word));
    }
    if (failure.where > begin) {
      if (const auto word = misspelt(failure.where[-1])) return report_unexpected(failure.where[-1], did_you_mean(word));
    }
    if (failure.where == end) {
      const Token& before = failure.where[-1];
      return report(Mistake::MissingPart, {before.span.end, before.span.end},
                    fill({"这里缺少{part}", "{part} is missing here"}, {{"part", expected_text(failure.expected)}}));
    }
    const Token& found = *failure.where;
    if (found.kind == TokenKind::Comma && failure.where > begin && failure.where[-1].kind == TokenKind::Number) {
      // 1,200,000: groups of three digits after commas that touch them
      const Token& first = failure.where[-1];
      std::string digits = digits_of(source_, first);
      Span whole = first.span;
      for (const Token* at = failure.where; at + 1 < end && at->kind == TokenKind::Comma && at[1].kind == TokenKind::Number; at += 2) {
        const std::string group = digits_of(source_, at[1]);
        if (group.find('.') != std::string::npos ? group.find('.') != 3 : group.size() != 3) break;
        if (at->span.begin != whole.end || at[1].span.begin != at->span.end) break;
        digits += group;
        whole.end = at[1].span.end;
      }
      if (whole.end != first.span.end) {
        return report(Mistake::BadNumber, whole, {"数里不写千位分隔号", "a number has no thousands separator"},
                      fill({"写作 {digits}", "write {digits}"}, {{"digits", digits}}));
      }
    }
    if (failure.expected.empty()) return report_misplaced_word(failure, begin);
    report(Mistake::MissingPart, found.span,
           fill({"这里应当是{part}，写的却是 “{found}”", "expected {part}, found \"{found}\""},
                {{"part", expected_text(failure.expected)}, {"found", source_.slice(found.span)}}));
  }

  // 目标 2026 实现 100家 reads as 2026实现 with a figure too many, 目标 26 = 10家 as 26 with a comparator too many.
  void report_misplaced_word(const grammar::Failure& failure, const Token* begin) {
    const Token& found = *failure.where;
    const auto is_number = [](const Token& token) { return token.kind == TokenKind::Number || token.kind == TokenKind::Date; };
    const auto back = failure.where - begin;
    if (found.kind == TokenKind::Number && back >= 2 && failure.where[-1].kind == TokenKind::Word &&
        failure.where[-1].keyword == Keyword::None && is_number(failure.where[-2])) {
      return report_unexpected(failure.where[-1], {"数的前面写 达到、不低于、超过、不超过、约 等词，或者只写数；争取、确保写在数的后面",
                                                   "before a figure stands >=, >, <=, <, ~, = or nothing; hoped and firm stand behind it"});
    }
    if (found.kind == TokenKind::Comparator && !found.trailing && back >= 1 && failure.where[-1].kind == TokenKind::Number) {
      return report_unexpected(failure.where[-1], {"时间写作 2026、2026年6月 或 2024..2026", "a time is written 2026, 2026-06 or 2024..2026"});
    }
    report_unexpected(found, {});
  }

  void report_unexpected(const Token& token, Text help) {
    report(Mistake::UnexpectedToken, token.span,
           fill({"“{word}” 在这里多余，或者写错了", "\"{word}\" does not fit here"}, {{"word", source_.slice(token.span)}}), std::move(help));
  }

  // Each part once; a bare unit that looks like a misspelt clause is one.
  bool check_clauses(const Statement& statement) {
    const auto group = [](Keyword keyword) {
      using enum Keyword;
      if (keyword >= Stock && keyword <= Average) return Stock;
      if (keyword == Lower) return Higher;
      if (keyword == Binding) return Expected;
      if (keyword == Yearly || keyword == Mean) return Total;
      if (keyword == Firm) return Hoped;
      if (keyword == Rank || keyword == Rising || keyword == Falling || keyword == Keep) return Build;
      if (keyword == Implement || keyword == Accept) return Prepare;
      return keyword;
    };
    const auto& clauses = statement.figure() ? statement.figure()->qualifiers : statement.clauses;
    const auto candidates = [&] { return forms_of(grammar::clause_keywords(statement.keyword.keyword)); };
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      const Clause& clause = clauses[i];
      const bool bare = clause.keyword.keyword == Keyword::None;
      if (bare && clause.value) continue;  // of 资金: the one thing it takes
      const Token& where = bare ? (clause.range ? *clause.range->first : clause.items.front()) : clause.keyword;
      if (bare && where.kind == TokenKind::Word && !clause.items.empty() && is_latin(source_.slice(where.span).front())) {
        if (const auto word = nearest(source_.slice(where.span), candidates())) {
          report_unexpected(where, did_you_mean(word));
          return false;
        }
      }
      if (clause.keyword.keyword == Keyword::Also) continue;
      for (std::size_t j = 0; j < i; ++j) {
        const Clause& earlier = clauses[j];
        if (group(earlier.keyword.keyword) != group(clause.keyword.keyword)) continue;
        if (bare && (earlier.range == nullptr) != (clause.range == nullptr)) continue;
        if (bare && !clause.range && earlier.items.front().kind != where.kind) continue;
        if (bare && where.kind == TokenKind::Word) {
          // Two bare units: the earlier is a misspelt word, or a part of a name with a blank in it.
          const Token& odd = earlier.items.front();
          const auto word = nearest(fold_width(source_.slice(odd.span)), candidates());
          report_unexpected(odd, word ? did_you_mean(word) : Text("名称中间有空格的，要放进引号", "a name with a blank in it is quoted"));
          return false;
        }
        report(Mistake::RepeatedPart, where.span, {"同一项写了两次", "this part is given twice"});
        return false;
      }
    }
    return true;
  }

  // Dates exist, numbers can be read, places say something.
  bool check_tokens(std::span<const Token> tokens) {
    for (const Token& token : tokens) {
      if (token.kind < TokenKind::Number || token.kind > TokenKind::Place) continue;
      if (token.kind == TokenKind::Number && token.span.size() > kMostDigits && length(source_.slice(token.span)) > kMostDigits) {
        report(Mistake::BadNumber, token.span, {"数的位数太多", "the number has too many digits"});
        return false;
      }
      if (token.kind == TokenKind::Place && token.span.size() <= (source_.slice(token.span).front() == '@' ? 1u : 3u)) {
        report(Mistake::BadPlace, token.span, {"@ 后面缺少出处", "@ is not followed by a place"}, {"例如 @17、@附件2:3", "such as @17, @附件2:3"});
        return false;
      }
      if (token.kind == TokenKind::Date && !parse_date(source_, token)) {
        report(Mistake::BadDate, token.span, {"没有这个日期", "there is no such date"});
        return false;
      }
    }
    return true;
  }

  bool check_figure(const Statement& statement, Keyword block) {
    if (!statement.figure()) return true;
    const Figure& figure = *statement.figure();
    if (statement.keyword.keyword == Keyword::Assume) return check_assumption(statement, figure);
    if (block == Keyword::Indicator && figure.indicator) {
      report(Mistake::UnexpectedToken, figure.indicator->span,
             {"在指标的花括号里，数值就是该指标的，不再写“之”", "inside an indicator's block a figure needs no \"of\""});
      return false;
    }
    if (block != Keyword::Indicator && !figure.indicator) {
      report(Mistake::MissingPart, {statement.keyword.span.end, statement.keyword.span.end},
             {"这里缺少所属指标", "the indicator is missing here"}, {"例如：目标 之 产值 2026 达到 5亿元", "such as: target of 产值 2026 >= 5亿元"});
      return false;
    }
    // 表述 2026 待定: a year alone, with nothing to read after it, is no value.
    const Value& value = figure.value;
    const bool year = value.low.number && value.low.number->year;
    const bool touching = year && !value.low.unit.empty() && value.low.unit.front().span.begin == value.low.number->span.end;
    if (year && !figure.when && !value.comparator && !value.sign && !touching) {
      const Token& number = *value.low.number;
      const Span where = value.low.unit.empty() ? Span{number.span.end, number.span.end} : value.low.unit.front().span;
      report(Mistake::MissingPart, where,
             fill({"{year} 后面缺少数值", "{year} is not followed by a value"}, {{"year", source_.slice(number.span)}}),
             fill({"若 {year} 本身就是数值，写作 = {year} 或带上单位", "if {year} is the value itself, write = {year} or add its unit"},
                  {{"year", source_.slice(number.span)}}));
      return false;
    }
    return check_value(value);
  }

  // A growth or pace of a scenario goes from year to year, so it has no base year.
  bool check_assumption(const Statement& statement, const Figure& figure) {
    const Value& value = figure.value;
    if (value.base) {
      report(Mistake::UnexpectedToken, value.base->span,
             {"假定的增长逐年计算，不写基年", "an assumed growth goes from year to year and has no base year"});
      return false;
    }
    if (!figure.when) {
      const std::uint32_t end = statement.names.back().span.end;
      report(Mistake::MissingPart, {end, end}, {"这里缺少年份", "the year is missing here"},
             {"例如：假定 产值 2026 5亿元；假定 产值 每年 2025.. +8%", "such as: assume 产值 2026 5亿元; assume 产值 each 2025.. +8%"});
      return false;
    }
    return true;
  }

  bool check_value(const Value& value) {
    if (value.comparator && value.trailing) {
      report(Mistake::UnexpectedToken, value.trailing->span, {"前后各有一个比较词，只能留一个", "the figure has a comparator before and after; keep one"},
             {"另一个词可写进引号，作原文用语", "put the other word in quotes, as the document's words"});
      return false;
    }
    // A minus sign alone is a negative value: 增速 -2%.
    if (value.sign && value.sign->kind == TokenKind::Plus && !value.base) {
      report(Mistake::MissingPart, {span_of(value).end, span_of(value).end}, {"增幅缺少基年", "the growth lacks its base year"},
             {"例如：+20% 较 2023", "such as: +20% vs 2023"});
      return false;
    }
    if (value.base && value.high) {
      report(Mistake::UnexpectedToken, value.base->span, {"区间数值不能再写基年", "a range of values cannot be a growth"});
      return false;
    }
    return true;
  }

  // --- tables -------------------------------------------------------------------------------------------------------

  bool parse_row(std::span<const Token> tokens, Statement& row) {
    Block& table = blocks_.back();
    std::vector<std::pair<const Token*, const Token*>> cells;
    const Token* end = tokens.data() + tokens.size() - 1;
    for (const Token* at = tokens.data() + 1; at <= end;) {
      const Token* bar = std::find_if(at, end, [](const Token& token) { return token.kind == TokenKind::Pipe; });
      if (bar == end && at == end) break;  // nothing after the last bar
      cells.emplace_back(at, bar);
      at = bar + 1;
    }
    if (!table.has_columns) {
      table.has_columns = true;
      if (!parse_columns(cells, row.span)) drop_table();
      return false;
    }
    const auto& columns = table.statement.table_head()->columns;
    if (cells.size() != columns.size()) {
      report(Mistake::BadRow, row.span,
             fill({"表头有 {columns} 列，这一行有 {cells} 列", "the head has {columns} columns, this row has {cells}"},
                  {{"columns", std::to_string(columns.size())}, {"cells", std::to_string(cells.size())}}));
      return false;
    }
    Row& parsed_row = *plan_.nodes.make<Row>();
    row.content = &parsed_row;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (!parse_cell(columns[i], cells[i].first, cells[i].second, parsed_row.cells.append(plan_.nodes))) return false;
    }
    return check_tokens(tokens);
  }

  bool parse_columns(const std::vector<std::pair<const Token*, const Token*>>& cells, Span span) {
    static const std::vector<Keyword> kMeanings = {Keyword::Indicator, Keyword::Unit,     Keyword::Nature,    Keyword::Label,
                                                   Keyword::Remark,    Keyword::Serial,   Keyword::Row,       Keyword::Baseline,
                                                   Keyword::Milestone, Keyword::Target,   Keyword::Claim,     Keyword::Actual};
    TableHead& table = *plan_.nodes.make<TableHead>();
    blocks_.back().statement.content = &table;
    table.span = span;
    bool good = true;
    for (const auto& [begin, end] : cells) {
      Column column;
      column.span = begin == end ? Span{begin->span.begin, begin->span.begin} : Span{begin->span.begin, end[-1].span.end};
      const auto failure = grammar::parse_column(begin, end, column);
      const bool known = std::find(kMeanings.begin(), kMeanings.end(), column.meaning) != kMeanings.end();
      if (failure || !known) {
        const Token& where = failure && failure->where != end ? *failure->where : *begin;
        report(Mistake::UnknownColumn, begin == end ? column.span : where.span,
               fill({"不认识的列 “{column}”", "unknown column \"{column}\""}, {{"column", source_.slice(column.span)}}),
               did_you_mean(nearest(fold_width(source_.slice(where.span)), forms_of(kMeanings))));
        good = false;
        continue;
      }
      if (column.date && column.date->kind == TokenKind::Date && !parse_date(source_, *column.date)) {
        report(Mistake::BadDate, column.date->span, {"没有这个日期", "there is no such date"});
        good = false;
      }
      table.columns.append(plan_.nodes) = column;
    }
    const bool named = std::any_of(table.columns.begin(), table.columns.end(),
                                   [](const Column& column) { return column.meaning == Keyword::Indicator; });
    if (good && !named) {
      report(Mistake::BadRow, table.span, {"表头没有“指标”列", "the head has no column \"indicator\""});
      good = false;
    }
    return good;
  }

  // False when a mistake was reported.
  bool parse_cell(const Column& column, const Token* begin, const Token* end, Cell& cell) {
    if (begin == end) return true;
    cell.span = {begin->span.begin, end[-1].span.end};
    const bool dash = end - begin == 1 && (begin->kind == TokenKind::Range || begin->kind == TokenKind::Minus || begin->kind == TokenKind::Slash);
    if (dash) return true;
    if (is_role(column.meaning)) {
      if (const auto failure = grammar::parse_cell(begin, end, plan_.nodes, cell)) {
        report_failure(*failure, begin, end, {Keyword::Versus});
        return false;
      }
      return check_value(*cell.value);
    }
    cell.items = {begin, end};
    if (column.meaning == Keyword::Row) {
      if (end - begin != 1 || begin->kind != TokenKind::Place) {
        report(Mistake::BadPlace, cell.span, {"“行”这一列写出处，如 @17", "the column \"row\" holds a place such as @17"});
        return false;
      }
      cell.place = begin;
    }
    return true;
  }

  const SourceText& source_;
  const PlanHandler& on_plan_;
  std::vector<Diagnostic> diagnostics_;
  Lexer lexer_;
  std::vector<Block> blocks_;
  const StandsIn& stands_in_ = stands_in();
  PlanTree plan_;  // its tokens, while its statements are read
};

}  // namespace

std::vector<Diagnostic> parse_plans(const SourceText& source, const PlanHandler& on_plan) { return Parser(source, on_plan).run(); }

ParseResult parse(const SourceText& source) {
  ParseResult result;
  result.diagnostics = parse_plans(source, [&](PlanTree& plan) { result.document.plans.push_back(std::move(plan)); });
  return result;
}

}  // namespace gouji::dsl
