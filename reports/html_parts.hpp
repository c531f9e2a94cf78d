// What the parts of the HTML report share: text on its way into the page (escaped in this one place), and what they know of the report.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/graph/graph.hpp"
#include "reports/matrix.hpp"
#include "reports/report.hpp"
#include "reports/work_list.hpp"

namespace gouji::reports::html {

using dsl::Text;

// Text as it may stand in the page, as content or between quotation marks: no markup, nothing unseen.
[[nodiscard]] std::string escaped(std::string_view text);

// Markup that is done: other code makes it by the functions below alone.
class Page {
 public:
  // Our own markup. Values that go into the pattern are numbers, or escaped.
  template <typename... Arguments>
  Page& put(fmt::format_string<Arguments...> pattern, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), pattern, std::forward<Arguments>(arguments)...);
    return *this;
  }
  Page& markup(std::string_view done) {
    out_ += done;
    return *this;
  }
  // A text of no language or of the plan's.
  Page& text(std::string_view words) { return markup(escaped(words)); }
  // In both languages; the page shows one of them.
  Page& say(const Text& words);
  Page& say(std::string_view zh, std::string_view en) { return say(Text(std::string(zh), std::string(en))); }
  // <text> elements of a picture, each in its language.
  Page& draw_text(std::string_view attributes, const Text& words);

  [[nodiscard]] bool empty() const { return out_.empty(); }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

// Attributes that hold a text in both languages for the script: data-zh="…" data-en="…", and the current one as `attribute`
// ("aria-label", "title").
[[nodiscard]] std::string spoken_attribute(std::string_view attribute, const Text& words, Language language);

// The same in both languages: {f(zh), f(en)}.
template <typename Function>
[[nodiscard]] Text both(Function function) {
  return Text(std::string(function(Language::Chinese)), std::string(function(Language::English)));
}

// A finding or mistake in the page.
struct Shown {
  Entry entry;
  std::size_t number = 0;            // from 1, over all plans
  std::string id;                    // of its element; the same in later runs
  std::optional<std::size_t> plan;   // absent: of a mistake outside of all plans
};

// Everything of one plan that more than one part asks for.
struct PlanView {
  std::size_t index = 0;
  const analyzer::Plan* plan = nullptr;
  analyzer::graph::Graph graph;
  FindingsAbout about;
  WorkList work;
};

struct Context {
  const Report& report;
  std::vector<Shown> shown;                                       // in the order of the page: by severity, then file and place
  std::map<const analyzer::Finding*, std::size_t> shown_by_finding;
  std::vector<PlanView> plans;

  [[nodiscard]] Language language() const { return report.options.language; }
  // Of a finding by its index in the result.
  [[nodiscard]] const Shown& shown_of(std::size_t finding) const;
  // Links "问题 3" to these findings, separated by blanks.
  void link(Page& page, const FindingIndices& findings) const;
};

// A part of the page. Without a body it is left out, and its heading with it.
struct Section {
  std::string id;
  Text title;
  std::string body;
};

[[nodiscard]] std::string findings_body(const Context& context, int level);
[[nodiscard]] std::string checks_body(const Context& context, const PlanView& view, int level);
[[nodiscard]] std::string matrix_body(const Context& context, const PlanView& view, int level);
[[nodiscard]] std::string courses_body(const Context& context, const PlanView& view);
[[nodiscard]] std::string timeline_body(const Context& context, const PlanView& view);
[[nodiscard]] std::string graph_body(const Context& context, const PlanView& view);
[[nodiscard]] std::string work_body(const Context& context, const PlanView& view, int level);

// A mistake of the language is an error.
[[nodiscard]] inline analyzer::Severity severity_of(const Entry& entry) {
  return entry.finding ? entry.finding->severity : analyzer::Severity::Error;
}
[[nodiscard]] Text family_words(std::string_view family);
[[nodiscard]] Text severity_words(analyzer::Severity severity);
// 原文 122 行
[[nodiscard]] Text place_words(const analyzer::Place& place);

}  // namespace gouji::reports::html
