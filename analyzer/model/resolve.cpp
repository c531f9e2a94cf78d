#include "analyzer/model/resolve.hpp"

#include <algorithm>
#include <cstring>
#include <boost/unordered/unordered_flat_map.hpp>
#include <deque>
#include <set>
#include <utility>

#include "dsl/unicode.hpp"

namespace gouji::analyzer {

namespace {

using dsl::Clause;
using dsl::Keyword;
using dsl::Mistake;
using dsl::Text;
using dsl::Token;
using dsl::TokenKind;

// Names of a plan share their beginnings more than their ends; the order of a table by it is never seen.
struct NameHash {
  using is_avalanching = void;
  [[nodiscard]] std::size_t operator()(std::string_view name) const {
    constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15U;
    std::uint64_t hash = name.size() * kSpread;
    const auto mix = [&hash](std::uint64_t bytes) {
      hash = (hash ^ bytes) * kSpread;
      hash ^= hash >> 32;
    };
    const auto eight_at = [&name](std::size_t at) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, name.data() + at, sizeof bytes);
      return bytes;
    };
    constexpr std::size_t kStep = sizeof(std::uint64_t);
    if (name.size() < kStep) {
      std::uint64_t bytes = 0;
      for (const char c : name) bytes = bytes << 8 | static_cast<unsigned char>(c);
      mix(bytes);
    } else {
      for (std::size_t at = 0; at + kStep < name.size(); at += kStep) mix(eight_at(at));
      mix(eight_at(name.size() - kStep));
    }
    return static_cast<std::size_t>(hash);
  }
};

// Names of one kind of thing: IDs first, then full names and short names. Names are views that outlive this.
template <typename Id>
class Names {
 public:
  // False when the ID is taken already.
  bool declare(std::string_view id, Id value, Span span) {
    Entry& entry = entries_[id];
    if (entry.by_id) return false;
    entry.by_id = value;
    entry.span = span;
    return true;
  }
  void also(std::string_view name, Id value) {
    Entry& entry = entries_[name];
    if (entry.by_name && *entry.by_name != value) entry.ambiguous = true;
    if (!entry.by_name) entry.by_name = value;
  }
  // Several things bear this name, and it is no ID.
  [[nodiscard]] bool ambiguous(std::string_view name) const {
    const auto found = entries_.find(name);
    return found != entries_.end() && found->second.ambiguous && !found->second.by_id;
  }
  [[nodiscard]] std::optional<Id> find(std::string_view name) const {
    const auto found = entries_.find(name);
    if (found == entries_.end()) return std::nullopt;
    return found->second.by_id ? found->second.by_id : found->second.by_name;
  }
  // The same, unless several things bear the name.
  [[nodiscard]] std::optional<Id> find_only(std::string_view name) const {
    const auto found = entries_.find(name);
    if (found == entries_.end()) return std::nullopt;
    if (found->second.by_id || found->second.ambiguous) return found->second.by_id;
    return found->second.by_name;
  }
  [[nodiscard]] Span declared_at(std::string_view id) const { return entries_.at(id).span; }
  // Looking for the nearest word means looking at all of them, so after many questions there is no answer any more.
  [[nodiscard]] std::optional<std::string> nearest(std::string_view name) {
    constexpr std::size_t kMostAnswers = 100;
    if (answers_++ >= kMostAnswers) return std::nullopt;
    if (sorted_.size() != entries_.size()) {
      sorted_.clear();
      for (const auto& [word, entry] : entries_) sorted_.push_back(word);
      std::sort(sorted_.begin(), sorted_.end());
    }
    return dsl::nearest(name, sorted_);
  }

 private:
  struct Entry {
    std::optional<Id> by_id;
    std::optional<Id> by_name;
    Span span;
    bool ambiguous = false;
  };
  boost::unordered_flat_map<std::string_view, Entry, NameHash> entries_;
  std::vector<std::string_view> sorted_;
  std::size_t answers_ = 0;
};

Role role_of(Keyword keyword) {
  switch (keyword) {
    case Keyword::Baseline: return Role::Baseline;
    case Keyword::Milestone: return Role::Milestone;
    case Keyword::Claim: return Role::Claim;
    case Keyword::Actual: return Role::Actual;
    default: return Role::Target;
  }
}

Comparator comparator_of(dsl::Comparison comparison) {
  switch (comparison) {
    case dsl::Comparison::Equal: return Comparator::Equal;
    case dsl::Comparison::AtLeast: return Comparator::AtLeast;
    case dsl::Comparison::MoreThan: return Comparator::MoreThan;
    case dsl::Comparison::About: return Comparator::About;
    case dsl::Comparison::AtMost: return Comparator::AtMost;
    case dsl::Comparison::LessThan: return Comparator::LessThan;
  }
  return Comparator::Equal;
}

std::optional<Kind> kind_of(Keyword keyword) {
  switch (keyword) {
    case Keyword::Stock: return Kind::Stock;
    case Keyword::Flow: return Kind::Flow;
    case Keyword::Cumulative: return Kind::Cumulative;
    case Keyword::New: return Kind::New;
    case Keyword::Ratio: return Kind::Ratio;
    case Keyword::Score: return Kind::Score;
    case Keyword::Average: return Kind::Average;
    default: return std::nullopt;
  }
}

// A unit that a figure takes over when it has none of its own.
struct DefaultUnit {
  Words written;
  Exact scale = 1;
  Words scale_word;
  UnitRef unit;  // absent: only a scale word, or nothing
};

// What stands after the digits of an amount, or instead of them: read once for every way it is written.
struct AmountWords {
  std::string text;                 // half-width: 亿元
  std::optional<Numeral> numeral;   // at its front, of an amount without digits
  bool says_more = false;           // 余, 多: taken off
  bool readable = true;             // no digits or numerals are left over
  Exact scale = 1;
  Words scale_word;
  UnitRef unit;                     // absent: no unit of its own
};

class Resolver {
 public:
  Resolver(const dsl::SourceText& source, std::span<const std::string_view> rule_names, const std::vector<std::string>& lost_names,
           std::vector<dsl::Diagnostic>& diagnostics)
      : source_(source), rule_names_(rule_names), lost_names_(lost_names.begin(), lost_names.end()), diagnostics_(diagnostics) {}

  Plan resolve_plan(const dsl::Statement& statement) {
    plan_.source = &source_;
    plan_.place = place_of(statement);
    if (statement.names.empty()) {
      // The first line had a mistake: the file's name stands in.
      std::string_view stem = source_.name();
      stem = stem.substr(stem.find_last_of('/') + 1);
      plan_.id = std::string(stem.substr(0, stem.rfind('.')));
    } else {
      plan_.id = text(statement.names[0]);
      plan_.place.span = statement.names[0].span;
    }
    plan_.title = statement.names.size() > 1 ? text(statement.names[1]) : plan_.id;
    plan_.title_span = statement.names.empty() ? plan_.place.span : title_of(statement).span;
    const std::size_t mistakes_before = diagnostics_.size();
    define_units(statement.body);
    make_room(statement.body);
    declare(statement.body, std::nullopt);
    for (const auto& [child, section] : pending_) fill_in(*child, section);
    count();
    plan_.incomplete = statement.incomplete || diagnostics_.size() > mistakes_before;
    return std::move(plan_);
  }

  // A scenario of a resolved plan: names are looked up in it, units handed down as in it.
  Scenario resolve_scenario(const dsl::Statement& statement, const Plan& plan) {
    take_names(plan);
    Scenario scenario;
    scenario.place = place_of(statement);
    scenario.id = text(statement.names[0]);
    scenario.place.span = statement.names[0].span;
    scenario.title = text(title_of(statement));
    if (const Clause* of = statement.find(Keyword::Of)) scenario.plan = text(of->items[0]);
    if (const Clause* extends = statement.find(Keyword::Extends)) scenario.extends = text(extends->items[0]);
    for (const dsl::Statement& child : statement.body) {
      scenario.stated.push_back(in_one_line(source_.slice(child.span)));
      fill_scenario(child, plan, scenario);
    }
    return scenario;
  }

 private:
  // --- words --------------------------------------------------------------------------------------------------------

  [[nodiscard]] std::string text(const Token& token) const { return dsl::text_of(source_, token); }

  static std::string in_one_line(std::string_view written) {
    std::string line;
    for (const char byte : written) {
      const bool blank = byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
      if (!blank) {
        line += byte;
      } else if (!line.empty() && line.back() != ' ') {
        line += ' ';
      }
    }
    if (line.ends_with(' ')) line.pop_back();
    return line;
  }

  [[nodiscard]] Words words(const Token& token) const {
    if (const auto written = dsl::text_as_written(source_, token)) return Words::of_source(*written);
    return text(token);
  }

