#include "analyzer/source/proof.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "analyzer/source/characters.hpp"
#include "analyzer/source/figures.hpp"

namespace gouji::analyzer::source {

namespace {

struct LineRange {
  std::uint32_t first = 1;
  std::uint32_t last = 0;
  [[nodiscard]] bool contains(std::uint32_t line) const { return first <= line && line <= last; }
};

// --- what the plan says, as it can be looked for ------------------------------------------------------------------------

struct Wanted {
  std::optional<Exact> low;
  std::optional<Exact> high;
  std::optional<Exact> full;   // with the scale of the column: 10000 under 万元 is 100000000
  std::optional<Exact> scale;  // of its own scale word
  std::string unit;            // folded; empty: none to compare
  bool own_unit = false;       // stands with the figure
  std::optional<Comparator> comparator;  // absent: not to be compared
  std::string comparator_word;           // folded
  std::string beside;          // words that must stand behind the figure: 阶段 of 自述 3 "阶段"
};

std::string upper_part(const std::string& unit) { return unit.substr(0, unit.find('/')); }

Wanted wanted_of(const Statement& statement, const Tools& tools) {
  Wanted wanted;
  const Quantity& quantity = statement.quantity;
  const auto own = read_figure(fold(quantity.written, tools));
  if (own) {
    wanted.low = own->low;
    wanted.scale = own->scale;
  }
  wanted.full = quantity.number.abs();
  if (statement.upper) {
    wanted.scale.reset();
    const auto upper = read_figure(fold(statement.upper->written, tools));
    if (upper) {
      wanted.high = upper->low;
      if (wanted.low && own->scale == Exact(1) && own->unit.empty()) wanted.low = *wanted.low * upper->scale;
    }
    wanted.full.reset();
  } else {
    wanted.comparator = statement.comparator;
    wanted.comparator_word = fold(statement.comparator_word, tools);
  }
  const UnitRef& unit = statement.upper && statement.upper->unit ? statement.upper->unit : quantity.unit;
  if (unit) wanted.unit = fold(upper_part(unit->word), tools);
  wanted.own_unit = statement.upper ? statement.upper->own_unit : quantity.own_unit;
  return wanted;
}

// How well a figure of the document fits; the better the greater.
enum class Fit : std::uint8_t { None, Number, Unit, Scaled, Whole };

class Prover {
 public:
  Prover(const Plan& plan, std::shared_ptr<const Document> document) : plan_(plan), document_(*document) {
    proof_.document = std::move(document);
    for (std::size_t i = 0; i < document_.figures.size(); ++i) by_line_[document_.figures[i].line].push_back(i);
    claimed_.resize(document_.figures.size(), false);
    proof_.covers.resize(document_.figures.size(), Cover::None);
  }

  Proof run() {
    check_places();
    state_figures();
    state_others();
    match();
    check_rows();
    check_neighbours();
    for (std::size_t i = 0; i < document_.figures.size(); ++i) {
      if (document_.figures[i].kind) {
        proof_.covers[i] = Cover::Recognised;
      } else if (claimed_[i]) {
        proof_.covers[i] = Cover::Stated;
      }
    }
    cover_table_years();
    cover_by_words();
    cover_by_asides();
    find_counterparts();
    return std::move(proof_);
  }

 private:
  // --- places -------------------------------------------------------------------------------------------------------

  [[nodiscard]] std::uint32_t line_count() const { return static_cast<std::uint32_t>(document_.lines.size()); }
  [[nodiscard]] LineRange everywhere() const { return {1, line_count()}; }

  // The lines of a place; the whole document where it names none.
  [[nodiscard]] LineRange lines_of(const Place& place) const {
    if (!place.document || !place.document->line) return everywhere();
    return {*place.document->line, place.document->last_line.value_or(*place.document->line)};
  }

  [[nodiscard]] bool is_lost(const Place& place) const {
    if (!place.document || !place.document->line) return false;
    const LineRange lines = lines_of(place);
    return lines.first == 0 || lines.last > line_count() || lines.last < lines.first;
  }

