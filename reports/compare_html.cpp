#include <fmt/format.h>

#include "analyzer/audit/rule.hpp"
#include "reports/compare.hpp"
#include "reports/compare_words.hpp"
#include "reports/xml.hpp"

namespace gouji::reports {

namespace {

using namespace analyzer::compare;  // NOLINT: every line speaks of its results
using analyzer::Finding;
using analyzer::Plan;

// Contrast of all colours on white is 4.5 : 1 or more.
constexpr std::string_view kStyle = R"(
:root { color-scheme: light; --ink: #1f2933; --faint: #52606d; --line: #cbd2d9; --added: #1a6334; --dropped: #a61b1b; --changed: #1f4e79; --likely: #7a4a00; }
body { margin: 0 auto; padding: 2rem 1.5rem; max-width: 70rem; color: var(--ink); background: #fff; line-height: 1.6;
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; margin-top: 2.5rem; border-bottom: 2px solid var(--line); } h3 { font-size: 1.05rem; margin: 1.8rem 0 .5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; } dt { color: var(--faint); } dd { margin: 0; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; } th, td { padding: .4rem .6rem; border: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #f5f7fa; } .change { width: 5.5rem; } .place { width: 9rem; color: var(--faint); font-size: .875rem; } td ul { margin: 0; padding-left: 1.1rem; }
.added { color: var(--added); } .dropped { color: var(--dropped); } .changed { color: var(--changed); } .likely { color: var(--likely); } .verdict { font-weight: 600; } .was { color: var(--faint); }
@media print { body { padding: 0; max-width: none; font-size: 10.5pt; } thead { display: table-header-group; } tr { break-inside: avoid; } h2, h3 { break-after: avoid; } @page { size: A4 landscape; margin: 18mm 15mm; } }
)";

class Writer {
 public:
  explicit Writer(const CompareReport& report) : report_(report), language_(report.options.language) {}

  std::string write() {
    const std::string_view title = word("两稿比较", "Comparison of two drafts");
    out_ = fmt::format("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
                       word("zh-CN", "en"), document_title(title), kStyle);
    tag("h1", title);
    out_ += "<dl>\n";
    entry(word("原稿", "Old"), file_words(report_.before));
    entry(word("新稿", "New"), file_words(report_.after));
    entry(word("工具", "Tool"), "gouji " + report_.options.version);
    out_ += "</dl>\n";
    for (const PlanComparison& comparison : report_.plans) write(comparison);
    out_ += "</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view word(std::string_view zh, std::string_view en) const { return reports::word(language_, zh, en); }

  void tag(std::string_view name, std::string_view text, std::string_view attributes = "") {
    out_ += fmt::format("<{0}{1}>{2}</{0}>\n", name, attributes, escape_xml(text));
  }
  void entry(std::string_view term, std::string_view text) { out_ += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escape_xml(term), escape_xml(text)); }

  [[nodiscard]] std::string document_title(std::string_view fallback) const {
    if (report_.plans.empty()) return escape_xml(fallback);
    return escape_xml(fmt::format("{}{}{}", fallback, word("：", ": "), heading_words(report_.plans.front())));
  }
  [[nodiscard]] std::string file_words(const ComparedFile& file) const {
    const std::string note = mistakes_note(file, language_);
    return visible_name(file.name) + (note.empty() ? "" : std::string(word("；", "; "))) + note;
  }
  [[nodiscard]] static std::string visible_name(const std::string& name) { return shown(dsl::Text(name), Language::Chinese); }

  void write(const PlanComparison& comparison) {
    out_ += "<section>\n";
    tag("h2", heading_words(comparison));
    const std::string verdict = verdict_words(comparison, language_);
    if (!verdict.empty()) tag("p", verdict, " class=\"verdict\"");
    out_ += "<dl>\n";
    for (const Detail& detail : summary_of(comparison, language_)) entry(detail.title, detail.text);
    out_ += "</dl>\n";
    for (const ItemGroup& group : groups_of(comparison)) {
      tag("h3", kind_words(group.kind, language_));
      if (!group.items.empty()) {
        head(word("名称与内容", "What"));
        for (const Item* item : group.items) write(comparison, *item);
        out_ += "</tbody></table>\n";
      }
      if (!group.renumbered.empty()) tag("p", renumbered_words(group.renumbered, language_));
    }
    findings(comparison);
    out_ += "</section>\n";
  }

  void head(std::string_view what) {
    out_ += fmt::format("<table><thead><tr><th scope=\"col\" class=\"change\">{}</th><th scope=\"col\">{}</th><th scope=\"col\" class=\"place\">{}</th><th scope=\"col\" class=\"place\">{}</th></tr></thead><tbody>\n",
                        word("变动", "Change"), escape_xml(what), word("原稿（行:列）", "Old (line:column)"), word("新稿（行:列）", "New (line:column)"));
  }
  void row(std::string_view look, std::string_view change, const std::string& what, const std::string& before, const std::string& after) {
    out_ += fmt::format("<tr><td class=\"{}\">{}</td><td>{}</td><td class=\"place\">{}</td><td class=\"place\">{}</td></tr>\n", look, escape_xml(change), what,
                        escape_xml(before), escape_xml(after));
  }

  [[nodiscard]] static std::string_view look_of(const Item& item) {
    if (item.state == State::Added) return "added";
    if (item.state == State::Dropped) return "dropped";
    return item.identity == Identity::Likely ? "likely" : "changed";
  }

  void write(const PlanComparison& comparison, const Item& item) {
    const auto place = [&](const Plan* plan, const auto& side) {
      return side ? place_words(*plan, side->place, side->marked, language_) : std::string();
    };
    const std::vector<const Difference*> differences = told_differences(item);
    const std::string name = fmt::format("<strong>{}</strong>", escape_xml(item_words(item, language_)));
    if (item.state != State::Changed) {
      std::string what = name;
      if (!differences.empty()) {
        what += "<ul>";
        for (const Difference* difference : differences) what += fmt::format("<li>{}</li>", escape_xml(shown(difference->words, language_)));
        what += "</ul>";
      }
      return row(look_of(item), change_words(item, language_), what, place(comparison.before, item.before), place(comparison.after, item.after));
    }
    if (item.kind != ItemKind::Plan) row(look_of(item), change_words(item, language_), name, place(comparison.before, item.before), place(comparison.after, item.after));
    for (const Difference* difference : differences) {
      row("", "", escape_xml(shown(difference->words, language_)), place(comparison.before, difference->before), place(comparison.after, difference->after));
    }
  }

  void findings(const PlanComparison& comparison) {
    const std::vector<FindingLine> lines = finding_lines(comparison, language_);
    if (lines.empty()) return;
    tag("h3", word("核对的问题", "Findings of the audit"));
    out_ += fmt::format("<table><thead><tr><th scope=\"col\" class=\"change\">{}</th><th scope=\"col\">{}</th><th scope=\"col\" class=\"place\">{}</th></tr></thead><tbody>\n",
                        word("变动", "Change"), word("问题", "Finding"), word("位置", "Place"));
    for (const FindingLine& one : lines) {
      const Finding& finding = *one.finding;
      std::string what = escape_xml(fmt::format("{} {}{}{}", grade_words(finding.severity, finding.rule->code, language_), pick(finding.rule->title, language_), word("：", ": "),
                                                shown(finding.message, language_)));
      if (one.before != nullptr && one.before->message.zh != finding.message.zh) {
        what += fmt::format("<br><span class=\"was\">{}{}{}</span>", word("原为", "before"), word("：", ": "), escape_xml(shown(one.before->message, language_)));
      }
      out_ += fmt::format("<tr><td class=\"{}\">{}</td><td>{}</td><td class=\"place\">{}</td></tr>\n", one.appeared ? "dropped" : "added", escape_xml(one.change), what,
                          escape_xml(one.place));
    }
    out_ += "</tbody></table>\n";
  }

  const CompareReport& report_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string render_compare_html(const CompareReport& report) { return Writer(report).write(); }

}  // namespace gouji::reports
