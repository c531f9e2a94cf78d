#include <fmt/format.h>

#include "analyzer/audit/rule.hpp"
#include "reports/compare.hpp"
#include "reports/compare_words.hpp"
#include "reports/snippet.hpp"

namespace gouji::reports {

namespace {

using namespace analyzer::compare;  // NOLINT: every line speaks of its results
using analyzer::Plan;

class Writer {
 public:
  explicit Writer(const CompareReport& report) : report_(report), language_(report.options.language), paint_(report.options.colour) {}

  std::string write() {
    file(word("原稿", "old"), report_.before);
    file(word("新稿", "new"), report_.after);
    for (const PlanComparison& comparison : report_.plans) {
      out_ += '\n';
      write(comparison);
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view word(std::string_view zh, std::string_view en) const { return reports::word(language_, zh, en); }
  void line(std::string_view text) { out_.append(text).append("\n"); }

  void file(std::string_view what, const ComparedFile& file) {
    const std::string note = mistakes_note(file, language_);
    line(fmt::format("{}{}{}{}{}", what, word("：", ": "), visible(file.name), note.empty() ? "" : word("；", "; "), note));
  }

  void write(const PlanComparison& comparison) {
    line(paint_(Colour::Strong, heading_words(comparison)));
    const std::string verdict = verdict_words(comparison, language_);
    if (!verdict.empty()) line("  " + verdict);
    for (const Detail& detail : summary_of(comparison, language_)) line(fmt::format("  {}{}{}", detail.title, word("：", ": "), detail.text));
    for (const ItemGroup& group : groups_of(comparison)) {
      line("\n" + paint_(Colour::Strong, fmt::format("── {} ──", kind_words(group.kind, language_))));
      for (const Item* item : group.items) write(comparison, *item);
      if (!group.renumbered.empty()) line("  " + renumbered_words(group.renumbered, language_));
    }
    findings(comparison);
  }

  [[nodiscard]] std::string painted(const Item& item) const {
    const std::string_view words = change_words(item, language_);
    if (item.state == State::Added) return paint_(Colour::Good, words);
    if (item.state == State::Dropped) return paint_(Colour::Error, words);
    return paint_(item.identity == Identity::Likely ? Colour::Warning : Colour::Info, words);
  }

  void write(const PlanComparison& comparison, const Item& item) {
    const auto place = [&](const Plan* plan, const std::optional<Thing>& thing) {
      return thing ? place_words(*plan, thing->place, thing->marked, language_) : std::string();
    };
    // The plan is named above.
    if (item.kind != ItemKind::Plan) line(fmt::format("  {} {}", painted(item), item_words(item, language_)));
    // Of a change each difference has its own place.
    if (item.state != State::Changed || item.identity != Identity::Same) {
      line("      " + paint_(Colour::Frame, places_words(place(comparison.before, item.before), place(comparison.after, item.after), language_)));
    }
    for (const Difference* difference : told_differences(item)) {
      line("    " + shown(difference->words, language_));
      if (item.state != State::Changed) continue;
      const auto side = [&](const Plan* plan, const std::optional<Side>& one) {
        return one ? place_words(*plan, one->place, one->marked, language_) : std::string();
      };
      line("      " + paint_(Colour::Frame, places_words(side(comparison.before, difference->before), side(comparison.after, difference->after), language_)));
    }
  }

  void findings(const PlanComparison& comparison) {
    const std::vector<FindingLine> lines = finding_lines(comparison, language_);
    if (lines.empty()) return;
    line("\n" + paint_(Colour::Strong, fmt::format("── {} ──", word("核对的问题", "Findings of the audit"))));
    for (const FindingLine& one : lines) {
      line(fmt::format("  {} {} {}{}{}", paint_(one.appeared ? Colour::Error : Colour::Good, one.change), grade_words(one.finding->severity, one.finding->rule->code, language_),
                       one.finding->rule->name, word("：", ": "), shown(one.finding->message, language_)));
      if (one.before != nullptr && one.before->message.zh != one.finding->message.zh) {
        line(fmt::format("      {}{}{}", word("原为", "before"), word("：", ": "), shown(one.before->message, language_)));
      }
      line("      " + paint_(Colour::Frame, one.place));
    }
  }

  const CompareReport& report_;
  Language language_;
  Painter paint_;
  std::string out_;
};

}  // namespace

std::string render_compare_text(const CompareReport& report) { return Writer(report).write(); }

}  // namespace gouji::reports