  void check_place(const Place& place, std::set<std::pair<std::uint32_t, std::string>>& seen) {
    if (!place.document || !place.document->line) return;
    // A table row's place is that of each of its cells.
    if (!seen.insert({plan_.source->position(place.span.begin).line, place.document->text}).second) return;
    ++proof_.places;
    const LineRange lines = lines_of(place);
    if (is_lost(place)) {
      proof_.lost_places.push_back({place, false});
    } else if (lines.first == lines.last && document_.lines[lines.first - 1].text.find_first_not_of(" \t") == std::string::npos) {
      proof_.lost_places.push_back({place, true});
    }
  }

  void check_places() {
    std::vector<Place> places = plan_.other_places;
    const auto add = [&](const auto& facts) {
      for (const auto& fact : facts) places.push_back(fact.place);
    };
    places.push_back(plan_.place);
    if (plan_.period_place) places.push_back(*plan_.period_place);
    add(plan_.indicators);
    add(plan_.statements);
    add(plan_.tables);
    add(plan_.orgs);
    add(plan_.sections);
    add(plan_.tasks);
    for (const Task& task : plan_.tasks) add(task.units);
    add(plan_.phases);
    add(plan_.citations);
    add(plan_.declared);
    add(plan_.references);
    add(plan_.goals);
    add(plan_.relations);
    add(plan_.waivers);
    add(plan_.asides);
    std::stable_sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.span < b.span; });
    std::set<std::pair<std::uint32_t, std::string>> seen;
    for (const Place& place : places) check_place(place, seen);
  }

  // --- what is stated -----------------------------------------------------------------------------------------------

  Stated& state(Stated stated, Wanted wanted) {
    stated.by_value = !stated.place.document || !stated.place.document->line;
    proof_.stated.push_back(std::move(stated));
    wanted_.push_back(std::move(wanted));
    return proof_.stated.back();
  }

  // Something other than an indicator's figure.
  [[nodiscard]] static Stated about(dsl::Text what, std::string written, const Place& place) {
    Stated stated;
    stated.what = std::move(what);
    stated.written = std::move(written);
    stated.place = place;
    stated.marked = place.span;
    return stated;
  }

  void state_figures() {
    for (std::size_t i = 0; i < plan_.statements.size(); ++i) {
      const Statement& statement = plan_.statements[i];
      Stated stated;
      stated.statement = static_cast<StatementId>(i);
      stated.written = std::string(plan_.source->slice(statement.value_span));
      stated.place = statement.place;
      stated.marked = statement.value_span;
      state(std::move(stated), wanted_of(statement, document_.tools));
    }
  }

  void state_amount(const Quantity& quantity, const Place& place, dsl::Text what) {
    Wanted wanted;
    if (const auto own = read_figure(fold(quantity.written, document_.tools))) wanted.low = own->low;
    wanted.full = quantity.number;
    if (quantity.unit) wanted.unit = fold(quantity.unit->word, document_.tools);
    wanted.own_unit = quantity.own_unit;
    state(about(std::move(what), quantity.written, place), std::move(wanted));
  }

  void state_others() {
    for (const Declared& declared : plan_.declared) {
      Wanted wanted;
      wanted.low = declared.count;
      wanted.beside = fold(declared.what, document_.tools);
      const std::string written = declared.count.to_string();
      state(about({"自述 " + written + "“" + declared.what + "”", "the count " + written + " “" + declared.what + "”"}, written, declared.place),
            std::move(wanted));
    }
    if (plan_.lasting && plan_.period_place) state_amount(*plan_.lasting, *plan_.period_place, {"为期 " + plan_.lasting->written, "lasting " + plan_.lasting->written});
    for (const Task& task : plan_.tasks) {
      if (!task.money) continue;
      // The statement of the money is not kept; its task's place is.
      Place anywhere = task.place;
      anywhere.document.reset();
      state_amount(*task.money, anywhere, {"“" + task.title + "”的资金 " + task.money->written, "the money of “" + task.title + "”, " + task.money->written});
    }
    if (plan_.period && plan_.period_place) state_dates(*plan_.period, *plan_.period_place, {"期间", "the period"});
    for (const Phase& phase : plan_.phases) state_dates(phase.range, phase.place, {"“" + phase.name + "”的起止时间", "the dates of “" + phase.name + "”"});
    for (const Citation& citation : plan_.citations) {
      if (citation.range) state_dates(*citation.range, citation.place, {"《" + citation.title + "》的期间", "the period of “" + citation.title + "”"});
    }
  }