  // With full-width forms folded, if there are any.
  [[nodiscard]] static Words unfolded(std::string_view raw) {
    return raw.find('\xEF') == std::string_view::npos ? Words::of_source(raw) : Words(dsl::fold_width(raw));
  }

  // As a view that lives as long as this.
  [[nodiscard]] std::string_view view(const Token& token) {
    if (const auto written = dsl::text_as_written(source_, token)) return *written;
    return folded_.emplace_back(text(token));
  }

  void report(Mistake mistake, Span span, Text message, Text help = {}, std::vector<dsl::Note> notes = {}) {
    diagnostics_.push_back({mistake, span, std::move(message), std::move(help), std::move(notes)});
  }

  template <typename Id>
  std::optional<Id> look_up(Names<Id>& names, const Token& token, const dsl::Template& what) {
    return look_up(names, view(token), token.span, what);
  }

  template <typename Id>
  std::optional<Id> look_up(Names<Id>& names, std::string_view name, Span span, const dsl::Template& what) {
    if (auto found = names.find_only(name)) return found;
    if (names.ambiguous(name)) {
      report(Mistake::UnknownName, span,
             dsl::fill({"不止一个{what}叫 “{name}”", "more than one {what} is called \"{name}\""},
                       {{"name", name}, {"what", dsl::fill(what, {})}}),
             {"改用各自的标识", "use the ID instead"});
      return std::nullopt;
    }
    report_unknown(name, span, what, names.nearest(name));
    return std::nullopt;
  }

  void report_unknown(std::string_view name, Span span, const dsl::Template& what, const std::optional<std::string>& near) {
    // Its declaration had a mistake, which was told.
    if (lost_names_.contains(name)) return;
    Text help = near ? dsl::fill({"是不是 {word}？", "did you mean {word}?"}, {{"word", *near}})
                     : dsl::fill({"先在方案里声明这个{what}", "declare the {what} in the plan first"}, {{"what", dsl::fill(what, {})}});
    report(Mistake::UnknownName, span,
           dsl::fill({"没有声明过名为 “{name}” 的{what}", "no {what} is called \"{name}\""},
                     {{"name", name}, {"what", dsl::fill(what, {})}}),
           std::move(help));
  }

  static constexpr dsl::Template kIndicator{"指标", "indicator"};
  static constexpr dsl::Template kServed{"指标或定性目标", "indicator or goal"};
  static constexpr dsl::Template kOrg{"机构", "organisation"};
  static constexpr dsl::Template kTask{"任务", "task"};
  static constexpr dsl::Template kSection{"章节或任务", "section or task"};
  static constexpr dsl::Template kPhase{"阶段", "phase"};

  // --- places and dates ---------------------------------------------------------------------------------------------

