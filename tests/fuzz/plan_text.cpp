#include "tests/fuzz/plan_text.hpp"

#include <fmt/format.h>

#include "analyzer/model/resolve.hpp"
#include "dsl/parser.hpp"
#include "dsl/unicode.hpp"
#include "tests/fuzz/targets.hpp"

namespace gouji::fuzz {

namespace {

using analyzer::Plan;
using dsl::Span;

bool between_characters(std::string_view text, std::uint32_t offset) {
  return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0U) != 0x80U;
}

class SpanCheck {
 public:
  explicit SpanCheck(const dsl::SourceText& source) : text_(source.text()), utf8_(!dsl::first_invalid_byte(text_)) {}

  void operator()(Span span) const {
    require(span.begin <= span.end, "a span ends before it begins");
    require(span.end <= text_.size(), "a span ends outside of the file");
    if (!utf8_) return;
    require(between_characters(text_, span.begin) && between_characters(text_, span.end), "a span cuts a character");
  }

  void operator()(const std::vector<dsl::Diagnostic>& diagnostics) const {
    for (const dsl::Diagnostic& diagnostic : diagnostics) {
      (*this)(diagnostic.span);
      require(!diagnostic.message.zh.empty() && !diagnostic.message.en.empty(), "a mistake without a message");
      for (const dsl::Note& note : diagnostic.notes) (*this)(note.span);
    }
  }

  void operator()(const Plan& plan) const {
    (*this)(plan.place.span);
    if (plan.period_place) (*this)(plan.period_place->span);
    for (const auto& statement : plan.statements) {
      (*this)(statement.value_span);
      (*this)(statement.place.span);
    }
    for (const auto& indicator : plan.indicators) {
      (*this)(indicator.name_span);
      (*this)(indicator.unit_span);
      (*this)(indicator.place.span);
    }
    for (const auto& table : plan.tables) {
      (*this)(table.head_span);
      (*this)(table.place.span);
    }
    for (const auto& task : plan.tasks) {
      (*this)(task.place.span);
      for (const auto& unit : task.units) (*this)(unit.place.span);
    }
    const auto places = [&](const auto& facts) {
      for (const auto& fact : facts) (*this)(fact.place.span);
    };
    places(plan.orgs);
    places(plan.sections);
    places(plan.phases);
    places(plan.citations);
    places(plan.declared);
    places(plan.references);
    places(plan.goals);
    places(plan.relations);
    places(plan.waivers);
  }

 private:
  std::string_view text_;
  bool utf8_;
};

class Writer {
 public:
  template <typename... Values>
  void line(std::string_view what, const Values&... values) {
    text_ += what;
    ((text_ += '|', add(values)), ...);
    text_ += '\n';
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void add(const std::string& text) { text_ += text; }
  void add(bool value) { text_ += value ? '1' : '0'; }
  template <typename Value>
    requires std::is_enum_v<Value> || std::is_integral_v<Value>
  void add(Value value) {
    text_ += fmt::format("{}", static_cast<long long>(value));
  }
  void add(const analyzer::Exact& value) { text_ += value.to_string(); }
  void add(const analyzer::Unit& unit) { text_ += unit.written + "/" + unit.dimension + "*" + unit.factor.to_string(); }
  void add(const analyzer::UnitRef& unit) {
    if (unit) add(*unit);
    else text_ += '-';
  }
  void add(const analyzer::Quantity& quantity) {
    add(quantity.number);
    text_ += quantity.scale_word;
    add(quantity.unit);
    add(quantity.own_unit);
    text_ += quantity.unit_written;
    add(quantity.decimals);
    add(quantity.step);
  }
  void add(const analyzer::PartialDate& date) { text_ += date.text() + (date.end ? "e" : ""); }
  void add(const analyzer::DateRange& range) {
    add(range.first);
    text_ += "..";
    add(range.last);
  }
  void add(const analyzer::Growth& growth) {
    add(growth.base);
    add(growth.falling);
  }
  void add(const analyzer::When& when) {
    add(when.form);
    add(when.range);
  }
  void add(const analyzer::Place& place) {
    if (place.document) text_ += "@" + place.document->text;
  }
  template <typename Value>
  void add(const std::optional<Value>& value) {
    if (value) add(*value);
    else text_ += '-';
  }
  template <typename Value>
  void add(const std::vector<Value>& values) {
    for (const Value& value : values) {
      add(value);
      text_ += ',';
    }
  }

  std::string text_;
};

}  // namespace

ReadPlans read_plans(const dsl::SourceText& source) {
  const SpanCheck check(source);
  ReadPlans read;
  analyzer::DocumentResolver resolver(source, {}, read.unknowns);
  read.mistakes = dsl::parse_plans(source, [&](const dsl::PlanTree& tree) {
    if (auto plan = resolver.add(tree)) read.plans.push_back(*std::move(plan));
  });
  check(read.mistakes);
  check(read.unknowns);
  for (const Plan& plan : read.plans) check(plan);
  return read;
}

std::string facts_of(const Plan& plan) {
  Writer out;
  out.line("plan", plan.id, plan.title, plan.issuers, plan.number, plan.issued, plan.period, plan.period_open, plan.lasting,
           plan.titled, plan.horizon, plan.document, plan.document_lines, plan.lead_convention, plan.lead_mark);
  for (const auto& i : plan.indicators) {
    out.line("indicator", i.id, i.name, i.aliases, i.kind, i.unit, i.unit_written, i.labels, i.scope, i.direction, i.nature,
             i.lower_bound, i.upper_bound, i.part_of, i.owner, i.place);
  }
  for (const auto& s : plan.statements) {
    out.line("statement", s.indicator, s.role, s.when, s.comparator, s.comparator_word, s.quantity, s.upper, s.growth,
             s.aggregation, s.modality, s.scope, s.label, s.words, s.task, s.section, s.table, s.row, s.place);
  }
  for (const auto& t : plan.tables) out.line("table", t.id, t.title, t.rows, t.milestone_years, t.place);
  for (const auto& o : plan.orgs) out.line("org", o.id, o.name, o.aliases, o.level, o.collective, o.contains, o.place);
  for (const auto& s : plan.sections) out.line("section", s.id, s.title, s.parent, s.place);
  for (const auto& t : plan.tasks) {
    out.line("task", t.id, t.title, t.safeguard, t.section, t.supports, t.supported_goals, t.after, t.dates, t.phase, t.deliverables, t.money, t.place);
    for (const auto& u : t.units) out.line("unit", u.org, u.marked, u.lead_stated, u.with, u.written, u.place);
  }
  for (const auto& p : plan.phases) out.line("phase", p.id, p.name, p.range, p.role, p.place);
  for (const auto& c : plan.citations) out.line("cites", c.title, c.range, c.number, c.place);
  for (const auto& d : plan.declared) out.line("declares", d.count, d.what, d.listing, d.place);
  for (const auto& r : plan.references) out.line("refers", r.words, r.to.has_value(), r.place);
  for (const auto& g : plan.goals) out.line("goal", g.id, g.words, g.form, g.indicator, g.by, g.task, g.section, g.place);
  for (const auto& r : plan.relations) out.line("relation", r.form, r.left, r.right, r.higher, r.place);
  for (const auto& w : plan.waivers) out.line("allow", w.rule, w.subject, w.reason, w.by, w.until, w.place);
  return out.take();
}

}  // namespace gouji::fuzz