  // Dates are found by their year and month: how they are written differs too much.
  [[nodiscard]] static bool holds_date(const std::string& text, const PartialDate& date) {
    if (text.find(std::to_string(date.year)) == std::string::npos) return false;
    if (date.month == 0) return true;
    const std::string month = std::to_string(date.month);
    for (const std::string& form : {month + "月", "-" + month, "-0" + month, "." + month, ".0" + month, "/" + month}) {
      if (text.find(form) != std::string::npos) return true;
    }
    return false;
  }

  void state_dates(const DateRange& range, const Place& place, dsl::Text what) {
    if (!place.document) return;
    Stated stated = about(std::move(what), range.first.text(), place);
    if (range.last && !(*range.last == range.first)) stated.written += ".." + range.last->text();
    stated.by_value = !place.document->line;
    const auto holds = [&](const std::string& text) { return holds_date(text, range.first) && (!range.last || holds_date(text, *range.last)); };
    std::string at_place;
    const LineRange lines = lines_of(place);
    for (std::uint32_t line = 1; line <= line_count(); ++line) {
      const std::string& text = document_.lines[line - 1].text;
      if (lines.contains(line)) {
        at_place += text;
      } else if (holds(text)) {
        stated.elsewhere.push_back(line);
      }
    }
    if (is_lost(place)) {
      stated.support = Support::NoLine;
    } else if (holds(at_place)) {
      stated.support = Support::AsWritten;
    } else {
      stated.support = stated.elsewhere.empty() ? Support::Missing : Support::Elsewhere;
    }
    if (stated.support != Support::Elsewhere) stated.elsewhere.clear();
    dates_.push_back(std::move(stated));
  }

  // --- figures of the document for what is stated ---------------------------------------------------------------------

  [[nodiscard]] std::string_view line_text(const Figure& figure) const { return document_.lines[figure.line - 1].text; }

  [[nodiscard]] bool unit_fits(const Wanted& wanted, const Figure& figure) const {
    if (wanted.unit.empty()) return true;
    if (!figure.reading.unit.empty()) return figure.reading.unit == wanted.unit;
    if (!wanted.own_unit) return true;  // a cell of a table under the unit of its head
    std::string_view behind = line_text(figure).substr(figure.number.end);
    behind.remove_prefix(std::min(behind.find_first_not_of(' '), behind.size()));
    return behind.starts_with(wanted.unit);
  }

  // The clause around a figure, without what stands in other clauses.
  [[nodiscard]] std::string_view clause_of(const Figure& figure) const {
    const std::string_view text = line_text(figure);
    std::size_t begin = 0;
    std::size_t end = text.size();
    for (const std::string_view mark : {",", "。", ";", "、", "|"}) {
      const std::size_t before = text.substr(0, figure.number.begin).rfind(mark);
      if (before != std::string_view::npos) begin = std::max(begin, before + mark.size());
      end = std::min(end, text.find(mark, figure.span.end));
    }
    return text.substr(begin, end - begin);
  }

  [[nodiscard]] bool comparator_fits(const Wanted& wanted, const Figure& figure) const {
    if (!wanted.comparator) return true;
    const auto& found = figure.reading.comparators;
    if (*wanted.comparator == Comparator::Equal) return found.empty();
    if (std::find(found.begin(), found.end(), *wanted.comparator) != found.end()) return true;
    // 达到每万人8.5件: the word stands further away.
    return found.empty() && !wanted.comparator_word.empty() && clause_of(figure).find(wanted.comparator_word) != std::string_view::npos;
  }

  [[nodiscard]] bool words_fit(const Wanted& wanted, const Figure& figure) const {
    if (wanted.beside.empty()) return true;
    constexpr std::size_t kNear = 12;  // 三个阶段, 五大思维: bytes between the numeral and the word
    const std::size_t at = line_text(figure).find(wanted.beside, figure.number.end);
    return at != std::string_view::npos && at <= figure.number.end + kNear;
  }