  std::optional<DocumentPlace> document_place(dsl::OptionalToken token) const {
    if (!token) return std::nullopt;
    const std::string_view raw = source_.slice(token->span);
    DocumentPlace place;
    place.text = token->as_written ? Words::of_source(raw.substr(1)) : Words(dsl::fold_width(raw).substr(1));
    const std::string_view written = place.text;
    const auto number = [](std::string_view digits) -> std::optional<std::uint32_t> {
      if (digits.empty() || digits.size() > 9) return std::nullopt;
      std::uint32_t value = 0;
      for (const char c : digits) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<std::uint32_t>(c - '0');
      }
      return value;
    };
    const std::size_t dash = written.find('-');
    place.line = number(written.substr(0, dash));
    if (place.line && dash != std::string_view::npos) place.last_line = number(written.substr(dash + 1));
    return place;
  }

  Place place_of(const dsl::Statement& statement) const { return {statement.span, document_place(statement.place)}; }
  // Of one name in it.
  // A name in the body of `block`: where the statement stands in the document, else where its block does.
  Place place_at(const dsl::Statement& block, const dsl::Statement& statement, const Token& name) const {
    return {name.span, document_place(statement.place ? statement.place : block.place)};
  }

  PartialDate date(const Token& token) const {
    const auto parts = dsl::parse_date(source_, token);
    if (!parts) return {};
    return {parts->year, static_cast<std::uint8_t>(parts->month), static_cast<std::uint8_t>(parts->day), parts->end};
  }

  static Span span_of(const dsl::DateRange& range) {
    const Token& end = range.last ? *range.last : range.dots ? *range.dots : *range.first;
    return {range.first->span.begin, end.span.end};
  }

  std::optional<DateRange> range(const dsl::DateRange& range) {
    DateRange result{date(*range.first), std::nullopt};
    if (!range.last) {
      if (!range.open()) result.last = result.first;
      return result;
    }
    result.last = date(*range.last);
    if (result.last->last_day() < result.first.first_day()) {
      report(Mistake::BadRange, {range.first->span.begin, range.last->span.end}, {"区间的结束早于开始", "the range ends before it starts"});
      return std::nullopt;
    }
    return result;
  }

  // --- figures ------------------------------------------------------------------------------------------------------

  DefaultUnit default_unit(Words written) {
    ScaledUnit read = plan_.units.read(written);
    return {std::move(written), read.scale, std::move(read.scale_word), std::move(read.unit)};
  }

  std::optional<DefaultUnit> unit_of(const dsl::TokenRange& words) {
    if (words.empty()) return std::nullopt;
    const std::string_view raw = source_.slice(words.span());
    const auto known = default_words_.find(raw);
    if (known != default_words_.end()) return known->second;
    const std::string text = dsl::unit_text(source_, words);
    return default_words_.emplace(raw, default_unit(text == raw ? Words::of_source(raw) : Words(text))).first->second;
  }

  // 300余家, 3亿多元: the word between number and unit, after a scale word if there is one, says more than. It is taken off.
  bool take_more(std::string& unit) const {
    const ScaledUnit read = plan_.units.read(unit);
    if (!read.unit || read.unit->known) return false;
    const std::size_t at = read.scale_word.size();
    for (const std::string_view word : {"余", "餘", "多"}) {
      if (!std::string_view(unit).substr(at).starts_with(word)) continue;
      std::string rest = unit;
      rest.erase(at, word.size());
      const ScaledUnit own = plan_.units.read(rest);
      if (own.unit && !own.unit->known) return false;
      unit = std::move(rest);
      return true;
    }
    return false;
  }

  AmountWords read_words(const dsl::Amount& amount) const {
    AmountWords words;
    words.text = dsl::unit_text(source_, amount.unit);
    std::string unit = words.text;
    if (!amount.number) {
      words.numeral = read_numeral(unit);
      words.readable = words.numeral.has_value();
      if (words.numeral) unit.erase(0, words.numeral->used);
      // 百分之二十, 三十至五十
      words.readable = words.readable && !unit.starts_with("分之") && !unit.starts_with("至") && !unit.starts_with("到");
    }
    // m2 is a unit; the 5千个 of 1万5千个 is not.
    const bool digits = std::any_of(unit.begin(), unit.end(), [](char c) { return c >= '0' && c <= '9'; });
    const ScaledUnit whole = plan_.units.read(unit);
    words.readable = words.readable && (!digits || !whole.unit || whole.unit->known);
    words.says_more = take_more(unit);
    ScaledUnit own = plan_.units.read(unit);
    words.scale = own.scale;
    words.scale_word = std::move(own.scale_word);
    words.unit = std::move(own.unit);
    return words;
  }

  const AmountWords& words_of(const dsl::Amount& amount) {
    static const AmountWords nothing;
    if (amount.unit.empty()) return nothing;
    auto& known = amount.number ? words_after_digits_ : numeral_words_;
    const std::string_view raw = source_.slice(amount.unit.span());
    const auto found = known.find(raw);
    return found != known.end() ? found->second : known.emplace(raw, read_words(amount)).first->second;
  }

  Exact digits(const Token& number, int& decimals) const {
    const std::string folded = number.as_written ? std::string() : dsl::digits_of(source_, number);
    const std::string_view written = number.as_written ? source_.slice(number.span) : std::string_view(folded);
    if (const std::size_t point = written.find('.'); point != std::string_view::npos) {
      decimals = static_cast<int>(written.size() - point - 1);
    }
    return Exact::parse(written).value_or(Exact(0));
  }

  Quantity quantity(const dsl::Amount& amount, const DefaultUnit* inherited) {
    const AmountWords& words = words_of(amount);
    Quantity result;
    const bool as_written = (!amount.number || amount.number->as_written) &&
                            std::all_of(amount.unit.begin(), amount.unit.end(), [](const Token& word) { return word.as_written; });
    const std::string_view raw = source_.slice(dsl::span_of(amount));
    result.written = as_written ? Words::of_source(raw) : Words(dsl::fold_width(raw));
    if (amount.number) {
      result.number = digits(*amount.number, result.decimals);
    } else if (words.numeral) {
      result.number = words.numeral->value;
    }
    Exact scale = words.scale;
    result.scale_word = words.scale_word;
    if (words.unit) {
      result.unit = words.unit;
      result.own_unit = true;
    } else if (inherited && inherited->unit) {
      result.unit = inherited->unit;
      result.unit_written = inherited->written;
      scale = scale * inherited->scale;
      if (!inherited->scale_word.empty()) {
        result.scale_word = result.scale_word.empty() ? inherited->scale_word : Words(result.scale_word + inherited->scale_word);
      }
    }
    result.number = result.number * scale;
    result.step = Exact::power_of_ten(-result.decimals) * scale;
    return result;
  }

  // The numeral can be read, and no digits or numerals are left over in the unit: 百分之二十, 1万5千个, 一万五个.
  bool readable(const dsl::Amount& amount) {
    if (words_of(amount).readable) return true;
    report(Mistake::BadNumber, dsl::span_of(amount), {"这个数读不出来", "this number cannot be read"},
           {"改用阿拉伯数字，如 20%、1.5万个、20..30个", "use digits, such as 20%, 1.5万个, 20..30个"});
    return false;
  }

  // Comparator, quantity, upper end and growth of a value; false when something in it was reported.
  bool read_value(const dsl::Value& value, const DefaultUnit* inherited, Statement& statement) {
    const dsl::OptionalToken compare = value.comparator ? value.comparator : value.trailing;
    if (compare) {
      statement.comparator = comparator_of(compare->comparison);
      const std::string_view written = source_.slice(compare->span);
      if (written != "=") statement.comparator_word = unfolded(written);
    }
    statement.value_span = dsl::span_of(value);
    if (!readable(value.low) || (value.high && !readable(*value.high))) return false;
    if (value.high) {
      // 1..2家: the unit stands with the upper end and holds for both.
      auto unit = unit_of(value.high->unit);
      const bool own_scale = !value.low.unit.empty();  // 1亿至2亿元
      statement.upper = quantity(*value.high, inherited);
      if (unit && own_scale) unit = DefaultUnit{unit->unit ? Words(unit->unit->written) : Words(), 1, {}, unit->unit};
      statement.quantity = quantity(value.low, unit ? &*unit : inherited);
      if (statement.upper->normalized() < statement.quantity.normalized()) {
        report(Mistake::BadRange, statement.value_span, {"区间的上限小于下限", "the range's upper end lies below its lower end"});
        return false;
      }
    } else {
      statement.quantity = quantity(value.low, value.base ? nullptr : inherited);
      if (!compare && words_of(value.low).says_more) statement.comparator = Comparator::MoreThan;
    }
    if (value.base) statement.growth = Growth{date(*value.base), value.sign && value.sign->kind == TokenKind::Minus, value.sign != nullptr};
    if (value.sign && value.sign->kind == TokenKind::Minus && !value.base) {
      statement.quantity.number = Exact(0) - statement.quantity.number;
      statement.quantity.written = "-" + statement.quantity.written;
    }
    return true;
  }

  bool read_when(const dsl::When& when, Statement& statement) {
    if (when.range) {
      auto dates = range(*when.range);
      if (!dates) return false;
      statement.when.range = dates;
      statement.when.form = when.range->last || when.range->open() ? When::Form::Over : When::Form::At;
    }
    if (when.each) statement.when.form = When::Form::Each;
    return true;
  }

  // Figures are made where they stay; one that cannot be read is taken out again.
  void settle(bool good) {
    if (!good) {
      plan_.indicators[index(plan_.statements.back().indicator)].incomplete = true;
      return plan_.statements.pop_back();
    }
    const auto id = static_cast<StatementId>(plan_.statements.size() - 1);
    plan_.indicators[index(plan_.statements.back().indicator)].statements.push_back(id);
  }

  void add_figure(const dsl::Statement& source, IndicatorId indicator, std::optional<TaskId> task, std::optional<SectionId> section) {
    const dsl::Figure& figure = *source.figure();
    Statement& statement = plan_.statements.emplace_back();
    statement.indicator = indicator;
    statement.role = role_of(source.keyword.keyword);
    statement.task = task;
    statement.section = section;
    statement.place = place_of(source);
    if (figure.when && !read_when(*figure.when, statement)) return settle(false);
    if (!read_value(figure.value, default_unit_of(indicator), statement)) return settle(false);
    for (const Clause& clause : figure.qualifiers) {
      switch (clause.keyword.keyword) {
        case Keyword::Total: statement.aggregation = Aggregation::Total; break;
        case Keyword::Yearly: statement.aggregation = Aggregation::Yearly; break;
        case Keyword::Mean: statement.aggregation = Aggregation::Mean; break;
        case Keyword::Hoped: statement.modality = Modality::Hoped; break;
        case Keyword::Firm: statement.modality = Modality::Firm; break;
        case Keyword::Scope: statement.scope = words(clause.items[0]); break;
        case Keyword::Label: statement.label = words(clause.items[0]); break;
        case Keyword::In: place_in(clause.items[0], statement); break;
        default: statement.words = words(clause.items[0]); break;
      }
    }
    settle(true);
  }

  [[nodiscard]] const DefaultUnit* default_unit_of(IndicatorId id) const {
    const auto& unit = default_units_[index(id)];
    return unit ? &*unit : nullptr;
  }

  void place_in(const Token& token, Statement& statement) {
    const std::string_view name = view(token);
    if (const auto task = tasks_.find(name)) {
      statement.task = task;
    } else if (const auto section = sections_.find(name)) {
      statement.section = section;
    } else {
      auto near = tasks_.nearest(name);
      report_unknown(name, token.span, kSection, near ? near : sections_.nearest(name));
    }
  }

  // --- declarations -------------------------------------------------------------------------------------------------

  template <typename Id, typename T>
  std::optional<Id> declare_one(Names<Id>& names, std::vector<T>& list, const Token& token, const dsl::Template& what) {
    const auto id = static_cast<Id>(list.size());
    const std::string_view name = view(token);
    if (!names.declare(name, id, token.span)) {
      report(Mistake::DuplicateName, token.span,
             dsl::fill({"名为 “{name}” 的{what}已经声明过", "the {what} \"{name}\" is declared already"},
                       {{"name", name}, {"what", dsl::fill(what, {})}}),
             {}, {{names.declared_at(name), {"先在这里声明", "first declared here"}}});
      return std::nullopt;
    }
    list.emplace_back();
    list.back().id = std::string(name);
    return id;
  }

  // A unit may be defined by one that is defined further down: what does not resolve waits for the next round.
  void define_units(const dsl::List<dsl::Statement>& statements) {
    std::vector<const dsl::Statement*> waiting;
    for (const dsl::Statement& statement : statements) {
      if (statement.keyword.keyword == Keyword::Unit) waiting.push_back(&statement);
    }
    const auto refers_to_waiting = [&](const dsl::Statement& statement) {
      const std::string of = dsl::unit_text(source_, statement.unit()->of);
      const ScaledUnit base = plan_.units.read(of);
      return !base.unit || !base.unit->known;
    };
    for (bool progress = true; progress && !waiting.empty();) {
      std::vector<const dsl::Statement*> later;
      for (const dsl::Statement* statement : waiting) {
        if (refers_to_waiting(*statement)) {
          later.push_back(statement);
        } else {
          define_unit(*statement);
        }
      }
      progress = later.size() < waiting.size();
      // The other way round next: a chain written backwards is done in two rounds.
      waiting.assign(later.rbegin(), later.rend());
    }
    std::sort(waiting.begin(), waiting.end(), [](const dsl::Statement* a, const dsl::Statement* b) { return a->span < b->span; });
    for (const dsl::Statement* statement : waiting) define_unit(*statement);
  }

  bool is_defined_so(const std::string& name, const Exact& factor, const std::string& of) const {
    const auto known = plan_.units.find(name);
    const ScaledUnit base = plan_.units.read(of);
    return known && base.unit && known->dimension == base.unit->dimension &&
           known->factor == factor * base.scale * base.unit->factor;
  }

  void define_unit(const dsl::Statement& statement) {
    const dsl::UnitBody& unit = *statement.unit();
    Exact factor = 1;
    if (unit.factor) factor = Exact::parse(dsl::digits_of(source_, *unit.factor)).value_or(Exact(1));
    const std::string name = text(*unit.name);
    const std::string of = dsl::unit_text(source_, unit.of);
    if (factor.is_zero()) {
      report(Mistake::BadUnit, unit.factor->span, {"换算系数不能为零", "the factor cannot be zero"});
    } else if (!plan_.units.define(name, factor, of) && !is_defined_so(name, factor, of)) {
      const bool taken = plan_.units.find(name).has_value();
      report(Mistake::BadUnit, taken ? unit.name->span : unit.of.front().span,
             taken ? dsl::fill({"“{unit}” 已是已知单位", "\"{unit}\" is a known unit already"}, {{"unit", name}})
                   : dsl::fill({"不认识的单位 “{unit}”", "unknown unit \"{unit}\""}, {{"unit", of}}));
    } else {
      plan_.own_units.push_back({name, of, {unit.name->span, std::nullopt}});
    }
  }

  void count() {
    const auto safeguards = static_cast<std::size_t>(
        std::count_if(plan_.tasks.begin(), plan_.tasks.end(), [](const Task& task) { return task.safeguard; }));
    plan_.counts = {.indicators = plan_.indicators.size(),
                    .statements = plan_.statements.size(),
                    .tables = plan_.tables.size(),
                    .orgs = plan_.orgs.size(),
                    .sections = plan_.sections.size(),
                    .tasks = plan_.tasks.size() - safeguards,
                    .safeguards = safeguards,
                    .phases = plan_.phases.size(),
                    .relations = plan_.relations.size(),
                    .goals = plan_.goals.size()};
  }

  // Facts are many, and moving them about is most of the work there is with them.
  void make_room(const dsl::List<dsl::Statement>& statements) {
    std::size_t indicators = 0;
    std::size_t figures = 0;
    std::size_t tasks = 0;
    for (const dsl::Statement& statement : statements) {
      if (statement.keyword.keyword == Keyword::Indicator) {
        ++indicators;
        figures += statement.body.size();
      }
      tasks += statement.keyword.keyword == Keyword::Task ? 1 : 0;
    }
    plan_.indicators.reserve(indicators);
    default_units_.reserve(indicators);
    plan_.statements.reserve(figures);
    plan_.tasks.reserve(tasks);
    pending_.reserve(statements.size());
  }

  // Everything that can be referred to gets its name before anything is looked up, so that order means nothing.
  void declare(const dsl::List<dsl::Statement>& statements, std::optional<SectionId> section) {
    for (const dsl::Statement& statement : statements) {
      std::optional<SectionId> inside = section;
      switch (statement.keyword.keyword) {
        case Keyword::Indicator: {
          const auto id = declare_one(indicators_, plan_.indicators, statement.names[0], kIndicator);
          if (!id) continue;
          declare_indicator(statement, *id);
          break;
        }
        case Keyword::Org: {
          const auto id = declare_one(orgs_, plan_.orgs, statement.names[0], kOrg);
          if (!id) continue;
          Org& org = plan_.orgs.back();
          org.place = place_of(statement);
          org.name = text(title_of(statement));
          orgs_.also(view(title_of(statement)), *id);
          for (const Clause& clause : statement.clauses) {
            if (clause.keyword.keyword != Keyword::Also) continue;
            for (const Token& alias : clause.items) {
              org.aliases.push_back(text(alias));
              orgs_.also(view(alias), *id);
            }
          }
          break;
        }
        case Keyword::Phase: {
          const auto id = declare_one(phases_, plan_.phases, statement.names[0], kPhase);
          if (!id) continue;
          break;
        }
        case Keyword::Section: {
          const auto id = declare_one(sections_, plan_.sections, statement.names[0], {"章节", "section"});
          if (!id) continue;
          Section& declared = plan_.sections.back();
          declared.title = text(title_of(statement));
          declared.place = place_of(statement);
          declared.parent = section;
          inside = id;
          break;
        }
        case Keyword::Task:
        case Keyword::Safeguard: {
          const auto id = declare_one(tasks_, plan_.tasks, statement.names[0], kTask);
          if (!id) continue;
          Task& task = plan_.tasks.back();
          task.title = words(title_of(statement));
          task.safeguard = statement.keyword.keyword == Keyword::Safeguard;
          task.section = section;
          task.place = place_of(statement);
          break;
        }
        case Keyword::Goal: goals_.also(view(statement.names[0]), static_cast<GoalId>(goals_declared_++)); break;
        case Keyword::Table: {
          const auto id = declare_one(tables_, plan_.tables, statement.names[0], {"表", "table"});
          if (!id) continue;
          break;
        }
        default: break;
      }
      pending_.emplace_back(&statement, section);
      if (statement.keyword.keyword == Keyword::Section) declare(statement.body, inside);
    }
  }

  // The title if there is one, else the ID.
  static const Token& title_of(const dsl::Statement& statement) { return statement.names.back(); }

  void declare_indicator(const dsl::Statement& statement, IndicatorId id) {
    Indicator& indicator = plan_.indicators.back();
    indicator.name = words(title_of(statement));
    indicator.place = place_of(statement);
    indicator.name_span = title_of(statement).span;
    indicator.incomplete = statement.incomplete;
    indicators_.also(view(title_of(statement)), id);
    std::optional<DefaultUnit> unit;
    for (const Clause& clause : statement.clauses) {
      switch (clause.keyword.keyword) {
        case Keyword::Also:
          for (const Token& alias : clause.items) {
            indicator.aliases.push_back(text(alias));
            indicators_.also(view(alias), id);
          }
          break;
        case Keyword::Unit:
        case Keyword::None:
          unit = unit_of(clause.items);
          indicator.unit_span = clause.items.span();
          break;
        case Keyword::Label: indicator.labels.push_back(text(clause.items[0])); break;
        case Keyword::Scope: indicator.scope = words(clause.items[0]); break;
        case Keyword::Higher: indicator.direction = Direction::Higher; break;
        case Keyword::Lower: indicator.direction = Direction::Lower; break;
        case Keyword::Expected: indicator.nature = Nature::Expected; break;
        case Keyword::Binding: indicator.nature = Nature::Binding; break;
        default:
          if (const auto kind = kind_of(clause.keyword.keyword)) indicator.kind = kind;
          break;
      }
    }
    if (unit) {
      indicator.unit_written = unit->written;
      indicator.unit = unit->unit;
    }
    default_units_.push_back(std::move(unit));
  }

  // --- contents -----------------------------------------------------------------------------------------------------

  void fill_in(const dsl::Statement& statement, std::optional<SectionId> section) {
    if (is_single(statement.keyword.keyword) && !seen_.insert(statement.keyword.keyword).second) {
      report(Mistake::RepeatedPart, statement.keyword.span, {"这一项只能写一次", "this can be said once only"});
      return;
    }
    if (keeps_no_place(statement.keyword.keyword) && statement.place) plan_.other_places.push_back(place_of(statement));
    switch (statement.keyword.keyword) {
      case Keyword::Issuer:
        for (const Token& name : statement.names) plan_.issuers.push_back(text(name));
        break;
      case Keyword::Number: plan_.number = text(statement.names[0]); break;
      case Keyword::Issued:
        plan_.issued = date(statement.names[0]);
        plan_.issued_place = Place{statement.names[0].span, document_place(statement.place)};
        break;
      case Keyword::Horizon:
        plan_.horizon = date(statement.names[0]);
        plan_.horizon_place = Place{statement.names[0].span, document_place(statement.place)};
        break;
      case Keyword::Period: fill_period(statement); break;
      case Keyword::Titled:
        plan_.titled = range(*statement.clauses[0].range);
        plan_.titled_place = Place{span_of(*statement.clauses[0].range), document_place(statement.place)};
        break;
      case Keyword::Source:
        plan_.document = text(statement.names[0]);
        plan_.document_place = Place{statement.names[0].span, document_place(statement.place)};
        if (const Clause* lines = statement.find(Keyword::Lines)) {
          plan_.document_lines = static_cast<std::uint32_t>(std::stoul(dsl::digits_of(source_, lines->items[0]).substr(0, 9)));
        }
        break;
      case Keyword::Cites: fill_citation(statement); break;
      case Keyword::Leads: {
        const Clause& convention = statement.clauses[0];
        plan_.lead_convention = convention.keyword.keyword == Keyword::Marked  ? LeadConvention::Marked
                                : convention.keyword.keyword == Keyword::First ? LeadConvention::First
                                                                               : LeadConvention::Unstated;
        if (!convention.items.empty()) plan_.lead_mark = text(convention.items[0]);
        break;
      }
      case Keyword::Declares: {
        Declared declared;
        declared.count = Exact::parse(dsl::digits_of(source_, statement.names[0])).value_or(Exact(0));
        declared.count_span = statement.names[0].span;
        declared.what = text(statement.names[1]);
        declared.place = place_of(statement);
        if (const Clause* listing = statement.find(Keyword::Listing)) {
          for (const Token& item : listing->items) declared.listing.push_back(text(item));
        }
        plan_.declared.push_back(std::move(declared));
        break;
      }
      case Keyword::Refers: fill_reference(statement); break;
      case Keyword::Org: fill_org(statement); break;
      case Keyword::Indicator: fill_indicator(statement); break;
      case Keyword::Table: fill_table(statement); break;
      case Keyword::Phase: fill_phase(statement); break;
      case Keyword::Section:
        if (const Clause* in = statement.find(Keyword::In)) {
          if (const auto parent = look_up(sections_, in->items[0], {"章节", "section"})) {
            plan_.sections[index(*sections_.find(view(statement.names[0])))].parent = parent;
          }
        }
        break;
      case Keyword::Task:
      case Keyword::Safeguard: fill_task(statement); break;
      case Keyword::Goal: fill_goal(statement, section); break;
      case Keyword::Relation: fill_relation(statement); break;
      case Keyword::Allow: fill_waiver(statement); break;
      case Keyword::Aside: fill_aside(statement); break;
      case Keyword::Unit: break;
      default:
        if (const auto indicator = look_up(indicators_, *statement.figure()->indicator, kIndicator)) {
          add_figure(statement, *indicator, std::nullopt, section);
        }
        break;
    }
  }

  static bool is_single(Keyword keyword) {
    using enum Keyword;
    return keyword == Number || keyword == Issued || keyword == Horizon || keyword == Period || keyword == Titled || keyword == Source ||
           keyword == Leads;
  }

  static bool keeps_no_place(Keyword keyword) {
    using enum Keyword;
    return keyword == Issuer || keyword == Number || keyword == Issued || keyword == Horizon || keyword == Titled || keyword == Leads;
  }

  void fill_period(const dsl::Statement& statement) {
    for (const Clause& clause : statement.clauses) {
      if (clause.keyword.keyword == Keyword::Open) {
        plan_.period_open = true;
        plan_.period_span = clause.keyword.span;
      }
      if (clause.range) {
        plan_.period = range(*clause.range);
        plan_.period_span = span_of(*clause.range);
      }
      if (clause.value && readable(clause.value->low)) {
        plan_.lasting = quantity(clause.value->low, nullptr);
        plan_.period_span.end = dsl::span_of(clause.value->low).end;
      }
    }
    if (plan_.period && !plan_.period->last) plan_.period_open = true;
    plan_.period_place = place_of(statement);
  }

  void fill_citation(const dsl::Statement& statement) {
    Citation citation;
    citation.title = text(statement.names[0]);
    citation.title_span = statement.names[0].span;
    citation.place = place_of(statement);
    for (const Clause& clause : statement.clauses) {
      if (clause.range) {
        citation.range = range(*clause.range);
        citation.range_span = span_of(*clause.range);
      }
      if (clause.keyword.keyword == Keyword::Number) citation.number = text(clause.items[0]);
    }
    plan_.citations.push_back(std::move(citation));
  }

  void fill_org(const dsl::Statement& statement) {
    Org& org = plan_.orgs[index(*orgs_.find(view(statement.names[0])))];
    for (const Clause& clause : statement.clauses) {
      if (clause.keyword.keyword == Keyword::Level) org.level = clause.items[0].keyword;
      if (clause.keyword.keyword == Keyword::Collective) org.collective = true;
      if (clause.keyword.keyword != Keyword::Contains) continue;
      for (const Token& name : clause.items) {
        if (const auto member = look_up(orgs_, name, kOrg)) org.contains.push_back(*member);
      }
    }
  }

  void fill_indicator(const dsl::Statement& statement) {
    const IndicatorId id = *indicators_.find(view(statement.names[0]));
    for (const Clause& clause : statement.clauses) {
      if (clause.keyword.keyword == Keyword::Part) {
        plan_.indicators[index(id)].part_of = look_up(indicators_, clause.items[0], kIndicator);
        plan_.indicators[index(id)].part_of_span = clause.items[0].span;
      } else if (clause.keyword.keyword == Keyword::Owner) {
        plan_.indicators[index(id)].owner = look_up(orgs_, clause.items[0], kOrg);
        plan_.indicators[index(id)].owner_span = clause.items[0].span;
      } else if (clause.keyword.keyword == Keyword::Bounds) {
        Statement bounds;
        if (!read_value(*clause.value, default_unit_of(id), bounds)) continue;
        Indicator& indicator = plan_.indicators[index(id)];
        if (bounds.upper) {
          indicator.lower_bound = bounds.quantity;
          indicator.upper_bound = bounds.upper;
        } else if (is_upper_bound(bounds.comparator)) {
          indicator.upper_bound = bounds.quantity;
        } else {
          indicator.lower_bound = bounds.quantity;
        }
      }
    }
    plan_.indicators[index(id)].statements.reserve(statement.body.size());
    for (const dsl::Statement& child : statement.body) add_figure(child, id, std::nullopt, std::nullopt);
  }

  void fill_table(const dsl::Statement& statement) {
    const TableId id = *tables_.find(view(statement.names[0]));
    Table table;
    table.id = text(statement.names[0]);
    table.title = text(title_of(statement));
    table.place = place_of(statement);
    static const dsl::TableHead no_head;
    const dsl::TableHead& head = statement.table_head() ? *statement.table_head() : no_head;
    table.head_span = head.span;
    std::optional<DefaultUnit> table_unit;
    if (const Clause* unit = statement.find(Keyword::Unit)) table_unit = unit_of(unit->items);
    for (const dsl::Column& column : head.columns) {
      if (column.meaning == Keyword::Milestone && column.date) table.milestone_years.push_back(date(*column.date).year);
    }
    std::sort(table.milestone_years.begin(), table.milestone_years.end());
    for (const dsl::Statement& child : statement.body) fill_row(head.columns, *child.row(), child.span, id, table_unit, table);
    plan_.tables[index(id)] = std::move(table);
  }

  void fill_row(const dsl::List<dsl::Column>& columns, const dsl::Row& row, Span row_span, TableId table_id,
                const std::optional<DefaultUnit>& table_unit, Table& table) {
    const auto cell_of = [&](Keyword meaning) -> const dsl::Cell* {
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (columns[i].meaning == meaning && !row.cells[i].span.empty()) return &row.cells[i];
      }
      return nullptr;
    };
    const dsl::Cell* name = cell_of(Keyword::Indicator);
    if (name == nullptr) {
      report(Mistake::BadRow, row_span, {"这一行没有写指标", "this row names no indicator"});
      return;
    }
    const auto indicator = look_up(indicators_, cell_view(*name), name->span, kIndicator);
    if (!indicator) return;

    std::optional<DefaultUnit> unit = table_unit ? table_unit : default_units_[index(*indicator)];
    if (const dsl::Cell* cell = cell_of(Keyword::Unit)) {
      unit = default_unit(std::string(cell_view(*cell)));
    }
    std::string label;
    if (const dsl::Cell* cell = cell_of(Keyword::Label)) {
      label = std::string(cell_view(*cell));
      plan_.indicators[index(*indicator)].labels.push_back(label);
    }
    if (const dsl::Cell* cell = cell_of(Keyword::Nature)) {
      const Keyword nature = cell->items.front().keyword;
      if (nature == Keyword::Expected) plan_.indicators[index(*indicator)].nature = Nature::Expected;
      if (nature == Keyword::Binding) plan_.indicators[index(*indicator)].nature = Nature::Binding;
    }
    dsl::OptionalToken row_place = nullptr;
    if (const dsl::Cell* cell = cell_of(Keyword::Row)) row_place = cell->place;

    const auto row_number = static_cast<std::uint32_t>(table.rows.size());
    table.rows.push_back(*indicator);
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const dsl::Cell& cell = row.cells[i];
      if (!cell.value) continue;
      Statement& figure = plan_.statements.emplace_back();
      figure.indicator = *indicator;
      figure.role = role_of(columns[i].meaning);
      figure.when.form = When::Form::At;
      const PartialDate at = date(*columns[i].date);
      figure.when.range = DateRange{at, at};
      figure.table = table_id;
      figure.row = row_number;
      figure.label = label;
      figure.place = {cell.span, document_place(cell.place ? cell.place : row_place)};
      settle(read_value(*cell.value, unit ? &*unit : nullptr, figure));
    }
  }

  std::string_view cell_view(const dsl::Cell& cell) {
    if (cell.items.all().size() == 1) return view(cell.items.front());
    return folded_.emplace_back(dsl::fold_width(source_.slice(cell.span)));
  }

  void fill_phase(const dsl::Statement& statement) {
    Phase& phase = plan_.phases[index(*phases_.find(view(statement.names[0])))];
    phase.name = phase.id;
    phase.place = place_of(statement);
    for (const Clause& clause : statement.clauses) {
      if (clause.range) {
        phase.range_span = span_of(*clause.range);
        if (const auto dates = range(*clause.range)) phase.range = *dates;
      } else if (clause.keyword.keyword == Keyword::None) {
        phase.name = text(clause.items[0]);
      } else {
        phase.role = clause.keyword.keyword;
      }
    }
  }

  void fill_task(const dsl::Statement& statement) {
    const TaskId id = *tasks_.find(view(statement.names[0]));
    // Figures inside append to the plan's lists, so the task is looked up afresh each time.
    const auto task = [this, id]() -> Task& { return plan_.tasks[index(id)]; };
    if (const Clause* in = statement.find(Keyword::In)) {
      if (const auto section = look_up(sections_, in->items[0], {"章节", "section"})) task().section = section;
    }
    std::size_t units = 0;
    for (const dsl::Statement& child : statement.body) {
      using enum Keyword;
      const Keyword word = child.keyword.keyword;
      if (word == Units || word == Lead || word == With) units += child.names.size();
    }
    task().units.reserve(units);
    for (const dsl::Statement& child : statement.body) {
      switch (child.keyword.keyword) {
        case Keyword::Units:
        case Keyword::Lead:
        case Keyword::With: {
          bool marked = false;
          for (const Token& name : child.names) {
            if (name.kind == TokenKind::Star) {
              marked = true;
              continue;
            }
            if (const auto org = look_up(orgs_, name, kOrg)) {
              task().units.push_back({*org, marked, child.keyword.keyword == Keyword::Lead, child.keyword.keyword == Keyword::With,
                                      words(name), place_at(statement, child, name)});
            }
            marked = false;
          }
          break;
        }
        case Keyword::Supports:
          for (const Token& name : child.names) add_served(statement, child, name, task());
          break;
        case Keyword::After:
          for (const Token& name : child.names) {
            const auto other = look_up(tasks_, name, kTask);
            if (!other) continue;
            task().after.push_back(*other);
            task().after_places.push_back(place_at(statement, child, name));
          }
          break;
        case Keyword::Dates:
          task().dates = range(*child.clauses[0].range);
          task().dates_place = Place{span_of(*child.clauses[0].range), document_place(child.place ? child.place : statement.place)};
          break;
        case Keyword::In:
          if (const auto phase = look_up(phases_, child.names[0], kPhase)) task().phase = phase;
          task().phase_place = place_at(statement, child, child.names[0]);
          break;
        case Keyword::Delivers:
          for (const Token& words : child.names) task().deliverables.push_back(text(words));
          break;
        case Keyword::Money:
          if (const dsl::Amount& amount = child.clauses[0].value->low; readable(amount)) task().money = quantity(amount, nullptr);
          break;
        default:
          if (const auto indicator = look_up(indicators_, *child.figure()->indicator, kIndicator)) {
            add_figure(child, *indicator, id, std::nullopt);
          }
          break;
      }
    }
  }

  // A task serves indicators and goals; an indicator goes first where both bear the name.
  void add_served(const dsl::Statement& block, const dsl::Statement& statement, const Token& name, Task& task) {
    const std::string_view word = view(name);
    if (!indicators_.find(word) && (goals_.find(word) || goals_.ambiguous(word))) {
      if (const auto goal = look_up(goals_, name, kServed)) task.supported_goals.push_back(*goal);
    } else if (const auto indicator = look_up(indicators_, name, kServed)) {
      task.supports.push_back(*indicator);
      task.supports_places.push_back(place_at(block, statement, name));
    }
  }

  void fill_reference(const dsl::Statement& statement) {
    Reference reference{text(statement.names[0]), std::nullopt, place_of(statement), statement.names[0].span};
    if (const Clause* to = statement.find(Keyword::To)) {
      const Token& name = to->items[0];
      const std::string_view word = view(name);
      if (tables_.find(word) || sections_.find(word) || tasks_.find(word) || phases_.find(word)) {
        reference.to = name.span;
      } else {
        auto near = tables_.nearest(word);
        report_unknown(word, name.span, {"表、章节、任务或阶段", "table, section, task or phase"}, near ? near : sections_.nearest(word));
        return;
      }
    }
    plan_.references.push_back(std::move(reference));
  }

  void fill_goal(const dsl::Statement& statement, std::optional<SectionId> section) {
    Goal goal;
    goal.id = text(statement.names[0]);
    goal.words = text(title_of(statement));
    goal.section = section;
    goal.place = place_of(statement);
    for (const Clause& clause : statement.clauses) {
      switch (clause.keyword.keyword) {
        case Keyword::Of: goal.indicator = look_up(indicators_, clause.items[0], kIndicator); break;
        case Keyword::By:
          goal.by = date(clause.items[0]);
          goal.by_span = clause.items[0].span;
          break;
        case Keyword::In: {
          Statement where;
          place_in(clause.items[0], where);
          goal.task = where.task;
          if (where.section) goal.section = where.section;
          break;
        }
        default: goal.form = clause.keyword.keyword; break;
      }
    }
    plan_.goals.push_back(std::move(goal));
  }

  void fill_relation(const dsl::Statement& statement) {
    const dsl::RelationBody& body = *statement.relation();
    Relation relation;
    relation.place = place_of(statement);
    relation.higher = statement.find(Keyword::Higher) != nullptr;
    const bool shares = body.left.size() == 2;
    if (shares && (dsl::digits_of(source_, body.left[0]) != "100" || text(body.left[1]) != "%")) {
      report(Mistake::UnexpectedToken, {body.left[0].span.begin, body.left[1].span.end},
             {"构成的左边只能写 100%", "the left side of a composition is 100%"});
      return;
    }
    bool good = true;
    if (!shares) {
      relation.left = look_up(indicators_, body.left[0], kIndicator);
      good = relation.left.has_value();
    }
    std::size_t slashes = 0;
    std::size_t pluses = 0;
    for (const Token& token : body.right.all()) {
      if (token.kind == TokenKind::Slash) {
        ++slashes;
      } else if (token.kind == TokenKind::Plus) {
        ++pluses;
      } else if (const auto id = look_up(indicators_, token, kIndicator)) {
        relation.right.push_back(*id);
      } else {
        good = false;
      }
    }
    const bool within = body.sign->keyword == Keyword::Within;
    const bool well_formed = within ? slashes + pluses == 0 && !shares : shares ? slashes == 0 : (slashes == 1) != (pluses > 0) && slashes <= 1;
    if (!well_formed) {
      report(Mistake::UnexpectedToken, {body.right.front().span.begin, body.right.back().span.end},
             {"关系的右边应当是 甲 / 乙，或 甲 + 乙 + …", "the right side of a relation is A / B, or A + B + …"});
      return;
    }
    if (!good) return;
    relation.form = within         ? Relation::Form::Within
                    : shares       ? Relation::Form::Shares
                    : slashes == 1 ? Relation::Form::Ratio
                                   : Relation::Form::Sum;
    plan_.relations.push_back(std::move(relation));
  }

  void fill_waiver(const dsl::Statement& statement) {
    Waiver waiver;
    waiver.rule = text(statement.names[0]);
    waiver.place = place_of(statement);
    if (!rule_names_.empty() && std::find(rule_names_.begin(), rule_names_.end(), waiver.rule) == rule_names_.end()) {
      const auto near = dsl::nearest(waiver.rule, {rule_names_.begin(), rule_names_.end()});
      report(Mistake::UnknownRule, statement.names[0].span,
             dsl::fill({"没有名为 “{rule}” 的规则", "there is no rule \"{rule}\""}, {{"rule", waiver.rule}}),
             near ? dsl::fill({"是不是 {word}？", "did you mean {word}?"}, {{"word", *near}}) : Text{});
      return;
    }
    const Clause* because = statement.find(Keyword::Because);
    const Clause* by = statement.find(Keyword::By);
    const Clause* until = statement.find(Keyword::Until);
    if (because == nullptr || by == nullptr || until == nullptr) {
      report(Mistake::MissingPart, statement.keyword.span,
             {"豁免要写明理由（因为）、责任人（由）和期限（有效至）", "a waiver needs a reason (because), a name (by) and an end (until)"});
      return;
    }
    waiver.reason = text(because->items[0]);
    waiver.by = text(by->items[0]);
    if (const Clause* on = statement.find(Keyword::On)) waiver.subject = text(on->items[0]);
    waiver.until = date(until->items[0]);
    plan_.waivers.push_back(std::move(waiver));
  }

  void fill_aside(const dsl::Statement& statement) {
    const Clause* because = statement.find(Keyword::Because);
    if (because == nullptr) {
      report(Mistake::MissingPart, statement.keyword.span, {"非数据要写明理由（因为）", "an aside needs a reason (because)"});
      return;
    }
    plan_.asides.push_back({text(statement.names[0]), text(because->items[0]), place_of(statement), statement.names[0].span});
  }

  // --- scenarios ----------------------------------------------------------------------------------------------------

  template <typename Id, typename T>
  static void take_names(Names<Id>& names, const std::vector<T>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) names.declare(list[i].id, static_cast<Id>(i), {});
  }

  void take_names(const Plan& plan) {
    take_names(indicators_, plan.indicators);
    take_names(orgs_, plan.orgs);
    take_names(tasks_, plan.tasks);
    take_names(phases_, plan.phases);
    take_names(sections_, plan.sections);
    const auto also = [](auto& names, const auto& list) {
      for (std::size_t i = 0; i < list.size(); ++i) {
        const auto id = static_cast<std::remove_cvref_t<decltype(*names.find({}))>>(i);
        names.also(list[i].name, id);
        for (const std::string& alias : list[i].aliases) names.also(alias, id);
      }
    };
    also(indicators_, plan.indicators);
    also(orgs_, plan.orgs);
    plan_.units = plan.units;
    for (const Indicator& indicator : plan.indicators) {
      // The unit of its own, else the one its figures are written in: an assumption is read like one of them.
      std::string written = indicator.unit_written;
      for (const StatementId id : indicator.statements) {
        if (!written.empty()) break;
        if (plan[id].quantity.unit && plan[id].is_level()) written = plan[id].quantity.unit->written;
      }
      default_units_.push_back(written.empty() ? std::nullopt : std::optional(default_unit(written)));
    }
  }

  void fill_scenario(const dsl::Statement& statement, const Plan& plan, Scenario& scenario) {
    switch (statement.keyword.keyword) {
      case Keyword::Assume: fill_assumption(statement, plan, scenario); break;
      case Keyword::Set: fill_change(statement, scenario); break;
      case Keyword::Drop: fill_drop(statement, scenario); break;
      case Keyword::Assign: {
        const auto org = look_up(orgs_, statement.names[0], kOrg);
        const auto tasks = look_up_all(tasks_, statement.clauses[0].items, kTask, 0);
        if (org) scenario.assignments.push_back({*org, tasks, place_of(statement)});
        break;
      }
      case Keyword::Scale: {
        const auto indicators = look_up_all(indicators_, statement.names, kIndicator, 0);
        Statement factor;
        if (!read_value(*statement.clauses[0].value, nullptr, factor)) break;
        const bool plain = !factor.upper && !factor.growth && (!factor.quantity.unit || factor.quantity.unit->is_ratio());
        if (!plain || factor.quantity.number.sign() <= 0) {
          report(Mistake::BadNumber, factor.value_span, {"缩放要写一个正的倍数或百分比", "a scale is a positive number or percentage"},
                 {"例如：缩放 质押融资 90%", "such as: scale 质押融资 90%"});
          break;
        }
        scenario.scalings.push_back({indicators, factor.quantity.normalized(), place_of(statement)});
        break;
      }
      default: fill_shift(statement, scenario); break;
    }
  }

  // The names from the one at `first` on, as far as they are known.
  template <typename Id>
  std::vector<Id> look_up_all(Names<Id>& names, const dsl::TokenRange& tokens, const dsl::Template& what, std::size_t first) {
    std::vector<Id> ids;
    std::size_t i = 0;
    for (const Token& token : tokens) {
      if (i++ < first) continue;
      if (const auto id = look_up(names, token, what)) ids.push_back(*id);
    }
    return ids;
  }

  void fill_assumption(const dsl::Statement& statement, const Plan& plan, Scenario& scenario) {
    const dsl::Figure& figure = *statement.figure();
    Assumption assumption;
    for (const IndicatorId id : look_up_all(indicators_, statement.names, kIndicator, 0)) {
      const bool named = std::find(assumption.indicators.begin(), assumption.indicators.end(), id) != assumption.indicators.end();
      if (!named) assumption.indicators.push_back(id);
    }
    if (assumption.indicators.empty()) return;
    // Written in the unit of the first.
    const DefaultUnit* unit = default_unit_of(assumption.indicators.front());
    Statement read;
    if (!read_when(*figure.when, read)) return;
    const bool moves = figure.value.sign != nullptr;
    if (!read_value(figure.value, unit, read)) return;
    assumption.place = place_of(statement);
    assumption.low = read.quantity;
    assumption.high = read.upper;
    const bool each = read.when.form == When::Form::Each;
    const auto& range = read.when.range;
    if (!range || moves != each || (!each && read.when.form != When::Form::At)) {
      report(Mistake::BadRange, read.value_span,
             {"数值对应一个年份，增幅（带 + 或 -）对应“每年 起..止”", "a value goes with one year, a growth (with + or -) with \"each RANGE\""},
             {"例如：假定 产值 2026 5亿元；假定 产值 每年 2025.. +8%", "such as: assume 产值 2026 5亿元; assume 产值 each 2025.. +8%"});
      return;
    }
    assumption.first = range->first.year;
    if (range->last) assumption.last = range->last->year;
    if (each) {
      // Of a range the end says it: 5..12%.
      const Quantity& last = read.upper ? *read.upper : read.quantity;
      const bool ratio = last.unit && last.own_unit && last.unit->is_ratio();
      assumption.form = ratio ? Assumption::Form::Growth : Assumption::Form::Pace;
    }
    if (assumption.high) assumption.spread = Assumption::Spread::Uniform;
    for (const Clause& clause : figure.qualifiers) {
      Statement shape;
      if (!read_value(*clause.value, unit, shape)) return;
      assumption.shape = shape.quantity;
      assumption.spread = clause.keyword.keyword == Keyword::Normal ? Assumption::Spread::Normal : Assumption::Spread::Triangular;
    }
    const auto possible = [&](IndicatorId id) { return is_possible(assumption, id, read, plan); };
    if (!is_well_shaped(assumption, read)) return;
    if (std::all_of(assumption.indicators.begin(), assumption.indicators.end(), possible)) scenario.assumptions.push_back(std::move(assumption));
  }

  // In the plan's time, in the indicator's unit, and within what the indicator can be.
  bool is_possible(const Assumption& assumption, IndicatorId id, const Statement& read, const Plan& plan) {
    const Indicator& indicator = plan[id];
    const auto refuse = [&](Text message) {
      report(Mistake::ImpossibleAssumption, read.value_span, std::move(message));
      return false;
    };
    if (const auto first = plan.first_year(); first && assumption.first < *first) {
      return refuse(dsl::fill({"{year}年早于方案的起始年 {first}年", "{year} is before the plan's first year, {first}"},
                              {{"year", std::to_string(assumption.first)}, {"first", std::to_string(*first)}}));
    }
    if (assumption.form == Assumption::Form::Growth) {
      if (assumption.low.normalized() >= Exact(-1)) return true;
      return refuse({"下降不能超过 100%", "nothing falls by more than 100%"});
    }
    for (const StatementId figure : indicator.statements) {
      const UnitRef& unit = plan[figure].quantity.unit;
      if (!plan[figure].is_level() || !unit || !assumption.low.unit || comparable(*unit, *assumption.low.unit)) continue;
      return refuse(dsl::fill({"“{name}”的单位是 {unit}，不能假定为 {value}", "\"{name}\" is measured in {unit}; it cannot be {value}"},
                              {{"name", indicator.name.view()}, {"unit", unit->written}, {"value", assumption.low.written}}));
    }
    if (assumption.form != Assumption::Form::Value) return true;
    for (const auto& value : {std::optional(assumption.low), assumption.high, assumption.spread == Assumption::Spread::Triangular ? assumption.shape : std::nullopt}) {
      if (!value) continue;
      if (const auto bound = broken_bound(plan, id, value->normalized())) {
        return refuse(dsl::fill({"“{name}”{bound}，不能假定为 {value}", "\"{name}\" {bound}; it cannot be {value}"},
                                {{"name", indicator.name.view()}, {"bound", *bound}, {"value", value->written}}));
      }
    }
    return true;
  }

  // The bound of an indicator that a value breaks, in words: a declared one, that of a share, of a count.
  static std::optional<Text> broken_bound(const Plan& plan, IndicatorId id, const Exact& value) {
    const Indicator& indicator = plan[id];
    if (indicator.upper_bound && indicator.upper_bound->normalized() < value) {
      return Text("的上限是 " + indicator.upper_bound->written, "is bounded by " + indicator.upper_bound->written);
    }
    if (indicator.lower_bound && value < indicator.lower_bound->normalized()) {
      return Text("的下限是 " + indicator.lower_bound->written, "is at least " + indicator.lower_bound->written);
    }
    const bool ratio = indicator.kind == Kind::Ratio && std::any_of(indicator.statements.begin(), indicator.statements.end(), [&](StatementId of) {
      return plan[of].is_level() && plan[of].quantity.unit && plan[of].quantity.unit->is_ratio();
    });
    if (ratio && !indicator.upper_bound && Exact(1) < value) return Text("是比率，不超过 100%", "is a ratio, at most 100%");
    const bool counted = std::any_of(indicator.statements.begin(), indicator.statements.end(), [&](StatementId of) {
      return plan[of].quantity.unit && plan[of].quantity.unit->is_countable();
    });
    if ((ratio || counted) && value.sign() < 0) return Text("不能为负", "cannot be negative");
    return std::nullopt;
  }

  // The figure is one of its indicator, and the spread one that there is.
  bool is_well_shaped(const Assumption& assumption, const Statement& read) {
    const auto refuse = [&](Text message, Text help) {
      report(Mistake::BadNumber, read.value_span, std::move(message), std::move(help));
      return false;
    };
    if (is_lower_bound(read.comparator) || is_upper_bound(read.comparator) || read.comparator == Comparator::About) {
      return refuse({"假定要写确数或区间，不写“达到”“不超过”之类", "an assumption is a number or a range, without a comparator"}, {});
    }
    const bool triangular = assumption.spread == Assumption::Spread::Triangular;
    if (triangular != (triangular && assumption.high.has_value())) {
      return refuse({"三角分布要写区间和最可能的值", "a triangular spread takes a range and its most likely value"},
                    {"例如：150..260亿元 三角 200亿元", "such as: 150..260亿元 triangular 200亿元"});
    }
    if (assumption.spread == Assumption::Spread::Normal && (assumption.high || assumption.shape->number.sign() < 0)) {
      return refuse({"正态分布要写均值和不为负的标准差", "a normal spread takes a mean and a standard deviation that is not negative"},
                    {"例如：200亿元 正态 20亿元", "such as: 200亿元 normal 20亿元"});
    }
    if (triangular) {
      const Exact mode = assumption.shape->normalized();
      if (mode < assumption.low.normalized() || assumption.high->normalized() < mode) {
        return refuse({"最可能的值在区间之外", "the most likely value lies outside of the range"}, {});
      }
    }
    return true;
  }

  void fill_change(const dsl::Statement& statement, Scenario& scenario) {
    const dsl::Figure& figure = *statement.figure();
    const auto indicator = look_up(indicators_, *figure.indicator, kIndicator);
    if (!indicator) return;
    plan_.indicators.resize(default_units_.size());
    add_figure(statement, *indicator, std::nullopt, std::nullopt);
    if (plan_.statements.empty()) return;
    Statement read = std::move(plan_.statements.back());
    plan_.statements.clear();
    read.role = role_of(statement.names[0].keyword);
    scenario.changes.push_back({std::move(read)});
  }

  void fill_drop(const dsl::Statement& statement, Scenario& scenario) {
    switch (statement.names[0].keyword) {
      case Keyword::Task: append(scenario.removal.tasks, look_up_all(tasks_, statement.names, kTask, 1)); return;
      case Keyword::Org: append(scenario.removal.orgs, look_up_all(orgs_, statement.names, kOrg, 1)); return;
      case Keyword::Indicator: append(scenario.removal.indicators, look_up_all(indicators_, statement.names, kIndicator, 1)); return;
      case Keyword::Phase: append(scenario.removal.phases, look_up_all(phases_, statement.names, kPhase, 1)); return;
      default: break;
    }
    FigureDrop drop;
    drop.role = role_of(statement.names[0].keyword);
    drop.place = place_of(statement);
    bool named = false;
    for (const Clause& clause : statement.clauses) {
      if (clause.range) {
        drop.when = range(*clause.range);
      } else if (const auto indicator = look_up(indicators_, clause.items[0], kIndicator)) {
        drop.indicator = *indicator;
        named = true;
      } else {
        return;
      }
    }
    if (!named) {
      report(Mistake::MissingPart, {statement.names[0].span.end, statement.names[0].span.end}, {"这里缺少所属指标", "the indicator is missing here"},
             {"例如：删去 目标 之 产值 2026", "such as: drop target of 产值 2026"});
      return;
    }
    scenario.drops.push_back(std::move(drop));
  }

  template <typename T>
  static void append(std::vector<T>& list, const std::vector<T>& more) {
    list.insert(list.end(), more.begin(), more.end());
  }

  void fill_shift(const dsl::Statement& statement, Scenario& scenario) {
    Shift shift;
    shift.shorten = statement.keyword.keyword == Keyword::Shorten;
    shift.place = place_of(statement);
    if (statement.names[0].keyword == Keyword::Task) {
      shift.tasks = look_up_all(tasks_, statement.names, kTask, 1);
    } else {
      shift.phases = look_up_all(phases_, statement.names, kPhase, 1);
    }
    Statement length;
    if (!read_value(*statement.clauses[0].value, nullptr, length)) return;
    const Quantity& quantity = length.quantity;
    const bool months = quantity.unit && quantity.unit->dimension == "months" && !length.upper && quantity.normalized().is_integer() &&
                        quantity.normalized().sign() > 0 && quantity.normalized() <= Exact(kMostMonths);
    if (!months) {
      report(Mistake::BadNumber, length.value_span, {"推迟、缩短的时间以整月计", "a delay or shortening is a whole number of months"},
             {"例如：推迟 任务 3 6个月", "such as: delay task 3 6个月"});
      return;
    }
    shift.months = static_cast<std::int32_t>(std::stol(quantity.normalized().to_string()));
    scenario.shifts.push_back(std::move(shift));
  }

  static constexpr int kMostMonths = 1200;

  const dsl::SourceText& source_;
  std::span<const std::string_view> rule_names_;
  std::set<std::string, std::less<>> lost_names_;
  std::vector<dsl::Diagnostic>& diagnostics_;
  Plan plan_;
  std::set<Keyword> seen_;  // statements that may stand once only
  Names<IndicatorId> indicators_;
  Names<OrgId> orgs_;
  Names<TaskId> tasks_;
  Names<PhaseId> phases_;
  Names<TableId> tables_;
  Names<SectionId> sections_;
  Names<GoalId> goals_;  // by name alone: that two goals share an ID matters only to a task that serves one of them
  std::uint32_t goals_declared_ = 0;
  std::vector<std::optional<DefaultUnit>> default_units_;  // by indicator
  std::vector<std::pair<const dsl::Statement*, std::optional<SectionId>>> pending_;
  std::deque<std::string> folded_;  // names that are not as written; what is here stays in its place
  // By the text between digits and comparator, as the source has it.
  std::map<std::string_view, DefaultUnit> default_words_;
  std::map<std::string_view, AmountWords> words_after_digits_;
  std::map<std::string_view, AmountWords> numeral_words_;
};

}  // namespace

