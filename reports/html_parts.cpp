#include "reports/html_parts.hpp"

#include <algorithm>
#include <array>

#include "reports/snippet.hpp"
#include "reports/wording.hpp"
#include "reports/xml.hpp"

namespace gouji::reports::html {

std::string escaped(std::string_view text) { return escape_xml(visible(text)); }

Page& Page::say(const Text& words) {
  if (words.zh == words.en) return text(words.zh);
  return put("<span lang=\"zh-CN\">{}</span><span lang=\"en\">{}</span>", escaped(words.zh), escaped(words.en));
}

Page& Page::draw_text(std::string_view attributes, const Text& words) {
  if (words.zh == words.en) return put("<text {}>{}</text>\n", attributes, escaped(words.zh));
  return put("<text lang=\"zh-CN\" {0}>{1}</text><text lang=\"en\" {0}>{2}</text>\n", attributes, escaped(words.zh), escaped(words.en));
}

std::string spoken_attribute(std::string_view attribute, const Text& words, Language language) {
  return fmt::format("data-spoken=\"{0}\" data-zh=\"{1}\" data-en=\"{2}\" {0}=\"{3}\"", attribute, escaped(words.zh), escaped(words.en),
                     escaped(pick(words, language)));
}

const Shown& Context::shown_of(std::size_t finding) const { return shown[shown_by_finding.at(&report.result.findings[finding])]; }

void Context::link(Page& page, const FindingIndices& findings) const {
  std::vector<std::size_t> places;
  for (const std::size_t finding : findings) places.push_back(shown_by_finding.at(&report.result.findings[finding]));
  std::sort(places.begin(), places.end());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Shown& which = shown[places[i]];
    const auto severity = which.entry.finding->severity;
    page.put("{}<a class=\"to {}\" href=\"#{}\">", i == 0 ? "" : " ", analyzer::to_string(severity), which.id);
    page.say(severity_words(severity)).put(" {}</a>", which.number);
  }
}

Text family_words(std::string_view family) {
  struct Family {
    std::string_view name;
    Text words;
  };
  static const std::array kFamilies = {
      Family{"language", {"语法", "language"}},
      Family{"reconcile", {"数据勾稽", "reconciliation"}},
      Family{"unit", {"计量单位", "units of measure"}},
      Family{"wording", {"表述与范围", "wording and scope"}},
      Family{"time", {"时间安排", "time"}},
      Family{"structure", {"目标与任务衔接", "structure"}},
      Family{"responsibility", {"责任分工", "responsibility"}},
      Family{"feasibility", {"可行性", "feasibility"}},
      Family{"source", {"与原文相符", "fidelity to the document"}},
      Family{"engine", {"审计本身", "the audit itself"}},
  };
  for (const Family& known : kFamilies) {
    if (known.name == family) return known.words;
  }
  return {family};
}

Text severity_words(analyzer::Severity severity) {
  return both([&](Language language) { return severity_word(severity, language); });
}

Text place_words(const analyzer::Place& place) {
  const auto document = document_of(place);
  if (!document) return {};
  return both([&](Language language) { return document_words(*document, language); });
}

}  // namespace gouji::reports::html