  [[nodiscard]] Fit fit(const Wanted& wanted, const Figure& figure) const {
    const Reading& reading = figure.reading;
    if (figure.kind || !wanted.low || !reading.low || reading.high.has_value() != wanted.high.has_value()) return Fit::None;
    if (!words_fit(wanted, figure)) return Fit::None;
    const bool as_written = *reading.low == *wanted.low && reading.high == wanted.high;
    if (!as_written && !(wanted.full && *reading.low == *wanted.full)) return Fit::None;
    if (!unit_fits(wanted, figure)) return as_written ? Fit::Number : Fit::None;
    if (!comparator_fits(wanted, figure)) return Fit::Unit;
    return as_written && (!wanted.scale || *wanted.scale == reading.scale) ? Fit::Whole : Fit::Scaled;
  }

  // Best fits are given away first, so that a figure goes to what says exactly this. The order among equals is that of place and
  // text, so that the order of statements means nothing.
  void match() {
    std::vector<std::size_t> order(proof_.stated.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto key = [&](std::size_t i) {
      const LineRange lines = lines_of(proof_.stated[i].place);
      return std::tuple(lines.last - lines.first, lines.first, !wanted_[i].own_unit, i);
    };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    std::vector<bool> done(order.size(), false);
    for (const std::size_t i : order) {
      if (!is_lost(proof_.stated[i].place)) continue;
      proof_.stated[i].support = Support::NoLine;
      done[i] = true;
    }
    const auto round = [&](auto take) {
      for (const std::size_t i : order) {
        if (!done[i]) done[i] = take(i);
      }
    };
    round([&](std::size_t i) { return claim(i, Fit::Whole, Support::AsWritten); });
    round([&](std::size_t i) { return claim(i, Fit::Scaled, Support::OtherScale); });
    // Said again of a figure that is stated already.
    round([&](std::size_t i) { return share(i); });
    round([&](std::size_t i) { return claim_elsewhere(i, true); });
    round([&](std::size_t i) { return claim(i, Fit::Unit, Support::OtherComparator); });
    round([&](std::size_t i) { return claim(i, Fit::Number, Support::OtherUnit); });
    round([&](std::size_t i) { return claim_elsewhere(i, false); });
    // A figure whose place is lost stands somewhere all the same: it is not unstated for that.
    for (const std::size_t i : order) {
      if (proof_.stated[i].support != Support::NoLine || !claim_elsewhere(i, true)) continue;
      proof_.stated[i].support = Support::NoLine;
      proof_.stated[i].elsewhere.clear();
    }
    proof_.stated.insert(proof_.stated.end(), std::make_move_iterator(dates_.begin()), std::make_move_iterator(dates_.end()));
    std::stable_sort(proof_.stated.begin(), proof_.stated.end(), [](const Stated& a, const Stated& b) { return a.marked < b.marked; });
  }

  template <typename Accept>
  [[nodiscard]] std::optional<std::size_t> first_figure(const LineRange& lines, Accept accept) const {
    for (auto line = by_line_.lower_bound(lines.first); line != by_line_.end() && line->first <= lines.last; ++line) {
      for (const std::size_t figure : line->second) {
        if (accept(figure)) return figure;
      }
    }
    return std::nullopt;
  }

  bool claim(std::size_t i, Fit wanted_fit, Support support) {
    Stated& stated = proof_.stated[i];
    const auto found = first_figure(lines_of(stated.place), [&](std::size_t figure) {
      return !claimed_[figure] && fit(wanted_[i], document_.figures[figure]) == wanted_fit;
    });
    if (!found) return false;
    stated.support = support;
    stated.figure = found;
    claimed_[*found] = true;
    return true;
  }

  bool share(std::size_t i) {
    Stated& stated = proof_.stated[i];
    const auto found = first_figure(lines_of(stated.place), [&](std::size_t figure) { return fit(wanted_[i], document_.figures[figure]) >= Fit::Scaled; });
    if (!found) return false;
    stated.support = fit(wanted_[i], document_.figures[*found]) == Fit::Whole ? Support::AsWritten : Support::OtherScale;
    stated.figure = found;
    return true;
  }

  // `unclaimed`: only figures that nothing else states, and of these just one line, so that it is surely the one that is meant.
  bool claim_elsewhere(std::size_t i, bool unclaimed) {
    Stated& stated = proof_.stated[i];
    std::vector<std::size_t> found;
    std::set<std::uint32_t> lines;
    for (std::size_t figure = 0; figure < document_.figures.size(); ++figure) {
      if ((unclaimed && claimed_[figure]) || fit(wanted_[i], document_.figures[figure]) < Fit::Scaled) continue;
      found.push_back(figure);
      lines.insert(document_.figures[figure].line);
    }
    if (found.empty() || (unclaimed && lines.size() > 1)) return false;
    stated.support = Support::Elsewhere;
    stated.elsewhere.assign(lines.begin(), lines.end());
    if (unclaimed) {
      stated.figure = found.front();
      claimed_[found.front()] = true;
    }
    return true;
  }

  // --- rows of a table: their figures stand in the order of the columns ---------------------------------------------------

  using Column = std::pair<Role, std::int32_t>;
  struct RowPair {
    std::size_t first = 0;
    std::size_t second = 0;
    bool forward = false;
  };

  void check_rows() {
    std::map<std::pair<TableId, std::uint32_t>, std::vector<std::size_t>> rows;
    for (std::size_t i = 0; i < proof_.stated.size(); ++i) {
      const Stated& stated = proof_.stated[i];
      const bool found = stated.statement && (stated.support == Support::AsWritten || stated.support == Support::OtherScale) && !stated.by_value;
      if (found && plan_[*stated.statement].table) rows[{*plan_[*stated.statement].table, plan_[*stated.statement].row}].push_back(i);
    }
    std::map<std::tuple<TableId, Column, Column>, std::vector<RowPair>> pairs;
    for (const auto& [row, cells] : rows) {
      for (std::size_t a = 0; a < cells.size(); ++a) {
        for (std::size_t b = a + 1; b < cells.size(); ++b) compare_cells(row.first, cells[a], cells[b], pairs);
      }
    }
    for (const auto& [columns, of_pair] : pairs) {
      const auto forward = static_cast<std::size_t>(std::count_if(of_pair.begin(), of_pair.end(), [](const RowPair& pair) { return pair.forward; }));
      const std::size_t backward = of_pair.size() - forward;
      // The rule of the table is what nearly all rows do; a table of one row is its own rule.
      const bool usual = forward >= backward;
      if (std::min(forward, backward) * 2 > std::max(forward, backward)) continue;
      for (const RowPair& pair : of_pair) {
        if (pair.forward == usual) continue;
        for (const std::size_t i : {pair.first, pair.second}) proof_.stated[i].support = Support::OtherOrder;
      }
    }
  }

  void compare_cells(TableId table, std::size_t a, std::size_t b, std::map<std::tuple<TableId, Column, Column>, std::vector<RowPair>>& pairs) const {
    const std::size_t first = *proof_.stated[a].figure;
    const std::size_t second = *proof_.stated[b].figure;
    if (first == second || document_.figures[first].line != document_.figures[second].line) return;
    if (document_.figures[first].reading.low == document_.figures[second].reading.low) return;
    const auto column = [&](std::size_t i) {
      const Statement& statement = plan_[*proof_.stated[i].statement];
      return Column(statement.role, statement.when.year().value_or(0));
    };
    pairs[{table, column(a), column(b)}].push_back({a, b, first < second});
  }

  // --- two figures of one line that were taken for each other --------------------------------------------------------------

  // The figures that stand beside an indicator's name: the next one behind it, and one that leads to it (2个以上服务基地).
  [[nodiscard]] std::set<std::size_t> beside_name(IndicatorId id, std::uint32_t line) const {
    const std::string& text = document_.lines[line - 1].text;
    const std::vector<std::size_t>& figures = by_line_.at(line);
    std::vector<std::string> names = plan_[id].aliases;
    names.push_back(plan_[id].name);
    std::set<std::size_t> result;
    for (std::string& name : names) {
      name = fold(name, document_.tools);
      for (std::size_t at = text.find(name); at != std::string::npos && !name.empty(); at = text.find(name, at + 1)) {
        std::optional<std::size_t> before;
        for (const std::size_t i : figures) {
          if (document_.figures[i].kind) continue;
          if (document_.figures[i].span.end <= at) before = i;
          if (document_.figures[i].span.begin < at + name.size()) continue;
          result.insert(i);
          break;
        }
        if (!before) continue;
        const std::size_t end = document_.figures[*before].span.end;
        const std::string_view between = std::string_view(text).substr(end, at - end);
        const auto divides = [&](std::string_view mark) { return between.find(mark) != std::string_view::npos; };
        if (!divides(",") && !divides("、") && !divides("。") && !divides(";")) result.insert(*before);
      }
    }
    return result;
  }

  // Said only when each stands beside the other's name and not beside its own.
  void check_neighbours() {
    std::map<std::uint32_t, std::vector<std::size_t>> in_prose;
    for (std::size_t i = 0; i < proof_.stated.size(); ++i) {
      const Stated& stated = proof_.stated[i];
      const bool found = stated.support == Support::AsWritten || stated.support == Support::OtherScale;
      if (found && stated.statement && stated.figure && !plan_[*stated.statement].table) in_prose[document_.figures[*stated.figure].line].push_back(i);
    }
    for (const auto& [line, entries] : in_prose) {
      if (entries.size() < 2) continue;
      std::map<std::size_t, std::set<std::size_t>> beside;
      for (const std::size_t i : entries) beside[i] = beside_name(plan_[*proof_.stated[i].statement].indicator, line);
      for (const std::size_t a : entries) {
        for (const std::size_t b : entries) {
          const std::size_t figure_a = *proof_.stated[a].figure;
          const std::size_t figure_b = *proof_.stated[b].figure;
          const bool own = beside[a].contains(figure_a) || beside[b].contains(figure_b);
          if (a >= b || figure_a == figure_b || own || !beside[a].contains(figure_b) || !beside[b].contains(figure_a)) continue;
          if (document_.figures[figure_a].reading.low == document_.figures[figure_b].reading.low) continue;
          proof_.stated[a].support = proof_.stated[b].support = Support::Swapped;
          proof_.stated[a].counterpart = figure_b;
          proof_.stated[b].counterpart = figure_a;
        }
      }
    }
  }

  // --- figures that no statement claims -----------------------------------------------------------------------------------

  void cover_table_years() {
    for (std::size_t table = 0; table < plan_.tables.size(); ++table) {
      std::set<Exact> years;
      for (const Statement& statement : plan_.statements) {
        if (statement.table == static_cast<TableId>(table) && statement.when.year()) years.insert(Exact(*statement.when.year()));
      }
      const Place& place = plan_.tables[table].place;
      if (!place.document || !place.document->line) continue;
      for (std::size_t i = 0; i < document_.figures.size(); ++i) {
        const Figure& figure = document_.figures[i];
        const bool year = figure.reading.low && figure.reading.unit.empty() && years.contains(*figure.reading.low);
        if (proof_.covers[i] == Cover::None && year && lines_of(place).contains(figure.line)) proof_.covers[i] = Cover::Stated;
      }
    }
  }

  // Open figures inside each occurrence of a folded text. Nothing is marked.
  [[nodiscard]] std::vector<std::size_t> open_figures_in(const std::string& text, const LineRange& lines) const {
    std::vector<std::size_t> inside;
    for (auto line = by_line_.lower_bound(lines.first); line != by_line_.end() && line->first <= lines.last; ++line) {
      const std::string& content = document_.lines[line->first - 1].text;
      for (std::size_t at = content.find(text); at != std::string::npos; at = content.find(text, at + 1)) {
        const auto first = std::partition_point(line->second.begin(), line->second.end(),
                                                [&](std::size_t i) { return document_.figures[i].number.begin < at; });
        for (auto i = first; i != line->second.end() && document_.figures[*i].number.end <= at + text.size(); ++i) {
          if (proof_.covers[*i] == Cover::None) inside.push_back(*i);
        }
      }
    }
    std::sort(inside.begin(), inside.end());
    inside.erase(std::unique(inside.begin(), inside.end()), inside.end());
    return inside;
  }

  // The plan's words, such as a goal 知识产权“百亿融资”行动: the figures in them are transcribed with them.
  void cover_by_words() {
    std::set<std::string> words;
    const auto add = [&](const std::string& text) {
      constexpr std::size_t kShortest = 4;  // characters: less may stand anywhere
      const std::string folded = fold(text, document_.tools);
      const Characters characters = characters_of(folded);
      const bool has_figure = std::any_of(characters.text.begin(), characters.text.end(),
                                          [](char32_t c) { return is_digit(c) || is_numeral(c) || c == U'半'; });
      if (has_figure && characters.text.size() >= kShortest) words.insert(folded);
    };
    const auto add_all = [&](const std::vector<std::string>& texts) {
      for (const std::string& text : texts) add(text);
    };
    add(plan_.title);
    for (const Indicator& indicator : plan_.indicators) {
      add(indicator.name);
      add(indicator.scope);
      add_all(indicator.aliases);
    }
    for (const Statement& statement : plan_.statements) {
      add(statement.words);
      add(statement.scope);
    }
    for (const Table& table : plan_.tables) add(table.title);
    for (const Org& org : plan_.orgs) {
      add(org.name);
      add_all(org.aliases);
    }
    for (const Section& section : plan_.sections) add(section.title);
    for (const Task& task : plan_.tasks) {
      add(task.title);
      add_all(task.deliverables);
    }
    for (const Phase& phase : plan_.phases) add(phase.name);
    for (const Citation& citation : plan_.citations) add(citation.title);
    for (const Declared& declared : plan_.declared) add_all(declared.listing);
    for (const Reference& reference : plan_.references) add(reference.words);
    for (const Goal& goal : plan_.goals) add(goal.words);
    for (const std::string& text : words) {
      for (const std::size_t i : open_figures_in(text, everywhere())) proof_.covers[i] = Cover::Words;
    }
  }

  void cover_by_asides() {
    for (const Aside& aside : plan_.asides) {
      AsideProof result;
      const std::string text = fold(aside.text, document_.tools);
      const LineRange lines = lines_of(aside.place);
      for (std::uint32_t line = 1; line <= line_count(); ++line) {
        if (text.empty() || document_.lines[line - 1].text.find(text) == std::string::npos) continue;
        if (lines.contains(line)) {
          result.found = true;
        } else {
          result.elsewhere.push_back(line);
        }
      }
      if (result.found) result.elsewhere.clear();
      result.waived = text.empty() ? 0 : open_figures_in(text, lines).size();
      proof_.asides.push_back(std::move(result));
    }
    // Two asides may speak of one figure; both then have their use.
    for (const Aside& aside : plan_.asides) {
      const std::string text = fold(aside.text, document_.tools);
      if (text.empty()) continue;
      for (const std::size_t i : open_figures_in(text, lines_of(aside.place))) proof_.covers[i] = Cover::Aside;
    }
  }

  // 100 in the plan, 110 on the line and nothing else open there: that is the one that was meant.
  void find_counterparts() {
    std::set<std::size_t> taken;
    for (Stated& stated : proof_.stated) {
      const bool lacking = stated.support == Support::Missing || (stated.support == Support::Elsewhere && !stated.figure);
      if (!lacking || stated.by_value) continue;
      std::vector<std::size_t> open;
      const LineRange lines = lines_of(stated.place);
      for (std::size_t i = 0; i < document_.figures.size(); ++i) {
        if (proof_.covers[i] == Cover::None && lines.contains(document_.figures[i].line) && !taken.contains(i)) open.push_back(i);
      }
      if (open.size() != 1) continue;
      stated.counterpart = open.front();
      taken.insert(open.front());
    }
  }

  const Plan& plan_;
  const Document& document_;
  Proof proof_;
  std::vector<Wanted> wanted_;  // by entry of proof_.stated, until dates join them
  std::vector<Stated> dates_;
  std::map<std::uint32_t, std::vector<std::size_t>> by_line_;
  std::vector<bool> claimed_;
};

}  // namespace

Coverage Proof::coverage() const {
  Coverage result;
  result.figures = covers.size();
  for (std::size_t i = 0; i < covers.size(); ++i) {
    switch (covers[i]) {
      case Cover::None: ++result.open; break;
      case Cover::Recognised:
        ++result.recognised;
        ++result.by_kind[*document->figures[i].kind];
        break;
      case Cover::Stated:
      case Cover::Words: ++result.covered; break;
      case Cover::Aside: ++result.waived; break;
    }
  }
  return result;
}

std::shared_ptr<const Proof> prove(const Plan& plan, std::shared_ptr<const Document> document) {
  if (!document) return std::make_shared<const Proof>();
  return std::make_shared<const Proof>(Prover(plan, std::move(document)).run());
}

}  // namespace gouji::analyzer::source