std::optional<Plan> DocumentResolver::add(const dsl::PlanTree& tree) {
  const dsl::Statement& plan = tree.statement;
  if (plan.keyword.keyword == Keyword::Scenario) return std::nullopt;
  if (!plan.names.empty() && !ids_.insert(dsl::text_of(source_, plan.names[0])).second) {
    diagnostics_.push_back({Mistake::DuplicateName, plan.names[0].span,
                            dsl::fill({"名为 “{name}” 的方案已经声明过", "the plan \"{name}\" is declared already"},
                                      {{"name", dsl::text_of(source_, plan.names[0])}}),
                            {},
                            {}});
    return std::nullopt;
  }
  return Resolver(source_, rule_names_, tree.lost_names, diagnostics_).resolve_plan(plan);
}

Scenario resolve_scenario(const dsl::SourceText& source, const dsl::PlanTree& tree, const Plan& plan, std::vector<dsl::Diagnostic>& diagnostics) {
  return Resolver(source, {}, tree.lost_names, diagnostics).resolve_scenario(tree.statement, plan);
}

ResolveResult resolve(const dsl::SourceText& source, const dsl::Document& document, std::span<const std::string_view> rule_names) {
  ResolveResult result;
  DocumentResolver resolver(source, rule_names, result.diagnostics);
  for (const dsl::PlanTree& tree : document.plans) {
    if (auto plan = resolver.add(tree)) result.plans.push_back(*std::move(plan));
  }
  std::stable_sort(result.diagnostics.begin(), result.diagnostics.end(),
                   [](const dsl::Diagnostic& a, const dsl::Diagnostic& b) { return a.span.begin < b.span.begin; });
  return result;
}

}  // namespace gouji::analyzer
